import re
from pathlib import Path
from string import Formatter

import pytest

import llmsum.report
import llmsum.text
from llmsum.report import wording
from llmsum.report.kinds import REPAIR_NAMES

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
    files = (*PACKAGE.glob("templates/*.jinja"), *PACKAGE.parent.rglob("*.py"))
    used = "".join(f.read_text(encoding="utf-8") for f in files if f.name != "wording.py")
    assert phrase.startswith("city_is_") or re.search(rf"\b{phrase}\b", used)


def test_every_kind_of_repair_has_a_name_in_both_languages():
    kind = re.compile(r'(?:\bEdit\(\s*|\b_KIND = )"([a-z_-]+)"')
    sources = Path(llmsum.text.__file__).parent.rglob("*.py")
    kinds = {found for path in sources for found in kind.findall(path.read_text(encoding="utf-8"))}
    assert "watermark" in kinds
    for names in REPAIR_NAMES.values():
        assert kinds <= set(names)
