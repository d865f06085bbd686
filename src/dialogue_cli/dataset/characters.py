"""Characters that deceive the eye: those that show nothing, and letters of another script that look alike."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from dialogue_cli.text import BYTE_ORDER_MARK, CONTROLS, DIRECTION_MARKS, UNICODE_BREAKS, VERTICAL_BREAKS

# Spaces that are no space to YAML, and look like one.
_ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_SPACE = re.compile(f"[{_ODD_SPACES}]")
CONTROL = re.compile(f"[{CONTROLS}{VERTICAL_BREAKS}{DIRECTION_MARKS}]")
"""What a terminal, or the eye of a reader, would obey."""
# What Unicode calls format characters, and fillers.
_IGNORABLE = (
    f"{DIRECTION_MARKS}{BYTE_ORDER_MARK}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180e\u200b-\u200f\u2060-\u206f\u3164\ufe00-\ufe0d\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
# Besides these, spaces and separators of lines.
_UNSEEN = re.compile(f"[{_ODD_SPACES}{UNICODE_BREAKS}{_IGNORABLE}]")
# In a text whose white space is of one kind: also controls, and what chooses between a sign and its picture.
INVISIBLE = f"{CONTROLS}{_IGNORABLE}\ufe0e\ufe0f"
"""What shows nothing and is no white space, as a part of a `[…]` pattern."""
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
# One of them in the indentation, after a sign or a closing quote, or before the colon of a key.
_MISPLACED = re.compile(rf"""(?:^[\s-]*|[-:,\[{{]|["']){_UNSEEN.pattern}|{_UNSEEN.pattern}(?=:(?:\s|$))""")
# These join and turn the letters of some scripts, and belong there.
_JOINERS = "\u200c\u200d"
_DIRECTIONS = "\u061c\u200e\u200f"
# The control-character check is about these.
_TURNS = re.compile(f"[{DIRECTION_MARKS}]")
# Alphabets whose letters stand for each other by mistake or by malice.
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU")
# Cyrillic and Greek letters that look like Latin ones: a word of nothing else is likely meant as Latin.
_LOOKALIKES = dict(
    zip(
        "аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "aeopcyxijshdqwABEKMHOPCTYXIJSQWABEZHIKMNOPTYXo",
        strict=True,
    )
)
_QUOTATION_MARKS = frozenset("\"'“”„‟«»‹›‘’‚‛`´′″ʹʺʻʼʽˈˮ＂＇")
_DASHES = frozenset("-‐‑‒–—―−﹘﹣－")


def code_point(character: str) -> str:
    """`"U+200B (zero width space)"`."""
    name = "byte-order mark" if character == BYTE_ORDER_MARK else unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


def visible(text: str) -> str:
    """The text with code points in place of what does not show: `"held<U+200B>"`."""
    if text.isascii():
        return text
    return _UNSEEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def unseen_hint(text: str) -> str:
    """What to do about the first character of a key or value that does not show; empty when there is none."""
    found = None if text.isascii() else _UNSEEN.search(text)
    if found is None:
        return ""
    instead = "type an ordinary space" if _ODD_SPACE.match(found[0]) else "delete it"
    return f"; {code_point(found[0])} does not show: {instead}"


def is_invisible(character: str) -> bool:
    """Whether a character shows nothing and is no white space."""
    return _INVISIBLE.match(character) is not None


def same_mark(character: str) -> str:
    """`'` for a quotation mark or an apostrophe of any kind, `-` for a dash of any kind; else the character."""
    return "'" if character in _QUOTATION_MARKS else "-" if character in _DASHES else character


def seen(character: str) -> str:
    """What a character looks like at a glance: without case, and as the plainest of those that look like it.

    >>> seen("\u200b"), seen("—"), seen("Ａ"), seen("ﬁ"), seen("\u0430")
    ('', '-', 'a', 'fi', 'a')
    """
    if is_invisible(character):
        return ""
    # A mark first, as the plain form of some is a space and an accent, which white space would be taken for.
    plain = unicodedata.normalize("NFKC", same_mark(character))
    if " " in plain:
        return character
    return "".join(_LOOKALIKES.get(part, part) for part in plain).lower()


def script(character: str) -> str:
    """The script of a letter, or what else a character is, as its name begins: `LATIN`, `CYRILLIC`, `DIGIT`."""
    return unicodedata.name(character, "").partition(" ")[0]


def is_space(character: str) -> bool:
    """Whether a character looks like a space and is none to YAML."""
    return _ODD_SPACE.match(character) is not None


def misplaced(line: str) -> int | None:
    """Where in a line of YAML, beside its indentation or its signs, something stands that does not show."""
    found = None if line.isascii() else _MISPLACED.search(line)
    return found.end() - 1 if found else None


def first_unseen(text: str, *, spaces: bool) -> str | None:
    """The first character of a text that does not show and has no business there; None for most texts.

    Joiners between letters of scripts that need them, emoji, and direction marks beside letters from right to left
    are in their place. Spaces of other widths count only when asked for: in names.
    """
    if text.isascii():
        return None
    for found in _UNSEEN.finditer(text):
        character = found[0]
        if _TURNS.match(character) or (_ODD_SPACE.match(character) and not spaces):
            continue
        if character in _DIRECTIONS and any(unicodedata.bidirectional(c) in ("R", "AL") for c in text):
            continue
        if (character in _JOINERS or "\ufe00" <= character <= "\ufe0f" or character >= "\U000e0000") and _joins(
            text, found.start()
        ):
            continue
        return character
    return None


def _joins(text: str, at: int) -> bool:
    """Whether what stands before a joiner or selector is no letter of an alphabet that has none."""
    before = text[at - 1 : at]
    return bool(before) and not before.isascii() and _alphabet(before) not in _ALPHABETS and not _UNSEEN.match(before)


def foreign_letter(text: str) -> str | None:
    """The first letter of another alphabet than the rest of its word, or of a word that only looks Latin.

    >>> foreign_letter("K\u0430zakhstan"), foreign_letter("Россия"), foreign_letter("Россия (Russia)")
    ('а', None, None)
    """
    if text.isascii():
        return None
    found: list[str] = re.findall(r"[^\W\d_]+", text)
    words = [[(c, _alphabet(c)) for c in word] for word in found]
    alphabets = Counter(alphabet for word in words for _, alphabet in word if alphabet)
    if len(alphabets) < 2:
        return None
    for word in words:
        mine = {alphabet for _, alphabet in word if alphabet}
        if len(mine) > 1:
            main = max(mine, key=lambda alphabet: (alphabets[alphabet], alphabet == "LATIN"))
            return next(c for c, alphabet in word if alphabet not in ("", main))
        if (
            "LATIN" not in mine
            and all(c in _LOOKALIKES for c, _ in word)
            and max(alphabets, key=alphabets.__getitem__) == "LATIN"
        ):
            return word[0][0]
    return None


def _alphabet(character: str) -> str:
    """The alphabet of a letter, one of those that are mixed up; empty for all else."""
    if character.isascii():
        return "LATIN"
    first = script(character)
    return first if first in _ALPHABETS else ""
