"""Write the annotated public texts that nothing is learnt from: python -m benchmarks.unseen_gold

    python -m benchmarks.unseen_gold PUBLIC_DIR OUT_DIR
    llmsum eval OUT_DIR/development
    llmsum eval OUT_DIR/test
    llmsum eval OUT_DIR/fresh

PUBLIC_DIR is what `python -m llmsum.tasks.probe.public` writes. The texts are other people's, so
docs/gold has character offsets into them instead of their words. `fresh` are six more, annotated
when the program had been mended with the development half in view and before it was asked about
any of them.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import click

from llmsum.errors import PathMissing
from llmsum.offsets import Span
from llmsum.records import Record, Strength
from llmsum.tasks.probe.documents import PUBLIC
from llmsum.vocabulary import Theme

DOCS = Path(__file__).parents[1] / "docs"
LABELS = DOCS / "labels" / "public"


class _Commitment(Record):
    span: Span
    strength: Strength
    theme: Theme
    actor: Span | None = None
    deadline: Span | None = None
    target: Span | None = None


class _Trap(Record):
    span: Span
    why: str


class _KeyFact(Record):
    fact: str
    weight: int
    any_of: tuple[Span, ...]


class Annotation(Record):
    """Of the text that LABELS/`labels`/`doc`.json points to. `themes`: spoken of or not; an open
    case is left out."""

    doc: str
    labels: str
    half: Literal["development", "test", "fresh"]
    text_sha256: str
    themes: dict[Theme, bool]
    commitments: tuple[_Commitment, ...]
    traps: tuple[_Trap, ...]
    key_facts: tuple[_KeyFact, ...]


def annotations() -> Iterator[Annotation]:
    """All annotations, by name."""
    for path in sorted((DOCS / "gold").glob("*.json")):
        yield Annotation.model_validate_json(path.read_bytes())


def gold(annotation: Annotation, text: str) -> dict[str, Any]:
    """The annotation with the words of its text, as `llmsum eval` reads it.

    Raises PathMissing when this is another text.
    """
    if hashlib.sha256(text.encode()).hexdigest() != annotation.text_sha256:
        raise PathMissing(f"This is not the text {annotation.doc} that was annotated.")

    def words(span: Span | None) -> str | None:
        return text[slice(*span)] if span else None

    def quoted(span: Span) -> dict[str, Any]:
        return {"quote": words(span), "start": span[0], "end": span[1]}

    return {
        "doc": annotation.doc,
        "text_file": f"{annotation.doc}.txt",
        "text_sha256": annotation.text_sha256,
        "commitments": [
            {
                **quoted(c.span),
                "actor": words(c.actor),
                "deadline": words(c.deadline),
                "target": words(c.target),
                "strength": c.strength,
                "theme": c.theme,
            }
            for c in annotation.commitments
        ],
        "traps": [{**quoted(t.span), "why": t.why} for t in annotation.traps],
        "key_facts": [
            {"fact": f.fact, "any_of": [words(span) for span in f.any_of], "weight": f.weight}
            for f in annotation.key_facts
        ],
        "dimensions": {theme: {"present": told} for theme, told in annotation.themes.items()},
    }


@click.command()
@click.argument("public_dir", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out_dir", type=click.Path(file_okay=False, path_type=Path))
def main(public_dir: Path, out_dir: Path) -> None:
    """Write the texts, annotations and labels to a folder of OUT_DIR for each half."""
    texts = dict(PUBLIC.values())
    for annotation in annotations():
        path = public_dir / texts[annotation.labels] / f"{annotation.doc}.txt"
        if not path.is_file():
            raise PathMissing(f"{path} is missing: see docs/public-texts.md for getting the texts.")
        text = path.read_bytes().decode("utf-8")
        labels = (LABELS / annotation.labels / f"{annotation.doc}.json").read_text(encoding="utf-8")
        out = out_dir / annotation.half / annotation.doc
        out.parent.mkdir(parents=True, exist_ok=True)
        annotated = json.dumps(gold(annotation, text), ensure_ascii=False, indent=1)
        for ending, content in (
            (".txt", text),
            (".gold.json", annotated),
            (".labels.json", labels),
        ):
            out.with_suffix(ending).write_text(content, encoding="utf-8", newline="")
    click.echo(f"{out_dir}: {len(list(annotations()))} annotated texts", err=True)


if __name__ == "__main__":
    main()
