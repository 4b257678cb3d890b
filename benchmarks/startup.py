"""Start-up, the run that asks nothing, and, with --cold, the whole briefing.

    python -m benchmarks startup            start-up and second run (the store must know seeds/)
    python -m benchmarks startup --cold     also a run with an empty store: minutes
    python -m benchmarks startup --cold --commitments seeds/zhoukou-2020.txt

Times of one machine mean little elsewhere: compare the ratios within one run.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LLMSUM = str(Path(sys.executable).with_name("llmsum"))
REPEATS = 5


def seconds(*command: str, env: dict[str, str] | None = None) -> float:
    """Wall time of one whole process."""
    started = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True, env={**os.environ, **(env or {})})
    return time.perf_counter() - started


def median(*command: str, env: dict[str, str] | None = None) -> float:
    return statistics.median(seconds(*command, env=env) for _ in range(REPEATS))


def show(name: str, value: float, against: float) -> None:
    print(f"{name:<44} {value:8.2f} s   {value / against:8.1f} × bare Python")


def cold(command: str, path: str, bare: float) -> dict[str, str]:
    """A run with an empty store; returns the environment in which its answers are known."""
    env = {"LLMSUM_CACHE_DIR": tempfile.mkdtemp(prefix="llmsum-bench-")}
    result = str(Path(env["LLMSUM_CACHE_DIR"]) / "result.json")
    show(
        f"llmsum {command} {path}, nothing stored",
        seconds(LLMSUM, command, path, "-o", result, env=env),
        bare,
    )
    usage = json.loads(Path(result).read_text(encoding="utf-8"))["usage"]
    print("  " + ", ".join(f"{key} {value}" for key, value in usage.items()))
    return env


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--cold", action="store_true", help="ask the model everything again")
    parser.add_argument("--commitments", metavar="PATH", help="with --cold: this command only")
    options = parser.parse_args()
    bare = median(sys.executable, "-c", "pass")
    show("python -c pass", bare, bare)
    show("llmsum --help", median(LLMSUM, "--help"), bare)
    show("llmsum read seeds/", median(LLMSUM, "read", "seeds/"), bare)
    if options.cold and options.commitments:
        cold("commitments", options.commitments, bare)
        return
    env = cold("compare", "seeds/", bare) if options.cold else None
    show(
        "llmsum compare seeds/, all answers stored",
        median(LLMSUM, "compare", "seeds/", env=env),
        bare,
    )


if __name__ == "__main__":
    main()
