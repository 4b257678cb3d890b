"""What repair changes, and marks, in text that needs none: aim at nothing.

    python -m benchmarks.clean_text PATH…    text files in UTF-8, Simplified and whole

Prints each change and mark with its surroundings, to be judged by eye, and the number of characters read.
"""

import argparse
from collections import Counter
from pathlib import Path

from llmsum.text.marks import find_marks
from llmsum.text.repair import repair

AROUND = 12


def main() -> None:
    """Repair, and print whatever that changed or marked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path)
    read, found, seen = 0, Counter[str](), Counter[str]()
    for path in parser.parse_args().paths:
        raw = path.read_text(encoding="utf-8")
        repaired = repair(raw)
        read += len(raw)
        for record in repaired.repairs:
            found[record.kind] += 1
            around = repaired.text[max(0, record.start - AROUND) : record.end + AROUND]
            print(f"{record.kind:<11} {record.before!r} → {record.after!r} in {around!r}")
        for mark in find_marks(repaired.text, repaired.garbled):
            seen[mark.kind] += 1
            around = repaired.text[max(0, mark.start - AROUND) : mark.end + AROUND]
            print(f"{mark.kind:<11} {mark.text!r} in {around!r}")
    print(f"{read:,} characters, {found.total()} changes {dict(found)}, marks {dict(seen)}")


if __name__ == "__main__":
    main()
