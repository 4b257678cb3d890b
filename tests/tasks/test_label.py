import asyncio
import time
from collections.abc import Callable, Sequence

import pytest
from served import Served
from short_speech import ask, sentences

from llmsum.llm.client import Client
from llmsum.llm.models import open_model
from llmsum.llm.usage import Meter
from llmsum.progress import Silent
from llmsum.records import Sentence
from llmsum.settings import store_url
from llmsum.store import Store
from llmsum.tasks import label
from llmsum.tasks.label import label_sentences
from llmsum.tasks.probe.probe import Labelled


@pytest.mark.cassette("label")
def test_the_model_labels_every_sentence(served: Served) -> None:
    before = sentences()
    after, _ = ask(served, lambda client: label_sentences(client, "short.txt", before))
    bare = [s.model_copy(update={"role": None, "themes": ()}) for s in after]
    assert bare == list(before)
    assert all(sentence.role for sentence in after)
    assert [s.role for s in after if "50万平方米" in s.text] == ["deployment"]
    assert all(s.themes for s in after if s.role == "deployment")
    assert not [s.themes for s in after if s.role != "deployment" and s.themes]


class _Slow:
    """A probe that takes 20 ms for a portion, and has a thousand of them."""

    def __init__(self) -> None:
        self.told: list[int] = []

    def label(self, _: Sequence[Sentence], told: Callable[[int], None]) -> list[Labelled]:
        for portion in range(1000):
            self.told.append(portion)
            told(portion)
            time.sleep(0.02)
        raise AssertionError("It went on to the end.")


def test_labelling_ends_soon_after_an_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = _Slow()
    monkeypatch.setattr(label, "_probe", lambda weights: slow)

    async def interrupted() -> None:
        store = Store(store_url())
        model = open_model("llamacpp/m", "http://127.0.0.1:9/v1", "probe", Silent())
        client = Client(model, store, Meter(), Silent())
        try:
            await asyncio.wait_for(label_sentences(client, "long.txt", sentences()), 0.1)
        finally:
            await client.close()
            store.close()

    with pytest.raises(TimeoutError):
        asyncio.run(interrupted())
    assert 0 < len(slow.told) < 500
