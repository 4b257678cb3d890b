"""Prompt files: found in a checkout or an installed wheel, rendered strictly, known by their hash."""

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from llmsum.records import Record
from llmsum.vocabulary import Lang

if TYPE_CHECKING:
    from jinja2 import Environment

_SEPARATOR = "\n=== user ===\n"


class Message(Record):
    role: str
    content: str


def prompts_dir() -> Path:
    """The folder of prompt templates: inside the installed package, else at the top of the checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "prompts"
    return inside if inside.is_dir() else package.parent / "prompts"


def render(name: str, lang: Lang, **variables: object) -> tuple[Message, ...]:
    """Render `NAME.jinja` into a system message, the same for every window, and a user message.

    Raises jinja2.UndefinedError naming a variable that the template needs and did not get.
    """
    text = _environment().get_template(f"{name}.jinja").render(lang=lang, **variables)
    system, user = text.split(_SEPARATOR, 1)
    return Message(role="system", content=system.strip()), Message(
        role="user", content=user.strip()
    )


def prompt_hashes() -> dict[str, str]:
    """File name → the first 12 hex digits of its SHA-256, for every prompt."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in sorted(prompts_dir().glob("*.jinja"))
    }


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    return Environment(
        loader=FileSystemLoader(prompts_dir(), encoding="utf-8"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 (prompts are plain text)
    )
