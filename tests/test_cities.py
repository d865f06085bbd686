"""Cities: a capital or a seat of diplomacy gives its country, and a name that may be elsewhere gives none."""

from __future__ import annotations

import unicodedata
from collections import defaultdict

import pytest
from babel.core import get_global

from dialogue_cli.names.cities import AMBIGUOUS, CAPITALS, NO_CAPITAL, SEATS, country_of_city, entries
from dialogue_cli.names.iso import all_codes, country_of_name
from dialogue_cli.text import key


def test_every_country_has_a_capital_or_a_reason_for_none() -> None:
    """A meeting in a capital that was forgotten would be in no country."""
    listed = [code for code, _ in entries(CAPITALS)] + [code for code, _ in entries(AMBIGUOUS)] + list(NO_CAPITAL)
    assert sorted(listed) == sorted(all_codes())


def test_every_city_is_in_one_country() -> None:
    """A city that is listed under two countries would be in the one that comes last."""
    owners = defaultdict(set)
    for block in (CAPITALS, SEATS):
        for code, names in entries(block):
            for name in names:
                owners[key(name)].add(code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}
    assert len(owners) > 300
    assert set().union(*owners.values()) <= set(all_codes())


def test_every_spelling_gives_its_country() -> None:
    """A city in capitals, without its accents or with another apostrophe would be in no country."""
    for block in (CAPITALS, SEATS):
        for code, names in entries(block):
            for name in names:
                bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
                for spelling in (name, name.upper(), bare, name.replace("'", "’"), name.replace("-", " ")):
                    assert country_of_city(spelling) == code, spelling


def test_a_name_that_may_be_elsewhere_gives_no_country() -> None:
    """A meeting in Victoria, British Columbia, would be in the Seychelles."""
    for code, names in entries(AMBIGUOUS):
        assert [name for name in names if country_of_city(name)] == [], code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kyiv", "UA"),
        ("Kiev", "UA"),
        ("Nur-Sultan", "KZ"),
        ("Nursultan", "KZ"),
        ("Astana", "KZ"),
        ("Ndjamena", "TD"),
        ("N’Djamena", "TD"),
        ("Washington", "US"),
        ("Washington, D.C.", "US"),
        ("Washington DC", "US"),
        ("Ulan Bator", "MN"),
        ("Chisinau", "MD"),
        ("Saint Petersburg", "RU"),
        ("Sanaa", "YE"),
        ("Sana’a", "YE"),
        ("The Hague", "NL"),
        ("Geneva", "CH"),
        ("New York", "US"),
        ("Sharm El Sheikh", "EG"),
        ("Sharm el-Sheikh", "EG"),
        ("Camp David", "US"),
        ("Kingston", "JM"),
        ("Santiago", "CL"),
        ("Monaco", "MC"),
        ("Pristina", "XK"),
        ("Tel Aviv", "IL"),
        ("Bogota", "CO"),
        ("Brasilia", "BR"),
        ("Al-ʿUla", "SA"),
        ("Dushanbe", "TJ"),
    ],
)
def test_cities_as_they_are_written(name: str, code: str) -> None:
    """A meeting in a city by its usual spelling would be in no country."""
    assert country_of_city(name) == code


@pytest.mark.parametrize(
    "name",
    ["Jerusalem", "Yalta", "Simferopol", "Srinagar", "Sukhumi", "Laayoune", "Leningrad", "Paris, Texas", "Georgia", ""],
)
def test_contested_former_and_unknown_cities_give_no_country(name: str) -> None:
    """The tool would take a side, or make up a place."""
    assert country_of_city(name) is None


def test_a_city_with_the_name_of_a_country_lies_in_it() -> None:
    """Luxembourg would be one country as a city and another as a country."""
    shared = [
        name for block in (CAPITALS, SEATS) for _, names in entries(block) for name in names if country_of_name(name)
    ]
    assert {"Luxembourg", "Singapore", "Monaco", "San Marino", "Djibouti", "Kuwait"} <= set(shared)
    for name in shared:
        country = country_of_name(name)
        assert country is not None
        assert country.code == country_of_city(name)


def test_unicode_has_the_cities_of_time_zones_in_the_same_countries() -> None:
    """The list of Unicode, made by other people, would put a city in another country."""
    compared = 0
    for code, zones in get_global("territory_zones").items():
        for zone in zones:
            if found := country_of_city(zone.rpartition("/")[2].replace("_", " ")):
                assert found == code, zone
                compared += 1
    assert compared > 170
