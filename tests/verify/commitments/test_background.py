"""Clauses that state or report are told from those that order or promise. Written sentences, no seed's."""

import re

import pytest

from llmsum.verify import clauses
from llmsum.verify.commitments.background import Rule, is_background, plans, rules

RULES = [
    pytest.param(rule, id=f"{group}: {rule.what}")
    for group, of_group in rules().items()
    for rule in of_group
]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_its_example_and_leaves_the_other(rule: Rule) -> None:
    assert re.search(rule.pattern, rule.yes)
    assert not re.search(rule.pattern, rule.no)


BACKGROUND = (
    "园区是全市经济的主战场",
    "是扩大就业的重要渠道",
    "今年是全面落实规划的关键之年",
    "去年全区引进了项目30个，已经全部开工".partition("，")[2],
    "全市规模以上工业增加值同比增长7.2%",
    "成功争取国家级试点",
    "为高新区争取到专项资金3000万元",
    "云澜高新区获评省级示范园区",
    "现有主导产业是纺织和食品",
    "按照省委十一次全会提出的要求",
    "根据全省开发区工作会议精神",
    "立足新发展阶段",
    "在昨天召开的推进大会上",
    "对招商引资工作进行了再部署",
    "市委发出了“确保实现翻番”的号令",
    "做好今年的工作意义重大",
    "昨天的推进大会上",
    "3月9日召开的云澜经济工作会议围绕发展定位",
)
AHEAD = (
    "力争全年工业增加值同比增长8%以上",
    "要把园区建成全市经济的主战场",
    "关键是要抓好落实",
    "重点是引进龙头企业",
    "争取国家级试点落户",
    "年底前完成征地300亩",
    "按照“一区多园”模式整合现有园区",
    "全面落实省委部署的改革任务",
    "建成标准厂房20万平方米",
    "对闲置土地进行清理处置",
    "加快建设全省领先的创新基地",
    "围绕主导产业补链强链",
    "使其成为全市的重要支撑",
    "将“园区提质”作为首要任务",
    "在会上作出的承诺要逐项兑现",
)


@pytest.mark.parametrize("clause", BACKGROUND)
def test_what_states_or_reports_is_background(clause: str) -> None:
    assert is_background(clause)


@pytest.mark.parametrize("clause", AHEAD)
def test_what_orders_or_promises_is_not(clause: str) -> None:
    assert not is_background(clause)


WHOLE = (
    "如何把新项目布局到最合适的园区？",
    "“下一步怎么干？”",
    "坚持港城定位，奋力向枢纽城市迈进——这是市委作出的重大决策。",
    "与会人员认真查摆问题，研究具体措施，就如何加快园区开发建言献策。",
    "帮助云澜园区调整边界，为三个项目腾出了用地1200亩。",
    "去年10月起，内设机构精简为9个，干部全员竞聘。",
    "“我们牵头制定《链主企业培育办法》，推动四个园区各认领一条主链。”",
    "省委十二次全会提出，要加快建设先进制造业基地。",
    "面对新任务，我们要迎难而上、奋勇争先，谱写高质量发展新篇章，为全省大局贡献力量！",
    "抓规划优布局，大招商上项目，强产业促转型。",
    "城市治理水平仍需进一步提升。",
    "为加快园区建设，制定本方案。",
    "本办法自2025年3月1日起施行，有效期至2027年12月31日。",
    "重点抓好以下工作：",
    "眼下，云澜正在推进数字园区建设，带动企业上云。",
    "这款芯片主要用于新能源汽车，推动产业链升级。",
    "一期项目正式投产，带动上下游集聚。",
    "也要清醒地看到，产业层次还要提升。",
    "习近平总书记多次到云澜考察，叮嘱云澜要打造先进产业集群。",
    "在云澜科技公司，市长察看生产线，了解企业转型发展情况。",
)


@pytest.mark.parametrize("sentence", WHOLE)
def test_a_sentence_that_commits_nobody_has_no_plan(sentence: str) -> None:
    spans = clauses(sentence)
    ahead = [
        sentence[slice(*s)] for s, told in zip(spans, plans(sentence, spans), strict=True) if told
    ]
    assert ahead == []


@pytest.mark.parametrize(
    ("sentence", "ahead"),
    [
        ("去年引进了30个项目，今年要再引进40个。", ["今年要再引进40个"]),
        (
            "组织评选园区，认定首批7个，就是要打造一批特色园区，形成集群。",
            ["就是要打造一批特色园区", "形成集群"],
        ),
        ("市长察看云澜公司产线，希望企业深耕主业。", ["希望企业深耕主业"]),
        ("习近平强调，云澜要加快建设园区。", ["云澜要加快建设园区"]),
        ("会议明确了四大任务：新建厂房，培育集群。", ["新建厂房", "培育集群"]),
        ("省委全会提出要做强开发区，我市要加快园区整合。", ["我市要加快园区整合"]),
        ("项目11月15日前开工，建成投用标准厂房。", ["项目11月15日前开工", "建成投用标准厂房"]),
        (
            "省级产业链营收达到400亿元、同比增长7%左右。",
            ["省级产业链营收达到400亿元、同比增长7%左右"],
        ),
    ],
)
def test_what_is_ahead_is_kept_beside_what_is_past(sentence: str, ahead: list[str]) -> None:
    spans = clauses(sentence)
    kept = [
        sentence[slice(*s)] for s, told in zip(spans, plans(sentence, spans), strict=True) if told
    ]
    assert kept == ahead


def test_what_a_semicolon_ties_to_something_done_is_done() -> None:
    sentence = "为甲企业争取资金2000万元；"
    spans = clauses(sentence)
    assert plans(sentence, spans) == [True]
    assert plans(sentence, spans, "帮助乙企业成功争取国家试点。") == [False]
    assert plans(sentence, spans, "力争年底前成功争取国家试点。") == [True]
