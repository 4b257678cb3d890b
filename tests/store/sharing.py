"""One of several processes at one store: `python sharing.py URL FOLDER PROCESSES ANSWERS`.

All of them, forked from one, open it at the same moment and want the same answers, besides
some of their own, each in an order of its own. What each one got is in FOLDER/NUMBER.json afterwards.
"""

import json
import os
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llmsum.store import Store


def main(url: str, folder: str, processes: str, answers: str) -> int:
    import llmsum.store  # once for all

    begin = time.monotonic() + 0.2
    opened, all_opened = os.pipe(), os.pipe()
    children = []
    for number in range(int(processes)):
        if child := os.fork():
            children.append(child)
        else:
            time.sleep(max(0.0, begin - time.monotonic()))
            store = llmsum.store.Store(url, max_size=10_000_000)
            # Nobody begins before all have opened it.
            os.write(opened[1], b".")
            os.read(all_opened[0], 1)
            got = _work(store, number, int(answers))
            Path(folder, f"{number}.json").write_text(json.dumps(got), encoding="utf-8")
            os._exit(0)
    os.close(opened[1])
    ready = 0
    while ready < len(children) and (said := os.read(opened[0], len(children))):
        ready += len(said)
    os.write(all_opened[1], b"." * len(children))
    return max(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)


def _work(store: "Store", number: int, answers: int) -> dict[str, str]:
    from llmsum.store import Run, StoredResponse

    shared = [f"{wanted:064x}" for wanted in range(answers)]
    own = [f"own{number}-{wanted:059x}" for wanted in range(answers)]
    order = [*shared, *own]
    random.Random(number).shuffle(order)
    got = {}
    for key in order:
        answer = store.response(key)
        if answer is None:
            mine = StoredResponse(answer=json.dumps({"by": number, "to": key}))
            answer = store.keep(key, "label", "local/x", mine)
        got[key] = answer.answer
    store.record_run(
        Run(
            model="local/x",
            language="zh",
            sources={},
            prompts={},
            briefing_sha256="",
            created="2026-01-01T00:00:00+00:00",
            project=f"project {number % 2}",
        )
    )
    store.close()
    return got


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    sys.exit(main(*sys.argv[1:]))
