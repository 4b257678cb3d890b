"""What counts as right."""

from dataclasses import replace
from pathlib import Path

import pytest
from annotated import write_gold

from llmsum.evaluate.figures import Item, figure
from llmsum.evaluate.found import Claim, Found, Said, by_everything
from llmsum.evaluate.gold import Gold, read_gold
from llmsum.evaluate.measures import commitment_items, detail_items, label_items, same_words
from llmsum.evaluate.unsupported import Written, unsupported_items, written_between
from llmsum.records import Comparison, Line


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    return read_gold(write_gold(tmp_path))[0]


def _value(items: list[Item]) -> float | None:
    return figure(items).value


def _perfect(gold: Gold) -> Found:
    said = tuple(Said((s.start, s.end), s.role, s.right_themes) for s in gold.sentences)
    claims = tuple(
        Claim((c.start, c.end), ((c.start, c.end),), c.deadline, c.target) for c in gold.commitments
    )
    return Found(said, claims)


def test_what_the_annotation_says_is_all_right(gold: Gold) -> None:
    perfect = _perfect(gold)
    right = label_items(gold, perfect) | detail_items(gold, perfect)
    assert {_value(items) for items in right.values()} == {1.0}
    accepted = commitment_items(gold, perfect)
    assert _value(accepted["hard_recall"]) == 1.0
    assert _value(accepted["traps"]) == _value(accepted["traps_evidence"]) == 0.0


def test_calling_everything_a_deployment_finds_all_and_falls_into_every_trap(gold: Gold) -> None:
    everything = by_everything(gold)
    labels, commitments = label_items(gold, everything), commitment_items(gold, everything)
    assert _value(labels["recall"]) == 1.0
    assert _value(labels["precision"]) == 4 / 8
    assert _value(labels["f1"]) == 2 * 4 / (8 + 4)
    assert "roles" not in labels
    assert _value(commitments["hard_recall"]) == _value(commitments["traps"]) == 1.0


def test_sentences_cut_otherwise_are_matched_by_where_they_stand(gold: Gold) -> None:
    middle = gold.sentences[4]
    halves = ((middle.start, middle.start + 4), (middle.start + 4, middle.end))
    others = [Said((s.start, s.end), s.role) for s in gold.sentences if s is not middle]
    cut = Found((*others, Said(halves[0], "problem"), Said(halves[1], "deployment")), ())
    assert _value(label_items(gold, cut)["f1"]) == 1.0


def test_a_trap_beside_a_commitment_is_accepted_only_by_the_stricter_measure(gold: Gold) -> None:
    trap, sentence = gold.traps[0], gold.sentences[0]
    claim = Claim((trap.end, sentence.end), ((sentence.start, sentence.end),))
    items = commitment_items(gold, Found((), (claim,)))
    assert [item.above for item in items["traps"]] == [0, 0]
    assert [item.above for item in items["traps_evidence"]] == [1, 0]


def test_a_deadline_where_the_annotation_has_none_is_wrong(gold: Gold) -> None:
    wanted = replace(gold, commitments=(gold.commitments[0].model_copy(update={"deadline": None}),))
    span = (wanted.commitments[0].start, wanted.commitments[0].end)
    items = detail_items(wanted, Found((), (Claim(span, (span,), "6月底前", "5个"),)))
    assert (_value(items["deadline"]), _value(items["target"])) == (0.0, 1.0)


def test_a_target_of_other_words_in_the_same_row_is_not_held_against_it(gold: Gold) -> None:
    wanted = replace(gold, commitments=(gold.commitments[0].model_copy(update={"target": None}),))
    span = (wanted.commitments[0].start, wanted.commitments[0].end)
    within = wanted.commitments[0].quote[:4]
    for target, right in (("甲项目落户", 1.0), (within, 0.0)):
        items = detail_items(wanted, Found((), (Claim(span, (span,), "6月底前", target),)))
        assert _value(items["target"]) == right


@pytest.mark.parametrize(
    ("wanted", "told", "same"),
    [
        ("国家级经开区", "“国家级经开区”", True),
        ("新能源产业集群", "千亿级新能源产业集群", True),
        ("50万平方米", "80万平方米", False),
        ("引进项目5个", "5个", True),
        ("创新平台", "污水处理厂", False),
    ],
)
def test_two_wordings_of_one_target(wanted: str, told: str, same: bool) -> None:
    assert same_words(wanted, told) is same


def test_what_the_evidence_does_not_have_is_counted() -> None:
    evidence = ("力争到2025年建成标准厂房50万平方米，落实《园区条例》。",)
    written = [
        Written("到2025年建成厂房50万平方米，落实《园区条例》", evidence),
        Written("到2026年建成厂房50亿平方米，落实《城市条例》", evidence),
    ]
    assert [item.above for item in unsupported_items(written)] == [0, 0, 0, 1, 1, 1]


def test_what_code_counts_in_a_comparison_needs_no_evidence() -> None:
    told = Line(
        text="量化指标：云澜（16 项）；3 个城市都提到；厂房50万平方米。",
        evidence=(),
        status="verified",
    )
    (written,) = written_between(Comparison(themes={}, overview=(told,)), ())
    assert [item.case.partition(":")[0] for item in unsupported_items([written]) if item.above] == [
        "50万平方米"
    ]
