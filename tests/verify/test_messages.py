"""What the checks say has both languages, and an English page tells it in English."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from llmsum.compare.contrast_check import contrast_problems
from llmsum.verify import check_line, messages
from llmsum.verify.language import has_han
from llmsum.verify.messages import Message, message_in_english
from llmsum.verify.translation import translation_problems

REFUSED = [
    ("引进30万家企业，比去年多", "计划引进100余家企业。"),
    ("到2024年建成3座厂房", "到2023年建成2座厂房。"),
    ("杜绝项目入园", "推动项目入园。"),
    ("推动高耗能项目入园", "杜绝高耗能项目入园。"),
    ("周口市商务局建“青网”产业园", "海口市要建产业园。"),
    ("名录已建立", "建好企业家名录。"),
    ("市长曹砚秋讲话", "副市长曹砚秋讲话。"),
    ("增长8%", "下降8%"),
    ("", "建设园区"),
    ("Build 10 parks in Zhoukou by 2024 with the", "到2023年建成20个海口园区，不搞开发"),
    ("Build a 一流 park in the province", "建设一流园区"),
]


def _problems() -> Iterator[str]:
    """Of the lines that the gate's cases and those above refuse."""
    cases = json.loads(Path(__file__).with_name("gate.json").read_text(encoding="utf-8"))
    for case in cases:
        yield from check_line(case["line"], case["evidence"])
    for text, source in REFUSED:
        yield from check_line(text, [source])
        yield from translation_problems(text, source)
    yield from contrast_problems("周口建港口，海口建园区", {"周口": ["建港口"]}, ["周口", "海口"])


def test_every_problem_has_english_words() -> None:
    problems = list(_problems())
    assert len(problems) > 100
    for problem in problems:
        assert message_in_english(problem) != problem


@pytest.mark.parametrize("message", messages.messages(), ids=lambda message: message.zh)
def test_a_message_is_known_again_by_its_words(message: Message) -> None:
    assert not has_han(message.en)
    fields = sorted(set(re.findall(r"\{(\d)\}", message.zh)))
    assert fields == sorted(set(re.findall(r"\{(\d)\}", message.en)))
    words = [f"“词{n}”，不在所引句中" for n in fields]
    assert message_in_english(message(*words)) == message.en.format(*words)


def test_what_no_check_says_stands_as_it_is() -> None:
    assert message_in_english("“别的”") == "“别的”"
