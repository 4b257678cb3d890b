"""What an English clause gets wrong of the Chinese one, besides what the gate finds."""

import pytest

from llmsum.verify.translation import translation_problems


@pytest.mark.parametrize(
    ("chinese", "wrong", "right"),
    [
        ("支持外来投资者", "Support foreign investors", "Support outside investors"),
        ("学习先进理念", "Learn from international ideas", "Learn from advanced ideas"),
        ("打造一流阵地", "Build a world-class base", "Build a first-class base"),
        ("开展‘万人助企’活动", "Let a million people help", "Carry out the “万人助企” activity"),
        (
            "压实“四方”责任",
            "Implement the 'four四方' responsibility",
            "Firm up the duties of the “四方”",
        ),
        (
            "实行“标准地”改革",
            "Carry out standard land' reform",
            "Carry out the 'standard land' reform",
        ),
        (
            "壮大产业集群,建好园区",
            "Build the six major parks, build the six major clusters",
            "Strengthen the industrial clusters and build the parks well",
        ),
    ],
)
def test_a_wrong_clause_is_refused_and_a_right_one_is_not(
    chinese: str, wrong: str, right: str
) -> None:
    assert translation_problems(wrong, chinese)
    assert translation_problems(right, chinese) == ()


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("学习国内外先进经验", "Study advanced domestic and international experience"),
        ("引进外资企业", "Bring in foreign-funded enterprises"),
        ("打造世界级集群", "Build a world-class cluster"),
        ("投资1.2亿元", "Invest 120 million yuan"),
        ("完善企业的服务、园区的服务", "Improve the firms' services and the park's services"),
        (
            "建好食品产业园,建好纺织产业园",
            "Build the food industrial park well and build the textile industrial park well",
        ),
    ],
)
def test_what_the_chinese_says_may_be_said(chinese: str, english: str) -> None:
    assert translation_problems(english, chinese) == ()
