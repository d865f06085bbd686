"""Search: which meetings speak of something, and in which order.

The scores are BM25 (Robertson and Zaragoza 2009) with weights for the columns, as FTS5 computes it, one
query for each word. Few words must all be there. A question is ranked by the sum over its words, and then
by the words that its first hits have in common, weighted after Bo1 (Amati 2003): what they say besides
the question helps to find others that say it in other words.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from dialogue_cli.index.filters import Criteria, order, where
from dialogue_cli.index.fulltext import Expressions, quoted
from dialogue_cli.index.queries import Index, Row, shown
from dialogue_cli.index.schema import TEXTS
from dialogue_cli.query.query import Query
from dialogue_cli.query.search_syntax import ALL_MUST
from dialogue_cli.query.search_text import MARK_END, MARK_START, STOP_WORDS, Plan, Unit
from dialogue_cli.text import plural
from dialogue_cli.text import words as words_of


def _weights(**of_columns: float) -> str:
    """What a hit is worth in each column, in the order that bm25() takes."""
    return ", ".join(str(of_columns.pop(column)) for column in TEXTS)


# For a few words what a record is about counts, for a question all that it says.
_FEW_WORDS = _weights(
    title=10,
    topics=8,
    partners=6,
    people=4,
    place=4,
    series=4,
    instruments=5,
    date=1,
    summary=2,
    outcomes=2,
    evidence=1,
    notes=1,
)
_QUESTION = _weights(
    title=3,
    topics=3,
    partners=0.5,
    people=0.5,
    place=0.5,
    series=0.5,
    instruments=0.5,
    date=0.1,
    summary=1,
    outcomes=1,
    evidence=0.3,
    notes=0.3,
)
FEEDBACK_MEETINGS = 5
FEEDBACK_WORDS = 20
FEEDBACK_WEIGHT = 0.2
COVERAGE = 0.3
"""How much it counts that a record has all of a question's rarity, and not one word of it many times."""
FEW = 10
"""When fewer meetings have all words, it is said how many have all but one."""
_FIRST_BATCH, _BATCH = 100, 5000
"""How many rows are fetched at once: few for the first screen, many for a pipe that wants all."""


class Engine:
    """Runs one plan over the meetings that the filters leave."""

    def __init__(self, index: Index, criteria: Criteria) -> None:
        assert criteria.plan
        self.index = index
        self.criteria = criteria
        self.plan: Plan = criteria.plan
        self.expressions = Expressions(index)
        # `last` and `next` count what the words leave, so they come after them.
        self.where, self.values = where(criteria.but(last=None, next=None))
        if self.plan.excluded:
            self.where += " AND m.number NOT IN (SELECT rowid FROM words WHERE words MATCH ?)"
            self.values = [*self.values, self.expressions.excluded(self.plan.excluded)]

    # Scores

    def scores(self, expression: str, weights: str, units: Iterable[Unit] = ()) -> dict[int, float]:
        """The BM25 score of each meeting that an expression finds, greater being better."""
        begun, more = self.expressions.begun(units)
        if self.where == "1" and not begun:
            sql, values = f"SELECT rowid, -bm25(words, {weights}) FROM words WHERE words MATCH ?", [expression]
        else:
            sql = (
                f"SELECT m.number, -bm25(words, {weights}) FROM words JOIN meeting m ON m.number = words.rowid"
                f" WHERE words MATCH ? AND {self.where}{begun}"
            )
            values = [expression, *self.values, *more]
        return dict(self.index.rows(sql, values))

    def all_words(self) -> dict[int, float]:
        """The meetings that have all words, with their scores."""
        return self.scores(self.expressions.all_of(self.plan.units), _FEW_WORDS, self.plan.units)

    def all_but_one(self) -> int:
        """How many meetings have all units, or all but one of them."""
        clauses, values = list[str](), list[Any]()
        for unit in self.plan.units:
            others = [one for one in self.plan.units if one is not unit]
            begun, more = self.expressions.begun(others)
            clauses.append(f"m.number IN (SELECT rowid FROM words WHERE words MATCH ?){begun}")
            values += [self.expressions.all_of(others), *more]
        sql = f"SELECT count(*) FROM meeting m WHERE ({' OR '.join(clauses)}) AND {self.where}"
        return self.index.number(sql, [*values, *self.values])

    def some_words(self) -> tuple[dict[int, float], dict[int, int]]:
        """The meetings that have some of the words, with their scores, and which they have: a bit for each unit."""
        total: dict[int, float] = {}
        having: dict[int, int] = {}
        rarity: list[float] = []
        for i, unit in enumerate(self.plan.units):
            scores = self.scores(self.expressions.unit(unit), _QUESTION, [unit])
            rarity.append(math.log(1 + self.index.size / (0.5 + len(scores))))
            for number, score in scores.items():
                total[number] = total.get(number, 0.0) + score
                having[number] = having.get(number, 0) | 1 << i
        covered = {bits: sum(rare for i, rare in enumerate(rarity) if bits >> i & 1) for bits in set(having.values())}
        if self.plan.is_question:
            whole = sum(rarity)
            for number, bits in having.items():
                total[number] *= (covered[bits] / whole) ** COVERAGE
            self._feed_back(total)
        else:
            # Of a few words, those that are rare say more than all the others together.
            for number, bits in having.items():
                total[number] += 100 * covered[bits]
        return total, having

    def _feed_back(self, total: dict[int, float]) -> None:
        """Adds to the scores what meetings have in common with the first hits."""
        first = sorted(total, key=lambda number: -total[number])[:FEEDBACK_MEETINGS]
        weights = self._common_words(first)
        if not weights:
            return
        heaviest = max(weights.values())
        for word, weight in weights.items():
            share = FEEDBACK_WEIGHT * weight / heaviest
            for number, score in self.scores(quoted(word), _QUESTION).items():
                if number in total:
                    total[number] += share * score

    def _common_words(self, meetings: list[int]) -> dict[str, float]:
        """The words that tell some meetings from the rest, by the weights of Bo1."""
        rows = self.index.rows(
            f"SELECT {', '.join(TEXTS)} FROM words WHERE rowid IN (SELECT value FROM json_each(?))",
            [json.dumps(meetings)],
        )
        amounts: dict[str, float] = {}
        shared: Counter[str] = Counter()
        for row in rows:
            counts = Counter(w for w in words_of(" ".join(row)) if len(w) > 2 and w not in STOP_WORDS and w.isalpha())
            shared.update(counts.keys())
            for word, count in counts.items():
                # The second time says less than the first.
                amounts[word] = amounts.get(word, 0.0) + 2 * count / (count + 1)
        size = max(self.index.size, 1)
        weights: dict[str, float] = {}
        for word, amount in amounts.items():
            if shared[word] < 2:
                continue
            found = self.index.row("SELECT doc FROM plain_words WHERE term = ?", (word,))
            expected = (found[0] if found else 1) / size
            weights[word] = amount * math.log2((1 + expected) / expected) + math.log2(1 + expected)
        best = sorted(weights, key=lambda word: (-weights[word], word))[:FEEDBACK_WORDS]
        return {word: weights[word] for word in best}


class Hits:
    """What a plan finds: scores by meeting, and whether they have all words or only some."""

    def __init__(self, index: Index, criteria: Criteria) -> None:
        self.index = index
        self.criteria = criteria
        self.engine = Engine(index, criteria)
        self._having: dict[int, int] = {}
        self._scores: dict[int, float] = {}
        self.is_partial = False
        """Whether no meeting has all of the few words that were asked for, though some have one of them."""
        units = self.engine.plan.units
        if not self.engine.plan.is_question:
            self._scores = self.engine.all_words()
        if not self._scores:
            self._scores, self._having = self.engine.some_words()
            self.is_partial = bool(self._scores) and not self.engine.plan.is_question and len(units) > 1

    def rows(self, *, records: bool, snippets: bool) -> Iterator[Row]:
        """The meetings, best first or in the order asked for; with their JSON and snippets where these are wanted."""
        units = self.engine.plan.units
        numbers = _ordered(self.index, self.criteria, self._scores)
        columns, join, days = shown(self.criteria, records)
        sql = f"SELECT {columns} FROM meeting m{join} WHERE m.number IN (SELECT value FROM json_each(?))"
        start, size = 0, _FIRST_BATCH
        while start < len(numbers):
            batch = numbers[start : start + size]
            among = json.dumps(batch)
            found = {row[0]: row for row in self.index.rows(sql, [*days, among])}
            passages = self._snippets(among) if snippets else {}
            if len(found) < len(batch):
                self.index.damaged(LookupError("a meeting that has the words has no row"))
            for number in batch:
                bits = self._having.get(number)
                missing = () if bits is None else tuple(u.typed for i, u in enumerate(units) if not bits >> i & 1)
                yield Row(*(*found[number], self._scores[number], passages.get(number), missing))
            start, size = start + size, _BATCH

    def __len__(self) -> int:
        return len(_ordered(self.index, self.criteria.but(limit=None), self._scores))

    def note(self) -> str | None:
        """What is to be said when few meetings have all words, or none has."""
        if self.is_partial:
            return "no meeting has all of these words; these have some of them"
        size, units = len(self._scores), len(self.engine.plan.units)
        if self.engine.plan.is_question or not 2 <= units <= ALL_MUST or not 0 < size < FEW:
            return None
        if not (more := self.engine.all_but_one() - size):
            return None
        have, lack = ("has" if size == 1 else "have"), ("lacks" if more == 1 else "lack")
        all_words = "both words" if units == 2 else f"all {units} words"
        return f"{plural(size, 'meeting')} {have} {all_words}; {more:,} more {lack} one of them: --any shows them"

    def undated(self) -> int:
        """How many of the meetings have no date."""
        sql = "SELECT count(*) FROM meeting WHERE date IS NULL AND number IN (SELECT value FROM json_each(?))"
        return self.index.number(sql, [json.dumps(list(self._scores))])

    def _snippets(self, among: str) -> dict[int, str]:
        expression = " OR ".join(map(self.engine.expressions.unit, self.engine.plan.units))
        sql = (
            f"SELECT rowid, snippet(words, -1, '{MARK_START}', '{MARK_END}', '…', 18) FROM words"
            " WHERE words MATCH ? AND rowid IN (SELECT value FROM json_each(?))"
        )
        return dict(self.index.rows(sql, [expression, among]))


def _ordered(index: Index, criteria: Criteria, scores: dict[int, float]) -> list[int]:
    """The numbers of the meetings found, in the order asked for, after `last`, `next` and the limit."""
    query = criteria.query
    counted = Criteria(Query(last=query.last, next=query.next, status=query.status), criteria.today)
    clause, values = where(counted, among=json.dumps(list(scores)))
    by = criteria.but(sort="id", reverse=False) if query.sort == "score" else criteria
    rows = index.rows(f"SELECT m.number FROM meeting m WHERE {clause} {order(by)}", values)
    numbers = [number for (number,) in rows]
    if query.sort == "score":
        # Equal scores are in the order of their ids, so that the same question has one answer.
        numbers.sort(key=lambda number: -scores[number])
        if query.reverse:
            numbers.reverse()
    return numbers[: query.limit]
