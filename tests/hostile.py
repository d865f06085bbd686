"""Generated datasets whose texts are anything that a dataset can hold, as the property tests of formats need them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

Record = dict[str, Any]
TEXTS = [
    *("NO", "no", "y", "~", "null", "true", "1e3", "1_000", "0x1F", "0o17", "12:30", "190:20:30", "1.5", ".inf", "-"),
    *("2025-11-21", "2025-11-21 12:30:00", "2001-12-14t21:59:43.10-05:00", "=", "<<", "=1+1", "@SUM(A1)", "+1", ".nan"),
    *("a: b", "a #b", "- a", "? a", "&a", "*a", "!a", "%a", "`a", "{{x}}", "[a]", "'", '"', "\\", "C:\\New", "\\N\\n"),
    *(
        "two\nlines",
        "two\n\nlines",
        "\n lines \n",
        "tab\there",
        "cr\r\nlf",
        "cr\rcr",
        "line \n end",
        "a  b",
        " a ",
        "a\n b",
    ),
    *(
        "\x00",
        "\x1b[31mred\x1b[0m",
        "\x7f\x9b1m",
        "a\x85b",
        "a\u2028b\u2029c",
        "\u202egnp.exe",
        "\u2066x\u2069",
        "\ufeff",
        "\ufffe",
    ),
    *(
        "</script><b>x</b>",
        "]]>",
        "END:VEVENT",
        "a\r\nEND:VEVENT\r\nBEGIN:VEVENT",
        "'; DROP TABLE meetings; --",
        "\xa0",
        "a\x0bb\x0cc",
    ),
    *(
        "界" * 60,
        "שלום עולם",
        "𝔘𝔫𝔦😀",
        "é e\u0301",
        "w" * 300,
        "long words and more " * 20 + "end",
        "x, y; z",
        "a\x1c\x1d\x1eb",
    ),
]
DATES = [
    *(
        "2025",
        "2025-11",
        "2025-11-21",
        "2025-11-21?",
        "2025-11-2X",
        "202X",
        "2025-11-20/2025-11-21",
        "2025-11/2025-12~",
    ),
    *(
        "[2025-11-20..2025-12-03]",
        "[..2022-11-15]",
        "[2025-11-21..]",
        "9999-12-31",
        "0001-01-01",
        "9999-12-30/9999-12-31",
    ),
    *("2025-11-21%", "2025-11-20~/2025-11-21?", "[2025-11-21..2025-11-21]"),
]
texts = st.one_of(
    st.sampled_from(TEXTS),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
    st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3).map(" ".join),
).filter(lambda text: not text.isspace())
urls = st.one_of(
    texts,
    st.sampled_from(
        ["https://example.org/a,b;c?d=e", "http://x.org/\r\nEND:VEVENT", "https://x.org/ y", "javascript:alert(1)"]
    ),
)
names = st.one_of(st.sampled_from(["Aland", "Beria", "aland", "Kazakhstan", "KZ", "Türkiye", "NO"]), texts)
lists = st.lists(names, min_size=1, max_size=3)


def optional(required: dict[str, Any], more: dict[str, Any]) -> st.SearchStrategy[Record]:
    """A record with these fields, and any of those, in the order of the dataset format."""
    return st.fixed_dictionaries(required, optional=more)


def ordered(record: Record, fields: str) -> Record:
    return {name: record[name] for name in fields.split() if name in record}


MEETING = (
    "id title series ordinal kind mode status date previous_date date_note place principal partners participants"
    " topics instruments summary outcomes related note url evidence"
)


@st.composite
def datasets(draw: st.DrawFn) -> Record:
    """A whole dataset as plain lists and dicts, valid by the rules of the format."""
    sources = draw(st.lists(texts, max_size=3, unique=True))
    ids = [f"m-{i}" for i in range(draw(st.integers(0, 4)))]
    participant = st.one_of(
        optional({"name": names}, {"role": texts, "certainty": st.sampled_from(["certain", "possible"])}),
        optional({"role": texts}, {"represents": texts, "capacity": texts, "on_behalf_of": texts}),
    )
    place = optional({"city": names}, {"country": names, "venue": texts})
    more: dict[str, Any] = {
        "series": st.one_of(st.sampled_from(["talks", "Talks", "forum"]), texts),
        "ordinal": st.integers(1, 999_999_999),
        "kind": texts,
        "mode": st.sampled_from(["in-person", "video", "telephone", "hybrid"]),
        "previous_date": st.sampled_from(DATES),
        "partners": lists,
        "url": urls,
        "date": st.sampled_from(DATES),
        "date_note": texts,
        "place": st.one_of(place, st.lists(place, min_size=2, max_size=3)),
        "principal": names,
        "participants": st.lists(participant, min_size=1, max_size=2),
        "topics": lists,
        "instruments": lists,
        "summary": texts,
        "outcomes": st.lists(texts, min_size=1, max_size=2),
        "note": texts,
    }
    if ids:
        relation = optional({"id": st.sampled_from(ids)}, {"relation": texts})
        more["related"] = st.lists(relation, min_size=1, max_size=2)
    if sources:
        claims = st.one_of(st.sampled_from(["related", "related.m-0", "title", "topics.", "outcomes.1"]), texts)
        quote = optional(
            {"source": st.sampled_from(sources), "exact": texts},
            {"prefix": texts, "suffix": texts, "supports": st.lists(claims, min_size=1, max_size=3)},
        )
        more["evidence"] = st.lists(quote, min_size=1, max_size=2)
    statuses = st.sampled_from(["held", "planned", "agreed", "cancelled", "postponed"])
    meeting = optional({"title": texts, "status": statuses}, more)
    source = optional({}, {"title": texts, "url": urls, "publisher": texts, "published": st.sampled_from(DATES)})
    words = optional({"name": names}, {"aliases": lists})
    sections: Record = {
        "dataset": draw(optional({"format": st.just(1)}, {"title": texts, "principal": names})),
        "sources": [{"id": identifier} | draw(source) for identifier in sources],
        "partners": draw(
            st.lists(optional({"name": names}, {"code": names, "aliases": lists, "members": lists}), max_size=3)
        ),
        "series": [{"id": "talks"} | draw(optional({}, {"name": texts, "aliases": lists}))],
        "topics": draw(st.lists(words, max_size=2)),
        "instruments": draw(st.lists(words, max_size=1)),
        "places": draw(st.lists(optional({"name": names}, {"country": names, "aliases": lists}), max_size=2)),
        "people": draw(st.lists(words, max_size=1)),
        "meetings": [ordered({"id": identifier} | draw(meeting), MEETING) for identifier in ids],
    }
    return {name: section for name, section in sections.items() if section or name == "meetings"}


def write_dataset(dataset: Record, path: Path) -> Path:
    """Writes a dataset as JSON, which is YAML where what YAML does not allow bare is escaped."""
    text = json.dumps(dataset, ensure_ascii=False)
    path.write_text(
        re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda found: f"\\u{ord(found[0]):04x}", text),
        encoding="utf-8",
    )
    return path
