"""What the size of a collection costs: the same calls about twelve meetings and about many."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator
from dataclasses import replace

import peers
from measure import Effort, Failure, Job, Measured, in_turn
from odd_sizes import made
from workbench import MIB, Bench, Line, memory_text, seconds_text


def narrow(b: Bench) -> Iterator[Line]:
    """A filter with few answers, in many meetings and in a few."""
    few = b.facts(b.large)["few"]
    ours = b.tool("list", "--partner", few["name"], "-n", "50", data=b.data(b.large))
    other = b.tool("list", "--partner", "Pakistan", "-n", "50")
    work = f"`list --partner X -n 50` ({few['meetings']} meetings of {b.large:,})"
    yield from b.compare(work, ours, [("such a call on the bundled collection", other, "1.3")])


def search(b: Bench) -> Iterator[Line]:
    """A search for two rare words, in many meetings and in a few."""
    ours = b.tool("search", *b.rare_words(b.large), data=b.data(b.large))
    other = b.tool("search", "students", "scholars")
    work = f"`search` of two rare words, {b.large:,} meetings"
    yield from b.compare(work, ours, [("such a call on the bundled collection", other, "1.3")])


def wide(b: Bench) -> Iterator[Line]:
    """A filter whose answers are all printed."""
    data, found = b.data(b.large), b.facts(b.large)["hundredth"]
    ours = b.tool("list", "--partner", found["name"], data=data)
    others = [
        (f"{name}", b.peer(name, peers.filter_by_partner(name, data, found["name"])), bar)
        for name, bar in (("jq", "1/5"), ("recsel", "1/3"))
    ]
    work = f"partner filter, all {found['meetings']} rows out, {b.large:,} meetings"
    yield from b.compare(work, ours, others, same_answer=True)


def whole(b: Bench) -> Iterator[Line]:
    """Everything, a line for each meeting."""
    data = b.data(b.large)
    others = [("jq", b.peer("jq", peers.list_all("jq", data)), "1/2")]
    work = f"whole `list` of {b.large:,} in a pipe"
    yield from b.compare(work, b.tool("list", data=data), others, same_answer=True)


def memory(b: Bench) -> Iterator[Line]:
    """The peak memory of all kinds of calls about many meetings."""
    data, found = b.data(b.large), b.facts(b.large)
    with data.with_suffix(".jsonl").open(encoding="utf-8") as lines:
        identifier = json.loads(next(lines))["id"]
    calls = [
        ["list"],
        ["list", "--partner", found["few"]["name"]],
        ["list", "--partner", found["hundredth"]["name"], "--since", "2000", "--certain"],
        ["list", "-f", "csv"],
        ["list", "-f", "json"],
        ["list", "--sort", "title", "--reverse"],
        ["search", *b.rare_words(b.large)],
        ["search", "trade", "cooperation"],
        ["search", "what was said about trade and energy security in the region"],
        ["count", "--by", "year"],
        ["count", "--by", "partner"],
        ["timeline"],
        ["show", identifier],
        ["series"],
        ["sources"],
    ]
    peaks: dict[str, Measured] = {}
    failures: list[Failure] = []
    for call in calls:
        try:
            peaks[" ".join(call)] = in_turn([b.tool(*call, data=data)], b.out, Effort(1, 1, 0))[0]
        except Failure as failure:
            print(f"left out: {failure}", file=sys.stderr)
            failures.append(failure)
    if not peaks:
        raise failures[0]
    most = max(peaks, key=lambda call: peaks[call].memory)
    left_out = f" ({len(failures)} more failed)" if failures else ""
    work = f"any warm query in a pipe, {b.large:,} meetings: peak memory"
    yield b.memory(work, peaks[most], 64 * MIB, f"the most of {len(peaks)} calls{left_out}: `{most}`")
    shown = replace(b.tool("list", data=data), label="long list on a terminal", on_terminal=True)
    taken = in_turn([shown], b.out, Effort(1, 1, 0))[0]
    figures = f"{seconds_text(taken.seconds)}, {memory_text(taken.memory)}"
    yield Line(f"`list` of {b.large:,} on a terminal: time and peak memory", figures)


def counts(b: Bench) -> Iterator[Line]:
    """Counting many meetings, beside counting a tenth of them."""
    for by in ("partner", "year,partner", "person", "place"):
        job, tenth = (b.tool("count", "--by", by, data=b.data(count)) for count in (b.large, b.medium))
        work, beside = f"`count --by {by}`, {b.large:,} meetings", f"{b.medium:,} meetings"
        yield from b.compare(work, job, [(beside, tenth, "10")])


def million(b: Bench) -> Iterator[Line]:
    """A filter, a search and one meeting, in a million meetings and in a few."""
    data, facts = b.data(b.huge), b.facts(b.huge)
    pairs = (
        (["list", "-p", facts["few"]["name"], "-n", "50"], ["list", "-p", "Pakistan", "-n", "50"]),
        (["search", *b.rare_words(b.huge), "-n", "20"], ["search", "students", "scholars", "-n", "20"]),
        (["show", *b.ids(data)], ["show", *b.ids()]),
    )
    for ours, beside in pairs:
        job, other = b.tool(*ours, data=data), b.tool(*beside)
        work = f"`{shlex.join(ours)}`, {b.huge:,} meetings"
        yield from b.compare(work, job, [("such a call on the bundled collection", other, "1.3")])


def million_counts(b: Bench) -> Iterator[Line]:
    """Counts and misspelt names in a million meetings. Indexing them first takes some minutes."""
    data = b.data(b.huge)
    for call, most in (
        (["count", "--by", "partner"], 5),
        (["count", "--by", "year,partner"], 10),
        (["count", "--by", "person"], 0),
        (["count", "--by", "place"], 0),
        (["timeline", "--by", "year"], 0),
        (["partners"], 0),
        (["people"], 0),
        (["list", "-p", "Kazakstn", "-n", "1"], 1),
        (["list", "--person", "Ahmet Abasi", "-n", "1"], 1),
        (["list", "--topic", "enrgy security", "-n", "1"], 1),
        (["list", "--place", "Brusels", "-n", "1"], 1),
        (["list", "kazakstn", "-n", "1"], 1),
    ):
        job = b.tool(*call, data=data)
        [taken] = in_turn([job], b.out, b.long_effort)
        work = f"`{shlex.join(call)}`, {b.huge:,} meetings"
        figures = seconds_text(taken.seconds)
        yield Line(work, figures, bar=f"≤ {most} s" if most else "", met=b.met(taken.seconds <= most) if most else None)


def others(b: Bench) -> Iterator[Line]:
    """The same question to everything that is at hand, for information."""
    for work, data, partner in (
        ("partner filter, bundled collection", b.bundled(), "Pakistan"),
        (f"partner filter, {b.medium:,} meetings", b.data(b.medium), b.facts(b.medium)["hundredth"]["name"]),
    ):
        ours = b.tool("list", "--partner", partner, data=data)
        names = [name for name in peers.VERSIONS if name != "yq"]
        asked = [(name, b.peer(name, peers.filter_by_partner(name, data, partner)), "") for name in names]
        yield from b.compare(work, ours, asked, same_answer=True)
        # yq takes long: it is not to keep the others from many runs.
        slow = [("yq", b.peer("yq", peers.filter_by_partner("yq", data, partner)), "")]
        yield from b.compare(work, ours, slow, b.long_effort, same_answer=True)


def odd(b: Bench) -> Iterator[Line]:
    """What one meeting costs that is far larger than any that a person writes, and a search that a machine makes."""
    calls = [
        ("a title of 1 MB", ["list", "-f", "table"]),
        ("20,000 partners", ["list", "-f", "html"]),
        ("5,000 quotes", ["show", "a", "-f", "html"]),
        ("5,000 quotes", ["show", "a", "-f", "markdown"]),
        ("a quote of 80 kB that is not in its 0.9 MB", ["check"]),
        ("a quote of 80 kB that is nearly in its 0.9 MB", ["check"]),
        ("1,000 quotes that are not in their 0.9 MB", ["check"]),
        ("a meeting of 9,999 years", ["timeline", "--by", "month"]),
    ]
    for kind, call in calls:
        data = made(kind, b.work / "odd" / kind.replace(" ", "-").replace(",", ""))
        yield from _within(b, b.tool(*call, data=data), f"`{shlex.join(call)}`: {kind}", 5 if "html" in call else 2)
    yield from _within(
        b, b.tool("search", " OR ".join(["trade"] * 3000)), "`search` of a word 3,000 times, joined by OR"
    )
    names = [text for i in range(2000) for text in ("-p", f"!Land {i}")]
    yield from _within(b, b.tool("list", *names), "`list` without 2,000 partners", 5)


def _within(b: Bench, job: Job, work: str, most: float = 2) -> Iterator[Line]:
    """A call that may take so many seconds. `check` ends with 1 where it finds what it looks for."""
    # The label names a file.
    job = replace(job, label=work[:60])
    if "check" in job.command:
        job = replace(job, command=["sh", "-c", '"$@" || [ $? = 1 ]', "sh", *job.command])
    [taken] = in_turn([job], b.out, b.long_effort)
    yield Line(work, seconds_text(taken.seconds), bar=f"≤ {most:g} s", met=b.met(taken.seconds <= most))
