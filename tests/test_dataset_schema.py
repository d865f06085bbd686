"""The JSON Schema of a dataset: it takes what `check` takes, and what it refuses `check` refuses or warns of."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from dialogue_cli import open_archive
from dialogue_cli.checks.examine import examine
from dialogue_cli.curate.offered import offered
from dialogue_cli.curate.starter import starter
from dialogue_cli.dataset.descriptions import KEYS
from dialogue_cli.dataset.descriptions import SECTIONS as ABOUT
from dialogue_cli.dataset.fields import SECTIONS
from dialogue_cli.dataset.json_schema import dataset_schema, schema_text
from dialogue_cli.dataset.model import (
    KEY,
    Evidence,
    Ignored,
    Meeting,
    Original,
    Participant,
    Relation,
    Reviewed,
    Source,
    Unrelated,
    Venue,
)
from dialogue_cli.dates.edtf import PATTERN
from tests.conftest import BUNDLED, ROOT, Run
from tests.hostile import datasets, write_dataset
from tests.processes import PATIENCE
from tests.test_schema import DEFS

SCHEMA = dataset_schema()
NAMED = dataset_schema(offered(open_archive(BUNDLED)))
# What a schema can find, by the codes of `check`.
FOUND = {
    *("type", "missing", "date", "id", "choice", "format", "source-file", "document"),
    *("unknown-key", "url", "unknown-claim"),
}
MEETING = "meetings:\n- id: m\n  title: M\n  partners: [Chad]\n"
SOURCE = f"sources:\n- id: s\n{MEETING}"
WRONG = {
    "an id with a space": ("id", "meetings: [{id: A b, title: T, partners: [X]}]"),
    "no title": ("missing", "meetings: [{id: a, partners: [X]}]"),
    "an empty title": ("missing", "meetings: [{id: a, title: ' ', partners: [X]}]"),
    "a null id": ("missing", "meetings: [{id: ~, title: T, partners: [X]}]"),
    "a list for a text": ("type", "meetings: [{id: a, title: [T], partners: [X]}]"),
    "a text for a list": ("type", MEETING + "  topics: trade"),
    "a blank item": ("type", MEETING + "  topics: [trade, '']"),
    "a list in a list": ("type", MEETING + "  topics: [[trade]]"),
    "another key": ("unknown-key", MEETING + "  titel: M"),
    "partner for partners": ("missing", "meetings: [{id: a, title: T, partner: [X]}]"),
    "another section": ("unknown-key", MEETING + "subjects: []"),
    "a wrong status": ("choice", MEETING + "  status: done"),
    "a wrong mode": ("choice", MEETING + "  mode: online"),
    "a date in words": ("date", MEETING + "  date: 21 November 2025"),
    "a time": ("date", MEETING + "  date: 2025-11-21T10:00"),
    "a window without an end": ("date", MEETING + "  date: '[..]'"),
    "a window without quotes": ("date", MEETING + "  date: [2025-11-20..2025-11-21]"),
    "a round of none": ("type", MEETING + "  ordinal: 0"),
    "a round in words": ("type", MEETING + "  ordinal: seventh"),
    "a place as text": ("type", MEETING + "  place: Oslo"),
    "a place of another key": ("unknown-key", MEETING + "  place: {town: Oslo}"),
    "a list of places as text": ("type", MEETING + "  place: [Oslo, Bergen]"),
    "nobody who took part": ("missing", MEETING + "  participants: [{represents: Chad}]"),
    "an empty name": ("missing", MEETING + "  participants: [{name: ~, role: ''}]"),
    "a doubtful certainty": ("choice", MEETING + "  participants: [{name: A, certainty: maybe}]"),
    "evidence without words": ("missing", SOURCE + "  evidence: [{source: s}]"),
    "evidence for nothing": ("unknown-claim", SOURCE + "  evidence: [{source: s, exact: x, supports: [dat]}]"),
    "evidence for an id": ("unknown-claim", SOURCE + "  evidence: [{source: s, exact: x, supports: [id]}]"),
    "a part of a title": ("unknown-claim", SOURCE + "  evidence: [{source: s, exact: x, supports: [title.M]}]"),
    "no address": ("url", MEETING + "  url: example.org"),
    "a file in a folder": ("source-file", "sources: [{id: s, file: a/b.txt}]\n" + MEETING),
    "a short checksum": ("type", "sources: [{id: s, sha256: abc}]\n" + MEETING),
    "a review by nobody": ("missing", MEETING + "  reviewed: {on: 2025-11-21}"),
    "a check ignored for no reason": ("missing", MEETING + "  check_ignore: [{check: country-code}]"),
    "an original without a file": ("missing", "sources: [{id: s, original: {media_type: text/html}}]\n" + MEETING),
    "unrelated without a reason": ("missing", "sources: [{id: s, unrelated: [{exact: x}]}]\n" + MEETING),
    "a format of the future": ("format", "dataset: {format: 2}\n" + MEETING),
    "a list for the dataset": ("type", "dataset: [x]\n" + MEETING),
    "a mapping of meetings": ("type", "meetings: {id: a, title: T}"),
    "a partner without a name": ("missing", "partners: [{code: KZ}]\n" + MEETING),
    "a series without an id": ("missing", "series: [{name: Talks}]\n" + MEETING),
    "a list of lists": ("document", "- meetings: []"),
}
# What needs the whole dataset, the calendar, the documents or YAML itself, no schema of a value can say.
UNSAID = {
    "no meetings": ("missing", "partners: [{name: Chad}]"),
    "two of one id": ("duplicate-id", "meetings: [{id: a, title: T, partners: [X]}, {id: a, title: U, partners: [Y]}]"),
    "an unknown source": ("dangling-reference", MEETING + "  evidence: [{source: gone, exact: x}]"),
    "an unknown meeting": ("dangling-reference", MEETING + "  related: [{id: gone}]"),
    "a day that is in no calendar": ("date", MEETING + "  date: 2025-02-30"),
    "a window that ends first": ("date", MEETING + "  date: '[2025-12-03..2025-11-20]'"),
    "a known digit after unknown ones": ("date", MEETING + "  date: 202X-11"),
    "an item that is not there": (
        "unknown-claim",
        SOURCE + "  evidence: [{source: s, exact: x, supports: [topics.trade]}]",
    ),
    "a number in another notation": ("type", MEETING + "  ordinal: 0x1F"),
    "a year of three digits": ("date", MEETING + "  date: 987"),
    "an alias of YAML": ("alias", "meetings:\n- {id: a, title: &t T, partners: [*t]}"),
    "a tag of YAML": ("tag", MEETING + "  note: !!str x"),
    "a key that comes twice": ("duplicate-key", MEETING + "  title: N"),
}
# The other way round: a checksum of decimal digits alone needs quotes for a schema. There is one in 10 ** 13.


class _Loader(yaml.SafeLoader):
    """Reads YAML as the programs do that hold a schema against it, here those of YAML 1.1; dates stay text."""


_Loader.yaml_implicit_resolvers = {
    first: [one for one in resolvers if not one[0].endswith((":timestamp", ":value", ":merge"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def refused(text: str, schema: dict[str, Any] = SCHEMA) -> list[str]:
    """What a schema has against a text."""
    data = yaml.load(text, _Loader)
    return [f"{error.json_path}: {error.message}" for error in Draft7Validator(schema).iter_errors(data)]


def codes(text: str) -> set[str]:
    """What `check` has against a text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "meetings.yaml")
        path.write_text(text, encoding="utf-8")
        return {problem.code for problem in examine(path, date(2026, 1, 15)).problems}


def test_it_is_a_schema(run: Callable[..., Run]) -> None:
    """An editor would refuse a broken schema, and a person who cannot get it has no use for it."""
    Draft7Validator.check_schema(SCHEMA)
    Draft7Validator.check_schema(NAMED)
    done = run("schema")
    assert (done.status, done.out, done.err) == (0, schema_text(), "")
    assert json.loads(done.out) == SCHEMA


@pytest.mark.parametrize("schema", [SCHEMA, NAMED], ids=["plain", "named"])
@pytest.mark.parametrize("text", [BUNDLED.read_text(), starter()["meetings.yaml"].decode()], ids=["bundled", "starter"])
def test_good_datasets_fit(schema: dict[str, Any], text: str) -> None:
    """An editor would mark what is right."""
    assert refused(text, schema) == []


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_marked(name: str) -> None:
    """An editor would pass over a slip that `check` finds, though it could be seen there and then."""
    code, text = WRONG[name]
    assert code in codes(text)
    assert refused(text)
    assert refused(text, NAMED)


@pytest.mark.parametrize("name", UNSAID)
def test_what_a_schema_cannot_say(name: str) -> None:
    """The list of what only `check` finds, which the docs name, would not be true."""
    code, text = UNSAID[name]
    assert code in codes(text)
    assert refused(text) == []


def test_check_jsonschema_says_the_same(tmp_path: Path) -> None:
    """Another reader of YAML, and other regular expressions, would judge otherwise."""
    for name, schema in {"plain": SCHEMA, "named": NAMED}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(schema), encoding="utf-8")
    good = [BUNDLED, tmp_path / "starter.yaml"]
    good[1].write_bytes(starter()["meetings.yaml"])
    wrong = []
    for i, (_, text) in enumerate(WRONG.values()):
        wrong.append(tmp_path / f"{i}.yaml")
        wrong[-1].write_text(text, encoding="utf-8")
    for name in ("plain", "named"):
        call = [Path(sys.executable).with_name("check-jsonschema"), "-o", "json", "--schemafile", f"{name}.json"]
        done = subprocess.run(
            [*call, *good, *wrong], cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        said = json.loads(done.stdout)
        assert said.get("parse_errors", []) == []
        assert {Path(error["filename"]).name for error in said["errors"]} == {path.name for path in wrong}


@settings(max_examples=60)
@given(dataset=datasets())
def test_any_dataset_that_can_be_read_fits(dataset: dict[str, Any]) -> None:
    """An editor would mark a text because of what is in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_dataset(dataset, Path(folder, "a.yaml"))
        found = {problem.code for problem in examine(path, date(2026, 1, 15)).problems}
        data = json.loads(json.dumps(dataset))
    if not found & FOUND:
        assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(data)] == []


VALUES = [
    *("x", "A b", "a-b", "7", "0", "-1", "07", "1.5", "1e3", "0x1F", "true", "NO", "~", "null", "''", "' '", "'null'"),
    *(
        "2025",
        "2025-11",
        "2025-11-21",
        "2025-11-2X",
        "202X",
        "'[2025-11-20..2025-12-03]'",
        "2025-13",
        "20251",
        "2025-2-3",
    ),
    *(
        "'2025-11-21?/2025-11-22~'",
        "'https://example.org/a?b#c'",
        "ftp://x",
        "HTTP://x",
        "https://",
        "a.txt",
        "..",
        "a/b",
    ),
    *("[]", "[a]", "[a, 7, true]", "[~]", "['']", "[[a]]", "[{a: b}]", "{}", "{a: b}", "{city: Oslo}", "{city: ~}"),
    *("[{city: Oslo}, {country: 7}]", "[{name: A}]", "[{role: r, name: }]", "[{represents: r}]", "[{id: m}]", "held"),
    *("[{source: s, exact: x}]", "[{source: s, exact: x, supports: [title, partners.Chad, place.city, 7]}]", "online"),
    *(
        "[{exact: x, reason: r}]",
        "{file: a.html}",
        "{media_type: x}",
        f"'{'0a' * 32}'",
        "video",
        "possible",
        "1",
        "'1'",
    ),
]
ENTRY = {"sources": "id: s", "series": "id: t", "meetings": "id: m, title: M, partners: [Chad]", "dataset": "title: D"}


@st.composite
def texts_of_datasets(draw: st.DrawFn) -> str:
    """A dataset as text: valid but for some fields, which have any value of the kinds that people write."""
    sections = {"sources": "- {id: s}", "meetings": "- {id: m, title: M, partners: [Chad]}"}
    for section in draw(st.lists(st.sampled_from(sorted(SECTIONS)), min_size=1, max_size=2, unique=True)):
        keys = draw(
            st.lists(st.sampled_from([*SECTIONS[section].fields, "other"]), min_size=1, max_size=3, unique=True)
        )
        pairs = dict.fromkeys(re.findall(r"(\w+):", ENTRY.get(section, "name: N")))
        values = dict(pair.split(": ", 1) for pair in re.split(r", (?=\w+:)", ENTRY.get(section, "name: N")))
        pairs |= values | {key: draw(st.sampled_from(VALUES)) for key in keys}
        record = "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
        sections[section] = record if section == "dataset" else f"- {record}"
    return "".join(f"{section}:\n  {record}\n" for section, record in sections.items())


@settings(max_examples=500)
@given(text=texts_of_datasets())
@example(text=MEETING + "  mode:\n  date: ~\n  place: ''\n  topics:\n  ordinal: null\n  url: ' '\n")
def test_what_the_schema_refuses_check_refuses(text: str) -> None:
    """An editor would mark what the program takes: a person would look for a mistake that is not there."""
    if faults := refused(text):
        assert codes(text) & FOUND, (text, faults)


def test_dates_have_one_pattern() -> None:
    """The two schemas, and the parser, would take other forms for a date."""
    assert DEFS["edtf"]["pattern"] == PATTERN


KINDS = {
    "source": Source,
    "meeting": Meeting,
    "original": Original,
    "unrelated": Unrelated,
    "place": Venue,
    "participants": Participant,
    "related": Relation,
    "evidence": Evidence,
    "reviewed": Reviewed,
    "check_ignore": Ignored,
}


def test_every_key_has_a_description() -> None:
    """An editor would offer a key and not say what it means, or the description of a key that is gone would stay."""
    assert list(ABOUT) == list(SECTIONS)
    for shape in SECTIONS.values():
        assert list(KEYS[shape.kind]) == list(shape.fields)
    for kind, about in KEYS.items():
        assert {one.metadata.get(KEY, one.name) for one in fields(kind)} == set(about)
    definitions = SCHEMA["definitions"]
    assert set(definitions) == {kind.__name__.lower() for kind in KEYS}
    assert all("description" in one for part in definitions.values() for one in part["properties"].values())


def test_the_docs_say_what_an_editor_shows() -> None:
    """docs/format.md and the editor would tell a person different things of one key."""
    text = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    tables = [
        [tuple(cell.strip() for cell in row.strip("|").split(" | ")) for row in table.splitlines()]
        for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    ]
    shown: dict[str, dict[str, str]] = {}
    for heads, _, *rows in tables:
        if heads[0] == "key":
            name = "meeting" if rows[1][0] == "`title`" else "source"
            shown[name] = {key.strip("`"): value for key, value in rows}
        elif heads[-2:] == ("key", "value"):
            for part, key, value in rows:
                shown.setdefault(part.strip("`"), {})[key.strip("`")] = value
        elif heads == ("section", "what it holds"):
            assert {key.strip("`"): value for key, value in rows} == ABOUT
    named = {section: shape.kind for section, shape in SECTIONS.items() if section not in ("sources", "meetings")}
    assert shown == {name: KEYS[kind] for name, kind in (KINDS | named).items()}


def test_names_are_offered_where_they_belong() -> None:
    """An editor would offer a person for a topic, or not know the names that the dataset has."""

    def offers(part: str, key: str) -> set[str]:
        value = NAMED["definitions"][part]["properties"][key]
        return {name for one in value.get("items", value)["anyOf"] for name in one.get("enum", ())}

    assert offers("meeting", "partners") >= {"Pakistan", "Central Asia"}
    assert offers("header", "principal") == offers("meeting", "partners") == offers("partner", "members")
    assert offers("meeting", "series") == {entry.id for entry in open_archive(BUNDLED).vocabularies().series}
    assert offers("evidence", "source") == {source.id for source in open_archive(BUNDLED).sources()}
    assert offers("relation", "id") == set(open_archive(BUNDLED).ids())
    assert "Kaja Kallas" in offers("participant", "name") - offers("participant", "represents")
    assert "Brussels" in offers("venue", "city") - offers("venue", "country")
    assert "Belgium" in offers("venue", "country") - offers("venue", "city")
    assert {"migration", "GSP+"} <= offers("meeting", "topics") | offers("meeting", "instruments")
    assert {"date", "topics.migration", "participants.Kaja Kallas", "place.city", "outcomes.1"} <= offers(
        "evidence", "supports"
    )
    assert offers("meeting", "title") == set()


@settings(max_examples=30)
@given(dataset=datasets())
def test_names_restrict_nothing(dataset: dict[str, Any]) -> None:
    """A new name would be marked as wrong, only because no record has it yet."""
    data = json.loads(json.dumps(dataset))
    plain, named = (list(Draft7Validator(one).iter_errors(data)) for one in (SCHEMA, NAMED))
    assert bool(plain) == bool(named)


def test_a_dataset_with_errors_has_no_names(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """The schema would miss names in silence."""
    path = dataset("meetings:\n- {id: A b, title: T}\n")
    assert run("schema", "--data", str(path)).status == 0
    done = run("schema", "--names", "--data", str(path))
    assert (done.status, done.out) == (2, "")
    assert "error[id]" in done.err


def test_a_schema_that_is_there_stays(run: Callable[..., Run], tmp_path: Path) -> None:
    """The schema with the names would be lost to a call without them."""
    place = tmp_path / "meetings.schema.json"
    assert run("schema", "--names", "-o", str(place)).status == 0
    before = place.read_text(encoding="utf-8")
    assert "Kaja Kallas" in before
    done = run("schema", "-o", str(place))
    assert done.status == 2
    assert "already exists; use --force" in done.err
    assert place.read_text(encoding="utf-8") == before
    assert run("schema", "-o", str(place), "--force").status == 0
    assert place.read_text(encoding="utf-8") == schema_text()


def test_both_schemas_name_each_other(run: Callable[..., Run]) -> None:
    """Somebody would check what they write with the schema of what the program writes."""
    assert "that of a dataset" in " ".join(run("export", "--help").out.split())
    assert "dialogue schema" in run("export", "--list").out
    assert "dialogue export schema" in " ".join(run("schema", "--help").out.split())
