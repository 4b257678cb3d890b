"""Where llmsum keeps its things, and what the environment says."""

import os
from pathlib import Path


def cache_dir() -> Path:
    """Folder of the store of responses: `LLMSUM_CACHE_DIR`, else the user's cache folder."""
    return _dir("LLMSUM_CACHE_DIR", "user_cache_path")


def data_dir() -> Path:
    """Folder of the weights: `LLMSUM_DATA_DIR`, else the user's data folder."""
    return _dir("LLMSUM_DATA_DIR", "user_data_path")


def store_url() -> str:
    """SQLAlchemy URL of the store: `LLMSUM_STORE`, else a SQLite file in `cache_dir()`."""
    return os.environ.get("LLMSUM_STORE") or f"sqlite:///{cache_dir() / 'store.sqlite3'}"


def _dir(variable: str, platform_function: str) -> Path:
    if named := os.environ.get(variable):
        return Path(named).expanduser()
    import platformdirs  # noqa: PLC0415 (start-up time)

    path: Path = getattr(platformdirs, platform_function)("llmsum", appauthor=False)
    return path
