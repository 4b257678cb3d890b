"""The gate for a line that compares cities."""

import re
from collections.abc import Iterable, Mapping, Sequence

from llmsum.verify import messages
from llmsum.verify.gate import OFF_TOPIC, check_line
from llmsum.verify.messages import Problem

LONGEST_OPENING = 12
"""Characters of an opening such as 在招商引资方面， before the first city."""


def contrast_problems(
    text: str, cited: Mapping[str, Sequence[str]], cities: Iterable[str]
) -> tuple[Problem, ...]:
    """The gate for a comparison: what a line says of a city is checked against that city alone.

    `cited`: city → its sentences that the line cites. `cities`: all that are compared.
    """
    problems = [] if len(cited) > 1 else [messages.ONE_CITY()]
    for named, said in _parts(text, tuple(cities)):
        if strangers := [city for city in named if city not in cited]:
            problems.append(messages.CITES_NOTHING_OF("、".join(strangers)))
            continue
        for city in named or cited:
            found = check_line(said, list(cited[city]), known_names=[city])
            # What stands before the first city may introduce the topic in words of nobody.
            problems += [p for p in found if named or p != OFF_TOPIC or len(said) > LONGEST_OPENING]
    return tuple(dict.fromkeys(problems))


def _parts(text: str, cities: tuple[str, ...]) -> list[tuple[tuple[str, ...], str]]:
    """The line cut where it turns to other cities: (cities named together, what is said of them).

    >>> _parts("周口建港口，海口、绵阳建园区", ("周口", "海口", "绵阳"))
    [(('周口',), '建港口，'), (('海口', '绵阳'), '建园区')]
    >>> _parts("引进30家，周口建港口", ("周口",))
    [((), '引进30家，'), (('周口',), '建港口')]
    """
    name = "|".join(sorted(map(re.escape, cities), key=len, reverse=True))
    together = re.compile(rf"(?:{name})市?(?:(?:、|和|与|及|, | and )(?:{name})市?)*")
    turns = list(together.finditer(text))
    if not turns:
        return [((), text)]
    opening = text[: turns[0].start()]
    parts: list[tuple[tuple[str, ...], str]] = [((), opening)] if _says(opening) else []
    for turn, following in zip(turns, [*turns[1:], None], strict=True):
        said = text[turn.end() : following.start() if following else len(text)]
        if _says(said):
            parts.append((tuple(re.findall(name, turn.group())), said))
    return parts


def _says(text: str) -> bool:
    return bool(text.strip("，,、；;：:。. "))
