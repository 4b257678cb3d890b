"""Read, repair and segment, against OpenCC's `tw2s` alone on the same text, in one run.

    python -m benchmarks.text            5 MB, and growth from 10 KB to 10 MB
    python -m benchmarks.text --size 2   2 MB; growth up to twice that

The texts are the seeds', repeated with other numbers and in another order each time: as repaired
(clean), those with pinyin glosses as scraped (glossed), the clean ones after a filter that breaks
thousands of places (filtered), and the pages with byte shifts (shifted), of which one copy is enough:
each of their places is weighed by itself, at a price of its own.

A repaired text spells its changes out when they are asked for; `records` is what that takes, one record
for each change and the offset in the file of each character.
"""

import argparse
import random
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from opencc import OpenCC

from benchmarks.byte_shift import damaged
from llmsum.text.marks import find_marks
from llmsum.text.read import read_documents
from llmsum.text.repair import Repaired, repair
from llmsum.text.segment import segment

T = TypeVar("T")

SEEDS = Path(__file__).parents[1] / "seeds"
GROWTH = (0.01, 0.1, 1.0, 10.0)
REPEATS = 3


def seed_texts() -> dict[str, list[str]]:
    """The seeds by the state that they are in."""
    texts: dict[str, list[str]] = {"clean": [], "glossed": [], "shifted": []}
    for path in sorted(SEEDS.glob("*-20??.txt")):
        raw = path.read_text(encoding="utf-8")
        repaired = repair(raw)
        kinds = {record.kind for record in repaired.repairs}
        texts["clean"].append(repaired.text)
        if "byte-shift" in kinds:
            texts["shifted"].append(raw)
        elif "pinyin" in kinds:
            texts["glossed"].append(raw)
    return texts


def varied(texts: Sequence[str], megabytes: float) -> str:
    """Paragraphs of the texts in random order, each time with other digits, up to a size in UTF-8."""
    chance = random.Random(1)
    paragraphs = [line for text in texts for line in text.splitlines() if line.strip()]
    pieces, size = [], 0
    while size < megabytes * 1e6:
        for line in chance.sample(paragraphs, len(paragraphs)):
            piece = re.sub(r"\d", lambda _: str(chance.randrange(1, 10)), line) + "\n"
            pieces.append(piece)
            size += len(piece.encode())
            if size >= megabytes * 1e6:
                break
    return "".join(pieces)


def timed(function: Callable[[], T], repeats: int = REPEATS) -> tuple[float, T]:
    """The least of the wall times, and the result."""
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        result = function()
        times.append(time.perf_counter() - started)
    return min(times), result


def measure(name: str, text: str, converter: OpenCC, repeats: int = REPEATS) -> None:
    """Print a row: the seconds of each part, and of read, repair and segment against OpenCC."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "speech.txt")
        path.write_text(text, encoding="utf-8")
        alone, _ = timed(lambda: converter.convert(text), repeats)
        read, found = timed(lambda: read_documents(path), repeats)
        mend, repaired = timed(lambda: repair(found.documents[0][1].text), repeats)
        spell, _ = timed(lambda: spelt_out(repaired), repeats)
        cut, _ = timed(lambda: segment(repaired.text), repeats)
        mark, _ = timed(lambda: marked(repaired), repeats)
    total = read + mend + cut
    size = len(text.encode()) / 1e6
    print(
        f"{name:<9}{size:8.2f} MB {len(repaired.repairs):>9,} repairs  OpenCC {alone:7.3f} s  "
        f"read {read:7.3f}  repair {mend:7.3f}  segment {cut:7.3f}  together {total:7.3f} s "
        f"= {total / alone:6.1f} × OpenCC, {total / size:6.3f} s/MB  "
        f"records {spell:7.3f}, with them {(total + spell) / alone:6.1f} ×  (marks {mark:.3f})"
    )


def spelt_out(repaired: Repaired) -> int:
    """How many records and offsets there are, made anew."""
    fresh = replace(repaired)
    return len(fresh.repairs) + len(fresh.raw_offsets)


def marked(repaired: Repaired) -> int:
    return len(find_marks(repaired.text, repaired.garbled))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=float, default=5.0, metavar="MB", help="of each text")
    size = parser.parse_args().size
    texts = seed_texts()
    converter = OpenCC("tw2s")
    measure("clean", varied(texts["clean"], size), converter)
    measure("glossed", varied(texts["glossed"], size), converter)
    measure("shifted", "\n".join(texts["shifted"]), converter)
    clean = varied(texts["clean"], size).splitlines()
    measure("filtered", "\n".join(damaged(line, drop=False)[1] for line in clean), converter, 1)
    for megabytes in GROWTH:
        if megabytes <= 2 * size:
            measure("clean", varied(texts["clean"], megabytes), converter)
    for megabytes in GROWTH:
        if megabytes <= 2 * size:
            measure("glossed", varied(texts["glossed"], megabytes), converter, repeats=1)


if __name__ == "__main__":
    main()
