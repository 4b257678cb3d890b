"""Lines that a model wrote, as drafts for `benchmarks.mutations`: sentences of ours in its own words.

    python -m benchmarks.paraphrases --write drafts.json --but benchmarks/paraphrases.json

The sentences are those of docs/labels, and with `--public FOLDER` those of the public texts, of which
only the place is kept; drawn at random among those with something in them to get wrong. Each is asked
about once, for one of six tasks. Nothing is asked again, and the gate sees none of it. Whether a draft
is supported is for a reader to say: `supported` is null until then.
"""

import argparse
import asyncio
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.drafts import Sentence, kept, labelled, read_drafts
from llmsum.cli.progress import listener
from llmsum.errors import LlmsumError
from llmsum.llm.client import Client
from llmsum.llm.models import open_model
from llmsum.llm.prompts import Message, render
from llmsum.llm.question import Question
from llmsum.llm.usage import Meter
from llmsum.settings import store_url
from llmsum.store import Store
from llmsum.tasks.salience import checkable
from llmsum.tasks.schema import answer_model
from llmsum.verify.lexicon import bodies, polarity
from llmsum.verify.names.places import places

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "docs" / "labels"
SHORTEST, LONGEST = 25, 160
"""Characters: what is shorter is copied, and what is longer is cut."""

TOGETHER = 4
"""Lines asked for in one question."""

REWORD = """你是编辑。用户给出几句原文，每句前有编号。把每一句用自己的话改写成一句，意思、数字、日期和名称都不变，换用词和语序，不照抄，可以略短。

例：
S1 会议强调，要由市商务局牵头组建三支招商小分队，年底前引进亿元以上项目20个。
S2 去年园区完成工业产值320亿元，同比增长8.2%。
答：
{"S1":"市商务局牵头成立三支招商队伍，到年底招来20个亿元以上的项目","S2":"园区去年的工业产值达320亿元，比上年多8.2%"}"""

SHORTEN = """你是编辑。用户给出几句原文，每句前有编号。把每一句缩成一句话，不超过 25 个字，写清谁做什么，保留最要紧的数字、日期和名称，不照抄。

例：
S1 会议强调，要由市商务局牵头组建三支招商小分队，年底前引进亿元以上项目20个。
S2 去年园区完成工业产值320亿元，同比增长8.2%。
答：
{"S1":"市商务局年底前要引进20个亿元以上项目","S2":"园区去年工业产值增长8.2%"}"""

JOIN = """你是编辑。用户每个编号下给出两句原文。把两句合成一条要点，不超过 45 个字，两句里最要紧的事都写到，不改数字、日期和名称，不加原文没有的内容，不照抄。

例：
S1 会议强调，要由市商务局牵头组建三支招商小分队，年底前引进亿元以上项目20个。去年园区完成工业产值320亿元，同比增长8.2%。
答：
{"S1":"园区去年工业产值320亿元，今年由市商务局牵头成立三支招商队伍，年底前引进20个亿元以上项目"}"""

ACTION = """你是编辑，整理部署事项。用户给出几句原文，每句前有编号。把每一句写成一件要办的事，不超过 30 个字：谁来办、办什么、到什么时候、办多少，原文没有的不写，不照抄整句。

例：
S1 会议强调，要由市商务局牵头组建三支招商小分队，年底前引进亿元以上项目20个。
S2 完善园区污水处理设施，让企业安心发展。
答：
{"S1":"市商务局组建三支招商小分队，年底前引进20个亿元以上项目","S2":"完善园区污水处理设施"}"""


@dataclass(frozen=True)
class Task:
    """What is asked for: `sentences` for each line, `lines` in one question, `share` of all lines."""

    system: str
    share: int
    sentences: int = 1
    lines: int = TOGETHER


TASKS = {
    "reword": Task(REWORD, 7),
    "shorten": Task(SHORTEN, 6),
    "point": Task(render("summary", "zh", shown={})[0].content, 5),
    "action": Task(ACTION, 5),
    "join": Task(JOIN, 5, sentences=2, lines=3),
    "headline": Task(render("headline", "zh", points=())[0].content, 4, sentences=3, lines=1),
}

_TELLING = (
    places(),
    re.compile("[%％]|百分点|(?:19|20)\\d\\d年"),
    re.compile("产业园|工业园|科技园|开发区|集聚区|高新区|经开区|新区"),
    re.compile("公司|集团|银行|大学|学院|研究院"),
)
"""What a line can get wrong besides amounts, negations and public bodies."""

_Asked = tuple[str, tuple[tuple[Sentence, ...], ...]]
"""The name of a task, and the sentences of each line."""


def documents(public: Path | None) -> list[list[Sentence]]:
    """The sentences of each labelled text, without the seeds and what is never learnt from."""
    found = [
        labelled(p, None) for p in sorted([*LABELS.glob("*.json"), *LABELS.glob("later/*.json")])
    ]
    if public:
        for kind, folder in (("train", "public"), ("reports", "public/reports")):
            for path in sorted(LABELS.glob(f"{folder}/*.json")):
                found.append(labelled(path, public / kind / f"{path.stem}.txt"))
    return found


def _worth(text: str) -> bool:
    """Whether it is of some length with something in it to get wrong."""
    words = (*polarity().negations, *(name for group in bodies().groups for name in group))
    telling = any(word in text for word in words) or any(kind.search(text) for kind in _TELLING)
    return SHORTEST <= len(text) <= LONGEST and (telling or checkable(text) >= 1)


def drawn(
    texts: Sequence[Sequence[Sentence]], done: set[str], most: int, seed: int
) -> list[_Asked]:
    """Questions for about `most` lines in a random order, each sentence in one of them at most."""
    rng = random.Random(seed)
    left = [[s for s in text if _worth(s.text) and s.text not in done] for text in texts]
    asked: list[_Asked] = []
    whole = sum(task.share for task in TASKS.values())
    # What needs several sentences of one text is drawn while there are most.
    for name, task in sorted(TASKS.items(), key=lambda pair: -pair[1].sentences):
        lines = list(islice(_groups(left, task.sentences, rng), most * task.share // whole))
        asked += [
            (name, tuple(lines[at : at + task.lines])) for at in range(0, len(lines), task.lines)
        ]
    rng.shuffle(asked)
    return asked


def _groups(
    left: list[list[Sentence]], size: int, rng: random.Random
) -> Iterator[tuple[Sentence, ...]]:
    """Runs of sentences of one text, taken out of what is left."""
    while texts := [text for text in left if len(text) >= size]:
        (text,) = rng.choices(texts, [len(text) for text in texts])
        at = rng.randrange(len(text) - size + 1)
        yield tuple(text[at : at + size])
        del text[at : at + size]


def _question(asked: _Asked) -> Question:
    name, lines = asked
    shown = {f"S{n}": "".join(s.text for s in line) for n, line in enumerate(lines, start=1)}
    words = "\n".join(f"{key} {text}" for key, text in shown.items())
    if name == "headline":
        words = "\n".join(f"- {s.text}" for s in lines[0])
    return Question(
        task="summary",
        about=lines[0][0].doc,
        messages=(
            Message(role="system", content=TASKS[name].system),
            Message(role="user", content=words),
        ),
        response_model=answer_model(
            "Said", **dict.fromkeys(("text",) if name == "headline" else shown, str)
        ),
        max_tokens=60 + 2 * len(words),
    )


async def _drafts(
    client: Client, questions: Sequence[_Asked], minutes: float
) -> list[dict[str, object]]:
    """What the model wrote until the time was up, but for what it copied."""

    async def ask(asked: _Asked) -> list[dict[str, object]]:
        question = _question(asked)
        client.progress.planned(question.about, "summary", 1)
        try:
            answer = await client.ask(question)
        except LlmsumError as error:
            client.progress.note(str(error))
            return []
        texts = [str(text).strip() for text in answer.model_dump().values()]
        return [
            {"text": text, "task": asked[0], **kept(line), "supported": None}
            for text, line in zip(texts, asked[1], strict=True)
            if text not in "".join(s.text for s in line)
        ]

    tasks = [asyncio.create_task(ask(asked)) for asked in questions]
    done, late = await asyncio.wait(tasks, timeout=minutes * 60)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    return [draft for task in tasks if task in done for draft in task.result()]


def main() -> None:
    """Ask, and write what is no verbatim clause."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--model", help="as for llmsum; the default is the embedded one")
    parser.add_argument("--most", type=int, default=320, help="lines asked for, about")
    parser.add_argument("--minutes", type=float, default=25, help="what is late is left out")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--public", type=Path, help="the folder of the public texts")
    parser.add_argument("--but", nargs="*", type=Path, default=[], help="drafts there are already")
    parser.add_argument("--write", type=Path, required=True)
    options = parser.parse_args()

    drafts = [d for path in options.but for d in read_drafts(path, options.public)]
    done = {sentence for draft in drafts for sentence in draft.evidence}
    questions = drawn(documents(options.public), done, options.most, options.seed)

    async def run() -> list[dict[str, object]]:
        store = Store(store_url())
        with listener(quiet=False) as progress:
            model = open_model(options.model, None, "auto", progress)
            client = Client(model, store, Meter(), progress)
            try:
                return await _drafts(client, questions, options.minutes)
            finally:
                await client.close()
                store.close()

    written = asyncio.run(run())
    lines = ",\n".join(" " + json.dumps(draft, ensure_ascii=False) for draft in written)
    options.write.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{len(written)} drafts")


if __name__ == "__main__":
    main()
