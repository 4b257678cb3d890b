"""An English page tells in English why a wording was refused."""

import pytest

from llmsum.report.reasons import reason
from llmsum.tasks.translate import quoted
from llmsum.verify import check_line
from llmsum.verify.language import has_han
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


@pytest.mark.parametrize(("text", "source"), REFUSED)
def test_every_problem_has_english_words(text: str, source: str) -> None:
    problems = (*check_line(text, [source]), *translation_problems(text, source))
    assert problems
    for problem in problems:
        said = reason(problem, "en")
        assert said != problem
        outside = "".join(part.partition("”")[2] for part in f"”{said}".split("“"))
        assert not has_han(outside)
        assert reason(problem, "zh") == problem


def test_what_is_not_known_stands_as_it_is() -> None:
    assert reason(quoted("别的"), "en") == quoted("别的")
