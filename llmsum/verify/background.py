"""Clauses beside the point: what something is, what was done, on whose word, in what times.

A sentence that orders something often opens with such clauses; they commit nobody to anything.
"""

import re

_QUOTED = re.compile("“[^”]*”|《[^》]*》")

_AHEAD = re.compile(
    "(?<![重主需首必紧摘纲概])要(?!求|素|件|点)|将|力争|确保|(?<!成功)争取(?!到)|必须|应当|计划|拟|努力|加快|着力|推动|推进|年底前|今后|下一步"
)
"""What is ahead is no background, whatever else the clause says."""

_IS_SOMETHING = re.compile(
    r"^[^，,。；;]{0,40}?(?<!尤其)(?<!特别)(?<!关键)(?<!重点)是(?!否|要|对)[^，,。；;]{0,60}?"
    r"(?:支撑|渠道|来源|载体|需要|关键|基础|基石|根基|保障|引擎|阵地|战场|先导|起点|突破口|之年|生命线"
    r"|使命|责任|大事|体现|要求|途径|必由之路|主力军|窗口|名片|形式|工程|优势|希望所在|希望)$"
)
_WAS_DONE = re.compile(
    r"(?:取得|获得|赢得|实现|完成|公布|召开|举行|观摩|考察|达到|奠定|打下|形成|提供|传达|汇报|听取|创造|发出)了"
    r"|已经|业已|均已|现已|争取到|成功争取|成功入选|入选|荣获|获评|跻身|同比|较上年|比上年|较去年|比去年"
    r"|不遗余力|意义(?:十分|非常|尤为)?重大$|具有[^，,。；;]{0,8}意义$|^与会"
)
_STANDS = re.compile(
    r"^[^，,。；;]{0,12}(?:现有|目前有|拥有)[^，,。；;]*(?:是|\d|[一二三四五六七八九十]+[个家条])"
)
_WAS_DISCUSSED = re.compile(
    r"^(?:会议|会上|大会)?(?:还|并)?(?:对|就|围绕)[^，,。；;]*进行了?[^，,。；;]{0,8}(?:动员|部署|安排|总结|研究|讨论|通报|交流)$"
)
_ON_WHOSE_WORD = re.compile(
    r"^(?:按照|根据|遵照|依据)[^，,。；;]*(?:党中央|国务院|中央|省委|省政府|全省|全国|总书记|书记|省长|上级)"
    r"[^，,。；;]*(?:提出|强调|作出|部署|要求|精神)[^，,。；;]*$"
)
_IN_WHAT_TIMES = re.compile(
    r"^(?:立足|面对|面向|站在|迈向|开启)新(?:发展阶段|时代|征程|起点|形势|任务)|^贯彻新发展理念|^融入新发展格局"
    r"|^(?:完整、?准确、?)?全面贯彻新发展理念|^在[^，,。；;]{0,24}(?:全会|活动)(?:上|中|期间)$"
    r"|(?:会议|大会|座谈会|推进会)(?:上|中|期间)$"
    r"|^(?:新时代|新征程)[^，,。；;]{0,16}$|日(?:召开|举行)的[^，,。；;]{2,40}(?:会议|大会|座谈会|推进会)"
)


def is_background(clause: str) -> bool:
    """Whether the clause states, reports or places something instead of ordering or promising it.

    >>> is_background("工业是财政收入的重要来源"), is_background("为高新区争取到资金9800万元")
    (True, True)
    >>> is_background("力争工业增加值同比增长8%"), is_background("关键是要扑下身子抓落实")
    (False, False)
    """
    if any(words.search(clause) for words in (_WAS_DISCUSSED, _ON_WHOSE_WORD, _IN_WHAT_TIMES)):
        return True
    if _AHEAD.search(_QUOTED.sub("", clause)):
        return False
    return any(words.search(clause) for words in (_IS_SOMETHING, _WAS_DONE, _STANDS))
