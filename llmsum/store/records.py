"""What the store keeps, as records, and the key under which an answer stands."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from llmsum.records import Analysis, Record, Skipped


class StoredResponse(Record):
    """A validated answer as JSON text, and what all attempts at it cost."""

    answer: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0
    attempts: int = 0
    seconds: float = 0.0


class Finished(Record):
    """What one file came to: an analysis for each speech in it, and the parts that could not be read.

    `rests_on` has the keys of the answers that it was made from; `calls` counts the questions, an
    answer that served twice counting twice.
    """

    analyses: tuple[Analysis, ...]
    skipped: tuple[Skipped, ...] = ()
    rests_on: tuple[str, ...] = ()
    calls: int = 0


class Run(Record):
    """What was read, with which model and prompts, and the hash of what came out.

    `project` is the folder of the project that was brought up to date, "" outside of one.
    """

    model: str
    language: str
    sources: Mapping[str, str]
    prompts: Mapping[str, str]
    briefing_sha256: str
    created: str
    project: str = ""


def response_key(
    model_identity: str,
    messages: Sequence[Mapping[str, str]],
    schema: Mapping[str, object],
    sampling: Mapping[str, object],
) -> str:
    """SHA-256 (hex) of canonical JSON over all that decides an answer.

    Keys keep their order: the order of a schema's fields is the order in which a model answers.
    """
    canonical = json.dumps(
        [model_identity, list(messages), schema, sampling],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
