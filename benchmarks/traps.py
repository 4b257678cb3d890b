"""How many sentences that commit nobody become commitments, and how many plans are lost. No model.

    python -m benchmarks.traps GOLD_DIR --public PUBLIC_DIR --tunings TUNINGS
    python -m benchmarks.traps …  --show   # and each sentence on the wrong side

Every labelled text is labelled by a probe that has not seen it; then headings are heeded, and code
takes the clauses of a sentence one by one. `any` says what the rules do where the labeller calls
every sentence a deployment. With the encoders of the five folds in TUNINGS (docs/probe.md) it takes
ten minutes a fold on a busy core, without them more than an hour.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from llmsum.records import Sentence
from llmsum.tasks.actions import actions, tied
from llmsum.tasks.headings import is_heading
from llmsum.tasks.probe.documents import Document, Kind, read_documents
from llmsum.tasks.probe.encoder import Encoder, e5_file
from llmsum.tasks.probe.features import Matrix
from llmsum.tasks.probe.fitting import prepare
from llmsum.tasks.probe.learning import in_folds
from llmsum.tasks.probe.model import softmax
from llmsum.tasks.probe.probe import role_of
from llmsum.tasks.probe.regression import best_temperature
from llmsum.tasks.probe.train import KINDS
from llmsum.tasks.sections import as_headed
from llmsum.vocabulary import ROLES

LABELS = Path(__file__).parents[1] / "docs" / "labels"

Scored = tuple[Document, Matrix]
"""A document with the scores of its sentences' roles by a probe that has not seen it."""


@dataclass(frozen=True)
class Case:
    """A labelled sentence: whether the probe calls it a deployment, whether it still is one under its
    heading, whether it is a heading itself, and how many rows code makes of it."""

    kind: Kind
    sentence: Sentence
    told: bool
    stays: bool
    heads: bool
    rows: int

    @property
    def is_plan(self) -> bool:
        return self.sentence.role == "deployment"


def cases(scored: Sequence[Scored]) -> Iterator[Case]:
    """Every sentence of the documents."""
    truth = [
        [[float(s.role == r) for r in ROLES] for s in document.sentences] for document, _ in scored
    ]
    temperature = best_temperature(np.vstack([s for _, s in scored]), np.vstack(truth))
    for document, scores in scored:
        around = tied(document.sentences)
        told = [
            sentence.model_copy(update={"role": role_of(probabilities)})
            for sentence, probabilities in zip(
                document.sentences, softmax(scores / temperature), strict=True
            )
        ]
        headed = as_headed(told)
        for n, sentence in enumerate(document.sentences):
            yield Case(
                kind=document.kind,
                sentence=sentence,
                told=told[n].role == "deployment",
                stays=headed[n].role == "deployment",
                heads=is_heading(headed, n),
                rows=len(actions(sentence, (), around[sentence.id])),
            )


HEAD = """| texts | no plan: called one | … under its heading too | … and listed | rows: of no plan | any, listed | plans not listed | plans that only head others |
|---|---|---|---|---|---|---|---|"""


def row(name: str, found: Sequence[Case]) -> str:
    """A line of the table: shares, with the counts that they rest on."""
    others, plans = [c for c in found if not c.is_plan], [c for c in found if c.is_plan]
    listed = [c for c in found if c.stays and c.rows and not c.heads]

    def share(part: int, whole: int) -> str:
        return f"{part / whole:.3f} · {part}/{whole}" if whole else "–"

    shares = (
        share(sum(c.told for c in others), len(others)),
        share(sum(c.stays for c in others), len(others)),
        share(sum(not c.is_plan for c in listed), len(others)),
        share(sum(c.rows for c in listed if not c.is_plan), sum(c.rows for c in listed)),
        share(sum(c.rows > 0 for c in others), len(others)),
        share(sum(not c.rows or (c.told and not c.stays) for c in plans), len(plans)),
        share(sum(c.rows > 0 and c.heads for c in plans), len(plans)),
    )
    return f"| {' | '.join((name, *shares))} |"


def report(found: Sequence[Case]) -> str:
    """The table, a row for each kind of text."""
    rows = [row(kind, [c for c in found if c.kind == kind]) for kind in KINDS]
    return "\n".join([HEAD, *rows, row("all", found)])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold_dir", type=Path)
    parser.add_argument("--public", type=Path, required=True)
    parser.add_argument("--tunings", type=Path, required=True)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    documents = read_documents(options.gold_dir, LABELS, options.public)
    learnt_from = [d for d in documents if d.kind in KINDS]
    folds = in_folds(prepare(learnt_from, Encoder(e5_file(), {})), options.tunings)
    found = [*cases([(h.example.document, h.roles) for _, held in folds for h in held])]
    print(report(found))
    for case in found if options.show else ():
        if case.is_plan != bool(case.rows and case.stays and not case.heads) and (
            case.told or case.is_plan
        ):
            print("lost  " if case.is_plan else "listed", case.sentence.text.strip())


if __name__ == "__main__":
    main()
