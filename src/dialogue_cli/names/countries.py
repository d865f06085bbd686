"""Countries by every name and code that people use for them, by exact lookup only.

ISO 3166-1 comes from pycountry. The small list below adds the common, short and former names that it
lacks, and the states that are no more: these are parties of their own, never their successors.
A former name of a state that went on (Burma, Upper Volta) is that state.
"""

from __future__ import annotations

from functools import lru_cache

from dialogue_cli.text import key

# ISO 3166-1 alpha-2 → names that ISO does not have. XK is the user-assigned code in common use for Kosovo.
_NAMES: dict[str, tuple[str, ...]] = {
    "AE": ("UAE", "Emirates"),
    "AG": ("Antigua",),
    "BA": ("Bosnia", "Bosnia-Herzegovina", "Bosnia & Herzegovina", "Bosnian Federation", "BiH"),
    "BF": ("Upper Volta",),
    "BJ": ("Dahomey",),
    "BN": ("Brunei",),
    "BO": ("Plurinational State of Bolivia",),
    "BS": ("The Bahamas",),
    "BW": ("Bechuanaland",),
    "BY": ("Byelorussia",),
    "BZ": ("British Honduras",),
    "CD": (
        "Congo-Kinshasa",
        "DR Congo",
        "DRC",
        "Democratic Republic of the Congo",
        "Democratic Republic of Congo",
        "Zaire",
        "Zaïre",
        "Belgian Congo",
    ),
    "CG": ("Congo-Brazzaville", "Congo Republic", "Republic of Congo"),
    "CI": ("Ivory Coast",),
    "CN": ("PRC", "Communist China", "Mainland China"),
    "CV": ("Cape Verde",),
    "CZ": ("Czech Rep.",),
    "DE": ("Federal Republic of Germany", "West Germany", "FRG"),
    "DO": ("Dominican Rep.",),
    "ET": ("Abyssinia",),
    "FM": ("Micronesia",),
    "GB": ("UK", "Britain", "Great Britain", "U.K."),
    "GH": ("Gold Coast",),
    "GM": ("The Gambia",),
    "GY": ("British Guiana",),
    "ID": ("Dutch East Indies",),
    "IQ": ("Irak",),
    "IR": ("Persia",),
    "JO": ("Transjordan",),
    "KG": ("Kirghizia", "Kirgizstan", "Kyrgyzia"),
    "KH": ("Kampuchea", "Khmer Republic"),
    "KM": ("The Comoros",),
    "KN": ("St. Kitts and Nevis", "St. Kitts", "St. Christopher and Nevis", "Saint Christopher and Nevis"),
    "KP": ("North Korea", "DPRK"),
    "KR": ("South Korea", "Korea", "ROK"),
    "LA": ("Laos",),
    "LC": ("St. Lucia",),
    "LK": ("Ceylon",),
    "LS": ("Basutoland",),
    "MD": ("Moldavia",),
    "MG": ("Malagasy Republic",),
    "MK": ("Macedonia", "Former Yugoslav Republic of Macedonia", "FYROM"),
    "MM": ("Burma",),
    "MW": ("Nyasaland",),
    "MY": ("Malaya", "Federation of Malaya"),
    "NL": ("Holland", "The Netherlands"),
    "OM": ("Muscat and Oman", "Muscat & Oman"),
    "PH": ("The Philippines",),
    "PS": ("Palestine", "State of Palestine", "Palestinian Authority"),
    "RU": ("Russia",),
    "SA": ("KSA",),
    "SO": ("Somali Republic",),
    "SR": ("Dutch Guiana",),
    "ST": ("São Tomé", "Sao Tome & Principe"),
    "SY": ("Syria",),
    "SZ": ("Swaziland",),
    "TH": ("Siam",),
    "TL": ("East Timor",),
    "TR": ("Turkey", "Republic of Turkey"),
    "TT": ("Trinidad", "Trinidad & Tobago"),
    "TW": ("Formosa",),
    "TZ": ("Tanganyika",),
    "UA": ("The Ukraine",),
    "US": ("USA", "U.S.", "U.S.A.", "America", "United States of America"),
    "VA": ("Vatican", "Vatican City", "Holy See", "Vatican City State"),
    "VC": ("St. Vincent and the Grenadines", "St. Vincent"),
    "VN": ("Vietnam", "Socialist Republic of Vietnam"),
    "WS": ("Western Samoa",),
    "XK": ("Kosovo", "XK", "XKX", "Republic of Kosovo"),
    "YE": ("Yemen Arab Republic", "North Yemen"),
    "ZA": ("Union of South Africa", "RSA"),
    "ZM": ("Northern Rhodesia",),
    "ZW": ("Southern Rhodesia", "Rhodesia", "Zimbabwe Rhodesia"),
}
# States that are no more, by the ISO 3166-3 code where there is one.
_HISTORIC: dict[str, tuple[str, ...]] = {
    "SUHH": ("Soviet Union", "USSR", "U.S.S.R.", "Union of Soviet Socialist Republics", "SU", "SUN"),
    "YUCS": (
        "Yugoslavia",
        "Socialist Federal Republic of Yugoslavia",
        "Federal Republic of Yugoslavia",
        "SFRY",
        "YU",
        "YUG",
    ),
    "CSXX": ("Serbia and Montenegro", "SCG"),
    "CSHH": ("Czechoslovakia", "Czecho-Slovakia", "Czechoslovak Socialist Republic", "CSK"),
    "DDDE": ("East Germany", "German Democratic Republic", "GDR", "DDR", "DD"),
    "YDYE": ("South Yemen", "People's Democratic Republic of Yemen", "Democratic Yemen"),
    "VDVN": ("North Vietnam", "Democratic Republic of Vietnam", "Viet-Nam, Democratic Republic of"),
    "X-ROC": ("Republic of China", "Nationalist China"),
    "X-RVN": ("South Vietnam", "Republic of Vietnam"),
    "X-UAR": ("United Arab Republic", "UAR"),
    "X-AUH": ("Austria-Hungary", "Austro-Hungarian Empire"),
    "X-OTT": ("Ottoman Empire", "Sublime Porte"),
    "X-HAW": ("Hawaii", "Kingdom of Hawaii"),
    "X-ZAN": ("Zanzibar", "Sultanate of Zanzibar"),
}


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The code of each name's key, and the names and codes of each code, the usual name first."""
    import pycountry

    names: dict[str, list[str]] = {code: [] for code in (*_NAMES, *_HISTORIC)}
    for country in pycountry.countries:
        usual = [getattr(country, "common_name", country.name), country.name]
        found = [*usual, country.alpha_2, country.alpha_3, getattr(country, "official_name", country.name)]
        found += [_turned(name) for name in found if ", " in name]
        names.setdefault(country.alpha_2, [])[:0] = found
    for table in (_NAMES, _HISTORIC):
        for code, extra in table.items():
            names[code] += extra
    codes: dict[str, str] = {}
    for code, spellings in names.items():
        for spelling in spellings:
            for form in (spelling, spelling.replace(" and ", " & "), spelling.replace("Saint ", "St. ")):
                codes.setdefault(key(form), code)
    return codes, {code: tuple(dict.fromkeys(spellings)) for code, spellings in names.items()}


def _turned(name: str) -> str:
    """`"Korea, Republic of"` → `"Republic of Korea"`."""
    head, _, tail = name.partition(", ")
    return f"{tail} {head}"


def country_code(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code (or the ISO 3166-3 code of a former state) of a name or code; None for none.

    >>> country_code("Türkiye"), country_code("TUR"), country_code("Turkey"), country_code("Soviet Union")
    ('TR', 'TR', 'TR', 'SUHH')
    """
    codes = _tables()[0]
    candidates = [name]
    if ", " in name:
        candidates.append(_turned(name))
    if name.endswith(")") and " (" in name:
        outer, _, inner = name[:-1].partition(" (")
        candidates += [outer, inner]
    for candidate in candidates:
        plain = key(candidate).removeprefix("the") if candidate.lower().startswith("the ") else key(candidate)
        if found := codes.get(key(candidate)) or codes.get(plain):
            return found
    return None


def country_names(code: str) -> tuple[str, ...]:
    """Every name and code of a country, the usual name first; nothing for an unknown code."""
    return _tables()[1].get(code, ())


def all_codes() -> tuple[str, ...]:
    """The code of every country and former state."""
    return tuple(_tables()[1])
