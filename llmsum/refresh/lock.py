"""One refresh of a project at a time.

The operating system holds the lock and lets go of it when its holder dies: nothing gets stale.
"""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from llmsum.errors import ProjectBusy
from llmsum.refresh.state import now, prepare


@contextmanager
def only_refresh(root: Path, wait: bool) -> Iterator[None]:
    """Hold the project's lock; with `wait`, until another refresh has let go of it.

    Raises ProjectBusy, which names the holder, when it is taken and there is no waiting.
    """
    folder = prepare(root)
    holder = folder / "holder.json"
    lock = FileLock(folder / "refresh.lock")
    try:
        lock.acquire(timeout=-1 if wait else 0)
    except Timeout:
        raise ProjectBusy(
            f"Another refresh of {root} is running ({_who(holder)}). "
            "Wait for it, or let this one wait with --wait."
        ) from None
    try:
        who = {"pid": os.getpid(), "host": socket.gethostname(), "since": now()}
        holder.write_text(json.dumps(who), encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _who(holder: Path) -> str:
    try:
        who = json.loads(holder.read_text(encoding="utf-8"))
        return f"process {who['pid']} on {who['host']}, since {who['since']}"
    except (OSError, ValueError, KeyError):
        return "it has only just begun"
