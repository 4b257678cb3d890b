"""Records → Markdown, JSON, HTML and CSV. No model and no new facts: what is here stood in the records."""

import json
from typing import Literal

from llmsum.records import SCHEMA_VERSION, Briefing, Speech
from llmsum.report.atomic import check_writable, write_atomically
from llmsum.report.json_pieces import json_pieces

__all__ = [
    "check_writable",
    "json_pieces",
    "render_briefing",
    "render_commitments",
    "render_speech",
    "render_summaries",
    "write_atomically",
]


def render_briefing(briefing: Briefing, format: Literal["md", "json", "html"]) -> str:
    """The whole briefing, in its own language. Raises LookupError when a line cites no known sentence."""
    return _json(briefing) if format == "json" else _page("briefing", briefing, format)


def render_summaries(briefing: Briefing, format: Literal["md", "json"]) -> str:
    """What each speech says. The JSON is that of a briefing, whose comparison is empty."""
    return _json(briefing) if format == "json" else _page("summaries", briefing)


def render_commitments(briefing: Briefing, format: Literal["md", "json", "csv"]) -> str:
    """What each speech commits to. The JSON is that of a briefing, whose comparison is empty."""
    match format:
        case "json":
            return _json(briefing)
        case "csv":
            from llmsum.report.commitment_table import commitment_csv  # noqa: PLC0415 (start-up time)

            return commitment_csv(briefing)
        case "md":
            return _page("commitments", briefing)


def render_speech(speech: Speech, format: Literal["text", "json"]) -> str:
    """The repaired text; or source, text, repairs, sentences and metadata as JSON."""
    if format == "text":
        return speech.text if speech.text.endswith("\n") else speech.text + "\n"
    fields = speech.model_dump(mode="json", exclude={"raw_offsets"})
    return (
        json.dumps({"schema_version": SCHEMA_VERSION, **fields}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _page(
    page: Literal["briefing", "summaries", "commitments"],
    briefing: Briefing,
    markup: Literal["md", "html"] = "md",
) -> str:
    # Whoever only writes a file, or JSON, does not wait for the pages.
    from llmsum.report.page import render_page  # noqa: PLC0415

    return render_page(page, briefing, markup)


def _json(briefing: Briefing) -> str:
    return "".join([*json_pieces(briefing, indent=2), "\n"])
