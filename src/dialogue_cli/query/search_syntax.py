"""The signs of a search text: which of its words are operators, which parentheses group, what a minus leaves out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum, auto

from dialogue_cli.errors import QueryError
from dialogue_cli.tuples import NamedTuple

ALL_MUST = 4
"""Up to so many content words must all be there; more are a question, ranked by coverage."""
MOST_NESTED = 20
LONGEST_ACRONYM = 5
"""A longer word in capitals is no acronym: a text with one, and without small letters, is in capitals throughout."""
_ARTICLES = ("a", "an", "the")
_OPERATOR = r"(?:OR|AND|NOT)\b"
# A word keeps the parentheses within it: `treaty(ies)`, `(re)negotiation`.
_PIECE = (
    rf'"(?P<phrase>[^"]*)"|(?P<word>(?:\([^\s"()]+\)(?=\w)(?!{_OPERATOR}))?[^\s"()]+(?:\([^\s"()]+\)(?!{_OPERATOR})\w*)*)'
    r"|(?P<bracket>[()])"
)
# The same where a text has neither: it is quicker to compile.
_PLAIN_PIECE = r"(?P<phrase>(?!))|(?P<word>\S+)|(?P<bracket>(?!))"


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    PHRASE = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
    OPEN = auto()
    CLOSE = auto()


OPERANDS = (Kind.WORD, Kind.PHRASE)
OPERATORS = (Kind.OR, Kind.AND, Kind.NOT)


class Token(NamedTuple):
    """A piece of a search text."""

    kind: Kind
    text: str
    is_glued: bool = False
    """Whether it stands right behind a word or a phrase, without a space."""


class Reading(NamedTuple):
    """A text as tokens, of which all parentheses are groups, and notes about what was taken for an operator."""

    tokens: tuple[Token, ...]
    notes: tuple[str, ...]
    in_capitals: bool
    """Whether the text is in capitals throughout, so that those say nothing about a word."""


def read(text: str, is_content: Callable[[Token], bool]) -> Reading:
    """The tokens of a text; `is_content` tells the words that say something about a subject.

    Operators in small letters count only in a short text: in a longer one they are part of a sentence.
    QueryError for parentheses in too many others.
    """
    tokens = list(_pieces(_quoted_in_pairs(text)))
    in_capitals = _is_in_capitals(tokens)
    if in_capitals:
        # OR, AND and NOT are words like all others; a minus still leaves out.
        words = dict.fromkeys(t.text for t in tokens if t.kind is Kind.WORD and t.text in ("OR", "NOT"))
        notes = [f'"{word}" is read as a word in a text without small letters' for word in words]
        return Reading(tuple(_grouped(tokens)), tuple(notes), True)
    tokens = [
        token._replace(kind=Kind[token.text]) if token.kind is Kind.WORD and _is_operator(token.text) else token
        for token in tokens
    ]
    notes = []
    if sum(token.kind in OPERANDS and is_content(token) for token in tokens) <= ALL_MUST:
        tokens, notes = _small_operators(tokens, is_content)
    return Reading(tuple(_grouped(tokens)), tuple(notes), False)


def _is_operator(text: str) -> bool:
    return text in ("OR", "AND", "NOT")


def _quoted_in_pairs(text: str) -> str:
    """The text without a quotation mark that has no other."""
    if text.count('"') % 2:
        before, _, after = text.rpartition('"')
        # A minus still belongs to the word behind the mark.
        text = before + ("" if before.endswith("-") else " ") + after
    return text


def _pieces(text: str) -> Iterator[Token]:
    end, last = -1, None
    pattern = _PLAIN_PIECE if set('"()').isdisjoint(text) else _PIECE
    for found in re.finditer(pattern, text):
        is_glued = found.start() == end and last in OPERANDS
        kind = Kind.PHRASE if found["phrase"] is not None else Kind.WORD
        typed = found["phrase"] if found["phrase"] is not None else found["word"] or ""
        if found["bracket"]:
            kind, typed = (Kind.OPEN if found["bracket"] == "(" else Kind.CLOSE), found["bracket"]
        elif kind is Kind.WORD and not is_glued and _is_minus(typed, text[found.end() : found.end() + 1]):
            yield Token(Kind.NOT, "-")
            typed = typed[1:]
        elif kind is Kind.WORD and typed.startswith("+") and _is_of_word(typed[1:2]):
            typed = typed[1:]
        if typed or kind is Kind.PHRASE:
            yield Token(kind, typed, is_glued)
        end, last = found.end(), kind if typed else Kind.NOT


# The hyphen of the keyboard, what word processors make of it, and the sign of the filters.
_MINUSES = ("-", "\u2013", "\u2212", "!")


def _is_minus(word: str, behind: str) -> bool:
    """Whether a word begins with a minus that leaves out what follows it at once; `behind` is what follows the word."""
    first, second = word[:1], word[1:2]
    if first not in _MINUSES:
        return False
    return _is_of_word(second) or second == "(" or (not second and behind in ('"', "("))


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _is_in_capitals(tokens: list[Token]) -> bool:
    """Whether a text is in capitals throughout: it has no small letter, and a word that is too long for an acronym."""
    if any(c.islower() for token in tokens for c in token.text):
        return False
    words = [re.sub(r"\W", "", token.text) for token in tokens if token.kind is Kind.WORD]
    return any(len(word) > LONGEST_ACRONYM and word.isupper() for word in words)


def _small_operators(tokens: list[Token], is_content: Callable[[Token], bool]) -> tuple[list[Token], list[str]]:
    """The tokens with `or` between two words and `not` before one as operators, and notes that say so."""
    found, notes = list(tokens), dict[str, None]()
    following = _behind_articles(tokens)
    for i, token in enumerate(tokens):
        word = token.text.lower()
        if token.kind is not Kind.WORD or word not in ("or", "not"):
            continue
        after = following[i]
        is_before_one = after is not None and (
            after.kind is Kind.OPEN or (after.kind in OPERANDS and is_content(after))
        )
        before = found[i - 1] if i else None
        is_behind_one = before is not None and (
            before.kind is Kind.CLOSE or (before.kind in OPERANDS and is_content(before))
        )
        if is_before_one and (word == "not" or is_behind_one):
            found[i] = token._replace(kind=Kind[word.upper()])
            notes[f'"{token.text}" is read as {word.upper()}'] = None
    return found, list(notes)


def _behind_articles(tokens: list[Token]) -> list[Token | None]:
    """What follows each token, articles left out."""
    found: list[Token | None] = []
    after = None
    for token in reversed(tokens):
        found.append(after)
        after = after if token.text.lower() in _ARTICLES else token
    return found[::-1]


def _grouped(tokens: list[Token]) -> Iterator[Token]:
    """The tokens without the parentheses that group nothing: no operator is in them or beside them."""
    depth = 0
    groups = set(_groups(tokens))
    for i, token in enumerate(tokens):
        if token.kind in (Kind.OPEN, Kind.CLOSE):
            if i not in groups:
                continue
            depth += 1 if token.kind is Kind.OPEN else -1
            if depth > MOST_NESTED:
                raise QueryError(f"parentheses may be nested {MOST_NESTED} deep, not deeper")
        yield token


def _groups(tokens: list[Token]) -> Iterator[int]:
    """The places of the parentheses that group."""
    operators, count = [0], 0
    for token in tokens:
        count += token.kind in OPERATORS
        operators.append(count)
    waiting: list[int] = []
    for i, token in enumerate(tokens):
        if token.kind is Kind.OPEN:
            waiting.append(i)
        elif token.kind is Kind.CLOSE and waiting:
            start = waiting.pop()
            beside = (tokens[start - 1].kind if start else None, tokens[i + 1].kind if i + 1 < len(tokens) else None)
            is_beside_one = beside[0] in (Kind.OR, Kind.NOT) or beside[1] is Kind.OR
            if not tokens[start].is_glued and (is_beside_one or operators[i] > operators[start]):
                yield from (start, i)
