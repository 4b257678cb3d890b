"""Train the probe and say how good it is: python -m llmsum.tasks.probe.train GOLD_DIR

Prints out-of-sample figures only, as a Markdown table for docs/probe.md; then trains on every
document and writes weights.npz beside this file. With --left-out FOLDER it also writes weights
that have not seen one of the seeds, for `llmsum eval --labeller-weights`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
import numpy as np

from llmsum.tasks.probe.documents import Document, Kind, read_documents
from llmsum.tasks.probe.features import FEATURE_VERSION, Matrix, fold, role_blocks, theme_blocks
from llmsum.tasks.probe.figures import Figures, measure
from llmsum.tasks.probe.model import Header, Linear, TrainedOn, engine, pack
from llmsum.tasks.probe.regression import best_temperature, fit
from llmsum.vocabulary import ROLES, THEMES

ROLE_STRENGTH = 0.5
THEME_STRENGTH = 0.3
SECOND_THEME = 0.2
FOLDS = 5
ROLE_BLOCKS = ("vector", "neighbours", "cues", "context_cues")
THEME_BLOCKS = ("vector", "neighbours", "words", "context_words")
KINDS: tuple[Kind, ...] = ("passages", "seeds", "written", "later", "public")
"""What is learnt from."""


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


def prepare(documents: Sequence[Document]) -> list[Example]:
    """Embeds and computes features; about a second for each thousand characters."""
    embed = engine()
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


def train(
    examples: Sequence[Example],
    role_names: Sequence[str] = ROLE_BLOCKS,
    theme_names: Sequence[str] = THEME_BLOCKS,
) -> tuple[Linear, Linear]:
    """The role and the theme regression on these feature blocks."""
    role = fit(
        np.vstack([_join(e.role_blocks, role_names) for e in examples]),
        np.vstack([e.roles for e in examples]),
        ROLE_STRENGTH,
    )
    theme = fit(
        np.vstack([_join(e.theme_blocks, theme_names)[e.deployments] for e in examples]),
        np.vstack([e.themes[e.deployments] for e in examples]),
        THEME_STRENGTH,
    )
    return role, theme


def hold_out(
    examples: Sequence[Example],
    tested: Kind,
    trained: Sequence[Kind],
    role_names: Sequence[str] = ROLE_BLOCKS,
    theme_names: Sequence[str] = THEME_BLOCKS,
) -> list[Held]:
    """Scores for every document of `tested` from models trained on `trained` without its fold.

    Seeds are left out one by one; of the others, groups are dealt into FOLDS folds.
    """
    groups = sorted({e.document.group for e in examples if e.document.kind == tested})
    count = len(groups) if tested == "seeds" else min(FOLDS, len(groups))
    held = []
    for fold_groups in (set(groups[i::count]) for i in range(count)):
        inside = [e for e in examples if e.document.group in fold_groups]
        outside = [
            e
            for e in examples
            if e.document.kind in trained and e.document.group not in fold_groups
        ]
        role, theme = train(outside, role_names, theme_names)
        held += [
            Held(
                example=e,
                roles=_join(e.role_blocks, role_names) @ role.weights + role.bias,
                themes=_join(e.theme_blocks, theme_names) @ theme.weights + theme.bias,
            )
            for e in inside
        ]
    return held


def figures(held: Sequence[Held]) -> Figures:
    """The figures of held-out documents, uncalibrated."""
    return measure(
        roles=np.vstack([h.example.roles for h in held]),
        role_scores=np.vstack([h.roles for h in held]),
        themes=np.vstack([h.example.themes for h in held]),
        theme_scores=np.vstack([h.themes for h in held]),
    )


ABLATION: tuple[tuple[str, int, tuple[Kind, ...]], ...] = (
    ("e5 only", 1, ("passages", "seeds")),
    ("+ neighbours", 2, ("passages", "seeds")),
    ("+ cues, theme words", 3, ("passages", "seeds")),
    ("+ cues and words around", 4, ("passages", "seeds")),
    ("+ written texts", 4, ("passages", "seeds", "written")),
    ("+ later texts", 4, ("passages", "seeds", "written", "later")),
    ("+ public texts", 4, KINDS),
)
"""Name, how many feature blocks of each model, and what is learnt from."""


def report(examples: Sequence[Example]) -> str:
    """The ablation and the transfer between kinds, all out of sample, as a Markdown table."""
    lines = [Figures.head()]
    for name, blocks, learnt in ABLATION:
        for tested in KINDS[:2]:
            held = hold_out(examples, tested, learnt, ROLE_BLOCKS[:blocks], THEME_BLOCKS[:blocks])
            lines.append(figures(held).row(f"{name}, on {tested}"))
    transfers: tuple[tuple[Kind, ...], ...] = (
        ("passages",),
        ("passages", "written"),
        ("passages", "written", "later"),
        ("passages", "written", "later", "public"),
    )
    for learnt in transfers:
        held = hold_out(examples, "seeds", learnt)
        lines.append(figures(held).row(f"learnt from {' and '.join(learnt)} only, on seeds"))
    held = hold_out(examples, "passages", ("seeds", "written", "later", "public"))
    lines.append(figures(held).row("learnt from all but passages, on passages"))
    others: tuple[Kind, ...] = ("written", "later", "public", "unseen")
    for kind in (k for k in others if any(e.document.kind == k for e in examples)):
        held = hold_out(examples, kind, KINDS[:-1])
        lines.append(figures(held).row(f"all but public, on {kind}"))
        lines.append(figures(hold_out(examples, kind, KINDS)).row(f"all, on {kind}"))
    for one in hold_out(examples, "seeds", KINDS):
        lines.append(figures([one]).row(f"all, on {one.example.document.doc}"))
    return "\n".join(lines)


def temperatures(examples: Sequence[Example]) -> tuple[float, float]:
    """Calibration of roles and themes on held-out scores of every document."""
    kinds = {e.document.kind for e in examples}
    held = [h for kind in KINDS if kind in kinds for h in hold_out(examples, kind, KINDS)]
    return (
        best_temperature(
            np.vstack([h.roles for h in held]), np.vstack([h.example.roles for h in held])
        ),
        best_temperature(
            np.vstack([h.themes[h.example.deployments] for h in held]),
            np.vstack([h.example.themes[h.example.deployments] for h in held]),
        ),
    )


def weights(examples: Sequence[Example]) -> bytes:
    """The packed model trained on every example of KINDS."""
    examples = [e for e in examples if e.document.kind in KINDS]
    role, theme = train(examples)
    role_temperature, theme_temperature = temperatures(examples)
    header = Header(
        feature_version=FEATURE_VERSION,
        role_temperature=role_temperature,
        theme_temperature=theme_temperature,
        second_theme=SECOND_THEME,
        trained_on=tuple(TrainedOn(doc=e.document.doc, sha256=e.document.sha256) for e in examples),
    )
    return pack(
        header,
        {
            "role_weights": role.weights,
            "role_bias": role.bias,
            "theme_weights": theme.weights,
            "theme_bias": theme.bias,
        },
    )


def _join(blocks: dict[str, Matrix], names: Sequence[str]) -> Matrix:
    return np.hstack([blocks[name] for name in names])


def original_themes(relabelled: Sequence[Example], original: Sequence[Example]) -> str:
    """A row for passages learnt with our themes and measured by their annotators' own."""
    held = hold_out(relabelled, "passages", KINDS)
    by_annotators = {e.document.doc: e for e in original}
    own = [replace(h, example=by_annotators[h.example.document.doc]) for h in held]
    return figures(own).row("all, on passages, by their annotators' own themes")


@click.command()
@click.argument("gold_dir", type=click.Path(path_type=Path))
@click.option(
    "--labels",
    type=click.Path(path_type=Path),
    default=Path("docs/labels"),
    help="Folder of the written texts and of the labels of passages.",
)
@click.option(
    "--public",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the public texts; GOLD_DIR/public unless given.",
)
@click.option(
    "--without-public", is_flag=True, help="Figures without the public texts, no weights."
)
@click.option("--no-report", is_flag=True, help="Only write the weights.")
@click.option(
    "--left-out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for weights DOC.npz that have not seen the seed DOC; the packaged ones stay.",
)
def main(
    *,
    gold_dir: Path,
    labels: Path,
    public: Path | None,
    without_public: bool,
    no_report: bool,
    left_out: Path | None,
) -> None:
    """Print out-of-sample figures for GOLD_DIR, then train on all of it and write the weights."""
    texts = None if without_public else public or gold_dir / "public"
    examples = prepare(read_documents(gold_dir, labels, texts))
    if left_out:
        left_out.mkdir(parents=True, exist_ok=True)
        for seed in (e.document.doc for e in examples if e.document.kind == "seeds"):
            others = [e for e in examples if e.document.doc != seed]
            _write(left_out / f"{seed}.npz", others)
        return
    if not no_report:
        click.echo(report(examples))
        original = prepare(read_documents(gold_dir, labels, texts, relabelled=False))
        click.echo(original_themes(examples, original))
    if without_public:
        click.echo("Nothing is written: weights are made with the public texts.", err=True)
        return
    _write(Path(__file__).with_name("weights.npz"), examples)


def _write(path: Path, examples: Sequence[Example]) -> None:
    path.write_bytes(weights(examples))
    click.echo(f"{path}: {path.stat().st_size} bytes", err=True)


if __name__ == "__main__":
    main()
