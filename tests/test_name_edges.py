"""The names of a field and the ways to them, one by one: which of two comes first, and what is too little to know by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue_cli import Query, QueryError, open_archive
from dialogue_cli.dataset.vocabulary import Series, Topic
from dialogue_cli.names.catalogue import FieldNames, spellings
from dialogue_cli.names.choices import choice
from dialogue_cli.names.forms import NAME, Form, with_spelling
from dialogue_cli.names.iso import country_names, part_of, state_of_code, state_of_name
from dialogue_cli.names.organisations import ORGANISATIONS, organisation_of_code, organisation_of_name
from dialogue_cli.names.people import people_meant
from dialogue_cli.text import key


def forms_of(*names: str) -> list[Form]:
    return [Form(key(name), name, NAME, name) for name in names]


def test_each_spelling_of_an_entry_has_its_place() -> None:
    """A problem of an alias would be shown at the name, where nothing is wrong."""
    series = Series(id="a-b", name="The Dialogue", aliases=("AD", "DA"))
    assert list(spellings(series)) == [
        ("a-b", ("id",)),
        ("The Dialogue", ("name",)),
        ("AD", ("aliases", 0)),
        ("DA", ("aliases", 1)),
    ]
    assert list(spellings(Series(id="a-b", name="A B"))) == [("a-b", ("id",))]
    assert list(spellings(Topic(name="trade"))) == [("trade", ("name",))]


def test_a_name_goes_before_the_same_alias() -> None:
    """A meeting about one thing would be found under another that has its name as an alias."""
    first, second = Topic(name="alpha", aliases=("beta",)), Topic(name="beta")
    assert FieldNames("topic", [first, second]).entity("Beta") == "beta"
    assert FieldNames("topic", [second, first]).entity("Beta") == "beta"


def test_what_an_index_knows_of_the_vocabulary_is_known() -> None:
    """After an edit of one record its names would be other entities than those of all others."""
    names = FieldNames("topic", vocabulary={"commerce": (1, "trade")})
    assert names.entity("Commerce") == "trade"
    assert names.knows("trade")
    assert not names.knows("commerce")


def test_the_first_spelling_of_a_name_is_kept() -> None:
    """The name that a note shows would depend on the last record that was read."""
    names = FieldNames("topic")
    assert [names.entity(text) for text in ("Trade", "TRADE", "trade")] == ["trade"] * 3
    assert [(form.text, form.rank) for form in names.forms["trade"]] == [("Trade", NAME)]
    assert names.labels == {"trade": "Trade"}


def test_a_city_is_one_by_all_its_names() -> None:
    """Meetings in Kiev would be held in another city than those in Kyiv."""
    places = FieldNames("place")
    assert places.entity("Kiev") == places.entity("Kyiv")
    topics = FieldNames("topic")
    assert topics.entity("Kiev") != topics.entity("Kyiv")


def test_an_entity_is_as_near_as_its_nearest_name() -> None:
    """A name with an alias that is farther away would lose to one that is no nearer, in silence."""
    forms = [
        Form("kazakhstan", "one", NAME, "Kazakhstan"),
        Form("kazakistann", "one", NAME, "Kazakistann"),
        Form("kazakston", "other", NAME, "Kazakston"),
    ]
    assert sorted(with_spelling("Kazakstan", forms)) == ["one", "other"]
    assert with_spelling("Kazakhstan", forms) == ["one"]


@pytest.mark.parametrize(
    ("typed", "name", "is_meant"),
    [
        ("Xi", "Xi Jinping", True),
        ("Kerry, J.", "John Kerry", True),
        ("J. F. Kerry", "John Kerry", False),
        ("John Forbes Kerry", "John Kerry", True),
        ("H.E. John Kerry", "John Kerry", True),
        ("H.E. John Kerry", "Bob Kerry", False),
        ("Dr. John Kerry Jr.", "John Kerry", True),
        ("Kerry III", "John Kerry", True),
        ("President J.", "President John Kerry", False),
        ("Aleksei Navalny", "Aleksei N. Kosygin", False),
        ("Aleksei Nikolayevich Kosygin", "Aleksei N. Kosygin", True),
        ("John Kerry", "Kerry", False),
    ],
)
def test_a_person_is_known_by_words_and_initials(typed: str, name: str, is_meant: bool) -> None:
    """A title or a letter would be taken for a person, or the usual way to write a name would find nobody."""
    assert people_meant(typed, forms_of(name)) == ([name] if is_meant else [])


def test_a_name_that_is_met_whole_goes_before_a_longer_one() -> None:
    """Who has one name more would be as likely meant as whose name it is, and which one would be asked."""
    forms = forms_of("Abxdefgyij Klznopqwst", "Abxdefgyij Klznopqwst Third")
    assert with_spelling("Abcdefghij Klmnopqrst", forms) == ["Abxdefgyij Klznopqwst"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Korea, Republic of", "KR"),
        ("Republic of Korea", "KR"),
        ("Virgin Islands, British", "VG"),
        ("British Virgin Islands", "VG"),
        ("KSA", "SA"),
        ("ksa", None),
        ("the UAE", "AE"),
        ("The UAE", "AE"),
        ("THE UAE", "AE"),
        ("Germany, Dem. Rep.", "DDDE"),
        ("N. Vietnam", "VDVN"),
        ("Dutch Antilles", "ANHH"),
    ],
)
def test_a_country_is_known_by_its_whole_name(name: str, code: str | None) -> None:
    """A former state, or a name that a library turns round, would be a party without a country."""
    state = state_of_name(name)
    assert (state and state.code) == code


def test_the_names_of_a_library_are_turned_round() -> None:
    """A record that has a name in the order in which it is said would name no country."""
    assert {"British Virgin Islands", "Virgin Islands, British"} <= set(country_names("VG"))
    assert {"Republic of Korea", "Korea, Republic of"} <= set(country_names("KR"))


@pytest.mark.parametrize(("typed", "code"), [("DDR", "DDDE"), ("SUN", "SUHH"), ("ANT", "ANHH"), ("KOR", "KR")])
def test_a_state_is_known_by_its_codes(typed: str, code: str) -> None:
    """The three letters of a former state would find nothing, or be a part of its name."""
    state = state_of_code(typed)
    assert state
    assert state.code == code


def test_every_organisation_is_known_by_each_of_its_names() -> None:
    """A body would be a party of its own under one of the names that its table has."""
    for one in ORGANISATIONS:
        for name in (one.name, *one.names):
            if name not in one.abbreviations or len(name) >= 4:
                assert organisation_of_name(name) == one, name
        for abbreviation in one.abbreviations:
            assert organisation_of_code(abbreviation.lower()) == one, abbreviation
            if abbreviation.isalpha():
                # As newspapers write it.
                written = organisation_of_name(abbreviation.capitalize())
                assert written == (one if len(abbreviation) >= 4 else None), abbreviation


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("BN", "Brunei"),
        ("MF", "Saint Martin"),
        ("PS", "Palestine"),
        ("VI", "U.S. Virgin Islands"),
    ],
)
def test_a_country_is_called_what_people_call_it(code: str, name: str) -> None:
    """A note would call a country by a name of ISO that nobody says."""
    state = state_of_code(code)
    assert state
    assert state.name == name


@pytest.mark.parametrize("name", ["England", "Scotland", "Wales", "Northern Ireland"])
def test_a_part_of_a_country_is_told_from_it(name: str) -> None:
    """Whoever asks for one of them would be told that there is nothing, and not of what it is a part."""
    whole = part_of(name)
    assert whole
    assert whole.code == "GB"
    assert state_of_name(name) is None


@pytest.mark.parametrize(
    ("field", "words", "meant"),
    [
        ("status", "canceled, called off, Cancelled", "cancelled"),
        ("status", "put off, Postponed", "postponed"),
        ("mode", "face to face, physical, on site, onsite, presence, in person, In-Person", "in-person"),
        (
            "mode",
            "online, virtual, remote, video call, video conference, videoconference, video link, VTC, VC",
            "video",
        ),
        ("mode", "phone, phone call, telephone call, call, telephone", "telephone"),
        ("mode", "mixed, hybrid", "hybrid"),
    ],
)
def test_a_fixed_word_is_known_by_what_else_people_say(field: str, words: str, meant: str) -> None:
    """Meetings by telephone would not be found by who calls them calls."""
    for word in words.split(", "):
        found = choice(field, word)
        assert found
        assert found[0] == meant
    assert choice("status", "online") is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("eu", "European Union"),
        ("EU-27", "European Union"),
        ("U.N.", "United Nations"),
        ("UNO", "United Nations"),
        ("NATO", "NATO"),
        ("OTAN", "NATO"),
        ("OSCE", "OSCE"),
        ("CSCE", "OSCE"),
        ("AU", "African Union"),
        ("GCC", "Gulf Cooperation Council"),
        ("OIC", "Organisation of Islamic Cooperation"),
        ("SCO", "Shanghai Cooperation Organisation"),
        ("G-20", "G20"),
        ("V4", "Visegrád Group"),
        ("C5", "Central Asia"),
    ],
)
def test_an_organisation_is_known_by_its_abbreviations(typed: str, name: str) -> None:
    """The letters that everybody uses for a body would find nothing."""
    found = organisation_of_code(typed)
    assert found
    assert found.name == name


DATASET = """
    partners: [{name: Nord, members: [Norway, "Côte d'Ivoire"]}]
    topics: [{name: alpha, aliases: [x]}, {name: beta, aliases: [X]}]
    meetings:
    - {id: a, title: T, partners: [World Bank], topics: [alpha], place: {country: Ivory Coast}}
    - {id: b, title: T, topics: [beta], place: {city: Oslo}}
    - {id: c, title: T, topics: [beta], place: {city: Rome}}
    """


def test_the_places_of_a_group_are_those_of_its_members(dataset: Callable[..., Path]) -> None:
    """A member whose name the records write otherwise would be left out of its own group."""
    with open_archive(dataset(DATASET)) as archive:
        assert [match.meeting.id for match in archive.find(Query(place="Nord", sort="id"))] == ["a", "b"]


def test_a_name_of_two_things_is_asked_about(dataset: Callable[..., Path]) -> None:
    """A name that two entries have would be taken for one of them, or the question would not say which they are."""
    with open_archive(dataset(DATASET)) as archive, pytest.raises(QueryError) as caught:
        archive.find(Query(topic="x"))
    assert str(caught.value) == '"x" can be beta or alpha; which one?'


@pytest.mark.parametrize(
    ("names", "hint"), [("Ruritania, Zenda", ""), ("Oslo, Rome, Oslo, Rome", "; give the option once for each name")]
)
def test_names_that_are_no_place_together_are_told(names: str, hint: str, dataset: Callable[..., Path]) -> None:
    """Nothing would be found without a word, as if there were such a place."""
    with open_archive(dataset(DATASET)) as archive:
        assert archive.find(Query(place=names)).notes == [f'no place "{names}" in this dataset{hint}']


def test_a_slip_in_a_long_name_of_a_country_is_one(dataset: Callable[..., Path]) -> None:
    """What stands in front of a country would make its name too far from it."""
    with open_archive(dataset(DATASET)) as archive:
        [note, _] = archive.find(Query(partner="Federal Republic of Kazakstan")).notes
    assert note == 'no partner "Federal Republic of Kazakstan"; taken for "Kazakhstan"'


def test_a_name_that_is_written_otherwise_is_told(dataset: Callable[..., Path]) -> None:
    """A note would end in a hint that hints at nothing, or keep the one spelling back that there is."""
    with open_archive(dataset(DATASET)) as archive:
        assert archive.find(Query(partner="IMF", exact=True)).notes == ['no partner is written exactly "IMF"']
        assert archive.find(Query(partner="world bank", exact=True)).notes == [
            'no partner is written exactly "world bank"; there is "World Bank"'
        ]


@pytest.mark.parametrize(
    "name", ["Central Asia Five", "central asian five", "Central Asian states", "Central Asian countries"]
)
def test_a_group_is_known_by_what_else_it_is_called(name: str) -> None:
    """A meeting with the five states would be one with a party of its own."""
    found = organisation_of_name(name)
    assert found
    assert found.name == "Central Asia"
