"""What a refresh may ask."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a refresh may ask: requests and US dollars, None for no limit."""

    calls: int | None = None
    cost: float | None = None

    def __bool__(self) -> bool:
        return self.calls is not None or self.cost is not None
