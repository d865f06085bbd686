"""In which encoding a page is written, as browsers find it."""

from __future__ import annotations

import codecs
import re

_META = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_XML = re.compile(rb"\A<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w:.-]+)", re.IGNORECASE)
# What the Web means by these names (WHATWG Encoding, section 4.2).
_MEANT = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "tis-620": "cp874",
    "utf8": "utf-8",
    "unicode": "utf-16",
}
# The encodings of the Web, by their names in Python; others (UTF-7, `unicode_escape`) are no encodings of pages.
_OF_THE_WEB = frozenset(
    """utf-8 ascii cp866 cp874 cp932 cp949 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 koi8-r koi8-u
    mac-roman mac-cyrillic gb18030 big5 big5hkscs euc_jp euc_kr iso2022_jp shift_jis iso8859-2 iso8859-3 iso8859-4
    iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16""".split()
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decoded(data: bytes, stated: str | None = None) -> str:
    """The text of a page: by its byte-order mark, what was stated beside it, what it states, else UTF-8 or cp1252."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    found = _XML.match(data) or _META.search(data[:4096])
    for label in (stated, found[1].decode("ascii", "replace") if found else None):
        if label and (text := _as(data, label)) is not None:
            return text
    text = _as_utf_8(data)
    return data.decode("cp1252", "replace") if text is None else text


def _as(data: bytes, name: str) -> str | None:
    name = name.strip().lower()
    if name.startswith("utf-16"):
        # A page that could be read so far as to state its encoding is not in UTF-16.
        name = "utf-8"
    try:
        codec = codecs.lookup(_MEANT.get(name, name)).name
    except (LookupError, UnicodeError, ValueError):
        return None
    if codec not in _OF_THE_WEB:
        return None
    return _as_utf_8(data) if codec == "utf-8" else data.decode(codec, "replace")


def _as_utf_8(data: bytes) -> str | None:
    """The text, if the bytes are UTF-8 but for a few that were damaged; else None: a page of the older days."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\N{REPLACEMENT CHARACTER}")
    is_utf_8 = not damaged or damaged * 2 <= sum(not char.isascii() for char in text)
    return text if is_utf_8 else None
