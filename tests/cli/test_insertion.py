"""One paragraph put into the middle of a 20,000-character report: counted at the service."""

import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from command import Command
from stand_in import Reply, StandIn, fitting, saying

from llmsum.vocabulary import THEME_NAMES

PLACES = ("东区", "西区", "南区", "北区", "新港", "老城", "临空", "滨河", "高铁", "大学城")
VERBS = (
    "新建标准化厂房",
    "引进科技企业",
    "改造老旧管网",
    "完善人才公寓",
    "盘活闲置用地",
    "培育专精特新企业",
)


def _paragraph(number: int) -> str:
    place, verb = PLACES[number % len(PLACES)], VERBS[number % len(VERBS)]
    more = number * 37 % 90 + 10
    return (
        f"第{number}项，{place}片区要在{number % 12 + 1}月底前{verb}{more}个，由第{number}专班牵头负责。"
        f"去年{place}完成投资{more}亿元，增长{number % 9 + 1}%。"
        + f"要建立{place}第{number}号台账，按月调度，对进度滞后的予以通报，确保年底见效。"
        * (number % 3 + 1)
    )


def _report() -> list[str]:
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < 20_000:
        paragraphs.append(_paragraph(len(paragraphs) + 1))
    return paragraphs


def _answer(body: dict[str, Any]) -> Reply:
    """Labels that depend on the sentence alone, as a model's do; what fits for all else."""
    schema = body["response_format"]["json_schema"]["schema"]
    labels = next(
        (p["enum"] for p in schema["properties"].values() if "部署·项目投资" in p.get("enum", [])),
        None,
    )
    if labels is None:
        return fitting(body)
    shown = dict(re.findall(r"^\W*(S\d+)\W+(.*)$", body["messages"][-1]["content"], re.M))
    assert set(schema["properties"]) <= set(shown)
    themes = [f"部署·{THEME_NAMES['zh'][t]}" for t in THEME_NAMES["zh"] if t != "other"]
    answer = {}
    for key in schema["properties"]:
        digest = hashlib.sha256(shown[key].encode()).digest()[0]
        answer[key] = "成绩" if shown[key].startswith("去年") else themes[digest % len(themes)]
    return saying(json.dumps(answer, ensure_ascii=False))


def _tasks(asked: list[dict[str, Any]]) -> Counter[str]:
    return Counter(body["messages"][0]["content"][:40] for body in asked)


def test_at_most_three_windows_are_asked_again_in_each_task(
    tmp_path: Path, llmsum: Command, service: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.otherwise = _answer
    (tmp_path / "llmsum.toml").write_text(
        f'sources = ["r.txt"]\nmodel = "llamacpp/m"\nbase_url = "{service.base_url}"\n'
        'labeller = "model"\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    paragraphs = _report()
    (tmp_path / "r.txt").write_text("\n".join(paragraphs), encoding="utf-8")
    assert llmsum("refresh", "--quiet").code == 0
    first = _tasks(service.asked)
    service.asked.clear()
    middle = len(paragraphs) // 2
    inserted = "会议强调，港口片区要新建冷链仓库7座，由港口专班牵头，年底前投入使用。"
    paragraphs.insert(middle, inserted)
    (tmp_path / "r.txt").write_text("\n".join(paragraphs), encoding="utf-8")
    assert llmsum("refresh", "--quiet").code == 0
    again = _tasks(service.asked)
    assert again
    assert sum(first.values()) > 5 * sum(again.values())
    assert max(again.values()) <= 3, (first, again)
