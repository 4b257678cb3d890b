"""Train the probe and say how good it is: python -m llmsum.tasks.probe.train GOLD_DIR

Prints out-of-sample figures only, as a Markdown table for docs/probe.md; then trains on every
document and writes weights.npz beside this file. With --left-out FOLDER it writes weights instead
that have not seen one of the seeds (nor the rest of its fold), for `llmsum eval
--labeller-weights`. Needs `pip install 'llmsum[local,train]'`; the encoder is tuned six times, about
ten minutes each on two cores.
"""

from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np

from llmsum.tasks.probe.documents import Kind, read_documents
from llmsum.tasks.probe.encoder import Encoder, e5_file
from llmsum.tasks.probe.features import FEATURE_VERSION
from llmsum.tasks.probe.figures import Figures
from llmsum.tasks.probe.fitting import BLOCKS, Example, Held, figures, hold_out, prepare
from llmsum.tasks.probe.learning import Learnt, in_folds, learn
from llmsum.tasks.probe.model import ENCODER, Header, TrainedOn, pack
from llmsum.tasks.probe.regression import best_temperature

SECOND_THEME = 0.2
KINDS: tuple[Kind, ...] = ("passages", "seeds", "written", "later", "public", "reports")
"""What is learnt from."""

UNSEEN: tuple[Kind, ...] = ("unseen", "unseen 2", "unseen 3", "unseen reports")
"""What is only measured on."""

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


def report(examples: Sequence[Example], held: Sequence[Held], unseen: Sequence[Held]) -> str:
    """How good it is, what each part adds, and the transfer between kinds; all out of sample, as a
    Markdown table.

    `examples`: prepared with the encoder as it comes, on which the rows of the parts and of the
    transfer are; `held`: documents of KINDS, each scored by what was learnt without its fold;
    `unseen`: documents never learnt from, scored by the weights that are packaged.
    """
    lines = [Figures.head(), *_by_kind("as packaged", held), *_by_kind("as packaged", unseen)]
    for one in (h for h in held if h.example.document.kind == "seeds"):
        lines.append(figures([one]).row(f"as packaged, on {one.example.document.doc}"))
    for name, blocks, learnt in ABLATION:
        lines += _by_kind(name, hold_out(examples, learnt, learnt, blocks))
    lines += _by_kind("+ second pass: all but the tuning", hold_out(examples, KINDS, KINDS))
    transfers: tuple[tuple[tuple[Kind, ...], Kind], ...] = (
        (("passages",), "seeds"),
        (("passages", "written"), "seeds"),
        (("passages", "written", "later"), "seeds"),
        *((tuple(k for k in KINDS if k != tested), tested) for tested in KINDS),
        (("passages", "seeds", "written", "later"), "unseen"),
        (("passages", "seeds", "written", "later", "public"), "unseen reports"),
        *((KINDS, tested) for tested in UNSEEN),
    )
    kinds = {e.document.kind for e in examples}
    for learnt, tested in transfers:
        if tested in kinds:
            scored = hold_out(examples, (tested,), learnt)
            name = f"not tuned, learnt from {', '.join(learnt)} only, on {tested}"
            lines.append(figures(scored).row(name))
    return "\n".join(lines)


def _by_kind(name: str, held: Sequence[Held]) -> list[str]:
    """A row for each kind that has documents."""
    return [
        figures(scored).row(f"{name}, on {kind}")
        for kind in (*KINDS, *UNSEEN)
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


def weights(learnt: Learnt, held: Sequence[Held]) -> bytes:
    """The packed model, calibrated on `held`."""
    role_temperature, theme_temperature = temperatures(held)
    header = Header(
        feature_version=FEATURE_VERSION,
        role_temperature=role_temperature,
        theme_temperature=theme_temperature,
        second_theme=SECOND_THEME,
        runs=learnt.passes.first.runs.names,
        trained_on=tuple(TrainedOn(doc=d.doc, sha256=d.sha256) for d in learnt.documents),
    )
    tuned = {f"{ENCODER}{name}": array for name, array in learnt.tuned.items()}
    return pack(header, {**learnt.passes.arrays(), **tuned})


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
    "--tunings",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("tunings"),
    help="Folder of encoders tuned so far, which are used again.",
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
    tunings: Path,
    no_report: bool,
    left_out: Path | None,
) -> None:
    """Print out-of-sample figures for GOLD_DIR, then train on all of it and write the weights."""
    texts = public or gold_dir / "public"
    examples = prepare(read_documents(gold_dir, labels, texts), Encoder(e5_file(), {}))
    learnt_from = [e for e in examples if e.document.kind in KINDS]
    by_fold = list(in_folds(learnt_from, tunings))
    held = [h for _, of_fold in by_fold for h in of_fold]
    if left_out:
        left_out.mkdir(parents=True, exist_ok=True)
        for learnt, of_fold in by_fold:
            others = [h for h in held if h not in of_fold]
            for seed in (h.example.document for h in of_fold):
                if seed.kind == "seeds":
                    _write(left_out / f"{seed.doc}.npz", learnt, others)
        return
    learnt = learn(learnt_from, tunings)
    _write(Path(__file__).with_name("weights.npz"), learnt, held)
    if no_report:
        return
    unseen = learnt.score([e.document for e in examples if e.document.kind in UNSEEN])
    click.echo(report(examples, held, unseen))


def _write(path: Path, learnt: Learnt, held: Sequence[Held]) -> None:
    path.write_bytes(weights(learnt, held))
    click.echo(f"{path}: {path.stat().st_size} bytes", err=True)


if __name__ == "__main__":
    main()
