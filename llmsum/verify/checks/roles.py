"""Who does it: not who only demands it, is told or given it, or stands before another one's deed.

Rule. Where the evidence has somebody demand something (李强强调，要完善机制), a line that opens with him needs
a word of saying. Whom something is told or given, behind 向 or 给, may not stand as the one who does it. And a
clause goes on with the doer of the one before it: where its own sentence has another doer, he may not be
dropped (开发区完善路网，供电公司接通电源 as 开发区完善路网，接通电源).
"""

import re
from functools import cache

from llmsum.verify import messages
from llmsum.verify.checks.stretches import BREAK, laid_over, places, plain
from llmsum.verify.lexicon import MUST, goals, organisations, subjects
from llmsum.verify.messages import Problem

_HAN = "\u3400-\u9fff"
_DEMANDING = "强调|要求|指出|叮嘱|嘱咐|勉励|号召"
_DEMANDS = re.compile(rf"(?:^|[\n,;:.])(?P<who>[{_HAN}]{{2,12}}?)(?:{_DEMANDING})")
_SAYS = re.compile(
    f"{_DEMANDING}|提出|希望|表示|说|认为|鼓励|(?<![略策出新的])部署|主张|呼吁|推动(?!力)|支持"
)
_ORDER = re.compile(f"{MUST}|必须|应当|务必")
_SENTENCE_BREAK = re.compile(r"[;!?\n]|\.(?!\d)")
_TELLING = 4
"""Characters in a row by which a clause is known to tell what is demanded."""

_GIVES = "表示|汇报|通报|报告|介绍|反映|移交|交付|赠送|颁发|授予|提供|开放|发放|推送|推介"
_GIVEN = re.compile(rf"(?P<who>[{_HAN}]{{2}}),?(?P<gives>{_GIVES})")
_SPEAKS = re.compile(f"(?P<who>[{_HAN}]{{2,3}}?)(?:说|称|表示|指出|强调|认为|介绍|提出|要求)")
_OBJECT_OF = re.compile("(?:[对向与和给率]|会见|陪同|欢迎|感谢)$")
_TO = re.compile("[向对给把将由]|为(?!了)")

_KINDS = "省|市|州|县|区|镇|乡|村|企业|大学|学院|研究院|研究所|中心|协会|部|干部"
"""How doers end besides public bodies and firms."""

_DEEDS = tuple("对向把将由为从在与和给让使占达居")
"""With these no doer begins, nor with words that any line may set before a name, these apart."""
_NOUNS = (
    "全市",
    "全区",
    "全县",
    "全省",
    "我市",
    "我区",
    "我县",
    "园区",
    "企业",
    "平台",
    "国有",
    "民营",
    "市属",
    "地方",
    "县区",
    "市县",
    "龙头",
    "骨干",
)

_PLACES = ("省", "市", "州", "县")
_EVERYWHERE = "全我本"
"""全市, 我省 are where it is, as often as who does it."""

_OPENINGS = "同时|此外|另外|其中|目前|当前|近日|随后|接着|下一步|截至[^,]{2,8}|今年|去年|明年|[\\d年月日至-]+(?:底|前|初|末)?"
_MANNER = "也|还|又|再|均|都|则|正|先后|全面|积极|加快|进一步|继续|大力|着力|努力|重点|主动|共|累计|今年|去年|全年|每年|全部|不断|持续|自主"


def role_problems(text: str, evidence: str) -> list[Problem]:
    """Those of whom the line says what is not theirs to do.

    >>> role_problems("李强到园区调研，完善体制机制", "李强到园区调研。李强强调，要完善体制机制。")
    ['“李强”在所引句中不是做这件事的']
    >>> role_problems("市委汇报工作", "他向市委汇报工作。")
    ['“市委”在所引句中不是做这件事的']
    >>> role_problems("开发区要完善路网，要接通电源", "开发区要完善路网。供电公司要接通电源。")
    ['“开发区”在所引句中不是做这件事的']
    """
    line, source = plain(text), plain(evidence)
    found = [
        *_demanding(line, source),
        *_spoken_to(line, source),
        *_spoken_of(line, source),
        *_carried(line, source),
    ]
    return [messages.NOT_THE_DOER(who) for who in dict.fromkeys(found)]


def _demanding(line: str, source: str) -> list[str]:
    """Who opens the line, where it tells without a word of saying what he only demands."""
    speakers = [m["who"] for m in _DEMANDS.finditer(source) if line.startswith(m["who"])]
    if not speakers or _SAYS.search(line):
        return []
    clauses = BREAK.split(line.removeprefix(max(speakers, key=len)))
    return speakers if any(_only_ordered(clause, source) for clause in clauses) else []


def _only_ordered(clause: str, source: str) -> bool:
    """Whether what the clause has of the source stands there behind a 要 of its sentence alone."""
    windows = (clause[at : at + _TELLING] for at in range(len(clause) - _TELLING + 1))
    before = [_said_before(source, start) for w in windows for start, _ in places(w, source)]
    return bool(before) and all(map(_ORDER.search, before))


def _said_before(source: str, position: int) -> str:
    """What stands in the same sentence before the position."""
    return _SENTENCE_BREAK.split(source[:position])[-1]


def _spoken_to(line: str, source: str) -> list[str]:
    """Who stands in the line as the one who tells or gives, and in the source only as whom it is told."""
    return [
        match["who"]
        for match in _GIVEN.finditer(line)
        if not _TO.search(_said_before(line, match.start()))
        and _always_told(match["who"], match["gives"], source)
    ]


def _spoken_of(line: str, source: str) -> list[str]:
    """Who says it in the line, and is in the source only whom somebody meets, leads or speaks to."""
    said = _SPEAKS.match(line)
    stands = [start for start, _ in places(said["who"], source)] if said else []
    to = stands and all(_OBJECT_OF.search(source[:start]) for start in stands)
    return [said["who"]] if said and to else []


def _always_told(who: str, gives: str, source: str) -> bool:
    found = [match.start() for match in re.finditer(f"{who},?{gives}", source)]
    return bool(found) and all(re.search("[向给]", _said_before(source, at)) for at in found)


@cache
def _who() -> str:
    kinds = "|".join((*goals().body_endings, *_KINDS.split("|")))
    return rf"(?P<who>[{_HAN}]{{1,14}}?(?:{kinds})(?![省市县区局委厅部办院])|[{subjects().surnames}][{_HAN}]{{1,2}})"


@cache
def _doer() -> re.Pattern[str]:
    words = goals()
    verbs = (
        *subjects().predicates,
        *words.goal_verbs,
        *words.doing_verbs,
        *words.level_verbs,
        *words.completions,
        *words.result_verbs,
    )
    does = "|".join(sorted(verbs, key=len, reverse=True))
    return re.compile(rf"(?:{_OPENINGS})*由?{_who()}(?:{_MANNER})*(?:{does})")


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf"(?:{_OPENINGS})*{_who()}(?![的、和与及{_HAN}]?(?:企业|园区|公司|产业))")


def _carried(line: str, source: str) -> list[str]:
    """Who opens the line and so does what another one does, of whom the line says nothing."""
    clauses = BREAK.split(line)
    opener = _doer().match(clauses[0]) or _opener().match(clauses[0])
    if not opener or _is_deed(opener["who"]) or any(v in opener["who"] for v in goals().goal_verbs):
        return []
    who, found = opener["who"], []
    for clause in clauses[1:]:
        own = _doer().match(clause)
        first = next(laid_over(clause, source), None)
        if own:
            who = own["who"]
        elif first and first.start <= 1 and len(first.words) >= _TELLING:
            doers = [_doer_of(source, start, who) for start, _ in places(first.words, source)]
            if all(doer and doer[-2:] not in line and not _within(doer, who) for doer in doers):
                found.append(who)
    return found


def _within(doer: str, who: str) -> bool:
    """Whether what the one does may be told of the other: a bureau's deed of its city."""
    return who.endswith(_PLACES) and not doer.endswith(_PLACES)


def _is_deed(words: str) -> bool:
    """Whether they begin with a verb or a preposition, or may be anyone, and so are nobody: 完善中小企业."""
    verbs = goals()
    everywhere = words[-2:-1] in _EVERYWHERE
    opened = (*verbs.goal_verbs, *verbs.doing_verbs, *verbs.result_verbs, *verbs.frames, *_DEEDS)
    generic = set(organisations().generic) - set(_NOUNS)
    return everywhere or words.startswith((*opened, *generic))


def _doer_of(source: str, position: int, who: str) -> str:
    """Who does in the source what stands there: the last one named in its sentence, if that is not `who`."""
    said = _said_before(source, position)
    # The verb may be the first of the words looked for.
    whole = said + BREAK.split(source[position:])[0]
    starts = [0, *(match.end() for match in BREAK.finditer(said))]
    named = [m for start in starts if (m := _doer().match(whole, start)) and not _is_deed(m["who"])]
    return named[-1]["who"] if named and named[-1].start() > said.rfind(who) else ""
