import errno
import os
from pathlib import Path

import pytest

from llmsum.errors import OutputError
from llmsum.report import write_atomically


def test_the_text_is_written_and_nothing_else_stays(tmp_path):
    path = tmp_path / "简报.md"
    write_atomically(path, "云岭\r\n")
    assert path.read_bytes() == "云岭\r\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_was_there_keeps_its_mode(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    write_atomically(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_is_followed(tmp_path):
    target = tmp_path / "real.md"
    target.write_text("old", encoding="utf-8")
    link = tmp_path / "link.md"
    link.symlink_to(target)
    write_atomically(link, "new")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"


def test_a_device_is_written_and_not_replaced():
    write_atomically(Path(os.devnull), "text")
    assert not Path(os.devnull).is_file()


def test_a_full_disk_leaves_the_old_file_and_no_rubbish(tmp_path, monkeypatch):
    path = tmp_path / "a.md"
    path.write_text("old", encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_atomically(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(OutputError, match=r"there is no folder .*none"):
        write_atomically(tmp_path / "none" / "a.md", "text")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(OutputError, match="it is a folder"):
        write_atomically(tmp_path, "text")


def test_a_forbidden_folder_is_said(tmp_path, monkeypatch):
    def forbidden(*_args: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(OutputError, match="not permitted"):
        write_atomically(tmp_path / "a.md", "text")
