"""Which encoding the bytes are in: found by strict decoding and by how Chinese the result looks."""

from dataclasses import dataclass

from llmsum.errors import UnknownEncoding

_CANDIDATES = ("utf-8", "gb18030")

_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全"
    "表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象"
    "员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据"
    "处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车"
    "例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音"
    "众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲"
    "快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严项目园"
    "個國這時來們會為發經業產動對過學從開實現點與關於應當機進體電無義數變條問題設計組員長門區導決強濟術務產報資議統認級處觀領規質環優創協"
)
"""The 500 commonest characters of modern Chinese, and the Traditional forms of the commonest."""

_PLAUSIBLE_SHARE = 0.25
"""Half to three quarters of the characters of a Chinese text are common ones; of a text decoded wrongly, a tenth."""


@dataclass(frozen=True)
class Decoded:
    """Text as it stands in the file, line ends untouched, and the encoding that gave it."""

    text: str
    encoding: str


def decode(data: bytes, where: str, encoding: str | None = None) -> Decoded:
    """The bytes as text. `where` names the file in errors; `encoding`, if given, is the only one tried.

    Valid UTF-8 is taken at its word unless GB18030 alone makes Chinese of it. Raises
    UnknownEncoding, with the byte offset at which each attempt failed.
    """
    if encoding is not None:
        return _decode_as_told(data, where, encoding)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnknownEncoding(
            f"{where} starts with a UTF-16 byte order mark at byte 0: name the encoding (utf-16) or save it as UTF-8."
        )
    failures, texts = [], {}
    for candidate in _CANDIDATES:
        try:
            texts[candidate] = data.decode(candidate)
        except UnicodeDecodeError as error:
            failures.append(
                f"not {candidate} (byte 0x{data[error.start]:02x} at offset {error.start})"
            )
    utf8, gb18030 = (texts.get(candidate) for candidate in _CANDIDATES)
    if gb18030 is not None and (utf8 is None or not chinese_share(utf8)):
        share = chinese_share(gb18030)
        if share >= _PLAUSIBLE_SHARE:
            return Decoded(gb18030, "gb18030")
        failures.append(
            f"not Chinese as gb18030 (only {share:.0%} of the characters are common ones)"
        )
    if utf8 is not None:
        has_mark = data.startswith(b"\xef\xbb\xbf")
        return (
            Decoded(utf8.removeprefix("\ufeff"), "utf-8-sig")
            if has_mark
            else Decoded(utf8, "utf-8")
        )
    raise UnknownEncoding(
        f"No encoding fits {where}: {'; '.join(failures)}. Name the encoding, or save the file as UTF-8."
    )


def _decode_as_told(data: bytes, where: str, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except LookupError:
        raise UnknownEncoding(
            f"There is no encoding called {encoding!r}: try utf-8 or gb18030."
        ) from None
    except UnicodeDecodeError as error:
        raise UnknownEncoding(
            f"{where} is not {encoding}: byte 0x{data[error.start]:02x} at offset {error.start} does not fit. "
            "Leave the encoding out to have it found."
        ) from None


def chinese_share(text: str) -> float:
    """The share of common Chinese characters among all that are not ASCII and not marks, 0 to 1.

    >>> chinese_share("产业园区的发展") > 0.9, chinese_share("ͨ")
    (True, 0.0)
    """
    letters = [character for character in text if not character.isascii() and character.isalpha()]
    return sum(character in _COMMON for character in letters) / len(letters) if letters else 0.0
