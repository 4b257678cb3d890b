"""The overview: each speech's headline, the measures that cities set alike, then what code can count. No model."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from llmsum.compare.coverage import Cell, by_city
from llmsum.compare.stances import text_labels
from llmsum.compare.targets import measure, names_a_measure
from llmsum.evidence import among
from llmsum.records import Analysis, Line, QuantifiedTarget
from llmsum.vocabulary import THEME_NAMES, Lang, Theme

MOST_ALIKE = 8
"""Measures that are told with the amounts of all cities that state them."""

MOST_HEAVY = 2
"""Themes of most weight that are told of each city."""

_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "of": "（{}）",
        "colon": "：",
        "comma": "、",
        "semicolon": "；",
        "all": "各城市都有部署的主题：{}。",
        "silent": "只有部分城市部署的主题：{}。",
        "part": "{theme}（{cities}未见部署）",
        "few": "{theme}（只有{cities}部署）",
        "alike": "同一指标“{object}”{change}：{amounts}。",
        "own": "{city}各文稿的同一指标：{measures}。",
        "measure": "“{object}”{change}{amounts}",
        "dated": "【{label}】{amount}",
        "amount": "{city}（{amount}）",
        "grows": "增长",
        "added": "新增",
        "most": "部署最多的主题：{}。",
        "heavy": "{city}（{themes}）",
        "numbers": "量化指标：{}。",
        "count": "{city}（{count} 项）",
    },
    "en": {
        "of": " ({})",
        "colon": ": ",
        "comma": ", ",
        "semicolon": "; ",
        "all": "Themes on which every city deploys something: {}.",
        "silent": "Themes on which some cities are silent: {}.",
        "part": "{theme} (none found in {cities})",
        "few": "{theme} (only {cities})",
        "alike": "The same measure, “{object}”{change}: {amounts}.",
        "own": "The same measure in several texts of {city}: {measures}.",
        "measure": "“{object}”{change} {amounts}",
        "dated": "[{label}] “{amount}”",
        "amount": "{city} “{amount}”",
        "grows": " (growth)",
        "added": " (added)",
        "most": "Themes with most deployments: {}.",
        "heavy": "{city} ({themes})",
        "numbers": "Quantified targets: {}.",
        "count": "{city} {count}",
    },
}


def overview(
    analyses: Sequence[Analysis],
    names: Sequence[str],
    counted: Mapping[Theme, Mapping[str, Cell]],
    targets: Sequence[QuantifiedTarget],
    lang: Lang,
) -> tuple[Line, ...]:
    """The headlines, then what `cells` and `find_targets` counted, with one sentence a city as a sample.

    Whoever wants all of them finds them in the matrix and in the table of targets.
    """
    words = _WORDS[lang]
    lines: list[Line] = []
    labels = text_labels(analyses, names, lang)
    for number, (analysis, city) in enumerate(zip(analyses, names, strict=True), start=1):
        if first := _first_that_holds(analysis):
            label = words["of"].format(labels[number - 1]) if labels[number - 1] else ""
            text = f"{city}{label}{words['colon']}{first.text}"
            moved = tuple(among(number, i) for i in first.evidence)
            lines.append(first.model_copy(update={"text": text, "evidence": moved}))
    lines += _own(analyses, names, labels, targets, lang)
    if len(set(names)) > 1:
        lines += _alike(analyses, targets, lang)
        lines += _weights(analyses, names, counted, lang)
        lines += [*_coverage(analyses, names, counted, lang), *_numbers(names, targets, lang)]
    return tuple(lines)


def _first_that_holds(analysis: Analysis) -> Line | None:
    """The headline; the first point where that is kept unverified."""
    summary = analysis.summary
    told = (summary.headline, *summary.points) if summary else ()
    return next((line for line in told if line.status != "unverified"), None)


def _weights(
    analyses: Sequence[Analysis],
    names: Sequence[str],
    counted: Mapping[Theme, Mapping[str, Cell]],
    lang: Lang,
) -> list[Line]:
    """Where each city puts its weight: its themes with most deployments, in falling order."""
    words, titles = _WORDS[lang], THEME_NAMES[lang]
    parts, samples = [], []
    for city in dict.fromkeys(names):
        deployed = [theme for theme, row in counted.items() if row[city].deployments]
        deployed.sort(key=lambda theme: -counted[theme][city].deployments)
        if heavy := deployed[:MOST_HEAVY]:
            themes = words["comma"].join(titles[theme] for theme in heavy)
            parts.append(words["heavy"].format(city=city, themes=themes))
            samples += _samples(analyses, names, heavy, city)
    return _line("most", parts, samples, lang)


def _coverage(
    analyses: Sequence[Analysis],
    names: Sequence[str],
    counted: Mapping[Theme, Mapping[str, Cell]],
    lang: Lang,
) -> list[Line]:
    titles, words = THEME_NAMES[lang], _WORDS[lang]
    everywhere = [t for t, row in counted.items() if not any(c.silent for c in row.values())]
    partly = [
        theme
        for theme, row in counted.items()
        if theme not in everywhere and not all(c.silent for c in row.values())
    ]
    alike: dict[str, list[str]] = {}
    for theme in partly:
        alike.setdefault(_silent(counted[theme], lang), []).append(titles[theme])
    told = [frame.format(theme=words["comma"].join(same)) for frame, same in alike.items()]
    parts = [words["semicolon"].join(told)] if told else []
    return [
        *_line("all", [titles[t] for t in everywhere], _samples(analyses, names, everywhere), lang),
        *_line("silent", parts, _samples(analyses, names, partly), lang),
    ]


def _silent(row: Mapping[str, Cell], lang: Lang) -> str:
    """Who is silent on a theme, or who speaks, whichever are fewer, with a gap for the {theme}."""
    words = _WORDS[lang]
    silent = [city for city, cell in row.items() if cell.silent]
    speaking = [city for city in row if city not in silent]
    frame, cities = ("few", speaking) if len(speaking) < len(silent) else ("part", silent)
    return words[frame].format(theme="{theme}", cities=words["comma"].join(cities))


def _alike(
    analyses: Sequence[Analysis], targets: Sequence[QuantifiedTarget], lang: Lang
) -> Iterator[Line]:
    """The measures that several cities state, each with their amounts: those of most cities first, of
    as many those on the compared themes. A city with two amounts of a measure tells them both."""
    words = _WORDS[lang]
    themes = {
        f"{number}-{c.id}": c.theme
        for number, analysis in enumerate(analyses, start=1)
        for c in analysis.commitments
    }
    alike: dict[Hashable, list[QuantifiedTarget]] = {}
    for target in targets:
        if target.comparable:
            alike.setdefault(measure(target), []).append(target)

    def rank(same: Sequence[QuantifiedTarget]) -> float:
        beside = 0.5 if themes[same[0].id] == "other" else 0.0
        return beside - len({target.city for target in same})

    for same in sorted(alike.values(), key=rank)[:MOST_ALIKE]:
        by_city: dict[str, list[str]] = {}
        for target in same:
            by_city.setdefault(target.city, []).append(target.amount)
        amounts = [
            words["amount"].format(city=city, amount=words["comma"].join(dict.fromkeys(said)))
            for city, said in by_city.items()
        ]
        text = words["alike"].format(
            object=str(same[0].object).upper(),
            change=_change(same[0], lang),
            amounts=words["comma"].join(amounts),
        )
        cited = dict.fromkeys(target.evidence[0] for target in same if target.evidence)
        yield Line(text=text, evidence=tuple(cited), status="verified")


def _own(
    analyses: Sequence[Analysis],
    names: Sequence[str],
    labels: Sequence[str],
    targets: Sequence[QuantifiedTarget],
    lang: Lang,
) -> Iterator[Line]:
    """The measures that a city states in several of its texts, in their order, each with its amounts."""
    words = _WORDS[lang]
    for city, of_city in by_city(analyses, names).items():
        order = [number for number, _ in of_city]
        stated: dict[Hashable, dict[int, list[QuantifiedTarget]]] = {}
        for target in targets if len(order) > 1 else ():
            if target.city == city and names_a_measure(target):
                number = int(target.id.partition("-")[0])
                stated.setdefault(measure(target), {}).setdefault(number, []).append(target)
        several = [found for found in stated.values() if len(found) > 1][:MOST_ALIKE]
        parts = []
        for found in several:
            first = next(iter(found.values()))[0]
            dated = [
                words["dated"].format(
                    label=labels[number - 1],
                    amount=words["comma"].join(dict.fromkeys(t.amount for t in found[number])),
                )
                for number in order
                if number in found
            ]
            parts.append(
                words["measure"].format(
                    object=str(first.object).upper(),
                    change=_change(first, lang),
                    amounts=words["comma"].join(dated),
                )
            )
        cited = dict.fromkeys(
            target.evidence[0]
            for found in several
            for number in order
            for target in found.get(number, ())
            if target.evidence
        )
        if parts:
            text = words["own"].format(city=city, measures=words["semicolon"].join(parts))
            yield Line(text=text, evidence=tuple(cited), status="verified")


def _change(target: QuantifiedTarget, lang: Lang) -> str:
    """What tells an increase from a level, where the measure's own words do not."""
    if target.change == "level" or "新增" in (target.object or ""):
        return ""
    return _WORDS[lang]["added" if target.kind == "count" else "grows"]


def _numbers(names: Sequence[str], targets: Sequence[QuantifiedTarget], lang: Lang) -> list[Line]:
    counts = dict.fromkeys(names, 0)
    samples: dict[str, str] = {}
    for target in targets:
        counts[target.city] += 1
        if target.evidence:
            samples.setdefault(target.city, target.evidence[0])
    parts = [_WORDS[lang]["count"].format(city=city, count=n) for city, n in counts.items()]
    return _line("numbers", parts, samples.values(), lang)


def _line(frame: str, parts: Sequence[str], evidence: Iterable[str], lang: Lang) -> list[Line]:
    """The framed list as one line, or none when there is nothing to list or to cite."""
    cited = tuple(dict.fromkeys(evidence))
    if not parts or not cited:
        return []
    text = _WORDS[lang][frame].format(_WORDS[lang]["comma"].join(parts))
    return [Line(text=text, evidence=cited, status="verified")]


def _samples(
    analyses: Sequence[Analysis],
    names: Sequence[str],
    wanted: Sequence[Theme],
    only: str | None = None,
) -> list[str]:
    """For each city, or for the only one wanted, its first deployment on any of these themes."""
    samples: dict[str, str] = {}
    for number, (analysis, city) in enumerate(zip(analyses, names, strict=True), start=1):
        for sentence in analysis.sentences if only in (None, city) else ():
            if sentence.role == "deployment" and set(sentence.themes) & set(wanted):
                samples.setdefault(city, among(number, sentence.id))
    return list(samples.values())
