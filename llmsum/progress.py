"""How long work tells what it is doing; what is done with it is up to the listener."""

from typing import Protocol


class Progress(Protocol):
    """Listens to a run. `about` is a speech's path, or "" for what concerns all of them."""

    def planned(self, about: str, task: str, calls: int) -> None:
        """`calls` more questions of this task will be asked."""

    def answered(self, about: str, task: str, tokens: int, cached: bool) -> None:
        """One question is settled, also by an answer that is of no use; `tokens` is what the model
        wrote, 0 when cached."""

    def note(self, message: str) -> None:
        """Something worth a line: a retry and its reason, a download, a server start."""

    def labelled(self, about: str, done: int, total: int) -> None:
        """Sentences of a speech that the probe has read so far, and in all; told in its thread."""

    def downloaded(self, done: int, total: int) -> None:
        """Bytes of the weights fetched so far, and in all."""


class Silent:
    """Hears everything and says nothing."""

    def planned(self, about: str, task: str, calls: int) -> None: ...

    def answered(self, about: str, task: str, tokens: int, cached: bool) -> None: ...

    def note(self, message: str) -> None: ...

    def labelled(self, about: str, done: int, total: int) -> None: ...

    def downloaded(self, done: int, total: int) -> None: ...
