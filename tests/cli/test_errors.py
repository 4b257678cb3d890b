"""Every mistake that a user can make: one clear sentence, no traceback, the right exit code."""

import json
from pathlib import Path

import pytest
from command import SEEDS, Command
from stand_in import Reply, StandIn, failing

SPEECH = SEEDS / "zhoukou-2020.txt"
GB18030 = "要加快产业园区建设，力争引进一百家企业。".encode("gb18030")
KEY = "sk-secret-of-the-test"


@pytest.mark.parametrize("command", ["read", "summarise", "commitments", "compare"])
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n\t\n", "only white space"),
        (b"%PDF-1.7\x00\x01", "PDF"),
        (b"\x00\x01\x02" * 50, "NUL byte at offset 0"),
        (b"\xff\xfe" + b"\0\xd8" * 9, "not utf-16: byte 0x00 at offset 2"),
        (GB18030[:-1] + b"\xff\xff", "gb18030, byte 0xa1 at offset 38"),
    ],
    ids=["empty", "blank", "pdf", "binary", "utf-16", "no encoding"],
)
def test_a_file_that_cannot_be_read(
    llmsum: Command, tmp_path: Path, command: str, content: bytes, says: str
) -> None:
    path = tmp_path / "speech.txt"
    path.write_bytes(content)
    done = llmsum(command, path)
    assert done.code == 2
    assert done.error().startswith("Error: ")
    assert str(path) in done.error()
    assert says in done.error()


@pytest.mark.parametrize("command", ["read", "summarise", "commitments", "compare"])
def test_a_path_that_is_not_there(llmsum: Command, tmp_path: Path, command: str) -> None:
    done = llmsum(command, tmp_path / "gone.txt")
    assert done.code == 2
    assert f"no file or folder {tmp_path / 'gone.txt'}" in done.error()


def test_a_pattern_that_matches_nothing(llmsum: Command, tmp_path: Path) -> None:
    done = llmsum("compare", tmp_path / "*.txt")
    assert done.code == 2
    assert "No file matches" in done.error()


def test_a_folder_without_a_speech(llmsum: Command, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    done = llmsum("compare", tmp_path)
    assert done.code == 2
    assert f"The folder {tmp_path} holds no" in done.error()


def test_an_encoding_that_does_not_exist(llmsum: Command) -> None:
    done = llmsum("read", SPEECH, "--encoding", "utf-9")
    assert done.code == 2
    assert "'utf-9'" in done.error()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--model", "deepsek/chat"], "Did you mean deepseek?"),
        (["--model", "nobody"], "names no known provider"),
        (["--model", "local/nothing"], "There is no embedded model"),
        (["--model", "deepseek/deepseek-chat"], "DEEPSEEK_API_KEY"),
        (["--model", "x", "--base-url", "ftp://example.org"], "http or https"),
        (["--base-url", "http://127.0.0.1:1/v1"], "takes no --base-url"),
    ],
    ids=["misspelt", "no provider", "no such weights", "no key", "no url", "local with url"],
)
def test_a_model_that_cannot_be_asked(llmsum: Command, options: list[str], says: str) -> None:
    done = llmsum("compare", SPEECH, *options)
    assert done.code == 2
    assert says in done.error()


def test_a_model_named_by_the_environment(llmsum: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLMSUM_MODEL", "nobody")
    assert "'nobody' names no known provider" in llmsum("compare", SPEECH).error()


def test_wrong_use_shows_the_usage(llmsum: Command) -> None:
    done = llmsum("compare")
    assert done.code == 2
    assert done.err.startswith("Usage: llmsum compare")
    assert "Traceback" not in done.err


def _options(base_url: str) -> list[str]:
    return ["--model", "llamacpp/m", "--base-url", base_url, "--labeller", "model", "--quiet"]


def test_a_server_that_is_not_there(llmsum: Command, service: StandIn) -> None:
    done = llmsum("compare", SPEECH, *_options("http://127.0.0.1:9/v1"))
    assert done.code == 3
    assert "No answer from http://127.0.0.1:9/v1 after 5 tries" in done.error()


@pytest.mark.parametrize(
    "garbage",
    [
        Reply(body="<html><h1>It works!</h1></html>", headers={"content-type": "text/html"}),
        Reply(body="<html>"),
        Reply(body='{"ok": true}'),
    ],
    ids=["html", "html as json", "other json"],
)
def test_a_server_that_answers_garbage(llmsum: Command, service: StandIn, garbage: Reply) -> None:
    service.otherwise = lambda body: garbage
    done = llmsum("compare", SPEECH, *_options(service.base_url))
    assert done.code == 3
    assert "did not answer like an OpenAI-compatible service" in done.error()
    assert service.base_url in done.error()


def test_a_key_that_is_refused_is_not_repeated(
    llmsum: Command, service: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPSEEK_API_KEY", KEY)
    service.otherwise = lambda body: failing(401, "Authentication fails", "invalid_request_error")
    done = llmsum(
        *("compare", SPEECH, "--model", "deepseek/deepseek-chat"),
        *("--base-url", service.base_url, "--quiet"),
    )
    assert done.code == 3
    assert "HTTP 401: " in done.error()
    assert service.headers[0]["authorization"] == f"Bearer {KEY}"
    assert KEY not in done.err


def test_a_result_that_cannot_be_written(llmsum: Command, service: StandIn, tmp_path: Path) -> None:
    done = llmsum(
        "summarise", SPEECH, "-o", tmp_path / "gone" / "x.md", *_options(service.base_url)
    )
    assert done.code == 2
    assert "there is no folder" in done.error()


def test_a_store_that_cannot_be_opened(
    llmsum: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LLMSUM_STORE", f"sqlite:///{tmp_path}")
    done = llmsum("compare", SPEECH, "--quiet")
    assert done.code == 2
    assert "LLMSUM_STORE" in done.error()


def test_verbose_shows_where_it_happened(llmsum: Command, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="no file or folder"):
        llmsum("compare", tmp_path / "gone.txt", "--verbose")


def test_one_bad_file_of_several_is_skipped_and_named(
    llmsum: Command, service: StandIn, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_bytes(GB18030)
    (tmp_path / "bad.txt").write_bytes(b"")
    done = llmsum("compare", tmp_path, "--format", "json", *_options(service.base_url))
    assert done.code == 1
    (line,) = done.err.strip().splitlines()
    assert line.startswith(f"llmsum: skipped {tmp_path / 'bad.txt'}: ")
    (skipped,) = json.loads(done.out)["skipped"]
    assert skipped["path"].endswith("bad.txt")
    for command, format_ in (("compare", "html"), ("compare", "md"), ("commitments", "md")):
        page = llmsum(command, tmp_path, "--format", format_, *_options(service.base_url)).out
        assert "未能读取的文件：1 个" in page
        assert "bad.txt" in page


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "is a folder: name the briefing in it."),
        (GB18030, "is no briefing of llmsum: it is not UTF-8 at byte"),
        ("会议强调。".encode(), "Name the file that llmsum wrote."),
    ],
    ids=["folder", "not UTF-8", "a speech"],
)
def test_what_is_no_briefing(
    llmsum: Command, tmp_path: Path, content: bytes | None, says: str
) -> None:
    path = tmp_path / "briefing.md"
    path.write_bytes(content) if content else path.mkdir()
    done = llmsum("verify", path)
    assert done.code == 2
    assert str(path) in done.error()
    assert says in done.error()


def test_a_base_url_of_the_environment_is_not_blamed_on_a_flag(
    llmsum: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LLMSUM_BASE_URL", "here")
    done = llmsum("compare", SPEECH, "--model", "x")
    assert done.code == 2
    assert "Mend it in --base-url, LLMSUM_BASE_URL or llmsum.toml" in done.error()


@pytest.mark.parametrize("variable", ["LLMSUM_CACHE_DIR", "LLMSUM_STORE"])
def test_a_store_that_cannot_be_made(
    llmsum: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    (tmp_path / "file").touch()
    place = tmp_path / "file" / "cache"
    value = str(place) if variable == "LLMSUM_CACHE_DIR" else f"sqlite:///{place}/store.sqlite3"
    monkeypatch.setenv(variable, value)
    done = llmsum("cache", "info")
    assert done.code == 2
    assert "cannot be made: Not a directory. Name a folder" in done.error()


def test_units_into_a_folder_that_cannot_be_made(
    llmsum: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "llmsum.toml").write_text('sources = ["speeches/"]\n', encoding="utf-8")
    (tmp_path / "file").touch()
    monkeypatch.chdir(tmp_path)
    done = llmsum("schedule", "print", "systemd", "--into", "file/units")
    assert done.code == 2
    assert "Cannot make the folder file/units: Not a directory." in done.error()
