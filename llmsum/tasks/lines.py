"""From drafted lines to lines that can be defended: gate, re-ask with the reason, else the source's words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from llmsum.errors import TruncatedAnswer, UnusableAnswer
from llmsum.llm.client import Client, Question
from llmsum.llm.prompts import render
from llmsum.records import Line
from llmsum.tasks.schema import answer_model
from llmsum.verify import best_clause, check_line, extract
from llmsum.verify.overlap import overlap
from llmsum.vocabulary import Lang

REASKS = 2
"""How often a line that the gate refused is asked again."""

Check = Callable[["Draft"], tuple[str, ...]]


@dataclass(frozen=True)
class Draft:
    """A line as the model wrote it. `sentences`: evidence id → the sentence's text."""

    text: str
    sentences: Mapping[str, str]

    @property
    def evidence(self) -> tuple[str, ...]:
        return tuple(self.sentences)


def check_draft(draft: Draft) -> tuple[str, ...]:
    """The gate's problems with a draft, empty when its evidence supports it."""
    return check_line(draft.text, list(draft.sentences.values()))


def extractive(draft: Draft) -> str:
    """The source's own clause that comes nearest to the draft."""
    return nearest_clause(draft.text, draft.sentences)


def nearest_clause(text: str, sentences: Mapping[str, str]) -> str:
    """The clauses of one of the sentences that share most with `text`, verbatim."""
    nearest = max(sentences.values(), key=lambda sentence: overlap(text, sentence))
    start, end = best_clause(text, nearest)
    return extract(nearest[start:end])


async def settle(
    client: Client,
    about: str,
    lang: Lang,
    drafts: Sequence[Draft],
    *,
    check: Check = check_draft,
    fallback: Callable[[Draft], str] = extractive,
) -> list[Line]:
    """One line a draft, in order: verified, or extractive with the problems that made it so."""
    settled = list(drafts)
    problems = [check(draft) for draft in settled]
    for _ in range(REASKS):
        failing = [index for index, found in enumerate(problems) if found]
        if not failing:
            break
        texts = await _revise(
            client, about, lang, [settled[i] for i in failing], [problems[i] for i in failing]
        )
        for index, text in zip(failing, texts, strict=True):
            settled[index] = replace(settled[index], text=text)
            problems[index] = check(settled[index])
    return [
        Line(
            text=fallback(original),
            evidence=draft.evidence,
            status="extractive",
            problems=found,
        )
        if found
        else Line(text=draft.text, evidence=_narrowest(draft, check).evidence, status="verified")
        for draft, original, found in zip(settled, drafts, problems, strict=True)
    ]


def _narrowest(draft: Draft, check: Check) -> Draft:
    """The draft citing only what it needs: a small model cites neighbours too."""
    for i in draft.evidence:
        fewer = replace(draft, sentences={k: v for k, v in draft.sentences.items() if k != i})
        if fewer.sentences and not check(fewer):
            draft = fewer
    return draft


async def _revise(
    client: Client,
    about: str,
    lang: Lang,
    drafts: Sequence[Draft],
    problems: Sequence[tuple[str, ...]],
) -> list[str]:
    ids = [f"L{number}" for number in range(1, len(drafts) + 1)]
    failed = list(zip(ids, drafts, problems, strict=True))
    question = Question(
        task="revise",
        about=about,
        messages=render("revise", lang, failed=failed),
        response_model=answer_model("Revised", **dict.fromkeys(ids, str)),
        max_tokens=100 + 150 * len(drafts),
    )
    client.progress.planned(about, "revise", 1)
    try:
        answer = await client.ask(question)
    except (TruncatedAnswer, UnusableAnswer) as error:
        client.progress.note(f"{error} The source's own words stand instead.")
        return [draft.text for draft in drafts]
    return [getattr(answer, key).strip() for key in ids]
