"""Many short runs of the command line at the price of one start: a process that runs, then forks.

As a script it reads orders, one a line: a run (JSON), or `wait`. The first run is done by the
process itself, which has then imported all that a run imports; each later one by a child. It
answers with the pid of the child, and with the code that it ended with. A pid is not free before
`wait`, so that a test never kills another's process.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

CHECKOUT = Path(__file__).resolve().parents[1]


@dataclass
class Forking:
    """The process. One run at a time, each with a store of its choice; what it says goes to STORE.log."""

    orders: IO[str]
    answers: IO[str]

    def start(self, *arguments: object, store: Path) -> int:
        """Start `llmsum ARGUMENTS`; its pid."""
        order = {"arguments": list(map(str, arguments)), "store": str(store)}
        return int(self._ask(json.dumps(order)))

    def wait(self) -> int:
        """The exit code of the run, or the signal that ended it, negative."""
        return int(self._ask("wait"))

    def run(self, *arguments: object, store: Path) -> int:
        """Start it and wait for its end."""
        self.start(*arguments, store=store)
        return self.wait()

    def _ask(self, line: str) -> str:
        self.orders.write(line + "\n")
        self.orders.flush()
        return self.answers.readline()


@contextmanager
def forking() -> Iterator[Forking]:
    """A process that waits for orders."""
    process = subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=CHECKOUT,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield Forking(process.stdin, process.stdout)
    finally:
        process.stdin.close()
        process.wait(timeout=60)
        process.stdout.close()


def _serve() -> None:
    sys.path.insert(0, str(CHECKOUT))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    pid = code = 0
    for line in sys.stdin:
        if line.strip() == "wait":
            if pid != os.getpid():
                code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            print(code, file=answers, flush=True)
        elif pid == 0:
            pid = os.getpid()
            code = _run(**json.loads(line))
            print(pid, file=answers, flush=True)
        elif child := os.fork():
            pid = child
            print(pid, file=answers, flush=True)
        else:
            os._exit(_run(**json.loads(line)))


def _run(arguments: list[str], store: str) -> int:
    from llmsum.cli import main

    os.environ["LLMSUM_STORE"] = f"sqlite:///{store}"
    log = os.open(f"{store}.log", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.close(log)
    sys.argv = ["llmsum", *arguments]
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 70


if __name__ == "__main__":
    _serve()
