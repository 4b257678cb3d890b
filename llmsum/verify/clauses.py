"""Clauses of a sentence: the source's own words for a quote, and for a line that failed the gate."""

import re

from llmsum.verify.overlap import bigrams

_BREAK = re.compile(r"[，；;：]|(?<!\d),|,(?!\d{3})|(?<!\d):|:(?!\d)")
_TRAILING = " \t\n，,；;：:。.！!？?、…"
_OPENING = " \t\n，,；;：:。、●◆■　"
_LEAD_IN = re.compile(
    r"^(?:[^，,：:；;。]{2,20}(?:之?后|时|中|上|期间|间隙|之际)[，,])?(?:[^，,：:；;。]{0,28}?)"
    r"(?:强调|指出|要求|提出|表示|认为|明确|直言|说|强调说|谈到|介绍|介绍说|部署|号召|告诉记者)"
    r"(?:道)?[，,：:]\s*(?:“(?![^“”，,。；;]{1,16}”)|\")?"
)
_ENUMERATOR = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、]|[一二三四五六七八九十]{1,2}(?:是(?!否)|要(?!素))|\d{1,2}[.、](?!\d)|首先[，,]|其次[，,]|第[一二三四五六七八九十]{1,2}[件条项点个]?[，,、])\s*"
)
_CONNECTIVE = re.compile(
    r"^(?:(?:为此|因此|此外|另外|与此同时|由此|同时|对此|所以|其次|最后|接下来|下一步|另一方面)[，,、]"
    r"|为此|因此|此外|与此同时|即(?![将使便时日可期刻兴席或墨])|就是(?=要)|是(?=[：:])|并(?=加[强快大]|进一步|积极|切实|着力))\s*"
)
_PAIRS = (("“", "”"), ("‘", "’"), ("（", "）"), ("(", ")"), ("《", "》"))


def clauses(sentence: str) -> list[tuple[int, int]]:
    """The clause spans of a sentence, cut after ，；：(never at 、), without marks and spaces.

    >>> [("要抓招商,强产业；2,000家。")[a:b] for a, b in clauses("要抓招商,强产业；2,000家。")]
    ['要抓招商', '强产业', '2,000家']
    """
    spans = []
    start = 0
    for end in [*(match.start() for match in _BREAK.finditer(sentence)), len(sentence)]:
        span = _trim(sentence, start, end)
        if span:
            spans.append(span)
        start = end + 1
    return spans


def _trim(sentence: str, start: int, end: int) -> tuple[int, int] | None:
    while end > start and sentence[end - 1] in _TRAILING:
        end -= 1
    while start < end and sentence[start] in _OPENING:
        start += 1
    return (start, end) if start < end else None


def best_clause(text: str, sentence: str) -> tuple[int, int]:
    """The span of contiguous clauses that best covers `text`, by F1 of character pairs.

    Ties go to the shorter run, then to the earlier; the whole sentence where nothing is shared.
    """
    spans = clauses(sentence)
    wanted = set(bigrams(text))
    best, best_score = (0, len(sentence)), 0.0
    for first in range(len(spans)):
        for last in range(first, len(spans)):
            start, end = spans[first][0], spans[last][1]
            found = set(bigrams(sentence[start:end]))
            shared = len(found & wanted)
            score = 2 * shared / (len(found) + len(wanted)) if shared else 0.0
            if score > best_score + 1e-9:
                best, best_score = (start, end), score
    return best


def strip_lead_in(sentence: str) -> str:
    """A sentence without who said it and without its number: 会议强调, / 一是 / （三）.

    >>> strip_lead_in("冀文林强调,要抓投资。"), strip_lead_in("一要强化融合发展。")
    ('要抓投资。', '强化融合发展。')
    >>> strip_lead_in("听取汇报后，市长要求，要抓投资。"), strip_lead_in("局长表示，“绿能贷”覆盖全区。")
    ('要抓投资。', '“绿能贷”覆盖全区。')
    """
    rest = sentence.strip()
    rest = _LEAD_IN.sub("", rest, count=1) or rest
    return _ENUMERATOR.sub("", rest, count=1) or rest


def told_clauses(sentence: str) -> list[tuple[int, int]]:
    """The clause spans of a sentence without who said it and without its number; none if nothing is left.

    >>> [("会议强调，要抓招商，强产业。")[a:b] for a, b in told_clauses("会议强调，要抓招商，强产业。")]
    ['要抓招商', '强产业']
    """
    begin = max(0, sentence.find(strip_lead_in(sentence)))
    return [(max(start, begin), end) for start, end in clauses(sentence) if end > begin]


def strip_connective(words: str) -> str:
    """Clauses without the word that ties them to what stands before them.

    >>> strip_connective("为此，开发区要求全区行动"), strip_connective("即坚持一个发展战略"), strip_connective("并购企业")
    ('开发区要求全区行动', '坚持一个发展战略', '并购企业')
    """
    return _CONNECTIVE.sub("", words, count=1) or words


def shortened(clause: str, limit: int) -> str:
    """A clause of at most one and a half times `limit` characters, whole if it can be.

    A longer one is cut where an item of its list ends, since a cut inside a phrase leaves no
    sense; at `limit` where it has no list. Marks left open by the cut are dropped.

    >>> shortened("重点布局高端产业园、服务业专业园、小微企业园", 12)
    '重点布局高端产业园、服务业专业园'
    >>> shortened("建好“云上产业园”", 6)
    '建好“云上产业园”'
    """
    most = limit * 3 // 2
    if len(clause) <= most:
        return clause
    item_end = clause.rfind("、", limit // 2, most + 1)
    return balanced(clause[: item_end if item_end > 0 else limit])


def balanced(words: str) -> str:
    """The words without quotation marks or brackets that a cut left open.

    >>> balanced("打造“镇园之宝")
    '打造镇园之宝'
    """
    for opener, closer in _PAIRS:
        if words.count(opener) > words.count(closer):
            before, _, after = words.rpartition(opener)
            words = before + after
        elif words.count(closer) > words.count(opener):
            before, _, after = words.partition(closer)
            words = before + after
    return words
