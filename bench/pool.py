"""Prints what is to be judged: `pool.py DATASET TOPICS [QRELS]`.

For each question, the meetings that any engine of `search_quality.py` has among its first ten, in the order of
their ids, so that nobody sees which engine found them; with QRELS only those that are not judged there yet.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from engines import BASELINES, dialogue, documents
from search_quality import CUT, read_qrels, read_topics


def main() -> None:
    """Asks every engine every question, and prints what they found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("topics", type=Path)
    parser.add_argument("qrels", type=Path, nargs="?")
    parser.add_argument("--letters", type=int, default=400, help="of each text (default: 400)")
    given = parser.parse_args()
    judged = read_qrels(given.qrels) if given.qrels else {}
    engines = [engine(given.dataset) for engine in (dialogue, *BASELINES.values())]
    texts = {each.id: f"{each.title} | {each.summary}" for each in documents(given.dataset)}
    for number, question in read_topics(given.topics).items():
        pool = {identifier for ask in engines for identifier in ask(question)[:CUT]}
        print(f"\n# {number} {question}")
        for identifier in sorted(pool - judged.get(number, {}).keys()):
            print(f"{identifier}: {' '.join(texts[identifier].split())[: given.letters]}")


if __name__ == "__main__":
    main()
