"""The model decides what code leaves undecided, and only that; its decision passes a gate."""

import asyncio
from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from llmsum.ledger.timeline import Pair, undecided
from llmsum.llm.client import Client
from llmsum.llm.prompts import render
from llmsum.llm.question import Question
from llmsum.records import Analysis, Decision
from llmsum.tasks.ask import ask_or
from llmsum.tasks.schema import answer_model, one_of
from llmsum.vocabulary import Lang

MOST_PAIRS = 40
"""Pairs of one run, the others stay undecided."""

YES, NO, NONE = "是", "否", "无"


async def decide(client: Client, speeches: Sequence[Analysis], lang: Lang) -> tuple[Decision, ...]:
    """A decision for each undecided pair, as far as MOST_PAIRS goes; none where the gate refuses it.

    A small model is not asked. What is decided of two speeches can open a pair with the third:
    pairs are looked for again until there is none.
    """
    if client.model.small:
        return ()
    cited = _cited(speeches)
    decisions: list[Decision] = []
    asked: set[tuple[str, str, str]] = set()
    while True:
        pairs = [p for p in undecided(speeches, lang, decisions) if _key(p) not in asked]
        pairs = pairs[: MOST_PAIRS - len(asked)]
        if not pairs:
            return tuple(decisions)
        asked |= {_key(pair) for pair in pairs}
        found = await asyncio.gather(*(ask_pair(client, pair, lang) for pair in pairs))
        decisions += [
            d for d, pair in zip(found, pairs, strict=True) if d and passes(d, pair, cited)
        ]


def passes(decision: Decision, pair: Pair, cited: Mapping[str, str]) -> bool:
    """The gate: each quote is verbatim in the sentences that its commitment cites (`cited`: quote →
    their text), each amount in its own quote, and two that name different things are not one."""
    for quote, amount in (
        (decision.earlier, decision.amount_before),
        (decision.later, decision.amount_after),
    ):
        if quote not in cited.get(quote, "") or (amount is not None and amount not in quote):
            return False
    names = (pair.earlier.names, pair.later.names)
    return not (decision.same and all(names) and names[0].isdisjoint(names[1]))


def _cited(speeches: Sequence[Analysis]) -> dict[str, str]:
    cited: dict[str, str] = {}
    for speech in speeches:
        texts = {sentence.id: sentence.text for sentence in speech.sentences}
        for commitment in speech.commitments:
            cited[commitment.quote] = "\n".join(texts[i] for i in commitment.evidence)
    return cited


def _key(pair: Pair) -> tuple[str, str, str]:
    return pair.city, pair.earlier.commitment.quote, pair.later.commitment.quote


async def ask_pair(client: Client, pair: Pair, lang: Lang) -> Decision | None:
    """The model's decision on one pair, which no gate has passed yet; None where it gave none."""
    city, earlier, later = _key(pair)
    before, after = (
        list(dict.fromkeys(amount.quantity.text for amount in thing.amounts))
        for thing in (pair.earlier, pair.later)
    )
    question: Question[BaseModel] = Question(
        task="ledger",
        about=city,
        messages=render(
            "ledger",
            lang,
            before=earlier,
            after=later,
            amounts_before=before,
            amounts_after=after,
        ),
        response_model=answer_model(
            "SameUndertaking",
            same=one_of((NO, YES)),
            before=one_of((NONE, *before)),
            after=one_of((NONE, *after)),
        ),
        max_tokens=80,
    )
    answer = await ask_or(client, question, "The two commitments stay undecided.")
    if answer is None:
        return None
    named = [None if n == NONE else n for n in (answer.before, answer.after)]  # type: ignore[attr-defined]
    return Decision(
        city=city,
        earlier=earlier,
        later=later,
        same=answer.same == YES,  # type: ignore[attr-defined]
        amount_before=named[0],
        amount_after=named[1],
    )
