"""add: a meeting from options or JSON is in the file as it was meant, or nothing is written and it is said why."""

from __future__ import annotations

import errno
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_cli import open_archive
from dialogue_cli.curate.adding import placing
from dialogue_cli.curate.adding.ids import proposed_id
from dialogue_cli.curate.adding.json_input import read
from dialogue_cli.curate.adding.placing import Placing
from dialogue_cli.dataset.reader import FileReader
from dialogue_cli.dataset.typed_dates import typed_date
from dialogue_cli.errors import QueryError
from tests.conftest import BUNDLED, ROOT, TODAY, Run

DATA = """
    dataset: {title: Mine, principal: European Union}
    sources:
    - {id: release, file: release.txt, published: 2025-03-04}
    series:
    - {id: talks, name: EU-Norway Talks}
    partners:
    - {name: Norway, code: NO, aliases: [Kingdom of Norway]}
    meetings:
    # The first one.
    - id: talks-1
      title: 1st EU-Norway Talks
      series: talks
      ordinal: 1
      date: 2025-03-03   # a Monday
      partners: [Norway]
"""
RELEASE = "The sides met in Oslo on 3 March 2025. The sides met again in Bergen.\n"


@pytest.fixture
def data(dataset: Callable[..., Path]) -> Path:
    """A small dataset with a document."""
    path = dataset(DATA)
    (path.parent / "release.txt").write_text(RELEASE, encoding="utf-8")
    return path


@pytest.fixture
def add(run: Callable[..., Run], data: Path) -> Callable[..., Run]:
    """Calls `add` on the small dataset."""

    def call(*arguments: str, **more: Any) -> Run:
        return run("add", "--data", str(data), *arguments, **more)

    return call


def record(data: Path, identifier: str) -> dict[str, Any]:
    meeting = open_archive(data).get(identifier)
    assert meeting is not None
    return {name: value for name, value in meeting.to_record().items() if name != "status" or value != "held"}


# Options


def test_options_become_a_record(add: Callable[..., Run], data: Path) -> None:
    """What was given would be lost, or stand in the wrong field."""
    before = data.read_text(encoding="utf-8")
    done = add(
        *("--title", "Talks in Oslo", "--date", "Tuesday 3 March 2026", "-p", "Norway", "-p", "Iceland"),
        *("--participant", "Kari Nordmann; Minister; Norway; chair", "--participant", "; interpreter"),
        *("--place", "City Hall, Oslo, Norway", "--place", "Bergen", "--kind", "visit", "--mode", "In Person"),
        *("--status", "planned", "--topic", "fish", "--outcome", "One.", "--outcome", "Two.", "--summary", "They met."),
        *("--related", "talks-1; previous", "--note", "n", "--url", "https://example.org/a", "--principal", "EFTA"),
        *("--date-note", "d", "--instrument", "EEA Agreement"),
    )
    assert (done.status, done.out) == (0, "2026-03-03-norway-iceland\n")
    after = data.read_text(encoding="utf-8")
    assert after.startswith(before)
    line = after.splitlines().index("- id: 2026-03-03-norway-iceland") + 1
    assert f"{data}:{line}" in done.err
    assert "dialogue show 2026-03-03-norway-iceland --data" in done.err
    assert record(data, "2026-03-03-norway-iceland") == {
        "id": "2026-03-03-norway-iceland",
        "title": "Talks in Oslo",
        "date": "2026-03-03",
        "date_note": "d",
        "status": "planned",
        "kind": "visit",
        "mode": "in-person",
        "place": [{"city": "Oslo", "country": "Norway", "venue": "City Hall"}, {"city": "Bergen"}],
        "principal": "EFTA",
        "partners": ["Norway", "Iceland"],
        "participants": [
            {"name": "Kari Nordmann", "role": "Minister", "represents": "Norway", "capacity": "chair"},
            {"role": "interpreter"},
        ],
        "topics": ["fish"],
        "instruments": ["EEA Agreement"],
        "summary": "They met.",
        "outcomes": ["One.", "Two."],
        "related": [{"id": "talks-1", "relation": "previous"}],
        "note": "n",
        "url": "https://example.org/a",
    }


def test_a_meeting_of_a_series_stands_behind_the_last_one_and_is_called_after_its_round(
    add: Callable[..., Run], data: Path
) -> None:
    """Meetings of one series would be scattered over the file, under ids that nobody can guess."""
    assert add("--title", "Other", "--date", "2025").status == 0
    assert (
        add("--title", "2nd", "--series", "eu-norway talks", "--round", "2", "--date", "2026-01-02").out == "talks-2\n"
    )
    assert re.findall(r"- id: (\S+)", data.read_text(encoding="utf-8")) == ["talks-1", "talks-2", "2025-other"]
    assert record(data, "talks-2")["series"] == "talks"
    assert "date: 2025-03-03   # a Monday" in data.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given_record", "identifier"),
    [
        ({"series": "talks", "ordinal": 2}, "talks-2"),
        ({"series": "talks", "date": "2026-03"}, "talks-2026-03"),
        ({"date": "2026-03-03", "partners": ["Côte d'Ivoire", "Norway"]}, "2026-03-03-cote-divoire-norway"),
        ({"date": "2026-03-03", "partners": ["中国"]}, "2026-03-03"),
        ({"title": "Talks: the 2nd"}, "talks-the-2nd"),
        ({"title": "会谈"}, "meeting"),
        ({"title": "a" * 200}, "a" * 60),
        ({"title": "word " * 40}, "-".join(["word"] * 12)),
    ],
)
def test_ids(given_record: dict[str, Any], identifier: str) -> None:
    """An id that is no id, or is taken, would be refused after everything was typed."""
    assert proposed_id(given_record, lambda one: False) == identifier
    assert proposed_id(given_record, {identifier, f"{identifier}-2"}.__contains__) == f"{identifier}-3"


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("3 March 2026", "2026-03-03"),
        ("Tuesday, 3 March 2026", "2026-03-03"),
        ("March 3, 2026", "2026-03-03"),
        ("20-21 November 2025", "2025-11-20/2025-11-21"),
        ("30 March - 2 April 2026", "2026-03-30/2026-04-02"),
        ("March 2026", "2026-03"),
        ("about May 2020", "2020-05~"),
        ("yesterday", "2026-01-14"),
        ("[2025-11..2025-12]", "[2025-11..2025-12]"),
        ("202X", "202X"),
    ],
)
def test_dates_as_they_are_said(typed: str, date: str) -> None:
    """Everybody would have to learn EDTF before the first meeting."""
    assert typed_date(typed, _today()) == date


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3/4/2026", "write 2026-04-03 or 2026-03-04"),
        ("Monday 3 March 2026", "is a Tuesday"),
        ("2025-11-20..2025-11-21", "for one day in it"),
        ("spring 2025", "a season is not a date"),
        ("2025-Q4", "[2025-10-01..2025-12-31]"),
        ("3 March", "has no year"),
        ("last month", "is not a valid date"),
        ("soon", "is not a valid date"),
        ("2025-02-30", "Feb 2025 has 28 days"),
    ],
)
def test_dates_with_two_readings_are_refused(typed: str, said: str) -> None:
    """A guess would stand in the record as a fact."""
    with pytest.raises(QueryError) as error:
        typed_date(typed, _today())
    assert said in str(error.value)


def _today() -> Any:
    import datetime

    return datetime.date.fromisoformat(TODAY)


def test_another_spelling_is_written_as_the_dataset_has_it_and_said(add: Callable[..., Run], data: Path) -> None:
    """One country would be two in every count; or a name would be changed and nobody told."""
    done = add("--title", "A", "-p", "no", "--id", "a")
    assert 'partner "no" is "Norway" in this dataset' in done.err
    assert record(data, "a")["partners"] == ["Norway"]
    add("--title", "B", "-p", "Kingdom of Norway", "--id", "b", "--exact")
    assert record(data, "b")["partners"] == ["Kingdom of Norway"]


def test_a_slip_is_refused(add: Callable[..., Run], data: Path) -> None:
    """A country that does not exist would be in the dataset until somebody runs check."""
    before = data.read_bytes()
    for typed, meant in (("Norwya", "Norway"), ("Germnay", "Germany")):
        done = add("--title", "A", "-p", typed)
        assert (done.status, done.out) == (2, "")
        assert f'did you mean "{meant}"? --exact' in done.err
    assert data.read_bytes() == before
    assert add("--title", "A", "-p", "Norwya", "--exact").status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--date", "2025"], "a meeting needs a title; --title gives it"),
        (["--title", "A", "--id", "A b"], 'id "A b" must be lower-case letters'),
        (["--title", "A", "--id", "talks-1"], 'there is a meeting with the id "talks-1" already'),
        (["--title", "a\udcffb"], "title contains U+DCFF, which is no character"),
        (["--title", "A", "--mode", "vidoe"], "mode must be in-person, video, telephone or hybrid"),
        (["--title", "A", "--status", "done"], "status must be held"),
        (["--title", "A", "--related", "talks-9"], 'no meeting with the id "talks-9"; did you mean "talks-1"?'),
        (["--title", "A", "--participant", "a;b;c;d;e"], "too many parts"),
        (["--title", "A", "--participant", ";;x"], 'a participant needs "name" or "role"'),
        (["--title", "A", "--place", " , "], "a place needs a city, a country or a venue"),
        (["--title", "A", "--evidence", "words"], 'is not "SOURCE; WORDS"'),
        (["--title", "A", "--evidence", "relaese; met"], 'no source with the id "relaese"; did you mean "release"?'),
        (["--title", "A", "--evidence", "release; met in Stockholm"], "is not in release; near it, on line 1"),
        (["--title", "A", "--evidence", "release; the sides met"], "stands 2 times in release"),
        (["--title", "A", "--evidence", "release; in Oslo", "--supports", "plaec"], 'did you mean "place"?'),
        (["--title", "A", "--supports", "place"], "--supports says what the words of --evidence prove"),
        (["--title", "A", "--into", "other.yaml"], "other.yaml is not a file of"),
        (["--title", "A", "--json", "x"], "--json cannot be used with --title"),
        (["--title", "A", "--resume"], "--resume cannot be used with --title"),
        (["--json", "nowhere.json"], "nowhere.json cannot be read"),
        (["word"], "add takes no words but options"),
        ([], "nothing is said of the meeting"),
        (["--title", "A", "--round", "0"], "--round takes a whole number, 1 or more"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    add: Callable[..., Run], data: Path, arguments: list[str], said: str
) -> None:
    """A mistake would be in the dataset, or the person would not know what to type instead."""
    before = data.read_bytes()
    done = add(*arguments)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert data.read_bytes() == before


def test_evidence_has_the_exact_words_of_the_document(add: Callable[..., Run], data: Path) -> None:
    """A quote typed from memory would be a broken proof."""
    words = ("--evidence", "release; met in oslo on 3 march 2025", "--supports", "date, place.city")
    more = ("--evidence", "release; met again", "--supports", "title")
    done = add("--title", "A", "--date", "2025-03-03", "--place", "Oslo", *words, *more, "--id", "a")
    assert done.status == 0
    assert "the document does not have the words as typed: it differs in case" in done.err
    assert record(data, "a")["evidence"] == [
        {"source": "release", "exact": "met in Oslo on 3 March 2025", "supports": ["date", "place.city"]},
        {"source": "release", "exact": "met again", "supports": ["title"]},
    ]
    assert add("--title", "B", *words[:2], *more[:2], "--supports", "date").status == 2


def test_a_meeting_that_is_likely_there_is_refused(add: Callable[..., Run], data: Path) -> None:
    """Two people who read the same press release would make two meetings of one."""
    before = data.read_bytes()
    round_ = add("--title", "Something else", "--series", "talks", "--round", "1")
    day = add("--title", "First EU-Norway talks", "--date", "2025-03-03", "-p", "Norway")
    for done in (round_, day):
        assert (done.status, done.out) == (2, "")
        assert '"talks-1" (3 Mar 2025) may be the same meeting' in done.err
        assert "nothing is written" in done.err
    assert "title: 1st EU-Norway Talks (there), First EU-Norway talks (new)" in day.err
    assert data.read_bytes() == before
    others = (
        ("--title", "First EU-Norway talks", "--date", "2025-03-04", "-p", "Norway"),
        ("--title", "First EU-Norway talks", "--date", "2025-03-03", "-p", "Iceland"),
        ("--title", "Signing of a treaty on fish", "--date", "2025-03-03", "-p", "Norway"),
    )
    for other in others:
        assert add(*other).status == 0
    assert add("--title", "Again", "--series", "talks", "--round", "1", "--force").out == "talks-1-2\n"


def test_dry_run_shows_a_diff_and_writes_nothing(add: Callable[..., Run], data: Path) -> None:
    """Whoever wants to see first what happens would have to make a copy of the dataset."""
    before = data.read_bytes()
    done = add("--title", "A", "--id", "a", "--dry-run")
    assert done.status == 0
    assert done.out.splitlines()[:2] == ["--- a/meetings.yaml", "+++ b/meetings.yaml"]
    assert done.out.splitlines()[-2:] == ["+- id: a", "+  title: A"]
    assert data.read_bytes() == before


def test_the_collection_of_the_program_is_not_changed_by_chance(run: Callable[..., Run]) -> None:
    """A first try would change a file that the next update replaces."""
    before = BUNDLED.read_bytes()
    done = run("add", "--title", "A")
    assert (done.status, done.out) == (2, "")
    assert "dialogue init" in done.err
    assert BUNDLED.read_bytes() == before
    assert run("add", "--title", "A", "--dry-run").status == 0


def test_a_broken_dataset_is_left_alone(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A record would be put into a file of which nobody knows what it says."""
    broken = dataset("meetings:\n- id: a\n  title: [x\n", "broken.yaml")
    before = broken.read_bytes()
    done = run("add", "--title", "A", "--data", str(broken))
    assert (done.status, done.out) == (2, "")
    assert "broken.yaml:3" in done.err
    assert "nothing is written; dialogue check" in done.err
    assert broken.read_bytes() == before


def test_a_folder_of_files(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """The meeting would go into whatever file comes first."""
    one = dataset("meetings:\n- {id: a, title: A}\n", "own/one.yaml")
    two = dataset("meetings:\n- {id: b, title: B, series: s}\n", "own/two.yaml")
    folder = str(one.parent)
    done = run("add", "--title", "C", "--data", folder)
    assert done.status == 2
    assert "say with --into which file is meant: one.yaml or two.yaml" in done.err
    assert run("add", "--title", "C", "--data", folder, "--into", "one.yaml").status == 0
    assert "title: C" in one.read_text(encoding="utf-8")
    assert run("add", "--title", "D", "--series", "s", "--round", "2", "--data", folder).status == 0
    assert "title: D" in two.read_text(encoding="utf-8")


def test_what_somebody_else_writes_meanwhile_stays(
    add: Callable[..., Run], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two who add at once, one would overwrite the other, or be refused for an id that the program chose."""
    original = placing.Placing.write
    others = iter(["- {id: 2025-a, title: Theirs}\n", "- {id: other, title: Others}\n"])

    def write(self: Placing) -> Any:
        if text := next(others, ""):
            with data.open("a", encoding="utf-8") as file:
                file.write(text)
        return original(self)

    monkeypatch.setattr(placing.Placing, "write", write)
    done = add("--title", "A", "--date", "2025")
    assert (done.status, done.out) == (0, "2025-a-2\n")
    assert set(open_archive(data).ids()) == {"talks-1", "2025-a", "other", "2025-a-2"}


@pytest.mark.process
def test_nothing_is_asked_where_options_are_given(add: Callable[..., Run], data: Path) -> None:
    """A script would hang."""
    done = add("--title", "A", "--id", "a", stdin="x\n")
    assert (done.status, done.out) == (0, "a\n")


def test_answers_can_come_from_a_pipe(add: Callable[..., Run], data: Path) -> None:
    """A program without a terminal, such as an editor's, could not ask."""
    answers = ["", "Visit", "2025-05-05", "", "visit", "", "Oslo", "", "Norway", "", "", "", "", "", "", "", "", "", ""]
    done = add("--ask", stdin="\n".join([*answers, "w", ""]))
    assert (done.status, done.out) == (0, "2025-05-05-norway\n"), done.err


# JSON


def test_what_show_writes_add_reads(run: Callable[..., Run], tmp_path: Path) -> None:
    """A record could not be taken from one collection to another."""
    base = "".join(BUNDLED.read_text(encoding="utf-8").partition("\nmeetings:")[:1])
    for format_ in ("json", "jsonl"):
        folder = tmp_path / format_
        folder.mkdir()
        (folder / "seeds").symlink_to(ROOT / "seeds")
        data = folder / "meetings.yaml"
        data.write_text(f"{base}\nmeetings: []\n", encoding="utf-8")
        whole = run("list", "-f", format_, "-F", "id").out and run("show", *open_archive(BUNDLED).ids(), "-f", format_)
        done = run("add", "--json", "-", "--data", str(data), "--force", stdin=whole.out)
        assert done.status == 0, done.err
        ours, theirs = open_archive(data), open_archive(BUNDLED)
        assert {one: ours.get(one) for one in ours.ids()} == {one: theirs.get(one) for one in theirs.ids()}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"title": 7}, "title: title must be text, not 7"),
        ({"title": "A", "participants": [{"name": "x"}, {"role": ["y"]}]}, "participants[1].role: role must be text"),
        ({"title": "A", "participants": [{"nam": "x"}]}, 'participants[0].nam: "nam" is not a key of a participant'),
        ({"title": "A", "summery": "x"}, 'summery: "summery" is not a key of a meeting; did you mean "summary"?'),
        ({"title": "A", "date": "3 March"}, "date: date: "),
        ({"title": "A", "ordinal": True}, "ordinal: ordinal must be a whole number, not true"),
        ({"title": "a\ud800"}, "title: title contains U+D800, which is no character"),
        ({"title": "A", "ordinal": 0}, "ordinal: ordinal must be a whole number of at least 1"),
        ({"title": "A", "partners": "Norway"}, "partners: partners must be a list"),
        ({"title": "A", "partners": ["Norway", None]}, "partners[1]: an item of partners is empty"),
        ({"title": "A", "date": "2025-01-02", "earliest": "2025-01-01"}, "earliest: "),
        ({"title": "A", "sources": ["x"]}, "sources: "),
        ({"title": "A", "evidence": [{"source": "x", "exact": "y"}]}, "evidence[0].source: there is no source"),
        ({"title": "A", "evidence": [{"source": "release", "exact": "not there"}]}, "is not in release.txt"),
        ({"title": "A", "related": [{"id": "x"}]}, "related[0].id: there is no meeting"),
        ([1], "a meeting must be a mapping"),
        ("x", "a meeting must be a mapping"),
    ],
)
def test_a_wrong_field_is_said_with_its_path(add: Callable[..., Run], data: Path, value: Any, said: str) -> None:
    """Whoever sends two hundred meetings would look for the one that is wrong."""
    before = data.read_bytes()
    done = add("--json", "-", stdin=json.dumps(value))
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert data.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "standard input is empty"),
        ("{", "standard input is not JSON: line 1"),
        ('{"title": "A"}\n{"title": \n', "standard input is not JSON: line 2"),
        ('{"title": "A", "title": "B"}', 'title: "title" appears twice in a meeting'),
        ('{"title": NaN}', "NaN is not JSON"),
        ("[" * 100_000, "is nested deeper"),
        ('{"title": ' + "[" * 900 + "]" * 900 + "}", "is nested deeper"),
        ('{"title": "A"}\n' + "[" * 100_000, "is nested deeper"),
    ],
)
def test_what_is_no_json(add: Callable[..., Run], data: Path, text: str, said: str) -> None:
    """A traceback explains nothing to a person with a broken pipe line."""
    done = add("--json", "-", stdin=text)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_all_or_nothing(add: Callable[..., Run], data: Path) -> None:
    """Of a list with a mistake the half would be in the dataset, and the second try would find duplicates."""
    before = data.read_bytes()
    lines = [{"title": "A"}, {"title": "B", "id": "b"}, {"title": "C", "date": "x"}, {"id": "b", "title": "D"}]
    done = add("--json", "-", stdin="\n".join(map(json.dumps, lines)))
    assert done.status == 2
    assert "meeting 3: date: " in done.err
    assert data.read_bytes() == before
    del lines[2]
    assert 'there is a meeting with the id "b" already' in add("--json", "-", stdin=json.dumps(lines)).err
    assert data.read_bytes() == before
    done = add("--json", "-", stdin=json.dumps(lines[:2]))
    assert (done.status, done.out) == (0, "a\nb\n")


def test_what_an_answer_adds_is_passed_over(add: Callable[..., Run], data: Path) -> None:
    """What search or list wrote could not be read back without taking keys out by hand."""
    value = {
        "title": "A",
        "date": "2025-05",
        "earliest": "2025-05-01",
        "latest": "2025-05-31",
        "certain": False,
        "score": 1.5,
        "snippet": "x",
        "matched": {"no": "Norway"},
        "sources": ["release"],
        "evidence": [{"source": "release", "exact": "met again", "found": True}],
        "note": None,
        "topics": [],
    }
    done = add("--json", "-", stdin=json.dumps(value))
    assert done.status == 0, done.err
    assert record(data, "2025-05-a") == {
        "id": "2025-05-a",
        "title": "A",
        "date": "2025-05",
        "evidence": [{"source": "release", "exact": "met again"}],
    }


# Values

_TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30) | st.sampled_from(
    [
        *("yes", "no", "null", "~", "1e3", "2025-01-01", "12:30", "0x1F", "- a", "a: b", "a #b", "#x", "'q'", '"'),
        *(
            "[x]",
            "{y}",
            "&a",
            "*a",
            "!t",
            "|",
            "> x",
            "%",
            "@",
            "`",
            "مرحبا بالعالم",
            "\u202eabc",
            "😀",
            "a\nb",
            "a\n\n",
        ),
        *("  lead", "trail ", "tab\tx", "\x07", "\x85", "\u2028", "\ufeffx", "x" * 400, "word " * 60, "a\r\nb", "\\n"),
        *("---", "...", "? q", ": v", "=", "<<", "end:", "a: |", "\x00", "\x1b[31m"),
    ]
)
_WRITTEN = _TEXTS.filter(lambda text: bool(text) and not text.isspace())
_RECORDS = st.fixed_dictionaries(
    {"title": _WRITTEN},
    optional={
        "ordinal": st.integers(1, 99),
        "series": _WRITTEN,
        "kind": _WRITTEN,
        "date": st.sampled_from(["2025-01-01", "2025", "[2025-01-01..2025-02-01]", "2025-01-01/2025-01-03", "202X"]),
        "date_note": _WRITTEN,
        "place": st.fixed_dictionaries({"city": _WRITTEN}, optional={"venue": _WRITTEN}),
        "partners": st.lists(_WRITTEN, min_size=1, max_size=3),
        "participants": st.lists(st.fixed_dictionaries({"name": _WRITTEN}, optional={"role": _WRITTEN}), min_size=1),
        "summary": _WRITTEN,
        "outcomes": st.lists(_WRITTEN, min_size=1, max_size=3),
        "note": _WRITTEN,
    },
)
_FILES = st.sampled_from(
    [
        "meetings: []\n",
        "meetings:\n- {id: z, title: Z}\n",
        "meetings:\n\n  - id: z\n    title: Z\n\n  - id: y\n    title: Y\n",
        "meetings: [{id: z, title: Z}]\n",
        "dataset: {title: x}\r\nmeetings:\r\n- id: z\r\n  title: Z\r\n\r\ntopics:\r\n- name: a\r\n",
        "dataset: {title: x}\nmeetings:\ntopics:\n- name: a\n",
        "topics: []\n",
        "meetings:\n- id: z\n  title: Z",
        '{"meetings": [{"id": "z", "title": "Z"}]}\n',
        '{"meetings": []}\n',
    ]
)


@given(st.lists(_RECORDS, min_size=1, max_size=3), _FILES)
def test_every_value_reads_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, values: list[dict[str, Any]], text: str
) -> None:
    """A title that YAML takes for a number, or a name with a colon, would be changed or break the file."""
    path = tmp_path_factory.getbasetemp() / "values.yaml"
    path.write_bytes(text.encode())
    records = [{"id": f"m-{i}"} | one.record for i, one in enumerate(read(json.dumps(values), "x"))]
    before = [item.record for item in FileReader(path)]
    Placing(path, records, None).write()
    found = [item.record for item in FileReader(path)]
    new = {one["id"]: one for one in found if one.get("id", "").startswith("m-")}
    assert [one for one in found if not one.get("id", "").startswith("m-")] == before
    for value, written in zip(values, records, strict=True):
        assert {"status": "held"} | value | {"id": written["id"]} == new[written["id"]]


def test_a_full_disk_leaves_the_file_as_it_was(
    add: Callable[..., Run], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a file would be left, or a traceback."""

    def full(paths: Any, **_: object) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = data.read_bytes()
    monkeypatch.setattr("dialogue_cli.curate.commit.beside_all", full)
    done = add("--title", "A")
    assert (done.status, done.out) == (2, "")
    assert "No space left on device; nothing was changed" in done.err
    assert data.read_bytes() == before
