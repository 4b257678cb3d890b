"""What stands before the words of an action: modals and dates, and clauses that only frame it."""

import re

from llmsum.verify.clauses import strip_connective, strip_lead_in
from llmsum.verify.dates import find_dates
from llmsum.verify.lexicon import MUST, goals
from llmsum.verify.names.places import cities

_TOPIC = re.compile(
    r"^(?:[^，,在]{2,12}(?=[要将]))?(?:要|将|着力|重点)*在[^，,]{1,16}(?:领导下|支持下|上|中|下|方面|过程中|同时|基础上)(?:(?:狠|再)?下功夫|发力|见实效|求突破)?$"
)

_ADVERBIAL = re.compile(
    r"^(?:今后一(?:个|段)时期|下一步|下一阶段|接下来|未来|今后|其中|此外|另外|同时|与此同时|首先|其次|再次|最后|为此|对此|因此|所以|由此|据此"
    r"|(?:\d{1,2}日|[今昨前明当次][天日])(?:[上下]午|晚[上间]?|早[上晨])?|[上下]午|日前|近日|前不久|不久前|会[上前后]|期间|在此基础上|更重要的是|一方面|另一方面|第[一二三四五六七八九十]+[件条点项]?|这[^，,]{0,4}[事点项]|作为[^，,]+)$"
)
_OCCASION = re.compile(
    r"^(?:(?:按|按照)计划|临近[^，,]{1,6}|而?除了?[^，,]{2,}|对[^，,]{2,}(?:来说|而言)|从\d{1,2}月[^，,]*到\d[^，,]*|在[^，,]{2,8}之前"
    r"|[^，,要将]{1,24}(?<![今最前背落])(?:之后|以后|后)|[^，,要将]{0,10}(?:改造|达标|整治|完工)后|以[^，,]{2,}之力|在[^，,]{2,12}期(?:间|内)?|(?:经|由)[^，,]{2,}(?:批准|审核|审定|同意|认定|验收)|视[^，,察频]{2,}|(?:采取|采用|运用)[^，,]{2,}(?:方式|办法|模式|形式)|做好[^，,]{0,6}工作|(?:完成|实现)(?:以上|上述|这些)[^，,]{0,8}"
    r"|(?:计划|预计|力争)?用[^，,]{1,8}(?:年|个月)(?:左右)?的?时间|[^，,]{0,12}目标是|是|即|从[^，,]{2,6}起|刚开年|[^，,要将]{2,10}(?<![提以之超])前|当[^，,]{2,}时|[^，,要将]{1,12}期间|用[地能工钱水电]上|在[^，,]{2,40}(?:工地|现场)|[^，,要将]{0,10}在[^，,]{2,}(?:领导|指导|支持|推动|带动)下|(?:同时)?(?:结合|集合)[^，,]*(?:实际|进程|情况|特点))$"
)
"""When, with what force or to what end something is done that the next clause tells."""

_GIVES = "提供|创造|注入|奠定|预留|留足|贡献|作出|做出|打下|赢得|积累|搭建|营造|插上|当好|做好|减负|护航|保驾"
_PURPOSE = re.compile(
    rf"^为(?:[我全][国省市区县])?(?:了|此|进一步|更好|加快|实现|解决|推动|推进|促进|提升|提高|确保|保障|扩大|落实|贯彻|完成|防止|做大|做强|全面|切实|适应|支持|鼓励|构建|建设|培育|规范|深化|拓展|丰富|方便|减轻|引导|激励"
    rf"|打造|增强|满足|破解|缓解|改善)(?![^，,]*(?:{_GIVES}))[^，,]{{2,}}$"
)
"""为解决用工难 says what for; 为企业提供服务 and 为实现翻番奠定基础 say what is done."""

_GIVEN = re.compile(
    r"^(?:凡|如果|若(?!干)|一旦|倘若|随着|鉴于|由于|面对|针对|(?<!现)自[^，,]{2,20}起|(?:预计)?[^，,要]{0,20}(?:建成|投产|达产|投用|完工|竣工|通车|投运)(?:投产|运营|达产|使用)?之?后)"
    r"[^，,]*$|^[^，,要将]{3,}的$|^从[^，,]{2,}出发$|^像[^，,]{2,}(?:项目|企业|园区|产业|工程)$|^在[^，,]{2,40}(?:前提|基础|情况|背景|形势|条件|框架)[下上]?$"
)
"""On what condition, or in view of what."""

_WITH = re.compile(
    r"以[^，,]{2,}为(?:核心|抓手|重点|目标|契机|引领|突破口|载体|中心|主线|导向|基础|依托|牵引|主体|龙头|己任)$"
)

_PLACE = re.compile(
    r"^在(?:(?!建|设立|布局|打造|成立|开展|推|引|创)[^，,]){2,40}(?:公司|集团|园区?|基地|大学|研究[所院]|实验室|车间|现场|工程|厅|中心|城|[省市区县镇港馆校站])$"
)

_SUBJECT = re.compile(
    r"^(?!加[强快大]|强化|支持|服务|配合|发挥|会商|组建|成立|设立|建|推|抓)(?:主要|[^，,。；;：:“”要将]){2,30}(?:部门|单位|管委会|领导干部|负责同志|主要负责人)$"
)
"""Who is to do what the next clause says."""

_SAYS = re.compile("^[他她](?:还|又|同时|最后)?(?:指出|强调|要求|提出|表示|认为|说)$")

_FRAMES = (_ADVERBIAL, _PURPOSE, _GIVEN, _PLACE, _SUBJECT, _OCCASION, _SAYS)

_DISPOSED = (
    r"(?!(?:继续|加快|进一步|大力|积极|全力|着力|重点|努力|持续|逐步|陆续|首先|还|会)|[建打培引推实开形成])[^，,。；;]{2,24}?"
    r"(?:(?:建设|打造|发展|培育|培养|转化|改造|升级|提升|缩短|压缩|压减)(?:成为|[成为至到])|纳入|列[入为]|作为|摆[在到]|放在|分解|拓宽|做[强大优])"
)
"""What 将 does something to, where it means 把: 将基地建设成为高地."""

_MODAL = re.compile(
    rf"^(?:(?:同时|此外|并|尤其|特别是)?(?:[还又既也就]?{MUST}|将(?!{_DISPOSED})|必须|应当|应|须|一定要)|同时)"
)
_TOLD = re.compile(
    rf"^(?:在[^，,。；;]{{2,24}}[，,])?[^，,。；;]{{0,8}}?(?:强调|要求|指出|提出)(?={MUST})|^[他她](?=希望|要求|鼓励|勉励)"
)
"""By whom, before what is demanded."""

_LISTED = re.compile("和(?!谐)|、")
"""What goes on so is one thing with the word before it: 新开工和复工项目."""


def is_frame(clause: str) -> bool:
    """Whether the clause only says when, what for, around what, by whom or on what ground something is done.

    >>> is_frame("要围绕产业链"), is_frame("在人才引进上"), is_frame("建设产业园")
    (True, True, False)
    >>> is_frame("到2025年"), is_frame("为解决用工难题"), is_frame("为企业提供优质服务")
    (True, True, False)
    """
    start = opening_of(clause, goals().openers)
    if clause[start:] in ("", "期", "期间", "时期") or _TOPIC.match(clause):
        return True
    if _WITH.search(clause):
        return True
    if any(frame.match(clause) for frame in _FRAMES):
        return True
    if clause.startswith("在") and clause[1:] in cities():
        return True
    return any(clause.startswith(goals().frames, at) for at in (0, start))


def opening_of(clause: str, words: tuple[str, ...] = ()) -> int:
    """Where the words of a target begin: after modals, deadlines and verbs of doing, or after `words`."""
    words = words or (*goals().openers, *goals().doing_verbs)
    position = 0
    while position < len(clause):
        rest = clause[position:]
        word = max((word for word in words if rest.startswith(word)), key=len, default="")
        date = next((date for date in find_dates(rest) if date.start == 0), None)
        if date and not date.text.endswith("规划"):
            position += date.end
        elif word and len(word) < len(rest) and not _LISTED.match(rest, len(word)):
            position += len(word)
        else:
            break
        position += len(clause[position:]) - len(clause[position:].lstrip("，,、 "))
    return position


def as_action(words: str) -> str:
    """The words of a sentence as an action: without who said them, their number and the modal.

    >>> as_action("二是市委书记强调要打造云澜产业园"), as_action("将基地建设成为高地")
    ('打造云澜产业园', '将基地建设成为高地')
    """
    told = strip_lead_in(strip_connective(words.lstrip("—"))).lstrip("：:，, ")
    return _MODAL.sub("", _TOLD.sub("", told)) or words
