"""How much of what a byte-wise filter broke is repaired right: damage made here, on texts that are whole.

    python -m benchmarks.byte_shift PATH…    text files in UTF-8; default: seeds/, repaired first

The filter writes one ASCII byte for A3 A1, A3 AC, A3 BF and the like wherever it finds them, also across
two characters; a careless GBK decoder reads what is left, and drops the codes that it does not know.
Each sentence that comes out differently counts once.
"""

import argparse
import re
from collections import Counter
from pathlib import Path

from llmsum.text.repair import repair

SENTENCE = re.compile(r"[^。！？\n]+[。！？]?[”’]?")
BYTES = re.compile(rb"\xa3([\xa1\xac\xba\xbb\xbf])")
WIDE = str.maketrans("！，：；？", "!,:;?")


def filtered(data: bytes) -> bytes:
    """The bytes after the filter."""
    return BYTES.sub(lambda match: bytes((match[1][0] - 0x80,)), data)


def carelessly_decoded(data: bytes, drop: bool) -> str:
    """GBK as a scraper decodes it: a lone lead byte leaves nothing, nor, with `drop`, an unknown code."""
    charset = "gbk" if drop else "gb18030"
    text, at = [], 0
    while at < len(data):
        if data[at] < 0x80:
            text.append(chr(data[at]))
            at += 1
            continue
        pair = data[at : at + 2]
        text.append(pair.decode(charset, "ignore") if len(pair) == 2 else "")
        if pair[-1] < 0x40:  # the ASCII byte stays
            text[-1] = ""
            at -= 1
        at += 2
    return "".join(text)


def damaged(sentence: str, drop: bool) -> tuple[str, str]:
    """The sentence as it should be read, and as the filter leaves it."""
    data = sentence.encode("gbk", "ignore")
    return data.decode("gbk").translate(WIDE), carelessly_decoded(filtered(data), drop)


def judge(right: str, broken: str, read: str, written: list[str]) -> str:
    """What became of a sentence: `in part` when what was written is right, and some of it still broken."""
    if read.translate(WIDE) == right:
        return "untouched" if right == broken else "right"
    if read == broken:
        return "left"
    patterns = (re.escape(w.translate(WIDE)).replace("\ufffd", ".") for w in written)
    return "in part" if all(re.search(pattern, right) for pattern in patterns) else "wrong"


def main() -> None:
    """Damage, repair, compare, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--drop", action="store_true", help="unknown codes vanish: the harder case")
    parser.add_argument("--show", action="store_true", help="print what is not repaired right")
    options = parser.parse_args()
    paths = options.paths or sorted(Path("seeds").glob("*-20*.txt"))
    found: Counter[str] = Counter()
    for path in paths:
        whole = repair(path.read_text(encoding="utf-8")).text
        pairs = [damaged(sentence, options.drop) for sentence in SENTENCE.findall(whole)]
        page = repair("\n".join(broken for _, broken in pairs))
        at = 0
        for (right, broken), read in zip(pairs, page.text.split("\n"), strict=True):
            span = range(at, at + len(read))
            written = [r.after for r in page.repairs if r.start in span and r.kind == "byte-shift"]
            outcome = judge(right, broken, read, written)
            found[outcome] += 1
            if options.show and outcome in ("in part", "left", "wrong"):
                print(f"{outcome}\n  {broken}\n  {read}\n  {right}")
            at += len(read) + 1
    total = sum(found.values()) - found["untouched"]
    print(f"{sum(found.values())} sentences, {total} damaged")
    for outcome in ("right", "in part", "left", "wrong"):
        print(f"{outcome:<8} {found[outcome]:5}  {found[outcome] / max(total, 1):6.1%}")


if __name__ == "__main__":
    main()
