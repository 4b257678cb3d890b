from pathlib import Path

import pytest

from llmsum.errors import BadSidecar
from llmsum.records import Speech
from llmsum.text import read_speech
from llmsum.text.formats.front_matter import find_front_matter


def read(tmp_path: Path, text: str, name: str = "speech.md") -> Speech:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_speech(path)


YAML = """---
title: 讲话
city: "周口市"
speaker: 丁福浩   # 市长
date: 2020-03-19
tags:
  - 园区
---
同志们：要抓招商。
"""
TOML = """+++
title = "讲话"
city = "周口"
speaker = "丁福浩"
date = 2020-03-19
+++
同志们：要抓招商。
"""


@pytest.mark.parametrize("text", [YAML, TOML, "\ufeff" + YAML.replace("\n", "\r\n")])
def test_front_matter_gives_metadata_and_is_no_part_of_the_speech(
    text: str, tmp_path: Path
) -> None:
    speech = read(tmp_path, text)
    assert (speech.metadata.city, speech.metadata.city_status) == ("周口", "given")
    assert (speech.metadata.speaker, speech.metadata.date) == ("丁福浩", "2020-03-19")
    assert speech.text.strip() == "同志们：要抓招商。"
    assert [sentence.text for sentence in speech.sentences] == ["同志们：要抓招商。"]
    assert speech.repairs[0].kind == "front-matter"
    assert "丁福浩" in speech.repairs[0].before


@pytest.mark.parametrize(
    "text",
    [
        "---\n要抓招商。\n---\n要抓项目。",
        "---\n要抓招商：抓项目。\n",
        "要抓招商。\n---\ncity: 周口\n---\n",
        "---\n\n---\n要抓项目。",
    ],
)
def test_text_between_rules_is_text(text: str) -> None:
    assert find_front_matter(text, "a.md") is None


def test_broken_front_matter_is_said_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(BadSidecar, match=r"speech\.md.*line 2"):
        read(tmp_path, '+++\ncity = "周口"\nspeaker = 丁福浩\n+++\n同志们：要抓招商。')
