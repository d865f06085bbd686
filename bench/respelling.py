"""The respelling mode of `search_quality.py`: what `search WORD` takes a word for that no record has.

Two faults pull against each other. An English word that the collection does not have is not to be taken for another
one; a misspelt word of the collection is to be put right. The words asked for are

- the 2,000 most frequent English words of four letters and more (`pip install wordfreq`, whose list is not part of
  the project), but for those that a record has, in this form or with this stem;
- words of the collection, two records having them, each mistyped by rule: a key beside the right one, two letters
  swapped, one left out or struck twice;
- the misspellings that people made of words of the collection, where a list of them is installed
  (`pip install codespell`, whose list goes back to that of Wikipedia).

A misspelling that the collection has as a word is left out: no program could know. *Put right* is the word meant,
or one with the same stem, is what is looked for, alone or among others that are said.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from dialogue_cli import Archive, Query, open_archive
from dialogue_cli.tokens import words as words_of
from engines import documents
from typos import SHORTEST, mistyped

ENGLISH_WORDS = 2000
MISSPELLINGS = 1000
AT_LEAST = 2
"""So many records must have a word that is mistyped: what only one has may be a slip itself."""
TAKEN = re.compile(r'taken for (?:"([^"]+)"|the beginning of (.+))')


class Collection:
    """The words and the stems that the meetings of a dataset have."""

    def __init__(self, path: Path) -> None:
        import snowballstemmer

        self.stem = snowballstemmer.stemmer("porter").stemWord
        self.counts = Counter(word for each in documents(path) for word in set(words_of(each.text)))
        self.stems = frozenset(map(self.stem, self.counts))
        # Words that only other spellings of a name have are known to the search, too.
        self.words = sorted(w for w, n in self.counts.items() if n >= AT_LEAST and len(w) >= SHORTEST and _is_plain(w))

    def has(self, word: str) -> bool:
        """Whether a meeting has the word in one of its forms."""
        return self.stem(word) in self.stems


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isalpha()


def english() -> list[str]:
    """The most frequent English words of four letters and more."""
    from wordfreq import top_n_list

    return [word for word in top_n_list("en", 3 * ENGLISH_WORDS) if len(word) > 3 and _is_plain(word)][:ENGLISH_WORDS]


def by_rule(collection: Collection, seed: int) -> Iterator[tuple[str, str]]:
    """Words of the collection, chosen by the seed, each mistyped and as it is meant."""
    chosen = list(collection.words)
    random.Random(seed).shuffle(chosen)
    for word in chosen:
        yield mistyped(word, random.Random(f"{seed}:{word}")), word


def by_people(collection: Collection, seed: int) -> list[tuple[str, str]]:
    """Misspellings that people made of words of the collection, in an order given by the seed."""
    text = (files("codespell_lib") / "data/dictionary.txt").read_text(encoding="utf-8")
    pairs = (line.split("->") for line in text.splitlines())
    known = set(collection.words)
    # With several corrections (`wether->weather, whether`) nobody knows which one was meant.
    found = [(wrong, right) for wrong, right in pairs if right in known and _is_plain(wrong)]
    random.Random(seed).shuffle(found)
    return found


def taken_for(archive: Archive, word: str) -> list[str]:
    """What a search of one word took it for, by its notes: a word, or several that are all looked for."""
    notes = archive.find(Query(words=word, limit=1)).notes
    taken = next((found[1] or found[2] for note in notes if (found := TAKEN.search(note))), "")
    return re.findall(r"[^\W_]+", taken.replace(" or ", " "))


def report(path: Path, seed: int, each: bool) -> None:
    """Prints both shares; with `each` also what every word was taken for, where that is not right."""
    archive, collection = open_archive(path), Collection(path)
    wrong = list(_report_english(archive, collection))
    for name, pairs in (("mistyped by rule", by_rule), ("misspelt by people", by_people)):
        try:
            wrong += _report_misspelt(archive, collection, name, pairs(collection, seed))
        except ModuleNotFoundError as error:
            print(f"{name:20} skipped: {error.name} is not installed")
    if each:
        print(*wrong, sep="\n")


def _report_english(archive: Archive, collection: Collection) -> Iterator[str]:
    """Prints how many English words are taken for another word, and gives them."""
    asked = [word for word in english() if not collection.has(word)]
    taken = {word: meant for word in asked if (meant := taken_for(archive, word))}
    share = len(taken) / max(len(asked), 1)
    print(f"{'English words':20} {len(asked):5} not on record: {share:6.1%} taken for another word")
    yield from (f"English: {word} -> {', '.join(meant)}" for word, meant in taken.items())


def _report_misspelt(
    archive: Archive, collection: Collection, name: str, pairs: Iterable[tuple[str, str]]
) -> Iterator[str]:
    """Prints how many misspellings are put right, and gives the others."""
    asked: dict[str, str] = {}
    for wrong, right in pairs:
        if len(asked) < MISSPELLINGS and not collection.has(wrong):
            asked[wrong] = right
    meant = {wrong: taken_for(archive, wrong) for wrong in asked}
    stem = collection.stem
    is_right = {wrong: stem(asked[wrong]) in map(stem, taken) for wrong, taken in meant.items()}
    rights, silent = sum(is_right.values()), sum(not taken for taken in meant.values())
    total = max(len(asked), 1)
    print(
        f"{name:20} {len(asked):5} words: {rights / total:6.1%} put right,"
        f" {(len(asked) - rights - silent) / total:6.1%} taken for another word, {silent / total:6.1%} left alone"
    )
    yield from (
        f"{name}: {wrong} -> {', '.join(meant[wrong])}, not {asked[wrong]}" for wrong in asked if not is_right[wrong]
    )
