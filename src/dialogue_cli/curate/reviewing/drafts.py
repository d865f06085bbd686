"""A draft as it is read from a file: what it was made of, its sources, and its records with what is unsure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from dialogue_cli.curate.tree import Items, Node, NotPlainYaml, Scalar, TooDeep, parse
from dialogue_cli.dataset.encodings import not_text
from dialogue_cli.dataset.evidence import LISTS
from dialogue_cli.dataset.model import Record, several
from dialogue_cli.dataset.nodes import NULLS
from dialogue_cli.dataset.plain import decoded, is_too_deep
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.errors import QueryError, UnreadableError
from dialogue_cli.text import BYTE_ORDER_MARK, one_line

MOST = 16 << 20
"""Bytes of the largest draft that is read."""
ORDER = (
    *("title", "date", "previous_date", "series", "ordinal", "status", "kind", "mode", "place"),
    *("principal", "partners", "participants", "topics", "instruments", "summary", "outcomes", "related"),
    *("note", "url"),
)
"""The fields in the order in which a person goes through them: what a meeting is first, what it was about later."""
_OF_UNSURE = ("source", "exact", "prefix", "suffix", "reason")


class Drafted(NamedTuple):
    """A record that is proposed, and what a person must choose."""

    record: Record
    unsure: list[Record]


class Draft(NamedTuple):
    """A draft. `document` is the path of what it was made of, as it was typed; empty where it does not say."""

    document: str
    sources: list[Record]
    meetings: list[Drafted]


def read_text(path: Path) -> str:
    """The text of a draft. UnreadableError where there is none."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST + 1)
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(data) > MOST:
        raise UnreadableError(f"{path} is larger than {MOST >> 20} MB; it is no draft")
    if fault := not_text(data):
        raise UnreadableError(f"{path} is not UTF-8 text: {fault}")
    return data.decode("utf-8").removeprefix(BYTE_ORDER_MARK)


def read_draft(text: str, name: str) -> Draft:
    """The draft that a text is, in YAML or JSON. QueryError for what is none."""
    found = _values(text, name)
    if is_too_deep(found):
        raise QueryError(_too_deep(name))
    meetings = found.get("meetings") if isinstance(found, dict) else None
    if not isinstance(meetings, list) or not all(isinstance(one, dict) for one in meetings):
        raise QueryError(f"{name} is no draft: it has no list of meetings; dialogue draft SOURCE -o {name} makes one")
    if "draft" not in found:
        raise QueryError(f'{name} is a dataset and no draft: it has no "draft" section; dialogue draft makes drafts')
    head, sources = found["draft"], found.get("sources") or []
    if not isinstance(sources, list) or not all(isinstance(one, dict) for one in sources):
        raise QueryError(f"{name}: sources must be a list of sources")
    document = head.get("document") if isinstance(head, dict) else ""
    return Draft(
        document if isinstance(document, str) else "",
        [_decoded(one, "sources", name) for one in sources],
        [_drafted(one, name) for one in meetings],
    )


def _too_deep(name: str) -> str:
    return f"{name} is nested deeper than any draft"


def _drafted(values: Record, name: str) -> Drafted:
    unsure = values.get("unsure") or []
    if not isinstance(unsure, list) or not all(isinstance(one, dict) and one.get("claim") for one in unsure):
        raise QueryError(f'{name}: what is unsure must be a list, each with its "claim"')
    unsure = [_unsure(one, name) for one in unsure]
    record = {key: value for key, value in values.items() if key != "unsure" and value not in (None, [], "")}
    return Drafted(_decoded(record, "meetings", name), unsure)


def _unsure(values: Record, name: str) -> Record:
    """Something unsure, its value as the field, or an item of it, has it in a record."""
    claim, value = str(values["claim"]), values.get("value")
    field = claim.partition(".")[0]
    if field not in ORDER:
        raise QueryError(f'{name}: unsure: "{one_line(claim)}" is not a claim, such as date or topics.trade')
    for key in _OF_UNSURE:
        if not isinstance(values.get(key) or "", str):
            raise QueryError(f'{name}: unsure: the {key} of "{one_line(claim)}" must be text')
    if value in (None, "", [], {}):
        return {key: one for key, one in values.items() if key != "value"}
    found = _decoded({field: [value] if field in LISTS else value}, "meetings", f"{name}: unsure")[field]
    return {**values, "value": several(found)[0] if field in LISTS else found}


def _decoded(values: Record, section: str, name: str) -> Record:
    found = decoded(values, section)
    # The title is asked for, and the id is made out of the rest.
    is_needed = section == "sources"
    wrong = [one for one in found.refused if is_needed or one.file or one.code != "missing"]
    if wrong:
        raise QueryError(f"{name}: {_told(wrong[0])}")
    return {key: value for key, value in found.record.items() if key in found.given}


def _told(problem: Problem) -> str:
    return one_line(f"{problem.file}: {problem.message}" if problem.file else problem.message)


def _values(text: str, name: str) -> Any:
    if text.lstrip().startswith("{"):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            # Braces are YAML too.
            pass
    try:
        node = parse(text)
        return None if node is None else plain(node)
    except TooDeep:
        raise QueryError(_too_deep(name)) from None
    except NotPlainYaml:
        raise QueryError(f"{name} is neither plain YAML nor JSON; dialogue check {name} says where") from None


def plain(node: Node) -> Any:
    """The value of a part of a YAML text; every scalar is a text, or None."""
    if isinstance(node, Scalar):
        return None if not node.style and node.value in ("", *NULLS) else node.value
    if isinstance(node, Items):
        return [plain(one) for one in node.items]
    return {key.value: plain(value) for key, value in node.pairs}
