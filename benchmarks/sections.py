"""Which sections of whole reports are known to plan nothing, and how many rows that takes away. No model.

    python -m benchmarks.sections FOLDER         # work reports as text files; some ten seconds each

A reader sees from the lines printed whether a section begins and ends where it should: then all that
is taken away was listed wrongly.
"""

import argparse
from itertools import pairwise
from pathlib import Path

from llmsum.records import Sentence
from llmsum.tasks.actions import actions, tied
from llmsum.tasks.probe import Probe
from llmsum.tasks.sections import as_headed, planless
from llmsum.text import read_speech


def rows(sentences: list[Sentence]) -> int:
    """How many rows the clauses of the deployments are."""
    around = tied(sentences)
    return sum(len(actions(s, (), around[s.id])) for s in sentences if s.role == "deployment")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    probe, before, after = Probe(), 0, 0
    for path in sorted(parser.parse_args().folder.glob("*.txt")):
        told = read_speech(path).sentences
        labels = probe.label(told)
        sentences = [
            s.model_copy(update={"role": label.role}) for s, label in zip(told, labels, strict=True)
        ]
        less = [*as_headed(sentences)]
        print(f"{path.stem}: rows {rows(sentences)}, now {rows(less)}")
        inside = [False, *(role is not None for role in planless(sentences))]
        for sentence, (was, now) in zip(sentences, pairwise(inside), strict=True):
            if was != now:
                print("  from" if now else "  to  ", sentence.id, sentence.text[:60])
        before, after = before + rows(sentences), after + rows(less)
    print(f"all: rows {before}, now {after}")


if __name__ == "__main__":
    main()
