"""The store: what is written stays, and a store that cannot be used says why."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmsum.errors import StoreError
from llmsum.store import Run, Store, StoredResponse, response_key

ANSWER = StoredResponse(
    answer='{"text": "“产业园区”５％"}',
    prompt_tokens=120,
    completion_tokens=30,
    cached_tokens=80,
    attempts=2,
    seconds=1.5,
)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'folder' / 'store.sqlite3'}"


def test_an_answer_outlives_its_process(url: str) -> None:
    first = Store(url)
    first.keep("k", "label", "local/x", ANSWER)
    first.close()
    second = Store(url)
    assert second.response("k") == ANSWER
    assert second.response("other") is None
    second.close()


def test_of_two_writers_the_first_stands(url: str) -> None:
    one, other = Store(url), Store(url)
    one.keep("k", "label", "local/x", ANSWER)
    other.keep("k", "label", "local/x", ANSWER.model_copy(update={"answer": "{}"}))
    assert other.response("k") == ANSWER
    one.close()
    other.close()


def test_readers_do_not_wait_for_a_writer(url: str) -> None:
    store = Store(url)
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    store.close()


def test_clearing_leaves_the_history(url: str) -> None:
    store = Store(url)
    store.keep("k", "label", "local/x", ANSWER)
    run = Run(
        language="zh",
        model="local/x",
        sources={"市.txt": "0" * 64},
        prompts={},
        briefing_sha256="1" * 64,
        created="2026-01-01T00:00:00+00:00",
    )
    store.record_run(run)
    assert store.counts() == (1, 1)
    assert store.clear() == 1
    assert store.counts() == (0, 1)
    store.close()


@pytest.mark.parametrize("what", ["a folder", "no database"])
def test_an_unusable_store_says_where_and_what_to_do(tmp_path: Path, what: str) -> None:
    path = tmp_path / "store.sqlite3"
    if what == "a folder":
        path.mkdir()
    else:
        path.write_text("这不是数据库" * 100, encoding="utf-8")
    with pytest.raises(StoreError, match=r"store\.sqlite3.*LLMSUM_STORE") as error:
        Store(f"sqlite:///{path}")
    assert error.value.exit_code == 2


def test_a_password_in_the_address_is_never_said() -> None:
    with pytest.raises(StoreError) as error:
        Store("sqlite://me:hush@/nowhere/x.sqlite3")
    assert "hush" not in str(error.value)


_messages = st.lists(st.fixed_dictionaries({"role": st.text(), "content": st.text()}), max_size=3)


@given(st.text(), _messages, st.text(), _messages)
def test_a_key_stands_for_one_question(
    identity: str,
    messages: list[dict[str, str]],
    other_identity: str,
    other_messages: list[dict[str, str]],
) -> None:
    key = response_key(identity, messages, {}, {"temperature": 0})
    same = (identity, messages) == (other_identity, other_messages)
    assert (response_key(other_identity, other_messages, {}, {"temperature": 0}) == key) == same
