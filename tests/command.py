"""The command line as a user meets it: in this process, or in one of its own."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from llmsum.cli import main
from llmsum.settings import cache_dir

CHECKOUT = Path(__file__).resolve().parents[1]
SEEDS = CHECKOUT / "seeds"


@dataclass(frozen=True)
class Finished:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    def error(self) -> str:
        """The one line that an error prints; fails when there is more, or a traceback."""
        assert "Traceback" not in self.err
        lines = self.err.strip().splitlines()
        assert len(lines) == 1, self.err
        assert self.out == ""
        return lines[0]


Command = Callable[..., Finished]


def in_this_process(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs `llmsum ARGUMENTS` here: cassettes and patches hold."""

    def run(*arguments: object) -> Finished:
        monkeypatch.setattr(sys, "argv", ["llmsum", *map(str, arguments)])
        capsys.readouterr()
        handler = signal.getsignal(signal.SIGTERM)
        try:
            main()
        except SystemExit as ended:
            code = ended.code
        finally:
            signal.signal(signal.SIGTERM, handler)
        said = capsys.readouterr()
        assert isinstance(code, int)
        return Finished(code, said.out, said.err)

    return run


def heed_signals() -> None:
    """In a child: Ctrl-C and hang-up count, also where the tests run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def start(*arguments: object) -> subprocess.Popen[str]:
    """Starts `llmsum ARGUMENTS` in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", "from llmsum.cli import main; main()", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=heed_signals,
    )


def finish(process: subprocess.Popen[str]) -> Finished:
    """Waits for its end."""
    out, err = process.communicate(timeout=60)
    return Finished(process.returncode, out, err)


def wait_until(happened: Callable[[], bool], seconds: float = 120) -> None:
    """Waits for something that another process brings about."""
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)


def kept_answers() -> int:
    """How many answers the store has: one that was only sent may not be there yet."""
    store = cache_dir() / "store.sqlite3"
    if not store.exists():
        return 0
    with closing(sqlite3.connect(store, timeout=10)) as connection:
        tables = "SELECT count(*) FROM sqlite_master WHERE name = 'responses'"
        if not connection.execute(tables).fetchone()[0]:
            return 0
        return int(connection.execute("SELECT count(*) FROM responses").fetchone()[0])


def imported_by(*arguments: object, cwd: Path | None = None) -> frozenset[str]:
    """The modules that `llmsum ARGUMENTS` has imported when it ends, run in a process of its own."""
    code = (
        "import sys\n"
        "from llmsum.cli import main\n"
        "try: main()\n"
        "finally: print('\\nMODULES', *sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )
    _, marker, modules = done.stderr.partition("\nMODULES ")
    assert marker, done.stderr
    return frozenset(modules.split())
