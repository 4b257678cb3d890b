"""Aims that go on: 到2025年，产值达到90亿元。开发率达到75%。 The date of the first sentence holds for the next.

The classifier sees a sentence without a word of what is to come and takes it for a figure of today.
"""

import re
from collections.abc import Sequence

from llmsum.records import Sentence
from llmsum.vocabulary import Role

_BY_WHEN = re.compile(
    r"^[^，,。；;]{0,12}到(?:20\d\d年|[“\"]?十[一二三四五六]五[”\"]?(?:规划)?期?末|本世纪)"
)
_HEADING = re.compile(
    r"^[（(]?[一二三四五六七八九十\d]{0,3}[）)、.．]?[^，,。；;：:]{0,16}(?<!完成)目标(?:任务)?[：:。]?$"
)
_OTHER_HEADING = re.compile(
    r"^[（(]?[一二三四五六七八九十]{1,3}[）)、][^。；;：:]{2,40}[：:。]?$|^第.{1,3}[章节部]"
)
_LEVEL = re.compile(
    r"(?:达到?|提[高升]到|超过|突破|增长|下降|降低|控制在|保持在|稳定在|不低于|不少于)[^，,。；;]{0,12}\d"
)
_PAST = re.compile("已|了(?!解)|去年|上年|同比|累计|截至|以来|目前|过去|近年|连续")


def aims_that_go_on(sentences: Sequence[Sentence], roles: Sequence[Role]) -> list[Role]:
    """The roles, with a deployment where a level with an amount follows aims by a date, or their heading."""
    found = list(roles)
    under_date = under_heading = False
    for index, sentence in enumerate(sentences):
        same = index > 0 and sentence.paragraph == sentences[index - 1].paragraph
        is_level = _LEVEL.search(sentence.text) and not _PAST.search(sentence.text)
        if ((same and under_date) or under_heading) and is_level:
            found[index] = "deployment"
        under_heading = bool(_HEADING.match(sentence.text)) or (
            under_heading and not _OTHER_HEADING.match(sentence.text)
        )
        opens = bool(_BY_WHEN.match(sentence.text))
        under_date = found[index] == "deployment" and (opens or (same and under_date))
    return found
