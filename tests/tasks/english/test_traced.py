"""English lines of a small model against the sentences that they cite, without their Chinese."""

import pytest

from llmsum.tasks.english.traced import untraced

TECHNOLOGY = "在科技研发上,鼓励企业建设国家和省级技术中心,大力引进国家和省级重大技术创新项目。"
ANNUAL = "牢记“园区稳、全局稳”,不断坚定经济发展的信心,努力实现全年经济目标。"
PARKS = "认定首批特色园区7个,就是要打造一批特色园区,加速集聚全国同类产业。"

RIGHT = [
    (TECHNOLOGY, "Encourage enterprises to build national and provincial-level technology centers"),
    (TECHNOLOGY, "Encourage enterprises to build national and provincial-level technology centers; “大力引进国家和省级重大技术创新项目”"),
    (ANNUAL, "“牢记‘园区稳、全局稳’”, strive to achieve the annual economic target"),
    (PARKS, "Create a batch of distinctive parks"),
]  # fmt: skip

TURNED = [
    (ANNUAL, "Strive to achieve the biennial economic target"),
    (ANNUAL, "Strive to exceed the annual economic target"),
    (ANNUAL, "Fail to achieve the annual economic target"),
    (ANNUAL, "Strive to achieve the annual (economic) target"),
    (TECHNOLOGY, "Encourage all enterprises to build national and provincial-level technology centers"),
    (TECHNOLOGY, "Forbid enterprises to build national and provincial-level technology centers"),
    (TECHNOLOGY, "Encourage enterprises to sell national and provincial-level technology centers"),
    (TECHNOLOGY, "Encourage enterprises to build national or provincial-level technology centers"),
    (TECHNOLOGY, "Encourage “enterprises” to build national and provincial-level technology centers"),
    (PARKS, "Create only a batch of distinctive parks"),
    (PARKS, "Create a batch of distinctive parks again"),
    (ANNUAL, "Strive to achieve most of the annual economic target"),
    (ANNUAL, "Strive to achieve the annual economic target but one"),
    (ANNUAL, "Strive to achieve the annual economic target by half"),
    (ANNUAL, "Had striven to achieve the annual economic target"),
    (PARKS, "May create a batch of distinctive parks"),
]  # fmt: skip

SHORTENED = [
    (TECHNOLOGY, "Enterprises build national and provincial-level technology centers"),
    (TECHNOLOGY, "Encourage enterprises to build provincial-level technology centers"),
    (ANNUAL, "Strive to achieve the 'annual' economic target"),
    (ANNUAL, "Achieved the annual economic target"),
    (PARKS, "Created a batch of distinctive parks"),
]


@pytest.mark.parametrize(("sentence", "line"), RIGHT)
def test_a_line_of_the_sentence_s_words_is_traced(sentence: str, line: str) -> None:
    assert untraced(line, [sentence], whole=True) == ()


@pytest.mark.parametrize(("sentence", "line"), TURNED)
def test_a_word_or_mark_of_its_own_is_found(sentence: str, line: str) -> None:
    assert untraced(line, [sentence])


@pytest.mark.parametrize(("sentence", "line"), SHORTENED)
def test_what_a_commitment_leaves_out_or_tells_as_done_is_found(sentence: str, line: str) -> None:
    assert untraced(line, [sentence], whole=True)


def test_a_point_may_be_told_in_fewer_words() -> None:
    line = "Encourage enterprises to build technology centers"
    assert untraced(line, [TECHNOLOGY]) == ()
