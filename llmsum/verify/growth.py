"""Growth told in two ways: 翻一番 is 增长1倍 is 增长100%."""

import re
from fractions import Fraction

from llmsum.verify.fold import narrow
from llmsum.verify.quantities import Quantity

_BY = re.compile("(?:增长|增加|提高|提升|扩大|上升|增)了?(?:约|近|超过?)?$")
_AHEAD = 8


def grown(text: str, quantity: Quantity) -> Fraction | None:
    """By how many percent something has grown, by a quantity of the text; None where it tells something else.

    >>> from llmsum.verify.quantities import find_quantities
    >>> [grown(t, find_quantities(t)[0]) for t in ("规模翻一番", "规模增长1倍", "规模增长到1倍")]
    [Fraction(100, 1), Fraction(100, 1), None]
    """
    if quantity.kind not in ("times", "percent"):
        return None
    flat = narrow(text)
    if flat.startswith("翻", quantity.start):
        return 100 * (quantity.value - 1)
    if not _BY.search(flat[max(0, quantity.start - _AHEAD) : quantity.start]):
        return None
    return quantity.value if quantity.kind == "percent" else 100 * quantity.value


def same_growth(text: str, ours: Quantity, evidence: str, theirs: Quantity) -> bool:
    """Whether both tell the same growth, in two ways."""
    doubled = [narrow(t).startswith("翻", q.start) for t, q in ((text, ours), (evidence, theirs))]
    by = grown(text, ours)
    return any(doubled) and not all(doubled) and by is not None and by == grown(evidence, theirs)
