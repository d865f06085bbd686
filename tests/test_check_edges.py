"""Where a check begins and ends: the record beside one that it warns of, of which it must say nothing, or another thing."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue_cli.checks.differences import deceiving, hardly_seen
from dialogue_cli.checks.examine import Examination, examine
from dialogue_cli.checks.likeness import meant_name
from dialogue_cli.dataset.appearance import Appearance
from tests.conftest import TODAY

MEETING = "meetings:\n- id: a\n  title: A\n  partners: [X]\n"
SOURCE = "sources:\n- {id: s, file: s.txt}\n"
MARKED = "sources:\n- {id: s, file: s.txt, unrelated: [{exact: s on 21, reason: r}]}\n"
QUOTED = "  evidence:\n  - {source: s, exact: x}\n"


def rounds(*dates: str) -> str:
    return "meetings:\n" + "".join(
        f"- {{id: m{i}, title: T{i}, partners: [X], series: s, ordinal: {i}, date: {date}}}\n"
        for i, date in enumerate(dates, 1)
    )


CASES: list[tuple[str, list[tuple[str, str, str]]]] = [
    # Places are numbered from 1.
    (
        SOURCE
        + MEETING
        + "  place: [{city: P}, {city: R}]\n  evidence:\n  - {source: s, exact: Brussels, supports: [place.1, place.0]}\n",
        [("unknown-claim", "9:54", 'place has no item "0"')],
    ),
    (
        "people: [{name: Yermek Kosherbayev}]\n"
        + MEETING
        + "  participants:\n  - {role: r, name: Yermek Kosherbaev}\n",
        [
            (
                "likely-misspelling",
                "7:21",
                '"Yermek Kosherbaev" is not in the vocabulary; did you mean "Yermek Kosherbayev"?',
            )
        ],
    ),
    (
        "meetings:\n- id: a\n  title: A\n  partners: [Bosnia Herzegovna]\n",
        [
            (
                "likely-misspelling",
                "4:14",
                '"Bosnia Herzegovna" is not a country; did you mean "Bosnia and Herzegovina"? '
                "An entry in the section partners settles it",
            )
        ],
    ),
    # Words that end where others begin have none in common with them.
    (MARKED + MEETING + "  evidence:\n  - {source: s, exact: Brussel}\n", []),
    (
        MARKED + MEETING + "  evidence:\n  - {source: s, exact: Brussels}\n",
        [("unrelated-quoted", "2:44", 'these words are marked as about no meeting, but a quotes "Brussels"')],
    ),
    (
        SOURCE + MEETING + '  evidence:\n  - {source: s, exact: Brussels, suffix: "on 2\\u200b1"}\n',
        [
            (
                "quote-not-found",
                "8:24",
                '"Brussels" is in s.txt, but not with this suffix: '
                'the quote has U+200B (zero width space) in "2<U+200B>1"',
            )
        ],
    ),
    # What stands behind the words may go on without a space.
    (
        SOURCE + MEETING + "  evidence:\n  - {source: s, exact: Bruss, suffix: els ON}\n",
        [
            (
                "quote-not-found",
                "8:24",
                '"Bruss" is in s.txt, but not with this suffix: the source differs in case: "Brussels on"',
            )
        ],
    ),
    (
        SOURCE + MEETING + "  evidence:\n  - {source: s, exact: Zyx wvu}\n",
        [("quote-not-found", "8:24", '"Zyx wvu" is not in s.txt')],
    ),
    # When one of the sources was published nobody knows, or whether the meeting was later.
    (
        "sources: [{id: s, published: 2025-11-20}, {id: t}]\n"
        + MEETING
        + "  date: 2025-11-21\n"
        + QUOTED
        + "  - {source: t, exact: y}\n",
        [],
    ),
    ("sources: [{id: s, published: 2025-11-20}]\n" + MEETING + '  date: "[..2025-11-21]"\n' + QUOTED, []),
    (
        MEETING + '  topics:\n  - say "x" #3\n',
        [
            (
                "cut-by-comment",
                "6:13",
                '"#3" is a comment and no part of topics; write "say \\"x\\" #3" in quotes, '
                "or a space after the # of a comment",
            )
        ],
    ),
    # Each of two on one line has its own place, also where a later line is no UTF-8.
    (
        MEETING + "  topics: [a\u200bb, c\u200bd]\n- id: b\n  title: caf\udce9\n",
        [
            (
                "invisible-character",
                f"5:{column}",
                "topics contains U+200B (zero width space), which does not show; delete it",
            )
            for column in (13, 18)
        ]
        + [("encoding", "7:13", "byte 0xE9 is not UTF-8; save the file as UTF-8")],
    ),
    # A quote of nothing but separators would be found in every document.
    (
        MEETING + '  evidence:\n  - {source: s, exact: "\\u001c\\u001f"}\n' + SOURCE,
        [("missing", "6:24", 'a piece of evidence needs "exact", which is empty here')],
    ),
    # Without --strict nobody looks for what is not to be told.
    (MEETING + "  check_ignore: [{check: no-party, reason: r}]\n", []),
    (MEETING + "  check_ignore: [{check: no-evidence, reason: r}]\n", []),
    # A topic may be called like the principal.
    (MEETING + "  topics: [Y, z]\n  principal: Y\n", []),
    # Instruments have other names too.
    (
        "instruments: [{name: Trade Agreement, aliases: [TA]}]\n" + MEETING + "  instruments: [TA, trade-agreement]\n",
        [
            (
                "duplicate-item",
                "6:21",
                '"trade-agreement" is the same as "TA", which stands before it in instruments; keep one',
            )
        ],
    ),
    # In a file of an editor that marks the encoding nothing stands elsewhere.
    (
        "\ufeffmeetings: [{id: a, partners: [X], title: Accord #5 of #6\n  }]\n",
        [
            (
                "cut-by-comment",
                "1:49",
                '"#5 of #6" is a comment and no part of title; write "Accord #5 of #6" in quotes, '
                "or a space after the # of a comment",
            )
        ],
    ),
    (
        "\ufeffmeetings: [{id: a, title: A, partners: [X], topics: [a\u200bb]}]\n",
        [
            (
                "invisible-character",
                "1:55",
                "topics contains U+200B (zero width space), which does not show; delete it",
            )
        ],
    ),
    # The second round may be after the others or before.
    (
        rounds("2025-06", "2025", "2025-01"),
        [("ordinal-order", "4:58", "round 3 (2025-01) is dated before round 1 (2025-06)")],
    ),
    # One that was not held may have any date.
    (rounds("2025-06", "2025", "2025-01").replace("2025-01}", "2025-01, status: cancelled}"), []),
    # Of those that it contradicts the nearest is told.
    (
        rounds("2025-01", "2025-02", "2025-03", "2024-01"),
        [("ordinal-order", "5:58", "round 4 (2024-01) is dated before round 3 (2025-03)")],
    ),
]


@pytest.mark.parametrize(("text", "problems"), CASES)
def test_a_check_says_what_is_wrong_and_nothing_else(
    text: str, problems: list[tuple[str, str, str]], dataset: Callable[..., Path], tmp_path: Path
) -> None:
    """A curator would look for a fault that is none, or at another place than where it is."""
    path = tmp_path / "d.yaml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    (tmp_path / "s.txt").write_text("The meeting was held in Brussels on 21 November 2025 and in Paris.\n")
    found = examine(path, datetime.date.fromisoformat(TODAY)).problems
    assert [(one.code, f"{one.line}:{one.column}", one.message) for one in found] == problems


@pytest.mark.parametrize(
    "field",
    [
        *("exact", "prefix", "suffix", "source", "supports"),
        *("file", "url", "archived_url", "sha256", "published", "accessed"),
        *("id", "date", "previous_date", "status", "mode", "ordinal", "certainty", "format"),
    ],
)
def test_what_is_no_text_for_readers_is_told_once(field: str, dataset: Callable[..., Path]) -> None:
    """A character in an address or a date would be reported by its own check and again as one that does not show."""
    fields = {"id": "a", "title": "A", "partners": "[X]"}
    source, evidence, person = {"id": "s", "url": "https://example.org/"}, {"source": "s", "exact": "x"}, {"name": "N"}
    header = {"title": "D"}
    for record, own in (
        (header, ("format",)),
        (evidence, ("exact", "prefix", "suffix", "source", "supports")),
        (source, ("file", "url", "archived_url", "sha256", "published", "accessed")),
        (person, ("certainty",)),
        (fields, ("id", "date", "previous_date", "status", "mode", "ordinal")),
    ):
        if field in own:
            record[field] = '["x\\u200bx"]' if field == "supports" else '"x\\u200bx"'
    texts = [
        ", ".join(f"{name}: {value}" for name, value in one.items())
        for one in (source, fields, person, evidence, header)
    ]
    path = dataset(
        f"dataset: {{{texts[4]}}}\nsources: [{{{texts[0]}}}]\n"
        f"meetings:\n- {{{texts[1]}, participants: [{{{texts[2]}}}], evidence: [{{{texts[3]}}}]}}\n"
    )
    found = [one.code for one in examine(path, datetime.date.fromisoformat(TODAY)).problems]
    assert "invisible-character" not in found
    assert "syntax" not in found


@pytest.mark.parametrize("field", ["title", "summary", "note", "date_note", "outcomes", "topics"])
def test_a_space_of_another_width_is_typography_in_prose_only(field: str, dataset: Callable[..., Path]) -> None:
    """A well set sentence would be reported, or a name that no filter finds would not."""
    fields = {"id": "a", "title": "A", "partners": "[X]"} | {field: '"a\\u2009b"'}
    fields[field] = f"[{fields[field]}]" if field in ("outcomes", "topics") else fields[field]
    path = dataset("meetings:\n- {" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}\n")
    found = [one.code for one in examine(path, datetime.date.fromisoformat(TODAY)).problems]
    assert found == (["invisible-character"] if field == "topics" else [])


def test_a_party_of_the_vocabulary_is_no_slip() -> None:
    """Whoever adds a meeting would be asked again and again whether a country is meant by a name that is known."""
    assert meant_name("partners", "Bosnia Herzegovna", {}) == "Bosnia and Herzegovina"
    assert meant_name("partners", "Bosnia Herzegovna", {"bosniaherzegovna": "Bosnia Herzegovna"}) is None


def test_an_examination_is_its_numbers() -> None:
    """A notebook would show a tuple of all problems, or the one file of a dataset as news."""
    assert str(Examination([], 2, 1, 0, 3, [])) == "2 files, 1 meeting, 0 sources, 3 quotes"
    assert str(Examination([], 1, 2, 1, 1, [])) == "2 meetings, 1 source, 1 quote"


def test_letters_that_are_drawn_alike_are_named() -> None:
    """A capital I in the place of an l would be looked for in vain."""
    assert deceiving("BruxelIes", "Bruxelles") == (
        "the source has U+006C (latin small letter l) where the quote has U+0049 (latin capital letter i)"
    )
    assert deceiving("Bruxeles", "Bruxelxs") == ""
    assert deceiving("Iondon p\u0430ct", "london pact") == (
        "the source has U+006C (latin small letter l) where the quote has U+0049 (latin capital letter i)"
        ", and U+0061 (latin small letter a) where the quote has U+0430 (cyrillic small letter a)"
    )


def test_what_does_not_show_is_named_on_its_side() -> None:
    """Two texts that look the same would be called different without a word of what to delete."""
    assert hardly_seen(Appearance("a\u200bb c\u00add"), Appearance("ab cd")) == [
        'the quote has U+200B (zero width space) in "a<U+200B>b" and U+00AD (soft hyphen) in "c<U+00AD>d"'
    ]
    assert hardly_seen(Appearance("ab"), Appearance("a\u200bb")) == [
        'the source has U+200B (zero width space) in "a<U+200B>b"'
    ]
    assert hardly_seen(Appearance("a\u200b"), Appearance("\u200ba")) == [
        'the source has elsewhere U+200B (zero width space) in "<U+200B>a"'
    ]
    assert hardly_seen(Appearance("a\u200b b"), Appearance("\u200ba b")) == [
        'the source has elsewhere U+200B (zero width space) in "<U+200B>a"'
    ]
    # At the same place in both it is no difference.
    assert hardly_seen(Appearance("cO\u00adop"), Appearance("co\u00adop")) == [
        'the source differs in case: "co<U+00AD>op"'
    ]
