"""Which words are dates, and how they compare."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from json_cases import read_cases

from llmsum.verify.dates import find_dates

CASES = read_cases(Path(__file__).with_name("dates.json"))


@pytest.mark.parametrize("case", CASES)
def test_finds_dates_and_nothing_else(case):
    assert [[d.text, d.value, d.bound] for d in find_dates(case["text"])] == case["expect"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("by 2023", "2023年前"),
        ("2023年", "2023年底"),
        ("年底", "今年底"),
        ("June 14", "6月14日"),
        ("the third quarter", "三季度"),
        ("14th Five-Year Plan", "“十四五”时期"),
        ("1-5月", "前5个月"),
        ("by the end of this year", "今年底前"),
        ("from 2023 to 2025", "2023—2025年"),
        ("6月", "6月1日至7日"),
        ("by next Friday", "下周五前"),
        ("within two weeks", "两周内"),
    ],
)
def test_supported(ours, theirs):
    assert find_dates(ours)[0].supported_by(find_dates(theirs)[0])


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("2024年前", "2023年前"),
        ("2023年底", "2023年"),
        ("2023年后", "2023年前"),
        ("今年", "去年"),
        ("四季度", "三季度"),
        ("下半年", "上半年"),
        ("“十五五”", "“十四五”"),
        ("6月15日", "6月14日"),
        ("近五年", "近三年"),
        ("2023年1月", "2023年11月"),
        ("2024年", "2023—2025年"),
        ("2025年", "2023—2025年"),
        ("下周五前", "本周五前"),
    ],
)
def test_not_supported(ours, theirs):
    assert not find_dates(ours)[0].supported_by(find_dates(theirs)[0])


@given(
    st.text(
        alphabet="一二三十012345年月日前底末到至今去上下半季度周星期冬春“”五四近内个-, byintoQJune",
        max_size=40,
    )
)
def test_spans_are_in_order_and_hold_their_text(text):
    end = 0
    for date in find_dates(text):
        assert end <= date.start < date.end <= len(text)
        assert text[date.start : date.end] == date.text
        end = date.end
