"""Clauses that state or report are told from those that order or promise. Written sentences, no seed's."""

import pytest

from llmsum.verify.background import is_background

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
