"""What `llmsum verify` finds of random tampering with a finished briefing.

    python -m benchmarks.tampering briefing.md --count 40 --seed 7

Of an English page the translated words are changed too (tampering_english.py). Each change is made
alone, to a fresh copy of the briefing; it is found when the audit tells anything
that it does not tell of the untouched page, and placed when it names the changed line.
"""

import argparse
import random
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.tampering_english import ENGLISH
from llmsum.audit import audit

Lines = list[str]
Tamper = Callable[[Lines, random.Random], int | None]
"""Changes the lines in place; the index of the changed line, or None where there was nothing to change."""

_REF = re.compile(r"(?<!\\)\[\^(\d+-S\d+)\]")
_HEAD_END = re.compile(r"(\w)( \||$)")
_DIGIT = re.compile(r"\d")


def _kind(line: str) -> str:
    """Which part of the page a line is."""
    if line.startswith("[^"):
        return "quote"
    if line.startswith("| ") and "✓" in line:
        return "matrix"
    if line.startswith("| ") and _REF.search(line):
        return "table"
    if line.startswith(("- ", "**")) and _REF.search(line):
        return "line"
    if "SHA-256 " in line and line.startswith("- "):
        return "hash"
    return "other"


def _indices(lines: Lines, kind: str, rng: random.Random) -> Iterator[int]:
    found = [index for index, line in enumerate(lines) if _kind(line) == kind]
    rng.shuffle(found)
    yield from found


def digit_of(kind: str) -> Tamper:
    """One digit of the words of such a line becomes another one; footnote marks are left alone."""

    def tamper(lines: Lines, rng: random.Random) -> int | None:
        for index in _indices(lines, kind, rng):
            line = lines[index]
            start = line.index(":") if kind == "quote" else 0
            if kind == "hash":
                start = line.index("SHA-256 ") + len("SHA-256 ")
            marks = [m.span() for m in _REF.finditer(line)] if kind != "quote" else []
            digits = [
                m.start()
                for m in _DIGIT.finditer(line, start)
                if not any(a <= m.start() < b for a, b in marks)
            ]
            if digits:
                at = rng.choice(digits)
                other = rng.choice([d for d in "123456789" if d != line[at]])
                lines[index] = line[:at] + other + line[at + 1 :]
                return index
        return None

    return tamper


def swapped_footnote(lines: Lines, rng: random.Random) -> int | None:
    """A footnote mark of a line becomes that of another sentence."""
    labels = sorted({label for line in lines for label in _REF.findall(line)})
    for index in _indices(lines, rng.choice(["line", "table"]), rng):
        match = rng.choice(list(_REF.finditer(lines[index])))
        other = rng.choice([label for label in labels if label != match[1]])
        lines[index] = f"{lines[index][: match.start()]}[^{other}]{lines[index][match.end() :]}"
        return index
    return None


def removed_footnotes(lines: Lines, rng: random.Random) -> int | None:
    """A line loses all of its footnote marks."""
    for index in _indices(lines, rng.choice(["line", "table"]), rng):
        lines[index] = _REF.sub("", lines[index])
        return index
    return None


def removed(kind: str) -> Tamper:
    """A line is gone."""

    def tamper(lines: Lines, rng: random.Random) -> int | None:
        for index in _indices(lines, kind, rng):
            del lines[index]
            return max(index - 1, 0)
        return None

    return tamper


def added_line(lines: Lines, rng: random.Random) -> int | None:
    """An invented line with a footnote of its neighbour."""
    for index in _indices(lines, "line", rng):
        label = _REF.findall(lines[index])[0]
        lines.insert(index + 1, f"- 投资{rng.randint(2, 99)}亿元建设国际会展中心[^{label}]")
        return index + 1
    return None


def changed(kind: str, pattern: str, replacement: str | Callable[[re.Match[str]], str]) -> Tamper:
    """A line of this kind in which the pattern stands has something else there."""

    def tamper(lines: Lines, rng: random.Random) -> int | None:
        for index in _indices(lines, kind, rng):
            line = re.sub(pattern, replacement, lines[index], count=1)
            if line != lines[index]:
                lines[index] = line
                return index
        return None

    return tamper


def doubled(lines: Lines, rng: random.Random) -> int | None:
    """A line stands twice."""
    for index in _indices(lines, rng.choice(["line", "table", "quote"]), rng):
        lines.insert(index + 1, lines[index])
        return index + 1
    return None


def exchanged(lines: Lines, rng: random.Random) -> int | None:
    """Two lines of the comparison change places."""
    end = next((n for n, line in enumerate(lines) if line.startswith("#### ")), len(lines))
    for index in _indices(lines[:end], "line", rng):
        if _kind(lines[index + 1]) == "line" and lines[index + 1] != lines[index]:
            lines[index], lines[index + 1] = lines[index + 1], lines[index]
            return index
    return None


def added_section(lines: Lines, rng: random.Random) -> int | None:
    """A heading and a sentence that nobody wrote."""
    headings = [n for n, line in enumerate(lines) if line.startswith("## ")]
    index = rng.choice(headings)
    lines[index:index] = ["## 结论", "", "各项承诺均已兑现。", ""]
    return index


def added_column(lines: Lines, rng: random.Random) -> int | None:
    """Every row of a table has one cell more."""
    heads = [n for n, line in enumerate(lines) if line.startswith("|---")]
    index = rng.choice(heads) - 1
    for number in range(index, len(lines)):
        if not lines[number].startswith("|"):
            break
        lines[number] += "---|" if number == index + 1 else " 已完成 |"
    return index


def renamed_heading(lines: Lines, rng: random.Random) -> int | None:
    """The head of a table or of a part says something else."""
    heads = [n for n, line in enumerate(lines) if re.match(r"#{2,4} |\|[^-]", line)]
    heads = [n for n in heads if lines[n].startswith("#") or lines[n + 1].startswith("|---")]
    index = rng.choice([n for n in heads if _HEAD_END.search(lines[n])])
    lines[index] = _HEAD_END.sub(r"\1（已完成）\2", lines[index], count=1)
    return index


WORD = r"(?<![“”\w\[^])([\u4e00-\u9fff]{4})(?=[\u4e00-\u9fff]{2})"

TAMPERS: dict[str, Tamper] = {
    "a digit in a line": digit_of("line"),
    "a digit in a table": digit_of("table"),
    "a digit in the matrix": digit_of("matrix"),
    "a digit in a quote": digit_of("quote"),
    "a digit of a source's hash": digit_of("hash"),
    "a footnote swapped": swapped_footnote,
    "a line's footnotes removed": removed_footnotes,
    "a quote removed": removed("quote"),
    "a table row removed": removed("table"),
    "an unsupported line added": added_line,
    "a line or row twice": doubled,
    "two lines exchanged": exchanged,
    "words in quotation marks": changed("line", WORD, r"“\1”"),
    "words of a row in brackets": changed("table", WORD, r"（\1）"),
    "a ✓ behind a line": changed("line", r"(?=\[\^)", "✓"),
    "a question mark behind a line": changed("line", r"(?<=[\u4e00-\u9fff])(?=\[\^)", "？"),
    "an invisible character": changed(
        "line", r"(?<=[\u4e00-\u9fff]{2})(?=[\u4e00-\u9fff])", "\u200b"
    ),
    "a row's action cut at its front": changed("table", r"^(\| C\d+ \| )[\u4e00-\u9fff]{2}", r"\1"),
    "a row's action cut at its end": changed(
        "table", r"^(\| C\d+ \| [^|]*?)[\u4e00-\u9fff]{2} \|", r"\1 |"
    ),
    "† added or taken away": changed("line", r"(†?)(?=\[\^)", lambda m: "" if m[1] else "†"),
    "a section added": added_section,
    "a column added": added_column,
    "a heading changed": renamed_heading,
}


def main() -> None:
    """Tamper and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("briefing", type=Path)
    parser.add_argument("--count", type=int, default=40, help="changes of each kind")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    text = options.briefing.read_text(encoding="utf-8")
    before = {(f.place, f.problem) for f in audit(options.briefing).findings}
    print(
        f"untouched: {len(before)} findings\n\n| tampering | changes | found | line named |\n|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, options.briefing.name)
        for name, tamper in {**TAMPERS, **ENGLISH}.items():
            rng = random.Random(options.seed)
            made = found = placed = 0
            for _ in range(options.count):
                lines = text.splitlines()
                index = tamper(lines, rng)
                if index is None:
                    break
                copy.write_text("\n".join(lines) + "\n", encoding="utf-8")
                told = audit(copy, [Path.cwd(), options.briefing.parent]).findings
                new = [f for f in told if (f.place, f.problem) not in before]
                made += 1
                found += bool(new)
                placed += any(f.place == f"line {index + 1}" for f in new)
                if not new:
                    print(f"<!-- missed: {lines[index][:160]} -->")
            if made:
                print(f"| {name} | {made} | {found} | {placed} |", flush=True)


if __name__ == "__main__":
    main()
