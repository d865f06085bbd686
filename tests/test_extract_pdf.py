"""The text of PDFs: what stands in them can be quoted, however it is laid out."""

from __future__ import annotations

import html
import re
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from pypdf import PageObject, PdfReader, PdfWriter

from dialogue_cli.curate.extract import TooMuchError, extract, pdf_lines
from dialogue_cli.curate.extract.hyphens import Hyphens
from dialogue_cli.dataset.documents import Document
from dialogue_cli.dataset.model import Evidence
from dialogue_cli.errors import UnreadableError
from tests.browser import browser  # noqa: F401
from tests.conftest import BUNDLED, ROOT, Run
from tests.pdfs import column, drawn, objects, printed, stream

TALKS = b"BT /F 12 Tf 50 700 Td (Talks were held in Oslo.) Tj ET"
HEAD = (72.0, 770.0, 9.0, "Ministry of Examples - Press Office")


def text(data: bytes) -> str:
    return extract(data, "release.pdf").text


# What a browser prints

MARGINS = {"top": "0.6in", "bottom": "0.6in", "left": "0.4in", "right": "0.4in"}
PRINTED = {
    "plain": ("font: 12pt serif", {"format": "A4"}, False),
    "justified, with soft hyphens": (
        "font: 12pt Georgia, serif; text-align: justify",
        {"format": "Letter", "display_header_footer": True},
        True,
    ),
    "small pages with running heads": (
        "font: 11pt sans-serif; text-align: justify",
        {"width": "3.5in", "height": "5in", "display_header_footer": True, "margin": MARGINS},
        True,
    ),
    "two columns": (
        "font: 10pt serif; text-align: justify; columns: 2",
        {"format": "A4", "display_header_footer": True, "margin": MARGINS},
        False,
    ),
}


def _page(document: str, css: str, *, is_soft: bool) -> str:
    """A document as a page, with a soft hyphen wherever a word could be broken."""
    paragraphs = [html.escape(line, quote=False) for line in document.split("\n") if line.strip()]
    if is_soft:
        paragraphs = [re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", "&shy;", line) for line in paragraphs]
    body = "".join(f"<p>{line}</p>" for line in paragraphs)
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>Talks in Examples</title><style>body{{{css}}}</style>"
        f"<body><nav>Home</nav>{body}<footer>Imprint</footer>"
    )


@pytest.mark.parametrize("shape", PRINTED)
def test_what_records_quote_is_in_what_a_browser_prints(browser: Browser, shape: str) -> None:  # noqa: F811
    """The usual PDF of a release, a page that was printed, could not be quoted: at least 98 of 100 quotes must be there."""
    css, options, is_soft = PRINTED[shape]
    records = yaml.safe_load(BUNDLED.read_text(encoding="utf-8"))
    files = {source["id"]: source["file"] for source in records["sources"]}
    quotes = [(files[one["source"]], one["exact"]) for meeting in records["meetings"] for one in meeting["evidence"]]
    lost = []
    page = browser.new_page()
    for file in sorted(set(files.values())):
        page.set_content(_page((ROOT / "seeds" / file).read_text(encoding="utf-8"), css, is_soft=is_soft))
        document = Document.of_text(text(page.pdf(**options)))
        lost += [exact for name, exact in quotes if name == file and not document.has(Evidence("", exact))]
    page.close()
    assert len(quotes) > 100
    assert len(lost) <= 0.02 * len(quotes), lost


# Paragraphs


def test_lines_become_paragraphs() -> None:
    """A reader, and what looks for sentences, would see lines broken at random."""
    lines = column(
        "The ministers met in Oslo and spoke of trade and of fisheries, of",
        "which they said more in the evening.",
        "",
        "They will meet again in the course of the next year, at a place",
        "that is not known.",
    )
    assert text(printed(lines)) == (
        "The ministers met in Oslo and spoke of trade and of fisheries, of which they said more in the evening.\n\n"
        "They will meet again in the course of the next year, at a place that is not known.\n"
    )


def test_a_paragraph_begins_where_a_line_is_indented() -> None:
    """Documents without gaps between paragraphs would be one paragraph."""
    full = "The ministers spoke of trade and of fisheries at some length today."
    lines = column(full, full, full)
    lines[2] = (90.0, *lines[2][1:])
    assert text(printed(lines)) == f"{full} {full}\n\n{full}\n"


def test_a_paragraph_goes_on_overleaf_and_its_footnotes_follow() -> None:
    """A quote over the end of a page would be cut by the footnotes that stand there."""
    first = column("The ministers met in Oslo, where they agreed on a treaty about the", top=100)
    note = column("1 The treaty of 2019.", top=60, size=8)
    second = column("fish of the northern sea. They met again.", top=700)
    found = text(printed(first + note, second))
    assert found == (
        "The ministers met in Oslo, where they agreed on a treaty about the fish of the northern sea. They met again."
        "\n\n1 The treaty of 2019.\n"
    )


def test_items_of_a_list_keep_their_lines() -> None:
    """The points of a joint statement would run into one another."""
    found = text(
        printed(column("The ministers agreed on the following:", "1. more trade with each other, and", "2. less talk."))
    )
    assert found.split("\n\n") == [
        "The ministers agreed on the following:",
        "1. more trade with each other, and",
        "2. less talk.\n",
    ]


# Running heads


def test_running_heads_and_page_numbers_are_said_once_or_not_at_all() -> None:
    """A sentence that goes on overleaf would have the head of the page in its middle."""
    pages = [
        [
            HEAD,
            *column("The ministers met in Oslo, where they agreed on a treaty about the"),
            (290.0, 30.0, 9.0, "Page 1 of 3"),
        ],
        [
            HEAD,
            *column("fish of the northern sea, and on another one, which is about the"),
            (290.0, 30.0, 9.0, "Page 2 of 3"),
        ],
        [HEAD, *column("birds of the northern sky."), (290.0, 30.0, 9.0, "Page 3 of 3")],
    ]
    found = extract(printed(*pages), "release.pdf")
    assert found.text == (
        f"{HEAD[3]}\n\nThe ministers met in Oslo, where they agreed on a treaty about the fish of the northern sea, and"
        " on another one, which is about the birds of the northern sky.\n"
    )
    assert found.notes == ("6 running heads and page numbers left out",)


def test_what_repeats_elsewhere_on_a_page_is_no_running_head() -> None:
    """A sentence that a document has twice would be lost."""
    pages = [
        column("Both sides agreed.", top=700),
        column("Both sides agreed.", top=650),
        column("A third page.", top=600),
    ]
    assert text(printed(*pages)).count("Both sides agreed.") == 2


def test_the_numbers_of_pages_are_taken_out_only_as_such() -> None:
    """The number of a round, or a year, at the top of one page would be lost."""
    pages = [
        column("12", "rounds were held so far, and it is not known how many are to come in", top=700),
        column("2025.", top=700),
    ]
    assert "12" in text(printed(*pages))
    assert "2025." in text(printed(*pages))


# Hyphens


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        # A document that breaks no words: all of its hyphens are meant.
        (("they co-", "chaired and re-", "confirmed the plan"), "they co-chaired and re-confirmed the plan"),
        # One that does.
        (("the govern-", "ment spoke of long-", "term plans"), "the government spoke of long-term plans"),
        (
            ("the govern-", "ment of an EU-", "led group, Berlin-", "based"),
            "the government of an EU-led group, Berlin-based",
        ),
        (("mi-", "gration, and Kosher-", "bayev said so"), "migration, and Kosherbayev said so"),
        (("mi-", "gration: the Pakistan-", "EU agreement"), "migration: the Pakistan-EU agreement"),
        # The other lines tell.
        (
            ("mi-", "gration and the socio-economic or socio-", "economic state"),
            "migration and the socio-economic or socio-economic state",
        ),
        (("the cooperation or co-", "operation of both"), "the cooperation or cooperation of both"),
        (("a state-of-", "the-art plan and mi-", "gration"), "a state-of-the-art plan and migration"),
        # Where dashes and slashes are written without spaces, a line may end at them.
        (
            ("the nations—", "Kazakhstan and", "—last—Oslo and/", "or Rome, 2022–", "2025"),
            "the nations—Kazakhstan and—last—Oslo and/or Rome, 2022–2025",
        ),
        (("the talks –", "held in Oslo -", "ended"), "the talks – held in Oslo - ended"),
        # A sign that the document uses only to break words.
        (("sea‐", "side, a well-known place"), "seaside, a well-known place"),
        (("signifi\u00ad", "cance and signifi\u00ad‐", "cant"), "significance and significant"),
        (("+32 2 298-", "56 and AA-", "2025"), "+32 2 298-56 and AA-2025"),
    ],
)
def test_words_broken_at_line_ends_are_joined(lines: tuple[str, ...], words: str) -> None:
    """A quote would fail at the end of a line: for a hyphen too many, or for one too few."""
    assert Hyphens(lines).joined(lines) == words


def test_soft_hyphens_and_ligatures_are_written_as_letters() -> None:
    """The words of a quote would differ from those of the document by what no eye sees."""
    hidden = b"/Span<</ActualText <FEFF00AD>>>BDC (-) Tj EMC"
    content = b"BT /F 12 Tf 50 700 Td (an agree) Tj " + hidden + b" 0 -14 Td (ment was reached.) Tj ET"
    assert text(drawn(content)) == "an agreement was reached.\n"
    assert text(drawn(content.replace(b" 0 -14 Td", b""))) == "an agreement was reached.\n"
    assert text(printed(column("the EU\xadPakistan talks"))) == "the EU-Pakistan talks\n"


# What cannot be read


def _forms(depth: int) -> list[bytes]:
    """Forms of which each draws the next one twice."""
    kind = b"/Type/XObject/Subtype/Form/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>"
    return [stream(b"/X Do /X Do", kind % (7 + i)) for i in range(depth)] + [stream(TALKS, kind % 6)]


def _encrypted(password: str, algorithm: str) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(BytesIO(drawn(TALKS)))), BytesIO()
    writer.encrypt(user_password=password, owner_password="owner", algorithm=algorithm)
    writer.write(out)
    return out.getvalue()


HOSTILE = {
    "a scan": (drawn(b"q 0 0 100 100 re f Q"), "has no text (a scan?); it needs OCR first, for example with ocrmypdf"),
    "a beginning": (b"%PDF-1.7\n", "cannot be read as a PDF: it is damaged"),
    "half of one": (drawn(TALKS)[:300], "cannot be read as a PDF: it is damaged"),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 500, "cannot be read as a PDF: it is damaged"),
    "pages in a circle": (
        objects([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"]),
        "cannot be read as a PDF",
    ),
    "a bomb": (drawn(zlib.compress(b"0" * 100_000_000, 9), b"/Filter/FlateDecode"), "more than a document has"),
    "a bomb in a bomb": (
        drawn(zlib.compress(zlib.compress(b" " * 300_000_000, 9), 9), b"/Filter[/FlateDecode/FlateDecode]"),
        "more than a document has",
    ),
    "lists without end": (drawn(b"[" * 300_000), "any document that a person reads"),
    "too many pages": (
        objects(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[%b]/Count 6000>>" % (b"3 0 R " * 6000),
                b"<</Type/Page/Parent 2 0 R>>",
            ]
        ),
        "has 6,000 pages; 5,000 is the most that is read",
    ),
    "a password": (_encrypted("secret", "AES-256"), "is encrypted with a password"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_cannot_be_read_is_told_in_one_line(what: str) -> None:
    """A damaged or hostile file would end in a traceback, take all memory, or become an empty source."""
    data, message = HOSTILE[what]
    with pytest.raises(UnreadableError, match=re.escape(message)) as caught:
        text(data)
    assert str(caught.value).startswith("release.pdf ")
    assert "\n" not in str(caught.value)


def test_forms_that_draw_each_other_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of some kilobytes would be read for hours."""
    monkeypatch.setattr("dialogue_cli.curate.extract.pdf_lines._MOST_DRAWN", 200)
    resources = b"<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>"
    with pytest.raises(UnreadableError, match="draws more than any document"):
        text(drawn(TALKS + b" /X Do", resources=resources, more=_forms(20)))


@pytest.mark.parametrize(
    ("limit", "content"),
    [
        ("_MOST_OPERATORS", b"q Q " * 60),
        ("_SHOWN_A_PAGE", TALKS * 22),
        ("_SHOWN_A_PAGE", b"BT /F 12 Tf [" + b"(a) 1 " * 11 + b"] TJ ET"),
        ("_DRAWN_A_PAGE", b"/X Do " * 22),
    ],
)
def test_what_draws_without_end_is_refused(limit: str, content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of some kilobytes would be read for minutes, though each of its forms is drawn once."""
    assert text(drawn(TALKS + content))
    monkeypatch.setattr(pdf_lines, limit, 100 if limit == "_MOST_OPERATORS" else 1)
    with pytest.raises(TooMuchError, match="draws more than any document"):
        text(drawn(TALKS + content))
    assert text(drawn(TALKS)) == "Talks were held in Oslo.\n"


@pytest.mark.parametrize(
    "string", [b"<" + b"41" * 70_000 + b">", b"(" + b"A" * 270_000 + b")", b"(" + b"A\\)" * 70_000 + b")"]
)
def test_no_string_of_a_page_is_endless(string: bytes) -> None:
    """The library takes seconds to read a string of millions of letters, packed to some kilobytes."""
    with pytest.raises(TooMuchError, match="draws more than any document"):
        text(drawn(TALKS + b" BT /F 12 Tf " + string + b" Tj ET"))


def test_an_endless_string_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be refused only after the library has taken its seconds."""
    monkeypatch.setattr(PageObject, "extract_text", lambda *_, **__: pytest.fail("it was read"))
    with pytest.raises(TooMuchError, match="draws more than any document"):
        text(drawn(b"<" + b"41" * 70_000 + b"> Tj"))


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_what_is_only_protected_from_changes_is_read(algorithm: str) -> None:
    """Many official PDFs may not be changed but open without a password; they could not be added."""
    assert text(_encrypted("", algorithm)) == "Talks were held in Oslo.\n"


@pytest.mark.parametrize("resources", [b"<<>>", b"<</Font 7>>", b"<</Font<</F 9 0 R>>>>", b"7"])
@pytest.mark.parametrize(
    "content",
    [TALKS, b"EMC EMC " + TALKS, b"/Span BDC /Span<</ActualText 5>>BDC " + TALKS, b"BT Tj TJ [] TJ Tf ET " + TALKS],
)
def test_odd_files_end_in_text_or_a_message(content: bytes, resources: bytes) -> None:
    """A file that breaks the rules of the format would end in a traceback."""
    try:
        assert text(drawn(content, resources=resources))
    except UnreadableError as error:
        assert "release.pdf" in str(error)


@given(st.data())
def test_any_damage_ends_in_text_or_a_message(data: st.DataObject) -> None:
    """A byte lost on the way would end in a traceback."""
    whole = bytearray(printed([HEAD, *column("Talks were held in Oslo.")], trailer=b"/Info<</Title(Talks)>>"))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(9, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        extract(bytes(whole), "release.pdf")
    except UnreadableError as error:
        assert "release.pdf" in str(error)


def test_without_the_package_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody without the extra would see an import error."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(UnreadableError, match=r"needs the package pypdf: pip install 'dialogue-cli\[pdf\]'"):
        text(drawn(TALKS))


# Every word

WORDS = st.from_regex(r"[A-Za-z]{1,9}[,.]?", fullmatch=True)


@pytest.mark.long
@given(
    st.lists(st.lists(st.lists(WORDS, min_size=1, max_size=8), min_size=1, max_size=12), min_size=1, max_size=4),
    st.booleans(),
)
@example([[["a"]], [["a"]]], True)
def test_every_word_is_in_the_text(pages: list[list[list[str]]], is_numbered: bool) -> None:
    """A sentence of the document could be lost, and with it what a record says by it."""
    laid_out = []
    for number, lines in enumerate(pages, 1):
        page = column(*(" ".join(words) for words in lines), top=700)
        laid_out.append([*page, (290.0, 30.0, 9.0, str(number))] if is_numbered else page)
    found = set(text(printed(*laid_out)).split())
    assert found >= {word for lines in pages for words in lines for word in words}


# What a PDF says of itself


@pytest.mark.parametrize(
    ("title", "proposed"),
    [
        (b"Joint statement", "Joint statement"),
        (b"Microsoft Word - statement.docx", None),
        (b"statement_final.indd", None),
        (b"about:blank", None),
        (b"Untitled", None),
    ],
)
def test_the_title_is_proposed_but_not_the_day_on_which_the_file_was_made(title: bytes, proposed: str | None) -> None:
    """A source would be dated by its printing, or named by a file."""
    info = b"/Info<</Title(%b)/CreationDate(D:20240101000000)/Producer(X)>>" % title
    found = extract(printed(column("Talks were held."), trailer=info, catalog=b"/Lang(en-GB)"), "release.pdf")
    values = {one.field: one.value for one in found.proposals}
    assert values == ({"title": proposed} if proposed else {}) | {"language": "en"}


def test_a_pdf_becomes_a_source(run: Callable[..., Run], dataset: Callable[..., Path], tmp_path: Path) -> None:
    """What is read could not be quoted, or check would doubt it."""
    path = dataset("meetings:\n- {id: a, title: A}\n")
    document = tmp_path / "release.pdf"
    document.write_bytes(printed(column("Talks were held in Oslo,", "and in Rome.")))
    done = run("source", "add", document, "--data", path)
    assert (done.status, done.out) == (0, "release\n")
    assert run("check", path).out == ""
    assert run("quote", "release", "in oslo, and in rome", "--data", path).status == 0
