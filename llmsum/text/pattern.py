"""Regular expressions that few texts need: compiled when they are first used, since that takes a millisecond
or more each, and a command that reads one speech some hundred of them."""

import re
from typing import cast


class _Later:
    """Stands for a pattern; has its methods."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> object:
        found: object = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)  # from now on this is not asked
        return found


def later(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, for calling its methods; a wrong one raises re.error only then.

    >>> digits = later("[0-9]+")
    >>> digits.findall("50万"), digits.sub("N", "2023年")
    (['50'], 'N年')
    """
    return cast("re.Pattern[str]", _Later(source, flags))
