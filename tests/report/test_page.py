import json
from pathlib import Path

import pytest
from fictional import briefing, line
from hostile import hostile_texts
from hypothesis import HealthCheck, given, settings
from rendered import see_html, see_markdown

from llmsum.records import Briefing
from llmsum.report import render_briefing, render_commitments, render_summaries

GOLDEN = Path(__file__).parent / "golden"
OURS = frozenset(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "ul",
        "ol",
        "li",
        "strong",
        "a",
        "sup",
        "section",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "details",
        "summary",
        "pre",
        "code",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
    ]
)


def with_text(text: str) -> Briefing:
    """The fictional briefing with the text wherever a source or a model writes."""
    base = briefing()
    first = base.speeches[0]
    said = line(text, "S1", status="extractive", problems=(text,))
    compared = line(text, "1#S1")
    commitment = first.commitments[0].model_copy(
        update={"action": text, "actor": text, "deadline": text, "target": text}
    )
    speech = first.model_copy(
        update={
            "city": "城" + text,
            "speaker": text,
            "event": text,
            "date": text,
            "source": first.source.model_copy(update={"path": text + "/a"}),
            "summary": first.summary.model_copy(update={"headline": said, "points": (said,)}),
            "commitments": (commitment,),
            "sentences": tuple(s.model_copy(update={"text": text}) for s in first.sentences),
            "repairs": tuple(
                r.model_copy(update={"before": text, "after": text})
                for r in base.speeches[1].repairs
            ),
        }
    )
    themes = dict(base.comparison.themes)
    themes["layout"] = themes["layout"].model_copy(
        update={"cities": {"城" + text: compared}, "shared": (compared,)}
    )
    comparison = base.comparison.model_copy(update={"themes": themes, "overview": (compared,)})
    return base.model_copy(
        update={"speeches": (speech, *base.speeches[1:]), "comparison": comparison, "model": text}
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", [render_briefing, render_summaries, render_commitments])
def test_markdown_is_as_the_golden_file_has_it(page, lang):
    name = page.__name__.removeprefix("render_")
    golden = (GOLDEN / f"{name}.{lang}.md").read_text(encoding="utf-8")
    assert page(briefing(lang), "md") == golden


@pytest.mark.parametrize("page", [render_briefing, render_summaries, render_commitments])
def test_every_reference_has_one_footnote_and_every_footnote_a_reference(page):
    text = page(briefing(), "md")
    defined = [row.split("]:")[0] for row in text.splitlines() if row.startswith("[^")]
    assert len(defined) == len(set(defined))
    seen = see_markdown(text)
    assert {f"#{i}" for i in seen.ids if i.startswith("fn-")} == {
        link for link in seen.links if link.startswith("#fn-")
    }
    assert sum(i.startswith("fn-") for i in seen.ids) == len(defined)
    assert "[^" not in seen.text


@pytest.mark.parametrize(("lang", "words"), [("zh", "第7页"), ("en", "p. 7")])
@pytest.mark.parametrize("form", ["md", "html"])
def test_a_footnote_names_the_page_of_a_source_that_has_pages(lang, words, form):
    made = briefing(lang)
    first, *others = made.speeches
    paged = [s.model_copy(update={"page": 7}) for s in first.sentences]
    speeches = (first.model_copy(update={"sentences": tuple(paged)}), *others)
    text = render_briefing(made.model_copy(update={"speeches": speeches}), form)
    notes = [row for row in text.splitlines() if row.startswith(("[^1-", '<li id="fn-1-'))]
    assert notes
    assert all(f" · {words}" in row for row in notes)
    assert f" · {words}" not in render_briefing(made, form)


def test_two_speeches_of_one_city_stand_under_one_heading_by_date():
    text = render_briefing(briefing(), "md")
    assert text.count("\n### 云岭\n") == 1
    assert text.index("#### 文2：云岭-2023.txt") < text.index("#### 文1：云岭-2024.txt")


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_city_is_shown_with_how_it_is_known(form):
    text = render_briefing(briefing(), form)
    assert "城市：云岭\n" in text or "城市：云岭<" in text
    assert "城市：云岭（用户提供，非原文所载）" in text
    assert "城市：原文隐去" in text
    assert "城市：原文未载明" in text


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_speech_without_a_summary_says_so(form):
    base = briefing()
    speech = base.speeches[3].model_copy(update={"summary": None})
    text = render_briefing(base.model_copy(update={"speeches": (*base.speeches[:3], speech)}), form)
    assert "无可摘要的内容" in text


def test_hard_commitments_come_first():
    text = render_commitments(briefing(), "md")
    assert text.index("| C2 | 引进亿元以上项目") < text.index("| C1 | 加快建设")


@pytest.mark.parametrize("page", [render_summaries, render_commitments])
def test_only_lines_that_the_page_shows_are_listed_as_doubtful(page):
    text = page(briefing(), "md")
    assert ("很好”不在依据中" in text) == (page is render_summaries)
    assert ("措辞与原文出入较大" in text) == (page is render_commitments)


@pytest.mark.parametrize("form", ["md", "html"])
def test_evidence_that_does_not_exist_is_an_error(form):
    base = briefing()
    comparison = base.comparison.model_copy(update={"overview": (line("某事", "9#S1"),)})
    with pytest.raises(LookupError, match="9#S1"):
        render_briefing(base.model_copy(update={"comparison": comparison}), form)


def test_html_cites_sentences_that_the_page_holds():
    seen = see_html(render_briefing(briefing(), "html"))
    assert set(seen.links) == {f"#{identifier}" for identifier in seen.ids}
    assert "力争到2025年引进亿元以上项目12个。" in seen.text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile_texts)
def test_no_text_breaks_the_page(text):
    page = with_text(text)
    for seen in (
        see_markdown(render_briefing(page, "md")),
        see_html(render_briefing(page, "html")),
    ):
        assert set(seen.tags) <= OURS
        assert all(link.startswith(("#fn-", "#fnref-")) for link in seen.links)
        assert all(len(set(rows)) == 1 for rows in seen.columns)


@pytest.mark.parametrize("form", ["md", "html"])
def test_what_is_comparable_beyond_the_listed_is_counted(form):
    base = briefing()
    first, *rest = base.comparison.targets
    many = first.model_copy(
        update={"comparable": True, "alike": ("2-C1", "3-C1"), "alike_more": 398, "reason": "same"}
    )
    comparison = base.comparison.model_copy(update={"targets": (many, *rest)})
    page = render_briefing(base.model_copy(update={"comparison": comparison}), form)
    assert "是：2-C1、3-C1，另有 398 项" in page


def test_json_is_the_record_itself_with_chinese_as_it_is():
    text = render_briefing(briefing(), "json")
    assert Briefing.model_validate_json(text) == briefing()
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"
    assert "云岭" in text
    contract = {"schema_version", "llmsum_version", "created", "model", "language", "speeches"}
    assert contract | {"comparison", "usage"} <= json.loads(text).keys()
