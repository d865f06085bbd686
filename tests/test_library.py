"""`import dialogue_cli`: what a program is promised."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import dialogue_cli

MODULES = [
    name
    for _, name, _ in pkgutil.walk_packages(dialogue_cli.__path__, "dialogue_cli.")
    if name != "dialogue_cli.__main__"
]
PUBLIC = [name for name in dialogue_cli.__all__ if name != "__version__"]
# What a program calls or asks, beside the records that it only reads.
ASKED = ["open_archive", "parse_period", "Query", "Archive", "Match", "Result", "Edtf", "Period", "Meeting", "Counts"]


@pytest.mark.parametrize("name", ["dialogue_cli", *MODULES])
def test_the_examples_in_the_code_are_true(name: str) -> None:
    """Who tries an example of a docstring would see something else."""
    failures, _ = doctest.testmod(importlib.import_module(name))
    assert failures == 0


@pytest.mark.parametrize("name", ASKED)
def test_what_a_program_asks_has_an_example(name: str) -> None:
    """A programmer would have to read the code to see how a part is used."""
    assert ">>>" in (inspect.getdoc(getattr(dialogue_cli, name)) or "")


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_described(name: str) -> None:
    """The reference would have an empty entry."""
    found = getattr(dialogue_cli, name)
    assert found.__doc__
    if inspect.isclass(found):
        for attribute, value in vars(found).items():
            if not attribute.startswith("_") and (inspect.isfunction(value) or isinstance(value, property)):
                assert inspect.getdoc(value), f"{name}.{attribute}"


def test_names_come_only_when_they_are_asked_for() -> None:
    """Every start of the command would pay for the whole library."""
    code = "import sys, dialogue_cli; print(sorted(m for m in sys.modules if m.startswith('dialogue_cli.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_an_unknown_name_is_an_attribute_error() -> None:
    """hasattr and tools that look into modules would break."""
    with pytest.raises(AttributeError, match="nonsense"):
        _ = dialogue_cli.nonsense


def test_the_types_reach_a_program(tmp_path: Path) -> None:
    """A type checker would take everything from here for Any and find no mistake."""
    mypy = pytest.importorskip("mypy.api")
    program = tmp_path / "program.py"
    program.write_text(
        "from dialogue_cli import Query, open_archive\n"
        "archive = open_archive()\n"
        "for match in archive.find(Query(partner=('KZ',))):\n"
        "    title: str = match.meeting.title\n"
        "    wrong: int = match.meeting.title\n"
        "archive.find(Query(partnr=('KZ',)))\n",
        encoding="utf-8",
    )
    out, _, status = mypy.run(["--strict", "--no-incremental", "--cache-dir", str(tmp_path / "cache"), str(program)])
    assert status == 1
    assert 'program.py:5: error: Incompatible types in assignment (expression has type "str"' in out
    assert 'program.py:6: error: Unexpected keyword argument "partnr"' in out
    assert out.count("error:") == 2
