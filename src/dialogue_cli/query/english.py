"""English words: what a person typed on purpose, though no record has it, is not taken for another word."""

from __future__ import annotations

import re
from functools import cache

from dialogue_cli.query.variants import variants

# A rarer word is a slip as often as it is meant. The counts are those of the texts that the library has counted.
_COMMON = 1000


@cache
def is_english(word: str) -> bool:
    """Whether a word in lower case is one that English texts have, in British or American spelling.

    >>> is_english("milk"), is_english("colour"), is_english("goverment"), is_english("takeo")
    (True, True, False, False)
    """
    return any(map(_is_common, (word, *(other for other, *more in variants(word) if not more))))


def _is_common(word: str) -> bool:
    found = re.search(rb'"%s": (\d+)' % re.escape(word).encode(), _counted())
    return found is not None and int(found[1]) >= _COMMON


def english_words() -> list[str]:
    """Every word that `is_english` takes for one as it stands."""
    found = re.findall(rb'"([^"]+)": (\d+)', _counted())
    return [word.decode() for word, number in found if int(number) >= _COMMON]


@cache
def _counted() -> bytes:
    """The words that pyspellchecker counted, as JSON. Its own class takes ten times as long to load them, and 25 MB."""
    # Few searches need it.
    import gzip
    from importlib.util import find_spec
    from pathlib import Path

    # Found without importing the library.
    spec = find_spec("spellchecker")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pyspellchecker is not installed")
    return gzip.decompress(Path(spec.origin).with_name("resources").joinpath("en.json.gz").read_bytes())
