import codecs
from functools import cache
from pathlib import Path

import pytest

from llmsum.errors import BinarySource, UnknownEncoding
from llmsum.text.encoding import decode, decode_page
from llmsum.text.repair import repair

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*-20??.txt"))
ENCODINGS = [
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be",
    "gb18030", "gbk", "big5", "big5hkscs",
]  # fmt: skip
LETTER = "要加快产业园区建设，优化营商环境。"


@cache
def _texts(seed: Path) -> dict[str, str]:
    from opencc import OpenCC

    raw = seed.read_bytes().decode("utf-8")
    repaired = repair(raw).text
    return {
        "raw": raw,
        "repaired": repaired,
        "of Taiwan": OpenCC("s2tw").convert(repaired),
        "of Hong Kong": OpenCC("s2hk").convert(repaired),
    }


@pytest.mark.parametrize("kind", ["raw", "repaired", "of Taiwan", "of Hong Kong"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_whole_text_reads_the_same_in_each_encoding(seed: Path, encoding: str, kind: str) -> None:
    text = _texts(seed)[kind]
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        # What the encoding lacks is left out, as a site that converts its pages does.
        text = text.encode(encoding, "ignore").decode(encoding)
        data = text.encode(encoding)
        if len(text) < 0.9 * len(_texts(seed)[kind]):
            pytest.skip("not a text that anybody would write in this encoding")
    decoded = decode(data, "speech.txt")
    assert decoded.text == text
    assert decoded.broken_at == ()
    named = {"gbk": "gb18030"}.get(encoding, encoding)
    assert decoded.encoding == named or (encoding == "big5hkscs" and decoded.encoding == "big5")


@pytest.mark.parametrize(
    "text", ["联通", "产业", "要抓落实。", "Park plan – “draft”", "Café Müller, côté"]
)
def test_a_few_words_are_enough(text: str) -> None:
    assert decode(text.encode(), "-").text == text
    if not set(text) & set("éü"):
        assert decode(text.encode("gb18030"), "-").text == text or text.startswith("Park")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_a_short_line_that_is_also_valid_utf_8_is_read_as_chinese(encoding: str) -> None:
    line = "高水平研究机"  # in UTF-16 an Arabic letter, ASCII and a control character
    assert decode(line.encode(encoding), "-").text == line


def test_big_endian_with_mark_and_gb18030_with_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + LETTER.encode("utf-16-be"), "-").text == LETTER
    assert decode(("\ufeff" + LETTER).encode("gb18030"), "-").text == LETTER


@pytest.mark.parametrize(
    "declared", ["utf-8", "gb2312", "GBK", "big5", "iso-8859-1", "klingon", None]
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
def test_a_page_is_read_whatever_it_declares(declared: str | None, encoding: str) -> None:
    meta = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
        if declared
        else ""
    )
    text = LETTER if encoding != "big5hkscs" else "要加快產業園區建設，優化營商環境。"
    page = f"<html><head>{meta}<title>{text}</title></head></html>"
    assert decode_page(page.encode(encoding), "page.html").text == page


def test_a_declaration_tips_the_scales_only_where_the_characters_do_not() -> None:
    both = b"\xa4\xa4\xb0\xea"  # 中国 in Big5; two rare marks in GB 18030
    assert decode_page(b"<meta charset=big5>" + both, "-").text.endswith("中國")


@pytest.mark.parametrize(
    ("encoding", "at", "value", "read"),
    [
        ("utf-8", 1, 0xFF, "\ufffd加快"),
        ("gb18030", 0, 0xFF, "\ufffd加快"),  # the second byte must not become a first one
        ("gb18030", 3, 0x0A, "要\ufffd\n快"),  # a line end eaten into a character stays one
        ("big5hkscs", 0, 0xFF, "\ufffd加快"),
        ("utf-8", 0, 0x00, None),
    ],
)
def test_what_follows_a_broken_byte_is_read_right(
    encoding: str, at: int, value: int, read: str | None
) -> None:
    line = "園加快建設，完善基礎設施。" if encoding == "big5hkscs" else LETTER
    data = bytearray((line * 30).encode(encoding))
    data[at] = value
    decoded = decode(bytes(data), "-")
    assert decoded.text.startswith(read or "\ufffd加快")
    assert decoded.text.endswith(line * 29)
    assert decoded.broken_at == (at // 2 * 2,)


def test_a_text_cut_off_within_a_character_is_read_and_the_place_told() -> None:
    for encoding in ("utf-8", "gb18030", "utf-16-le"):
        data = (LETTER * 20).encode(encoding)[:-1]
        decoded = decode(data, "-")
        assert decoded.text == (LETTER * 20)[:-1] + "\ufffd"
        assert len(decoded.broken_at) == 1


def test_a_lone_surrogate_is_one_broken_place() -> None:
    half = "\ud83d".encode("utf-8", "surrogatepass")
    decoded = decode((LETTER * 20).encode() + half + LETTER.encode(), "-")
    assert decoded.text == LETTER * 20 + "\ufffd" + LETTER
    assert decoded.broken_at == (len((LETTER * 20).encode()),)
    marked = codecs.BOM_UTF16_LE + (LETTER * 20).encode("utf-16-le") + b"\x3d\xd8" + b"\n\0"
    assert decode(marked, "-").text == LETTER * 20 + "\ufffd\n"


def test_one_nul_is_a_broken_place_and_many_are_a_binary() -> None:
    text = LETTER * 20
    assert decode(text.encode() + b"\0" + LETTER.encode(), "-").text == f"{text}\ufffd{LETTER}"
    with pytest.raises(BinarySource, match=r"x\.txt has a NUL byte at offset 51"):
        decode(LETTER.encode() + b"\0" * 9, "x.txt")


def test_what_no_encoding_fits_says_what_was_tried_and_where_it_failed() -> None:
    with pytest.raises(UnknownEncoding) as caught:
        decode(LETTER.encode() + b"\xff" * 9, "x.txt")
    said = str(caught.value)
    assert "utf-8, byte 0xff at offset 51" in said
    assert all(name in said for name in ("gb18030", "big5", "big5hkscs", "utf-16-le", "x.txt"))


def test_western_text_is_never_taken_for_latin_1() -> None:
    with pytest.raises(UnknownEncoding, match="offset 3"):
        decode(b"Caf\xe9 M\xfcller, 12, rue de la Paix", "menu.txt")


def test_an_encoding_that_is_named_is_used_even_where_another_fits_better() -> None:
    assert decode("产业".encode(), "-", "gb18030").text == "浜т笟"
    assert decode(LETTER.encode("cp950", "ignore"), "-", "cp950").encoding == "cp950"
    broken = (LETTER * 20).encode("gbk") + b"\xff\n"
    assert decode(broken, "-", "gbk").text == LETTER * 20 + "\ufffd\n"
