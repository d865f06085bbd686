"""Reads a mapping: YAML in which every mistake is told with its line and with what is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from dialogue_cli.curate.importing.mapping import (
    Column,
    Listed,
    Mapped,
    Person,
    Spot,
    Strip,
    Table,
    Template,
    Value,
    table,
    template,
)
from dialogue_cli.curate.importing.mapping_nodes import Nodes
from dialogue_cli.curate.importing.mapping_rows import read_column, read_rows, read_when
from dialogue_cli.curate.tree import Items, Node, Pairs, Scalar
from dialogue_cli.text import listing, slug

TEXTS = (
    "title", "series", "ordinal", "kind", "mode", "status", "principal", "summary", "note", "url", "date_note",
)  # fmt: skip
LISTS = ("partners", "topics", "instruments", "outcomes")
DATES = ("date", "previous_date")
_OTHERS = ("format", "dataset", "rows", "tables", "id", "place", "participants")
_STRIP = ("labels", "titles", "before", "after", "ids")
_LISTED = ("column", "split", "never", "merge", "strip")
_PERSON = ("role", "represents", "capacity", "on_behalf_of", "certainty")
_PLACE = ("city", "country", "venue")
_LONGEST = 1 << 20


def read_mapping(name: str) -> Mapped:
    """The mapping in a file. QueryError with all that is wrong with it."""
    nodes = Nodes(Path(name), _LONGEST)
    found = _Reader(nodes).mapped()
    nodes.finish()
    return found


class _Reader:
    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self._fail = nodes.fail
        self._tables: dict[str, Table] = {}

    def mapped(self) -> Mapped:
        root = self._nodes.pairs(self._nodes.root, (*_OTHERS, *TEXTS, *LISTS, *DATES), "a mapping")
        if (version := root.text("format")) not in ("", "1"):
            self._fail(root["format"], f'format is 1, not "{version}"')
        self._take_tables(root["tables"])
        dataset = self._nodes.pairs(root["dataset"], ("title", "principal"), "dataset")
        columns, prefix = self._id(root["id"])
        if root["title"] is None and (self._nodes.root is None or isinstance(self._nodes.root, Pairs)):
            self._fail(self._nodes.root, 'a meeting needs a title: title: "Visit of {column}"')
        return Mapped(
            path=str(self._nodes.path),
            texts={name: value for name in TEXTS if (value := self._value(root[name], name))},
            rows=read_rows(self._nodes, root["rows"]),
            title=dataset.text("title"),
            principal=dataset.text("principal"),
            id_columns=columns,
            id_prefix=prefix,
            dates={name: when for name in DATES if (when := read_when(self._nodes, root[name], name))},
            lists={name: self._several(root[name], name, self._listed) for name in LISTS if root[name] is not None},
            people=self._several(root["participants"], "participants", self._person),
            places=self._several(root["place"], "place", self._place),
        )

    def _take_tables(self, node: Node | None) -> None:
        if node is not None and not isinstance(node, Pairs):
            self._fail(node, "tables are named: tables: {cities: {Bruxelles: Brussels}}")
        elif node is not None:
            for name, values in node.pairs:
                self._tables[name.value] = self._table(values)

    def _table(self, node: Node | None) -> Table:
        """A table of values, or the name of one."""
        if node is None:
            return {}
        if isinstance(node, Scalar) and node.value in self._tables:
            return self._tables[node.value]
        if not isinstance(node, Pairs):
            self._fail(
                node, "a table of values is a mapping, such as {Bruxelles: Brussels}, or the name of one of tables"
            )
            return {}
        return table({key.value: self._nodes.text(value, key.value) for key, value in node.pairs})

    # Ids

    def _id(self, node: Node | None) -> tuple[tuple[Column, ...], str]:
        if isinstance(node, Scalar):
            return (read_column(self._nodes, node),), ""
        pairs = self._nodes.pairs(node, ("columns", "column", "prefix"), "id")
        names = pairs["columns"] or pairs["column"]
        prefix = pairs.text("prefix")
        if prefix and slug(prefix) != prefix.rstrip("-"):
            self._fail(
                pairs["prefix"], f"a prefix is lower-case letters and digits joined by hyphens, such as {slug(prefix)}-"
            )
        if node is not None and names is None:
            self._fail(node, "id names the columns that tell a row from all others: id: {columns: [id]}")
        items = names.items if isinstance(names, Items) else (names,) if names else ()
        return tuple(read_column(self._nodes, one) for one in items), prefix

    # Texts

    def _value(self, node: Node | None, name: str) -> Value | None:
        if node is None:
            return None
        if not isinstance(node, Pairs):
            return Value(self._templates(node, name))
        pairs = self._nodes.pairs(node, ("column", "text", "values", "strip"), name)
        if (pairs["column"] is None) == (pairs["text"] is None):
            self._fail(node, f'{name} has a column or a text: {name}: {{column: NAME}} or {name}: "{{NAME}}"')
            return None
        column = pairs["column"]
        templates = (Template((read_column(self._nodes, column),)),) if column else self._templates(pairs["text"], name)
        return Value(templates, self._table(pairs["values"]), self._strip(pairs["strip"]))

    def _templates(self, node: Node | None, name: str) -> tuple[Template, ...]:
        found = []
        for one in self._nodes.texts(node, name):
            try:
                found.append(template(one))
            except ValueError as error:
                self._fail(node, f"{name}: {error}")
        return tuple(found)

    def _strip(self, node: Node | None) -> Strip:
        pairs = self._nodes.pairs(node, _STRIP, "strip")
        named = {name: pairs.texts(name) for name in _STRIP[:-1]}
        return Strip(named["labels"], named["titles"], named["before"], named["after"], pairs.flag("ids") or False)

    # Lists, people, places

    def _several(self, node: Node | None, name: str, read: Callable[[Node, str], Any]) -> tuple[Any, ...]:
        if node is None:
            return ()
        nodes = node.items if isinstance(node, Items) else (node,)
        return tuple(found for one in nodes if (found := read(one, name)) is not None)

    def _listed(self, node: Node, name: str, more: Collection[str] = ()) -> Listed | None:
        if isinstance(node, Scalar):
            column = re.fullmatch(r"\{([^{}]+)\}", node.value.strip())
            return Listed(Column((column[1].strip(),))) if column else Listed(None, node.value.strip())
        pairs = self._nodes.pairs(node, (*_LISTED, *more), name)
        if pairs["column"] is None:
            self._fail(node, f"{name} names a column: {name}: {{column: NAME}}")
            return None
        return Listed(
            read_column(self._nodes, pairs["column"]),
            split=self._separators(pairs["split"]),
            never=pairs.texts("never"),
            merge=self._table(pairs["merge"]),
            strip=self._strip(pairs["strip"]),
        )

    def _separators(self, node: Node | None) -> tuple[str, ...]:
        if node is None:
            return ()
        nodes = node.items if isinstance(node, Items) else (node,)
        found = tuple(one.value for one in nodes if isinstance(one, Scalar) and one.value)
        if len(found) < len(nodes):
            self._fail(node, 'split is a list of what separates names: [",", ";", " and "]')
        for sign in found:
            if sign == sign.strip() and sign.isalnum():
                self._fail(node, f'a word that separates has spaces around it: " {sign} "')
        return found

    def _person(self, node: Node, name: str) -> Person | None:
        pairs = self._nodes.pairs(node, (*_LISTED, *_PERSON, "brackets", "titles_are"), name, or_text=True)
        listed = self._listed(node, name, (*_PERSON, "brackets", "titles_are"))
        parts = {part: value for part in _PERSON if (value := self._value(pairs[part], part))}
        brackets, titles = pairs.text("brackets"), pairs.text("titles_are")
        for key, said in (("brackets", brackets), ("titles_are", titles)):
            if said not in ("", "dropped", *_PERSON[:3]):
                self._fail(pairs[key], f'{key} is {listing([*_PERSON[:3], "dropped"])}, not "{said}"')
        return listed and Person(listed, parts, brackets, titles)

    def _place(self, node: Node, name: str) -> Spot | None:
        if isinstance(node, Pairs) and node.get("column") is None:
            pairs = self._nodes.pairs(node, _PLACE, "place")
            return Spot({part: value for part in _PLACE if (value := self._value(pairs[part], part))})
        listed = self._listed(node, name)
        return listed and Spot(listed=listed)
