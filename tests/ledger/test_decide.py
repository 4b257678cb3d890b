"""What code leaves undecided, a large model decides; its answer counts only when the gate lets it pass."""

import json
from itertools import pairwise
from typing import Any

import pytest
from said import speech
from served import Served
from short_speech import ask
from stand_in import Reply, StandIn, saying

from llmsum.ledger import Pair, build_ledger, undecided
from llmsum.ledger.decide import MOST_PAIRS, decide, passes
from llmsum.records import Analysis, Decision

EARLIER = "引进高新技术制造企业60家"
LATER = "引进高新技术企业100家"


def _speeches(*later: str) -> list[Analysis]:
    return [
        speech("a-2022.txt", EARLIER, "新建标准化厂房50万平方米", date="2022年"),
        speech("b-2023.txt", *later, date="2023年"),
    ]


def _saying(service: StandIn, **answer: str) -> None:
    def reply(body: dict[str, Any]) -> Reply:
        return saying(json.dumps(answer, ensure_ascii=False))

    service.otherwise = reply


def _decide(
    service: StandIn, speeches: list[Analysis], *, small: bool = False
) -> tuple[Decision, ...]:
    served = Served("m", service.base_url)
    return ask(served, lambda client: decide(client, speeches, "zh"), small=small)[0]


def test_the_model_is_asked_only_about_what_code_leaves_undecided(service: StandIn) -> None:
    speeches = _speeches("新建厂房30万平方米", LATER, "举办招聘会20场")
    _saying(service, same="是", before="60家", after="100家")
    decisions = _decide(service, speeches)
    (asked,) = service.asked
    shown = asked["messages"][-1]["content"]
    assert EARLIER in shown
    assert LATER in shown
    assert "厂房" not in shown
    entry = next(e for e in build_ledger(speeches, "zh", decisions) if e.standing == ("raised",))
    assert [m.quote for m in entry.mentions] == [EARLIER, LATER]
    assert "60→100 家 (+66.7 %)" in entry.mentions[1].numbers
    assert [m.by_model for m in entry.mentions] == [False, True]
    assert _decide(service, speeches) == decisions
    assert len(service.asked) == 1


def test_a_no_takes_the_candidate_away(service: StandIn) -> None:
    _saying(service, same="否", before="无", after="无")
    speeches = _speeches(LATER)
    entries = build_ledger(speeches, "zh", _decide(service, speeches))
    assert [e.standing for e in entries] == [("dropped",), ("dropped",), ("new",)]
    assert entries[2].mentions[0].candidate is None


def test_a_small_model_is_not_asked_and_the_pair_stays_undecided(service: StandIn) -> None:
    speeches = _speeches(LATER)
    assert _decide(service, speeches, small=True) == ()
    assert service.asked == []
    assert build_ledger(speeches)[2].mentions[0].candidate == build_ledger(speeches)[0].id


def test_an_answer_outside_the_schema_leaves_the_pair_undecided(service: StandIn) -> None:
    _saying(service, same="是", before="600家", after="100家")
    assert _decide(service, _speeches(LATER)) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount_before": "50家"},
        {"amount_after": "60家"},
        {"earlier": "引进企业"},
        {"later": LATER + "。"},
    ],
)
def test_the_gate_refuses_what_does_not_stand_on_its_own_side(wrong: dict[str, str]) -> None:
    pair = _pair(_speeches(LATER))
    right = Decision(
        city="云岭",
        earlier=EARLIER,
        later=LATER,
        same=True,
        amount_before="60家",
        amount_after="100家",
    )
    cited = {EARLIER: f"要{EARLIER}。", LATER: f"要{LATER}。"}
    assert passes(right, pair, cited)
    assert not passes(right.model_copy(update=wrong), pair, cited)
    assert not passes(right, pair, {**cited, LATER: "要引进企业。"})


def test_two_names_are_never_one_undertaking() -> None:
    speeches = [
        speech("a-2022.txt", "推进“六大工程”建设项目落地", date="2022年"),
        speech("b-2023.txt", "推进“八大工程”建设项目落地", date="2023年"),
    ]
    pair = _pair(speeches)
    quotes = [pair.earlier.commitment.quote, pair.later.commitment.quote]
    same = Decision(city="云岭", earlier=quotes[0], later=quotes[1], same=True)
    cited = {quote: quote for quote in quotes}
    assert not passes(same, pair, cited)
    assert passes(same.model_copy(update={"same": False}), pair, cited)


def _pair(speeches: list[Analysis]) -> Pair:
    (pair,) = undecided(speeches, "zh", ())
    return pair


def test_no_more_pairs_are_asked_in_a_run_than_allowed(service: StandIn) -> None:
    _saying(service, same="否", before="无", after="无")
    letters = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往"
    objects = [f"{a}{b}{a}产品检测" for a, b in pairwise(letters)]
    speeches = [
        speech("a-2022.txt", *(f"引进{o}技术机构{n}家" for n, o in enumerate(objects, 10))),
        speech("b-2023.txt", *(f"引进{o}机构{n}家" for n, o in enumerate(objects, 60))),
    ]
    assert len(undecided(speeches, "zh", ())) > 20
    _decide(service, speeches)
    assert 20 < len(service.asked) <= MOST_PAIRS
