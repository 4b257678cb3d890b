"""`llmsum refresh`: only what changed is asked, nothing earlier is lost, and what changed is told."""

import json
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from command import SEEDS, Command, Finished, finish, imported_by, start
from stand_in import Reply, StandIn, fitting

from llmsum.ledger.decide import MOST_PAIRS
from llmsum.records import Briefing
from llmsum.refresh.lock import only_refresh


@pytest.fixture
def project(tmp_path: Path, service: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project over two speeches, asked of the stand-in; the test stands in its folder."""
    folder = tmp_path / "项目 [1]"
    (folder / "speeches").mkdir(parents=True)
    for name in ("haikou-2012.txt", "zhoukou-2020.txt"):
        shutil.copy(SEEDS / name, folder / "speeches")
    write(folder, service)
    monkeypatch.chdir(folder)
    yield folder


def write(folder: Path, service: StandIn, **values: Any) -> None:
    """llmsum.toml with these values besides the stand-in's."""
    said = {
        "sources": ["speeches/"],
        "model": "llamacpp/m",
        "base_url": service.base_url,
        "labeller": "model",
        **values,
    }
    text = "".join(f"{k} = {json.dumps(v, ensure_ascii=False)}\n" for k, v in said.items())
    (folder / "llmsum.toml").write_text(text, encoding="utf-8")


def _pages(done: Finished) -> tuple[Path, Path]:
    assert done.code == 0, done.err
    page, changes = done.out.split("\n")[:2]
    return Path(page), Path(changes)


def _last(project: Path) -> Briefing:
    stem = json.loads((project / ".llmsum" / "state.json").read_text("utf-8"))["stem"]
    data = (project / "briefings" / f"{stem}.json").read_text("utf-8")
    return Briefing.model_validate_json(data)


def test_the_first_refresh_writes_a_briefing_and_what_changed(
    project: Path, llmsum: Command
) -> None:
    page, changes = _pages(llmsum("refresh", "--quiet"))
    assert (project / "briefings" / "latest.md").read_text("utf-8") == page.read_text("utf-8")
    assert [a.source.path for a in _last(project).speeches] == [
        "speeches/haikou-2012.txt",
        "speeches/zhoukou-2020.txt",
    ]
    report = changes.read_text("utf-8")
    assert "第一份简报" in report
    assert "新增：speeches/haikou-2012.txt" in report


def test_nothing_new_asks_nothing_writes_nothing_and_imports_nothing_heavy(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    llmsum("refresh", "--quiet")
    service.asked.clear()
    before = _written(project)
    imported = imported_by("refresh")
    assert service.asked == []
    assert "llmsum.refresh.run" in imported
    assert not imported & {"openai", "instructor", "sqlalchemy", "jinja2", "opencc", "genai_prices"}
    assert _written(project) == before


def _written(project: Path) -> dict[Path, int]:
    files = [path for path in project.rglob("*") if path.is_file()]
    return {
        p: p.stat().st_mtime_ns for p in files if p.name not in {"last-run.json", "refresh.lock"}
    }


def test_a_new_speech_is_asked_about_alone_and_earlier_results_stay(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    first, _ = _pages(llmsum("refresh", "--quiet"))
    said = first.read_text("utf-8")
    asked = [body["messages"] for body in service.asked]
    service.asked.clear()
    shutil.copy(SEEDS / "mianyang-2023.txt", project / "speeches")
    second, changes = _pages(llmsum("refresh", "--quiet"))
    assert second != first
    assert first.read_text("utf-8") == said
    assert (project / "briefings" / "latest.md").read_text("utf-8") == second.read_text("utf-8")
    assert service.asked
    assert not [body for body in service.asked if body["messages"] in asked]
    assert "新增：speeches/mianyang-2023.txt" in changes.read_text("utf-8")


def test_a_moved_speech_is_not_asked_about_and_a_removed_one_is_told(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    llmsum("refresh", "--quiet")
    service.asked.clear()
    (project / "speeches" / "a").mkdir()
    (project / "speeches" / "haikou-2012.txt").rename(project / "speeches" / "a" / "hk.txt")
    _, changes = _pages(llmsum("refresh", "--quiet"))
    assert service.asked == []
    assert "移动：speeches/haikou-2012.txt → speeches/a/hk.txt" in changes.read_text("utf-8")
    (project / "speeches" / "zhoukou-2020.txt").unlink()
    _, changes = _pages(llmsum("refresh", "--quiet"))
    assert service.asked == []
    assert "移除：speeches/zhoukou-2020.txt" in changes.read_text("utf-8")


def test_a_changed_source_is_the_cause_of_its_changes(project: Path, llmsum: Command) -> None:
    path = project / "speeches" / "new.txt"
    path.write_text("云岭市市长讲话。\n今年要新建标准化厂房50万平方米。\n", encoding="utf-8")
    llmsum("refresh", "--quiet")
    path.write_text("云岭市市长讲话。\n今年要新建标准化厂房30万平方米。\n", encoding="utf-8")
    _, changes = _pages(llmsum("refresh", "--quiet"))
    report = changes.read_text("utf-8")
    assert "speeches/new.txt（原因：来源）" in report
    assert "缩水" in report
    assert "50→30 万㎡ (-40 %)" in report


def test_another_model_is_told_as_the_cause(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    llmsum("refresh", "--quiet")
    write(project, service, model="llamacpp/other")
    _, changes = _pages(llmsum("refresh", "--quiet"))
    report = changes.read_text("utf-8")
    assert "模型：llamacpp/m → llamacpp/other" in report
    assert "来源：" not in report


def test_results_that_were_deleted_are_written_again_without_asking(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    llmsum("refresh", "--quiet")
    service.asked.clear()
    (project / "briefings" / "latest.md").unlink()
    _pages(llmsum("refresh", "--quiet"))
    assert service.asked == []
    assert (project / "briefings" / "latest.md").is_file()


def test_results_are_not_read_as_sources(project: Path, llmsum: Command, service: StandIn) -> None:
    write(project, service, sources=["**/*.md", "speeches/*.txt"])
    (project / "speeches" / "note.md").write_text("# 周口\n要建设产业园。\n", encoding="utf-8")
    llmsum("refresh", "--quiet")
    assert "Nothing changed" in llmsum("refresh", "--quiet").err
    assert len(_last(project).speeches) == 3


def test_only_the_wanted_themes_are_compared(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    write(project, service, themes=["projects", "positioning"])
    page, _ = _pages(llmsum("refresh", "--quiet"))
    assert list(_last(project).comparison.themes) == ["positioning", "projects"]
    assert "科技人才" not in page.read_text("utf-8").partition("## ")[0]


def test_what_stays_unread_ends_with_1_each_time_and_is_asked_again_only_on_demand(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    bad = "周口网讯"
    service.otherwise = lambda body: (
        _unfitting(body) if bad in str(body["messages"]) else fitting(body)
    )
    first = llmsum("refresh", "--quiet")
    assert first.code == 1
    assert "unread" in first.err
    service.asked.clear()
    assert llmsum("refresh", "--quiet").code == 1
    assert service.asked == []
    service.otherwise = fitting
    again = llmsum("refresh", "--quiet", "--again")
    assert again.code == 0
    assert service.asked


def _unfitting(body: dict[str, Any]) -> Reply:
    reply = fitting(body)
    completion = json.loads(reply.body)
    completion["choices"][0]["message"]["content"] = "{}"
    return replace(reply, body=json.dumps(completion))


def test_a_source_that_cannot_be_read_is_a_gap(project: Path, llmsum: Command) -> None:
    (project / "speeches" / "empty.txt").write_bytes(b"")
    done = llmsum("refresh", "--quiet")
    assert done.code == 1
    assert "skipped speeches/empty.txt" in done.err


def test_on_change_runs_once_for_each_change(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    write(project, service, on_change='printf "%s\\n" "$LLMSUM_BRIEFING" >> told.txt')
    page, _ = _pages(llmsum("refresh", "--quiet"))
    llmsum("refresh", "--quiet")
    told = (project / "told.txt").read_text("utf-8").split("\n")
    assert told == [str(page), ""]


def test_an_on_change_that_fails_is_told(project: Path, llmsum: Command, service: StandIn) -> None:
    write(project, service, on_change="exit 7")
    done = llmsum("refresh", "--quiet")
    assert done.code == 1
    assert "on_change ended with 7" in done.err


def test_a_dry_run_foresees_every_question_and_asks_none(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    told = llmsum("refresh", "--dry-run", "--quiet")
    assert told.code == 0, told.err
    assert service.asked == []
    assert not (project / "briefings").exists()
    foreseen = int(told.out.split()[0])
    llmsum("refresh", "--quiet")
    revised = sum(
        "revise" in str(body) or "改" in str(body["messages"][0]) for body in service.asked
    )
    assert len(service.asked) - revised <= foreseen <= len(service.asked)
    assert llmsum("refresh", "--dry-run", "--quiet").out == "Nothing would be asked.\n"


def test_a_dry_run_names_money_where_there_is_a_price(
    project: Path, llmsum: Command, service: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPSEEK_API_KEY", "k")
    monkeypatch.setenv("LLMSUM_MODEL", "deepseek/deepseek-chat")
    told = llmsum("refresh", "--dry-run", "--quiet")
    assert "US dollars" in told.out
    stopped = llmsum("refresh", "--quiet", "--max-cost", "0.000001")
    assert stopped.code == 2
    assert "nothing was asked" in stopped.error()


def test_max_calls_stops_before_the_first_when_it_cannot_do(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    done = llmsum("refresh", "--quiet", "--max-calls", "3")
    assert done.code == 2
    assert "--max-calls allows 3" in done.error()
    assert service.asked == []


def test_max_calls_holds_where_more_comes_up_than_was_foreseen(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    foreseen = int(llmsum("refresh", "--dry-run", "--quiet").out.split()[0])
    service.otherwise = lambda body: (
        _unfitting(body) if len(service.asked) % 3 == 0 else fitting(body)
    )
    done = llmsum("refresh", "--quiet", "--max-calls", foreseen)
    assert done.code == 2
    assert "Stopped before the next call" in done.error()
    assert len(service.asked) == foreseen
    answered = [body["messages"] for body in service.asked]
    service.asked.clear()
    service.otherwise = fitting
    assert llmsum("refresh", "--quiet").code == 0
    repeated = [body for body in service.asked if body["messages"] in answered]
    assert len(repeated) <= foreseen // 3


def test_max_cost_needs_a_price(project: Path, llmsum: Command, service: StandIn) -> None:
    write(project, service, model="some-model")
    done = llmsum("refresh", "--quiet", "--max-cost", "1")
    assert done.code == 2
    assert "--max-cost cannot be kept" in done.error()


def test_a_second_refresh_says_who_is_at_it_or_waits(project: Path, llmsum: Command) -> None:
    with only_refresh(project, wait=False):
        busy = llmsum("refresh", "--quiet")
        assert busy.code == 2
        assert "process " in busy.error()
        waiting = start("refresh", "--quiet", "--wait")
        time.sleep(1.0)
        assert waiting.poll() is None
    assert finish(waiting).code == 0


def test_the_lock_of_a_killed_refresh_holds_nobody_up(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    service.otherwise = lambda body: replace(
        fitting(body), delay=0.01 if len(service.asked) < 3 else 5.0
    )
    process = start("refresh", "--quiet")
    _wait_until(lambda: len(service.asked) >= 4)
    process.send_signal(signal.SIGKILL)
    finish(process)
    service.otherwise = fitting
    assert llmsum("refresh", "--quiet").code == 0


def _wait_until(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_refresh_killed_while_publishing_leaves_no_second_set(
    project: Path, llmsum: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("llmsum.refresh.run.write_state", _killed)
        with pytest.raises(SystemError):
            llmsum("refresh", "--quiet")
    page, _ = _pages(llmsum("refresh", "--quiet"))
    assert {p.name for p in (project / "briefings").glob("*.md")} == {page.name, "latest.md"}


def _killed(*_: object) -> None:
    raise SystemError


def test_outside_of_a_project_it_says_how_to_start_one(
    tmp_path: Path, llmsum: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = llmsum("refresh")
    assert done.code == 2
    assert "llmsum init" in done.error()


def test_the_two_texts_of_zhoukou_in_the_ledger(project: Path, llmsum: Command) -> None:
    shutil.copy(SEEDS / "zhoukou-2022.txt", project / "speeches")
    assert llmsum("refresh", "--quiet").code == 0
    entries = json.loads(llmsum("history", "周口市", "--format", "json").out)["entries"]
    again = [e for e in entries if e["standing"] == ["repeated"]]
    quotes = [tuple(m["quote"] for m in e["mentions"]) for e in again]
    assert any(all("最多跑一次" in quote for quote in pair) for pair in quotes)
    assert {m["source"] for e in again for m in e["mentions"]} == {
        "speeches/zhoukou-2020.txt",
        "speeches/zhoukou-2022.txt",
    }
    csv = llmsum("history", "周口", "--format", "csv").out
    assert "重申" in csv
    assert "未再提" in csv
    page = llmsum("history", "周口").out
    assert "## 周口" in page
    assert "海口" not in page
    unknown = llmsum("history", "郑州")
    assert unknown.code == 2
    assert "they have 海口, 周口" in unknown.error()


def test_history_remembers_what_left_the_project_or_was_left_out(
    project: Path, llmsum: Command
) -> None:
    speeches = project / "speeches"
    for old in speeches.iterdir():
        old.unlink()
    said = {
        "2021": "云岭市要建成标准厂房50万平方米。要建成人才公寓20万平方米。",
        "2022": "云岭市要建成标准厂房50万平方米。要举办招聘会30场。",
        "2023": "云岭市要建成标准厂房30万平方米。要建成人才公寓10万平方米。",
    }
    for year, text in said.items():
        (speeches / f"云岭市-{year}.txt").write_text(text + "\n", encoding="utf-8")
        (speeches / f"云岭市-{year}.toml").write_text('city = "云岭"', encoding="utf-8")
    llmsum("refresh", "--quiet")
    whole = json.loads(llmsum("history", "--format", "json").out)["entries"]
    (speeches / "云岭市-2021.txt").unlink()
    (speeches / "云岭市-2022.txt").rename(speeches / "moved-2022.txt")
    (speeches / "云岭市-2022.toml").rename(speeches / "moved-2022.toml")
    llmsum("refresh", "--quiet")
    entries = json.loads(llmsum("history", "--format", "json").out)["entries"]
    assert [e["id"] for e in entries] == [e["id"] for e in whole]
    flats = next(e for e in entries if e["object"] == "人才公寓")
    assert [m["changes"] for m in flats["mentions"]] == [["new"], ["lowered"]]
    assert [o["source"] for o in flats["omissions"]] == ["speeches/moved-2022.txt"]
    rows = [line.split(",") for line in llmsum("history", "--format", "csv").out.splitlines()]
    told = [(row[4][-8:-4], row[6]) for row in rows if row[3:4] == ["人才公寓"]]
    assert told == [("2021", "新提"), ("2022", "未再提"), ("2023", "缩水")]
    halls = next(e for e in entries if "厂房" in e["object"])
    assert [m["changes"] for m in halls["mentions"]] == [["new"], ["repeated"], ["lowered"]]
    assert "moved-2022.txt：未再提" in llmsum("history").out


def test_a_large_model_decides_pairs_and_a_dry_run_counts_them(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    shutil.copy(SEEDS / "zhoukou-2022.txt", project / "speeches")
    write(project, service, model="vllm/m")
    plan = llmsum("refresh", "--dry-run", "--quiet").out
    assert "ledger" in plan
    assert service.asked == []
    llmsum("refresh", "--quiet")
    asked = [b for b in service.asked if "先后两次讲话" in b["messages"][0]["content"]]
    decisions = _last(project).decisions
    assert 0 < len(decisions) <= len(asked) <= MOST_PAIRS
    assert not any(decision.same for decision in decisions)
    candidates = [
        mention["candidate"]
        for entry in json.loads(llmsum("history", "周口", "--format", "json").out)["entries"]
        for mention in entry["mentions"]
        if mention["candidate"]
    ]
    assert candidates == []
    assert llmsum("refresh", "--dry-run", "--quiet").out == "Nothing would be asked.\n"


def test_the_change_report_tells_what_moved_first_and_what_nobody_misses_in_one_line(
    project: Path, llmsum: Command
) -> None:
    speeches = project / "speeches"
    for old in speeches.iterdir():
        old.unlink()
    said = {
        "2021": "要处理好发展与安全的关系。要压实工作责任。要建成人才公寓20万平方米。要建成标准厂房50万平方米。",
        "2022": "要加快建设数字产业园。要建成标准厂房30万平方米。",
        "2023": "要建成标准厂房30万平方米。",
    }
    reports = []
    for year, text in said.items():
        (speeches / f"{year}.txt").write_text(f"云岭市{year}年园区工作。{text}\n", encoding="utf-8")
        (speeches / f"{year}.toml").write_text('city = "云岭"', encoding="utf-8")
        _, changes = _pages(llmsum("refresh", "--quiet"))
        reports.append(changes.read_text("utf-8"))
    told = [line for line in reports[1].splitlines() if line.startswith("- **")]
    assert told[0].startswith("- **缩水** 云岭")
    assert told[1].startswith("- **未再提** 云岭")
    assert "人才公寓" in told[1]
    assert not [line for line in told[2:] if "未再提" in line]
    assert "项没有数字、期限或名称的提法未再提" in reports[1]
    assert "处理好发展与安全的关系（" not in reports[1]
    # What was told as left out is not told again by the next speech.
    assert "人才公寓20" not in reports[2]
    stances = [line for line in reports[1].splitlines() if line.startswith("- ") and "新列" in line]
    assert stances
    assert not [line for line in stances if line.count("标准厂房50万平方米") > 1]
