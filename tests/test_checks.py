"""Every check, tripped once: file, line, column, severity and message."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from dialogue_cli.checks.examine import examine
from dialogue_cli.dataset import nodes
from dialogue_cli.dataset.problems import CHECKS
from dialogue_cli.spelling import nearest
from tests.conftest import BUNDLED, TODAY, Run

DAY = datetime.date.fromisoformat(TODAY)

MEETING = "meetings:\n- id: a\n  title: A\n  partners: [X]\n"
DEEP = "meetings:\n- " + "[" * 40 + "]" * 40 + "\n"
SOURCE = "sources:\n- {id: s, file: s.txt}\n"
# The code, the dataset, where the problem stands, and what it says.
CASES: list[tuple[str, str, str, str]] = [
    ("syntax", "meetings:\n- id: a\n  title: A: B\n", "3:11", "not YAML: mapping values are not allowed in this context; a text that contains a colon and a space needs quotes"),
    ("syntax", "meetings:\n\t- id: a\n", "2:1", "not YAML: tabs cannot indent YAML; write spaces in place of this tab"),
    ("syntax", "meetings:\n- id: a\n\ttitle: A\n", "3:1", "not YAML: tabs cannot indent YAML; write spaces in place of this tab"),
    ("syntax", "meetings:\n- id: a\n  place:\n\tcity: A\n", "4:1", "not YAML: tabs cannot indent YAML; write spaces in place of this tab"),
    ("syntax", "meetings:\n- id: a\n  note: |\n\tlong\n", "4:1", "not YAML: tabs cannot indent YAML; write spaces in place of this tab"),
    ("syntax", "meetings:\n-\tid: a\n", "2:2", "not YAML: tabs cannot indent YAML; write spaces in place of this tab"),
    ("syntax", "meetings:\n- id: a\n  title: @home\n", "3:10", "not YAML: a text that begins with @ needs quotes"),
    ("encoding", "meetings:\n- id: a\n  title: caf\udce9 noir\n", "3:13", "byte 0xE9 is not UTF-8; save the file as UTF-8"),
    ("encoding", "meetings:\n- id: a\n  title: a\x07b\n", "3:11", "the character U+0007 is not allowed in YAML"),
    ("encoding", "meetings:\r- id: a\r  title: a\x07b\r", "3:11", "the character U+0007 is not allowed in YAML"),
    ("encoding", "\ufeffmeetings:\r- id: caf\udce9\n", "2:10", "byte 0xE9 is not UTF-8; save the file as UTF-8"),
    ("syntax", "{", "1:2", "not YAML: did not find expected node content while parsing a flow node; inside brackets, a text that contains a colon, a comma or a bracket needs quotes"),
    ("nesting", DEEP, "2:34", "nested deeper than 32 levels; no record needs that"),
    ("anchor", MEETING + "  topics: &t [x]\n", "5:11", "an anchor (&t) is not part of the format; write the value out"),
    ("alias", MEETING + "  topics: &t [x]\n  instruments: *t\n", "6:16", "an alias (*t) is not part of the format; write the value out"),
    ("document", "*t\n", "1:1", "a dataset must be a mapping of sections, such as meetings:"),
    ("tag", MEETING + "  ordinal: !!int 7\n", "5:12", "a tag (tag:yaml.org,2002:int) is not part of the format; the field decides the type"),
    ("merge-key", MEETING + "  <<: {kind: visit}\n", "5:3", "a merge key (<<) is not part of the format; write the values out"),
    ("document", MEETING + "---\nmeetings: []\n", "5:1", "a file holds one YAML document; a second one begins here"),
    ("document", "- id: a\n", "1:1", "a dataset must be a mapping of sections, such as meetings:"),
    ("duplicate-key", MEETING + "  kind: visit\n  kind: summit\n", "6:3", '"kind" appears twice in a meeting'),
    ("duplicate-key", MEETING + "meetings: []\n", "5:1", 'the section "meetings" appears twice'),
    ("format", "dataset: {format: 2}\n" + MEETING, "1:19", 'format "2" cannot be read by this version of dialogue, which reads format 1'),
    ("type", "meetings:\n- id: a\n  title: A\n  partners: Pakistan\n", "4:13", "partners must be a list; write [Pakistan]"),
    ("type", MEETING + "  ordinal: 7th\n", "5:12", 'ordinal must be a whole number of at least 1, such as 7, not "7th"'),
    ("type", MEETING + "  ordinal: 2147483648\n", "5:12", 'ordinal must be less than 1,000,000,000, not "2147483648"'),
    ("type", MEETING + "  place: Brussels\n", "5:10", "the place must be a mapping, such as {city: …}"),
    ("type", MEETING + "  kind: [visit]\n", "5:9", "kind must be text, not a list"),
    ("type", "meetings: {id: a}\n", "1:11", "meetings must be a list"),
    ("type", "sources: [{id: s, file: s.txt, sha256: abc}]\n" + MEETING, "1:40", "sha256 must be 64 hexadecimal digits"),
    ("missing", "meetings:\n- id: a\n  partners: [X]\n", "2:3", 'a meeting needs "title"'),
    ("missing", "meetings:\n- id: a\n  title: A\n  partner: [X]\n", "4:3", 'a meeting has "partners", not "partner"'),
    ("missing", "meetings:\n- title: A\n  partners: [X]\n", "2:3", 'a meeting needs "id"'),
    ("missing", MEETING + "  participants:\n  - {represents: X}\n", "6:5", 'a participant needs "name" or "role"'),
    ("missing", MEETING + "  evidence:\n  - {source: s}\n", "6:5", 'a piece of evidence needs "exact"'),
    ("missing", "sources: []\n", "", 'a dataset needs a section "meetings"'),
    ("date", MEETING + "  date: 2025-02-30\n", "5:9", 'date: "30" is not a valid day: Feb 2025 has 28 days'),
    ("date", MEETING + "  date: 21 November 2025\n", "5:9", 'date: "21 November 2025" is not a valid date, such as 2025, 2025-11 or 2025-11-21; write 2025-11-21'),
    ("date", MEETING + "  date: 2025-Q4\n", "5:9", 'date: "2025-Q4" is not a valid date, such as 2025, 2025-11 or 2025-11-21; write "[2025-10-01..2025-12-31]" for a day in it'),
    ("id", "meetings:\n- id: EU Summit\n  title: A\n  partners: [X]\n", "2:7", 'id "EU Summit" must be lower-case letters (a-z) and digits joined by hyphens, such as eu-summit'),
    ("choice", MEETING + "  status: done\n", "5:11", 'status must be held, planned, agreed, cancelled or postponed, not "done"'),
    ("choice", MEETING + "  mode: online\n", "5:9", 'mode must be in-person, video, telephone or hybrid, not "online"'),
    ("choice", MEETING + "  participants:\n  - {name: N, certainty: maybe}\n", "6:26", 'certainty must be certain or possible, not "maybe"'),
    ("source-file", "sources:\n- {id: s, file: ../s.txt}\n" + MEETING, "2:17", 'file must be a file name without a folder, not "../s.txt"'),
    ("duplicate-id", MEETING + "- id: a\n  title: B\n  partners: [X]\n", "5:7", 'the meeting id "a" is already used on line 2'),
    ("dangling-reference", MEETING + "  related:\n  - {id: b}\n", "6:10", 'there is no meeting with the id "b"'),
    ("dangling-reference", "sources: [{id: eeas-2025}]\n" + MEETING + "  evidence:\n  - {source: eeas-2024, exact: x}\n", "7:14", 'there is no source with the id "eeas-2024"; did you mean "eeas-2025"?'),
    ("unknown-key", MEETING + "  ordinl: 7\n", "5:3", '"ordinl" is not a key of a meeting; did you mean "ordinal"?'),
    ("unknown-key", MEETING + "meeting: []\n", "5:1", '"meeting" is not a section of a dataset; did you mean "meetings"?'),
    ("control-character", MEETING + '  note: "a\\eb"\n', "5:9", "note contains the control character U+001B"),
    ("invisible-character", MEETING + '  topics: ["tra\u200bde"]\n', "5:16", "topics contains U+200B (zero width space), which does not show; delete it"),
    ("mixed-script", MEETING + "  topics: [tr\u0430de]\n", "5:14", '"tr\u0430de" contains the letter U+0430 (cyrillic small letter a) among those of another script; type it anew'),
    ("cut-by-comment", MEETING + "  topics:\n  - Agenda #3\n", "6:12", '"#3" is a comment and no part of topics; write "Agenda #3" in quotes, or a space after the # of a comment'),
    ("source-missing", "sources:\n- {id: s, file: gone.txt}\n" + MEETING, "2:17", "gone.txt was not found in {folder} or {folder}/seeds"),
    ("source-changed", "sources:\n- {id: s, file: s.txt, sha256: " + "0" * 64 + "}\n" + MEETING, "2:32", "s.txt has changed; its SHA-256 is now 15c3e3036f5732dba8d87918e041030f045c110ef6f56924a3facf02d4abd6f8"),
    ("source-encoding", "sources:\n- {id: s, file: latin.txt}\n" + MEETING + "  evidence:\n  - {source: s, exact: Café}\n  - {source: s, exact: tea}\n", "2:17", "latin.txt is not UTF-8: byte 0xE9 at offset 7 (line 2, column 4); it may be Windows-1252: 1 of the 2 quotes is in it so read; save it as UTF-8"),
    ("quote-not-found", SOURCE + MEETING + "  evidence:\n  - {source: s, exact: held in Brusels on 21 November}\n", "8:24", '"held in Brusels on 21 November" is not in s.txt; the nearest passage is "held in Brussels on 21 November"'),
    ("quote-not-found", SOURCE + MEETING + "  evidence:\n  - {source: s, exact: Brussels, prefix: near}\n", "8:24", '"Brussels" is in s.txt, but not with this prefix'),
    ("quote-not-found", SOURCE + MEETING + "  evidence:\n  - {source: s, exact: Brussels, suffix: near}\n", "8:24", '"Brussels" is in s.txt, but not with this suffix'),
    ("quote-not-found", SOURCE + MEETING + "  evidence:\n  - {source: s, exact: Brussels, prefix: in, suffix: near}\n", "8:24", '"Brussels" is in s.txt, but not with this prefix and suffix'),
    ("url", MEETING + "  url: javascript:alert(1)\n", "5:8", 'url "javascript:alert(1)" is not the address of a page: one begins with https://, http:// or ftp:// and has no spaces'),
    ("url", "sources:\n- {id: s, url: not a url}\n" + MEETING, "2:16", 'url "not a url" is not the address of a page: one begins with https://, http:// or ftp:// and has no spaces'),
    ("url", MEETING + "  url: www.example.org/a\n", "5:8", 'url "www.example.org/a" is not the address of a page: one begins with https://, http:// or ftp:// and has no spaces; write https://www.example.org/a if that is one'),
    ("source-missing", "sources:\n- {id: s, original: {file: gone.pdf}}\n" + MEETING, "2:28", "the original gone.pdf was not found in {folder} or {folder}/seeds"),
    ("missing", "sources:\n- {id: s, unrelated: [{exact: held}]}\n" + MEETING, "2:23", 'an unrelated passage needs "reason"'),
    ("missing", "sources:\n- {id: s, original: {sha256: " + "0" * 64 + "}}\n" + MEETING, "2:21", 'the original needs "file"'),
    ("type", "sources:\n- {id: s, original: page.html}\n" + MEETING, "2:21", "the original must be a mapping, such as {file: …}"),
    ("original-changed", "sources:\n- {id: s, original: {file: s.txt, sha256: " + "0" * 64 + "}}\n" + MEETING, "2:43", "the original s.txt has changed; its SHA-256 is now 15c3e3036f5732dba8d87918e041030f045c110ef6f56924a3facf02d4abd6f8"),
    ("quote-not-found", "sources:\n- {id: s, file: s.txt, unrelated: [{exact: held in Rome, reason: r}]}\n" + MEETING, "2:44", '"held in Rome" is not in s.txt; the nearest passage is "held in"'),
    ("unrelated-quoted", "sources:\n- {id: s, file: s.txt, unrelated: [{exact: and in Paris, reason: r}]}\n" + MEETING + "  evidence:\n  - {source: s, exact: 2025 and}\n", "2:44", 'these words are marked as about no meeting, but a quotes "2025 and"'),
    ("quote-ambiguous", SOURCE + MEETING + "  evidence:\n  - {source: s, exact: in}\n", "8:24", '"in" occurs 2 times in s.txt; add a prefix or suffix to tell which'),
    ("unknown-claim", SOURCE + MEETING + "  evidence:\n  - {source: s, exact: Brussels, supports: [partner]}\n", "8:45", 'the record has no "partner" to support; did you mean "partners"?'),
    ("unknown-claim", SOURCE + MEETING + "  outcomes: [o]\n  evidence:\n  - {source: s, exact: Brussels, supports: [outcomes.2]}\n", "9:45", 'outcomes has no item "2"'),
    ("ambiguous-name", "topics:\n- {name: trade}\n- {name: commerce, aliases: [Trade]}\n" + MEETING, "3:30", '"Trade" is also a name of "trade"'),
    ("likely-misspelling", "partners: [{name: Kazakhstan}]\nmeetings:\n- id: a\n  title: A\n  partners: [Kazakstan]\n", "5:14", '"Kazakstan" is not in the vocabulary; did you mean "Kazakhstan"?'),
    ("likely-misspelling", "meetings:\n- id: a\n  title: A\n  partners: [Lativa]\n", "4:14", '"Lativa" is not a country; did you mean "Latvia"? An entry in the section partners settles it'),
    ("country-code", "meetings:\n- id: a\n  title: A\n  partners: [X, CAN]\n", "4:17", '"CAN" is taken as a name of its own; write Canada, or give an entry in partners'),
    ("country-code", MEETING + "  place: {city: Paris, country: US}\n", "5:33", '"US" is taken as a name of its own; write United States, or give an entry in places'),
    ("country-code", "partners: [{name: Chad, code: TD}]\n" + MEETING + "  principal: TD\n", "6:14", '"TD" is taken as a name of its own; write Chad, or give an entry in partners'),
    ("duplicate-item", MEETING + "  topics: [x, y, x]\n", "5:18", '"x" appears twice in topics'),
    ("same-meeting", "meetings:\n- {id: a, title: A, partners: [X], date: 2025}\n- {id: b, title: A, partners: [X], date: 2025, ordinal: 2}\n", "3:8", '"b" is the same meeting as "a" (line 2); keep one'),
    ("duplicate-ordinal", "meetings:\n- {id: a, title: A, partners: [X], series: s, ordinal: 2}\n- {id: b, title: B, partners: [X], series: s, ordinal: 2}\n", "3:56", '"a" is also round 2 of this series'),
    ("ordinal-order", "meetings:\n- {id: a, title: A, partners: [X], series: s, ordinal: 2, date: 2024}\n- {id: b, title: B, partners: [X], series: s, ordinal: 3, date: 2023}\n", "3:56", "round 3 (2023) is dated before round 2 (2024)"),
    ("check-ignore", MEETING + "  check_ignore: [{check: dates, reason: r}]\n", "5:26", 'there is no check "dates"; did you mean "date"?'),
    ("held-in-future", MEETING + "  date: 2026-01-16\n", "5:9", '16 Jan 2026 is in the future; is the status "planned"?'),
    ("date-after-source", "sources: [{id: s, published: 2025-11-20}]\n" + MEETING + "  date: 2025-11-21\n  evidence:\n  - {source: s, exact: x}\n", "6:9", "21 Nov 2025 is after the last of its sources was published, on 20 Nov 2025"),
    ("no-evidence", MEETING, "4:14", "partners.X has no evidence"),
    ("no-party", "meetings:\n- id: a\n  title: A\n", "2:3", "the meeting names neither a partner nor a participant, and no principal"),
]  # fmt: skip


# Only with --strict.
STRICT = ("no-evidence", "no-party")


@pytest.mark.parametrize(("code", "text", "where", "message"), CASES, ids=[f"{c[0]}-{i}" for i, c in enumerate(CASES)])
def test_a_check_names_file_line_and_what_would_be_right(
    code: str, text: str, where: str, message: str, run: Callable[..., Run], tmp_path: Path
) -> None:
    """A problem without its place, or with a wrong severity, could not be mended or would block the reader."""
    (tmp_path / "s.txt").write_text("held in Brussels on 21 November 2025\nand in Paris\n", encoding="utf-8")
    (tmp_path / "latin.txt").write_text("tee\nCafé", encoding="latin-1")
    path = tmp_path / "d.yaml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    severity = CHECKS[code][0]
    done = run("check", *(["--strict"] if code in STRICT else []), str(path))
    place = f"{path}:{where}" if where else str(path)
    said = message.replace("{folder}", str(tmp_path))
    expected = f"{place}: {severity}[{code}]: {said}"
    assert expected in done.out.splitlines()
    assert done.status == (0 if severity == "warning" and code not in STRICT else 1)
    asked = run("list", "--data", str(path))
    if severity == "error":
        assert (asked.status, asked.out) == (2, "")
        assert expected in asked.err.splitlines()
    else:
        assert asked.status == 0
        assert asked.ids


def test_a_code_that_is_meant_as_a_name_is_no_problem(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """Who has said what GE is, or writes U.S. as everybody does, would be told to write something else."""
    path = dataset("""
        partners: [{name: General Electric, aliases: [GE]}, {name: Canada, code: CA, aliases: [CAN]}]
        meetings:
        - {id: a, title: A, partners: [GE, CAN, U.S., AU, TÜV], place: {city: York, country: UK}}
        - {id: b, title: B, partners: [X], place: {country: CAN}}
        """)
    assert run("check", str(path)).out == ""


def test_every_check_is_tripped() -> None:
    """A check that no dataset trips might never fire; that of two files is in test_first_sight.py."""
    assert {case[0] for case in CASES} == set(CHECKS) - {"duplicate-dataset"}


def test_the_bundled_dataset_has_no_problems(run: Callable[..., Run]) -> None:
    """The collection that ships with the tool is its own proof: no warning, no claim without evidence."""
    done = run("check", "--strict")
    assert (done.out, done.status) == ("", 0)
    assert "no problems" in done.err


def test_all_problems_come_in_one_go(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """Someone who mends a file wants one list, not one problem at a time."""
    path = dataset("""
        dataset: {format: 1, titel: T}
        meetings:
        - id: A
          title: T
          partners: [X]
          date: 2025-13
          ordinal: one
        - title: U
          partners: [X, X]
        """)
    done = run("check", str(path))
    codes = [line.split("[")[1].split("]")[0] for line in done.out.splitlines()]
    assert codes == ["unknown-key", "id", "date", "type", "missing", "duplicate-item"]
    assert done.err == "note: 2 meetings, 0 sources, 0 quotes: 4 errors and 2 warnings\n"
    assert done.status == 1


def test_every_problem_is_printed(run: Callable[..., Run], tmp_path: Path) -> None:
    """What is left out of a list that is piped into another program is lost, and the last line is no problem."""
    path = tmp_path / "many.yaml"
    path.write_text("meetings:\n" + "- {id: a, title: A, partners: [X]}\n" * 31, encoding="utf-8")
    done = run("check", str(path))
    assert len(done.out.splitlines()) == 30
    assert {line.split(": ")[1] for line in done.out.splitlines()} == {"error[duplicate-id]"}
    assert done.err == "note: 31 meetings, 0 sources, 0 quotes: 30 errors\n"
    found = json.loads(run("check", str(path), "-f", "json").out)
    assert len(found) == 30
    assert found[0] == {
        "file": str(path),
        "line": 3,
        "column": 8,
        "severity": "error",
        "code": "duplicate-id",
        "message": 'the meeting id "a" is already used on line 2',
    }


def test_a_refused_dataset_names_the_first_problems_and_counts_the_others(
    run: Callable[..., Run], tmp_path: Path
) -> None:
    """Beside a question, a screen full of one slip hides what to do; that there is more must be said."""
    path = tmp_path / "many.yaml"
    path.write_text("meetings:\n" + "- {id: a, title: A, partners: [X]}\n" * 31, encoding="utf-8")
    done = run("list", "--data", str(path))
    assert (done.out, done.status) == ("", 2)
    assert done.err.splitlines()[-2:] == [
        "and 10 more",
        "dialogue: the dataset has 30 errors, and is not shown; see dialogue check",
    ]


def test_the_last_of_many_problems_is_explained_like_the_first(run: Callable[..., Run], tmp_path: Path) -> None:
    """Who mends a file from the end would not learn what is wrong with an empty title."""
    path = tmp_path / "many.yaml"
    path.write_text("meetings:\n" + "".join(f"- id: a{i}\n  title: #1\n" for i in range(31)), encoding="utf-8")
    lines = run("check", str(path)).out.splitlines()
    missing = [line for line in lines if "[missing]" in line]
    assert len(missing) == 31
    assert all("put the text in quotes" in line for line in missing)


@pytest.mark.parametrize("arguments", [("check", "gone.yaml"), ("list", "--data", "gone.yaml"), ("check", ".")])
def test_what_cannot_be_read_at_all_is_status_2(arguments: tuple[str, ...], run: Callable[..., Run]) -> None:
    """A missing file that looked like a clean or an empty dataset would be believed."""
    done = run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1


def test_only_white_space_makes_no_difference_to_a_quote(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """Sources hold no-break spaces and line ends that a curator cannot see; other differences matter."""
    (dataset("x: y", "s.txt")).write_text("held in\u00a0Brussels\n\non 21 November", encoding="utf-8")
    path = dataset("""
        sources: [{id: s, file: s.txt}]
        meetings:
        - id: a
          title: A
          partners: [X]
          evidence:
          - {source: s, exact: "held  in Brussels on 21", supports: [title]}
          - {source: s, exact: held in brussels, supports: [title]}
        """)
    done = run("check", str(path))
    assert [line.split(": ")[0] for line in done.out.splitlines()] == [f"{path}:8:24"]
    assert "quote-not-found" in done.out


def test_the_source_of_a_folder_called_data_may_lie_beside_it(
    run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """The layout of the project itself, data/ beside seeds/, must find its documents."""
    dataset("Brussels", "project/seeds/s.txt")
    text = """
        sources: [{id: s, file: s.txt}]
        meetings:
        - {id: a, title: A, partners: [X], evidence: [{source: s, exact: Brussels}]}
        """
    assert run("check", "--strict", str(dataset(text, "project/other/d.yaml"))).status == 1
    done = run("check", str(dataset(text, "project/data/d.yaml")))
    assert (done.out, done.status) == ("", 0)


def test_references_may_come_before_what_they_name(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """Sections in another order, or in other files, are the same dataset."""
    dataset("Brussels", "folder/s.txt")
    dataset("meetings: [{id: a, title: A, partners: [X], related: [{id: b}], "
            "evidence: [{source: s, exact: Brusels}]}]", "folder/1.yaml")  # fmt: skip
    second = dataset("meetings: [{id: b, title: B, partners: [X]}]\nsources: [{id: s, file: s.txt}]", "folder/2.yaml")
    done = run("check", str(second.parent))
    assert done.status == 1
    assert [line.split("[")[1].split("]")[0] for line in done.out.splitlines()] == ["quote-not-found"]
    assert run("list", "--data", str(second.parent)).ids == ["a", "b"]


def test_hostile_yaml_ends_quickly_with_a_message(run: Callable[..., Run], tmp_path: Path) -> None:
    """Nesting crashes a recursive loader and a bomb of aliases hangs one; here both are problems with a place."""
    path = tmp_path / "deep.yaml"
    path.write_text("meetings: " + "[" * 50_000, encoding="utf-8")
    assert "error[nesting]" in run("check", str(path)).out
    bomb = ["a0: &a0 {x: y}"] + [f"a{i}: &a{i} {{<<: [{', '.join([f'*a{i - 1}'] * 9)}]}}" for i in range(1, 12)]
    path.write_text("\n".join(bomb), encoding="utf-8")
    done = run("check", str(path))
    assert "error[anchor]" in done.out
    assert done.status == 1


@pytest.mark.parametrize("parser", [nodes._Parser, yaml.SafeLoader])
@pytest.mark.parametrize(
    "text",
    ["[" * 40, "[" * 2_000, "{a: " * 2_000, "{a: [" * 600, "\n" + "".join(" " * i + "-\n" for i in range(1, 1_500))],
)
def test_deep_nesting_is_called_that_by_every_parser(
    parser: type, text: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Some parsers refuse deep nesting themselves, as bad syntax: a person would look for a slip of the hand."""
    monkeypatch.setattr(nodes, "_Parser", parser)
    path = tmp_path / "deep.yaml"
    path.write_text(f"meetings: {text}\n", encoding="utf-8")
    found = examine(path, DAY).problems
    assert [(p.code, p.message) for p in found] == [("nesting", "nested deeper than 32 levels; no record needs that")]


def test_a_subfolder_is_not_part_of_the_dataset(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A folder called old.yaml, as people keep beside their files, would make the whole dataset unreadable."""
    folder = dataset("meetings: [{id: a, title: A, partners: [X]}]", "folder/1.yaml").parent
    dataset("meetings: [{id: b, title: B, partners: [X]}]", "folder/old.yaml/2.yaml")
    for _ in range(2):
        # From the files, and from the index that the first run kept.
        done = run("list", "--data", str(folder))
        assert (done.ids, done.err, done.status) == (["a"], "", 0)
    assert run("check", str(folder)).status == 0
    only_folders = dataset("x", "other/old.yaml/2.yaml").parent.parent
    assert run("list", "--data", str(only_folders)).err == (
        f"dialogue: {only_folders} is not a dataset: it contains no .yaml file\n"
    )


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("end", "; known are id, title, series, "),
        ("or", "; known are id, title, series, "),
        ("Titel", '; did you mean "title"?'),
        ("date-note", '; did you mean "date_note"?'),
        ("participant", '; did you mean "participants"?'),
    ],
)
def test_hints_for_keys_are_near_in_spelling(key: str, hint: str, tmp_path: Path) -> None:
    """A hint that shares no more than some letters with what was typed sends people to the wrong field."""
    path = tmp_path / "d.yaml"
    path.write_text(MEETING + f"  {key}: x\n", encoding="utf-8")
    (found,) = examine(path, DAY).problems
    assert found.message.startswith(f'"{key}" is not a key of a meeting{hint}')


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("A_1", "a-1"),
        ("Zürich – 2", "zurich-2"),
        ("a--b", "a-b"),
        ("Đà Nẵng", "da-nang"),
        ("北京 7", "7"),
        ("北京", None),
    ],
)
def test_a_proposed_id_is_a_valid_one(typed: str, proposed: str | None, tmp_path: Path) -> None:
    """A person who follows the hint would be refused again."""
    path = tmp_path / "d.yaml"
    path.write_text(MEETING.replace("id: a", f"id: {typed}"), encoding="utf-8")
    (found,) = examine(path, DAY).problems
    hint = f", such as {proposed}" if proposed else ""
    assert found.message == f'id "{typed}" must be lower-case letters (a-z) and digits joined by hyphens{hint}'
    if proposed:
        path.write_text(MEETING.replace("id: a", f"id: {proposed}"), encoding="utf-8")
        assert examine(path, DAY).problems == []


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("eu-pakistan-dialogue-7", "eu-pakistan-strategic-dialogue-7"),
        ("EU Pakistan Strategic Dialogue 7", "eu-pakistan-strategic-dialogue-7"),
        ("eu-pakistan-strategic-dialogue-8", "eu-pakistan-strategic-dialogue-7"),
        ("eu-kazakhstan", None),
        ("eu", None),
    ],
)
def test_a_hint_is_what_most_of_the_letters_agree_with(word: str, near: str | None) -> None:
    """A hint that is far off would send people to another meeting; none at all would leave them searching."""
    assert nearest(word, ["eu-central-asia-summit-1", "eu-pakistan-strategic-dialogue-7", "un"]) == near


def test_text_stays_what_it_is(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """YAML would make a truth value of NO, a date of a date, and base 60 of a time."""
    path = dataset("""
        meetings:
        - {id: a, title: 12:30, partners: [NO], date: 2025-11-21, kind: "null", topics: [yes, 1e3, 0x1F, 1_000, "~"]}
        """)
    found = json.loads(run("list", "--data", str(path), "-f", "json").out)
    assert found[0]["title"] == "12:30"
    assert found[0]["partners"] == ["NO"]
    assert found[0]["kind"] == "null"
    assert found[0]["topics"] == ["yes", "1e3", "0x1F", "1_000", "~"]


def test_seeds_are_the_documents_that_the_records_quote() -> None:
    """A document that was edited would prove what nobody published."""
    text = BUNDLED.read_text(encoding="utf-8")
    assert text.count("sha256:") == 4


def test_rounds_are_compared_over_the_whole_series(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A series named once by its id and once by its name is one, and a round without a date hides nothing."""
    path = dataset("""
        series: [{id: s1, name: Alpha Talks}]
        meetings:
        - {id: a, title: A, partners: [X], series: Alpha Talks, ordinal: 2}
        - {id: b, title: B, partners: [X], series: s1, ordinal: 2}
        - {id: c, title: C, partners: [X], series: s1, ordinal: 4, date: 2025-01-01}
        - {id: d, title: D, partners: [X], series: s1, ordinal: 5}
        - {id: e, title: E, partners: [X], series: s1, ordinal: 6, date: 2024-02}
        """)
    done = run("check", str(path))
    assert [line.partition(": ")[2] for line in done.out.splitlines()] == [
        'warning[duplicate-ordinal]: "a" is also round 2 of this series',
        "warning[ordinal-order]: round 6 (2024-02) is dated before round 4 (2025-01-01)",
    ]


def test_a_claim_without_evidence_is_shown_where_it_stands(
    run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """A topic that is named twice would be looked for at its first place both times."""
    path = dataset(
        """
        meetings:
        - id: a
          title: A
          partners: []
          topics:
          - trade
          - energy
          - trade
        """.replace("partners: []", "partners: [Norway]")
    )
    found = [line for line in run("check", "--strict", str(path)).out.splitlines() if "no-evidence" in line]
    assert [(line.split(":")[1], line.split(": ")[-1].split(" ")[0]) for line in found if "topics" in line] == [
        ("6", "topics.trade"),
        ("7", "topics.energy"),
        ("8", "topics.trade"),
    ]


def said_twice(run: Callable[..., Run], path: Path) -> list[tuple[str, str]]:
    """Line and column, and the message, of every item that is there twice."""
    found = json.loads(run("check", str(path), "-f", "json").out)
    return [(f"{one['line']}:{one['column']}", one["message"]) for one in found if one["code"] == "duplicate-item"]


def test_a_very_long_list_is_compared_at_once(run: Callable[..., Run], tmp_path: Path) -> None:
    """Each item was compared with all before it: a list of 100,000 names would hold up a check for an hour."""
    names = ", ".join(f"topic {i}" for i in range(30_000))
    (tmp_path / "a.yaml").write_text(f"{MEETING}  topics: [{names}, Topic 7]\n")
    result = run("check", str(tmp_path / "a.yaml"))
    assert result.status == 0
    assert result.out.count("\n") == 1
    assert '"Topic 7" is the same as "topic 7"' in result.out


def test_one_thing_written_in_two_ways_is_named_twice(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A meeting with one partner would be held for one of three parties by whoever reads the record."""
    path = dataset("""
        meetings:
        - id: a
          title: A
          partners: [Sweden, Kingdom of Sweden, sweden, Norway]
          topics: [trade, energy, Trade, commerce]
          instruments: [Plan A, Plan B, plan-a]
          participants: [{name: Ann Lee}, {name: ANN LEE}, {name: Lee A.}]
          outcomes: [Agreed., Signed., agreed]
          related: [{id: b, relation: next}, {id: b, relation: part-of}, {id: b, relation: next}]
          evidence: [{source: s, exact: x, supports: [topics.trade, topics.Trade, topics.trade]}]
        - {id: b, title: B}
        sources: [{id: s}]
        topics: [{name: trade, aliases: [commerce]}]
        people: [{name: Ann Lee, aliases: [Lee A.]}]
        partners: [{name: Both, members: [Sweden, Norway, SE Asia, Kingdom of Norway]}]
        """)
    same = '"{}" is the same as "{}", which stands before it in {}; keep one'
    assert said_twice(run, path) == [
        ("4:22", same.format("Kingdom of Sweden", "Sweden", "partners")),
        ("4:41", same.format("sweden", "Sweden", "partners")),
        ("5:27", same.format("Trade", "trade", "topics")),
        ("5:34", same.format("commerce", "trade", "topics")),
        ("6:33", same.format("plan-a", "Plan A", "instruments")),
        ("7:35", same.format("ANN LEE", "Ann Lee", "participants")),
        ("7:52", same.format("Lee A.", "Ann Lee", "participants")),
        ("8:32", same.format("agreed", "Agreed.", "outcomes")),
        ("9:66", '"b, next" appears twice in related'),
        ("10:75", '"topics.trade" appears twice in supports'),
        ("15:60", same.format("Kingdom of Norway", "Norway", "members")),
    ]


def test_a_partner_that_is_the_principal_is_named(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A party would be recorded as meeting itself."""
    path = dataset("""
        meetings:
        - {id: a, title: A, partners: [Norway, EU]}
        - {id: b, title: B, principal: Norway, partners: [European Union, Kingdom of Norway]}
        - {id: c, title: C, partners: [European Union]}
        dataset: {principal: European Union}
        """)
    end = "of this meeting; partners are the other parties"
    assert said_twice(run, path) == [
        ("2:40", f'"EU" is the principal, "European Union", {end}'),
        ("3:67", f'"Kingdom of Norway" is the principal, "Norway", {end}'),
        ("4:32", f'"European Union" is the principal {end}'),
    ]


def test_places_and_people_that_differ_are_none_twice(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A warning that is no slip teaches people to ignore warnings."""
    path = dataset("""
        meetings:
        - {id: a, title: A, place: [{city: Oslo}, {city: Oslo}]}
        - {id: b, title: B, place: [{city: Oslo}, {city: oslo, country: Norway}]}
        - {id: c, title: C, place: [{city: Oslo}, {city: Rome}, {city: Oslo}, {city: Oslo, venue: Castle}]}
        - {id: d, title: D, place: [{city: Georgetown, country: Guyana}, {city: Georgetown, country: Malaysia}]}
        - {id: e, title: E, place: [{country: Norway}, {country: Kingdom of Norway}, {venue: Castle}]}
        - id: f
          title: F
          participants:
          - {role: minister, represents: Norway}
          - {role: minister, represents: Sweden}
          - {role: Minister, represents: Kingdom of Norway}
        - {id: g, title: G, partners: [Georgia (US state), Georgia, BT, Bhutan]}
        """)
    assert said_twice(run, path) == [
        ("2:43", '"Oslo" appears twice in place'),
        ("3:43", '"oslo, Norway" is the same as "Oslo", which stands before it in place; keep one'),
        ("6:48", '"Kingdom of Norway" is the same as "Norway", which stands before it in place; keep one'),
        (
            "12:5",
            '"Minister, Kingdom of Norway" is the same as "minister, Norway", which stands before it in participants;'
            " keep one",
        ),
    ]
