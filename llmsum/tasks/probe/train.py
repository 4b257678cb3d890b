"""Train the probe and say how good it is: python -m llmsum.tasks.probe.train GOLD_DIR

Prints out-of-sample figures only, as a Markdown table for docs/probe.md; then trains on every
document and writes weights.npz beside this file. With --left-out FOLDER it writes weights instead
that have not seen one of the seeds, for `llmsum eval --labeller-weights`.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click
import numpy as np

from llmsum.tasks.probe.documents import Kind, read_documents
from llmsum.tasks.probe.features import FEATURE_VERSION
from llmsum.tasks.probe.figures import Figures
from llmsum.tasks.probe.fitting import (
    BLOCKS,
    Example,
    Held,
    figures,
    hold_out,
    prepare,
    train,
)
from llmsum.tasks.probe.model import Header, TrainedOn, pack
from llmsum.tasks.probe.regression import best_temperature

SECOND_THEME = 0.2
KINDS: tuple[Kind, ...] = ("passages", "seeds", "written", "later", "public", "reports")
"""What is learnt from."""

ABLATION: tuple[tuple[str, int | None, tuple[Kind, ...]], ...] = (
    ("e5 only", 1, ("passages", "seeds")),
    ("+ neighbours", 2, ("passages", "seeds")),
    ("+ cues, theme words", 3, ("passages", "seeds")),
    ("+ cues and words around", BLOCKS, ("passages", "seeds")),
    ("+ written texts", BLOCKS, ("passages", "seeds", "written")),
    ("+ later texts", BLOCKS, ("passages", "seeds", "written", "later")),
    ("+ public texts", BLOCKS, ("passages", "seeds", "written", "later", "public")),
    ("+ reports across sections", BLOCKS, KINDS),
)
"""Name, how many feature blocks of the first pass, and what is learnt from."""


def report(examples: Sequence[Example], held: Sequence[Held]) -> str:
    """The ablation and the transfer between kinds, all out of sample, as a Markdown table.

    `held`: documents of KINDS as scored by models that learnt from all kinds.
    """
    lines = [Figures.head()]
    for name, blocks, learnt in ABLATION:
        lines += _by_kind(name, hold_out(examples, learnt, learnt, blocks), learnt)
    lines += _by_kind("+ second pass: all", held, KINDS)
    for one in (h for h in held if h.example.document.kind == "seeds"):
        lines.append(figures([one]).row(f"all, on {one.example.document.doc}"))
    transfers: tuple[tuple[tuple[Kind, ...], Kind], ...] = (
        (("passages",), "seeds"),
        (("passages", "written"), "seeds"),
        (("passages", "written", "later"), "seeds"),
        *((tuple(k for k in KINDS if k != tested), tested) for tested in KINDS),
        (("passages", "seeds", "written", "later"), "unseen"),
        (KINDS, "unseen"),
        (KINDS, "unseen 2"),
        (KINDS, "unseen 3"),
        (("passages", "seeds", "written", "later", "public"), "unseen reports"),
        (KINDS, "unseen reports"),
    )
    kinds = {e.document.kind for e in examples}
    for learnt, tested in transfers:
        if tested in kinds:
            scored = hold_out(examples, (tested,), learnt)
            name = f"learnt from {', '.join(learnt)} only, on {tested}"
            lines.append(figures(scored).row(name))
    return "\n".join(lines)


def _by_kind(name: str, held: Sequence[Held], kinds: Sequence[Kind]) -> list[str]:
    """A row for each kind that has documents."""
    return [
        figures(scored).row(f"{name}, on {kind}")
        for kind in kinds
        if (scored := [h for h in held if h.example.document.kind == kind])
    ]


def temperatures(held: Sequence[Held]) -> tuple[float, float]:
    """Calibration of roles and themes on held-out scores."""
    return (
        best_temperature(
            np.vstack([h.roles for h in held]), np.vstack([h.example.roles for h in held])
        ),
        best_temperature(
            np.vstack([h.themes[h.example.deployments] for h in held]),
            np.vstack([h.example.themes[h.example.deployments] for h in held]),
        ),
    )


def weights(examples: Sequence[Example], held: Sequence[Held]) -> bytes:
    """The packed model trained on `examples`, calibrated on `held`."""
    role_temperature, theme_temperature = temperatures(held)
    passes = train(examples)
    header = Header(
        feature_version=FEATURE_VERSION,
        role_temperature=role_temperature,
        theme_temperature=theme_temperature,
        second_theme=SECOND_THEME,
        runs=passes.first.runs.names,
        trained_on=tuple(TrainedOn(doc=e.document.doc, sha256=e.document.sha256) for e in examples),
    )
    return pack(header, passes.arrays())


def original_themes(held: Sequence[Held], original: Sequence[Example]) -> str:
    """A row for passages learnt with our themes and measured by their annotators' own."""
    by_annotators = {e.document.doc: e for e in original}
    own = [
        replace(h, example=by_annotators[h.example.document.doc])
        for h in held
        if h.example.document.kind == "passages"
    ]
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
    learnt = [e for e in examples if e.document.kind in KINDS]
    held = hold_out(learnt, KINDS, KINDS)
    if left_out:
        left_out.mkdir(parents=True, exist_ok=True)
        for seed in (e.document.doc for e in learnt if e.document.kind == "seeds"):
            _write(
                left_out / f"{seed}.npz",
                [e for e in learnt if e.document.doc != seed],
                [h for h in held if h.example.document.doc != seed],
            )
        return
    if not no_report:
        click.echo(report(examples, held))
        original = prepare(read_documents(gold_dir, labels, texts, relabelled=False))
        click.echo(original_themes(held, original))
    if without_public:
        click.echo("Nothing is written: weights are made with the public texts.", err=True)
        return
    _write(Path(__file__).with_name("weights.npz"), learnt, held)


def _write(path: Path, examples: Sequence[Example], held: Sequence[Held]) -> None:
    path.write_bytes(weights(examples, held))
    click.echo(f"{path}: {path.stat().st_size} bytes", err=True)


if __name__ == "__main__":
    main()
