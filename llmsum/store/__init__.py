"""What was paid for is kept: validated responses by key, and the history of runs."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llmsum.store.records import Finished, Run, StoredResponse, response_key
    from llmsum.store.store import Store

__all__ = ["Finished", "Run", "Store", "StoredResponse", "open_store", "response_key"]


def __getattr__(name: str) -> object:
    # Whoever only names a record or a key does not wait for SQLAlchemy, a fifth of a second, and
    # who only looks what is there not for Pydantic.
    if name not in __all__:
        raise AttributeError(f"{__name__} has no {name}")
    place = "store" if name == "Store" else "records"
    found: object = getattr(import_module(f"{__name__}.{place}"), name)
    return found


def open_store() -> "Store":
    """The store that the user's settings name, with their limit on its size. Raises StoreError."""
    from llmsum.settings import store_max_size, store_url  # noqa: PLC0415
    from llmsum.store.store import Store  # noqa: PLC0415

    return Store(store_url(), store_max_size())
