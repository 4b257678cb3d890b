"""A project: a folder with an llmsum.toml that says what is read, how, and when."""

from llmsum.project.cron import Cron, parse_cron
from llmsum.project.file import FILE_NAME, Project, Values, find_project
from llmsum.project.settle import Effective, effective
from llmsum.project.start import start_project

__all__ = [
    "FILE_NAME",
    "Cron",
    "Effective",
    "Project",
    "Values",
    "effective",
    "find_project",
    "parse_cron",
    "start_project",
]
