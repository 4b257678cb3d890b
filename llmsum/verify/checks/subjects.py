"""Who does something in a Chinese line, and persons that it names: both have to be in the evidence.

Rule. Before the first predicate of a clause (要, 已, 强调) stands who does it, and Chinese puts the
head last: its last two characters have to be in the evidence, unless anyone may be meant (会议, 各级)
or it is a public body, which `organisations` checks. A person is a family name with one or two
characters right behind a title (书记, 主任).
"""

import re
from collections.abc import Sequence
from functools import cache

from llmsum.verify import messages
from llmsum.verify.dates import find_dates
from llmsum.verify.fold import narrow
from llmsum.verify.lexicon import CLAUSE_BREAK, bodies, goals, subjects
from llmsum.verify.messages import Problem

_HAN = "\u3400-\u9fff"
_OPENER = re.compile(f"(?P<who>[{_HAN}]{{2,4}}?)[与和将拟受凭]")


def subject_problems(text: str, evidence: str, known: Sequence[str] = ()) -> list[Problem]:
    """The doers and persons of the line that neither its evidence nor the `known` names have.

    >>> subject_problems("企业已举办9期活动", "开办以来已举办9期")
    ['主语“企业”不在所引句中']
    >>> subject_problems("市委书记李长河出席", "市委书记宋清和出席")
    ['人名“李长河”不在所引句中']
    """
    line, source = narrow(text), narrow(evidence) + "\n" + "\n".join(known)
    persons = [name for title, name in _persons(line) if _nobody(title, name[:2], source)]
    doers = [
        who for who in _doers(text) if who[-2:] not in source and not who.endswith(tuple(persons))
    ]
    doers += [who for who in _strangers(line) if not set(who) & set(source)]
    found = [messages.PERSON(name) for name in persons]
    return list(dict.fromkeys(found + [messages.SUBJECT(who) for who in doers]))


@cache
def _doer() -> re.Pattern[str]:
    predicates = "|".join(sorted(subjects().predicates, key=len, reverse=True))
    return re.compile(rf"(?P<who>[{_HAN}]{{2,10}}?)(?:{predicates})")


@cache
def _body_names() -> tuple[str, ...]:
    return tuple(name for group in bodies().groups + bodies().zones for name in group)


def _doers(text: str) -> list[str]:
    line = narrow(text)
    for date in find_dates(text):
        line = line[: date.start] + "，" * (date.end - date.start) + line[date.end :]
    matches = (_doer().match(clause) for clause in CLAUSE_BREAK.split(line))
    # In 小镇总投资 总 is of the amount.
    found = [match["who"].rstrip("总共若如虽均也都还仍再") for match in matches if match]
    nobody = (*subjects().anyone, *_body_names())
    verbs = goals().any_verbs
    return [w for w in found if len(w) > 1 and w not in verbs and not w.endswith(nobody)]


def _strangers(line: str) -> list[str]:
    """Who opens the line before 与, 将 or 受: 甲厂与38家企业签约."""
    match = _OPENER.match(line)
    return [match["who"]] if match and not match["who"].endswith(subjects().anyone) else []


@cache
def _person() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<title>{_title().pattern})(?P<name>[{subjects().surnames}][{_HAN}]{{1,2}})"
    )


@cache
def _title() -> re.Pattern[str]:
    return re.compile("|".join(sorted(subjects().titles, key=len, reverse=True)))


def _persons(line: str) -> list[tuple[str, str]]:
    return [(match["title"], match["name"]) for match in _person().finditer(line)]


def _nobody(title: str, name: str, source: str) -> bool:
    """Whether the source has nobody of that name, or wherever it has him, under other titles alone."""
    before = [CLAUSE_BREAK.split(source[: m.start()])[-1] for m in re.finditer(name, source)]
    titled = [said for said in before if _title().search(said)]
    return not before or (len(titled) == len(before) and not any(title in said for said in titled))
