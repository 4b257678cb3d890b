"""What was paid for is kept: validated responses by key, and the history of runs."""

from llmsum.store.records import Finished, Run, StoredResponse, response_key
from llmsum.store.store import Store

__all__ = ["Finished", "Run", "Store", "StoredResponse", "open_store", "response_key"]


def open_store() -> Store:
    """The store that the user's settings name, with their limit on its size. Raises StoreError."""
    from llmsum.settings import store_max_size, store_url  # noqa: PLC0415

    return Store(store_url(), store_max_size())
