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
    assert _quotes(text, *cut)[0] == "要按照“无事不扰、有事解决，说到做到、服务周到”的原则"


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
