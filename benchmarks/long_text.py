"""What a long report takes beside the model: processor time of each stage, as the text grows. No model.

    python -m benchmarks.long_text                 50, 100 and 200 KB of the texts in docs/labels
    python -m benchmarks.long_text REPORT.txt      the same of your own text, repeated if it is short
    python -m benchmarks.long_text --probe         the packaged probe labels, and is timed

Without `--probe` the labels are the annotators', and a sentence that they do not know is a deployment. `growth`
is the time of the last size over that of the first, as a multiple of the growth of the text: 1 is
in proportion. `asked` is how many questions the embedded model would get.
"""

import argparse
import asyncio
import json
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from llmsum.audit import audit
from llmsum.compare.comparison import compare_cities
from llmsum.llm.client import Client
from llmsum.llm.models import open_model
from llmsum.llm.planner import Planner
from llmsum.llm.usage import Meter
from llmsum.pipeline import Part, Request, analyse
from llmsum.progress import Silent
from llmsum.records import Analysis, Briefing, Comparison, Sentence, Speech, Usage
from llmsum.report import render_briefing
from llmsum.store import Store
from llmsum.tasks.label import label_sentences
from llmsum.text import read_speech
from llmsum.vocabulary import COMPARED_THEMES, Role, Theme

T = TypeVar("T")

LABELS = Path(__file__).parents[1] / "docs" / "labels"
SIZES = (50, 100, 200)
"""KB in UTF-8."""

Labels = Mapping[str, tuple[Role, tuple[Theme, ...]]]
"""The words of a sentence → its role and themes."""

PARTS: tuple[Part, ...] = ("commitments", "summary", "strategy")


def labelled_texts() -> tuple[str, Labels]:
    """The texts that stand beside their labels, joined; and their sentences' roles and themes."""
    texts, labels = [], {}
    for path in (*sorted(LABELS.glob("*.json")), *sorted((LABELS / "later").rglob("*.json"))):
        file = json.loads(path.read_text(encoding="utf-8"))
        texts.append(file["text"].strip())
        for span in file["sentences"]:
            words = file["text"][span["start"] : span["end"]].strip()
            theme = span.get("theme")
            labels[words] = (span["role"], (theme,) if theme else tuple(span.get("themes", ())))
    return "\n".join(texts), labels


def cut(text: str, kilobytes: int) -> str:
    """The beginning of the text, or of as many of it as needed, up to a paragraph's end."""
    paragraphs = [line for line in text.splitlines() if line.strip()]
    chosen: list[str] = []
    size = 0
    while size < kilobytes * 1000:
        chosen.append(paragraphs[len(chosen) % len(paragraphs)])
        size += len(chosen[-1].encode()) + 1
    return "\n".join(chosen) + "\n"


def measured(text: str, known: Labels, *, probe: bool) -> Iterator[tuple[str, float]]:
    """Stage → processor seconds; last the number of questions."""
    with tempfile.TemporaryDirectory() as folder, closing(Store("sqlite://")) as store:
        path = Path(folder, "report.txt")
        path.write_text(text, encoding="utf-8")
        seconds, speech = timed(lambda: read_speech(path))
        yield "read", seconds
        model = open_model(None, None, "probe", Silent())
        client = Planner(model, store, Meter(), Silent())
        if probe:
            seconds, sentences = timed(
                lambda: asyncio.run(label_sentences(client, "report", speech.sentences))
            )
            yield "label", seconds
        else:
            sentences = labelled(speech, known)
        asked = 0
        for part in PARTS:
            client.foreseen.clear()
            seconds, _ = timed(lambda: analysed(client, speech, sentences, {part}))  # noqa: B023
            yield part, seconds
            asked += len(client.foreseen)
        whole = analysed(client, speech, sentences, set(PARTS))
        seconds, comparison = timed(
            lambda: asyncio.run(compare_cities(client, [whole], "zh", COMPARED_THEMES))
        )
        yield "compare", seconds
        page = Path(folder, "briefing.md")
        seconds, written = timed(lambda: render_briefing(briefing_of(whole, comparison), "md"))
        yield "report", seconds
        page.write_text(written, encoding="utf-8")
        seconds, _ = timed(lambda: audit(page))
        yield "verify", seconds
        yield "asked", asked


def analysed(
    client: Client, speech: Speech, sentences: Sequence[Sentence], parts: set[Part]
) -> Analysis:
    """The analysis with these labels."""

    async def labels(*_: object) -> tuple[Sentence, ...]:
        return tuple(sentences)

    with patch("llmsum.pipeline.label_sentences", labels):
        request = Request(model=client.model, parts=frozenset(parts))
        return asyncio.run(analyse(client, speech, request))


def labelled(speech: Speech, known: Labels) -> list[Sentence]:
    """The sentences as the annotators label them."""
    found = []
    for sentence in speech.sentences:
        role, themes = known.get(sentence.text, ("deployment", ("projects",)))
        found.append(sentence.model_copy(update={"role": role, "themes": themes}))
    return found


def briefing_of(analysis: Analysis, comparison: Comparison) -> Briefing:
    return Briefing(
        llmsum_version="0",
        created="2026-11-22T10:00:00+08:00",
        model="rules",
        language="zh",
        speeches=(analysis,),
        comparison=comparison,
        usage=Usage(),
    )


def timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("report", type=Path, nargs="?")
    parser.add_argument("--probe", action="store_true")
    given = parser.parse_args()
    text, known = labelled_texts()
    if given.report:
        text = given.report.read_text(encoding="utf-8")
    # What is loaded and compiled once is not what a longer text costs.
    list(measured(cut(text, 5), known, probe=given.probe))
    columns = [dict(measured(cut(text, size), known, probe=given.probe)) for size in SIZES]
    print(f"{'':<12}" + "".join(f"{size:>8} KB" for size in SIZES) + "  growth")
    for stage in columns[0]:
        times = [column[stage] for column in columns]
        if stage == "asked":
            print(f"{stage:<12}" + "".join(f"{each:>11.0f}" for each in times))
            continue
        growth = times[-1] / max(times[0], 1e-3) / (SIZES[-1] / SIZES[0])
        print(f"{stage:<12}" + "".join(f"{each:>11.2f}" for each in times) + f"{growth:8.1f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
