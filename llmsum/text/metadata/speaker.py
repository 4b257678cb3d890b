"""Who speaks, and as what: where a title stands directly at a name that is said to speak."""

import re
from collections import Counter
from dataclasses import dataclass

from llmsum.text.metadata.header import header_lines
from llmsum.text.pattern import later

_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林郑罗梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦傅付方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹"
    "申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉"
    "缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝冀洪"
    "楼鞠计谈储茅支咸籍胥别满弓暴蓟薄印宿怀蒯从鄂索赖屠蔺都胡乌暨衡步匡国广禄阙东隆扈慕连茹习宦慎戈廉终居逄缑亢况郗郜晋楚阎汝鄢涂钦言"
)
_COMPOUND = "欧阳|司马|上官|诸葛|慕容|皇甫|尉迟|公孙|令狐|长孙|宇文|司徒|端木|东方|夏侯"
_NAME = rf"(?:(?:{_COMPOUND}|[{_SURNAMES}])[^\W\da-zA-Z_日月昨今度各要在并与指再的了是对就等会议次率到某代副主]{{1,2}}?)"

_JOINED = r"[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,6})+"
"""库尔玛什·斯尔江."""

_BODY = r"(?:高新区|经开区|开发区|保税区|综保区|集聚区|园区|新区)"
_ELEMENT = (
    r"(?:"
    rf"{_BODY}?(?:[市州盟区县旗地]?(?:党工|工|党)|[市州盟区县旗地])委(?:副书记|书记|常委|秘书长)"
    rf"|{_BODY}?管委会(?:党组书记|常务副主任|副?主任)"
    r"|(?:[市州盟区县旗](?:人民)?政府)?(?:党组(?:副书记|书记|成员)|(?:代理?|常务副|副)?(?:市长|州长|盟长|专员|区长|县长|旗长)|秘书长)"
    r"|[市州盟区县旗]?(?:人大常委会|政协)(?:党组(?:副书记|书记)|副?主任|副?主席)"
    r")"
)
_FURTHER = rf"(?:[\u4e00-\u9fff]{{0,12}}?{_ELEMENT}|(?:[市区县]委)?(?:组织|宣传|统战)部部?长|副?主席|副?主任)"
"""An office named after another one: it may name its body, 市委副书记、新罗区委书记."""
_TITLE = rf"(?:省委(?:常委|副书记)[、,，])?{_ELEMENT}(?:(?:[、,，兼]|暨){_FURTHER})*"

_TITLE_END = later(rf"(?P<title>{_TITLE})\s*\Z")
_LONGEST_TITLE = 100
"""Characters before a name in which its title is looked for."""

_SAYS = r"(?:指出|强调|要求|表示|提出|(?:这样)?说[:：,，。]|讲话)"
_SPEECH = r"(?:作|做|发表)(?:了)?[^。，,；;\n]{0,8}(?:讲话|报告|部署|动员)"
_VISITS = (
    r"(?!来到)(?:深入|前往|赴|到|带队|率队|先后|实地)[^。\n]{0,60}?(?:调研|督导|观摩|检查|走访|考察)"
    r"[^\n]{0,150}?[。,，](?:[他她]|(?P=name))(?:指出|强调|要求|表示)"
)
_SPEAKS = (
    rf"(?:{_SAYS}|{_SPEECH}|{_VISITS}|(?:在[^。，,；;\n]{{1,12}}室)?主持召开"
    rf"|(?:出席|参加|主持)[^。，,；;\n]{{0,30}}?并(?:讲话|{_SPEECH})"
    rf"|[，,]?(?:[今昨近当][日天])?在[^。，,；;\n]{{1,40}}?(?:会|会议|时|中|期间|上)[，,]?\s*(?:{_SAYS}|{_SPEECH}))"
)
_TITLE_FIRST = later(rf"(?P<title>{_TITLE})\s*(?P<name>{_NAME})(?:同志)?(?={_SPEAKS})")
_NAME_FIRST = later(
    rf"(?<![\u4e00-\u9fff])(?P<name>{_NAME})(?P<title>(?:代|副)?(?:市长|州长|盟长|书记|区长|县长))(?={_SPEAKS})"
)
_NAME_ALONE = later(
    rf"(?:^|(?<=[\s。！？；，,;”）)]))(?P<name>{_NAME})"
    rf"(?=(?:在(?:总结|随后|最后)?(?:讲话|致辞)[中时]|还|并)?(?:指出|强调|要求|表示|提出|说[:：,，]))",
    re.MULTILINE,
)
"""Who is quoted without an office, as in the later paragraphs of a report."""
_TOGETHER = later(r"(?:(?!书记|常委|[市省州县区]长|主任|主席|部长)[\u4e00-\u9fff]{2})[、和]$")
"""Somebody else stands before, who speaks too."""
_QUOTING = later(r"(?:传达|贯彻|落实|学习|按照|根据)[^。，,；;\n]{0,12}$")
_HIGHER = later(
    r"(?:省|自治区|国务院|中央|全国|原|前|时任|协会|学会|商会|联合会|促进会|联盟|研究会|基金会)$"
)
"""Whose office is not the city's: of a level above it, of an earlier time, of an association."""
_LINE = later(
    rf"(?:中共)?(?:[\u4e00-\u9fff]{{2,8}}?(?:[市州盟县区省]|自治区)(?:人民政府)?)?(?P<title>{_TITLE}|(?:代理?|副)?省长|(?<=自治区)主席)[\s\u3000:：]*(?P<name>{_NAME}|{_JOINED}|[{_SURNAMES}][\s\u3000]+[\u4e00-\u9fff])"
)
_HEADING = later(
    rf"(?P<title>{_TITLE})?(?P<name>{_NAME})(?:同志)?在[^\n]{{2,60}}?上的(?:讲话|报告)"
)


@dataclass(frozen=True)
class Speaker:
    """A name and the title given with it, both as the text has them."""

    name: str
    title: str | None


def find_speaker(text: str) -> Speaker | None:
    """The one person who speaks in the text; None when nobody, or more than one, clearly does.

    People who attend or only chair are not speakers, nor are leaders above the city who are quoted.

    >>> find_speaker("市长丁福浩主持召开座谈会。副市长胡军参加会议。")
    Speaker(name='丁福浩', title='市长')
    >>> find_speaker("副市长李保海出席。李保海指出，要抓落实。")
    Speaker(name='李保海', title='副市长')
    >>> find_speaker("副市长鞠磊主持会议。") is None
    True
    """
    header = _speaker_in_header(text)
    if header:
        return header
    titles: dict[str, str | None] = {}
    weights: Counter[str] = Counter()
    for pattern in (_TITLE_FIRST, _NAME_FIRST):
        for match in pattern.finditer(text):
            if not _is_other(text[max(0, match.start() - 24) : match.start()]):
                titles.setdefault(match["name"], match["title"])
                weights[match["name"]] += 1
    for match in _NAME_ALONE.finditer(text):
        titles.setdefault(match["name"], title_of(match["name"], text))
    for name in titles:
        weights[name] += len(re.findall(rf"{name}(?=(?:在(?:讲话|致辞)[中时])?{_SAYS})", text))
    ranked = [*weights.most_common(2), ("", 0)][:2]
    if not titles or ranked[0][1] < 2 * ranked[1][1]:
        return None
    name = ranked[0][0]
    title = title_of(name, text) or titles[name]
    return Speaker(name, title) if title else None


def is_name(text: str) -> bool:
    """Whether a text has the form of a person's name: a surname, and one or two characters.

    >>> is_name("欧阳明"), is_name("会议")
    (True, False)
    """
    return bool(re.fullmatch(_NAME, text))


def _is_other(before: str) -> bool:
    """Whether what stands before a title says that its holder is quoted, higher up, or not alone."""
    return bool(_QUOTING.search(before) or _HIGHER.search(before) or _TOGETHER.search(before))


def title_of(name: str, text: str) -> str | None:
    """The fullest title that stands at a name."""
    titles = []
    at = text.find(name)
    while at >= 0:
        found = _TITLE_END.search(text, max(0, at - _LONGEST_TITLE), at)
        if found and not _HIGHER.search(text[max(0, found.start() - 3) : found.start()]):
            titles.append(found["title"])
        at = text.find(name, at + 1)
    return max(titles, key=len, default=None)


def _speaker_in_header(text: str) -> Speaker | None:
    """The speaker named on a line of their own under the heading: 市委书记 王建国."""
    for line in header_lines(text):
        match = _LINE.fullmatch(line) or _HEADING.match(line)
        if match:
            return Speaker("".join(match["name"].split()), match["title"])
    return None
