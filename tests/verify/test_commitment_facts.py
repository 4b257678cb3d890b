"""Deadline, target, strength and firmness, read from the words alone."""

from pathlib import Path

import pytest
from json_cases import read_cases

from llmsum.verify.actors import find_actor
from llmsum.verify.commitment_facts import deadline, firmness, strength
from llmsum.verify.targets import target

CASES = read_cases(Path(__file__).with_name("commitment_facts.json"))


@pytest.mark.parametrize("case", CASES)
def test_facts_of_work_report_sentences(case):
    text, expect = case["text"], case["expect"]
    by_when, how_much = deadline(text), target(text)
    assert {
        "deadline": by_when,
        "target": how_much,
        "strength": strength(text, by_when, how_much, find_actor(text, len(text))),
    } == expect


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("力争2023年前成功创建国家级经济技术开发区", "2023年前"),
        ("确保三季度有一批新的项目开工建设", "三季度"),
        ("今年底前建成投用", "今年底前"),
        ("到2025年，营业收入突破千亿元", "到2025年"),
        ("力争“十四五”末实现翻番", "“十四五”末"),
        ("三年内引进100家企业", "三年内"),
        ("确保完成全年目标任务", "全年"),
        ("2021年完成投资904.6亿元", None),
        ("去年增长6%", None),
        ("今年是申报国家级开发区的新起点", None),
        ("上半年同比增长13.2%", None),
        ("近三年累计引进企业", None),
        ("与“十四五”发展规划有效衔接", None),
        ("自2020年起实施", None),
        ("加快推进园区建设", None),
    ],
)
def test_deadline_is_ahead_and_verbatim(text, expected):
    assert deadline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("该园区计划引进100余家数字经济关联企业", "100余家数字经济关联企业"),
        ("力争规上工业增加值增长7%左右", "规上工业增加值增长7%左右"),
        ("力争2023年前成功创建国家级经济技术开发区", "国家级经济技术开发区"),
        ("力争新能源汽车产量突破120万辆", "新能源汽车产量突破120万辆"),
        ("壮大“四大产业集群”", "“四大产业集群”"),
        ("下大力气上一批成长性好的高端项目", "一批成长性好的高端项目"),
        ("加强协调,形成园区发展的强大合力", "园区发展的强大合力"),
        ("加大改造力度,推动传统产业转型升级", "传统产业转型升级"),
        ("加强动态评估认定", None),
        ("在三个方面下功夫", None),
    ],
)
def test_target(text, expected):
    assert target(text) == expected


@pytest.mark.parametrize(
    ("text", "actor", "expected"),
    [
        ("计划引进100余家企业", None, "hard"),
        ("力争2023年前创建国家级开发区", None, "hard"),
        ("落实《关于加快工业发展的若干规定》", None, "hard"),
        ("实施“上云用数赋智”行动", None, "hard"),
        ("规划建设生物医药产业园", None, "hard"),
        ("加强与园区的沟通", "市有关审批部门", "hard"),
        ("加强与园区的沟通", "市发改委", "hard"),
        ("加强与园区的沟通", "各部门", "soft"),
        ("加强动态评估认定", None, "soft"),
        ("进一步优化投资环境", None, "soft"),
        ("在科技创新、业态创新、体制创新三个方面下功夫", None, "soft"),
        ("要为“十四五”开好局", None, "soft"),
    ],
)
def test_strength_is_hard_where_something_can_be_checked(text, actor, expected):
    assert strength(text, actor=actor) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("确保完成全年目标任务", "ensure"),
        ("力争建成", "strive"),
        ("要抓好项目投资", "will"),
        ("鼓励企业建设研发平台", "promote"),
        ("探索成立运营公司", "explore"),
        ("园区服务", "will"),
    ],
)
def test_firmness(text, expected):
    assert firmness(text) == expected
