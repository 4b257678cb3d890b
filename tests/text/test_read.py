"""Bytes become text, and what cannot is refused in one clear sentence."""

import hashlib
import io
import os
import random
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from llmsum.errors import (
    BinarySource,
    EmptySource,
    InputError,
    OversizedSource,
    PathMissing,
    UnknownEncoding,
    UnreadableSource,
    UnsupportedFormat,
)
from llmsum.records import Source
from llmsum.text.formats.document import MAX_CHARACTERS
from llmsum.text.read import MAX_BYTES, find_sources, read_documents

Write = Callable[..., Path]


def read_source(path: Path, encoding: str | None = None) -> tuple[Source, str]:
    (source, document), *_ = read_documents(path, encoding).documents
    return source, document.text


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(data: bytes, name: str = "speech.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write_file


def test_the_record_names_bytes_and_encoding(write: Write) -> None:
    data = "要加快产业园区建设。".encode("gb18030")
    source, text = read_source(write(data))
    assert text == "要加快产业园区建设。"
    assert (source.encoding, source.broken_at) == ("gb18030", ())
    assert source.sha256 == hashlib.sha256(data).hexdigest()


def test_a_page_with_one_broken_byte_is_read_and_the_place_recorded(write: Write) -> None:
    data = bytearray("要加快产业园区建设。\n".encode() * 20)
    data[31 * 4 + 3] = 0xFF
    source, text = read_source(write(bytes(data)))
    assert (source.encoding, source.broken_at) == ("utf-8", (31 * 4 + 3,))
    assert text.splitlines()[4] == "要\ufffd快产业园区建设。"


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
        (b"PK\x03\x04\x14\0", None, BinarySource, "Office document"),
        ("产业\0园区".encode(), None, BinarySource, "offset 6"),
        (b"\xff\xfe\0\xd8" + "产业园区".encode("utf-16-le"), None, UnknownEncoding, "offset 2"),
        (b"\xff\xfe" + b"\0" * 50, None, UnknownEncoding, "mark of utf-16"),
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
    def refuse(self: Path, mode: str) -> IO[bytes]:
        raise PermissionError(13, "Permission denied")

    path = write(b"x")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableSource, match="Permission denied"):
        read_source(path)


def test_a_file_that_vanishes_between_listing_and_reading_is_named(write: Write) -> None:
    [path] = find_sources([write("要抓落实。".encode()).parent])
    path.unlink()
    with pytest.raises(PathMissing, match=r"speech\.txt"):
        read_source(path)


def test_a_file_that_goes_while_being_read_is_named(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone:
        def __enter__(self) -> "Gone":
            return self

        def __exit__(self, *_: object) -> None: ...

        def read(self, _size: int) -> bytes:
            raise OSError(116, "Stale file handle")  # what a network drive says

    path = write(b"x")
    monkeypatch.setattr(Path, "open", lambda self, mode: Gone())
    with pytest.raises(UnreadableSource, match="Stale file handle"):
        read_source(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not stop root")
def test_a_file_without_permission_is_named(write: Write) -> None:
    path = write("要抓落实。".encode())
    path.chmod(0)
    with pytest.raises(UnreadableSource, match="permissions"):
        read_source(path)


def test_an_endless_device_is_refused() -> None:
    with pytest.raises(OversizedSource, match=f"/dev/zero goes on after {MAX_BYTES:,} bytes"):
        read_source(Path("/dev/zero"))


def test_a_pipe_is_read_to_its_end_or_to_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def pour(times: int) -> threading.Thread:
        def write() -> None:
            try:
                with pipe.open("wb") as file:
                    for _ in range(times):
                        file.write("要抓落实。".encode())
            except BrokenPipeError:
                pass  # the reader had enough

        thread = threading.Thread(target=write)
        thread.start()
        return thread

    writer = pour(2)
    assert read_source(pipe)[1] == "要抓落实。要抓落实。"
    writer.join()
    monkeypatch.setattr("llmsum.text.read.MAX_BYTES", 100_000)
    writer = pour(1_000_000)
    with pytest.raises(OversizedSource, match="goes on after"):
        read_source(pipe)
    writer.join()


def test_fifty_megabytes_of_one_line_are_no_speech(write: Write) -> None:
    with pytest.raises(OversizedSource, match=f"at most {MAX_CHARACTERS:,}"):
        read_source(write("产业园区".encode() * 4_200_000))


def test_a_hundred_thousand_sentences_are_read(write: Write) -> None:
    text = "要加快产业园区建设。" * 100_000
    assert read_source(write(text.encode("gb18030")))[1] == text


def test_a_large_binary_is_refused_quickly(write: Write) -> None:
    noise = random.Random(1).randbytes(3_000_000).replace(b"\0", b"\1")
    with pytest.raises(UnknownEncoding, match="offset"):
        read_source(write(noise, "photo.txt"))


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("产业园区".encode("gbk"))))
    (path,) = find_sources(["-"])
    source, text = read_source(path)
    assert (source.path, source.format, text) == ("-", "txt", "产业园区")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("speech.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("speech.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("speech.rtf", b"{\\rtf1\\ansi"),
        ("speech.odt", b"PK\x03\x04\x14\0mimetypeapplication/vnd.oasis"),
    ],
)
def test_an_old_word_document_is_refused_with_advice(name: str, data: bytes, write: Write) -> None:
    with pytest.raises(UnsupportedFormat, match=rf"{name} is .*save it as \.docx"):
        read_source(write(data, name))


def test_a_web_page_under_another_name_is_known_by_its_beginning(write: Write) -> None:
    page = "<!DOCTYPE html><p>要抓招商，抓项目。</p>"
    source, text = read_source(write(page.encode(), "speech.doc"))
    assert (source.format, text) == ("html", "要抓招商，抓项目。")
