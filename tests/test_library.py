"""`import dialogue_cli`: what a program is promised."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import pydoc
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import dialogue_cli
from dialogue_cli import DialogueError, Query, QueryError, open_archive, parse_period

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


NONSENSE = [
    ({"limit": -1}, "limit is a whole number of at least 0, not -1"),
    ({"last": 0}, "last is a whole number of at least 1, not 0"),
    ({"next": "2"}, "next is a whole number of at least 1, not '2'"),
    ({"round": ("7",)}, "round is a whole number of at least 0, not '7'"),
    ({"partner": 5}, "partner takes str values, not 5"),
    ({"topic": ("trade", None)}, "topic takes names, not None"),
    ({"words": 7}, "words is a text to search for, not 7"),
    ({"sort": "size"}, 'cannot sort by "size"; sort by date'),
    ({"period": 2020}, 'period is a Period or a text such as "2025" or "March 2025", not 2020'),
    ({"period": "2025-H9"}, "2025-H9"),
]


@pytest.mark.parametrize(("asked", "message"), NONSENSE, ids=[str(asked) for asked, _ in NONSENSE])
def test_nonsense_is_a_query_error(asked: dict[str, object], message: str) -> None:
    """A limit of -1 would give everything, and a text for a period an AttributeError from deep within."""
    archive = open_archive()
    for ask in (archive.find, archive.count, archive.count_by):
        with pytest.raises(QueryError, match=f"^(.*){re.escape(message)}"):
            ask(Query(**asked))


def test_one_value_is_one_value() -> None:
    """A name without its tuple would be read as one name per letter."""
    archive = open_archive()
    alone = Query(partner="Pakistan", topic="migration", round=7, period="2025", limit=3)
    together = Query(
        partner=("Pakistan",), topic=("migration",), round=(7,), period=parse_period("2025", archive.today)
    )
    assert [m.id for m in archive.find(alone)] == [m.id for m in archive.find(together)] != []
    assert archive.count(alone) == archive.count(together)
    assert list(archive.count_by(Query(), "partner")) == list(archive.count_by(Query(), ["partner"]))


def test_a_result_can_be_read_again() -> None:
    """The second loop over an answer would find nothing, silently."""
    archive = open_archive()
    for query in (Query(), Query(words="migration"), Query(words="trade", limit=2)):
        result = archive.find(query)
        first = [match.id for match in result]
        next(iter(result))
        assert [match.id for match in result] == first != []


def test_an_archive_may_go_to_another_thread() -> None:
    """A server that opens an archive and answers in threads would get an error of sqlite3."""
    archive = open_archive()
    half_read = iter(archive.find(Query()))
    first = next(half_read).id
    with ThreadPoolExecutor(1) as pool:
        rest = pool.submit(lambda: [match.meeting.id for match in half_read]).result()
        assert pool.submit(archive.ids).result() == [first, *rest]


def test_a_closed_archive_says_so() -> None:
    """What is asked too late would look like a damaged index, or be answered by another file."""
    with open_archive() as archive:
        assert len(archive) == 12
    for ask in (archive.ids, archive.coverage, lambda: list(archive.find(Query())), lambda: archive.get("x")):
        with pytest.raises(DialogueError, match=r"^the archive is closed$"):
            ask()


def test_what_is_printed_tells_what_it_is() -> None:
    """Who tries the library at a prompt would see only addresses in memory."""
    archive = open_archive()
    result = archive.find(Query(partner="Pakstan", limit=1))
    assert repr(archive).startswith("Archive('")
    assert repr(archive).endswith("meetings.yaml': 12 meetings, 2022 to 2025 or later, 1 without a date)")
    assert repr(result) == (
        "Result(1 meeting, notes=['no partner \"Pakstan\"; taken for \"Pakistan\"'], matched={'Pakstan': 'Pakistan'})"
    )
    assert repr(archive.find(Query(limit=2))) == "Result(2 meetings)"
    assert repr(archive.find(Query(partner="KZ", limit=2)).query) == "Query(partner=('KZ',), sort='date', limit=2)"
    assert repr(archive.get("eu-central-asia-summit-1")) == (
        "Meeting('eu-central-asia-summit-1', '2025-04-04', 'First EU-Central Asia Summit')"
    )
    assert repr(archive.count_by(Query(), ("year", "partner"))) == (
        "Counts(by year and partner: 10 cells, 12 meetings)"
    )
    assert repr(archive.count_by(Query())) == "Counts(12 meetings)"
    late = archive.find(Query())
    archive.close()
    assert repr(late) == "Result(the archive is closed)"
    archive = open_archive()
    [match] = archive.find(Query(partner="Pakstan", limit=1))
    assert repr(match).startswith(f"Match({match.id!r}, {match.date!r}, {match.title!r}")


def test_help_explains_every_field_of_a_query() -> None:
    """help(Query) would say "Alias for field number 7" and leave the programmer to guess."""
    shown = pydoc.plain(pydoc.render_doc(Query))
    assert "Alias for field number" not in shown
    for field in Query._fields:
        assert getattr(Query, field).__doc__ in shown
