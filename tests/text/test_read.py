import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from llmsum.errors import (
    BinarySource,
    EmptySource,
    InputError,
    NoSpeech,
    PathMissing,
    UnknownEncoding,
    UnreadableSource,
)
from llmsum.text.read import find_sources, read_source

Write = Callable[..., Path]
SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*-20??.txt"))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(data: bytes, name: str = "speech.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write_file


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_seed_reads_the_same_in_each_encoding(seed: Path, encoding: str, write: Write) -> None:
    text = seed.read_bytes().decode("utf-8")
    data = text.encode(encoding)
    source, read = read_source(write(data))
    assert read == text
    assert source.encoding == encoding
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_the_first_bytes_of_a_seed_are_enough_to_tell_its_encoding(
    seed: Path, write: Write
) -> None:
    beginning = seed.read_bytes().decode("utf-8")[:60]
    assert read_source(write(beginning.encode("gb18030")))[1] == beginning


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_big5_is_not_mistaken_for_gb18030(seed: Path, write: Write) -> None:
    # Glosses have tone marks, which Big5 lacks.
    data = seed.read_bytes().decode("utf-8").encode("big5", errors="ignore")
    with pytest.raises(UnknownEncoding, match="gb18030"):
        read_source(write(data))


def test_line_ends_stay_as_they_are(write: Write) -> None:
    assert read_source(write("标题\r\n正文\r结尾\n".encode()))[1] == "标题\r\n正文\r结尾\n"


def test_a_word_that_is_valid_in_two_encodings_is_read_as_chinese(write: Write) -> None:
    assert read_source(write("联通".encode("gbk")))[1] == "联通"


def test_a_text_without_chinese_is_read(write: Write) -> None:
    assert read_source(write("Park plan – “draft”".encode()))[1] == "Park plan – “draft”"


def test_the_encoding_can_be_named(write: Write) -> None:
    path = write("產業園區".encode("big5"))
    source, text = read_source(path, encoding="big5")
    assert (text, source.encoding) == ("產業園區", "big5")
    assert read_source(write("产业".encode("utf-16")), encoding="utf-16")[1] == "产业"


def test_markdown_is_named_as_such(write: Write) -> None:
    assert read_source(write("# 产业园区".encode(), "speech.md"))[0].format == "md"


@pytest.mark.parametrize(
    ("data", "encoding", "error", "words"),
    [
        (b"", None, EmptySource, "is empty"),
        (" \n\u3000\t".encode(), None, EmptySource, "only white space"),
        (b"\xef\xbb\xbf", None, EmptySource, "only white space"),
        (b"%PDF-1.7\n%\xe2\xe3", None, BinarySource, "PDF"),
        (b"PK\x03\x04\x14\0", None, BinarySource, "docx"),
        ("产业\0园区".encode(), None, BinarySource, "offset 6"),
        ("产业园区".encode("utf-16"), None, UnknownEncoding, "UTF-16"),
        ("园区要加快发展".encode() + b"\xff\xff", None, UnknownEncoding, "offset 21"),
        (bytes(range(0x80, 0x100)) * 3, None, UnknownEncoding, "offset 0"),
        ("园区".encode("gbk"), "utf-8", UnknownEncoding, "offset 2"),
        ("园区".encode(), "klingon", UnknownEncoding, "klingon"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_clear_sentence(
    data: bytes, encoding: str | None, error: type[InputError], words: str, write: Write
) -> None:
    with pytest.raises(error, match=words) as caught:
        read_source(write(data), encoding)
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PathMissing, match=r"nowhere\.txt"):
        read_source(tmp_path / "nowhere.txt")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="folder"):
        read_source(tmp_path)


def test_what_the_system_refuses_is_said(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    # Permissions do not stop root, as whom tests may run.
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = write(b"x")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableSource, match="Permission denied"):
        read_source(path)


def test_a_folder_gives_its_speeches_sorted_and_those_below_it(tmp_path: Path) -> None:
    (tmp_path / "2021").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ["b.txt", "a.MD", "c.pdf", ".hidden.txt", "2021/d.txt", ".git/e.txt"]:
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in find_sources([tmp_path])]
    assert found == ["2021/d.txt", "a.MD", "b.txt"]


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
