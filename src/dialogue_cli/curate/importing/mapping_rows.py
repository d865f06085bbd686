"""Reads what a mapping says of rows, columns and dates."""

from __future__ import annotations

import codecs
import re

from dialogue_cli.curate.importing.mapping import FILE_NAME, HEADING, Column, Rows, When
from dialogue_cli.curate.importing.mapping_nodes import Nodes, PairsOf
from dialogue_cli.curate.tree import Node, Pairs, Scalar
from dialogue_cli.text import one_line

_ROWS = ("header", "columns", "headings", "fill_down", "nothing", "timezone", "sheet", "under", "encoding",
         "delimiter", "required", "skip")  # fmt: skip


def read_column(nodes: Nodes, node: Node) -> Column:
    """A column by its name, or by several of which a table has one."""
    names = nodes.texts(node, "column")
    plain = tuple(name[1:-1].strip() if re.fullmatch(r"\{[^{}]+\}", name) else name for name in names)
    if not plain:
        nodes.fail(node, "a column has a name")
    return Column(plain or ("",))


def read_rows(nodes: Nodes, node: Node | None) -> Rows:
    """How the rows are read."""
    pairs = nodes.pairs(node, _ROWS, "rows")
    header = pairs.text("header")
    if header and not re.fullmatch("[0-9]{1,7}", header):
        nodes.fail(pairs["header"], f'header is the number of a row, or 0 where there is none, not "{header}"')
        header = ""
    return Rows(
        header=int(header) if header else None,
        columns=pairs.texts("columns"),
        headings=pairs.flag("headings") or False,
        fill_down=pairs.texts("fill_down"),
        nothing=frozenset(word.casefold() for word in pairs.texts("nothing")),
        timezone=_timezone(nodes, pairs),
        sheet=pairs.text("sheet") or None,
        under=pairs.text("under") or None,
        encoding=_encoding(nodes, pairs),
        delimiter=_delimiter(nodes, pairs),
        required=pairs.texts("required"),
        skip=_skip(nodes, pairs["skip"]),
    )


def _timezone(nodes: Nodes, pairs: PairsOf) -> str | None:
    name = pairs.text("timezone")
    if not name:
        return None
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        nodes.fail(pairs["timezone"], f'"{name}" is not a time zone, such as Europe/Brussels')
        return None
    return name


def _encoding(nodes: Nodes, pairs: PairsOf) -> str | None:
    name = pairs.text("encoding")
    if not name:
        return None
    try:
        if not codecs.lookup(name)._is_text_encoding:
            raise LookupError
    except (LookupError, ValueError):
        nodes.fail(pairs["encoding"], f'"{name}" is not an encoding, such as utf-8, cp1252 or latin-1')
        return None
    return name


def _delimiter(nodes: Nodes, pairs: PairsOf) -> str | None:
    sign = pairs.text("delimiter")
    sign = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}.get(sign, sign)
    if len(sign) > 1:
        nodes.fail(pairs["delimiter"], f'a delimiter is one sign, or tab, not "{sign}"')
        return None
    return sign or None


def _skip(nodes: Nodes, node: Node | None) -> dict[str, tuple[str, ...]]:
    if node is None:
        return {}
    if not isinstance(node, Pairs):
        nodes.fail(node, "skip has columns with the values of the rows to leave out: {status: [draft]}")
        return {}
    return {key.value: nodes.texts(value, key.value) for key, value in node.pairs}


def read_when(nodes: Nodes, node: Node | None, name: str) -> When | None:
    """A date in one column or two."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return When(read_column(nodes, node))
    pairs = nodes.pairs(node, ("column", "from", "to", "day_first", "year", "century"), name)
    start = pairs["column"] or pairs["from"]
    if start is None or (pairs["column"] and (pairs["from"] or pairs["to"])):
        nodes.fail(node, f"{name} names one column, or two: {{column: NAME}} or {{from: NAME, to: NAME}}")
        return None
    asked = pairs.text("day_first") in ("", "ask")
    return When(
        read_column(nodes, start),
        read_column(nodes, pairs["to"]) if pairs["to"] else None,
        None if asked else pairs.flag("day_first"),
        _year(nodes, pairs),
        _century(nodes, pairs),
    )


def _year(nodes: Nodes, pairs: PairsOf) -> str | Column | None:
    node = pairs["year"]
    if isinstance(node, Pairs):
        inner = nodes.pairs(node, ("column",), "year")
        return read_column(nodes, inner["column"]) if inner["column"] else None
    said = pairs.text("year")
    if said and said not in (FILE_NAME, HEADING) and not re.fullmatch("[12][0-9]{3}", said):
        message = f'year is "{FILE_NAME}", "{HEADING}", a year, or a column: {{column: NAME}}, not "{one_line(said)}"'
        nodes.fail(node, message)
        return None
    return said or None


def _century(nodes: Nodes, pairs: PairsOf) -> tuple[int, int] | None:
    said = pairs.text("century")
    if not said:
        return None
    found = re.fullmatch("([12][0-9]00)|([12][0-9]{3})-([12][0-9]{3})", said)
    first = int(found[1] or found[2]) if found else 0
    last = int(found[3] or first + 99) if found else 0
    if not found or last - first != 99:
        nodes.fail(pairs["century"], f'century is 1900 or 2000, or a hundred years such as 1970-2069, not "{said}"')
        return None
    return first, last
