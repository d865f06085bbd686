"""Rows out of JSON: objects in an array, on lines, or in a list below a key; what is nested becomes columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_cli.curate.importing.report import REMARK, Remark
from dialogue_cli.dataset.encodings import not_text
from dialogue_cli.errors import QueryError, UnreadableError
from dialogue_cli.text import as_json, listing, one_line

if TYPE_CHECKING:
    from dialogue_cli.curate.importing.tables import Cell, Row

Found = tuple[list[str], list["Row"], list[Remark]]
_DEEPEST = 6
"""Levels of objects that become columns; what is deeper stands in its cell as JSON."""


def json_rows(path: Path, under: str | None) -> Found:
    """Columns and rows of a file; a row is numbered by its place among the objects, or by its line."""
    from dialogue_cli.curate.importing.tables import Row

    remarks: list[Remark] = []
    objects = list(_objects(path, under))
    if objects and all(isinstance(one, list) for _, one in objects):
        objects = _headed(path, objects)
    flat: list[tuple[int, dict[str, Cell]]] = []
    columns: dict[str, None] = {}
    for number, one in objects:
        if not isinstance(one, dict):
            remarks.append(Remark(REMARK, str(path), number, "", as_json(one)[:200], "no object; not used"))
            continue
        cells: dict[str, Cell] = {}
        _flatten(one, "", cells, 0)
        columns.update(dict.fromkeys(cells))
        flat.append((number, cells))
    if not columns:
        raise QueryError(f"{path} has no objects with keys; import takes an array of objects, or one on each line")
    names = list(columns)
    return names, [Row(number, [cells.get(name, "") for name in names], "") for number, cells in flat], remarks


def _objects(path: Path, under: str | None) -> Iterator[tuple[int, Any]]:
    data = path.read_bytes()
    if fault := not_text(data):
        raise UnreadableError(f"{path} is not UTF-8 text: {fault}")
    text = data.decode("utf-8-sig")
    try:
        value = json.loads(text, parse_constant=_refused)
    except RecursionError:
        raise QueryError(f"{path} is nested deeper than any collection") from None
    except ValueError as error:
        yield from _lines(path, text, error)
        return
    yield from enumerate(_list_in(path, value, under), 1)


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def _lines(path: Path, text: str, whole: ValueError) -> Iterator[tuple[int, Any]]:
    first = True
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line, parse_constant=_refused)
        except RecursionError:
            raise QueryError(f"{path}:{number} is nested deeper than any collection") from None
        except ValueError as error:
            about = whole if first else error
            at = getattr(about, "lineno", 1) if first else number
            raise UnreadableError(f"{path}:{at}: not JSON: {one_line(getattr(about, 'msg', str(about)))}") from None
        first = False


def _list_in(path: Path, value: Any, under: str | None) -> list[Any]:
    """The list of rows: the value itself, or what stands below a key, which is asked for where there are several."""
    for name in (under or "").split("."):
        if not name:
            break
        if not isinstance(value, dict) or name not in value:
            has = f"; it has {listing(list(value)[:8], 'and')}" if isinstance(value, dict) and value else ""
            raise QueryError(f'{path} has no key "{under}" (rows: under){has}')
        value = value[name]
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        raise QueryError(f"{path} holds no list of objects")
    lists = [name for name, part in value.items() if isinstance(part, list) and any(isinstance(i, dict) for i in part)]
    if len(lists) > 1 and not under:
        raise QueryError(
            f"{path} has several lists: --sheet, or rows: under in the mapping, says which one is meant:"
            f" {listing(lists)}"
        )
    return list(value[lists[0]]) if lists else [value]


def _headed(path: Path, objects: list[tuple[int, Any]]) -> list[tuple[int, Any]]:
    """Lists in a list, of which the first one is the header."""
    (_, header), *rest = objects
    names = [str(name) for name in header]
    return [(number, dict(zip(names, row, strict=False))) for number, row in rest]


def _flatten(value: dict[str, Any], above: str, cells: dict[str, Cell], depth: int) -> None:
    for name, part in value.items():
        column = f"{above}{name}"
        if isinstance(part, dict) and depth < _DEEPEST:
            _flatten(part, f"{column}.", cells, depth + 1)
        elif isinstance(part, list) and part and all(isinstance(one, dict) for one in part) and depth < _DEEPEST:
            _columns_of(part, f"{column}.", cells)
        elif isinstance(part, list):
            cells[column] = [_text(one) for one in part]
        else:
            cells[column] = _text(part)


def _columns_of(objects: list[dict[str, Any]], above: str, cells: dict[str, Cell]) -> None:
    """Objects in a list as columns of equally long lists: `people.name`, `people.role`."""
    names = dict.fromkeys(name for one in objects for name in one)
    for name in names:
        cells[f"{above}{name}"] = [_text(one.get(name)) for one in objects]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1 << 53:
        return str(int(value))
    return as_json(value) if isinstance(value, dict | list) else str(value)
