"""Real places that are no countries: cities that `cities.py` lists, provinces and regions of ISO 3166-2."""

from __future__ import annotations

from dialogue_cli.names.cities import country_of_city
from dialogue_cli.names.iso import regions, state_of_name
from dialogue_cli.text import key


def is_place(name: str, country: str) -> bool:
    """Whether a name is a real place, and not a city that the country itself may be called after in another language.

    >>> is_place("Tasmania", "Tanzania"), is_place("Lagos", "Laos"), is_place("Luxemburg", "Luxembourg")
    (True, True, False)
    """
    city = country_of_city(name)
    state = state_of_name(country)
    if city and not (state and state.code == city):
        return True
    return key(name) in regions()
