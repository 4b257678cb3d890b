"""Which closing quote or bracket belongs to which opening one."""

import re
from collections import Counter

_KINDS = ("“”", "‘’", "「」", "『』", "《》", "〈〉", "（）()", "【】", "[]", "〔〕", '"')
"""Each kind's openers and closers in turn; brackets pair across their widths, as in （一)."""

_KIND_OF = {mark: kind for kind in _KINDS for mark in kind}
OPENERS = '“‘「『《〈（(【[〔"'
CLOSERS = '”’」』》〉）)】]〕"'
_MARK = re.compile(rf"[{re.escape(OPENERS + CLOSERS)}\n\r\u2028\u2029]")


def find_pairs(text: str, start: int = 0) -> dict[int, int]:
    """Offset of each opener → offset after its closer, on the line that begins at `start`. Linear time.

    What is opened inside a pair and not closed before its closer has no pair itself, and a closer
    without an opener is none.

    >>> find_pairs("“抓‘项目’（促投资”）")
    {2: 6, 0: 11}
    """
    pairs: dict[int, int] = {}
    opened: list[tuple[str, int]] = []  # kind and offset, outermost first
    waiting: Counter[str] = Counter()  # how many of each kind are opened
    for match in _MARK.finditer(text, start):
        mark, at = match[0], match.start()
        kind = _KIND_OF.get(mark)
        if kind is None:
            break
        if mark in CLOSERS and waiting[kind]:
            while opened:
                other, opener = opened.pop()
                waiting[other] -= 1
                if other == kind:
                    pairs[opener] = at + 1
                    break
        elif mark in OPENERS:
            opened.append((kind, at))
            waiting[kind] += 1
    return pairs
