"""A text as the eye takes it in, to find words that are there but for what hardly shows, and to tell what that is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from dialogue_cli.dataset.characters import INVISIBLE, seen


class Appearance:
    """A text with what shows nothing left out, and each other character as `characters.seen` has it.

    White space in the text is single spaces. `seen` is the text so read; positions in it lead back to the text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        looks = {character: seen(character) for character in set(text)}
        # Those that are no single character when seen shift the positions of all that follow.
        wide = "".join(re.escape(c) for c, look in looks.items() if len(look) > 1)
        # With a space on either side of what is left out, one space remains; at the ends of the text none.
        left_out = rf"(?:\A|(?<= ))[{INVISIBLE}][{INVISIBLE} ]*| [{INVISIBLE}][{INVISIBLE} ]*\Z|[{INVISIBLE}]"
        shifting = re.compile(left_out + (f"|[{wide}]" if wide else ""))
        self._starts: list[tuple[int, int]] = []
        """Where each of these begins, in `seen` and in the text."""
        self._ends: list[tuple[int, int]] = []
        parts, end, size = [], 0, 0
        for found in shifting.finditer(text):
            size += found.start() - end
            look = looks[found[0]] if len(found[0]) == 1 else ""
            parts += [text[end : found.start()], look]
            self._starts.append((size, found.start()))
            size, end = size + len(look), found.end()
            self._ends.append((size, end))
        same = {ord(c): look for c, look in looks.items() if len(look) == 1 and look != c}
        self.seen = ("".join(parts) + text[end:]).translate(same)

    def find(self, words: Appearance) -> Appearance | None:
        """The first passage of the text that looks like these words; None when there is none."""
        start = self.seen.find(words.seen) if words.seen else -1
        if start < 0:
            return None
        last = self._back(start + len(words.seen) - 1)
        passage = Appearance(self.text[self._back(start) : last + 1])
        # It has more where the words end within what is one character in the text.
        return passage if passage.seen == words.seen else None

    def _back(self, position: int) -> int:
        """Where in the text the character stands that is seen at a position."""
        i = bisect_right(self._ends, position, key=lambda end: end[0])
        seen_end, end = self._ends[i - 1] if i else (0, 0)
        back = end + position - seen_end
        # Within what is one character in the text and several in `seen`.
        return min(back, self._starts[i][1]) if i < len(self._starts) else back

    def differences(self, other: Appearance) -> Iterator[tuple[int, int, int, int]]:
        """Where two texts that look alike differ: start and end in this text, start and end in the other."""
        cuts, others = self._cuts(), other._cuts()
        mine = theirs = 0
        for position in sorted((cuts.keys() & others.keys()) - {0}):
            to, other_to = cuts[position], others[position]
            if self.text[mine:to] != other.text[theirs:other_to]:
                yield mine, to, theirs, other_to
            mine, theirs = to, other_to

    def _cuts(self) -> dict[int, int]:
        """The positions in `seen` at which a character of the text ends, each with where that is in the text.

        What shows nothing belongs to the character before it, or at the beginning to the one after it.
        """
        cuts: dict[int, int] = {}
        at = 0
        for (start, begin), (size, end) in zip(self._starts, self._ends, strict=True):
            for i in range(at, start + 1):
                cuts[i] = begin - (start - i)
            cuts[size] = end
            at = size + 1
        last = self._ends[-1] if self._ends else (0, 0)
        for i in range(at, len(self.seen) + 1):
            cuts[i] = last[1] + i - last[0]
        return cuts
