"""Which numbers are amounts, and when two of them are the same."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmsum.verify.quantities import find_quantities

CASES = json.loads(Path(__file__).with_name("quantities.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['label']}: {case['text'][:20]}")
def test_finds_amounts_and_nothing_else(case):
    found = [[q.text, str(q.value), q.unit] for q in find_quantities(case["text"])]
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
