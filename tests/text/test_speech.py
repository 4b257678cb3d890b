import subprocess
import sys
from pathlib import Path

import pytest

import llmsum.text
from llmsum.records import Source
from llmsum.text import read_speech, speech_from_text

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*-20??.txt"))


def test_what_is_exported_exists() -> None:
    assert all(hasattr(llmsum.text, name) for name in llmsum.text.__all__)


def test_importing_the_text_layer_loads_no_dictionaries() -> None:
    code = "import sys, llmsum.text; sys.exit('opencc' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_every_sentence_of_a_seed_leads_back_to_the_file(seed: Path) -> None:
    raw = seed.read_bytes().decode("utf-8")
    speech = read_speech(seed)
    assert len(speech.raw_offsets) == len(speech.text) + 1
    changed = {i for edit in speech.repairs for i in range(edit.start, edit.end)}
    for sentence in speech.sentences:
        assert speech.text[sentence.start : sentence.end] == sentence.text
        for at in set(range(sentence.start, sentence.end)) - changed:
            assert raw[speech.raw_offsets[at]] == speech.text[at]


def test_text_without_a_sentence_gives_an_empty_speech() -> None:
    source = Source(path="-", sha256="0" * 64, format="txt", encoding="utf-8")
    assert speech_from_text("\n", source).sentences == ()
