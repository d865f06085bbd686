"""The man page and the command reference: made of the program itself, true to it, and readable by man and Markdown."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manpage import man_page, plain
from manual import main

from dialogue_cli.cli.help.pages import page
from dialogue_cli.cli.help.topics import TOPICS
from dialogue_cli.commands import PROGRAM
from dialogue_cli.formats.registry import FORMATS
from tests.conftest import ROOT
from tests.needs import need

MAN_PAGE = ROOT / "man" / "dialogue.1"
PAGES = [page(command) for command in PROGRAM.commands()]
SECTIONS = "NAME SYNOPSIS DESCRIPTION COMMANDS FILTERS PERIODS SEARCH EXAMPLES ENVIRONMENT FILES".split()


# What Markdown, reStructuredText or roff would obey, draw as something else, or swallow.
HOSTILE = (
    ".TH no request",
    "'br no request",
    "two words .SH in a line",
    r"\fBnot bold\fR \(ha \n[.l] \\",
    "- no list",
    "1. no list",
    "# no title",
    ": no definition",
    "*not* _slanted_ **nor** `code` {role}`text` $x$ |y| ~/.cache ^ 'a' \"b\" --long-option",
    "<b> &amp; [link](there) ![picture](there) <https://example.org> http://example.org %% (c) 100 % --- -- ;",
    "“quoted” – né ’ Žilina Ünal",
)


def shown_by_man(page: Path) -> str:
    """A man page as man shows it, wide enough that no line is broken; it must draw no warning."""
    man = need("man", "the Debian package man-db")
    need("groff", "the Debian package groff")
    own = {"MANWIDTH": "500", "LC_ALL": "C.UTF-8", "MAN_KEEP_FORMATTING": "", "MANROFFOPT": "", "GROFF_NO_SGR": "1"}
    done = subprocess.run(
        [man, "-l", "--warnings=w", "-E", "UTF-8", "-P", "cat", str(page)],
        env=os.environ | own,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return re.sub(".\b", "", done.stdout)


@pytest.fixture(scope="module")
def shown() -> str:
    """The man page as a reader sees it."""
    return shown_by_man(MAN_PAGE)


def test_the_man_page_is_what_the_program_says() -> None:
    """A man page of an earlier version describes options that are not there. `make man` makes it anew."""
    assert MAN_PAGE.read_text(encoding="utf-8") == main("man")


def test_man_shows_everything(shown: str) -> None:
    """What roff eats without a warning, such as a line that begins with a dot, would be missed by nobody but a reader."""
    for title in [*SECTIONS, "EXIT STATUS", "OUTPUT FORMATS", "COMMON OPTIONS", "SEE ALSO"]:
        assert re.search(rf"^{title}$", shown, re.MULTILINE), title
    flat = " ".join(shown.split())
    for one in PAGES:
        assert re.search(rf"^   dialogue {one.name}$", shown, re.MULTILINE)
        for option in (*one.options, *one.arguments):
            label = f"{', '.join(option.names)} {option.value}".strip()
            assert label.replace("…", "...") in flat
            assert " ".join(option.text.replace("…", "...").split()) in flat
        for paragraph in (one.purpose, *one.paragraphs, one.status):
            assert paragraph.replace("…", "...") in flat
        for example in one.examples:
            assert example.command in flat
    for topic in TOPICS.values():
        for block in topic.blocks:
            for text in [block] if isinstance(block, str) else [part for pair in block for part in pair]:
                assert text.replace("…", "...") in flat
    assert all(re.search(rf"^ +{name}( |$)", shown, re.MULTILINE) for name in FORMATS)


def test_every_variable_that_is_read_is_documented() -> None:
    """A variable that changes the output and stands nowhere is a riddle."""
    read = set()
    for path in (ROOT / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        read |= set(re.findall(r"""environ(?:ment)?(?:\.get\(|\[)\s*["']([A-Z_]+)["']""", text))
    assert {"DIALOGUE_DATA", "DIALOGUE_TODAY", "NO_COLOR", "XDG_CACHE_HOME"} <= read
    blocks = [block for block in TOPICS["environment"].blocks if not isinstance(block, str)]
    documented = {name for block in blocks for term, _ in block for name in term.split(", ")}
    assert {name for name in read if not name.startswith("_")} - {"SHELL"} <= documented
    assert {"PAGER", "DIALOGUE_PAGER", "COLUMNS"} <= documented
    assert "the variable SHELL" in page(PROGRAM.load("completion")).paragraphs[0]


def test_the_wheel_brings_it() -> None:
    """`man dialogue` and completions that load by themselves need the files where the wheel says they are."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        build = tomllib.load(file)["tool"]["hatch"]["build"]["targets"]
    brought = build["wheel"]["shared-data"]
    assert brought["man/dialogue.1"] == "share/man/man1/dialogue.1"
    assert all((ROOT / source).is_file() for source in brought)
    assert "man" in build["sdist"]["include"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=60))
def test_prose_is_no_markup(text: str) -> None:
    """A help text with a star, a backquote or a hyphen in front would become slanted, code or a list."""
    from markdown_it import MarkdownIt

    inline = [token for token in MarkdownIt("commonmark").parse(f"x {plain(text)} x") if token.type == "inline"]
    parts = [part for token in inline for part in token.children or []]
    assert {part.type for part in parts} <= {"text", "text_special"}
    assert "".join(part.content for part in parts) == f"x {' '.join(text.split()).replace('…', '...')} x"
    (_, first, _) = MarkdownIt("commonmark").parse(plain(f"{text}.") or "x")
    assert first.type == "inline"


def test_every_sign_reaches_the_reader(tmp_path: Path) -> None:
    """A text that begins with a dot or holds a backslash would be obeyed by roff, and vanish from the page."""
    made = tmp_path / "dialogue.1"
    paragraphs = [line for text in HOSTILE for line in ("", plain(text))]
    terms = [line for text in HOSTILE for line in ("", f"**{plain(text)}**", f": {plain(text)}")]
    made.write_text(man_page("\n".join(["# dialogue", "", "## TEXTS", *paragraphs, "", "## TERMS", *terms]) + "\n"))
    assert made.read_bytes().isascii()
    lines = [line.strip() for line in shown_by_man(made).splitlines()]
    for text in HOSTILE:
        # Alone in a paragraph, as a term, and as what is said of it.
        assert lines.count(text) == 3, text


def test_the_reference_is_sound_markdown() -> None:
    """A bar or a bracket in a text would break a table of the page."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(main("reference"))
    titles = [tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "heading_open"]
    assert [f"dialogue {one.name}" for one in PAGES] == [title for title in titles if title.startswith("dialogue ")]
    columns = [len(row) for row in _rows(tokens)]
    assert set(columns) == {2}
    cells = [cell for row in _rows(tokens) for cell in row]
    for one in PAGES:
        for option in one.options:
            assert any(f"`{option.names[-1]} {option.value}".strip() in cell for cell in cells), option


def _rows(tokens) -> list[list[str]]:  # type: ignore[no-untyped-def]
    rows: list[list[str]] = []
    for i, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("td_open", "th_open"):
            rows[-1].append(tokens[i + 1].content)
    return rows
