"""Annotations of texts that are not in the repository: whole, and readable once the text is there."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest
from annotated import GOLD, LABELS
from short_speech import TEXT

from benchmarks.unseen_gold import LABELS as LABEL_DIR
from benchmarks.unseen_gold import Annotation, annotations, gold
from llmsum.errors import PathMissing
from llmsum.evaluate.gold import read_gold


def _annotation() -> Annotation:
    def span(words: str) -> tuple[int, int]:
        return TEXT.index(words), TEXT.index(words) + len(words)

    return Annotation.model_validate(
        {
            "doc": "short",
            "labels": "unseen",
            "half": "test",
            "text_sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
            "themes": {"attraction": True, "innovation": False},
            "commitments": [
                {
                    "span": span("建成标准厂房50万平方米"),
                    "strength": "hard",
                    "theme": "infrastructure",
                    "target": span("50万平方米"),
                }
            ],
            "traps": [{"span": span("会议由市长主持"), "why": "attendance"}],
            "key_facts": [{"fact": "5个项目", "weight": 3, "any_of": [span("10亿元")]}],
        }
    )


def test_offsets_become_the_words_that_the_evaluation_reads(tmp_path: Path) -> None:
    (tmp_path / "short.txt").write_text(TEXT, encoding="utf-8", newline="")
    for ending, content in (("gold", gold(_annotation(), TEXT)), ("labels", LABELS)):
        (tmp_path / f"short.{ending}.json").write_text(json.dumps(content), encoding="utf-8")
    (read,) = read_gold(tmp_path)
    assert read.commitments[0].target == "50万平方米"
    assert read.traps[0].quote == GOLD["traps"][1]["quote"]
    assert read.key_facts[0].any_of == ("10亿元",)


def test_another_text_is_refused() -> None:
    with pytest.raises(PathMissing, match="not the text short"):
        gold(_annotation(), TEXT + "。")


def test_every_annotation_lies_within_its_labelled_text() -> None:
    found = list(annotations())
    assert Counter(a.half for a in found) == {"development": 5, "test": 5, "fresh": 6}
    for annotation in found:
        pointer = json.loads(
            (LABEL_DIR / annotation.labels / f"{annotation.doc}.json").read_bytes()
        )
        assert pointer["text_sha256"] == annotation.text_sha256
        length = pointer["source"]["offset"][1] - pointer["source"]["offset"][0]
        spans = [span for fact in annotation.key_facts for span in fact.any_of]
        spans += [trap.span for trap in annotation.traps]
        for commitment in annotation.commitments:
            details = (commitment.actor, commitment.deadline, commitment.target)
            spans += [commitment.span, *(span for span in details if span)]
        assert all(0 <= start < end <= length for start, end in spans)
