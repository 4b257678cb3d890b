import pytest
from served import Served
from short_speech import ask, assert_supported, labelled

from llmsum.tasks.summary import summarise


@pytest.mark.cassette("summary")
def test_a_headline_and_points_that_their_sentences_support(served: Served) -> None:
    (summary, unread), _ = ask(
        served, lambda client: summarise(client, "short.txt", labelled(), "zh")
    )
    assert summary is not None
    assert unread == ()
    assert summary.points
    for line in (summary.headline, *summary.points):
        assert_supported(line)


@pytest.mark.cassette("summary-english")
def test_english_is_english_where_it_is_not_a_quote(served: Served) -> None:
    (summary, _), _ = ask(served, lambda client: summarise(client, "short.txt", labelled(), "en"))
    assert summary is not None
    for line in (summary.headline, *summary.points):
        assert_supported(line)
        latin = sum(character.isascii() and character.isalpha() for character in line.text)
        assert (latin > len(line.text) / 2) == (line.status == "verified"), line.text
