"""How many sentences that commit nobody become commitments, and how many plans are lost. No model.

    python -m benchmarks.traps GOLD_DIR          # the folder of the annotated texts, about 5 minutes
    python -m benchmarks.traps GOLD_DIR --show   # and each sentence on the wrong side

Every labelled text is labelled by a probe that has not seen it; then code takes the clauses of a
sentence one by one. `any` says what the rules do where the labeller calls every sentence a deployment.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from llmsum.records import Sentence
from llmsum.tasks.actions import actions, tied
from llmsum.tasks.probe.documents import Kind, read_documents
from llmsum.tasks.probe.fitting import Held, hold_out, prepare
from llmsum.tasks.probe.model import softmax
from llmsum.tasks.probe.probe import role_of

KINDS: tuple[Kind, ...] = ("passages", "seeds", "written", "later")
LABELS = Path(__file__).parents[1] / "docs" / "labels"


@dataclass(frozen=True)
class Case:
    """A labelled sentence, whether the probe calls it a deployment, and whether code lists any of it."""

    sentence: Sentence
    told: bool
    listed: bool

    @property
    def is_plan(self) -> bool:
        return self.sentence.role == "deployment"


def cases(held: Sequence[Held]) -> Iterator[Case]:
    """Every sentence of the held-out documents."""
    for one in held:
        sentences = one.example.document.sentences
        around = tied(sentences)
        for sentence, probabilities in zip(sentences, softmax(one.roles), strict=True):
            told = role_of(probabilities) == "deployment"
            yield Case(sentence, told, bool(actions(sentence, (), around[sentence.id])))


def row(name: str, found: Sequence[Case]) -> str:
    """A line of the table: shares, with the counts that they rest on."""
    others, plans = [c for c in found if not c.is_plan], [c for c in found if c.is_plan]

    def share(part: int, whole: int) -> str:
        return f"{part / whole:.3f} · {part}/{whole}" if whole else "–"

    return (
        "| "
        + " | ".join(
            (
                name,
                share(sum(c.told for c in others), len(others)),
                share(sum(c.told and c.listed for c in others), len(others)),
                share(sum(c.listed for c in others), len(others)),
                share(sum(not c.listed for c in plans), len(plans)),
            )
        )
        + " |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold_dir", type=Path)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    examples = prepare(read_documents(arguments.gold_dir, LABELS))
    by_kind: dict[Kind, list[Case]] = {
        kind: [*cases(hold_out(examples, (kind,), KINDS))] for kind in KINDS
    }
    print("| texts | no plan: called one | … and listed | any, listed | plans not listed |")
    print("|---|---|---|---|---|")
    for kind, found in by_kind.items():
        print(row(kind, found))
    everything = [case for found in by_kind.values() for case in found]
    print(row("all", everything))
    if arguments.show:
        for case in everything:
            if case.is_plan != case.listed and (case.told or case.is_plan):
                print("lost  " if case.is_plan else "listed", case.sentence.text.strip())


if __name__ == "__main__":
    main()
