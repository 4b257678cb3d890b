"""Deadline, target, strength and firmness, read from the words alone."""

from pathlib import Path

import pytest
from json_cases import read_cases

from llmsum.verify.commitments.actors import find_actor
from llmsum.verify.commitments.facts import deadline, firmness, strength
from llmsum.verify.commitments.targets import target

CASES = read_cases(Path(__file__).with_name("facts.json"))


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
        ("今年将实施项目160个", "今年"),
        ("今年重点做到“七个突出”", None),
        ("力争“十五五”时期生产总值年均增长5%", "“十五五”时期"),
        ("今年主要预期目标是:生产总值增长6%", "今年"),
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
    ("text", "before", "expected"),
    [
        ("引进企业20家", "到2025年，建成厂房；", "到2025年"),
        ("引进企业20家", "力争到“十四五”末，", "到“十四五”末"),
        ("年底前引进企业20家", "到2025年，建成厂房；", "年底前"),
        ("引进企业20家", "2021年，完成投资10亿元；", None),
        ("引进企业20家", "项目2025年底前投产，", None),
        ("投资增长6.5%左右", "今年主要预期目标是:生产总值增长6%，", "今年"),
        ("园区将再建公寓1500套", "今年，", "今年"),
        ("园区再建公寓1500套", "今年，", None),
        ("引进企业20家", "4月15日，记者从云澜集团获悉，", None),
    ],
)
def test_a_date_at_the_head_of_the_sentence_holds_for_all_of_it(text, before, expected):
    assert deadline(text, before) == expected


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
        (
            "新增规上企业，补助比例在原有基础上再提高2个百分点",
            "补助比例在原有基础上再提高2个百分点",
        ),
        ("按投资额（不含税，下同）10%、12%补助", "按投资额（不含税，下同）10%、12%"),
        ("某省今年将实施160多个", "实施160多个"),
        ("项目达产后预计年产值超1200亿元，带动产业发展", "年产值超1200亿元"),
        ("落实“四个走在前”“四个新”重大任务", None),
        ("在三个方面下功夫", None),
        ("推动科技成果转化为现实生产力", "科技成果转化为现实生产力"),
        ("逐步由管理型向服务型转变", "由管理型向服务型转变"),
        ("支持骨干企业发展智能车间", "智能车间"),
        ("打造新高地,创建国家级经开区,打造对外开放主阵地", "国家级经开区"),
        ("打造一流营商环境", "一流营商环境"),
        ("建好甲集团出资,重点投资建设的数字产业园", "数字产业园"),
        ("支持园区在全省综合评价考核中进位争先", "支持园区在全省综合评价考核中进位争先"),
        ("今年光伏产业产值要实现150亿元", "光伏产业产值要实现150亿元"),
        ("实现产值130亿元", "产值130亿元"),
        ("新建50万平方米标准厂房", "50万平方米标准厂房"),
        ("打造千亿级产业集群", "千亿级产业集群"),
        ("新增停车设施建设运营等场景30个以上", "停车设施建设运营等场景30个以上"),
        ("深入实施新一轮找矿突破战略行动", None),
        ("全力做好“产、水、人”三篇文章", None),
        ("贯彻落实市委六届五次全会精神", None),
        ("研发投入力争同比增长18%以上,促进转化", "研发投入力争同比增长18%以上"),
        ("营收达到800亿元、同比增长7%", "营收达到800亿元、同比增长7%"),
        ("规划建设2个超千亿元产值的光伏基地", "2个超千亿元产值的光伏基地"),
        ("全面实施“千项万亿”工程", "“千项万亿”工程"),
        ("打造绿茶大县（10万吨、其中花茶2万吨）", "绿茶大县（10万吨、其中花茶2万吨）"),
        ("实现全县85%以上农村人口饮用自来水", "全县85%以上农村人口饮用自来水"),
        ("建成1个100亿元以上、2个60亿元以上产业园区", "1个100亿元以上、2个60亿元以上产业园区"),
        ("优化服务,助推企业发展壮大", None),
        ("“1”,推动产业高质量发展是园区的首要任务", None),
        ("把稳增长的基础建立在园区崛起上", None),
        ("推进3万吨生产线、200兆瓦电池项目竣工", "3万吨生产线、200兆瓦电池项目竣工"),
        ("建立及完善碳标识制度", "碳标识制度"),
        ("把芯片产业作为三大突破口之一", None),
        ("要紧扣创新和协同这两个关键词", None),
        ("要健全价值实现机制", None),
        ("本市正在围绕25个细分领域的产业集群", None),
        ("积极构建和谐劳动关系", "和谐劳动关系"),
        ("推动更多科创成果转化落地", None),
        ("第一批疏解项目要加快落地", None),
        ("力争项目早日建成投产达效", None),
        ("力争产能到2020年超过800万马力", "产能到2020年超过800万马力"),
        ("在构建新发展格局上争做示范", None),
        ("对重点工作完成情况及时通报", None),
        ("敢于突破条条框框的束缚", None),
        ("立足“创建国家级开发区”的定位,提升服务水平", None),
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
        ("坚持以扩大内需为主导", None, "soft"),
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
