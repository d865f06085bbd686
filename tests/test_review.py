"""review at a terminal: claim by claim, with answers that outlive the program, and nothing that nobody has seen."""

from __future__ import annotations

import json
import re
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dialogue_cli import open_archive
from tests.asked import Asked
from tests.conftest import BUNDLED, DIALOGUE, ROOT, Run
from tests.test_help import AT_A_TERMINAL, Example
from tests.test_hostile import NASTY, obeyed

DATA = """
    dataset: {title: Mine, principal: European Union}
    # Kept as it is.
    series:
    - {id: talks, name: EU-Norway Talks}
    partners:
    - {name: Norway, code: NO, aliases: [Kingdom of Norway]}
    meetings:
    - id: talks-11
      title: 11th EU-Norway Talks
      series: talks
      ordinal: 11
      date: 2025-03-03
      partners: [Norway]
      participants:
      - {name: Kari Nordmann, role: Minister, represents: Norway}
"""
DOCUMENT = """\
The Ministry informs

Experts had prepared the meeting in February.
Minister Kari Nordmann and High Representative Jane Doe met in Oslo on 3 March 2026 for the 12th EU-Norway Talks.
They spoke about trade and about fisheries. Both sides agreed to meet again in 2027.
The Minister had been in Bergen on Monday.
"""
DRAFT = """\
draft: {rules: 1, made: 2026-03-09, document: release.txt}
sources:
- {id: release, file: release.txt, published: 2026-03-04}
meetings:
- id: talks-12
  title: 12th EU-Norway Talks
  series: talks
  ordinal: 12
  date: 2026-03-03
  place: {city: Oslo}
  partners: [Kingdom of Norway]
  participants:
  - {name: Kari Nordmann, role: Minister, represents: Norway}
  topics: [trade, Bergen]
  outcomes: [Both sides agreed to meet again in 2027.]
  evidence:
  - {source: release, exact: met in Oslo on 3 March 2026 for the 12th EU-Norway Talks, supports: [title, series, ordinal,
      date, place.city, partners]}
  - {source: release, exact: Minister Kari Nordmann, supports: [participants.Kari Nordmann]}
  - {source: release, exact: about trade and about fisheries, supports: [topics.trade]}
  - {source: release, exact: in Bergen on Monday, supports: [topics.Bergen]}
  - {source: release, exact: Both sides agreed to meet again in 2027., supports: [outcomes.1]}
  unsure:
  - {claim: date, value: 2026-03-02, exact: on Monday, reason: counted from the day of publication}
"""
FIRST = (("1 of 10 Title: 12th EU-Norway Talks", "a\r"), ("2 of 10 Date: Tuesday 3 March 2026", "a\r"))
MIDDLE = (
    *((text, "a\r") for text in ("3 of 10 Series: talks", "4 of 10 Round: 12", "5 of 10 Place: Oslo")),
    ("6 of 10 Partner: Kingdom of Norway", ""),
    ("1 Norway: the name that the dataset has", "1\r"),
)
REST = tuple((text, "a\r") for text in ("7 of 10 Participant: Kari Nordmann", "8 of 10 Topic: trade"))
LAST = (("9 of 10 Topic: Bergen", "n\r"), ("10 of 10 Outcome: Both sides agreed", "s\r"))
YES = (("Put it into", "y\r"), ("Written: talks-12", ""))


class Judged(Asked):
    """A review, and a person who answers each question once it stands there: what comes before it does not count."""

    def answer(self, *pairs: tuple[str, str]) -> None:
        """Waits for each text in turn, and types what belongs to it; a letter, when it is asked for."""
        for text, keys in pairs:
            self.sees(text)
            is_letter = len(keys.rstrip("\r")) == 1 and keys[0].isprintable()
            if is_letter and not text.startswith("Never") and not text.endswith("?: "):
                self.sees("?: ")
            super().answer(("", keys))

    def skips_until(self, text: str) -> None:
        """Skips claims until another question comes."""
        while True:
            self.sees("?: ")
            if text in self.screen.splitlines()[-1]:
                return
            super().answer(("", "s\r"))


class Place:
    """A folder with a dataset, a draft and its document, and an environment of its own."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.data, self.draft = folder / "m.yaml", folder / "draft.yaml"
        self.environment = environment | {"XDG_STATE_HOME": str(folder / "state"), "HOME": str(folder)}
        self.draft.write_text(DRAFT, encoding="utf-8")
        (folder / "release.txt").write_text(DOCUMENT, encoding="utf-8")

    def review(self, *arguments: str | Path, **more: Any) -> Judged:
        """A review of the draft, or with the arguments of another call."""
        given = arguments or (self.draft,)
        return Judged("review", *given, "--data", self.data, environment=self.environment | more.pop("env", {}), **more)

    @property
    def kept(self) -> dict[str, Any]:
        """The answers that are kept."""
        (path,) = (self.folder / "state" / "dialogue" / "reviews").glob("*.json")
        return dict(json.loads(path.read_text(encoding="utf-8")))

    @property
    def answers(self) -> list[str]:
        """What was answered to the first record."""
        return [one["answer"] for one in self.kept["records"][0]["decisions"].values()]

    def record(self, identifier: str = "talks-12") -> dict[str, Any]:
        """A meeting of the dataset."""
        meeting = open_archive(self.data).get(identifier)
        assert meeting
        return meeting.to_record()


@pytest.fixture
def place(dataset: Callable[..., Path], environment: dict[str, str]) -> Place:
    """A dataset of one's own, a draft, and its document, which the dataset does not have."""
    path = dataset(DATA)
    moved = path.parent / "m.yaml"
    path.rename(moved)
    return Place(path.parent, environment)


def test_what_is_accepted_goes_in_and_nothing_else(place: Place, tmp_path: Path) -> None:
    """Something that nobody has confirmed would stand in the dataset, or what was confirmed would not."""
    before, out = place.data.read_text(encoding="utf-8"), tmp_path / "out"
    with place.review(out=out) as asked:
        asked.answer(
            *FIRST,
            *MIDDLE,
            *REST,
            *LAST,
            ("- id: talks-12", ""),
            ("Its document goes in with it:", ""),
            ("published: 2026-03-04", ""),
            ("Skipped, and asked for again next time: Outcome", ""),
            *YES,
            ("Left for the next time: 1 claim skipped", ""),
        )
        assert asked.ends() == 0
    assert out.read_text(encoding="utf-8") == "talks-12\n"
    after = place.data.read_text(encoding="utf-8")
    assert "# Kept as it is." in after
    assert after.startswith(before.rstrip("\n"))
    assert place.record() == {
        "id": "talks-12",
        "title": "12th EU-Norway Talks",
        "series": "talks",
        "ordinal": 12,
        "status": "held",
        "date": "2026-03-03",
        "place": {"city": "Oslo"},
        "partners": ["Norway"],
        "participants": [{"name": "Kari Nordmann", "role": "Minister", "represents": "Norway"}],
        "topics": ["trade"],
        "evidence": [
            {"source": "release", "exact": "Minister Kari Nordmann", "supports": ["participants.Kari Nordmann"]},
            {
                "source": "release",
                "exact": "met in Oslo on 3 March 2026 for the 12th EU-Norway Talks",
                "supports": ["title", "date", "series", "ordinal", "place.city", "partners.Norway"],
            },
            {"source": "release", "exact": "about trade and about fisheries", "supports": ["topics.trade"]},
        ],
    }
    (source,) = open_archive(place.data).sources()
    assert (source.id, source.file, str(source.published)) == ("release", "release.txt", "2026-03-04")
    assert source.sha256


def test_the_sentence_and_what_stands_around_it_are_shown(place: Place) -> None:
    """A person would have to open the document, or accept what they cannot judge."""
    with place.review(env={"NO_COLOR": "1"}) as asked:
        asked.answer(*FIRST[:1], ("2 of 10 Date", ""), ("counted from", ""), ("?: ", "m\r"))
        asked.answer(("They spoke about trade", ""), ("in Bergen on Monday", ""), ("?: ", "?\r"))
        asked.answer(("never: it is wrong", ""), ("The date of publication is not that of the meeting", ""))
        asked.answer(("?: ", "q\r"), ("Every answer is kept in", ""))
        assert asked.ends() == 1
    assert re.search(r"\n +3   Experts had prepared the meeting in February\.\n", asked.screen)
    assert re.search(r"\n +4 > .*\*12th EU-Norway Talks\*", re.sub(r"\n +> ", " ", asked.screen))
    assert re.search(r"\n +5   They spoke about trade and about fisheries\.\n", asked.screen)
    assert re.search(r"on \*3 March 2026\* for", re.sub(r"\s+(> )?", " ", asked.screen))


def test_what_is_skipped_comes_back_and_what_is_rejected_does_not(place: Place) -> None:
    """A person would judge the same wrong claim again with every draft."""
    with place.review() as asked:
        asked.answer(*FIRST, *MIDDLE, *REST, *LAST, *YES)
        assert asked.ends() == 0
    with place.review("--forget") as asked:
        assert asked.ends() == 0
    assert "Bergen" in asked.screen
    with place.review() as asked:
        asked.answer(
            ("1 record, 1 claim to decide", ""),
            ("1 claim rejected before", ""),
            ("Outcome: Both sides", "a\r"),
            ("This would change in talks-12", ""),
            ("+ outcomes:", ""),
            ("Put it into", "y\r"),
            ("All of it is decided.", ""),
        )
        assert asked.ends() == 0
    assert place.record()["outcomes"] == ["Both sides agreed to meet again in 2027."]
    # The same claim of another draft, for whoever shares the folder.
    place.draft.rename(place.folder / "other.yaml")
    shutil.rmtree(place.folder / "state")
    with place.review(place.folder / "other.yaml") as asked:
        asked.answer(
            ("It may be in m.yaml already", ""), ("1 talks-12", ""), ("Is it?", "1\r"), ("says 9 claims of it", "")
        )
        assert asked.ends() == 1
    assert "Bergen" not in asked.screen


def test_a_record_that_is_no_meeting_goes_at_once(place: Place) -> None:
    """Twenty claims of a record that a draft has made out of nothing would be rejected one by one."""
    with place.review() as asked:
        asked.answer(("1 of 10", "n\r"), ("Never this record at all, with its 9 other claims? [y/N]", "y\r"))
        asked.answer(("All of it is decided", ""))
        assert asked.ends() == 1
    assert len((place.folder / ".dialogue-rejected.jsonl").read_text(encoding="utf-8").splitlines()) == 11
    with place.review("--restart", place.draft) as asked:
        asked.answer(("0 claims to decide", ""), ("10 claims rejected before", ""))
        assert asked.ends() == 1


def test_rejections_are_listed_and_taken_back(place: Place, run: Callable[..., Run]) -> None:
    """A slip of a finger would hide a claim for good."""
    with place.review() as asked:
        asked.answer(*FIRST, *MIDDLE, *REST, *LAST, ("Put it into", "n\r"))
        assert asked.ends() == 1
    listed = run("review", "--forget", "--data", place.data)
    number, source, field, value, exact, _ = listed.out.rstrip("\n").split("\t")
    assert (number, source, field, value, exact) == ("1", "release", "topics", "Bergen", "in Bergen on Monday")
    wrong = run("review", "--forget", "2", "--data", place.data)
    assert (wrong.status, "takes a number of its list" in wrong.err) == (2, True)
    back = run("review", "--forget", "1", "--data", place.data)
    assert (back.status, back.out) == (0, "")
    assert "may be proposed again: release  topics  Bergen" in back.err
    assert run("review", "--forget", "--data", place.data).status == 1


def test_back_changes_an_answer_and_edit_takes_another_value(place: Place) -> None:
    """A slip could not be mended, and a draft that is nearly right would be of no use."""
    with place.review() as asked:
        asked.answer(
            ("1 of 10", "b\r"),
            ("1 of 10 Title", "n\r"),
            ("Never this record at all", "n\r"),
            ("A record needs a title", ""),
            ("1 of 10 Title", "a\r"),
            ("2 of 10", "1\r"),
            ("How the date is known: Counted from the day of publication", "\x15\r"),
            ("3 of 10", "b\r"),
            ("2 of 10", "e\r"),
            ("Date: 2026-03-03", "\x15soon\r"),
            ("not a valid date", ""),
            ("Date: soon", "\x154 March 2026\r"),
            ("Wednesday 4 March 2026", ""),
            ("How the date is known:", "A guess.\r"),
            ("Its words [as above]:", "experts had prepared nothing\r"),
            ("is not in release", ""),
            ("Its words", "\x15EXPERTS had prepared\r"),
            ('"Experts had prepared"', ""),
            ("3 of 10", "n\r"),
            ("4 of 10", "b\r"),
            ("3 of 10", "e\r"),
            ("Series: talks", "\x15EU-Norway Talks\r"),
            ("Its words", "\r"),
            ("4 of 10", "e\r"),
            ("Round: 12", "\x15\r"),
            ("nothing is changed", ""),
            ("accept", "a\r"),
            ("5 of 10", "e\r"),
            ("Place: Oslo", ", Norway\r"),
            ("Its words", "\r"),
            *MIDDLE[3:],
            ("7 of 10", "e\r"),
            ("Participant: Kari Nordmann; Minister; Norway", "; co-chair\r"),
            ("Its words", "\r"),
            ("8 of 10", "s\r"),
            *LAST,
            *YES,
        )
        assert asked.ends() == 0
    record = place.record()
    assert (record["date"], record["date_note"], record["series"]) == ("2026-03-04", "A guess.", "talks")
    assert record["place"] == {"city": "Oslo", "country": "Norway"}
    assert record["participants"][0]["capacity"] == "co-chair"
    assert {"source": "release", "exact": "Experts had prepared", "supports": ["date"]} in record["evidence"]
    lines = (place.folder / ".dialogue-rejected.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["field"] for line in lines] == ["topics"]


@pytest.mark.long
@pytest.mark.parametrize("way", ["Ctrl-C", "Ctrl-D", "kill", "SIGTERM", "hang up", "q"])
def test_whatever_ends_it_the_answers_are_there(place: Place, way: str) -> None:
    """A train goes into a tunnel, and an hour of judging is gone."""
    before = place.data.read_bytes()
    with place.review() as asked:
        asked.answer(
            *FIRST, ("3 of 10", ""), ("quit, ?: ", {"Ctrl-C": "\x03", "Ctrl-D": "\x04", "q": "q\r"}.get(way, ""))
        )
        if way == "kill":
            asked.sends(signal.SIGKILL)
        elif way == "SIGTERM":
            asked.sends(signal.SIGTERM)
        status = asked.hangs_up() if way == "hang up" else asked.ends()
        wanted = {"Ctrl-C": 130, "Ctrl-D": 1, "kill": -9, "SIGTERM": 143, "q": 1}
        assert status == wanted.get(way, status) != 0
    if way in ("Ctrl-C", "Ctrl-D", "q", "SIGTERM"):
        assert "state/dialogue/reviews/draft." in asked.screen.replace("\n", "")
    assert place.answers == ["accepted", "accepted"]
    assert place.data.read_bytes() == before
    # Without a name it is the one that was left.
    with Judged("review", "--data", place.data, environment=place.environment) as asked:
        asked.answer(("8 claims to decide", ""), *MIDDLE, *REST, *LAST, *YES)
        assert asked.ends() == 0
    assert place.record()["date"] == "2026-03-03"


def test_a_line_that_was_begun_is_there_again(place: Place) -> None:
    """What a person has typed in place of a claim would be lost with the connection."""
    with place.review() as asked:
        asked.answer(*FIRST[:1], ("2 of 10", "e\r"), ("Date: 2026-03-03", "\x154 Mar"), ("4 Mar", "\x03"))
        assert asked.ends() == 130
    with place.review() as asked:
        asked.answer(("You were editing it", ""), ("Date: 4 Mar", "ch 2026\r"), ("How the date", "\x03"))
        assert asked.ends() == 130
    with place.review() as asked:
        asked.answer(("Date: 4 March 2026", "\r"), ("How the date", "\r"), ("Its words", "\r"), ("3 of 10", "q\r"))
        assert asked.ends() == 1
    assert [one.get("value") for one in place.kept["records"][0]["decisions"].values()][1] == "2026-03-04"


def test_two_at_once_do_not_share_one_review(place: Place) -> None:
    """One of two reviewers would write over the answers of the other."""
    with place.review() as first:
        first.answer(*FIRST, ("3 of 10", ""))
        with place.review() as second:
            second.answer(("is being reviewed by another dialogue review", ""))
            assert second.ends() == 2
        first.answer(("quit", "q\r"))
        assert first.ends() == 1


def test_a_draft_that_was_changed_meanwhile_is_not_asked_anew(place: Place) -> None:
    """Claims would be taken for others by their place in the file, so that something else was accepted."""
    with place.review() as asked:
        asked.answer(*FIRST, *MIDDLE[:3], ("6 of 10", "q\r"))
        assert asked.ends() == 1
    text = DRAFT.replace("topics: [trade, Bergen]", "topics: [Bergen, fisheries, trade]").replace(
        "ordinal: 12", "ordinal: 13"
    )
    place.draft.write_text(text.replace("- id: talks-12", "- id: another-id"), encoding="utf-8")
    with place.review() as asked:
        asked.answer(
            ("7 claims to decide", ""),
            ("4 of 11 Round: 13", "s\r"),
            MIDDLE[-1],
            ("7 of 11", "a\r"),
            ("Topic: Bergen", "s\r"),
            ("Topic: fisheries", ""),
            ("No words of the document", "a\r"),
            ("Nothing in the document stands behind it", "e\r"),
            ("Topic: fisheries", "\r"),
            ("Its words", "\r"),
            ("It needs words of the document", "about fisheries\r"),
            ("Topic: trade", "a\r"),
            ("Outcome", "s\r"),
            ("Put it into", "y\r"),
        )
        assert asked.ends() == 0
    (found,) = [one.meeting.to_record() for one in open_archive(place.data).find(_query("12th"))]
    assert ("ordinal" in found, found["topics"]) == (False, ["fisheries", "trade"])


def _query(words: str) -> Any:
    from dialogue_cli import Query

    return Query(words=words)


def test_a_dataset_that_was_changed_meanwhile_keeps_the_change(place: Place) -> None:
    """Two people who review the same release would make two meetings of one, or lose one of both."""
    with place.review() as asked:
        asked.answer(*FIRST, *MIDDLE, *REST, *LAST, ("Put it into", ""))
        with place.data.open("a", encoding="utf-8") as file:
            file.write("- {id: by-another, title: By another}\n")
        asked.answer(("?: ", "y\r"), ("Written: talks-12", ""))
        assert asked.ends() == 0
    assert set(open_archive(place.data).ids()) == {"talks-11", "talks-12", "by-another"}


def test_an_id_that_came_meanwhile_is_shown_anew(place: Place) -> None:
    """The record would be refused at the end, or written under a name that nobody has seen."""
    with place.review() as asked:
        asked.answer(*FIRST, *MIDDLE, *REST, *LAST, ("Put it into", ""))
        with place.data.open("a", encoding="utf-8") as file:
            file.write("- {id: talks-12, title: By another}\n")
        asked.answer(
            ("?: ", "y\r"),
            ("was changed meanwhile", ""),
            ("- id: talks-12-2", ""),
            ("Put it into", "i\r"),
            ("Id: talks-12-2", "\x15talks-11\r"),
            ("already", ""),
            ("Id: talks-11", "\x15norway-12\r"),
            ("- id: norway-12", ""),
            ("Put it into", "y\r"),
            ("Written: norway-12", ""),
        )
        assert asked.ends() == 0
    assert open_archive(place.data).get("norway-12")


def test_what_is_there_is_brought_together_field_by_field(place: Place) -> None:
    """A meeting that is there already would be made a second time, or its own fields be overwritten unseen."""
    with place.data.open("a", encoding="utf-8") as file:
        file.write(
            "- id: mine\n  title: Talks with Norway  # my words\n  series: talks\n  ordinal: 12\n  date: 2026-03-04\n"
            "  partners: [Norway]\n  topics: [trade]\n"
        )
    with place.review() as asked:
        asked.answer(
            ("It may be in m.yaml already", ""),
            ("1 mine: Talks with Norway", ""),
            ("date: 2026-03-04 (there), 2026-03-03 (new)", ""),
            ("Is it?", "\r"),
            ("Is it?", "1\r"),
            ("mine says 4 claims of it already", ""),
            ("1 of 6 Title", ""),
            ("in the dataset now: Talks with Norway", "s\r"),
            ("2 of 6 Date: Tuesday 3 March 2026", ""),
            ("in the dataset now: Wednesday 4 March 2026", "a\r"),
            ("3 of 6 Place", "a\r"),
            ("4 of 6 Participant", "s\r"),
            ("Topic: Bergen", "s\r"),
            ("Outcome", "a\r"),
            ("This would change in mine", ""),
            ("- date: 2026-03-04", ""),
            ("+ date: 2026-03-03", ""),
            ("Put it into", "y\r"),
        )
        assert asked.ends() == 0
    record = place.record("mine")
    assert (record["title"], record["date"], record["place"]) == ("Talks with Norway", "2026-03-03", {"city": "Oslo"})
    assert "# my words" in place.data.read_text(encoding="utf-8")
    assert len(open_archive(place.data)) == 2


@pytest.mark.process
def test_only_a_person_is_asked(place: Place, run: Callable[..., Run]) -> None:
    """`yes a | dialogue review` would accept everything, and nobody had looked."""
    done = run("review", place.draft, "--data", place.data, stdin="a\n" * 50, env=place.environment)
    assert (done.status, done.out) == (2, "")
    assert "asks a person at a terminal" in done.err
    assert not (place.folder / "state").exists()
    assert "accept" not in " ".join(re.findall(r"--[a-z-]+", run("review", "--help").out))


def test_what_was_typed_before_the_question_is_no_answer(place: Place) -> None:
    """A key that is held down, or a paste of many lines, would accept claims that nobody has seen."""
    with place.review() as asked:
        asked.answer(("1 of 10", ""), ("quit, ?: ", "a\ra\ra\ra\r"), ("2 of 10", ""), ("quit, ?: ", "q\r"))
        assert asked.ends() == 1
    assert place.answers == ["accepted"]


@pytest.mark.process
def test_a_draft_out_of_a_pipe_is_kept_and_reviewed_at_the_terminal(place: Place) -> None:
    """A draft that was never a file would be gone with the terminal, and its answers with it."""
    command = f"cat draft.yaml | {DIALOGUE} review - --data m.yaml"
    environment = place.environment | {"HERE": str(place.folder)}
    with Judged(environment=environment, program=("/bin/sh", "-c", f'cd "$HERE" && {command}')) as asked:
        asked.answer(("the draft is kept in", ""), *FIRST, ("3 of 10", ""), ("quit, ?: ", "\x04"))
        assert asked.ends() == 1
    place.draft.unlink()
    # Where it was begun, the document is found again.
    again = ("/bin/sh", "-c", f'cd "$HERE" && {DIALOGUE} review --data m.yaml')
    with Judged(environment=environment, program=again) as asked:
        asked.answer(("8 claims to decide", ""), *MIDDLE, *REST, *LAST, *YES)
        assert asked.ends() == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda place: (place.folder / "release.txt").unlink(), "the document release.txt is not at hand"),
        (lambda place: place.draft.write_text("meetings: []"), 'no "draft" section'),
        (lambda place: place.draft.unlink(), "cannot be read: No such file"),
        (lambda place: place.draft.write_bytes(b"\xff\xfe\x00"), "is not UTF-8 text"),
        (
            lambda place: place.draft.write_text(DRAFT.replace("source: release", "source: other")),
            'quotes "other", which is no source',
        ),
        (lambda place: place.data.write_text("meetings: [{}]"), "nothing is written"),
    ],
)
def test_what_cannot_be_reviewed_gets_a_message(place: Place, change: Callable[[Place], Any], message: str) -> None:
    """A person would judge claims without a document, or see a traceback."""
    change(place)
    with place.review() as asked:
        asked.answer((message, ""))
        assert asked.ends() == 2
    assert "Traceback" not in asked.screen


def test_words_that_are_not_in_the_document_prove_nothing(place: Place) -> None:
    """A draft that was changed by hand could put words into a document's mouth."""
    place.draft.write_text(DRAFT.replace("exact: about trade and", "exact: about trade or"), encoding="utf-8")
    with place.review() as asked:
        asked.answer(
            *FIRST,
            *MIDDLE,
            *REST[:1],
            ("8 of 10", ""),
            ("not in the document", "a\r"),
            ("proves nothing", "s\r"),
            ("9 of 10", "q\r"),
        )
        assert asked.ends() == 1


@pytest.mark.parametrize("columns", [40, 100])
@pytest.mark.parametrize("term", [{"TERM": "dumb"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"NO_COLOR": "1"}, {}])
def test_plain_and_narrow_terminals(place: Place, term: dict[str, str], columns: int) -> None:
    """A terminal inside an editor, of another locale or on a telephone would show escapes, or cut the words."""
    place.draft.write_text(DRAFT.replace("Kari Nordmann", "Kåri Nördmann"), encoding="utf-8")
    text = DOCUMENT.replace("Kari Nordmann", "Kåri Nördmann").replace("February.", "February \u2014 \x1b[31mred\x07.")
    (place.folder / "release.txt").write_text(text, encoding="utf-8")
    with place.review(env=term, columns=columns) as asked:
        asked.answer(
            ("Title", "a\r"), ("Date", "e\r"), ("Date", "2026-03-04\r" if term.get("TERM") else "\x152026-03-04\r")
        )
        asked.answer(
            ("How the date", "\r"), ("Its words", "\r"), ("Series", "a\r"), ("Round", "b\r"), ("Series", "q\r")
        )
        assert asked.ends() == 1
    raw = asked.raw
    assert b"\x07" not in raw
    assert b"\x1b[31m" not in raw
    if "TERM" in term:
        assert b"\x1b" not in raw
    assert max(map(len, asked.screen.splitlines())) <= columns


def test_a_hostile_draft_and_document_are_shown_and_not_obeyed(place: Place) -> None:
    """A page that somebody else made could set the title of the window, or hide what is accepted."""
    nasty = NASTY.replace("\ufffe", "").replace("漢字", "")
    record = {
        **dict.fromkeys(("title", "note", "kind", "series"), nasty),
        "partners": [nasty],
        "participants": [{"name": nasty, "role": nasty}],
        "evidence": [{"source": "a", "exact": nasty, "supports": ["title", "partners", nasty]}],
        "unsure": [{"claim": "series", "value": nasty, "exact": nasty, "reason": nasty}],
    }
    source = {"id": "a", "file": "release.txt"}
    values = {"draft": {"document": nasty}, "sources": [source], "meetings": [record]}
    place.draft.write_text(json.dumps(values), encoding="utf-8")
    (place.folder / "release.txt").write_text(f"Before. {nasty} After.\n", encoding="utf-8")
    with place.review(env={"NO_COLOR": "1", "TERM": "dumb"}) as asked:
        asked.answer(("Title", "m\r"), ("Title", "a\r"), ("Series", "?\r"), ("Series", "s\r"))
        asked.skips_until("Put it into")
        Asked.answer(asked, ("", "n\r"))
        assert asked.ends() == 1
    assert obeyed(asked.raw.decode("utf-8").replace("\r\n", "\n")) == []
    assert "Traceback" not in asked.screen


def test_arabic_and_chinese_documents(place: Place) -> None:
    """A sentence without spaces or from right to left would be cut, or hide its words."""
    place.draft.write_text(
        "draft: {document: release.txt}\nsources: [{id: r, file: release.txt}]\nmeetings:\n- title: 第七次对话\n"
        "  place: {city: القاهرة}\n  evidence:\n  - {source: r, exact: 举行第七次对话, supports: [title]}\n"
        "  - {source: r, exact: عقد الاجتماع في القاهرة, supports: [place]}\n",
        encoding="utf-8",
    )
    text = "双方于二〇二五年十一月在北京举行第七次对话。会谈富有成果。\n\nعقد الاجتماع في القاهرة يوم الجمعة.\n"
    (place.folder / "release.txt").write_text(text, encoding="utf-8")
    with place.review(columns=60, env={"NO_COLOR": "1"}) as asked:
        asked.answer(("Title: 第七次对话", ""), ("*第七次对话*", "a\r"), ("Place: القاهرة", ""), ("*القاهرة*", "a\r"))
        asked.answer(("Put it into", "y\r"), ("Written:", ""))
        assert asked.ends() == 0


def test_a_saved_page_goes_in_with_its_text(place: Place, tmp_path: Path) -> None:
    """A page, its draft and its records would need three commands, and the entry of the page be typed by hand."""
    page = tmp_path / "desk" / "page.html"
    page.parent.mkdir()
    text = "".join(f"<p>{line}</p>" for line in DOCUMENT.splitlines() if line)
    page.write_text(f"<html lang=en><title>Talks</title><body>{text}</body></html>", encoding="utf-8")
    (tmp_path / "release.txt").unlink()
    call = ("draft", page, "--data", place.data, "-o", place.draft, "--force", "--published", "2026-03-04")
    with Asked(*call, environment=place.environment) as asked:
        assert asked.ends() == 0
    with place.review() as asked:
        asked.answer(("Title", "a\r"), ("Date", "a\r"))
        asked.skips_until("Put it into")
        Asked.answer(asked, ("", "y\r"), ("Written: ", ""))
        assert asked.ends() == 0
    assert {path.name for path in (tmp_path / "seeds").iterdir()} == {"page.html", "page.txt"}
    (source,) = open_archive(place.data).sources()
    assert (source.file, source.original and source.original.file) == ("page.txt", "page.html")


def test_the_draft_of_a_document_of_the_collection(tmp_path: Path, environment: dict[str, str]) -> None:
    """What `draft` makes out of a real release could not be reviewed: several records, their relations, doubts."""
    place = Place(tmp_path, environment)
    shutil.copy(BUNDLED, place.data)
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    made = Asked(
        *("draft", "kazakhstan-2025-12-03", "--data", place.data, "-o", place.draft, "--force"),
        environment=place.environment,
    )
    with made as asked:
        assert asked.ends() == 0
    with place.review() as asked:
        asked.answer(
            ("Record 1 of ", ""), ("It may be in m.yaml already", ""), ("Is it?", "1\r"), ("already; they", "")
        )
        asked.answer(("quit, ?: ", "q\r"))
        assert asked.ends() == 1


@pytest.mark.parametrize("example", AT_A_TERMINAL, ids=lambda example: example.command)
def test_every_example_of_the_help_runs(example: Example, tmp_path: Path, environment: dict[str, str]) -> None:
    """An example that fails is the first thing a newcomer tries."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    own = {"DIALOGUE_DATA": str(tmp_path / "data" / "meetings.yaml"), "XDG_STATE_HOME": str(tmp_path)}
    own |= {"PATH": f"{DIALOGUE.parent}:{environment['PATH']}", "HERE": str(tmp_path)}
    script = f'cd "$HERE" && dialogue draft eeas -q -o draft.yaml && {example.command}'
    with Judged(environment=environment | own, program=("/bin/bash", "-c", script)) as asked:
        if example.command == "dialogue review":
            asked.answer(("no review of this dataset was left", ""))
        else:
            asked.answer(("Is it?", "q\r"), ("Every answer is kept", ""))
        assert asked.ends() == 1
