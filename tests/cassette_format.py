"""Cassettes as a reviewer reads them: YAML with parsed JSON bodies, Chinese as it is, no secret.

No vcrpy here: the replay server of `.ci/run` reads the same files.
"""

import json
import re
from pathlib import Path
from typing import Any

import yaml

from llmsum.llm.weights import WEIGHTS

FOLDER = Path(__file__).resolve().parents[1] / "cassettes"

REAL_MODELS = frozenset(weights.file for weights in WEIGHTS)
"""What the embedded engine says that it is; a stand-in says something else."""

_VOLATILE = frozenset({"timings", "__verbose"})
"""What llama.cpp adds about its own speed: it would make every renewal a change."""

_RARE = re.compile("[^\n\t -~\u00a0-\u2027\u202a-\ufefe\uff00-\uffff]")
"""What YAML is at odds with itself about: control characters, line separators, byte order marks."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NotFromAModel(Exception):
    """A cassette holds an answer that no real model gave."""


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, and nothing as a reference to elsewhere."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # PyYAML writes rare line ends as they are where it does not quote, and reads them as others.
    style = '"' if _RARE.search(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def path_of(name: str) -> Path:
    return FOLDER / f"{name}.yaml"


def canonical(body: bytes | str | None) -> bytes:
    """The JSON body in one form; the order of keys stays, since a grammar made of it depends on it."""
    if not body:
        return b""
    parsed = json.loads(body)
    return json.dumps(parsed, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def load(text: str) -> dict[str, Any]:
    """A cassette's text as plain data, with bodies still parsed."""
    data: dict[str, Any] = yaml.load(text, Loader=_Loader)
    return data


def deserialize(text: str) -> dict[str, Any]:
    """vcrpy's serializer: a cassette's text as vcrpy wants it, with bodies as text."""
    data = load(text)
    for interaction in data["interactions"]:
        request, response = interaction["request"], interaction["response"]
        request["body"] = canonical(json.dumps(request["body"])).decode("utf-8")
        response["body"] = {"string": canonical(json.dumps(response["body"])).decode("utf-8")}
    return data


def serialize(data: dict[str, Any]) -> str:
    """vcrpy's serializer: readable text; a question that was asked twice stands in it once."""
    once: dict[tuple[str, str], dict[str, Any]] = {}
    for interaction in data["interactions"]:
        request, response = interaction["request"], interaction["response"]
        answer = json.loads(response["body"]["string"])
        readable = {
            "request": {**request, "body": json.loads(request["body"])},
            "response": {
                **response,
                "body": {key: value for key, value in answer.items() if key not in _VOLATILE},
            },
        }
        once.setdefault((request["uri"], request["body"]), readable)
    return dump({**data, "interactions": list(once.values())})


def dump(data: dict[str, Any]) -> str:
    """Plain data as YAML that `load` gives back unchanged."""
    return yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**31, indent=2
    )


def require_real(data: dict[str, Any], name: str) -> None:
    """Raise NotFromAModel unless every answer is one of the embedded models'."""
    for interaction in data["interactions"]:
        model = interaction["response"]["body"].get("model")
        if model not in REAL_MODELS:
            raise NotFromAModel(
                f"The cassette {name} holds an answer of {model!r}, which is no embedded model."
            )
