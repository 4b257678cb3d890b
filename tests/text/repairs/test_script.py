import re
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from llmsum.text.repairs.script import script_of, simplify, to_simplified, traditional_parts


def test_a_script_is_known_by_the_national_standards() -> None:
    def has(charset: str, character: str) -> bool:
        return bool(character.encode(charset, "ignore"))

    for character in map(chr, range(0x3400, 0xA000)):
        assert script_of(character) == has("big5", character) - has("gb2312", character)


def test_what_is_spared_a_second_conversion_would_come_out_the_same() -> None:
    taiwan, hong_kong = OpenCC("tw2s"), OpenCC("hk2s")
    table = files("llmsum.text.repairs").joinpath("words.txt").read_text(encoding="utf-8")
    characters = "\n".join(map(chr, range(0x3400, 0xA000)))
    for text in (
        table.replace(" ", "\n"),
        table,
        OpenCC("s2hk").convert(table),
        OpenCC("s2tw").convert(table),
        characters,
    ):
        twice = hong_kong.convert(taiwan.convert(text))
        assert to_simplified(text) == twice


def test_the_edits_make_the_converted_text() -> None:
    text = "產業園區\n取得显著成效,陈昇说,我们的园区\n乾淨\0著力\ud800衞生\n發展"
    change = simplify(text)
    assert change.after == "产业园区\n取得显著成效,陈昇说,我们的园区\n干净\0着力\ud800卫生\n发展"
    at = 0
    pieces = []
    for edit in change.edits:
        pieces += [text[at : edit.start], edit.after]
        at = edit.end
    assert "".join([*pieces, text[at:]]) == change.after


@given(st.text(st.sampled_from("產業产业园著a,。\n\n\0\ud800"), max_size=60))
def test_a_line_is_traditional_by_its_own_characters_and_by_those_of_the_text(text: str) -> None:
    def lead(line: str) -> int:
        return sum(map(script_of, line))

    least = 3 if lead(text) <= 0 else 0
    inside = {at for start, end in traditional_parts(text) for at in range(start, end)}
    at = 0
    for line in re.split("[\n\0\ud800]", text):
        if any(map(script_of, line)):
            is_traditional = lead(line) >= least and any(script_of(c) > 0 for c in text)
            assert all((i in inside) == is_traditional for i in range(at, at + len(line)))
        at += len(line) + 1
