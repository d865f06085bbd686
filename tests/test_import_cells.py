"""What `import` understands in single cells: dates, names, lists; and what it says of a mapping that is wrong."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_cli.curate.importing.cells import in_brackets, names_in, stripped
from dialogue_cli.curate.importing.dates import Reader, orders
from dialogue_cli.curate.importing.day_cells import NotUnderstood
from dialogue_cli.curate.importing.mapping import Column, Listed, Rows, Strip, table, template
from dialogue_cli.dates.month_names import month_of, months
from tests.conftest import Run

DAY_FIRST = Reader(day_first=True, century=(1970, 2069))
DATES = {
    "July, 2010": "2010-07",
    "Jul-2011": "2011-07",
    "Jan-14": "2014-01",
    "Mar '99": "1999-03",
    "16-18/03/2014": "2014-03-16/2014-03-18",
    "16/17.03.2014": "2014-03-16/2014-03-17",
    "16.-18.03.2014": "2014-03-16/2014-03-18",
    "28/02-03/03/2014": "2014-02-28/2014-03-03",
    "28/02/2014 - 03/03/2014": "2014-02-28/2014-03-03",
    "30 November - 1 December 2010": "2010-11-30/2010-12-01",
    "30 December – 2 January 2011": "2010-12-30/2011-01-02",
    "March 16-18, 2014": "2014-03-16/2014-03-18",
    "March 5, 2019": "2019-03-05",
    "5-Mar-19": "2019-03-05",
    "16, 17 and 18 March 2014": "2014-03-16/2014-03-18",
    "16 & 17 March 2014": "2014-03-16/2014-03-17",
    "2014-03-16/18": "2014-03-16/2014-03-18",
    "15 maart 2019": "2019-03-15",
    "3 t/m 5 mei 2011": "2011-05-03/2011-05-05",
    "1er août 2020": "2020-08-01",
    "du 3 au 5 mai 2011": "2011-05-03/2011-05-05",
    "12. März 2011": "2011-03-12",
    "vom 3. bis 5. Mai 2011": "2011-05-03/2011-05-05",
    "15 de marzo de 2019": "2019-03-15",
    "del 3 al 5 de mayo de 2011": "2011-05-03/2011-05-05",
    "3 agosto 2012": "2012-08-03",
    "Monday 17 March 2014": "2014-03-17",
    "1/2/14": "2014-02-01",
    "12/2014": "2014-12",
    "20140316": "2014-03-16",
    "16.03.2014 14:30": "2014-03-16",
    "16/03/2014 at 10:00 - 11:30": "2014-03-16",
    "Nov-Dec 2010": "[2010-11..2010-12]",
    "2010-2011": "[2010..2011]",
    "2014": "2014",
    "[2014-03..]": "[2014-03..]",
}
NOT_DATES = {
    "31/02/2014": "there is no such day",
    "2014-02-30": "there is no such day",
    "2022-13-01": "there is no such month",
    "00/00/2014": "there is no such month",
    "03/16/2014": "there is no such month; the day stands first here",
    "16 and 19 March 2014": "days that do not follow one another",
    "18-16 March 2014": "ends before it begins",
    "5 March": "no year",
    "soon": "not a date",
    "Marble 2014": "not a date",
    "1 June 2014, Brussels": "not a date",
    "1 " * 200: "too long for a date",
}


@pytest.mark.parametrize(("cell", "date"), DATES.items())
def test_a_date_is_read_as_collections_write_it(cell: str, date: str) -> None:
    """A column of such dates would come in undated, or on other days."""
    assert DAY_FIRST.read(cell)[0] == date


@pytest.mark.parametrize("word", "to until till through t/m tot au bis al ate hasta a Until".split())
def test_a_word_between_two_days_means_all_from_one_to_the_other(word: str) -> None:
    """A cell of a table in another language would lose the second day of its meeting."""
    assert DAY_FIRST.read(f"3 {word} 5 mei 2011")[0] == "2011-05-03/2011-05-05"


@pytest.mark.parametrize("word", "and et en und y e & + And".split())
def test_a_word_between_two_days_means_both(word: str) -> None:
    """A cell that names the day of the arrival and the one of the departure would be no date."""
    assert DAY_FIRST.read(f"3 {word} 4 mei 2011")[0] == "2011-05-03/2011-05-04"


@pytest.mark.parametrize("word", "on from of the le du de del den der vom van op am il dal el On".split())
def test_a_word_that_says_nothing_is_passed_over(word: str) -> None:
    """An article in front of a day would make it no date."""
    assert DAY_FIRST.read(f"{word} 3 mei 2011")[0] == "2011-05-03"


@pytest.mark.parametrize(("cell", "reason"), NOT_DATES.items())
def test_what_is_no_date_is_left_undated(cell: str, reason: str) -> None:
    """A day that nobody wrote would enter the record."""
    with pytest.raises(NotUnderstood, match=f"^{reason}$"):
        DAY_FIRST.read(cell)


DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))
SHAPES = ("{0:%d/%m/%Y}", "{0.day}.{0.month}.{0.year}", "{0:%Y-%m-%d}", "{0.day} {1} {0.year}", "{1} {0.day}, {0.year}")


@given(DAYS, st.sampled_from(SHAPES), st.sampled_from(sorted(months())))
def test_every_day_is_read_back(day: datetime.date, shape: str, name: str) -> None:
    """A day of the calendar would become another one, in some shape or language."""
    names = [one for one, number in months().items() if number == day.month]
    word = name if name in names else names[len(name) % len(names)]
    assert DAY_FIRST.read(shape.format(day, word)) == (str(day), "")


@given(DAYS, st.integers(1, 20))
def test_every_span_is_read_back(first: datetime.date, length: int) -> None:
    """A meeting of several days would lose some of them."""
    last = first + datetime.timedelta(length)
    span = f"{first}/{last}"
    assert DAY_FIRST.read(f"{first:%d/%m/%Y} - {last:%d/%m/%Y}")[0] == span
    assert DAY_FIRST.read(f"{first.day} {first:%B} – {last.day} {last:%B} {last.year}")[0] == span
    if first.month == last.month:
        assert DAY_FIRST.read(f"{first.day}-{last.day}/{last:%m/%Y}")[0] == span


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_is_not(text: str) -> None:
    """A cell that nobody thought of would end an import with a traceback."""
    try:
        found, _ = DAY_FIRST.read(text)
    except NotUnderstood as error:
        assert str(error)
    else:
        assert found


@pytest.mark.parametrize(
    ("cell", "zone", "date"),
    [
        ("2022-02-15T23:00Z", "Europe/Brussels", "2022-02-16"),
        ("2022-02-15T23:00Z", "America/New_York", "2022-02-15"),
        ("2022-02-15T01:30:00+05:30", "UTC", "2022-02-14"),
        ("2022-02-15 23:00", "Europe/Brussels", "2022-02-15"),
        ("20220215T230000Z", "Europe/Brussels", "2022-02-16"),
    ],
)
def test_a_moment_is_on_the_day_of_the_zone(cell: str, zone: str, date: str) -> None:
    """A meeting late at night would be recorded on the wrong day."""
    assert Reader(timezone=zone).read(cell) == (date, "")


def test_a_moment_without_a_zone_to_read_it_in_is_told() -> None:
    """Whoever forgot the time zone would not learn that days may be off by one."""
    assert Reader().read("2022-02-15T23:00Z")[1].startswith("the day as written")


def test_a_year_of_two_digits_needs_its_century() -> None:
    """A visit of 1914 would be one of 2014."""
    with pytest.raises(NotUnderstood, match="two digits"):
        Reader(day_first=True).read("16/03/14")
    assert Reader(day_first=True, century=(1870, 1969)).read("16/03/14")[0] == "1914-03-16"


def test_two_readings_are_never_chosen_from() -> None:
    """The third of April would silently become the fourth of March."""
    with pytest.raises(NotUnderstood, match="day_first"):
        Reader().read("03/04/2014")
    assert Reader(day_first=False).read("03/04/2014")[0] == "2014-03-04"
    assert [list(orders(cell)) for cell in ("16/03/2014", "03/16/2014", "3/4/2014", "5/5/2014", "2014-03-04")] == [
        ["day"],
        ["month"],
        ["either"],
        [],
        [],
    ]


def test_a_wrong_day_of_the_week_is_told() -> None:
    """A contradiction in the table would be settled in silence."""
    assert DAY_FIRST.read("Tuesday, 17 March 2014") == ("2014-03-17", "2014-03-17 is a Monday; the cell says Tuesday")


def test_no_name_of_a_month_means_two() -> None:
    """A date would depend on the language that somebody guessed."""
    assert [month_of(one) for one in ("mars", "mai", "juin", "ago.", "dezember", "mei", "set")] == [
        3,
        5,
        6,
        8,
        12,
        5,
        9,
    ]


# Names


def names(cell: str | list[str], **how: object) -> list[str]:
    listed = Listed(Column(("a",)), **how)  # type: ignore[arg-type]
    rows = Rows(nothing=frozenset(("onbekend", "nil return")))
    return [name for name, _ in names_in(cell, listed, rows, are_parties=True)]


SPLIT = (",", ";", "/", " and ")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("France, Spain; Chad / Peru and Chile", ["France", "Spain", "Chad", "Peru", "Chile"]),
        ("Acme (Holdings, UK) LLP, Foo [a; b]", ["Acme (Holdings, UK) LLP", "Foo [a; b]"]),
        ("Bosnia and Herzegovina and Trinidad and Tobago", ["Bosnia and Herzegovina", "Trinidad and Tobago"]),
        ("Korea, Republic of, Japan", ["Korea, Republic of", "Japan"]),
        ("Sandland", ["Sandland"]),
        ("a (b, c", ["a (b", "c"]),
        ("--", []),
        ("onbekend", []),
        ("France, --, Spain, France", ["France", "Spain"]),
        ("['a, b', \"c\", 'd\\'e']", ["a, b", "c", "d'e"]),
        ("[]", []),
        ("['a', b]", ["['a', b]"]),
        ("__import__('os')", ["__import__('os')"]),
    ],
)
def test_names_are_split_but_never_inside_brackets(cell: str, found: list[str]) -> None:
    """Half a company, or half a country, would become a party."""
    assert names(cell, split=SPLIT) == found


@given(st.text(max_size=200), st.lists(st.sampled_from([*SPLIT, " & "]), max_size=3, unique=True))
def test_splitting_loses_no_letter(cell: str, split: list[str]) -> None:
    """A name would lose a part of itself at a separator or a bracket."""
    listed = Listed(Column(("a",)), split=tuple(split))
    from dialogue_cli.curate.importing.cells import _split

    parts = _split(cell, listed, are_parties=False)
    left = cell
    for part in parts:
        assert part in left
        left = left[left.index(part) + len(part) :]
    separators = "".join(split).replace("a", "a").casefold()
    kept = "".join(parts)
    assert len(kept) <= len(cell)
    assert {c for c in cell if c not in kept and not c.isspace()} <= set(separators + separators.upper())


def test_a_list_that_is_one_already_is_not_split_again() -> None:
    """`Roe, Jane` out of JSON would become two people."""
    assert names(["Roe, Jane", "X"], split=(",",)) == ["Roe, Jane", "X"]


def test_other_spellings_are_merged() -> None:
    """Bruxelles and Brussels would be two places."""
    assert names(
        "Bruxelles; BRUXELLES; Paris; nowhere", split=(";",), merge=table({"bruxelles": "Brussels", "nowhere": ""})
    ) == [
        "Brussels",
        "Paris",
    ]


@pytest.mark.parametrize(
    ("cell", "strip", "found"),
    [
        ("Attendees: A, B", Strip(labels=("Attendees",)), ["A", "B"]),
        ("Anwesend: A, B", Strip(labels=("*",)), ["A", "B"]),
        ("Mr. A, Dr B, Drexel", Strip(titles=("Mr", "Dr")), ["A", "B", "Drexel"]),
        ("A [Q123], B (ID 7), C #9, 1234 - D, 10 Downing", Strip(ids=True), ["A", "B", "C", "D", "10 Downing"]),
        ("the A party, the B party", Strip(before=("the ",), after=(" party",)), ["A", "B"]),
    ],
)  # fmt: skip
def test_what_stands_around_names_is_taken_away(cell: str, strip: Strip, found: list[str]) -> None:
    """Labels, titles and ids would become parts of names."""
    assert names(cell, split=(",",), strip=strip) == found


def test_a_title_alone_is_a_name() -> None:
    """Someone of whom a table has only the title would vanish."""
    assert stripped("Mr", Strip(titles=("Mr",))) == ("Mr", "")
    assert in_brackets("Jane Roe (France)") == ("Jane Roe", "France")
    assert in_brackets("Acme (UK) Ltd") == ("Acme (UK) Ltd", "")


def test_brackets_and_braces_of_a_template() -> None:
    """A title with a bracket in it could not be written."""
    assert template("[[a]] {{b}} {c|d}[ e {f}]").columns == [Column(("c", "d")), Column(("f",))]
    for wrong in ("[a", "a]", "[a[b]]c]", "{", "{}", "}"):
        with pytest.raises(ValueError, match=r"bracket|brace"):
            template(wrong)


# The mapping

WRONG = """\
format: 2
titel: x
rows: {header: first, timezone: Mars/Olympus, delimiter: "::", nothing: {a: b}, encoding: base64, skip: [x]}
id: {prefix: "A b"}
date: {column: a, from: b, year: twenty, century: 20}
partners: {column: a, split: [and], merge: nowhere, splitt: x}
participants: {role: x, brackets: bold}
topics: [{column: a}, {split: ","}]
note: "{a"
place: {town: x}
"""
SAID = """\
1: format is 1, not "2"
1: a meeting needs a title: title: "Visit of {column}"
2: a mapping has no key "titel"; did you mean "title"?
3: header is the number of a row, or 0 where there is none, not "first"
3: "Mars/Olympus" is not a time zone, such as Europe/Brussels
3: a delimiter is one sign, or tab, not "::"
3: nothing is one text
3: "base64" is not an encoding, such as utf-8, cp1252 or latin-1
3: skip has columns with the values of the rows to leave out: {status: [draft]}
4: a prefix is lower-case letters and digits joined by hyphens, such as a-b-
4: id names the columns that tell a row from all others: id: {columns: [id]}
5: date names one column, or two: {column: NAME} or {from: NAME, to: NAME}
6: partners has no key "splitt"; did you mean "split"?
6: a word that separates has spaces around it: " and "
6: a table of values is a mapping, such as {Bruxelles: Brussels}, or the name of one of tables
7: participants names a column: participants: {column: NAME}
7: brackets is role, represents, capacity or dropped, not "bold"
8: topics names a column: topics: {column: NAME}
9: note: the name of a column stands in braces, such as {visitor}; write {{ for a brace
10: place has no key "town"; it has city, country, venue
"""


def test_every_mistake_of_a_mapping_is_told_with_its_line(run: Callable[..., Run], tmp_path: Path) -> None:
    """A person would correct one mistake, run again, and meet the next one."""
    (tmp_path / "here" / "map.yaml").write_text(WRONG)
    (tmp_path / "here" / "a.csv").write_text("a,b\n1,2\n")
    result = run("import", "a.csv", "--map", "map.yaml", "--data", "new.yaml")
    assert (result.status, result.out) == (2, "")
    told = result.err.removeprefix("dialogue: ").splitlines()
    assert sorted(told) == sorted(f"map.yaml:{line}" for line in SAID.splitlines())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: [", "map.yaml:"),
        ("a: &x b\ntitle: *x\n", "map.yaml:"),
        ("- title\n", "a mapping has keys"),
        ("", "a meeting needs a title"),
        ("title: '{nowhere}'\n", 'no file has a column "nowhere"; there are a and b'),
        ("title: '{a}'\nrows: {header: 9}\n", "has fewer than 9 rows"),
        ("title: '{a}'\nrows: {header: 0}\n", "rows: columns"),
    ],
)
def test_a_mapping_that_is_none_is_told(run: Callable[..., Run], tmp_path: Path, text: str, said: str) -> None:
    """A file of another kind would end in a traceback, or import nothing and say so late."""
    (tmp_path / "here" / "map.yaml").write_text(text)
    (tmp_path / "here" / "a.csv").write_text("a,b\n1,2\n")
    result = run("import", "a.csv", "--map", "map.yaml", "--data", "new.yaml")
    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert "Traceback" not in result.err


def test_brackets_that_are_never_closed() -> None:
    """A cell of opening brackets would be looked through to its end for each of them."""
    listed = Listed(Column(("a",)), split=(",",))
    text = "a(b, " * 100_000
    assert [name for name, _ in names_in(text, listed, Rows())] == ["a(b"]
    assert [name for name, _ in names_in("x (a, b), y (c, [d, e", listed, Rows())] == ["x (a, b)", "y (c", "[d", "e"]
