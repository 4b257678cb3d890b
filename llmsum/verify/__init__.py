"""The gate: what a line says is found in the sentences that it cites, or the line fails. No model."""

from llmsum.verify.clauses import (
    balanced,
    best_clause,
    clauses,
    shortened,
    strip_connective,
    strip_lead_in,
    told_clauses,
)
from llmsum.verify.dates import find_dates
from llmsum.verify.dates.periods import DateMention
from llmsum.verify.fold import fold
from llmsum.verify.gate import check_line
from llmsum.verify.quantities import Quantity, find_quantities

__all__ = [
    "DateMention",
    "Quantity",
    "balanced",
    "best_clause",
    "check_line",
    "clauses",
    "find_dates",
    "find_quantities",
    "fold",
    "shortened",
    "strip_connective",
    "strip_lead_in",
    "told_clauses",
]
