"""BM25 in its plain form, and with feedback by RM3: what a system for searching text has to beat.

Robertson and Zaragoza 2009; Lavrenko and Croft 2001 and Abdul-Jaleel et al. 2004 for RM3, in the usual setting of
ten documents, twenty terms and half of the weight for the words that were asked. Stems are Porter's, stop words
those of the project, so that nothing but the ranking differs.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from dialogue_cli.query.search_text import STOP_WORDS
from dialogue_cli.tokens import words as words_of

K1, B = 1.2, 0.75
FEEDBACK_DOCUMENTS, FEEDBACK_TERMS, ORIGINAL_WEIGHT = 10, 20, 0.5
COMMON = 0.1
"""A term in more than this share of the documents is no term for feedback."""


class Index:
    """Documents by their terms."""

    def __init__(self, documents: Iterable[tuple[str, str]]) -> None:
        import snowballstemmer

        self._stem = snowballstemmer.stemmer("porter").stemWord
        self.ids: list[str] = []
        self.terms: list[Counter[str]] = []
        self.postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, (identifier, text) in enumerate(documents):
            self.ids.append(identifier)
            self.terms.append(Counter(self.stems(text)))
            for term, count in self.terms[number].items():
                self.postings[term].append((number, count))
        self.lengths = [terms.total() for terms in self.terms]
        self.mean_length = sum(self.lengths) / len(self.lengths)

    def stems(self, text: str) -> list[str]:
        """The stems of a text, without stop words."""
        return [self._stem(word) for word in words_of(text) if word not in STOP_WORDS]

    def query(self, question: str) -> dict[str, float]:
        """The terms of a question, each with its weight."""
        return dict(Counter(self.stems(question)))

    def scores(self, query: dict[str, float]) -> dict[int, float]:
        """The BM25 score of every document that has one of the terms."""
        found: dict[int, float] = defaultdict(float)
        for term, weight in query.items():
            postings = self.postings.get(term, [])
            rarity = math.log(1 + (len(self.ids) - len(postings) + 0.5) / (len(postings) + 0.5))
            for number, count in postings:
                length = 1 - B + B * self.lengths[number] / self.mean_length
                found[number] += weight * rarity * count * (K1 + 1) / (count + K1 * length)
        return found

    def best(self, query: dict[str, float]) -> list[tuple[int, float]]:
        """The documents that have one of the terms, with their scores, best first; equal ones in their order."""
        return sorted(self.scores(query).items(), key=lambda pair: (-pair[1], pair[0]))

    def ranking(self, query: dict[str, float]) -> list[str]:
        """The ids of the documents that have one of the terms, best first."""
        return [self.ids[number] for number, _ in self.best(query)]

    def fed_back(self, query: dict[str, float]) -> dict[str, float]:
        """The query with the terms of its first documents, weighted by RM3."""
        model: dict[str, float] = defaultdict(float)
        for number, score in self.best(query)[:FEEDBACK_DOCUMENTS]:
            for term, count in self.terms[number].items():
                if len(term) > 1 and term.isalpha() and len(self.postings[term]) <= COMMON * len(self.ids):
                    model[term] += score * count / self.lengths[number]
        chosen = sorted(model.items(), key=lambda pair: (-pair[1], pair[0]))[:FEEDBACK_TERMS]
        asked, fed = sum(query.values()), sum(weight for _, weight in chosen)
        if not fed:
            return query
        found = {term: ORIGINAL_WEIGHT * weight / asked for term, weight in query.items()}
        for term, weight in chosen:
            found[term] = found.get(term, 0.0) + (1 - ORIGINAL_WEIGHT) * weight / fed
        return found
