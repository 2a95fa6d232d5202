"""A chart file as sheets of cells, whatever it is written in.

Bytes -> tuple[Sheet, ...]: Excel workbooks and tab-separated text.  What the cells mean is left
to the reader of each chart.  Pure.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from nextseason.errors import InputError

Cell = str | float | int | bool | date | datetime | time | timedelta
Row = Sequence[Cell]

ZIP_MARK = b"PK\x03\x04"  # an .xlsx file is a ZIP archive
HEADER_WITHIN = 20  # rows; above the header stand a title, the period and blank rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Cells by row; row n of the file is `rows[n - 1]`."""

    source: str  # the file's name
    name: str  # the sheet's, "" for text
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The cells below a header, by the header's words; all columns equally long."""

    sheet: Sheet
    above: Sequence[Row]  # the rows over the header
    cells: dict[str, Sequence[Cell]]
    lines: Sequence[int]  # each cell's row in the file, from 1
    too_long: Sequence[int] = ()  # rows with more cells than the header names


def read_sheets(content: bytes, *, source: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook, or the one of a tab-separated text.

    Raises
    ------
    InputError
        Neither a workbook nor text in UTF-8.
    """
    if content.startswith(ZIP_MARK):
        return _workbook(content, source)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InputError(f"{source}: neither an Excel workbook nor text in UTF-8") from fault
    # Charts do not quote: a quotation mark in a title is a letter like any other.
    lines = csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    return (Sheet(source=source, name="", rows=list(lines)),)


def below_header(sheet: Sheet, needed: frozenset[str]) -> Columns | None:
    """The cells below the first row that holds the needed words; None: there is no such row.

    Case and what is not a letter or a digit do not count in a header.  Empty rows are no data.
    """
    for at, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        header = [header_word(cell) for cell in row]
        if needed <= set(header):
            return _columns(sheet, at, header)
    return None


def header_word(cell: Cell) -> str:
    """A header's cell as one word.

    >>> header_word("Available Globally?")
    'available_globally'
    """
    words = "".join(c if c.isalnum() else " " for c in str(cell).casefold())
    return "_".join(words.split())


def _workbook(content: bytes, source: str) -> tuple[Sheet, ...]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return tuple(
            Sheet(
                source=source,
                name=name,
                rows=book.get_sheet_by_name(name).to_python(skip_empty_area=False),
            )
            for name in book.sheet_names
        )
    except CalamineError as fault:
        raise InputError(f"{source}: this Excel workbook cannot be read ({fault})") from fault


def _columns(sheet: Sheet, at: int, header: Sequence[str]) -> Columns:
    full, lines, too_long = [], [], []
    width = len(header)
    for line, row in enumerate(sheet.rows[at + 1 :], at + 2):
        if not any(cell != "" for cell in row):
            continue
        if len(row) > width:
            too_long.append(line)
            continue
        full.append(row if len(row) == width else (*row, *[""] * (width - len(row))))
        lines.append(line)
    by_column = zip(*full, strict=True) if full else ([] for _ in header)
    cells = {word: cells for word, cells in zip(header, by_column, strict=True) if word}
    return Columns(sheet=sheet, above=sheet.rows[:at], cells=cells, lines=lines, too_long=too_long)
