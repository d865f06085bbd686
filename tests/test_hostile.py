"""One hostile record goes through every way out and comes out harmless."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import icalendar
import pytest
import yaml
from markdown_it import MarkdownIt

from dialogue_cli.commands import PROGRAM
from dialogue_cli.formats.registry import EXPORTED, FORMATS, MEETINGS, ROWS
from tests.conftest import DIALOGUE, Run
from tests.terminal import look

BIDI = "\u202e\u2066"
# In a dataset such characters can only come as escapes; a reader gets them raw.
NASTY = (
    '=HYPERLINK("https://x.invalid","y") </script><script>alert(1)</script> <img src=x onerror=alert(2)> ]]> --> '
    "{{7*7}} ${HOME} $(id) `id` *b* _i_ [l](javascript:alert(3)) ![p](x) | # & &lt; \\ ' \" ; %0A "
    f"\x1b[31mred\x1b]0;title\x07 \x9b31m \x00? a\r\nb\tc \u2028 {BIDI} \ufffe 漢字 עברית e\u0301"
).replace("\x00", "")
FIELDS = ("title", "summary", "note", "date_note", "kind")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A dataset in which every text of a meeting is hostile. JSON is YAML, so that its escapes say what is meant."""
    evidence = {
        "source": "s",
        "exact": NASTY,
        "prefix": NASTY,
        "suffix": NASTY,
        "supports": ["title", f"topics.{NASTY}"],
    }
    meeting = {
        "id": "hostile",
        **dict.fromkeys(FIELDS, NASTY),
        "series": NASTY,
        "date": "2025-03-03",
        "place": {"city": NASTY, "country": NASTY},
        "principal": NASTY,
        "partners": [NASTY],
        "participants": [{"name": NASTY, "role": NASTY, "represents": NASTY, "capacity": NASTY}],
        "topics": [NASTY],
        "instruments": [NASTY],
        "outcomes": [NASTY, "=1+1"],
        "related": [{"id": "tame", "relation": NASTY}],
        "evidence": [evidence],
    }
    tame = {"id": "tame", "title": "A tame one", "partners": ["Norway"], "date": "2025-04-04"}
    source = {"id": "s", "title": NASTY, "publisher": NASTY, "url": "javascript:alert(4)//" + NASTY, "file": "gone.txt"}
    path = tmp_path / "hostile.yaml"
    data = {
        "dataset": {"title": NASTY, "principal": NASTY},
        "sources": [source, {"id": "d", "title": NASTY, "file": "nasty.txt"}],
        "partners": [{"name": NASTY, "aliases": ["=x"]}],
        "meetings": [meeting, tame],
    }
    # \x9b and the like are escaped too: YAML reads no raw control.
    path.write_text(json.dumps(data), encoding="utf-8")
    told = f"Minister Kari {NASTY} of Norway met Per Svensson, Minister of Sweden, in {NASTY} on 3 March 2026. They agreed {NASTY}."
    (tmp_path / "nasty.txt").write_text(told.replace("\0", ""), encoding="utf-8", newline="")
    return path


def obeyed(text: str) -> list[str]:
    """What a terminal would obey, or what would turn a line around, in a text of lines."""
    return re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]", text)


def same(seen: str, told: str = NASTY) -> bool:
    """Whether the words of a text are those of another, what is not text aside."""
    plain = [re.sub(r"[^\w=<>(){}|#&*]", "", text) for text in (seen, told)]
    return plain[1] in plain[0]


def test_the_record_is_read_as_it_is(run: Callable[..., Run], hostile: Path) -> None:
    """The tests below would be about something tame."""
    done = run("export", "json", "--data", str(hostile))
    assert done.status == 0
    (record, _) = json.loads(done.out)
    assert record["title"] == NASTY
    assert record["outcomes"] == [NASTY, "=1+1"]


ROWS_DRAWN = ("table", "tsv", "csv", "json", "jsonl", "markdown")
WAYS = [["export", name] for name in EXPORTED if FORMATS[name].how != "file"]
WAYS += [[command, "-f", name] for command in ("list", "timeline") for name in MEETINGS]
WAYS += [["search", "alert", "-f", name] for name in MEETINGS]
WAYS += [["show", "hostile", "-f", name] for name in MEETINGS]
WAYS += [["show", "hostile", "--evidence"], ["list", "--template", "{title}|{topics}|{participants}"]]
WAYS += [["count", "--by", "topic", "-f", name] for name in ROWS_DRAWN]
WAYS += [["sources", "-f", name] for name in ("table", "tsv", "csv", "json", "jsonl", "markdown")]
WAYS += [
    [command, "-f", name] for command in ("people", "partners", "topics", "places", "instruments") for name in ROWS
]

WAYS += [["timeline", "--by", "year", "-f", name] for name in (*ROWS_DRAWN, "svg")]
WAYS += [["add", "--title", NASTY, "--dry-run"]]
WAYS += [["quote", "s", "alert", "-f", name] for name in ("table", "yaml", "json", "jsonl")]
WAYS += [["sources", "--coverage", "-f", name] for name in ROWS_DRAWN]
WAYS += [
    ["sources", "s"],
    ["series"],
    ["series", "-f", "table"],
    ["check"],
    ["brief"],
    ["rename", "meeting", "hostile", "other", "--dry-run"],
    ["fmt", "--diff"],
    ["source", "add", __file__, "--dry-run"],
    ["review", "--forget"],
    ["draft", "d"],
    ["draft", "d", "-f", "json"],
    ["schema", "--names"],
    ["edit", "hostile", "--editor", "sleep 1.1; true"],
    ["list", "-p", NASTY[:20]],
]


def test_every_command_is_among_the_ways() -> None:
    """A new command would have a way out that nobody looked at."""
    # `init` shows nothing of a dataset; the names that it is given are tried in test_init, tables in test_import.
    assert {way[0] for way in WAYS} == {*PROGRAM.main, *PROGRAM.keeping} - {"init", "import"}


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_nothing_that_comes_out_is_obeyed(run: Callable[..., Run], hostile: Path, way: list[str]) -> None:
    """A press release could move the cursor, set the title of the window or turn a line around."""
    done = run(*way, "--data", str(hostile))
    assert done.status in (0, 1)
    assert "Traceback" not in done.err
    assert obeyed(done.out) == []
    assert obeyed(done.err) == []


@pytest.mark.parametrize(
    "way",
    [
        ["list"],
        ["timeline"],
        ["timeline", "--by", "month"],
        ["show", "hostile", "--evidence"],
        ["search", "alert"],
        ["series"],
        ["sources"],
    ],
)
def test_a_terminal_gets_colours_alone(environment: dict[str, str], hostile: Path, way: list[str]) -> None:
    """The escapes of a record would reach the terminal between those of the program."""
    seen = look([DIALOGUE, *way, "--data", hostile], environment, columns=100)
    assert seen.status == 0
    text = seen.raw.decode("utf-8")
    assert "\x1b[" in text or way == ["sources"]
    assert obeyed(re.sub("\x1b\\[[0-9;]*m", "", text)) == []


def test_lines_stay_lines(run: Callable[..., Run], hostile: Path) -> None:
    """A title with a line end would look like a second record."""
    assert [len(row) for row in run("list", "--data", str(hostile)).rows] == [6, 6]
    assert run("list", "-f", "ids", "--data", str(hostile)).out == "hostile\ntame\n"
    assert len(run("list", "-f", "jsonl", "--data", str(hostile)).out.split("\n")) == 3
    assert len(run("list", "--template", "{title}", "--data", str(hostile)).out.split("\n")) == 3


def test_csv_cells_are_text(run: Callable[..., Run], hostile: Path) -> None:
    """A spreadsheet would compute what a press release says."""
    out = run("export", "csv", "--data", str(hostile)).out
    rows = list(csv.DictReader(io.StringIO(out, newline=""), strict=True))
    assert len(rows) == 2
    assert same(rows[0]["title"])
    assert not any(value.strip().startswith(tuple("=+-@|%")) for value in rows[0].values())


def test_yaml_reads_back_equal(run: Callable[..., Run], hostile: Path) -> None:
    """A dataset written from a dataset would hold another record."""
    out = run("export", "yaml", "--data", str(hostile)).out
    (meeting, _) = yaml.safe_load(out)["meetings"]
    (record, _) = json.loads(hostile.read_text(encoding="utf-8"))["meetings"]
    assert meeting == record | {"status": "held"}


@pytest.mark.parametrize(
    "way",
    [["list"], ["timeline"], ["search", "alert"], ["show", "hostile"], ["count", "--by", "topic"], ["sources"], None],
)
def test_markdown_shows_text_as_text(run: Callable[..., Run], hostile: Path, way: list[str] | None) -> None:
    """A note pasted into a web page would hold somebody else's markup."""
    done = run(*([*way, "-f", "markdown"] if way else ["brief"]), "--data", str(hostile))
    assert done.status == 0
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(done.out)
    inline = [child for token in tokens for child in token.children or []]
    assert not [
        t for t in [*tokens, *inline] if t.type in ("html_block", "html_inline", "image", "code_inline", "fence")
    ]
    links = [t.attrs["href"] for t in inline if t.type == "link_open"]
    assert not [link for link in links if not str(link).startswith("#")]
    assert same("".join(t.content for t in inline))


def test_a_calendar_has_two_events(run: Callable[..., Run], hostile: Path) -> None:
    """A title with a line end would write properties of its own."""
    calendar = icalendar.Calendar.from_ical(run("export", "ics", "--data", str(hostile)).out)
    events = list(calendar.walk("VEVENT"))
    assert len(events) == 2
    assert same(str(events[0]["SUMMARY"]))
    assert "URL" not in events[0]


def test_a_drawing_is_one_of_text(run: Callable[..., Run], hostile: Path) -> None:
    """A drawing in a report would run a script or load a picture."""
    root = ET.fromstring(run("export", "svg", "--data", str(hostile)).out)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not tags & {"script", "image", "foreignObject", "use", "iframe", "a"}
    assert not [name for element in root.iter() for name in element.attrib if name.lower().startswith("on")]
    assert same("".join(root.itertext()))


class _Elements(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_a_page_has_no_element_of_the_record(run: Callable[..., Run], hostile: Path, tmp_path: Path) -> None:
    """A page that somebody opens would run what a press release says."""
    tame = run("export", "html").out
    page = run("export", "html", "--data", str(hostile)).out
    seen, before = _Elements(), _Elements()
    seen.feed(page)
    before.feed(tame)
    scripts = [[one for one in found.elements if one[0] == "script"] for found in (seen, before)]
    assert len(scripts[0]) == len(scripts[1])
    assert {tag for tag, _ in seen.elements} <= {tag for tag, _ in before.elements} | {"noscript"}
    assert not [name for _, attributes in seen.elements for name in attributes if name.startswith("on")]
    links = [attributes.get("href") or "" for _, attributes in seen.elements]
    assert not [link for link in links if link and not link.startswith("#")]
    assert same("".join(seen.words))


def test_a_database_holds_the_text(run: Callable[..., Run], hostile: Path, tmp_path: Path) -> None:
    """A quote in a title would be SQL."""
    assert run("export", "sqlite", "--data", str(hostile), "-o", str(tmp_path / "out.db")).status == 0
    database = sqlite3.connect(tmp_path / "out.db")
    assert database.execute("SELECT title FROM meetings ORDER BY id").fetchall() == [(NASTY,), ("A tame one",)]
    database.close()
