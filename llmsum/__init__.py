"""Policy briefings from Chinese industrial-park speeches, every line cited and checked.

What other programs use is named here, and loaded when it is asked for. `pipeline.py` says how it
goes together; `llmsum.verify`, `llmsum.audit`, `llmsum.ledger` and `llmsum.records` have more.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llmsum.errors import LlmsumError
    from llmsum.llm.models import open_model
    from llmsum.pipeline import Request, brief
    from llmsum.records import Briefing, Speech
    from llmsum.report import render_briefing
    from llmsum.store import open_store
    from llmsum.text import read_speech
    from llmsum.verify import check_line

__version__ = "0.1.0"

__all__ = [
    "Briefing",
    "LlmsumError",
    "Request",
    "Speech",
    "__version__",
    "brief",
    "check_line",
    "open_model",
    "open_store",
    "read_speech",
    "render_briefing",
]

_PLACES = {
    "Briefing": "records",
    "LlmsumError": "errors",
    "Request": "pipeline",
    "Speech": "records",
    "brief": "pipeline",
    "check_line": "verify",
    "open_model": "llm.models",
    "open_store": "store",
    "read_speech": "text",
    "render_briefing": "report",
}


def __getattr__(name: str) -> object:
    # The command line imports this package before all else, and waits for nothing that it may not use.
    if name not in _PLACES:
        raise AttributeError(f"{__name__} has no {name}")
    found: object = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
    return found
