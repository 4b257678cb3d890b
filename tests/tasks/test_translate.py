"""English lines: as many words as the Chinese has, none of them Chinese, asked again once, else quoted."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from served import Served
from short_speech import ask, labelled
from stand_in import MODEL, Reply, StandIn, saying

from llmsum.audit.lines import line_problems
from llmsum.records import Analysis, Commitment, Line, Source, Summary
from llmsum.tasks.translate import LINES, in_english, translate

FACTORIES = "到2025年建成标准厂房50万平方米"
TEAMS = "由市招商局牵头组建三支招商小分队"
IN_ENGLISH = {
    FACTORIES: "Build 500,000 square metres of standard factory buildings by 2025",
    TEAMS: "Form three investment teams led by the municipal investment promotion bureau",
}


def _translated(service: StandIn, *chinese: str) -> dict[str, Line]:
    served = Served(MODEL, service.base_url)
    lines, _ = ask(served, lambda client: translate(client, "short.txt", chinese), small=True)
    return lines


def _saying(*lines: str) -> Reply:
    return saying(json.dumps({f"L{n}": line for n, line in enumerate(lines, start=1)}))


@pytest.mark.cassette("translate")
def test_a_model_s_english_says_what_the_chinese_says(served: Served) -> None:
    chinese = [FACTORIES, TEAMS, "严禁高污染项目入园"]
    lines, _ = ask(served, lambda client: translate(client, "short.txt", chinese))
    assert list(lines) == chinese
    for text, line in lines.items():
        assert line.status == "verified" or line.text == f"“{text}”"
    assert any(line.status == "verified" for line in lines.values())


def test_a_good_translation_is_asked_for_once(service: StandIn) -> None:
    service.otherwise = lambda body: _saying(*IN_ENGLISH.values())
    lines = _translated(service, *IN_ENGLISH)
    assert {c: line.text for c, line in lines.items()} == IN_ENGLISH
    assert len(service.asked) == 1
    # Large numbers are put into English by code.
    assert "500,000平方米" in service.asked[0]["messages"][-1]["content"]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ("Build 50 million square metres of standard factory buildings by 2025", "50 million"),
        ("Build 500,000 square metres of standard factory buildings by 2024", "2024"),
        ("Build 500,000 square metres of standard factory buildings soon", "漏了“到2025年”"),
        ("Build standard factory buildings in all of the parks by 2025", "漏了“50万平方米”"),
        ("Build 500,000 square metres of 轻钢房 in the parks by 2025", "“轻钢房”"),
        ("Build 500,000 square metres of standard buildings by 2025 with the", "没有译完"),
        ("By 2025 the province builds 500,000 square metres of factories", "province"),
        ("Never build 500,000 square metres of standard factories by 2025", "never"),
        ("Build the Yunlan 500,000 square metres of factory buildings by 2025", "Yunlan"),
    ],
)
def test_a_wrong_translation_is_asked_again_with_its_reason(
    service: StandIn, wrong: str, reason: str
) -> None:
    service.script = [_saying(wrong), _saying(IN_ENGLISH[FACTORIES])]
    lines = _translated(service, FACTORIES)
    assert lines[FACTORIES].text == IN_ENGLISH[FACTORIES]
    asked = service.asked[1]["messages"][-1]["content"]
    assert wrong in asked
    assert reason in asked


def test_what_stays_wrong_is_quoted_in_chinese(service: StandIn) -> None:
    service.otherwise = lambda body: _saying("Build 80 factories in the parks of the city")
    line = _translated(service, FACTORIES)[FACTORIES]
    assert (line.text, line.status) == (f"“{FACTORIES}”", "extractive")
    assert line.problems
    assert len(service.asked) == 2


def test_a_cut_off_answer_costs_only_its_own_line(service: StandIn) -> None:
    def cut_off_at_the_factories(body: dict[str, Any]) -> Reply:
        question = body["messages"][-1]["content"]
        if "厂房" in question or "factory" in question:
            return saying('{"L1": "Build, build, build', finish="length")
        return _saying(IN_ENGLISH[TEAMS])

    service.otherwise = cut_off_at_the_factories
    lines = _translated(service, FACTORIES, TEAMS)
    assert lines[TEAMS].status == "verified"
    assert lines[FACTORIES].text == f"“{FACTORIES}”"


def test_questions_are_short_and_their_answers_bounded(service: StandIn) -> None:
    chinese = [f"{FACTORIES}第{n}期" for n in range(2 * LINES + 1)]
    _translated(service, *chinese)
    first = [body for body in service.asked if "wrong:" not in body["messages"][-1]["content"]]
    assert len(first) == 3
    for body in first:
        fields: Mapping[str, Any] = body["response_format"]["json_schema"]["schema"]["properties"]
        assert len(fields) <= LINES
        assert body["max_tokens"] <= 100 * LINES


def _analysis() -> Analysis:
    """Two commitments, of which the first makes the stance."""
    sentences = labelled()
    factory = next(s for s in sentences if "50万" in s.text)
    team = next(s for s in sentences if "小分队" in s.text)
    of_factory = Line(text=FACTORIES, evidence=(factory.id,), status="verified")

    def commitment(number: int, action: str, evidence: str) -> Commitment:
        return Commitment(
            id=f"C{number}",
            action=action,
            actor=None,
            deadline=None,
            target=None,
            theme="infrastructure",
            strength="hard",
            firmness="strive",
            evidence=(evidence,),
            quote=action,
            status="verified",
        )

    return Analysis(
        source=Source(path="short.txt", sha256="0" * 64, format="txt", encoding="utf-8"),
        repairs=(),
        sentences=sentences,
        summary=Summary(headline=of_factory, points=(of_factory,)),
        commitments=(commitment(1, FACTORIES, factory.id), commitment(2, TEAMS, team.id)),
        strategy={"infrastructure": of_factory, "layout": None},
    )


@pytest.mark.parametrize("small", [True, False])
def test_a_small_model_translates_what_is_read_first(service: StandIn, small: bool) -> None:
    service.otherwise = lambda body: _saying(
        *(
            IN_ENGLISH.values()
            if "小分队" in body["messages"][-1]["content"]
            else [IN_ENGLISH[FACTORIES]]
        )
    )
    analysis, _ = ask(
        Served(MODEL, service.base_url), lambda c: in_english(c, _analysis()), small=small
    )
    english = IN_ENGLISH[FACTORIES]
    assert analysis.summary is not None
    assert analysis.summary.headline.text == analysis.summary.points[0].text == english
    assert analysis.strategy["infrastructure"].text == english
    assert analysis.strategy["layout"] is None
    first, second = analysis.commitments
    assert first.action == english
    assert second.action == (f"“{TEAMS}”" if small else IN_ENGLISH[TEAMS])
    assert first.quote == FACTORIES


def test_what_is_quoted_are_the_words_of_the_source(service: StandIn) -> None:
    """Where the Chinese line is the model's own wording, too."""
    service.otherwise = lambda body: saying("抱歉")
    analysis = _analysis()
    assert analysis.summary is not None
    reworded = analysis.summary.headline.model_copy(update={"text": "2025年标准厂房建成50万平方米"})
    analysis = analysis.model_copy(
        update={"summary": Summary(headline=reworded, points=analysis.summary.points)}
    )
    english, _ = ask(Served(MODEL, service.base_url), lambda c: in_english(c, analysis), small=True)
    assert english.summary is not None
    (evidence,) = reworded.evidence
    source = next(s.text for s in analysis.sentences if s.id == evidence)
    for line in (english.summary.headline, *english.summary.points):
        assert line.status == "extractive"
        assert line_problems(line.text, [source], line.status) == ()


def test_two_lines_with_one_translation_are_both_quoted(service: StandIn) -> None:
    said = "Form three teams led by the municipal investment promotion bureau"
    service.otherwise = lambda body: _saying(said, said)
    lines = _translated(service, TEAMS, "由市招商局牵头成立三支队伍")
    assert {line.status for line in lines.values()} == {"extractive"}
