"""What somebody does to a finished briefing who knows how it is made: each is found."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from seeds_briefing import audited

from llmsum.audit import audit
from llmsum.compare.coverage import cells, silences
from llmsum.compare.overview import overview
from llmsum.compare.stances import city_names
from llmsum.compare.targets import find_targets
from llmsum.errors import NotABriefing
from llmsum.records import Briefing
from llmsum.report import render_briefing

Rows = list[str]


def _at(rows: Rows, pattern: str, nth: int = 0) -> int:
    return [index for index, row in enumerate(rows) if re.search(pattern, row)][nth]


def _row_to_another_city(rows: Rows) -> None:
    rows.insert(_at(rows, r"^\| C1 \|", 1), rows.pop(_at(rows, r"^\| C2 \|")))


def _row_twice(rows: Rows) -> None:
    rows.insert(_at(rows, r"^\| C2 \|"), rows[_at(rows, r"^\| C2 \|")])


def _footnotes_exchanged(rows: Rows) -> None:
    one, other = _at(rows, r"^\[\^1-S5\]:"), _at(rows, r"^\[\^1-S6\]:")
    (a, words), (b, others) = rows[one].split("]:", 1), rows[other].split("]:", 1)
    rows[one], rows[other] = f"{a}]:{others}", f"{b}]:{words}"


def _stances_exchanged(rows: Rows) -> None:
    """Each under the other's theme: the words and footnotes are still the city's own."""
    one, other = _at(rows, r"^- \*\*周口\*\*：全面推进"), _at(rows, r"^- \*\*周口\*\*：建好由")
    rows[one], rows[other] = rows[other], rows[one]


def _word_contrast_dropped(rows: Rows) -> None:
    del rows[_at(rows, "^- 只有绵阳提到：")]


@pytest.mark.parametrize(
    "tamper",
    [
        _row_to_another_city,
        _row_twice,
        _footnotes_exchanged,
        _stances_exchanged,
        _word_contrast_dropped,
    ],
)
def test_moving_what_is_true_by_itself_is_found(
    page: str, tmp_path: Path, tamper: Callable[[Rows], None]
) -> None:
    rows = page.splitlines()
    tamper(rows)
    assert audited("\n".join(rows) + "\n", tmp_path)


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        ("^### 招商引资$", "### 招商引资（两市均已落实）"),
        ("^#### 文1：.*$", "#### 文1：绵阳市委书记讲话"),
        ("^## 概览$", "## 概览\n\n<!-- 周口落后 -->"),
        ("^## 概览$", "## 概览\n\n![](http://example.org/a.png)"),
        ("^(- 绵阳：市经信.*)$", "\\1\u2028- 周口落后"),
        ("^(- 绵阳：市经信.*)$", "\\1\r- 周口落后"),
        ("主导产业和特色产业", "[主导产业](http://example.org)和特色产业"),
        ("^(\\*\\*主旨\\*\\*：.*)$", "\\1\n\n**主旨**：绵阳全面领先"),
        ("\\| 100余家 \\|", "| 100余亿元 |"),
        ("\\| 数字经济关联企业 \\|", "| 传统企业 |"),
        ("^(\\| C9 \\| .*)\\| 硬 \\|", "\\1| 软 |"),
        ("9800万元", "98\u041e\u041e万元"),
        ("不超过", "不\u200b超过"),
        ("12个", "\u202e21个"),
        ("^(- .*)9800(万元;)(\\[)", "\\g<1>9300\\2‡\\3"),
        ("^- \\*\\*周口\\*\\*：建好由.*$", "- **周口**：未见立场"),
        ("(文1 · C3 .*?) — .*$", "\\1 — [全文](http://example.org)"),
        ("文本修复：684 处", "文本修复：68 处"),
        ("(文1 · C3 .*?) — .*$", "\\1 — 已由市委书记确认"),
        ("^2026-11-22 ·", "2025-11-22 ·"),
    ],
)
def test_writing_into_the_page_is_found(
    page: str, tmp_path: Path, pattern: str, replacement: str
) -> None:
    tampered = re.sub(pattern, replacement, page, count=1, flags=re.MULTILINE)
    assert tampered != page
    assert audited(tampered, tmp_path)


def _consistent(briefing: Briefing, number: str, change: dict[str, object]) -> Briefing:
    """One commitment changed, and every table and count with it."""
    first, second = briefing.speeches
    commitments = tuple(
        c.model_copy(update=change) if c.id == number else c for c in first.commitments
    )
    speeches = (first.model_copy(update={"commitments": commitments}), second)
    names, themes = city_names(speeches, "zh"), briefing.comparison.themes
    counted, targets = cells(speeches, names, tuple(themes)), find_targets(speeches, names)
    derived = {
        "overview": overview(speeches, names, counted, targets, "zh"),
        "silence": silences(speeches, names, counted),
        "targets": targets,
    }
    comparison = briefing.comparison.model_copy(update=derived)
    return briefing.model_copy(update={"speeches": speeches, "comparison": comparison})


@pytest.mark.parametrize("form", ["md", "json"])
@pytest.mark.parametrize(
    "change",
    [
        {"strength": "soft"},
        {"firmness": "ensure"},
        {"theme": "attraction"},
        {"actor": "各地产业"},
        {"deadline": "研究"},
        {"target": "《关于推动园区》"},
        {"target": None},
    ],
    ids=str,
)
def test_a_fact_changed_everywhere_at_once_is_found(
    briefing: Briefing, tmp_path: Path, form: str, change: dict[str, object]
) -> None:
    tampered = render_briefing(_consistent(briefing, "C9", change), form)
    assert audited(tampered, tmp_path, f"briefing.{form}")


def _set(data: Any, path: str, value: object) -> None:
    keys = [int(key) if key.isdigit() else key for key in path.split(".")]
    for key in keys[:-1]:
        data = data[key]
    data[keys[-1]] = value


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("speeches.0.commitments.8.quote", "聚焦行业细分领域和新赛道"),
        ("speeches.1.commitments.27.deadline", None),
        ("speeches.0.commitments.8.status", "unverified"),
        ("speeches.0.commitments.8.problems", ["已由市委书记确认"]),
        ("speeches.1.strategy.attraction", None),
        ("comparison.themes.attraction.cities.周口", None),
        ("comparison.themes.positioning.differences", []),
        ("speeches.0.repairs", []),
        ("speeches.0.marks", [{"kind": "mask", "start": 0, "end": 1, "text": "聚"}]),
        ("speeches.0.sentences.3.start", 7),
        ("speeches.0.sentences.3.paragraph", 77),
        ("speeches.0.sentences.3.page", 3),
        ("speeches.0.source.encoding", "gb18030"),
        ("speeches.0.source.broken_at", [3]),
        ("speeches.0.title", "书记讲话"),
        ("speeches.0.origins", {"event": {"by": "file", "place": "meta event"}}),
        ("speeches.0.unread", ["S999"]),
        ("decisions", [{"city": "周口", "earlier": "建99个", "later": "建98个", "same": True}]),
    ],
)
def test_fields_that_no_page_shows_are_checked_in_the_json(
    data: str, tmp_path: Path, path: str, value: object
) -> None:
    tampered = json.loads(data)
    _set(tampered, path, value)
    assert audited(json.dumps(tampered, ensure_ascii=False), tmp_path, "briefing.json")


def test_a_key_that_stands_twice_is_refused(data: str, tmp_path: Path) -> None:
    twice = data.replace('"text":', '"text": "绵阳全面领先", "text":', 1)
    with pytest.raises(NotABriefing, match="'text' stands twice"):
        audited(twice, tmp_path, "briefing.json")


def test_a_key_of_another_version_is_told_as_not_checked(data: str, tmp_path: Path) -> None:
    path = tmp_path / "briefing.json"
    path.write_text(json.dumps({**json.loads(data), "verdict": "绵阳领先"}), encoding="utf-8")
    assert audit(path).notes == ("Not known to this llmsum and not checked: verdict.",)
