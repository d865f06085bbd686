"""How claims are called and shown to the person who judges them."""

from __future__ import annotations

from typing import Any, NamedTuple

from dialogue_cli.curate.adding.fields import BY_NAME
from dialogue_cli.curate.adding.forms import place_text, relation_text
from dialogue_cli.dataset.labels import person_label
from dialogue_cli.dataset.typed_dates import read_back
from dialogue_cli.text import one_line

_ONE = {"partners": "Partner", "topics": "Topic", "instruments": "Instrument"}
_PARTS = (("role", "role"), ("represents", "side"), ("capacity", "as"), ("on_behalf_of", "on behalf of"))

_ANSWERS = (
    *(("a", "accept"), ("e", "edit"), ("s", "skip"), ("n", "never")),
    *(("b", "back"), ("m", "more"), ("q", "quit")),
)
HELP = (
    "a  accept: the document says it.",
    "e  edit: type another value, or other words of the document.",
    "s  skip: it is asked again next time.",
    "n  never: it is wrong, and no draft proposes it again.",
    "b  back to the claim before.",
    "m  more of the document around the words.",
    "q  quit: every answer is kept, and dialogue review goes on here.",
)


class Shown(NamedTuple):
    """A value on a line, and its parts below."""

    text: str
    parts: tuple[tuple[str, str], ...] = ()

    @property
    def line(self) -> str:
        """All of it on one line."""
        return "; ".join([self.text, *(f"{name} {text}" for name, text in self.parts)])


def title_of(field: str) -> str:
    """What one claim of a field is called."""
    return _ONE.get(field, BY_NAME[field].title)


def shown(field: str, value: Any) -> Shown:
    """A value of a field, or one item of it, for reading."""
    if field in ("date", "previous_date"):
        return _date(str(value))
    if field == "place" and isinstance(value, dict):
        return Shown(place_text(value))
    if field == "participants" and isinstance(value, dict):
        name = person_label(value.get("name"), value.get("role"))
        parts = [(title, value[part]) for part, title in _PARTS if value.get(part) and value[part] != name]
        if value.get("certainty") == "possible":
            parts.append(("presence", "possible, not certain"))
        return Shown(name, tuple(parts))
    if field == "related" and isinstance(value, dict):
        return Shown(relation_text(value))
    return Shown(str(value))


def _date(text: str) -> Shown:
    try:
        words = read_back(text)
    except ValueError:
        return Shown(text)
    # What a record says in signs is told in words; a plain day needs no more.
    return (
        Shown(words)
        if text.replace("-", "").isdigit() and len(text) == len("2025-11-21")
        else Shown(f"{text} ({words})")
    )


def answers(choices: int, *, is_stated: bool) -> list[tuple[str, str]]:
    """The letters that can be typed, each with what it does; before them the numbers of what is offered."""
    numbers = [] if not choices else [("1", "take it")] if choices == 1 else [(f"1-{choices}", "choose")]
    return [*numbers, *(pair for pair in _ANSWERS if is_stated or pair[0] != "a")]


def answer_of(typed: str, choices: int) -> str:
    """The letter, or the number, that an answer means; empty for none."""
    word = typed.strip().lower()
    names = {"<": "b"} | {name: letter for letter, name in _ANSWERS}
    if word in names.values() or word == "?":
        return word
    if word.isascii() and word.isdigit() and 1 <= int(word) <= choices:
        return word
    return names.get(word, "")


def quoted(text: str) -> str:
    """Words of a document on one line, between quotation marks."""
    return f'"{one_line(text)}"'
