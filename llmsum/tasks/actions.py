"""The actions of a sentence: runs of neighbouring clauses, none lost but what commits nobody.

All spans are character offsets into the sentence, start inclusive, end exclusive.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from llmsum.records import Sentence
from llmsum.verify import clauses, find_dates, find_quantities, strip_connective, strip_lead_in
from llmsum.verify.commitments.background import plans
from llmsum.verify.commitments.frames import is_frame
from llmsum.verify.commitments.targets import goal

MOST_CLAUSES = 12
"""A sentence with more is shown up to here; the rest belongs to its last clause."""

SHORTEST_ACTION = 6
"""Characters; what is shorter (统筹实施) belongs to the action before it."""

_DISPOSED = (
    r"(?!(?:继续|加快|进一步|大力|积极|全力|着力|重点|努力|持续|逐步|陆续|首先|还|会)|[建打培引推实开形成])[^，,。；;]{2,24}?"
    r"(?:(?:建设|打造|发展|培育|培养|转化|改造|升级|提升|缩短|压缩|压减)(?:成为|[成为至到])|纳入|列[入为]|作为|摆[在到]|放在|分解|拓宽|做[强大优])"
)
"""What 将 does something to, where it means 把: 将基地建设成为高地."""

_MODAL = re.compile(
    rf"^(?:(?:同时|此外|并|尤其|特别是)?(?:还要|又要|既要|也要|就要|要|将(?!{_DISPOSED})|必须|应当|应|须|一定要)(?!求|素|件|点)|同时)"
)
_TOLD = re.compile(
    "^(?:在[^，,。；;]{2,24}[，,])?[^，,。；;]{0,8}?(?:强调|要求|指出|提出)(?=要(?![求素件点]))|^[他她](?=希望|要求|鼓励|勉励)"
)
"""By whom, before what is demanded."""

_CONTINUES = re.compile(
    r"使|让|促使|从而|进而|由(?!于)|从“|成[为长]为?|于(?!是)|和|及|以及|并(?![购网轨联入列行且])|均|计入|供|就是(?!要)|其中包括|分别由|总?投资\d|工期|办公室设|(?:项目)?(?:规划)?总?(?:投资|占地|建筑|用地)(?:面积)?约?\d|注册资本|[^，,。；;由]{2,12}(?:集团|公司)(?:投资|承建)的"
)
"""Openings of a clause that goes on with the action before it."""

_RESULT = re.compile(
    r"(?:进一步|尽快|不断|切实|有效|更好地?|更加|着力|努力|持续|真正|最大限度|加速|加快|逐步|全面|全方位|奋力)*(?:"
    r"(?:促进|助推|助力|带动|提升|增强|提高|降低|激发|激活|释放|缓解|改善|增进|惠及|满足|吸引|做到|实现|形成|解决|取得|掌握|巩固|拓展|夯实|赋能)[^，,。；;]{2,}"
    r"|(?:确保|(?:切实)?保证)[^，,。；;]{2,}|推动[^，,。；;]*(?:发展|提升|升级|转型|转化|转变|融合|集聚|集中|循环|见效|壮大|向好|跨越|流动|拓展|攀升|迈进)"
    r"|(?:打造|建立|建立起|构建|营造|增创)[^，,。；;]*|更好地?[^，,。；;]{2,}|有?力?支撑[^，,。；;]{2,}|为[^，,。；;]*(?:提供|打造|创造|注入|奠定|打下|贡献)[^，,。；;]*"
    r"|以[^，,。；;]{2,12}(?:推动|促进|带动|引领|检验|赢得)[^，,。；;]+|以(?:提[升高]|遏制|备|满足|应对|适应|便|避免|防止|缓解)[^，,。；;]+"
    r"|为[^，,。；;]*(?:发挥|作出|做出|搭建|增添|再立|再建)[^，,。；;]*|(?:专门|专项|主要)?用于[^，,。；;]+|来[展推实保带提][^，,。；;]+"
    r"|向[^，,。；;]{2,}(?:攀升|转型|转变|迈进|跃升)|(?:维护|守护)[^，,。；;]+|扩大[^，,。；;]*影响力"
    r"|[^，,。；;]{2,10}(?:进一步|显著|明显|持续|不断|大幅)(?:增强|提升|改善|提高|优化|扩大|完善|增加)|把[^，,。；;]*(?:担子|责任)[^，,。；;]*起来)$"
)
"""What comes of the action before it: no task of its own where it says neither how much nor what
thing nor by when."""

_QUOTED = re.compile("“[^”]*”")
"""“十五五”开局 is no date by which something is reached."""

_TOPIC = re.compile(
    r"^(?![抓推建做加实落强提优深完开打培壮引招争取组制扩支鼓发突着大努要将以对把为从向围聚继改办管用盘补治清拆承启续全高统协保参明前确就盯])"
    r"(?![^，,]*(?:签约|引进|招引|布局|落户|确定|确立))[^，,。；;：:“”了要将\d]{2,40}"
    r"(?:的(?:问题|账|钱|事|地|工程款|企业|单位|机构|个人|人才|品种|公司)|这?[一两二三四五六七八九十]+(?:件事|[条项件]建议)|(?P<thing>工程|项目|工厂|产业|事项|产品))$"
)
"""Of what the next clause tells: 欠企业的账，6月底前清零. A thing (甲公司的新工厂，年内投产) needs to be told so."""

_TELLS = re.compile(
    "(?:将|要|也|均|都|全部|必须|由|可|正|不|原则上|先|预计|计划|力争|确保|争取|再|任何|尽快|按|分|请|给予|实行|只)"
)

_HANGS_ON = re.compile(
    "(?:就?必须|就要|就得|关键[是在]|主体是|重点[是在]|根本[是在]|核心[是在]|离不开|重在|(?:一次性|分别|再|另)?(?:给予|奖励|补助|补贴|免收|免征))"
)
"""What the clause before it needs: 推动振兴，必须深化改革."""

_GROUNDS = re.compile(
    "(?:要)?(?:按照|根据|本着|坚持|遵循)“[^”]*”的?(?:原则|要求|思路|方针|方式|模式)$"
)

_COMPLETED = re.compile(
    "(?:要|将|力争|确保|争取|预计|计划|全部|基本|正式|同步|可)*"
    "(?:(?:建成|投产|投用|投入使用|投入运营|开工|竣工|完工|封顶|通车|达产|开园|开通|启用|交付)(?:并|、)?)+$"
)

_TASK = re.compile("打造|构建|建立|加快|推[动进]|实现|促进")
"""What is still to be done where the clause before it is none: 贯彻精神，加快打造高地."""

_COMES_OF_IT = re.compile("(?:实现|形成|做到|促进|推动|增强)")

_ADDS = re.compile("^同时(?!也|期)[^，,。；;]{4,}")

_OPENERS, _CLOSERS = "“‘（(", "”’）)"
_ENDS = "。.！!；;，, "

Span = tuple[int, int]
Run = tuple[int, int]
"""Neighbouring clauses by number, from 1, both ends included."""


@dataclass(frozen=True)
class Action:
    """The span of its clauses in the sentence, and how it is put."""

    sentence: Sentence
    span: Span
    text: str

    @property
    def quote(self) -> str:
        return self.sentence.text[slice(*self.span)]


def clause_spans(sentence: str) -> list[Span]:
    """The clauses that may hold an action: without who said it and without its number."""
    offset = max(0, sentence.find(strip_lead_in(sentence)))
    spans = [(max(start, offset), end) for start, end in clauses(sentence) if end > offset]
    if len(spans) > MOST_CLAUSES:
        spans = [*spans[: MOST_CLAUSES - 1], (spans[MOST_CLAUSES - 1][0], spans[-1][1])]
    return spans or [(0, len(sentence))]


def is_open(sentence: str) -> bool:
    """Whether which clauses belong together is a question at all: with two of substance it is not."""
    substantial = [s for s in clause_spans(sentence) if not is_frame(sentence[slice(*s)])]
    return len(substantial) > 2


def actions(sentence: Sentence, pointed: Sequence[Run], around: str = "") -> list[Action]:
    """The actions pointed at, in the order of the text: every clause in one of them, or background.

    `around`: the sentences that share its ；with this one.
    """
    text = sentence.text
    spans = clause_spans(text)
    ahead = plans(text, spans, around)
    found: list[Action] = []
    runs = _tidy(_complete(sorted(set(pointed)), len(spans)), text, spans)
    for first, last in _parted(runs, text, spans):
        kept = [n for n in range(first - 1, last) if ahead[n]]
        if not kept or (len(kept) <= last - first and _all_belong(text, spans, kept)):
            continue
        span = _without_open_marks(text, (spans[kept[0]][0], spans[kept[-1]][1]))
        found.append(Action(sentence, span, _put(text[slice(*span)])))
    return found


def tied(sentences: Sequence[Sentence]) -> dict[str, str]:
    """Sentence id → the other sentences of its period, which ；ties together."""
    periods: list[list[Sentence]] = [[]]
    for sentence in sentences:
        periods[-1].append(sentence)
        if not sentence.text.endswith(("；", ";")):
            periods.append([])
    return {
        one.id: "".join(other.text for other in period if other is not one)
        for period in periods
        for one in period
    }


def _complete(runs: Sequence[Run], count: int) -> list[Run]:
    """The runs without overlap, and with the clauses that nobody pointed at: none is lost.

    Without any run each clause is one.

    >>> _complete([(2, 3), (3, 4), (6, 6)], 7)
    [(1, 3), (4, 4), (5, 5), (6, 6), (7, 7)]
    """
    complete: list[Run] = []
    reached = 0
    for first, last in runs:
        if last <= reached:
            continue
        if first > reached + 1 and complete:
            complete.append((reached + 1, first - 1))
        complete.append((reached + 1 if not complete else max(first, reached + 1), last))
        reached = last
    if complete:
        return [*complete, (reached + 1, count)] if reached < count else complete
    return [(n, n) for n in range(1, count + 1)]


def _tidy(runs: Sequence[Run], sentence: str, spans: Sequence[Span]) -> list[Run]:
    """A run that only frames what follows joins it, as does one cut inside a quotation or bracket;
    one too short to stand alone joins the last."""
    tidy: list[Run] = []
    opening: int | None = None
    for first, last in runs:
        words = [sentence[slice(*spans[n - 1])] for n in range(first, last + 1)]
        begin = first if opening is None else opening
        opening = None
        after = sentence[slice(*spans[last])] if last < len(spans) else ""
        run = sentence[spans[begin - 1][0] : spans[last - 1][1]]
        framed = all(map(is_frame, words)) or bool(_GROUNDS.match(run))
        frames = bool(after) and (framed or _is_topic(words[-1], after))
        joins = sum(map(len, words)) < SHORTEST_ACTION or all(_goes_on(w) for w in words)
        if tidy and begin == first == last and _only_completes(words[0]):
            joins = joins or not find_dates(
                sentence[slice(spans[tidy[-1][0] - 1][0], spans[first - 2][1])]
            )
        if last < len(spans) and _is_cut(sentence, spans[last - 1][1]):
            opening = begin
        elif tidy and begin == first and joins and not frames:
            tidy[-1] = (tidy[-1][0], last)
        elif frames:
            opening = begin
        else:
            tidy.append((begin, last))
    return tidy if opening is None else [*tidy, (opening, runs[-1][1])]


def _is_topic(clause: str, after: str) -> bool:
    """Whether the clause only says of what, for what or to whom the one after it tells."""
    topic = _TOPIC.match(clause)
    if not topic:
        return bool(_HANGS_ON.match(after))
    dates = find_dates(after)
    told = _TELLS.match(after) or (dates and dates[0].start == 0)
    return bool(told) or not topic["thing"] or clause.endswith("工程")


def _only_completes(clause: str) -> bool:
    """Whether the clause says by when, and only of what stands before it, that it is done: 6月底前建成投产."""
    dates = find_dates(clause)
    rest = clause[: dates[0].start] + clause[dates[0].end :] if dates else clause
    return bool(_COMPLETED.match(rest))


def _goes_on(clause: str) -> bool:
    """Whether the clause belongs to the action before it: it goes on with it, or tells what comes of it.

    >>> _goes_on("增强滚动发展能力"), _goes_on("提高到22万元"), _goes_on("推动甲企业投产")
    (True, False, False)
    """
    if _CONTINUES.match(clause):
        return True
    return bool(_RESULT.match(clause)) and not _states(clause)


def _states(clause: str) -> bool:
    """Whether the clause says how much, by when, or what thing is there afterwards: 实现良性互动 does not."""
    said = _QUOTED.sub("", clause)
    if find_quantities(said) or find_dates(said):
        return True
    return bool(goal(clause)) and not (_COMES_OF_IT.match(clause) and "“" not in clause)


def _parted(runs: Sequence[Run], sentence: str, spans: Sequence[Span]) -> list[Run]:
    """Two things to be made are two actions, and so is what 同时 adds: a small model takes them as one."""
    parted: list[Run] = []
    for first, last in runs:
        begin = first
        for n in range(first + 1, last + 1):
            before, clause = (sentence[slice(*spans[k])] for k in (n - 2, n - 1))
            alone = not is_frame(before) and not _is_cut(sentence, spans[n - 2][1])
            if alone and (_ADDS.match(clause) or (_names(before) and _names(clause))):
                parted.append((begin, n - 1))
                begin = n
        parted.append((begin, last))
    return parted


def _names(clause: str) -> bool:
    return bool(goal(clause)) and _states(clause)


def _all_belong(sentence: str, spans: Sequence[Span], numbers: Sequence[int]) -> bool:
    """Whether these clauses only frame something or go on with it: what they belong to was background."""
    words = [sentence[slice(*spans[n])] for n in numbers]
    return all(is_frame(c) or (_goes_on(c) and not _TASK.search(c)) for c in words)


def _is_cut(sentence: str, end: int) -> bool:
    """Whether a quotation or bracket of the sentence is open at `end`, and closed before its own end.

    >>> _is_cut("要按照“有事解决,说到做到”的原则办", 9), _is_cut("他说:“抓落实,要快。”", 7)
    (True, False)
    """
    return any(
        sentence.count(opener, 0, end) > sentence.count(closer, 0, end)
        and 0 < sentence.find(closer, end) < len(sentence.rstrip(_ENDS)) - 1
        for opener, closer in zip(_OPENERS, _CLOSERS, strict=True)
    )


def _without_open_marks(sentence: str, span: Span) -> Span:
    """The span without a quotation mark at one end whose partner lies outside."""
    start, end = span
    for opener, closer in zip(_OPENERS, _CLOSERS, strict=True):
        words = sentence[start:end]
        if words.count(opener) > words.count(closer) and words.startswith(opener):
            start += 1
        elif words.count(closer) > words.count(opener) and words.endswith(closer):
            end -= 1
    if sentence[start:end].startswith("“") and sentence[start:end].endswith("。”"):
        start, end = start + 1, end - 1
    return start, start + len(sentence[start:end].rstrip(_ENDS + "。"))


def _put(words: str) -> str:
    """The source's words as an action: without enumerator and modal."""
    told = strip_lead_in(strip_connective(words.lstrip("—"))).lstrip("：:，, ")
    return _MODAL.sub("", _TOLD.sub("", told)) or words
