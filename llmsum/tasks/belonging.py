"""Which clauses belong to the action before or behind them: what they are about, what comes of it, by
when it is done. Clauses that only frame an action are known by `llmsum.verify.commitments.frames`.
"""

import re
from collections.abc import Sequence

from llmsum.verify import find_dates, find_quantities
from llmsum.verify.commitments.frames import is_frame
from llmsum.verify.commitments.targets import goal

_CONTINUES = re.compile(
    r"使|让|促使|即(?![将使便时日可期刻兴席或墨])|从而|进而|由(?!于)|从“|成[为长]为?|于(?!是)|和|及|以及|并(?![购网轨联入列行且])|均|计入|供|就是(?!要)|如[^，,。；;]{2,40}等$|其中包括|分别由|总?投资(?:近|约|超过?|达到?|共|额|为)*[\d一二三四五六七八九十百千]|工期|办公室设|(?:项目)?(?:规划)?总?(?:投资|占地|建筑|用地)(?:面积)?约?\d|注册资本|[^，,。；;由]{2,12}(?:集团|公司)(?:投资|承建)的|(?:重点|共同|联合)?(?:投资|合作)?(?:建设|打造|开发|兴建|运营)的[^，,。；;的]{2,}$"
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

LONGEST_THEME = 8
"""Characters of a clause that names in general what the next one says: 完善财政体制，落实改革总体方案."""

_DONE_ONCE = re.compile(
    "新建|改建|扩建|开[通工园办]|建[成好立]|完成|举办|承办|引进|招引|签约|出台|制定|[成设]立|组建"
)
"""A task of its own, however short: 开通新口岸，加快老口岸重建."""

_COMES_OF_IT = re.compile("(?:实现|形成|做到|促进|推动|增强)")


def is_topic(clause: str, after: str) -> bool:
    """Whether the clause only says of what, for what or to whom the one after it tells."""
    topic = _TOPIC.match(clause)
    if clause.startswith(("把", "将")) and after.startswith("作为"):
        return True
    if not topic:
        return bool(_HANGS_ON.match(after))
    dates = find_dates(after)
    told = _TELLS.match(after) or (dates and dates[0].start == 0)
    return bool(told) or not topic["thing"] or clause.endswith("工程")


def is_theme(clause: str, after: str) -> bool:
    """Whether the clause opens with what the next one is a part of: it is short and states nothing.

    >>> is_theme("优化资源配置", "建立资源高效利用制度"), is_theme("强基础", "补链条")
    (True, False)
    """
    is_short = len(clause) <= LONGEST_THEME < len(after) and not _COMES_OF_IT.match(after)
    return is_short and not (states(clause) or "“" in clause or _DONE_ONCE.match(clause))


def only_completes(clause: str) -> bool:
    """Whether the clause says by when, and only of what stands before it, that it is done: 6月底前建成投产."""
    dates = find_dates(clause)
    rest = clause[: dates[0].start] + clause[dates[0].end :] if dates else clause
    return bool(_COMPLETED.match(rest))


def goes_on(clause: str) -> bool:
    """Whether the clause belongs to the action before it: it goes on with it, or tells what comes of it.

    >>> goes_on("增强滚动发展能力"), goes_on("提高到22万元"), goes_on("推动甲企业投产")
    (True, False, False)
    """
    if _CONTINUES.match(clause):
        return True
    return bool(_RESULT.match(clause)) and not states(clause)


def states(clause: str) -> bool:
    """Whether the clause says how much, by when, or what thing is there afterwards: 实现良性互动 does not."""
    said = _QUOTED.sub("", clause)
    if find_quantities(said) or find_dates(said):
        return True
    return bool(goal(clause)) and not (_COMES_OF_IT.match(clause) and "“" not in clause)


def makes(clause: str) -> bool:
    """Whether the clause says what thing is to be there: two of them are two actions."""
    return bool(goal(clause)) and states(clause)


def is_ground(run: str) -> bool:
    """Whether the clauses only say on what principle something is done: 按照“…”的原则."""
    return bool(_GROUNDS.match(run))


def all_belong(clauses: Sequence[str]) -> bool:
    """Whether they only frame something or go on with it: what they belong to was background."""
    return all(is_frame(c) or (goes_on(c) and not _TASK.search(c)) for c in clauses)
