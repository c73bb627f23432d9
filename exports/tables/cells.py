"""A text in a cell stays a text: a spreadsheet must never take what somebody typed for a formula."""

_FORMULA = frozenset("=+-@\t\r\n|%＝＋－＠")
"""What a spreadsheet, or a CSV reader, may begin a formula or a command with (OWASP, « CSV Injection »)."""
_INVISIBLE = " \u00a0\u200b\u200e\u200f\u202f\u2060\ufeff"
"""Spaces and marks that some spreadsheets skip before they look."""


def text_cell(value: str) -> str:
    """Return `value` as a cell may hold it: with an apostrophe before what would begin a formula.

    A spreadsheet shows the text without the apostrophe. Numbers and dates are written as such, not through here.
    """
    start = value.lstrip(_INVISIBLE)
    return f"'{value}" if start and start[0] in _FORMULA else value


def plain_text(cell: str) -> str:
    """Return the text that `text_cell` wrote in a CSV file: a reader of CSV shows the apostrophe as a letter."""
    return cell[1:] if cell[:1] == "'" and text_cell(cell[1:]) == cell else cell
