"""Well-known organisations and groups of countries, by their whole names and by their abbreviations.

A reviewed list; the vocabulary of a dataset comes before it. Members are given only where they have been the same
since the body was founded, so that they are true of a meeting of any year: not for the EU, NATO, ASEAN, the African
Union, the SCO and others, which countries have joined and left.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dialogue_cli.text import fold


class Organisation(NamedTuple):
    """An organisation, or a group of countries without one."""

    name: str
    """The usual English name."""
    kind: str
    """`organisation` (a body that acts for itself) or `group` (its countries together)."""
    abbreviations: tuple[str, ...]
    names: tuple[str, ...]
    """The other long names."""
    members: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2; empty where membership has changed."""


ORGANISATIONS = (
    # Treaty on European Union, article 1. The European Communities before it are another body.
    Organisation("European Union", "organisation", ("EU", "EU27"), ()),
    # Charter of the United Nations.
    Organisation("United Nations", "organisation", ("UN", "UNO"), ("United Nations Organization",)),
    # nato.int; OTAN is the other official abbreviation.
    Organisation(
        "NATO",
        "organisation",
        ("NATO", "OTAN"),
        ("North Atlantic Treaty Organization", "North Atlantic Alliance"),
    ),
    # osce.org; the Conference (CSCE) was renamed on 1 January 1995.
    Organisation(
        "OSCE",
        "organisation",
        ("OSCE", "CSCE"),
        ("Organization for Security and Co-operation in Europe", "Conference on Security and Co-operation in Europe"),
    ),
    # Constitutive Act of 2000. The Organisation of African Unity, which it succeeded, is another body.
    Organisation("African Union", "organisation", ("AU",), ()),
    # asean.org.
    Organisation(
        "ASEAN",
        "organisation",
        ("ASEAN",),
        ("Association of Southeast Asian Nations", "Association of South-East Asian Nations"),
    ),
    # Charter of 1981: the six that founded it, and no other since.
    Organisation(
        "Gulf Cooperation Council",
        "organisation",
        ("GCC",),
        ("Cooperation Council for the Arab States of the Gulf", "Gulf Co-operation Council countries"),
        ("AE", "BH", "KW", "OM", "QA", "SA"),
    ),
    # oic-oci.org; the Islamic Conference was renamed on 28 June 2011.
    Organisation(
        "Organisation of Islamic Cooperation",
        "organisation",
        ("OIC",),
        ("Organisation of the Islamic Conference", "Organization of Islamic Co-operation"),
    ),
    # Charter of 2002. The Shanghai Five before it were fewer.
    Organisation("Shanghai Cooperation Organisation", "organisation", ("SCO",), ()),
    # The seven of 1976; the European Union takes part but is not counted. The G8 with Russia is another group.
    Organisation("G7", "group", ("G7",), ("Group of Seven",), ("CA", "DE", "FR", "GB", "IT", "JP", "US")),
    # The African Union joined in 2023.
    Organisation("G20", "group", ("G20",), ("Group of Twenty",)),
    # Declaration of 1991; four since the division of Czechoslovakia, which was one of three.
    Organisation(
        "Visegrád Group",
        "group",
        ("V4",),
        ("Visegrád Four", "Visegrád countries", "Visegrád states"),
        ("CZ", "HU", "PL", "SK"),
    ),
    # Treaties of 1944, 1958 and 2008, between the same three.
    Organisation(
        "Benelux",
        "group",
        (),
        ("Benelux Union", "Benelux Economic Union", "Benelux countries", "Benelux states"),
        ("BE", "LU", "NL"),
    ),
    # The five states since 1991; C5+1 is their meeting with another, and no name of theirs.
    Organisation(
        "Central Asia",
        "group",
        ("C5",),
        ("Central Asia Five", "Central Asian Five", "Central Asian states", "Central Asian countries"),
        ("KG", "KZ", "TJ", "TM", "UZ"),
    ),
)


def organisation_of_name(name: str) -> Organisation | None:
    """The organisation or group that the whole of a name says, in a record; None for any other name.

    Long names count in any case, and so do abbreviations of four letters and more (newspapers write "Nato");
    shorter ones only in capitals, with or without dots and hyphens.

    >>> organisation_of_name("G-7").name, organisation_of_name("Au"), organisation_of_name("EU Delegation")
    ('G7', None, None)
    """
    if found := _tables()[0].get(_words(name)):
        return found
    if name == name.upper() and (found := organisation_of_code(name)):
        return found
    pair = re.fullmatch(r"([^()]+)\(([^()]+)\)", name.strip())
    if pair and (found := organisation_of_name(pair[1].strip())) and found == organisation_of_name(pair[2].strip()):
        return found
    return None


def organisation_of_code(abbreviation: str) -> Organisation | None:
    """The organisation or group of an abbreviation in any case, for queries: `"eu"`, `"E.U."`, `"g-20"`.

    Some are codes of countries too: `AU` is the African Union here and Australia by ISO 3166.
    """
    return _tables()[1].get(re.sub(r"[\s.-]", "", abbreviation).upper())


def _words(name: str) -> str:
    """The words of a name as compared: British or American, hyphens and `the` or not."""
    words = fold(name.replace("&", " and ")).replace("co operation", "cooperation")
    words = words.replace("organization", "organisation").replace("south east", "southeast")
    return " ".join(word for word in words.split() if word != "the")


@cache
def _tables() -> tuple[dict[str, Organisation], dict[str, Organisation]]:
    """The organisation of the words of each name, and of each abbreviation."""
    codes = {abbreviation: one for one in ORGANISATIONS for abbreviation in one.abbreviations}
    long = [(name, one) for one in ORGANISATIONS for name in (one.name, *one.names) if name not in codes]
    long += [(name, one) for name, one in codes.items() if len(name) >= 4]
    return {_words(name): one for name, one in long}, codes
