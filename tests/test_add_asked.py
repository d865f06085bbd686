"""add at a terminal: questions with defaults, help and completion, and answers that outlive the program."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogue_cli import open_archive
from tests.asked import Asked
from tests.conftest import BUNDLED, ROOT

DATA = """
    dataset: {title: Mine, principal: European Union}

    # Kept as it is.
    series:
    - {id: talks, name: EU-Norway Talks}
    partners:
    - {name: Norway, code: NO}
    - {name: Sweden, code: SE}
    meetings:
    - id: talks-1
      title: 1st EU-Norway Talks
      series: talks
      ordinal: 1
      kind: dialogue
      date: 2025-03-03
      place: {city: Oslo}
      partners: [Norway]
      participants:
      - {name: Kari Nordmann, role: Minister, represents: Norway}
"""
REST = (("Topics", "\r"), ("Instruments", "\r"), ("Summary", "\r"), ("Outcome 1", "\r"), ("Note", "\r"))
"""Questions to which nothing is answered, behind the participants."""
END = (("Address", "\r"), ("Id", "\r"))


@pytest.fixture
def own(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """An environment whose kept answers are in an empty folder."""
    return environment | {"XDG_STATE_HOME": str(tmp_path / "state"), "HOME": str(tmp_path)}


@pytest.fixture
def data(dataset: Callable[..., Path]) -> Path:
    """A small dataset of one's own."""
    return dataset(DATA)


def kept(own: dict[str, str]) -> list[Path]:
    return sorted((Path(own["XDG_STATE_HOME"]) / "dialogue" / "answers").glob("*.json"))


def test_the_next_round_is_there_with_a_few_enters(own: dict[str, str], data: Path, tmp_path: Path) -> None:
    """A curator would type again what the last meeting of the series says, and miscount the rounds."""
    before = data.read_text(encoding="utf-8")
    out = tmp_path / "out"
    with Asked("add", "--data", data, environment=own, out=out) as asked:
        asked.answer(
            ("Series: ", "EU-Norway Talks\r"),
            ("Round [2]: ", "\r"),
            ("Title [2nd EU-Norway Talks]: ", "\r"),
            ("Date: ", "3 March 2026\r"),
            ("Tuesday 3 March 2026", ""),
            ("Status [planned]: ", "\r"),
            ("Kind [dialogue]: ", "\r"),
            ("Mode: ", "video\r"),
            ("Place [Oslo]: ", "\r"),
            ("Partners [Norway]: ", "\r"),
            ("Participant 1: ", "\r"),
            *REST,
            ("Address: ", "\r"),
            ("Id [talks-2]: ", "\r"),
            ("- id: talks-2", ""),
            ("[w]: ", "\r"),
            ("written: ", ""),
        )
        assert asked.ends() == 0
    after = data.read_text(encoding="utf-8")
    assert out.read_text(encoding="utf-8") == "talks-2\n"
    assert after.startswith(before)
    meeting = open_archive(data).get("talks-2")
    assert meeting is not None
    assert meeting.to_record() == {
        "id": "talks-2",
        "title": "2nd EU-Norway Talks",
        "series": "talks",
        "ordinal": 2,
        "kind": "dialogue",
        "mode": "video",
        "status": "planned",
        "date": "2026-03-03",
        "place": {"city": "Oslo"},
        "partners": ["Norway"],
    }
    assert kept(own) == []


def test_help_back_and_completion(own: dict[str, str], data: Path) -> None:
    """Whoever does not know what a field means, or mistyped the one before, would have to begin anew."""
    with Asked("add", "--data", data, environment=own) as asked:
        asked.answer(
            ("Series: ", "\r"),
            ("Title: ", "\r"),
            ("A meeting needs a title.", ""),
            ("Title: ", "Visit\r"),
            ("Date: ", "?\r"),
            ("The date of publication is not that of the meeting.", ""),
            ("Example: ", "<\r"),
            ("Title [Visit]: ", "Visit to Sweden\r"),
            ("Date: ", "2025-05-05\r"),
            ("Status [held]: ", "\r"),
            ("Kind: ", "\r"),
            ("Mode: ", "\r"),
            ("Place: ", "-\r"),
            ("Partners: ", "swe\t; nor\t\r"),
            ("and: ", "<\r"),
            ("Partners [Sweden; Norway]: Sweden; Norway", "\r"),
            ("and: ", "\r"),
            ("Participant 1: ", "Kari N\t\r"),
            ("Role [Minister]: ", "<\r"),
            ("Participant 1: ", "Kari Nordmann\r"),
            ("Role [Minister]: ", "Prime Minister\r"),
            ("Side [Norway]: ", "\r"),
            ("Participant 2: ", "; interpreter\r"),
            ("Participant 3: ", "<\r"),
            ("Participant 2 [; interpreter]: ", "-\r"),
            ("Participant 2: ", "\r"),
            *REST,
            *END,
            ("[w]: ", "b\r"),
            ("Which: ", "kind\r"),
            ("Kind: ", "visit\r"),
            ("kind: visit", ""),
            ("[w]: ", "w\r"),
        )
        assert asked.ends() == 0
    meeting = open_archive(data).get("2025-05-05-sweden-norway")
    assert meeting is not None
    record = meeting.to_record()
    assert record["partners"] == ["Sweden", "Norway"]
    assert record["kind"] == "visit"
    assert record["title"] == "Visit to Sweden"
    assert record["participants"] == [{"name": "Kari Nordmann", "role": "Prime Minister", "represents": "Norway"}]


def test_a_near_name_is_offered_and_never_taken_in_silence(own: dict[str, str], data: Path) -> None:
    """A slip would become a second country, or a real name would be changed into another."""
    with Asked("add", "--data", data, "--ask", "--title", "A", "--date", "2025-05-05", environment=own) as asked:
        asked.answer(
            ("Series: ", "\r"),
            ("Status", "\r"),
            ("Kind: ", "\r"),
            ("Mode: ", "\r"),
            ("Place: ", "\r"),
            ("Partners: ", "Norwya; Swedn; NO\r"),
            ('Did you mean "Norway"? [Y/n]', "\r"),
            ('Did you mean "Sweden"? [Y/n]', "n\r"),
            ('"NO" is "Norway" here. Write that? [Y/n]', "n\r"),
            ("and: ", "\r"),
            ("Participant 1: ", "\r"),
            *REST,
            *END,
            ("[w]: ", "w\r"),
        )
        assert asked.ends() == 0
    (found,) = [match.meeting for match in open_archive(data).find(_query("A"))]
    assert found.partners == ("Norway", "Swedn", "NO")


def _query(title: str) -> object:
    from dialogue_cli import Query

    return Query(words=title)


def test_ctrl_c_keeps_the_answers_and_the_line_that_was_begun(own: dict[str, str], data: Path) -> None:
    """A person who is called away would type everything again."""
    before = data.read_bytes()
    with Asked("add", "--data", data, environment=own) as asked:
        asked.answer(
            ("Series: ", "talks\r"),
            ("Round", "\r"),
            ("Title", "\r"),
            ("Date: ", "2025-0"),
            ("2025-0", "\x03"),
            ("The answers are kept in", ""),
            ("dialogue add --resume", ""),
        )
        assert asked.ends() == 130
    (file,) = kept(own)
    assert str(file) in asked.screen.replace("\n", "")
    assert data.read_bytes() == before
    assert file.stat().st_mode & 0o077 == 0
    with Asked("add", "--resume", environment=own) as asked:
        asked.answer(
            ("Date: 2025-0", "9-03\r"),
            ("Wednesday 3 September 2025", ""),
            ("Status", "\r"),
            ("Kind", "\r"),
            ("Mode", "\r"),
            ("Place", "\r"),
            ("Partners", "\r"),
            ("Participant 1: ", "Ola Nordmann\r"),
            ("Role: ", "clerk"),
            ("clerk", "\x03"),
        )
        assert asked.ends() == 130
    with Asked("add", "--resume", environment=own) as asked:
        asked.answer(
            ("Participant 1: Ola Nordmann", "\r"),
            ("Role: clerk", "\r"),
            ("Side: ", "\r"),
            ("Participant 2: ", "A B; c\r"),
            ("Participant 3: ", ""),
        )
        asked.sends(signal.SIGKILL)
        assert asked.ends() == -signal.SIGKILL
    with Asked("add", "--resume", environment=own) as asked:
        asked.answer(("Participant 3: ", "\r"), *REST, *END, ("[w]: ", "\r"))
        assert asked.ends() == 0
    meeting = open_archive(data).get("talks-2")
    assert meeting is not None
    assert [one.to_record() for one in meeting.participants] == [
        {"name": "Ola Nordmann", "role": "clerk"},
        {"name": "A B", "role": "c"},
    ]
    assert kept(own) == []


def test_a_lost_connection_keeps_the_answers(own: dict[str, str], data: Path) -> None:
    """A train goes into a tunnel, and an hour of work is gone."""
    with Asked("add", "--data", data, environment=own) as asked:
        asked.answer(("Series: ", "\r"), ("Title: ", "From afar\r"), ("Date: ", ""))
        assert asked.hangs_up() != 0
    (file,) = kept(own)
    assert json.loads(file.read_text(encoding="utf-8"))["answers"] == {"title": "From afar"}
    with Asked("add", "--data", data, environment=own) as asked:
        asked.answer(("Series: ", "\r"), ("Title: ", "Half a"), ("Half a", ""))
        asked.sends(signal.SIGHUP)
        assert asked.ends() == 129
    with Asked("add", "--resume", environment=own) as asked:
        asked.answer(
            ("1 From afar", ""), ("2 no title yet", ""), ("Which one [2]: ", "2\r"), ("Title: Half a", "\x15\x04")
        )
        assert asked.ends() == 1


def test_ctrl_d_keeps_and_giving_up_forgets(own: dict[str, str], data: Path) -> None:
    """One who gives up would be asked about it for ever; one who only leaves would lose what was typed."""
    before = data.read_bytes()
    with Asked("add", "--data", data, environment=own) as asked:
        asked.answer(("Series: ", "\r"), ("Title: ", "A\r"), ("Date: ", "\x04"))
        assert asked.ends() == 1
    assert len(kept(own)) == 1
    with Asked("add", "--resume", "--data", data, environment=own) as asked:
        asked.answer(
            ("Date: ", "\r"),
            *((text, "\r") for text in ("Status", "Kind", "Mode", "Place", "Partners", "Participant 1")),
            *REST,
            *END,
            ("[w]: ", "g\r"),
            ("[y/N]", "\r"),
            ("[w]: ", "k\r"),
        )
        assert asked.ends() == 1
    assert len(kept(own)) == 1
    with Asked("add", "--resume", "--data", data, environment=own) as asked:
        asked.answer(("[w]: ", "g\r"), ("[y/N]", "y\r"), ("nothing is written", ""))
        assert asked.ends() == 1
    assert kept(own) == []
    assert data.read_bytes() == before
    with Asked("add", "--data", data, environment=own) as asked:
        asked.answer(("Series: ", "\x03"), ("Nothing was answered", ""))
        assert asked.ends() == 130
    assert kept(own) == []


def test_a_likely_duplicate_is_shown_and_enter_does_not_write_it(own: dict[str, str], data: Path) -> None:
    """Two people who read the same press release would make two meetings of one."""
    with Asked("add", "--data", data, environment=own) as asked:
        asked.answer(
            ("Series: ", "talks\r"),
            ("Round", "1\r"),
            ("Round 1 is there already: talks-1", ""),
            ("Title", "\r"),
            ("Date", "4 March 2025\r"),
            *((text, "\r") for text in ("Status", "Kind", "Mode", "Place", "Partners", "Participant 1")),
            *REST,
            *END,
            ("It may be there already", ""),
            ("date: 2025-03-03 (there), 2025-03-04 (new)", ""),
            ("give up (g): ", "\r"),
            ("give up (g): ", "w\r"),
        )
        assert asked.ends() == 0
    assert open_archive(data).get("talks-1-2") is not None


def test_an_id_that_came_meanwhile_is_asked_for_again(own: dict[str, str], data: Path) -> None:
    """The answers would be refused at the very end, or the other's meeting overwritten."""
    with Asked("add", "--data", data, "--ask", "--title", "A", "--date", "2025-05-05", environment=own) as asked:
        asked.answer(
            *((text, "\r") for text in ("Series", "Status", "Kind", "Mode", "Place", "Partners", "Participant 1")),
            *REST,
            ("Address", "\r"),
            ("Id [2025-05-05-a]", "\r"),
            ("[w]: ", ""),
        )
        with data.open("a", encoding="utf-8") as file:
            file.write("- id: 2025-05-05-a\n  title: B\n")
        asked.answer(
            ("", "w\r"),
            ('There is a meeting with the id "2025-05-05-a" now.', ""),
            ("Id [", "\x15second\r"),
            ("[w]: ", "w\r"),
        )
        assert asked.ends() == 0
    assert {"2025-05-05-a", "second"} < set(open_archive(data).ids())


@pytest.mark.parametrize("own_term", [{"TERM": "dumb"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"NO_COLOR": "1"}])
def test_plain_terminals(own: dict[str, str], own_term: dict[str, str], data: Path) -> None:
    """A terminal inside an editor, or of another locale, would show escapes instead of questions."""
    with Asked("add", "--data", data, environment=own | own_term) as asked:
        asked.answer(("Series: ", "\r"), ("Title: ", "A\r"), ("Date: ", "?\r"), ("Example", ""), ("Date: ", "\x04"))
        assert asked.ends() == 1
    assert "\\u" not in asked.screen


def test_evidence_is_found_in_the_document_and_proves_what_is_confirmed(own: dict[str, str], tmp_path: Path) -> None:
    """A quote from memory would be a broken proof from its first day."""
    data = tmp_path / "meetings.yaml"
    shutil.copy(BUNDLED, data)
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    given = ("--title", "Launch", "--date", "2 December 2025", "-p", "Kazakhstan", "--place", "Brussels")
    with Asked("add", "--data", data, "--ask", *given, environment=own) as asked:
        asked.answer(
            *((text, "\r") for text in ("Series", "Status", "Kind", "Mode", "Participant 1", "Topics", "Instruments")),
            ("Summary", "\r"),
            ("Outcome 1", "\r"),
            ("Evidence 1: ", "kazakhstan-2025-12-03; launch of negotiations on december 2 2025 in brussels\r"),
            ('"launch of negotiations on December 2, 2025 in Brussels"', ""),
            ("It proves [", "date; plaec\r"),
            ("did you mean", ""),
            ("It proves [", "\x15date; place.city\r"),
            ("Evidence 2: ", "kazakhstan-2025-12-03; words that nobody wrote\r"),
            ("is not in kazakhstan-2025-12-03", ""),
            ("Evidence 2: ", "\x15\r"),
            ("Note", "\r"),
            *END,
            ("give up (g)", ""),
        )
        os.write(asked._terminal, b"w\r")
        assert asked.ends() == 0
    meeting = open_archive(data).get("2025-12-02-kazakhstan")
    assert meeting is not None
    assert [one.to_record() for one in meeting.evidence] == [
        {
            "source": "kazakhstan-2025-12-03",
            "exact": "launch of negotiations on December 2, 2025 in Brussels",
            "supports": ["date", "place.city"],
        }
    ]
