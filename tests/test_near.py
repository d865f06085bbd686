"""Notes: who is near a name and not meant by it, who is represented and no partner, and what no guess may do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue_cli import Archive, Query, QueryError, open_archive
from dialogue_cli.names.typed import first_of
from tests.conftest import Run
from tests.test_parties import archive_of, found


def notes(archive: Archive, **query: object) -> list[str]:
    return archive.find(Query(**query)).notes


def people(folder: Path, *names: str) -> Archive:
    return archive_of(folder, **{f"m{i}": {"participants": [{"name": name}]} for i, name in enumerate(names)})


# Neighbours


@pytest.mark.parametrize(
    ("typed", "on_record", "near"),
    [
        ("Congo", ["Congo", "Democratic Republic of the Congo"], "Democratic Republic of the Congo"),
        ("Congo", ["Republic of the Congo", "Zaire"], "Zaire"),
        ("Yemen", ["Yemen", "Yemen Arab Republic"], "Yemen Arab Republic"),
        ("Taiwan", ["Taiwan", "China, Republic of"], "China, Republic of"),
        ("TW", ["Taiwan", "China, Republic of"], "China, Republic of"),
        ("Korea", ["South Korea", "Korea (North)"], "Korea (North)"),
        ("Malaysia", ["Malaysia", "Malaya"], "Malaya"),
        ("United States", ["U.S.", "US"], "US"),
        ("Canada", ["Canada", "CAN"], "CAN"),
        ("Georgia", ["Georgia", "Georgia (US state)"], "Georgia (US state)"),
        ("European Union", ["EU", "Delegation of the European Union"], "Delegation of the European Union"),
    ],
)
def test_a_party_of_a_shared_name_that_is_left_out_is_named(
    tmp_path: Path, typed: str, on_record: list[str], near: str
) -> None:
    """Who asks for one Congo would not learn that there are meetings with the other."""
    archive = archive_of(tmp_path, a=[on_record[0]], b=[on_record[1]], c=[on_record[1]])
    assert found(archive, partner=typed) == "a"
    assert notes(archive, partner=typed) == [f'near "{typed}", not included: {near} (2)']
    assert notes(archive, partner=f"!{typed}") == [f'near "{typed}", not left out: {near} (2)']


def test_a_country_of_a_place_that_is_written_as_a_code_is_named(tmp_path: Path) -> None:
    """The meetings of a record that writes "country: US" would be left out in silence."""
    archive = archive_of(tmp_path, a={"place": {"country": "U.S."}}, b={"place": {"city": "Reno", "country": "US"}})
    assert notes(archive, place="United States") == ['near "United States", not included: US (1)']
    assert notes(archive, place="US") == ['"US" is also the code of U.S. (1 meeting), not included']


def test_a_neighbour_is_named_also_where_nothing_is_found(tmp_path: Path) -> None:
    """It would read as if the collection had nothing of the kind."""
    archive = archive_of(tmp_path, a=["China, Republic of"])
    assert notes(archive, partner="Taiwan") == [
        '"Taiwan" is a known partner, but no meeting names it',
        'near "Taiwan", not included: China, Republic of (1)',
    ]


@pytest.mark.parametrize("typed", ["South Korea", "Benelux", "Belgium", "Home"])
def test_who_is_included_or_not_meant_is_not_near(tmp_path: Path, typed: str) -> None:
    """A note that something is left out would be wrong, or say what everybody knows."""
    path = tmp_path / "m.yaml"
    path.write_text(
        "dataset: {principal: Home}\nmeetings:\n- {id: a, title: T, partners: [South Korea, Benelux]}\n"
        "- {id: b, title: T, partners: [North Korea, Belgium]}\n- {id: c, title: T, partners: [Home Office]}\n",
        encoding="utf-8",
    )
    assert notes(open_archive(path), partner=typed) == []


@pytest.mark.parametrize(
    ("typed", "other"), [("Queen", "Yen Chia-kan"), ("Khan", "Lee Kuan Yew"), ("Park", "Mark Rutte"), ("Bush", "Bosch")]
)
def test_a_short_name_or_a_title_is_near_to_nobody(tmp_path: Path, typed: str, other: str) -> None:
    """A note would name someone who has nothing to do with the question."""
    assert notes(people(tmp_path, typed, other), person=typed) == []


def test_a_name_of_five_letters_has_neighbours(tmp_path: Path) -> None:
    """Whoever asks for Karim would not learn that there are meetings with Kareem."""
    assert notes(people(tmp_path, "Ali Karim", "Omar Kareem"), person="Karim") == [
        'near "Karim", not included: Omar Kareem (1)'
    ]


def test_two_countries_that_no_meeting_names_are_two(tmp_path: Path) -> None:
    """Whoever asks for two at once would not be told how."""
    assert notes(archive_of(tmp_path, a=["Chad"]), partner="Estonia, Latvia") == [
        'no partner "Estonia, Latvia" in this dataset; give the option once for each name'
    ]


def test_a_word_of_three_letters_is_no_hint(tmp_path: Path) -> None:
    """Nearly every short word would be called the nearest of some other."""
    archive = archive_of(tmp_path, a={"topics": ["tax"]}, b={"topics": ["grain"]})
    assert notes(archive, topic="trax") == ['no topic "trax" in this dataset']


def test_as_many_names_as_are_shown_are_all() -> None:
    """A list would end with "and 0 more"."""
    assert first_of(list("abcdefgh")) == "a, b, c, d, e, f, g, h"
    assert first_of(list("abcdefghi")) == "a, b, c, d, e, f, g, h and 1 more"


@pytest.mark.parametrize("typed", ["Park", "Khan"])
def test_a_short_surname_is_not_taken_for_another(tmp_path: Path, typed: str) -> None:
    """Park would be Mark Rutte."""
    assert found(people(tmp_path, "Mark Rutte", "Lee Kuan Yew", "Yen Chia-kan"), person=typed) == ""


def test_a_part_of_names_goes_before_a_guess(tmp_path: Path) -> None:
    """Who asks for Bush would be asked whether Bosch is meant."""
    archive = people(tmp_path, "George Bush", "George W. Bush", "Robert Bosch")
    assert found(archive, person="Bush") == "m0 m1"
    assert notes(archive, person="Bush") == ['"Bush" is part of 2 names: George Bush (1), George W. Bush (1)']


def test_one_man_in_several_spellings_is_no_tie(tmp_path: Path) -> None:
    """Who leaves out a space would be asked which de Gaulle is meant."""
    archive = people(tmp_path, "President de Gaulle", "President Charles de Gaulle", "Georges Pompidou")
    assert found(archive, person="degaulle") == "m0 m1"
    [note] = notes(archive, person="degaulle")
    assert note.endswith("2 names: President Charles de Gaulle (1), President de Gaulle (1)")


# Represented


SIDES = {
    "a": {"partners": [], "participants": [{"name": "Ann", "represents": "France"}]},
    "b": {"partners": [], "participants": [{"name": "Ann", "represents": "French Republic"}]},
    "c": {"partners": [], "participants": [{"name": "Bo", "on_behalf_of": "Ann Bell"}]},
}


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ({"partner": "France"}, '"France" is no partner of a meeting, but people represent it in 2 meetings'),
        ({"partner": "FR"}, '"France" is no partner of a meeting, but people represent it in 2 meetings'),
        ({"partner": "Norway"}, '"Norway" is a known partner, but no meeting names it'),
        ({"person": "France"}, 'no person "France" in this dataset\npeople represent "France" in 2 meetings'),
        ({"person": "Bell"}, 'no person "Bell" in this dataset\npeople stand in for "Bell" in 1 meeting'),
    ],
    ids=str,
)
def test_who_is_only_represented_is_said_to_be(tmp_path: Path, query: dict[str, str], note: str) -> None:
    """It would be said that no meeting names a state whose minister was there."""
    archive = archive_of(tmp_path, **SIDES)
    assert found(archive, **query) == ""
    assert "\n".join(notes(archive, **query)) == note


def test_a_card_with_sides_does_not_say_that_no_party_is_named(run: Callable[..., Run], tmp_path: Path) -> None:
    """The line above the people would deny what stands beside them."""
    path = str(archive_of(tmp_path, **SIDES).path)
    assert "none named" not in run("show", "a", "--data", path, "-f", "markdown").out
    assert "none named" in run("show", "c", "--data", path, "-f", "markdown").out


# Patterns


def test_a_pattern_matches_names_as_they_are_written(tmp_path: Path) -> None:
    """Spain would be found by E because it is España in some library, and nobody could say why."""
    path = tmp_path / "m.yaml"
    path.write_text(
        "partners: [{name: Kazakhstan, code: KZ, aliases: [Qazaqstan]}]\nmeetings:\n"
        "- {id: a, title: T, partners: [Kazakhstan, Russia]}\n- {id: b, title: T, partners: [Uzbekistan, Myanmar]}\n"
        "- {id: c, title: T, partners: [Burma, United Kingdom]}\n- {id: d, title: T, partners: [Myanmar]}\n",
        encoding="utf-8",
    )
    archive = open_archive(path)
    assert notes(archive, partner="U*") == ['"U*" matches 2 names: United Kingdom (1), Uzbekistan (1)']
    assert notes(archive, partner="Q*") == ['"Q*" matches 1 name: Kazakhstan (1, also called "Qazaqstan")']
    assert notes(archive, partner="Bur*")[0] == '"Bur*" matches 1 name: Myanmar (3, also called "Burma")'
    # Great Britain, Republic of the Union of Myanmar
    assert found(archive, partner="G*") == found(archive, partner="Rep*") == ""


def test_a_name_that_comes_later_is_matched_as_one_that_was_there(run: Callable[..., Run], tmp_path: Path) -> None:
    """Whether a pattern finds a spelling would depend on when its record was written."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.yaml").write_text("meetings: [{id: a, title: T, partners: [Myanmar]}]\n", encoding="utf-8")
    call = ("list", "-p", "Bur*", "-F", "id", "--data", str(tmp_path / "data"))
    assert run(*call).out == ""
    (tmp_path / "data" / "b.yaml").write_text("meetings: [{id: b, title: T, partners: [Burma]}]\n", encoding="utf-8")
    assert run(*call).ids == ["a", "b"]


def test_a_star_inside_a_name_is_an_error(run: Callable[..., Run]) -> None:
    """The sign would be taken for a letter, and nothing found."""
    done = run("list", "-p", "K*n")
    assert (done.status, done.out) == (2, "")
    assert done.err == ('dialogue: "K*n" has a * inside; in a name, * works only at the beginning or the end\n')


# Leaving out


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"partner": "!Atlantis"}, 'no partner "Atlantis" to leave out; did you mean "North Atlantic Alliance"?'),
        ({"partner": "!Belgum"}, 'no partner "Belgum" to leave out; did you mean "Belgium"?'),
        ({"person": "!Makron"}, 'no person "Makron" to leave out; did you mean "Emmanuel Macron"?'),
        ({"status": "!hold"}, 'no status "hold" to leave out; did you mean "held"?'),
        ({"partner": "!"}, 'the name of the partner is missing after "!"'),
        ({"place": "! "}, 'the name of the place is missing after "!"'),
    ],
    ids=str,
)
def test_a_guess_never_leaves_meetings_out(tmp_path: Path, query: dict[str, str], message: str) -> None:
    """Meetings would be missing because of a slip of the pen."""
    macron = {"participants": [{"name": "Emmanuel Macron"}]}
    archive = archive_of(tmp_path, a=["North Atlantic Alliance"], b=["Belgium"], c=macron)
    with pytest.raises(QueryError) as raised:
        archive.find(Query(**query))
    assert str(raised.value) == message


def test_another_word_for_a_status_is_no_guess(tmp_path: Path) -> None:
    """Who writes canceled, as Americans do, would be asked what is meant."""
    archive = archive_of(tmp_path, a={"status": "cancelled"}, b=["Chad"])
    assert found(archive, status="!canceled") == "b"


# Once


@pytest.mark.parametrize("typed", ["Sweden; Denmark", "Sweden, Denmark", "SE;Denmark"])
def test_a_list_in_one_value_gets_a_hint(tmp_path: Path, typed: str) -> None:
    """Who writes a list with semicolons would read that there are no such meetings."""
    archive = archive_of(tmp_path, a=["Sweden"], b=["Denmark"])
    assert notes(archive, partner=typed) == [
        f'no partner "{typed}" in this dataset; give the option once for each name'
    ]


def test_each_note_is_said_once(tmp_path: Path) -> None:
    """Two names of one party would get the same note twice."""
    archive = archive_of(tmp_path, a=["Burma"], b=["Myanmar"])
    note = '"Burma" is written in 2 ways: Burma (1), Myanmar (1)'
    assert notes(archive, partner=("Burma", "Myanmar"), all_match=True) == [note]
