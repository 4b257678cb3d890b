"""Lines that a model wrote, as drafts for `benchmarks.mutations`: sentences of ours in its own words.

    python -m benchmarks.paraphrases --write drafts.json

The sentences are those of docs/labels and seeds/. Nothing is asked again, and the gate sees none of
it. Whether a draft is supported is for a reader to say: `supported` is null until then.
"""

import argparse
import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

from llmsum.cli.progress import listener
from llmsum.errors import LlmsumError
from llmsum.llm.client import Client, Question
from llmsum.llm.models import open_model
from llmsum.llm.prompts import Message
from llmsum.llm.usage import Ledger
from llmsum.settings import store_url
from llmsum.store import Store
from llmsum.tasks.salience import facts
from llmsum.tasks.schema import answer_model
from llmsum.text import read_speech
from llmsum.verify.lexicon import polarity

ROOT = Path(__file__).resolve().parents[1]
SHORTEST, LONGEST = 25, 160
"""Characters: what is shorter is copied, and what is longer is cut."""

TOGETHER = 4
"""Sentences in one question."""

SYSTEM = """你是编辑。用户给出几句原文，每句前有编号。把每一句用自己的话改写成一句，意思、数字、日期和名称都不变，换用词和语序，不照抄，可以略短。

例：
S1 会议强调，要由市商务局牵头组建三支招商小分队，年底前引进亿元以上项目20个。
S2 去年园区完成工业产值320亿元，同比增长8.2%。
答：
{"S1":"市商务局牵头成立三支招商队伍，到年底招来20个亿元以上的项目","S2":"园区去年的工业产值达320亿元，比上年多8.2%"}"""


def worth_saying_otherwise() -> list[tuple[str, str]]:
    """Document and sentence: of some length, and with something in it to get wrong."""
    found = []
    for path in sorted((ROOT / "docs" / "labels").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        texts = (data["text"][span["start"] : span["end"]] for span in data["sentences"])
        found += [(data["doc"], text) for text in texts]
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        found += [(path.stem, sentence.text) for sentence in read_speech(path).sentences]
    return [(doc, text) for doc, text in found if _worth(text)]


def _worth(text: str) -> bool:
    denies = any(word in text for word in polarity().negations)
    return SHORTEST <= len(text) <= LONGEST and (facts(text) >= 1 or denies)


async def _drafts(client: Client, sentences: Sequence[tuple[str, str]]) -> list[dict[str, object]]:
    async def ask(batch: Sequence[tuple[str, str]]) -> list[dict[str, object]]:
        shown = {f"S{n}": text for n, (_, text) in enumerate(batch, start=1)}
        lines = "\n".join(f"{key} {text}" for key, text in shown.items())
        question = Question(
            task="summary",
            about=batch[0][0],
            messages=(
                Message(role="system", content=SYSTEM),
                Message(role="user", content=lines),
            ),
            response_model=answer_model("Said", **dict.fromkeys(shown, str)),
            max_tokens=60 + 2 * len(lines),
        )
        client.progress.planned(batch[0][0], "summary", 1)
        try:
            answer = await client.ask(question)
        except LlmsumError as error:
            client.progress.note(str(error))
            return []
        return [
            {
                "text": getattr(answer, key).strip(),
                "evidence": [text],
                "doc": doc,
                "supported": None,
            }
            for key, (doc, text) in zip(shown, batch, strict=True)
        ]

    batches = [sentences[at : at + TOGETHER] for at in range(0, len(sentences), TOGETHER)]
    return [draft for batch in await asyncio.gather(*map(ask, batches)) for draft in batch]


def main() -> None:
    """Ask, and write what is no verbatim clause."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--model", help="as for llmsum; the default is the embedded one")
    parser.add_argument("--most", type=int, help="sentences asked about, the first ones")
    parser.add_argument("--write", type=Path, required=True)
    options = parser.parse_args()

    async def run() -> list[dict[str, object]]:
        store = Store(store_url())
        with listener(quiet=False) as progress:
            model = open_model(options.model, None, "auto", progress)
            client = Client(model, store, Ledger(), progress)
            try:
                return await _drafts(client, worth_saying_otherwise()[: options.most])
            finally:
                await client.close()
                store.close()

    drafts = [d for d in asyncio.run(run()) if not any(d["text"] in e for e in d["evidence"])]  # type: ignore[attr-defined, operator]
    options.write.write_text(
        json.dumps(drafts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    print(f"{len(drafts)} drafts")


if __name__ == "__main__":
    main()
