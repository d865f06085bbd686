"""The shape of the house: which room may know which."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCE = ROOT / "src" / "dialogue_cli"
# The floors from the ground up: folders, and modules at the top of the package. A room imports only from lower
# floors or from its own folder.
FLOORS = (
    {"errors", "text", ""},
    {"files", "spelling"},
    {"dates"},
    {"dataset"},
    {"names"},
    {"checks", "query"},
    {"index"},
    {"match"},
    {"archive"},
    {"view"},
    {"formats", "terminal"},
    {"cli"},
    {"completion"},
    {"commands"},
    {"__main__"},
)


def room(path: Path) -> str:
    first = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def floor(name: str) -> int:
    return next(i for i, rooms in enumerate(FLOORS) if name in rooms)


def imports(path: Path, *, running: bool = True) -> set[str]:
    """The modules that a file imports anywhere; for types alone does not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            skipped.update(ast.walk(node))
    found: set[str] = set()
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


FILES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_go_downwards(path: Path) -> None:
    """A room that imports from above could not be changed or read by itself."""
    here = floor(room(path))
    for module in imports(path):
        if module.startswith("dialogue_cli."):
            other = module.split(".")[1]
            if other in {name for rooms in FLOORS for name in rooms}:
                is_own = other == room(path)
                assert is_own or floor(other) < here, f"{path.name} imports {module}"


@pytest.mark.parametrize(
    ("module", "rooms"),
    [
        ("yaml", {"dataset/nodes.py", "formats/yaml_text.py"}),
        ("sqlite3", {"index", "formats/sqlite.py"}),
        ("icalendar", {"formats/ics.py"}),
        ("rich", {"terminal", "formats/svg.py"}),
        ("pycountry", {"names/iso.py"}),
        ("rapidfuzz", {"spelling.py", "names/forms.py", "dataset/documents.py", "index"}),
    ],
)
def test_one_place_for_each_library(module: str, rooms: set[str]) -> None:
    """A library that is used all over the house could not be exchanged."""
    users = [
        path.relative_to(SOURCE)
        for path in FILES
        if any(name == module or name.startswith(f"{module}.") for name in imports(path))
    ]
    assert users
    assert [path for path in users if not {path.as_posix(), path.parts[0]} & rooms] == []


def test_one_definition_of_the_control_characters() -> None:
    """An output with a set of its own would let through what the others stop."""
    spelled = re.compile(r"\\x(?:00|7f|9f)|\\u(?:202a|2066|2028|feff|d800)", re.IGNORECASE)
    users = [path.relative_to(SOURCE).as_posix() for path in FILES if spelled.search(path.read_text(encoding="utf-8"))]
    assert users == ["text.py"]
