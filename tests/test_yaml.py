"""YAML out: what is written is read back as it was, by `dialogue` and by any reader of YAML."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from dialogue_cli import Archive, Query, open_archive
from dialogue_cli.checks.examine import examine
from dialogue_cli.dataset import emitting
from dialogue_cli.formats import yaml_text
from tests.conftest import BUNDLED, Run
from tests.hostile import TEXTS, datasets, write_dataset

# What a plain scalar is not text in: the core schema of YAML 1.2 (10.3.2), and y and n of YAML 1.1.
CORE = re.compile(
    r"null|Null|NULL|~|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN|[yYnN]|"
)
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def written(archive: Archive, query: Query, notes: list[str] | None = None) -> str:
    out = io.StringIO()
    yaml_text.write(archive.find(query), archive, out, (notes if notes is not None else []).append)
    return out.getvalue()


def contents(path: Path) -> list[Any]:
    archive = open_archive(path)
    meetings = [archive.get(identifier) for identifier in archive.ids()]
    return [archive.header, list(archive.sources()), archive.vocabularies(), meetings]


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, (*path, name))
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part, path)
    else:
        yield path, value


def errors(path: Path) -> list[str]:
    return [str(p) for p in examine(path, open_archive(path).today).problems if p.severity == "error"]


def test_bundled_collection_comes_back(run: Callable[..., Run], tmp_path: Path) -> None:
    """A collection that lost or changed a fact on the way through the export could not be handed on."""
    done = run("list", "-f", "yaml")
    assert (done.status, done.err) == (0, "")
    copy = tmp_path / "copy.yaml"
    copy.write_text(done.out, encoding="utf-8")
    before, after = contents(BUNDLED), contents(copy)
    assert before[:3] == after[:3]
    assert before[3] == after[3]
    # The documents are not beside the copy; apart from that nothing is wrong with it.
    codes = {p.code for p in examine(copy, open_archive(copy).today, strict=True).problems}
    assert codes == {"source-missing"}
    assert run("check", str(copy)).status == 0


@pytest.mark.parametrize(
    "query",
    [
        ("--partner", "Qazaqstan"),
        ("--topic", "terrorism"),
        ("--place", "Belgium"),
        ("--partner", "C5", "--on", "2025-11"),
    ],
)
def test_filters_answer_alike(run: Callable[..., Run], tmp_path: Path, query: tuple[str, ...]) -> None:
    """A copy without its vocabularies would not find by alias, country or group."""
    run("export", "yaml", "-o", "copy.yaml", cwd=tmp_path)
    answers = [run("list", *query, *data) for data in ((), ("--data", str(tmp_path / "copy.yaml")))]
    assert answers[0].out == answers[1].out != ""


def test_reads_like_the_original() -> None:
    """Lists down the page, meetings on one line or escaped umlauts would be for machines alone."""
    lines = written(open_archive(), Query()).splitlines()
    original = BUNDLED.read_text(encoding="utf-8").splitlines()
    for line in (
        "- {name: Pakistan, code: PK, aliases: [Islamic Republic of Pakistan, Pakistani]}",
        "- {name: Brussels, country: Belgium, aliases: [Bruxelles, Brussel, Brüssel]}",
        "- id: eu-pakistan-strategic-dialogue-7",
        "  place: {city: Brussels}",
        "  - {id: eu-pakistan-strategic-dialogue-7, relation: previous}",
        "  summary: >-",
    ):
        assert line in original
        assert line in lines
    assert max(map(len, lines)) <= 130


def test_selection_is_a_dataset_of_its_own(run: Callable[..., Run], tmp_path: Path) -> None:
    """A part that named sources or meetings outside it would be refused, or carry what nothing quotes."""
    done = run("export", "yaml", "--partner", "Kazakhstan", "--bilateral", "-o", "part.yaml", cwd=tmp_path)
    part = tmp_path / "part.yaml"
    assert (done.status, done.err) == (0, "note: 1 relation to meetings that were not chosen left out\n")
    archive = open_archive(part)
    assert [source.id for source in archive.sources()] == ["kazakhstan-2025-12-03"]
    assert errors(part) == []
    assert {p.code for p in examine(part, archive.today).problems} == {"source-missing"}
    whole = open_archive()
    for identifier in archive.ids():
        before, after = whole.get(identifier), archive.get(identifier)
        assert before
        assert after
        assert [r for r in before.related if r.id in archive.ids()] == list(after.related)
        assert [(q.source, q.exact) for q in before.evidence] == [(q.source, q.exact) for q in after.evidence]


def test_nothing_chosen_is_still_a_dataset(tmp_path: Path) -> None:
    """An empty file would be refused when it is read."""
    path = tmp_path / "none.yaml"
    path.write_text(written(open_archive(), Query(partner=("Türkiye",))), encoding="utf-8")
    assert len(open_archive(path)) == 0
    assert errors(path) == []


@pytest.mark.long
@settings(max_examples=150)
@given(dataset=datasets())
def test_any_dataset_comes_back(dataset: dict[str, Any]) -> None:
    """A text that came back otherwise, as a number, or as an order to the terminal would be a forged record."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, "a.yaml"), Path(folder, "b.yaml")
        archive = open_archive(write_dataset(dataset, first))
        text = written(archive, Query())
        second.write_text(text, encoding="utf-8", newline="")
        assert contents(first) == contents(second)
        assert errors(second) == []
        assert not OBEYED.search(text)
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            assert getattr(event, "anchor", None) is None
        for path, value in leaves(yaml.safe_load(text)):
            assert type(value) is (int if path[-1] in ("format", "ordinal") else str)
        order = {meeting["id"]: meeting for meeting in dataset["meetings"]}
        for meeting in yaml.safe_load(text)["meetings"]:
            assert meeting == order[meeting["id"]]
            assert list(meeting) == list(order[meeting["id"]])


@settings(max_examples=60)
@given(dataset=datasets())
def test_any_part_of_a_dataset_is_valid(dataset: dict[str, Any]) -> None:
    """A part whose references lead outside could not be opened, and facts left out untold would mislead."""
    with tempfile.TemporaryDirectory() as folder:
        archive = open_archive(write_dataset(dataset, Path(folder, "a.yaml")))
        part, notes = Path(folder, "b.yaml"), list[str]()
        part.write_text(written(archive, Query(limit=2), notes), encoding="utf-8", newline="")
        chosen = [match.meeting for match in archive.find(Query(limit=2))]
        ids = {meeting.id for meeting in chosen}
        lost = sum(relation.id not in ids for meeting in chosen for relation in meeting.related)
        assert [int(note.split()[0]) for note in notes] == ([lost] if lost else [])
        copy = open_archive(part)
        assert errors(part) == []
        quoted = {source for meeting in chosen for source in meeting.sources}
        is_whole = len(chosen) == len(archive)
        assert [s for s in archive.sources() if is_whole or s.id in quoted] == list(copy.sources())
        for meeting in chosen:
            after = copy.get(meeting.id)
            assert after
            assert tuple(r for r in meeting.related if r.id in ids) == after.related
            gone = {f"related.{r.id}" for r in meeting.related if r.id not in ids}
            gone |= {"related"} if gone and not after.related else set()
            claims = [[claim for claim in quote.supports if claim not in gone] for quote in meeting.evidence]
            assert claims == [list(quote.supports) for quote in after.evidence]
            assert meeting.to_record() | {"related": 0, "evidence": 0} == after.to_record() | {
                "related": 0,
                "evidence": 0,
            }


@pytest.mark.parametrize("text", TEXTS)
def test_no_scalar_is_plain_that_another_reader_takes_for_more(text: str) -> None:
    """YAML 1.2 knows numbers that 1.1 does not, and the other way round: a text must stand quoted for both."""
    dumped = emitting.dumped([{"title": text}])
    scalars = [event for event in yaml.parse(dumped, Loader=yaml.SafeLoader) if isinstance(event, yaml.ScalarEvent)]
    assert scalars[-1].value == text
    assert scalars[-1].style or not CORE.fullmatch(text)


def test_a_lone_surrogate_never_gets_in(dataset: Callable[..., Path], run: Callable[..., Run]) -> None:
    """Half a character can be written to no file: the reader must refuse it before the writer meets it."""
    path = dataset('meetings:\n- {id: a, title: "\\ud800", partners: [X]}\n')
    done = run("export", "yaml", "--data", str(path))
    assert done.status == 2
    assert done.out == ""
