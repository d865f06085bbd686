"""Names: whatever the person typed finds the right party, person or place, and what was understood is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue_cli import Query, open_archive
from tests.conftest import Run

SMALL = """
    dataset: {principal: Home}
    partners:
    - {name: Kyrgyz Republic, code: KG}
    - {name: Georgia (state), code: XG, aliases: [Georgia]}
    - {name: Nord, members: [Iceland, Norway]}
    - {name: Home, aliases: [HQ]}
    places: [{name: Al-ʿUla, country: Saudi Arabia, aliases: [Al Ula]}]
    people: [{name: Sergey Lavrov, aliases: [Sergei Lawrow]}]
    topics: [{name: counter-terrorism, aliases: [terrorism]}, {name: food security}, {name: energy security}]
    series: [{id: dialogue-a, name: The A-Dialogue, aliases: [AD]}]
    meetings:
    - {id: kg, title: T, partners: [Kyrgyz Republic], participants: [{name: Hina Rabbani Khar}]}
    - {id: tr, title: T, partners: [Türkiye], place: {city: Al-ʿUla}, topics: [counter-terrorism]}
    - {id: su, title: T, partners: [U.S.S.R.], participants: [{name: Sergey Lavrov}], series: dialogue-a}
    - {id: ru, title: T, partners: [Russia], place: {country: Côte d’Ivoire}, topics: [food security]}
    - {id: no, title: T, partners: [Norway], participants: [{role: Ambassador of Norway}]}
    - {id: nord, title: T, partners: [Nord], topics: [energy security]}
    - {id: iran, title: T, partners: [Iran, Home]}
    - {id: xg, title: T, partners: [Georgia (state)]}
    """


@pytest.fixture
def ask(run: Callable[..., Run], dataset: Callable[..., Path]) -> Callable[..., tuple[str, str]]:
    """The ids that a filter finds, and what is said of it."""
    path = dataset(SMALL)

    def call(option: str, name: str) -> tuple[str, str]:
        done = run("list", "--data", str(path), option, name, "-f", "ids")
        assert done.status in (0, 1, 2)
        return " ".join(done.ids), "\n".join(line.partition(": ")[2] for line in done.err.splitlines())

    return call


@pytest.mark.parametrize(
    ("option", "name", "ids"),
    [
        ("-p", "Turkey", "tr"),
        ("-p", "turkiye", "tr"),
        ("-p", "TUR", "tr"),
        ("-p", "Republic of Türkiye", "tr"),
        ("-p", "Kyrgyzstan", "kg"),
        ("-p", "kgz", "kg"),
        ("-p", "Soviet Union", "su"),
        ("-p", "USSR", "su"),
        ("-p", "Russian Federation", "ru"),
        ("-p", "RU", "ru"),
        ("-p", "Norway", "no nord"),
        ("-p", "Nord", "no nord"),
        ("-p", "Iceland", "nord"),
        ("-p", "Islamic Republic of Iran", "iran"),
        ("-p", "Home", "iran kg no nord ru su tr xg"),
        ("-p", "hq", "iran kg no nord ru su tr xg"),
        ("-p", "Georgia", "xg"),
        ("--place", "al ula", "tr"),
        ("--place", "Alula", "tr"),
        ("--place", "KSA", "tr"),
        ("--place", "Ivory Coast", "ru"),
        ("--place", "cote d'ivoire", "ru"),
        ("--topic", "Counterterrorism", "tr"),
        ("--topic", "counter terrorism", "tr"),
        ("--topic", "TERRORISM", "tr"),
        ("--series", "the a dialogue", "su"),
        ("--series", "ad", "su"),
        ("--person", "sergei lawrow", "su"),
        ("--person", "Ambassador of Norway", "no"),
    ],
)
def test_another_way_to_write_it_is_the_same(
    option: str, name: str, ids: str, ask: Callable[..., tuple[str, str]]
) -> None:
    """Case, diacritics, hyphens, aliases, codes, groups and former names find the record, and nothing need be said."""
    assert ask(option, name) == (ids, "")


@pytest.mark.parametrize(
    ("option", "name", "ids", "said"),
    [
        ("--person", "Rabbani Khar", "kg", 'no person "Rabbani Khar"; taken for "Hina Rabbani Khar"'),
        ("--person", "Lavrof", "su", 'no person "Lavrof"; taken for "Sergey Lavrov"'),
        ("--person", "Rabani Kahr", "kg", 'no person "Rabani Kahr"; taken for "Hina Rabbani Khar"'),
        ("-p", "Tukrey", "tr", 'no partner "Tukrey"; taken for "Türkiye"'),
        ("-p", "Kirgyzstan", "kg", 'no partner "Kirgyzstan"; taken for "Kyrgyz Republic"'),
        ("--topic", "conter-terorism", "tr", 'no topic "conter-terorism"; taken for "counter-terrorism"'),
        (
            "--status",
            "canceled",
            "",
            'no status "canceled"; taken for "cancelled"\nnothing found in 8 meetings, none with a date (meetings.yaml)',
        ),
    ],
)
def test_a_part_or_a_slip_is_taken_for_the_nearest_and_said(
    option: str, name: str, ids: str, said: str, ask: Callable[..., tuple[str, str]]
) -> None:
    """A substitution that is not said would be an answer to another question."""
    assert ask(option, name) == (ids, said)


@pytest.mark.parametrize(
    ("option", "name", "said"),
    [
        ("-p", "Turkmenistan", '"Turkmenistan" is a known partner, but no meeting names it'),
        ("-p", "Niger", '"Niger" is a known partner, but no meeting names it'),
        ("-p", "Burma", '"Myanmar" is a known partner, but no meeting names it'),
        ("-p", "Czechoslovakia", '"Czechoslovakia" is a known partner, but no meeting names it'),
        ("-p", "Atlantis", 'no partner "Atlantis" in this dataset'),
        ("-p", "IT", '"Italy" is a known partner, but no meeting names it'),
        ("--person", "Nobody", 'no person "Nobody" in this dataset'),
    ],
)
def test_an_unknown_name_is_told_from_a_known_one(
    option: str, name: str, said: str, ask: Callable[..., tuple[str, str]]
) -> None:
    """ "Never heard of it" and "never met" are different answers, and neither is another country."""
    ids, notes = ask(option, name)
    assert ids == ""
    assert notes.splitlines()[0] == said
    assert notes.splitlines()[1] == "nothing found in 8 meetings, none with a date (meetings.yaml)"


def test_a_tie_of_spelling_is_an_error_that_lists_the_candidates(ask: Callable[..., tuple[str, str]]) -> None:
    """Choosing one of two equally near names would be a guess."""
    assert ask("-p", "Irai") == ("", 'no partner "Irai"; it could be Iran, Iraq; which one?')


def test_a_part_of_several_names_takes_all_of_them(ask: Callable[..., tuple[str, str]]) -> None:
    """One of them would be a guess, an error would send the person away."""
    said = '"security" is part of 2 names: energy security (1), food security (1)'
    assert ask("--topic", "security") == ("nord ru", said)


def test_a_substitution_stands_in_each_record(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A program that reads JSON does not see standard error."""
    path = str(dataset(SMALL))
    found = json.loads(run("list", "--data", path, "-p", "Tukrey", "-f", "json").out)
    assert found[0]["matched"] == {"Tukrey": "Türkiye"}
    assert "matched" not in json.loads(run("list", "--data", path, "-p", "Turkey", "-f", "json").out)[0]
    found = json.loads(run("search", "--data", path, "terorism", "-f", "json").out)
    assert [(match["id"], match["matched"]) for match in found] == [("tr", {"terorism": "terrorism"})]


@pytest.mark.parametrize(
    "letters", ["Қазақстан", "مرحبا", "日本", "😀", "\u202e", "'", "--", "%", "_", "x" * 10_000, "[x]", "a\0b"]
)
def test_no_name_is_a_fault_of_the_program(letters: str) -> None:
    """Whatever is typed is an answer or a message."""
    from dialogue_cli import QueryError

    archive = open_archive()
    for field in ("partner", "person", "topic", "series", "place", "instrument", "source", "kind"):
        try:
            assert list(archive.find(Query(**{field: (letters,)}))) == []
        except QueryError as error:
            assert str(error)
