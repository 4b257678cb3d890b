"""The ledger as Markdown, CSV and JSON."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from llmsum.ledger.records import CHANGE_NAMES, Change, Entry, Statement
from llmsum.records import SCHEMA_VERSION
from llmsum.report.escape import BYTE_ORDER_MARK, csv_cell, escape_markdown
from llmsum.report.wording import say
from llmsum.vocabulary import THEME_NAMES, Lang

_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "title": "承诺台账",
        "by_code": "按对象与数量由程序比对；“可能对应”的条目未能断定，仍计为新提。",
        "by_model": "（程序不能断定，由模型判为同一项）",
        "candidate": "可能对应 {}，未能断定：“{}”",
        "of": "（{}，{}）",
        "empty": "没有承诺。",
    },
    "en": {
        "title": "Commitment ledger",
        "by_code": "Matched by object and quantity, by code; a possible match is not decided and counts as new.",
        "by_model": " (the same by a model's decision, which code could not make)",
        "candidate": "may be {}, which is not decided: “{}”",
        "of": " ({}, {})",
        "empty": "No commitments.",
    },
}

_COLUMNS = (
    "id",
    "city",
    "theme",
    "object",
    "source",
    "date",
    "change",
    "numbers",
    "candidate",
    "deadline",
    "quote",
)


def ledger_page(entries: Sequence[Entry], lang: Lang) -> str:
    """Each city's entries, those that moved first, with all their quotes."""
    words = _WORDS[lang]
    lines = [f"# {words['title']}", "", words["by_code"], ""]
    for city, of_city in groupby(entries, key=lambda entry: entry.city):
        lines += [f"## {escape_markdown(city)}", ""]
        for entry in sorted(of_city, key=interest):
            lines += [*_entry(entry, lang), ""]
    if not entries:
        lines += [words["empty"], ""]
    return "\n".join(lines).rstrip() + "\n"


def ledger_csv(entries: Sequence[Entry], lang: Lang) -> str:
    """A row for each mention, and one for each speech that was the first not to mention it again."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for entry in entries:
        for row in _rows(entry, lang):
            writer.writerow(csv_cell(value) for value in row)
    return out.getvalue()


def ledger_json(entries: Sequence[Entry]) -> str:
    """The entries as they are."""
    data = {
        "schema_version": SCHEMA_VERSION,
        "entries": [entry.model_dump(mode="json") for entry in entries],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _entry(entry: Entry, lang: Lang) -> Iterator[str]:
    words = _WORDS[lang]
    theme = THEME_NAMES[lang][entry.theme]
    of = words["of"].format(theme, entry.id)
    yield f"- **{names(entry.standing, lang)}** {escape_markdown(entry.object)}{of}"
    omitted = {omission.after: omission for omission in entry.omissions}
    for number, mention in enumerate(entry.mentions, start=1):
        yield from mention_lines(mention, lang)
        if number in omitted:
            place = _place(omitted[number].source, omitted[number].date)
            yield f"  - {place}{say('colon', lang)}{CHANGE_NAMES[lang]['dropped']}"


def mention_lines(mention: Statement, lang: Lang) -> Iterator[str]:
    """Source, date, what changed, the numbers and the quote as an item of a list; and an item for
    what it may belong to."""
    words = _WORDS[lang]
    place = _place(mention.source, mention.date, mention.commitment)
    told = names(mention.changes, lang)
    if mention.by_model:
        told += words["by_model"]
    if mention.numbers:
        told += f" {escape_markdown(mention.numbers)}"
    colon = say("colon", lang)
    yield f"  - {place}{colon}{told}{colon}“{escape_markdown(mention.quote)}”"
    if mention.candidate:
        quote = escape_markdown(mention.candidate_quote)
        yield f"  - {words['candidate'].format(mention.candidate, quote)}"


def names(changes: Sequence[Change], lang: Lang) -> str:
    """What has become of an undertaking, in words."""
    return say("comma", lang).join(CHANGE_NAMES[lang][change] for change in changes)


def _place(*told: str | None) -> str:
    return escape_markdown(" ".join(filter(None, told)))


def _rows(entry: Entry, lang: Lang) -> Iterator[tuple[str | None, ...]]:
    """In the order of time: each mention, and after it the speech that left it out."""
    what = (entry.id, entry.city, THEME_NAMES[lang][entry.theme], entry.object)
    omitted = {omission.after: omission for omission in entry.omissions}
    for number, said in enumerate(entry.mentions, start=1):
        told = (names(said.changes, lang), said.numbers, said.candidate, said.deadline, said.quote)
        yield *what, said.source, said.date, *told
        if left_out := omitted.get(number):
            yield *what, left_out.source, left_out.date, names(("dropped",), lang), *(None,) * 4


def interest(entry: Entry) -> int:
    """By what its standing tells, the most telling first: what moved before what stayed or is new."""
    order: tuple[Change, ...] = (
        "lowered",
        "delayed",
        "raised",
        "advanced",
        "dropped",
        "repeated",
        "new",
    )
    return min(order.index(change) for change in entry.standing)
