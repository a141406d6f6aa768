"""A row of a table, its cells as plain text, and the sizes beyond which a file is no list of a school."""

from dataclasses import dataclass

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST_CELL = 5_000


@dataclass(frozen=True)
class Row:
    """The line on which it begins, counted from 1, and its cells."""

    line: int
    cells: tuple[str, ...]


def clean(cell: str) -> str:
    """Without the spaces around it; ="0612" is how Excel is told to keep a nought in front."""
    text = cell.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").strip()
    return text[2:-1] if text.startswith('="') and text.endswith('"') and text.count('"') == 2 else text


def letters_of(column: int) -> str:
    """The column's name in a spreadsheet: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
