"""Which clauses become commitments, and what of them is quoted. Invented sentences."""

import pytest

from llmsum.records import Sentence
from llmsum.tasks.actions import actions, clause_spans


def _sentence(text: str) -> Sentence:
    return Sentence(id="S1", start=0, end=len(text), text=text, paragraph=1, role="deployment")


def _quotes(text: str, *runs: tuple[int, int]) -> list[str]:
    return [found.quote for found in actions(_sentence(text), runs)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("一是新建标准厂房20万平方米，引进企业10家。", "新建标准厂房20万平方米"),
        ("一要强化融合发展。", "强化融合发展"),
        ("第二件,涉企收费目录全部上网。", "涉企收费目录全部上网"),
        ("会议强调，要抓好各类项目建设，全面加强督查督办。", "要抓好各类项目建设"),
    ],
)
def test_the_first_clause_begins_after_number_and_lead_in(text: str, first: str) -> None:
    start, end = clause_spans(text)[0]
    assert text[start:end] == first
    assert _quotes(text)[0] == first


def test_no_clause_of_a_plan_is_lost() -> None:
    text = "要新建厂房，引进企业，做好服务，加强督查。"
    for runs in ([], [(2, 3)], [(1, 2), (2, 4)], [(4, 4)]):
        quoted = "".join(_quotes(text, *runs))
        assert all(words in quoted for words in ("新建厂房", "引进企业", "做好服务", "加强督查"))


def test_a_quotation_is_not_cut() -> None:
    text = "要按照“无事不扰、有事解决，说到做到、服务周到”的原则，主动上门服务企业。"
    cut = [(1, 1), (2, 2), (3, 3)]
    assert _quotes(text, *cut)[0] == text.rstrip("。")


def test_marks_of_a_speech_do_not_hang_on_the_quote() -> None:
    text = "“狠抓工业向园区集中，形成一批特色优势产业集群。”"
    assert _quotes(text) == ["狠抓工业向园区集中", "形成一批特色优势产业集群"]


def test_a_question_and_a_report_are_no_actions() -> None:
    assert _quotes("如何优化空间布局？") == []
    assert _quotes("为甲园区争取到资金9800万元，盘活土地300亩。") == []


def test_two_things_to_be_made_are_two_actions() -> None:
    text = "主攻“两大主导”产业，壮大“四大产业集群”，打造开放新高地，增强竞争力。"
    assert _quotes(text, (1, 4)) == [
        "主攻“两大主导”产业",
        "壮大“四大产业集群”，打造开放新高地，增强竞争力",
    ]
    ranked = "支持园区在全省考核中进位争先，争创国家级特色园区。"
    assert _quotes(ranked, (1, 2)) == ["支持园区在全省考核中进位争先", "争创国家级特色园区"]
    assert _quotes("要建设数字园区，同时鼓励企业加大技术投入。") == [
        "要建设数字园区",
        "同时鼓励企业加大技术投入",
    ]
    assert _quotes("围绕“六大园区”，建设孵化基地。", (1, 2)) == ["围绕“六大园区”，建设孵化基地"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "要建好职工公寓，为企业提供更好服务，不断提升园区吸引力。",
            ["要建好职工公寓，为企业提供更好服务，不断提升园区吸引力"],
        ),
        (
            "优化审批流程，提升办理效率，办理时限降低50%。",
            ["优化审批流程，提升办理效率", "办理时限降低50%"],
        ),
        ("实施技改，形成两大百亿产业集群。", ["实施技改", "形成两大百亿产业集群"]),
        ("为解决用工难题，举办招聘会20场。", ["为解决用工难题，举办招聘会20场"]),
        ("以绿色低碳为目标，改造老旧厂房。", ["以绿色低碳为目标，改造老旧厂房"]),
        ("市经信局、各有关部门，要摸清底数。", ["市经信局、各有关部门，要摸清底数"]),
        ("做好“减法”，就是关停小化工。", ["做好“减法”，就是关停小化工"]),
        ("甲公司的新工厂，年内也将投产。", ["甲公司的新工厂，年内也将投产"]),
        ("在入夏之前，市电力公司要抢修线路。", ["在入夏之前，市电力公司要抢修线路"]),
        ("治理水土流失，以遏制生态影响。", ["治理水土流失，以遏制生态影响"]),
        ("整合创新力量，实现强强联合。", ["整合创新力量，实现强强联合"]),
        ("推动园区振兴，必须深化改革。", ["推动园区振兴，必须深化改革"]),
        ("欠企业的账，6月底前必须清零。", ["欠企业的账，6月底前必须清零"]),
        (
            "组建发展集团，注册资本不少于10亿元，占地约300亩。",
            ["组建发展集团，注册资本不少于10亿元，占地约300亩"],
        ),
        ("完成改革任务，为“十五五”开局打下基础。", ["完成改革任务，为“十五五”开局打下基础"]),
        ("建设深加工区，6月底前建成投产。", ["建设深加工区，6月底前建成投产"]),
        (
            "协调9月前完成批复，力争年底建成通车。",
            ["协调9月前完成批复", "力争年底建成通车"],
        ),
        ("引进企业20家，实现产值30亿元。", ["引进企业20家", "实现产值30亿元"]),
        (
            "建好甲集团出资，重点投资建设的数字产业园。",
            ["建好甲集团出资，重点投资建设的数字产业园"],
        ),
    ],
)
def test_what_for_and_what_comes_of_it_belong_to_the_action(text: str, quotes: list[str]) -> None:
    assert _quotes(text) == quotes


def test_an_action_is_put_without_its_teller_but_with_the_word_for_what_is_done_to_what() -> None:
    (told,) = actions(_sentence("市长强调要借鉴先进地区经验。"), ())
    (disposed,) = actions(_sentence("将基地建设成为全省最大的产业基地。"), ())
    (ahead,) = actions(_sentence("将建设全省最大的产业基地。"), ())
    assert told.text == "借鉴先进地区经验"
    assert disposed.text == "将基地建设成为全省最大的产业基地"
    assert ahead.text == "建设全省最大的产业基地"


def test_what_is_said_of_a_fact_goes_with_it_and_a_task_behind_a_creed_stays() -> None:
    assert _quotes("项目一期已建成投产，为园区增添活力。") == []
    assert _quotes("要深入贯彻中央会议精神，加快打造制造业高地。") == ["加快打造制造业高地"]


def test_where_and_when_a_visit_was_is_no_action() -> None:
    text = "30日，市长前往云澜高新区，察看生产线，勉励企业攻克关键技术。"
    assert _quotes(text) == ["勉励企业攻克关键技术"]
    assert _quotes("在云澜精密公司，市长与研发人员交谈，希望企业扩大产能。") == ["希望企业扩大产能"]


def test_the_size_of_a_project_stands_with_it() -> None:
    text = "像这样的“上台阶”项目，全市今年将实施160多个，总投资近千亿元，新建厂房20万平方米。"
    assert _quotes(text) == [
        "像这样的“上台阶”项目，全市今年将实施160多个，总投资近千亿元",
        "新建厂房20万平方米",
    ]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("今天下午，市长叶知远在座谈会上指出，要抓好园区建设。", ["要抓好园区建设"]),
        (
            "会上，叶知远传达了省里6月14日会议的精神，他指出，全市要抓好园区建设。",
            ["他指出，全市要抓好园区建设"],
        ),
        ("因此，要抓好园区技术改造。", ["因此，要抓好园区技术改造"]),
        (
            "各部门要落实扶持政策，如《甲规定》《乙办法》等，对执行情况进行评估。",
            ["各部门要落实扶持政策，如《甲规定》《乙办法》等", "对执行情况进行评估"],
        ),
        ("抓好招商，把集群发展，作为兴园之策。", ["抓好招商", "把集群发展，作为兴园之策"]),
    ],
)
def test_when_where_and_who_said_it_are_no_rows(text: str, quotes: list[str]) -> None:
    assert _quotes(text) == quotes
