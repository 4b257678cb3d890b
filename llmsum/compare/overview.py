"""The overview: each speech's headline, then what code can count. No model."""

from collections.abc import Iterable, Mapping, Sequence

from llmsum.records import Analysis, Line, ThemeComparison
from llmsum.vocabulary import THEME_NAMES, Lang, Theme

_Themes = Mapping[Theme, ThemeComparison]

_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "colon": "：",
        "comma": "、",
        "all": "各城市都有部署的主题：{}。",
        "silent": "只有部分城市部署：{}。",
        "part": "{theme}（{cities}没有部署）",
        "numbers": "写明数字目标的承诺：{}。",
        "count": "{city} {count} 项",
    },
    "en": {
        "colon": ": ",
        "comma": ", ",
        "all": "Themes on which every city deploys something: {}.",
        "silent": "Themes on which some cities are silent: {}.",
        "part": "{theme} (nothing from {cities})",
        "numbers": "Commitments with a target in the text: {}.",
        "count": "{city} {count}",
    },
}


def overview(
    analyses: Sequence[Analysis], names: Sequence[str], themes: _Themes, lang: Lang
) -> tuple[Line, ...]:
    """Lines over all speeches; every one cites sentences of each city that it names as speaking."""
    words = _WORDS[lang]
    lines: list[Line] = []
    for number, (analysis, city) in enumerate(zip(analyses, names, strict=True), start=1):
        if analysis.summary:
            headline = analysis.summary.headline
            text = f"{city}{words['colon']}{headline.text}"
            moved = _moved(number, headline.evidence)
            lines.append(headline.model_copy(update={"text": text, "evidence": moved}))
    if len(set(names)) > 1:
        lines += [*_coverage(themes, lang), *_numbers(analyses, names, lang)]
    return tuple(lines)


def _coverage(themes: _Themes, lang: Lang) -> list[Line]:
    words, titles = _WORDS[lang], THEME_NAMES[lang]
    everywhere = [theme for theme, t in themes.items() if all(t.cities.values())]
    partly = [
        theme
        for theme, t in themes.items()
        if any(t.cities.values()) and not all(t.cities.values())
    ]
    parts = [
        words["part"].format(
            theme=titles[theme],
            cities=words["comma"].join(c for c, line in themes[theme].cities.items() if not line),
        )
        for theme in partly
    ]
    return [
        *_line(words["all"], [titles[t] for t in everywhere], _cited(themes, everywhere), lang),
        *_line(words["silent"], parts, _cited(themes, partly), lang),
    ]


def _numbers(analyses: Sequence[Analysis], names: Sequence[str], lang: Lang) -> list[Line]:
    counts: dict[str, int] = dict.fromkeys(names, 0)
    evidence: list[str] = []
    for number, (analysis, city) in enumerate(zip(analyses, names, strict=True), start=1):
        targets = [c for c in analysis.commitments if c.target]
        counts[city] += len(targets)
        evidence += [i for c in targets for i in _moved(number, c.evidence)]
    words = _WORDS[lang]
    parts = [words["count"].format(city=city, count=count) for city, count in counts.items()]
    return _line(words["numbers"], parts, evidence, lang)


def _line(frame: str, parts: Sequence[str], evidence: Iterable[str], lang: Lang) -> list[Line]:
    """The framed list as one line, or none when there is nothing to list or to cite."""
    cited = tuple(dict.fromkeys(evidence))
    if not parts or not cited:
        return []
    text = frame.format(_WORDS[lang]["comma"].join(parts))
    return [Line(text=text, evidence=cited, status="verified")]


def _cited(themes: _Themes, wanted: Sequence[Theme]) -> list[str]:
    """The first sentence behind each city's stance on each of these themes."""
    return [line.evidence[0] for t in wanted for line in themes[t].cities.values() if line]


def _moved(number: int, evidence: Sequence[str]) -> tuple[str, ...]:
    """Sentence ids of the speech with this number as ids in a comparison."""
    return tuple(f"{number}#{i}" for i in evidence)
