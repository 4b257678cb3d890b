"""The store: what is written stays; the same on SQLite and on PostgreSQL."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event
from stored import ANSWER, keep, key, run

from llmsum.store import Store, response_key
from llmsum.store.contents import contents


def test_an_answer_outlives_its_process(url: str) -> None:
    first = Store(url)
    first.keep("k", "label", "local/x", ANSWER)
    first.close()
    second = Store(url)
    assert second.response("k") == ANSWER
    assert second.response("other") is None
    second.close()


def test_the_folder_is_made(tmp_path: Path) -> None:
    Store(f"sqlite:///{tmp_path / 'of the' / 'user' / 'store.sqlite3'}").close()
    assert (tmp_path / "of the" / "user" / "store.sqlite3").is_file()


def test_of_two_writers_the_first_stands_and_both_are_told(url: str) -> None:
    one, other = Store(url), Store(url)
    assert one.keep("k", "label", "local/x", ANSWER) == ANSWER
    late = ANSWER.model_copy(update={"answer": "{}"})
    assert other.keep("k", "label", "local/x", late) == ANSWER
    assert other.response("k") == ANSWER
    one.close()
    other.close()


def test_what_was_cut_off_is_remembered(store: Store) -> None:
    assert not store.is_truncated("k")
    store.mark_truncated("k", "label", "local/x")
    store.mark_truncated("k", "label", "local/x")
    assert store.is_truncated("k")


def test_one_reads_while_another_writes(store: Store) -> None:
    keep(store, 1)
    other = Store(store.database.url.render_as_string(hide_password=False))
    with store.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM responses")
        with other.database.reading() as reader:
            count = "SELECT count(*) FROM responses"
            assert reader.exec_driver_sql(count).scalar_one() == 1
    assert store.response(key(1)) is None
    other.close()


def test_reading_does_not_write(store: Store) -> None:
    keep(store, *range(20))
    store.record_run(run())
    statements: list[str] = []
    event.listen(
        store.database._engine,
        "before_cursor_execute",
        lambda connection, cursor, statement, *rest: statements.append(statement),
    )
    for number in range(20):
        assert store.response(key(number))
    assert len([s for s in statements if not s.startswith("SELECT")]) <= 2
    statements.clear()
    store.record_run(run())
    assert len([s for s in statements if s.startswith("UPDATE responses")]) == 1
    store.close()


def test_a_run_is_kept(store: Store) -> None:
    store.record_run(run("项目"))
    store.record_run(run().model_copy(update={"created": "2025-01-01T00:00:00+00:00"}))
    found = contents(store.database)
    assert found.runs == 2
    # The clock was set back in between: the last is the one that was recorded last.
    assert found.last_run == "2025-01-01T00:00:00+00:00"


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
