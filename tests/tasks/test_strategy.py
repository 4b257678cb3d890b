import pytest
from served import Served
from short_speech import ask, assert_supported, labelled

from llmsum.tasks.strategy import find_strategy
from llmsum.vocabulary import COMPARED_THEMES


@pytest.mark.cassette("strategy")
def test_a_stance_on_each_theme_from_that_theme_s_sentences(served: Served) -> None:
    sentences = labelled()
    strategy, _ = ask(served, lambda client: find_strategy(client, "short.txt", sentences, "zh"))
    assert tuple(strategy) == COMPARED_THEMES
    spoken = {theme: line for theme, line in strategy.items() if line}
    assert set(spoken) == {"attraction", "infrastructure", "green_safety"}
    for theme, line in spoken.items():
        assert_supported(line)
        assert set(line.evidence) <= {s.id for s in sentences if theme in s.themes}
