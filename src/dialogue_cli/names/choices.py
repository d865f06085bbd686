"""Filters whose values are a few fixed words, whether or not a meeting has them: the status and the mode."""

from __future__ import annotations

from dialogue_cli.dataset.model import MODES, STATUSES
from dialogue_cli.spelling import misspelt
from dialogue_cli.text import key

CHOICES: dict[str, tuple[str, ...]] = {"status": STATUSES, "mode": MODES}
"""The words of each such field, as the format has them."""
# What else people say.
_OTHER_WORDS = {
    "cancelled": "canceled, called off",
    "postponed": "put off",
    "in-person": "face to face, physical, on site, onsite, presence",
    "video": "online, virtual, remote, video call, video conference, videoconference, video link, VTC, VC",
    "telephone": "phone, phone call, telephone call, call",
    "hybrid": "mixed",
}
_MEANT = {key(word): meant for meant, words in _OTHER_WORDS.items() for word in words.split(", ")}


def choice(field: str, text: str) -> tuple[str, bool] | None:
    """The word of a field that a text means, and whether the text is that word; None where it means none.

    >>> choice("mode", "In person"), choice("mode", "online"), choice("status", "canceled"), choice("status", "done")
    (('in-person', True), ('video', False), ('cancelled', False), None)
    """
    typed = key(text)
    words = {key(word): word for word in CHOICES[field]}
    if typed in words:
        return words[typed], True
    if is_other_word(field, text):
        return _MEANT[typed], False
    near = misspelt(typed, words)
    return (words[near], False) if near else None


def is_choice(field: str, text: str) -> bool:
    """Whether a text is a word of a field, or another word for one, and no slip.

    >>> is_choice("mode", "In person"), is_choice("mode", "online"), is_choice("status", "hold")
    (True, True, False)
    """
    return key(text) in map(key, CHOICES[field]) or is_other_word(field, text)


def is_other_word(field: str, text: str) -> bool:
    """Whether a text is another word for one of a field, and no slip.

    >>> is_other_word("mode", "online"), is_other_word("status", "hold"), is_other_word("status", "online")
    (True, False, False)
    """
    return _MEANT.get(key(text)) in CHOICES[field]
