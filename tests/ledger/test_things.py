"""What a commitment is about, from its words."""

import pytest
from said import commitment

from llmsum.ledger.things import thing


@pytest.mark.parametrize(
    ("quote", "object_"),
    [
        ("要新建标准化厂房50万平方米", "标准化厂房"),
        ("今年要建成50万平方米标准化厂房", "标准化厂房"),
        ("力争引进100余家数字经济关联企业", "数字经济关联企业"),
        ("引进投资亿元以上项目12个", "亿元以上项目"),
        ("力争全市规模以上工业增加值增长8%", "全市规模以上工业增加值"),
        ("到2025年，园区主营业务收入突破1000亿元", "园区主营业务收入"),
    ],
)
def test_the_object_of_a_number(quote: str, object_: str) -> None:
    assert object_ in [amount.object for amount in thing(commitment(quote)).amounts]


def test_a_span_of_time_is_no_amount() -> None:
    assert thing(commitment("用三年时间完善园区路网")).amounts == ()


@pytest.mark.parametrize(
    ("quote", "object_"),
    [
        ("力争2023年前成功创建国家级经济技术开发区", "国家级经济技术开发区"),
        ("要加快建设生物医药产业园", "生物医药产业园"),
        ("围绕主导产业，着力引进龙头企业", "龙头企业"),
    ],
)
def test_the_object_where_there_is_no_number(quote: str, object_: str) -> None:
    assert thing(commitment(quote)).object == object_


def test_quoted_names_are_kept_apart() -> None:
    said = thing(commitment("深化“一网通办”前提下“最多跑一次”改革"))
    assert said.names == {"一网通办", "最多跑一次"}
