"""`llmsum refresh`: a project kept up to date, and what changed since the last time."""

from llmsum.refresh.run import (
    Limits,
    Outcome,
    foresee_refresh,
    last_briefing,
    past,
    project_root,
    refresh,
)

__all__ = [
    "Limits",
    "Outcome",
    "foresee_refresh",
    "last_briefing",
    "past",
    "project_root",
    "refresh",
]
