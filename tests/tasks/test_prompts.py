"""The examples in the prompts name only the invented cities that the gate knows."""

import re

import pytest

from llmsum.llm.prompts import prompts_dir
from llmsum.tasks.lines import EXAMPLE_CITIES
from llmsum.text.metadata import find_metadata
from llmsum.text.segment import segment

PROMPTS = sorted(prompts_dir().glob("*.jinja"))


@pytest.mark.parametrize("path", PROMPTS, ids=[path.stem for path in PROMPTS])
def test_no_real_city_stands_in_an_example(path) -> None:
    text = path.read_text(encoding="utf-8")
    assert find_metadata(text, segment(text)).city is None
    for city in re.findall("云澜|禾川", text):
        assert city in EXAMPLE_CITIES
