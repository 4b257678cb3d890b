"""A question to a model: one prompt, and the schema of its answer."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from llmsum.llm.prompts import Message

AnswerT = TypeVar("AnswerT", bound=BaseModel)


@dataclass(frozen=True)
class Question(Generic[AnswerT]):
    """One prompt about one speech (`about` is its path); `max_tokens` bounds the answer."""

    task: str
    about: str
    messages: tuple[Message, ...]
    response_model: type[AnswerT]
    max_tokens: int

    @property
    def truncated(self) -> str:
        """What there is to say when the answer runs into `max_tokens`."""
        return (
            f"The answer to a {self.task} question about {self.about} was cut off at "
            f"{self.max_tokens} tokens."
        )

    @property
    def sampling(self) -> dict[str, float | int]:
        """Greedy: the same question is meant to get the same answer."""
        return {"temperature": 0, "max_tokens": self.max_tokens}
