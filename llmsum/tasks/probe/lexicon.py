"""The words of each theme, from themes.toml: what the probe counts, and what a report may name."""

import tomllib
from functools import cache
from importlib import resources

from llmsum.vocabulary import THEMES, Theme


@cache
def theme_words() -> dict[Theme, tuple[str, ...]]:
    """The words searched for, by theme, in the themes' order.

    >>> "产业集群" in theme_words()["positioning"]
    True
    """
    data = resources.files("llmsum.tasks").joinpath("themes.toml").read_text(encoding="utf-8")
    words = tomllib.loads(data)
    return {theme: tuple(words[theme]) for theme in THEMES}
