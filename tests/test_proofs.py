"""Broken proofs: found by `check`, marked wherever they are shown, and looked for only where they are shown."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli import open_archive
from dialogue_cli.checks.differences import hardly_seen
from dialogue_cli.dataset.appearance import Appearance
from dialogue_cli.dataset.documents import Document, Library
from dialogue_cli.dataset.model import Evidence
from dialogue_cli.text import compared, plural
from tests.conftest import BUNDLED, Run
from tests.hostile import datasets, write_dataset

RELEASE = "Ministers met in Oslo\non 3 March 2025. They spoke about fish.\n"
CHANGED = "The talks will be held in Paris.\n"
DATASET = f"""
    sources:
    - {{id: release, file: release.txt, sha256: {sha256(RELEASE.encode()).hexdigest()}}}
    - {{id: altered, file: altered.txt, sha256: {"0" * 64}}}
    - {{id: gone, file: gone.txt}}
    meetings:
    - id: oslo
      title: Ministers in Oslo
      date: 2025-03-03
      partners: [Sweden]
      topics: [fish]
      evidence:
      - {{source: release, exact: in Oslo on 3 March 2025, supports: [date]}}
      - {{source: release, exact: about the price of herring, supports: [topics]}}
      - {{source: gone, exact: with the Swedish minister, supports: [partners]}}
    - id: paris
      title: Talks in Paris
      status: planned
      date: 2025-04
      partners: [France]
      evidence:
      - {{source: altered, exact: held in Paris, supports: [title]}}
      - {{source: altered, exact: are planned for April, supports: [status, date]}}
    - id: rome
      title: Talks in Rome
      date: 2025-05
      partners: [Italy]
      evidence:
      - {{source: release, exact: spoke about fish, supports: [title]}}
    """
NOTE = "note: 2 quotes are not in their source; 1 source has changed since it was quoted; see dialogue check\n"
GOOD, BROKEN = "in Oslo on 3 March 2025", "about the price of herring"


@pytest.fixture
def broken(dataset: Callable[..., Path], tmp_path: Path) -> str:
    """A dataset with a broken quote, a source that has changed, and one that is not at hand."""
    (tmp_path / "release.txt").write_text(RELEASE, encoding="utf-8")
    (tmp_path / "altered.txt").write_text(CHANGED, encoding="utf-8")
    return str(dataset(DATASET))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that are opened."""
    names: list[str] = []
    read = Library._load

    def load(self: Library, name: str) -> Document | None:
        names.append(name)
        return read(self, name)

    monkeypatch.setattr(Library, "_load", load)
    return names


# check


@pytest.mark.parametrize("strict", [[], ["--strict"]])
def test_a_broken_proof_fails_the_check(run: Callable[..., Run], broken: str, strict: list[str]) -> None:
    """A build would publish words that no source has."""
    done = run("check", broken, *strict)
    codes = re.findall(r": broken-proof\[([a-z-]+)\]: ", done.out)
    assert codes == ["source-changed", "quote-not-found", "quote-not-found"]
    assert ("no-evidence" in done.out) == bool(strict)
    warnings = done.out.count(": warning[")
    assert done.err == (f"note: 3 meetings, 3 sources, 6 quotes: 3 broken proofs and {plural(warnings, 'warning')}\n")
    assert done.status == 1


def test_json_tells_the_three_severities_apart(run: Callable[..., Run], broken: str) -> None:
    """A program could not tell what stops a build from what is only to be looked at."""
    done = run("check", broken, "-f", "json")
    assert [row["severity"] for row in json.loads(done.out)] == ["broken-proof", "warning", *["broken-proof"] * 2]
    assert "3 broken proofs and 1 warning" in done.err


def test_errors_come_first_in_the_sum(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """What keeps the dataset from being shown at all would be read last."""
    dataset("x", "s.txt")
    path = dataset("""
        sources: [{id: s, file: s.txt}]
        meetings:
        - {id: a, title: A, partners: [X], date: never, evidence: [{source: s, exact: y, supports: [kind]}]}
        """)
    done = run("check", str(path))
    assert done.err.endswith(": 1 error, 1 broken proof and 1 warning\n")
    assert run("list", "--data", str(path)).status == 2


# What every output shows


def rows_of(done: Run) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.out.splitlines()]


@pytest.mark.parametrize(
    "call", ["list", "show oslo paris rome", "export jsonl", "search Talks OR Ministers", "timeline"]
)
def test_json_says_of_each_quote_whether_it_is_found(run: Callable[..., Run], broken: str, call: str) -> None:
    """A program would take words for a source's that it does not have."""
    format_ = [] if call.startswith("export") else ["-f", "jsonl"]
    done = run(*call.split(), *format_, "--data", broken)
    found = {row["id"]: [quote["found"] for quote in row["evidence"]] for row in rows_of(done)}
    assert found == {"oslo": [True, False, None], "paris": [True, False], "rome": [True]}
    assert done.err == NOTE


def test_chosen_fields_of_json_have_the_verdict_too(run: Callable[..., Run], broken: str) -> None:
    """Who asks for the evidence alone would get it unproven."""
    done = run("list", "-f", "jsonl", "-F", "evidence", "--last", "1", "--data", broken)
    assert [row["evidence"][0]["found"] for row in rows_of(done)] == [True]
    assert run("list", "-f", "json", "-F", "id", "--data", broken).err == ""


@pytest.mark.parametrize("format_", ["tsv", "csv"])
def test_facts_in_a_pipe_have_a_column_for_the_verdict(run: Callable[..., Run], broken: str, format_: str) -> None:
    """`cut` and `awk` could not leave the broken ones out."""
    done = run("show", "-e", "oslo", "-f", format_, "--data", broken)
    rows = list(csv.reader(io.StringIO(done.out, newline=""), delimiter="\t" if format_ == "tsv" else ","))
    if format_ == "csv":
        assert rows.pop(0) == ["id", "field", "value", "source", "exact", "found"]
    assert {row[1]: row[5] for row in rows} == {
        "title": "",
        "status": "",
        "date": "true",
        "partners": "",
        "topics": "false",
    }
    assert done.err == "note: 1 quote is not in its source; see dialogue check\n"


@pytest.mark.parametrize(
    "call",
    [
        "show -e oslo --color always",
        "show -e oslo -f markdown",
        "show oslo -f markdown",
        "export markdown",
        "export html",
        "brief",
        "sources release --color always",
        "sources release -f markdown",
        "list -F evidence",
        "list -F evidence -f csv",
        "list -F evidence -f markdown",
        "list -F evidence --color always",
        "list --template {evidence}",
    ],
)
def test_broken_words_are_marked_where_they_stand(run: Callable[..., Run], broken: str, call: str) -> None:
    """A reader would take words for a source's that it does not have."""
    done = run(*call.split(), "--data", broken, env={"COLUMNS": "200"})
    text = re.sub(r"<[^>]+>|\x1b\[[\d;]*m", " ", done.out).replace("\\[", "[")
    text = " ".join(re.sub(r"[”│]", " ", text).split())
    mark = r"\[?not found(?: in the source\]?|: release\.txt does not have these words)"
    assert re.search(rf"{BROKEN} {mark}", text, re.IGNORECASE), text
    assert not re.search(rf"{GOOD}.{{0,20}} {mark}", text, re.IGNORECASE)
    assert done.err.startswith("note: ")
    assert len(done.err.splitlines()) == 1
    assert run(*call.split(), "--data", broken, "-q").err == ""


@pytest.mark.parametrize(
    "call", ["show paris", "show -e paris", "brief", "export markdown", "export html", "export yaml"]
)
def test_a_changed_source_is_marked_where_sources_are_shown(run: Callable[..., Run], broken: str, call: str) -> None:
    """Nobody would look what has become of words that once were there."""
    color = ["--color", "always"] if call.startswith("show") else []
    done = run(*call.split(), *color, "--data", broken)
    assert len(re.findall("changed since it was quoted", done.out, re.IGNORECASE)) == 1
    assert "1 source has changed since it was quoted" in done.err


def test_a_card_without_quotes_says_that_some_are_broken(run: Callable[..., Run], broken: str) -> None:
    """Whoever does not ask for the evidence would rely on it all the same."""
    shown = run("show", "oslo", "--color", "always", "--data", broken)
    assert "1 of 2 quotes NOT FOUND in it" in shown.out
    assert "NOT FOUND" not in run("show", "rome", "--color", "always", "--data", broken).out


def test_a_note_asks_whether_its_own_sentences_hold(run: Callable[..., Run], broken: str) -> None:
    """A briefing note would call words the source's that are not, or pass over that they are not."""
    out = run("brief", "--data", broken).out
    assert "In the words of the source" not in out
    assert "As the record quotes the source: “are planned for April” \\[not found in the source]." in out
    questions = out.split("## Meetings")[1].split("## Appendix")[0]
    assert questions.count("Words quoted for this meeting are not found in the source.[^") == 2


def test_sources_say_what_became_of_their_documents(run: Callable[..., Run], broken: str) -> None:
    """A source that was altered would look like the one that was quoted."""
    done = run("sources", "--data", broken)
    assert [row[7] for row in done.rows] == ["as-quoted", "changed", "missing"]
    assert done.err == "note: 1 source has changed since it was quoted; see dialogue check\n"
    rows = rows_of(run("sources", "-f", "jsonl", "--data", broken))
    assert [row["document"] for row in rows] == ["as-quoted", "changed", "missing"]
    drawn = run("sources", "-f", "table", "--data", broken).out
    assert "changed since it was quoted" in drawn
    assert "the document is not at hand" in drawn
    assert "Document" in run("sources", "-f", "markdown", "--data", broken).out
    # Where nothing is amiss, a person needs no word that says so.
    assert not re.search("changed|not at hand", run("sources", "-f", "table").out)
    assert "| Document |" not in run("sources", "-f", "markdown").out
    assert {row[7] for row in run("sources").rows} == {"as-quoted"}


def test_the_quotes_of_a_source_have_their_verdicts(run: Callable[..., Run], broken: str) -> None:
    """The list of what rests on a source would not say what it has."""
    rows = rows_of(run("sources", "altered", "-f", "jsonl", "--data", broken))
    assert [(row["exact"], row["found"]) for row in rows] == [("held in Paris", True), ("are planned for April", False)]
    assert [row[-1] for row in run("sources", "altered", "--data", broken).rows] == ["true", "false"]
    assert [row[-1] for row in run("sources", "gone", "--data", broken).rows] == [""]


def test_yaml_says_it_in_comments_alone(run: Callable[..., Run], broken: str, dataset: Callable[..., Path]) -> None:
    """A key that the format does not have would make the copy another dataset."""
    done = run("export", "yaml", "--data", broken)
    lines = done.out.splitlines()
    marks = [i for i, line in enumerate(lines) if line == "  # not found in the source (2026-01-15)"]
    assert [BROKEN in lines[i + 1] or "are planned for April" in lines[i + 1] for i in marks] == [True, True]
    (mark,) = (i for i, line in enumerate(lines) if line == "# changed since it was quoted (2026-01-15)")
    assert lines[mark + 1] == "- id: altered"
    assert done.err == NOTE
    copy = dataset(done.out, "copy.yaml")
    before, after = (open_archive(path) for path in (broken, copy))
    assert [before.get(one) for one in before.ids()] == [after.get(one) for one in after.ids()]
    assert "unknown-key" not in run("check", str(copy)).out


@pytest.mark.long
@settings(max_examples=60)
@given(dataset=datasets())
def test_comments_in_yaml_never_touch_the_data(dataset: dict[str, Any]) -> None:
    """A text over several lines would be cut by a comment, or the wrong quote would be marked."""
    from dialogue_cli.formats import yaml_text
    from dialogue_cli.query.query import Query

    for source in dataset.get("sources", ()):
        source["file"] = "s.txt"
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "s.txt").write_text("\u2603", encoding="utf-8")
        archive, out = open_archive(write_dataset(dataset, Path(folder, "a.yaml"))), io.StringIO()
        yaml_text.write(archive.find(Query()), archive, out, lambda _: None)
        text = out.getvalue()
        quotes = [quote for one in archive.ids() if (meeting := archive.get(one)) for quote in meeting.evidence]
        comments = re.findall(r"^  # not found in the source \(.*\)\n  - (?:\{?source|\? )", text, re.MULTILINE)
        assert len(comments) == len(quotes)
        without = re.sub(r"^(?:  )?# (?:not found|changed) .*\n", "", text, flags=re.MULTILINE)
        assert yaml.safe_load(text) == yaml.safe_load(without)


def test_a_database_has_a_column_for_the_verdict(run: Callable[..., Run], broken: str, tmp_path: Path) -> None:
    """A query could not leave the broken proofs out."""
    done = run("export", "sqlite", "-o", str(tmp_path / "m.db"), "--data", broken)
    assert done.err == NOTE
    connection = sqlite3.connect(tmp_path / "m.db")
    found = connection.execute("SELECT meeting_id, found FROM evidence ORDER BY id").fetchall()
    assert found == [("oslo", 1), ("oslo", 0), ("oslo", None), ("paris", 1), ("paris", 0), ("rome", 1)]
    states = connection.execute("SELECT document FROM sources ORDER BY rowid").fetchall()
    connection.close()
    assert [state for (state,) in states] == ["as-quoted", "changed", "missing"]


# What is opened


@pytest.mark.parametrize(
    "call",
    [
        "list",
        "list -f csv",
        "list -f markdown",
        "list --color always",
        "list -f ids",
        "list -f svg",
        "list -f ics",
        "list -F id,topics,sources",
        "list -f json -F id,title",
        "timeline",
        "timeline --color always",
        "count --by partner",
        "series",
        "search herring",
        "search herring --color always",
        "show oslo",
        "show -e oslo -f ids",
        "export csv",
    ],
)
def test_no_document_is_opened_for_an_answer_without_proofs(
    run: Callable[..., Run], broken: str, opened: list[str], call: str
) -> None:
    """A list of meetings would wait for documents that it does not show."""
    done = run(*call.split(), "--data", broken)
    assert done.status in (0, 1)
    assert (opened, "not in" in done.err) == ([], False)


@pytest.mark.parametrize(
    "call", ["list -f json", "list -f jsonl", "export html", "export sqlite -o x.db", "brief", "sources"]
)
def test_each_document_is_opened_once(run: Callable[..., Run], broken: str, opened: list[str], call: str) -> None:
    """A source that many meetings quote would be read again for each."""
    assert run(*call.split(), "--data", broken).status == 0
    assert sorted(opened) == ["altered.txt", "gone.txt", "release.txt"]


def test_only_the_documents_of_what_is_shown_are_opened(
    run: Callable[..., Run], broken: str, opened: list[str]
) -> None:
    """One meeting would take as long as all of them."""
    run("show", "rome", "-f", "json", "--data", broken)
    assert opened == ["release.txt"]


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    """A folder called like a source would fail the call, and a pipe would hang it."""
    (tmp_path / "s.txt").mkdir()
    assert Library(tmp_path, {})._load("s.txt") is None
    assert Library(tmp_path, {})._load("s.txt\0") is None


# How quotes are compared


@pytest.mark.parametrize(
    ("text", "quote"), [("Cafe\u0301 Royal", "Caf\u00e9 Royal"), ("Caf\u00e9 Royal", "Cafe\u0301 Royal")]
)
def test_composed_and_decomposed_letters_are_the_same(text: str, quote: str) -> None:
    """A quote typed on another system than the source would be called missing, and look the same."""
    document = Document(Path("s.txt"), compared(f"at the {text} hotel"), "")
    assert document.count(Evidence("s", quote)) == 1
    assert document.has(Evidence("s", quote, prefix="the", suffix=" hotel"))
    assert not document.has(Evidence("s", "Cafe Royal"))


letters = st.text("ab \n", max_size=12)


@given(text=st.text("ab \n", max_size=40), exact=letters.filter(str.strip), prefix=letters, suffix=letters)
def test_a_place_fits_what_stands_beside_it(text: str, exact: str, prefix: str, suffix: str) -> None:
    """The plain search would find another place than the rule of the format says."""
    document = Document(Path("s.txt"), compared(text), "")
    quote = Evidence("s", exact, prefix=prefix or None, suffix=suffix or None)
    before, after = re.escape(compared(prefix)), re.escape(compared(suffix))
    pattern = (
        rf"(?={before}{' ?' if before else ''}(?P<exact>{re.escape(compared(exact))}){' ?' if after else ''}{after})"
    )
    found = {match.start("exact") for match in re.finditer(pattern, document.text)}
    assert document.has(quote) == bool(found)
    if before or after:
        assert document.count(quote) == len(found)
    passage = document.passage(quote)
    assert (passage[1] if passage else None) == (compared(exact) if found else None)


# What a message names


@pytest.mark.parametrize(
    ("text", "quote", "message"),
    [
        ("deepen co\u00adoperation", "deepen cooperation", 'the source has U+00AD (soft hyphen) in "co<U+00AD>operation"'),
        ("in Oslo", "in Os\u200blo", 'the quote has U+200B (zero width space) in "Os<U+200B>lo"'),
        ("the \u200b town", "the town", 'the source has U+200B (zero width space) in "the <U+200B> town"'),
        ("\u2066met\u2069 her", "met her", 'the source has U+2069 (pop directional isolate) in "met<U+2069>"'),
        ("me\u00adt and sa\u00adt", "met and sat", 'the source has U+00AD (soft hyphen) in "me<U+00AD>t" and elsewhere'),
        ("held in Brussels", "Held in brussels", 'the source differs in case: "held in Brussels"'),
        ("“we agree”, she", '"we agree"', 'the source has “ ” where the quote has " " (U+201C and U+201D, not U+0022)'),
        ("Oslo’s plan", "Oslo's plan", "the source has ’ where the quote has ' (U+2019, not U+0027)"),
        ("2024–2025", "2024-2025", "the source has – where the quote has - (U+2013, not U+002D)"),
        ("2024—25", "2024–25", "the source has — where the quote has – (U+2014, not U+2013)"),
        ("on tr\u0430de", "on trade", "the source has U+0430 (cyrillic small letter a) where the quote has U+0061 (latin small letter a)"),
        ("the ﬁsh", "the fish", "the source has U+FB01 (latin small ligature fi) where the quote has U+0066 (latin small letter f) U+0069 (latin small letter i)"),
        ("“Deepen co\u00adoperation", '"deepen cooperation', 'the source has U+00AD (soft hyphen) in "co<U+00AD>operation"; the source differs in case: "“Deepen co<U+00AD>operation"; the source has “ where the quote has " (U+201C, not U+0022)'),
    ],
)  # fmt: skip
def test_a_message_names_what_is_hardly_seen(
    text: str, quote: str, message: str, run: Callable[..., Run], dataset: Callable[..., Path], tmp_path: Path
) -> None:
    """Two texts that look alike would be called different without a word of what is different."""
    (tmp_path / "s.txt").write_text(f"They {text} again.", encoding="utf-8")
    record = {"id": "a", "title": "A", "partners": ["X"], "evidence": [{"source": "s", "exact": quote}]}
    path = dataset(json.dumps({"sources": [{"id": "s", "file": "s.txt"}], "meetings": [record]}))
    (problem,) = json.loads(run("check", str(path), "-f", "json").out)
    assert problem["code"] == "quote-not-found"
    assert problem["message"].split(" is not in s.txt as quoted: ")[1] == message


# Each a text, and others that look like it at a glance.
ALIKE = [
    "\u00ad",
    "\u200b",
    "\ufeff",
    "'",
    "’",
    '"',
    "“",
    "-",
    "–",
    "a",
    "A",
    "\u0430",
    "fi",
    "ﬁ",
    "...",
    "…",
    "é",
    " ",
]


@given(
    text=st.lists(st.sampled_from(ALIKE)).map("".join),
    start=st.integers(0, 30),
    size=st.integers(1, 30),
)
def test_what_looks_alike_is_found_and_told_apart(text: str, start: int, size: int) -> None:
    """A passage would be missed, or shown as different without a word of what is different."""
    words = Appearance(compared(text[start : start + size]))
    passage = Appearance(compared(text)).find(words)
    cut = words.seen and words.seen in Appearance(compared(text)).seen
    assert passage is None or passage.seen == words.seen
    if passage is None:
        # Only a part of a ligature, or nothing that is seen.
        assert not cut or "ﬁ" in text or "…" in text
        return
    assert bool(hardly_seen(words, passage)) == (words.text != passage.text)


def test_a_message_names_letters_that_deceive(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A digit for a letter in the middle of other differences would be passed over by the eye."""
    dataset("held in Brussels in March 2025", "s.txt")
    path = dataset("""
        sources: [{id: s, file: s.txt}]
        meetings: [{id: a, title: A, partners: [X], evidence: [{source: s, exact: held at Brussels in March 2O25}]}]
        """)
    assert (
        "; the source has U+0030 (digit zero) where the quote has U+004F (latin capital letter o)\n"
        in run("check", str(path)).out
    )


def test_a_message_names_what_is_hardly_seen_beside_a_quote(
    run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """A prefix that stands in the source for all to see would be called absent."""
    dataset("They co\u00adoperate in Oslo. In Oslo they met.", "s.txt")
    path = dataset("""
        sources: [{id: s, file: s.txt}]
        meetings: [{id: a, title: A, partners: [X], evidence: [{source: s, exact: in Oslo, prefix: cooperate}]}]
        """)
    said = '"in Oslo" is in s.txt, but not with this prefix: the source has U+00AD (soft hyphen) in '
    assert said in run("check", str(path)).out


# Sources that are not UTF-8


@pytest.mark.parametrize(
    ("encoding", "text", "where", "likely"),
    [
        ("latin-1", "Café in Zürich\n", "byte 0xE9 at offset 3 (line 1, column 4)", "it may be Windows-1252: the quotes are in it so read"),
        ("cp1252", "The\r\n“Café in Zürich”", "byte 0x93 at offset 5 (line 2, column 1)", "it may be Windows-1252: the quotes are in it so read"),
        ("utf-16", "Café in Zürich", "byte 0xFF at offset 0 (line 1, column 1)", "it begins with the byte-order mark of UTF-16"),
        ("utf-32", "Café in Zürich", "byte 0xFF at offset 0 (line 1, column 1)", "it begins with the byte-order mark of UTF-32"),
        ("utf-16-le", "Zürich: Café in Zürich", "a NUL byte at offset 1 (line 1, column 2)", "it may be UTF-16: the quotes are in it so read"),
        ("mac-roman", "Café in Zürich", "byte 0x8E at offset 3 (line 1, column 4)", ""),
        ("cp1252", "Café, Zürich", "byte 0xE9 at offset 3 (line 1, column 4)", "it may be Windows-1252: 1 of the 2 quotes is in it so read"),
        ("cp500", "nothing", "byte 0x95 at offset 0 (line 1, column 1)", ""),
    ],
)  # fmt: skip
def test_a_source_that_is_not_utf_8_is_named_once(
    encoding: str,
    text: str,
    where: str,
    likely: str,
    run: Callable[..., Run],
    dataset: Callable[..., Path],
    tmp_path: Path,
) -> None:
    """Every quote from it would be called missing, though the file was only saved in another encoding."""
    (tmp_path / "s.txt").write_bytes(text.encode(encoding))
    path = dataset(f"""
        sources:
        - {{id: s, file: s.txt, sha256: {"0" * 64}}}
        meetings:
        - {{id: a, title: A, partners: [X], evidence: [{{source: s, exact: Café}}, {{source: s, exact: in}}]}}
        """)
    done = run("check", str(path))
    message = f"s.txt is not UTF-8: {where}{likely and f'; {likely}'}; save it as UTF-8"
    assert done.out == f"{path}:2:17: broken-proof[source-encoding]: {message}\n"
    assert done.status == 1
    asked = run("list", "-f", "json", "--data", str(path))
    assert [quote["found"] for quote in json.loads(asked.out)[0]["evidence"]] == [None, None]
    assert asked.err == "note: 1 source is not UTF-8 text; see dialogue check\n"
    assert run("sources", "--data", str(path)).rows[0][7] == "not-utf-8"
    assert "**[not UTF-8, quotes not compared]**" in run("brief", "--data", str(path)).out


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    """The first word of a file saved by a Windows program could not be quoted."""
    (tmp_path / "s.txt").write_bytes("Oslo".encode("utf-8-sig"))
    document = Document.read(tmp_path / "s.txt")
    assert (document.text, document.fault) == ("Oslo", None)


def test_the_bundled_collection_has_no_broken_proof(run: Callable[..., Run]) -> None:
    """The example would not practise what it preaches."""
    rows = rows_of(run("list", "-f", "jsonl", "--data", str(BUNDLED)))
    assert {quote["found"] for row in rows for quote in row["evidence"]} == {True}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Met in\nOslo.\0\n", "a NUL byte at offset 12 (line 2, column 6)"),
        (b"\0\x01\x02", "a NUL byte at offset 0 (line 1, column 1)"),
    ],
)
def test_a_nul_byte_in_a_source_is_named(run: Callable[..., Run], tmp_path: Path, data: bytes, message: str) -> None:
    """The person would convert a file from Windows-1252 that is in UTF-8, and find it as broken as before."""
    path = dataset_quoting(tmp_path, "Oslo")
    (tmp_path / "s.txt").write_bytes(data)
    done = run("check", str(path))
    said = f"s.txt contains {message}, so it is not plain text; save its text as UTF-8"
    assert done.out == f"{path}:1:25: broken-proof[source-encoding]: {said}\n"
    assert done.status == 1


def dataset_quoting(folder: Path, words: str) -> Path:
    """A dataset that quotes words of s.txt beside it."""
    path = folder / "quoting.yaml"
    path.write_text(
        f"sources: [{{id: s, file: s.txt}}]\nmeetings:\n- id: a\n  title: A\n  evidence: [{{source: s, exact: {words}}}]\n",
        encoding="utf-8",
    )
    return path


def test_a_source_that_is_no_file_is_said_to_be_none(run: Callable[..., Run], tmp_path: Path) -> None:
    """The person would look for a file that is where they put it, and read that it is not there."""
    path, place = dataset_quoting(tmp_path, "Oslo"), tmp_path / "s.txt"
    start = f"{path}:1:25: warning[source-missing]: s.txt"
    place.mkdir()
    assert run("check", str(path)).out == f"{start} in {tmp_path} is not a regular file but a folder\n"
    place.rmdir()
    os.mkfifo(place)
    assert run("check", str(path)).out == f"{start} in {tmp_path} is not a regular file but a pipe\n"
    place.unlink()
    place.symlink_to(place)
    assert run("check", str(path)).out == f"{start} in {tmp_path} cannot be read: Too many levels of symbolic links\n"
    place.unlink()
    assert run("check", str(path)).out == f"{start} was not found in {tmp_path} or {tmp_path}/seeds\n"
