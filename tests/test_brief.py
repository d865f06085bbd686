"""`dialogue brief`: each sentence is proven by the words of its footnotes, and says no more than the record."""

from __future__ import annotations

import io
import json
import re
import tempfile
from collections.abc import Callable, Sequence
from datetime import date as Day
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from dialogue_cli import Archive, Query, open_archive
from dialogue_cli.cli.flags import FILTERS, PERIODS, Flag
from dialogue_cli.cli.output import Output
from dialogue_cli.cli.session import Session
from dialogue_cli.commands.brief import about
from dialogue_cli.dataset.documents import Library
from dialogue_cli.dataset.model import STATUSES, Meeting
from dialogue_cli.dates.edtf import parse
from dialogue_cli.dates.sentences import when
from dialogue_cli.formats.brief import write
from dialogue_cli.text import one_line, squeeze
from dialogue_cli.view.brief.words import ordinal, the
from tests.conftest import Run
from tests.test_markdown import FORBIDDEN, HOSTILE, assert_footnotes_close, flat, notes_of, shape

OWN = {"record", "none", "curator"}
MARKS = re.compile(r"((?: ?\[\^\w+\])+)$")


def sections(note: str) -> dict[str, str]:
    """The text of each section by its heading, without the footnotes."""
    body = re.sub(r"^\[\^\w+\]: .*\n", "", note, flags=re.MULTILINE)
    opening, *rest = re.split(r"^## ", body, flags=re.MULTILINE)
    return {"": opening} | {part.split("\n", 1)[0]: part.split("\n", 1)[1] for part in rest}


def sentences(text: str) -> list[str]:
    """The paragraphs and items that are no headings."""
    return [line for line in text.splitlines() if line and not re.match(r"#|\*\*\w+:\*\*$", line)]


def told(note: str) -> dict[str, list[str]]:
    """The sentences about each meeting that is told in full, by its heading."""
    found = {}
    for name, text in sections(note).items():
        if name == "Meetings" or name.startswith("Planned"):
            for part in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
                title, *lines = sentences("\n" + part)
                found[title] = lines
    return found


def marks(line: str) -> list[str]:
    """The labels of the footnotes at the end of a line."""
    found = MARKS.search(line)
    return re.findall(r"\[\^(\w+)\]", found[1]) if found else []


def quotes(note: str) -> dict[str, list[str]]:
    """The quoted words by their labels: all that stand in one footnote."""
    return {
        label: re.findall("“(.*?)”(?= … “|; |$)", words) for label, words in notes_of(note).items() if label.isdigit()
    }


@pytest.mark.parametrize("call", [[], ["-p", "Kazakhstan"], ["-p", "Pakistan"], ["--status", "planned"]])
def test_no_sentence_goes_unproven(call: list[str], run: Callable[..., Run]) -> None:
    """A sentence without a footnote could be anybody's invention."""
    note = run("brief", *call).out
    assert_footnotes_close(note)
    for name, text in sections(note).items():
        for line in sentences(text) if not name.startswith(("Sources", "Appendix")) else ():
            assert marks(line), line
    archive = open_archive()
    library = Library(archive.path, {})
    texts = [document.text for source in archive.sources() if (document := library.open(source))]
    assert quotes(note)
    for footnote in quotes(note).values():
        assert footnote
        for words in footnote:
            assert any(words in text for text in texts), words
    assert "no evidence" not in note.lower()


def supports(meeting: Meeting, words: Sequence[str]) -> list[set[str]]:
    """For each of these words, the claims that the record says they prove."""
    return [
        {claim for quote in meeting.evidence if squeeze(quote.exact) == one for claim in quote.supports}
        for one in words
    ]


def test_footnotes_prove_what_they_stand_behind(run: Callable[..., Run]) -> None:
    """Words that prove something else are a false proof, the worse for looking like one."""
    note = run("brief").out
    words_of, archive = quotes(note), open_archive()
    found = [archive.get(identifier) for identifier in archive.ids()]
    by_title = {meeting.title: meeting for meeting in found if meeting}

    def proofs(meeting: Meeting, line: str) -> list[set[str]]:
        return supports(meeting, [one for mark in marks(line) if mark.isdigit() for one in words_of[mark]])

    seen = []
    for title, lines in told(note).items():
        meeting = by_title[re.sub(r" \((planned|agreed)\)$", "", title)]
        seen.append(meeting.title)
        needed = {f"partners.{name}" for name in meeting.partners}
        needed |= {"date"} if meeting.date else set()
        needed |= {"ordinal"} if meeting.ordinal else set()
        proven = proofs(meeting, lines[0])
        fields = {"date", "place", "partners", "series", "ordinal", "kind", "status", "title"}
        assert all({claim.split(".")[0] for claim in claims} & fields for claims in proven)
        claims = set().union(*proven)
        assert {claim for claim in needed if claim not in claims and claim.split(".")[0] not in claims} == set()
        for person in meeting.participants:
            line = next(line for line in lines if person.label in line and line.startswith("- "))
            claim = f"participants.{person.label}"
            assert any(claim in claims for claims in proofs(meeting, line))
            assert (f"possibly {person.label}" in line) == (person.certainty == "possible")
        for i, outcome in enumerate(meeting.outcomes, 1):
            [line] = [line for line in lines if line.startswith(f"- {outcome}")]
            assert proofs(meeting, line)
            assert all(f"outcomes.{i}" in claims for claims in proofs(meeting, line))
        assert named(meeting, lines, "Topics", "topics", words_of) == sorted(meeting.topics)
        assert named(meeting, lines, "Instruments", "instruments", words_of) == sorted(meeting.instruments)
    assert sorted(seen) == sorted(by_title)


def named(meeting: Meeting, lines: list[str], lead: str, field: str, words_of: dict[str, list[str]]) -> list[str]:
    """The items of a line, each of which its footnotes prove."""
    found = []
    for line in lines:
        if line.startswith(f"**{lead}:** "):
            for text, labels in re.findall(r"([^\[\]]+)((?: ?\[\^\d+\])+)", line.partition(":** ")[2]):
                items = text.removeprefix(", ").split(", ")
                found += items
                for mark in re.findall(r"\d+", labels):
                    assert all({f"{field}.{item}" for item in items} <= c for c in supports(meeting, words_of[mark]))
    return sorted(found)


def test_what_matters_stands_on_top(run: Callable[..., Run]) -> None:
    """A reader in a hurry would have to read the whole note to learn what is next, what came out, what is open."""
    brief = sections(run("brief", "-p", "Pakistan").out)["In brief"].splitlines()
    heads = [re.match(r"- \*\*(\w+):\*\*", line) for line in brief if line]
    assert [head[1] for head in heads if head] == [
        *("Next", "Next", "Outcomes", "Outcomes", "Open", "Open", "Open", "Open", "Topics"),
    ]
    assert "plan to meet at the 8th EU-Pakistan Strategic Dialogue in Islamabad" in brief[1]
    assert "7th Round of the EU-Pakistan Strategic Dialogue, on 21 November 2025: The sides agreed" in brief[3]
    # What stands on top is counted, and so is what does not.
    shown = len(re.findall(r"\[\^\d+\]", brief[3]))
    archive = open_archive()
    outcomes = sum(len(match.meeting.outcomes) for match in archive.find(Query(partner="Pakistan")))
    assert f"{outcomes - shown} further outcomes on record" in brief[4]
    assert brief[9].startswith("- **Topics:** On record for more than one of these meetings: migration (3), ")


def test_one_statement_has_one_footnote(run: Callable[..., Run]) -> None:
    """Twelve numbers behind a sentence are read by nobody, and hide which of them matters."""
    note = run("brief").out
    body = note.partition("\n[^record]: ")[0]
    assert not re.search(r"\[\^\d+\] ?\[\^\d+\]", body)
    # The same quotes are the same footnote.
    texts = [text for label, text in notes_of(note).items() if label.isdigit()]
    assert len(set(texts)) == len(texts)


def test_the_whole_record_is_in_the_appendix(run: Callable[..., Run]) -> None:
    """What the sentences of a note leave out would be nowhere in it."""
    note = run("brief").out
    appendix = sections(note)["Appendix: the whole records"]
    parts = {part.split("\n", 1)[0]: part for part in re.split(r"^### ", appendix, flags=re.MULTILINE)[1:]}
    archive = open_archive()
    assert list(parts) == archive.ids()
    for identifier, part in parts.items():
        meeting = archive.get(identifier)
        assert meeting
        words = squeeze(re.sub(r" ?\[\^\w+\]", "", part).replace("\\", ""))
        parts_of = [meeting.title, *meeting.partners, *meeting.topics, *meeting.instruments, *meeting.outcomes]
        for text in (
            *parts_of,
            meeting.summary or "",
            meeting.note or "",
            *(one.label for one in meeting.participants),
        ):
            assert squeeze(text) in words


def many(count: int, more: str = "") -> str:
    """A dataset of so many meetings, a day each, the first of them the earliest."""
    days = (Day(2000, 1, 1) + timedelta(days=30 * i) for i in range(count))
    lines = [f"- {{id: m-{i}, title: Meeting {i}, date: {day}, partners: [Chad]{more}}}" for i, day in enumerate(days)]
    return "\n".join(["dataset: {principal: Home}", "meetings:", *lines, ""])


def test_a_note_on_many_meetings_says_how_it_tells_them(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A note on hundreds of meetings would be unreadable, or leave most of them out without a word."""
    for count, is_listed in ((25, None), (26, True), (210, True), (211, False)):
        path = dataset(many(count))
        note = run("brief", "--data", str(path)).out
        full = sections(note)["Meetings"]
        others = sections(note).get("The other meetings", "")
        rows = [line for line in others.splitlines() if line.startswith("| ")][2:]
        shown = [int(number) for number in re.findall(r"^### Meeting (\d+)$", full, re.MULTILINE)]
        if is_listed is None:
            assert (shown, rows) == (list(range(count)), [])
            assert "Appendix: the whole records" in sections(note)
            continue
        assert shown == list(range(count - 10, count))
        assert f"the 10 held last are told in full; the other {count - 10} " in note
        if is_listed:
            assert [re.findall(r"Meeting (\d+)", row) for row in rows] == [[str(i)] for i in range(count - 10)]
        else:
            assert f"dialogue list --data {path} names them all; dialogue export markdown --data {path} writes" in note
            assert sum(int(row.split(" | ")[1]) for row in rows) == count - 10


def test_what_no_record_has_is_said_once(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A note on a collection without evidence would say so behind each of its sentences."""
    note = run("brief", "--data", str(dataset(many(20)))).out
    assert note.count("No evidence is recorded for any of these meetings.[^none]") == note.count("[^none]") - 1 == 1
    assert "No participants, topics or outcomes are on record for any of these meetings.[^record]" in note
    assert "Not on record" not in note
    assert "Home and Chad met on 1 January 2000; the place is not stated.\n" in note


def test_what_is_next_is_what_comes_first(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A meeting of which only is known that it was put off long ago would stand before the one of next week."""
    path = dataset("""
        dataset: {principal: Home}
        meetings:
        - {id: a, title: A, partners: [Chad], status: postponed, date: "[1992-07-15..]"}
        - {id: b, title: B, partners: [Mali], status: planned, date: 2026-03-01, instruments: [Accord]}
        - {id: c, title: C, partners: [Niger], status: planned, date: 2026-02-01, outcomes: [It comes.]}
        - {id: d, title: D, partners: [Togo], status: agreed}
        - {id: e, title: E, partners: [Ghana], status: planned, date: 2025-02-01}
        - {id: f, title: F, partners: [Benin], date: 2025-02-01, outcomes: [It was.]}
    """)
    brief = sections(run("brief", "--data", str(path)).out)["In brief"]
    heads = re.findall(r"Chad|Mali|Niger|Togo|Ghana", "".join(line for line in brief.splitlines() if "Next:" in line))
    assert heads == ["Niger", "Mali", "Chad"]
    assert "- **Next:** 1 further meeting still to come, see below.[^record]" in brief
    assert re.findall(r"It \w+", brief)[:2] == ["It was", "It comes"]
    assert (
        "- **Open:** E (planned): Its date has passed; the record does not say whether it was held.[^record]" in brief
    )
    [one] = re.findall(r"^.*Outcomes:.*$", run("brief", "--series", "strategic", "--round", "7").out, re.MULTILINE)[:1]
    assert one.startswith("- **Outcomes:** The sides agreed")


def test_on_a_terminal_it_is_set(run: Callable[..., Run]) -> None:
    """A person would read markup, cut in the middle of words, and look for the quotes in the text."""
    for columns in (40, 60, 80, 120, 200):
        lines = run("brief", "-p", "Pakistan", "--color", "always", env={"COLUMNS": str(columns), "NO_COLOR": ""}).out
        plain = re.sub(r"\x1b\[[\d;]*m", "", lines)
        assert not re.search(r"\[\^|\*\*|^#|\\", plain, re.MULTILINE)
        assert max(map(cell_len, plain.splitlines())) <= min(columns, 88)
        # Each word of the note stands on one line, and so does each number.
        words = set(re.findall(r"\w[\w’'/-]+", sections(run("brief", "-p", "Pakistan").out)["In brief"]))
        assert {word for word in words if not re.search(r"\d$", word)} <= set(re.findall(r"\w[\w’'/-]+", plain))
        body, _, end = plain.partition("Notes and quotes")
        used = {n for found in re.findall(r"\[([\d–,\s]+)\]", body) for n in numbers(found)}
        defined = [int(n) for n in re.findall(r"^ *\[(\d+)\] “", end, re.MULTILINE)]
        assert sorted(defined) == sorted(used) == list(range(1, len(used) + 1))
    # A file, a pipe and -o - are Markdown.
    assert run("brief", "-o", "-", "--color", "always").out == run("brief").out


def numbers(text: str) -> list[int]:
    """The numbers of a mark such as 1–3, 7."""
    found: list[int] = []
    for part in re.split(r",\s*", text):
        first, _, last = part.partition("–")
        found += range(int(first), int(last or first) + 1)
    return found


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2025-11-21", "on 21 November 2025"),
        ("2025-11", "in November 2025, day not stated"),
        ("2025", "in 2025, day not stated"),
        ("202X", "in the 2020s, day not stated"),
        ("2025-11-2X", "at some time between 20 and 29 November 2025"),
        ("2025-1X", "at some time between 1 October and 31 December 2025"),
        ("2025-11-XX", "in November 2025, day not stated"),
        ("2025-11-20/2025-11-21", "from 20 to 21 November 2025"),
        ("2025-12-31/2026-01-02", "from 31 December 2025 to 2 January 2026"),
        ("2025-06/2025-07", "from a day in June 2025 to a day in July 2025"),
        ("2025-06-03?/2025-06", "from 3 June 2025 to a day in June 2025 (date uncertain)"),
        ("[2025-11-01..2025-12-03]", "at some time between 1 November and 3 December 2025"),
        ("[2024-12-30..2025-01-02]", "at some time between 30 December 2024 and 2 January 2025"),
        ("[2025-01..2025-12]", "in 2025, day not stated"),
        ("[2025-01-01..2025-02-01~]", "at some time between 1 January and about 1 February 2025"),
        ("[2025-01-01~..2025-02-01]", "at some time between about 1 January and 1 February 2025"),
        ("[2025-01-01..2025-12-31~]", "at some time between 1 January and about 31 December 2025"),
        ("[2025-01~..2025-12~]", "in about 2025, day not stated"),
        ("[2025-11-21..2025-11-21]", "on 21 November 2025"),
        ("[..2022-11-15]", "not later than 15 November 2022, day not stated"),
        ("[..2022-11]", "not later than 30 November 2022, day not stated"),
        ("[2025-11-22..]", "not earlier than 22 November 2025, day not stated"),
        ("[2025~..]", "not earlier than about 1 January 2025, day not stated"),
        ("2025-11-21?", "on 21 November 2025 (date uncertain)"),
        ("2025-11-21~", "on or about 21 November 2025"),
        ("2025-11%", "in or about November 2025, day not stated (date uncertain)"),
        ("0999-05-01", "on 1 May 0999"),
    ],
)
def test_a_date_is_never_more_exact_than_the_record(date: str, words: str) -> None:
    """A day that no source gives is the mistake that this program is there to prevent."""
    assert when(parse(date)) == words


SMALL = """
    dataset: {principal: European Union}
    series: [{id: talks, name: Trade Talks}]
    meetings:
    - {id: a, title: A, kind: dialogue, date: 2025-03-04, place: {city: Paris, country: France}, partners: [Chad]}
    - {id: b, title: B, kind: summit, partners: [Chad, Kyrgyz Republic, Mali]}
    - {id: c, title: C, kind: council, series: talks, ordinal: 2, date: 2025-03, partners: [Chad]}
    - {id: d, title: D, kind: visit, date: "[..2025-03-04]", place: {country: United States}, partners: [Chad]}
    - {id: e, title: E, kind: pow-wow, date: 2025, partners: [Chad]}
    - {id: f, title: F, status: planned, series: talks, date: "[2026-01-16..]", place: {city: Bonn}, partners: [Chad]}
    - {id: g, title: G, status: planned, kind: visit, date: 2026-05, partners: [Chad]}
    - {id: h, title: H, status: planned, kind: dialogue, date: 2025-05-06, partners: [Chad]}
    - {id: i, title: I, status: agreed, kind: dialogue, series: talks, partners: [Chad]}
    - {id: j, title: J, status: agreed, ordinal: 11, date: 2027, place: {city: Bonn}, partners: [Chad]}
    - {id: k, title: K, status: cancelled, kind: committee, date: 2025-03-04, place: {city: Bonn}, partners: [Chad]}
    - {id: l, title: L, status: cancelled, kind: visit, partners: [Chad]}
    - {id: m, title: M, status: postponed, kind: summit, date: 2025-03-04, place: {city: Bonn}, partners: [Chad]}
    - {id: n, title: N, status: postponed, partners: [Chad]}
    - {id: o, title: O, principal: Netherlands, partners: [Netherlands], kind: summit}
    - {id: p, title: P, series: untold, ordinal: 21, date: 2025-03-04, place: {city: Bonn}, partners: [Chad]}
"""
SENTENCES = {
    "A": "The European Union and Chad met in Paris, France, on 4 March 2025.",
    "B": "The European Union, Chad, the Kyrgyz Republic and Mali met; neither date nor place is stated.",
    "C": "The European Union and Chad met at the second meeting of the Trade Talks in March 2025, day not stated; "
    "the place is not stated.",
    "D": "A visit with the European Union and Chad as its parties took place in the United States, not later than "
    "4 March 2025, day not stated.",
    "E": "A meeting of the kind “pow-wow” between the European Union and Chad took place in 2025, day not stated; "
    "the place is not stated.",
    "F": "The European Union and Chad plan to meet at the Trade Talks in Bonn, not earlier than 16 January 2026, day "
    "not stated.",
    "G": "A visit with the European Union and Chad as its parties is planned to take place in May 2026, day not "
    "stated; the place is not stated.",
    "H": "The European Union and Chad planned to meet on 6 May 2025; the place is not stated; the record does not say "
    "whether they did.",
    "I": "A dialogue between the European Union and Chad, the Trade Talks, has been agreed and is not on record as "
    "held; neither date nor place is stated.",
    "J": "A meeting between the European Union and Chad, the 11th round of a series not stated, to be held in Bonn in "
    "2027, day not stated, has been agreed and is not on record as held.",
    "K": "A committee meeting between the European Union and Chad, due in Bonn on 4 March 2025, was cancelled.",
    "L": "A visit with the European Union and Chad as its parties was cancelled; neither date nor place is stated.",
    "M": "A summit between the European Union and Chad was postponed; the record has it in Bonn on 4 March 2025, "
    "without saying whether that was before or after the change.",
    "N": "A meeting between the European Union and Chad was postponed; neither date nor place is stated.",
    "O": "A summit with the Netherlands took place; neither date nor place is stated.",
    "P": "The European Union and Chad met at the 21st round of “untold” in Bonn on 4 March 2025.",
}


def test_a_sentence_for_each_status_and_kind(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """What is planned must not read as held, nor a gap in the record as a fact."""
    note = run("brief", "--data", str(dataset(SMALL))).out
    said = {}
    for block in re.split(r"^### ", note, flags=re.MULTILINE)[1:]:
        lines = block.splitlines()
        title = lines[0].split(" (")[0]
        if title in SENTENCES:
            said[title] = lines[2]
    assert "No evidence is recorded for any of these meetings.[^none]" in note
    assert said == SENTENCES
    held, others = sections(note)["Meetings"], sections(note)["Planned, agreed, postponed or cancelled"]
    assert re.findall(r"^### (\w)$", held, re.MULTILINE) == list("ECADPBO")
    assert re.findall(r"^### (\w) \((\w+)\)$", others, re.MULTILINE) == [
        ("K", "cancelled"),
        ("M", "postponed"),
        ("H", "planned"),
        ("F", "planned"),
        ("G", "planned"),
        ("J", "agreed"),
        ("I", "agreed"),
        ("L", "cancelled"),
        ("N", "postponed"),
    ]


def test_without_a_principal_the_partners_met(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A party that no record names must not be put into a sentence."""
    path = dataset("""
        meetings:
        - {id: a, title: A, date: 2025-03-04, partners: [Chad, Mali]}
        - {id: b, title: B, date: 2025-03-05, partners: [Chad]}
    """)
    note = run("brief", "--data", str(path)).out
    assert "Chad and Mali met on 4 March 2025; the place is not stated." in note
    assert "A meeting with Chad took place on 5 March 2025; the place is not stated." in note
    assert "is a party to every meeting" not in note


def test_what_has_no_evidence_says_so(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """An unproven claim that looks like its proven neighbours borrows their credit."""
    path = dataset("""
        sources: [{id: s, publisher: Press}]
        meetings:
        - id: a
          title: A
          date: 2025-03-04
          place: {city: Bonn}
          partners: [Chad, Mali]
          participants: [{name: Ann, represents: Chad}, {role: ministers, represents: Chad}]
          topics: [trade, fish, war]
          outcomes: [Peace., Trade.]
          note: A doubt.
          evidence:
          - {source: s, exact: met Chad on 4 March, supports: [date, partners.Chad, topics.fish]}
          - {source: s, exact: trade it is, supports: [outcomes.2, "participants.Ann"]}
    """)
    note = run("brief", "--data", str(path)).out
    assert "day not stated" not in note
    for line in [
        "Chad and Mali met in Bonn on 4 March 2025 (no evidence recorded for partner Mali and the place).[^2] [^none]",
        "- For Chad: Ann; ministers (no evidence recorded for participant ministers).[^1] [^none]",
        "**Topics:** fish[^2]; no evidence recorded for trade, war[^none]",
        "- Peace (no evidence recorded).[^none]",
        "- Trade.[^1]",
        "**Note:** A doubt.[^curator]",
        "- No evidence is recorded for the place; partner Mali; participant ministers; topics trade and war; "
        "outcome 1.[^none]",
        "[^2]: Press (s): “met Chad on 4 March”",
    ]:
        assert line in note.splitlines()
    assert_footnotes_close(note)


def test_what_is_only_possibly_in_the_period_is_marked(run: Callable[..., Run]) -> None:
    """A note on December that counts a meeting of November misleads its reader."""
    done = run("brief", "--on", "2025-12")
    lines = done.out.splitlines()
    assert lines[0] == "# Briefing note: meetings in December 2025"
    assert "covers 3 meetings: 2 held and 1 planned" in lines[2]
    assert "2 of them are only possibly among those asked for.[^record]" in lines[2]
    assert lines[6] == "1 undated meeting left out: undated meetings match no period.[^record]"
    headings = set(told(done.out))
    assert headings == {
        "22nd meeting of the Kazakhstan - European Union Cooperation Council (possible match)",
        "8th Round of the EU-Pakistan Strategic Dialogue (planned, possible match)",
        "Launch of negotiations on EU-Kazakhstan agreements on visa facilitation and readmission",
    }
    assert "possibly in" not in run("brief", "--on", "2025-12", "--certain").out


@pytest.mark.parametrize(
    ("call", "title"),
    [
        ([], "all meetings"),
        (["-p", "KZ", "-p", "pk"], "meetings with Kazakhstan or Pakistan"),
        (["-p", "Pakstan", "--since", "2025"], "meetings with Pakistan, since 1 January 2025"),
        (["--topic", "terrorism", "--until", "2025-11"], "meetings about counter-terrorism, until 30 November 2025"),
        (["--series", "HLPSD", "--round", "12"], "meetings of the series EU-Central Asia High-Level Political and "
         "Security Dialogue, of round 12"),
        (["--person", "kallas", "-n", "1"], "meetings with the participation of Kaja Kallas, at most 1 of them"),
        (["--kind", "visit", "--place", "pakistan"], "meetings of the kind visit, in Pakistan"),
        (["--since", "2025-03-27", "--until", "2025-04-04"], "meetings from 27 March to 4 April 2025"),
    ],
)  # fmt: skip
def test_the_title_names_what_was_asked(call: list[str], title: str, run: Callable[..., Run]) -> None:
    """A note that is passed on without the call behind it must say what it covers."""
    assert run("brief", *call).out.splitlines()[0] == f"# Briefing note: {title}"


def value_of(flag: Flag, archive: Archive) -> Any:
    """Something that can be given for a filter, as the command line gives it."""
    if flag.kind is bool:
        return True
    if flag.kind is int or flag.field in PERIODS:
        typed: Any = 1 if flag.kind is int else "2025"
    else:
        # No document of the collection says how the parties met.
        typed = next(iter(archive.names(flag.field)), ("video", ""))[0]
    return [typed] if flag.repeats else typed


@pytest.mark.parametrize("flag", FILTERS, ids=lambda flag: flag.field)
def test_the_title_has_words_for_every_filter(flag: Flag) -> None:
    """A note on some meetings would be headed as one on all, or in the language of the command line."""
    archive = open_archive()
    typed = value_of(flag, archive)
    values = {one.field: typed if one is flag else [] if one.repeats else None for one in FILTERS}
    session = Session(values, cast(Output, SimpleNamespace()))
    words = about(archive, archive.find(session.query()))
    assert about(archive, archive.find(Query())) == ""
    said = flag.words.format(*(typed if flag.repeats else [typed]))
    assert words == {"since": "since 1 January 2025", "until": "until 31 December 2025", "on": "in 2025"}.get(
        flag.field, said
    )
    assert words


def test_status_files_and_order(run: Callable[..., Run], tmp_path: Path) -> None:
    """A script that writes a note must see from the status that there was nothing to write, and lose no old file."""
    nothing = run("brief", "-p", "Türkiye")
    assert (nothing.status, nothing.out) == (1, "")
    assert "nothing found in 12 meetings" in nothing.err
    path = tmp_path / "note.md"
    assert run("brief", "-p", "Kazakhstan", "-o", str(path)).status == 0
    assert path.read_text(encoding="utf-8") == run("brief", "-p", "Kazakhstan").out
    assert run("brief", "-o", str(path)).status == 2
    ids = [
        json.loads(line)["title"]
        for line in run("list", "-f", "jsonl", "--status", "held", "--reverse").out.splitlines()
    ]
    note = run("brief", "--status", "held", "--reverse").out
    assert re.findall(r"^### (.*)$", sections(note)["Meetings"], re.MULTILINE) == ids


@pytest.mark.parametrize("status", STATUSES)
def test_hostile_records_stay_text(status: str, run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """Markup in a record must not become links, scripts or footnotes of the note."""
    done = run("brief", "--data", str(dataset(HOSTILE.replace("STATUS", status))))
    assert done.status == 0, done.err
    assert_footnotes_close(done.out)
    links = [token.attrs["href"] for token in flat(done.out) if token.type == "link_open"]
    assert links == ["https://ok.example/a_b?c=1"]
    allowed = {"link_open", "footnote_anchor_open"}
    assert {token.type for token in flat(done.out)} & FORBIDDEN <= allowed
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", done.out)


@pytest.mark.parametrize(
    ("name", "with_article"),
    [
        ("European Union", "the European Union"),
        ("Kyrgyz Republic", "the Kyrgyz Republic"),
        ("United States", "the United States"),
        ("Union of South Africa", "the Union of South Africa"),
        ("Democratic Republic of the Congo", "the Democratic Republic of the Congo"),
        ("Frontier Corps", "the Frontier Corps"),
        ("The Gambia", "The Gambia"),
        ("Pakistan", "Pakistan"),
        ("Central Asia", "Central Asia"),
        ("ASEAN", "ASEAN"),
        ("Isle of Man", "Isle of Man"),
        ("of", "of"),
        ("", ""),
    ],
)
def test_articles(name: str, with_article: str) -> None:
    """Sentences without articles read like a machine's, and one in a name twice like a mistake."""
    assert the(name) == with_article


def test_ordinals() -> None:
    """`22th round` would make a reader doubt the rest."""
    found = [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 101, 111, 112)]
    assert found == "first second third 4th 11th 12th 13th 21st 22nd 23rd 101st 111th 112th".split()


WORDS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=12).filter(
    lambda t: squeeze(t)
)
NAMES = st.one_of(st.sampled_from(["Chad", "European Union", "Mali", "- x", "a|b", "it's [1]"]), WORDS)
DATES = st.sampled_from(["2024", "2024-06", "2024-06-15", "2024-06-16?", "2023-12-30/2024-01-02", "2022-03/2022-04~",
                         "[2023-12-31..2024-01-01]", "[..2024-06-15]", "[2024-06-15..]", "202X", "2024-0X", "[2024..2026%]"])  # fmt: skip


def optional(**fields: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({}, optional=fields)


PEOPLE = st.lists(
    st.builds(
        lambda base, more: base | more,
        st.one_of(st.fixed_dictionaries({"name": NAMES}), st.fixed_dictionaries({"role": NAMES})),
        optional(represents=NAMES, capacity=NAMES, certainty=st.sampled_from(["certain", "possible"])),
    ),
    max_size=4,
)
CLAIMS = ["date", "place", "partners", "participants", "topics", "outcomes", "status", "kind", "summary", "note"]
MEETINGS = st.builds(
    lambda base, more, proof: (
        base
        | more
        | {"evidence": [{"source": "s", "exact": words, "supports": [c for c in claims if c in {*more, "partners"}]} for words, claims in proof]}
    ),
    st.fixed_dictionaries({"title": WORDS, "partners": st.lists(NAMES, min_size=1, max_size=4)}),
    optional(
        kind=st.one_of(st.sampled_from(["visit", "summit", "council", "negotiation"]), NAMES),
        status=st.sampled_from(STATUSES),
        series=st.sampled_from(["known", "unknown"]),
        ordinal=st.integers(1, 30),
        date=DATES,
        date_note=NAMES,
        place=optional(city=NAMES, country=NAMES).filter(bool),
        principal=NAMES,
        participants=PEOPLE,
        topics=st.lists(NAMES, max_size=4),
        instruments=st.lists(NAMES, max_size=2),
        summary=WORDS,
        outcomes=st.lists(WORDS, max_size=3),
        note=WORDS,
    ),
    st.lists(st.tuples(WORDS, st.lists(st.sampled_from(CLAIMS), unique=True)), max_size=3),
)  # fmt: skip


@settings(max_examples=40)
@given(meetings=st.lists(MEETINGS, min_size=1, max_size=5))
def test_any_record_can_be_briefed_on(meetings: list[dict[str, object]]) -> None:
    """A record that no one thought of must neither end the program nor leave a meeting or a footnote out."""
    records = [{"id": f"m-{i}"} | meeting for i, meeting in enumerate(meetings)]
    data = {"sources": [{"id": "s"}], "series": [{"id": "known", "name": "The Known"}], "meetings": records}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "meetings.yaml")
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        archive, out = open_archive(path), io.StringIO()
        assert write(archive.find(Query()), archive, out, print) == len(meetings)
    note = out.getvalue()
    assert_footnotes_close(note)
    _, words = shape(note)
    for meeting in meetings:
        assert squeeze(one_line(str(meeting["title"]))) in words
    # Of a meeting without any evidence that is said once.
    if all(meeting["evidence"] for meeting in meetings):
        for name, text in sections(note).items():
            for line in sentences(text) if not name.startswith(("Sources", "Appendix")) else ():
                assert marks(line), line
