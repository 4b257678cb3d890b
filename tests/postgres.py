"""A PostgreSQL server of the tests' own: a private cluster behind a socket in a temporary folder."""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

OLDEST = 15


@dataclass
class Postgres:
    """A running server; `database()` makes an empty database and returns its URL."""

    folder: Path
    programs: Path
    user: str
    _numbers: Iterator[int]

    def database(self) -> str:
        name = f"test{next(self._numbers)}"
        self._run("createdb", "-h", str(self.folder), "-U", self.user, name)
        return f"postgresql+psycopg://{self.user}@/{name}?host={self.folder}"

    def _run(self, program: str, *arguments: str) -> None:
        _run_as(self.user, self.programs / program, *arguments)


def require() -> Path:
    """The folder of PostgreSQL's programs; skips the test where there are none of a version that fits."""
    if os.name != "posix":
        pytest.skip("PostgreSQL is tested on POSIX systems")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if on_path := shutil.which("initdb"):
        found.insert(0, Path(on_path))
    for initdb in found:
        said = subprocess.run([initdb, "--version"], capture_output=True, encoding="utf-8")
        version = re.search(r"(\d+)", said.stdout)
        if version and int(version[1]) >= OLDEST:
            return initdb.resolve().parent
    pytest.skip(f"no PostgreSQL {OLDEST} or newer here: apt-get install postgresql")


@contextmanager
def running() -> Iterator[Postgres]:
    """A server until the block ends. As root it runs as `postgres` or `nobody`, since it must not be root."""
    programs = require()
    user = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="llmsum-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, user)
        data = folder / "data"
        _run_as(user, programs / "initdb", "-D", data, "-U", user, "-A", "trust", "-E", "UTF8")
        # Nothing of it outlives the tests, so nothing has to reach the disk.
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off"
        control = (programs / "pg_ctl", "-D", data, "-w")
        _run_as(user, *control, "-l", folder / "log", "-o", options, "start")
        try:
            yield Postgres(folder, programs, user, count(1))
        finally:
            _run_as(user, *control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> str:
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    pytest.skip("PostgreSQL does not run as root, and there is no user postgres or nobody")


def _run_as(user: str, *command: object) -> None:
    done = subprocess.run(
        list(map(str, command)),
        user=user if os.geteuid() == 0 else None,
        cwd="/",
        env={"LC_ALL": "C", "PATH": os.environ["PATH"]},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
