"""Names of countries by hand: what institutions, historians and other people write, and what it says."""

from __future__ import annotations

import csv
from collections import defaultdict

import pytest

from dialogue_cli.names.iso import country_of_name, former_codes, former_of_name
from tests.conftest import ROOT


def meant(name: str) -> str:
    """The code of the country or former state, never of both; empty for neither."""
    country, former = country_of_name(name), former_of_name(name)
    assert country is None or former is None, name
    found = country or former
    return found.code if found else ""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        # The World Bank
        ("Lao PDR", "LA"),
        ("Korea, Rep.", "KR"),
        ("Korea, Dem. Rep.", "KP"),
        ("Korea, Dem. People's Rep.", "KP"),
        ("Congo, Rep.", "CG"),
        ("Congo, Dem. Rep.", "CD"),
        ("Egypt, Arab Rep.", "EG"),
        ("Iran, Islamic Rep.", "IR"),
        ("Yemen, Rep.", "YE"),
        ("Venezuela, RB", "VE"),
        ("Gambia, The", "GM"),
        ("Bahamas, The", "BS"),
        ("Micronesia, Fed. Sts.", "FM"),
        ("Hong Kong SAR, China", "HK"),
        ("Macao SAR, China", "MO"),
        ("West Bank and Gaza", "PS"),
        ("St. Kitts and Nevis", "KN"),
        ("St. Vincent and the Grenadines", "VC"),
        ("St. Martin (French part)", "MF"),
        ("Sint Maarten (Dutch part)", "SX"),
        ("Virgin Islands (U.S.)", "VI"),
        ("Cote d'Ivoire", "CI"),
        ("Turkiye", "TR"),
        ("Kyrgyz Republic", "KG"),
        ("Slovak Republic", "SK"),
        # The United Nations
        ("Bolivia (Plurinational State of)", "BO"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Netherlands (Kingdom of the)", "NL"),
        ("Venezuela (Bolivarian Republic of)", "VE"),
        ("Micronesia (Federated States of)", "FM"),
        ("Republic of Moldova", "MD"),
        ("Democratic People’s Republic of Korea", "KP"),
        ("Korea (the Democratic People's Republic of)", "KP"),
        ("United Republic of Tanzania", "TZ"),
        ("Tanzania, the United Republic of", "TZ"),
        ("China, Hong Kong Special Administrative Region", "HK"),
        ("Lao People's Democratic Republic", "LA"),
        ("The former Yugoslav Republic of Macedonia", "MK"),
        ("State of Palestine", "PS"),
        ("occupied Palestinian territory", "PS"),
        # The IMF, the CIA, Excel, ministries
        ("Congo, Democratic Republic of the", "CD"),
        ("Congo, Republic of the", "CG"),
        ("Republic of Congo", "CG"),
        ("Congo (Kinshasa)", "CD"),
        ("Congo (Brazzaville)", "CG"),
        ("Dem. Rep. Congo", "CD"),
        ("Democratic Republic of Congo", "CD"),
        ("Democratic Republic of the Congo (Zaire)", "CD"),
        ("Korea, South", "KR"),
        ("Korea, North", "KP"),
        ("Korea (North)", "KP"),
        ("Korea", "KR"),
        ("Holy See (Vatican City)", "VA"),
        ("The Vatican", "VA"),
        ("Burma (Myanmar)", "MM"),
        ("Myanmar (Burma)", "MM"),
        ("Myanmar/Burma", "MM"),
        ("Turkey (Türkiye)", "TR"),
        ("Taiwan Province of China", "TW"),
        ("Chinese Taipei", "TW"),
        ("Republic of China (Taiwan)", "TW"),
        ("Macau", "MO"),
        ("Hong Kong SAR", "HK"),
        ("Palestinian Territories", "PS"),
        ("Guinea, Equatorial", "GQ"),
        ("Sudan, South", "SS"),
        ("S. Korea", "KR"),
        ("Czech Rep.", "CZ"),
        ("Central African Rep.", "CF"),
        ("Bosnia & Herzegovina", "BA"),
        ("Bosnia-Herzegovina", "BA"),
        ("Trinidad & Tobago", "TT"),
        ("São Tomé and Príncipe", "ST"),
        ("Kosovo*", "XK"),
        ("Republic of Kosovo", "XK"),
        ("Great Britain", "GB"),
        ("U.K.", "GB"),
        ("U.S.", "US"),
        ("U. S. A.", "US"),
        ("United Arab Emirates (UAE)", "AE"),
        ("Russia", "RU"),
        # Renamed states, which went on
        ("Burma", "MM"),
        ("Ceylon", "LK"),
        ("Ceylon (Sri Lanka)", "LK"),
        ("Zaire", "CD"),
        ("Upper Volta", "BF"),
        ("Dahomey", "BJ"),
        ("Swaziland", "SZ"),
        ("Macedonia", "MK"),
        ("Cape Verde", "CV"),
        ("East Timor", "TL"),
        ("Siam", "TH"),
        ("Persia", "IR"),
        ("West Germany", "DE"),
        ("Germany, Federal Republic of", "DE"),
        ("Zimbabwe Rhodesia", "ZW"),
        ("Central African Empire", "CF"),
    ],
)
def test_names_that_institutions_write(name: str, code: str) -> None:
    """A country by the name that a well-known institution gives it would be in no meeting."""
    for variant in (name, name.upper(), f"The {name}"):
        assert meant(variant) == code, variant


@pytest.mark.parametrize(
    "name",
    [
        "Georgia (US state)",
        "Georgia (state)",
        "Georgia, USA",
        "State of Georgia",
        "Georgia (GA)",
        "Facebook (Ireland)",
        "Ireland (Facebook)",
        "Afghanistan (Interim Authority)",
        "Poland (government-in-exile)",
        "Slovak Republic (1939–1945)",
        "Government of Kazakhstan",
        "Kazakhstan and Uzbekistan",
        "Russia/China",
        "New Mexico",
        "Northern Ireland",
        "Northern Cyprus",
        "Turkish Republic of Northern Cyprus",
        "Sahrawi Arab Democratic Republic",
        "Republic of Somaliland",
        "Republic of Artsakh",
        "Federation of Bosnia and Herzegovina",
        "Bosnian Federation",
        "Republika Srpska",
        "Islamic Emirate of Afghanistan",
        "Islamic State",
        "Islamic State of Iraq",
        "Islamic State of Iraq and Syria",
        "Guiana",
        "Virgin Islands",
        "Hawaii",
        "Gold Coast",
        "Emirates",
        "Ma Li",
        "Per U",
        "Republic",
        "The Kingdom",
        "United Nations",
        "Iraqi",
        "Kazakh",
        "Bank of China",
        "",
        "?",
    ],
)
def test_what_is_no_whole_name_is_itself(name: str) -> None:
    """A company, a province or an unrecognised party would be counted as a country."""
    assert meant(name) == ""


@pytest.mark.parametrize(
    ("names", "heirs"),
    [
        ("Soviet Union | U.S.S.R. | USSR | Union of Soviet Socialist Republics | Soviet Union (former)", "Russia"),
        ("Yugoslavia | Socialist Federal Republic of Yugoslavia | Former Yugoslavia", "Serbia"),
        ("Serbia and Montenegro | Federal Republic of Yugoslavia | Serbia & Montenegro", "Serbia | Montenegro"),
        ("Czechoslovakia | Czech and Slovak Federal Republic | Czecho-Slovakia", "Czechia | Slovakia"),
        ("East Germany | German Democratic Republic | Germany, East | Democratic Republic of Germany", "Germany"),
        ("Republic of China | China, Republic of | China (Republic of) | Nationalist China", "China | Taiwan"),
        ("North Yemen | Yemen Arab Republic | Yemen, Arab Rep. | Arab Republic of Yemen", "Yemen"),
        ("South Yemen | People's Democratic Republic of Yemen | Yemen, People's Democratic Republic of", "Yemen"),
        ("North Vietnam | Democratic Republic of Vietnam | Viet-Nam, Democratic Republic of", "Vietnam"),
        ("South Vietnam | Republic of Vietnam | Vietnam, Republic of | State of Vietnam", "Vietnam"),
        ("Tanganyika | Republic of Tanganyika", "Tanzania"),
        ("Zanzibar | Sultanate of Zanzibar", "Tanzania"),
        ("United Arab Republic", "Egypt | Syria"),
        ("Netherlands Antilles | The Netherlands Antilles", "Netherlands | Curaçao"),
        ("Austria-Hungary | Austro-Hungarian Empire", "Austria | Hungary"),
        ("Ottoman Empire", "Türkiye"),
        ("Russian Empire | Empire of Russia", "Russia"),
        ("Mali Federation | Federation of Mali", "Mali"),
        ("Independent State of Croatia", "Croatia"),
        ("Malaya | Federation of Malaya", "Malaysia"),
        ("Kingdom of Hawaii | Republic of Hawaii", "United States"),
    ],
)
def test_states_that_are_no_more_are_their_own(names: str, heirs: str) -> None:
    """A meeting with a state that is no more would be one with its successor, or split over its spellings."""
    codes = {meant(name) for name in names.split(" | ")}
    assert len(codes) == 1
    assert codes <= set(former_codes())
    assert all(country_of_name(name) is None for name in names.split(" | "))
    assert codes.isdisjoint(meant(heir) for heir in heirs.split(" | "))


def test_the_countries_of_the_real_visits_are_who_they_were() -> None:
    """The parties of 150 years of state visits would be split or merged by their spellings."""
    path = ROOT.parent / "shared" / "realdata" / "visits.csv"
    if not path.exists():
        pytest.skip("needs ../shared/realdata/visits.csv, which is not part of the project")
    names: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            names[row["country_id"]].add(row["country"])
    assert len(names) == 203
    more_than_one = {"china", "malaysia", "russia", "tanzania", "yemen"}
    unknown = {name for spellings in names.values() for name in spellings if not meant(name)}
    assert unknown == {
        "Afghanistan (Interim Authority)",
        "Bosnian Federation",
        "Cuba (Provisional Government)",
        "Czechoslovakia (government-in-exile)",
        "France (Provisional Government)",
        "Hawaii",
        "Israel (Provisional Government)",
        "Poland (government-in-exile)",
        "Somoa",
    }
    owners = defaultdict(set)
    for country, spellings in names.items():
        codes = {meant(spelling) for spelling in spellings} - {""}
        assert len(codes) <= 1 or country in more_than_one, country
        for code in codes:
            owners[code].add(country)
    shared = [sorted(ids) for ids in owners.values() if len(ids) > 1]
    assert sorted(shared) == [
        ["china", "taiwan"],  # both have "China, Republic of"
        ["czech-republic", "czechia"],
        ["eswatini", "swaziland"],
        ["korea", "korea-south"],
        ["macedonia", "north-macedonia"],
        ["turkey", "turkiye"],
    ]
