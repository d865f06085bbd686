"""What else the words of a search mean: names that the filters would find, and other spellings by rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dialogue_cli.index.database import marks
from dialogue_cli.index.fulltext import count, quoted
from dialogue_cli.index.queries import Index
from dialogue_cli.index.schema import COLUMNS
from dialogue_cli.names.demonyms import adjectives_of, countries_of_adjective
from dialogue_cli.names.forms import CODE
from dialogue_cli.query.english import is_english
from dialogue_cli.query.search_text import Atom, Unit
from dialogue_cli.query.variants import variants
from dialogue_cli.text import key
from dialogue_cli.tokens import ACRONYM, STOP_WORDS

_MOST_WORDS = 6
"""How many words a name has at most that is recognised without quotation marks."""
_LEAST_BY_SOUND = 5
# Stop words in capitals that mean a country by their code; the others (IT, NO) are words more often.
_CODES = ("us",)


def with_names(index: Index, units: Sequence[Unit]) -> list[Unit]:
    """The units with the names that they mean, alone or several of them that stand together."""
    found = list(units)
    for start in range(len(units)):
        for end in range(min(len(units), start + _MOST_WORDS), start, -1):
            words = [_plain(unit) for unit in units[start:end]]
            if not all(words):
                continue
            names = names_meant(index, " ".join(words))
            # All the words, or the name: so that each may be missing where the name stands.
            for i in range(start, end) if names else ():
                found[i] = found[i]._replace(names=(*found[i].names, *names))
    return found


def names_meant(index: Index, text: str) -> tuple[tuple[str, str], ...]:
    """Columns and names in records that a text means as a whole, groups and members of parties among them."""
    known, folded = index.names, key(text)
    if not folded:
        return ()
    is_code = text.isupper() and _may_be_code(index, text.lower())
    found: list[tuple[str, str]] = []
    for field in COLUMNS:
        entities = {form.entity for form in known.forms(field, folded) if form.rank != CODE or is_code}
        if not entities:
            continue
        together = set(entities)
        for entity in entities:
            if field == "partner":
                together |= known.relatives(entity)
            elif field == "place":
                together |= known.cities_alone(entity)
        found += [pair for pair in written(index, field, together) if key(pair[1]) != folded]
    return tuple(dict.fromkeys([*found, *_of_adjective(index, folded)]))


def written(index: Index, field: str, entities: Iterable[str]) -> list[tuple[str, str]]:
    """What records write of some entities, each name with the column of the full text in which it stands."""
    spellings = index.names.spellings(field, sorted(entities)).values()
    return [(COLUMNS[field], name) for names in spellings for name, _ in names]


def _may_be_code(index: Index, word: str) -> bool:
    """Whether a word in capitals may be a code: one such as IT or NO only where no record has it as a word."""
    return word in _CODES or word not in STOP_WORDS or not count(index, quoted(word + ACRONYM))


def _of_adjective(index: Index, folded: str) -> list[tuple[str, str]]:
    """What records write of the country of an adjective: "Japan" for "Japanese"."""
    entities = {
        form.entity
        for code in countries_of_adjective(folded)
        for form in index.names.forms("partner", key(code))
        if form.rank == CODE and form.text == code
    }
    return written(index, "partner", entities)


def unknown_names(index: Index, text: str) -> tuple[tuple[str, str], ...] | None:
    """The same of a word that no record has: a country by any of its names, of which groups may be on record.

    None for what is no name of a country or a well-known city: only that may be a slip.
    """
    from dialogue_cli.names.cities import country_of_city
    from dialogue_cli.names.forms import country_entity
    from dialogue_cli.names.iso import state_of_name

    country = state_of_name(text)
    if not country:
        return () if country_of_city(text) or countries_of_adjective(key(text)) else None
    found = written(index, "partner", index.names.groups(country_entity(country.code)))
    # "Israeli" where a record names the country only so.
    return tuple(found + [(column, word) for word in adjectives_of(country.code) for column in ("title", "summary")])


def person_meant(index: Index, text: str) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """Someone whom a whole text names in another way: the name to show, and what records write. None for several."""
    from dialogue_cli.names.heard import are_one, heard
    from dialogue_cli.names.people import people_meant

    forms = [form for form in index.names.all_forms("person") if form.rank != CODE]
    found = people_meant(text, forms) or heard(text, forms)
    labels = index.names.labels("person", found)
    if not found or (len(found) > 1 and not are_one(labels)):
        return None
    names = tuple(written(index, "person", found))
    return (labels[0], names) if names else None


def sounding(index: Index, word: str) -> list[str]:
    """The words of people's names on record that another newspaper writes as this one, the most frequent first."""
    from dialogue_cli.names.sound import keys

    if len(word) < _LEAST_BY_SOUND or is_english(word):
        return []
    wanted = sorted(keys(word))
    rows = index.rows(f"SELECT DISTINCT word FROM sound WHERE key IN ({marks(wanted)})", wanted)
    rows = (row for row in rows if not index.names.forms("partner", row[0]))
    counts = {other: count(index, Atom((other,), other).fts) for (other,) in rows}
    return sorted((other for other in counts if counts[other]), key=lambda other: (-counts[other], other))


def with_variants(index: Index, units: Sequence[Unit]) -> tuple[list[Unit], dict[str, list[str]]]:
    """The units with other spellings that the collection has, and which those are, by what was typed."""
    found, said = [], dict[str, list[str]]()
    for unit in units:
        others = [other for word in _words_of(unit) for other in other_spellings(index, word)]
        others = [other for other in dict.fromkeys(others) if other.words not in {atom.words for atom in unit.atoms}]
        if others:
            said[unit.typed] = [other.typed for other in others]
        found.append(unit._replace(variants=tuple(others)))
    return found, said


def other_spellings(index: Index, word: str) -> Iterator[Atom]:
    """The other ways to write a word that records have: by rule, and how another newspaper writes a person's name."""
    for words in variants(word):
        atom = Atom(words, "-".join(words))
        if count(index, atom.fts):
            yield atom
    heard = index.rows(
        "SELECT DISTINCT b.word FROM sound a JOIN sound b USING (key) WHERE a.word = ?1 AND b.word != ?1", (word,)
    )
    for (other,) in heard:
        atom = Atom((other,), other)
        if sounds_for(index, word, other) and count(index, atom.fts):
            yield atom


def sounds_for(index: Index, word: str, other: str) -> bool:
    """Whether a word of a person's name may stand for another that sounds like it."""
    # France is not Franz, nor Holland Hollande.
    is_country = index.names.forms("partner", word) or index.names.forms("partner", other)
    return not is_country and not is_english(word)


def _words_of(unit: Unit) -> list[str]:
    """The words of a unit that stand alone, as typed and not only begun."""
    alone = (atom for atom in unit.atoms if len(atom.words) == 1 and not atom.is_prefix)
    return [atom.words[0] for atom in alone if not atom.is_phrase]


def _plain(unit: Unit) -> str:
    """The text of a unit that may be a name or a part of one; empty for others."""
    [atom, *others] = unit.atoms
    return "" if others or atom.is_prefix else atom.typed.strip('"')
