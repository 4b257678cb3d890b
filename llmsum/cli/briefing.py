"""From paths to a finished result: what summarise, commitments and compare have in common."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from llmsum.cli.options import chosen_format, emit, settled
from llmsum.errors import NoSpeech

if TYPE_CHECKING:
    from llmsum.pipeline import Part
    from llmsum.records import Briefing
    from llmsum.text import Columns


@dataclass(frozen=True)
class Options:
    """What the user asked for on the command line. No record: `--help` must not wait for Pydantic."""

    paths: tuple[str, ...]
    encoding: str | None
    output: Path | None
    format_: str | None
    lang: str | None
    model_name: str | None
    base_url: str | None
    labeller: str | None
    keep_unverified: bool | None
    quiet: bool
    columns: "Columns"


class Render(Protocol):
    """Turns a briefing into text of a format that the command offers."""

    def __call__(self, briefing: "Briefing", format: Any) -> str: ...


def make(
    options: Options, formats: tuple[str, ...], parts: "frozenset[Part]", render: Render
) -> int:
    """Read, analyse, render, write; the exit code."""
    from llmsum.cli.progress import listener  # noqa: PLC0415
    from llmsum.llm.models import open_model  # noqa: PLC0415
    from llmsum.pipeline import Request, brief_files  # noqa: PLC0415
    from llmsum.report import check_writable  # noqa: PLC0415
    from llmsum.report.gaps import gaps  # noqa: PLC0415
    from llmsum.reuse import File  # noqa: PLC0415
    from llmsum.store import open_store  # noqa: PLC0415

    if options.output:
        check_writable(options.output)
    values = settled(
        options.lang,
        options.model_name,
        options.base_url,
        options.labeller,
        options.keep_unverified,
    ).values
    files = [
        File(path, str(path), options.encoding, options.columns)
        for path in sources(options.paths, but=options.output)
    ]
    with listener(options.quiet) as progress:
        model = open_model(values.model, values.base_url, values.labeller, progress)
        request = Request(
            model=model,
            lang=values.language,
            parts=parts,
            keep_unverified=values.keep_unverified,
        )
        with open_store() as store:
            briefing = brief_files(files, request, store, progress)
    emit(
        render(briefing, format=chosen_format(options.format_, options.output, formats)),
        options.output,
    )
    return say_gaps(gaps(briefing))


def sources(paths: tuple[str, ...], but: Path | None) -> list[Path]:
    """The files that the paths name, without the result of an earlier run. Raises InputError."""
    from llmsum.text import find_sources  # noqa: PLC0415

    found = [p for p in find_sources(paths) if not (but and p.resolve() == but.resolve())]
    if not found:
        raise NoSpeech(f"There is no speech besides {but} itself.")
    return found


def say_gaps(gaps: list[str]) -> int:
    """Print them on stderr; exit code 1 when there are any, else 0."""
    for gap in gaps:
        click.echo(f"llmsum: {gap}", err=True)
    return 1 if gaps else 0
