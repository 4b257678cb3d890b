"""What no speech is, through the whole command: told in one sentence, quickly, and never hung on."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import CHECKOUT, Command, finish, start

AS_NOBODY = """
import os, sys
import llmsum.cli.read, llmsum.report.gaps, llmsum.text  # before: another user may not read the packages
if os.geteuid() == 0:
    os.setuid(65534)
sys.argv[1:] = ["read", sys.argv[1]]
llmsum.cli.main()
"""
SENTENCE = "要加快产业园区建设。"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        ("\ufeff \n\u3000\t\r\n".encode(), "only white space"),
        (bytes(range(256)) * 40, "NUL byte at offset 0"),
        (f"{SENTENCE}\0{SENTENCE}".encode(), "NUL byte at offset 30"),
        (SENTENCE.encode() + b"\xed\xa0\x80", "offset 30"),
        (b"\xff\xfe" + SENTENCE.encode("utf-16-le") + b"\x00\xd8", "not utf-16"),
    ],
    ids=["empty", "white space", "binary", "NUL", "lone surrogate", "lone surrogate in UTF-16"],
)
def test_a_file_that_holds_no_text(
    llmsum: Command, tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "speech.txt"
    path.write_bytes(content)
    done = llmsum("read", path)
    assert done.code == 2
    assert str(path) in done.error()
    assert says in done.error()


def test_fifty_megabytes_of_one_line(llmsum: Command, tmp_path: Path) -> None:
    path = tmp_path / "speech.txt"
    path.write_bytes("产业园区".encode() * 4_200_000)
    started = time.monotonic()
    done = llmsum("read", path)
    assert done.code == 2
    assert "16,800,000 characters" in done.error()
    assert time.monotonic() - started < 20


def test_a_hundred_thousand_sentences(llmsum: Command, tmp_path: Path) -> None:
    path = tmp_path / "speech.txt"
    path.write_text((SENTENCE * 100 + "\n") * 1_000, encoding="utf-8")
    done = llmsum("read", path, "-o", tmp_path / "read.json", "--format", "json")
    assert done.code == 0
    assert '"S100000"' in (tmp_path / "read.json").read_text(encoding="utf-8")[-2_000:]


def test_links_that_lead_in_a_circle(llmsum: Command, tmp_path: Path) -> None:
    (tmp_path / "speech.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "folder").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    whole = llmsum("read", tmp_path)
    assert (whole.code, whole.out.count(SENTENCE)) == (0, 1)
    itself = llmsum("read", tmp_path / "self.txt")
    assert itself.code == 2
    assert "self.txt" in itself.error()


def test_a_file_that_vanishes_while_it_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "speech.txt"
    os.mkfifo(pipe)
    process = start("read", pipe)
    with pipe.open("wb") as file:  # opens when the command has opened it, too
        file.write(SENTENCE.encode())
        pipe.unlink()
        file.write(SENTENCE.encode())
    done = finish(process)
    assert (done.code, done.out.count(SENTENCE)) == (0, 2)


def test_a_file_that_vanishes_before_it_is_read(
    llmsum: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "speech.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    opened = Path.open

    def vanish(self: Path, *arguments: str, **named: str) -> object:
        if self == path:
            path.unlink(missing_ok=True)
        return opened(self, *arguments, **named)

    monkeypatch.setattr(Path, "open", vanish)
    done = llmsum("read", path)
    assert done.code == 2
    assert str(path) in done.error()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, which pytest's own is not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize("named", ["speech.txt", "."])
def test_no_permission(open_folder: Path, named: str) -> None:
    """In a process of another user where this one is root, whom permissions do not stop."""
    path = open_folder / "speech.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    path.chmod(0)
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(open_folder / named)],
        cwd=CHECKOUT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 2
    assert "speech.txt cannot be read: Permission denied" in done.stderr
