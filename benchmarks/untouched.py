"""Whether `llmsum verify` holds its tongue about briefings that nobody touched.

    python -m benchmarks.untouched FOLDER                        # 40 briefings of three texts each
    python -m benchmarks.untouched FOLDER --count 70 --seed 2 --write OUT/
    python -m benchmarks.untouched TEXT TEXT … --write OUT/      # one of these texts

Each briefing is of texts drawn at random from the folder, made by rule: the packaged labels, each
clause an action to begin with, the source's own clauses in the summary. No model is asked. It is
verified as Markdown and as JSON, and every finding is a false one. With `--lang en` all that an English
page translates is quoted, as where its English is refused. Labels of texts that were drawn before are
taken from the user's store.
"""

import argparse
import asyncio
import random
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing, nullcontext
from pathlib import Path
from typing import get_args

from llmsum import __version__
from llmsum.audit import Finding, audit
from llmsum.compare.comparison import compare_cities
from llmsum.llm.models import open_model
from llmsum.llm.planner import Planner
from llmsum.llm.usage import Meter
from llmsum.pipeline import Request, analyse
from llmsum.progress import Silent
from llmsum.records import Briefing, Speech, Usage
from llmsum.report import render_briefing
from llmsum.settings import store_url
from llmsum.store import Store
from llmsum.text import read_speech
from llmsum.vocabulary import Lang

FORMATS = ("md", "json")
TEXTS = 3
"""Texts of one briefing."""


def by_rule(speeches: Sequence[Speech], store: Store, lang: Lang = "zh") -> Briefing:
    """The briefing of the speeches, without a model."""
    model = open_model(None, None, "probe", Silent())
    return asyncio.run(_by_rule(speeches, Request(model=model, lang=lang), store))


async def _by_rule(speeches: Sequence[Speech], request: Request, store: Store) -> Briefing:
    # It words nothing that passes the gate, so that the source's own clauses stand.
    client = Planner(request.model, store, Meter(), Silent())
    analyses = [await analyse(client, speech, request) for speech in speeches]
    return Briefing(
        llmsum_version=__version__,
        created="2026-11-22T10:00:00+08:00",
        model="rules",
        language=request.lang,
        speeches=tuple(analyses),
        comparison=await compare_cities(client, analyses, request.lang),
        usage=Usage(),
    )


def false_findings(briefing: Briefing, folder: Path, name: str) -> dict[Path, tuple[Finding, ...]]:
    """Each file of the briefing, written into the folder → what verify finds in it."""
    found = {}
    for format_ in FORMATS:
        path = folder / f"{name}.{format_}"
        path.write_text(render_briefing(briefing, format_), encoding="utf-8")
        found[path] = audit(path).findings
    return found


def drawn(places: Sequence[Path], count: int, seed: int) -> list[list[Path]]:
    """The texts of each briefing: those named, else as many draws from the folder as asked for."""
    if not places[0].is_dir():
        return [list(places)]
    texts = sorted(places[0].rglob("*.txt"))
    rng = random.Random(seed)
    return [rng.sample(texts, min(TEXTS, len(texts))) for _ in range(count)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("places", metavar="FOLDER|TEXT", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lang", choices=get_args(Lang), default="zh")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="keep the briefings there")
    given = parser.parse_args()
    draws = drawn([place.resolve() for place in given.places], given.count, given.seed)
    files = false = lines = 0
    if given.write:
        given.write.mkdir(parents=True, exist_ok=True)
    with (
        nullcontext(given.write) if given.write else tempfile.TemporaryDirectory() as folder,
        closing(Store(store_url())) as store,
    ):
        for number, texts in enumerate(draws, start=1):
            briefing = by_rule([read_speech(text) for text in texts], store, given.lang)
            found = false_findings(briefing, Path(folder), f"{number:03}")
            for path, findings in found.items():
                for finding in findings:
                    print(f"{path.name} ({', '.join(t.name for t in texts)}): {finding}")
            files += len(found)
            false += sum(map(bool, found.values()))
            lines += sum(len(findings) for findings in found.values())
    print(f"{len(draws)} briefings, {files} files, {false} with a false finding, {lines} in all")
    return 1 if false else 0


if __name__ == "__main__":
    sys.exit(main())
