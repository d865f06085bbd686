"""How well `dialogue search` ranks: `search_quality.py DATASET TOPICS QRELS [--seed N] [--baselines]`.

TOPICS has a line `number<TAB>question` for each question, QRELS the judgments in the form of TREC
(`number 0 meeting-id relevance`). Every question is asked as it stands, and once more with one typo.
MAP, nDCG@10 (gain is the relevance), P@10 and recall@1000 are means over the questions for which anything
is relevant. With --baselines two other search libraries answer the same questions in the same run,
where they are installed: `pip install whoosh-reloaded tantivy`.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import string
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

from dialogue_cli import Query, QueryError, open_archive

Ask = Callable[[str], list[str]]
Judgments = dict[str, dict[str, int]]

DEPTH = 1000
CUT = 10
SHORTEST = 5
"""A typo is made in a word of at least so many letters."""
MEASURES = ("MAP", "nDCG@10", "P@10", "recall@1000")
NDCG = MEASURES.index("nDCG@10")
FIELDS = ("title", "summary", "text")
STOP_WORDS = frozenset(
    """about above after again against along already although always among another because become becomes been before
    being below between cannot could doing during either every found further given gives having however itself might
    often other others ought ourselves rather really shall should since something still their theirs themselves there
    therefore these thing things those though through together toward towards under until using various where whether
    which while whose within without would yours yourself""".split()
)


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


# Typos


def edits(word: str) -> list[Callable[[random.Random], str]]:
    """The kinds of slip that a word allows; none touches its first letter."""

    def delete(rng: random.Random) -> str:
        at = rng.randrange(1, len(word))
        return word[:at] + word[at + 1 :]

    def insert(rng: random.Random) -> str:
        at = rng.randrange(1, len(word) + 1)
        return word[:at] + rng.choice(string.ascii_lowercase) + word[at:]

    def substitute(rng: random.Random) -> str:
        at = rng.randrange(1, len(word))
        return word[:at] + rng.choice(string.ascii_lowercase.replace(word[at].lower(), "")) + word[at + 1 :]

    def swap(rng: random.Random) -> str:
        at = rng.choice(swaps)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    swaps = [at for at in range(1, len(word) - 1) if word[at] != word[at + 1]]
    return [delete, insert, substitute, swap] if swaps else [delete, insert, substitute]


def with_typo(question: str, rng: random.Random) -> str:
    """The question with one slip in one of its longer words; as it was when it has none."""
    words = [
        found for found in re.finditer(rf"[^\W\d_]{{{SHORTEST},}}", question) if found.group().lower() not in STOP_WORDS
    ]
    if not words:
        return question
    chosen = rng.choice(words)
    slip = rng.choice(edits(chosen.group()))(rng)
    return question[: chosen.start()] + slip + question[chosen.end() :]


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


# Engines


def dialogue(path: Path) -> Ask:
    """The search of this project."""
    archive = open_archive(path)

    def ask(question: str) -> list[str]:
        try:
            return [match.id for match in archive.find(Query(words=question, limit=DEPTH), records=False)]
        except QueryError:
            return []

    return ask


def texts(value: Any) -> Iterator[str]:
    """Every text in a record, at any depth."""
    if isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif value is not None:
        yield str(value)


def documents(path: Path) -> Iterator[dict[str, str]]:
    """The meetings as the baselines index them: title, summary, and all text."""
    for match in open_archive(path).find(Query()):
        record = match.record
        everything = {name: value for name, value in record.items() if name not in ("id", "earliest", "latest")}
        yield {
            "id": match.id,
            "title": record["title"],
            "summary": record.get("summary", ""),
            "text": "\n".join(texts(everything)),
        }


def plain(question: str) -> str:
    """The words of a question, without anything that a query language could take for syntax."""
    return " ".join(re.findall(r"\w+", question.lower()))


def whoosh(path: Path) -> Ask:
    """Whoosh: BM25F over English stems, any of the words."""
    from whoosh.analysis import StemmingAnalyzer
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.filedb.filestore import RamStorage
    from whoosh.qparser import MultifieldParser, OrGroup

    schema = Schema(id=ID(stored=True), **{name: TEXT(analyzer=StemmingAnalyzer()) for name in FIELDS})
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for document in documents(path):
        writer.add_document(**document)
    writer.commit()
    searcher = index.searcher()
    parser = MultifieldParser(list(FIELDS), schema, group=OrGroup)
    return lambda question: [hit["id"] for hit in searcher.search(parser.parse(plain(question)), limit=DEPTH)]


def tantivy(path: Path) -> Ask:
    """Tantivy: BM25 over English stems, any of the words."""
    from tantivy import Document, Index, SchemaBuilder

    builder = SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="en_stem")
    index = Index(builder.build())
    writer = index.writer()
    for document in documents(path):
        writer.add_document(Document(**document))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(question: str) -> list[str]:
        found = searcher.search(index.parse_query(plain(question), list(FIELDS)), limit=DEPTH)
        return [searcher.doc(address)["id"][0] for _, address in found.hits]

    return ask


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
    start = time.perf_counter()
    clean = run(ask, topics, qrels)
    each = (time.perf_counter() - start) * 1000 / len(topics)
    rounds = [run(ask, slipped, qrels) for slipped in slips]
    wrong = {number: means(found[number] for found in rounds) for number in topics}
    whole, hurt = means(clean.values()), means(wrong.values())
    print(f"{line(name, 'clean', whole)}  {each:.1f} ms each")
    print(f"{line(name, 'typo', hurt)}  {hurt[NDCG] / (whole[NDCG] or 1):.3f} of the clean nDCG@10")
    return [f"{clean[number][NDCG]:.2f}/{wrong[number][NDCG]:.2f}" for number in topics]


def print_each(topics: dict[str, str], columns: dict[str, list[str]]) -> None:
    """Prints nDCG@10 of each question, clean and with a typo, one column for each engine."""
    print(f"\n{'':5}{''.join(f'{name:>11}' for name in columns)}")
    for row, (number, question) in enumerate(topics.items()):
        print(f"{number:>5}{''.join(f'{column[row]:>11}' for column in columns.values())}  {question}")


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("topics", type=Path)
    parser.add_argument("qrels", type=Path)
    parser.add_argument("--seed", type=int, default=1, help="of the typos (default: 1)")
    parser.add_argument("--rounds", type=int, default=1, help="of typos, with one seed after the other (default: 1)")
    parser.add_argument("--baselines", action="store_true", help="ask Whoosh and Tantivy too")
    parser.add_argument("--each", action="store_true", help="also nDCG@10 of each question, clean/typo")
    return parser.parse_args()


def main() -> None:
    """Asks every engine every question, and prints the measures."""
    given = arguments()
    qrels = read_qrels(given.qrels)
    known = {number for number, judged in qrels.items() if any(grade > 0 for grade in judged.values())}
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
    for engine in (dialogue, whoosh, tantivy) if given.baselines else (dialogue,):
        try:
            ask = engine(given.dataset)
        except ModuleNotFoundError as error:
            print(f"{engine.__name__:8}  skipped: {error.name} is not installed")
        else:
            columns[engine.__name__] = report(engine.__name__, ask, topics, slips, qrels)
    if given.each:
        print_each(topics, columns)


if __name__ == "__main__":
    main()
