"""Makes llmsum/word_shares.json: in what share of work reports each theme word stands.

    python -m benchmarks.word_shares CLONE_OF_LAWTEXT_GOV

The reports are 400 of mayors since 2016, drawn from the public repository of docs/public-texts.md
without the four provinces of which nothing is learnt and without the cities of the seeds. A word that
most of them have tells nothing of a city, nor does a term that a tenth of them have in quotation marks.
"""

import argparse
import json
import random
import subprocess
from collections import Counter
from pathlib import Path

import llmsum
from llmsum.compare.words import QUOTED_TERM, SHORTEST_WORD
from llmsum.vocabulary import COMPARED_THEMES, TERM_OF_MANY, theme_words

REPORTS = 400
FIRST_YEAR = "2016"
FOLDERS = ("政府工作报告-其他地市/", "政府工作报告-主要城市/")
LEFT_OUT = (  # noqa: SIM905 (one line a province)
    "郑州 洛阳 开封 南阳 许昌 周口 商丘 信阳 驻马店 平顶山 安阳 鹤壁 新乡 焦作 濮阳 漯河 三门峡 "
    "南京 苏州 无锡 常州 镇江 泰州 南通 扬州 盐城 淮安 徐州 连云港 宿迁 "
    "西安 咸阳 宝鸡 铜川 渭南 延安 汉中 榆林 安康 商洛 拉萨 日喀则 昌都 林芝 山南 那曲 阿里 绵阳 海口"
).split()


def reports(clone: Path) -> list[str]:
    """The texts of the reports that were drawn."""
    git = ["git", "-C", str(clone), "-c", "core.quotepath=off"]
    tree = subprocess.run(
        [*git, "ls-tree", "-r", "--name-only", "HEAD"], capture_output=True, check=True
    )
    names = [
        name
        for name in tree.stdout.decode().splitlines()
        if name.startswith(FOLDERS)
        and not name.split("/")[1].startswith(tuple(LEFT_OUT))
        and name.split("/")[2][:4] >= FIRST_YEAR
        and name.endswith(".md")
    ]
    random.Random(3).shuffle(names)
    shown = (
        subprocess.run([*git, "show", f"HEAD:{name}"], capture_output=True, check=True)
        for name in names[:REPORTS]
    )
    return [one.stdout.decode("utf-8", "replace") for one in shown]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("clone", type=Path)
    texts = reports(parser.parse_args().clone)
    words = [
        w for theme in COMPARED_THEMES for w in theme_words()[theme] if len(w) >= SHORTEST_WORD
    ]
    shares = {w: round(sum(w in text for text in texts) / len(texts), 2) for w in words}
    quoted = Counter(term for text in texts for term in set(QUOTED_TERM.findall(text)))
    terms = {term: round(n / len(texts), 2) for term, n in quoted.most_common()}
    shares |= {t: s for t, s in terms.items() if s >= TERM_OF_MANY and t not in shares}
    place = Path(llmsum.__file__).with_name("word_shares.json")
    place.write_text(json.dumps(shares, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
