"""The meter: what every attempt cost, whether or not it gave an answer."""

from dataclasses import dataclass

from llmsum.records import Usage


@dataclass
class Meter:
    """Adds up what calls cost as they happen; a re-ask counts as a call of its own."""

    calls: int = 0
    cached_calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0

    def add(self, prompt: int, completion: int, cached: int) -> None:
        """Count one answer of the service, also one that was not usable."""
        self.calls += 1
        self.prompt_tokens += prompt
        self.completion_tokens += completion
        self.cached_tokens += cached

    def usage(self, seconds: float, cost: float | None) -> Usage:
        """The meter as a record, with the wall time of the run in seconds and what it cost in US
        dollars."""
        return Usage(
            calls=self.calls,
            cached_calls=self.cached_calls,
            prompt_tokens=self.prompt_tokens,
            completion_tokens=self.completion_tokens,
            cached_tokens=self.cached_tokens,
            seconds=round(seconds, 1),
            cost=cost,
        )
