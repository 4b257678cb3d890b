"""A short speech of an invented city, labelled by hand, and a way to put one task to a model."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

from served import Served

from llmsum.llm.client import Client
from llmsum.llm.models import open_model
from llmsum.llm.usage import Meter
from llmsum.progress import Silent
from llmsum.records import Line, Sentence, Source
from llmsum.settings import store_url
from llmsum.store import Store
from llmsum.text import speech_from_text
from llmsum.verify import check_line
from llmsum.vocabulary import Role, Theme

TEXT = """去年，全市园区完成工业产值1200亿元，增长8.5%。但是，龙头企业少、创新能力弱的问题仍然突出。
今年要抓好三件事。市招商局要在6月底前引进投资10亿元以上项目5个。力争到2025年建成标准厂房50万平方米，引进科技型企业100家。要严禁高污染项目入园。
要围绕新材料产业，由市招商局牵头组建三支招商小分队，开展以商招商，加强对已签约项目的跟踪问效，确保项目早落地。
会议由市长主持。
"""

_LABELS: tuple[tuple[Role, tuple[Theme, ...]], ...] = (
    ("achievement", ()),
    ("problem", ()),
    ("activity", ()),
    ("deployment", ("attraction",)),
    ("deployment", ("infrastructure",)),
    ("deployment", ("green_safety",)),
    ("deployment", ("attraction",)),
    ("activity", ()),
)

T = TypeVar("T")


def sentences() -> tuple[Sentence, ...]:
    """The sentences without labels."""
    source = Source(path="short.txt", sha256="0" * 64, format="txt", encoding="utf-8")
    return speech_from_text(TEXT, source).sentences


def labelled() -> tuple[Sentence, ...]:
    """The sentences with the labels that a person gives them."""
    return tuple(
        sentence.model_copy(update={"role": role, "themes": themes})
        for sentence, (role, themes) in zip(sentences(), _LABELS, strict=True)
    )


def ask(
    served: Served, task: Callable[[Client], Awaitable[T]], *, small: bool = False
) -> tuple[T, Meter]:
    """What the task returns when it asks this model, and what that cost.

    The recorded model is small, but is asked as a large one: its every prompt is to be played.
    """

    async def run() -> T:
        store = Store(store_url())
        model = open_model(f"llamacpp/{served.model}", served.base_url, "model", Silent())
        client = Client(replace(model, small=small), store, meter, Silent())
        try:
            return await task(client)
        finally:
            await client.close()
            store.close()

    meter = Meter()
    return asyncio.run(run()), meter


def assert_supported(line: Line) -> None:
    """The line cites sentences of the speech, and the gate finds nothing wrong with it."""
    texts = {sentence.id: sentence.text for sentence in sentences()}
    assert line.evidence
    assert line.status in {"verified", "extractive"}
    assert not check_line(line.text, [texts[i] for i in line.evidence])
