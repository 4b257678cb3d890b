"""`llmsum refresh`: only what changed is asked, nothing earlier is lost, and what changed is told."""

import shutil
from pathlib import Path

import pytest
from command import SEEDS, Command, imported_by
from project_folder import last_briefing, pages, write
from stand_in import StandIn, fitting, saying


def test_the_first_refresh_writes_a_briefing_and_what_changed(
    project: Path, llmsum: Command
) -> None:
    page, changes = pages(llmsum("refresh", "--quiet"))
    assert (project / "briefings" / "latest.md").read_text("utf-8") == page.read_text("utf-8")
    assert [a.source.path for a in last_briefing(project).speeches] == [
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
    first, _ = pages(llmsum("refresh", "--quiet"))
    said = first.read_text("utf-8")
    asked = [body["messages"] for body in service.asked]
    service.asked.clear()
    shutil.copy(SEEDS / "mianyang-2023.txt", project / "speeches")
    second, changes = pages(llmsum("refresh", "--quiet"))
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
    _, changes = pages(llmsum("refresh", "--quiet"))
    assert service.asked == []
    assert "移动：speeches/haikou-2012.txt → speeches/a/hk.txt" in changes.read_text("utf-8")
    (project / "speeches" / "zhoukou-2020.txt").unlink()
    _, changes = pages(llmsum("refresh", "--quiet"))
    assert service.asked == []
    assert "移除：speeches/zhoukou-2020.txt" in changes.read_text("utf-8")


def test_a_changed_source_is_the_cause_of_its_changes(project: Path, llmsum: Command) -> None:
    path = project / "speeches" / "new.txt"
    path.write_text("云岭市市长讲话。\n今年要新建标准化厂房50万平方米。\n", encoding="utf-8")
    llmsum("refresh", "--quiet")
    path.write_text("云岭市市长讲话。\n今年要新建标准化厂房30万平方米。\n", encoding="utf-8")
    _, changes = pages(llmsum("refresh", "--quiet"))
    report = changes.read_text("utf-8")
    assert "speeches/new.txt（原因：来源）" in report
    assert "缩水" in report
    assert "50→30 万㎡ (-40 %)" in report


def test_another_model_is_told_as_the_cause(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    llmsum("refresh", "--quiet")
    write(project, service, model="llamacpp/other")
    _, changes = pages(llmsum("refresh", "--quiet"))
    report = changes.read_text("utf-8")
    assert "模型：llamacpp/m → llamacpp/other" in report
    assert "来源：" not in report


def test_results_that_were_deleted_are_written_again_without_asking(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    llmsum("refresh", "--quiet")
    service.asked.clear()
    (project / "briefings" / "latest.md").unlink()
    pages(llmsum("refresh", "--quiet"))
    assert service.asked == []
    assert (project / "briefings" / "latest.md").is_file()


def test_results_are_not_read_as_sources(project: Path, llmsum: Command, service: StandIn) -> None:
    write(project, service, sources=["**/*.md", "speeches/*.txt"])
    (project / "speeches" / "note.md").write_text("# 周口\n要建设产业园。\n", encoding="utf-8")
    llmsum("refresh", "--quiet")
    assert "Nothing changed" in llmsum("refresh", "--quiet").err
    assert len(last_briefing(project).speeches) == 3


def test_only_the_wanted_themes_are_compared(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    write(project, service, themes=["projects", "positioning"])
    page, _ = pages(llmsum("refresh", "--quiet"))
    assert list(last_briefing(project).comparison.themes) == ["positioning", "projects"]
    assert "科技人才" not in page.read_text("utf-8").partition("## ")[0]


def test_what_stays_unread_ends_with_1_each_time_and_is_asked_again_only_on_demand(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    bad = "周口网讯"
    service.otherwise = lambda body: saying("{}") if bad in str(body["messages"]) else fitting(body)
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


def test_a_source_that_cannot_be_read_is_a_gap(project: Path, llmsum: Command) -> None:
    (project / "speeches" / "empty.txt").write_bytes(b"")
    done = llmsum("refresh", "--quiet")
    assert done.code == 1
    assert "skipped speeches/empty.txt" in done.err


def test_on_change_runs_once_for_each_change(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    write(project, service, on_change='printf "%s\\n" "$LLMSUM_BRIEFING" >> told.txt')
    page, _ = pages(llmsum("refresh", "--quiet"))
    llmsum("refresh", "--quiet")
    told = (project / "told.txt").read_text("utf-8").split("\n")
    assert told == [str(page), ""]


def test_an_on_change_that_fails_is_told(project: Path, llmsum: Command, service: StandIn) -> None:
    write(project, service, on_change="exit 7")
    done = llmsum("refresh", "--quiet")
    assert done.code == 1
    assert "on_change ended with 7" in done.err


def test_outside_of_a_project_it_says_how_to_start_one(
    tmp_path: Path, llmsum: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = llmsum("refresh")
    assert done.code == 2
    assert "llmsum init" in done.error()
