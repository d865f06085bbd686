"""Datasets with one thing that is far larger than a person would make it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

WORDS = "trade energy migration rights security water transport dialogue minister agreement region border".split()


def prose(size: int, seed: int = 1) -> str:
    """So many characters of words, the same for each seed."""
    choose = random.Random(seed)
    return " ".join(f"{choose.choice(WORDS)}{choose.randrange(1000)}" for _ in range(size // 6))[:size]


def _title() -> tuple[dict[str, Any], str]:
    return {"title": "x" * 1_000_000}, ""


def _partners() -> tuple[dict[str, Any], str]:
    return {"partners": [f"Party {i} of {WORDS[i % 12]}" for i in range(20_000)]}, ""


def _quotes() -> tuple[dict[str, Any], str]:
    said = [f"agreed on number {i} today" for i in range(5000)]
    evidence = [{"source": "s", "exact": one, "supports": [f"outcomes.{i}"]} for i, one in enumerate(said, 1)]
    return {"outcomes": said, "evidence": evidence}, ". ".join(f"They {one}" for one in said)


def _missing_quote() -> tuple[dict[str, Any], str]:
    return {"evidence": [{"source": "s", "exact": prose(80_000, 2), "supports": ["title"]}]}, prose(900_000)


def _changed_quote() -> tuple[dict[str, Any], str]:
    text = prose(900_000)
    exact = f"{text[300_000:340_000]} one word more {text[340_000:380_000]}"
    return {"evidence": [{"source": "s", "exact": exact, "supports": ["title"]}]}, text


def _missing_quotes() -> tuple[dict[str, Any], str]:
    evidence = [
        {"source": "s", "exact": f"agreed with somebody on number {i}", "supports": ["title"]} for i in range(1000)
    ]
    return {"evidence": evidence}, prose(900_000)


def _years() -> tuple[dict[str, Any], str]:
    return {"date": "0001-01-01/9999-12-31"}, ""


KINDS: dict[str, Callable[[], tuple[dict[str, Any], str]]] = {
    "a title of 1 MB": _title,
    "20,000 partners": _partners,
    "5,000 quotes": _quotes,
    "a quote of 80 kB that is not in its 0.9 MB": _missing_quote,
    "a quote of 80 kB that is nearly in its 0.9 MB": _changed_quote,
    "1,000 quotes that are not in their 0.9 MB": _missing_quotes,
    "a meeting of 9,999 years": _years,
}


def made(kind: str, folder: Path) -> Path:
    """The dataset of a kind, in a folder of its own."""
    record, text = KINDS[kind]()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "s.txt").write_text(text, encoding="utf-8")
    usual = {"id": "b", "title": "Another one", "date": "2025-03-03", "partners": ["Norway"]}
    meetings = [{"id": "a", "title": "A meeting", **record}, usual]
    data = folder / "meetings.yaml"
    data.write_text(json.dumps({"sources": [{"id": "s", "file": "s.txt"}], "meetings": meetings}), encoding="utf-8")
    return data
