"""The comparison of a finished briefing: its lines, and what code derived from the speeches."""

from collections.abc import Iterator, Mapping, Sequence

from llmsum.audit.citing import Objection, Sentences, cited, told
from llmsum.audit.lines import UNVERIFIED, idle_evidence, is_extract, part_problems
from llmsum.audit.marks import mark_problems
from llmsum.compare.contrast_check import contrast_problems
from llmsum.compare.coverage import cells, silences
from llmsum.compare.figures import figure_contrast, is_figure_contrast
from llmsum.compare.overview import overview
from llmsum.compare.stances import by_label, city_names, find_stances, text_labels
from llmsum.compare.targets import find_targets
from llmsum.compare.words import is_word_contrast, word_contrasts
from llmsum.evidence import among, speech_number
from llmsum.records import Briefing, Commitment, Comparison, Line, ThemeComparison
from llmsum.vocabulary import Theme


def comparison_problems(
    briefing: Briefing, texts: Sentences, *, whole: bool
) -> Iterator[Objection]:
    """Every line of the comparison by the sentences of its own city, and every count anew.

    `whole`: all sentences of all sources are at hand.
    """
    names = city_names(briefing.speeches, briefing.language)
    targets = find_targets(briefing.speeches, names)
    labels = text_labels(briefing.speeches, names, briefing.language)
    for theme, compared in briefing.comparison.themes.items():
        where = f"comparison.themes.{theme}"
        for city, stance in compared.cities.items():
            if stance:
                path = f"{where}.cities.{city}"
                yield from cited(path, stance.evidence, None, texts)
                if strangers := [i for i in stance.evidence if _city(i, names) != city]:
                    yield path, f"It cites {', '.join(strangers)}, which is not of {city}."
                problems: list[str] = []
                for number, said in by_label(stance.text, labels):
                    ids = [i for i in stance.evidence if number in (None, speech_number(i))]
                    own = {i: texts[i] for i in ids if i in texts}
                    problems += part_problems(said, [*own.values()], stance.status, (city,))
                    if idle := idle_evidence(said, own):
                        problems.append(f"It cites {', '.join(idle)}, and says nothing of it.")
                yield from told(path, stance, tuple(dict.fromkeys(problems)))
        yield from _silent(where, theme, compared, names, briefing)
        told_of = (theme, briefing.speeches, names)
        by_all, by_one = word_contrasts(*told_of, briefing.language, compared.cities)
        figures = figure_contrast(*told_of, targets, briefing.language)
        counted = [*by_all, *figures, *by_one]
        if whole:
            yield from _opening(f"{where}.shared", by_all, compared.shared)
            yield from _opening(f"{where}.differences", (*figures, *by_one), compared.differences)
        if list(compared.cities) != list(dict.fromkeys(names)):
            yield f"{where}.cities", f"The cities are {', '.join(dict.fromkeys(names))}."
        for kind in ("shared", "differences"):
            for index, line in enumerate(getattr(compared, kind)):
                path = f"{where}.{kind}[{index}]"
                yield from cited(path, line.evidence, None, texts)
                yield from told(path, line, _contrast(line, counted, names, texts, briefing))
    if briefing.comparison.themes:
        yield from _derived(briefing, names)


def _opening(where: str, counted: Sequence[Line], stated: Sequence[Line]) -> Iterator[Objection]:
    """What is counted stands first, in its order and once; what a model wrote stands behind it."""
    for index, line in enumerate(counted):
        if line not in stated:
            yield where, f"This is missing: “{line.text}”"
        elif stated.index(line) != index:
            yield (
                f"{where}[{stated.index(line)}]",
                "It stands in another place than it is counted for.",
            )
    for index, line in enumerate(stated):
        if line in stated[:index]:
            yield f"{where}[{index}]", f"“{line.text}” stands twice."


def _contrast(
    line: Line, counted: Sequence[Line], names: Sequence[str], texts: Sentences, briefing: Briefing
) -> tuple[str, ...]:
    lang = briefing.language
    if is_word_contrast(line.text, lang) or is_figure_contrast(line.text, lang):
        return () if line in counted else ("The sources do not count up to this.",)
    by_city: dict[str, list[str]] = {}
    for i in line.evidence:
        if i in texts:
            by_city.setdefault(_city(i, names), []).append(texts[i])
    if line.status == "unverified":
        return (UNVERIFIED,)
    marks = mark_problems(line.text, [texts[i] for i in line.evidence if i in texts])
    if line.status == "verified":
        return contrast_problems(line.text, by_city, names) or marks
    problems = [*marks]
    for part in line.text.split("；"):
        city, _, words = part.partition("：")
        if not is_extract(words, by_city.get(city, ())):
            problems.append(f"“{part}” is not in the words of the city's sentences.")
    return tuple(problems)


def _derived(briefing: Briefing, names: Sequence[str]) -> Iterator[Objection]:
    """What code counted over the cities, counted again."""
    speeches, said = briefing.speeches, briefing.comparison
    counted, targets = cells(speeches, names, said.themes), find_targets(speeches, names)
    again = Comparison(
        themes=said.themes,
        overview=overview(speeches, names, counted, targets, briefing.language),
        silence=silences(speeches, names, counted),
        targets=targets,
    )
    for name in ("overview", "silence", "targets"):
        ours, theirs = getattr(again, name), getattr(said, name)
        for index, one in enumerate(theirs):
            if one not in ours:
                yield f"comparison.{name}[{index}]", "The speeches do not give this."
        for one in ours:
            if one not in theirs:
                yield f"comparison.{name}", f"This is missing: {one.model_dump_json()[:200]}"
        if ours != theirs and set(ours) == set(theirs):
            yield f"comparison.{name}", "It is in another order, or tells something twice."


def _silent(
    where: str,
    theme: Theme,
    compared: ThemeComparison,
    names: Sequence[str],
    briefing: Briefing,
) -> Iterator[Objection]:
    """A city that is told as silent though it commits itself, or whose stance is of another theme."""
    analyses = briefing.speeches
    own: dict[str, list[Commitment]] = {name: [] for name in names}
    cited_by: dict[str, set[str]] = {name: set() for name in names}
    for number, (analysis, name) in enumerate(zip(analyses, names, strict=True), start=1):
        themes = {s.id: s.themes for s in analysis.sentences}
        of_theme = [c for c in analysis.commitments if theme in _themes_of(c, themes)]
        own[name] += of_theme
        cited_by[name] |= {among(number, i) for c in of_theme for i in c.evidence}
    stated = {s.city: s.line for s in find_stances(theme, analyses, names, briefing.language)}
    for city, line in compared.cities.items():
        path = f"{where}.cities.{city}"
        if line is None and own.get(city):
            yield path, f"It is told as silent, and commits itself in {own[city][0].id}."
        elif line and (other := set(line.evidence) - cited_by.get(city, set())):
            yield (
                path,
                f"It cites {', '.join(sorted(other))}, on which no commitment of the theme rests.",
            )
        # A page tells each stance once, the JSON in the speech too.
        if any(a.strategy for a in analyses) and stated.get(city) != line:
            yield path, "The speeches have another stance."


def _themes_of(commitment: Commitment, themes: Mapping[str, Sequence[Theme]]) -> Sequence[Theme]:
    first = commitment.evidence[0] if commitment.evidence else ""
    return themes.get(first, ())


def _city(evidence: str, names: Sequence[str]) -> str:
    number = speech_number(evidence)
    return names[number - 1] if number and number <= len(names) else ""
