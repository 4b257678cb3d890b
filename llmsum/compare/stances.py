"""Stances: what each city does on a theme, and under which name a speech stands."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from llmsum.compare.coverage import by_city
from llmsum.compare.days import calendar_date
from llmsum.evidence import among
from llmsum.records import Analysis, Line
from llmsum.vocabulary import Lang, Theme

_LABEL = "【{}】"


@dataclass(frozen=True)
class Stance:
    """What one city does on one theme, with the sentences behind it by comparison id."""

    city: str
    line: Line
    sentences: Mapping[str, str]


def city_names(analyses: Sequence[Analysis], lang: Lang) -> list[str]:
    """The name under which each speech stands: its city, else that the city is masked or not stated.

    Two speeches of one city share a name; two masked ones never do, since nobody knows. A city
    that is masked is not named, even if a record names it. In English a city stands in pinyin, with
    its Chinese name where another one is spelt alike.
    """
    nameless = {
        "zh": {"masked": "隐名城市", "unknown": "未载明城市"},
        "en": {"masked": "Masked city", "unknown": "Unnamed city"},
    }[lang]
    kinds = [
        "masked" if a.city_status == "masked" else "" if a.city else "unknown" for a in analyses
    ]
    counts = Counter(kinds)
    numbered = {"zh": "{}（文{}）", "en": "{} (source {})"}[lang]
    unknown = {"zh": "未载明（文{}）", "en": "Unnamed city (source {})"}[lang]
    spelt = _spelt({a.city for a in analyses if a.city}) if lang == "en" else {}
    return [
        spelt.get(analysis.city, analysis.city)
        if analysis.city and not kind
        else nameless[kind]
        if counts[kind] == 1
        else unknown.format(number)
        if kind == "unknown"
        else numbered.format(nameless[kind], number)
        for number, (analysis, kind) in enumerate(zip(analyses, kinds, strict=True), start=1)
    ]


def _spelt(cities: Set[str]) -> dict[str, str]:
    from llmsum.tasks.english.gloss import city_in_english  # noqa: PLC0415 (start-up time)

    names = {city: city_in_english(city) for city in cities}
    counts = Counter(names.values())
    return {city: name if counts[name] == 1 else f"{name} ({city})" for city, name in names.items()}


def text_labels(analyses: Sequence[Analysis], names: Sequence[str], lang: Lang) -> list[str]:
    """What tells each speech from the others of its city: its date, else its number; "" for an only one.

    A day without its year tells no order, and stands for none.
    """
    labels = [""] * len(analyses)
    for of_city in by_city(analyses, names).values():
        if len(of_city) == 1:
            continue
        days = [calendar_date(analysis.date) for _, analysis in of_city]
        is_dated = None not in days and len(set(days)) == len(days)
        for number, analysis in of_city:
            text = {"zh": "文{}", "en": "source {}"}[lang].format(number)
            labels[number - 1] = str(analysis.date) if is_dated else text
    return labels


def by_label(text: str, labels: Sequence[str]) -> Iterator[tuple[int | None, str]]:
    """The parts of a stance with the numbers of their speeches, None for what no label tells.

    >>> list(by_label("【2024年】建园区；【2025年】扩园区", ["2024年", "", "2025年"]))
    [(1, '建园区；'), (3, '扩园区')]
    """
    marks = {_LABEL.format(label): n for n, label in enumerate(labels, start=1) if label}
    number = None
    for part in re.split("(【[^】]*】)", text):
        if part in marks:
            number = marks[part]
        elif part:
            yield number, part


def find_stances(
    theme: Theme, analyses: Sequence[Analysis], names: Sequence[str], lang: Lang
) -> list[Stance]:
    """One stance a city that speaks on the theme; several speeches of a city are joined by their dates."""
    labels = text_labels(analyses, names, lang)
    found = []
    for city, of_city in by_city(analyses, names).items():
        stances = []
        for number, analysis in of_city:
            line = analysis.strategy.get(theme)
            if line is None:
                continue
            texts = {sentence.id: sentence.text for sentence in analysis.sentences}
            sentences = {among(number, i): texts[i] for i in line.evidence}
            label = _LABEL.format(labels[number - 1]) if labels[number - 1] else ""
            moved = {"evidence": tuple(sentences), "text": label + line.text}
            stances.append(Stance(city, line.model_copy(update=moved), sentences))
        if stances:
            found.append(_joined(stances, {"zh": "；", "en": "; "}[lang]))
    return found


def _joined(stances: Sequence[Stance], mark: str) -> Stance:
    if len(stances) == 1:
        return stances[0]
    lines = [stance.line for stance in stances]
    verified = all(line.status == "verified" for line in lines)
    return Stance(
        city=stances[0].city,
        line=Line(
            text=mark.join(line.text.rstrip("。；.;") for line in lines),
            evidence=tuple(i for line in lines for i in line.evidence),
            status="verified" if verified else "extractive",
            problems=tuple(p for line in lines for p in line.problems),
        ),
        sentences={i: text for stance in stances for i, text in stance.sentences.items()},
    )
