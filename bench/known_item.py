"""The known-item mode of `search_quality.py`: short questions for one meeting, which somebody knows and wants back.

The questions are made by rule out of a collection: its meetings are shuffled by the seed, and of each the rarest
words of title and summary are taken, two or three that hardly any other meeting has together. Of each kind there
are so many questions as are wanted, or as the collection allows; where a kind does not fit a meeting (there is no
diacritic to drop), the next one is tried.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from dialogue_cli import Query, open_archive
from dialogue_cli.names.iso import country_of_name
from dialogue_cli.query import search_text
from dialogue_cli.text import fold
from engines import Document, dialogue_as_typed, documents, full_text, words
from typos import STOP_WORDS, with_typo

MOST_COMMON = 0.02
"""A word in more than this share of the meetings tells nothing of one."""
NOT_TELLING = STOP_WORDS | search_text.STOP_WORDS
SHORTEST = 4
TELLING = re.compile(rf"\b[^\W\d_]{{{SHORTEST},}}\b")
CUT = 5
"""Of the first places; no more meetings have all words of a question, so that each can be among them."""
NOT_INFLECTED = ("ly", "is", "us")
ENDINGS = {"ies": "y", "ing": "ed", "ed": "ing", "ss": "sses", "s": "", "ay": "ays", "ey": "eys", "y": "ies"}
# Countries with more than one name that people use; names/iso.py says which country a partner is.
OTHER_NAMES = """Burma | Myanmar
Ivory Coast | Côte d'Ivoire
Britain | United Kingdom | UK
United States | USA | America
Cape Verde | Cabo Verde
Swaziland | Eswatini
Czech Republic | Czechia
Turkey | Türkiye
Macedonia | North Macedonia
East Timor | Timor-Leste
Holy See | Vatican
Netherlands | Holland
South Korea | Republic of Korea
North Korea | DPRK
Sri Lanka | Ceylon
Iran | Persia
Thailand | Siam
Cambodia | Kampuchea
Benin | Dahomey
Burkina Faso | Upper Volta
Russia | Russian Federation
Zaire | Democratic Republic of the Congo | DRC
United Arab Emirates | UAE
Laos | Lao PDR
Brunei | Brunei Darussalam
Bosnia | Bosnia and Herzegovina
Zimbabwe | Rhodesia
Ethiopia | Abyssinia"""


class Item(NamedTuple):
    """A meeting to be found again."""

    document: Document
    rare: tuple[str, ...]
    """Its telling words as they are written, the rarest first."""
    partners: tuple[str, ...]
    question: list[str]
    """The rarest two or three of them that tell it from all others but a few, in their order in the meeting."""

    def in_order(self, chosen: Iterable[str]) -> list[str]:
        """Some of its words in the order in which they stand in the meeting."""
        return sorted(chosen, key=_telling_text(self.document).index)


class Kind(NamedTuple):
    """A way to ask: the words of the question, or None where it does not fit a meeting."""

    name: str
    ask: Callable[[Item, random.Random], list[str] | None]
    begun: str = ""
    """What is put behind the last word for `dialogue`; FTS5 is given a star where `is_begun`."""
    is_begun: bool = False


# The ways to ask


def _as_it_is(item: Item, _: random.Random) -> list[str]:
    return item.question


def _with_typo(item: Item, rng: random.Random) -> list[str] | None:
    asked = " ".join(item.question)
    slipped = with_typo(asked, rng)
    return slipped.split() if slipped != asked else None


def _other_form(item: Item, _: random.Random) -> list[str] | None:
    """The rarest word that is no name in its plural or singular, or `-ing` for `-ed` and the other way round."""
    for word in item.rare:
        if word.islower() and len(word) > SHORTEST and not word.endswith(NOT_INFLECTED):
            return [_inflected(one) if one == word else one for one in item.in_order(_with_another(item, word))]
    return None


def _with_another(item: Item, word: str) -> list[str]:
    return [word, *(other for other in item.rare if other != word)][: len(item.question)]


def _inflected(word: str) -> str:
    for ending, other in ENDINGS.items():
        if word.endswith(ending):
            return word.removesuffix(ending) + other
    return word + "s"


def _other_name(item: Item, rng: random.Random) -> list[str] | None:
    """Another name of the country, which the meeting does not have, and one or two of its rarest words."""
    text = set(fold(item.document.text).split())
    for partner in item.partners:
        names = [name for name in _other_names().get(_code(partner), ()) if not set(fold(name).split()) <= text]
        besides = [word for word in item.rare if fold(word) not in fold(partner).split()]
        if names and besides:
            return [*rng.choice(names).split(), *item.in_order(besides[: len(item.question) - 1])]
    return None


def _code(name: str) -> str:
    country = country_of_name(name)
    return country.code if country else ""


def _other_names() -> dict[str, list[str]]:
    lines = [line.split(" | ") for line in OTHER_NAMES.splitlines()]
    return {next(filter(None, map(_code, names))): names for names in lines}


def _without_diacritics(item: Item, _: random.Random) -> list[str] | None:
    for word in item.rare:
        if (plain := _stripped(word)) != word:
            return [plain if one == word else _stripped(one) for one in item.in_order(_with_another(item, word))]
    return None


def _stripped(word: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare)


def _reversed(item: Item, _: random.Random) -> list[str]:
    return item.question[::-1]


def _last_begun(item: Item, _: random.Random) -> list[str] | None:
    """The first half of the last word, four letters at least."""
    *others, last = item.question
    half = max(SHORTEST, len(last) // 2)
    return [*others, last[:half]] if half < len(last) else None


KINDS = (
    Kind("as it is", _as_it_is),
    Kind("one typo", _with_typo),
    Kind("another form", _other_form),
    Kind("other name of the country", _other_name),
    Kind("no diacritics", _without_diacritics),
    Kind("words reversed", _reversed),
    Kind("last word begun", _last_begun, is_begun=True),
    Kind("last word begun, with *", _last_begun, begun="*", is_begun=True),
)


# Meetings


def items(path: Path) -> Iterator[Item]:
    """The meetings that two or three of their words tell from all but a few others."""
    found = list(documents(path))
    partners = {match.id: match.partners for match in open_archive(path).find(Query())}
    having: dict[str, set[str]] = defaultdict(set)
    for each in found:
        for word in words(each.text):
            having[word].add(each.id)
    most = max(1, MOST_COMMON * len(found))
    for each in found:
        written = {word.lower(): word for word in TELLING.findall(_telling_text(each))}
        rare = [word for word in written if word not in NOT_TELLING and len(having[word]) <= most]
        rare.sort(key=lambda word: (len(having[word]), word))
        for number in (2, 3):
            if len(rare) >= number and len(set.intersection(*(having[word] for word in rare[:number]))) <= CUT:
                item = Item(each, tuple(written[word] for word in rare), partners[each.id], [])
                yield item._replace(question=item.in_order(item.rare[:number]))
                break


def _telling_text(document: Document) -> str:
    return f"{document.title}\n{document.summary}"


# The report


def _figures(ranks: list[int]) -> str:
    """Success at the first place and among the first five, and the mean reciprocal rank; 0 is a rank not found."""
    first = fmean(rank == 1 for rank in ranks)
    among = fmean(0 < rank <= CUT for rank in ranks)
    mrr = fmean(1 / rank if rank else 0.0 for rank in ranks)
    return f"{first:9.3f}  {among:9.3f}  {mrr:5.3f}"


def _rank(found: list[str], wanted: str) -> int:
    return found.index(wanted) + 1 if wanted in found else 0


def _expression(asked: list[str], is_begun: bool) -> str:
    """All of the words, each quoted; the last one with a star where it is only begun."""
    return " AND ".join(f'"{word}"' for word in words(" ".join(asked))) + ("*" if is_begun else "")


def report(path: Path, seed: int, size: int, each: bool) -> None:
    """Prints the table; with `each` also the questions that `dialogue` does not answer in the first five."""
    ask, find = dialogue_as_typed(path), full_text(path)
    every = sorted(items(path))
    random.Random(seed).shuffle(every)
    columns = "success@1  success@5    MRR"
    print(f"{'':25}  {'':4}  {'dialogue':27}  FTS5, all words quoted")
    print(f"{'':25}  {'n':>4}  {columns}  {columns}")
    missed: list[str] = []
    for kind in KINDS:
        ours, theirs = [], []
        for item in every:
            asked = kind.ask(item, random.Random(f"{seed}:{item.document.id}"))
            if asked is None:
                continue
            wanted = item.document.id
            question = " ".join(asked) + kind.begun
            ours.append(_rank(ask(question), wanted))
            theirs.append(_rank(find(_expression(asked, kind.is_begun)), wanted))
            if not 0 < ours[-1] <= CUT:
                missed.append(
                    f"{kind.name:25}  rank {ours[-1] or '-':>4} {theirs[-1] or '-':>4}  {question}  ({wanted})"
                )
            if len(ours) == size:
                break
        if ours:
            print(f"{kind.name:25}  {len(ours):4}  {_figures(ours)}  {_figures(theirs)}")
        else:
            print(f"{kind.name:25}  {0:4}  no meeting allows it")
    if each:
        print("\nNot among the first five (rank of dialogue, of FTS5):", *missed, sep="\n")
