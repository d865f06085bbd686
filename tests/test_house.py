"""The shape of the house: which room may know which."""

from __future__ import annotations

import ast
import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from dialogue_cli import _WHERE
from tests.conftest import ROOT

SOURCE = ROOT / "src" / "dialogue_cli"
# The floors from the ground up: folders, and modules at the top of the package. A room imports only from lower
# floors or from its own folder.
FLOORS = (
    {"broken_off", "errors", "text", "tuples", ""},
    {"files", "notebook", "spelling", "tokens"},
    {"dates"},
    {"dataset"},
    {"names"},
    {"checks", "query"},
    {"index"},
    {"match"},
    {"archive"},
    {"view", "curate"},
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


@cache
def imports(path: Path, *, running: bool = True) -> set[str]:
    """The modules that a file imports anywhere; with `running`, not those that it needs only for types."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if running and isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
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


ROOMS = {name for rooms in FLOORS for name in rooms}
MOST_LINES = 300
# One subject each, which would not be clearer in two files.
MAY_BE_LONG = {"formats/sqlite.py"}


def rooms_of(path: Path, *, running: bool = True) -> set[str]:
    """The rooms that a file imports from, its own left out. A public name of the package counts as where it lives."""
    found = set()
    for module in imports(path, running=running):
        if module.startswith("dialogue_cli."):
            name = module.split(".")[1]
            found.add(_WHERE.get(name, name).split(".")[0])
    return (found & ROOMS) - {room(path)}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_go_downwards(path: Path) -> None:
    """A room that imports from above, or from beside it, could not be changed or read by itself."""
    assert [name for name in rooms_of(path) if floor(name) >= floor(room(path))] == []


def test_no_circles_between_rooms() -> None:
    """Two rooms that know each other, if only by their types, are one that has been cut in two."""
    known: dict[str, set[str]] = {name: set() for name in ROOMS - {""}}
    for path in FILES:
        # The package itself names what is public, of all rooms.
        if room(path):
            known[room(path)] |= rooms_of(path, running=False) - {""}
    assert set(TopologicalSorter(known).static_order()) == set(known)


def test_files_are_short() -> None:
    """A file that has to be searched, not read, has more than one subject."""
    long = {
        path.relative_to(SOURCE).as_posix()
        for path in FILES
        if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES
    }
    assert long - MAY_BE_LONG == set()


@pytest.mark.parametrize("path", sorted(Path(__file__).parent.glob("test_*.py")), ids=lambda p: p.name)
def test_every_test_says_what_it_holds(path: Path) -> None:
    """A test that fails without saying what is broken is deleted or adapted by whoever it stops."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    tests = [node for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    assert [node.name for node in tests if not ast.get_docstring(node)] == []


@pytest.mark.parametrize(
    ("module", "rooms"),
    [
        ("yaml", {"dataset/nodes.py", "dataset/emitting.py", "curate/tree.py"}),
        ("sqlite3", {"index", "formats/sqlite.py"}),
        ("icalendar", {"formats/ics.py", "curate/importing/calendar_rows.py"}),
        ("python_calamine", {"curate/importing/sheets.py"}),
        ("pyarrow", {"formats/parquet.py", "formats/parquet_schema.py"}),
        ("rich", {"terminal", "formats/svg_parts.py"}),
        ("pycountry", {"names/iso.py"}),
        ("rapidfuzz", {"spelling.py", "names/forms.py", "dataset/alike.py", "index"}),
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
