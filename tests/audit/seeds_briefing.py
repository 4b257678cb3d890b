"""A briefing of two real seeds, made by code alone: what a model would have chosen is chosen by rule."""

from collections.abc import Sequence
from pathlib import Path

from command import SEEDS

from llmsum import __version__
from llmsum.audit import Finding, audit
from llmsum.compare.coverage import cells, silences
from llmsum.compare.figures import figure_contrast
from llmsum.compare.overview import overview
from llmsum.compare.stances import city_names, find_stances
from llmsum.compare.targets import find_targets
from llmsum.compare.words import word_contrasts
from llmsum.records import (
    Analysis,
    Briefing,
    Commitment,
    Comparison,
    Line,
    Sentence,
    Summary,
    ThemeComparison,
    Usage,
)
from llmsum.tasks.english.translate import quoted
from llmsum.text import read_speech
from llmsum.verify import clauses
from llmsum.verify.commitments.actors import actor_of
from llmsum.verify.commitments.facts import read_facts
from llmsum.vocabulary import COMPARED_THEMES, Lang, Theme, theme_words

_DEPLOYED = ("要", "推动", "支持", "建好", "加快", "力争")


def labelled(sentence: Sentence) -> Sentence:
    """A deployment where it has a modal, on the theme that it has most words of."""
    if not any(word in sentence.text for word in _DEPLOYED):
        return sentence.model_copy(update={"role": "status"})
    counts = {t: sum(w in sentence.text for w in theme_words()[t]) for t in COMPARED_THEMES}
    theme = max(COMPARED_THEMES, key=lambda t: counts[t])
    return sentence.model_copy(update={"role": "deployment", "themes": (theme,)})


def commitments(sentences: Sequence[Sentence]) -> tuple[Commitment, ...]:
    """Every clause of a deployment."""
    spoken = [
        (at, span)
        for at, s in enumerate(sentences)
        if s.role == "deployment"
        for span in clauses(s.text)
    ]
    return tuple(
        _commitment(f"C{number}", sentences, at, span)
        for number, (at, span) in enumerate(spoken, start=1)
    )


def _commitment(
    number: str, sentences: Sequence[Sentence], at: int, span: tuple[int, int]
) -> Commitment:
    sentence = sentences[at]
    clause = sentence.text[slice(*span)]
    actor = actor_of(sentences, at, span[1])
    facts = read_facts(sentence.text, span, actor.who if actor else None)
    cited = (actor.cited,) if actor and actor.cited else ()
    return Commitment(
        id=number,
        action=clause,
        actor=actor.who if actor else None,
        deadline=facts.deadline,
        target=facts.target,
        theme=sentence.themes[0],
        strength=facts.strength,
        firmness=facts.firmness,
        evidence=(sentence.id, *cited),
        quote=clause,
        status="extractive",
        problems=("这一行太长，只写最要紧的一两件事",),
    )


def analysis(name: str | Path) -> Analysis:
    """The summary tells the sentences with numbers."""
    speech = read_speech(SEEDS / name)
    sentences = tuple(map(labelled, speech.sentences))
    told = [s for s in sentences if any(c.isdigit() for c in s.text)][:6]
    points = tuple(Line(text=s.text, evidence=(s.id,), status="verified") for s in told)
    found = commitments(sentences)
    strategy: dict[Theme, Line | None] = {
        theme: next(
            (
                Line(text=c.action, evidence=c.evidence[:1], status="extractive")
                for c in found
                if c.theme == theme
            ),
            None,
        )
        for theme in COMPARED_THEMES
    }
    return Analysis(
        source=speech.source,
        repairs=speech.repairs,
        marks=speech.marks,
        sentences=sentences,
        summary=Summary(headline=points[0], points=points[1:]),
        commitments=found,
        strategy=strategy,
        **speech.metadata.model_dump(),
    )


def untranslated(speech: Analysis) -> Analysis:
    """With its soft commitments as an English page has those that nobody translated."""
    return speech.model_copy(
        update={
            "commitments": tuple(
                c.model_copy(
                    update={"action": quoted(c.action), "status": "verified", "problems": ()}
                )
                if c.strength == "soft"
                else c
                for c in speech.commitments
            )
        }
    )


def seeds_briefing(
    *files: str | Path, compared: tuple[Theme, ...] = COMPARED_THEMES, lang: Lang = "zh"
) -> Briefing:
    """Of the files, in seeds/ or elsewhere, by default 绵阳 and 周口; compared on the themes."""
    speeches = tuple(map(analysis, files or ("mianyang-2023.txt", "zhoukou-2022.txt")))
    if lang == "en":
        speeches = tuple(map(untranslated, speeches))
    names = city_names(speeches, lang)
    counted, targets = cells(speeches, names, compared), find_targets(speeches, names)
    themes = {}
    for theme in compared:
        stances: dict[str, Line | None] = dict.fromkeys(names)
        stances |= {s.city: s.line for s in find_stances(theme, speeches, names, lang)}
        shared, differences = word_contrasts(theme, speeches, names, lang, stances)
        figures = figure_contrast(theme, speeches, names, targets, lang)
        themes[theme] = ThemeComparison(
            cities=stances, shared=shared, differences=(*figures, *differences)
        )
    return Briefing(
        llmsum_version=__version__,
        created="2026-11-22T10:00:00+08:00",
        model="none",
        language=lang,
        speeches=speeches,
        comparison=Comparison(
            themes=themes,
            overview=overview(speeches, names, counted, targets, lang),
            silence=silences(speeches, names, counted),
            targets=targets,
        ),
        usage=Usage(),
    )


def audited(text: str, folder: Path, name: str = "briefing.md") -> tuple[Finding, ...]:
    """What `llmsum verify` finds in a briefing of this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return audit(path).findings
