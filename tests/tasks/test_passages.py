"""Which of a text's own words stand for its stance on a theme."""

import pytest

from llmsum.records import Commitment, Sentence, Strength
from llmsum.tasks.passages import is_heading, joined, most_telling, passages
from llmsum.vocabulary import Role, Theme


def _sentence(number: int, text: str, role: Role = "deployment") -> Sentence:
    return Sentence(
        id=f"S{number}", start=0, end=len(text), text=text, paragraph=1, role=role,
        themes=("projects",) if role == "deployment" else (),
    )  # fmt: skip


def _commitment(
    number: int, sentence: Sentence, action: str, strength: Strength = "soft"
) -> Commitment:
    return Commitment(
        id=f"C{number}", action=action, actor=None, deadline=None, target=None, theme="projects",
        strength=strength, firmness="will", evidence=(sentence.id,), quote=action, status="verified",
    )  # fmt: skip


def _told(*sentences: Sentence, theme: Theme = "projects", told: tuple[str, ...] = ()) -> list[str]:
    """What stands for the theme, of commitments that are the sentences' clauses."""
    spoken = [
        (sentence, clause)
        for sentence in sentences
        if sentence.role == "deployment"
        for clause in sentence.text.rstrip("。").split("，")
    ]
    commitments = [_commitment(n, s, clause) for n, (s, clause) in enumerate(spoken, start=1)]
    found = passages(commitments, {s.id: s for s in sentences})
    known = {c.id: c.action for c in commitments if c.action in told}
    return [passage.text for passage in most_telling(theme, found, sentences, 3, known)]


def test_clauses_side_by_side_are_told_in_one_run_as_the_source_has_them() -> None:
    said = _sentence(1, "推进12个数据中心项目建设，全年完成技改投资50亿元以上。")
    assert _told(said) == ["推进12个数据中心项目建设，全年完成技改投资50亿元以上"]


def test_passages_are_of_different_sentences_and_in_their_order() -> None:
    said = ("引进企业30家", "开工电站2座", "改造厂房5万平方米", "储备地块9个")
    told = _told(*(_sentence(n, f"{text}，完成投资{n}0亿元。") for n, text in enumerate(said)))
    assert len(told) == 3
    assert sorted(told, key=lambda text: said.index(text.split("，")[0])) == told


def test_what_can_be_measured_is_told_before_what_has_names_only() -> None:
    names = tuple(_sentence(n, f"推进“云端{n}号”项目、“星河{n}号”项目建设。") for n in range(1, 4))
    assert "开工电站20座，投产项目30个" in _told(
        *names, _sentence(4, "开工电站20座，投产项目30个。")
    )


def test_a_subject_without_its_verb_stands_behind() -> None:
    cut = _sentence(1, "云端物流园项目周边企业，可以换乘地铁。")
    assert "云端物流园项目周边企业" not in _told(cut, _sentence(2, "推进12个项目建设。"))


def test_a_slogan_does_not_stand_beside_what_has_facts() -> None:
    slogan = _sentence(1, "坚持走特色化差异化发展路子，推动县域项目上规模、上水平。")
    assert _told(slogan, _sentence(2, "推进12个项目建设，完成投资50亿元。")) == [
        "推进12个项目建设，完成投资50亿元"
    ]
    assert _told(slogan)


def test_what_stands_under_another_theme_is_told_again_only_where_there_is_no_other() -> None:
    one, other = _sentence(1, "推进12个项目建设。"), _sentence(2, "加快项目开工。")
    assert _told(one, other, told=("推进12个项目建设",)) == ["加快项目开工"]
    assert _told(one, told=("推进12个项目建设",)) == ["推进12个项目建设"]


@pytest.mark.parametrize(
    ("poor", "better"),
    [
        ("“6”——建好“六大园区”", "建好中兴集团的双创孵化园。"),
        ("这些都倒逼我们加快20个项目建设。", "加快3个项目建设。"),
        ("做实项目支撑。", "推动项目落地投产，加快签约项目开工。"),
    ],
)
def test_a_heading_a_pointer_back_and_a_slogan_stand_behind(poor: str, better: str) -> None:
    assert _told(_sentence(1, poor), _sentence(2, better))[-1] == better.rstrip("。")
    assert poor.rstrip("。") not in _told(_sentence(1, poor), _sentence(2, better))


def test_a_run_that_opens_with_its_ground_is_told_as_any_other() -> None:
    grant = "通过云谷专项验收的，给予补助10万元"
    told = _told(_sentence(1, "引导企业开发新产品。"), _sentence(2, f"{grant}。"))
    assert grant in told


def test_half_of_what_is_said_twice_is_not_told_alone() -> None:
    halves = (
        "建立云谷园区机制，一方面通报云谷园区项目投资进展，另一方面动员云谷园区项目投资企业早日开工"
    )
    assert all("另一方面" in t for t in _told(_sentence(1, f"{halves}。")) if "一方面" in t)


def test_a_plan_among_deeds_stands_behind_one_among_plans() -> None:
    deeds = [_sentence(n, "完成了投资。", "achievement") for n in (1, 2, 3)]
    review = _sentence(4, "建成投产30个项目，完成投资551亿元。")
    more = [_sentence(n, "完成了投资。", "achievement") for n in (5, 6, 7)]
    ahead = [_sentence(n, f"推进{n}个项目，完成投资{n}亿元。") for n in range(8, 15)]
    assert not any("551" in text for text in _told(*deeds, review, *more, *ahead))


def test_a_clause_that_leans_on_those_before_it_is_told_with_them() -> None:
    said = _sentence(1, "汽车项目由甲集团建设，预计2031年底投产。")
    commitment = _commitment(1, said, "预计2031年底投产", "hard")
    (found,) = passages([commitment], {"S1": said})
    assert found.text == "汽车项目由甲集团建设，预计2031年底投产"


def test_what_a_model_chose_is_joined_where_it_stands_side_by_side() -> None:
    said = _sentence(1, "推进项目建设，同时加快签约，抓好开工。")
    chosen = [
        _commitment(n, said, a) for n, a in enumerate(("推进项目建设", "加快签约", "抓好开工"))
    ]
    told = {"S1": said}
    assert [p.text for p in joined(chosen[:2], told)] == ["推进项目建设，同时加快签约"]
    assert [p.text for p in joined([chosen[0], chosen[2]], told)] == ["推进项目建设", "抓好开工"]


def test_a_sentence_with_its_full_stop_is_no_heading() -> None:
    assert is_heading("●突出“项目为王”")
    assert not is_heading("建好健康食品产业园。")
