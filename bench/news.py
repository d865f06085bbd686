"""Turns a small collection of news into a dataset: `news.py GENSIM.whl OUT.yaml`.

350 short reports of the Australian Broadcasting Corporation from the years 2000 to 2002, collected by Michael Lee and
others (2005) and shipped with the tests of gensim, are read out of its wheel. They are not part of the project:

    pip download --no-deps gensim==4.4.0

The first sentence of a report is the title of its record, the rest the summary; ids count the reports in their order.
"""

from __future__ import annotations

import argparse
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

FILES = ("lee_background.cor", "lee.cor")
FOLDER = "gensim/test/test_data/"
ABBREVIATION = r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Sgt|No|vs|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"


def sentences(text: str) -> tuple[str, str]:
    """The first sentence of a text, and what follows."""
    for end in re.finditer(r"[.?!][\"')]*(?=\s)", text):
        if not re.search(ABBREVIATION, text[: end.end()]):
            return text[: end.end()], text[end.end() :].strip()
    return text, ""


def reports(wheel: Path) -> Iterator[str]:
    """The reports, each in one line."""
    with zipfile.ZipFile(wheel) as archive:
        for name in FILES:
            text = archive.read(FOLDER + name).decode("utf-8", "replace")
            yield from (" ".join(line.split()) for line in text.splitlines() if line.strip())


def meeting(number: int, text: str) -> dict[str, Any]:
    """The record of one report."""
    title, rest = sentences(text)
    record: dict[str, Any] = {"id": f"news-{number:03}", "title": title}
    if rest:
        record["summary"] = rest
    return record


def dataset(wheel: Path) -> dict[str, Any]:
    """The reports as a dataset."""
    return {
        "dataset": {"format": 1, "title": "News of the years 2000 to 2002", "principal": "Australia"},
        "meetings": [meeting(number, text) for number, text in enumerate(reports(wheel), 1)],
    }


def main() -> None:
    """Reads the wheel and writes the dataset."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path, metavar="GENSIM.whl")
    parser.add_argument("out", type=Path, metavar="OUT.yaml")
    given = parser.parse_args()
    text = yaml.safe_dump(dataset(given.wheel), allow_unicode=True, sort_keys=False, width=10_000)
    given.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
