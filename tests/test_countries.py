"""Countries: a whole name says one country and never its neighbour; a code is never a name."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

import babel
import pycountry
import pytest

from dialogue_cli.names.country_forms import NOT_COUNTRIES
from dialogue_cli.names.iso import (
    all_codes,
    country_codes,
    country_names,
    country_of_code,
    country_of_name,
    former_codes,
    former_of_code,
    former_of_name,
    part_of,
    without_generic_words,
)
from dialogue_cli.text import key
from tests.conftest import ROOT

# Ways to set generic words, with the plainest form of each.
GENERIC = {
    "Republic of {}": "Republic of {}",
    "the Republic of {}": "Republic of {}",
    "Republic of the {}": "Republic of {}",
    "{}, Republic of": "Republic of {}",
    "{} (Republic of)": "Republic of {}",
    "{}, The": "{}",
} | {
    form: form
    for form in (
        "Kingdom of {}",
        "Islamic Republic of {}",
        "People's Republic of {}",
        "Democratic Republic of {}",
        "Federal Republic of {}",
        "State of {}",
        "Commonwealth of {}",
    )
}
# Where generic words make another name than the country's, and which.
OTHERS = {
    "Republic of China": "X-ROC",
    "Democratic Republic of Congo": "CD",
    "Democratic Republic of Germany": "DDDE",
    "Republic of Vietnam": "X-RVN",
    "State of Vietnam": "X-RVN",
    "Democratic Republic of Vietnam": "VDVN",
    "Kingdom of Yemen": "X-YAR",
    "State of Georgia": "",
    "State of Mexico": "",
    "State of Niger": "",
    "Kingdom of Benin": "",
}
# Names that more than one state has had with generic words, and names that are made of them.
SHARED = {"China", "Congo", "Germany", "Mali", "Vietnam", "Yemen"}
MADE_OF_THEM = {"United Arab Emirates", "United Kingdom", "United States"}


def meant(name: str) -> str:
    """The code of the country or former state, never of both; empty for neither."""
    country, former = country_of_name(name), former_of_name(name)
    assert country is None or former is None, name
    found = country or former
    return found.code if found else ""


def iso_names() -> Iterator[tuple[str, str]]:
    """Every name that ISO has for a country, as it stands."""
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            if name := getattr(country, field, ""):
                yield country.alpha_2, name


def plain_names() -> Iterator[tuple[str, str]]:
    """The short names of ISO that have neither comma nor brackets."""
    for country in pycountry.countries:
        name = getattr(country, "common_name", country.name)
        if not re.search(r"[,(]", name):
            yield country.alpha_2, name


def variants(name: str) -> Iterator[str]:
    """The name as people also write it, made without the code that reads it."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    for spelling in (name, bare, unicodedata.normalize("NFD", name), name.replace("'", "’")):
        yield from (spelling, spelling.upper(), spelling.lower(), f"The {spelling}", f" {spelling} ")
        yield spelling.replace(" and ", " & ")
        yield spelling.replace("Saint ", "St. ")
        yield spelling.replace("Saint ", "St ").replace(" and the ", " & ")
        yield spelling.replace("-", " ")
        yield spelling.replace(" ", "\u00a0")
    head, comma, tail = name.partition(", ")
    if comma and tail.endswith((" of", " of the")):
        yield from (f"{tail} {head}", f"the {tail} {head}", f"{head} ({tail})", f"{head} (the {tail})")


def test_every_name_of_iso_is_its_own_country_in_every_form() -> None:
    """A country written as ISO, the UN or a newspaper writes it would be another party, or another country."""
    names = list(iso_names())
    assert len(names) > 430
    for code, name in names:
        for variant in variants(name):
            assert meant(variant) == code, (variant, code)


def test_generic_words_never_lead_to_a_neighbour() -> None:
    """ "Republic of Ireland" would be Iceland, or "Republic of China" the People's Republic."""
    countries = list(plain_names())
    assert len(countries) > 230
    for code, name in countries:
        for form, plain in GENERIC.items():
            wanted = OTHERS.get(plain.format(name), code)
            found = meant(form.format(name))
            assert found == wanted or (not found and name in SHARED | MADE_OF_THEM), form.format(name)
    for variant, code in OTHERS.items():
        assert meant(variant) == code, variant


def test_no_two_countries_share_a_name() -> None:
    """Two countries would be one party."""
    owners = defaultdict(set)
    for code in (*all_codes(), *former_codes()):
        for name in country_names(code):
            assert meant(name) == code, name
            owners[key(name)].add(code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}
    assert len(all_codes()) == len(pycountry.countries) + 1
    assert len({country_names(code)[0] for code in all_codes()}) == len(all_codes())


def test_no_code_is_a_name() -> None:
    """A company called BT would be Bhutan."""
    for code in (*all_codes(), *former_codes()):
        for spelling in country_codes(code):
            assert meant(spelling) == "", spelling
    for name in ("BT", "GE", "CAN", "TÜV", "UAE", "UK", "USA", "AU", "can", "Geo", "PER", "EU", "US", "DRC"):
        assert meant(name) == "", name
    for name, code in (("Chad", "TD"), ("CUBA", "CU"), ("oman", "OM"), ("Togo", "TG")):
        assert meant(name) == code


def test_a_code_is_the_code_of_one_country() -> None:
    """A query for a code would find another country, or a renamed one nothing."""
    for country in pycountry.countries:
        for code in (country.alpha_2, country.alpha_3, country.alpha_2.lower()):
            found = country_of_code(code)
            assert found is not None
            assert found.code == country.alpha_2
            assert former_of_code(code) is None
    for code, alpha_2 in {
        "UK": "GB", "UAE": "AE", "PRC": "CN", "FRG": "DE", "USA": "US", "DPRK": "KP", "ROK": "KR", "DRC": "CD", "XK": "XK",
        "XKX": "XK", "KSA": "SA", "ZAR": "CD", "BUR": "MM", "TMP": "TL", "FYROM": "MK",
    }.items():  # fmt: skip
        assert country_of_code(code) == (alpha_2, country_names(alpha_2)[0])
    for code, former in {
        "SU": "SUHH",
        "DDR": "DDDE",
        "GDR": "DDDE",
        "YUG": "YUCS",
        "CSK": "CSHH",
        "ROC": "X-ROC",
    }.items():
        assert former_of_code(code) == (former, country_names(former)[0])
        assert country_of_code(code) is None
    spellings = [s for code in (*all_codes(), *former_codes()) for s in country_codes(code)]
    assert len(spellings) == len(set(spellings))
    assert country_of_code("France") is None


def test_what_iso_calls_withdrawn_is_renamed_or_former() -> None:
    """A code that ISO withdrew would mean a state of today that it was not."""
    renamed = {"BU": "MM", "ZR": "CD", "HV": "BF", "DY": "BJ", "RH": "ZW", "TP": "TL", "NH": "VU"}
    for state in pycountry.historic_countries:
        if state.alpha_2 in renamed:
            found = country_of_code(state.alpha_2)
            assert found is not None
            assert found.code == renamed[state.alpha_2] == state.alpha_4[2:]
        elif state.alpha_4 in former_codes():
            assert former_of_code(state.alpha_3) == (state.alpha_4, country_names(state.alpha_4)[0])
            assert country_of_code(state.alpha_3) is None


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
        ("Malaya", "MY"),
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


def test_the_exceptions_are_needed() -> None:
    """An exception that the rules do not need would hide what they do."""
    assert [name for name in NOT_COUNTRIES if meant(name)] == []


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


def test_unicode_has_the_same_names() -> None:
    """The list of Unicode, made by other people, would call countries by names that are not known here."""
    for locale in ("en", "en_GB", "en_AU"):
        names = babel.Locale.parse(locale).territories
        for code in all_codes():
            assert meant(names[code]) == code, names[code]
        for code, name in names.items():
            assert meant(name) in ("", code), name


def test_parts_of_the_united_kingdom_are_pointed_to_it() -> None:
    """Scotland would be a country that ISO does not know, or a misspelt Poland."""
    for name in ("England", "scotland", "Wales", "Northern Ireland", "Ireland, Northern"):
        assert meant(name) == ""
    for name in ("England", "scotland", "Wales", "Northern Ireland"):
        assert part_of(name) == ("GB", "United Kingdom")
    for name in ("Ireland", "New England", "New South Wales", "Scotland Yard", "United Kingdom"):
        assert part_of(name) is None


def test_generic_words_are_set_aside_before_spelling() -> None:
    """A misspelt "Republic of Gambai" would be compared by its "Republic of"."""
    assert without_generic_words("The Republic of Gambai") == "gambai"
    assert without_generic_words("Islamic Republic of Iran") == "iran"
    assert without_generic_words("United Kingdom") == "united kingdom"
    assert without_generic_words("Dominican Republic") == "dominican republic"
    assert without_generic_words("Islamic State of Iraq") == "islamic state iraq"


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
    more_than_one = {"china", "russia", "tanzania", "yemen"}
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
