"""A page from the records: one context, and a Jinja environment for Markdown and one for HTML.

Whatever a template prints is escaped. Only what this module builds itself is trusted, so a
template that forgets a filter is still safe.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from llmsum.compare.coverage import Cell
from llmsum.records import Analysis, Briefing, Comparison, QuantifiedTarget, Repair
from llmsum.report.citations import Citations
from llmsum.report.cities import group_by_city
from llmsum.report.escape import escape_markdown, one_line
from llmsum.report.kinds import MARK_NAMES, REPAIR_NAMES
from llmsum.report.marks import Marked, marks_by_kind
from llmsum.report.tables import (
    PROFILE_COLUMNS,
    Doubt,
    by_measure,
    commitment_doubts,
    comparison_doubts,
    deployments_by_theme,
    hard_first,
    left_in_chinese,
    matrix,
    mentions_by_words,
    profile,
    repair_kinds,
    silences_by_theme,
    soft_goals,
    summary_doubts,
    targets,
)
from llmsum.report.wording import (
    FIRMNESS_NAMES,
    REASONS,
    SIGNS,
    STATUS_NAMES,
    STRENGTH_NAMES,
    TARGET_CHANGE_NAMES,
    say,
)
from llmsum.verify.messages import message_in_english
from llmsum.vocabulary import COMPARED_THEMES, THEME_NAMES, Lang, Theme

if TYPE_CHECKING:
    from jinja2 import Environment

PageName = Literal["briefing", "summaries", "commitments"]
Markup = Literal["md", "html"]

_ABSENT = "—"
_LONGEST_EXAMPLE = 30
_MOST_MENTIONS = 5
_BLANK_LINES = re.compile(r"\n{3,}")


class Trusted(str):
    """Markup of our own making, which is printed as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Itself: Jinja's autoescape asks for this."""
        return self


def render_page(page: PageName, briefing: Briefing, markup: Markup = "md") -> str:
    """The page as one text with a newline at its end.

    Raises LookupError when a line cites a sentence that the briefing does not hold.
    """
    template = _environment(markup).get_template(f"{page}.{markup}.jinja")
    text = template.render(_context(page, briefing, markup))
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"


def _environment(markup: Markup) -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    return Environment(
        loader=PackageLoader("llmsum.report", "templates", encoding="utf-8"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        autoescape=markup == "html",  # noqa: S701 (Markdown is escaped by finalize)
        finalize=_print_html if markup == "html" else _print_markdown,
    )


def _context(page: PageName, briefing: Briefing, markup: Markup) -> dict[str, object]:
    lang = briefing.language
    cities = group_by_city(briefing.speeches, lang)
    citations = Citations(briefing.speeches)
    quantified = {target.id for target in briefing.comparison.targets}
    spoken = _spoken_themes(briefing.comparison)
    doubts = _doubts(page, briefing)
    kept = say("kept_sign", lang) if any(d.status == "unverified" for d in doubts) else ""
    commitments = [c for speech in briefing.speeches for c in speech.commitments]
    return {
        "briefing": briefing,
        "lang": lang,
        "cities": cities,
        "commitments": commitments,
        "hard": sum(c.strength == "hard" for c in commitments),
        "matrix": matrix(cities, tuple(briefing.comparison.themes) or COMPARED_THEMES),
        "profile": profile(cities, quantified),
        "profile_columns": PROFILE_COLUMNS,
        "targets": targets(cities, quantified),
        "soft_goals": soft_goals(cities, quantified),
        "left_in_chinese": partial(left_in_chinese, lang=lang),
        "silences": silences_by_theme(briefing.comparison.silence),
        "comparable": partial(_comparable_text, lang=lang),
        "change": partial(_change_text, lang=lang),
        "quantified": by_measure(briefing.comparison.targets),
        "by_theme": deployments_by_theme,
        "most_mentions": _MOST_MENTIONS,
        "by_words": mentions_by_words,
        "spoken": spoken,
        "doubts": doubts,
        "kept_sign": Trusted(kept),
        "reason": message_in_english if lang == "en" else str,
        "silent": tuple(t for t in briefing.comparison.themes if t not in spoken),
        "colon": Trusted(say("colon", lang)),
        "comma": Trusted(say("comma", lang)),
        "usage": say("usage", lang, **briefing.usage.model_dump()),
        "file_name": lambda speech: PurePath(speech.source.path).name,
        "repair_of": partial(_repair_text, lang=lang),
        "text_level": Trusted("####" if page == "briefing" else "###"),
        "say": lambda phrase, **values: say(phrase, lang, **values),
        "themes": THEME_NAMES[lang],
        "strengths": STRENGTH_NAMES[lang],
        "firmnesses": FIRMNESS_NAMES[lang],
        "statuses": STATUS_NAMES[lang],
        "repair_names": REPAIR_NAMES[lang],
        "cell": partial(_cell_text, lang=lang),
        "found_in": partial(_found_in, refs=_references(citations, markup)),
        "city_of": partial(_city_text, lang=lang),
        "hard_first": hard_first,
        "repair_kinds": repair_kinds,
        "marks_by_kind": marks_by_kind,
        "marked": partial(_marked_text, lang=lang),
        "footnotes": citations.footnotes,
        "refs": _references(citations, markup),
        "sign": lambda status: SIGNS[status],
    }


def _references(
    citations: Citations, markup: Markup
) -> Callable[[Iterable[str], int | None], Trusted]:
    form = "[^{0}]" if markup == "md" else '<a class="ref" href="#fn-{0}">{0}</a>'

    def refs(evidence: Iterable[str], source: int | None = None) -> Trusted:
        return Trusted(" ".join(form.format(label) for label in citations.cite(evidence, source)))

    return refs


def _found_in(
    speech: Analysis, name: str, number: int, refs: Callable[[Iterable[str], int | None], Trusted]
) -> Trusted:
    """The footnotes of what a model has found in the text; rules are run again instead."""
    origin = speech.origins.get(name)
    is_cited = origin is not None and origin.by == "model" and getattr(speech, name) is not None
    return refs(origin.evidence, number) if origin and is_cited else Trusted()


def _spoken_themes(comparison: Comparison) -> tuple[Theme, ...]:
    """The compared themes on which some city has a stance, or on which something was compared."""
    return tuple(
        theme
        for theme in COMPARED_THEMES
        if (compared := comparison.themes.get(theme))
        and (compared.shared or compared.differences or any(compared.cities.values()))
    )


def _doubts(page: PageName, briefing: Briefing) -> tuple[Doubt, ...]:
    """The doubtful lines among those that the page shows."""
    lang = briefing.language
    found: list[Doubt] = []
    if page == "briefing":
        found += comparison_doubts(briefing.comparison, lang)
    if page != "commitments":
        found += summary_doubts(briefing.speeches, lang)
    if page != "summaries":
        found += commitment_doubts(briefing.speeches, lang)
    return tuple(found)


def _cell_text(cell: Cell, lang: Lang) -> str:
    if cell.deployments or cell.commitments:
        key = "cell" if cell.hard else "cell_plain"
        return say(
            key, lang, deployments=cell.deployments, commitments=cell.commitments, hard=cell.hard
        )
    return say("cell_unsure" if cell.unread else "cell_silent", lang)


def _comparable_text(target: QuantifiedTarget, lang: Lang) -> str:
    if target.comparable:
        ids = say("comma", lang).join(target.alike)
        if target.alike_more:
            return say("comparable_with_more", lang, ids=ids, more=target.alike_more)
        return say("comparable_with", lang, ids=ids)
    return REASONS[lang][target.reason]


def _change_text(target: QuantifiedTarget, lang: Lang) -> str:
    change = TARGET_CHANGE_NAMES[lang][target.change]
    return say("change_since", lang, change=change, base=target.base) if target.base else change


def _city_text(speech: Analysis, lang: Lang) -> str:
    """The city of a speech with how it is known. A masked city is never named, whatever the record holds."""
    if speech.city_status == "masked":
        return say("city_masked", lang)
    if not speech.city or speech.city_status == "unknown":
        return say("city_unknown", lang)
    return (
        say("city_given", lang, city=speech.city) if speech.city_status == "given" else speech.city
    )


def _repair_text(repair: Repair, lang: Lang) -> str:
    before, after = _shortened(repair.before), _shortened(repair.after)
    if not after:
        return say("removed", lang, before=before)
    if not before:
        return say("inserted", lang, after=after)
    return say("replaced", lang, before=before, after=after)


def _marked_text(marked: Marked, lang: Lang) -> str:
    more = say("marked_more", lang) if marked.count > len(marked.places) else ""
    places = say("comma", lang).join(marked.places) + more
    return say(
        "marked", lang, kind=MARK_NAMES[lang][marked.kind], count=marked.count, places=places
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_EXAMPLE else text[:_LONGEST_EXAMPLE] + "…"


def _print_markdown(value: object) -> str:
    if isinstance(value, Trusted):
        return value
    return _ABSENT if value is None else escape_markdown(str(value))


def _print_html(value: object) -> object:
    if value is None:
        return _ABSENT
    return value if hasattr(value, "__html__") else one_line(str(value))
