"""The calendar day that a deadline stands for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmsum.verify.dates import find_dates
from llmsum.verify.due import dated, due

WRITTEN = date(2023, 6, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年前", "2023-12-31"),
        ("今年底前", "2023-12-31"),
        ("明年6月底前", "2024-06-30"),
        ("三季度", "2023-09-30"),
        ("上半年", "2023-06-30"),
        ("3月底前", "2024-03-31"),
        ("前5个月", "2024-05-31"),
        ("2024年2月", "2024-02-29"),
        ("9月10日前", "2023-09-10"),
        ("9月中旬前", "2023-09-20"),
        ("本月底前", "2023-06-30"),
        ("下个月", "2023-07-31"),
        ("三年内", "2026-06-20"),
        ("未来3—5年", "2028-06-20"),
        ("半年内", "2023-12-20"),
        ("30天内", "2023-07-20"),
        ("“十四五”末", "2025-12-31"),
        ("“十五五”期间", "2030-12-31"),
        ("第十三个五年规划末", "2020-12-31"),
        ("到2027年", "2027-12-31"),
        ("全年", "2023-12-31"),
        ("本月29日前", "2023-06-29"),
        ("下月15日前", "2023-07-15"),
        ("本月中旬", "2023-06-20"),
        ("月底前", "2023-06-30"),
        ("本季度末", "2023-06-30"),
        ("下季度", "2023-09-30"),
        ("2024年第一季度末", "2024-03-31"),
        ("上半年底前", "2023-06-30"),
        ("今年年中", "2023-06-30"),
        ("后年", "2025-12-31"),
        ("今明两年", "2024-12-31"),
        ("今年国庆前", "2023-09-30"),
        ("“五一”前", "2024-04-30"),
        ("明天前", "2023-06-21"),
        ("两周内", "2023-07-04"),
        ("100天内", "2023-09-28"),
        ("30日内", "2023-07-20"),
        ("次年6月底", None),
        ("本月31日", None),
        ("春节前", None),
        ("3个工作日内", None),
        ("本届政府任期末", None),
        ("2月30日", None),
        ("尽快", None),
    ],
)
def test_last_day(text, day):
    assert due(text, WRITTEN) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize("text", ["今年底前", "三季度", "三年内", "本月底"])
def test_no_day_without_the_day_of_the_document(text):
    assert due(text, None) is None


def test_a_month_s_end_after_a_long_month():
    assert due("一个月内", date(2023, 1, 31)) == date(2023, 2, 28)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6月14日", "2023-06-14"),
        ("今年底", "2023-end"),
        ("去年", "2022"),
        ("2021年底", "2021-end"),
        ("近三年", "past:3年"),
        ("“十四五”末", "FYP14-end"),
    ],
)
def test_the_year_of_the_document_is_filled_in(text, value):
    assert dated(find_dates(text)[0], WRITTEN) == value


@given(
    st.text(
        alphabet="一二三十0123456789年月日前底末到至今去上中下旬半季度“”五四个-天内本", max_size=12
    )
)
def test_never_raises(text):
    due(text, WRITTEN)
    for mention in find_dates(text):
        dated(mention, WRITTEN)
