"""A whole command with an empty store: every question asked of the model again. Minutes.

    python -m benchmarks cold                                        compare seeds/
    python -m benchmarks cold commitments seeds/zhoukou-2020.txt     another command, other files

Times of one machine mean little elsewhere. `python -m benchmarks startup` has the commands that ask
nothing.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def cold(words: list[str], folder: Path) -> tuple[float, dict[str, object]]:
    """Wall seconds of the whole process, and the usage that its result tells."""
    result = folder / "result.json"
    env = {**os.environ, "LLMSUM_CACHE_DIR": str(folder)}
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "llmsum", *words, "-o", str(result)], env=env)
    seconds = time.perf_counter() - started
    if done.returncode not in (0, 1):
        raise SystemExit(f"llmsum {' '.join(words)} ended with {done.returncode}")
    return seconds, json.loads(result.read_text(encoding="utf-8"))["usage"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("words", nargs="*", default=["compare", "seeds/"], help="command and paths")
    words = parser.parse_args().words
    with tempfile.TemporaryDirectory(prefix="llmsum-") as name:
        seconds, usage = cold(words, Path(name))
    print(f"llmsum {' '.join(words)}, nothing stored: {seconds:.1f} s")
    print("  " + ", ".join(f"{key} {value}" for key, value in usage.items()))


if __name__ == "__main__":
    main()
