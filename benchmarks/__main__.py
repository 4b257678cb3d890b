"""The benchmarks by name: what each measures, and running them.

    python -m benchmarks                      the list
    python -m benchmarks startup              one of them
    python -m benchmarks startup text         several, one after the other
    python -m benchmarks encodings --tries 2  one, with its own options; --help tells them

Times of one machine mean little elsewhere: compare the ratios within one run.
"""

import ast
import runpy
import sys
from pathlib import Path

TOOLS = {"paraphrases", "unseen_gold", "word_shares", "word_table"}
"""Modules here that make a file of the package, and measure nothing."""


def benchmarks() -> dict[str, str]:
    """Name of each benchmark → the first sentence of its docstring."""
    modules = (path for path in Path(__file__).parent.glob("*.py") if path.stem not in TOOLS)
    return {
        path.stem: (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition(
            "\n"
        )[0]
        for path in sorted(modules)
        if not path.stem.startswith("_")
    }


def main(words: list[str]) -> int:
    """Run what is named, or print the list; the exit code."""
    known = benchmarks()
    names = [word for word in words if word in known]
    if not words or words[0] not in known or (len(names) > 1 and len(names) < len(words)):
        for name, what in known.items():
            print(f"{name:<12} {what}")
        print(__doc__.partition("\n")[2].rstrip())
        return 2 if words else 0
    options = words[1:] if len(names) == 1 else []
    for name in names:
        if len(names) > 1:
            print(f"\n{name}: {known[name]}")
        sys.argv = [f"benchmarks.{name}", *options]
        runpy.run_module(f"benchmarks.{name}", run_name="__main__")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
