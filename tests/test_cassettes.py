"""Cassettes themselves: read as written, all of them used, none from a stand-in, none with a key."""

import asyncio
import json
import re
import traceback
from pathlib import Path

import cassette
import cassette_format
import openai
import pytest
from cassette import recording, replaying
from cassette_format import FOLDER, NotFromAModel, canonical, deserialize, dump, load, serialize
from hypothesis import given
from hypothesis import strategies as st
from network import network
from replay_server import Replay, serve
from stand_in import MODEL, StandIn, saying, standing_in

TESTS = Path(__file__).parent
RECORDED = sorted(FOLDER.glob("*.yaml"))
KEY = "sk-secret-of-the-test"

# A lone surrogate is no text that could be sent.
_texts = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    [
        "产业“园区”，5％；1–2万ｋｍ",
        "1e3",
        "yes",
        "null",
        "2020-01-01",
        "\u3000缩进\n\n 行 \n",
        "\ufeff甲\u2028乙\x85",
    ]
)
_bodies = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_texts, inner, max_size=4),
    max_leaves=12,
)


@given(_bodies)
def test_what_is_written_is_read_unchanged(body: object) -> None:
    assert load(dump({"body": body})) == {"body": body}


@given(_texts, _texts)
def test_a_recorded_exchange_comes_back_as_it_went(question: str, answer: str) -> None:
    exchange = {
        "request": {"method": "POST", "uri": "http://model/v1", "body": json.dumps(question)},
        "response": {"body": {"string": json.dumps({"content": answer, "timings": {"ms": 5}})}},
    }
    (back,) = deserialize(serialize({"version": 1, "interactions": [exchange]}))["interactions"]
    assert json.loads(back["request"]["body"]) == question
    assert json.loads(back["response"]["body"]["string"]) == {"content": answer}


def test_chinese_stays_as_it_is_and_readable() -> None:
    written = dump({"content": "确保５０％以上，“十四五”\n力争达到1．5万亿元"})
    assert "  确保５０％以上，“十四五”\n  力争达到1．5万亿元" in written


def test_the_order_of_a_schema_s_keys_is_part_of_the_question() -> None:
    assert canonical('{"b": 1, "a": 2}') == b'{"b":1,"a":2}'


def _marked() -> set[str]:
    """Names of the cassettes that tests play, read from the tests' source: also those not run now."""
    sources = [path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py")]
    return {name for text in sources for name in re.findall(r'mark\.cassette\("([\w-]+)"\)', text)}


def test_every_cassette_is_played_by_a_test() -> None:
    orphans = {path.stem for path in RECORDED} - _marked()
    assert not orphans, f"No test plays {orphans}: delete them from {FOLDER}."


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_a_cassette_holds_a_real_model_s_answers_and_nothing_private(path: Path) -> None:
    data = load(path.read_text(encoding="utf-8"))
    cassette_format.require_real(data, path.name)
    for interaction in data["interactions"]:
        assert list(interaction["request"]["headers"]) == ["content-type"]
        assert list(interaction["response"]["headers"]) == ["content-type"]
        assert interaction["request"]["uri"].startswith("http://model/")


def _ask(service: StandIn, *questions: str) -> list[str]:
    async def ask() -> list[str]:
        async with openai.AsyncOpenAI(
            base_url=service.base_url, api_key=KEY, max_retries=0
        ) as client:
            answers = [
                await client.chat.completions.create(
                    model="m", messages=[{"role": "user", "content": question}]
                )
                for question in questions
            ]
        return [str(answer.choices[0].message.content) for answer in answers]

    return asyncio.run(ask())


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cassette with two exchanges, of a stand-in that is taken for real."""
    monkeypatch.setattr(cassette_format, "REAL_MODELS", {MODEL})
    path = tmp_path / "two.yaml"
    with standing_in() as service, recording(path):
        service.otherwise = lambda body: saying("答：" + body["messages"][0]["content"])
        assert _ask(service, "甲", "乙", "甲") == ["答：甲", "答：乙", "答：甲"]
        assert len(service.asked) == 2
    return path


def test_recording_keeps_no_key_and_no_machine(recorded: Path) -> None:
    written = recorded.read_text(encoding="utf-8")
    assert KEY not in written
    assert "127.0.0.1" not in written
    assert not re.search("authorization|cookie|stainless|user-agent|date:", written, re.IGNORECASE)


def test_a_recording_replays_without_any_network(
    recorded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "loopback", False)
    with replaying(recorded) as played:
        assert _ask(StandIn("http://elsewhere:1/v1"), "乙", "甲", "乙") == [
            "答：乙",
            "答：甲",
            "答：乙",
        ]
    played.check()


def test_a_cassette_played_in_part_fails(recorded: Path) -> None:
    with replaying(recorded) as played:
        _ask(StandIn("http://elsewhere/v1"), "甲")
    with pytest.raises(
        pytest.fail.Exception, match=r"1 of 2 answers .* not asked for. Run `make record`"
    ):
        played.check()


def test_a_question_that_was_not_recorded_fails_with_its_words(recorded: Path) -> None:
    with replaying(recorded) as played, pytest.raises(openai.APIConnectionError):
        _ask(StandIn("http://elsewhere/v1"), "丙")
    with pytest.raises(pytest.fail.Exception, match=r"Run `make record`.*\n.*\n.*丙"):
        played.check()


def test_the_replay_server_answers_and_tells_what_was_not_played(recorded: Path) -> None:
    replay = Replay(recorded)
    server = serve(replay)
    service = StandIn(f"http://127.0.0.1:{server.server_port}/v1")
    try:
        assert _ask(service, "甲") == ["答：甲"]
        assert replay.problems() == ["1 of 2 answers were not asked for"]
        assert _ask(service, "乙", "甲") == ["答：乙", "答：甲"]
        assert replay.problems() == []
        with pytest.raises(openai.NotFoundError):
            _ask(service, "丙")
        (problem,) = replay.problems()
        assert "丙" in problem
    finally:
        server.shutdown()
        server.server_close()


def test_a_missing_cassette_says_how_to_make_it(tmp_path: Path) -> None:
    with (
        pytest.raises(pytest.fail.Exception, match=r"no cassette none.yaml. Run `make record`"),
        replaying(tmp_path / "none.yaml"),
    ):
        pass


def test_what_a_stand_in_answered_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "fake.yaml"
    with (
        pytest.raises(NotFromAModel, match="'stand-in'"),
        standing_in() as service,
        recording(path),
    ):
        service.otherwise = lambda body: saying("假的")
        _ask(service, "甲")
    assert not path.exists()


def test_an_overload_while_recording_is_not_kept() -> None:
    refused = {"status": {"code": 503}, "headers": {}, "body": {"string": b"{}"}}
    assert cassette._keep_response(refused) is None


def test_a_test_cannot_reach_the_network() -> None:
    with pytest.raises(openai.APIConnectionError) as error:
        _ask(StandIn("http://192.0.2.1/v1"), "甲")
    assert "NetworkBlocked: A test tried to reach 192.0.2.1. Tests are offline" in _chain(
        error.value
    )


def test_nor_this_machine_where_a_cassette_plays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "loopback", False)
    with standing_in() as service, pytest.raises(openai.APIConnectionError) as error:
        _ask(service, "甲")
    assert "the cassette must answer" in _chain(error.value)


def _chain(error: BaseException) -> str:
    """The words of an error and of those behind it."""
    return "".join(traceback.format_exception(error))
