"""The ledger: each city's commitments over time, and what has become of them."""

from llmsum.ledger.page import ledger_csv, ledger_json, ledger_page
from llmsum.ledger.records import Change, Entry, Statement
from llmsum.ledger.timeline import Pair, build_ledger, compare_speech, undecided

__all__ = [
    "Change",
    "Entry",
    "Pair",
    "Statement",
    "build_ledger",
    "compare_speech",
    "ledger_csv",
    "ledger_json",
    "ledger_page",
    "undecided",
]
