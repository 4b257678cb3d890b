"""English lines: as many words as the Chinese has, none of them Chinese, asked again once, else quoted."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from served import Served
from short_speech import ask, labelled
from stand_in import MODEL, Reply, StandIn, saying

from llmsum.audit.lines import line_problems
from llmsum.records import Analysis, Commitment, Line, Source, Strength, Summary
from llmsum.tasks.english.translate import LINES, in_english, translate
from llmsum.verify import messages

FACTORIES = "到2025年建成标准厂房50万平方米"
TEAMS = "由市招商局牵头组建三支招商小分队"
IN_ENGLISH = {
    FACTORIES: "Build 500,000 square metres of standard factory buildings by 2025",
    TEAMS: "Form three investment teams led by the municipal investment promotion bureau",
}


def _translated(service: StandIn, *chinese: str) -> dict[str, Line]:
    served = Served(MODEL, service.base_url)
    lines, _ = ask(served, lambda client: translate(client, "short.txt", chinese), small=True)
    return {text: settled.line for text, settled in lines.items()}


def _saying(*lines: str) -> Reply:
    return saying(json.dumps({f"L{n}": line for n, line in enumerate(lines, start=1)}))


@pytest.mark.cassette("translate")
def test_a_model_s_english_says_what_the_chinese_says(served: Served) -> None:
    chinese = [FACTORIES, TEAMS, "严禁高污染项目入园"]
    settled, _ = ask(served, lambda client: translate(client, "short.txt", chinese))
    lines = {text: each.line for text, each in settled.items()}
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


def test_of_words_that_it_left_out_a_small_model_is_not_asked_again(service: StandIn) -> None:
    service.otherwise = lambda body: _saying("Build 500,000 square metres by 2025")
    line = _translated(service, FACTORIES)[FACTORIES]
    assert line.status == "extractive"
    assert "漏了“标准厂房”" in line.problems
    assert len(service.asked) == 1


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
    asked = [body["messages"][-1]["content"] for body in service.asked]
    assert sum("L2" in content for content in asked) <= 3
    for body in service.asked:
        fields: Mapping[str, Any] = body["response_format"]["json_schema"]["schema"]["properties"]
        assert len(fields) <= LINES
        assert body["max_tokens"] <= 100 * LINES


OLD = "支持老旧楼宇改造提升"
RENEWED = "Support the renovation of old buildings"


def _answering(answers: Mapping[str, str]) -> Callable[[dict[str, Any]], Reply]:
    """Of each question those answers whose mark stands in it, in the order of the marks."""

    def answer(body: dict[str, Any]) -> Reply:
        asked = body["messages"][-1]["content"]
        marks = {at: text for mark, text in answers.items() if (at := asked.find(mark)) >= 0}
        return _saying(*(marks[at] for at in sorted(marks)))

    return answer


def _analysis() -> Analysis:
    """Two hard commitments, of which the first makes the stance, and a soft one."""
    sentences = tuple(
        s.model_copy(update={"text": s.text.removeprefix("力争")}) for s in labelled()
    )
    factory = next(s for s in sentences if "50万" in s.text)
    team = next(s for s in sentences if "小分队" in s.text)
    of_factory = Line(text=FACTORIES, evidence=(factory.id,), status="verified")

    def commitment(
        number: int, action: str, evidence: str, strength: Strength = "hard"
    ) -> Commitment:
        return Commitment(
            id=f"C{number}",
            action=action,
            actor=None,
            deadline=None,
            target=None,
            theme="infrastructure",
            strength=strength,
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
        commitments=(
            commitment(1, FACTORIES, factory.id),
            commitment(2, TEAMS, team.id),
            commitment(3, OLD, team.id, "soft"),
        ),
        strategy={"infrastructure": of_factory, "layout": None},
    )


@pytest.mark.parametrize("small", [True, False])
def test_a_small_model_translates_what_is_read_first(service: StandIn, small: bool) -> None:
    service.otherwise = _answering(
        {"500,000": IN_ENGLISH[FACTORIES], "三支": IN_ENGLISH[TEAMS], "老旧": RENEWED}
    )
    analysis, _ = ask(
        Served(MODEL, service.base_url), lambda c: in_english(c, _analysis()), small=small
    )
    english = IN_ENGLISH[FACTORIES]
    assert analysis.summary is not None
    assert analysis.summary.headline.text == analysis.summary.points[0].text == english
    assert analysis.strategy["infrastructure"].text == english
    assert analysis.strategy["layout"] is None
    first, second, third = analysis.commitments
    assert first.action == english
    assert second.action == IN_ENGLISH[TEAMS]
    assert third.action == (f"“{OLD}”" if small else RENEWED)
    assert first.quote == FACTORIES


def test_a_small_model_s_commitment_without_a_word_of_its_sentence_is_quoted(
    service: StandIn,
) -> None:
    """As `llmsum verify` will ask for it."""
    analysis = _analysis()
    strives = {"text": f"力争{analysis.sentences[4].text}"}
    sentences = list(analysis.sentences)
    sentences[4] = sentences[4].model_copy(update=strives)
    service.otherwise = _answering({"500,000": IN_ENGLISH[FACTORIES], "三支": IN_ENGLISH[TEAMS]})
    told, _ = ask(
        Served(MODEL, service.base_url),
        lambda c: in_english(c, analysis.model_copy(update={"sentences": tuple(sentences)})),
        small=True,
    )
    assert told.commitments[0].action == f"“{FACTORIES}”"
    assert told.commitments[1].action == IN_ENGLISH[TEAMS]


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


def test_two_lines_with_one_translation_are_asked_again_alone(service: StandIn) -> None:
    said = IN_ENGLISH[TEAMS]
    service.script = [
        _saying(said, said),
        _saying(said),
        _saying("Bring 20 projects into the park"),
    ]
    lines = _translated(service, TEAMS, "引进20个项目入园")
    assert [line.text for line in lines.values()] == [said, "Bring 20 projects into the park"]
    assert {line.status for line in lines.values()} == {"verified"}


def test_what_was_left_in_chinese_is_asked_again_without_showing_it(service: StandIn) -> None:
    service.script = [_saying("Build a 绿色 park"), _saying("Build green and open parks")]
    assert _translated(service, "建设绿色开放园区")["建设绿色开放园区"].status == "verified"
    assert "Build a" not in service.asked[1]["messages"][-1]["content"]


@pytest.mark.parametrize(
    ("english", "of_small"),
    [
        ("Hold outside investors in high regard", "verified"),
        ("Hold investors high", "extractive"),
        (
            "Hold outside investors in the very high regard that they all have for the park",
            "extractive",
        ),
        ("Build a high wall for outside investors", "extractive"),
    ],
)
def test_a_small_model_that_says_too_little_or_too_much_is_refused(
    service: StandIn, english: str, of_small: str
) -> None:
    service.otherwise = lambda body: _saying(english)
    assert _translated(service, "对外来投资者高看一眼")["对外来投资者高看一眼"].status == of_small


def test_a_small_model_is_not_asked_for_words_that_nobody_can_check(service: StandIn) -> None:
    strange = "叫响卖火胡辣汤"
    service.otherwise = lambda body: _saying(IN_ENGLISH[TEAMS])
    lines = _translated(service, strange, TEAMS)
    assert lines[strange].text == f"“{strange}”"
    assert "the word lists lack" in messages.message_in_english(lines[strange].problems[0])
    assert strange not in str(service.asked)
    assert lines[TEAMS].status == "verified"


LONG = f"{FACTORIES},{TEAMS},严禁高污染项目进入园区"


def _led_by(line: str, service: StandIn, answers: Mapping[str, str]) -> Line:
    """The headline of a speech whose one sentence is the line, where a clause has such an answer."""
    service.otherwise = _answering(answers)
    analysis = _analysis()
    sentence = analysis.sentences[0].model_copy(update={"text": f"{line}。"})
    headline = Line(text=line, evidence=(sentence.id,), status="verified")
    alone = {"sentences": (sentence,), "summary": Summary(headline=headline, points=())}
    analysis = analysis.model_copy(update={**alone, "commitments": (), "strategy": {}})
    english, _ = ask(Served(MODEL, service.base_url), lambda c: in_english(c, analysis), small=True)
    assert english.summary is not None
    found = english.summary.headline
    assert line_problems(found.text, [sentence.text], found.status) == ()
    return found


CLAUSES = {
    "500,000": "Build 500,000 square metres of standard factory buildings by 2025",
    "三支": IN_ENGLISH[TEAMS],
    "严禁": "Ban highly polluting projects from the parks",
}


def test_a_long_line_is_translated_clause_by_clause(service: StandIn) -> None:
    line = _led_by(LONG, service, CLAUSES)
    assert line.status == "verified"
    assert line.text == (
        "Build 500,000 square metres of standard factory buildings by 2025, form three investment teams"
        " led by the municipal investment promotion bureau, ban highly polluting projects from the parks"
    )


def test_one_clause_that_fails_is_quoted_inside_its_line(service: StandIn) -> None:
    line = _led_by(LONG, service, CLAUSES | {"三支": "Form some teams"})
    assert line.status == "extractive"
    assert f"by 2025, “{TEAMS}”, ban" in line.text


def test_a_line_of_which_most_fails_is_quoted_whole(service: StandIn) -> None:
    line = _led_by(LONG, service, CLAUSES | {"三支": "Form", "500,000": "Build factories"})
    assert (line.text, line.status) == (f"“{LONG}”", "extractive")
