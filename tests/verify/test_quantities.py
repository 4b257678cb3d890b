"""Which numbers are amounts, and when two of them are the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from json_cases import read_cases

from llmsum.verify.quantities import find_quantities

CASES = read_cases(Path(__file__).with_name("quantities.json"))


@pytest.mark.parametrize("case", CASES)
def test_finds_amounts_and_nothing_else(case):
    found = [[q.text, str(q.value), q.unit, q.kind] for q in find_quantities(case["text"])]
    assert found == case["expect"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("9800万元", "0.98亿元"),
        ("90.46 billion yuan", "904.6亿元"),
        ("9000亿", "0.9万亿"),
        ("47 percent", "47%"),
        ("百分之六", "6%"),
        ("11.4 percentage points", "11.4个百分点"),
        ("more than 100 companies", "100余家"),
        ("twelve parks", "12个园区"),
        ("100 projects", "一百项"),
        ("a half of the parks", "一半"),
        ("doubled", "翻一番"),
        ("904.6亿", "904.6亿元"),
        ("9000 亿元", "0.9万亿元"),
        ("15亩", "1公顷"),
        ("1平方公里", "100公顷"),
        ("50万㎡", "50万平方米"),
        ("15平方公里", "15 square kilometres"),
        ("12km", "12公里"),
        ("1公里", "1000米"),
        ("100万千瓦", "1吉瓦"),
        ("3度电", "3千瓦时"),
        ("三年", "36个月"),
        ("两个星期", "14天"),
        ("100 余 家", "100余家"),
        ("1.2 万亿元", "12000亿元"),
        ("500公斤", "0.5吨"),
        ("六成五，", "65%"),
        ("3‰", "千分之三"),
        ("1个亿", "1亿元"),
        ("两万五千元", "2.5万元"),
    ],
)
def test_same_amount_in_other_words(ours, theirs):
    assert find_quantities(ours)[0].same_amount(find_quantities(theirs)[0])
    assert find_quantities(theirs)[0].same_amount(find_quantities(ours)[0])


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("904.6万元", "904.6亿元"),
        ("11.4%", "11.4个百分点"),
        ("30%", "30个"),
        ("5亿元", "5亿美元"),
        ("100亩", "100公顷"),
        ("3年", "3个月"),
        ("100家", "101家"),
        ("不超过10家", "10家"),
        ("3个工作日", "3天"),
        ("30万元/亩", "30万元"),
        ("5万吨标准煤", "5万吨"),
        ("110千伏", "110千瓦"),
        ("负3%", "3%"),
    ],
)
def test_different_amounts(ours, theirs):
    assert not find_quantities(ours)[0].same_amount(find_quantities(theirs)[0])


@pytest.mark.parametrize(
    ("text", "approx", "limit"),
    [
        ("100余家", "余", "lower"),
        ("100家以上", "以上", "lower"),
        ("约9800万元", "约", "about"),
        ("7%左右", "左右", "about"),
        ("不超过10家", "不超过", "upper"),
        ("前10名", "前", ""),
        ("at least 30 parks", "at least", "lower"),
        ("100家", "", ""),
    ],
)
def test_what_loosens_a_number_is_kept_apart(text, approx, limit):
    (quantity,) = find_quantities(text)
    assert (quantity.approx, quantity.limit) == (approx, limit)


@given(
    st.text(
        alphabet="一二三十百千万亿0123456789.,-%个家元年月日第点余约分之成翻番 ab“”，。",
        max_size=40,
    )
)
def test_spans_are_in_order_and_hold_their_text(text):
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.text
        end = quantity.end
