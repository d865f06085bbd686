"""Turns descriptions of Debian packages into a dataset: `packages.py OUT.yaml [--lists DIR]`.

One record for each program of Debian 12 that is taken: its name and short description are the title, its long
description the summary, its section the topic.
The descriptions are not part of the project. They come out of the package lists of apt, with the English translations
that hold the long descriptions; a machine that has not got them fetches them into a folder of its own:

    mkdir -p LISTS/partial
    apt-get update -o Dir::State::Lists=LISTS -o Acquire::Languages=en
"""

from __future__ import annotations

import argparse
import re
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from dialogue_cli.text import slug

SECTIONS = frozenset(
    """admin comm database editors education electronics games gnome graphics hamradio httpd kde mail math misc net news
    science shells sound text utils vcs video web x11 xfce""".split()
)
"""Programs that people start, not libraries, and not what belongs to another package."""
PARTS = re.compile(r"-(bin|common|core|data|dbg|dev|docs?|examples|extras?|gtk|l10n|plugins?|qt|tools|utils)$")
KEPT, OF = 4, 9
"""So many of so many sources are taken, chosen by a checksum of their names."""


def apt(lists: Path | None, *arguments: str) -> str:
    """What apt-cache answers."""
    where = [f"-oDir::State::Lists={lists}"] if lists else []
    command = ["apt-cache", *where, "-oAcquire::Languages=en", "-oAPT::Cache::AllVersions=false", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def stanzas(text: str) -> Iterator[dict[str, str]]:
    """The records of apt, field by field, continued lines as they stand."""
    for block in text.split("\n\n"):
        fields = re.split(r"\n(?=\S)", block.strip("\n"))
        found = dict(field.partition(":")[::2] for field in fields if ":" in field)
        if found:
            yield {name: value.strip() for name, value in found.items()}


def chosen(lists: Path | None) -> list[str]:
    """The names of the packages that are taken: one for each source."""
    found: dict[str, str] = {}
    for stanza in stanzas(apt(lists, "dumpavail")):
        name = stanza["Package"]
        source = stanza.get("Source", name).split()[0]
        if stanza.get("Section") not in SECTIONS or PARTS.search(name) or name.startswith("lib"):
            continue
        if zlib.crc32(source.encode()) % OF < KEPT:
            found[source] = min(name, found.get(source, name), key=lambda one: (one != source, one))
    return sorted(found.values())


def paragraphs(text: str) -> str:
    """A long description as plain paragraphs; a line ` .` is what parts them."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(" ".join(part.split()) for part in "\n".join(lines).split("\n.\n"))


def meeting(stanza: dict[str, str]) -> dict[str, Any]:
    """The record of one package."""
    short, _, long = stanza["Description-en"].partition("\n")
    record: dict[str, Any] = {
        "id": "package-" + slug(stanza["Package"].replace("+", " plus ")),
        "title": f"{stanza['Package']}: {short}",
        "topics": [stanza["Section"]],
    }
    if long:
        record["summary"] = paragraphs(long)
    return record


def dataset(lists: Path | None) -> dict[str, Any]:
    """The packages as a dataset."""
    records = {
        record["id"]: record
        for stanza in stanzas(apt(lists, "show", *chosen(lists)))
        if "Description-en" in stanza
        for record in [meeting(stanza)]
    }
    return {
        "dataset": {"format": 1, "title": "Programs in Debian 12", "principal": "Debian"},
        "meetings": list(records.values()),
    }


def main() -> None:
    """Asks apt and writes the dataset."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, metavar="OUT.yaml")
    parser.add_argument("--lists", type=Path, help="where apt's package lists are, if not in their usual place")
    given = parser.parse_args()
    text = yaml.safe_dump(dataset(given.lists), allow_unicode=True, sort_keys=False, width=10_000)
    given.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
