"""llmsum.toml: where it is, what may stand in it, and on which line each key stands."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from llmsum.errors import ProjectError
from llmsum.llm.providers import DEFAULT_MODEL
from llmsum.project.cron import parse_cron
from llmsum.records import Record
from llmsum.vocabulary import COMPARED_THEMES, Lang, Theme

FILE_NAME = "llmsum.toml"

_KEY = re.compile(r"^\s*(?P<key>[\w\"'.\-]+)\s*=")
_TABLE = re.compile(r"^\s*\[+\s*(?P<table>[\w\"'.\-]+)\s*\]+")


def _is_cron(expression: str) -> str:
    parse_cron(expression)
    return expression


def _is_zone(name: str) -> str:
    from zoneinfo import ZoneInfo, available_timezones  # noqa: PLC0415 (start-up time)

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        import difflib  # noqa: PLC0415

        near = difflib.get_close_matches(name, available_timezones(), n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]!r}?" if near else "; for example 'Asia/Shanghai'"
        raise ValueError(f"{name!r} is no time zone{hint}") from None
    return name


class Schedule(Record):
    """When a project is refreshed."""

    cron: Annotated[str, AfterValidator(_is_cron)] = "0 7 * * 1"
    timezone: Annotated[str, AfterValidator(_is_zone)] = "Asia/Shanghai"


class Values(Record):
    """All that a project can say; each has a default. Paths are relative to the project's folder."""

    sources: tuple[str, ...] = ()
    output: str = "."
    language: Lang = "zh"
    model: str = DEFAULT_MODEL
    base_url: str | None = None
    labeller: Literal["auto", "probe", "model"] = "auto"
    keep_unverified: bool = False
    themes: Annotated[tuple[Theme, ...], Field(min_length=1)] = COMPARED_THEMES
    on_change: str = ""
    schedule: Schedule = Schedule()


@dataclass(frozen=True)
class Project:
    """A file as it was read: its keys are not checked yet. `lines`: dotted key → line, from 1."""

    path: Path
    raw: Mapping[str, Any]
    lines: Mapping[str, int]

    @property
    def root(self) -> Path:
        """The folder that the file stands in."""
        return self.path.parent


def find_project(start: Path) -> Project | None:
    """The project whose llmsum.toml stands in `start` or the nearest folder above it, else None.

    Raises ProjectError when the file cannot be read or is no TOML.
    """
    for folder in (start, *start.parents):
        path = folder / FILE_NAME
        if path.is_file():
            return read_project(path)
    return None


def read_project(path: Path) -> Project:
    """The file parsed, not checked. Raises ProjectError naming file and line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(f"{path} is no valid TOML: {error}. Mend that line.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ProjectError(f"{path} cannot be read: {error}. Save it as UTF-8 text.") from error
    return Project(path, raw, _lines(text))


def _lines(text: str) -> dict[str, int]:
    """Dotted key → the line where it is set, and table → the line of its heading."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if heading := _TABLE.match(line):
            table = _plain(heading["table"])
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault(".".join(filter(None, (table, _plain(key["key"])))), number)
    return lines


def _plain(key: str) -> str:
    return re.sub(r"[\"'\s]", "", key)
