"""PDFs for the tests, written by hand: what no program would write, and what needs no program."""

from __future__ import annotations

from collections.abc import Sequence

FONTS = b"<</Font<</F 5 0 R>>>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def objects(found: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of which is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(found, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(found) + 1, table)
        + b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (len(found) + 1, trailer, len(out))
    )


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), more, data)


def drawn(content: bytes, filters: bytes = b"", resources: bytes = FONTS, more: Sequence[bytes] = ()) -> bytes:
    """A PDF of one page on which something is drawn."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources %b>>" % resources
    return objects(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            stream(content, filters),
            _FONT,
            *more,
        ]
    )


def printed(*pages: Sequence[tuple[float, float, float, str]], trailer: bytes = b"", catalog: bytes = b"") -> bytes:
    """A PDF of pages of lines: left end, height from below, size and words of each."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(pages)))
    found = [
        b"<</Type/Catalog/Pages 2 0 R%b>>" % catalog,
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(pages)),
        _FONT,
    ]
    for i, lines in enumerate(pages):
        content = b"\n".join(
            b"BT /F %.1f Tf %.1f %.1f Td (%b) Tj ET"
            % (size, x, y, words.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)"))
            for x, y, size, words in lines
        )
        resources = b"<</Font<</F 3 0 R>>>>"
        found.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources %b>>" % (5 + 2 * i, resources)
        )
        found.append(stream(content))
    return objects(found, trailer)


def column(
    *words: str, x: float = 72, top: float = 700, size: float = 12, leading: float = 14
) -> list[tuple[float, float, float, str]]:
    """Lines one below the other; an empty one is a gap."""
    return [(x, top - i * leading, size, text) for i, text in enumerate(words) if text]
