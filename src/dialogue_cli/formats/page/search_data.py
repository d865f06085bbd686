"""What the search of the page needs: every word with the meetings that have it, and what names lead to which."""

from __future__ import annotations

from typing import Any

from dialogue_cli.formats.page.guard import guard
from dialogue_cli.formats.page.packing import rising, row
from dialogue_cli.formats.svg import plain
from dialogue_cli.index.lexicon import Places, lexicon
from dialogue_cli.index.meanings import meanings, spellings_of_words, words_never_respelt
from dialogue_cli.index.queries import Index
from dialogue_cli.query.variants import BEGINNINGS
from dialogue_cli.tokens import rules


def text_rules() -> dict[str, Any]:
    """Returns how a text becomes words: the tables of `tokens` and `text`, which are the only ones."""
    return {**rules(), "beginnings": " ".join(BEGINNINGS)}


def search_data(index: Index, places: Places) -> dict[str, Any]:
    """Returns the words of the meetings on the page, out of the index; script/words.js reads it.

    `stems` are separated by spaces, the most frequent first, each with its words where they are others or several
    (`negoti=negotiate,…`). `own` has the meetings that have each of several words, a semicolon after each stem.
    `texts` has the text of each meeting, a semicolon after each, as numbers of stems plus one; 0 is a gap.
    """
    words = lexicon(index, places)
    stems, own = list[str](), list[str]()
    for stem, forms in zip(words.stems, words.forms, strict=True):
        stems.append(stem if list(forms) == [stem] else f"{stem}={','.join(forms)}")
        own.append(",".join(map(rising, forms.values())) if len(forms) > 1 else "")
    known = [word for forms in words.forms for word in forms]
    meant = meanings(index, places)
    spellings = spellings_of_words(index, set(words.stems), known)
    aliases = " ".join(text for text, _ in meant.aliases).split()
    return {
        "stems": " ".join(stems),
        "own": ";".join(own),
        "texts": ";".join(map(row, words.texts)),
        "names": [plain(name) for name, _ in meant.names],
        "bearers": ";".join(rising(found) for _, found in meant.names),
        "whole": meant.whole,
        "codes": meant.codes,
        "unknown": meant.unknown,
        "aliases": "\n".join(text for text, _ in meant.aliases),
        "meant": [numbers for _, numbers in meant.aliases],
        "variants": {word: " ".join(others) for word, others in spellings.items()},
        "guard": guard({*known, *aliases}, words_never_respelt()),
    }
