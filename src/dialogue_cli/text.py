"""Text: one way to compare names, one way to make data harmless on a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

# Characters that do something instead of being seen, in classes that share none: the parts of a `[…]` pattern.
CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
"""C0, DEL and C1 without the tab and what ends a line."""
VERTICAL_BREAKS = "\x0b\x0c"
"""Vertical tab and form feed."""
UNICODE_BREAKS = "\x85\u2028\u2029"
"""The next line of C1, and the separators of lines and paragraphs."""
DIRECTION_MARKS = "\u202a-\u202e\u2066-\u2069"
"""What turns the reading direction of the text that follows."""
BYTE_ORDER_MARK = "\ufeff"
NOT_CHARACTERS = "\ud800-\udfff\ufffe\uffff"
"""Halves of surrogate pairs, and the two code points that XML and YAML refuse."""

# Neither these (Sa'ar, Saʿar, Saar), taken away by `str.translate`, …
APOSTROPHES = dict.fromkeys(map(ord, "'\u2018\u2019\u02bb\u02bc\u02be\u02bf\u02b9\u02ba\u0060\u00b4\u2032\u2033"))
# … nor what separates words (counter-terrorism, counter terrorism) tells names apart.
SEPARATORS = str.maketrans(dict.fromkeys('.,;:()[]/\\"“”„«»_-\u2010\u2011\u2012\u2013\u2014\u2015\u2212', " "))
# Letters that carry no combining mark and so survive decomposition.
LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "Ł": "l",
        "ø": "o",
        "Ø": "o",
        "đ": "d",
        "Đ": "d",
        "ð": "d",
        "Ð": "d",
        "þ": "th",
        "Þ": "th",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "Œ": "oe",
        "ə": "a",
        "Ə": "a",
        "ħ": "h",
        "Ħ": "h",
    }
)
# Patterns are compiled when they are first needed: most runs need none of them.
_SHOWN_AS_BOX = f"[{CONTROLS}{DIRECTION_MARKS}]"
_BREAK = f"[\t\n\r{VERTICAL_BREAKS}{UNICODE_BREAKS}]+"


def folded(text: str) -> str:
    """Lower case, in one Unicode form, without diacritics and what no eye sees."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return "".join(c for c in text if not unicodedata.combining(c) and not _is_invisible(c)).casefold()


def _is_invisible(c: str) -> bool:
    """Whether a character shows nothing and takes no room: format characters and variation selectors."""
    return unicodedata.category(c) == "Cf" or c == "\u034f" or "\ufe00" <= c <= "\ufe0f"


def fold(text: str) -> str:
    """The words of a name as compared: `"Côte-d’Ivoire (West Africa)"` → `"cote divoire west africa"`.

    Case, diacritics, Unicode form, apostrophes, punctuation and invisible characters (soft hyphens, zero-width
    spaces, byte-order and direction marks) are gone; signs such as `+` stay.
    """
    words = text.replace("-", " ")
    if words.isascii() and words.replace(" ", "").isalnum():
        # So are most names; the rest is for other signs.
        return " ".join(words.lower().split())
    return " ".join(folded(text.translate(APOSTROPHES)).translate(SEPARATORS).split())


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """The form under which two spellings of one name are equal: `fold` without its spaces.

    `"Counter-Terrorism"`, `"counter terrorism"` and `"counterterrorism"` have one key.
    """
    return fold(text).replace(" ", "")


def squeeze(text: str) -> str:
    """The text with every run of white space, no-break spaces among it, as one space."""
    return " ".join(text.split())


def compared(text: str) -> str:
    """The text as quotes and documents are compared: `squeeze`, and canonically equivalent texts as one (NFC)."""
    text = squeeze(text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """The text on a single line, harmless to a terminal: breaks become spaces, other controls U+FFFD."""
    if text.isprintable():
        return text
    return re.sub(_SHOWN_AS_BOX, "\ufffd", re.sub(_BREAK, " ", text))


def harmless(text: str) -> str:
    """The text with its line ends, each as LF, but nothing else that a terminal would obey."""
    if text.isprintable():
        return text
    return re.sub(_SHOWN_AS_BOX, "\ufffd", "\n".join(text.replace("\t", " ").splitlines()))


def slug(text: str) -> str:
    """An id for a text: `"EU–Pakistan, 7th"` → `"eu-pakistan-7th"`; empty when it has no Latin letter or digit."""
    return "-".join(re.findall("[a-z0-9]+", folded(text.translate(APOSTROPHES))))


def plural(count: int, noun: str, nouns: str = "") -> str:
    """`"1 meeting"`, `"2 meetings"`, `"12,000 meetings"`."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def listing(items: list[str], last: str = "or") -> str:
    """`"a"`, `"a or b"`, `"a, b or c"`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"


def shortened(text: str, most: int = 160) -> str:
    """A text for a message: its beginning, with "…" where it goes on.

    >>> shortened("a word too many", 10)
    'a word…'
    """
    if len(text) <= most:
        return text
    cut = text[:most]
    return (cut.rpartition(" ")[0] or cut).rstrip() + "…"


def ranges(runs: Iterable[tuple[int, int]]) -> str:
    """Unbroken runs of numbers, each as its first and its last, in words: `1–6, 9`."""
    return ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in runs)


def printable(path: object) -> str:
    """A path as text that can be stored and shown: bytes that are not UTF-8 stand as escapes."""
    text = str(path)
    if text.isprintable():
        return text
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        # Half of a surrogate pair, which stands for no byte.
        return text.encode("utf-8", "backslashreplace").decode("utf-8")


def as_json(value: Any, indent: int | None = None) -> str:
    """A value as JSON for people too: JSON may hold DEL and other signs bare that a terminal would obey."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    unsafe = f"[{CONTROLS}{VERTICAL_BREAKS}{UNICODE_BREAKS}{DIRECTION_MARKS}]"
    return re.sub(unsafe, lambda found: f"\\u{ord(found[0]):04x}", text)
