"""Fetch the public texts that docs/labels/public labels: python -m llmsum.tasks.probe.public

CLONES holds clones of the repositories that the pointers name, at CLONES/OWNER/NAME. Each text is
a stretch of a file at a commit, checked by its SHA-256 before it is written.
"""

import hashlib
import html
import re
import subprocess
from pathlib import Path

import click
from pydantic import BaseModel, ConfigDict

from llmsum.errors import PathMissing
from llmsum.tasks.probe.documents import PUBLIC


class _Source(BaseModel):
    repo: str
    commit: str
    path: str
    offset: tuple[int, int]


class _Pointer(BaseModel):
    model_config = ConfigDict(extra="ignore")

    doc: str
    source: _Source
    text_sha256: str


def plain(markup: str) -> str:
    """The text of a web page or Markdown file, a line for each paragraph; offsets of pointers are
    into this.

    >>> plain("<h1>园区</h1>\\n<p>已有&nbsp;96 家<br>企业。</p>")
    '园区\\n已有 96 家\\n企业。'
    """
    text = re.sub(r"(?is)<(script|style)\b.*?</\1>", "", markup)
    text = re.sub(r"(?i)</(p|h\d|div|tr|li)>|<br\s*/?>", "\n", text)
    text = html.unescape(re.sub(r"<[^>]*>", "", text))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def fetch(pointer: Path, clones: Path) -> str:
    """The text of one label file. Raises PathMissing when it is not there or is another text."""
    label = _Pointer.model_validate_json(pointer.read_bytes())
    source = label.source
    done = subprocess.run(  # noqa: S603 (arguments come from our own label files)
        ["git", "-C", str(clones / source.repo), "show", f"{source.commit}:{source.path}"],  # noqa: S607
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise PathMissing(
            f"{source.path} of {source.repo} at {source.commit[:12]} is not in {clones}: "
            f"clone the repository to {clones / source.repo}."
        )
    try:
        markup = done.stdout.decode("utf-8")
    except UnicodeDecodeError:
        markup = done.stdout.decode("gb18030", errors="replace")
    text = plain(markup)[slice(*source.offset)]
    if hashlib.sha256(text.encode()).hexdigest() != label.text_sha256:
        raise PathMissing(f"{source.path} of {source.repo} is not the text that {pointer} labels.")
    return text


@click.command()
@click.argument("clones", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--labels",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("docs/labels/public"),
    help="Folder of the labels.",
)
def main(clones: Path, out: Path, labels: Path) -> None:
    """Write the labelled public texts to the folders of OUT that the training reads."""
    for pointers, texts in PUBLIC.values():
        folder = out / texts
        folder.mkdir(parents=True, exist_ok=True)
        for pointer in sorted((labels / pointers).glob("*.json")):
            (folder / f"{pointer.stem}.txt").write_text(
                fetch(pointer, clones), encoding="utf-8", newline=""
            )
        click.echo(f"{folder}: {len(list(folder.glob('*.txt')))} texts", err=True)


if __name__ == "__main__":
    main()
