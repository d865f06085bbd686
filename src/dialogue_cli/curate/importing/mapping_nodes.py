"""The nodes of a mapping file, with the line of whatever is wrong with one."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from dialogue_cli.curate.tree import Items, Node, NotPlainYaml, Pairs, Scalar, parse
from dialogue_cli.dataset.encodings import not_text
from dialogue_cli.dataset.nodes import NULLS
from dialogue_cli.dataset.problems import UNREADABLE
from dialogue_cli.dataset.reader import FileReader
from dialogue_cli.errors import QueryError, UnreadableError
from dialogue_cli.spelling import nearest
from dialogue_cli.text import BYTE_ORDER_MARK, one_line

_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off")
_MOST_MISTAKES = 20


class Nodes:
    """The tree of a file. Mistakes are gathered by `fail`, and told all together by `finish`."""

    def __init__(self, path: Path, most: int) -> None:
        self.path = path
        self._mistakes: list[tuple[int, str]] = []
        try:
            with path.expanduser().open("rb") as file:
                data = file.read(most + 1)
        except (OSError, ValueError, RuntimeError) as error:
            raise UnreadableError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None
        if len(data) > most:
            raise UnreadableError(f"{path} is larger than {most >> 20} MB; a mapping is a page of YAML")
        if fault := not_text(data):
            raise UnreadableError(f"{path} is not UTF-8 text: {fault}")
        self._text = data.decode("utf-8").removeprefix(BYTE_ORDER_MARK)
        try:
            self.root = parse(self._text)
        except (NotPlainYaml, RecursionError):
            raise QueryError(self._syntax()) from None

    def _syntax(self) -> str:
        reader = FileReader(self.path)
        for _ in reader:
            pass
        problems = [one for one in reader.problems if one.code in UNREADABLE or one.code in ("anchor", "alias", "tag")]
        if problems:
            return "\n".join(f"{self.path}:{one.line}:{one.column}: {one.message}" for one in problems[:5])
        return f"{self.path} is not plain YAML (anchors, aliases and several documents are not understood)"

    def fail(self, node: Node | None, message: str) -> None:
        """Takes note of a mistake."""
        at = node.start if node else 0
        self._mistakes.append((self._text.count("\n", 0, at) + 1, message))

    def finish(self) -> None:
        """Raises QueryError with all mistakes, in the order of their lines."""
        if not self._mistakes:
            return
        lines = [one_line(f"{self.path}:{line}: {message}") for line, message in sorted(self._mistakes)]
        more = [f"and {len(lines) - _MOST_MISTAKES} more"] if len(lines) > _MOST_MISTAKES else []
        raise QueryError(*lines[:_MOST_MISTAKES], *more)

    def pairs(self, node: Node | None, known: Collection[str], what: str, *, or_text: bool = False) -> PairsOf:
        """The keys and values of a node, of which all must be known; none where there is no node."""
        if isinstance(node, Pairs):
            for i, (key, _) in enumerate(node.pairs):
                if key.value not in known:
                    near = nearest(key.value, list(known))
                    hint = f'; did you mean "{near}"?' if near else f"; it has {', '.join(known)}"
                    self.fail(key, f'{what} has no key "{key.value}"{hint}')
                if any(key.value == other.value for other, _ in node.pairs[:i]):
                    self.fail(key, f'the key "{key.value}" stands twice')
            return PairsOf(self, node)
        if node is not None and not (or_text and isinstance(node, Scalar)) and not _is_null(node):
            self.fail(node, f"{what} has keys: {', '.join(known)}")
        return PairsOf(self, None)

    def text(self, node: Node | None, name: str) -> str:
        """A text; empty for none."""
        if node is None or _is_null(node):
            return ""
        if not isinstance(node, Scalar):
            self.fail(node, f"{name} is one text")
            return ""
        return node.value

    def texts(self, node: Node | None, name: str) -> tuple[str, ...]:
        """A list of texts, or a single one."""
        nodes = node.items if isinstance(node, Items) else (node,)
        return tuple(text for one in nodes if (text := self.text(one, name)))


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.style and node.value in ("", *NULLS)


class PairsOf:
    """The values of a node by their keys."""

    def __init__(self, nodes: Nodes, node: Pairs | None) -> None:
        self._nodes = nodes
        self._node = node

    def __getitem__(self, name: str) -> Node | None:
        found = self._node.get(name) if self._node else None
        return None if found is not None and _is_null(found) else found

    def text(self, name: str) -> str:
        """The text under a key; empty for none."""
        return self._nodes.text(self[name], name)

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts under a key, one or several."""
        return self._nodes.texts(self[name], name)

    def flag(self, name: str) -> bool | None:
        """Whether what stands under a key is true; None for nothing."""
        said = self.text(name).lower()
        if said and said not in (*_TRUE, *_FALSE):
            self._nodes.fail(self[name], f'{name} is true or false, not "{said}"')
        return said in _TRUE if said else None
