"""City, speaker, date and event, by code only, where the text says them outright; else None."""

from collections.abc import Sequence

from llmsum.records import Metadata, Sentence
from llmsum.text.city import find_city
from llmsum.text.event import find_date, find_event
from llmsum.text.speaker import find_speaker


def find_metadata(text: str, sentences: Sequence[Sentence]) -> Metadata:
    """What the text says about itself. A city that the source hides is `masked`, and never guessed."""
    city, city_status = find_city(text)
    speaker = find_speaker(text)
    return Metadata(
        city=city,
        city_status=city_status,
        speaker=speaker.name if speaker else None,
        speaker_title=speaker.title if speaker else None,
        date=find_date(text, sentences),
        event=find_event(sentences),
    )
