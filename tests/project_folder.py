"""A project in a folder of its own: its settings, and what its refreshes wrote."""

import json
from pathlib import Path
from typing import Any

from command import Finished
from stand_in import StandIn

from llmsum.records import Briefing


def write(folder: Path, service: StandIn, **values: Any) -> None:
    """llmsum.toml with these values besides the stand-in's."""
    said = {
        "sources": ["speeches/"],
        "model": "llamacpp/m",
        "base_url": service.base_url,
        "labeller": "model",
        **values,
    }
    text = "".join(f"{k} = {json.dumps(v, ensure_ascii=False)}\n" for k, v in said.items())
    (folder / "llmsum.toml").write_text(text, encoding="utf-8")


def emptied(folder: Path) -> Path:
    """The folder, without its files."""
    for old in folder.iterdir():
        old.unlink()
    return folder


def pages(done: Finished) -> tuple[Path, Path]:
    """The briefing and the change report that a refresh has written."""
    assert done.code == 0, done.err
    page, changes = done.out.split("\n")[:2]
    return Path(page), Path(changes)


def last_briefing(project: Path) -> Briefing:
    """Of the project in this folder."""
    stem = json.loads((project / ".llmsum" / "state.json").read_text("utf-8"))["stem"]
    data = (project / "briefings" / f"{stem}.json").read_text("utf-8")
    return Briefing.model_validate_json(data)
