"""Words that no record has, taken for ones that some record has. A word that is known is never changed."""

from __future__ import annotations

from collections.abc import Iterator

from dialogue_cli.index.fulltext import Expressions, count, quoted
from dialogue_cli.index.queries import Index
from dialogue_cli.index.widening import person_meant, sounding, unknown_names, with_names, with_variants
from dialogue_cli.query.english import is_english
from dialogue_cli.query.search_syntax import ALL_MUST
from dialogue_cli.query.search_text import Atom, Plan, Unit
from dialogue_cli.spelling import edit_cap
from dialogue_cli.text import listing
from dialogue_cli.tokens import words as words_of

MOST_WORDS = 32
"""How many words of a question are looked for, the rarest first: more would not tell records apart."""
_SHOWN = 3
"""How many words a note names that begin as the last word does."""
_LEAST_BEGUN = 3
# From here on a word may have two slips.
_LONG = 9
_RIVALS = 8
"""How many equally near words are compared by what they stand together with."""


class Speller:
    """Respells the words of one plan by the vocabulary of an index."""

    def __init__(self, index: Index, plan: Plan) -> None:
        self.index = index
        self.plan = plan
        self.expressions = Expressions(index, are_loose=not plan.is_question)
        self.taken: dict[str, str] = {}
        """What was typed, and the word that it was taken for."""
        self.begun: dict[str, list[str]] = {}
        """What was typed as the beginning of a word, and the words that begin so."""
        self.variants: dict[str, list[str]] = {}
        """What was typed, and the other spellings that are looked for as well."""
        self.loosened: list[str] = []
        """The phrases that no record has, of which the words are looked for."""
        self.not_left_out: list[str] = []
        """The words to be left out that no record has."""
        self.unknown: list[str] = []
        """Of a few words, those that no record has, nor anything near them."""
        self.left_out = 0
        """How many words of a very long question are not looked for."""

    def respelt(self) -> Plan:
        """The plan with its unknown words replaced, and other ways to write its compounds added."""
        whole = [part for unit in self.plan.units for part in self._loosened(unit)]
        is_question = self.plan.is_question or (bool(self.loosened) and len(whole) > ALL_MUST)
        units = with_names(self.index, self._few(tuple(whole)) if is_question else whole)
        known = [unit for unit in units if self.count(self.expressions.unit(unit))]
        if len(known) < len(units) and not is_question and (person := self._person(units)):
            units = known = person
        context = " OR ".join(self.expressions.unit(unit) for unit in known)
        found: list[Unit] = []
        for unit in units:
            found += [unit] if unit in known else self._nearest(unit, context, unit is units[-1])
        widened, self.variants = with_variants(self.index, list(self._joined(found)))
        if len(widened) > 1 and not is_question:
            self.unknown = [unit.typed for unit in widened if not self.count(self.expressions.widely(unit))]
        meant = {atom: self._left_out(atom) for one in self.plan.excluded for atom in (*one.having, *one.lacking)}
        return self.plan._replace(units=tuple(widened), is_question=is_question, meant=meant)

    def _left_out(self, atom: Atom) -> Unit:
        """What a word means that is to be left out: the same as one that is looked for, but for guesses."""
        unit = Unit((atom,), atom.typed)
        if not atom.is_prefix and not atom.is_phrase:
            [unit] = with_variants(self.index, with_names(self.index, [unit]))[0]
        if not self.count(self.expressions.widely(unit)):
            self.not_left_out.append(atom.typed)
        return unit

    def _person(self, units: list[Unit]) -> list[Unit] | None:
        """The units as the name of one person, written in another way than in the records."""
        typed = " ".join(unit.atoms[0].typed for unit in units)
        if len(units) < 2 or not all(len(unit.atoms) == 1 and not unit.atoms[0].is_prefix for unit in units):
            return None
        meant = person_meant(self.index, typed)
        if meant is None:
            return None
        label, names = meant
        self.taken[typed] = label
        return [unit._replace(names=(*unit.names, *names)) for unit in units]

    def count(self, expression: str) -> int:
        """How many meetings an FTS5 expression finds."""
        return count(self.index, expression)

    def _loosened(self, unit: Unit) -> list[Unit]:
        """A phrase that no record has as its words; every other unit as it is."""
        atom = unit.atoms[0]
        if len(unit.atoms) > 1 or not atom.is_phrase or len(atom.words) == 1 or self.count(self.expressions.unit(unit)):
            return [unit]
        self.loosened.append(atom.typed)
        atoms = dict.fromkeys(Atom((word,), word) for word in atom.words)
        content = [one for one in atoms if not one.is_stop] or list(atoms)
        return [Unit((one,), one.typed, unit.times) for one in content]

    def _few(self, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """The units of a question that is not too long, or the rarest known ones of one that is."""
        if len(units) <= MOST_WORDS:
            return units
        counts = {unit: self.count(self.expressions.unit(unit)) for unit in units}
        rarest = sorted((unit for unit in units if counts[unit]), key=lambda unit: counts[unit])[:MOST_WORDS]
        kept = rarest or list(units[:MOST_WORDS])
        self.left_out = len(units) - len(kept)
        return tuple(unit for unit in units if unit in kept)

    def _nearest(self, unit: Unit, context: str, is_last: bool) -> list[Unit]:
        """An unknown unit as what it may have meant; as it is when that is nothing known."""
        atom = unit.atoms[0]
        if len(unit.atoms) > 1 or atom.is_phrase or atom.is_prefix or atom.is_acronym:
            return [unit]
        if len(atom.words) > 1:
            # `Pakistan-EU` where the records say `EU-Pakistan`: the words matter, not their order.
            parts = [Unit((Atom((word,), word),), word) for word in atom.words]
            if any(len(word) < _LEAST_BEGUN and word.upper() not in atom.typed for word in atom.words):
                # Jong-un says nothing of the UN.
                return [unit]
            return [part for whole in parts for part in self._known_or_nearest(whole, context)]
        if is_last and not self.plan.is_question and (begun := self._begun(atom)):
            return [unit._replace(atoms=(begun,))]
        return self._known_or_nearest(unit, context)

    def _begun(self, atom: Atom) -> Atom | None:
        """The last word as one that is only begun, where the collection has words that begin so."""
        word = atom.words[0]
        if len(word) < _LEAST_BEGUN or is_english(word):
            return None
        rows = self.index.rows(
            "SELECT term FROM plain_words WHERE term > ? AND term < ? ORDER BY doc DESC LIMIT ?",
            (word, word + "\U0010ffff", _SHOWN),
        )
        found = [term for (term,) in rows]
        if not found:
            return None
        self.begun[atom.typed] = found
        return atom._replace(is_prefix=True)

    def _known_or_nearest(self, unit: Unit, context: str) -> list[Unit]:
        atom = unit.atoms[0]
        if self.count(self.expressions.unit(unit)):
            return [unit]
        names = unknown_names(self.index, atom.typed)
        if names is not None:
            return [unit._replace(names=names)]
        if sounds := sounding(self.index, atom.words[0]):
            self.taken[unit.typed] = listing(sounds)
            return [unit._replace(atoms=tuple(Atom((word,), word) for word in sounds))]
        for left, right in _splits(atom.words[0], 3):
            phrase = atom._replace(words=(left, right))
            if self.count(phrase.fts):
                return [unit._replace(atoms=(phrase,))]
        word = self._near_word(atom.words[0], context)
        if word is None:
            return [unit]
        self.taken[unit.typed] = word
        return [unit._replace(atoms=(Atom((word,), word),))]

    def _near_word(self, typed: str, context: str) -> str | None:
        """The known word that is nearest in spelling; of several the one that goes best with the other words."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        typed = "".join(words_of(typed))
        cap = edit_cap(len(typed)) if len(typed) < _LONG else 2
        if not cap or not typed.isalpha() or is_english(typed):
            return None
        counts = dict(
            self.index.rows(
                "SELECT term, doc FROM plain_words WHERE length(term) BETWEEN ? AND ?",
                (len(typed) - cap, len(typed) + cap),
            )
        )
        for (text,) in self.index.rows("SELECT text FROM alias"):
            for word in words_of(text):
                counts.setdefault(word, 0)
        near = process.extract(typed, list(counts), scorer=OSA.distance, score_cutoff=cap, limit=None)
        if not near:
            return None
        least = min(distance for _, distance, _ in near)
        rivals: list[str] = [word for word, distance, _ in near if distance == least]
        rivals.sort(key=lambda w: (-counts[w], w))

        def together(word: str) -> int:
            return self.count(f"{quoted(word)} AND ({context})") if context else 0

        return min(rivals[:_RIVALS], key=lambda w: (w[0] != typed[0], -together(w), -counts[w], w))

    def _joined(self, units: list[Unit]) -> Iterator[Unit]:
        """The units, with the other ways in which the records write a compound: as one word, or as two."""
        compounds: dict[int, list[Atom]] = {}
        for i, unit in enumerate(units):
            words = unit.atoms[0].words
            if len(unit.atoms) == 1 and len(words) > 1:
                self._compound("".join(words), compounds, i)
            if _is_plain(unit):
                for pair in _splits(words[0], 4):
                    phrase = Atom(pair, " ".join(pair))
                    if self.count(phrase.fts):
                        compounds.setdefault(i, []).append(phrase)
            if i and _is_plain(unit) and _is_plain(units[i - 1]):
                self._compound(units[i - 1].atoms[0].words[0] + words[0], compounds, i - 1, i)
        for i, unit in enumerate(units):
            yield unit._replace(atoms=(*unit.atoms, *compounds.get(i, ())))

    def _compound(self, word: str, compounds: dict[int, list[Atom]], *places: int) -> None:
        if self.index.row("SELECT 1 FROM plain_words WHERE term = ?", ("".join(words_of(word)),)):
            for place in places:
                compounds.setdefault(place, []).append(Atom((word,), word))


def _is_plain(unit: Unit) -> bool:
    atom = unit.atoms[0]
    return len(unit.atoms) == 1 and len(atom.words) == 1 and not (atom.is_prefix or atom.is_phrase or atom.is_acronym)


def _splits(word: str, least: int) -> Iterator[tuple[str, str]]:
    """The ways to write a word as two, each of so many letters at least, if it is no longer than words are."""
    if len(word) <= 40:
        for i in range(least, len(word) - least + 1):
            yield word[:i], word[i:]
