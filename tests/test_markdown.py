"""Markdown: what an independent parser makes of it, on real, hostile and generated data."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from dialogue_cli import Query, open_archive
from dialogue_cli.dataset.documents import Library
from dialogue_cli.formats import markdown
from dialogue_cli.formats.markdown_parts import escape, source_line
from dialogue_cli.text import one_line, squeeze
from dialogue_cli.view.proofs import Proofs
from tests.conftest import Run

HOSTILE = r"""
    dataset: {title: "<script>alert(1)</script> *T* | $x$", principal: "The [Evil](http://e.example) Union"}
    sources:
    - {id: src-1, url: "https://ok.example/a_b?c=1", title: "]]> {{x}} <!-- ", publisher: "P*u*b | ~~x~~", published: 2025-01-01}
    - {id: src-2, url: "javascript:alert(1)", title: "![i](http://x)"}
    - {id: src-3, url: "https://evil.example/<script>"}
    series: [{id: ser, name: "The # Series `code` {#id .c}"}]
    meetings:
    - id: hostile-1
      title: "# H1 *bold* _em_ __strong__ [l](http://x.example) <b>html</b> &amp; $a$ | cell ## "
      kind: "1. list\n- x"
      series: ser
      ordinal: 3
      status: STATUS
      date: 2025-02-03
      date_note: "Term\n: definition"
      place: {city: "--- \n Paris", country: "=1+1"}
      partners: ["- item", "Bell\u0007\u001b[31m\u202Ered", "[^1]: def", "a! "]
      participants:
      - {name: "> quote", role: "http://evil.example/x www.evil.example a@b.example", represents: "- item", certainty: possible}
      - {role: "    indented\n\ttab", represents: "{{x}} {% y %}"}
      - {name: "ends!"}
      topics: ["[ ] task", "[[wiki]]", "==hl==", "%%c%%", "#tag", "^sup^ ~sub~", "中文，「測試」", "שלום עולם", "&lt"]
      instruments: ["![img](x)", "a very-very-long-woooooooooooooooooooooooooooooooooooooooooooooooooooooord"]
      summary: "1. one\n2. two\n\n```\ncode\n```\n\n---\ntitle: x\n---"
      outcomes: ["1) x", "* y", "+ z", "| a | b |\n|---|---|\n| c | d |", "ends with !", "<details><summary>x", "\\", "`"]
      note: "<img src=x onerror=alert(1)> &lt; &#60; &copy"
      related: [{id: hostile-2, relation: "<b>"}]
      evidence:
      - {source: src-1, exact: "quo*te* [x]\n\n\n- <b>", supports: [title, "partners.- item", "outcomes.1", status, "participants.ends!", "topics.#tag"]}
      - {source: src-2, exact: "trailing \\", supports: ["outcomes.2"]}
      - {source: src-3, exact: "!", supports: ["outcomes.5"]}
    - {id: hostile-2, title: "2) two", date: "[..2024-01]", partners: [X]}
"""
# What data may never become.
FORBIDDEN = {"html_inline", "html_block", "image", "code_inline", "code_block", "fence", "hr", "blockquote_open"}
FORBIDDEN |= {"s_open", "em_open", "link_open", "math_inline", "math_block", "front_matter", "dl_open", "span_open"}
FORBIDDEN |= {"softbreak", "hardbreak", "footnote_anchor_open"}


def parser() -> MarkdownIt:
    """An independent reader of Markdown, with more extensions than any one program has."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).use(dollarmath_plugin)
    reader.use(front_matter_plugin).use(deflist_plugin).use(attrs_plugin, spans=True).use(attrs_block_plugin)
    return reader


def flat(text: str) -> list[Token]:
    """The tokens of a document, those within lines included."""
    tokens: list[Token] = []
    for token in parser().parse(text):
        tokens.append(token)
        tokens += token.children or []
    return tokens


def shape(text: str) -> tuple[list[str], str]:
    """The kinds of a document's tokens, and all of its text."""
    kinds, words = [], ""
    for token in flat(text):
        if token.type in ("text", "text_special"):
            words += token.content
        elif token.type != "inline":
            kinds.append(f"{token.type} {token.tag} {sorted(token.attrs)}")
    return kinds, words


SNIPPETS = """\\ ` * ** _ __ ~ ~~ ^ | $ $$ [ ] ( ) [^1] ![ ]( <b> <!-- </ & &amp; &#60; &lt # ## - + > = == % %% : :: :: ::: ! .
    1. 2) (3) a. iv) (x) http:// https://a.example www. www.a.example a@b.example @ --- === ``` ~~~ {#a} {{ }} {% x y _z
    * * *""".split()
TEXTS = st.one_of(
    st.text(max_size=12),
    st.text("\\`*_~^|$[]()<>&;#-+=%:!.1a {}@'\" \n\t\u00a0é", max_size=14),
    st.lists(st.sampled_from([*SNIPPETS, " ", "\n", "word", "é", "。", "٣"]), max_size=6).map("".join),
    st.lists(st.sampled_from(SNIPPETS), max_size=6).map(" ".join),
)
# Where data stands in a document; {s} may begin a block, {m} may not.
PLACES = [
    "{s}\n",
    "before\n\n- {s}\n- next\n",
    "before\n\n1. {s}\n",
    "# {m}\n\nnext\n",
    "## before {m}\n\n{s}\n\n{s}\n",
    "| a | {m} |\n| --- | ---: |\n| {m} | {m} |\n",
    "before\n\n- **{m}:** after, {m}; {m}.\n",
    "*Note:* {m}[^1] [^2]\n\n[^1]: {s}\n\n[^2]: name, {m}: “{m}”\n",
    "{s}[^1]\n\n- {s}[^1]\n\n[^1]: quote\n",
    "### {m} (x)\n\n“{m}” {m}.\n",
]


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=60)
@given(text=TEXTS)
@example(text="ends in a reference!")
@example(text="&lt")
@example(text="(2019) was a year")
@example(text="a | b \\")
def test_data_stays_text_everywhere(place: str, text: str) -> None:
    """Data that turns into markup changes what a document says, or runs in the browser of a reader."""
    expected = squeeze(one_line(text))
    assume(expected)
    kinds, words = shape(place.format(s=escape(text), m=escape(text, starts=False)))
    harmless, with_word = shape(place.format(s="WORD", m="WORD"))
    assert kinds == harmless
    assert words == with_word.replace("WORD", expected)


@pytest.mark.parametrize(
    "text",
    [
        "GSP+",
        "EU-Pakistan Strategic Dialogue",
        "held in 2019 (twice)",
        "3.5 % of 1,000; 7th Round",
        "eu-pakistan-strategic-dialogue-7",
        "snake_case_id",
        "R&D, AT&T and a < b > c",
        "No. 5: “so” – 'it' is.",
        "Minister / Deputy",
        "V. Putin",
        "+49 30 1234",
        "Kazakhstan’s",
        "100%",
        "a = b",
        "What? Yes!?",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    """Backslashes in ordinary text make the raw file hard to read."""
    assert escape(text) == text


def rendered_cells(text: str) -> list[list[str]]:
    """The cells of the first table, its header first, as the parser reads them."""
    rows: list[list[str]] = []
    for token in parser().parse(text):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            rows[-1].append("".join(c.content for c in token.children or []))
    return rows


def test_a_table_has_what_lines_have(run: Callable[..., Run]) -> None:
    """A table whose cells slip or lack a meeting shows false facts."""
    fields = "id,date,status,partners,place,title,topics,ordinal"
    table = rendered_cells(run("list", "-f", "markdown", "-F", fields).out)
    lines = run("list", "-F", fields).rows
    assert table[0] == [name.capitalize() for name in fields.split(",")]
    assert table[1:] == lines
    usual = rendered_cells(run("list", "-f", "markdown", "--on", "2025-12", "-q").out)
    assert usual[0] == ["Date", "Status", "Partners", "Place", "Title", "Id"]
    assert [(row[0], row[1], row[5]) for row in usual[1:]] == [
        ("between 1 Nov and 3 Dec 2025", "possibly", "eu-kazakhstan-cooperation-council-22"),
        ("from 22 Nov 2025", "planned, possibly", "eu-pakistan-strategic-dialogue-8"),
        ("2 Dec 2025", "", "eu-kazakhstan-visa-readmission-talks"),
    ]


def test_a_table_without_anything_to_say_of_a_status_has_no_column_for_it(run: Callable[..., Run]) -> None:
    """An empty column takes the room of the title."""
    table = rendered_cells(run("list", "-f", "markdown", "-p", "Kazakhstan").out)
    assert table[0] == ["Date", "Partners", "Place", "Title", "Id"]
    assert run("list", "-f", "markdown", "-p", "Türkiye").out == ""


def test_rows_of_anything(run: Callable[..., Run]) -> None:
    """Counts in a table must be those of the lines, with numbers to the right."""
    out = run("count", "--by", "topic", "-f", "markdown", "-q").out
    assert rendered_cells(out)[1:] == run("count", "--by", "topic", "-q").rows
    assert out.splitlines()[1] == "| --- | ---: |"
    stream = io.StringIO()
    assert markdown.write_rows([("a", "left")], [], stream) == 0
    assert stream.getvalue() == ""


def test_a_timeline_has_each_meeting_under_its_year(run: Callable[..., Run]) -> None:
    """A meeting under another year, or an undated one under any, would be misdated."""
    out = run("timeline", "-f", "markdown").out
    ids = re.findall(r"· ([a-z0-9-]+)$", out, re.MULTILINE)
    assert ids == run("list").ids
    sections = dict(part.split("\n", 1) for part in out.removeprefix("## ").split("\n## "))
    assert list(sections) == ["2022", "2025", "No date"]
    assert sections["2022"].count("**between 1 Jan and 15 Nov 2022**") == 2
    assert sections["No date"].split("\n")[1].startswith("- agreed · EU-Pakistan Comprehensive Dialogue")
    backward = run("timeline", "-f", "markdown", "--reverse").out
    assert re.findall(r"^## (.*)", backward, re.MULTILINE) == ["2025", "2022", "No date"]


def notes_of(text: str) -> dict[str, str]:
    """The footnotes of a document by their labels, backslashes taken off."""
    found = re.findall(r"^\[\^(\w+)\]: (.*)$", text, re.MULTILINE)
    assert len(dict(found)) == len(found)
    return {label: re.sub(r"\\(?=[^\w\s])", "", words) for label, words in found}


def assert_footnotes_close(text: str) -> None:
    """Each reference has a note, each note a reference, in the order of first use, and no two are the same."""
    notes = notes_of(text)
    used = list(dict.fromkeys(re.findall(r"(?<!\\)(?:\\\\)*\[\^(\w+)\](?!:)", text)))
    assert used == list(notes)
    assert [label for label in used if label.isdigit()] == [
        str(i + 1) for i in range(sum(label.isdigit() for label in used))
    ]
    assert len(set(notes.values())) == len(notes)
    tokens = flat(text)
    resolved = {t.meta["label"] for t in tokens if t.type == "footnote_ref"}
    assert resolved == set(notes)
    assert not any(re.search(r"\[\^\w+\](?!: def)", t.content) for t in tokens if t.type == "text")


def test_cards_quote_the_documents(run: Callable[..., Run]) -> None:
    """A footnote that quotes other words than the source, or words for another claim, is a false proof."""
    out = run("export", "markdown").out
    assert_footnotes_close(out)
    archive = open_archive()
    sources = {source.id: source for source in archive.sources()}
    library = Library(archive.path, sources)
    quoted = {}
    for label, words in notes_of(out).items():
        name, _, exact = words.partition(": “")
        identifier = re.search(r"\(([a-z0-9-]+)\)$", name)
        source = sources[identifier[1] if identifier else name.split(" ")[0]]
        document = library.open(source)
        assert document
        assert exact.removesuffix("”") in document.text
        quoted[label] = (source.id, exact.removesuffix("”"))
    for card in re.split(r"^## ", out, flags=re.MULTILINE)[1:-1]:
        meeting = archive.get(re.findall(r"^- \*\*Id:\*\* ([a-z0-9-]+)", card, re.MULTILINE)[0])
        assert meeting
        for name, field in {"Date": "date", "Status": "status", "Kind": "kind"}.items():
            line = re.findall(rf"^- \*\*{name}:\*\* (.*)$", card, re.MULTILINE)
            marks = re.findall(r"\[\^(\d+)\]", line[0]) if line else []
            proofs = [(e.source, squeeze(e.exact)) for e in meeting.evidence if field in e.supports]
            assert [quoted[mark] for mark in marks] == proofs
        for i, outcome in enumerate(meeting.outcomes, 1):
            line = re.findall(rf"^{i}\. (.*?)((?: ?\[\^\d+\])*)$", card, re.MULTILINE)
            assert line[0][0] == escape(outcome)
            proofs = [(e.source, squeeze(e.exact)) for e in meeting.evidence if f"outcomes.{i}" in e.supports]
            assert [quoted[mark] for mark in re.findall(r"\d+", line[0][1])] == proofs
            assert proofs


def test_a_card_says_all_that_the_record_says(run: Callable[..., Run]) -> None:
    """A fact that the card leaves out is lost to whoever reads only the card."""
    for meeting in json.loads(run("list", "-f", "json").out):
        _, words = shape(run("show", meeting["id"], "-f", "markdown").out)
        said = [
            meeting[name] for name in ("title", "status", "summary", "note", "date_note", "kind") if name in meeting
        ]
        said += [v for name in ("partners", "topics", "instruments", "outcomes") for v in meeting.get(name, [])]
        said += [v for person in meeting.get("participants", []) for k, v in person.items() if k != "certainty"]
        said += [*meeting.get("place", {}).values(), *(r["id"] for r in meeting.get("related", []))]
        said += [squeeze(quote["exact"]) for quote in meeting["evidence"]]
        assert [text for text in said if text not in words] == []
        possible = [p for p in meeting.get("participants", []) if p.get("certainty") == "possible"]
        assert words.count("possibly present: ") == len(possible)


def test_cards_without_evidence_have_no_footnotes() -> None:
    """Who asks for no evidence gets a card that is shorter, not one with loose numbers."""
    archive, out = open_archive(), io.StringIO()
    found = archive.find(Query(topic=("migration",)))
    assert markdown.write_cards(found, archive, out, Proofs(archive), evidence=False) == 3
    assert "[^" not in out.getvalue()
    assert "## Sources" in out.getvalue()


def test_the_same_words_are_one_footnote() -> None:
    """Numbers that lead to the same words make a reader look twice."""
    archive, out = open_archive(), io.StringIO()
    markdown.write(archive.find(Query(topic=("counter-terrorism",))), archive, out, print)
    quotes = list(notes_of(out.getvalue()).values())
    assert len(quotes) == len(set(quotes)) > 50


@pytest.mark.parametrize(
    "call",
    [
        ["list", "-f", "markdown"],
        ["list", "-f", "markdown", "-F", "title,topics,summary,outcomes,evidence,note,participants"],
        ["search", "html", "-f", "markdown"],
        ["timeline", "-f", "markdown"],
        ["show", "hostile-1", "-f", "markdown"],
        ["export", "markdown"],
        ["count", "--by", "partner", "topic", "-f", "markdown"],
        ["count", "--by", "partner", "-f", "markdown"],
        ["series", "-f", "markdown"],
        ["sources", "-f", "markdown"],
    ],
)
def test_hostile_data_is_shown_and_does_nothing(
    call: list[str], run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """Markup in a record must not become links, images, scripts or other rows."""
    path = dataset(HOSTILE.replace("STATUS", "cancelled"))
    if call[:4] == ["count", "--by", "partner", "topic"]:
        call = ["count", "--by", "partner", "--by", "topic", "-f", "markdown"]
    done = run(*call, "--data", str(path), "-q")
    assert done.status == 0, done.err
    kinds = [token for token in flat(done.out) if token.type in FORBIDDEN]
    links = [token for token in kinds if token.type == "link_open"]
    assert [token.attrs["href"] for token in links] in ([], ["https://ok.example/a_b?c=1"])
    assert {token.type for token in kinds if token not in links} <= {"footnote_anchor_open"}
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", done.out)
    if "[^" in done.out and call[0] in ("show", "export"):
        assert_footnotes_close(done.out)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a?b=1#c", ", <https://example.org/a?b=1#c>"),
        ("https://example.org/a b", r", https\://example.org/a b"),
        ("https://example.org/<x>", r", https\://example.org/\<x>"),
        ("https://example.org/&copy;", r", https\://example.org/\&copy;"),
        ("javascript:alert(1)", ", javascript:alert(1)"),
        ("http://user:pw@example.org/", r", http\://user:pw\@example.org/"),
    ],
)
def test_only_a_clean_address_becomes_a_link(url: str, shown: str) -> None:
    """A link to where the source does not lie, or a script for a link, is worse than none."""
    from dialogue_cli.dataset.model import Source

    line = source_line("s", Source("s", url=url))
    assert line == f"s: publisher not stated, publication date not stated{shown}"
    links = [token.attrs["href"] for token in flat(line) if token.type == "link_open"]
    assert links == ([url] if "<h" in shown else [])
