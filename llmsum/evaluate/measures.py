"""What counts as right: the items of every figure for one annotated text."""

from collections.abc import Iterable, Sequence

from llmsum.evaluate.figures import Item
from llmsum.evaluate.found import Claim, Found, Said
from llmsum.evaluate.gold import Gold, GoldCommitment, Trap
from llmsum.offsets import Span
from llmsum.records import Analysis
from llmsum.verify import find_quantities
from llmsum.verify.fold import fold, letters
from llmsum.verify.overlap import bigrams

HALF = 0.5
"""From this share of its characters on, a quote counts as covered."""

Items = dict[str, list[Item]]


def label_items(gold: Gold, found: Found) -> Items:
    """Deployments found, six roles, and themes.

    A sentence of the annotation has the labels of the system's sentence that shares most
    characters with it, since the two may be cut differently. Themes are measured on true
    deployments that were found: `theme`, the first given is among the right ones; `theme_either`,
    any given is.
    """
    items: Items = {name: [] for name in ("precision", "recall", "f1", "theme", "theme_either")}
    six_roles: list[Item] = []
    has_roles = any(said.role not in (None, "deployment") for said in found.sentences)
    for sentence in gold.sentences:
        said = _nearest((sentence.start, sentence.end), found.sentences)
        true, told = sentence.role == "deployment", said is not None and said.role == "deployment"
        both = true and told
        words = gold.text[sentence.start : sentence.end].strip()
        items["precision"].append(Item(both, told))
        items["recall"].append(Item(both, true))
        items["f1"].append(Item(2 * both, true + told, words))
        role = said.role if said else None
        six_roles.append(Item(role == sentence.role, 1, f"{sentence.role} → {role}: {words}"))
        if both and said and said.themes and sentence.right_themes:
            right = [theme in sentence.right_themes for theme in said.themes]
            themes = f"{'/'.join(sentence.right_themes)} → {'/'.join(said.themes)}"
            items["theme"].append(Item(right[0], 1, f"{themes}: {words}"))
            items["theme_either"].append(Item(any(right), 1))
    return items | ({"roles": six_roles} if has_roles else {})


def commitment_items(gold: Gold, found: Found) -> Items:
    """Hard commitments found, and traps fallen into.

    A hard commitment is found when half of its quote lies in the evidence of the system's
    commitments; a trap is accepted when half of it lies in their own words (`traps`), or, more
    strictly, in the sentences that they cite (`traps_evidence`).
    """
    evidence = [span for claim in found.claims for span in claim.evidence]
    quotes = [claim.quote for claim in found.claims]
    hard = [c for c in gold.commitments if c.strength == "hard"]
    return {
        "hard_recall": [Item(_is_covered(c, evidence), 1, c.quote) for c in hard],
        "traps": [Item(_is_covered(t, quotes), 1, f"{t.why}: {t.quote}") for t in gold.traps],
        "traps_evidence": [Item(_is_covered(t, evidence), 1) for t in gold.traps],
    }


def detail_items(gold: Gold, found: Found) -> Items:
    """Deadline and target of the hard commitments that were found.

    Where the annotation has one, any commitment on the same words may state it; where it has
    none, the nearest must not read one out of these words. A commitment that spans two of the
    annotation has the other's.
    """
    items: Items = {"deadline": [], "target": []}
    for commitment in gold.commitments:
        near = _on_the_same_words(commitment, found.claims)
        if commitment.strength == "soft" or not near:
            continue
        deadlines, targets = [c.deadline for c in near], [c.target for c in near]
        items["deadline"].append(_told_item(commitment.quote, commitment.deadline, deadlines))
        items["target"].append(_told_item(commitment.quote, commitment.target, targets))
    return items


def coverage_items(gold: Gold, analysis: Analysis) -> Items:
    """Key facts in the summary, by weight; and each theme rightly spoken of or not."""
    lines = [analysis.summary.headline, *analysis.summary.points] if analysis.summary else []
    told = fold("\n".join(line.text for line in lines))
    return {
        "key_facts": [
            Item(
                fact.weight * any(fold(words) in told for words in fact.any_of),
                fact.weight,
                fact.fact,
            )
            for fact in gold.key_facts
        ],
        "theme_presence": [
            Item((analysis.strategy.get(theme) is not None) == present, 1, theme)
            for theme, present in gold.present.items()
        ],
    }


def same_words(wanted: str, told: str) -> bool:
    """Whether two wordings of a deadline or target are one: the same numbers, and one within the
    other or half of their character pairs in common.

    >>> same_words("50万平方米", "标准化厂房50万平方米"), same_words("厂房50万平方米", "厂房80万平方米")
    (True, False)
    """
    amounts = [{(q.value, q.unit) for q in find_quantities(text)} for text in (wanted, told)]
    if all(amounts) and not amounts[0] & amounts[1]:
        return False
    one, other = letters(wanted), letters(told)
    if one in other or other in one:
        return True
    pairs = [set(bigrams(text)) for text in (wanted, told)]
    shared = 2 * len(pairs[0] & pairs[1])
    return shared >= HALF * (len(pairs[0]) + len(pairs[1])) and shared > 0


def _told_item(quote: str, wanted: str | None, told: Sequence[str | None]) -> Item:
    right = told[0] is None or letters(told[0]) not in letters(quote)
    if wanted is not None:
        right = any(same_words(wanted, words) for words in told if words)
    return Item(right, 1, f"{wanted} → {' / '.join(map(str, told))}: {quote}")


def _on_the_same_words(wanted: GoldCommitment, claims: Iterable[Claim]) -> list[Claim]:
    """The claims that share half of the shorter quote with it, the nearest first."""
    span = (wanted.start, wanted.end)
    shared = [(_shared(span, claim.quote), claim) for claim in claims]
    near = [
        (common, claim)
        for common, claim in shared
        if common and common >= HALF * min(_length(span), _length(claim.quote))
    ]
    return [claim for _, claim in sorted(near, key=lambda pair: -pair[0])]


def _nearest(span: Span, sentences: Sequence[Said]) -> Said | None:
    best = max(sentences, key=lambda said: _shared(span, said.span), default=None)
    return best if best and _shared(span, best.span) else None


def _is_covered(quoted: GoldCommitment | Trap, spans: Iterable[Span]) -> bool:
    covered: set[int] = set()
    for start, end in spans:
        covered.update(range(max(quoted.start, start), min(quoted.end, end)))
    return len(covered) >= HALF * (quoted.end - quoted.start)


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _length(span: Span) -> int:
    return span[1] - span[0]
