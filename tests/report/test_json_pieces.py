"""A briefing in pieces is the briefing."""

import pytest
from fictional import briefing

from llmsum.records import Briefing
from llmsum.report import json_pieces


@pytest.mark.parametrize("indent", [0, 2])
@pytest.mark.parametrize("speeches", [0, 1, 2])
def test_the_pieces_are_the_text_that_pydantic_writes(indent: int, speeches: int) -> None:
    some = briefing()
    some = some.model_copy(update={"speeches": (*some.speeches, *some.speeches)[:speeches]})
    text = "".join(json_pieces(some, indent))
    assert text == some.model_dump_json(indent=indent or None)
    assert Briefing.model_validate_json(text) == some


def test_a_text_that_looks_like_the_place_of_the_speeches_is_not_taken_for_it() -> None:
    some = briefing().model_copy(update={"model": '"speeches":[]'})
    assert "".join(json_pieces(some)) == some.model_dump_json()
