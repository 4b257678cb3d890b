"""What the checks say of a line that they refuse: once in Chinese, for the model and the records, and
once in English, for an English page.

A check can say nothing else: a `Problem` is made by a `Message`, and a message has both languages.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NewType

from llmsum.vocabulary import Lang

Problem = NewType("Problem", str)
"""A short Chinese sentence that names the offending words."""


@dataclass(frozen=True)
class Message:
    """A sentence in two languages; {0}, {1} are words of the line or of its evidence."""

    zh: str
    en: str

    def __call__(self, *words: str) -> Problem:
        """The problem with these words.

        >>> NUMBER("80")
        '数字“80”不在所引句中'
        """
        return Problem(self.zh.format(*words))


def message_in_english(problem: str) -> str:
    """The problem in English; a sentence that is no message stands as it is.

    >>> message_in_english("“218名”在所引句中是“超过218名”"), message_in_english("别的")
    ('the cited sentences have “超过218名”, not “218名”', '别的')
    """
    for pattern, english in _patterns():
        if match := pattern.fullmatch(problem):
            return english.format(*match.groups())
    return problem


NO_EVIDENCE = Message("没有引用任何原句", "it cites nothing")
EMPTY = Message("这一行是空的", "it is empty")
OFF_TOPIC = Message(
    "这一行的内容大多不在所引句中", "most of its words are not in the cited sentences"
)
NOT_ENGLISH = Message("这一行要用英文写", "it is not in English")
NOT_CHINESE = Message("这一行要用中文写", "it is not in Chinese")
TOO_LONG = Message("这一行太长，只写最要紧的一两件事", "it is too long")

NUMBER = Message("数字“{0}”不在所引句中", "the number “{0}” is not in the cited sentences")
DATE = Message("时间“{0}”不在所引句中", "the date “{0}” is not in the cited sentences")
NAME = Message("名称“{0}”不在所引句中", "the name “{0}” is not in the cited sentences")
BODY = Message("机构“{0}”不在所引句中", "the body “{0}” is not in the cited sentences")
PLACE = Message("地名“{0}”不在所引句中", "the place “{0}” is not in the cited sentences")
PERSON = Message("人名“{0}”不在所引句中", "the person “{0}” is not in the cited sentences")
OFFICE = Message("职务“{0}”不在所引句中", "the office “{0}” is not in the cited sentences")
SUBJECT = Message("主语“{0}”不在所引句中", "the doer “{0}” is not in the cited sentences")
WORDS = Message("“{0}”不在所引句中", "“{0}” is not in the cited sentences")
OTHER_WORDS = Message("“{0}”不在所引句中，那里是“{1}”", "the cited sentences say “{1}”, not “{0}”")
APART = Message(
    "“{0}”与“{1}”在所引句中不在一处", "“{0}” and “{1}” do not stand together in the cited sentences"
)
NOT_THE_DOER = Message(
    "“{0}”在所引句中不是做这件事的", "in the cited sentences “{0}” is not the one who does it"
)
YEAR_FOR_ANOTHER = Message(
    "时间“{0}年”在所引句中没有说这么多次，“{1}年”被丢掉了",
    "the year {0} stands for {1}, which the cited sentences have too",
)

NEGATION = Message("否定“{0}”不在所引句中", "the negation “{0}” is not in the cited sentences")
NEGATION_LOST = Message("所引句中的否定“{0}”被丢掉了", "it drops the negation “{0}”")
NEGATED_OTHERWISE = Message(
    "“{0}”的否定与所引句不同", "“{0}” is negated otherwise than in the cited sentences"
)
TURNED = Message(
    "“{0}”的升降与所引句相反", "“{0}” rises where the cited sentences have it fall, or the reverse"
)

PLAN_AS_DONE = Message(
    "“{0}”不在所引句中：那里是要做的事",
    "“{0}” tells as done what the cited sentences have as a plan",
)
DONE_AS_PLAN = Message(
    "“{0}”不在所引句中：那里是已经做了的事",
    "“{0}” tells as a plan what the cited sentences have as done",
)
DONE = Message(
    "所引句说的是已经做了的事，不是要做的事",
    "it tells as a plan what the cited sentences have as done",
)

MEASURED_SO = Message(
    "“{0}”在所引句中是“{1}”的", "“{0}” is qualified by “{1}” in the cited sentences"
)
MEASURES_ANOTHER = Message(
    "“{0}”在所引句中说的是别的", "“{0}” is said of something else in the cited sentences"
)
OTHER_AMOUNT = Message("“{0}”在所引句中是“{1}”", "the cited sentences have “{1}”, not “{0}”")
DISORDERED = Message(
    "“{0}”的先后与所引句不同", "“{0}” stand in another order in the cited sentences"
)
LIMIT_LOST = Message("所引句中的“{0}”被丢掉了", "it drops “{0}”, which limits what is said")

LEFT_OUT = Message("漏了“{0}”", "it leaves out “{0}”")
FACTS_LEFT_OUT = Message(
    "漏了所引句中的数字、日期或名称",
    "it leaves out a number, a date or a name of the cited sentences",
)
NEGATION_LEFT_OUT = Message("漏了原文的否定", "it leaves out the source's negation")
NOT_TRANSLATED = Message("“{0}”没有译成英文", "“{0}” is left in Chinese")
REPEATED = Message("“{0}”重复了", "it says “{0}” twice")
UNPAIRED = Message("引号不成对", "a quotation mark has no pair")
UNFINISHED = Message("没有译完", "the translation breaks off or leaves words out")
PADDED = Message("译文多了原文没有的话", "the translation adds words")
UNKNOWN_WORDS = Message(
    "词表里没有“{0}”，译文无从核对",
    "the word lists lack “{0}”, so that its English could not be checked",
)
NO_TRANSLATION = Message("没有得到译文", "no translation was had")
SAME_TRANSLATION = Message("与另一行的译文相同", "another line has the same translation")

ONE_CITY = Message("比较要引用至少两个城市", "a comparison has to cite two cities")
CITES_NOTHING_OF = Message("没有引用“{0}”的原文", "it cites nothing of “{0}”")


def is_message(text: str, lang: Lang) -> bool:
    """Whether a check could have said this, whatever the words are that it names.

    >>> is_message("数字“80”不在所引句中", "zh"), is_message("已由市委书记确认", "zh")
    (True, False)
    """
    return any(pattern.fullmatch(text) for pattern in _shapes(lang))


def messages() -> Sequence[Message]:
    """All messages."""
    return [thing for thing in globals().values() if isinstance(thing, Message)]


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Of each message what it looks like in Chinese, and its English."""
    return tuple(
        (re.compile(re.sub(r"\{\d\}", "(.+)", message.zh), re.DOTALL), message.en)
        for message in messages()
    )


@cache
def _shapes(lang: Lang) -> tuple[re.Pattern[str], ...]:
    shapes = (re.escape(message.zh if lang == "zh" else message.en) for message in messages())
    return tuple(re.compile(re.sub(r"\\{\d\\}", "(.+)", shape), re.DOTALL) for shape in shapes)
