import re
from pathlib import Path
from string import Formatter

import pytest

import llmsum.report
from llmsum.report import wording

PACKAGE = Path(llmsum.report.__file__).parent


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("phrase", wording.PHRASES)
def test_both_languages_say_the_same_things_of_the_same_values(phrase):
    chinese, english = wording._PHRASES[phrase]
    assert fields(chinese) == fields(english)
    assert not re.search("[一-鿿]", english)


@pytest.mark.parametrize("phrase", wording.PHRASES)
def test_every_phrase_is_used(phrase):
    files = (*PACKAGE.glob("templates/*.jinja"), *PACKAGE.glob("*.py"))
    used = "".join(f.read_text(encoding="utf-8") for f in files if f.name != "wording.py")
    assert phrase.startswith("city_is_") or re.search(rf"\b{phrase}\b", used)
