"""`llmsum init`: a commented llmsum.toml."""

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from llmsum.errors import OutputError, ProjectError
from llmsum.project.file import FILE_NAME
from llmsum.vocabulary import Lang


def start_project(folder: Path, sources: Sequence[str], language: Lang) -> Path:
    """Write the commented llmsum.toml into the folder, creating it if need be; the file's path.

    Raises ProjectError when there is one already, OutputError when it cannot be written.
    """
    template = files("llmsum.project").joinpath("template.toml").read_text(encoding="utf-8")
    listed = ", ".join(json.dumps(source, ensure_ascii=False) for source in sources)
    text = template.replace("@SOURCES@", listed).replace("@LANGUAGE@", language)
    path = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        if path.exists():
            raise ProjectError(f"{path} exists already; edit it, or name another folder.") from None
        raise OutputError(f"Cannot create the folder {folder}: {error.strerror}.") from error
    except OSError as error:
        raise OutputError(f"Cannot write {path}: {error.strerror}.") from error
    return path
