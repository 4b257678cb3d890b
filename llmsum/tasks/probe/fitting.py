"""Fit the probe to labelled documents, and score documents by models that have not seen them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from llmsum.records import Sentence
from llmsum.tasks.probe.documents import Document, Kind
from llmsum.tasks.probe.features import (
    Embed,
    Matrix,
    fold,
    role_blocks,
    role_features_again,
    theme_blocks,
    theme_features_again,
    theme_run_features,
)
from llmsum.tasks.probe.figures import Figures, measure
from llmsum.tasks.probe.model import First, Linear, Passes
from llmsum.tasks.probe.regression import fit
from llmsum.tasks.probe.runs import frequent_runs
from llmsum.vocabulary import ROLES, THEMES

ROLE_STRENGTH = 1.0
ROLE_AGAIN_STRENGTH = 0.5
THEME_STRENGTH = 0.3
THEME_AGAIN_STRENGTH = 0.1
PUBLIC_COUNT = 0.5
"""What a public sentence counts: there are more than twice as many as of the next largest kind."""

DOUBT = 0.05
"""The share of each target that is spread over all roles: annotators differ about as often."""

FOLDS = 5
BLOCKS = 4
"""Feature blocks of the first pass."""


@dataclass(frozen=True)
class Example:
    """A document with its feature blocks and targets (rows of probabilities)."""

    document: Document
    role_blocks: dict[str, Matrix]
    theme_blocks: dict[str, Matrix]
    roles: Matrix
    themes: Matrix

    @property
    def deployments(self) -> Matrix:
        """Which rows have themes to learn from."""
        return np.asarray(self.themes.sum(axis=1) > 0)


@dataclass(frozen=True)
class Held:
    """Scores of a document by a model that has not seen it."""

    example: Example
    roles: Matrix
    themes: Matrix


def prepare(documents: Sequence[Document], embed: Embed) -> list[Example]:
    """Embeds and computes features."""
    examples = []
    for document in documents:
        vectors = embed([fold(s.text) for s in document.sentences])
        examples.append(
            Example(
                document=document,
                role_blocks=role_blocks(document.sentences, vectors),
                theme_blocks=theme_blocks(document.sentences, vectors),
                roles=np.array(
                    [[float(s.role == r) for r in ROLES] for s in document.sentences],
                    dtype=np.float32,
                ),
                themes=np.array(
                    [
                        [(t in s.themes) / max(len(s.themes), 1) for t in THEMES]
                        for s in document.sentences
                    ],
                    dtype=np.float32,
                ),
            )
        )
    return examples


def folds(examples: Sequence[Example]) -> Iterator[list[Example]]:
    """FOLDS parts, the groups of each kind dealt out in turn (so each seed is alone among seeds)."""
    kinds = sorted({e.document.kind for e in examples})
    for number in range(FOLDS):
        part = []
        for kind in kinds:
            of_kind = [e for e in examples if e.document.kind == kind]
            dealt = set(sorted({e.document.group for e in of_kind})[number::FOLDS])
            part += [e for e in of_kind if e.document.group in dealt]
        if part:
            yield part


def apart(examples: Sequence[Example], held_out: Sequence[Example]) -> list[Example]:
    """Those of other groups than what is held out."""
    groups = {e.document.group for e in held_out}
    return [e for e in examples if e.document.group not in groups]


def train(examples: Sequence[Example]) -> Passes:
    """Both passes; the second learns from what the first says of documents that it has not seen."""
    first = _first(examples)
    held: list[tuple[Example, Matrix, Matrix]] = []
    for part in folds(examples):
        seen = {id(e) for e in part}
        model = _first([e for e in examples if id(e) not in seen])
        held += [(e, *model.probabilities(*_seen(e))) for e in part]
    return Passes(
        first=first,
        role_again=fit(
            np.vstack([role_features_again(e.document.sentences, r) for e, r, _ in held]),
            doubted(np.vstack([e.roles for e, _, _ in held])),
            ROLE_AGAIN_STRENGTH,
            counts([e for e, _, _ in held]),
        ),
        theme_again=fit(
            np.vstack(
                [
                    theme_features_again(e.document.sentences, r, t)[e.deployments]
                    for e, r, t in held
                ]
            ),
            np.vstack([e.themes[e.deployments] for e, _, _ in held]),
            THEME_AGAIN_STRENGTH,
            counts([e for e, _, _ in held])[_with_theme([e for e, _, _ in held])],
        ),
    )


def counts(examples: Sequence[Example]) -> Matrix:
    """What each sentence counts."""
    each = [PUBLIC_COUNT if e.document.kind == "public" else 1.0 for e in examples]
    lengths = [len(e.roles) for e in examples]
    return np.repeat(np.array(each, dtype=np.float32), lengths)


def doubted(roles: Matrix) -> Matrix:
    return np.asarray((1 - DOUBT) * roles + DOUBT / roles.shape[1], dtype=np.float32)


def _with_theme(examples: Sequence[Example]) -> Matrix:
    return np.concatenate([e.deployments for e in examples])


def _first(examples: Sequence[Example]) -> First:
    """All regressions of the first pass."""
    role, theme = regressions(examples, BLOCKS)
    texts = [[fold(s.text) for s in e.document.sentences] for e in examples]
    runs = frequent_runs([text for of_document in texts for text in of_document])
    by_runs = [
        theme_run_features(_join(e.theme_blocks, BLOCKS), runs.rows(t))[e.deployments]
        for e, t in zip(examples, texts, strict=True)
    ]
    return First(role, theme, _fit_themes(examples, by_runs), runs)


def regressions(examples: Sequence[Example], blocks: int) -> tuple[Linear, Linear]:
    """The role and the theme regression on that many of the feature blocks."""
    role = fit(
        np.vstack([_join(e.role_blocks, blocks) for e in examples]),
        doubted(np.vstack([e.roles for e in examples])),
        ROLE_STRENGTH,
        counts(examples),
    )
    features = [_join(e.theme_blocks, blocks)[e.deployments] for e in examples]
    return role, _fit_themes(examples, features)


def _fit_themes(examples: Sequence[Example], features: Sequence[Matrix]) -> Linear:
    """A theme regression on the features of each example's deployments."""
    return fit(
        np.vstack(features),
        np.vstack([e.themes[e.deployments] for e in examples]),
        THEME_STRENGTH,
        counts(examples)[_with_theme(examples)],
    )


def _first_likely(
    model: tuple[Linear, Linear], example: Example, blocks: int
) -> tuple[Matrix, Matrix]:
    role, theme = model
    return (
        role.probabilities(_join(example.role_blocks, blocks), 1),
        theme.probabilities(_join(example.theme_blocks, blocks), 1),
    )


def _seen(example: Example) -> tuple[Sequence[Sentence], Matrix, Matrix]:
    """What both passes see of a document."""
    return (
        example.document.sentences,
        _join(example.role_blocks, BLOCKS),
        _join(example.theme_blocks, BLOCKS),
    )


def _join(blocks: dict[str, Matrix], count: int) -> Matrix:
    return np.hstack(list(blocks.values())[:count])


def score(passes: Passes, examples: Sequence[Example]) -> list[Held]:
    """What the passes say of each document."""
    return [Held(e, *passes.scores(*_seen(e))) for e in examples]


def hold_out(
    examples: Sequence[Example],
    tested: Sequence[Kind],
    learnt: Sequence[Kind],
    first_blocks: int | None = None,
) -> list[Held]:
    """Scores for every document of the kinds `tested`, learnt from `learnt` without its fold.

    `first_blocks`: the first pass alone, on so many feature blocks. Kinds that are tested together
    are held out together: a fifth of each at once.
    """
    of_kinds = [e for e in examples if e.document.kind in tested]
    to_learn = [e for e in examples if e.document.kind in learnt]
    parts = folds(of_kinds) if set(tested) & set(learnt) else [of_kinds]
    held = []
    for inside in parts:
        outside = apart(to_learn, inside)
        if first_blocks is None:
            held += score(train(outside), inside)
        else:
            model = regressions(outside, first_blocks)
            held += [Held(e, *_first_likely(model, e, first_blocks)) for e in inside]
    return held


def figures(held: Sequence[Held]) -> Figures:
    """The figures of held-out documents, uncalibrated."""
    return measure(
        roles=np.vstack([h.example.roles for h in held]),
        role_scores=np.vstack([h.roles for h in held]),
        themes=np.vstack([h.example.themes for h in held]),
        theme_scores=np.vstack([h.themes for h in held]),
    )
