"""A store that cannot be used: one clear sentence, exit code 2, nothing asked, the original kept."""

import json
import os
import resource
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from command import SEEDS, Command, Finished
from stand_in import StandIn
from stored import keep, known, run

from llmsum.llm.models import REMOTE_SLOTS
from llmsum.store import Store

SPEECH = SEEDS / "zhoukou-2020.txt"
LONG = tuple(SEEDS / f"{name}.txt" for name in ("haikou-2012", "masked-city-2022", "zhoukou-2022"))
"""Enough questions more to fill the disk in any case."""

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a store with some answers, which LLMSUM_STORE names."""
    path = tmp_path / "store.sqlite3"
    _fill(path)
    monkeypatch.setenv("LLMSUM_STORE", f"sqlite:///{path}")
    return path


def _fill(path: Path) -> None:
    store = Store(f"sqlite:///{path}")
    keep(store, *range(100), letters=100)
    store.record_run(run())
    store.close()


def _compare(llmsum: Command, service: StandIn, *more: Path) -> Finished:
    model = ("--model", "llamacpp/m", "--base-url", service.base_url, "--labeller", "model")
    return llmsum("compare", SPEECH, *more, *model, "--quiet")


def _overwritten(content: bytes) -> bytes:
    """The header is that of a database, all behind it is not."""
    return content[:4096] + bytes(range(256)) * ((len(content) - 4096) // 256)


@pytest.mark.parametrize(
    "damaged",
    [lambda content: "这不是数据库".encode() * 1000, _overwritten, lambda content: content[:4096]],
    ids=["another file", "overwritten", "cut off"],
)
@pytest.mark.parametrize("command", ["compare", "info"])
def test_a_damaged_file(
    llmsum: Command, service: StandIn, path: Path, damaged: Any, command: str
) -> None:
    content = damaged(path.read_bytes())
    path.write_bytes(content)
    done = llmsum("cache", "info") if command == "info" else _compare(llmsum, service)
    assert done.code == 2
    assert f"The store sqlite:///{path} is damaged" in done.error()
    assert "move it away, or name another one with LLMSUM_STORE" in done.error()
    assert path.read_bytes() == content
    assert not service.asked


def test_a_file_from_a_newer_version(llmsum: Command, service: StandIn, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE store_state SET version = 99")
        connection.commit()
    content = path.read_bytes()
    done = _compare(llmsum, service)
    assert done.code == 2
    assert "was written by a newer llmsum (version 99" in done.error()
    assert "upgrade llmsum" in done.error()
    assert path.read_bytes() == content
    assert not service.asked


@contextmanager
def _ordinary_user() -> Iterator[None]:
    """Root may write everywhere; for a while this process is not root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("what", ["the file", "its folder", "both"])
def test_a_file_that_may_only_be_read(
    llmsum: Command, service: StandIn, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    # Not below pytest's own folder, which another user cannot enter.
    folder = Path(tempfile.mkdtemp())
    try:
        path = folder / "store.sqlite3"
        _fill(path)
        content = path.read_bytes()
        monkeypatch.setenv("LLMSUM_STORE", f"sqlite:///{path}")
        # So that all is imported which another user might not be permitted to read.
        assert _compare(llmsum, service).code == 0
        path.write_bytes(content)
        service.asked.clear()
        path.chmod(0o666 if what == "its folder" else 0o444)
        folder.chmod(0o777 if what == "the file" else 0o555)
        with _ordinary_user():
            done = _compare(llmsum, service)
        assert done.code == 2
        assert f"The store sqlite:///{path} cannot be written" in done.error()
        assert "Permit writing to it and its folder" in done.error()
        assert path.read_bytes() == content
        assert not service.asked
    finally:
        folder.chmod(0o700)
        shutil.rmtree(folder)


@contextmanager
def _small_disk(folder: Path) -> Iterator[None]:
    """A disk of 320 kB at the folder."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=320k", "llmsum-test", folder],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small disk here")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


@contextmanager
def _quota(folder: Path) -> Iterator[None]:
    """No file may become larger than 200 kB."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize(
    ("limited", "says"),
    [(_small_disk, "has no room left"), (_quota, "cannot be read or written")],
    ids=["disk", "quota"],
)
def test_a_disk_that_fills_up_in_the_middle_of_a_run(
    llmsum: Command,
    service: StandIn,
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limited: Any,
    says: str,
) -> None:
    filled = path
    disk, roomy = tmp_path / "disk", tmp_path / "roomy"
    disk.mkdir()
    roomy.mkdir()
    path = disk / "store.sqlite3"
    with limited(disk):
        shutil.copy(filled, path)
        monkeypatch.setenv("LLMSUM_STORE", f"sqlite:///{path}")
        done = _compare(llmsum, service, *LONG)
        for file in disk.iterdir():
            shutil.copy(file, roomy)
    assert done.code == 2
    assert f"The store sqlite:///{path} {says}" in done.error()
    assert "Every answer before is kept. Free some space" in done.error()

    before = _asked(service)
    copied = f"sqlite:///{roomy / path.name}"
    assert known(copied, *range(100)) == set(range(100))
    monkeypatch.setenv("LLMSUM_STORE", copied)
    assert _compare(llmsum, service, *LONG).code == 0
    again = before & _asked(service)
    assert len(again) <= REMOTE_SLOTS < len(before)


def _asked(service: StandIn) -> set[str]:
    """The questions since the last time that this was asked."""
    asked = {json.dumps(body["messages"]) for body in service.asked}
    service.asked.clear()
    return asked
