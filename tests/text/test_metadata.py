import json
from pathlib import Path

import pytest

from llmsum.records import Metadata
from llmsum.text.metadata import find_metadata
from llmsum.text.segment import segment

CASES = json.loads(Path(__file__).with_name("metadata_cases.json").read_text(encoding="utf-8"))
SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_what_the_text_says_outright_is_found_and_nothing_else(case: dict[str, object]) -> None:
    text, expect = str(case["text"]), dict(case["expect"])
    if expect.get("city"):
        expect["city_status"] = "stated"
    assert find_metadata(text, segment(text)) == Metadata(**expect)
