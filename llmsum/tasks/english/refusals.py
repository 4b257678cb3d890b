"""Why the English of a clause is refused."""

from llmsum.tasks.english.words import word_problems
from llmsum.tasks.lines import leaked, wrong_form
from llmsum.verify import messages
from llmsum.verify.language import has_han
from llmsum.verify.messages import Problem
from llmsum.verify.translation import translation_problems

_LEAST, _MOST, _ENOUGH = 2.7, 8.0, 8
"""Letters for a Chinese character, at least and at most, in a clause of so many characters. A small
model that writes fewer has left words out, one that writes more has made some up; see
docs/english.md. A good translator can be terser."""


def refusals(text: str, chinese: str, small: bool) -> tuple[Problem, ...]:
    """What the checks say of it; of a `small` model's English the word lists are asked too."""
    if not text:
        return (messages.NO_TRANSLATION(),)
    return (
        wrong_form(text, "en", longest=20 + 2 * len(chinese))
        or leaked(text, chinese)
        or translation_problems(text, chinese)
        or (small and (_out_of_measure(text, chinese) or word_problems(text, chinese)))
        or ()
    )


def _out_of_measure(text: str, chinese: str) -> tuple[Problem, ...]:
    """What a small model leaves out or makes up, by the length of its English."""
    characters = sum(map(has_han, chinese))
    if characters < _ENOUGH or _LEAST <= len(text) / characters <= _MOST:
        return ()
    return (messages.UNFINISHED() if len(text) < _LEAST * characters else messages.PADDED(),)
