"""The commitments of a finished briefing: their words, and what code reads from these words again."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from itertools import combinations_with_replacement

from llmsum.audit.citing import Objection, Sentences, cited
from llmsum.audit.lines import CUT, is_cut, is_extract, line_problems, unquoted
from llmsum.records import Analysis, Commitment, Sentence
from llmsum.report.escape import one_line
from llmsum.verify.clauses import clauses
from llmsum.verify.commitments.actors import actor_of
from llmsum.verify.commitments.facts import Facts, read_facts
from llmsum.verify.commitments.frames import as_action
from llmsum.verify.fold import letters
from llmsum.verify.language import has_han
from llmsum.verify.messages import message_in_english


def commitment_problems(
    path: str, analysis: Analysis, number: int, texts: Sentences
) -> Iterator[Objection]:
    """What the commitments of one speech say that their sentences do not give."""
    yield from _twice(path, analysis)
    ids = [c.id for c in analysis.commitments]
    at = {s.id: index for index, s in enumerate(analysis.sentences)}
    for index, c in enumerate(analysis.commitments):
        where = f"{path}.commitments[{index}]"
        if c.id != f"C{index + 1}":
            expected = "twice" if ids.count(c.id) > 1 else f"where C{index + 1} is expected"
            yield f"{where}.id", f"The number {c.id} stands {expected}."
        yield from _words(where, c, number, texts)
        place = at.get(c.evidence[0]) if c.evidence else None
        if place is not None:
            yield from _theme(where, c, analysis.sentences[place])
            yield from _facts(where, c, analysis.sentences, place)


def _words(where: str, c: Commitment, number: int, texts: Sentences) -> Iterator[Objection]:
    sentences = yield from cited(where, c.evidence, number, texts)
    if problems := line_problems(c.action, sentences, c.status):
        yield f"{where}.action", f"“{c.action}”: {'; '.join(map(message_in_english, problems))}"
    elif is_cut(unquoted(c.action), sentences):
        yield f"{where}.action", f"“{c.action}”: {CUT}"
    for name in ("actor", "deadline", "target"):
        words = getattr(c, name)
        if words and not is_extract(words, sentences):
            yield f"{where}.{name}", f"“{words}” does not stand in the sentences of {c.id}."


def _twice(path: str, analysis: Analysis) -> Iterator[Objection]:
    """Rows whose words another row of their sentence has too, where the sentence says them once."""
    texts = {s.id: letters(s.text) for s in analysis.sentences}
    said = [(c.evidence[0] if c.evidence else "", letters(c.action)) for c in analysis.commitments]
    for index, (sentence, words) in enumerate(said):
        rows = sum(one == sentence and words in action for one, action in said)
        if rows > 1 and rows > texts.get(sentence, "").count(words) > 0:
            yield f"{path}.commitments[{index}].action", "Another row has the same words."


def _theme(where: str, c: Commitment, sentence: Sentence) -> Iterator[Objection]:
    if c.theme not in (sentence.themes or ("other",)):
        yield f"{where}.theme", f"{sentence.id}, on which {c.id} rests, is of another theme."


def _facts(
    where: str, c: Commitment, sentences: Sequence[Sentence], place: int
) -> Iterator[Objection]:
    """By whom, by when, how much and how firmly, read again from the words of the commitment."""
    sentence = sentences[place].text
    spans = tuple(_spans(c, sentence))
    if not spans:
        return
    said = Facts(c.deadline, c.target, c.strength, c.firmness)
    found = [read_facts(sentence, span, c.actor) for span in spans]
    if all(_told(facts) != _told(said) for facts in found):
        given = ", ".join(fact or "—" for fact in _told(found[0]))
        yield f"{where}.strength", f"The words of {c.id} give: {given}."
    actors = [actor_of(sentences, place, end) for _, end in spans]
    if all(one_line(c.actor or "") != one_line(a.who if a else "") for a in actors):
        who = actors[0].who if actors[0] else "nobody"
        yield f"{where}.actor", f"The sentences of {c.id} give {who} as the one responsible."


def _told(facts: Facts) -> list[str]:
    """As a page tells them."""
    return [one_line(fact or "") for fact in astuple(facts)]


def _spans(c: Commitment, sentence: str) -> Iterator[tuple[int, int]]:
    """Where the words of the commitment stand in its sentence; none of a translated one on a page.

    A page has the action, whose words are those of the quote but for its opening (要, 二是, 会议强调);
    an extract that stands for a refused wording may be other clauses of the sentence.
    """
    # What the source has in quotation marks keeps them, what is quoted on an English page has none there.
    told = (c.quote, c.action, unquoted(c.action))
    words = next((words for words in told if words and words in sentence), c.action)
    if not has_han(words) or words not in sentence:
        return
    start = sentence.index(words)
    while start >= 0:
        end = start + len(words)
        yield start, end
        for first, _ in () if words is c.quote else clauses(sentence[:end]):
            if first < start and as_action(sentence[first:end]) == words:
                yield first, end
        start = sentence.find(words, start + 1)
    if c.status == "extractive" and words is not c.quote:
        runs = combinations_with_replacement(clauses(sentence), 2)
        for (opening, _), (_, end) in runs:
            # An extract begins behind a quotation mark that it does not close.
            yield from ((at, end) for at in (opening, opening + (sentence[opening] == "“")))
