"""--keep-unverified: what the gate refused stands as the model wrote it, marked, and nothing rests on it."""

import json
from pathlib import Path
from typing import Any

import pytest
from command import Command
from project_folder import last_briefing, write
from stand_in import Reply, StandIn, fitting

from llmsum.records import Briefing
from llmsum.report import render_briefing

SPEECH = """岚陵市召开产业园区建设推进会

3月5日，岚陵市委书记周启明主持召开产业园区建设推进会。
会议强调，市商务局要牵头组建三支招商小分队，年底前引进亿元以上项目20个。
会议要求，要建设Smart Industrial Park Demonstration Platform Project，6月底前建成标准厂房20万平方米。
"""

LIE = "园区引进企业999家"


def _lying(body: dict[str, Any]) -> Reply:
    """A model that writes the same lie wherever it may write."""
    return fitting({**body, "messages": [{"content": LIE}]})


@pytest.fixture(autouse=True)
def speeches(tmp_path: Path, service: StandIn, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same report of two cities, asked of a model that lies; the test stands in their folder."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "speeches"
    folder.mkdir()
    (folder / "a.txt").write_text(SPEECH, encoding="utf-8")
    (folder / "b.txt").write_text(SPEECH.replace("岚陵", "苍屿"), encoding="utf-8")
    service.otherwise = _lying
    return folder


def _statuses(briefing: Briefing) -> list[str]:
    summaries = [a.summary for a in briefing.speeches if a.summary]
    lines = [line for s in summaries for line in (s.headline, *s.points)]
    lines += [c for a in briefing.speeches for c in a.commitments]  # type: ignore[misc]
    return [line.status for line in lines]


def test_refused_lines_stand_as_written_and_nothing_is_made_of_them(
    llmsum: Command, service: StandIn
) -> None:
    large = ["--model", "llamacpp/stand-in-70b", "--base-url", service.base_url]
    options = ["compare", "speeches", "--format", "json", *large, "--labeller", "model"]
    replaced = Briefing.model_validate_json(llmsum(*options).out)
    assert "unverified" not in _statuses(replaced)
    asked = len(service.asked)
    done = llmsum(*options, "--keep-unverified")
    kept = Briefing.model_validate_json(done.out)
    assert len(service.asked) == asked  # the same questions, all answered already
    assert done.code == 1

    for before, after in zip(replaced.speeches, kept.speeches, strict=True):
        assert after.summary
        assert before.summary
        assert (after.summary.headline.text, after.summary.headline.status) == (LIE, "unverified")
        assert after.summary.headline.problems
        assert after.summary.headline.evidence
        said = [c for c in after.commitments if c.status == "unverified"]
        assert [c.action for c in said] == [LIE]
        assert said[0].problems
        # By whom, by when, how much and how firmly is read from the source, as without the option.
        for one, other in zip(before.commitments, after.commitments, strict=True):
            same = {"exclude": {"action", "status", "problems"}}
            assert one.model_dump(**same) == other.model_dump(**same)  # type: ignore[arg-type]
        assert before.strategy == after.strategy
    told = kept.comparison.model_dump(exclude={"themes": {"__all__": {"shared", "differences"}}})
    assert LIE not in json.dumps(told, ensure_ascii=False)
    contrasts = [
        line
        for theme in kept.comparison.themes.values()
        for line in (*theme.shared, *theme.differences)
        if LIE in line.text
    ]
    assert contrasts
    assert {line.status for line in contrasts} == {"unverified"}
    count = _statuses(kept).count("unverified") + len(contrasts)
    assert f"llmsum: {count} lines unverified" in done.err


def test_a_page_marks_explains_and_lists_them_and_verify_names_them(
    llmsum: Command, service: StandIn
) -> None:
    done = llmsum("compare", "speeches", "--keep-unverified", *service.options, "-o", "page.md")
    assert done.code == 1
    page = Path("page.md").read_text(encoding="utf-8")
    assert f"{LIE}‡[^1-S" in page
    assert "‡：未通过核对，按用户要求保留。" in page
    assert f"未通过核对)：{LIE}" in page
    data = llmsum("compare", "speeches", "--keep-unverified", "--format", "json", *service.options)
    html = render_briefing(Briefing.model_validate_json(data.out), "html")
    assert f"{LIE}‡" in html
    assert "‡：未通过核对" in html
    for form, text in (("md", page), ("json", data.out)):
        Path(f"page.{form}").write_text(text, encoding="utf-8")
        checked = llmsum("verify", f"page.{form}")
        assert checked.code == 1
        *findings, _ = checked.out.splitlines()
        assert len(findings) == 4  # a headline and a commitment of each speech, and nothing else
        assert all("unverified" in finding for finding in findings)


@pytest.mark.parametrize("command", ["summarise", "commitments"])
def test_the_other_commands_keep_them_too(command: str, llmsum: Command, service: StandIn) -> None:
    plain = llmsum(command, "speeches/a.txt", *service.options)
    assert LIE not in plain.out.replace("999家”", "")
    kept = llmsum(command, "speeches/a.txt", "--keep-unverified", *service.options)
    assert f"{LIE}‡" in kept.out
    assert (kept.code, plain.code) == (1, 0)


def test_a_project_asks_for_them_in_its_file(
    tmp_path: Path, llmsum: Command, service: StandIn
) -> None:
    write(tmp_path, service)
    assert llmsum("refresh").code == 0
    asked = len(service.asked)
    write(tmp_path, service, keep_unverified=True)
    done = llmsum("refresh")
    assert done.code == 1
    assert "unverified" in done.err
    assert len(service.asked) == asked
    assert "unverified" in _statuses(last_briefing(tmp_path))


def test_english_keeps_the_english_that_failed(llmsum: Command, service: StandIn) -> None:
    wrong = "Attract 999 firms to the park"
    service.otherwise = lambda body: fitting({**body, "messages": [{"content": wrong}]})
    options = ["summarise", "speeches/a.txt", "--lang", "en", *service.options]
    plain = llmsum(*options)
    assert f"{wrong}‡" not in plain.out
    asked = len(service.asked)
    kept = llmsum(*options, "--keep-unverified")
    assert f"{wrong}‡" in kept.out
    assert "‡: failed the check" in kept.out
    assert len(service.asked) == asked
