"""HTML as a tree of elements, and as text. Data is escaped when the tree becomes text, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, tostring

Node = Element | str


def make(tag: str, *content: Node | None, **attributes: str) -> Element:
    """Returns an element with its content; an attribute's name may end in `_`, and `_` in it means a hyphen."""
    element = Element(tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()})
    return add(element, *content)


def add(element: Element, *content: Node | None) -> Element:
    """Adds content to an element, and returns the element. None and empty text are skipped."""
    for node in content:
        if node is None or node == "":
            continue
        if not isinstance(node, str):
            element.append(node)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + node
        else:
            element.text = (element.text or "") + node
    return element


def between(parts: Sequence[Sequence[Node]], separator: str) -> list[Node]:
    """Returns the parts in a row, with a separator between each two."""
    found: list[Node] = []
    for i, part in enumerate(parts):
        found += [separator, *part] if i else part
    return found


def html(element: Element) -> str:
    """Returns an element as HTML."""
    return tostring(element, encoding="unicode", method="html")
