"""Countries by their whole names, and by their codes: two look-ups that never mix.

A name is a country only when all of it is known: ISO 3166 comes from pycountry, the rest from `country_forms.py`.
Nothing here is nearest, alike or part of a name.
"""

from __future__ import annotations

import re
from functools import cache

from dialogue_cli.text import fold, key
from dialogue_cli.tuples import NamedTuple


class Country(NamedTuple):
    """A country, or a former state."""

    code: str
    """ISO 3166-1 alpha-2, `XK` for Kosovo; of a former state ISO 3166-3 (`SUHH`), or `X-` and letters without one."""
    name: str
    """The usual English name."""


# What may stand in front of a name and changes nothing: one of the nouns, with any of the adjectives.
_NOUNS = frozenset("republic kingdom state states commonwealth principality sultanate union federation".split())
_ADJECTIVES = frozenset("arab islamic democratic peoples popular federal federated federative united".split())
_DROPPED = frozenset("the of and &".split())
_LONG = {"st": "saint", "rep": "republic", "dem": "democratic"}
_DOTTED = r"\b[A-Za-z](?:\.\s?[A-Za-z]\b)+\.?"
_USUAL = {
    "BN": "Brunei",
    "CD": "Democratic Republic of the Congo",
    "FK": "Falkland Islands",
    "FM": "Micronesia",
    "MF": "Saint Martin",
    "PS": "Palestine",
    "RU": "Russia",
    "SX": "Sint Maarten",
    "VA": "Holy See",
    "VG": "British Virgin Islands",
    "VI": "U.S. Virgin Islands",
}


class _Tables(NamedTuple):
    """Everything that is known of countries and former states."""

    names: dict[str, tuple[str, ...]]
    """The names of each code, the usual one first."""
    codes: dict[str, tuple[str, ...]]
    """The codes that mean each code, itself first."""
    whole: dict[str, str]
    """The code of the words of each name."""
    bare: dict[str, set[str]]
    """The codes of the words of each name without generic words in front."""
    by_code: dict[str, str]
    current: frozenset[str]
    """The codes of the countries of today."""
    not_countries: frozenset[str]
    """The words of names that are no country although the rules would say so."""


def state_of_name(name: str) -> Country | None:
    """The country of today or the former state that the whole of a name says; None for any other name."""
    code = _code_of_name(name)
    return _country(code) if code else None


def state_of_code(code: str) -> Country | None:
    """The country of today or the former state of a code, in any case; used like `country_of_code`."""
    found = _tables().by_code.get(code.strip().upper())
    return _country(found) if found else None


def country_of_name(name: str) -> Country | None:
    """The country of today that the whole of a name says; None for any other name, a code or a former state.

    >>> country_of_name("Korea (North)"), country_of_name("Georgia (US state)"), country_of_name("GE")
    (Country(code='KP', name='North Korea'), None, None)
    """
    return _if_current(state_of_name(name), True)


def former_of_name(name: str) -> Country | None:
    """The state that merged, split or was succeeded and that the whole of a name says; None for any other.

    >>> former_of_name("Soviet Union"), former_of_name("Republic of China"), former_of_name("Burma")
    (Country(code='SUHH', name='Soviet Union'), Country(code='X-ROC', name='Republic of China'), None)
    """
    return _if_current(state_of_name(name), False)


def country_of_code(code: str) -> Country | None:
    """The country of a code, in any case: alpha-2, alpha-3, everyday (`UK`, `DRC`) or of a renamed state (`ZAR`).

    Only for queries and for the `code:` of a vocabulary: in a record, `BT` or `CAN` may be anything. Many codes are
    words (`IN`, `NO`, `CAN`); a caller that reads running text should ask only about words in capitals.
    """
    return _if_current(state_of_code(code), True)


def country_names(code: str) -> tuple[str, ...]:
    """All names of a country or former state by its `Country.code`, the usual one first; nothing for an unknown code.

    Codes are not among them, nor the variants that follow by rule (generic words, `&`, `St.`, order).
    """
    return _tables().names.get(code, ())


def country_codes(code: str) -> tuple[str, ...]:
    """All codes that mean a country or former state, its `Country.code` first; nothing for an unknown code."""
    return _tables().codes.get(code, ())


def all_codes() -> tuple[str, ...]:
    """The `Country.code` of every country of today."""
    return tuple(code for code in _tables().names if code in _tables().current)


def former_codes() -> tuple[str, ...]:
    """The `Country.code` of every former state."""
    return tuple(code for code in _tables().names if code not in _tables().current)


def part_of(name: str) -> Country | None:
    """The country of which a part is named that ISO does not know as a country: `"Scotland"` → the United Kingdom."""
    from dialogue_cli.names.country_forms import PARTS

    wanted = _words(name)
    return next((_country(code) for part, code in PARTS.items() if _words(part) == wanted), None)


@cache
def regions() -> frozenset[str]:
    """The keys of the provinces, states and other regions that ISO 3166-2 lists."""
    import pycountry

    return frozenset(key(region.name) for region in pycountry.subdivisions)


def has_generic_words_alone(name: str) -> bool:
    """Whether a name has nothing but generic words: `"state of"`, `"the Republic"`."""
    return all(word in _NOUNS or word in _ADJECTIVES for word in _words(name).split())


def without_generic_words(name: str) -> str:
    """The folded words of a name without generic words in front: `"The Republic of Gambia"` → `"gambia"`.

    What to compare when a name may be misspelt: "Republic of Ireland" is nearer to "Ireland" than to "Republic of
    Iceland". A name of nothing but generic words stays whole.
    """
    return _without_generic_words(_words(name)) or _words(name)


def _if_current(state: Country | None, is_current: bool) -> Country | None:
    return state if state and (state.code in _tables().current) == is_current else None


def _country(code: str) -> Country:
    return Country(code, _tables().names[code][0])


def _words(name: str) -> str:
    """The words of a name as compared: folded, abbreviations written out or marked, without `the`, `of` and `and`."""
    marked = re.sub(_DOTTED, lambda match: re.sub(r"[\s.]", "", match[0]) + "+ ", name.replace("&", " & "))
    return " ".join(_LONG.get(word, word) for word in fold(marked).split() if word not in _DROPPED)


def _without_generic_words(words: str) -> str:
    """The words of a name without generic ones in front; empty where there are none or nothing else.

    "Islamic State" is never generic: it is the name of armed groups.
    """
    rest = words.split()
    front = []
    while rest and (rest[0] in _NOUNS or rest[0] in _ADJECTIVES):
        front.append(rest.pop(0))
    if _NOUNS.isdisjoint(front) or {"islamic", "state"} <= set(front):
        return ""
    return " ".join(rest)


def _orders(name: str) -> list[str]:
    """The words of a name as it stands and, with a comma or brackets at its end, the other way round."""
    found = [_words(name)]
    turned = re.fullmatch(r"([^(),]+)(?:,|\s*\()([^()]+)\)?", name.strip())
    if turned:
        found.append(_words(f"{turned[2]} {turned[1]}"))
    return found


def _code_of_name(name: str) -> str | None:
    """The code of what a whole name says; of two names, one in brackets, when both say the same."""
    tables = _tables()
    if short := _abbreviated(name):
        return short
    orders = _orders(name)
    if not tables.not_countries.isdisjoint(orders):
        return None
    for words in orders:
        if found := tables.whole.get(words):
            return found
    for words in orders:
        found_codes = tables.bare.get(_without_generic_words(words), set())
        if len(found_codes) == 1:
            return next(iter(found_codes))
    if pair := re.fullmatch(r"([^()]+)\(([^()]+)\)", name.strip()):
        outer = _code_of_name(pair[1])
        if outer and outer in (_code_of_name(pair[2]), tables.by_code.get(pair[2].strip())):
            return outer
    return None


def _abbreviated(name: str) -> str | None:
    """The code of a country by an abbreviation that is its usual name: `USA`, `the U.K.`, not `usa` or `US`."""
    from dialogue_cli.names.country_forms import ABBREVIATIONS

    return ABBREVIATIONS.get(re.sub(r"[\s.]", "", re.sub(r"^(the|The|THE) ", "", name.strip())))


def _blocks(text: str) -> list[tuple[str, list[str], list[str]]]:
    """The lines of a table: the code, the names, and the codes after ` ; `."""
    found = []
    for line in text.strip().splitlines():
        code, _, rest = line.partition(" ")
        names, _, codes = rest.partition(" ; ")
        found.append((code, names.split(" | "), codes.split()))
    return found


@cache
def _tables() -> _Tables:
    import pycountry

    from dialogue_cli.names.country_forms import CODES, FORMER, NAMES, NOT_COUNTRIES

    names: dict[str, list[str]] = {}
    codes: dict[str, list[str]] = {}
    for country in pycountry.countries:
        code = country.alpha_2
        codes[code] = [code, country.alpha_3]
        own = [getattr(country, "common_name", country.name), country.name, getattr(country, "official_name", "")]
        own += [f"{tail} {head}" for head, comma, tail in (name.partition(", ") for name in own) if _is_turned(tail)]
        names[code] = [_USUAL.get(code, own[0]), *filter(None, own)]
    current = frozenset((*names, "XK"))
    for block in (NAMES, FORMER):
        for code, more, everyday in _blocks(block):
            names.setdefault(code, []).extend(more)
            codes.setdefault(code, [code]).extend(everyday)
    for code, everyday, _ in _blocks(CODES):
        codes[code] += everyday[0].split()
    whole: dict[str, str] = {}
    bare: dict[str, set[str]] = {}
    for code, spellings in names.items():
        for spelling in spellings:
            for words in _orders(spelling):
                whole.setdefault(words, code)
                bare.setdefault(_without_generic_words(words) or words, set()).add(code)
    return _Tables(
        names={code: tuple(dict.fromkeys(spellings)) for code, spellings in names.items()},
        codes={code: tuple(dict.fromkeys(found)) for code, found in codes.items()},
        whole=whole,
        bare=bare,
        by_code={spelling: code for code, found in codes.items() for spelling in found},
        current=current,
        not_countries=frozenset(map(_words, NOT_COUNTRIES)),
    )


def _is_turned(tail: str) -> bool:
    """Whether what follows a comma belongs in front: "Republic of", "British", not "Sint Eustatius and Saba"."""
    return bool(re.search(r"\bof( the)?$|^\S+$", tail))
