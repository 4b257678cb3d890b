"""What is answered once is never asked again, and what failed is never kept."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from pydantic import BaseModel, SecretStr
from stand_in import StandIn, failing, saying

from llmsum.errors import ServiceRefused, StoreError, TruncatedAnswer, UnusableAnswer
from llmsum.llm.client import Client
from llmsum.llm.endpoint import Endpoint, Model
from llmsum.llm.prompts import Message
from llmsum.llm.question import Question
from llmsum.llm.usage import Meter
from llmsum.progress import Silent
from llmsum.settings import store_url
from llmsum.store import Store
from llmsum.store.contents import contents
from llmsum.store.upkeep import clear
from llmsum.tasks.schema import answer_model, one_of

KEY = "sk-secret-of-the-test"
SLOTS = 3


def asking(text: str) -> Question[BaseModel]:
    return Question(
        task="label",
        about="speech.txt",
        messages=(Message(role="user", content=text),),
        response_model=answer_model("Labels", S1=one_of(("甲", "乙"))),
        max_tokens=50,
    )


@dataclass
class Session:
    """A client on the stand-in and on one store, opened anew for every round of questions."""

    service: StandIn
    meter: Meter = field(default_factory=Meter)
    entered: int = 0
    left: int = 0

    @property
    def model(self) -> Model:
        @contextmanager
        def endpoint() -> Iterator[Endpoint]:
            self.entered += 1
            yield Endpoint(self.service.base_url, SecretStr(KEY), "stand-in", 5.0)
            self.left += 1

        return Model(
            name="custom/stand-in",
            identity="stand-in",
            mode="JSON_SCHEMA",
            slots=SLOTS,
            endpoint=endpoint,
            window=900,
            labeller="model",
            small=False,
        )

    def ask(self, *questions: Question[BaseModel], model: Model | None = None) -> list[str]:
        return asyncio.run(self._ask(questions, model or self.model))

    async def _ask(self, questions: Sequence[Question[BaseModel]], model: Model) -> list[str]:
        store = Store(store_url())
        client = Client(model, store, self.meter, Silent())
        try:
            answers = await asyncio.gather(*map(client.ask, questions))
        finally:
            await client.close()
            store.close()
        return [answer.S1 for answer in answers]  # type: ignore[attr-defined]


@pytest.fixture
def session(service: StandIn) -> Session:
    return Session(service)


def stored() -> int:
    store = Store(store_url())
    try:
        return contents(store.database).answers
    finally:
        store.close()


def test_a_question_is_asked_once(session: Session) -> None:
    assert session.ask(asking("一"), asking("二")) == ["甲", "甲"]
    assert session.ask(asking("二"), asking("一")) == ["甲", "甲"]
    assert len(session.service.asked) == 2
    assert (session.meter.calls, session.meter.cached_calls) == (2, 2)


def test_the_same_question_at_once_is_asked_once(session: Session) -> None:
    assert session.ask(asking("一"), asking("一"), asking("一")) == ["甲"] * 3
    assert len(session.service.asked) == 1


def test_the_server_is_started_for_the_first_open_question_only_and_stopped(
    session: Session,
) -> None:
    session.ask(asking("一"), asking("二"))
    assert (session.entered, session.left) == (1, 1)
    session.ask(asking("一"))
    assert session.entered == 1


@pytest.mark.parametrize(
    "other",
    [
        asking("另一个问题"),
        replace(asking("一"), max_tokens=51),
        replace(asking("一"), response_model=answer_model("Labels", S1=one_of(("甲", "丙")))),
    ],
    ids=["words", "sampling", "schema"],
)
def test_another_question_is_another_key(session: Session, other: Question[BaseModel]) -> None:
    session.ask(asking("一"))
    session.ask(other)
    assert len(session.service.asked) == 2


def test_another_model_is_another_key(session: Session) -> None:
    session.ask(asking("一"))
    session.ask(asking("一"), model=replace(session.model, identity="another"))
    assert len(session.service.asked) == 2


def test_what_a_question_is_about_is_no_part_of_its_key(session: Session) -> None:
    session.ask(asking("一"))
    session.ask(replace(asking("一"), about="moved/speech.txt"))
    assert len(session.service.asked) == 1


def test_no_more_questions_at_once_than_slots(session: Session) -> None:
    session.service.otherwise = lambda body: replace(saying('{"S1": "甲"}'), delay=0.05)
    session.ask(*(asking(f"第{number}句") for number in range(3 * SLOTS)))
    assert session.service.most_at_once == SLOTS


def test_a_failure_is_not_kept(session: Session) -> None:
    session.service.otherwise = lambda body: saying("不会")
    with pytest.raises(Exception, match="label"):
        session.ask(asking("一"))
    assert stored() == 0
    session.service.otherwise = lambda body: saying('{"S1": "乙"}')
    assert session.ask(asking("一")) == ["乙"]


def test_an_answer_is_kept_when_it_comes_whatever_happens_to_the_others(session: Session) -> None:
    def one_fails(body: dict[str, object]) -> object:
        if "坏" in str(body["messages"]):
            return replace(failing(401, "no"), delay=0.3)
        return saying('{"S1": "甲"}')

    session.service.otherwise = one_fails  # type: ignore[assignment]
    with pytest.raises(ServiceRefused):
        session.ask(asking("坏"), asking("好"))
    assert stored() == 1


def test_the_cost_of_all_attempts_is_counted(session: Session) -> None:
    session.service.script = [saying("不会", tokens=(100, 9))]
    session.ask(asking("一"))
    usage = session.meter.usage(0.0, None)
    assert (usage.calls, usage.prompt_tokens, usage.completion_tokens) == (2, 110, 14)


def test_the_key_is_in_no_file(session: Session, own_environment: Path) -> None:
    with pytest.raises(UnusableAnswer):
        session.service.otherwise = lambda body: saying(f"你的密钥是 {KEY}")
        session.ask(asking("坏"))
    session.service.otherwise = lambda body: saying('{"S1": "甲"}')
    session.ask(asking("一"))
    assert session.service.headers[0]["authorization"] == f"Bearer {KEY}"
    files = [path for path in own_environment.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if KEY.encode() in path.read_bytes()]


def test_a_store_changed_from_outside_is_told(session: Session) -> None:
    session.ask(asking("一"))
    store = Store(store_url())
    with store.database.writing() as connection:
        connection.exec_driver_sql("""UPDATE responses SET answer = '{"S1": "丁"}'""")
    store.close()
    with pytest.raises(StoreError, match="llmsum cache clear"):
        session.ask(asking("一"))


def test_an_answer_that_was_cut_off_is_not_paid_for_twice(session: Session) -> None:
    session.service.otherwise = lambda body: saying('{"S1":', finish="length")
    for _ in range(2):
        with pytest.raises(TruncatedAnswer, match="cut off at 50 tokens"):
            session.ask(asking("一"))
    assert len(session.service.asked) == 1
    assert stored() == 0
    store = Store(store_url())
    clear(store.database)
    store.close()
    with pytest.raises(TruncatedAnswer):
        session.ask(asking("一"))
    assert len(session.service.asked) == 2
