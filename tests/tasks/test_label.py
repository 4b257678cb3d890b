import pytest
from served import Served
from short_speech import ask, sentences

from llmsum.tasks.label import label_sentences


@pytest.mark.cassette("label")
def test_the_model_labels_every_sentence(served: Served) -> None:
    before = sentences()
    after, _ = ask(served, lambda client: label_sentences(client, "short.txt", before))
    bare = [s.model_copy(update={"role": None, "themes": ()}) for s in after]
    assert bare == list(before)
    assert all(sentence.role for sentence in after)
    assert [s.role for s in after if "50万平方米" in s.text] == ["deployment"]
    assert all(s.themes for s in after if s.role == "deployment")
    assert not [s.themes for s in after if s.role != "deployment" and s.themes]
