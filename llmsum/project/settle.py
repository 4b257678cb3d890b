"""Which value holds: flag over environment over llmsum.toml over default, and where it came from."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError

from llmsum.errors import ConfigError, ProjectError
from llmsum.project.file import Project, Values

Origin = Literal["flag", "environment", "file", "default"]

VARIABLES = {
    "language": "LLMSUM_LANG",
    "model": "LLMSUM_MODEL",
    "base_url": "LLMSUM_BASE_URL",
    "labeller": "LLMSUM_LABELLER",
}
"""The values that the environment may set."""


@dataclass(frozen=True)
class Setting:
    """One value, by whom it was set, and the place: a flag, a variable, file and line, or nothing."""

    name: str
    value: object
    origin: Origin
    place: str = ""


@dataclass(frozen=True)
class Effective:
    """The values that hold, and the project that they belong to, None outside of one."""

    values: Values
    settings: tuple[Setting, ...]
    project: Project | None


def effective(
    project: Project | None, flags: Mapping[str, str | bool | None], env: Mapping[str, str]
) -> Effective:
    """The values that hold. `flags`: name in `Values` → what the command line said, None if nothing.

    An address that the file gives belongs to the file's model: a model named by flag or
    environment does not go there. Raises ProjectError (file and line) or ConfigError.
    """
    said: dict[str, tuple[Origin, str, Any]] = {}
    for name, value in (project.raw if project else {}).items():
        said[name] = ("file", _place(project, name), value)
    for name, variable in VARIABLES.items():
        if env.get(variable):
            said[name] = ("environment", variable, env[variable])
    for name, flag in flags.items():
        if flag is not None:
            said[name] = (
                "flag",
                "--" + {"language": "lang"}.get(name, name.replace("_", "-")),
                flag,
            )
    _leave_the_file_s_address(said)
    try:
        values = Values.model_validate({name: value for name, (_, _, value) in said.items()})
    except ValidationError as error:
        raise _explain(error, said, project) from error
    return Effective(values, tuple(_settings(values, said, project)), project)


def _leave_the_file_s_address(said: dict[str, tuple[Origin, str, Any]]) -> None:
    if "model" in said and said.get("base_url", ("",))[0] == "file" and said["model"][0] != "file":
        del said["base_url"]


def _settings(
    values: Values, said: Mapping[str, tuple[Origin, str, Any]], project: Project | None
) -> list[Setting]:
    found: list[Setting] = []
    for name, value in values.model_dump(mode="json", exclude={"schedule"}).items():
        origin, place, _ = said.get(name, ("default", "", None))
        found.append(Setting(name, value, origin, place))
    written = said["schedule"][2] if "schedule" in said else {}
    for name, value in values.schedule.model_dump().items():
        full = f"schedule.{name}"
        known = name in written
        place = _place(project, full) if known else ""
        found.append(Setting(full, value, "file" if known else "default", place))
    return found


def _place(project: Project | None, name: str) -> str:
    if project is None:
        return ""
    line = project.lines.get(name)
    if line is None:  # a table written inline stands on the line of its own key
        line = project.lines.get(name.partition(".")[0])
    return f"{project.path}, line {line}" if line else str(project.path)


def _explain(
    error: ValidationError,
    said: Mapping[str, tuple[Origin, str, Any]],
    project: Project | None,
) -> ConfigError:
    """The first fault in one sentence: where, what, and what was probably meant."""
    fault = error.errors()[0]
    keys = [str(key) for key in fault["loc"] if isinstance(key, str)]
    name = ".".join(keys)
    origin, place, _ = said[keys[0]]
    if origin == "file":
        return ProjectError(f"{_place(project, name)}: {_what(fault, name)}.")
    return ConfigError(f"{place}: {_what(fault, name)}.")


def _what(fault: Any, name: str) -> str:
    if fault["type"] == "extra_forbidden":
        table, _, key = name.rpartition(".")
        known = Values.model_fields["schedule"].default if table else Values()
        return f"there is no key {name!r}{_nearest(key, list(type(known).model_fields))}"
    if fault["type"] == "literal_error":
        allowed = [word.strip().strip("'") for word in _words(fault["ctx"]["expected"])]
        return f"{name} cannot be {fault['input']!r}{_nearest(str(fault['input']), allowed)}"
    if fault["type"] == "value_error":
        return f"{name}: {fault['ctx']['error']}"
    message = fault["msg"][:1].lower() + fault["msg"][1:]
    return f"{name} cannot be {fault['input']!r}: {message}"


def _words(expected: str) -> list[str]:
    return expected.replace(" or ", ", ").split(", ")


def _nearest(word: str, known: list[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known)}"
