"""A client that asks nothing: it notes each question that the store cannot answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from llmsum.llm.client import Client
from llmsum.llm.question import AnswerT, Question
from llmsum.llm.usage import Meter
from llmsum.progress import Progress
from llmsum.store import Store


@dataclass(frozen=True)
class Foreseen:
    """A question that would be asked about `about`: bytes of its messages and schema, and the
    limit of its answer in tokens."""

    task: str
    about: str
    sent_bytes: int
    max_tokens: int


class Planner(Client):
    """Answers what it does not know with the first thing that fits, and keeps none of that."""

    def __init__(self, model: Any, store: Store, meter: Meter, progress: Progress) -> None:
        super().__init__(model, store, meter, progress)
        self.foreseen: list[Foreseen] = []

    async def _ask_model(self, key: str, question: Question[AnswerT]) -> AnswerT:
        self.traces[question.about].is_complete = False
        schema = question.response_model.model_json_schema()
        if question.task != "revise":  # whether an answer will fail the gate is not known
            messages = [message.model_dump() for message in question.messages]
            sent = json.dumps([messages, schema], ensure_ascii=False).encode("utf-8", "replace")
            self.foreseen.append(
                Foreseen(question.task, question.about, len(sent), question.max_tokens)
            )
        self.progress.answered(question.about, question.task, 0, cached=True)
        return imagine(question.response_model)


def imagine(model: type[AnswerT]) -> AnswerT:
    """An answer that fits; where a choice of labels has a deployment, it is one, so that every
    later question comes up.

    >>> from typing import Literal
    >>> from pydantic import BaseModel
    >>> class Label(BaseModel):
    ...     S1: Literal["成绩", "部署·产业定位"]
    >>> imagine(Label)
    Label(S1='部署·产业定位')
    """
    schema = model.model_json_schema()
    return model.model_validate(_instance(schema, schema.get("$defs", {})))


def _instance(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Any:
    if "$ref" in schema:
        return _instance(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        values = schema["enum"]
        return next((value for value in values if str(value).startswith("部署·")), values[0])
    if schema["type"] == "array":
        least = schema.get("minItems", 0)
        choices = schema["items"].get("enum", [])
        return choices[:least] or [_instance(schema["items"], definitions) for _ in range(least)]
    if schema["type"] == "object":
        fields = schema.get("properties", {})
        return {name: _instance(kind, definitions) for name, kind in fields.items()}
    return "无"
