"""Write llmsum/text/repairs/words.txt, the table of Chinese words that byte repair chooses by.

    python -m benchmarks.word_table DICT > llmsum/text/repairs/words.txt

DICT is dict.txt of the package jieba (MIT licence): one word a line with its count. Words of more
than four characters, and rare ones, are left out: they would double the table and decide nothing.
"""

import sys
from collections import defaultdict
from pathlib import Path

LEAST = 10
LONGEST = 4
HEADER = (
    "# A count and every word (to 4 characters) seen about so often in 60 million words. "
    "From dict.txt of jieba 0.42.1 (MIT licence)."
)


def rounded(count: int) -> int:
    """The count to two digits: `12345` is 12000."""
    return int(float(f"{count:.1e}"))


def main() -> None:
    """Read the dictionary named on the command line, write the table to stdout."""
    words: dict[int, list[str]] = defaultdict(list)
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        word, count = line.split()[:2]
        if len(word) <= LONGEST and int(count) >= LEAST and not word.isascii():
            words[rounded(int(count))].append(word)
    print(HEADER)
    for count in sorted(words, reverse=True):
        print(count, *sorted(words[count]))


if __name__ == "__main__":
    main()
