"""Text to sentences: nothing lost but the white space between them."""

import re
from collections.abc import Iterator

from llmsum.records import Sentence
from llmsum.text.bulk import build
from llmsum.text.pairs import CLOSERS, OPENERS, find_pairs

_NEWLINES = "\n\r\u2028\u2029"
_NEWLINE = re.compile(f"[{_NEWLINES}]")
_NUMBER = "[一二三四五六七八九十]{1,3}"
_HEADING = (
    rf"(?:{_NUMBER}、|[（(]{_NUMBER}[）)]|第[一二三四五六七八九十百\d]{{1,4}}[编章节篇]|第{_NUMBER}部分)"
    r"[ \t\u3000]*[^\s，。；：,;:！？!?]{2,30}"
    rf"(?=[ \t\u3000]+[^，。；：,;:！？!?{_NEWLINES}]{{1,100}}[，。；：,;:！？!?])"
)
"""A numbered heading that white space parts from the sentence after it on the same line. What follows
must not be the end of the line: a heading may have a space inside (一、提高认识 加强领导)."""
_BULLET = (
    # Doubled they hide a name (●●市).
    r"(?<![●■◆►➤])[●■◆►➤](?![●■◆►➤])"
    # These stand inside names and grades too (买买提·艾力, 四★).
    r"|(?<=[\s。！？；;：:])[•·▪‣◇☆★※➢](?=\s?\S)"
)
_MARK = re.compile(
    r"(?P<stop>[。｡！？；;!?][。｡！？；;!?…]*)"
    rf"|(?P<heading>(?<![^\s。！？；;]){_HEADING})"
    rf"|(?P<opener>[{re.escape(OPENERS)}])"
    r"|(?P<address>(?:https?://|www\.)[!-~]*[A-Za-z0-9_/#=&~-]|&#?\w{1,8};)"
    rf"|(?P<bullet>{_BULLET})"
)
_QUOTE_CLOSERS = '”’」』"'
_LONGEST_QUOTE, _LONGEST_BRACKET = 60, 120
"""Characters up to which a quote, and a bracket or title, is kept whole: longer ones are speech."""

_IN_PAIR = f"[^{re.escape(OPENERS + CLOSERS)}{_NEWLINES}]"
_MARK_STARTS = re.compile(
    rf"[hw&{_NEWLINES}一二三四五六七八九十第{re.escape(OPENERS)}。｡！？；;!?●■◆►➤•·▪‣◇☆★※➢](?:"
    rf"(?P<newline>(?<=[{_NEWLINES}]))"
    rf"|(?P<plain_stop>(?<=[。！？；])(?<![，,、：:\s].)(?![。｡！？；;!?…{re.escape(CLOSERS)}]))"
    rf"|(?P<plain_pair>(?<=“){_IN_PAIR}{{0,{_LONGEST_QUOTE - 2}}}(?<![。！？!?])”"
    rf"|(?<=[^\s。！？；;][(（]){_IN_PAIR}{{0,{_LONGEST_BRACKET - 2}}}[)）])"
    # Most of the numbers stand inside a sentence.
    r"|(?<![一二三四五六七八九十第])|(?<=\A.)|(?<=[\s。！？；;].))"
)
"""What `_MARK` can begin with: looked for first, because one set of characters is quickly searched. Most
are a stop, a quote or a bracket of which nothing more need be asked, and then a group says so."""
_DOT = re.compile(r"\.(?<=[^\W\d_a-zA-Z一二三四五六七八九十].|[”’）)》%].)(?![A-Za-z.])")
"""An ASCII full stop behind Chinese words, and not inside an address or a name in letters."""


def segment(text: str) -> tuple[Sentence, ...]:
    """The sentences S1…Sn, in order; between their spans stands only white space.

    A sentence ends with a line, before a bullet, after a numbered heading, or at 。！？；or their
    ASCII forms, closers attached; at an ASCII full stop only where a text has more of these than 。. What stands in a short quote or bracket is not split, except that
    a quoted sentence ends the sentence when it ends the quote (“……。”). Paragraphs are the lines
    that are not blank, numbered from 1.

    >>> [s.text for s in segment("要“抓项目;促投资”。他说:“好!”会后调研;再部署.")]
    ['要“抓项目;促投资”。', '他说:“好!”', '会后调研;', '再部署.']
    >>> [s.text for s in segment("招商要快.规上企业1.5万家,增长2.1%.第3.2节.")]
    ['招商要快.', '规上企业1.5万家,增长2.1%.', '第3.2节.']
    """
    return build(Sentence, _sentence_fields(text))


def _sentence_fields(text: str) -> Iterator[dict[str, str | int]]:
    number = paragraph = start = last_end = 0
    for end in (*_ends(text), len(text)):
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        start = end
        if left == end:
            continue
        if not number or (left > last_end and _NEWLINE.search(text, last_end, left)):
            paragraph += 1
        number += 1
        bare = piece.strip()
        last_end = left + len(bare)
        yield {
            "id": f"S{number}",
            "start": left,
            "end": last_end,
            "text": bare,
            "paragraph": paragraph,
        }


def _ends(text: str) -> Iterator[int]:
    """The offsets at which the text is cut, in linear time."""
    full_stops = text.count("。")
    if text.count(".") > full_stops:
        dotted, dots = _DOT.subn("。", text)
        text = dotted if dots > full_stops else text
    start = at = line = 0
    pairs: dict[int, int] | None = None  # of the line
    while found := _MARK_STARTS.search(text, at):
        at, end, kind = found.end(), None, found.lastgroup
        if kind == "plain_stop":
            end = at if start < found.start() else None
        elif kind == "plain_pair":
            continue
        elif kind == "newline":
            end = line = at
            pairs = None
        elif match := _MARK.match(text, found.start()):
            at, kind = match.end(), match.lastgroup
            if kind == "stop":
                at = _after_closers(text, at)
                if start < match.start() and _is_stop(text, match.start(), match.end(), at):
                    end = at
            elif kind == "opener":
                pairs = find_pairs(text, line) if pairs is None else pairs
                at = _after_pair(text, match.start(), pairs)
                end = at if _ends_quoted(text, match.end(), at) else None
            elif kind == "heading":
                yield match.start()
                end = at
            elif kind == "bullet":
                end = match.start()
        if end is not None:
            yield end
            start = end


def _is_stop(text: str, mark: int, mark_end: int, at: int) -> bool:
    """Whether the marks at [mark, mark_end), with closers up to `at`, end a sentence."""
    before, after = text[mark - 1], text[at : at + 1]
    if before in "，,、：:" or before.isspace():
        return False  # rubbish left by a broken character, not a stop
    if at > mark_end and _goes_on(text, at):
        return False
    if not text[mark].isascii():
        return True
    if after.isascii() and after.islower():
        return False  # no sentence starts so; a broken gloss does, 水平?jīng)Q定
    if text[mark:mark_end] == "!" and after == "[":
        return False  # a picture in Markdown
    return not (before.isascii() and before.isalnum() and after.isascii() and after.isalnum())


def _goes_on(text: str, at: int) -> bool:
    """Whether the sentence continues after a quote that ends in a stop: “有人招商？”、“怎么招商？”等问题."""
    return text[at : at + 1] in tuple("，,、；;：:。！？!?的等和与及或之")


def _after_pair(text: str, opener: int, pairs: dict[int, int]) -> int:
    """The offset after the closer if the pair is short, else after the opener."""
    end = pairs.get(opener, opener + 1)
    longest = _LONGEST_QUOTE if text[end - 1] in _QUOTE_CLOSERS else _LONGEST_BRACKET
    return end if end - opener <= longest else opener + 1


def _ends_quoted(text: str, inside: int, at: int) -> bool:
    """Whether the pair whose content is [inside, at) ends with a quoted sentence, and so does the sentence."""
    content = text[inside:at].rstrip(CLOSERS)
    is_quote = text[at - 1] in _QUOTE_CLOSERS
    return is_quote and content.endswith(("。", "！", "？", "!", "?")) and not _goes_on(text, at)


def _after_closers(text: str, at: int) -> int:
    while at < len(text) and text[at] in CLOSERS:
        at += 1
    return at
