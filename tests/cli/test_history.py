"""`llmsum history` and the change report: a city's commitments through its speeches."""

import json
import shutil
from pathlib import Path

from command import SEEDS, Command
from project_folder import emptied, last_briefing, pages, write
from stand_in import StandIn

from llmsum.ledger.decide import MOST_PAIRS


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
    speeches = emptied(project / "speeches")
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
    decisions = last_briefing(project).decisions
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
    speeches = emptied(project / "speeches")
    said = {
        "2021": "要处理好发展与安全的关系。要压实工作责任。要建成人才公寓20万平方米。要建成标准厂房50万平方米。",
        "2022": "要加快建设数字产业园。要建成标准厂房30万平方米。",
        "2023": "要建成标准厂房30万平方米。",
    }
    reports = []
    for year, text in said.items():
        (speeches / f"{year}.txt").write_text(f"云岭市{year}年园区工作。{text}\n", encoding="utf-8")
        (speeches / f"{year}.toml").write_text('city = "云岭"', encoding="utf-8")
        _, changes = pages(llmsum("refresh", "--quiet"))
        reports.append(changes.read_text("utf-8"))
    told = [line for line in reports[1].splitlines() if line.startswith("- **")]
    assert told[0].startswith("- **缩水** 云岭")
    assert told[1].startswith("- **未再提** 云岭")
    assert "人才公寓" in told[1]
    assert not [line for line in told[2:] if "未再提" in line]
    assert "项没有数字、期限或名称的提法未再提" in reports[1]
    assert "处理好发展与安全的关系 · " not in reports[1]
    # What was told as left out is not told again by the next speech.
    assert "人才公寓20" not in reports[2]
    stances = [line for line in reports[1].splitlines() if line.startswith("- ") and "新列" in line]
    assert stances
    assert not [line for line in stances if line.count("标准厂房50万平方米") > 1]
