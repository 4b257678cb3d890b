"""`llmsum refresh`: a project kept up to date, and what changed since the last time."""

from llmsum.refresh.limits import Limits
from llmsum.refresh.run import Outcome, foresee_refresh, last_briefing, past, refresh
from llmsum.refresh.sources import project_root

__all__ = [
    "Limits",
    "Outcome",
    "foresee_refresh",
    "last_briefing",
    "past",
    "project_root",
    "refresh",
]
