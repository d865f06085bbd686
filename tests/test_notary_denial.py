"""The notary and the usual words of denial, doubt and absence, and values that are not what they look like."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dialogue_cli.curate.notary.gate import heard as heard_together
from dialogue_cli.curate.notary.proposals import read
from tests.test_notary import WORLD, heard, is_kept, reading

DAY, EVE = "2025-03-03", "2025-03-04"
OSLO = {"city": "Oslo"}
KARI = {"name": "Kari Nordmann"}
TREATY = "the parties agreed to sign a treaty"

DENIED = [
    # Nobody did it, it was not so, it came near to it, it was only meant.
    ("No one met in Oslo on 3 March 2025.", "date", DAY),
    ("Contrary to reports, nobody met in Oslo on 3 March 2025.", "date", DAY),
    ("None of the ministers met in Oslo on 3 March 2025.", "date", DAY),
    ("It is false that the ministers met in Oslo on 3 March 2025.", "date", DAY),
    ("It is untrue that the ministers met in Oslo on 3 March 2025.", "date", DAY),
    ("The ministers were to have met in Oslo on 3 March 2025.", "date", DAY),
    ("Had the ministers met in Oslo on 3 March 2025, all would be well.", "date", DAY),
    ("All would be well, had they met in Oslo on 3 March 2025.", "date", DAY),
    ("The ministers almost met in Oslo on 3 March 2025.", "date", DAY),
    ("The ministers narrowly missed each other in Oslo on 3 March 2025; they met later.", "date", DAY),
    ("The meeting of 3 March 2025 in Oslo broke up before it began.", "date", DAY),
    ("The tabloid invented that the ministers met in Oslo on 3 March 2025.", "date", DAY),
    ("“They met in Oslo on 3 March 2025,” the tabloid lied.", "date", DAY),
    ("Nobody says that talks were held in Oslo.", "status", "held"),
    ("The talks were hardly held in Oslo.", "status", "held"),
    ("The talks were held up in Oslo.", "status", "held"),
    ("The flight was cancelled; the ministers met in Oslo.", "status", "cancelled"),
    # Another day than this one, or nobody knows which.
    ("Ministers met in Oslo on 9 May 2025, not on 3 March 2025.", "date", DAY),
    ("The ministers met in Oslo after 3 March 2025.", "date", DAY),
    ("The ministers met in Oslo two days after 3 March 2025.", "date", DAY),
    ("The ministers met in Oslo no later than 3 March 2025.", "date", DAY),
    ("The ministers met in Oslo on 3 or 4 March 2025.", "date", EVE),
    ("The ministers met in Oslo on 3 March 2025 or on 4 March 2025.", "date", DAY),
    ("The ministers met in Oslo, marking independence, which falls on 3 March 2025.", "date", DAY),
    # Another place, or a name that is longer.
    ("The ministers met in Bergen, not in Oslo.", "place", OSLO),
    ("The ministers met in Bergen rather than in Oslo.", "place", OSLO),
    ("Except in Oslo, the ministers met in every city.", "place", OSLO),
    ("The ministers met nowhere near Oslo.", "place", OSLO),
    ("The ministers met outside Oslo.", "place", OSLO),
    ("The ministers met at the Oslo Hotel in Bergen.", "place", OSLO),
    ("The ministers met in OSLO Street, Bergen.", "place", OSLO),
    ("The ministers met in New York.", "place", {"city": "York"}),
    ("The ministers met in Bergen and watched a fire in Oslo on television.", "place", OSLO),
    ("Rain fell in Oslo.", "place", OSLO),
    ("Prices rose in Oslo.", "place", OSLO),
    # A party that was left out, or that stayed away.
    ("The ministers met without Sweden.", "partners", "Sweden"),
    ("The ministers met without Norway and Sweden.", "partners", "Sweden"),
    ("In the absence of Sweden, the ministers met.", "partners", "Sweden"),
    ("Everyone but Sweden met in Oslo.", "partners", "Sweden"),
    ("Sweden was not invited when the ministers met.", "partners", "Sweden"),
    ("Sweden boycotted the meeting in Oslo.", "partners", "Sweden"),
    ("Sweden refused to take part in the meeting in Oslo.", "partners", "Sweden"),
    ("The Swedish envoys met nobody.", "partners", "Sweden"),
    ("The European Union fined Sweden.", "partners", "Sweden"),
    ("The ministers met at the Hotel Sweden.", "partners", "Sweden"),
    # A person who was elsewhere, or who has another office.
    ("The ministers met, and Kari Nordmann watched it on television.", "participants", KARI),
    ("Kari Nordmann left before the ministers met.", "participants", KARI),
    ("Kari Nordmann protested outside while the ministers met.", "participants", KARI),
    ("Photo: Kari Nordmann, who visited the archive.", "participants", KARI),
    ("Every minister but Kari Nordmann met in Oslo.", "participants", KARI),
    ("Shadow Minister Kari Nordmann met Minister Bo Dahl.", "participants", {**KARI, "role": "Minister"}),
    ("The ministers met; trade was ignored.", "topics", "trade"),
    # What is said of a result.
    (f"It would be wrong to say that {TREATY}.", "outcomes", TREATY),
    (f"Nobody believed that {TREATY}.", "outcomes", TREATY),
    (f"Untrue: {TREATY}.", "outcomes", TREATY),
    ("The parties hardly agreed to sign a treaty.", "outcomes", "agreed to sign a treaty"),
    (f"Nothing came of the plan that {TREATY}.", "outcomes", TREATY),
    (
        "The parties agreed to sign a treaty, a claim later withdrawn.",
        "outcomes",
        "The parties agreed to sign a treaty",
    ),
]
SAID = [
    ("The ministers met in Oslo on 3 March 2025 and agreed to leave no one behind.", "date", DAY),
    ("Almost all ministers met in Oslo on 3 March 2025.", "date", DAY),
    ("The ministers had met in Oslo on 3 March 2025.", "date", DAY),
    ("The day after the summit, the ministers met in Oslo on 3 March 2025.", "date", DAY),
    ("The delegations met on 3 March 2025 in Oslo or online.", "date", DAY),
    ("The visit was cancelled; no new date was set.", "status", "cancelled"),
    ("The ministers met not only in Oslo but also in Bergen.", "place", OSLO),
    ("The ministers met in Oslo, far from the cameras.", "place", OSLO),
    ("The talks were held in the Oslo City Hall.", "place", OSLO),
    ("The talks were held at the Hotel Bristol in Oslo.", "place", OSLO),
    ("The ministers met in Port Louis, Mauritius.", "place", {"city": "Port Louis"}),
    ("Norway and Sweden held talks without Finland.", "partners", "Sweden"),
    ("Apart from Norway, Sweden and Finland took part in the meeting.", "partners", "Finland"),
    ("Norway and Sweden, which did not sign, met in Oslo.", "partners", "Sweden"),
    ("Kari Nordmann met Bo Dahl in Oslo and followed the match on television.", "participants", KARI),
    ("Minister Bo Dahl met Kari Nordmann, not the President.", "participants", KARI),
    (
        "Shadow Minister Kari Nordmann met Minister Bo Dahl.",
        "participants",
        {"name": "Bo Dahl", "role": "Minister"},
    ),
    (f"After almost three hours, {TREATY}.", "outcomes", TREATY),
]


def test_the_day_instead_of_which_a_meeting_was_held_is_that_before() -> None:
    """A word that takes a day from the meeting would take it from its old date too."""
    text = "The talks were postponed and will be held on 5 May 2026 instead of on 3 March 2026."
    assert heard(text, "previous_date", "2026-03-03", "postponed").kept["previous_date"] == "2026-03-03"
    assert "date" not in heard(text, "date", "2026-03-03", "postponed").kept


@pytest.mark.parametrize("claim", DENIED, ids=lambda one: f"{one[1]}: {one[0][:50]}")
def test_what_a_sentence_denies_is_refused(claim: tuple[str, str, Any]) -> None:
    """A record would say what its document denies in plain words."""
    judged = heard(*claim)
    assert not is_kept(judged, *claim[1:])
    assert judged.refused


@pytest.mark.parametrize("claim", SAID, ids=lambda one: f"{one[1]}: {one[0][:50]}")
def test_words_of_denial_for_something_else_refuse_nothing(claim: tuple[str, str, Any]) -> None:
    """A claim would come back for a word of denial that is not about it."""
    judged = heard(*claim)
    assert is_kept(judged, *claim[1:]), judged.refused


TEXT = "Minister Kari Nordmann of Norway met in Oslo on 3 March 2025 for the Energy Talks on trade."
VALUES = [
    ("title", "Energy{}Talks"),
    ("place", {"city": "Os{}lo"}),
    ("participants", {"name": "Kari{}Nordmann"}),
    ("participants", {"name": "Kari Nordmann", "role": "Mini{}ster"}),
    ("partners", "Nor{}way"),
    ("topics", "tra{}de"),
    ("outcomes", "for the Energy{}Talks"),
    ("summary", "for the Energy{}Talks"),
]


def _with(value: Any, sign: str) -> Any:
    """The value with a sign in its place."""
    return {key: part.format(sign) for key, part in value.items()} if isinstance(value, dict) else value.format(sign)


@pytest.mark.parametrize(
    "sign",
    [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", *"\n\r\t\x0b\x0c\x1c\u2028"],
    ids=ascii,
)
@pytest.mark.parametrize(("field", "value"), VALUES)
def test_a_value_that_turns_or_breaks_its_line_is_refused(field: str, value: Any, sign: str) -> None:
    """A record would show another text than it holds, or a name over two lines."""
    judged = heard(TEXT, field, _with(value, sign))
    assert judged.kept == {}
    assert "the value has a " in judged.refused[0].reason


def test_a_value_is_taken_in_its_composed_form() -> None:
    """A letter that only looks like that of the document would enter a dataset, where nobody finds it."""
    claims = [
        {"field": "participants", "value": "\u212aari Nordmann", "quote": "Kari Nordmann of Norway met in Oslo"},
        {"field": "title", "value": "E\u0301nergy Talks", "quote": "for the Energy Talks on trade"},
    ]
    kept, _ = heard_together(read(json.dumps(claims), "x", "x"), {"x": reading(TEXT)}, WORLD)
    assert kept[0]["participants"] == [{"name": "Kari Nordmann"}]
    assert kept[0]["title"] == "\u00c9nergy Talks"
