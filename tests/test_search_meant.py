"""What a search finds besides the words as typed, and in which order: names, other spellings, beginnings, sounds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue_cli import Query, open_archive
from tests.conftest import Run

PARTIES = """
    dataset: {principal: Elbonia}
    partners:
    - {name: Central Asia, members: [Kazakhstan, Kyrgyz Republic]}
    - {name: Kyrgyz Republic, code: KG, aliases: [Kyrgyzstan]}
    meetings:
    - {id: group, title: Summit of the region, partners: [Central Asia]}
    - {id: member, title: Talks on water, partners: [Kyrgyz Republic]}
    - {id: uk, title: Visit of a minister, partners: [United Kingdom]}
    - {id: uae, title: Visit of an envoy, partners: [United Arab Emirates]}
    - {id: italy, title: Visit of a mayor, partners: [Italy]}
    - {id: burma, title: Talks on teak, partners: [Burma]}
    - {id: it, title: Meeting on IT, partners: [Norway]}
    """
WORDS = """
    meetings:
    - {id: labour, title: Meeting, partners: [A], summary: Labour migration was discussed.}
    - {id: labor, title: Meeting, partners: [B], summary: Labor migration was discussed.}
    - {id: hyphen, title: Meeting, partners: [C], summary: Co-operation in customs.}
    - {id: joined, title: Meeting, partners: [D], summary: Cooperation in customs.}
    - {id: covid, title: Meeting, partners: [E], summary: Vaccines against COVID-19.}
    - {id: organ, title: Meeting, partners: [F], summary: An organ concert.}
    - {id: organization, title: Meeting, partners: [G], summary: An organization.}
    - {id: iran, title: Meeting, partners: [Iran], summary: Oil of Iran.}
    - {id: iraq, title: Meeting, partners: [Iraq], summary: Oil of Iraq.}
    - {id: milo, title: Meeting, partners: [H], participants: [{name: Milo Brand}]}
    - {id: phrase, title: Meeting, partners: [I], summary: "Respect for human rights."}
    - {id: apart, title: Meeting, partners: [J], summary: The rights of each human being.}
    """
PEOPLE = """
    meetings:
    - {id: gorbachev, title: Visit, partners: [X], participants: [{name: Mikhail Gorbachev}]}
    - {id: mao, title: Visit, partners: [X], participants: [{name: Mao Zedong}]}
    - {id: zelenskyy, title: Visit, partners: [X], participants: [{name: Volodymyr Zelenskyy}]}
    - {id: zelensky, title: Visit, partners: [X], participants: [{name: Volodymyr Zelensky}]}
    - {id: jong-il, title: Visit, partners: [X], participants: [{name: Kim Jong-il}]}
    - {id: jong-un, title: Visit, partners: [X], participants: [{name: Kim Jong-un}]}
    """


@pytest.fixture
def search(run: Callable[..., Run], dataset: Callable[..., Path]) -> Callable[..., Run]:
    def call(text: str, *words: str) -> Run:
        return run("search", *words, "--data", str(dataset(text)), "-f", "ids")

    return call


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["Kyrgyzstan"], ["group", "member"]),
        (["Kazakhstan"], ["group"]),
        (["Central", "Asia"], ["group", "member"]),
        (["central", "asia", "water"], ["member"]),
        (["UK"], ["uk"]),
        (["UAE"], ["uae"]),
        (["GB"], ["uk"]),
        (["Great", "Britain"], ["uk"]),
        (["Myanmar"], ["burma"]),
        (["IT"], ["it"]),
        (["uk"], ["uk"]),
    ],
    ids=" ".join,
)
def test_a_name_means_what_the_filter_finds(search: Callable[..., Run], words: list[str], found: list[str]) -> None:
    """`search UK` would find four meetings where `--partner UK` finds hundreds."""
    assert sorted(search(PARTIES, *words).ids) == found


@pytest.mark.parametrize(
    ("word", "found", "others"),
    [
        ("labour", ["labour", "labor"], "labor"),
        ("labor", ["labor", "labour"], "labour"),
        ("cooperation", ["joined", "hyphen"], "co-operation"),
        ("covid19", ["covid"], "covid-19"),
    ],
)
def test_other_spellings_are_found_as_well(
    search: Callable[..., Run], word: str, found: list[str], others: str
) -> None:
    """Half of the meetings would be missing, or those with the word as typed would not stand first."""
    done = search(WORDS, word)
    assert done.ids == found
    assert done.err == f'note: "{word}" is also looked for as {others}\n'


def test_what_was_found_by_another_spelling_is_marked(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A program could not tell that the word stands in the record in another form."""
    found = json.loads(run("search", "labour", "--data", str(dataset(WORDS)), "-f", "json").out)
    assert [row["matched"] for row in found] == [{"labour": "labor"}] * 2


@pytest.mark.parametrize(("word", "found"), [("Iran", ["iran"]), ("Iraq", ["iraq"])])
def test_nearness_is_no_reason(search: Callable[..., Run], word: str, found: list[str]) -> None:
    """A country would be answered with its neighbour."""
    done = search(WORDS, word)
    assert (done.ids, done.err) == (found, "")


def test_an_exact_word_stands_above_its_stem_mates(search: Callable[..., Run]) -> None:
    """Who asks for an organization would first read of an organ."""
    assert search(WORDS, "organization").ids == ["organization", "organ"]


def test_words_side_by_side_stand_above_words_apart(search: Callable[..., Run]) -> None:
    """The shell takes the quotation marks of `"human rights"`; the phrase would be worth nothing."""
    assert search(WORDS, "human rights").ids == ["phrase", "apart"]


def test_a_word_of_english_is_not_taken_for_another(search: Callable[..., Run]) -> None:
    """Who asks for mild would be told of Milo."""
    done = search(WORDS, "mild")
    assert (done.ids, done.status) == ([], 1)
    assert "taken for" not in done.err


@pytest.mark.parametrize(
    ("typed", "word"), [("migartion", "migration"), ("custms", "customs"), ("vacines", "vaccines")]
)
def test_a_slip_is_put_right_and_said(search: Callable[..., Run], typed: str, word: str) -> None:
    """A person would have to guess what they mistyped."""
    assert search(WORDS, typed).err == f'note: no word "{typed}"; taken for "{word}"\n'


def test_the_title_counts_however_long_the_record_is(search: Callable[..., Run]) -> None:
    """The seventh round would stand below a short record that mentions it."""
    text = """
    meetings:
    - {id: later, title: 8th round of talks, partners: [X], summary: It was agreed at the 7th round of talks.}
    - {id: asked, title: 7th round of talks, partners: [X], summary: "%s"}
    """
    assert search(text % " ".join(f"Point{i} was raised." for i in range(300)), "7th round").ids == ["asked", "later"]


def test_a_word_that_no_meeting_has_is_named(search: Callable[..., Run]) -> None:
    """A person would not know which of their words found nothing."""
    done = search(WORDS, "Labour", "Disneyland")
    assert done.ids == ["labour", "labor"]
    assert 'note: no meeting has "Disneyland"\n' in done.err


@pytest.mark.parametrize(
    ("words", "found", "note"),
    [
        (["custo"], ["joined", "hyphen"], 'no word "custo"; taken for the beginning of customs'),
        (["labor", "migr"], ["labor", "labour"], 'no word "migr"; taken for the beginning of migration'),
        (["vacc", "covid"], [], ""),
    ],
)
def test_the_last_word_may_be_unfinished(
    search: Callable[..., Run], words: list[str], found: list[str], note: str
) -> None:
    """Nobody types a long word to its end when its beginning says it."""
    done = search(WORDS, *words)
    assert done.ids[: len(found)] == found
    assert note in done.err


@pytest.mark.parametrize(
    ("typed", "found", "note"),
    [
        ("Gorbatschow", ["gorbachev"], 'no word "Gorbatschow"; taken for "gorbachev"'),
        ("Gorbatchev", ["gorbachev"], 'no word "Gorbatchev"; taken for "gorbachev"'),
        ("Mao Tse-tung", ["mao"], 'no "Mao Tse-tung"; taken for "Mao Zedong"'),
        ("Kim Jong-un", ["jong-un"], ""),
        ("Kim Jong-il", ["jong-il"], ""),
    ],
)
def test_people_are_found_as_other_newspapers_write_them(
    search: Callable[..., Run], typed: str, found: list[str], note: str
) -> None:
    """Who reads German or French newspapers would not find the people they read of, or find another."""
    done = search(PEOPLE, typed)
    assert done.ids == found
    assert note in done.err


def test_both_spellings_of_one_name_are_found(search: Callable[..., Run]) -> None:
    """Of seven meetings with one man six would be missing in silence."""
    done = search(PEOPLE, "Zelensky")
    assert done.ids == ["zelensky", "zelenskyy"]
    assert done.err == 'note: "Zelensky" is also looked for as zelenskyy\n'


def test_a_word_that_stands_twice_counts_twice(dataset: Callable[..., Path]) -> None:
    """A long question says by repeating a word what it is about."""
    filler = "\n".join(
        f"    - {{id: f{i}, title: Meeting, partners: [X], summary: 'Roads and bridges number{i} and more of it.'}}"
        for i in range(20)
    )
    archive = open_archive(
        dataset(
            f"""
    meetings:
    - {{id: tin, title: Meeting, partners: [X], summary: Tin was traded.}}
    - {{id: zinc, title: Meeting, partners: [X], summary: Zinc was traded.}}
{filler}
    """
        )
    )
    asked = "prices of {} and {} as of late, the {} price in ports, mines, fairs and harbours"
    for first, other in (("tin", "zinc"), ("zinc", "tin")):
        found = [match.id for match in archive.find(Query(words=asked.format(first, other, first)))]
        assert found[:2] == [first, other]


def test_words_that_are_everywhere_answer_nothing(dataset: Callable[..., Path]) -> None:
    """A question in German would be answered with all meetings that have a "der" or a "die"."""
    rows = "\n".join(
        f"    - {{id: m{i}, title: Treffen, partners: [X], summary: 'Die Minister sprachen mit der Kommission ueber {word}.'}}"
        for i, word in enumerate(["Fisch", "Wein", "Kohle", "Stahl", "Zucker", "Tabak", "Reis", "Mais", "Hanf", "Salz"])
    )
    archive = open_archive(dataset(f"    meetings:\n{rows}\n"))
    found = archive.find(Query(words="Wann sprachen die Minister mit der Kommission ueber Kohle"))
    assert [match.id for match in found] == ["m2"]


@pytest.mark.parametrize(
    ("text", "asked", "shown"),
    [
        ("In der Straße nach Łódź", "Strasse", "Straße"),
        ("Gideon Sa’ar came", "Saar", "Sa’ar"),
        ("Help with ﬁnance", "finance", "ﬁnance"),
        ("访问北京市政府", "北京", "访问北京市政府"),
        ("访问北京市政府", "府", "访问北京市政府"),
        ("访问北京市政府", "市", "访问北京市政府"),
        ("กรุงเทพมหานคร", "เทพ", "กรุงเทพมหานคร"),
        ("यह हिन्दी है", "हिन्दी", "हिन्दी"),
        ("The U.S. side", "US", "U.S."),
    ],
)
def test_a_snippet_shows_the_letters_of_the_record(
    run: Callable[..., Run], dataset: Callable[..., Path], text: str, asked: str, shown: str
) -> None:
    """A reader would be shown words that no document has."""
    path = dataset(f"meetings: [{{id: a, title: Meeting, partners: [X], summary: '{text}'}}]")
    done = run("search", asked, "--data", str(path), "-f", "table", env={"COLUMNS": "80"})
    assert f"*{shown}*" in done.out


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("visit NOT UK", ["italy", "uae"]),
        ("visit NOT British", ["italy", "uae"]),
        ("visit -GB", ["italy", "uae"]),
        ("visit \u2013Italy", ["uae", "uk"]),
        ("visit !Italian", ["uae", "uk"]),
        ("talks NOT Kyrgyzstan", ["burma"]),
    ],
)
def test_what_is_left_out_is_what_the_word_finds(search: Callable[..., Run], words: str, left: list[str]) -> None:
    """A meeting that the word finds would stay among those that are to be without it."""
    assert sorted(search(PARTIES, words).ids) == left


def test_another_spelling_is_left_out_as_well(search: Callable[..., Run]) -> None:
    """Who wants nothing of labour would be shown what is written as labor."""
    assert search(WORDS, "migration NOT labour").ids == []


def test_a_guess_leaves_nothing_out_and_that_is_said(search: Callable[..., Run]) -> None:
    """A slip after NOT would leave out other meetings than those that were meant, or none in silence."""
    done = search(PARTIES, "visit NOT Itlay")
    assert sorted(done.ids) == ["italy", "uae", "uk"]
    assert 'note: no meeting has "Itlay", so nothing is left out for it\n' in done.err


def test_operators_that_are_words_are_named(search: Callable[..., Run]) -> None:
    """The answer would be the opposite of what was asked, without a sign."""
    done = search(PARTIES, "MINISTER NOT VISIT")
    assert 'note: "NOT" is read as a word in a text without small letters\n' in done.err


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Italian", ["italy"]),
        ("British", ["uk"]),
        ("Burmese", ["burma"]),
        ("Emirati", ["uae"]),
        ("Norwegian", ["it"]),
        ("Korean", []),
        ("Congolese", []),
        ("Kabul", []),
        ("NO", ["it"]),
    ],
)
def test_an_adjective_or_a_code_finds_its_country(search: Callable[..., Run], word: str, found: list[str]) -> None:
    """The British minister would be unknown, and the Congolese one taken for another's."""
    done = search(PARTIES, word)
    assert done.ids == found
    assert "taken for" not in done.err


def test_a_country_is_no_spelling_of_a_person(search: Callable[..., Run]) -> None:
    """Who asks for France would be told of Franz."""
    text = """
    meetings:
    - {id: france, title: Visit, partners: [France]}
    - {id: franz, title: Visit, partners: [Austria], participants: [{name: Franz Vranitzky}]}
    """
    assert search(text, "France").ids == ["france"]
    assert search(text, "Franz").ids == ["franz"]


def test_a_hyphenated_name_is_not_its_parts(search: Callable[..., Run]) -> None:
    """Jong-un would be answered with the United Nations."""
    text = """
    meetings:
    - {id: jong, title: Visit, partners: [X], participants: [{name: Piet de Jong}]}
    - {id: un, title: A UN meeting, partners: [X]}
    """
    assert search(text, "Jong-un").ids == []


def test_a_compound_that_is_found_is_not_called_unknown(search: Callable[..., Run]) -> None:
    """A note would say that no meeting has what the answer shows."""
    done = search("meetings: [{id: a, title: Cooperation, partners: [X]}]", "co-operation")
    assert done.ids == ["a"]
    assert "no meeting has" not in done.err


def test_email_is_found_as_e_mail(search: Callable[..., Run]) -> None:
    """The hyphen would decide whether a meeting is found."""
    assert search("meetings: [{id: a, title: E-mail security, partners: [X]}]", "email").ids == ["a"]
