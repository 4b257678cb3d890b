"""What all records have in common."""

import copy

from llmsum.records import Repair, Source

ONE = Repair(kind="script", start=0, end=1, before="產", after="产")


def test_small_records_share_the_names_of_their_fields():
    other = Repair.model_validate_json(ONE.model_dump_json())
    assert other == ONE
    assert other.model_fields_set is ONE.model_fields_set


def test_a_changed_copy_leaves_the_others_as_they_are():
    source = Source(path="a.txt", sha256="0", format="txt", encoding="utf-8")
    changed = source.model_copy(update={"broken_at": (3,)})
    assert changed.model_fields_set == source.model_fields_set | {"broken_at"}
    assert "broken_at" not in copy.copy(source).model_fields_set
    assert source.model_dump(exclude_unset=True).keys() == {"path", "sha256", "format", "encoding"}
