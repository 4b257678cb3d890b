"""What the user says about a file: `NAME.toml` beside it, or front matter at its head."""

import re
from datetime import date, datetime
from pathlib import Path

from llmsum.errors import BadSidecar
from llmsum.records import Record

_MOST_BYTES = 100_000


class Given(Record):
    """What the user, or a row of a table, says of a speech; None where it is left open."""

    city: str | None = None
    speaker: str | None = None
    speaker_title: str | None = None
    date: str | None = None
    event: str | None = None

    def over(self, other: "Given") -> "Given":
        """These values, and the other's where these are open."""
        return Given(**{**other.model_dump(), **self.model_dump(exclude_none=True)})


class Columns(Record):
    """Which column of a table holds what; None: a column with one of the usual names, if any."""

    text: str | None = None
    city: str | None = None
    speaker: str | None = None
    speaker_title: str | None = None
    date: str | None = None
    event: str | None = None

    def over(self, other: "Columns") -> "Columns":
        """These columns, and the other's where these are open."""
        return Columns(**{**other.model_dump(), **self.model_dump(exclude_none=True)})


class Sidecar(Record):
    """The contents of a sidecar file."""

    given: Given = Given()
    columns: Columns = Columns()


def sidecar_of(source: Path) -> Path | None:
    """The file beside a source that says things about it: `speech.txt.toml`, else `speech.toml`."""
    for path in (source.with_name(source.name + ".toml"), source.with_suffix(".toml")):
        if path != source and path.is_file():
            return path
    return None


def read_sidecar(source: Path) -> Sidecar:
    """What the sidecar of a source says; empty if there is none.

    Raises BadSidecar, which names the file and the line.
    """
    path = sidecar_of(source)
    return Sidecar() if path is None else parse_sidecar(_read(path), str(path))


def parse_sidecar(text: str, where: str) -> Sidecar:
    """A sidecar's TOML. Raises BadSidecar for what is no TOML, an unknown key or a value of a wrong type.

    >>> parse_sidecar('city = "周口"', "a.toml").given.city
    '周口'
    """
    import tomllib  # noqa: PLC0415 (start-up time)

    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadSidecar(f"{where} is no TOML: {error}. Correct it there.") from error
    columns = table.pop("columns", {})
    if not isinstance(columns, dict):
        raise BadSidecar(f'{where}: columns is no table. Write it as [columns], then text = "…".')
    return Sidecar(
        given=Given(**_strings(table, tuple(Given.model_fields), text, where)),
        columns=Columns(**_strings(columns, tuple(Columns.model_fields), text, where)),
    )


def _strings(
    table: dict[str, object], known: tuple[str, ...], text: str, where: str
) -> dict[str, str]:
    strings = {}
    for key, value in table.items():
        place = f"{where}{_line_of(key, text)}"
        if key not in known:
            import difflib  # noqa: PLC0415

            near = difflib.get_close_matches(key, known, n=1)
            meant = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}."
            raise BadSidecar(f"{place}: there is no key {key}: {meant}")
        string = value.isoformat()[:10] if isinstance(value, datetime | date) else value
        if not isinstance(string, str):
            raise BadSidecar(f'{place}: {key} is no text. Write it in quotes: {key} = "…".')
        if string.strip():
            strings[key] = string.strip()
    return strings


def _line_of(key: str, text: str) -> str:
    match = re.search(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*[.=]", text, re.MULTILINE)
    return f", line {text.count(chr(10), 0, match.start()) + 1}" if match else ""


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise BadSidecar(f"{path} has more than {_MOST_BYTES:,} bytes: it is no sidecar.")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise BadSidecar(
            f"{path} cannot be read: {error.strerror}. Check its permissions."
        ) from error
    except UnicodeDecodeError as error:
        raise BadSidecar(f"{path} is not UTF-8 at byte {error.start}: save it as UTF-8.") from error
