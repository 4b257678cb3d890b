"""How well a model decides the pairs of commitments that the ledger's code leaves undecided.

    python -m benchmarks.ledger_decisions
    python -m benchmarks.ledger_decisions --model openai/gpt-5-mini

The pairs are in ledger_decisions.json, judged by hand: `continued` and `changed` are one undertaking,
`another` is not; `before` and `after` are the amounts that belong together. `origin`: two speeches of
Zhoukou, sentences of docs/labels as they are, or a sentence of docs/labels with a later wording that
was written for this file. Every pair is one that code would ask about.
"""

import argparse
import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Literal

from llmsum.cli.progress import listener
from llmsum.ledger.decide import ask_pair, passes
from llmsum.ledger.match import alike, same
from llmsum.ledger.things import Thing, thing
from llmsum.ledger.timeline import Pair
from llmsum.llm.client import Client
from llmsum.llm.models import open_model
from llmsum.llm.usage import Meter
from llmsum.records import Commitment, Decision, Record
from llmsum.settings import store_url
from llmsum.store import Store
from llmsum.verify.commitments.facts import read_facts

PAIRS = Path(__file__).with_suffix(".json")


class Judged(Record):
    """Two commitments of one city, and what became of the earlier one."""

    origin: Literal["zhoukou", "labels", "written"]
    earlier: str
    later: str
    judged: Literal["continued", "changed", "another"]
    before: str | None
    after: str | None

    @property
    def is_same(self) -> bool:
        return self.judged != "another"


def read_pairs() -> list[Judged]:
    """The judged pairs; ValueError where code would decide one of them by itself."""
    judged = [Judged(**pair) for pair in json.loads(PAIRS.read_text(encoding="utf-8"))]
    for pair in judged:
        earlier, later = read_thing(pair.earlier), read_thing(pair.later)
        if same(earlier, later) or not alike(earlier, later):
            raise ValueError(f"code decides this pair: {pair.earlier} / {pair.later}")
    return judged


def read_thing(quote: str) -> Thing:
    """The quote as a commitment with the facts that code reads from it."""
    facts = read_facts(quote, (0, len(quote)), None)
    return thing(
        Commitment(
            id="C1",
            action=quote,
            actor=None,
            deadline=facts.deadline,
            target=facts.target,
            theme="projects",
            strength=facts.strength,
            firmness=facts.firmness,
            evidence=("S1",),
            quote=quote,
            status="verified",
        )
    )


async def _decisions(client: Client, judged: Sequence[Judged]) -> list[Decision | None]:
    pairs = [
        Pair(f"pair {n}", read_thing(pair.earlier), read_thing(pair.later))
        for n, pair in enumerate(judged, start=1)
    ]
    client.progress.planned("pairs", "ledger", len(pairs))
    found = await asyncio.gather(*(ask_pair(client, pair, "zh") for pair in pairs))
    cited = {quote: quote for pair in judged for quote in (pair.earlier, pair.later)}
    return [
        decision if decision and passes(decision, pair, cited) else None
        for decision, pair in zip(found, pairs, strict=True)
    ]


def print_figures(judged: Sequence[Judged], decisions: Sequence[Decision | None]) -> None:
    """Accuracy beside that of the more frequent answer, and what a wrong decision would do."""
    answered = [(pair, d) for pair, d in zip(judged, decisions, strict=True) if d]
    right = sum(d.same == pair.is_same for pair, d in answered)
    ones = sum(pair.is_same for pair in judged)
    joined = [pair.is_same for pair, d in answered if d.same]
    named = [
        (d.amount_before, d.amount_after) == (pair.before, pair.after)
        for pair, d in answered
        if d.same and pair.judged == "changed"
    ]
    print(f"{len(judged)} pairs, {ones} of them one undertaking; {len(answered)} decided")
    print(f"right: {right} = {right / len(judged):.0%} of all")
    print(f"the more frequent answer: {max(ones, len(judged) - ones) / len(judged):.0%}")
    print(f"said to be one: {len(joined)}, rightly {sum(joined)}; found {sum(joined)} of {ones}")
    print(f"both amounts right: {sum(named)} of {len(named)} changed ones that were found")


def main() -> None:
    """Ask, print the figures and every wrong decision."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--model", help="as for llmsum; the default is the embedded one")
    options = parser.parse_args()
    judged = read_pairs()

    async def run() -> list[Decision | None]:
        store = Store(store_url())
        with listener(quiet=False) as progress:
            model = open_model(options.model, None, "auto", progress)
            client = Client(model, store, Meter(), progress)
            try:
                return await _decisions(client, judged)
            finally:
                await client.close()
                store.close()

    began = perf_counter()
    decisions = asyncio.run(run())
    print(f"{(perf_counter() - began) / len(judged):.1f} s a pair")
    print_figures(judged, decisions)
    for pair, decision in zip(judged, decisions, strict=True):
        if decision is None or decision.same != pair.is_same:
            said = "none" if decision is None else "one" if decision.same else "another"
            print(f"{said}, judged {pair.judged}: {pair.earlier} / {pair.later}")


if __name__ == "__main__":
    main()
