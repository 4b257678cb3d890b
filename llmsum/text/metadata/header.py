"""The lines above the first paragraph of a text: its heading, who speaks where and when, and page tools."""

import re

_MOST = 30
_PARAGRAPH = re.compile(r"(?=.{41})(?:[^，,。]*[，,。]){2}")
"""A line that is no heading: long, and of several clauses."""
_SALUTATION = re.compile(r"各位|同志们|女士们|尊敬的|大家")


def header_lines(text: str) -> list[str]:
    """The first line, and those before the first paragraph, that are not blank, stripped.

    >>> header_lines("政府工作报告\\n市长 王建国\\n各位代表：\\n现在报告工作。")
    ['政府工作报告', '市长 王建国']
    """
    found: list[str] = []
    for line in text.splitlines():
        stripped = line.strip()
        if found and (_PARAGRAPH.match(stripped) or len(found) == _MOST):
            break
        if _SALUTATION.match(stripped):
            break
        if stripped:
            found.append(stripped)
    return found
