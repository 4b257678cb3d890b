import pytest

from llmsum.records import Sentence
from llmsum.text.bulk import build


def test_what_is_built_without_validation_is_what_validation_gives() -> None:
    fields = {"id": "S1", "start": 0, "end": 2, "text": "产业", "paragraph": 1}
    (built,) = build(Sentence, [fields])
    validated = Sentence.model_validate(fields)
    assert built == validated
    assert repr(built) == repr(validated)
    assert built.model_fields_set == validated.model_fields_set
    assert built.model_dump_json() == validated.model_dump_json()
    assert built.model_copy(update={"page": 3}).page == 3
    assert hash(built) == hash(validated)


def test_a_record_is_not_built_of_other_fields() -> None:
    with pytest.raises(TypeError, match="Sentence"):
        build(Sentence, [{"id": "S1"}])
    with pytest.raises(TypeError, match="Sentence"):
        build(
            Sentence, [{"id": "S1", "start": 0, "end": 2, "text": "产业", "paragraph": 1, "x": 1}]
        )
