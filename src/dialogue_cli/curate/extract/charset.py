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
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _as(data: bytes, name: str) -> str | None:
    name = name.strip().lower()
    if name.startswith("utf-16"):
        # A page that could be read so far as to state its encoding is not in UTF-16.
        name = "utf-8"
    try:
        codec = codecs.lookup(_MEANT.get(name, name))
        if not getattr(codec, "_is_text_encoding", True):
            return None
        # A page that states UTF-8 and is not is one of the older days.
        return data.decode(codec.name) if codec.name == "utf-8" else data.decode(codec.name, "replace")
    except (LookupError, UnicodeDecodeError):
        return None
