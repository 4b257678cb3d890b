"""City, speaker, date and event: as the user gives them, else where the text says them outright; else None."""

from collections.abc import Sequence

from llmsum.records import Metadata, Sentence
from llmsum.text.city import find_city, given_city
from llmsum.text.event import find_date, find_event
from llmsum.text.sidecar import Given
from llmsum.text.speaker import find_speaker


def find_metadata(text: str, sentences: Sequence[Sentence], given: Given | None = None) -> Metadata:
    """What the user and the text say of a speech. A city that the source hides is `masked`, and never guessed.

    `given` counts before the text, key by key; a title in the text counts only for its own speaker.
    """
    given = given or Given()
    city, city_status = given_city(given.city) if given.city else find_city(text)
    found = find_speaker(text)
    speaker = given.speaker or (found.name if found else None)
    title = found.title if found and found.name == speaker else None
    return Metadata(
        city=city,
        city_status=city_status,
        speaker=speaker,
        speaker_title=given.speaker_title or title,
        date=given.date or find_date(text, sentences),
        event=given.event or find_event(text, sentences),
    )
