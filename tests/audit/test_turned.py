"""Words left as they are and turned in sense: by a sign, a cut, a place, a label. Each is found."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from seeds_briefing import audited

from llmsum.audit import audit
from llmsum.audit.form import form_problems
from llmsum.errors import NotABriefing
from llmsum.records import Briefing

POINT = ("speeches", 0, "summary", "points", 0)
ACTION = ("speeches", 1, "commitments", 112, "action")


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        data = data[key]
    return data


def _found(data: Any, folder: Path) -> bool:
    text = json.dumps(data, ensure_ascii=False)
    return bool(audited(text, folder, "briefing.json"))


SIGNS: dict[str, Callable[[str], str]] = {
    "done": lambda words: f"{words}✓",
    "emoji": lambda words: f"✅{words}",
    "asked": lambda words: f"{words}？",
    "in doubt": lambda words: f"“{words[:4]}”{words[4:]}",
    "in brackets": lambda words: f"{words[:-4]}（{words[-4:]}）",
    "struck out": lambda words: "\u0336".join(words),
    "hidden words": lambda words: words + "".join(chr(0xE0000 + ord(c)) for c in "done"),
    "zero width": lambda words: f"{words[:3]}\u200b{words[3:]}",
    "soft hyphen": lambda words: f"{words[:3]}\u00ad{words[3:]}",
    "backwards": lambda words: f"\u202e{words}",
    "a line more": lambda words: f"{words}\n\n## 结论",
    "no words": lambda words: "。",
}


@pytest.mark.parametrize("path", [POINT, ACTION], ids=["point", "commitment"])
@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
def test_a_sign_that_the_source_does_not_have(
    data: str, tmp_path: Path, path: tuple[str | int, ...], sign: Callable[[str], str]
) -> None:
    tampered = json.loads(data)
    line = _at(tampered, path[:-1])
    if path is POINT:
        line = line[path[-1]]
        line["text"] = sign(line["text"])
    else:
        line["action"] = sign(line["action"])
    # Nothing else on the page may give it away.
    tampered["comparison"] = {"themes": {}}
    for speech in tampered["speeches"]:
        speech["strategy"] = {}
    assert _found(tampered, tmp_path)


def _more_cited_than_told(data: Any) -> None:
    line = _at(data, POINT)
    line["evidence"] += [i for i in ("S2", "S3") if i not in line["evidence"]][:1]


def _a_clause_of_another_row(data: Any) -> None:
    rows = _at(data, ("speeches", 1, "commitments"))
    one, other = next(
        (a, b)
        for a, b in pairwise(rows)
        if a["evidence"] == b["evidence"] and a["theme"] == b["theme"]
    )
    for name in ("action", "quote", "deadline", "target", "strength", "firmness", "actor"):
        one[name] = other[name]


def _cut_inside_a_clause(data: Any) -> None:
    row = _at(data, ACTION[:-1])
    row["action"] = row["quote"] = row["action"][2:]


def _unread_and_not_told(data: Any) -> None:
    next(s for s in data["speeches"][0]["sentences"] if s["role"] == "status")["role"] = None


def _a_theme_of_no_deployment(data: Any) -> None:
    status = next(s for s in data["speeches"][0]["sentences"] if s["role"] == "status")
    status["themes"] = ["innovation"]


def _another_city_as_given(data: Any) -> None:
    data["speeches"][0] |= {"city": "成都", "city_status": "given"}


def _told_by_the_user(data: Any) -> None:
    data["speeches"][1].setdefault("origins", {})["event"] = {"by": "user"}


@pytest.mark.parametrize(
    "change",
    [
        _more_cited_than_told,
        _a_clause_of_another_row,
        _cut_inside_a_clause,
        _unread_and_not_told,
        _a_theme_of_no_deployment,
        _another_city_as_given,
        _told_by_the_user,
    ],
)
def test_what_a_speech_cannot_say_of_itself(
    data: str, tmp_path: Path, change: Callable[[Any], None]
) -> None:
    tampered = json.loads(data)
    tampered["comparison"] = {"themes": {}}
    for speech in tampered["speeches"]:
        speech["strategy"] = {}
    assert not _found(tampered, tmp_path)
    change(tampered)
    assert _found(tampered, tmp_path)


def _compared(data: Any, kind: str) -> Any:
    themes = data["comparison"]["themes"].values()
    return next(theme for theme in themes if theme[kind])


def _difference_as_shared(data: Any) -> None:
    theme = _compared(data, "differences")
    theme["shared"].append(theme["differences"].pop())


def _city_added(data: Any) -> None:
    _compared(data, "differences")["cities"]["成都"] = None


def _cities_in_another_order(data: Any) -> None:
    theme = _compared(data, "differences")
    theme["cities"] = dict(reversed(theme["cities"].items()))


def _contrast_unverified(data: Any) -> None:
    line = {"text": "两市已全部完成", "evidence": ["1#S1", "2#S1"], "status": "unverified"}
    _compared(data, "differences")["shared"].append({**line, "problems": []})


@pytest.mark.parametrize(
    "change",
    [
        _difference_as_shared,
        _city_added,
        _cities_in_another_order,
        _contrast_unverified,
        lambda data: data["comparison"]["overview"].reverse(),
        lambda data: data["comparison"]["overview"].append(data["comparison"]["overview"][0]),
        lambda data: data["comparison"]["silence"].reverse(),
        lambda data: data["comparison"]["targets"].append(data["comparison"]["targets"][0]),
    ],
)
def test_what_is_compared_stands_once_and_in_its_place(
    data: str, tmp_path: Path, change: Callable[[Any], None]
) -> None:
    tampered = json.loads(data)
    change(tampered)
    assert _found(tampered, tmp_path)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("created", "市长审定"),
        ("llmsum_version", "0.1.0（市政府核准版）"),
        ("model", "人工撰写，市长审定"),
        ("prompts", {"市长审定": "全部完成"}),
    ],
)
def test_fields_that_nothing_bears_out_hold_no_prose(
    briefing: Briefing, field: str, value: object
) -> None:
    assert not list(form_problems(briefing))
    assert list(form_problems(briefing.model_copy(update={field: value})))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"schema_version": 1', '"schema_version": true'),
        ('"schema_version": 1,', ""),
        ('"calls": 0', '"calls": "7"'),
        ('"seconds": 0.0', '"seconds": NaN'),
        ("绵阳", "绵阳\\ud800"),
    ],
)
def test_json_that_readers_take_differently_is_refused(
    data: str, tmp_path: Path, before: str, after: str
) -> None:
    assert before in data
    with pytest.raises(NotABriefing):
        audited(data.replace(before, after, 1), tmp_path, "briefing.json")


def test_a_byte_order_mark_is_no_tampering(data: str, tmp_path: Path) -> None:
    path = tmp_path / "briefing.json"
    path.write_text(data, encoding="utf-8-sig")
    assert not audit(path).findings
