"""How a person gets in: names without an option, parts of ids, other programs' words, lists of the vocabulary."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue_cli import QueryError, open_archive
from dialogue_cli.cli.flags import HELP
from dialogue_cli.cli.meanings import COMMANDS, option_meant
from dialogue_cli.commands import PROGRAM
from dialogue_cli.dataset.vocabulary import Vocabularies
from dialogue_cli.query.query import NAMED
from tests.conftest import Run

NEWS = """
sources: [{id: s, title: News}]
partners:
- {name: Pakistan, code: PK}
- {name: Lists}
people: [{name: Ada Bell, aliases: [A. Bell]}]
topics: [{name: trade, aliases: [commerce]}, {name: water}]
meetings:
- {id: round-1, title: First round, date: 2024-03-01, partners: [Pakistan], topics: [trade], kind: dialogue}
- {id: round-10, title: Tenth round, date: 2025-03-01, partners: [Pakistan], topics: [trade, fish]}
- {id: asia-summit, title: A summit of Asia, date: 2025-04-01, partners: [Japan], place: {city: Kyoto, country: Japan}}
- id: visit
  title: Working visit
  partners: [Japan]
  participants: [{name: Ada Bell}, {name: Bo Carr, certainty: possible}]
"""


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("list pakistan", "--partner pakistan"),
        ("list KZ visa", "--partner KZ --topic visa"),
        ("timeline central asia 2025", "--partner 'central asia' --on 2025"),
        ("count november 2025 kazakhstan", "--on 'november 2025' --partner kazakhstan"),
        ("export ids human rights", "--topic 'human rights'"),
        ("people Skoog, Olof", "--person 'Skoog, Olof'"),
        ("list kallas", "--person kallas"),
        ("list brussels held", "--place brussels --status held"),
        ("list EPCA", "--instrument EPCA"),
        ("list summit", "--kind summit"),
        ("list eeas-2025-11-23", "--source eeas-2025-11-23"),
        ("list cooperation council", "--series 'cooperation council'"),
        ("list '!KZ'", "--partner '!KZ'"),
        ("list Pakstan", "--partner Pakstan"),
        ("list 'Pak*'", "--partner 'Pak*'"),
    ],
)
def test_a_name_needs_no_option(line: str, options: str, run: Callable[..., Run]) -> None:
    """Who types `dialogue list Pakistan` would get an error for the most natural question."""
    import shlex

    command, *words = shlex.split(line)
    first = [words.pop(0)] if command == "export" else []
    done, meant = run(command, *first, *words), run(command, *first, *shlex.split(options))
    assert done.out == meant.out
    assert done.status == meant.status == 0
    assert done.err == f"note: read as {options}\n{meant.err}"


def test_a_name_goes_together_with_filters(run: Callable[..., Run]) -> None:
    """A name beside an option of the same kind would replace it, or be lost."""
    done = run("list", "KZ", "-p", "Pakistan", "--since", "2025", "-f", "ids")
    assert done.out == run("list", "-p", "Pakistan", "-p", "KZ", "--since", "2025", "-f", "ids").out
    twice = run("list", "2024", "2025")
    assert (twice.out, twice.status) == ("", 2)
    assert '"2024" and "2025" are two periods; from one to the other is "2024..2025"' in twice.err


def test_the_whole_name_comes_before_its_parts(dataset: Callable[[str], Path]) -> None:
    """ "Central Asia" would be read as two names, or as a slip for a longer one."""
    archive = open_archive(dataset(NEWS))
    assert archive.reading(["Ada", "Bell", "trade"]) == [("person", "Ada Bell"), ("topic", "trade")]
    assert archive.reading(["Bell"]) == [("person", "Bell")]
    assert archive.reading(["Japan"]) == [("partner", "Japan")]
    assert archive.reading(["Kyoto"]) == [("place", "Kyoto")]
    # A country that no meeting names is a country.
    assert archive.reading(["France"]) == [("partner", "France")]
    for words, exactly in ((["Bell"], True), (["trade", "xyzzy"], False)):
        with pytest.raises(QueryError, match="nothing here is called"):
            archive.reading(words, exactly=exactly)


def test_every_named_filter_is_read() -> None:
    """A new filter would be unknown to names without an option."""
    from dialogue_cli.index.reading import _FIELDS

    assert sorted(_FIELDS) == sorted(NAMED)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("Pakistan", "list --partner Pakistan"),
        ("pakistan 2025 -n 1", "list --partner pakistan --on 2025 -n 1"),
        ("kallas", "list --person kallas"),
        ("Kazakstan", "list --partner Kazakstan"),
        ("visa negotiations", "search visa negotiations"),
        ("rights -f ids", "search rights -f ids"),
        ("trade --any", "search trade --any"),
    ],
)
def test_words_without_a_command_are_answered(line: str, meant: str, run: Callable[..., Run]) -> None:
    """`dialogue Pakistan` would say that there is no such command."""
    done, other = run(*line.split()), run(*meant.split())
    assert (done.out, done.status) == (other.out, other.status)
    assert done.err.startswith(
        f"note: read as dialogue {meant.partition(' -n')[0].partition(' -f')[0].partition(' --any')[0]}"
    )


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        (["in", "Kyoto"], [("place", "Kyoto")]),
        (["meetings", "with", "Pakistan", "in", "2025"], [("partner", "Pakistan"), ("period", "2025")]),
        (["Pakistan", "and", "Japan"], [("partner", "Pakistan"), ("partner", "Japan")]),
        (["Pakistan,Japan"], [("partner", "Pakistan"), ("partner", "Japan")]),
        (["Bosnia", "and", "Herzegovina"], [("partner", "Bosnia and Herzegovina")]),
        (["Bell, Ada"], [("person", "Bell, Ada")]),
    ],
)
def test_little_words_between_names_are_passed_over(
    words: list[str], pairs: list[tuple[str, str]], dataset: Callable[[str], Path]
) -> None:
    """ "in" would be India by its code, and "Pakistan and" a misspelt name."""
    assert open_archive(dataset(NEWS)).reading(words) == pairs


@pytest.mark.parametrize(
    "words", [["7", "Pakistan"], ["king", "of"], ["state"], ["not", "Pakistan"], ["in"], ["!2025"]]
)
def test_a_word_is_not_lost_in_a_name(words: list[str], dataset: Callable[[str], Path]) -> None:
    """ "7 Pakistan" would be Pakistan misspelt, "king of" everyone with an "of", and "not" would mean its opposite."""
    with pytest.raises(QueryError):
        open_archive(dataset(NEWS)).reading(words)


def test_an_id_without_a_command_is_shown(run: Callable[..., Run]) -> None:
    """The id that a list shows would find nothing, or a misspelt name."""
    one = "eu-pakistan-strategic-dialogue-7"
    done = run(one)
    assert (done.out, done.status) == (run("show", one).out, 0)
    assert done.err == f"note: read as dialogue show {one}\n"
    listed = run("list", one)
    assert (listed.out, listed.status) == ("", 2)
    assert f"dialogue show {one}" in listed.err


def test_nothing_on_standard_input_is_nothing(run: Callable[..., Run]) -> None:
    """A search that finds nothing would be briefed as the whole collection, and JSON as misspelt ids."""
    for command in ("show", "brief"):
        done = run(command, "-", stdin="")
        assert (done.out, done.status) == ("", 1)
        wrong = run(command, "-", stdin='[{"id": "eu-central-asia-summit-1"}]')
        assert (wrong.out, wrong.status) == ("", 2)
        guessed = run(command, "-", stdin="summit\n")
        assert (guessed.out, guessed.status) == ("", 1)


def test_an_option_before_a_command_is_told_its_place(run: Callable[..., Run]) -> None:
    """The hint would name another command than the one that is typed."""
    for line, said in (
        ("--strict check", "check --strict"),
        ("-q list", "list -q"),
        ("--data F count", "count --data"),
    ):
        assert f"it goes behind: dialogue {said} …" in run(*line.split()).err


def test_what_no_meeting_has_is_said_to_be_no_command(run: Callable[..., Run]) -> None:
    """Someone who mistypes a command would only read that no meeting speaks of it."""
    done = run("frobnicate")
    assert (done.out, done.status) == ("", 1)
    assert '"frobnicate" is no command either: dialogue --help names them' in done.err


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("ls", 'did you mean "list"?'),
        ("find", 'did you mean "search"?'),
        ("view", 'did you mean "show"?'),
        ("get", 'did you mean "show"?'),
        ("lint", 'did you mean "check"?'),
        ("validate", 'did you mean "check"?'),
        ("countries", 'did you mean "partners"?'),
        ("delete", "a dataset is a YAML file"),
        ("setup", 'did you mean "init"?'),
        ("timelin", 'did you mean "timeline", or dialogue search timelin?'),
    ],
)
def test_a_command_of_other_programs_is_explained(word: str, said: str, run: Callable[..., Run]) -> None:
    """`dialogue ls` would search for "ls", or be taken for something by its letters."""
    done = run(word)
    assert (done.out, done.status) == ("", 2)
    assert f'there is no command "{word}"; {said}' in done.err


@pytest.mark.parametrize(
    ("option", "meant"),
    [
        *((option, "--since") for option in ("--from", "--after")),
        *((option, "--until") for option in ("--before", "--to")),
        *((option, "--on") for option in ("--date", "--year")),
        ("--country", "--partner (with whom) or --place (where)"),
        ("--city", "--place"),
        ("--json", "-f json"),
        ("--csv", "-f csv"),
        ("--text", "dialogue search WORDS"),
        ("--no-color", "--color never"),
        ("--desc", "--reverse"),
        ("-r", "--reverse"),
        ("-V", "dialogue --version"),
    ],
)
def test_an_option_of_other_programs_is_explained(option: str, meant: str, run: Callable[..., Run]) -> None:
    """`--date` would be taken for --data, `--to` for --topic, by their letters."""
    done = run("list", option, "x")
    assert (done.out, done.status) == ("", 2)
    assert f'there is no option "{option}" of list; here it is {meant}\n' in done.err


def test_the_words_of_other_programs_lead_to_what_is_here() -> None:
    """A hint would name a command or an option that does not exist."""
    names = {name for command in PROGRAM.commands() for flag in command.options for name in flag.names}
    assert {meant for meant in COMMANDS.values() if not meant.startswith("--")} <= set(PROGRAM.names)
    assert not set(COMMANDS) & set(PROGRAM.names)
    from dialogue_cli.cli.meanings import _MEANT

    for option in _MEANT:
        # One command may call its own so, but not beside the one that is meant.
        takers = [one for one in PROGRAM.commands() if one.named(option) and option not in HELP.names]
        meant = _MEANT[option].split()[0]
        assert not [one.name for one in takers if one.named(meant) not in (None, one.named(option))], option
        assert option_meant(option, None, PROGRAM.commands()) is not None
        assert meant in names | {"dialogue", "--version"}, option


@pytest.mark.parametrize(
    ("typed", "ids", "note"),
    [
        ("round-1", ["round-1"], ""),
        ("10", ["round-10"], 'no meeting has the id "10"; taken for "round-10"'),
        ("summit", ["asia-summit"], 'no meeting has the id "summit"; taken for "asia-summit"'),
        ("Asia Summit", ["asia-summit"], 'no meeting has the id "Asia Summit"; taken for "asia-summit"'),
        ("working", ["visit"], 'no meeting has the id "working"; taken for "visit"'),
        ("round", [], 'no meeting has the id "round"; it could be "round-1", "round-10"'),
        ("round-*", ["round-1", "round-10"], '"round-*" is 2 meetings'),
        ("round-2", [], 'no meeting has the id "round-2"; the nearest is "round-1"'),
        ("pakistan", [], 'no meeting has the id "pakistan"; by name: dialogue show --partner pakistan'),
        ("x*", [], 'no meeting has the id "x*"'),
    ],
)
def test_a_part_of_an_id_finds_or_proposes(
    typed: str, ids: list[str], note: str, run: Callable[..., Run], dataset: Callable[[str], Path]
) -> None:
    """Ids are long: without this each has to be copied, and a wrong number must not be another meeting."""
    done = run("show", typed, "-f", "ids", "--data", str(dataset(NEWS)))
    assert done.out.split() == ids
    assert done.status == (0 if ids else 1)
    assert done.err == (f"note: {note}\n" if note else "")


def test_show_takes_filters(run: Callable[..., Run]) -> None:
    """What `list` finds could only be shown through a pipe."""
    assert run("show", "-p", "Pakistan", "--last", "1", "-f", "ids").out == "eu-pakistan-strategic-dialogue-7\n"
    both = run("show", "eu-central-asia-summit-1", "eu-pakistan-strategic-dialogue-7", "-p", "Pakistan", "-f", "ids")
    assert both.out == "eu-pakistan-strategic-dialogue-7\n"
    assert both.err == "note: 1 meeting of those ids left out: the filters do not keep it\n"
    none = run("show", "eu-central-asia-summit-1", "-p", "Pakistan")
    assert (none.out, none.status) == ("", 1)
    bare = run("show")
    assert (bare.out, bare.status) == ("", 2)
    assert "show needs the id of a meeting" in bare.err


def test_show_keeps_the_order_typed(run: Callable[..., Run]) -> None:
    """Who names meetings in an order wants them in that order, unless another is asked for."""
    ids = ["eu-pakistan-strategic-dialogue-8", "eu-central-asia-summit-1"]
    assert run("show", *ids, "-f", "ids").out.split() == ids
    assert run("show", *ids, "-f", "ids", "--sort", "date").out.split() == ids[::-1]


@pytest.mark.parametrize("end", ["\n", "\0"])
def test_ids_are_read_from_standard_input(end: str, run: Callable[..., Run]) -> None:
    """`dialogue list | dialogue show -` would look for a meeting called "-"."""
    lines = ["eu-central-asia-summit-1\t2025-04-04\theld", "eu-pakistan-strategic-dialogue-7"]
    done = run("show", "-", "-f", "ids", stdin=end.join(lines) + end)
    assert done.out.split() == ["eu-central-asia-summit-1", "eu-pakistan-strategic-dialogue-7"]
    assert (done.err, done.status) == ("", 0)


def test_brief_takes_ids_and_names(run: Callable[..., Run]) -> None:
    """A note of three chosen meetings could not be made, nor one by a name without an option."""
    by_id = run("brief", "eu-central-asia-summit-1", "eu-pakistan-strategic-dialogue-7")
    assert by_id.status == 0
    assert "2 meetings" in by_id.out
    by_name = run("brief", "Pakistan", "2025")
    assert by_name.out == run("brief", "-p", "Pakistan", "--on", "2025").out
    assert by_name.err.startswith("note: read as --partner Pakistan --on 2025\n")
    none = run("brief", "xyzzy")
    assert (none.out, none.status) == ("", 1)


def test_the_vocabulary_is_listed_with_counts(run: Callable[..., Run], dataset: Callable[[str], Path]) -> None:
    """Which names there are would have to be guessed, or read in the YAML file."""
    data = ["--data", str(dataset(NEWS))]
    assert run("topics", *data).out == "trade\t2\tcommerce\nfish\t1\t\nwater\t0\t\n"
    assert run("partners", *data).out == "Japan\t2\tJP\t\t\nPakistan\t2\tPK\t\t\nLists\t0\t\t\t\n"
    assert run("people", *data).out == "Ada Bell\t1\t0\tA. Bell\nBo Carr\t1\t1\t\n"
    assert run("people", "--certain", "-p", "Japan", *data).out.startswith("Ada Bell\t1\t0")
    assert run("places", *data).out == "Kyoto\t1\t\t\n"
    none = run("instruments", *data)
    assert (none.out, none.status) == ("", 1)


def test_the_vocabulary_is_filtered_and_sorted(run: Callable[..., Run], dataset: Callable[[str], Path]) -> None:
    """A list of names that does not go with the filters would count other meetings than those asked for."""
    data = ["--data", str(dataset(NEWS))]
    assert run("topics", "--on", "2024", *data).out == "trade\t1\tcommerce\n"
    assert run("topics", "Pakistan", "2025", "--sort", "name", *data).out == "fish\t1\t\ntrade\t1\tcommerce\n"
    assert run("topics", "--sort", "-name", "-f", "ids", *data).out == "water\ntrade\nfish\n"
    assert json.loads(run("topics", "-n", "1", "-f", "json", *data).out) == [
        {"name": "trade", "meetings": 2, "aliases": ["commerce"]}
    ]
    wrong = run("topics", "--sort", "date", *data)
    assert (wrong.out, wrong.status) == ("", 2)


def test_the_principal_is_no_partner(run: Callable[..., Run]) -> None:
    """The European Union, which holds every meeting of the bundled collection, would be said to have none."""
    assert "European Union" not in run("partners", "-f", "ids").out
    assert set(Vocabularies.__annotations__) >= {"people", "partners", "topics", "places", "instruments"}


def test_a_format_has_the_names_that_people_use(run: Callable[..., Run]) -> None:
    """`-f md` would be an error."""
    for other, name in (("md", "markdown"), ("ndjson", "jsonl"), ("CSV", "csv"), ("yml", "yaml")):
        assert run("list", "-f", other).out == run("list", "-f", name).out
    assert run("export", "md", "-n", "1").out == run("export", "markdown", "-n", "1").out


def test_an_order_with_a_minus_is_turned_round(run: Callable[..., Run]) -> None:
    """The usual way to ask for the newest first would be an error."""
    assert run("list", "--sort", "-date").out == run("list", "--sort", "date", "--reverse").out
    assert run("list", "--sort", "-date", "--reverse").out == run("list").out


def test_fields_add_up(run: Callable[..., Run]) -> None:
    """Of `-F id -F date` only the last would count."""
    assert run("list", "-F", "id", "-F", "date,title").out == run("list", "-F", "id,date,title").out


def test_export_takes_fields_and_an_order(run: Callable[..., Run]) -> None:
    """An export could not be narrowed to what is needed."""
    done = run("export", "csv", "-F", "id,date", "--sort", "-date", "-n", "1")
    assert done.out == "id,date\r\neu-kazakhstan-visa-readmission-talks,2025-12-02\r\n"
    wrong = run("export", "sqlite", "-F", "id", "-o", "x.db")
    assert (wrong.out, wrong.status) == ("", 2)
    assert "not with sqlite" in wrong.err


def test_csv_can_begin_with_a_mark(run: Callable[..., Run], tmp_path: Path) -> None:
    """Excel shows "Türkiye" as "TÃ¼rkiye" in a UTF-8 file without the mark."""
    for call in (
        ["list", "-f", "csv"],
        ["count", "--by", "year", "-f", "csv"],
        ["export", "csv"],
        ["topics", "-f", "csv"],
    ):
        assert run(*call, "--csv-bom").out == "\ufeff" + run(*call).out
    file = tmp_path / "a.csv"
    assert run("export", "csv", "--csv-bom", "-o", str(file)).status == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbfid,")
    wrong = run("list", "--csv-bom")
    assert (wrong.out, wrong.status) == ("", 2)
    assert "--csv-bom goes with csv" in wrong.err
