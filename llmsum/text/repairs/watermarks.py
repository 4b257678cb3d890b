"""Site names that a script pushed into the text, 我老秘网市: known ones, and ones that give themselves away."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from llmsum.text.edits import Edit
from llmsum.text.repairs.lexicon import lexicon

_HEADS, _TAILS = "我全该本", "省市县区州盟旗镇乡"
_MAYBE_SITE = re.compile(
    "[网库坛文线家mntg](?:(?<=[网mntg])|(?<=文库)|(?<=论坛)|(?<=范文)|(?<=在线)|(?<=之家))"
    f"(?=[{_TAILS}])"
)
_SITE = re.compile(
    f"(?<=([{_HEADS}]))"
    r"(?P<name>[^\W\d_]{1,6}(?:网|文库|论坛|范文|在线|之家)|(?:[A-Za-z0-9-]+\.)+(?:com|cn|net|org))"
    f"(?=([{_TAILS}])(.?))"
)
"""What may be a site's name between two characters that belong together."""
_TWICE = 2


def find_watermarks(text: str) -> list[Edit]:
    """Site names inside 我市, 全县 and the like, to be deleted; as the name of a source they stay.

    Known names stand in watermarks.txt. An unknown one is taken for a watermark where it stands
    so twice, and makes no word with what is around it.

    >>> [e.start for e in find_watermarks("我老秘网市（来源：老秘网）")]
    [1]
    >>> [e.start for e in find_watermarks("我好文章网市要加快,全好文章网市要发展。全国互联网市场,全国互联网市场")]
    [1, 11]
    """
    spans: set[tuple[int, int]] = set()
    if any(name in text for name in _names()):
        spans = {match.span() for match in _known().finditer(text)}
    if _MAYBE_SITE.search(text):
        unknown = [match for match in _SITE.finditer(text) if match.span("name") not in spans]
        foreign = [match for match in _repeated(unknown) if _is_foreign(match)]
        spans |= {match.span("name") for match in _repeated(foreign)}
    return [Edit("watermark", start, end, "") for start, end in sorted(spans)]


def _repeated(sites: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    counts = Counter(match["name"] for match in sites)
    return [match for match in sites if counts[match["name"]] >= _TWICE]


def _is_foreign(match: re.Match[str]) -> bool:
    head, name, tail, after = match.groups()
    words = lexicon().words
    return head + name[0] not in words and not (after == "场" and tail == "市")


@cache
def _names() -> tuple[str, ...]:
    names = files("llmsum.text.repairs").joinpath("watermarks.txt").read_text(encoding="utf-8")
    return tuple(names.split())


@cache
def _known() -> re.Pattern[str]:
    known = "|".join(map(re.escape, _names()))
    return re.compile(f"(?<=[{_HEADS}])(?:{known})(?=[{_TAILS}])")
