"""Names that a line may not use: swapped cities, bodies, parks and firms, in Chinese and in English."""

from pathlib import Path

import pytest
from json_cases import read_cases

from llmsum.verify import check_line

CASES = read_cases(Path(__file__).with_name("names.json"))


@pytest.mark.parametrize("case", CASES)
def test_a_name_is_one_of_the_evidence(case):
    problems = check_line(case["text"], case["evidence"])
    if case["expect"] is None:
        assert problems == ()
    else:
        assert any(case["expect"] in problem for problem in problems), problems


def test_known_places_may_be_spelt_in_english():
    evidence = ["要抓好产业项目投资。"]
    line = "Zhoukou is to do well in industrial projects"
    assert check_line(line, evidence) == ("名称“Zhoukou”不在所引句中",)
    assert check_line(line, evidence, known_names=["周口"]) == ()
