"""Stances: what each city does on a theme, and under which name a speech stands."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from llmsum.evidence import among
from llmsum.records import Analysis, Line
from llmsum.vocabulary import Lang, Theme


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


def find_stances(
    theme: Theme, analyses: Sequence[Analysis], names: Sequence[str], lang: Lang
) -> list[Stance]:
    """One stance a city that speaks on the theme; several speeches of a city are joined."""
    by_city: dict[str, list[Stance]] = {}
    for number, (analysis, city) in enumerate(zip(analyses, names, strict=True), start=1):
        line = analysis.strategy.get(theme)
        if line is None:
            continue
        texts = {sentence.id: sentence.text for sentence in analysis.sentences}
        sentences = {among(number, i): texts[i] for i in line.evidence}
        moved = line.model_copy(update={"evidence": tuple(sentences)})
        by_city.setdefault(city, []).append(Stance(city, moved, sentences))
    return [_joined(stances, {"zh": "；", "en": "; "}[lang]) for stances in by_city.values()]


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
