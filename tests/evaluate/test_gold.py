"""Annotated texts: what does not fit is named by file and key."""

from pathlib import Path
from typing import Any

import pytest
from annotated import GOLD, LABELS, write_gold

from llmsum.errors import GoldError, PathMissing
from llmsum.evaluate.gold import read_gold


def test_an_annotated_text_is_read_whole(tmp_path: Path) -> None:
    (gold,) = read_gold(write_gold(tmp_path))
    assert [gold.text[c.start : c.end] for c in gold.commitments] == [
        c["quote"] for c in GOLD["commitments"]
    ]
    assert gold.sentences[3].right_themes == ("attraction",)
    assert gold.present == {"attraction": True, "innovation": False}


def _moved(part: dict[str, Any]) -> dict[str, Any]:
    return {**part, "start": part["start"] + 1, "end": part["end"] + 1}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"traps": [GOLD["traps"][0], _moved(GOLD["traps"][1])]}, r"gold\.json: traps\[1\]\.quote"),
        ({"commitments": [{**GOLD["commitments"][0], "end": 9999}]}, r"commitments\[0\] .* 9999"),
        ({"commitments": [{"quote": "x"}]}, r"gold\.json: commitments\[0\]\.start"),
        ({"text_sha256": "0" * 64}, r"gold\.json: text_sha256"),
        ({"text_file": "none.txt"}, r"none\.txt.*text_file"),
        ({"dimensions": {"weather": {"present": True}}}, r"dimensions\.weather"),
    ],
)
def test_a_broken_annotation_is_named_by_file_and_key(
    tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    with pytest.raises(GoldError, match=said):
        read_gold(write_gold(tmp_path, {**GOLD, **change}))


def test_broken_labels_are_named(tmp_path: Path) -> None:
    broken = [*LABELS["sentences"][:2], {**LABELS["sentences"][2], "role": "song"}]
    with pytest.raises(GoldError, match=r"labels\.json: sentences\[2\]\.role"):
        read_gold(write_gold(tmp_path, labels={"sentences": broken}))


def test_missing_labels_are_named(tmp_path: Path) -> None:
    (write_gold(tmp_path) / "short.labels.json").unlink()
    with pytest.raises(GoldError, match=r"short\.labels\.json: the sentence labels"):
        read_gold(tmp_path)


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="holds no file"):
        read_gold(tmp_path)
    with pytest.raises(PathMissing):
        read_gold(tmp_path / "none")
