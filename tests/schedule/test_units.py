"""What `schedule print` writes is accepted by the programs that it is for."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from llmsum.errors import ProjectError
from llmsum.project import parse_cron
from llmsum.schedule import units
from llmsum.schedule.units import Job, calendar_times, utc_expression

EXPRESSIONS = ["0 7 * * mon", "*/15 8-18 * * 1-5", "30 6 1,15 * *", "5 4 1 * 0", "@daily"]


def _job(root: Path, expression: str = "0 7 * * 1", timezone: str = "Asia/Shanghai") -> Job:
    return Job(root, "/usr/bin/env", expression, timezone)


def _needs(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed here")


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_systemd_verifies_the_units(tmp_path: Path, expression: str) -> None:
    _needs("systemd-analyze")
    root = tmp_path / "园区 项目 100%"
    root.mkdir()
    for unit in units("systemd", _job(root, expression)):
        (tmp_path / unit.name).write_text(unit.text, encoding="utf-8")
    done = subprocess.run(
        [
            "systemd-analyze",
            "verify",
            "--recursive-errors=no",
            *map(str, tmp_path.glob("llmsum-*")),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("expression", "times"),
    [
        ("0 7 * * mon", ("Mon *-*-* 07:00:00 Asia/Shanghai",)),
        ("30 6,18 * * *", ("*-*-* 06,18:30:00 Asia/Shanghai",)),
        (
            "5 4 1 * 0",
            ("*-*-01 04:05:00 Asia/Shanghai", "Sun *-*-* 04:05:00 Asia/Shanghai"),
        ),
    ],
)
def test_the_schedule_in_systemd_s_words(expression: str, times: tuple[str, ...]) -> None:
    assert calendar_times(_job(Path("/p"), expression)) == times


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_crontab_accepts_the_line(tmp_path: Path, expression: str) -> None:
    _needs("crontab")
    (unit,) = units("cron", _job(tmp_path / "100% 园区", expression))
    code, said = _checked_by_crontab(unit.text)
    assert code == 0, said
    wrong, _ = _checked_by_crontab(unit.text.replace(expression, "0 77 * * 1"))
    assert wrong != 0


def _checked_by_crontab(text: str) -> tuple[int, str]:
    """What `crontab -` says of it when it is told to install nothing: cronie's -T, else Debian's -n
    (which cronie takes for something else)."""
    for option in ("-T", "-n"):
        done = subprocess.run(
            ["crontab", option, "-"],
            input=text,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if "invalid option" not in done.stderr:
            return done.returncode, done.stderr
    pytest.skip("this crontab cannot check a file without installing it")


def test_a_crontab_line_is_five_fields_and_one_shell_command(tmp_path: Path) -> None:
    root = tmp_path / "it's 100% 园区"
    root.mkdir()
    (unit,) = units("cron", Job(root, "echo", "0 7 * * 1", "Asia/Shanghai"))
    line = unit.text.rstrip("\n").split("\n")[-1]
    assert line.split()[:5] == ["0", "7", "*", "*", "1"]
    command = line.split(" ", 5)[5]
    assert "%" not in command.replace("\\%", "")
    done = subprocess.run(
        ["sh", "-c", command.replace("\\%", "%")], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "refresh --quiet --wait\n"


@pytest.mark.parametrize("expression", ["0 7 * * mon", "30 9-17 * * *"])
def test_the_workflow_is_yaml_with_a_schedule_in_utc(tmp_path: Path, expression: str) -> None:
    (unit,) = units("github", _job(tmp_path, expression))
    workflow = yaml.safe_load(unit.text)
    (entry,) = workflow[True]["schedule"]  # YAML 1.1 reads `on` as true
    assert parse_cron(entry["cron"])
    steps = workflow["jobs"]["refresh"]["steps"]
    assert any("llmsum refresh" in step.get("run", "") for step in steps)


@pytest.mark.parametrize(
    ("expression", "timezone", "utc"),
    [
        ("0 7 * * 1", "Asia/Shanghai", "0 23 * * 0"),
        ("0 9 * * 1", "Asia/Shanghai", "0 1 * * 1"),
        ("15 7 * * *", "Asia/Shanghai", "15 23 * * *"),
        ("0 22 * * 6", "America/New_York", "0 3 * * 0"),
        ("30 9 * * *", "Asia/Kolkata", "0 4 * * *"),
        ("0 7 1 * *", "UTC", "0 7 1 * *"),
        ("5 * * * *", "Asia/Shanghai", "5 * * * *"),
    ],
)
def test_the_same_moment_in_utc(expression: str, timezone: str, utc: str) -> None:
    assert (
        utc_expression(parse_cron(expression), timezone, datetime(2026, 11, 22, tzinfo=UTC))[0]
        == utc
    )


@pytest.mark.parametrize("expression", ["0 7 1 * *", "0 7,9 * * 1", "*/7 7 * * *"])
def test_what_cannot_be_said_in_utc_is_refused(expression: str) -> None:
    zone = "Asia/Shanghai" if "*/7" not in expression else "Asia/Kolkata"
    with pytest.raises(ProjectError, match="GitHub"):
        utc_expression(parse_cron(expression), zone, datetime(2026, 11, 22, tzinfo=UTC))


def test_summer_time_is_noted() -> None:
    _, note = utc_expression(
        parse_cron("0 7 * * *"), "Europe/Berlin", datetime(2026, 7, 1, tzinfo=UTC)
    )
    assert "Summer time" in note
