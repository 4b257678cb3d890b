"""An annotated text in a folder: short_speech with its labels, three commitments and two traps."""

import hashlib
import json
from pathlib import Path
from typing import Any

from short_speech import TEXT, labelled


def _span(quote: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {"quote": quote, "start": start, "end": start + len(quote), **more}


GOLD: dict[str, Any] = {
    "doc": "short",
    "text_file": "short.txt",
    "text_sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
    "commitments": [
        _span(
            "在6月底前引进投资10亿元以上项目5个",
            deadline="6月底前",
            target="5个",
            strength="hard",
        ),
        _span("建成标准厂房50万平方米", deadline="2025年", target="50万平方米", strength="hard"),
        _span("确保项目早落地", deadline=None, target=None, strength="soft"),
    ],
    "traps": [
        _span("全市园区完成工业产值1200亿元", why="past_achievement"),
        _span("会议由市长主持", why="attendance"),
    ],
    "key_facts": [{"fact": "引进10亿元以上项目5个", "any_of": ["10亿元"], "weight": 3}],
    "dimensions": {"attraction": {"present": True}, "innovation": {"present": False}},
}

LABELS: dict[str, Any] = {
    "sentences": [
        {
            "start": sentence.start,
            "end": sentence.end,
            "role": sentence.role,
            "theme": sentence.themes[0] if sentence.themes else None,
        }
        for sentence in labelled()
    ]
}


def write_gold(folder: Path, gold: dict[str, Any] = GOLD, labels: dict[str, Any] = LABELS) -> Path:
    """The folder with the text, its annotation and its labels."""
    folder.mkdir(exist_ok=True)
    (folder / "short.txt").write_text(TEXT, encoding="utf-8")
    for ending, content in (("gold", gold), ("labels", labels)):
        path = folder / f"short.{ending}.json"
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return folder
