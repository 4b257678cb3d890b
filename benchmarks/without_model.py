"""What code alone makes of annotated texts: the figures of `llmsum eval` that need no language model.

    python -m benchmarks.without_model GOLD_DIR           # seconds
    python -m benchmarks.without_model GOLD_DIR --show    # and the words of each mistake

The probe labels; each clause is a row to begin with; points are the source's own clauses. Of what
is measured here only the headline would be the embedded model's.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from llmsum.evaluate.figures import Item
from llmsum.evaluate.found import Claim, Found, Said, in_file
from llmsum.evaluate.gold import Gold, read_gold
from llmsum.evaluate.measures import Items, commitment_items, detail_items, label_items
from llmsum.evaluate.run import LOW
from llmsum.records import Sentence, Speech
from llmsum.tasks.actions import actions, tied
from llmsum.tasks.commitments import committing
from llmsum.tasks.probe import Probe
from llmsum.tasks.salience import densest
from llmsum.tasks.sections import as_headed
from llmsum.tasks.summary import LONGEST_POINT, telling_runs
from llmsum.text import read_speech
from llmsum.verify.commitments.facts import read_facts
from llmsum.verify.fold import fold


def claims(speech: Speech, sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """The commitments, each clause a row unless code joins it to another."""
    around = tied(sentences)
    for sentence in committing(sentences):
        for action in actions(sentence, (), around[sentence.id]):
            facts = read_facts(sentence.text, action.span, None)
            start, end = action.span
            yield Claim(
                quote=in_file(speech, sentence.start + start, sentence.start + end),
                evidence=(in_file(speech, sentence.start, sentence.end),),
                deadline=facts.deadline,
                target=facts.target,
            )


def items(gold: Gold, probe: Probe) -> Items:
    """What is measured of one text."""
    speech = read_speech(gold.path)
    labels = probe.label(speech.sentences)
    sentences = as_headed(
        [
            sentence.model_copy(update={"role": label.role, "themes": label.themes})
            for sentence, label in zip(speech.sentences, labels, strict=True)
        ]
    )
    said = tuple(Said(in_file(speech, s.start, s.end), s.role, s.themes) for s in sentences)
    found = Found(said, tuple(claims(speech, sentences)))
    points = fold("\n".join(densest(s.text, LONGEST_POINT) for s in telling_runs(sentences)))
    facts = [
        Item(
            fact.weight * any(fold(words) in points for words in fact.any_of),
            fact.weight,
            fact.fact,
        )
        for fact in gold.key_facts
    ]
    return {
        **label_items(gold, found),
        **commitment_items(gold, found),
        **detail_items(gold, found),
        "key_facts": facts,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold_dir", type=Path)
    parser.add_argument("--show", action="store_true", help="print the words of each mistake")
    options = parser.parse_args()
    probe, joined = Probe(), dict[str, list[Item]]()
    for gold in read_gold(options.gold_dir):
        found = items(gold, probe)
        _print(gold.doc, found)
        for name, some in found.items():
            joined.setdefault(name, []).extend(some)
            for item in some if options.show else ():
                if item.case and (item.above > 0 if name in LOW else item.above < item.below):
                    print(f"  {name}: {item.case}")
    _print("all", joined)


def _print(name: str, found: Items) -> None:
    sums = {
        key: (sum(i.above for i in some), sum(i.below for i in some)) for key, some in found.items()
    }
    told = (f"{key} {a / b:.2f} · {a:g}/{b:g}" for key, (a, b) in sums.items() if b)
    print(f"{name}: {'; '.join(told)}")


if __name__ == "__main__":
    main()
