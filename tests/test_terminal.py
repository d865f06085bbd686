"""The views on a real terminal: fitted, whole, honest, and harmless whatever the data holds."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from wcwidth import wcswidth

from dialogue_cli.terminal.console import Glyphs
from dialogue_cli.text import squeeze
from tests.conftest import DIALOGUE, Run
from tests.terminal import look

ONE = "eu-kazakhstan-cooperation-council-22"
NO_COLOR = {"NO_COLOR": "1"}
VIEWS = {
    "list": ["list"],
    "search": ["search", "migration"],
    "timeline": ["timeline"],
    "show": ["show", ONE],
    "evidence": ["show", "--evidence", ONE],
    "sources": ["sources"],
}
ASCII = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
_SGR = re.compile(r"\x1b\[[\d;]*m")
# Starting Python for each call would take most of the time; `test_the_command_itself_draws_the_same` starts it.
CALLER = """
import json, os, sys
from dialogue_cli.cli.run import run
from dialogue_cli.commands import PROGRAM
for arguments in json.loads(sys.argv[1]):
    status = run(PROGRAM, arguments)
    sys.stdout.flush()
    os.write(1, f"@@{status}\\n".encode())
"""
Looker = Callable[..., list["Shown"]]


@dataclass(frozen=True)
class Shown:
    """What one command wrote to the terminal, and its status."""

    raw: str
    status: int

    @property
    def lines(self) -> list[str]:
        """The lines as they were written, without their colours; a terminal has not folded them."""
        return _SGR.sub("", self.raw).replace("\r\n", "\n").removesuffix("\n").split("\n")

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self.lines)

    @property
    def words(self) -> set[str]:
        """The words, wherever on their line they stand."""
        return set(self.text.split())


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One cache for all, with the index of the bundled collection: no progress bar comes between."""
    folder = str(tmp_path_factory.mktemp("cache"))
    subprocess.run(
        [DIALOGUE, "list"], env=os.environ | {"XDG_CACHE_HOME": folder}, stdout=subprocess.DEVNULL, check=True
    )
    return folder


@pytest.fixture
def terminal(environment: dict[str, str], cache: str) -> Looker:
    """Runs some calls, one after the other, in one process on one pseudo-terminal."""

    def call(*calls: Sequence[str], columns: int = 80, env: dict[str, str] | None = None) -> list[Shown]:
        around = environment | {"XDG_CACHE_HOME": cache} | (env or {})
        seen = look([sys.executable, "-c", CALLER, json.dumps(calls)], around, columns=columns, rows=2)
        parts = re.split(r"@@(\d+)\r\n", seen.raw.decode())
        assert len(parts) == 2 * len(calls) + 1, seen.raw
        return [Shown(raw, int(status)) for raw, status in zip(parts[:-1:2], parts[1::2], strict=True)]

    return call


@pytest.fixture(scope="module")
def meetings() -> list[dict[str, Any]]:
    """The bundled collection, as the library decodes it."""
    from dialogue_cli import Query, open_archive

    return [match.record for match in open_archive().find(Query())]


def too_wide(shown: Shown, columns: int) -> list[str]:
    """The lines that a terminal of so many columns would fold."""
    return [line for line in shown.lines if wcswidth(line) > columns]


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_views_fit_the_window_and_are_whole(columns: int, terminal: Looker, meetings: list[dict[str, Any]]) -> None:
    """A line wider than the window is torn by the terminal, and a cut one hides what it should tell."""
    found = dict(zip(VIEWS, terminal(*VIEWS.values(), columns=columns, env={"NO_COLOR": "1"}), strict=True))
    for name, shown in found.items():
        assert shown.status == 0, name
        assert too_wide(shown, columns) == [], name
        # Around a quote and a snippet the dots are the document's, left and right of what is shown.
        assert name in ("search", "evidence") or "…" not in shown.text, name
    for meeting in meetings:
        words = set(meeting["title"].split())
        assert meeting["id"] in found["list"].words
        assert words <= found["list"].words
        assert words <= found["timeline"].words
    (card,) = (meeting for meeting in meetings if meeting["id"] == ONE)
    for name in ("show", "evidence"):
        plain = set(re.sub(r"\s\[[\d–, ]+\]", "", found[name].text.replace("\u00a0", " ")).split())
        told = [card["title"], card["summary"], card["note"], card["date_note"], *card["outcomes"], *card["topics"]]
        assert set(" ".join(told).split()) <= plain, name
    for source in {quote["source"] for meeting in meetings for quote in meeting["evidence"]}:
        assert source in found["sources"].words
    assert set("Seventh Round of the European Union-Pakistan Strategic Dialogue".split()) <= found["sources"].words


def test_the_command_itself_draws_the_same(terminal: Looker, environment: dict[str, str], cache: str) -> None:
    """What the other tests see, called within one process, would not be what a person gets."""
    (inside,) = terminal(["timeline"], columns=100)
    seen = look([DIALOGUE, "timeline"], environment | {"XDG_CACHE_HOME": cache}, columns=100)
    assert (seen.raw.decode(), seen.status) == (inside.raw, 0)
    assert seen.screen == [line.rstrip() for line in inside.lines]


@pytest.mark.parametrize("columns", [24, 36])
def test_folded_ids_are_whole(columns: int, terminal: Looker, meetings: list[dict[str, Any]]) -> None:
    """An id that does not fit its column could no longer be copied to `show`."""
    (shown,) = terminal(["list"], columns=columns)
    assert too_wide(shown, columns) == []
    together = "".join(shown.text.split())
    assert [meeting["id"] for meeting in meetings if meeting["id"] not in together] == []
    assert [word for meeting in meetings for word in meeting["title"].split() if word not in together] == []


def test_notes_do_not_stand_in_the_table(terminal: Looker, run: Callable[..., Run], cache: str, tmp_path: Path) -> None:
    """A note on standard output would become a row for whoever reads the table, and quiet would not be quiet."""
    asked = ["list", "--on", "2025-12", "--partner", "Pakstan"]
    both, quiet = terminal(asked, [*asked, "-q"])
    assert both.lines[0] == 'note: no partner "Pakstan"; taken for "Pakistan"'
    assert both.lines[1] == "note: 1 undated meeting left out: undated meetings match no period"
    assert both.lines[2:] == quiet.lines
    done = run(*asked, "-f", "table", env={"XDG_CACHE_HOME": cache})
    assert done.out.splitlines() == quiet.lines
    assert done.err.splitlines() == both.lines[:2]


def test_no_colour_means_no_escape_at_all(terminal: Looker) -> None:
    """Someone who asked for no colours, or whose terminal has none, would see rubbish between the words."""
    everything = [*VIEWS.values(), ["check"], ["--help"], ["list", "--on", "2025-12"]]
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert [shown.raw for shown in terminal(*everything, env=environment) if "\x1b" in shown.raw] == []
    assert [s.raw for s in terminal(*([*view, "--color", "never"] for view in VIEWS.values())) if "\x1b" in s.raw] == []


def test_colour_comes_when_it_is_wanted(terminal: Looker, run: Callable[..., Run], cache: str) -> None:
    """`--color always | less -R` would be grey, or a terminal would be."""
    assert all("\x1b[" in shown.raw for shown in terminal(*VIEWS.values()))
    # An empty NO_COLOR is none (no-color.org), and an option comes before the environment.
    assert "\x1b[" in terminal(["list"], env={"NO_COLOR": ""})[0].raw
    assert "\x1b[" in terminal(["list", "--color", "always"], env={"NO_COLOR": "1"})[0].raw
    where = {"XDG_CACHE_HOME": cache}
    assert "\x1b[" in run("list", "--color", "always", env=where).out
    assert "\x1b" not in run("list", "-f", "table", env=where).out
    for format_ in ("tsv", "json", "ids"):
        assert "\x1b" not in run("list", "--color", "always", "-f", format_, env=where).out


def test_colour_changes_no_word(terminal: Looker) -> None:
    """A card in colour would tell something else than one without."""
    calls = [VIEWS["evidence"], VIEWS["sources"], VIEWS["timeline"]]
    coloured, plain = terminal(*calls), terminal(*calls, env={"NO_COLOR": "1"})
    assert [shown.lines for shown in coloured] == [shown.lines for shown in plain]


HOSTILE = r"""
    dataset: {title: "\e[31mtitle", principal: "Ho\e]0;x\ame"}
    sources: [{id: s, title: "\e[2Jcleared", publisher: "[red]P[/red]", file: gone.txt}]
    meetings:
    - id: escapes
      title: "Red \e[31mflag\e[0m \x9b2J \e]0;owned\a and \e[8mhidden"
      kind: "vis\e[5mit"
      date: 2025-01-02
      date_note: "\eP+q\e\\ note"
      place: {city: "So\e[1ml\rX", country: "\e[1;1H\bAland"}
      partners: ["Be\e[2Jria", "Ald\u202eia"]
      participants: [{name: "An\e[7mna", role: "[bold]Chief[/bold]\nof\tstaff", capacity: "\x85\u2028x"}]
      topics: ["[x]", "a\bb"]
      summary: "One [sic]\n\nTwo\ttabs \e[31m [/red]"
      outcomes: ["[bold]no[/bold]", "\x00nul"]
      note: "[link=file:///x]y[/link] \e]8;;http://x\e\\z"
      evidence: [{source: s, exact: "quo\e[31mted [/q]", supports: [date]}]
    - {id: brackets, title: "A [sic] then [/x] and [bold]loud[/bold] :smile: [", partners: ["[/]"], date: 2025-02-02}
    - {id: wide, title: WIDE, partners: [漢], date: 2025-03-03, topics: [WIDE]}
    - {id: marks, title: "e\u0301tude Z\u0351\u036b\u0343algo שלום עולם مرحبا بالعالم", partners: [ישראל]}
    - {id: LONG, title: WORD, partners: [PARTY], date: 2025-05-05, place: {city: TOWN}, topics: [WORD], summary: WORD}
    """
LONG = {"WIDE": "漢字の長い題名は区切りなしに、" * 20, "LONG": "i" * 120, "WORD": "w" * 300}
LONG |= {"PARTY": "p" * 90, "TOWN": "c" * 60}


@pytest.fixture
def hostile(dataset: Callable[..., Path]) -> list[list[str]]:
    """Every view of a dataset that means no good."""
    text = HOSTILE
    for name, value in LONG.items():
        text = re.sub(rf"\b{name}\b", value, text)
    where = ["--data", str(dataset(text, "hostile.yaml"))]
    ids = ["escapes", "brackets", "wide", "marks", LONG["LONG"]]
    views = [["list"], ["timeline"], ["show", *ids], ["show", "--evidence", *ids], ["sources"], ["sources", "s"]]
    views += [["list", "-F", "id,title,partners,place,topics,note"], ["search", "staff"], ["search", "loud OR algo"]]
    return [[*view, *where, "-q"] for view in views]


@pytest.mark.parametrize("columns", [40, 80, 160])
def test_hostile_data_stays_harmless(columns: int, hostile: list[list[str]], terminal: Looker) -> None:
    """A record would clear the screen, change the window's title, hide words, or stop the program."""
    found = terminal(*hostile, columns=columns, env={"NO_COLOR": "1"})
    assert [shown.status for shown in found] == [0] * len(hostile)
    for shown, call in zip(found, hostile, strict=True):
        # No control except the line ends, and no mark that turns the reading direction.
        assert re.findall("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown.raw) == [], call
        assert re.findall("\r(?!\n)|(?<!\r)\n", shown.raw) == [], call
        assert too_wide(shown, columns) == [], call
    listed, _, cards, *_ = ("".join(shown.text.split()) for shown in found)
    # As it stands in the record, brackets and all.
    for words in ("A[sic]then[/x]and[bold]loud[/bold]:smile:[", "[/]", "étude".replace("é", "e\u0301"), "שלום"):
        assert words in listed
        assert words in cards
    for words in ("[bold]Chief[/bold]ofstaff", "One[sic]", "[bold]no[/bold]", "[link=file:///x]y[/link]", "[x]"):
        assert words in cards
    assert "".join(LONG["WIDE"].split()) in cards
    if columns < 100:
        # Side by side with other columns, the parts of a folded word are not neighbours.
        assert LONG["LONG"] in listed
        assert LONG["WORD"] in listed
        assert "".join(LONG["WIDE"].split()) in listed


def test_hostile_data_stays_harmless_in_colour(hostile: list[list[str]], terminal: Looker) -> None:
    """With colours on, an escape sequence of the data could pass among our own."""
    for shown, call in zip(terminal(*hostile, columns=80), hostile, strict=True):
        assert "\x1b" in shown.raw, call
        assert "\x1b" not in shown.text, call
        # Our own sequences begin with a whole style, never with what the data asks for.
        assert re.findall(r"\x1b\[(?:31|0;|1;1|2J|5|7|8)m", shown.raw) == [], call


def test_notes_of_hostile_words_stay_harmless(terminal: Looker) -> None:
    """What was typed, or pasted, comes back in notes and errors: it must not come back as a command."""
    calls = [["list", "--partner", "\x1b[31mX"], ["show", "\x1b]0;x\x07"], ["search", "\x1b[2Jzzzz"]]
    calls += [["list", "--since", "\x9b2J"], ["sources", "\x1bc"], ["list", "-f", "\x1b[1m"]]
    for shown, call in zip(terminal(*calls, env={"NO_COLOR": "1"}), calls, strict=True):
        assert shown.status in (1, 2), call
        assert re.findall("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]", shown.raw) == [], call


def test_an_ascii_only_terminal_gets_plain_signs(hostile: list[list[str]], terminal: Looker) -> None:
    """Someone on a bare console would get a traceback, question marks, or torn lines."""
    for shown in terminal(*VIEWS.values(), *hostile, env=ASCII | {"NO_COLOR": "1"}):
        assert shown.status == 0
        assert shown.raw.isascii()
        assert "Traceback" not in shown.text
        assert too_wide(shown, 80) == []
    (picture,) = terminal(["timeline"], columns=100, env=ASCII | {"NO_COLOR": "1"})
    assert r"\u" not in picture.text
    assert re.search(r"^ +\* +27 Mar +20th EU-Central Asia Ministerial", picture.text, re.MULTILINE)


TIMELINE = """\
2022   J  F  M  A  M  J  J  A  S  O  N  D    ──────────────────────────────────────────── 2 meetings
       ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░      between 1 Jan  Visit of Commissioner Ylva Johansson to
                                             and 15 Nov       Pakistan
       ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░      between 1 Jan  Visit of Commissioner Ylva Johansson to
                                             and 15 Nov       Peshawar

       · 2 years without a record ·

2025   J  F  M  A  M  J  J  A  S  O  N  D    ──────────────────────────────────────────── 9 meetings
               ●                             27 Mar         20th EU-Central Asia Ministerial Meeting
                ●                            4 Apr          First EU-Central Asia Summit
                         ●                   10 Jul         First EU-Central Asia Counter-Terrorism
                                                              Dialogue
                         ●                   11 Jul         12th EU-Central Asia High-Level
                                                              Political and Security Dialogue
                                     ░░░░    between 1 Nov  22nd meeting of the Kazakhstan -
                                             and 3 Dec        European Union Cooperation Council
                                     ░░░     Nov            22nd meeting of the Kazakhstan-EU
                                                              Parliamentary Cooperation Committee
                                       ●     21 Nov         7th Round of the EU-Pakistan Strategic
                                                              Dialogue
                                       ┄┄┄┄▶ from 22 Nov    planned · 8th Round of the EU-Pakistan
                                                              Strategic Dialogue
                                        ●    2 Dec          Launch of negotiations on EU-Kazakhstan
                                                              agreements on visa facilitation and
                                                              readmission

No date ────────────────────────────────────────────────────────────────────────────────── 1 meeting
       ◇ agreed · EU-Pakistan Comprehensive Dialogue on Migration and Mobility

● held on that day   ◇ agreed   ░ held at some time within these days
┄ set for some time within these days, not recorded as held   ▶ or later

12 meetings"""


def test_the_timeline_is_this_picture(terminal: Looker, run: Callable[..., Run], cache: str) -> None:
    """The picture would have changed without anyone having looked at it."""
    (shown,) = terminal(["timeline"], columns=100, env={"NO_COLOR": "1"})
    assert shown.text == TIMELINE
    # The same in a pipe, when it is asked for.
    done = run("timeline", "--format", "table", env={"XDG_CACHE_HOME": cache, "COLUMNS": "100"})
    assert done.out == TIMELINE + "\n"


YEARS = """
    meetings:
    - {id: a, title: Across, partners: [X], date: "[2024-11-01..2026-02-28]"}
    - {id: b, title: Days, partners: [X], date: 2025-12-30/2026-01-02}
    - {id: c, title: Called off, partners: [X], date: 2026-03-03, status: cancelled}
    - {id: d, title: Put off, partners: [X], date: 2026-05-05, status: postponed}
    - {id: e, title: To come, partners: [X], date: 2026-07-07, status: planned}
    - {id: f, title: Roughly, partners: [X], date: 2029-06~}
    - {id: g, title: Some day, partners: [X], date: "[2031-01-01..]"}
    - {id: h, title: Session, partners: [X], date: 2031-02-01/2031-04-30, status: planned}
    """


def axes(text: str) -> dict[str, str]:
    """The signs of each meeting on a timeline of 100 columns, by its title; no headings, no legend."""
    lines = text.rpartition("\n\n")[0].rpartition("\n\n")[0].splitlines()
    return {
        line.split("  ")[-1].strip(): line[6:44]
        for line in lines
        if line[6:44].strip() and line[45:].strip() and not line[0].isdigit()
    }


def test_a_timeline_marks_what_goes_on_and_what_is_not_sure(terminal: Looker, dataset: Callable[..., Path]) -> None:
    """A meeting on one of many days, or none, would look like one on a known day."""
    call = ["timeline", "--data", str(dataset(YEARS, "years.yaml"))]
    shown, back = terminal(
        call, [*call, "--reverse"], columns=100, env={"NO_COLOR": "1", "DIALOGUE_TODAY": "2026-04-20"}
    )
    strips = axes(shown.text)
    assert strips["Across"] == " " * 31 + "░" * 6 + "»"
    assert strips["Days"] == " " * 36 + "━»"
    assert [strip.replace("┊", " ").strip() for strip in list(strips.values())[2:5]] == ["×", "▷", "○"]
    assert strips["Roughly"].strip() == "?░?"
    assert strips["Some day"] == " " + "░" * 36 + "▶"
    assert set(strips["planned · Session"].strip()) == {"─"}
    for words in ("cancelled · Called off", "postponed · Put off", "planned · To come", "▼ today, 20 Apr"):
        assert words in shown.text
    headings = re.findall(r"^\d{4}|(?<=· )\d+ year.*(?= ·)", shown.text, re.MULTILINE)
    assert headings == ["2024", "2025", "2026", "2 years without a record", "2029", "1 year without a record", "2031"]
    assert re.findall(r"^\d{4}", back.text, re.MULTILINE) == ["2031", "2029", "2026", "2025", "2024"]


def test_the_legend_names_the_signs_that_are_drawn(terminal: Looker, dataset: Callable[..., Path]) -> None:
    """A sign without its meaning is a riddle, and a meaning without its sign a search for nothing."""
    where = ["--data", str(dataset(YEARS, "years.yaml"))]
    calls = [["timeline"], ["timeline", "--on", "2022"], ["timeline", *where], ["timeline", "--since", "2031", *where]]
    signs = set("".join(getattr(Glyphs(), name) for name in Glyphs.__slots__)) - set("│·▼┊")
    for shown, call in zip(terminal(*calls, columns=100, env={"NO_COLOR": "1"}), calls, strict=True):
        picture, legend, _ = shown.text.rsplit("\n\n", 2)
        body = [line[6:44] if line[44:45] in " " else line[:8] for line in picture.splitlines() if line[:1] == " "]
        drawn = {sign for line in body for sign in line} & signs
        named = re.findall(r"(?:^|   )(\S) ", legend, re.MULTILINE)
        assert sorted(named) == sorted(drawn), call


def test_what_is_only_possible_says_so(terminal: Looker) -> None:
    """A meeting that may have been in December would be taken for one that was."""
    calls = [["list", "--on", "2025-12"], ["timeline", "--on", "2025-12"]]
    calls += [[*call, "--certain"] for call in calls] + [["list", "--on", "2025-12", "-F", "id,status"]]
    listed, drawn, certain, drawn_certain, fields = terminal(*calls, columns=100, env={"NO_COLOR": "1"})
    for shown in (listed, drawn):
        # Two in their rows, one in the sum.
        assert len(re.findall(r"\bpossibly\b", shown.text)) == 3
        assert "planned, possibly" in shown.text
        assert shown.lines[-1].startswith("3 meetings")
        assert shown.lines[-1].endswith(" · 2 of them only possibly among those asked for")
    for shown in (certain, drawn_certain):
        assert "possibly" not in shown.text
        assert shown.lines[-1].startswith("1 meeting")
    assert re.search(r"^eu-pakistan-strategic-dialogue-8 +planned, possibly$", fields.text, re.MULTILINE)
    assert re.search(r"^eu-kazakhstan-visa-readmission-talks +held$", fields.text, re.MULTILINE)


@pytest.mark.parametrize("columns", [50, 100])
def test_every_quote_is_shown_whole(columns: int, terminal: Looker, meetings: list[dict[str, Any]]) -> None:
    """A claim would be shown with less than the words that prove it."""
    (shown,) = terminal(["show", "--evidence", *(m["id"] for m in meetings)], columns=columns, env={"NO_COLOR": "1"})
    assert too_wide(shown, columns) == []
    barred = re.findall(r"^(?:\[\d+\]| \[\d\]| +) ?│ (.*)$", shown.text, re.MULTILINE)
    together = " ".join(" ".join(barred).split())
    quotes = [" ".join(quote["exact"].split()) for meeting in meetings for quote in meeting["evidence"]]
    assert [quote for quote in quotes if f"“{quote}”" not in together] == []
    assert "NOT FOUND" not in shown.text
    assert "No words are given" not in shown.text
    found = re.findall(r"(\d+) quotes?, (?:all )?found in it", shown.text)
    assert sum(map(int, found)) == len(quotes)


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_every_claim_leads_to_its_quotes(columns: int, terminal: Looker, meetings: list[dict[str, Any]]) -> None:
    """If numbers were folded wrongly, a claim would look proven by the words of another."""
    (shown,) = terminal(["show", "--evidence", "eu-pakistan-strategic-dialogue-7"], columns=columns, env=NO_COLOR)
    (record,) = (meeting for meeting in meetings if meeting["id"] == "eu-pakistan-strategic-dialogue-7")
    card, _, evidence = shown.text.partition("\nEvidence\n")
    numbered = re.split(r"^ ?\[(\d+)\] ", evidence, flags=re.MULTILINE)[1:]
    parts = {int(n): squeeze(words.replace("│", " ")) for n, words in zip(numbered[::2], numbered[1::2], strict=True)}
    assert list(parts) == list(range(1, len(record["evidence"]) + 1))
    plain = squeeze(card.replace("│", " "))
    for topic in record["topics"]:
        (numbers,) = re.findall(rf"(?:Topics|·) {re.escape(topic)} \[([\d–, ]+)\]", plain)
        proven = {f"“{squeeze(quote['exact'])}”" for quote in record["evidence"] if claims(quote, "topics", topic)}
        assert {one for one in proven if any(one in parts[n] for n in unfolded(numbers))} == proven
        assert len(unfolded(numbers)) == len(proven)


def claims(quote: dict[str, Any], field: str, item: str) -> bool:
    return bool({field, f"{field}.{item}"} & set(quote.get("supports", ())))


def unfolded(text: str) -> list[int]:
    """The numbers that a text such as `1–3, 5` stands for."""
    ends = [part.split("–") for part in text.split(", ")]
    return [n for first, *last in ends for n in range(int(first), int((last or [first])[0]) + 1)]


def test_the_numbers_of_a_claim_stay_together(terminal: Looker) -> None:
    """A number at the beginning of a line would be read as that of the quote beside it."""
    calls = [["show", "--evidence", "eu-central-asia-ct-dialogue-1"]]
    for env in (NO_COLOR, NO_COLOR | ASCII):
        for columns in range(56, 90, 3):
            (shown,) = terminal(*calls, columns=columns, env=env)
            card = shown.text.partition("\nEvidence\n")[0].replace("\u00a0", " ")
            assert re.findall(r"^[ │|]*(?:\[\d|\d[\d, –-]*\]).*$", card, re.MULTILINE) == []
            assert "[5]" in card


def test_several_cards_stand_apart(terminal: Looker) -> None:
    """The last lines of one meeting would be read as the first of the next."""
    ids = ["eu-pakistan-strategic-dialogue-7", ONE]
    several, one = terminal(["show", *ids], ["show", ONE], columns=100, env=NO_COLOR)
    assert [line for line in several.lines if "━" in line] == [f"{'━' * 81} {i} of 2" for i in (1, 2)]
    second = several.lines.index(f"{'━' * 81} 2 of 2")
    assert several.lines[second - 1] == ""
    assert several.lines[second + 1 :] == one.lines
    assert "━" not in one.text


def test_a_short_record_is_a_low_card(terminal: Looker, dataset: Callable[..., Path]) -> None:
    """A visit with five facts would fill a screen with blank lines, and look as if something were missing."""
    path = dataset("""
        meetings:
        - id: v
          title: Visit
          date: 2024-10-30/2024-10-31
          partners: [Cyprus]
          participants: [{name: Ann, represents: Cyprus}]
          summary: Official visit.
        """)
    (shown,) = terminal(["show", "v", "--data", str(path)], columns=60, env=NO_COLOR)
    assert shown.lines == [
        "Visit",
        "v",
        "─" * 60,
        "",
        "Date          30–31 Oct 2024",
        "Status        held",
        "Parties       Cyprus",
        "Participants  Cyprus",
        "                Ann",
        "Summary       Official visit.",
    ]


def test_words_of_a_card_are_whole_where_they_fit_the_window(terminal: Looker, dataset: Callable[..., Path]) -> None:
    """An address could not be opened, and an id not be copied, if it were folded beside its heading."""
    address, identifier = f"https://example.org/{'a' * 34}", f"dialogue-{'b' * 40}"
    path = dataset(f"""
        meetings:
        - {{id: a, title: A, partners: [X], url: "{address}", related: [{{id: {identifier}, relation: next}}]}}
        - {{id: {identifier}, title: Counter-Terrorism Dialogue, partners: [X], topics: [counter-terrorism measures]}}
        """)
    where = ["--data", str(path)]
    for columns in (30, 60, 80):
        first, second = terminal(["show", "a", *where], ["show", identifier, *where], columns=columns, env=NO_COLOR)
        assert too_wide(first, columns) == []
        assert {"Counter-Terrorism", "counter-terrorism"} <= second.words
        assert ({address, identifier} <= first.words) == (columns >= 60)


def test_a_card_says_which_words_are_not_there(terminal: Looker, dataset: Callable[..., Path], tmp_path: Path) -> None:
    """A claim would look proven by words that its source does not have."""
    (tmp_path / "release.txt").write_text("They met in\n Oslo\u00a0on 3 March 2025.", encoding="utf-8")
    path = dataset("""
        sources: [{id: here, file: release.txt}, {id: gone, file: gone.txt}]
        meetings:
        - id: a
          title: A
          date: 2025-03-03
          place: {city: Oslo}
          partners: [X]
          topics: [fish]
          evidence:
          - {source: here, exact: in Oslo on 3 March 2025, supports: [place]}
          - {source: here, exact: on 4 March 2025, supports: [date]}
          - {source: gone, exact: about fish, supports: [topics]}
        """)
    (shown,) = terminal(["show", "--evidence", "a", "--data", str(path)], env={"NO_COLOR": "1"})
    text = " ".join(shown.text.split())
    assert "1 of 2 quotes NOT FOUND in it" in text
    assert "│ “on 4 March 2025” NOT FOUND: release.txt does not have these words for date" in text
    assert "│ They met “in Oslo on 3 March 2025”. for place" in text
    assert "the document is not at hand: quotes not compared" in text
    assert "No words are given for: partner X" in text


def test_a_listing_tells_of_dates_no_more_than_is_known(terminal: Looker, run: Callable[..., Run], cache: str) -> None:
    """A window would be read as a meeting of many days, or a promise as a date."""
    (shown,) = terminal(["list"], columns=200, env={"NO_COLOR": "1"})
    rows = {row["id"]: row for row in json.loads(run("list", "-f", "json", env={"XDG_CACHE_HOME": cache}).out)}
    for name, words in {
        "johansson-visit-to-peshawar": "between 1 Jan",
        "eu-central-asia-summit-1": "4 Apr 2025",
        "eu-kazakhstan-cooperation-council-22": "between 1 Nov",
        "eu-kazakhstan-parliamentary-committee-22": "Nov 2025",
        "eu-pakistan-strategic-dialogue-8": "from 22 Nov 2025",
        "eu-pakistan-migration-dialogue": "no date",
    }.items():
        (line,) = (line for line in shown.lines if line.endswith(f" {name}"))
        assert line.startswith(f"{words} ")
        assert rows[name]["status"] == "held" or f" {rows[name]['status']} " in line
    assert "and 15 Nov 2022" in shown.text
    assert "and 3 Dec 2025" in shown.text


def test_the_c_locale_gets_ascii_on_a_terminal_alone(environment: dict[str, str]) -> None:
    """A terminal that shows ASCII would show other signs for lines; a pipe would lose letters of the data."""
    del environment["PYTHONUTF8"]
    seen = look([DIALOGUE, "timeline"], environment | {"LC_ALL": "C"})
    assert seen.status == 0
    assert seen.raw.isascii()
    done = subprocess.run(
        [DIALOGUE, "show", "eu-central-asia-hlpsd-12"],
        env=environment | {"LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    assert "Kazakhstan’s" in done.stdout.decode("utf-8")


def test_a_note_is_not_folded_within_a_word(terminal: Looker) -> None:
    """A long note would be torn where the window ends, in the middle of a name or an option."""
    (shown,) = terminal(["search", "strategic dialogue"], columns=60, env={"NO_COLOR": "1"})
    assert shown.lines[:2] == ["note: 4 meetings have both words; 5 more lack one of them:", "  --any shows them"]
    assert too_wide(shown, 60) == []
