import json

from llmsum.offsets import Offsets
from llmsum.records import Metadata, Sentence, Source, Speech
from llmsum.report import render_speech

SPEECH = Speech(
    source=Source(path="云岭.txt", sha256="ab" * 32, format="txt", encoding="gb18030"),
    text="要新建厂房。",
    raw_offsets=Offsets(range(7)),
    repairs=(),
    sentences=(Sentence(id="S1", start=0, end=6, text="要新建厂房。", paragraph=1),),
    metadata=Metadata(city="云岭", city_status="stated"),
)


def test_text_is_the_repaired_text():
    assert render_speech(SPEECH, "text") == "要新建厂房。\n"


def test_json_shows_how_the_source_was_read():
    read = json.loads(render_speech(SPEECH, "json"))
    assert read["source"]["encoding"] == "gb18030"
    assert read["sentences"][0]["text"] == read["text"] == "要新建厂房。"
    assert read["metadata"]["city"] == "云岭"
    assert read["repairs"] == []
    assert "raw_offsets" not in read
