"""The names that a text is searched for: parties, their adjectives, cities; a dataset's own come first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from dialogue_cli.curate.draft.bodies import bodies, offices
from dialogue_cli.text import APOSTROPHES, folded
from dialogue_cli.tuples import NamedTuple

APART = re.escape("".join(map(chr, APOSTROPHES)))


TOKEN = re.compile(
    rf"(?:[A-ZÀ-Þ][a-z]?\.){{2,}}(?=\s|[^\W\d_])|(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![^\W_]))?|[^\W\d_]\.(?=\s"
    rf"|[^\W\d_])"
    rf"|(?:Mrs?|Ms|Dr|Prof|St|Atty|Engr|Rep|Sh|Ch|Zh|Yu|Ya|Ye|Ts|Dzh|Dkt|Md|Sk|Mst|Kh|Ing|Lic|Mag|Sra?|Dra|Hon|Gen"
    rf"|Lt|Col|Maj|Brig|Capt|Amb|Eng"
    rf"|Sen)\."
    rf"|[^\W_]+(?:[-‑{APART}][^\W_]+)*|[^\w\s]"
)


class Names(NamedTuple):
    """The names to look for: of parties, adjectives and cities, each by its folded words."""

    sides: dict[tuple[str, ...], str]
    adjectives: dict[tuple[str, ...], str]
    cities: dict[tuple[str, ...], str]
    countries: dict[str, str]
    """The country of each city."""


def names_known(
    partners: Iterable[tuple[str, Iterable[str]]] = (), places: Iterable[tuple[str, str | None, Iterable[str]]] = ()
) -> Names:
    """The names of the world, and before them those of a dataset: partners with aliases, places with countries."""
    world = _world()
    sides, adjectives, cities, countries = (
        dict(world.sides),
        dict(world.adjectives),
        dict(world.cities),
        dict(world.countries),
    )
    for name, aliases in partners:
        own = _meant(world, name, aliases)
        for table in (sides, adjectives):
            for words, other in table.items():
                if other in own:
                    table[words] = name
        for one in (name, *aliases):
            if words := folded_words(one):
                sides.setdefault(words, name)
    for name, country, aliases in places:
        for one in (name, *aliases):
            cities[folded_words(one)] = name
        if country:
            countries[name] = country
    return Names(sides, adjectives, cities, countries)


def _meant(world: Names, name: str, aliases: Iterable[str]) -> set[str]:
    """The usual names of the party that a dataset calls otherwise."""
    found = world.sides.get(folded_words(name))
    return {found} if found else {one for alias in aliases if (one := world.sides.get(folded_words(alias)))}


def folded_words(name: str) -> tuple[str, ...]:
    """The folded words of a name, without the stop of an abbreviation."""
    return tuple(
        folded(part).rstrip(".") if len(part) > 2 and part.count(".") == 1 else folded(part)
        for part in TOKEN.findall(name)
    )


@cache
def _world() -> Names:
    from dialogue_cli.names.cities import CAPITALS, SEATS, country_of_city, entries
    from dialogue_cli.names.demonyms import adjectives_of
    from dialogue_cli.names.iso import all_codes, country_names

    sides: dict[tuple[str, ...], str] = {}
    adjectives: dict[tuple[str, ...], str] = {}
    usual = {code: country_names(code)[0] for code in all_codes()}
    for code, name in usual.items():
        for one in country_names(code):
            sides.setdefault(folded_words(one), name)
        for one in adjectives_of(code):
            adjectives.setdefault(folded_words(one), name)
    for one, code in (
        ("U.S.", "US"),
        ("US", "US"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("UAE", "AE"),
        ("ROK", "KR"),
        ("DPRK", "KP"),
        ("PRC", "CN"),
        ("DRC", "CD"),
        ("Britain", "GB"),
        ("Kyrgyz Republic", "KG"),
        ("America", "US"),
        ("KSA", "SA"),
        ("Holland", "NL"),
        ("Scottish", "GB"),
    ):
        sides[folded_words(one)] = usual[code]
    for one, code in (
        ("Sri Lankan", "LK"),
        ("South Korean", "KR"),
        ("North Korean", "KP"),
        ("South African", "ZA"),
        ("New Zealand", "NZ"),
        ("Costa Rican", "CR"),
        ("Saudi Arabian", "SA"),
        ("South Sudanese", "SS"),
        ("Congolese", "CD"),
        ("Sudanese", "SD"),
        ("Dominican", "DO"),
        ("Guinean", "GN"),
        ("Sierra Leonean", "SL"),
        ("Cape Verdean", "CV"),
        ("Palestinian", "PS"),
    ):
        adjectives[folded_words(one)] = usual[code]
    for one, party in bodies():
        sides[folded_words(one)] = party
    for one, code in offices():
        sides[folded_words(one)] = usual[code]
    cities: dict[tuple[str, ...], str] = {}
    countries: dict[str, str] = {}
    for block in (CAPITALS, SEATS):
        for code, names in entries(block):
            for name in names:
                if usual.get(code) and folded_words(name) not in sides:
                    cities[folded_words(name)] = name
                    countries[name] = usual[country_of_city(name) or code]
    for state in ("may", "america"):
        sides.pop((state,), None)
    return Names(sides, adjectives, cities, countries)
