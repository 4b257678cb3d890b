"""What a reader sees: Markdown through GitHub's own parser, and HTML as tables, links and text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options


@dataclass
class Seen:
    """The elements of a page. `columns` has, for each table, the number of cells of each row."""

    tags: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    columns: list[list[int]] = field(default_factory=list)
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        seen, values = self.seen, dict(attrs)
        seen.tags.append(tag)
        if href := values.get("href"):
            seen.links.append(href)
        if identifier := values.get("id"):
            seen.ids.append(identifier)
        if tag == "table":
            seen.columns.append([])
        if tag == "tr":
            seen.columns[-1].append(0)
        if tag in ("td", "th"):
            seen.columns[-1][-1] += 1

    def handle_data(self, data: str) -> None:
        self.seen.text += data


def see_html(html: str) -> Seen:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.seen


def see_markdown(markdown: str) -> Seen:
    options = Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_UNSAFE
    return see_html(github_flavored_markdown_to_html(markdown, options))
