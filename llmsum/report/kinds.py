"""What the kinds of repairs and marks are called."""

from typing import Final

from llmsum.records import MarkKind
from llmsum.vocabulary import Lang

REPAIR_NAMES: Final[dict[Lang, dict[str, str]]] = {
    "zh": {
        "invisible": "不可见字符",
        "pinyin": "夹注拼音",
        "script": "繁体转简体",
        "watermark": "网站水印",
        "byte-shift": "字节错位",
        "width": "全角转半角",
        "residue": "页面残留符号",
        "radical": "部首码位改为汉字",
        "line-wrap": "断行接合",
        "furniture": "网页框架文字",
        "page-furniture": "页眉页脚",
        "front-matter": "文首说明栏",
        "markdown": "Markdown 标记",
    },
    "en": {
        "invisible": "invisible characters",
        "pinyin": "pinyin glosses",
        "script": "traditional to simplified",
        "watermark": "site watermark",
        "byte-shift": "read from the wrong byte",
        "width": "full-width to ASCII",
        "residue": "left over from the page",
        "radical": "radicals written for characters",
        "line-wrap": "hard line ends joined",
        "furniture": "furniture of a web page",
        "page-furniture": "running headers and footers",
        "front-matter": "front matter",
        "markdown": "Markdown's marks",
    },
}
"""A kind that is not here goes by its own name."""

MARK_NAMES: Final[dict[Lang, dict[MarkKind, str]]] = {
    "zh": {"mask": "原文隐去", "garbled": "乱码，未修复", "boilerplate": "网页附带文字"},
    "en": {
        "mask": "masked in the source",
        "garbled": "garbled, left as it stands",
        "boilerplate": "words of the page, not of the speech",
    },
}
