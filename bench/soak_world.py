"""A small random collection, in the layouts that people write, with a document to quote."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

PRINCIPAL = "Sylvan Union"
PARTIES = ("Borduria", "Syldavia", "Zubrowka", "Genovia", "Norway", "Peru", "Northern League")
MEMBERS = {"Northern League": ("Borduria", "Syldavia")}
PEOPLE = ("Ada Quill", "Bo Marsh", "Cyrus Trent", "Delia Vance", "Élise Øster", "Фёдор Лапин")
TOPICS = ("trade", "energy", "migration", "water", "fisheries", "space", "human rights")
INSTRUMENTS = ("Green Pact", "Harbour Plan", "Silk Charter")
PLACES = {"Klow": "Syldavia", "Szohod": "Borduria", "Oslo": "Norway", "Lima": "Peru", "Lutz": ""}
SERIES = ("forest-talks", "harbour-forum")
KINDS = ("summit", "visit", "dialogue")
STATUSES = ("held", "held", "held", "planned", "cancelled", "postponed", "agreed")
WORDS = ("brivakun", "dolmetrix", "fangolor", "hespurine", "jorvalent", "kaldrimis", "moxterian", "quendalix")
HOSTILE = "\x1b[31mred\x1b[0m \x9b2J \u202eback [/x] <b>&amp; {y} =1+1 \x07"
SOURCES = 4


def a_date(chance: random.Random) -> str:
    """A date in one of the forms of the format; empty for none."""
    year, month, day = chance.randint(2018, 2028), chance.randint(1, 12), chance.randint(1, 27)
    text = f"{year}-{month:02}-{day:02}"
    later = f"{year}-{month:02}-{chance.randint(day + 1, 28):02}"
    forms = (text, text, text, text[:7], text[:4], f"{text}/{later}", f"[{text}..{later}]", f"[..{text}]")
    return chance.choice((*forms, f"[{text}..]", text + chance.choice("?~%"), ""))


def a_record(chance: random.Random, identifier: str) -> dict[str, Any]:
    """A meeting that has some of the fields."""
    record: dict[str, Any] = {"id": identifier, "title": f"Meeting {identifier} {chance.choice(WORDS)}"}
    if chance.random() < 0.6:
        record |= {"series": chance.choice(SERIES), "ordinal": chance.randint(1, 99)}
    optional = {
        "kind": chance.choice(KINDS),
        "status": chance.choice(STATUSES),
        "date": a_date(chance),
        "place": a_place(chance),
        "partners": chance.sample(PARTIES, chance.randint(1, 3)),
        "participants": _participants(chance),
        "topics": chance.sample(TOPICS, chance.randint(1, 3)),
        "instruments": chance.sample(INSTRUMENTS, 1),
        "summary": f"The sides spoke of {chance.choice(WORDS)} and {chance.choice(WORDS)}.",
        "note": HOSTILE if chance.random() < 0.2 else "Nothing more is known.",
    }
    return record | {key: value for key, value in optional.items() if value and chance.random() < 0.75}


def a_place(chance: random.Random) -> dict[str, str]:
    """A city, with or without its country."""
    city = chance.choice(list(PLACES))
    return {"city": city, "country": PLACES[city]} if PLACES[city] and chance.random() < 0.4 else {"city": city}


def _participants(chance: random.Random) -> list[dict[str, str]]:
    people = [{"name": name, "role": "minister"} for name in chance.sample(PEOPLE, chance.randint(1, 2))]
    if chance.random() < 0.2:
        people[0]["certainty"] = "possible"
    return people


def sentence(number: int) -> str:
    """What the document of a number says."""
    place, day = list(PLACES)[number % len(PLACES)], number % 27 + 1
    return f"Minister Ada Quill met the delegation in {place} on {day} March 2025 to discuss trade and water."


def _yaml(record: dict[str, Any], chance: random.Random) -> str:
    """A meeting in one of three layouts; JSON is YAML."""
    layout, comment = chance.choice("abc"), chance.choice(("", "", "  # as published", "\n  # to be seen to"))
    if layout == "a":
        return f"- {json.dumps(record, ensure_ascii=chance.random() < 0.5 or HOSTILE in record.values())}\n"
    lines = [f"{key}: {json.dumps(value)}" for key, value in record.items()]
    if layout == "b":
        for key, value in record.items():
            if isinstance(value, list) and all(isinstance(item, str) for item in value):
                lines[list(record).index(key)] = f"{key}:" + "".join(f"\n  - {item}" for item in value)
    return "- " + "\n  ".join(lines) + comment + "\n" + chance.choice(("", "\n", "\n# ----\n"))


def make(folder: Path, chance: random.Random, count: int) -> Path:
    """Writes a collection and its documents into an empty folder. Returns its file."""
    (folder / "seeds").mkdir()
    for number in range(SOURCES):
        (folder / "seeds" / f"doc-{number}.txt").write_text(
            f"{sentence(number)}\n\nIt was Tuesday.\n", encoding="utf-8"
        )
    sections: dict[str, list[dict[str, Any]]] = {
        "sources": [{"id": f"doc-{n}", "file": f"doc-{n}.txt", "published": "2025-04-01"} for n in range(SOURCES)],
        "partners": [{"name": n, **({"members": list(MEMBERS[n])} if n in MEMBERS else {})} for n in PARTIES],
        "series": [{"id": s, "name": s.replace("-", " ").title()} for s in SERIES],
        "topics": [{"name": topic} for topic in TOPICS],
        "places": [{"name": city, "country": country} for city, country in PLACES.items() if country],
        "people": [{"name": name} for name in PEOPLE],
    }
    text = (
        "# A collection for the soak.\n"
        + f"dataset: {json.dumps({'format': 1, 'title': 'Soak', 'principal': PRINCIPAL})}\n"
    )
    for section, entries in sections.items():
        text += f"{section}:\n" + "".join(f"- {json.dumps(entry, ensure_ascii=False)}\n" for entry in entries)
    text += "meetings:\n" + "".join(_yaml(a_record(chance, f"m-{number}"), chance) for number in range(count))
    path = folder / "meetings.yaml"
    path.write_text(text, encoding="utf-8")
    return path
