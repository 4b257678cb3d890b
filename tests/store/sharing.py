"""One of several processes at one store: `python sharing.py URL FOLDER PROCESSES ANSWERS`.

All of them, forked from one, start at the same moment and want the same answers, each in an order
of its own. What each one got is in FOLDER/NUMBER.json afterwards.
"""

import json
import os
import random
import sys
import time
from pathlib import Path


def main(url: str, folder: str, processes: str, answers: str) -> int:
    import llmsum.store  # noqa: F401 (once for all)

    begin = time.monotonic() + 0.2
    children = []
    for number in range(int(processes)):
        if child := os.fork():
            children.append(child)
        else:
            time.sleep(max(0.0, begin - time.monotonic()))
            got = _work(url, number, int(answers))
            Path(folder, f"{number}.json").write_text(json.dumps(got), encoding="utf-8")
            os._exit(0)
    return max(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)


def _work(url: str, number: int, answers: int) -> dict[str, str]:
    from llmsum.store import Run, Store, StoredResponse

    store = Store(url, max_size=10_000_000)
    order = list(range(answers))
    random.Random(number).shuffle(order)
    got = {}
    for wanted in order:
        key = f"{wanted:064x}"
        answer = store.response(key)
        if answer is None:
            own = StoredResponse(answer=json.dumps({"by": number, "to": wanted}))
            answer = store.keep(key, "label", "local/x", own)
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
