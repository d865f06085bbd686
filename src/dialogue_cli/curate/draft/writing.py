"""A draft as text: a dataset of its own, that nothing confuses with the one it is meant for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dialogue_cli.curate.manner import Around
from dialogue_cli.text import one_line

Record = dict[str, Any]
RULES = 1
"""The version of the rules: it grows when they come to other records."""
_AROUND = Around(blank_lines=1)


def draft_of(document: str, made: str, sources: Sequence[Record], meetings: Sequence[Record], **more: Any) -> Record:
    """A draft: what it was made of and when, the source that it quotes, and the records."""
    return {
        "draft": {"rules": RULES, "made": made, "document": one_line(document), **more},
        "sources": list(sources),
        "meetings": list(meetings),
    }


def as_yaml(draft: Record) -> str:
    """The draft as YAML, each record as those of a dataset are written."""
    lines = [
        f"# Proposed by dialogue draft out of {draft['draft']['document']}.",
        "# Nothing of it is in a dataset. dialogue review goes through it, claim by claim.",
        *_head(draft["draft"]),
    ]
    for section in ("sources", "meetings"):
        lines += ["", f"{section}:" if draft[section] else f"{section}: []"]
        for i, record in enumerate(draft[section]):
            lines += ([""] if i else []) + _AROUND.lines(record)
    return "\n".join(lines) + "\n"


def _head(head: Record) -> list[str]:
    """What the draft says of itself; the claims that were refused one below the other, to be read by a person."""
    refused = head.get("refused")
    if not refused:
        return _AROUND.field("draft", head)
    plain = [line for name, value in head.items() if name != "refused" for line in _AROUND.field(name, value)]
    listed = [line for one in refused for line in _AROUND.lines(one)]
    return ["draft:", *(f"  {line}" if line else line for line in [*plain, "refused:", *listed])]
