"""Clauses beside the point: what something is, what was done, on whose word, in what times.

A sentence that orders something often opens with such clauses; they commit nobody to anything.
"""

import re
from collections.abc import Sequence

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
_WHY = re.compile(
    r"^[^，,。；;要将]{2,24}(?<!关键)(?<!重点)是[^，,。；;]{0,60}?的?(?:需要|(?:必然|内在|迫切)要求|必然选择|必由之路|应有之义|现实需要)$"
)
"""加快园区建设是稳增长的需要: what is to be done is named only to say why."""

_WAS_DONE = re.compile(
    r"(?<![为除])了(?![解然得不之])|已经|业已|均已|现已|争取到|成功争取|成功入选|入选|荣获|获评|跻身|同比(?![^，,。；;]*(?:左右|以上))|较上年|比上年|较去年|比去年"
    r"|不遗余力|意义(?:十分|非常|尤为)?重大$|具有[^，,。；;]{0,8}意义$|^与会|审议通过|提请[^，,。；;]*审[查议]|提出(?:明确|具体|工作)?要求$"
)
_WAS = re.compile(
    r"去年|上年|前年|近年来|以来|截至|(?<!年)累计|先后|此前|(?<!\d)日前|近日|刚才|一直|曾|至今|以前|原来|过去"
    r"|正在|(?<!项)目前|现在|如今|^(?:[^，,。；;]{0,12}[，,])?这(?:款|把|家|种|项|也|个|里|是|些)|记者"
    r"|正式(?:开工|投产|运营|上线|挂牌)|有利于|得益于|意味着|表明|奠定[^，,。；;]*基础"
    r"|(?:^|[，,“])(?:我们|我局|该局|该委|该中心|该公司)"
    r"(?!也?都?就?还?(?:要|将|会|必须|应|诚邀|一定|继续|今年|明年|计划|力争|打算|准备|希望|可以|能|需|有|的))"
)
"""Adverbs of the past and of what goes on, words of a reporter; and who tells of himself without a modal tells of what he does anyway."""

_VISITS = re.compile(
    r"(?:予以|给予)[^，,。；;]*肯定|充分肯定|详细(?:询问|了解)|来到|走进|前往|察看|参观|观看|听取[^，,。；;]*(?:汇报|介绍)|了解[^，,。；;]*(?:情况|进展)(?:$|[，。；])"
)
_ASKED = re.compile("希望|要求|鼓励|勉励|叮嘱")

_IS_TOLD = re.compile(
    r"[仍尚](?:需|须|待|有)|有待(?!遇)|以下(?:几个|几|[一二三四五六七八九十]个)?(?:方面|工作|任务|措施|意见|要求|问题)"
    r"|是指|所称|[必定]将|有效期至|^[^，,。；;：:]{1,14}(?:说|表示|介绍)[。：:]?$"
)
"""Problems, announcements, definitions, prophecies and by-lines."""

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


_ASKS = re.compile(r"(?:如何|怎么|怎样|什么|为何|何以|哪|吗|呢|是否|能否)[^。！]*[？?][”’」』\"]?$")
_IS_TOLD_OF = re.compile(
    r"——\s*这[些既也正就都]*是[^。；;]*(?:举措|决策|部署|要求|号召|嘱托|期望|缩影|写照)"
    r"|要(?:清醒地?|充分)?(?:看到|意识到|认识到)|必须清醒地?(?:看到|认识)|[制编]定本|编制本|本(?:方案|办法|意见|规定|细则|计划|条例|规划)(?:自|所称)"
)
"""The sentence tells of what stands before its dash, of what is wrong, or of the document itself."""

_FROM_ABOVE = re.compile(
    r"^[“\"]?(?:[^，,。；;：:]{0,12}[，,])?(?:习近平总书记(?:[^。；;：:]{0,30}(?=叮嘱|嘱托))?|党中央|国务院|中央|国家(?!级)|党的[^，,。；;]{1,12}(?:大|全会)"
    r"|省(?:第[^，,。；;]{1,5}次)?(?:委|党代会|政府)(?![^，,。；;]{0,6}(?:书记|常委|省长|主席))[^，,。；;：:]{0,14})"
    r"[^，,。；;：:]{0,24}(?:强调|指出|要求|提出|明确|部署|作出|叮嘱|嘱托)(?:了|过)?"
)
"""What a level above the speaker's own demanded. A leader whom the text itself reports is named without
his office by the press (习近平强调), and is no level above it."""

_OWN = re.compile(
    r"^(?:这就?要求|为此|对此|因此|我们|我[省市区县]|全[省市区县]|各[级地区县部单]|市委|区委|县委)"
)
_SO_THAT = re.compile("^(?:目的)?就是(?:要|为了)|^旨在")
"""What stands before it is the means that was taken."""

_MUST = re.compile(
    r"(?<![重主需首必紧摘纲概])要(?!求|素|件|点|闻)|(?<![即必定])将(?!近|军)|力争|确保|必须|务必|应当|计划(?!》)|拟(?!人|态)"
    r"|年底前|年内|今后|下一步|明年|到“?(?:20\d\d年|十[三四五六]五)"
)
"""Modals, which say by themselves that something is ahead; 加快, 推动 are said of the past as well."""

_IDIOM = (
    "(?:迎难而上|知责奋进|知责担责|躬身入局|奋楫争先|干字当头|砥砺前行|笃定前行|勇毅前行|踔厉奋发|凝心聚力|真抓实干|勇于担当|开拓进取"
    "|攻坚克难|乘势而上|扬帆起航|扬帆远航|奋发有为|只争朝夕|不负韶华|不负重托|再接再厉|同心同德|团结拼搏|务实重干|苦干实干|埋头苦干"
    "|锐意进取|奋勇争先|求真务实|众志成城|接续奋斗|团结奋斗|敢为人先|勇立潮头|鼓足干劲|振奋精神|勇往直前|担当作为|担当实干)"
)
_SLOGAN = re.compile(
    rf"^(?:[^，,。；;]{{0,8}}(?:要|将|必须|应|需))?(?:以|用|始终|让我们|坚持)?{_IDIOM}(?:(?:、|和|的){_IDIOM})*(?:的?(?:姿态|精神|劲头|干劲|状态|奋斗姿态))?$"
    r"|(?:谱写|书写|续写|奏响|绘就|开创|开启|展现|描绘)[^，,。；;]*(?:篇章|华章|答卷|新局面|新征程|新篇|画卷|乐章|新辉煌)$"
    r"|(?:贡献|奉献|汇聚)[^，,。；;]{0,14}力量$|(?:作出|做出)[^，,。；;]{0,10}贡献$|以优异的?成绩|胜利召开$|再创[^，,。；;]{0,4}(?:辉煌|佳绩)$"
    r"|掀起[^，,。；;]*(?:热潮|高潮)$|^(?:坚定|增强|树立|提振)[^，,。；;]*(?:信心|决心|信心和决心)$"
    r"|^(?:[抓优强促上稳增提补扩调惠聚育转活防谋拼壮延引大兴亮][\u4e00-\u9fff]{2}、?){2,}$"
)
"""Words that everybody could say of anything. 抓规划优布局 pairs verbs and objects without saying which."""

_LABEL = re.compile(r"[^，,。；;：:要将抓推促加建设]{2,6}[：:]")
"""A few words before a colon: who speaks, or a caption."""

Span = tuple[int, int]


def plans(sentence: str, spans: Sequence[Span], around: str = "") -> list[bool]:
    """For each clause whether it orders or promises something, in the light of the whole sentence.

    `spans` are the clauses' offsets into the sentence; `around` are the sentences tied to it by ；.

    >>> told = "为甲区争取资金2000万元；"
    >>> plans(told, [(0, 13)]), plans(told, [(0, 13)], "为乙区争取到资金9800万元；")
    ([True], [False])
    """
    words = [sentence[slice(*span)] for span in spans]
    if _ASKS.search(sentence.strip()) or _IS_TOLD_OF.search(sentence):
        return [False] * len(words)
    turn = next((n for n, clause in enumerate(words) if _SO_THAT.match(clause)), 0)
    if _FROM_ABOVE.match(sentence):
        turn = next((n for n, clause in enumerate(words) if n and _OWN.match(clause)), len(words))
    done = _done_parts(sentence, around)
    return [
        n >= turn
        and not done[sentence.count("：", 0, start) + sentence.count(":", 0, start)]
        and not (is_background(clause) or _SLOGAN.search(clause) or _LABEL.match(sentence, start))
        for n, ((start, _), clause) in enumerate(zip(spans, words, strict=True))
    ]


def _done_parts(sentence: str, around: str) -> list[bool]:
    """For each part of the sentence between colons whether it tells of something done."""
    # A sentence that is a quotation from end to end is somebody's speech, not a term.
    parts = [_QUOTED.sub("", part) for part in re.split("[：:]", sentence.strip("“”。！ "))]
    beside = _QUOTED.sub("", around)
    return [
        not _MUST.search(part)
        and bool(_is_done(part) or (beside and not _MUST.search(beside) and _is_done(beside)))
        for part in parts
    ]


def _is_done(words: str) -> bool:
    visited = _VISITS.search(words) and not _ASKED.search(words)
    return bool(visited or _WAS_DONE.search(words) or _WAS.search(words))


_WHATEVER = (_WAS_DISCUSSED, _ON_WHOSE_WORD, _IN_WHAT_TIMES, _IS_TOLD, _WHY)
"""These are background whatever else the clause says."""


def is_background(clause: str) -> bool:
    """Whether the clause states, reports or places something instead of ordering or promising it.

    >>> is_background("加快园区建设是稳增长的需要"), is_background("为高新区争取到资金9800万元")
    (True, True)
    >>> is_background("力争工业增加值同比增长8%"), is_background("关键是要扑下身子抓落实")
    (False, False)
    """
    if any(words.search(clause) for words in _WHATEVER):
        return True
    if _AHEAD.search(_QUOTED.sub("", clause)) or _ASKED.match(clause):
        return False
    return any(words.search(clause) for words in (_IS_SOMETHING, _WAS_DONE, _WAS, _VISITS, _STANDS))
