"""Forged claims, made out of the true records of the bundled collection and their quotes, one kind after another."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from dialogue_cli import open_archive
from dialogue_cli.curate.draft.known import Known
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.draft.release import Release
from dialogue_cli.curate.notary import judge
from dialogue_cli.dataset.documents import Document
from tests.conftest import BUNDLED, ROOT

Record = dict[str, Any]
LISTS = ("partners", "topics", "instruments", "participants", "outcomes")
SYNONYMS = {
    "held": "organised",
    "agreed": "decided",
    "discussed": "talked about",
    "discuss": "talk about",
    "convened": "gathered",
    "visited": "went to",
    "launch": "start",
    "Round": "edition",
    "meeting": "gathering",
    "dialogue": "conversation",
    "Dialogue": "Conversation",
    "co-chaired": "jointly led",
    "chaired": "led",
    "chairmanship": "leadership",
    "reaffirmed": "confirmed",
    "highlighted": "underlined",
    "briefed": "informed",
    "stressed": "underlined",
    "expressed": "voiced",
    "reviewed": "looked at",
    "welcomed": "greeted",
    "emphasis": "weight",
    "issue": "question",
    "cooperation": "collaboration",
    "importance": "significance",
    "situation": "circumstances",
    "relations": "ties",
    "Minister": "Secretary",
    "conducted": "carried out",
    "ongoing": "continuing",
    "including": "among them",
    "notably": "above all",
    "thanked": "praised",
    "contributions": "statements",
    "sides": "parties",
    "parties": "sides",
    "negotiations": "talks",
    "established": "founded",
    "taken": "made",
    "annual": "yearly",
}


class Forgery(NamedTuple):
    """A false claim, or one with a false quote: a record, the field and what must not be kept of it."""

    kind: str
    record: Record
    field: str
    value: Any

    @property
    def passed(self) -> bool:
        """Whether the notary lets it through."""
        kept = judge(self.record, documents(), known()).kept.get(self.field)
        if self.field in LISTS and not isinstance(self.value, dict):
            return self.value in (kept or [])
        if self.field == "participants":
            return any(self.value.items() <= one.items() for one in kept or [])
        if self.field == "place":
            return bool(kept) and self.value.items() <= kept.items()
        return bool(kept) and kept == self.value


@cache
def known() -> Known:
    """What the bundled collection knows."""
    archive = open_archive(BUNDLED)

    def record(identifier: str) -> Record | None:
        found = archive.get(identifier)
        return found.to_record() if found else None

    return Known(archive.vocabularies(), archive.header.principal, frozenset(archive.ids()), record)


@cache
def documents() -> dict[str, Reading]:
    """The documents of the bundled collection, read."""
    found = {}
    for source in open_archive(BUNDLED).sources():
        published = datetime.date.fromisoformat(str(source.published)) if source.published else None
        document = Document.read(ROOT / "seeds" / str(source.file))
        found[source.id] = Reading(Release(document, published), known().names)
    return found


@cache
def originals() -> dict[str, Record]:
    """The records of the bundled collection, which are honest."""
    return {one: record for one in open_archive(BUNDLED).ids() if (record := known().record(one))}


@cache
def sound() -> list[tuple[Record, str, Any, Record]]:
    """Every true claim that passes, with each quote that proves it: the record, the field, the value, the entry."""
    found = []
    for identifier, record in originals().items():
        kept = judge(record, documents(), known()).kept
        context = {name: record[name] for name in ("ordinal", "series", "title", "status") if name in record}
        for entry in kept["evidence"]:
            for path in entry["supports"]:
                field, _, item = path.partition(".")
                if field not in ("related", "date_note"):
                    value = kept[field]
                    if field == "participants":
                        value = next(one for one in value if item in (one.get("name"), one.get("role")))
                    elif field in LISTS:
                        value = value[int(item) - 1] if field == "outcomes" else item
                    found.append(({"id": identifier, **context}, field, value, entry))
    return found


def one_claim(context: Record, field: str, value: Any, entry: Record) -> Record:
    """A record of one claim with one quote, besides what says which meeting it is of."""
    path = field
    if field == "participants":
        path = f"participants.{value.get('name') or value['role']}"
    elif field in LISTS:
        path = "outcomes.1" if field == "outcomes" else f"{field}.{value}"
    return {
        **context,
        field: [value] if field in LISTS else value,
        "evidence": [{**entry, "supports": [path]}],
    }


def _with_quote(kind: str, change: Any) -> Iterator[Forgery]:
    """True claims whose quotes are no longer those of the document."""
    seen = set()
    for context, field, value, entry in sound():
        for exact in change(entry["exact"]):
            text = documents()[entry["source"]].text
            if " ".join(exact.split()) in text or (exact, field, str(value)) in seen:
                continue
            seen.add((exact, field, str(value)))
            yield Forgery(kind, one_claim(context, field, value, {**entry, "exact": exact}), field, value)


def paraphrased() -> Iterator[Forgery]:
    """Quotes with other words of the same meaning."""

    def change(exact: str) -> Iterator[str]:
        yield re.sub(r"[\w-]+", lambda match: SYNONYMS.get(match[0], match[0]), exact)

    yield from _with_quote("paraphrased", change)


def one_word_changed() -> Iterator[Forgery]:
    """Quotes in which one word is another one."""

    def change(exact: str) -> Iterator[str]:
        words = exact.split()
        for i in {0, len(words) // 2, len(words) - 1}:
            yield " ".join([*words[:i], "formally", *words[i + 1 :]])

    yield from _with_quote("one word changed", change)


def one_word_dropped() -> Iterator[Forgery]:
    """Quotes in which one word is missing."""

    def change(exact: str) -> Iterator[str]:
        words = exact.split()
        for i in {1, len(words) // 2} - {0, len(words) - 1}:
            yield " ".join(words[:i] + words[i + 1 :])

    yield from _with_quote("one word dropped", change)


def words_swapped() -> Iterator[Forgery]:
    """Quotes in which two words have changed places."""

    def change(exact: str) -> Iterator[str]:
        words = exact.split()
        i = len(words) // 2
        yield " ".join([*words[: i - 1], words[i], words[i - 1], *words[i + 1 :]])

    yield from _with_quote("words swapped", change)


def shown_otherwise() -> Iterator[Forgery]:
    """Quotes with letters that look alike, characters that do not show, other case, cut words, a gap."""

    def change(exact: str) -> Iterator[str]:
        yield exact.replace("a", "\u0430", 1)
        yield exact.replace(" ", "\u200b ", 1)
        yield exact[:-1]
        yield exact[1:]
        yield exact.upper()
        yield re.sub(r"(\w) (\w)", r"\1 … \2", exact, count=1)

    yield from _with_quote("shown otherwise", change)


def spliced() -> Iterator[Forgery]:
    """Quotes put together of the halves of two."""
    entries = [entry for *_, entry in sound()]

    def change(exact: str) -> Iterator[str]:
        i = next(i for i, one in enumerate(entries) if one["exact"] == exact)
        for other in (entries[i - 1], entries[i - 7]):
            for joint in (" ", " … ", " [...] "):
                first, second = exact.split(), other["exact"].split()
                yield " ".join(first[: len(first) // 2]) + joint + " ".join(second[len(second) // 2 :])

    yield from _with_quote("spliced", change)


def of_another_document() -> Iterator[Forgery]:
    """Quotes that are said to be of a document that does not have them."""
    for context, field, value, entry in sound():
        for source, reading in documents().items():
            if source != entry["source"] and entry["exact"] not in reading.text:
                record = one_claim(context, field, value, {**entry, "source": source})
                yield Forgery("of another document", record, field, value)


def _with_value(kind: str, field: str, others: Any) -> Iterator[Forgery]:
    """True quotes for claims that they do not make."""
    seen = set()
    for context, mine, value, entry in sound():
        for other in others(context, value, entry) if mine == field else ():
            if (key := (context["id"], entry["exact"], str(other))) in seen:
                continue
            seen.add(key)
            rest = {name: one for name, one in context.items() if name != field}
            yield Forgery(kind, one_claim(rest, field, other, entry), field, other)


def wrong_date() -> Iterator[Forgery]:
    """Days, months and years beside the true ones, and the days of other meetings and of publication."""
    every = {record["date"] for record in originals().values() if "date" in record} | {
        str(one.release.published) for one in documents().values()
    }

    def others(_: Record, value: str, __: Record) -> Iterator[str]:
        parts = [int(one) for one in value.split("-")]
        for i, part in enumerate(parts):
            for by in (-10, -1, 1, 10):
                changed = [*parts[:i], part + by, *parts[i + 1 :]]
                if all(1 <= one <= most for one, most in zip(changed[1:], (12, 28), strict=False)):
                    yield "-".join(f"{one:02d}" for one in changed)
        yield from (one for one in every if not value.startswith(one) and not one.startswith(f"[..{value}"))
        yield f"{value}/2025-12-31"
        yield f"[{parts[0] + 1}..]"

    yield from _with_value("wrong date", "date", others)


def wrong_ordinal() -> Iterator[Forgery]:
    """Numbers beside the true ones, and others of the documents: an anniversary, a phase, an area, a year."""

    def others(_: Record, value: int, __: Record) -> Iterator[int]:
        yield from (one for one in (1, 2, 4, 7, 8, 10, 12, 20, 22, 29, value + 1, value + 10) if one != value)

    yield from _with_value("wrong ordinal", "ordinal", others)


def wrong_place() -> Iterator[Forgery]:
    """Cities and countries of other meetings, and those that the documents only mention."""
    cities = ("Brussels", "Islamabad", "Dushanbe", "Ashgabat", "Samarkand", "Peshawar", "Astana", "Gaza", "Doha")
    countries = (
        "Tajikistan",
        "Turkmenistan",
        "Uzbekistan",
        "Pakistan",
        "Afghanistan",
        "Kazakhstan",
        "Belgium",
        "Russia",
    )

    def others(_: Record, value: Record, __: Record) -> Iterator[Record]:
        yield from ({"city": one} for one in cities if one != value.get("city"))
        yield from ({"country": one} for one in countries if one != value.get("country"))
        yield {"venue": "Berlaymont"}

    yield from _with_value("wrong place", "place", others)


def wrong_party() -> Iterator[Forgery]:
    """Parties that the quote does not name, by this or another name."""
    names = {"Pakistan": "Pakistan", "Kazakhstan": "Kazakh", "Tajikistan": "Tajik", "Uzbekistan": "Uzbek"} | {
        "Turkmenistan": "Turkmen",
        "Kyrgyz Republic": "Kyrgyz",
        "Afghanistan": "Afghan",
        "Iran": "Iran",
        "India": "India",
        "Russia": "Russia",
        "Ukraine": "Ukrain",
        "United States": "US",
        "Central Asia": "Central Asia",
        "China": "Chin",
    }

    def others(_: Record, __: str, entry: Record) -> Iterator[str]:
        yield from (name for name, stem in names.items() if stem not in entry["exact"])

    yield from _with_value("wrong party", "partners", others)


def wrong_item() -> Iterator[Forgery]:
    """Topics, instruments, series and kinds that the quote does not name."""
    vocabularies = known().vocabularies
    entries = {
        "topics": [(one.name, (one.name, *one.aliases)) for one in vocabularies.topics],
        "instruments": [(one.name, (one.name, *one.aliases)) for one in vocabularies.instruments],
        "series": [(one.id, (one.name or "", *one.aliases)) for one in vocabularies.series],
        "kind": [(one, (one, "met")) for one in ("summit", "committee", "council", "visit", "call", "consultations")],
    }
    for field, every in entries.items():

        def others(context: Record, _: Any, entry: Record, every: Any = every) -> Iterator[str]:
            text = entry["exact"].lower().replace("-", " ")
            fitting = [n for n, names in every if not any(one.lower().replace("-", " ") in text for one in names)]
            start = len(entry["exact"]) % 7
            yield from fitting[start::9] if len(fitting) > 20 else fitting

        yield from _with_value(f"wrong {field}", field, others)


def wrong_status() -> Iterator[Forgery]:
    """Another state than the document says."""

    def others(_: Record, value: str, __: Record) -> Iterator[str]:
        yield from (one for one in ("held", "planned", "agreed", "cancelled", "postponed") if one != value)

    yield from _with_value("wrong status", "status", others)


def wrong_person() -> Iterator[Forgery]:
    """People who were not there, whom the quote does not name, or whose names are put together."""
    names = {one["name"] for record in originals().values() for one in record.get("participants", ()) if "name" in one}
    names |= {
        "Donald Trump",
        "President Trump",
        "Anitta Hipper",
        "Kaja Dar",
        "Ishaq Kallas",
        "Olof Abakirov",
        "Hina Johansson",
    }

    def others(_: Record, value: Record, entry: Record) -> Iterator[Record]:
        words = set(re.findall(r"\w+", entry["exact"]))
        for name in sorted(names):
            is_spliced = name in ("Kaja Dar", "Ishaq Kallas", "Olof Abakirov", "Hina Johansson")
            if name != value.get("name") and (is_spliced or not set(name.split()) <= words):
                yield {"name": name}

    yield from _with_value("wrong person", "participants", others)


def wrong_part_of_person() -> Iterator[Forgery]:
    """The office, the side or the capacity of somebody else; a lesser office without what makes it lesser."""
    every = [one for record in originals().values() for one in record.get("participants", ()) if "name" in one]

    def others(_: Record, value: Record, __: Record) -> Iterator[Record]:
        if "name" not in value:
            return
        mine = next(one for one in every if one["name"] == value["name"])
        for other in every:
            for part in ("role", "represents"):
                if other.get(part) and other[part] not in {
                    one.get(part) for one in every if one["name"] == mine["name"]
                }:
                    yield {"name": value["name"], part: other[part]}
        for capacity in ("chair", "co-chair", "head of delegation", "guest", "host"):
            if capacity not in {one.get("capacity") for one in every if one["name"] == mine["name"]}:
                yield {"name": value["name"], "capacity": capacity}
        if mine.get("role", "").startswith("Deputy "):
            yield {"name": value["name"], "role": mine["role"].removeprefix("Deputy ")}
        yield {"name": value["name"], "role": "President"}
        yield {"name": value["name"], "on_behalf_of": "António Costa"}

    yield from _with_value("wrong part of a person", "participants", others)


def wrong_outcome() -> Iterator[Forgery]:
    """Outcomes in other words than the quote, some of them the honest ones of the collection."""
    for identifier, record in originals().items():
        for i, outcome in enumerate(record.get("outcomes", ()), 1):
            for entry in record["evidence"]:
                if f"outcomes.{i}" in entry["supports"]:
                    exact = entry["exact"]
                    words = exact.split()
                    middle = len(words) // 2
                    values = [
                        " ".join(words[:middle] + words[middle + 1 :]),
                        " ".join([*words[:middle], "not", *words[middle:]]),
                        re.sub(r"[\w-]+", lambda match: SYNONYMS.get(match[0], match[0]), exact),
                        f"{exact} without delay",
                        exact[:-3],
                    ]
                    for value in (*values, outcome):
                        if value.rstrip(".") not in exact or value == exact[:-3]:
                            yield Forgery(
                                "wrong outcome",
                                one_claim({"id": identifier}, "outcomes", value, entry),
                                "outcomes",
                                value,
                            )


def of_another_meeting() -> Iterator[Forgery]:
    """The date, the place and the number of one meeting for another one of the same document, with the true quote."""
    for context, field, value, entry in sound():
        if field not in ("date", "place", "ordinal"):
            continue
        for identifier, other in originals().items():
            is_true = other.get(field) == value
            is_of_document = any(one["source"] == entry["source"] for one in other["evidence"])
            if identifier == context["id"] or is_true or not is_of_document or "ordinal" not in other:
                continue
            mine = {
                name: other[name]
                for name in ("ordinal", "series", "title", "status")
                if name in other and name != field
            }
            yield Forgery(
                "of another meeting", one_claim({"id": identifier, **mine}, field, value, entry), field, value
            )


KINDS = {
    paraphrased: 60,
    one_word_changed: 200,
    one_word_dropped: 100,
    words_swapped: 100,
    shown_otherwise: 400,
    spliced: 300,
    of_another_document: 200,
    wrong_date: 60,
    wrong_ordinal: 60,
    wrong_place: 100,
    wrong_party: 100,
    wrong_item: 300,
    wrong_status: 30,
    wrong_person: 250,
    wrong_part_of_person: 150,
    wrong_outcome: 100,
    of_another_meeting: 50,
}
"""The ways of forging, and how many forgeries each must make at least."""
