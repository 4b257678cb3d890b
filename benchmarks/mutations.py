"""How often the gate accepts a wrong line and rejects a right one: supported lines, mutated.

    python -m benchmarks.mutations --texts FOLDER… --write docs/gate.md

Right lines are verbatim clauses of real texts (seeds/, docs/labels, and any folder of labelled texts
with `text` and `sentences` spans), and lines that a model wrote: paraphrases.json, where a reader has
said of each whether its sentences support it. Each right one is mutated in one place; a mutation that
still stands verbatim in its evidence is left out. Lines of paraphrases_by_reader.json and
paraphrases_by_reader_fresh.json, right and wrong, were written by the reader, a language model; they
are not mutated.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.drafts import Draft, read_drafts
from benchmarks.mutate import KINDS, Line, mutations
from llmsum.compare.contrast_check import contrast_problems
from llmsum.text import read_speech
from llmsum.verify import check_line, clauses

ROOT = Path(__file__).resolve().parents[1]
WRITTEN = Path(__file__).with_name("paraphrases.json")
BY_READER = Path(__file__).with_name("paraphrases_by_reader.json")
FRESH = Path(__file__).with_name("paraphrases_by_reader_fresh.json")
HEAD, RULE = "| mutation | lines | accepted | share |", "|---|---|---|---|"
_CITIES = ("海口", "绵阳")


def verbatim_lines(folders: Sequence[Path]) -> list[Line]:
    """Each clause, and each pair of neighbouring clauses, of every sentence, citing that sentence."""
    documents = [
        [s.text for s in read_speech(p).sentences] for p in sorted(ROOT.glob("seeds/*.txt"))
    ]
    for folder in (ROOT / "docs" / "labels", *folders):
        for path in sorted(folder.glob("*.json")):
            data = json.loads(path.read_text(encoding="utf-8"))
            documents.append([data["text"][s["start"] : s["end"]] for s in data["sentences"]])
    lines = []
    for sentences in documents:
        for here, after in zip(sentences, [*sentences[1:], ""], strict=True):
            spans = clauses(here)
            runs = [(a, b) for a, b in spans]
            runs += [(a, d) for (a, _), (_, d) in pairwise(spans)]
            lines += [Line(here[a:b], (here, after)) for a, b in runs if b - a >= 8]
    return lines


def table(lines: Sequence[Line], seed: int, show: bool) -> list[str]:
    """Rows of the table, and with `show` every wrong acceptance and rejection below."""
    rng = random.Random(seed)
    made: Counter[str] = Counter()
    accepted: dict[str, list[Line]] = defaultdict(list)
    sound = [line for line in lines if not check_line(line.text, line.evidence)]
    for kind, line in mutations(sound, rng):
        made[kind] += 1
        if not check_line(line.text, line.evidence):
            accepted[kind].append(line)
    rejected = [line for line in lines if check_line(line.text, line.evidence)]
    rows = [HEAD, RULE]
    for kind in KINDS:
        share = len(accepted[kind]) / made[kind] if made[kind] else 0
        rows.append(f"| {kind} | {made[kind]} | {len(accepted[kind])} | {share:.1%} |")
    rows.append(
        f"| none (rejected) | {len(lines)} | {len(rejected)} | {len(rejected) / max(len(lines), 1):.1%} |"
    )
    if show:
        for kind, wrong in accepted.items():
            rows += [f"ACCEPTED {kind}: {x.text} ← {' / '.join(x.evidence)[:200]}" for x in wrong]
        for x in rejected:
            rows.append(
                f"REJECTED {x.text}: {check_line(x.text, x.evidence)} ← {x.evidence[0][:120]}"
            )
    return rows


def problems_of(draft: Draft) -> tuple[str, ...]:
    """What the gate says of a line, or of a comparison."""
    if draft.cities:
        cited = {city: cited.evidence for city, cited in draft.cities.items()}
        return contrast_problems(draft.text, cited, tuple(cited))
    return check_line(draft.text, draft.evidence)


def by_reader(drafts: Sequence[Draft]) -> list[str]:
    """Rows on the lines that the reader wrote: by what was changed, how many pass; and how many right ones fail."""
    asked = [(draft, not problems_of(draft)) for draft in drafts]
    kinds = sorted({draft.why for draft in drafts if not draft.supported})

    def counted(*, supported: bool, passes: bool, why: str = "") -> list[str]:
        """How many there are, and how many of them do so, of each half."""
        cells = []
        for unseen in (False, True):
            those = [
                passed
                for draft, passed in asked
                if (draft.supported, draft.unseen) == (supported, unseen) and why in ("", draft.why)
            ]
            cells += [str(len(those)), str(those.count(passes))]
        return cells

    rows = ["| change | development | accepted | test | accepted |", "|---|---|---|---|---|"]
    for why in (*kinds, ""):
        cells = counted(supported=False, passes=True, why=why)
        rows.append(f"| {why or 'all'} | {' | '.join(cells)} |")
    cells = counted(supported=True, passes=False)
    return [*rows, f"| none (rejected) | {' | '.join(cells)} |"]


def wrong_lines(drafts: Sequence[Draft]) -> list[str]:
    """By kind of mistake, how many the gate accepts of those seen while it was built and of the others; which ones."""
    accepted = [d for d in drafts if not check_line(d.text, d.evidence)]
    rows = ["| mistake | seen | accepted | not seen | accepted |", "|---|---|---|---|---|"]
    for why in (*sorted({d.why for d in drafts}), ""):
        cells = [
            str(sum(d.unseen == unseen and (not why or d.why == why) for d in those))
            for unseen in (False, True)
            for those in (drafts, accepted)
        ]
        rows.append(f"| {why or 'all'} | {' | '.join(cells)} |")
    told = [f"- {d.text} ← {' / '.join(d.evidence)}" for d in accepted if d.ours]
    return [*rows, "", "Accepted, of those whose sentences are ours to show:", "", *told]


def compared(lines: Sequence[tuple[str, Line]], seed: int) -> list[str]:
    """Rows on comparison lines: what two documents say, as two cities, each from its own sentences or the other's."""
    rng = random.Random(seed)
    shuffled = rng.sample(lines, len(lines))
    pairs = [(a, b) for (one, a), (other, b) in pairwise(shuffled) if one != other]
    made = exchanged = rejected = 0
    for ours, theirs in pairs:
        text = f"{_CITIES[0]}{ours.text}；{_CITIES[1]}{theirs.text}"
        own = dict(zip(_CITIES, (ours.evidence, theirs.evidence), strict=True))
        others = dict(zip(_CITIES, (theirs.evidence, ours.evidence), strict=True))
        made += 1
        rejected += bool(contrast_problems(text, own, _CITIES))
        exchanged += not contrast_problems(text, others, _CITIES)
    return [
        f"| evidence of the other city | {made} | {exchanged} | {exchanged / made:.1%} |",
        f"| none (rejected) | {made} | {rejected} | {rejected / made:.1%} |",
    ]


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--texts", nargs="*", type=Path, default=[], help="folders of labelled texts"
    )
    parser.add_argument("--public", type=Path, help="the folder of the public texts")
    parser.add_argument("--written", type=Path, default=WRITTEN, help="as paraphrases.json")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", action="store_true", help="also each wrong case")
    parser.add_argument("--write", type=Path, help="the page whose tables are replaced")
    options = parser.parse_args()
    drafts = read_drafts(options.written, options.public)
    said = [(d.doc, Line(d.text, d.evidence)) for d in drafts if d.supported]
    sound = [(doc, line) for doc, line in said if not check_line(line.text, line.evidence)]
    parts = [
        "## Verbatim clauses",
        "",
        *table(verbatim_lines(options.texts), options.seed, options.show),
        "",
        "## Lines that a model wrote",
        "",
        *table([line for _, line in said], options.seed, options.show),
        "",
        "## Lines that compare two cities",
        "",
        HEAD,
        RULE,
        *compared(sound, options.seed),
        "",
        "## Lines that the model got wrong by itself",
        "",
        *wrong_lines([d for d in drafts if not d.supported]),
        "",
        "## Lines that the reader wrote",
        "",
        *by_reader(read_drafts(BY_READER, options.public)),
        "",
        "## Lines that the reader wrote later",
        "",
        *by_reader(read_drafts(FRESH, options.public)),
    ]
    text = "\n".join(parts) + "\n"
    print(text)
    if options.write:
        page = options.write.read_text(encoding="utf-8")
        head, _, rest = page.partition("<!-- tables -->\n")
        _, _, tail = rest.partition("<!-- end of tables -->\n")
        options.write.write_text(
            f"{head}<!-- tables -->\n\n{text}\n<!-- end of tables -->\n{tail}", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
