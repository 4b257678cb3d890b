from pathlib import Path

import pytest

from llmsum.errors import BadSidecar
from llmsum.text import read_speech

TEXT = "周口网讯 3月19日,市长丁福浩主持召开座谈会。丁福浩强调,要抓招商。\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "speech.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_sidecar_counts_before_the_text(source: Path) -> None:
    source.with_suffix(".toml").write_text(
        '\ufeffcity = "林海市"\nspeaker = "赵明远"\ndate = 2023-06-08\n', encoding="utf-8"
    )
    metadata = read_speech(source).metadata
    assert (metadata.city, metadata.city_status) == ("林海", "given")
    assert (metadata.speaker, metadata.date) == ("赵明远", "2023-06-08")
    # The title in the text is another person's.
    assert metadata.speaker_title is None


def test_what_a_sidecar_leaves_open_comes_from_the_text(source: Path) -> None:
    source.with_suffix(".toml").write_text('event = "招商座谈会"\n', encoding="utf-8")
    metadata = read_speech(source).metadata
    assert (metadata.city, metadata.city_status) == ("周口", "stated")
    assert (metadata.speaker, metadata.speaker_title) == ("丁福浩", "市长")
    assert (metadata.date, metadata.event) == ("3月19日", "招商座谈会")


def test_the_sidecar_with_the_whole_name_is_the_nearer_one(source: Path) -> None:
    source.with_suffix(".toml").write_text('city = "焦作"\n', encoding="utf-8")
    source.with_name("speech.txt.toml").write_text('city = "新乡"\n', encoding="utf-8")
    assert read_speech(source).metadata.city == "新乡"


@pytest.mark.parametrize("city", ["××市", "**", "某市"])
def test_a_city_that_the_user_masks_stays_masked(city: str, source: Path) -> None:
    source.with_suffix(".toml").write_text(f'city = "{city}"\n', encoding="utf-8")
    metadata = read_speech(source).metadata
    assert (metadata.city, metadata.city_status) == (None, "masked")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            'city = "周口"\nspeeker = "丁福浩"\n',
            r"line 2: there is no key speeker: did you mean speaker",
        ),
        ('\ntitle = "市长"\n', r"line 2: there is no key title: .*speaker_title"),
        ("date = 2020\n", r"line 1: date is no text"),
        ("city = 周口\n", r"no TOML.*line 1"),
        ('columns = "正文"\n', r"columns is no table"),
        ('[columns]\nbody = "正文"\n', r"line 2: there is no key body"),
        ("city = " + "[" * 5000, r"no TOML"),
        ("x" * 200_000, r"no sidecar"),
    ],
)
def test_a_bad_sidecar_is_named_with_its_line_and_key(text: str, words: str, source: Path) -> None:
    sidecar = source.with_suffix(".toml")
    sidecar.write_text(text, encoding="utf-8")
    with pytest.raises(BadSidecar, match=rf"speech\.toml.*{words}") as caught:
        read_speech(source)
    assert "\n" not in str(caught.value)


def test_a_sidecar_in_another_encoding_is_refused(source: Path) -> None:
    source.with_suffix(".toml").write_bytes('city = "周口"'.encode("gb18030"))
    with pytest.raises(BadSidecar, match=r"speech\.toml is not UTF-8 at byte 8"):
        read_speech(source)
