"""Speaker, occasion, day and city where rules found none: one short question, and a check of its answer.

The model sees the opening and the end of a text, where these things stand. What it answers counts
only when the sentence that it points at has the very words, and only for what is a person's name,
a day or a city by its form: a wrong value is worse than none.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from llmsum.llm.client import Client
from llmsum.llm.prompts import render
from llmsum.llm.question import Question
from llmsum.records import Metadata, Origin, Sentence, Speech
from llmsum.tasks.ask import ask_or
from llmsum.tasks.schema import answer_model, one_of
from llmsum.tasks.windows import Window
from llmsum.text.metadata.city import known_city
from llmsum.text.metadata.speaker import is_name, title_of
from llmsum.verify import fold

OPENING, CLOSING = 6, 2
"""Sentences shown, from both ends."""

LONGEST = 120
"""Characters shown of one; what tells who spoke where stands at its beginning."""

NOTHING = "无"

_WORTH_ASKING = {
    "speaker": re.compile(r"书记|[市县区州省]长|主任|主席|部长|局长|同志(?!们)|指出|强调|讲话"),
    "event": re.compile(r"会(?!计|员)|论坛|调研|考察|观摩|督导|视察"),
    "date": re.compile(r"\d{1,2}[月日]|[一二三四五六七八九十]月"),
}
_FORMS = {
    "event": re.compile(r"[^。！？；\n]{4,40}"),
    "date": re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日.{0,6}|[二〇○零一九]{4}年.{1,3}月.{1,3}日"),
}
_MASK = re.compile(r"[*×✕○〇＊]|[Xx]{2}|某")


async def complete_metadata(client: Client, speech: Speech) -> Metadata:
    """The speech's metadata with what a model found for the fields that rules left open.

    A small model is not asked (docs/metadata.md). Nothing is asked either where
    the sentences shown have no word of the kind.
    """
    metadata = speech.metadata
    window = Window(tuple(_shown(speech.sentences)))
    asked = list(_open_fields(metadata, window.sentences))
    if client.model.small or not asked:
        return metadata
    question: Question[BaseModel] = Question(
        task="metadata",
        about=speech.source.path,
        messages=render("metadata", "zh", asked=asked, shown=window.shown),
        response_model=_response(asked, [*window.shown, NOTHING]),
        max_tokens=60 * len(asked),
    )
    answer = await ask_or(
        client, question, "What the rules found of the speaker and the occasion stands."
    )
    if answer is None:
        return metadata
    found = dict(_checked(answer.model_dump(), window, metadata))
    origins = {
        name: Origin(
            by="model",
            evidence=(window.shown[answer.model_dump()[f"{name.removesuffix('_title')}_in"]].id,),
        )
        for name in found
        if name != "city_status"
    }
    return metadata.model_copy(update={**found, "origins": {**metadata.origins, **origins}})


def _shown(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences at both ends of a text, each cut to what is shown of it."""
    ends = [*sentences[:OPENING], *sentences[OPENING:][-CLOSING:]]
    return (s.model_copy(update={"text": s.text[:LONGEST]}) for s in ends)


def _open_fields(metadata: Metadata, shown: Sequence[Sentence]) -> Iterator[str]:
    """The fields without a value for which the sentences have words; a masked city stays masked."""
    text = "\n".join(sentence.text for sentence in shown)
    for name, words in _WORTH_ASKING.items():
        if getattr(metadata, name) is None and words.search(text):
            yield name
    if metadata.city_status == "unknown" and known_city(text):
        yield "city"


def _response(asked: Sequence[str], places: Sequence[str]) -> type[BaseModel]:
    """For each field the sentence first, then the words: who has none to point at writes none."""
    fields: dict[str, Any] = {}
    for name in asked:
        fields |= {f"{name}_in": one_of(places), name: str}
    return answer_model("Facts", **fields)


def _checked(
    answer: dict[str, str], window: Window, metadata: Metadata
) -> Iterator[tuple[str, str]]:
    """Fields and values that stand in the sentence named for them, and have the right form."""
    for name in ("speaker", "event", "date", "city"):
        value = answer.get(name, NOTHING).strip()
        place = window.shown.get(answer.get(f"{name}_in", NOTHING))
        if place is None or fold(value) not in fold(place.text) or _MASK.search(value):
            continue
        if name == "speaker" and is_name(value):
            yield name, value
            if metadata.speaker_title is None and (title := title_of(value, place.text)):
                yield "speaker_title", title
        elif name in _FORMS and _FORMS[name].fullmatch(value):
            yield name, value
        elif name == "city" and (city := known_city(value)):
            yield from (("city", city), ("city_status", "stated"))
