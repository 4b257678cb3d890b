import pytest
from served import Served
from short_speech import ask, assert_supported, labelled

from llmsum.llm.client import Client
from llmsum.records import Line
from llmsum.tasks.commitments import find_commitments
from llmsum.tasks.strategy import find_strategy
from llmsum.vocabulary import COMPARED_THEMES, Theme


@pytest.mark.cassette("strategy")
def test_a_stance_on_each_theme_from_that_theme_s_sentences(served: Served) -> None:
    sentences = labelled()

    async def both(client: Client) -> dict[Theme, Line | None]:
        commitments, _ = await find_commitments(client, "short.txt", sentences)
        return await find_strategy(client, "short.txt", sentences, commitments)

    strategy, _ = ask(served, both)
    assert tuple(strategy) == COMPARED_THEMES
    spoken = {theme: line for theme, line in strategy.items() if line}
    assert set(spoken) == {"attraction", "infrastructure", "green_safety"}
    for theme, line in spoken.items():
        assert_supported(line)
        assert set(line.evidence) <= {s.id for s in sentences if theme in s.themes}
