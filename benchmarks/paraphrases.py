"""Lines that a model wrote, as drafts for `benchmarks.mutations`: sentences of ours in its own words.

    python -m benchmarks.paraphrases --write drafts.json --but benchmarks/paraphrases.json

The sentences are those of docs/labels and seeds/, and with `--public FOLDER` those of the public
texts, of which only the place is kept; those with most and rarest kinds of names and numbers come first. Nothing
is asked again, and the gate sees none of it. Whether a draft is supported is for a reader to say:
`supported` is null until then.
"""

import argparse
import asyncio
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.drafts import Sentence, labelled, read_drafts
from llmsum.cli.progress import listener
from llmsum.errors import LlmsumError
from llmsum.llm.client import Client
from llmsum.llm.models import open_model
from llmsum.llm.prompts import Message
from llmsum.llm.question import Question
from llmsum.llm.usage import Meter
from llmsum.settings import store_url
from llmsum.store import Store
from llmsum.tasks.salience import facts
from llmsum.tasks.schema import answer_model
from llmsum.text import read_speech
from llmsum.verify.lexicon import bodies, polarity
from llmsum.verify.names.places import places

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

SHORT_SYSTEM = """你是编辑。用户给出几句原文，每句前有编号。把每一句缩成一句话，不超过 25 个字，写清谁做什么，保留最要紧的数字、日期和名称，不照抄。

例：
S1 会议强调，要由市商务局牵头组建三支招商小分队，年底前引进亿元以上项目20个。
S2 去年园区完成工业产值320亿元，同比增长8.2%。
答：
{"S1":"市商务局年底前要引进20个亿元以上项目","S2":"园区去年工业产值增长8.2%"}"""


LABELS = ROOT / "docs" / "labels"
_KINDS = {
    "place": places(),
    "year": re.compile(r"(?:19|20)\d\d年"),
    "percent": re.compile("[%％]"),
    "points": re.compile("百分点"),
    "park": re.compile("产业园|工业园|科技园|开发区|集聚区|高新区|经开区|新区"),
    "firm": re.compile("公司|集团|银行|大学|学院|研究院"),
}
"""What a line can get wrong besides public bodies."""


def worth_saying_otherwise(public: Path | None) -> list[Sentence]:
    """Sentences of some length with something in them to get wrong, those with most and rarest of it first."""
    found = []
    for path in (*sorted(LABELS.glob("*.json")), *sorted(LABELS.glob("later/*.json"))):
        found += labelled(path, None)
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        found += [Sentence(path.stem, s.text) for s in read_speech(path).sentences]
    if public:
        for path in sorted(LABELS.glob("public/*.json")):
            found += labelled(path, public / "train" / f"{path.stem}.txt")
    held = [(s, _kinds(s.text)) for s in found if _worth(s.text)]
    often = Counter(kind for _, kinds in held for kind in kinds)
    held.sort(key=lambda pair: -sum(1 / often[kind] for kind in pair[1]))
    return [sentence for sentence, _ in held]


def _worth(text: str) -> bool:
    denies = any(word in text for word in polarity().negations)
    return SHORTEST <= len(text) <= LONGEST and (facts(text) >= 1 or denies or bool(_kinds(text)))


def _kinds(text: str) -> list[str]:
    """Of what the text names some."""
    kinds = [kind for kind, words in _KINDS.items() if words.search(text)]
    if any(name in text for group in bodies().groups for name in group):
        kinds.append("body")
    return kinds


async def _drafts(
    client: Client, system: str, sentences: Sequence[Sentence]
) -> list[dict[str, object]]:
    async def ask(batch: Sequence[Sentence]) -> list[dict[str, object]]:
        shown = {f"S{n}": sentence.text for n, sentence in enumerate(batch, start=1)}
        lines = "\n".join(f"{key} {text}" for key, text in shown.items())
        question = Question(
            task="summary",
            about=batch[0].doc,
            messages=(
                Message(role="system", content=system),
                Message(role="user", content=lines),
            ),
            response_model=answer_model("Said", **dict.fromkeys(shown, str)),
            max_tokens=60 + 2 * len(lines),
        )
        client.progress.planned(batch[0].doc, "summary", 1)
        try:
            answer = await client.ask(question)
        except LlmsumError as error:
            client.progress.note(str(error))
            return []
        return [
            {"text": getattr(answer, key).strip(), **sentence.kept(), "supported": None}
            for key, sentence in zip(shown, batch, strict=True)
            if getattr(answer, key).strip() not in sentence.text
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
    parser.add_argument("--short", action="store_true", help="in 25 characters at most")
    parser.add_argument("--public", type=Path, help="the folder of the public texts")
    parser.add_argument("--but", nargs="*", type=Path, default=[], help="drafts there are already")
    parser.add_argument("--write", type=Path, required=True)
    options = parser.parse_args()

    drafts = [d for path in options.but for d in read_drafts(path, options.public)]
    done = {sentence for draft in drafts for sentence in draft.evidence}
    wanted = [s for s in worth_saying_otherwise(options.public) if s.text not in done]

    system = SHORT_SYSTEM if options.short else SYSTEM

    async def run() -> list[dict[str, object]]:
        store = Store(store_url())
        with listener(quiet=False) as progress:
            model = open_model(options.model, None, "auto", progress)
            client = Client(model, store, Meter(), progress)
            try:
                return await _drafts(client, system, wanted[: options.most])
            finally:
                await client.close()
                store.close()

    written = asyncio.run(run())
    options.write.write_text(
        json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    print(f"{len(written)} drafts")


if __name__ == "__main__":
    main()
