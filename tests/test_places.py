"""Places: a city lies in the country that its record states, and what the tool prints finds it again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue_cli import Archive, Query, open_archive
from tests.conftest import Run
from tests.test_parties import archive_of, found


def places(folder: Path, **places: object) -> Archive:
    """An archive of meetings by their places."""
    return archive_of(folder, **{name: {"place": place} for name, place in places.items()})


STATED = {
    "texas": {"city": "Paris", "country": "United States"},
    "seine": {"city": "Paris", "country": "France"},
    "bare": {"city": "Paris"},
    "ontario": {"city": "London", "country": "Canada"},
    "georgia": {"city": "Rome", "country": "United States"},
    "two": [{"city": "Oslo", "country": "Norway"}, {"city": "Rome"}],
    "castle": {"venue": "Riga Castle", "city": "Riga", "country": "Latvia"},
    "scotland": {"city": "Edinburgh", "country": "Scotland"},
    "dc": {"city": "Washington, D.C."},
    "capital": {"city": "Washington"},
    "kiev": {"city": "Kiev"},
    "peter": {"city": "St. Petersburg"},
}
EVERY = list(STATED)


@pytest.mark.parametrize(
    ("place", "ids"),
    [
        ("France", "bare seine"),
        ("Paris, France", "bare seine"),
        ("Paris, United States", "texas"),
        ("Paris", "bare seine texas"),
        ("UK", "scotland"),
        ("Canada", "ontario"),
        ("Italy", "two"),
        ("Rome, Norway", ""),
        ("!Italy", " ".join(sorted(set(EVERY) - {"two"}))),
        ("United States", "capital dc georgia texas"),
        ("Riga Castle, Riga, Latvia", "castle"),
        ("Riga, Latvia, Riga Castle", "castle"),
        ("Riga Castle, Latvia", "castle"),
        ("Riga Castle, Oslo, Latvia", ""),
        ("Washington", "capital dc"),
        ("Washington, DC", "capital dc"),
        ("Washington, D.C.", "capital dc"),
        ("Washington, United States", "capital dc"),
        ("Washington, D.C., United States", "capital dc"),
        ("Kyiv", "kiev"),
        ("Kyiv, Ukraine", "kiev"),
        ("Saint Petersburg, Russia", "peter"),
    ],
)
def test_a_stated_country_wins_and_names_of_one_place_go_together(tmp_path: Path, place: str, ids: str) -> None:
    """A meeting in Paris, Texas, would be one in France, and one in Rome, Georgia, none outside Italy."""
    assert " ".join(sorted(found(places(tmp_path, **STATED), place=place).split())) == ids


def test_namesakes_are_counted_apart_where_their_countries_differ(tmp_path: Path) -> None:
    """Meetings in two cities would be added up as if it were one."""
    archive = places(tmp_path, **STATED)
    counted = {value: number for (value,), number in archive.count_by(Query(), "place")}
    assert counted == {
        "Paris, France": 2,
        "Paris, United States": 1,
        "Washington": 2,
        "Edinburgh": 1,
        "Kiev": 1,
        "London": 1,
        "Oslo": 1,
        "Riga": 1,
        "Rome": 1,
        "Rome, United States": 1,
        "St. Petersburg": 1,
    }
    for value in counted:
        assert archive.count(Query(place=value)) == counted[value] + (value == "Rome")


def test_a_city_whose_country_nobody_states_is_shown_without_it(tmp_path: Path) -> None:
    """The tool would say of a record what stands in no record."""
    archive = places(tmp_path, a={"city": "Paris"}, b={"city": "Paris", "country": "United States"})
    assert dict(archive.count_by(Query(), "place")) == {("Paris",): 1, ("Paris, United States",): 1}


def test_one_city_of_an_unknown_country_is_not_split(tmp_path: Path) -> None:
    """A city would be two because one record leaves out where it lies."""
    archive = places(tmp_path, a={"city": "Springfield"}, b={"city": "Springfield", "country": "United States"})
    assert dict(archive.count_by(Query(), "place")) == {("Springfield",): 2}


def test_a_country_of_which_only_namesakes_are_on_record_is_said_to_be_in_none(tmp_path: Path) -> None:
    """Nothing would be found and nothing said."""
    result = places(tmp_path, texas=STATED["texas"]).find(Query(place="France"))
    assert (list(result), result.notes) == ([], ['"France" is a known place, but no meeting names it'])


@pytest.mark.parametrize("typed", ["Oslo; Riga", "Oslo, Riga"])
def test_two_places_in_one_value_get_a_hint(tmp_path: Path, typed: str) -> None:
    """Who writes a list would read that there are no such meetings."""
    [note] = places(tmp_path, **STATED).find(Query(place=typed)).notes
    assert note.startswith(f'no place "{typed}" in this dataset; ')
    assert "give the option once" in note


def test_the_vocabulary_says_where_a_city_lies_only_where_the_record_does_not(tmp_path: Path) -> None:
    """An entry of the vocabulary would move the meetings of a city of the same name."""
    path = tmp_path / "m.yaml"
    path.write_text(
        "places: [{name: Paris, country: United States, aliases: [Paree]}]\nmeetings:\n"
        "- {id: a, title: T, place: {city: Paris}}\n- {id: b, title: T, place: {city: Paree, country: France}}\n",
        encoding="utf-8",
    )
    archive = open_archive(path)
    assert found(archive, place="US") == "a"
    assert found(archive, place="France") == "b"


def test_a_search_for_a_country_does_not_find_a_namesake_of_its_capital(tmp_path: Path) -> None:
    """Who searches for France would read of Texas."""
    archive = places(
        tmp_path, texas=STATED["texas"], oslo={"city": "Oslo"}, norway={"country": "Norway"}, nice={"country": "France"}
    )
    assert {match.id for match in archive.find(Query(words="Norway"))} == {"norway", "oslo"}
    assert [match.id for match in archive.find(Query(words="France"))] == ["nice"]


def test_a_changed_place_is_known_at_once(run: Callable[..., Run], tmp_path: Path) -> None:
    """An index that is brought up to date would keep the place that a record had before."""
    folder = tmp_path / "data"
    folder.mkdir()
    first = "meetings: [{{id: a, title: T, place: {{city: Paris, country: {}}}}}]\n"
    (folder / "a.yaml").write_text(first.format("United States"), encoding="utf-8")
    (folder / "b.yaml").write_text("meetings: [{id: b, title: T, place: {city: Paris}}]\n", encoding="utf-8")
    call = ("count", "--by", "place", "--data", str(folder))
    assert run(*call).out == "Paris\t1\nParis, United States\t1\n"
    (folder / "a.yaml").write_text(first.format("France"), encoding="utf-8")
    assert run(*call).out == "Paris\t2\n"
