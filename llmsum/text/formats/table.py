"""Tables with one speech a row: CSV and JSON Lines."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from llmsum.errors import BadTable, InputError, OversizedSource
from llmsum.text.encoding import Decoded, decode
from llmsum.text.formats.document import MAX_CHARACTERS, Document, Parsed, Raw, check_length
from llmsum.text.sidecar import Columns, Given

_MOST_ROWS = 100_000
_DELIMITERS = ",\t;|"
_USUAL: dict[str, frozenset[str]] = {
    "text": frozenset(
        [
            "text",
            "content",
            "body",
            "fulltext",
            "正文",
            "内容",
            "全文",
            "文本",
            "讲话内容",
            "讲话全文",
        ]
    ),
    "city": frozenset(["city", "城市", "地市", "市"]),
    "speaker": frozenset(["speaker", "讲话人", "发言人", "演讲人", "讲话者"]),
    "speaker_title": frozenset(["speaker_title", "职务", "职位", "讲话人职务"]),
    "date": frozenset(["date", "日期", "时间", "讲话日期", "讲话时间"]),
    "event": frozenset(["event", "会议", "会议名称", "活动"]),
}
"""What columns are called where nobody has named them, in lower case."""


@dataclass(frozen=True)
class _Row:
    """A row's cells by column. `number` counts rows from 1, `line` is where it ends in the file."""

    number: int
    line: int
    cells: Mapping[str, object]


def parse_csv(raw: Raw) -> Parsed:
    """A document for each row below the header; delimited by comma, tab, semicolon or bar.

    Raises UnknownEncoding, OversizedSource, or BadTable when the table as a whole cannot be read;
    a row that cannot be read is a failure of its own.
    """
    decoded = decode(raw.data, raw.where, raw.encoding)
    csv.field_size_limit(MAX_CHARACTERS)
    head = decoded.text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter, strict=True)
    header = [name.strip() for name in _next(reader, raw.where) or []]
    if twice := sorted({name for name in header if name and header.count(name) > 1}):
        raise BadTable(f"{raw.where} has two columns called {twice[0]}: rename one.")
    columns = _find_columns(header, raw)

    def rows() -> Iterator[_Row | tuple[int, InputError]]:
        number = 0
        while (cells := _next(reader, raw.where)) is not None:
            if not any(cell.strip() for cell in cells):
                continue
            number += 1
            if len(cells) != len(header):
                yield (
                    number,
                    BadTable(
                        f"{raw.where}, row {number} (line {reader.line_num}): {len(cells)} cells under a header of "
                        f"{len(header)}. Put cells that hold a {delimiter!r} in double quotes."
                    ),
                )
            else:
                yield _Row(number, reader.line_num, dict(zip(header, cells, strict=True)))

    return _documents(rows(), columns, decoded, raw.where)


def parse_jsonl(raw: Raw) -> Parsed:
    """A document for each line, which is a JSON object. Raises as `parse_csv` does."""
    decoded = decode(raw.data, raw.where, raw.encoding)

    def rows() -> Iterator[_Row | tuple[int, InputError]]:
        number = 0
        for line, text in enumerate(decoded.text.split("\n"), start=1):
            if not text.strip():
                continue
            number += 1
            try:
                cells = json.loads(text)
            except (json.JSONDecodeError, RecursionError) as error:
                yield number, BadTable(f"{raw.where}, line {line} is no JSON: {error}. Correct it.")
                continue
            if isinstance(cells, dict):
                yield _Row(number, line, cells)
            else:
                yield (
                    number,
                    BadTable(f'{raw.where}, line {line} is no JSON object. Write {{"text": "…"}}.'),
                )

    first = next((row for row in rows() if isinstance(row, _Row)), None)
    columns = _find_columns(list(first.cells), raw) if first else Columns()
    return _documents(rows(), columns, decoded, raw.where)


def _next(reader: "Iterator[list[str]]", where: str) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        line = getattr(reader, "line_num", 0)
        raise BadTable(
            f'{where}, line {line}: {error}. Check its quotes: a " in a cell is written twice.'
        ) from error


def _find_columns(header: list[str], raw: Raw) -> Columns:
    """The column of each field: the one named by the user, else the one with a usual name."""
    found: dict[str, str] = {}
    for field, named in raw.columns.model_dump().items():
        usual = [name for name in header if name.strip().lower() in _USUAL[field]]
        if named is not None and named not in header:
            raise BadTable(f"{raw.where} has no column {named}; it has {', '.join(header)}.")
        if named is None and len(usual) > 1:
            raise BadTable(
                f"{raw.where}: {' and '.join(usual)} could all be {field}. Name one: --column {field}={usual[0]}."
            )
        if named or usual:
            found[field] = named or usual[0]
    if "text" not in found:
        raise BadTable(
            f"{raw.where} has no column that is known to hold the text; it has {', '.join(header)}. "
            "Name it: --column text=NAME, or [columns] in a sidecar."
        )
    return Columns(**found)


def _documents(
    rows: Iterator[_Row | tuple[int, InputError]], columns: Columns, decoded: Decoded, where: str
) -> Parsed:
    documents: list[Document] = []
    failures: list[tuple[str, InputError]] = []
    for row in rows:
        number = row.number if isinstance(row, _Row) else row[0]
        if number > _MOST_ROWS:
            raise OversizedSource(f"{where} has more than {_MOST_ROWS:,} rows: split it.")
        if not isinstance(row, _Row):
            failures.append((f"#{number}", row[1]))
            continue
        try:
            documents.append(_document(row, columns, decoded, where))
        except InputError as error:
            failures.append((f"#{number}", error))
    return Parsed(tuple(documents), tuple(failures))


def _document(row: _Row, columns: Columns, decoded: Decoded, where: str) -> Document:
    place = f"{where}, row {row.number} (line {row.line})"
    values: dict[str, str] = {}
    for field, column in columns.model_dump(exclude_none=True).items():
        value = row.cells.get(column)
        if isinstance(value, int | float) and not isinstance(value, bool) and field != "text":
            value = str(value)
        if not isinstance(value, str | None):
            raise BadTable(
                f"{place}: {column} is no text, but {json.dumps(value, ensure_ascii=False)[:40]}."
            )
        if value and value.strip():
            values[field] = value if field == "text" else value.strip()
    text = values.pop("text", "")
    if not text:
        raise BadTable(f"{place}: there is no text under {columns.text}.")
    check_length(len(text), place)
    return Document(text, decoded.encoding, given=Given(**values), part=f"#{row.number}")
