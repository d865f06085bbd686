"""The published JSON Schema: every real output fits it, what is wrong does not, and it cannot drift from the code."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from dialogue_cli import Period, Query, open_archive
from dialogue_cli.dataset import model
from dialogue_cli.dataset.coverage import STATES, Totals
from dialogue_cli.dataset.documents import State
from dialogue_cli.dataset.problems import CHECKS, SEVERITIES, Problem
from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.units import UNITS
from dialogue_cli.formats.schema import schema_text
from dialogue_cli.query.countable import FIELDS
from dialogue_cli.view.columns import record_of
from dialogue_cli.view.proofs import Proofs
from tests.conftest import Run
from tests.hostile import datasets, write_dataset

SCHEMA: dict[str, Any] = json.loads(schema_text())
DEFS: dict[str, Any] = SCHEMA["$defs"]
# What JSON adds to the record's own fields; see docs/output.md.
ADDED = {"earliest", "latest", "sources", "certain", "score", "snippet", "missing", "matched"}


def faults(value: Any, part: str | None = None) -> list[str]:
    """What the schema, or one of its definitions, has against a value."""
    schema = SCHEMA if part is None else SCHEMA | {"type": "object", "items": True, "$ref": f"#/$defs/{part}"}
    found = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in found]


def test_is_a_schema(run: Callable[..., Run]) -> None:
    """A validator would refuse a broken schema, and a user who cannot get it has no use for it."""
    Draft202012Validator.check_schema(SCHEMA)
    assert run("export", "schema").out == schema_text()


@pytest.mark.parametrize(
    "call",
    [
        "list",
        "list --on 2025-11",
        "list --partner Pakstan",
        "search migration",
        "search smugling terrorism peace women trade Kazakhstan",
        "timeline --since 2025",
        "show eu-pakistan-strategic-dialogue-7 eu-kazakhstan-cooperation-council-22",
        "export json --last 3",
        "list --partner Türkiye",
    ],
)
def test_meetings_of_every_command_fit(run: Callable[..., Run], call: str) -> None:
    """A program that checks its input would refuse what the tool writes."""
    format_ = [] if "json" in call else ["-f", "json"]
    done = run(*call.split(), *format_)
    found = json.loads(done.out)
    assert done.status == (0 if found else 1)
    assert faults(found) == []
    assert bool(found) == ("Türkiye" not in call)


def test_each_line_of_json_lines_fits(run: Callable[..., Run]) -> None:
    """JSON Lines are read a line at a time: each must be a meeting by itself."""
    lines = run("search", "migration", "--on", "2022", "-f", "jsonl").out.splitlines()
    assert lines
    for line in lines:
        assert faults(json.loads(line), "meeting") == []


@pytest.mark.parametrize(
    ("call", "part"),
    [
        ("count", "count_row"),
        ("count --by year,topic", "count_row"),
        ("count --by month -n 3", "count_row"),
        ("count --by topic,partner -n 2", "count_row"),
        *((f"count --by {field}", "count_row") for field in FIELDS),
        ("series", "series_row"),
        ("sources", "source_row"),
        ("sources eeas-2025-11-23", "quote_row"),
        ("sources --coverage", "sentence_row"),
        ("quote eeas both sides --all", "passage_row"),
        ("quote eeas held in brussels --supports place", "passage_row"),
    ],
)
def test_rows_of_the_other_commands_fit(run: Callable[..., Run], call: str, part: str) -> None:
    """The rows of the other commands are published too."""
    rows = json.loads(run(*call.split(), "-f", "json").out)
    assert rows
    for row in rows:
        assert faults(row, part) == []


def test_problems_fit(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """An editor that shows problems at their lines reads these rows."""
    path = dataset("meetings:\n- {id: A b, titel: x, date: 2025-13, partners: [X], related: [{id: gone}]}\n")
    rows = json.loads(run("check", str(path), "-f", "json").out)
    assert len(rows) > 3
    for row in rows:
        assert faults(row, "problem_row") == []


def names(kind: type[Any]) -> set[str]:
    return {field.name for field in fields(kind)}


def test_properties_are_the_fields() -> None:
    """A field that is new in the code and not in the schema would make every record invalid, and the other way round."""
    assert set(DEFS["meeting"]["properties"]) == names(model.Meeting) - {"places"} | {"place"} | ADDED
    assert set(DEFS["place"]["properties"]) == names(model.Venue)
    for part, kind in {
        "participant": model.Participant,
        "relation": model.Relation,
        "evidence": model.Evidence,
    }.items():
        assert set(DEFS[part]["properties"]) == names(kind) | ({"found"} if part == "evidence" else set())
    assert DEFS["source_row"]["properties"]["document"]["enum"] == list(get_args(State))
    assert DEFS["sentence_row"]["properties"]["state"]["enum"] == list(STATES)
    assert set(DEFS["source_row"]["properties"]["coverage"]["properties"]) == set(Totals().to_record())
    of_source = DEFS["source_row"]["properties"]
    assert set(of_source["original"]["properties"]) == names(model.Original)
    assert set(of_source["unrelated"]["items"]["properties"]) == names(model.Unrelated)
    assert names(model.Source) - set(of_source) == {"language", "sha256"}
    assert set(DEFS["passage_row"]["properties"]["evidence"]["properties"]) == names(model.Evidence)
    assert DEFS["problem_row"]["properties"]["severity"]["enum"] == list(SEVERITIES)
    assert set(DEFS["count_row"]["properties"]) == {*FIELDS, *UNITS, "count", "possible", "others"}
    assert set(DEFS["problem_row"]["properties"]) == names(Problem) | {"severity"}
    assert DEFS["status"]["enum"] == list(model.STATUSES)
    assert DEFS["mode"]["enum"] == list(model.MODES)
    assert DEFS["participant"]["properties"]["certainty"]["enum"] == list(model.CERTAINTIES)
    for part in (DEFS[name] for name in DEFS if "properties" in DEFS[name]):
        assert part["additionalProperties"] is False
        assert all("description" in one or "$ref" in one for one in part["properties"].values())


def test_every_key_really_comes(run: Callable[..., Run]) -> None:
    """A key that no output ever has would be a promise not kept."""
    seen: set[str] = set()
    for call in ("search smugling --on 2022", "list"):
        for record in json.loads(run(*call.split(), "-f", "json").out):
            seen |= set(record)
    assert seen >= ADDED
    # No bundled record has a principal of its own or another id before, and no document gives the others.
    assert set(DEFS["meeting"]["properties"]) - seen == {
        "principal",
        "mode",
        "previous_date",
        "url",
        "former_ids",
        "reviewed",
        "check_ignore",
    }


GOOD: dict[str, Any] = {"id": "a", "title": "A", "status": "held", "sources": []}


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "A b"},
        {"title": ""},
        {"status": "done"},
        {"partners": [""]},
        {"partners": "X"},
        {"mode": "online"},
        {"place": [{"city": "Sol"}]},
        {"date": "21 November 2025"},
        {"date": "[..]"},
        {"date": "2025-11-21T12:00"},
        {"date": "20X"},
        {"ordinal": "7"},
        {"ordinal": 0},
        {"earliest": "2025-13-01"},
        {"earliest": "2025"},
        {"certain": "yes"},
        {"unknown": 1},
        {"place": {"town": "Sol"}},
        {"participants": [{"represents": "X"}]},
        {"participants": [{"name": "Ada", "certainty": "perhaps"}]},
        {"evidence": [{"source": "a"}]},
        {"related": [{"relation": "next"}]},
        {"sources": ["a", "a"]},
    ],
    ids=str,
)
def test_a_wrong_record_is_refused(wrong: dict[str, Any]) -> None:
    """A schema that lets everything through would check nothing."""
    assert faults([GOOD]) == []
    assert faults([GOOD | wrong])


@pytest.mark.parametrize("name", sorted(GOOD))
def test_what_is_always_there_is_required(name: str) -> None:
    """A program that relies on a key must be able to rely on it."""
    assert faults([{key: value for key, value in GOOD.items() if key != name}])


@settings(max_examples=300)
@given(text=st.from_regex(DEFS["edtf"]["pattern"], alphabet=st.sampled_from("0123X?~%[]./-159"), fullmatch=True))
def test_pattern_takes_no_more_than_the_profile(text: str) -> None:
    """A date of a form that no record can have would pass for one; only the calendar may refuse it further."""
    try:
        parse(text)
    except ValueError as error:
        assert "is not a valid date, such as" not in str(error)
        assert "is not a valid window" not in str(error)
        assert "open end" not in str(error)


@pytest.mark.long
@settings(max_examples=100)
@given(dataset=datasets(), words=st.sampled_from(["x", "lines", "no y a b c", "界*"]))
def test_any_dataset_fits(dataset: dict[str, Any], words: str) -> None:
    """Whatever a dataset can hold, its JSON keeps the published shape."""
    with tempfile.TemporaryDirectory() as folder:
        archive = open_archive(write_dataset(dataset, Path(folder, "a.yaml")))
        proofs = Proofs(archive)
        day = parse("2025-11-21").earliest
        for query in (Query(), Query(period=Period(day, None)), Query(words=words)):
            assert faults(json.loads(json.dumps([record_of(match, proofs) for match in archive.find(query)]))) == []
        for row in archive.series()[0]:
            assert faults(json.loads(json.dumps(row.to_record())), "series_row") == []


def test_every_check_has_a_code_of_this_form() -> None:
    """The codes of problems are names that a program switches on."""
    for code in CHECKS:
        assert (
            faults(
                {"file": "a", "line": 1, "column": 1, "severity": "error", "code": code, "message": "x"}, "problem_row"
            )
            == []
        )
