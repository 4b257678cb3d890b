"""The overview: each speech's headline, then what code can count. No model."""

from collections.abc import Iterable, Mapping, Sequence

from llmsum.compare.coverage import Cell
from llmsum.evidence import among
from llmsum.records import Analysis, Line, QuantifiedTarget
from llmsum.vocabulary import THEME_NAMES, Lang, Theme

MOST_HEAVY = 2
"""Themes of most weight that are told of each city."""

_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "colon": "：",
        "comma": "、",
        "all": "各城市都有部署的主题：{}。",
        "silent": "只有部分城市部署的主题：{}。",
        "part": "{theme}（{cities}未见部署）",
        "most": "部署最多的主题：{}。",
        "heavy": "{city}（{themes}）",
        "numbers": "量化指标：{}。",
        "count": "{city} {count} 项",
    },
    "en": {
        "colon": ": ",
        "comma": ", ",
        "all": "Themes on which every city deploys something: {}.",
        "silent": "Themes on which some cities are silent: {}.",
        "part": "{theme} (none found in {cities})",
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
    for number, (analysis, city) in enumerate(zip(analyses, names, strict=True), start=1):
        if analysis.summary:
            headline = analysis.summary.headline
            text = f"{city}{words['colon']}{headline.text}"
            moved = tuple(among(number, i) for i in headline.evidence)
            lines.append(headline.model_copy(update={"text": text, "evidence": moved}))
    if len(set(names)) > 1:
        lines += _weights(analyses, names, counted, lang)
        lines += [*_coverage(analyses, names, counted, lang), *_numbers(names, targets, lang)]
    return tuple(lines)


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
    words, titles = _WORDS[lang], THEME_NAMES[lang]
    everywhere = [t for t, row in counted.items() if not any(c.silent for c in row.values())]
    partly = [
        theme
        for theme, row in counted.items()
        if theme not in everywhere and not all(c.silent for c in row.values())
    ]
    parts = [
        words["part"].format(
            theme=titles[theme],
            cities=words["comma"].join(city for city, c in counted[theme].items() if c.silent),
        )
        for theme in partly
    ]
    return [
        *_line("all", [titles[t] for t in everywhere], _samples(analyses, names, everywhere), lang),
        *_line("silent", parts, _samples(analyses, names, partly), lang),
    ]


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
