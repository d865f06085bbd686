"""Datasets as people write them by hand: no two alike in layout, with comments in odd places."""

from __future__ import annotations

from random import Random
from typing import Any

import yaml

WORDS = (
    "trade",
    "visa: talks",
    "œuvre",
    "北京",
    "it's",
    'a "quote"',
    "yes",
    "2025",
    "#tag",
    "- dash",
    "a # b",
    "😀",
    "end ",
)
PARTNERS = ("Pakistan", "Kazakhstan", "Côte d'Ivoire", "Türkiye", "Congo, Dem. Rep.", "NO")


class Hand:
    """One person's way to write a dataset, drawn from a seed. `text` is the file, `data` what is in it."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        pick = self.random.choice
        self.newline = pick(["\n", "\n", "\r\n"])
        self.dash = pick([0, 0, 2])
        self.lead = pick([1, 1, 3])
        self.list_indent = pick([0, 2])
        self.blank = pick([0, 1, 2])
        self.quote = pick(["", "", "'", '"'])
        self.flow_lists = pick([True, False])
        self.flow_records = pick([True, False, False])
        self.comments = pick([True, False])
        self.data = self._data()
        self.text = self._text()

    def _data(self) -> dict[str, Any]:
        pick, some = self.random.choice, self.random.sample
        meetings = []
        for i in range(self.random.randint(1, 5)):
            meeting: dict[str, Any] = {"id": f"m-{i}", "title": f"{pick(WORDS)} {i} {pick(WORDS)}".strip()}
            if self.random.random() < 0.5:
                meeting["series"] = pick(["s-one", "s-two"])
            if self.random.random() < 0.7:
                meeting["date"] = pick(["2025-03-01", "2024", "2024-05"])
            if self.random.random() < 0.5:
                meeting["place"] = {"city": "Brussels"}
            if self.random.random() < 0.8:
                meeting["partners"] = some(PARTNERS, self.random.randint(1, 3))
            if self.random.random() < 0.5:
                meeting["topics"] = some(WORDS, self.random.randint(1, 3))
            if self.random.random() < 0.3:
                meeting["summary"] = pick(["Two\nlines", "A long text that goes on " * 8, "One line"]).strip()
            if self.random.random() < 0.5:
                meeting["evidence"] = [{"source": "a", "exact": pick(WORDS), "supports": ["title"]}]
            meetings.append(meeting)
        people = [{"name": name, "aliases": [f"{name} Jr"]} for name in ("Ada", "Bo", "Cy")]
        return {
            "dataset": {"format": "1"},
            "sources": [{"id": "a"}],
            "people": people,
            "series": [{"id": "s-one", "name": "One"}, {"id": "s-two", "name": "Two"}],
            "meetings": meetings,
        }

    def _text(self) -> str:
        lines: list[str] = ["# by hand"] if self.comments else []
        for section, value in self.data.items():
            if isinstance(value, dict):
                lines += [f"{section}:", *(f"  {name}: {self._scalar(one)}" for name, one in value.items())]
                continue
            lines.append(f"{section}:{'  # here' if self.comments and section == 'people' else ''}")
            for i, record in enumerate(value):
                lines += [""] * (self.blank if i else 0)
                if self.comments and self.random.random() < 0.3:
                    lines.append(f"{' ' * self.dash}# - id: no record")
                lines += self._record(record, is_flow=self.flow_records and section != "meetings")
        text = self.newline.join(lines) + (self.newline if self.random.random() < 0.8 else "")
        return ("\ufeff" if self.random.random() < 0.15 else "") + text

    def _record(self, record: dict[str, Any], *, is_flow: bool) -> list[str]:
        margin = " " * self.dash + "-" + " " * self.lead
        if is_flow:
            after = "  # so it is" if self.comments and self.random.random() < 0.3 else ""
            return [f"{margin}{{{', '.join(f'{name}: {self._flow(value)}' for name, value in record.items())}}}{after}"]
        keys = " " * len(margin)
        lines: list[str] = []
        for name, value in record.items():
            lines += [keys + line for line in self._field(name, value)]
            if self.comments and self.random.random() < 0.1:
                lines.append(f"{keys}# {name}: said above")
        return [margin + lines[0][len(keys) :], *lines[1:]]

    def _field(self, name: str, value: Any) -> list[str]:
        if isinstance(value, dict):
            return [f"{name}: {self._flow(value)}"]
        if isinstance(value, list) and (isinstance(value[0], dict) or not self.flow_lists):
            margin = " " * self.list_indent
            return [f"{name}:", *(f"{margin}- {self._flow(one)}" for one in value)]
        if isinstance(value, list):
            return [f"{name}: {self._flow(value)}"]
        if "\n" in value:
            return [f"{name}: |-", *(f"  {line}" for line in value.split("\n"))]
        after = "  # so it is" if self.comments and self.random.random() < 0.2 else ""
        return [f"{name}: {self._scalar(value)}{after}"]

    def _flow(self, value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{name}: {self._flow(one)}" for name, one in value.items()) + "}"
        if isinstance(value, list):
            return f"[{', '.join(map(self._flow, value))}]"
        return "'" + value.replace("'", "''") + "'" if set(value) & set(",[]{}:#'\"&*!|>%@`") else self._scalar(value)

    def _scalar(self, value: str) -> str:
        is_plain = value == value.strip() and not set(value) & set(",[]{}:#'\"&*!|>%@`") and value[0] not in "-? "
        if self.quote == '"' or (not is_plain and '"' not in value and "'" in value):
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        if self.quote == "'" or not is_plain:
            return "'" + value.replace("'", "''") + "'"
        return value


def loaded(text: str) -> Any:
    """What a YAML parser that is not ours reads, every scalar as text."""
    return yaml.load(text.removeprefix("\ufeff"), yaml.BaseLoader)
