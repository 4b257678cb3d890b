"""Refresh of a project in which nothing or one source changed: time and memory of the whole process.

    python -m benchmarks.refresh              5, 200 and 2,000 sources
    python -m benchmarks.refresh 5 50         other numbers

The first refresh asks a stand-in on 127.0.0.1 once. Aims where nothing changed: 1 s with 5 sources,
5 s and under 300 MB with 2,000, and growth that is linear.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT / "tests"))

from stand_in import StandIn, standing_in  # noqa: E402

REPEATS = 5
_PARAGRAPH = (
    "云岭市第{n}号会议强调，要围绕新材料产业，由市招商局牵头，力争到2025年引进企业{n}家，"
    "建成标准化厂房{n}万平方米。各县区要压实责任，加快推进项目落地。\n"
)


def project(folder: Path, sources: int, service: StandIn) -> None:
    """Sources of two paragraphs each, and the file."""
    (folder / "speeches").mkdir()
    for number in range(1, sources + 1):
        text = _PARAGRAPH.format(n=number) + _PARAGRAPH.format(n=number + sources)
        (folder / "speeches" / f"{number:05}.txt").write_text(text, encoding="utf-8")
    (folder / "llmsum.toml").write_text(
        'sources = ["speeches/"]\nmodel = "llamacpp/m"\nlabeller = "model"\n'
        f'base_url = "{service.base_url}"\n',
        encoding="utf-8",
    )


def refresh(folder: Path) -> tuple[float, float, int]:
    """Seconds, megabytes at the most, and the exit code of one whole process."""
    env = {
        **os.environ,
        "PYTHONPATH": str(CHECKOUT),
        "LLMSUM_CACHE_DIR": str(folder / "cache"),
    }
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "llmsum", "refresh", "--quiet"],
        cwd=folder,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return time.perf_counter() - started, _megabytes(usage), process.returncode


def _megabytes(usage: resource.struct_rusage) -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return usage.ru_maxrss * unit / 1e6


def change(folder: Path, number: int) -> None:
    """Another figure in the first source."""
    path = folder / "speeches" / "00001.txt"
    text = _PARAGRAPH.format(n=1) + _PARAGRAPH.format(n=1_000_000 + number)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sources", nargs="*", type=int, default=[5, 200, 2000], help="how many")
    for sources in parser.parse_args().sources:
        with standing_in() as service, tempfile.TemporaryDirectory(prefix="llmsum-") as name:
            folder = Path(name)
            project(folder, sources, service)
            _show(sources, "first refresh", [refresh(folder)], service)
            _show(sources, "nothing changed", [refresh(folder) for _ in range(REPEATS)], service)
            runs = []
            for number in range(REPEATS):
                change(folder, number)
                runs.append(refresh(folder))
            _show(sources, "one changed", runs, service)


def _show(sources: int, what: str, runs: list[tuple[float, float, int]], service: StandIn) -> None:
    """The median time and the most memory; questions of all runs together."""
    seconds = statistics.median(run[0] for run in runs)
    most = max(run[1] for run in runs)
    codes = ", ".join(str(code) for code in sorted({run[2] for run in runs}))
    print(
        f"{sources:5} sources, {what:<15} {seconds:7.2f} s  {most:6.0f} MB  "
        f"{len(service.asked)} questions in {len(runs)} runs, exit code {codes}",
        flush=True,
    )
    service.asked.clear()


if __name__ == "__main__":
    main()
