"""Sections that plan nothing: reviews, problems, conditions, by the heading far above a sentence.

A labeller looks at a sentence and its neighbours; 实施技改项目20个 is a plan or a deed, and 研发投入占3%以上
a target or a condition, by what stands over the section: 一、2023年工作回顾, 申报条件.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from llmsum.records import Sentence
from llmsum.verify.lexicon import MUST
from llmsum.vocabulary import Role

_HEADING = re.compile(
    r"^[*#\s]*(?:(?P<part>第[一二三四五六七八九十\d]{1,3}(?:部分|[编章]))|(?P<section>(?:[一二三四五六七八九]|[一二三四五]?十[一二三四五六七八九]?)、)|(?P<item>[（(][一二三四五六七八九十]{1,3}[）)]))?"
    r"[^。；;！!？?：:]{2,40}(?P<stop>[。：:]?)[*\s]*$"
)
_RANKS = ("part", "section", "item")
"""Marks of headings, the higher first."""

_COMMA = re.compile("[，,]")

_AHEAD = re.compile(
    "目标|任务|安排|打算|部署|思路|要求|计划(?!的?(?:执行|完成|实施))|谋划|举措|措施|建议|重点工作|工作重点|今后|下一步|下半年|明年|未来|展望"
)
_REVIEW = re.compile(
    "回顾|总结(?!大会)|(?:取得|主要|发展|重大|工作)的?(?:成就|成绩|成效)|肯定[^，,]{0,8}成绩|过去(?:的|这)?[一五]年|(?<!今)年(?:主要|政府)?工作(?:完成|开展|进展)?情况|完成情况"
)
_KINDS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        "problem",
        re.compile(
            r"(?:^|[、）)*#\s部分])(?:当前|目前|工作中|发展中)?(?:还|仍|也)?(?:存在|面临|主要|突出)的?(?:主要|突出)?的?(?:问题|困难|短板|差距|不足)(?:[和与](?:不足|困难))?[。：:*\s]*$"
        ),
    ),
    (
        "status",
        re.compile(
            r"(?:(?:申报|申请|认定|评定|评选|入[园驻选]|准入|报名|享受|奖励|基本|基础)的?条件|(?:申报|申请|报送|提交|证明)的?(?:资料|材料)|申[报请]资格|附则|名词解释|其他(?:规定|事项)|服务(?:项目|内容))[。：:*\s]*$"
        ),
    ),
    ("rationale", re.compile(r"(?<![的和])指导思想[。：:*\s]*$")),
)
"""What a section under such a heading tells."""

_LISTS_DEEDS = re.compile(
    r"(?:做|抓|办|开展|采取|推进)了[^，,。；;什]{0,4}(?:以下|如下|这么?|[几两二三四五六七八九十])[^，,。；;]{0,10}(?:工作|事|措施|探索|尝试)[：:。]?$"
    r"|(?:主要|重点)(?:做|抓|办|开展|采取|推进)了[^，,。；;什]{0,14}(?:工作|事|措施|探索|尝试)[：:。]?$|(?:主要|具体|典型|基本|经验)做法(?:是|有|如下)?[：:]?$"
)
"""What opens a review without a heading."""

_TURN = re.compile(
    r"^(?:各位代表[！!，,]?)?[^。；;]{0,30}?(?:今年|明年|新的一年|下半年|下一步|今后|未来|20\d\d年|“?十[二三四五六]五”?时期)[^。；;]{0,40}?"
    rf"(?:总体(?:要求|思路|目标)|指导思想|(?:预期|主要|奋斗|总体|发展)目标|(?:{MUST}|将|需)[^。；;]{{0,16}}(?:抓好|做好|做到|工作)|打算|准备|重点(?:抓|做|是))"
)
"""Where a text turns to what shall be done, with or without a heading."""

_MOST_PROMISES, _LATELY = 3, 8
"""As many sentences with a promise among so many, and it is no review any more: its end was not seen."""

_LONG, _MOST_SHARE = 100, 0.7
"""Nor is so much of a text of more sentences."""

_OWN = re.compile(f"{MUST}|我们(?:将|一定|必须)|今后|明年|下一步|年底|力争|打算")
"""What is promised in the midst of such a section."""


@dataclass(frozen=True)
class _Section:
    """What is told in it, and the rank of its heading: 0 for a line without a mark."""

    role: Role
    rank: int

    def ends(self, text: str, rank: int | None) -> bool:
        """Whether the sentence `text`, a heading where it has a rank, is no part of it."""
        if rank is not None and 0 < rank <= self.rank:
            return True
        if rank == 0 and (self.role != "achievement" or _AHEAD.search(text)):
            return True
        return bool(_TURN.match(text))


def as_headed(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The labelled sentences; a deployment without a modal, in a section that plans nothing, has the
    role that the heading says."""
    return tuple(
        sentence.model_copy(update={"role": role, "themes": ()})
        if role and sentence.role == "deployment" and not _OWN.search(sentence.text)
        else sentence
        for sentence, role in zip(sentences, planless(sentences), strict=True)
    )


def planless(sentences: Sequence[Sentence]) -> list[Role | None]:
    """For each sentence what the section tells that it stands in, its heading included; None where
    that may hold plans."""
    within: _Section | None = None
    last = opened = 0
    found: list[Role | None] = []
    for n, sentence in enumerate(sentences):
        rank = _rank(sentences, n)
        lately = sentences[max(opened, n - _LATELY) : n + 1]
        promises = sum(bool(_OWN.search(s.text)) for s in lately)
        if within and (within.ends(sentence.text, rank) or promises >= _MOST_PROMISES):
            within = None
        if within is None:
            within, opened = _opened(sentence.text, rank, last), n
        last = last if rank is None else rank
        found.append(within.role if within else None)
    is_lost = len(found) > _LONG and sum(map(bool, found)) > _MOST_SHARE * len(found)
    return [None] * len(found) if is_lost else found


def _opened(text: str, rank: int | None, last: int) -> _Section | None:
    """The section that opens with the sentence `text`; `last` is the rank of the heading before."""
    if rank is None:
        return _Section("achievement", last) if _LISTS_DEEDS.search(text) else None
    if _REVIEW.search(text) and not _AHEAD.search(text):
        return _Section("achievement", rank)
    return next((_Section(role, rank) for role, kind in _KINDS if kind.search(text)), None)


def _rank(sentences: Sequence[Sentence], at: int) -> int | None:
    """The rank of a heading, the smaller the higher: 0 for a line of its own without a mark; None
    for what is no heading."""
    sentence = sentences[at]
    heading = _HEADING.match(sentence.text)
    if not heading:
        return None
    marked = next((n for n, mark in enumerate(_RANKS, start=1) if heading[mark]), 0)
    beside = (*sentences[max(0, at - 1) : at], *sentences[at + 1 : at + 2])
    alone = all(s.paragraph != sentence.paragraph for s in beside)
    is_line = at > 0 and alone and not heading["stop"] and not _COMMA.search(sentence.text)
    return marked if marked or is_line else None
