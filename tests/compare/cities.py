"""Small analyses of invented cities, for what is counted over cities."""

from collections.abc import Sequence

from llmsum.records import Analysis, Commitment, Sentence, Source
from llmsum.vocabulary import Role, Theme

Said = tuple[str, Role, tuple[Theme, ...]]


def city(name: str, *said: Said, unread: Sequence[str] = ()) -> Analysis:
    """A speech of a city; each deployment is a commitment of its own."""
    sentences = tuple(
        Sentence(
            id=f"S{n}", start=0, end=len(text), text=text, paragraph=1, role=role, themes=themes
        )
        for n, (text, role, themes) in enumerate(said, start=1)
    )
    return Analysis(
        city=name,
        city_status="stated",
        source=Source(path=f"{name}.txt", sha256="0" * 64, format="txt", encoding="utf-8"),
        repairs=(),
        sentences=sentences,
        commitments=tuple(
            commitment(f"C{n}", s) for n, s in enumerate(sentences, start=1) if s.themes
        ),
        unread=tuple(unread),
    )


def commitment(number: str, sentence: Sentence) -> Commitment:
    return Commitment(
        id=number,
        action=sentence.text,
        actor=None,
        deadline=None,
        target=None,
        theme=sentence.themes[0],
        strength="soft",
        firmness="will",
        evidence=(sentence.id,),
        quote=sentence.text,
        status="verified",
    )
