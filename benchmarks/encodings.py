"""The matrix of encodings: which texts are read right, in which encoding, how much of them, how broken.

    python -m benchmarks.encodings [--tries 5]

Each seed as it was scraped, repaired, and repaired and turned into the Traditional characters of
Taiwan and of Hong Kong, in each encoding that has all its characters, is read whole, by its first
300 bytes, and `--tries` times with 3 random bytes replaced by random ones. What counts for a reader:

    right     every character
    told      places are missing, all of them marked U+FFFD and named by offset
    silent    some characters are others than the author's, and nothing says so: a byte that
              becomes another valid one cannot be known (column `most`: the longest such run)
    refused   an error names the offset
    WRONG     another encoding was taken, or a tenth of the text is other than it was
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from llmsum.errors import InputError
from llmsum.text.encoding import decode
from llmsum.text.repair import repair

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*-20??.txt"))
ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be",
    "gb18030", "gbk", "gb2312", "big5", "cp950", "big5hkscs",
)  # fmt: skip
BROKEN = 3
BEGINNING = 300


@dataclass
class Row:
    """Outcomes of one encoding and one way of damage."""

    outcomes: Counter[str] = field(default_factory=Counter)
    longest_silent: int = 0


def texts() -> Iterator[str]:
    """The seeds: raw, repaired, and repaired in the Traditional characters of two places."""
    from opencc import OpenCC

    to_traditional = [OpenCC(place) for place in ("s2tw", "s2hk")]
    for seed in SEEDS:
        raw = seed.read_bytes().decode("utf-8")
        repaired = repair(raw).text
        yield from (raw, repaired, *(place.convert(repaired) for place in to_traditional))


def outcome(data: bytes, text: str) -> tuple[str, int]:
    """How the bytes of `text`, perhaps damaged, are read; and the longest run wrong in silence."""
    try:
        decoded = decode(data, "benchmark")
    except InputError:
        return "refused", 0
    if decoded.text == text:
        return "right", 0
    wrong = [
        (text[i:j], decoded.text[k:m])
        for tag, i, j, k, m in SequenceMatcher(
            None, text, decoded.text, autojunk=False
        ).get_opcodes()
        if tag != "equal"
    ]
    silent = max((max(len(was), len(now)) for was, now in wrong if "\ufffd" not in now), default=0)
    if sum(max(len(was), len(now)) for was, now in wrong) > max(BROKEN * 2, len(text) / 10):
        return "WRONG", silent
    return ("silent" if silent else "told"), silent


def with_broken_bytes(data: bytes, seed: int) -> bytes:
    """Three bytes at random places replaced by random others."""
    chance = random.Random(seed)
    broken = bytearray(data)
    for at in chance.sample(range(len(data)), BROKEN):
        broken[at] = (broken[at] + chance.randrange(1, 256)) % 256
    return bytes(broken)


def measure(tries: int) -> dict[tuple[str, str], Row]:
    """Encoding and damage → what came out."""
    rows: dict[tuple[str, str], Row] = {}
    for text in texts():
        for encoding in ENCODINGS:
            try:
                data = text.encode(encoding)
            except UnicodeEncodeError:
                continue
            begun = data[:BEGINNING].decode(encoding, "ignore")
            cut = data[:BEGINNING] != begun.encode(encoding)
            cases = [
                ("whole", data, text),
                ("first 300 bytes", data[:BEGINNING], begun + "\ufffd" * cut),
            ]
            cases += [("3 broken", with_broken_bytes(data, n), text) for n in range(tries)]
            for damage, read, expected in cases:
                what, silent = outcome(read, expected)
                row = rows.setdefault((encoding, damage), Row())
                row.outcomes[what] += 1
                row.longest_silent = max(row.longest_silent, silent)
    return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--tries", type=int, default=5, help="broken copies of each file")
    rows = measure(parser.parse_args().tries)
    kinds = ("right", "told", "silent", "refused", "WRONG")
    print(f"{'encoding':<10} {'read':<16}" + "".join(f"{kind:>9}" for kind in kinds) + "     most")
    for (encoding, damage), row in sorted(rows.items(), key=lambda item: item[0][1] != "whole"):
        counts = "".join(f"{row.outcomes[kind]:>9}" for kind in kinds)
        print(f"{encoding:<10} {damage:<16}{counts}{row.longest_silent:>9}")


if __name__ == "__main__":
    main()
