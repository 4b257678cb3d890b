"""What nothing bears out has at least its form: when, by which version and with which prompts."""

import math
import re
from collections.abc import Iterator
from datetime import datetime

from llmsum.audit.citing import Objection
from llmsum.records import Analysis, Briefing

_VERSION = re.compile(r"\d+(\.\d+)*((\.|-|\+)?[a-z0-9]+)*")
_MODEL = re.compile(r"[^\s，。；：！？、（）“”]{1,200}")
_PROMPT = re.compile(r"[\w-]+\.jinja")
_HASH = re.compile("[0-9a-f]{12}")


def form_problems(briefing: Briefing) -> Iterator[Objection]:
    """Fields of a briefing's own making in which something else stands."""
    if not _is_time(briefing.created):
        yield "created", f"“{briefing.created}” is no time."
    if not _VERSION.fullmatch(briefing.llmsum_version):
        yield "llmsum_version", f"“{briefing.llmsum_version}” is no version."
    if not _MODEL.fullmatch(briefing.model):
        yield "model", f"“{briefing.model}” is no name of a model."
    for name, sha256 in briefing.prompts.items():
        if not (_PROMPT.fullmatch(name) and _HASH.fullmatch(sha256)):
            yield f"prompts.{name}", f"“{name}: {sha256}” is no prompt with its hash."
    for name, value in briefing.usage.model_dump().items():
        if value is not None and not (math.isfinite(value) and value >= 0):
            yield f"usage.{name}", f"{value} is no amount."


def label_problems(path: str, analysis: Analysis) -> Iterator[Objection]:
    """Labels are taken as stated, but not every set of them can be one: of the JSON, a page has fewer."""
    for index, sentence in enumerate(analysis.sentences):
        where = f"{path}.sentences[{index}]"
        if sentence.role is None and sentence.id not in analysis.unread:
            yield f"{where}.role", f"{sentence.id} has no role and is not told as unread."
        if sentence.themes and sentence.role != "deployment":
            yield f"{where}.themes", f"{sentence.id} has a theme and is no deployment."
        if len(set(sentence.themes)) < len(sentence.themes) or len(sentence.themes) > 2:
            yield f"{where}.themes", f"{sentence.id} has a theme twice, or more than two."


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
