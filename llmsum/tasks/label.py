"""Label every sentence with its role and, for deployments, a theme."""

from collections.abc import Sequence
from functools import cache
from threading import Event, Lock
from typing import Protocol

from pydantic import BaseModel

from llmsum.llm.client import Client
from llmsum.llm.prompts import Message, render
from llmsum.llm.question import Question
from llmsum.records import Record, Sentence
from llmsum.tasks import probe
from llmsum.tasks.ask import ask_windows
from llmsum.tasks.schema import answer_model, one_of
from llmsum.tasks.sections import as_headed
from llmsum.tasks.windows import Window, windows
from llmsum.vocabulary import ROLE_NAMES, ROLES, THEME_NAMES, THEMES, Role, Theme


async def label_sentences(
    client: Client, about: str, sentences: Sequence[Sentence]
) -> tuple[Sentence, ...]:
    """The same sentences in the same order, labelled; one that stays unread keeps role None.

    What stands under the heading of a review, or of conditions, is no deployment whatever it looks like.
    """
    labeller: Labeller = _by_probe if client.model.labeller == "probe" else _by_model
    return as_headed(await labeller(client, about, sentences))


class Labeller(Protocol):
    """Gives sentences their roles and themes."""

    async def __call__(
        self, client: Client, about: str, sentences: Sequence[Sentence]
    ) -> tuple[Sentence, ...]: ...


_probe = cache(probe.Probe)
_PROBE_TURN = Lock()
"""One speech at a time: each already uses all cores."""


class _GivenUp(Exception):
    """The run was interrupted: nobody waits for the labels any more."""


class _ProbeLabel(Record):
    role: Role
    themes: tuple[Theme, ...]


class _ProbeLabels(Record):
    labels: tuple[_ProbeLabel, ...]


async def _by_probe(
    client: Client, about: str, sentences: Sequence[Sentence]
) -> tuple[Sentence, ...]:
    """Asks the probe about the whole speech; its labels are stored like a model's answer."""

    weights = client.model.probe_weights
    given_up = Event()

    def told(done: int) -> None:
        if given_up.is_set():
            raise _GivenUp
        client.progress.labelled(about, done, len(sentences))

    def compute() -> _ProbeLabels:
        with _PROBE_TURN:
            found = _probe(weights).label(sentences, told)
        return _ProbeLabels(labels=tuple(_ProbeLabel(role=f.role, themes=f.themes) for f in found))

    text = "\n".join(f"{sentence.paragraph} {sentence.text}" for sentence in sentences)
    question = Question(
        task="label",
        about=about,
        messages=(Message(role="user", content=text),),
        response_model=_ProbeLabels,
        max_tokens=0,
    )
    client.progress.planned(about, "label", 1)
    try:
        answer = await client.compute(question, f"probe:{probe.identity(weights)}", compute)
    finally:
        # Nobody can end a thread from outside, and the program ends after its last one.
        given_up.set()
    return tuple(
        sentence.model_copy(update={"role": label.role, "themes": label.themes})
        for sentence, label in zip(sentences, answer.labels, strict=True)
    )


async def _by_model(
    client: Client, about: str, sentences: Sequence[Sentence]
) -> tuple[Sentence, ...]:
    """Asks the language model, window by window."""

    def question(window: Window) -> Question[BaseModel]:
        return Question(
            task="label",
            about=about,
            messages=render(
                "label", "zh", shown=window.shown, roles=ROLE_NAMES["zh"], themes=THEME_NAMES["zh"]
            ),
            response_model=answer_model("Labels", **dict.fromkeys(window.shown, one_of(_LABELS))),
            max_tokens=60 + 20 * len(window.sentences),
        )

    labelled: list[Sentence] = []
    for answered in await ask_windows(client, windows(sentences, client.model.window), question):
        for key, sentence in answered.window.shown.items():
            if answered.answer is None:
                labelled.append(sentence)
                continue
            role, themes = _LABELS[getattr(answered.answer, key)]
            labelled.append(sentence.model_copy(update={"role": role, "themes": themes}))
    return tuple(labelled)


def _labels() -> dict[str, tuple[Role, tuple[Theme, ...]]]:
    """What the model may answer → role and themes: a deployment is named with its theme."""
    roles, themes = ROLE_NAMES["zh"], THEME_NAMES["zh"]
    plain: dict[str, tuple[Role, tuple[Theme, ...]]] = {
        roles[role]: (role, ()) for role in ROLES if role != "deployment"
    }
    deployments: dict[str, tuple[Role, tuple[Theme, ...]]] = {
        f"{roles['deployment']}·{themes[theme]}": ("deployment", (theme,)) for theme in THEMES
    }
    return plain | deployments


_LABELS = _labels()
