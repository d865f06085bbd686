"""Text as a search compares it: the one way in which records are indexed and questions are read.

A text becomes words without case, diacritics, Unicode forms, apostrophes and what no eye sees, as names do (`text`).
Besides, `U.S.` is one word, a possessive is gone, a stop word in capitals (US, WHO, IT) is told from the word that
it looks like, and scripts that set no spaces are cut into pairs of signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache

from dialogue_cli.text import APOSTROPHES, BYTE_ORDER_MARK, DIRECTION_MARKS, LETTERS, SEPARATORS, folded
from dialogue_cli.tuples import NamedTuple

# Words that say nothing about the subject of a question.
STOP_WORDS = frozenset(
    """a about after all also am an and any are as at be because been before being between both but by can could
    did do does during each few for from further had has have having he her here him his how i if in into is it
    its itself me more most my no nor not of off on once only or other our out over own same she should so some
    such than that the their them then there these they this those through to too under until up us very was we
    were what when where which while who whom whose why will with would you your""".split()
)
ACRONYM = "\ue000"
"""At the end of a word that is a stop word but for its capitals or dots: a character that no text has."""
_MOST_CAPITALS = 5
# A letter or a digit of any script, or a mark that belongs to one: combining ones, Hebrew and Arabic points, and all
# of the scripts of India and its neighbours but for their full stops.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06de-\u06ed"
    "\u08ca-\u08e1\u08e3-\u0963\u0966-\u0df3\u0e01-\u0e4e\u0e50-\u0f00\u0f18-\u0f39\u0f3e-\u0f84\u0f86-\u0fbc\u1000-\u1049\u1050-\u109f"
    "\u135d-\u135f\u1712-\u1715\u1732-\u1734\u1780-\u17d3\u180b-\u180d\u180f\u1920-\u193b\u1a17-\u1a1b\u1ab0-\u1b4b\u1dc0-\u1dff"
    "\u20d0-\u20f0\u2cef-\u2cf1\u3099\u309a\ua66f-\ua67d\ua802-\ua82c\ua880-\ua8c5\ua8e0-\ua8ff\uabe3-\uabed\ufe20-\ufe2f"
)
# What takes no room within a word: format characters (Unicode's Cf) and variation selectors.
_UNSEEN = (
    "\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2060-\u2065\ufe00-\ufe0f\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001-\U000e007f"
    f"{DIRECTION_MARKS}\u206a-\u206f{BYTE_ORDER_MARK}"
)
_SIGN = rf"(?:[^\W_]|[{_MARKS}])"
_APART = re.escape("".join(map(chr, APOSTROPHES)))
# The same of a text in ASCII: to compile the sets above takes longer than to answer most searches.
_PLAIN = "[0-9A-Za-z]"
_PLAIN_APART = "'`"
# In capitals throughout, these are likely the country, the organisation and the technology.
_LIKELY = ("us", "who", "it")
# Han, kana, Thai, Lao, Burmese and Khmer.
_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)


class Token(NamedTuple):
    """A word as it is compared, and where it stands in the text."""

    word: str
    start: int
    end: int


def searchable(text: str) -> str:
    """The words of a text with something between them, as the tokenizer `ascii` of FTS5 takes them apart.

    >>> searchable("Sa'ar met Łódź's envoys").split()
    ['saar', 'met', 'lodz', 'envoys']
    >>> searchable("plain words stay as they are")
    'plain words stay as they are'
    """
    # Most words stand as they are. Only the others are looked at one by one, and quick looks come before close ones.
    if not text:
        return text
    apostrophes, inner_dot, dotted, capitals = _patterns()
    piece = _Piece(text)
    if not text.isascii():
        text = " ".join(part if part.isascii() else _foreign(part, piece.shouts) for part in text.split())
    if inner_dot.search(text):
        text = dotted.sub(piece.words, text)
    if "'" in text or "`" in text:
        text = apostrophes.sub(piece.words, text)
    return capitals.sub(piece.capitals, text)


def plain_words(texts: Iterable[str]) -> str:
    """The words of some texts in lower case, with one space before and after each, for programs that compare letters.

    >>> plain_words(["Łódź's US envoys", "a co-operation"])
    ' lodz us envoys a co operation '
    """
    # Each text by itself: whether it is in capitals throughout says what a word in capitals is.
    together = " ".join(map(searchable, texts)).lower().replace(ACRONYM, "")
    return " ".join(("", *_indexed_word().findall(together), ""))


class _Piece:
    """Replaces pieces of one text by their words."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def shouts(self) -> bool:
        return _shouts(self.text)

    def words(self, found: re.Match[str]) -> str:
        return f" {_in_words(found[0], self.shouts)} "

    def capitals(self, found: re.Match[str]) -> str:
        start = found.start()
        before = found.string[start - 1 : start]
        is_whole = not (before.isascii() and before.isalnum())
        return self.words(found) if is_whole and found[0].lower() in STOP_WORDS else found[0]


def _in_words(text: str, shouts: bool) -> str:
    return " ".join(token.word for token in _walk(text, shouts))


# The same words come again and again.
_foreign = lru_cache(maxsize=20_000)(_in_words)


def words(text: str) -> list[str]:
    """The words of a text as `searchable` has them, in lower case."""
    return [token.word for token in tokens(text)]


def asked_words(text: str) -> list[str]:
    """The words of a question: of a run of signs without spaces only the pairs, which stand in any longer run too.

    >>> asked_words("北京市"), asked_words("京"), asked_words("the Berlaymont")
    (['北京', '京市'], ['京'], ['the', 'berlaymont'])
    """
    found = list(tokens(text))
    last_signs = {i for i in range(1, len(found)) if _is_last_sign(found[i - 1], found[i])}
    return [token.word for i, token in enumerate(found) if i not in last_signs]


def _is_last_sign(before: Token, token: Token) -> bool:
    return before.end == token.end and is_single_sign(token.word) and before.word.endswith(token.word)


def is_single_sign(word: str) -> bool:
    """Whether a word is a single sign of a script without spaces."""
    return not word.isascii() and _spaceless().fullmatch(word) is not None and len(_signs(word)) == 1


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, and where they stand in it."""
    return _walk(text, _shouts(text))


def _walk(text: str, shouts: bool) -> Iterator[Token]:
    for piece, start, end, is_dotted in _found(text):
        bare = piece if _is_plain(piece) else _apostrophes(piece.isascii()).sub("", piece.replace(".", ""))
        word = "".join(c for c in folded(bare) if c.isalnum() or unicodedata.category(c)[0] == "M")
        if not word:
            continue
        is_acronym = word in STOP_WORDS and 1 < len(bare) <= _MOST_CAPITALS and (bare.isupper() or is_dotted)
        if not word.isascii() and _spaceless().search(word):
            yield from _pairs(word, start, end)
        elif not is_acronym or (shouts and not is_dotted):
            yield Token(word, start, end)
            if is_acronym and word in _LIKELY:
                yield Token(word + ACRONYM, start, end)
        else:
            yield Token(word + ACRONYM, start, end)


def _found(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """The pieces of a text that may be words, where each stands, and whether it is letters with dots between them."""
    if _is_plain(text):
        yield text, 0, len(text), False
        return
    for match in _pieces(text.isascii()).finditer(text):
        yield match[0], match.start(), match.end(), match.lastgroup == "dotted"


def _is_plain(text: str) -> bool:
    """Whether a text is one word of letters and digits in ASCII, for which no pattern is needed."""
    return text.isascii() and text.isalnum()


def _pairs(word: str, start: int, end: int) -> Iterator[Token]:
    """A word of a script without spaces as pairs of neighbouring signs, and its last sign."""
    at = 0
    for run in _spaceless().finditer(word):
        if run.start() > at:
            yield Token(word[at : run.start()], start, end)
        signs = _signs(run[0])
        for i in range(len(signs)):
            yield Token("".join(signs[i : i + 2]), start, end)
        at = run.end()
    if at < len(word):
        yield Token(word[at:], start, end)


def _signs(run: str) -> list[str]:
    """The signs of a run, each with the marks that follow it."""
    found: list[str] = []
    for c in run:
        if found and unicodedata.category(c)[0] == "M":
            found[-1] += c
        else:
            found.append(c)
    return found


def _shouts(text: str) -> bool:
    """Whether a text is in capitals throughout, so that they say nothing of a word."""
    return text.isupper() and len(re.findall(r"[^\W\d_]{5,}", text)) > 1


@cache
def _pieces(is_ascii: bool) -> re.Pattern[str]:
    """What may be a word: letters with dots between them, or letters and digits with apostrophes and unseen signs."""
    sign, apart, inner = (_PLAIN, _PLAIN_APART, _PLAIN_APART) if is_ascii else (_SIGN, _APART, _APART + _UNSEEN)
    return re.compile(rf"(?P<dotted>{_dotted(apart)})|{sign}+(?:[{inner}]+{sign}+)*")


def _dotted(apart: str) -> str:
    return rf"(?<![\w.{apart}])(?:[^\W\d_]\.)+[^\W\d_](?![\w{apart}])\.?"


@cache
def _apostrophes(is_ascii: bool) -> re.Pattern[str]:
    """What a word is without: apostrophes, and the ending of a possessive."""
    apart = _PLAIN_APART if is_ascii else _APART
    return re.compile(f"[{apart}][sS]$|[{apart}]")


@cache
def _spaceless() -> re.Pattern[str]:
    return re.compile(f"[{_SPACELESS}]+")


@cache
def _indexed_word() -> re.Pattern[str]:
    """What FTS5's tokenizer `ascii` takes for a word of a searchable text."""
    return re.compile("[0-9a-z\x80-\U0010ffff]+")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The pieces of a text in ASCII that are no words as they stand: for their apostrophes, dots and capitals."""
    return (
        re.compile(rf"{_PLAIN}+(?:[{_PLAIN_APART}]+{_PLAIN}+)+"),
        re.compile(r"\.[A-Za-z]"),
        re.compile(_dotted(_APART)),
        # The engine is quick to find a set of letters that stands first.
        re.compile(f"[A-Z][A-Z]{{1,{_MOST_CAPITALS - 1}}}(?!{_PLAIN})"),
    )


def rules() -> dict[str, str]:
    """What another language needs to take a text apart as this module does: sets of characters, and lists of words."""
    return {
        "marks": _MARKS,
        "unseen": _UNSEEN,
        "spaceless": _SPACELESS,
        "apostrophes": "".join(map(chr, APOSTROPHES)),
        "letters": " ".join(chr(letter) + plain for letter, plain in LETTERS.items()),
        "separators": "".join(map(chr, SEPARATORS)),
        "stop": " ".join(sorted(STOP_WORDS)),
        "likely": " ".join(_LIKELY),
        "acronym": ACRONYM,
    }
