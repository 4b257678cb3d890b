"""From drafted lines to lines that can be defended: gate, re-ask with the reason, else the source's words."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from llmsum.llm.client import Client
from llmsum.llm.prompts import prompts_dir, render
from llmsum.llm.question import Question
from llmsum.records import Line
from llmsum.tasks.ask import ask_or
from llmsum.tasks.salience import densest
from llmsum.tasks.schema import answer_model
from llmsum.verify import best_clause, check_line, clauses, fold, messages
from llmsum.verify.language import has_han
from llmsum.verify.messages import Problem
from llmsum.verify.overlap import overlap
from llmsum.vocabulary import Lang

REASKS = 2
"""How often a line that the gate refused is asked again."""

LONGEST = 80
"""Chinese characters of a line that can still be taken in at a glance."""

EXAMPLE_CITIES = ("云澜", "禾川", "Yunlan", "Hechuan")
"""Invented: they stand in the examples of prompts/, and in no source but invented ones."""

SHORTEST_LEAK, SHORTEST_ENGLISH_LEAK = 8, 30
"""Characters of a clause that stands in a prompt and is no usual phrase."""

BATCH = 4
"""Failed lines in one question."""

Check = Callable[["Draft"], tuple[Problem, ...]]


@dataclass(frozen=True)
class Draft:
    """A line as the model wrote it. `sentences`: evidence id → the sentence's text."""

    text: str
    sentences: Mapping[str, str]

    @property
    def evidence(self) -> tuple[str, ...]:
        return tuple(self.sentences)


@dataclass(frozen=True)
class Settled:
    """A line that holds, verified or extractive; `refused`: what the model wrote in its place, with
    status unverified and the reasons, None where the gate passed it."""

    line: Line
    refused: Line | None = None

    def kept(self, keep_unverified: bool) -> Line:
        """What the model wrote where that is wanted, else what holds."""
        return self.refused if keep_unverified and self.refused else self.line


_Failed = tuple[Draft, tuple[str, ...]]


def check_draft(draft: Draft) -> tuple[Problem, ...]:
    """The gate's problems with a draft, empty when its evidence supports it."""
    return check_line(draft.text, list(draft.sentences.values()))


def extractive(draft: Draft) -> str:
    """The source's own clause that comes nearest to the draft."""
    return nearest_clause(draft.text, draft.sentences)


def nearest_clause(text: str, sentences: Mapping[str, str]) -> str:
    """The clauses of one of the sentences that share most with `text`, verbatim."""
    nearest = max(sentences.values(), key=lambda sentence: overlap(text, sentence))
    start, end = best_clause(text, nearest)
    return densest(nearest[start:end], LONGEST)


async def settle(
    client: Client,
    about: str,
    lang: Lang,
    drafts: Sequence[Draft],
    *,
    check: Check = check_draft,
    fallback: Callable[[Draft], str] = extractive,
    longest: int = LONGEST,
    reasks: int = REASKS,
) -> list[Settled]:
    """One line a draft, in order: verified, or extractive with the problems that made it so.

    A draft that fails is asked again with the reason; one that comes back unchanged is not asked
    a second time, since the answer would be the same.
    """

    def problems_of(draft: Draft) -> tuple[Problem, ...]:
        source = "".join(draft.sentences.values())
        return wrong_form(draft.text, lang, longest) or leaked(draft.text, source) or check(draft)

    settled = list(drafts)
    problems = [problems_of(draft) for draft in settled]
    failing = [index for index, found in enumerate(problems) if found]
    for _ in range(reasks):
        failed = [(settled[index], problems[index]) for index in failing]
        texts = await _revise_all(client, about, lang, failed)
        changed = [(i, t) for i, t in zip(failing, texts, strict=True) if t != settled[i].text]
        for index, text in changed:
            settled[index] = replace(settled[index], text=text)
            problems[index] = problems_of(settled[index])
        failing = [index for index, _ in changed if problems[index]]
    return [
        _refused(draft, fallback(original), found)
        if found
        else Settled(
            Line(text=draft.text, evidence=_narrowest(draft, check).evidence, status="verified")
        )
        for draft, original, found in zip(settled, drafts, problems, strict=True)
    ]


def _refused(draft: Draft, instead: str, problems: tuple[Problem, ...]) -> Settled:
    written, cited = draft.text, draft.evidence
    return Settled(
        Line(text=instead, evidence=cited, status="extractive", problems=problems),
        Line(text=written, evidence=cited, status="unverified", problems=problems),
    )


def wrong_form(text: str, lang: Lang, longest: int = LONGEST) -> tuple[Problem, ...]:
    """A problem when a line is in another language than asked for, or too long to be one.

    `longest` is in Chinese characters; an English letter counts for a third of one.

    >>> wrong_form("建设产业园", "en"), wrong_form("Build 云澜 park", "en")
    (('这一行要用英文写',), ())
    """
    han = sum("\u3400" <= character <= "\u9fff" for character in text)
    latin = sum(character.isascii() and character.isalpha() for character in text)
    if lang == "en" and han > latin:
        return (messages.NOT_ENGLISH(),)
    if lang == "zh" and latin > 2 * han:
        return (messages.NOT_CHINESE(),)
    if han + latin / 3 > longest:
        return (messages.TOO_LONG(),)
    return ()


def leaked(text: str, source: str) -> tuple[Problem, ...]:
    """A problem when the line is taken from the prompts: an invented city, or a clause of an example.

    >>> leaked("建设云澜污水处理厂", "建设污水处理厂。")
    ('“云澜”不在所引句中',)
    >>> leaked("支持园区，市商务局牵头组建三支招商小分队", "支持园区。")
    ('“市商务局牵头组建三支招商小分队”不在所引句中',)
    """
    known = fold(source)
    cities = [c for c in EXAMPLE_CITIES if c.lower() in text.lower() and fold(c) not in known]
    spans = (fold(text[slice(*span)]) for span in clauses(text))
    long = (c for c in spans if len(c) >= (SHORTEST_LEAK if has_han(c) else SHORTEST_ENGLISH_LEAK))
    taken = [clause for clause in long if clause in _prompts() and clause not in known]
    return tuple(messages.WORDS(words) for words in cities or taken)


@cache
def _prompts() -> str:
    """The text of all prompts, folded."""
    paths = sorted(prompts_dir().glob("*.jinja"))
    return fold("\n".join(path.read_text(encoding="utf-8") for path in paths))


def _narrowest(draft: Draft, check: Check) -> Draft:
    """The draft citing only what it needs: a small model cites neighbours too."""
    for i in draft.evidence:
        fewer = replace(draft, sentences={k: v for k, v in draft.sentences.items() if k != i})
        if fewer.sentences and not check(fewer):
            draft = fewer
    return draft


async def _revise_all(
    client: Client, about: str, lang: Lang, failed: Sequence[_Failed]
) -> list[str]:
    """New texts of failed drafts, in order, asked for a few at a time."""
    batches = [failed[start : start + BATCH] for start in range(0, len(failed), BATCH)]
    texts = await asyncio.gather(*(_revise(client, about, lang, batch) for batch in batches))
    return [text for batch in texts for text in batch]


async def _revise(client: Client, about: str, lang: Lang, failed: Sequence[_Failed]) -> list[str]:
    drafts = [draft for draft, _ in failed]
    ids = [f"L{number}" for number in range(1, len(drafts) + 1)]
    shown = [(key, draft, problems) for key, (draft, problems) in zip(ids, failed, strict=True)]
    question = Question(
        task="revise",
        about=about,
        messages=render("revise", lang, failed=shown),
        response_model=answer_model("Revised", **dict.fromkeys(ids, str)),
        max_tokens=60 + 120 * len(drafts),
    )
    answer = await ask_or(client, question, "The source's own words stand instead.")
    if answer is None:
        return [draft.text for draft in drafts]
    return [getattr(answer, key).strip() for key in ids]
