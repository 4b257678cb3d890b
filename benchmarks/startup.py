"""The commands that ask nothing: start-up, a second compare, and the check of its briefing.

    python -m benchmarks startup                       the store must know seeds/
    python -m benchmarks startup --against ../before   the same of another checkout, in turns

Whole processes, one after the other in turns, so that whatever else the machine does falls on all
alike: what counts is the ratio to bare Python, and to the other checkout. The store is copied
first, and stays as it was. Aims: 1 s for compare and verify, 0.3 s for what needs no model.
"""

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from llmsum.settings import cache_dir

ROOT = Path(__file__).resolve().parents[1]
_BARE = "python -c pass"
_IMPORTS = "import llmsum.llm.models, llmsum.pipeline, llmsum.report, llmsum.store"


@dataclass(frozen=True)
class Checkout:
    """A checkout with a store, and a project, of its own in `folder`."""

    code: Path
    folder: Path

    def run(self, *words: str, cwd: Path | None = None) -> tuple[float, str]:
        """Seconds and output of one whole process: `python WORDS` with the code of this checkout."""
        env = {
            **os.environ,
            "PYTHONPATH": str(self.code),
            "LLMSUM_CACHE_DIR": str(self.folder / "cache"),
            # As where llmsum is installed: its modules are compiled once, not in every process.
            "PYTHONPYCACHEPREFIX": str(self.folder / "bytecode"),
            "PYTHONDONTWRITEBYTECODE": "",
        }
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, *words],
            cwd=cwd or self.folder,
            env=env,
            capture_output=True,
            text=True,
        )
        seconds = time.perf_counter() - started
        if done.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(words)} ended with {done.returncode}: {done.stderr}")
        return seconds, done.stdout

    def llmsum(self, *words: str, cwd: Path | None = None) -> float:
        """Seconds of a command."""
        return self.run("-m", "llmsum", *words, cwd=cwd)[0]

    def said(self, *words: str, cwd: Path | None = None) -> str:
        """What a command prints."""
        return self.run("-m", "llmsum", *words, cwd=cwd)[1]


def prepared(code: Path, folder: Path, sources: Sequence[str]) -> Checkout:
    """The checkout with a copy of the user's store, in which all answers about the sources are."""
    (folder / "cache").mkdir(parents=True)
    # Not by a command: to open a store is to bring it to the tables of the newer checkout.
    with (
        closing(sqlite3.connect(cache_dir() / "store.sqlite3")) as store,
        closing(sqlite3.connect(folder / "cache" / "store.sqlite3")) as copy,
    ):
        store.backup(copy)
    checkout = Checkout(code, folder)
    (folder / "small.txt").write_text("会议强调，要建好产业园。\n", encoding="utf-8")
    (folder / "fresh").mkdir()
    project = folder / "project"
    project.mkdir()
    (project / "llmsum.toml").write_text(f"sources = {json.dumps(sources)}\n", encoding="utf-8")
    if "Nothing would be asked" not in checkout.said("refresh", "--dry-run", cwd=project):
        raise SystemExit(
            f"The store does not know all answers of {code}: run llmsum compare first."
        )
    checkout.llmsum("refresh", "-q", cwd=project)
    checkout.llmsum("compare", *sources, "-q", "-o", "briefing.md")
    return checkout


def once(checkout: Checkout, sources: Sequence[str]) -> dict[str, float]:
    """Seconds of each process by name."""
    project = checkout.folder / "project"
    (checkout.folder / "fresh" / "llmsum.toml").unlink(missing_ok=True)
    return {
        _BARE: checkout.run("-c", "pass")[0],
        "the imports of compare": checkout.run("-c", _IMPORTS)[0],
        "compare, all answers stored": checkout.llmsum("compare", *sources, "-q"),
        "verify": checkout.llmsum("verify", "briefing.md"),
        "--help": checkout.llmsum("--help"),
        "read, one sentence": checkout.llmsum("read", "small.txt"),
        "read, a speech": checkout.llmsum("read", sources[-1]),
        "config": checkout.llmsum("config"),
        "init": checkout.llmsum("init", cwd=checkout.folder / "fresh"),
        "doctor": checkout.llmsum("doctor"),
        "cache info": checkout.llmsum("cache", "info"),
        "history": checkout.llmsum("history", cwd=project),
        "schedule status": checkout.llmsum("schedule", "status", cwd=project),
        "refresh, nothing changed": checkout.llmsum("refresh", "-q", cwd=project),
    }


def show(medians: Mapping[Path, Mapping[str, float]]) -> None:
    """A table: seconds and how many times bare Python that is; with two checkouts, the second by the first."""
    first, *others = medians.values()
    for name in first:
        cells = [f"{of[name]:7.3f} s {of[name] / of[_BARE]:7.1f} × bare" for of in medians.values()]
        ratio = [f"{of[name] / first[name]:6.2f} ×" for of in others]
        print("   ".join([f"{name:<28}", *cells, *ratio]))


def main() -> None:
    """Measure in turns, and print the medians."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sources", nargs="*", default=sorted(map(str, ROOT.glob("seeds/*.txt"))))
    parser.add_argument("--against", type=Path, help="another checkout")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    sources = [str(Path(source).resolve()) for source in options.sources]
    codes = [ROOT, *([options.against.resolve()] if options.against else [])]
    with tempfile.TemporaryDirectory(prefix="llmsum-") as name:
        checkouts = [prepared(code, Path(name, str(n)), sources) for n, code in enumerate(codes)]
        rounds = [
            [once(checkout, sources) for checkout in checkouts] for _ in range(options.rounds)
        ]
    show(
        {
            code: {
                name: statistics.median(round_[number][name] for round_ in rounds)
                for name in rounds[0][number]
            }
            for number, code in enumerate(codes)
        }
    )


if __name__ == "__main__":
    main()
