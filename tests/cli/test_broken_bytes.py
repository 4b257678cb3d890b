"""A page with a broken byte: read, marked, told on stderr, in the JSON and in the exit code."""

import json
from pathlib import Path

from command import Command


def test_a_broken_byte_is_told(llmsum: Command, tmp_path: Path) -> None:
    path = tmp_path / "speech.txt"
    line = "要加快产业园区建设。"
    path.write_bytes(line.encode() * 9 + b"\xff" + line.encode())
    done = llmsum("read", path, "--format", "json")
    assert done.code == 1
    assert f"{path}: 1 places do not fit utf-8, the first at byte 270" in done.err
    assert json.loads(done.out)["source"]["broken_at"] == [270]
    assert f"{line}\ufffd{line}" in llmsum("read", path).out


def test_the_encoding_can_be_named_for_a_briefing_too(llmsum: Command, tmp_path: Path) -> None:
    path = tmp_path / "speech.txt"
    path.write_bytes("要加快产业园区建设。".encode())
    for command in ("read", "summarise", "commitments", "compare"):
        assert "There is no encoding" in llmsum(command, path, "--encoding", "klingon").error()


def test_read_goes_on_after_a_file_that_it_cannot_read(llmsum: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text("要抓落实。", encoding="utf-8")
    done = llmsum("read", tmp_path)
    assert (done.code, done.out) == (1, "要抓落实。\n")
    assert "a.txt is empty" in done.err
