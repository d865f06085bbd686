"""How well `dialogue search` finds: three modes.

    search_quality.py DATASET TOPICS QRELS [--baselines]   the ranking of judged questions
    search_quality.py DATASET --known-item                 short questions for one meeting, asked in several ways
    search_quality.py DATASET --respelling                 what words that no record has are taken for

TOPICS has a line `number<TAB>question` for each question, QRELS the judgments in the form of TREC
(`number 0 meeting-id relevance`). Every question is asked as it stands, and once more with one typo.
MAP, nDCG@10 (gain is the relevance), P@10 and recall@1000 are means over the questions for which anything
is relevant. With --baselines other ways to search answer the same questions in the same run; those that are
not installed are left out: `pip install whoosh-reloaded tantivy snowballstemmer`.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import fmean

import known_item
import respelling
from engines import BASELINES, DEPTH, Ask, dialogue
from typos import with_typo

Judgments = dict[str, dict[str, int]]

CUT = 10
MEASURES = ("MAP", "nDCG@10", "P@10", "recall@1000")
NDCG = MEASURES.index("nDCG@10")


# The collection


def read_topics(path: Path) -> dict[str, str]:
    """The questions by their numbers."""
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(None, 1) for line in lines if line.strip())
    return {number: question.strip() for number, question in pairs}


def read_qrels(path: Path) -> Judgments:
    """The judgments: by question, the relevance of each judged meeting."""
    found: Judgments = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            number, _, identifier, relevance = line.split()
            found.setdefault(number, {})[identifier] = int(relevance)
    return found


# Measures


def average_precision(gains: list[int], relevant: int) -> float:
    """The mean, over all relevant meetings, of the precision at the rank of each that was found."""
    hits, total = 0, 0.0
    for rank, gain in enumerate(gains, 1):
        if gain:
            hits += 1
            total += hits / rank
    return total / relevant


def dcg(gains: list[int]) -> float:
    """Gains of the first ranks, discounted by the logarithm of the rank."""
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains[:CUT], 1))


def measure(ranking: list[str], judged: dict[str, int]) -> tuple[float, ...]:
    """The measures, in the order of MEASURES, of one ranking."""
    gains = [max(judged.get(identifier, 0), 0) for identifier in ranking[:DEPTH]]
    ideal = sorted((grade for grade in judged.values() if grade > 0), reverse=True)
    hits = [gain for gain in gains if gain]
    return (
        average_precision(gains, len(ideal)),
        dcg(gains) / dcg(ideal),
        sum(gain > 0 for gain in gains[:CUT]) / CUT,
        len(hits) / len(ideal),
    )


# The report


def run(ask: Ask, questions: dict[str, str], qrels: Judgments) -> dict[str, tuple[float, ...]]:
    """The measures of every question."""
    return {number: measure(ask(question), qrels[number]) for number, question in questions.items()}


def means(rows: Iterable[tuple[float, ...]]) -> tuple[float, ...]:
    """The mean of each measure."""
    return tuple(fmean(values) for values in zip(*rows, strict=True))


def line(name: str, kind: str, found: tuple[float, ...]) -> str:
    """One line of the table."""
    figures = "  ".join(f"{value:{len(label)}.4f}" for label, value in zip(MEASURES, found, strict=True))
    return f"{name:8}  {kind:5}  {figures}"


def report(name: str, ask: Ask, topics: dict[str, str], slips: list[dict[str, str]], qrels: Judgments) -> list[str]:
    """Prints the lines of one engine; gives nDCG@10 of each question, clean and with a typo."""
    clean = run(ask, topics, qrels)
    rounds = [run(ask, slipped, qrels) for slipped in slips]
    wrong = {number: means(found[number] for found in rounds) for number in topics}
    whole, hurt = means(clean.values()), means(wrong.values())
    print(line(name, "clean", whole))
    print(f"{line(name, 'typo', hurt)}  {hurt[NDCG] / (whole[NDCG] or 1):.3f} of the clean nDCG@10")
    return [f"{clean[number][NDCG]:.2f}/{wrong[number][NDCG]:.2f}" for number in topics]


def print_each(topics: dict[str, str], columns: dict[str, list[str]]) -> None:
    """Prints nDCG@10 of each question, clean and with a typo, one column for each engine."""
    print(f"\n{'':5}{''.join(f'{name:>11}' for name in columns)}")
    for row, (number, question) in enumerate(topics.items()):
        print(f"{number:>5}{''.join(f'{column[row]:>11}' for column in columns.values())}  {question}")


def judged(given: argparse.Namespace) -> None:
    """Asks every engine every question, and prints the measures."""
    qrels = read_qrels(given.qrels)
    known = {number for number, grades in qrels.items() if any(grade > 0 for grade in grades.values())}
    every = read_topics(given.topics)
    topics = {number: question for number, question in every.items() if number in known}
    if not topics:
        sys.exit("no question has a relevant meeting")
    slips = [
        {number: with_typo(question, random.Random(f"{seed}:{number}")) for number, question in topics.items()}
        for seed in range(given.seed, given.seed + given.rounds)
    ]
    print(f"{len(topics)} questions, {len(every) - len(topics)} left out: nothing is relevant to them")
    print(f"{'':15}  {'  '.join(MEASURES)}")
    columns = {}
    for name, engine in {"dialogue": dialogue, **(BASELINES if given.baselines else {})}.items():
        try:
            ask = engine(given.dataset)
        except ModuleNotFoundError as error:
            print(f"{name:8}  skipped: {error.name} is not installed")
        else:
            columns[name] = report(name, ask, topics, slips, qrels)
    if given.each:
        print_each(topics, columns)


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("topics", type=Path, nargs="?")
    parser.add_argument("qrels", type=Path, nargs="?")
    parser.add_argument("--seed", type=int, default=1, help="of whatever is chosen at random (default: 1)")
    parser.add_argument("--rounds", type=int, default=1, help="of typos, with one seed after the other (default: 1)")
    parser.add_argument("--baselines", action="store_true", help="ask other ways to search too")
    parser.add_argument("--known-item", action="store_true", help="questions for one meeting, made by rule")
    parser.add_argument("--respelling", action="store_true", help="what unknown words are taken for")
    parser.add_argument("--size", type=int, default=200, help="known-item questions of each kind (default: 200)")
    parser.add_argument("--each", action="store_true", help="also what each question or word came to")
    given = parser.parse_args()
    if not (given.known_item or given.respelling or given.qrels):
        parser.error("TOPICS and QRELS, --known-item or --respelling is needed")
    return given


def main() -> None:
    """Measures what was asked for."""
    given = arguments()
    if given.known_item:
        known_item.report(given.dataset, given.seed, given.size, given.each)
    if given.respelling:
        respelling.report(given.dataset, given.seed, given.each)
    if given.qrels:
        judged(given)


if __name__ == "__main__":
    main()
