"""What was found by reading the extractors as an enemy, or as somebody with an odd document, would."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.policy import EmailPolicy
from pathlib import Path

import pytest

from dialogue_cli.curate.extract import TooMuchError, docx, extract, extracted, mail
from dialogue_cli.curate.extract.kinds import kind_of
from dialogue_cli.errors import UnreadableError
from tests.conftest import Run
from tests.pdfs import drawn

MAIL = (
    b"From: Press <press@example.org>\nTo: you@example.org\nMessage-ID: <1@example.org>\n"
    b"Date: Sun, 23 Nov 2025 10:00:00 +0100\nSubject: Talks\nMIME-Version: 1.0\n"
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def text(data: bytes, name: str = "page.html") -> str:
    return extract(data, name).text


def proposed(data: bytes) -> dict[str, str]:
    return {field: one.value for field, one in extract(data, "page.html").settled()[0].items()}


def multipart(kind: str, *parts: tuple[str, str]) -> bytes:
    """A part of others: their headers and what they hold."""
    body = "".join(f"--{kind}\n{head}\n\n{words}\n" for head, words in parts)
    return f"Content-Type: multipart/{kind}; boundary={kind}\n\n{body}--{kind}--\n".encode()


def word(space: str = WORD, part: str = "word/document.xml", **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        body = "<w:body><w:p><w:r><w:t>Talks were held.</w:t></w:r></w:p></w:body>"
        archive.writestr(part, f'<w:document xmlns:w="{space}">{body}</w:document>')
        for name, data in more.items():
            archive.writestr(f"word/{name}.xml", data)
    return out.getvalue()


# Pages


@pytest.mark.parametrize(
    "markup",
    [
        b"<svg>" + b'<path d="M0"/>' * 9000 + b"</svg>",
        b"<picture><source srcset=a><img></picture>" * 9000,
        b'<script>x = "<div><b>";</script>' * 9000,
        b"<!-- <div> -->" * 9000,
        b"<p>One." * 9000 + b"<li>Two." * 9000,
    ],
)
def test_a_page_with_many_pictures_or_scripts_is_no_nested_one(markup: bytes) -> None:
    """A page with a map in it would be refused as nested too deeply."""
    assert "Talks were held." in text(b"<html><body>" + markup + b"<p>Talks were held.")


@pytest.mark.parametrize("tag", [b"div", b"b", b"span", b"table", b"DIV"])
def test_what_is_nested_too_deeply_is_refused(tag: bytes) -> None:
    """A hostile page would take hours."""
    with pytest.raises(UnreadableError, match="nested more than"):
        text(b"<html><script>x</script><!-- a -->" + (b"<%b>" % tag) * 100_000 + b"x")


@pytest.mark.parametrize("one", ["a{}", "a{}=x", "a{}='>'", 'a{}=">"', "a{} = x", "a{}/"])
def test_a_tag_of_more_attributes_than_any_is_refused(one: str) -> None:
    """The parser compares each attribute with all others: a page of a few megabytes would take hours."""
    crowded = "<html><body><p " + " ".join(one.format(i) for i in range(1_001)) + ">x"
    with pytest.raises(UnreadableError, match="has a tag of more than 1,000 attributes, which no page has"):
        text(crowded.encode())
    full = "<html><body>" + ("<p " + " ".join(one.format(i) for i in range(900)) + ">Talks were held.</p>") * 3
    assert text(full.encode()) == "Talks were held.\n\n" * 2 + "Talks were held.\n"
    assert "a < b" in text(b"<html><body><p>a < b " + b"word " * 2_000 + b"</p>")


def test_many_comments_before_a_page_take_no_time() -> None:
    """A page that begins with comments would never be read: the pattern tried all ways to split them."""
    assert kind_of(b"<!---->" * 5000 + b"x") == "plain"
    assert kind_of(b"<?xml version='1.0'?><!-- a -->" + b"<!-- b --> \n" * 3000 + b"<HTML>") == "html"


@pytest.mark.parametrize("begin", [b"<h2>", b"<font>", b"<script></script>", b"<ul><li>", b"\xef\xbb\xbf <a href=x>"])
def test_a_part_of_a_page_is_a_page(begin: bytes) -> None:
    """Its tags would stand in the text that is quoted."""
    assert text(begin + b"Talks <b>were</b> held.", "part.txt") == "Talks were held.\n"


def test_a_name_tells_a_page_from_plain_text_if_the_bytes_do_not() -> None:
    """A page that begins with words would be quoted with its tags."""
    assert text(b"Talks <b>were</b> held.", "part.html") == "Talks were held.\n"
    assert text(b"a < b", "part.txt") == "a < b"


@pytest.mark.parametrize("tail", [b" \xff end", b" cut \xe2\x80"])
@pytest.mark.parametrize("stated", [b"<meta charset=utf-8>", b""])
def test_a_damaged_byte_does_not_spoil_the_page(tail: bytes, stated: bytes) -> None:
    """Every apostrophe and accent of the page would become noise because of one byte."""
    assert "EU’s talks – für" in text(b"<html>" + stated + "<p>EU’s talks – für".encode() + tail)


@pytest.mark.parametrize("stated", [b"utf-8", b"nonsense", b""])
def test_a_page_of_the_older_days_is_read(stated: bytes) -> None:
    """A page that states UTF-8 and is in Windows-1252 would be full of marks for damage."""
    page = b"<html><meta charset=%b><p>" % stated + "für den Präsidenten – größer".encode("cp1252")
    assert text(page) == "für den Präsidenten – größer\n"


@pytest.mark.parametrize(
    "stated", ["idna", "undefined", "unicode_escape", "punycode", "utf-7", "base64", "utf-16", "utf-32", "mbcs", "\x00"]
)
def test_no_stated_encoding_ends_in_a_traceback(stated: str) -> None:
    """A page could choose a codec of Python that fails in its own way, or makes halves of characters."""
    assert "talks \\ud800" in text(b"<html><meta charset=" + stated.encode() + b"><p>talks \\ud800 \xff")


def test_control_characters_do_not_get_into_a_text_or_a_title() -> None:
    """A page could put commands for a terminal into the dataset."""
    page = b"<html><title>\x1b[31mRed&shy;dish</title><p>talks \x1b[31m held&#1; &#xfffe;."
    assert text(page) == "talks [31m held .\n"
    assert proposed(page)["title"] == "[31mReddish"


def test_words_in_pictures_and_fields_are_words() -> None:
    """What a reader sees in a diagram, or in place of what cannot be shown, could not be quoted."""
    page = (
        b"<html><object data=a.pdf><p>Not shown.</p></object><textarea>Typed.</textarea><svg><text>Drawn.</text></svg>"
    )
    assert {"Not shown.", "Typed.", "Drawn."} <= set(text(page).split("\n"))


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        ('<p>The talks were held on <time datetime="2025-11-21">Friday</time>.</p>', None),
        ('<p>Published on <time datetime="2025-11-23">Sunday</time></p>', "2025-11-23"),
        ('<div><time datetime="2025-11-23">23.11.2025</time></div>', "2025-11-23"),
        ('<p>By A, <time itemprop="datePublished" datetime="2025-11-23">Sunday</time></p>', "2025-11-23"),
        ('<meta name="dcterms.created" content="2025-11-20">', None),
    ],
)
def test_the_day_of_a_meeting_is_not_proposed_as_that_of_publication(markup: str, day: str | None) -> None:
    """A source would be dated by the meeting that it speaks of, and the record be checked by that."""
    assert proposed(f"<html><body><p>Talks.</p>{markup}".encode()).get("published") == day


# Mails


def test_a_mail_with_a_picture_in_it_is_no_saved_page() -> None:
    """Most mails with a logo would lose their head, and the day of sending would be that of a look at a page."""
    data = MAIL + multipart("related", ("Content-Type: text/html", "<p>They met.</p>"))
    assert kind_of(data) == "mail"
    assert proposed(data) == {"title": "Talks", "published": "2025-11-23", "publisher": "Press"}
    saved = b"From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/\nSubject: T\nMIME-Version: 1.0\n"
    assert kind_of(saved + multipart("related", ("Content-Type: text/html", "<p>They met.</p>"))) == "mhtml"


def test_only_alternatives_replace_each_other() -> None:
    """Of a mail with plain text and HTML one after the other, or with another mail in it, half would be lost."""
    plain, page = ("Content-Type: text/plain", "First."), ("Content-Type: text/html", "<p>Second one.</p>")
    both = text(MAIL + multipart("mixed", plain, page))
    assert {"First.", "Second one."} <= set(both.split("\n"))
    inner = ("Content-Type: message/rfc822", "From: Q <q@example.org>\nSubject: Inner\n\nThe inner one says more.")
    forwarded = text(MAIL + multipart("mixed", plain, inner)).split("\n")
    assert {"First.", "From: Q <q@example.org>", "Subject: Inner", "The inner one says more."} <= set(forwarded)
    same = multipart(
        "alternative", ("Content-Type: text/plain", "The same."), ("Content-Type: text/html", "<p>The same.</p>")
    )
    assert text(MAIL + same).count("The same.") == 1


@pytest.mark.parametrize("value", ["=?utf-8?q?a=1B?= ", "a@example.org, ", "a\n "])
def test_a_header_without_an_end_is_refused(value: str) -> None:
    """The parser of the library takes gigabytes for a subject of a megabyte."""
    with pytest.raises(UnreadableError, match="has a header of more than 100,000 characters, which no message has"):
        text(MAIL + b"X-Long: " + value.encode() * 60_000 + b"\n\nTalks were held.", "a.eml")
    inner = ("Content-Type: text/plain; " + "; ".join(f"name*{i}*=%41" for i in range(20_000)), "x")
    with pytest.raises(UnreadableError, match="has a header of more than"):
        text(MAIL + multipart("mixed", inner), "a.eml")


def test_a_mail_of_attachments_alone_says_what_to_do() -> None:
    """A source would be made of four lines of a header."""
    head = "Content-Type: application/pdf\nContent-Disposition: attachment; filename=statement.pdf"
    with pytest.raises(UnreadableError, match=r"save what is attached and add that: statement\.pdf"):
        text(MAIL + multipart("mixed", (head, "JVBERi0=")))


def test_headers_are_measured_before_they_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the parser takes for a header of many parameters grows with its square: a small mail would take minutes."""
    asked: list[int] = []
    fetch = EmailPolicy.header_fetch_parse

    def watched(policy: EmailPolicy, name: str, value: str) -> object:
        asked.append(len(value))
        return fetch(policy, name, value)

    monkeypatch.setattr(EmailPolicy, "header_fetch_parse", watched)
    head = "Content-Type: text/plain; " + "; ".join(f"name*{i}*=%1b" for i in range(1_000))
    for data in (MAIL + head.encode() + b"\n\nTalks were held.", MAIL + multipart("mixed", (head, "Talks were held."))):
        with pytest.raises(TooMuchError, match="has a header of more than 10,000 characters, which no message has"):
            extract(data, "a.eml")
    assert max(asked) < 1_000
    monkeypatch.setattr(mail, "_MOST_PARSED", 5_000)
    parts = [("Content-Type: text/plain; " + "a" * 1_000, "Talks were held.")] * 20
    with pytest.raises(TooMuchError, match="has headers of more than 5,000 characters, which no message has"):
        extract(MAIL + multipart("mixed", *parts), "a.eml")


# Texts


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"Talks. " * 20),
        ("a.html", b"<html><body>" + b"<p>Talks.</p>" * 20),
        ("a.html", b"<html><body><iframe srcdoc='" + b"Talks. " * 20 + b"'></iframe>"),
        ("a.eml", MAIL + b"\n" + b"Talks.\n" * 20),
        ("a.docx", word(header1=f'<w:p xmlns:w="{WORD}"><w:t>{"A" * 101}</w:t></w:p>'.encode())),
        ("a.pdf", drawn(b"BT /F 12 Tf 50 700 Td (" + b"A" * 101 + b") Tj ET")),
    ],
)
def test_a_text_that_is_longer_than_commands_bear_is_refused(
    name: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document of 500 bytes would be added as a text of 60 MB, on which every command takes gigabytes and minutes."""
    monkeypatch.setattr(extracted, "LONGEST", 100)
    with pytest.raises(TooMuchError, match=f"{name} has a text of more than 100 characters, which no document has"):
        extract(data, name)
    monkeypatch.setattr(extracted, "LONGEST", 400)
    assert extract(data, name).text


def test_the_lines_of_a_text_are_taken_only_as_long_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """All lines of a swollen document would stand in memory before anybody counts them."""
    monkeypatch.setattr(extracted, "LONGEST", 100)
    lines = iter(["Talks."] * 1_000)
    with pytest.raises(TooMuchError):
        extracted.tidy(lines)
    assert len(list(lines)) > 900


# Word files


@pytest.mark.parametrize("filler", [b"<w:p/>", b"<w:r/>", b"<w:x/>"])
def test_a_word_file_of_too_many_elements_is_refused(filler: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Millions of elements without a word, packed to some kilobytes, would take half a minute and a gigabyte."""
    monkeypatch.setattr(docx, "_MOST_ELEMENTS", 50)
    part = f'<w:p xmlns:w="{WORD}">'.encode() + filler * 24 + b"</w:p>"
    assert text(word(header1=part)) == "Talks were held.\n"
    with pytest.raises(TooMuchError, match="has more than 50 elements, which no Word file has"):
        text(word(header1=part, footer1=part))


def test_the_properties_of_a_word_file_are_few() -> None:
    """Millions of titles would be read and compared."""
    out = io.BytesIO(word())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("docProps/core.xml", "<c>" + "<title>x</title>" * 1_001 + "</c>")
    with pytest.raises(TooMuchError, match="has more than 1,000 elements, which no Word file has"):
        text(out.getvalue())


def test_other_ways_to_write_a_word_file_are_read() -> None:
    """Word's own "Strict Open XML" and files of SharePoint would have no text."""
    assert text(word(STRICT)) == text(word(part="word/document2.xml")) == text(word()) == "Talks were held.\n"


def test_a_damaged_or_swollen_word_file_gets_a_message() -> None:
    """A damaged file would end in a traceback, and one of many parts take all memory."""
    damaged = bytearray(word())
    damaged[60:80] = b"\xff" * 20
    with pytest.raises(UnreadableError, match="is a damaged Word file"):
        text(bytes(damaged))
    part = b"<a>" + b" " * 20_000_000 + b"</a>"
    with pytest.raises(UnreadableError, match="unpacks to more than 64 MB"):
        text(word(header1=part, header2=part, header3=part, header4=part))


def test_a_page_called_txt_is_not_written_over_by_its_text(
    run: Callable[..., Run], dataset: Callable[..., Path], tmp_path: Path
) -> None:
    """The original would be lost under the text that was made of it."""
    path = dataset("meetings:\n- {id: a, title: A}\n")
    page = tmp_path / "desk" / "release.txt"
    page.parent.mkdir()
    page.write_bytes(b"<html><p>Talks were held.</p>")
    assert run("source", "add", page, "--data", path).status == 0
    seeds = path.parent / "seeds"
    assert (seeds / "release.txt").read_bytes() == page.read_bytes()
    assert (seeds / "release.txt.txt").read_text(encoding="utf-8") == "Talks were held.\n"
    assert run("check", path).out == ""


@pytest.mark.parametrize(
    "head",
    [b"Date: Sun, 23 Nov 99999999999999999999 10:00:00 +0100", b"Date: 1 Jan 2025 10:00:00 +99999999999999999999"],
)
def test_a_head_that_the_library_fails_at_is_text(head: bytes) -> None:
    """A mail, or a page that a browser saved, with an impossible date ended in a traceback."""
    mail = MAIL.replace(b"Date: Sun, 23 Nov 2025 10:00:00 +0100", head)
    assert "Talks were held." in text(mail + b"\nTalks were held.\n", "a.eml")
    saved = head + b"\nMIME-Version: 1.0\n" + multipart("related", ("Content-Type: text/html", "<p>Talks were held."))
    assert text(saved, "a.mhtml") == "Talks were held.\n"


def test_of_a_page_of_empty_frames_only_what_is_said_is_text() -> None:
    """Each frame without words would be a blank line more in the text that is quoted."""
    page, empty = ("Content-Type: text/html", "<p>Talks were held."), ("Content-Type: text/html", "<p>")
    saved = b"From: x\nMIME-Version: 1.0\n" + multipart("related", page, empty, empty, page)
    assert text(saved, "a.mhtml") == "Talks were held.\n\nTalks were held.\n"


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("; format=flowed", "They met in Oslo and agreed.\nOn Monday."),
        ("", "They met in\nOslo and agreed.\nOn Monday."),
    ],
)
def test_flowed_lines_of_a_mail_go_on(declared: str, expected: str) -> None:
    """A quote over the end of a line that the program of the sender has broken would not be found."""
    mail = MAIL + f"Content-Type: text/plain{declared}\n\nThey met in \n Oslo and agreed.\nOn Monday.\n".encode()
    assert expected in text(mail, "a.eml")


def test_a_mail_whose_headers_break_the_rules_is_read() -> None:
    """One odd header would end in a traceback of the library that parses it."""
    mail = MAIL.replace(b"Sun, 23 Nov 2025 10:00:00 +0100", b"Someday, 99 Foo 2025 99:99").replace(
        b"From: Press <press@example.org>", b"From: [\xff@(;:<>"
    )
    found = extract(mail + b"\nThey met in Oslo.\n", "a.eml")
    assert "They met in Oslo." in found.text
    assert "published" not in found.settled()[0]


CORE = (
    b'<c:x xmlns:c="c" xmlns:d="d"><d:title>Joint  Statement</d:title><d:language>fr-FR</d:language>'
    b"<d:created>2025-01-01</d:created></c:x>"
)


def test_what_a_word_file_says_of_itself() -> None:
    """Its title would have to be typed; or the day on which a file was made would be that of its publication."""
    document = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>They met.</w:t></w:r></w:p></w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", document)
        archive.writestr("docProps/core.xml", CORE)
    found = extract(out.getvalue(), "a.docx").settled()[0]
    assert {name: one.value for name, one in found.items()} == {"title": "Joint Statement", "language": "fr"}


@pytest.mark.parametrize(
    ("name", "message"),
    [("ppt/presentation.xml", "a presentation; save it as PDF"), ("a/b.txt", "an archive, and no Word file")],
)
def test_an_archive_of_another_kind_is_named(name: str, message: str) -> None:
    """A slide show, or a folder of files, would be called a damaged Word file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "")
    with pytest.raises(UnreadableError, match=message):
        extract(out.getvalue(), "a.zip")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ('{"@type": ["Thing", "NewsArticle"], "headline": "A", "publisher": {"name": "P"}}', {"title": "A", "publisher": "P"}),
        ('[{"@graph": [{"@type": "Report", "headline": "B", "publisher": "Q"}]}]', {"title": "B", "publisher": "Q"}),
        ('{"@type": "Report", "headline": 7, "publisher": 8}', {}),
        ('{"@type": "Recipe", "headline": "Soup"}', {}),
        ("{not json", {}),
        ("[" * 100 + "]" * 100, {}),
    ],
)  # fmt: skip
def test_what_a_page_states_for_machines(stated: str, expected: dict[str, str]) -> None:
    """A page that states something of another kind, or nests it without end, would give a wrong title or a traceback."""
    page = f'<html><script type="application/ld+json">{stated}</script><body><p>They met.</p></body></html>'
    assert proposed(page.encode()) == expected
