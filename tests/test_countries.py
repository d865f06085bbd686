"""Countries: a whole name says one country and never its neighbour; a code is never a name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

import babel
import pycountry

from dialogue_cli.names.country_forms import ABBREVIATIONS, NOT_COUNTRIES
from dialogue_cli.names.iso import (
    all_codes,
    country_codes,
    country_names,
    country_of_code,
    country_of_name,
    former_codes,
    former_of_name,
    part_of,
    state_of_code,
    without_generic_words,
)
from dialogue_cli.text import key

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
            assert meant(spelling) == ABBREVIATIONS.get(spelling, ""), spelling
    for name in ("BT", "GE", "CAN", "TÜV", "Uae", "uk", "USA", "AU", "can", "Geo", "PER", "EU", "US", "CH", "ROC"):
        assert meant(name) == "", name
    for name, code in (
        ("Chad", "TD"),
        ("CUBA", "CU"),
        ("oman", "OM"),
        ("Togo", "TG"),
        ("K.S.A.", "SA"),
    ):
        assert meant(name) == code


def test_a_code_is_the_code_of_one_country() -> None:
    """A query for a code would find another country, or a renamed one nothing."""
    for country in pycountry.countries:
        for code in (country.alpha_2, country.alpha_3, country.alpha_2.lower()):
            found = country_of_code(code)
            assert found is not None
            assert found.code == country.alpha_2
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
        assert state_of_code(code) == (former, country_names(former)[0])
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
            assert state_of_code(state.alpha_3) == (state.alpha_4, country_names(state.alpha_4)[0])
            assert country_of_code(state.alpha_3) is None


def test_the_exceptions_are_needed() -> None:
    """An exception that the rules do not need would hide what they do."""
    assert [name for name in NOT_COUNTRIES if meant(name)] == []


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
