"""Many speeches: a bounded number of them is under way at once, and the order stays."""

import pytest
from short_speech import TEXT
from stand_in import StandIn

from llmsum import pipeline
from llmsum.llm.client import Client
from llmsum.llm.models import open_model
from llmsum.pipeline import BATCH, Request, brief
from llmsum.progress import Silent
from llmsum.records import Analysis, Source, Speech
from llmsum.settings import store_url
from llmsum.store import Store
from llmsum.text import speech_from_text

SPEECHES = 2 * BATCH + 3


def _speech(number: int) -> Speech:
    source = Source(path=f"{number}.txt", sha256=f"{number:064x}", format="txt", encoding="utf-8")
    return speech_from_text(TEXT.splitlines()[1].replace("5个", f"{number}个"), source)


def test_many_speeches_are_not_all_under_way_at_once(
    service: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    ended: list[str] = []
    under_way: list[int] = []
    analyse = pipeline.analyse

    async def watched(client: Client, speech: Speech, request: Request) -> Analysis:
        begun.append(speech.source.path)
        under_way.append(len(begun) - len(ended))
        analysis = await analyse(client, speech, request)
        ended.append(speech.source.path)
        return analysis

    monkeypatch.setattr(pipeline, "analyse", watched)
    model = open_model("llamacpp/m", service.base_url, "model", Silent())
    store = Store(store_url())
    try:
        speeches = [_speech(number) for number in range(1, SPEECHES + 1)]
        briefing = brief(speeches, Request(model=model, parts=frozenset({"summary"})), store)
    finally:
        store.close()
    assert max(under_way) == BATCH
    assert [a.source.path for a in briefing.speeches] == [s.source.path for s in speeches]
    for analysis, speech in zip(briefing.speeches, speeches, strict=True):
        assert [s.text for s in analysis.sentences] == [s.text for s in speech.sentences]
        assert analysis.summary is not None
