"""The page set anew from what it states, and compared line by line with the page as it is.

This finds what no line says by itself: a cell of the matrix, a count, a row of the tables, an added
or a missing line.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from llmsum.audit.findings import Finding
from llmsum.audit.markdown import Page
from llmsum.evidence import among
from llmsum.records import Analysis, Briefing, Line
from llmsum.report.escape import escape_markdown, unescape_markdown
from llmsum.report.page import render_page
from llmsum.report.wording import heard
from llmsum.verify.messages import is_message

_LONGEST = 60
"""Characters shown of a line, around its first difference."""


def compare_pages(markdown: str, page: Page, briefing: Briefing) -> Iterator[Finding]:
    """Each line that llmsum would not have written so, by its number."""
    again = render_page(page.name, _complete(briefing))
    ours, theirs = (list(_lines(text, page)) for text in (again, markdown))
    yield from _reasons(markdown, page)
    matcher = SequenceMatcher(None, [t for _, t in ours], [t for _, t in theirs], autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        pairs = min(last - first, end - start)
        for offset in range(pairs):
            number, said = theirs[start + offset]
            here, there = _around(said, ours[first + offset][1])
            yield Finding(
                place=f"line {number}",
                problem=f"The page has “{here}”, its own lines and sources give “{there}”.",
            )
        for number, said in theirs[start + pairs : end]:
            yield Finding(
                place=f"line {number}", problem=f"Nothing bears out this line: “{said[:_LONGEST]}”"
            )
        above = theirs[min(end, len(theirs)) - 1][0] if end else 1
        for _, missing in ours[first + pairs : last]:
            yield Finding(
                place=f"line {above}",
                problem=f"Below this line one is missing: “{missing[:_LONGEST]}”",
            )


def _complete(briefing: Briefing) -> Briefing:
    """With what is derived by code, and without evidence that no speech has."""
    speeches = tuple(_within(s, {x.id for x in s.sentences}) for s in briefing.speeches)
    known = {among(n, x.id) for n, s in enumerate(speeches, start=1) for x in s.sentences}
    comparison = briefing.comparison
    if comparison.themes:
        comparison = comparison.model_copy(
            update={
                "overview": tuple(_citing(line, known) for line in comparison.overview),
                "themes": {
                    theme: t.model_copy(
                        update={
                            "cities": {c: s and _citing(s, known) for c, s in t.cities.items()},
                            "shared": tuple(_citing(line, known) for line in t.shared),
                            "differences": tuple(_citing(line, known) for line in t.differences),
                        }
                    )
                    for theme, t in comparison.themes.items()
                },
                "targets": tuple(t for t in comparison.targets if set(t.evidence) <= known),
            }
        )
    return briefing.model_copy(update={"speeches": speeches, "comparison": comparison})


def _within(speech: Analysis, known: set[str]) -> Analysis:
    summary = speech.summary and speech.summary.model_copy(
        update={
            "headline": _citing(speech.summary.headline, known),
            "points": tuple(_citing(line, known) for line in speech.summary.points),
        }
    )
    commitments = tuple(
        c.model_copy(update={"evidence": tuple(i for i in c.evidence if i in known)})
        for c in speech.commitments
    )
    return speech.model_copy(update={"summary": summary, "commitments": commitments})


def _citing(line: Line, known: set[str]) -> Line:
    return line.model_copy(update={"evidence": tuple(i for i in line.evidence if i in known)})


def _lines(text: str, page: Page) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers; a rejected wording's problems are left out."""
    doubts = False
    for number, line in enumerate(text.splitlines(), start=1):
        doubts = bool(heard("doubts", page.lang, line)) or (doubts and not line.startswith("|"))
        if line.strip():
            yield number, line.rstrip().partition(" — ")[0] if doubts else line.rstrip()


def _reasons(text: str, page: Page) -> Iterator[Finding]:
    """Why a wording was rejected no source bears out; it is at least something that a check says."""
    doubts = False
    for number, line in enumerate(text.splitlines(), start=1):
        doubts = bool(heard("doubts", page.lang, line)) or (doubts and not line.startswith("["))
        for why in line.split(" — ")[1:] if doubts else ():
            said = unescape_markdown(why)
            if not is_message(said, page.lang) or why.strip() != escape_markdown(said):
                yield Finding(place=f"line {number}", problem=f"No check says “{why[:_LONGEST]}”.")


def _around(said: str, expected: str) -> tuple[str, str]:
    """Both lines from shortly before their first difference."""
    same = next(
        (n for n, (a, b) in enumerate(zip(said, expected, strict=False)) if a != b),
        min(len(said), len(expected)),
    )
    start = max(0, same - 15)
    return said[start : start + _LONGEST], expected[start : start + _LONGEST]


def first_per_line(findings: Sequence[Finding], more: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, and those of `more` that tell of lines on which nothing was found yet."""
    told = {finding.place for finding in findings}
    return (*findings, *(finding for finding in more if finding.place not in told))
