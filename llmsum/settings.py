"""Where llmsum keeps its things, and what the environment says."""

import os
import re
from pathlib import Path

from llmsum.errors import ConfigError


def cache_dir() -> Path:
    """Folder of the store of responses: `LLMSUM_CACHE_DIR`, else the user's cache folder."""
    return _dir("LLMSUM_CACHE_DIR", "user_cache_path")


def data_dir() -> Path:
    """Folder of the weights: `LLMSUM_DATA_DIR`, else the user's data folder."""
    return _dir("LLMSUM_DATA_DIR", "user_data_path")


def store_url() -> str:
    """SQLAlchemy URL of the store: `LLMSUM_STORE`, else a SQLite file in `cache_dir()`."""
    return os.environ.get("LLMSUM_STORE") or f"sqlite:///{cache_dir() / 'store.sqlite3'}"


def store_max_size() -> int | None:
    """Bytes that the answers in the store may take: `LLMSUM_STORE_MAX_SIZE`, else no limit."""
    if not (said := os.environ.get("LLMSUM_STORE_MAX_SIZE")):
        return None
    try:
        return size_in_bytes(said)
    except ValueError as error:
        raise ConfigError(f"LLMSUM_STORE_MAX_SIZE is {said!r}: {error}") from error


def size_in_bytes(text: str) -> int:
    """The bytes that "500 MB", "2GB" or "1000000" say; units are decimal.

    Raises ValueError with a sentence about what is expected.

    >>> size_in_bytes("1.5 GB")
    1500000000
    """
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([kmgt]?)b?", text.strip(), re.IGNORECASE)
    if not found:
        raise ValueError("write a size such as 500MB or 2GB.")
    return int(float(found[1]) * 1000 ** " kmgt".index(found[2].lower() or " "))


def _dir(variable: str, platform_function: str) -> Path:
    if named := os.environ.get(variable):
        return Path(named).expanduser()
    import platformdirs  # noqa: PLC0415 (start-up time)

    path: Path = getattr(platformdirs, platform_function)("llmsum", appauthor=False)
    return path
