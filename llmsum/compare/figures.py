"""Who states numbers and days on a theme, and who does not. No model."""

from collections.abc import Mapping, Sequence

from llmsum.compare.coverage import by_city
from llmsum.compare.words import fits
from llmsum.evidence import among
from llmsum.records import Analysis, Commitment, Line, QuantifiedTarget
from llmsum.vocabulary import Lang, Theme

_FRAMES: dict[Lang, dict[str, str]] = {
    "zh": {
        "line": "写明数量或期限的承诺：{}；没有这类承诺：{}",
        "count": "{}（{} 项）",
        "comma": "、",
    },
    "en": {
        "line": "Commitments with a number or a deadline: {}; none: {}",
        "count": "{} ({})",
        "comma": ", ",
    },
}


def figure_contrast(
    theme: Theme,
    analyses: Sequence[Analysis],
    names: Sequence[str],
    targets: Sequence[QuantifiedTarget],
    lang: Lang,
) -> tuple[Line, ...]:
    """How many commitments on the theme can be measured, city by city, where some city has none of them.

    Nothing where all or none of the cities that commit themselves on the theme have such.
    """
    words, quantified = _FRAMES[lang], {target.id for target in targets}
    measurable: dict[str, list[str]] = {}
    for city, speeches in by_city(analyses, names).items():
        own = [
            (n, c)
            for n, analysis in speeches
            for c in analysis.commitments
            if c.theme == theme and c.evidence
        ]
        if own:
            measurable[city] = [
                among(n, c.evidence[0]) for n, c in own if _is_measurable(n, c, quantified)
            ]
    stating = {city: found for city, found in measurable.items() if found}
    silent = [city for city in measurable if city not in stating]
    if not stating or not silent:
        return ()
    counts = [words["count"].format(city, len(found)) for city, found in stating.items()]
    text = words["line"].format(words["comma"].join(counts), words["comma"].join(silent))
    return (Line(text=text, evidence=_samples(stating), status="verified"),)


def is_figure_contrast(text: str, lang: Lang) -> bool:
    """Whether the line is one that `figure_contrast` writes, so that it can be counted again."""
    return fits(_FRAMES[lang]["line"], text)


def _is_measurable(number: int, commitment: Commitment, quantified: set[str]) -> bool:
    return commitment.deadline is not None or f"{number}-{commitment.id}" in quantified


def _samples(stating: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The first sentence of each city: the tables have all of them."""
    return tuple(dict.fromkeys(found[0] for found in stating.values()))
