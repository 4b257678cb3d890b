import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmsum.errors import BadTable, InputError
from llmsum.text import Columns, read_speech, read_speeches, split_part
from llmsum.text.formats import Raw, parse

HEADER = ["编号", "城市", "讲话人", "职务", "日期", "正文"]
ROWS = [
    ["a", "周口市", "丁福浩", "市长", "2020年3月19日", "要抓招商，签约项目60个。\n要抓项目。"],
    ["b", "××市", "", "", "", '他强调，"要抓服务"。'],
    ["c", "", "", "", "", "海口网讯 6月14日，市长冀文林强调，要抓园区。"],
]


def write_csv(path: Path, rows: list[list[str]], encoding: str = "utf-8", **form: str) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, **form).writerows(rows)
    return path


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_each_row_is_a_speech_with_what_its_cells_say(
    encoding: str, delimiter: str, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "speeches.csv", [HEADER, *ROWS], encoding, delimiter=delimiter)
    reading = read_speeches(path)
    first, second, third = reading.speeches
    assert reading.skipped == ()
    assert [s.source.path for s in reading.speeches] == [f"{path}#{n}" for n in (1, 2, 3)]
    assert {(s.source.format, s.source.encoding) for s in reading.speeches} == {("csv", encoding)}
    assert first.text == ROWS[0][-1]
    assert first.metadata.model_dump(exclude={"origins"}) == {
        "city": "周口",
        "city_status": "given",
        "speaker": "丁福浩",
        "speaker_title": "市长",
        "date": "2020年3月19日",
        "event": None,
    }
    assert (second.metadata.city, second.metadata.city_status) == (None, "masked")
    assert (third.metadata.city, third.metadata.city_status) == ("海口", "stated")


def test_json_lines_give_the_same_speeches_as_csv(tmp_path: Path) -> None:
    path = tmp_path / "speeches.jsonl"
    lines = [json.dumps(dict(zip(HEADER, row, strict=True)), ensure_ascii=False) for row in ROWS]
    path.write_text("\n\n".join(lines), encoding="utf-8")
    from_csv = read_speeches(write_csv(tmp_path / "speeches.csv", [HEADER, *ROWS])).speeches
    from_jsonl = read_speeches(path).speeches
    assert [(s.text, s.metadata) for s in from_jsonl] == [(s.text, s.metadata) for s in from_csv]


def test_columns_are_named_by_the_sidecar_and_by_the_user(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["甲", "乙", "丙"], ["要抓招商。", "周口", "要抓项目。"]])
    path.with_suffix(".toml").write_text(
        'event = "座谈会"\n[columns]\ntext = "甲"\ncity = "乙"\n', encoding="utf-8"
    )
    (speech,) = read_speeches(path).speeches
    assert (speech.text, speech.metadata.city) == ("要抓招商。", "周口")
    assert speech.metadata.event == "座谈会"
    (other,) = read_speeches(path, columns=Columns(text="丙")).speeches
    assert (other.text, other.metadata.city) == ("要抓项目。", "周口")


def test_a_row_that_cannot_be_read_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv",
        [["text", "city"], ["要抓招商。", "周口"], ["没有引号", "的逗号", "x"], ["", "海口"], ["", ""], ["要抓项目。", "绵阳"]],
    )  # fmt: skip
    reading = read_speeches(path)
    assert [s.source.path for s in reading.speeches] == [f"{path}#1", f"{path}#4"]
    assert [s.path for s in reading.skipped] == [f"{path}#2", f"{path}#3"]
    assert "row 2 (line 3): 3 cells under a header of 2" in reading.skipped[0].reason
    assert "row 3 (line 4): there is no text under text" in reading.skipped[1].reason


@pytest.mark.parametrize(
    ("name", "content", "columns", "words"),
    [
        ("a.csv", "甲,乙\n1,2\n", {}, "it has 甲, 乙.*--column text=NAME"),
        ("a.csv", "正文,内容\n1,2\n", {}, "正文 and 内容 could all be text"),
        ("a.csv", "正文,正文\n1,2\n", {}, "two columns called 正文"),
        ("a.csv", "正文\n要抓招商\n", {"city": "城市"}, "no column 城市; it has 正文"),
        ("a.csv", '正文\n"要抓招商\n', {}, "line 2: .*quotes"),
        ("a.csv", "正文,城市\n", {}, "holds no text"),
        ("a.jsonl", '{"text": 1}\n', {}, r"row 1 \(line 1\): text is no text, but 1"),
        ("a.jsonl", '\n["text"]\n', {}, "line 2 is no JSON object"),
        ("a.jsonl", '{"text": "a"\n', {}, "line 1 is no JSON"),
        ("a.jsonl", "[" * 100_000, {}, "line 1 is no JSON"),
    ],
)
def test_a_bad_table_is_told_with_its_place(
    name: str, content: str, columns: dict[str, str], words: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=rf"{name}.*{words}") as caught:
        read_speeches(path, columns=Columns(**columns))
    assert "\n" not in str(caught.value)


def test_more_rows_than_anyone_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("llmsum.text.formats.table._MOST_ROWS", 2)
    with pytest.raises(InputError, match="more than 2 rows"):
        parse(Raw(b"text\n1\n2\n3\n", "a.csv"), "csv")


CELLS = st.text(alphabet='要抓招商,;|\t"\n a1', min_size=1).filter(str.strip)


@given(texts=st.lists(CELLS, min_size=1, max_size=5))
def test_every_cell_is_read_as_it_was_written(
    texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("table") / "a.csv"
    write_csv(path, [["text", "城市"], *([text, "周口"] for text in texts)])
    parsed = parse(Raw(path.read_bytes(), str(path)), "csv")
    assert [document.text for document in parsed.documents] == texts


def test_a_row_is_found_again_by_the_path_of_its_source(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "speeches.csv", [HEADER, *ROWS])
    second = read_speeches(path).speeches[1]
    file, part = split_part(second.source.path)
    assert read_speech(Path(file), part=part) == second
    with pytest.raises(BadTable, match="no row #9"):
        read_speech(path, part="#9")
