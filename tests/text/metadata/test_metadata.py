import json
from pathlib import Path

import pytest

from llmsum.records import Metadata
from llmsum.text import read_speech
from llmsum.text.metadata import find_metadata
from llmsum.text.segment import segment

CASES = json.loads(Path(__file__).with_name("metadata_cases.json").read_text(encoding="utf-8"))
SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_what_the_text_says_outright_is_found_and_nothing_else(case: dict[str, object]) -> None:
    text, expect = str(case["text"]), dict(case["expect"])
    if expect.get("city"):
        expect["city_status"] = "stated"
    found = find_metadata(text, segment(text))
    assert found.model_copy(update={"origins": {}, "published": None}) == Metadata(**expect)


@pytest.mark.parametrize(
    ("seed", "city", "status", "date"),
    [
        ("zhoukou-2020", "周口", "stated", "3月19日"),
        ("zhoukou-2022", "周口", "stated", "2月22日"),
        ("haikou-2012", "海口", "stated", None),
        ("mianyang-2023", "绵阳", "stated", None),
        ("masked-city-2022", None, "masked", None),
    ],
)
def test_seeds(seed: str, city: str | None, status: str, date: str | None) -> None:
    metadata = read_speech(SEEDS / f"{seed}.txt").metadata
    assert (metadata.city, metadata.city_status, metadata.date) == (city, status, date)


def test_the_masked_seed_gives_neither_a_compared_city_nor_the_watermark() -> None:
    metadata = read_speech(SEEDS / "masked-city-2022.txt").metadata
    said = " ".join(str(value) for value in metadata.model_dump().values())
    assert not any(
        name in said for name in ("郑州", "焦作", "新乡", "商丘", "深圳", "重庆", "老秘网")
    )


def test_the_two_seeds_with_a_speaker_name_him() -> None:
    assert read_speech(SEEDS / "zhoukou-2020.txt").metadata.speaker == "丁福浩"
    assert read_speech(SEEDS / "haikou-2012.txt").metadata.speaker == "冀文林"
    assert read_speech(SEEDS / "mianyang-2023.txt").metadata.speaker is None
