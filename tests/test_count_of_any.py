"""Counts of any collection under any filter, against a plain loop over what `find` gives."""

from __future__ import annotations

import itertools
import json
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dialogue_cli import Archive, Query, open_archive
from dialogue_cli.index.values import Chosen, counted_by
from dialogue_cli.query.countable import FIELDS
from dialogue_cli.text import key
from tests.test_count import DATES, spans

Record = dict[str, Any]
Records = list[Record]
Value = str | None
Values = dict[Value, bool]
"""The values of a meeting, each with whether it is sure."""

VOCABULARY = {
    "partners": [{"name": "Beria", "aliases": ["B.", "Berya"]}, {"name": "Home", "aliases": ["Our Home"]}],
    "topics": [{"name": "trade", "aliases": ["commerce"]}],
    "people": [{"name": "Ada Byron", "aliases": ["Countess Lovelace"]}],
    "instruments": [{"name": "visa accord", "aliases": ["the accord"]}],
    "places": [{"name": "Lun", "country": "Beria"}, {"name": "Old Hall", "aliases": ["The Hall"]}],
}
OF_VOCABULARY = {"partner": "partners", "topic": "topics", "person": "people", "instrument": "instruments"}
OF_VOCABULARY |= {"place": "places"}
PARTIES = ["Aland", "ALAND", "Beria", "B.", "Berya", "Home", "Our Home"]
PEOPLE = ["Ada Byron", "Countess Lovelace", "Cy Young", "cy young", "Eve"]
PAIRS = [(field,) for field in FIELDS] + list(itertools.permutations(FIELDS, 2))
TRICKY = [("person",), ("partner",), ("place",), ("partner", "person"), ("year", "partner"), ("place", "topic")]
ADA_TWICE: Record = {
    "participants": [{"name": "Ada Byron", "certainty": "possible", "role": "Chair"}, {"name": "Countess Lovelace"}]
}
QUERIES = [
    Query(),
    Query(partner="Beria"),
    Query(partner="!Aland"),
    Query(person="Ada Byron"),
    Query(person=("Ada Byron", "Eve"), certain=True),
    Query(period="2024"),
    Query(period="2023..2024", certain=True),
    Query(topic="trade", status="held"),
    Query(place="Sol"),
    Query(bilateral=True),
    Query(last=2),
]

people = st.builds(
    lambda name, role, possible: {
        **({"name": name} if name else {}),
        "role": role,
        **({"certainty": "possible"} if possible else {}),
    },
    st.sampled_from([*PEOPLE, None]),
    st.sampled_from(["Chair", "chair", "Envoy"]),
    st.booleans(),
)
places = st.one_of(
    st.builds(
        lambda city, country: {"city": city} | ({"country": country} if country else {}),
        st.sampled_from(["Sol", "SOL", "Lun"]),
        st.sampled_from([None, "Aland", "Beria"]),
    ),
    st.sampled_from([{"country": "Aland"}, {"venue": "Old Hall"}, {"venue": "The Hall", "city": "Sol"}]),
)


def some(values: list[str], most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True)


meetings = st.fixed_dictionaries(
    {},
    optional={
        "partners": some(PARTIES),
        "principal": st.sampled_from(["Aland", "B.", "Other"]),
        "date": st.sampled_from(DATES),
        "status": st.sampled_from(["held", "planned"]),
        "kind": st.sampled_from(["summit", "Summit", "visit"]),
        "mode": st.sampled_from(["video", "hybrid"]),
        "series": st.sampled_from(["talks", "Talks", "forum"]),
        "topics": some(["trade", "commerce", "Energy", "energy"]),
        "instruments": some(["visa accord", "the accord", "treaty"]),
        "place": places | st.lists(places, min_size=2, max_size=3),
        "participants": st.lists(people, min_size=1, max_size=4),
    },
)


def written(records: Records, path: Path, *, vocabulary: bool = True) -> None:
    """Writes records as a file of a dataset; with the vocabulary it has the header too."""
    shown = {"dataset": {"principal": "Home"}, **VOCABULARY} if vocabulary else {}
    path.write_text(json.dumps({**shown, "meetings": records}))


def numbered(records: Records, start: str = "m") -> Records:
    return [{"id": f"{start}-{i}", "title": "T", **record} for i, record in enumerate(records)]


class Oracle:
    """What each record says, by plain Python. It knows all records, of which some are counted."""

    def __init__(self, records: Records) -> None:
        self.records = {record["id"]: {"status": "held", **record} for record in records}
        self.entities = {
            field: {
                key(text): key(entry["name"])
                for entry in VOCABULARY[section]
                for text in (entry["name"], *entry.get("aliases", ()))
            }
            for field, section in OF_VOCABULARY.items()
        }
        self.labels = {field: self._labels(field) for field in FIELDS}
        lies: dict[str, set[str | None]] = defaultdict(set)
        self.stated: set[tuple[str, str]] = set()
        for place in (place for record in self.records.values() for place in self._places(record)):
            if "city" in place:
                city = self.entity("place", place["city"])
                lies[city].add(self._lies(place))
                self.stated |= {(city, self.entity("place", place["country"]))} if "country" in place else set()
        self.apart = {city for city, countries in lies.items() if len(countries - {None}) > 1}

    def entity(self, field: str, name: str) -> str:
        return self.entities.get(field, {}).get(key(name), key(name))

    def _labels(self, field: str) -> dict[str, str]:
        """The name of the vocabulary, else the one that most records have."""
        numbers = Counter(
            name for record in self.records.values() for name in set(self._names(record, field, everything=True))
        )
        found = {}
        for name, _ in sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0])):
            found.setdefault(self.entity(field, name), name)
        section = VOCABULARY.get(OF_VOCABULARY.get(field, ""), [])
        return found | {key(entry["name"]): entry["name"] for entry in section}

    def _names(self, record: Record, field: str, *, everything: bool = False) -> list[str]:
        plural = {"partner": "partners", "topic": "topics", "instrument": "instruments"}
        if field in plural:
            return list(record.get(plural[field], []))
        if field == "person":
            return [one.get("name") or one["role"] for one in record.get("participants", [])]
        if field == "place":
            places = self._places(record)
            if everything:
                return [name for place in places for name in place.values()]
            return [place.get("city") or place.get("country") or place["venue"] for place in places]
        return [record[field]] if field in record else []

    def _places(self, record: Record) -> Records:
        place = record.get("place", [])
        return place if isinstance(place, list) else [place]

    def _lies(self, place: Record) -> str | None:
        if "country" in place:
            return self.entity("place", place["country"])
        known = {key(entry["name"]): key(entry["country"]) for entry in VOCABULARY["places"] if "country" in entry}
        return known.get(self.entity("place", place["city"]))

    def _place(self, place: Record) -> str:
        name = self.entity("place", place.get("city") or place.get("country") or place["venue"])
        label = self.labels["place"][name]
        if "city" in place and name in self.apart and (lies := self._lies(place)) and (name, lies) in self.stated:
            return f"{label}, {self.labels['place'][lies]}"
        return label

    def values(self, record: Record, field: str, *, certain: bool) -> Values:
        """The values of a record, each with whether it is sure."""
        if field in ("year", "month"):
            return dict.fromkeys(spans(record, field), True)
        found: Values = {}
        if field == "place":
            found = {self._place(place): True for place in self._places(record)}
        elif field == "person":
            for one in record.get("participants", []):
                label = self.labels[field][self.entity(field, one.get("name") or one["role"])]
                found[label] = found.get(label, False) or "certainty" not in one
            found = {label: sure for label, sure in found.items() if sure or not certain}
        else:
            own = self.entity("partner", record.get("principal", "Home")) if field == "partner" else None
            names = (self.entity(field, name) for name in self._names(record, field))
            found = {self.labels[field][name]: True for name in names if name != own}
        return found or {None: True}

    def cells(
        self, ids: list[str], fields: tuple[str, ...], *, certain: bool
    ) -> tuple[Counter[tuple[Value, ...]], Counter[tuple[Value, ...]]]:
        """How many of some records have which values, and of how many of them the person only possibly took part."""
        all_: Counter[tuple[Value, ...]] = Counter()
        possible: Counter[tuple[Value, ...]] = Counter()
        for identifier in ids:
            parts = [self.values(self.records[identifier], field, certain=certain).items() for field in fields]
            for cell in itertools.product(*parts):
                values = tuple(value for value, _ in cell)
                all_[values] += 1
                possible[values] += not all(sure for _, sure in cell)
        return all_, +possible

    def check(self, archive: Archive, query: Query, fields: tuple[str, ...]) -> None:
        """Everything that a count says."""
        counts = archive.count_by(query, fields)
        ids = [match.id for match in archive.find(query)]
        assert counts.meetings == len(ids)
        expected, possible = self.cells(ids, fields, certain=query.certain)
        assert Counter(dict(counts.cells)) == expected
        assert Counter(dict(counts.possible)) == possible
        for i, field in enumerate(fields):
            totals, doubtful = self.cells(ids, (field,), certain=query.certain)
            assert +Counter({(value,): n for value, n in counts.totals[i].items()}) == totals
            assert Counter({(value,): n for value, n in counts.possible_totals[i].items()}) == doubtful
            values = [self.values(self.records[one], field, certain=query.certain) for one in ids]
            assert counts.several[i] == sum(len(each) > 1 for each in values)
            if field == "person":
                uncertain = sum(not all(each.values()) for each in values)
                said = [note for note in counts.notes if "only possibly took part" in note]
                assert [int(note.split()[0]) for note in said] == ([uncertain] if uncertain else [])


@settings(max_examples=150)
@given(
    st.lists(meetings, min_size=1, max_size=14),
    st.sampled_from(QUERIES),
    st.lists(st.sampled_from(PAIRS) | st.sampled_from(TRICKY), min_size=3, max_size=3),
)
@example([ADA_TWICE], Query(), [("person",)])
def test_counts_are_those_of_a_plain_loop(records: Records, query: Query, pairs: list[tuple[str, ...]]) -> None:
    """A second name of a party, its own principal, or someone uncertain would be counted twice or not at all."""
    records = numbered(records)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "m.yaml"
        written(records, path)
        with open_archive(path) as archive:
            for fields in pairs:
                Oracle(records).check(archive, query, fields)


@settings(max_examples=30)
@given(
    st.lists(meetings, min_size=1, max_size=6),
    st.lists(meetings, min_size=1, max_size=6),
    st.lists(meetings, min_size=1, max_size=6),
    st.sampled_from(TRICKY),
)
@example(
    [{"partners": ["Home", "Aland"]}],
    [{"partners": ["Home", "Aland"], "principal": "Other"}],
    [{"partners": ["Home", "Aland"]}],
    ("partner",),
)
def test_counts_after_an_edit_are_those_of_the_new_records(
    kept: Records, before: Records, after: Records, fields: tuple[str, ...]
) -> None:
    """What an edited file says no more would still be left out of the counts, or what it says now would not."""
    kept, before, after = numbered(kept, "a"), numbered(before, "b"), numbered(after, "b")
    with tempfile.TemporaryDirectory() as folder:
        written(kept, Path(folder) / "a.yaml")
        edited = Path(folder) / "b.yaml"
        # Where a file goes, the numbers of its meetings are free for others.
        for now in (before, [], after, before):
            if now:
                written(now, edited, vocabulary=False)
            else:
                edited.unlink()
            with open_archive(folder) as archive:
                Oracle([*kept, *now]).check(archive, Query(), fields)


def test_links_are_counted_without_sorting_them(tmp_path: Path) -> None:
    """A count of a million meetings would take half a minute, most of it for sorting names as texts."""
    written(numbered([{"partners": PARTIES}] * 20), tmp_path / "m.yaml")
    with open_archive(tmp_path / "m.yaml") as archive:
        index = archive.ask(lambda index: index)
        by = counted_by("partner", Chosen(index, ("1", []), certain=False))
        plan = [
            row[-1] for row in index.rows(f"EXPLAIN QUERY PLAN SELECT value, count(*) FROM ({by.table}) GROUP BY 1")
        ]
    assert any("USING COVERING INDEX link_name" in step for step in plan)
    assert not [step for step in plan if "TEMP B-TREE" in step]
