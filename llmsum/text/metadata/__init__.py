"""City, speaker, date and event: as the user gives them, else where the text says them outright; else None."""

from collections.abc import Sequence

from llmsum.records import Metadata, Origin, Sentence
from llmsum.text.formats.document import Told
from llmsum.text.metadata.city import find_city, given_city
from llmsum.text.metadata.event import event_in_title, find_date, find_event
from llmsum.text.metadata.header import header_lines
from llmsum.text.metadata.speaker import Speaker, find_speaker
from llmsum.text.published import find_published, with_year
from llmsum.text.sidecar import Given


def find_metadata(
    text: str,
    sentences: Sequence[Sentence],
    given: Given | None = None,
    told: Told | None = None,
) -> Metadata:
    """What the user, the text and the file's markup say of a speech, in this order, key by key.

    A city that the source hides is `masked`, and never guessed; a title in the text counts only for
    its own speaker.
    """
    given, told = given or Given(), told or Told()
    city, city_status = given_city(given.city) if given.city else find_city(text)
    event = find_event(text, sentences)
    found = find_speaker(text) or (find_speaker(told.title) if told.title else None)
    day = find_date(text, sentences)
    if (
        found
        and not given.speaker
        and any(_is_of_another(w, found, text, sentences) for w in (event, day) if w)
    ):
        found = None
    speaker = given.speaker or (found.name if found else None)
    title = found.title if found and found.name == speaker else None
    published = told.published or find_published(header_lines(text))
    of_title = event_in_title(told.title) if told.title and not event else None
    metadata = Metadata(
        city=city,
        city_status=city_status,
        speaker=speaker,
        speaker_title=given.speaker_title or title,
        date=given.date or (with_year(day, published) if day else None),
        event=given.event or event or of_title,
        title=told.title,
        published=published,
    )
    return metadata.model_copy(update={"origins": _origins(metadata, day, sentences, given, told)})


def _is_of_another(words: str, found: Speaker, text: str, sentences: Sequence[Sentence]) -> bool:
    """Whether somebody else speaks where the meeting or its day is named: a page may hold two reports."""
    if any(found.name in "".join(line.split()) for line in header_lines(text)):
        return False
    holder = next((find_speaker(s.text) for s in sentences if words in s.text), None)
    return holder is not None and holder.name != found.name


def _origins(
    metadata: Metadata, day: str | None, sentences: Sequence[Sentence], given: Given, told: Told
) -> dict[str, Origin]:
    """Where each value comes from; for a date, the sentence that has its day."""
    places = {"title": told.title_place, "published": told.published_place}
    origins = {}
    for name in ("city", "speaker", "speaker_title", "date", "event", "title", "published"):
        value = getattr(metadata, name)
        if value is None:
            continue
        if getattr(given, name, None):
            origins[name] = Origin(by="user")
        elif places.get(name):
            origins[name] = Origin(by="file", place=places[name])
        else:
            words = day if name == "date" and day else value
            evidence = next((s.id for s in sentences if words in s.text), None)
            is_dated = name == "date" and value != day
            by_title = evidence is None and told.title and words in told.title
            origins[name] = Origin(
                by="file" if by_title else "text",
                place=told.title_place if by_title else _year_from(told) if is_dated else None,
                evidence=(evidence,) if evidence else (),
            )
    return origins


def _year_from(told: Told) -> str:
    return f"year: {told.published_place or 'day of publication'}"
