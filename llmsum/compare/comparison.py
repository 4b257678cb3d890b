"""The comparison of all cities, theme by theme."""

import asyncio
from collections.abc import Sequence

from llmsum.compare.contrast import contrast
from llmsum.compare.coverage import cells, silences
from llmsum.compare.figures import figure_contrast
from llmsum.compare.overview import overview
from llmsum.compare.stances import city_names, find_stances
from llmsum.compare.targets import find_targets
from llmsum.compare.words import word_contrasts
from llmsum.llm.client import Client
from llmsum.records import Analysis, Comparison, ThemeComparison
from llmsum.vocabulary import COMPARED_THEMES, Lang, Theme


async def compare_cities(
    client: Client,
    analyses: Sequence[Analysis],
    lang: Lang,
    wanted: Sequence[Theme] = COMPARED_THEMES,
    keep_unverified: bool = False,
) -> Comparison:
    """What the cities share and where they differ, theme by theme, and an overview by code."""
    names = city_names(analyses, lang)
    compared = [theme for theme in COMPARED_THEMES if theme in wanted]
    stances = {theme: find_stances(theme, analyses, names, lang) for theme in compared}
    contrasts = await asyncio.gather(
        *(contrast(client, theme, stances[theme], lang, keep_unverified) for theme in compared)
    )
    targets = find_targets(analyses, names)
    themes: dict[Theme, ThemeComparison] = {}
    for theme, (shared, written) in zip(compared, contrasts, strict=True):
        lines = {stance.city: stance.line for stance in stances[theme]}
        named_by_all, named_by_one = word_contrasts(theme, analyses, names, lang, lines)
        # Each city's own words side by side say less than what only one of them names.
        telling = [line for line in written if line.status != "extractive" or not named_by_one]
        themes[theme] = ThemeComparison(
            cities={city: lines.get(city) for city in dict.fromkeys(names)},
            shared=(*named_by_all, *shared),
            differences=(
                *figure_contrast(theme, analyses, names, targets, lang),
                *named_by_one,
                *telling,
            ),
        )
    counted = cells(analyses, names, compared)
    return Comparison(
        themes=themes,
        overview=overview(analyses, names, counted, targets, lang),
        silence=silences(analyses, names, counted),
        targets=targets,
    )
