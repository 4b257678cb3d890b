"""What was paid for is kept: validated responses by key, and the history of runs."""

from llmsum.store.store import Run, Store, StoredResponse, response_key

__all__ = ["Run", "Store", "StoredResponse", "response_key"]
