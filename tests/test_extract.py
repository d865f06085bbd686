"""Documents to text: nothing that is quoted is lost, whatever the document came as."""

from __future__ import annotations

import base64
import html
import io
import quopri
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_cli import open_archive
from dialogue_cli.curate.extract import TooMuchError, extract
from dialogue_cli.curate.extract.kinds import kind_of
from dialogue_cli.dataset.documents import Document
from dialogue_cli.dataset.model import Evidence
from dialogue_cli.errors import UnreadableError
from tests.conftest import ROOT

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORD = "word/document.xml"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def as_page(text: str, *, charset: str = "utf-8") -> bytes:
    """A page as sites have them: menus, scripts, words in bold and links, entities, a footer."""
    body = []
    for i, line in enumerate(paragraphs(text)):
        words = [html.escape(word) for word in line.split(" ")]
        if len(words) > 4:
            words[1] = f"<b>{words[1]}</b>"
            words[3] = f"<a href='#'><span>{words[3][:2]}</span>{words[3][2:]}</a>" if "&" not in words[3] else words[3]
        joined = "\n   ".join([" ".join(words[:7]), " ".join(words[7:])]) if len(words) > 8 else "&#32;".join(words)
        body.append(f"<h1>{joined}</h1>" if not i else f"<div class=p><p>{joined}</p></div>")
    page = (
        f"<!doctype html><html lang=en><head><meta charset={charset}><title>T</title><style>p {{}}</style></head><body>"
        f"<nav><ul><li><a href=/>Home</a></li></ul></nav><script>var a = '<p>no</p>';</script><article>{''.join(body)}"
        "</article><footer>Contact &copy; 2025</footer></body></html>"
    )
    return page.encode(charset, "xmlcharrefreplace")


def as_word(text: str) -> bytes:
    """A Word file whose words are cut into runs, as Word itself does."""
    lines = []
    for line in paragraphs(text):
        cut = len(line) // 3
        runs = "".join(
            f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
            for part in (line[:cut], line[cut : 2 * cut], line[2 * cut :])
        )
        lines.append(f"<w:p><w:pPr/>{runs}</w:p>")
    return word_file({WORD: f"<w:document {W}><w:body>{''.join(lines)}</w:body></w:document>"})


def word_file(parts: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return held.getvalue()


def as_mail(text: str) -> bytes:
    """A mail with the text twice, as most programs send it, and a file."""
    message = EmailMessage()
    message["From"], message["Date"] = "Press <press@example.org>", "Sun, 23 Nov 2025 17:05:00 +0100"
    message["Subject"] = "Release"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(as_page(text).decode(), subtype="html")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="a.png")
    return message.as_bytes()


def as_mhtml(text: str) -> bytes:
    page = quopri.encodestring(as_page(text)).decode()
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nSubject: T\r\n"
        "Date: Mon, 24 Nov 2025 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + page + "\r\n--b--\r\n"
    ).encode()


def as_old_page(text: str) -> bytes:
    return as_page(text, charset="windows-1252")


def as_single_file(text: str) -> bytes:
    """The article in the shadow of an element and in a frame, as SingleFile writes them."""
    page = as_page(text).decode()
    inner = page[page.index("<article>") : page.index("</article>")]
    half = len(paragraphs(text)) // 2
    cut = [at for at in range(len(inner)) if inner.startswith("<div class=p>", at)][half]
    shadow = f"<x-a><template shadowrootmode=open>{inner[:cut]}</template></x-a>"
    frame = f'<iframe srcdoc="{html.escape(inner[cut:])}"></iframe>'
    head = "<!--\n Page saved with SingleFile \n url: https://example.org/a \n saved date: Mon Nov 24 2025 10:00:00 GMT\n-->"
    return f"<!DOCTYPE html> <html>{head}<meta charset=utf-8><body>{shadow}{frame}</body></html>".encode()


def quotes() -> Iterator[tuple[str, Evidence]]:
    archive = open_archive(ROOT / "data" / "meetings.yaml")
    files = {source.id: source.file or "" for source in archive.sources()}
    for identifier in archive.ids():
        meeting = archive.get(identifier)
        assert meeting
        for quote in meeting.evidence:
            yield files[quote.source], quote


@pytest.mark.parametrize("make", [as_page, as_old_page, as_word, as_mail, as_mhtml, as_single_file])
def test_no_quote_is_lost(make: Callable[[str], bytes]) -> None:
    """A record could not be proved by the page, the Word file or the mail that it was made from."""
    documents = {}
    for path in SEEDS:
        found = extract(make(path.read_text(encoding="utf-8")), path.name)
        documents[path.name] = Document.of_text(found.text)
    lost = [quote.exact for file, quote in quotes() if not documents[file].has(quote)]
    assert lost == []


@pytest.mark.parametrize(
    ("make", "kind"),
    [(as_page, "html"), (as_word, "docx"), (as_mail, "mail"), (as_mhtml, "mhtml"), (str.encode, "plain")],
)
def test_what_a_file_is_does_not_hang_on_its_name(make: Callable[[str], bytes], kind: str) -> None:
    """A saved page that is called release.txt would be taken for text, tags and all."""
    data = make("Talks were held.\nIn Oslo they met again.\n")
    assert kind_of(data) == kind
    assert extract(data, "anything.bin").kind == kind


def test_what_a_page_says_of_itself() -> None:
    """A curator would type what stands in the page already; or what contradicts itself would be written."""
    page = (
        b'<html lang="en-GB"><head><title>Talks | Site</title><meta property="og:title" content="Talks">'
        b'<meta property="article:published_time" content="2025-11-23T17:05:00+01:00"><link rel=canonical'
        b' href="https://example.org/talks"><meta property="og:site_name" content="Ministry"></head>'
        b"<body><p>Text.</p></body></html>"
    )
    found, told = extract(page, "a").settled()
    assert {name: one.value for name, one in found.items()} == {
        "title": "Talks",
        "published": "2025-11-23",
        "publisher": "Ministry",
        "language": "en",
        "url": "https://example.org/talks",
    }
    assert told == []
    json = b'<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-11-24"}</script>'
    found, told = extract(page.replace(b"</head>", json + b"</head>"), "a").settled()
    assert "published" not in found
    assert told == [
        "the document names several days of publication: 2025-11-24 (JSON-LD datePublished), 2025-11-23"
        " (article:published_time); state one with --published"
    ]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z", "M")), min_size=1), min_size=1))
def test_every_word_of_a_page_is_in_its_text(words: list[str]) -> None:
    """Words in some element, or in some script, would be dropped in silence."""
    tags = ("p", "b", "td", "li", "h2", "section", "em", "font", "blockquote", "dd", "unknown-tag")
    markup = "".join(f"<{tags[i % 11]}>{html.escape(word)}</{tags[i % 11]}> " for i, word in enumerate(words))
    text = Document.of_text(extract(f"<!doctype html><body>a{markup}".encode(), "a").text).text
    for word in words:
        assert Document.of_text(word).text in text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<html>" + b"<div>" * 200_000, "is nested more than 4,000 deep"),
        (b"<html><body><script>only()</script></body></html>", "has no text"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "an old Word file or an Outlook message"),
        (b"{\\rtf1 a}", "an RTF file"),
        (b"\x89PNG\r\n", "a picture; it needs OCR first"),
        (b"PK\x03\x04" + bytes(50), "is a damaged Word file"),
        (word_file({"xl/workbook.xml": ""}), "a table; dialogue import reads those"),
        (word_file({"mimetype": "", "content.xml": ""}), "an OpenDocument file"),
        (word_file({WORD: f"<!DOCTYPE a [<!ENTITY b 'c'>]><w:document {W}/>"}), "declarations that no Word file has"),
        (word_file({WORD: f"<w:document {W}>" + "<w:p>" * 5_000}), "is nested more than 2,000 deep"),
        (word_file({WORD: "<w:document"}), "is a damaged Word file"),
        (word_file({WORD: " " * (65 << 20)}), "unpacks to more than 64 MB"),
        (b"a" * ((64 << 20) + 1), "is larger than 64 MB"),
        (b"From a Mon Nov 24 10:00:00 2025\nSubject: a\nTo: b\n\nx\n\nFrom a Mon Nov 24 10:00:00 2025\nTo: c\n\ny\n",
         "is a mailbox of several messages"),
        (b"caf\xe9 au lait", "is not UTF-8 text"),
        (b"  \n", "is empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_gets_one_message(data: bytes, message: str) -> None:
    """A bomb, a picture or an old format would end in a traceback, take all memory, or give an empty text."""
    with pytest.raises(UnreadableError, match=r"^a\.x") as raised:
        extract(data, "a.x")
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_tracked_deletions_are_out_and_notes_are_in() -> None:
    """A quote could be taken from words that the author struck out."""
    body = (
        f"<w:document {W}><w:body><w:p><w:r><w:t>They </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>met</w:t></w:r></w:ins><w:r><w:tab/><w:t>in</w:t><w:br/><w:t>Oslo</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    )
    notes = f"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    text = extract(word_file({WORD: body, "word/footnotes.xml": notes}), "a").text
    assert text == "They met in\nOslo\n\nCell\n\nA note.\n"


def test_a_page_in_another_encoding() -> None:
    """Names of older pages would be full of replacement characters."""
    page = "<html><meta charset=iso-8859-2><p>Sędzia Żółć</p>".encode("iso-8859-2")
    assert extract(page, "a").text == "Sędzia Żółć\n"
    assert extract("<html><p>Café – “a”</p>".encode("cp1252"), "a").text == "Café – “a”\n"
    assert extract("<html><p>Zürich</p>".encode("utf-16"), "a").text == "Zürich\n"


def test_a_mail_with_only_a_stub_of_plain_text() -> None:
    """The mail would be read as "This message is in HTML"."""
    message = EmailMessage()
    message["Subject"], message["From"] = "A", "b@example.org"
    message.set_content("See the HTML.")
    message.add_alternative("<p>The ministers met in Oslo on Monday and spoke of fish.</p>", subtype="html")
    assert "spoke of fish" in extract(message.as_bytes(), "a").text
    encoded = b"Subject: A\nFrom: b\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode("Gespräch".encode())
    assert "Gespräch" in extract(encoded, "a").text


def test_nothing_more_than_the_limit_is_read() -> None:
    """An archive that states a small size and unpacks to more would fill the memory."""
    with pytest.raises(TooMuchError):
        extract(word_file({WORD: " " * (65 << 20)}), "a")
