"""What a web page says of itself in its markup: its title, and the day of its publication.

Only named places count, never a date that merely stands somewhere: PubDate and ArticleTitle are
those of the Chinese standard for government sites, the others are those of Open Graph and schema.org.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from llmsum.text.formats.document import Told
from llmsum.text.published import iso_day

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DAYS = ("pubdate", "article:published_time", "datepublished", "publishdate", "publish_date")
_TITLES = ("articletitle", "og:title")
_SITE = re.compile(r"\s*(?:[_|｜]|\s[-–—]\s|--|——|-(?=[^-]*(?:网|政府|日报|在线|新闻)[^-]*$)).*$")
"""What follows an article's title in that of its page."""
_SHORTEST, _LONGEST = 6, 120


def find_told(tree: "HtmlElement", lines: Sequence[str]) -> Told:
    """Title and day of publication with their places. `lines` are the page's visible lines."""
    named = dict(reversed(list(_named(tree))))  # of several, the first counts
    day = next(((named[n], n) for n in _DAYS if n in named and iso_day(named[n])), None)
    day = day or next(
        ((d, "JSON-LD datePublished") for d in _linked_data(tree) if iso_day(d)), None
    )
    title = next(((named[n], n) for n in _TITLES if _is_title(named.get(n, ""))), None)
    if title is None and (page := " ".join((tree.findtext(".//title") or "").split())):
        title = (_of_article(page, lines), "title")
    return Told(
        title=title[0] if title and _is_title(title[0]) else None,
        title_place=f"HTML {title[1]}" if title else "",
        published=iso_day(day[0]) if day else None,
        published_place=f"HTML {day[1]}" if day else "",
    )


def _named(tree: "HtmlElement") -> Iterator[tuple[str, str]]:
    """Lower-case name and content of each meta element, and of elements marked `itemprop`."""
    for element in tree.iter("meta", "time"):
        content = element.get("content") or element.get("datetime") or ""
        for key in ("name", "property", "itemprop"):
            if (name := element.get(key)) and content.strip():
                yield name.strip().lower(), " ".join(content.split())


def _linked_data(tree: "HtmlElement") -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                yield from _values(json.loads(script.text or ""), "datePublished", 5)
            except (ValueError, RecursionError):
                continue  # pages break it often; then it says nothing


def _values(data: Any, key: str, depth: int) -> Iterator[str]:
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    if isinstance(data, dict) and isinstance(data.get(key), str):
        yield data[key]
    for part in parts if depth else ():
        yield from _values(part, key, depth - 1)


def _of_article(page: str, lines: Sequence[str]) -> str:
    """The page's title without the site's name: as a visible line has it, else up to a separator."""
    shown = [line.strip() for line in lines if _is_title(line.strip()) and line.strip() in page]
    return max(shown, key=len, default="") or _SITE.sub("", page)


def _is_title(text: str) -> bool:
    return _SHORTEST <= len(text) <= _LONGEST
