"""Front matter: `key: value` lines between two lines of ---, or TOML between two of +++."""

import re
from dataclasses import dataclass

from llmsum.errors import BadSidecar
from llmsum.text.sidecar import Given

_BLOCK = re.compile(
    r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<body>(?:.*\n)*?)(?P=fence)[ \t]*(?:\r?\n|\Z)"
)
_LINE = re.compile(r"(?P<key>[A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*")
_MOST = 10_000
"""Characters within which front matter ends; what goes on longer is text between two rules."""


@dataclass(frozen=True)
class FrontMatter:
    """What it says of the speech, and the offset at which the text after it begins."""

    given: Given
    end: int


def find_front_matter(text: str, where: str) -> FrontMatter | None:
    """The front matter at the head of a text; None when there is none.

    Other programs keep things here too, so only the keys of `Given` are taken and others passed
    over. Raises BadSidecar when the block is TOML that does not parse.

    >>> find_front_matter("---\\ncity: 周口\\ntags: [园区]\\n---\\n同志们：", "a.md").given.city
    '周口'
    >>> find_front_matter("---\\n同志们：\\n---\\n", "a.md") is None
    True
    """
    match = _BLOCK.match(text[:_MOST])
    if not match:
        return None
    values = (
        _toml(match["body"], where) if match["fence"] == "+++" else _keys_and_values(match["body"])
    )
    if values is None:
        return None
    known = {key: value for key, value in values.items() if key in Given.model_fields and value}
    return FrontMatter(Given(**known), match.end())


def _keys_and_values(body: str) -> dict[str, str] | None:
    """Top-level `key: value` lines, as YAML has them; None when there is not one, or a line is prose."""
    values: dict[str, str] = {}
    for line in body.splitlines():
        if not line.strip() or line.startswith((" ", "\t", "#", "- ")):
            continue  # nested values, lists and comments
        match = _LINE.fullmatch(line)
        if not match:
            return None
        value = match["value"] or ""
        if value[:1] in {'"', "'"} and value[-1:] == value[:1] and len(value) > 1:
            value = value[1:-1]
        else:
            value = re.split(r"(?:^|\s)#", value, maxsplit=1)[0]
        values[match["key"]] = value.strip()
    return values or None


def _toml(body: str, where: str) -> dict[str, str]:
    import tomllib  # noqa: PLC0415 (start-up time)

    try:
        table = tomllib.loads(body)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadSidecar(
            f"The front matter of {where} is no TOML: {error}, counting from the line after +++."
        ) from error
    return {key: str(value).strip() for key, value in table.items() if not isinstance(value, dict)}
