"""A command line as a shell reads it, up to the cursor, and how a value must be written to stand in it.

Nothing is expanded: `$HOME` and backquotes are text. An unfinished word or quotation is read as far as it goes.
"""

from __future__ import annotations

import re

_IN_DOUBLE = {"bash": '$`"\\\n', "zsh": '$`"\\\n', "fish": '"$\\\n'}
_OPERATORS = "|&;<>()"
_SAFE = r"[^\w./,+@%-]"
"""What bash reads as itself, all but these."""


# Not a dataclass: whoever presses the Tab key waits for each module that is loaded.
class Word:
    """A word: what it means, how it stands there, and the quote that is still open at its end, if any."""

    def __init__(self, value: str = "", raw: str = "") -> None:
        self.value = value
        self.raw = raw
        self.quote = ""
        self.ends: list[int] = []
        """For each character of the value, where what it is written with ends in `raw`."""
        self.open_at = 0
        """Where in `raw` the text within the open quote begins."""
        self.bare: list[int] = []
        """Where in `raw` each character that is neither quoted nor escaped ends."""

    def raw_length(self, characters: int) -> int:
        """With how many characters of `raw` so many characters of the value are written."""
        return self.ends[characters - 1] if characters else 0

    def _add(self, character: str, *, is_bare: bool = False) -> None:
        self.value += character
        self.ends.append(len(self.raw))
        if is_bare:
            self.bare.append(len(self.raw))


def read(text: str, shell: str, *, is_line: bool = False) -> list[Word]:
    """The words of a text; the last is the one at its end, empty after a space.

    With `is_line` spaces separate words, and operators such as `>` are words of their own; without, the text is one.
    """
    words, word = list[Word](), Word()
    escaped = False
    for character in text:
        is_space = is_line and not word.quote and not escaped and character.isspace()
        is_operator = is_line and not word.quote and not escaped and character in _OPERATORS
        if is_space or is_operator:
            if word.raw:
                words.append(word)
                word = Word()
            if is_operator:
                words.append(Word(character, character))
            continue
        word.raw += character
        if escaped:
            escaped = False
            keeps = word.quote and character not in (_IN_DOUBLE[shell] if word.quote == '"' else "'\\")
            if keeps:
                word._add("\\")
            if character != "\n":
                word._add(character)
        elif character == "\\" and (word.quote != "'" or shell == "fish"):
            escaped = True
        elif word.quote:
            if character == word.quote:
                word.quote = ""
            else:
                word._add(character)
        elif character in "'\"":
            word.quote, word.open_at = character, len(word.raw)
        else:
            word._add(character, is_bare=True)
    return [*words, word]


def written_for_bash(value: str, quote: str, *, is_whole: bool = True) -> str:
    """A value as it must stand in a line of bash, within a quote that is open or bare.

    With `is_whole` readline will close the quote, unless it sees one at the end already.
    """
    if not quote:
        return re.sub(_SAFE, r"\\\g<0>", value)
    text = value.replace("'", r"'\''")
    if quote == '"':
        # History expansion knows no escape within double quotes.
        text = re.sub(r'([$`"\\])', r"\\\1", value).replace("!", r'"\!"')
    return text + quote if is_whole and text.endswith(quote) else text
