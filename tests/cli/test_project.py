"""`llmsum init` and `llmsum config`, and that every command heeds the project's file."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command import SEEDS, Command, imported_by
from stand_in import StandIn

from llmsum.project import Values


@pytest.fixture
def project(tmp_path: Path, llmsum: Command, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the file that `llmsum init` writes, which is where the test stands."""
    monkeypatch.chdir(tmp_path)
    assert llmsum("init").code == 0
    yield tmp_path / "llmsum.toml"


def _config(llmsum: Command) -> dict[str, Any]:
    done = llmsum("config", "--format", "json")
    assert done.code == 0, done.err
    settings: dict[str, Any] = json.loads(done.out)["settings"]
    return settings


def test_the_written_file_says_the_defaults(project: Path, llmsum: Command) -> None:
    settings = _config(llmsum)
    said = {name: s["value"] for name, s in settings.items() if not name.startswith("schedule.")}
    defaults = Values(sources=("speeches/",)).model_dump(mode="json", exclude={"schedule"})
    assert said == defaults
    assert settings["model"]["place"].startswith(f"{project}, line ")
    assert settings["labeller"]["origin"] == "default"


def test_init_names_its_sources_and_replaces_nothing(tmp_path: Path, llmsum: Command) -> None:
    folder = tmp_path / "园区"
    made = llmsum("init", folder, "--source", "讲话/**/*.txt", "--source", 'a"b', "--lang", "en")
    assert made.out.strip() == str(folder / "llmsum.toml")
    assert 'sources = ["讲话/**/*.txt", "a\\"b"]' in (folder / "llmsum.toml").read_text("utf-8")
    again = llmsum("init", folder)
    assert again.code == 2
    assert "exists already" in again.error()


def test_the_file_is_found_from_a_folder_below(
    project: Path, llmsum: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = project.parent / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert _config(llmsum)["language"]["origin"] == "file"


def test_the_environment_overrides_the_file(
    project: Path, llmsum: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LLMSUM_LANG", "en")
    assert _config(llmsum)["language"] == {
        "value": "en",
        "origin": "environment",
        "place": "LLMSUM_LANG",
    }


def test_a_wrong_value_in_the_environment_names_the_variable(
    llmsum: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LLMSUM_LANG", "cn")
    done = llmsum("config")
    assert done.code == 2
    assert done.error().startswith("Error: LLMSUM_LANG: language cannot be 'cn'")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('languge = "en"', "there is no key 'languge'; did you mean 'language'?"),
        ('language = "englisch"', "language cannot be 'englisch'; known: zh, en"),
        ('themes = ["innovaton"]', "themes cannot be 'innovaton'; did you mean 'innovation'?"),
        ("sources = 5", "sources cannot be 5"),
        ('[schedule]\ncorn = "0 7 * * 1"', "there is no key 'schedule.corn'; did you mean 'cron'?"),
        ('[schedule]\ncron = "0 25 * * 1"', "schedule.cron: '25' is no hour: 0 to 23"),
        ('[schedule]\ntimezone = "Asia/Shangai"', "did you mean 'Asia/Shanghai'?"),
    ],
)
def test_a_wrong_key_or_value_names_its_line(
    tmp_path: Path, llmsum: Command, monkeypatch: pytest.MonkeyPatch, line: str, complaint: str
) -> None:
    file = tmp_path / "llmsum.toml"
    file.write_text(f"# a comment\n\n{line}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = llmsum("config")
    assert done.code == 2
    number = 3 + line.count("\n")
    assert done.error().startswith(f"Error: {file}, line {number}: ")
    assert complaint in done.error()


def test_what_is_no_toml_names_its_line(
    tmp_path: Path, llmsum: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "llmsum.toml").write_text('sources = ["a"]\nlanguage = zh\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = llmsum("compare", "x")
    assert done.code == 2
    assert "llmsum.toml is no valid TOML" in done.error()
    assert "line 2" in done.error()


def test_commands_take_model_and_language_from_the_file_unless_flags_say_otherwise(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    project.write_text(
        f'model = "llamacpp/of-the-file"\nbase_url = "{service.base_url}"\n'
        'language = "en"\nlabeller = "model"\n',
        encoding="utf-8",
    )
    speech = SEEDS / "haikou-2012.txt"
    done = llmsum("summarise", speech, "--quiet", "--format", "json")
    assert json.loads(done.out)["language"] == "en"
    assert {body["model"] for body in service.asked} == {"of-the-file"}
    flagged = llmsum("summarise", speech, "--quiet", "--format", "json", "--lang", "zh")
    assert json.loads(flagged.out)["language"] == "zh"


def test_a_model_named_by_flag_does_not_go_to_the_file_s_address(
    project: Path, llmsum: Command, service: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write_text(f'model = "llamacpp/m"\nbase_url = "{service.base_url}"\n', encoding="utf-8")
    done = llmsum("summarise", SEEDS / "haikou-2012.txt", "--model", "deepseek/deepseek-chat")
    assert done.code == 2
    assert "DEEPSEEK_API_KEY" in done.error()
    assert service.asked == []


def test_looking_at_the_configuration_imports_nothing_heavy(project: Path) -> None:
    assert not imported_by("config") & {"openai", "instructor", "sqlalchemy", "jinja2", "rich"}
