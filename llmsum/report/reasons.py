"""Why the gate refused a wording, in the language of the page: the gate itself says it in Chinese."""

import re
from typing import Final

from llmsum.vocabulary import Lang

_KINDS: Final = {
    "数字": "the number ",
    "时间": "the date ",
    "名称": "the name ",
    "机构": "the body ",
    "地名": "the place ",
    "否定": "the negation ",
    "": "",
}

_ENGLISH: Final[dict[str, str]] = {
    r"“(?P<a>.+)”不在所引句中，那里是“(?P<b>.+)”": "the cited sentences say “{b}”, not “{a}”",
    r"“已”不在所引句中：那里是要做的事": "it tells a plan as done",
    r"(?P<kind>数字|时间|名称|机构|地名|否定|)“(?P<a>.+)”不在所引句中": "{kind}“{a}” is not in the cited sentences",
    r"所引句中的否定“(?P<a>.+)”被丢掉了": "it drops the negation “{a}”",
    r"“(?P<a>.+)”的否定与所引句不同": "“{a}” is negated otherwise than in the cited sentences",
    r"“(?P<a>.+)”的升降与所引句相反": "“{a}” rises where the source falls, or the reverse",
    r"漏了所引句中的数字、日期或名称": "it leaves out a number, date or name",
    r"漏了原文的否定": "it leaves out the source's negation",
    r"漏了“(?P<a>.+)”": "it leaves out “{a}”",
    r"“(?P<a>.+)”没有译成英文": "“{a}” is left in Chinese",
    r"“(?P<a>.+)”重复了": "it says “{a}” twice",
    r"引号不成对": "a quotation mark has no pair",
    r"没有译完": "the translation breaks off or leaves words out",
    r"译文多了原文没有的话": "the translation adds words",
    r"没有得到译文": "no translation was had",
    r"与另一行的译文相同": "another line has the same translation",
    r"没有引用任何原句": "it cites nothing",
    r"没有引用“(?P<a>.+)”的原文": "it cites nothing of “{a}”",
    r"比较要引用至少两个城市": "a comparison has to cite two cities",
    r"这一行是空的": "it is empty",
    r"这一行的内容大多不在所引句中": "most of its words are not in the cited sentences",
    r"这一行要用英文写": "it is not in English",
    r"这一行要用中文写": "it is not in Chinese",
    r"这一行太长，只写最要紧的一两件事": "it is too long",
}
"""The gate's sentences, which are shown to the model too, and how an English page puts them."""


def reason(problem: str, lang: Lang) -> str:
    """The problem in the language; one that is not known stands as it is.

    >>> reason("漏了“50万平方米”", "en"), reason("数字“80”不在所引句中", "en")
    ('it leaves out “50万平方米”', 'the number “80” is not in the cited sentences')
    """
    if lang == "en":
        for chinese, english in _ENGLISH.items():
            if match := re.fullmatch(chinese, problem):
                said = {name: words or "" for name, words in match.groupdict().items()}
                return english.format(**said | {"kind": _KINDS[said.get("kind", "")]})
    return problem
