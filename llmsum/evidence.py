"""How evidence is written: "S3" within a speech, "1#S3" among several speeches.

Speeches are numbered from 1 in the order of the briefing.
"""


def among(number: int, sentence: str) -> str:
    """The id of a speech's sentence among several speeches.

    >>> among(1, "S3")
    '1#S3'
    """
    return f"{number}#{sentence}"


def speech_number(evidence: str) -> int | None:
    """The number of the speech that an id among several names; None of any other text.

    >>> speech_number("12#S3"), speech_number("S3")
    (12, None)
    """
    number, mark, _ = evidence.partition("#")
    return int(number) if mark and number.isascii() and number.isdigit() else None
