"""Which files are read, of all that a user may name."""

import os
from pathlib import Path

import pytest

from llmsum.errors import (
    InputError,
    NoSpeech,
    PathMissing,
)
from llmsum.text.read import find_sources


def test_a_folder_gives_its_speeches_sorted_and_those_below_it(tmp_path: Path) -> None:
    (tmp_path / "2021").mkdir()
    (tmp_path / ".git").mkdir()
    for name in [
        "b.txt",
        "a.MD",
        "c.png",
        "b.toml",
        "e.htm",
        "f.doc",
        ".hidden.txt",
        "2021/d.txt",
        ".git/e.txt",
    ]:
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in find_sources([tmp_path])]
    assert found == ["2021/d.txt", "a.MD", "b.txt", "e.htm", "f.doc"]


def test_a_file_named_twice_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert find_sources([Path("a.txt"), tmp_path / "a.txt", "*.txt", tmp_path]) == [Path("a.txt")]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    assert find_sources([tmp_path]) == [tmp_path / "a.txt"]
    with pytest.raises(InputError):
        find_sources([tmp_path / "self.txt"])


def test_a_named_file_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "speech.text").write_text("x", encoding="utf-8")
    assert find_sources([tmp_path / "speech.text"]) == [tmp_path / "speech.text"]


def test_a_file_whose_name_looks_like_a_pattern_is_found(tmp_path: Path) -> None:
    (tmp_path / "[2022].txt").write_text("x", encoding="utf-8")
    assert find_sources([tmp_path / "[2022].txt"]) == [tmp_path / "[2022].txt"]


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NoSpeech, match="holds no"):
        find_sources([tmp_path])
    with pytest.raises(PathMissing, match="no file or folder"):
        find_sources([tmp_path / "nowhere"])
    with pytest.raises(PathMissing, match="matches"):
        find_sources([str(tmp_path / "*.txt")])


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(NoSpeech):
        find_sources([tmp_path])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("briefing.md", "# 产业园区讲话比较简报\n\n2026-11-22\n"),
        ("summaries.md", "# Summaries of industrial-park speeches\n\n"),
        ("briefing.html", "<!DOCTYPE html>\n<title>产业园区讲话比较简报</title>\n"),
    ],
)
def test_an_earlier_result_in_the_folder_is_no_speech(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    speech = tmp_path / "speech.md"
    speech.write_text("# 园区讲话\n\n要抓好招商引资。\n", encoding="utf-8")
    assert find_sources([tmp_path]) == [speech]
