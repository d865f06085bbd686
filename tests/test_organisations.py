"""Organisations: a well-known body by its long names and its abbreviation, and nothing that only looks like it."""

from __future__ import annotations

import babel
import pytest

from dialogue_cli.names.iso import all_codes, country_of_code, country_of_name, former_of_name
from dialogue_cli.names.organisations import ORGANISATIONS, organisation_of_code, organisation_of_name


def meant(name: str) -> str:
    found = organisation_of_name(name)
    return found.name if found else ""


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("EU", "European Union"),
        ("E.U.", "European Union"),
        ("the European Union", "European Union"),
        ("European Union (EU)", "European Union"),
        ("UN", "United Nations"),
        ("U.N.", "United Nations"),
        ("United Nations Organisation", "United Nations"),
        ("NATO", "NATO"),
        ("Nato", "NATO"),
        ("Asean", "ASEAN"),
        ("North Atlantic Treaty Organisation", "NATO"),
        ("NORTH ATLANTIC TREATY ORGANIZATION (NATO)", "NATO"),
        ("Organisation for Security and Cooperation in Europe", "OSCE"),
        ("Organization for Security & Co-operation in Europe", "OSCE"),
        ("CSCE", "OSCE"),
        ("AU", "African Union"),
        ("Association of South East Asian Nations", "ASEAN"),
        ("Gulf Co-operation Council", "Gulf Cooperation Council"),
        ("Cooperation Council for the Arab States of the Gulf", "Gulf Cooperation Council"),
        ("Organization of Islamic Cooperation", "Organisation of Islamic Cooperation"),
        ("Organization of the Islamic Conference", "Organisation of Islamic Cooperation"),
        ("Shanghai Cooperation Organization", "Shanghai Cooperation Organisation"),
        ("SCO", "Shanghai Cooperation Organisation"),
        ("G7", "G7"),
        ("G-7", "G7"),
        ("Group of Seven (G7)", "G7"),
        ("G20", "G20"),
        ("Visegrad Group", "Visegrád Group"),
        ("Visegrád Four (V4)", "Visegrád Group"),
        ("Benelux", "Benelux"),
        ("BENELUX", "Benelux"),
        ("C5", "Central Asia"),
        ("Central Asian states", "Central Asia"),
    ],
)
def test_a_body_is_known_by_its_names(name: str, wanted: str) -> None:
    """A meeting with the Gulf Cooperation Council would be split over the ways to write it."""
    assert meant(name) == wanted


@pytest.mark.parametrize(
    "name",
    [
        "Au",
        "un",
        "Sco",
        "c5",
        "Nato Military Committee",
        "EU Delegation",
        "EU-Pakistan",
        "European Union (Delegation)",
        "European Union (UN)",
        "European Communities",
        "Organization of African Unity",
        "OAU",
        "G8",
        "G77",
        "C5+1",
        "Shanghai Five",
        "United Nations Security Council",
        "South-East Asia",
        "Union",
        "",
    ],
)
def test_what_is_no_whole_name_is_itself(name: str) -> None:
    """A chemical, an organ of a body or another body would be counted as the body."""
    assert meant(name) == ""


def test_every_name_leads_to_its_own_body_and_to_no_country() -> None:
    """Two bodies, or a body and a country, would be one party."""
    for one in ORGANISATIONS:
        assert one.kind in ("organisation", "group")
        for name in (one.name, *one.names, *one.abbreviations):
            assert organisation_of_name(name) == one, name
            assert organisation_of_name(name.upper()) == one, name
            assert country_of_name(name) is former_of_name(name) is None, name
        for abbreviation in one.abbreviations:
            assert organisation_of_code(abbreviation.lower()) == one
    assert len({one.name for one in ORGANISATIONS}) == len(ORGANISATIONS)


def test_one_abbreviation_alone_is_also_the_code_of_a_country() -> None:
    """A query for a country by its code would find a body, and nobody would have decided so."""
    shared = {short for one in ORGANISATIONS for short in one.abbreviations if country_of_code(short)}
    assert shared == {"AU"}


def test_no_name_of_a_country_is_a_body() -> None:
    """A country would be counted as an organisation."""
    territories = babel.Locale.parse("en").territories
    assert [territories[code] for code in all_codes() if organisation_of_name(territories[code])] == []


def test_members_are_countries_and_only_where_they_never_changed() -> None:
    """A query for a group would find meetings of countries that were not in it at the time, or miss a member."""
    members = {one.name: " ".join(one.members) for one in ORGANISATIONS if one.members}
    assert members == {
        "Gulf Cooperation Council": "AE BH KW OM QA SA",
        "G7": "CA DE FR GB IT JP US",
        "Visegrád Group": "CZ HU PL SK",
        "Benelux": "BE LU NL",
        "Central Asia": "KG KZ TJ TM UZ",
    }
    assert {code for codes in members.values() for code in codes.split()} <= set(all_codes())
