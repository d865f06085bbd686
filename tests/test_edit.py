"""`edit`: one record in an editor, and only that record changes; what was typed is never lost."""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli.curate.desk import Desk
from dialogue_cli.curate.editing import Placing, found, shown, with_problems, without_marks
from dialogue_cli.curate.kept_edits import KeptEdit
from dialogue_cli.dataset.problems import Problem
from tests.conftest import DIALOGUE, Run
from tests.hands import Hand, loaded
from tests.terminal import look

TEXT = """# mine
meetings:
- id: one   # first
  title: One
  kind: visit
  note: A

# about two
- id: two
  title: Two
"""
Edit = Callable[..., Run]


@pytest.fixture
def edit(run: Callable[..., Run], dataset: Callable[..., Path], tmp_path: Path) -> Edit:
    """Edits a record of TEXT, or of what is in the file already, by a command of the shell."""

    def call(command: str, *arguments: str, text: str | None = TEXT) -> Run:
        path = tmp_path / "meetings.yaml"
        if text is not None:
            path.write_bytes(text.encode())
        return run(
            "edit", *arguments, "--editor", command, "--data", path, env={"XDG_STATE_HOME": str(tmp_path / "state")}
        )

    return call


def text_of(tmp_path: Path) -> str:
    return (tmp_path / "meetings.yaml").read_bytes().decode()


def kept_in(tmp_path: Path) -> list[str]:
    folder = tmp_path / "state" / "dialogue" / "edits"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_what_is_changed_goes_in(edit: Edit, tmp_path: Path) -> None:
    """A curator would have to find the record in the whole file."""
    done = edit("sed -i s/One/Uno/", "one")
    assert (done.status, done.out, done.err) == (0, "", "note: one is changed (meetings.yaml)\n")
    assert text_of(tmp_path) == TEXT.replace("One", "Uno")
    assert kept_in(tmp_path) == []


def test_the_file_is_for_its_owner_alone_and_has_the_comments_above(edit: Edit, tmp_path: Path) -> None:
    """A draft would be read by others, and a comment would stay behind where the record is replaced."""
    seen = tmp_path / "seen"
    edit(f'stat -c %a,%n "$1" > {seen}; cat "$1" >> {seen}; sed -i \'s/about two/about 2/\'', "two")
    mode, _, text = seen.read_text(encoding="utf-8").partition("\n")
    assert mode.startswith("600,")
    assert mode.endswith(".yaml")
    assert without_marks(text) == "# about two\n- id: two\n  title: Two\n"
    assert text_of(tmp_path) == TEXT.replace("about two", "about 2")


def test_what_is_wrong_is_written_into_the_file_and_kept(edit: Edit, tmp_path: Path) -> None:
    """An error would be seen only when the dataset is refused everywhere, or the text would be gone."""
    done = edit("sed -i 's/kind: visit/date: soon/'", "one")
    assert (done.status, done.out) == (2, "")
    assert 'note: date: "soon" is not a valid date' in done.err
    assert "dialogue edit --recover goes on with it" in done.err
    assert text_of(tmp_path) == TEXT
    [about, file] = kept_in(tmp_path)
    kept = (tmp_path / "state" / "dialogue" / "edits" / file).read_text(encoding="utf-8")
    assert '  date: soon\n#!      ^ error: date: "soon" is not a valid date' in kept
    refused = edit("true", "one", text=None)
    assert "an earlier edit of one is kept: dialogue edit one --recover, or --discard to drop it" in refused.err
    assert edit("sed -i s/soon/2025/", "--recover", text=None).status == 0
    assert text_of(tmp_path) == TEXT.replace("kind: visit", "date: 2025")
    assert kept_in(tmp_path) == []
    assert about.endswith(".json")


@pytest.mark.parametrize(
    ("command", "status", "message", "is_kept"),
    [
        ("false", 2, "the editor (false) ended with status 1; nothing was changed", False),
        ('sed -i s/One/Uno/ "$1"; false', 2, "ended with status 1. What you wrote is in", True),
        ("no-such-editor", 2, "ended with status 127; nothing was changed", False),
        ("true", 2, "ended at once, and the file is as it was. If it opens a window", True),
        ("sleep 1.1; true", 0, "nothing was changed", False),
        ('> "$1"; true', 1, "given up: nothing is changed", False),
        ("sed -i s/id:.one/id:\\ uno/", 2, 'the id must stay "one"; dialogue rename meeting gives another one', True),
        ("printf -- '- {id: x, title: X}\\n' >> \"$1\"; true", 2, "there must be one record, not 2", True),
        ("printf '\\377\\376' > \"$1\"; true", 2, "is not UTF-8 text (byte 1); it is kept", True),
        ('echo nonsense > "$1"; true', 2, "note: not YAML", True),
        ('rm "$1"; true', 2, "cannot be read: No such file", False),
        ('rm "$1"; mkfifo "$1"; true', 2, "cannot be read: it is not a regular file; remove it", True),
        ('ln -sf /dev/zero "$1"; true', 2, "cannot be read: it is a link; remove it", True),
        ("sed -i 's/title: One/title: \"One/'", 2, "note: ", True),
        (
            "sed -i 's/title: One/related: [{id: nobody}]\\n  title: One/'",
            2,
            'there is no meeting with the id "nobody"',
            True,
        ),
    ],
)
def test_an_editor_that_fails_or_leaves_nonsense(
    command: str, status: int, message: str, is_kept: bool, edit: Edit, tmp_path: Path
) -> None:
    """The dataset would be broken, or what was typed would be lost."""
    done = edit(command, "one")
    assert (done.status, done.out) == (status, "")
    assert message in done.err
    assert text_of(tmp_path) == TEXT
    assert any(name.endswith(".yaml") for name in kept_in(tmp_path)) == is_kept


@pytest.mark.parametrize(
    ("mine", "theirs", "status", "result"),
    [
        ("s/One/Uno/", "s/Two/Due/", 0, TEXT.replace("One", "Uno").replace("Two", "Due")),
        ("s/One/Uno/", "s/note: A/note: B/", 0, TEXT.replace("One", "Uno").replace("note: A", "note: B")),
        ("s/One/Uno/", "s/One/Eins/", 2, TEXT.replace("One", "Eins")),
        ("s/One/Uno/", "s/id: one/id: gone/", 2, TEXT.replace("id: one", "id: gone")),
    ],
)
def test_the_dataset_changed_meanwhile(
    mine: str, theirs: str, status: int, result: str, edit: Edit, tmp_path: Path
) -> None:
    """One of two people who work at the same time would undo what the other one has done."""
    data = tmp_path / "meetings.yaml"
    done = edit(f"sed -i '{theirs}' {data}; sed -i '{mine}'", "one")
    assert (done.status, text_of(tmp_path)) == (status, result)
    if "Eins" in theirs:
        assert "changed by someone else meanwhile, in the same lines" in done.err
        assert edit("true", "--recover", text=None).status == 2
        settle = "sed -i -e /^[=\\<\\>]/d -e s/Uno/Settled/ -e /Eins/d"
        assert edit(settle, "--recover", text=None).status == 0
        assert text_of(tmp_path) == TEXT.replace("One", "Settled")
    if "gone" in theirs:
        assert '"one" is no longer in the dataset. What you wrote is in' in done.err


@pytest.mark.parametrize(
    "broken",
    [
        TEXT.replace("title: One", 'title: "One'),
        TEXT.replace("kind: visit", "date: soon"),
        TEXT.replace("note: A", "note: [A"),
    ],
)
def test_a_broken_dataset_can_be_mended(broken: str, edit: Edit, tmp_path: Path) -> None:
    """A slip that keeps every command from reading the dataset could be mended only by hand."""
    assert edit("sed -i -e 's/\"One/One/' -e s/soon/2025/ -e 's/\\[A/A/'", "one", text=broken).status == 0
    assert loaded(text_of(tmp_path))["meetings"][0]["title"] == "One"


def test_crlf_and_lists_in_brackets(edit: Edit, tmp_path: Path) -> None:
    """Every line of the record would change its end, or a record in brackets could not be edited."""
    crlf = TEXT.replace("\n", "\r\n")
    assert edit("sed -i s/One/Uno/", "one", text=crlf).status == 0
    assert text_of(tmp_path) == crlf.replace("One", "Uno")
    flow = "meetings: [{id: one, title: One}, {id: two,\n  title: Two}]\n"
    assert edit("sed -i s/Two/Due/", "two", text=flow).status == 0
    assert text_of(tmp_path) == flow.replace("Two", "Due")


def test_warnings_do_not_hold_it_up(edit: Edit, tmp_path: Path) -> None:
    """A curator would not learn that a quote is not in its document."""
    (tmp_path / "a.txt").write_text("Words of the document.", encoding="utf-8")
    text = f"sources: [{{id: a, file: a.txt}}]\n{TEXT}"
    done = edit("sed -i 's/note: A/evidence: [{source: a, exact: Other words}]/'", "one", text=text)
    assert done.status == 0
    assert "[quote-not-found]" in done.err
    assert "Other words" in text_of(tmp_path)


def test_other_records_by_their_names(edit: Edit, tmp_path: Path) -> None:
    """A vocabulary would have to be edited by hand."""
    text = f"people:\n- {{name: Ada}}\n{TEXT}"
    assert edit("sed -i 's/{name: Ada}/{name: Ada, aliases: [Lovelace]}/'", "Ada", text=text).status == 0
    assert text_of(tmp_path) == text.replace("{name: Ada}", "{name: Ada, aliases: [Lovelace]}")


@pytest.mark.process
def test_a_person_is_asked(environment: dict[str, str], tmp_path: Path) -> None:
    """A person at a terminal would have to start again after every slip."""
    data = tmp_path / "meetings.yaml"
    data.write_text(TEXT, encoding="utf-8")
    count = tmp_path / "count"
    editor = f"echo x >> {count}; test $(wc -l < {count}) = 1 && sed -i 's/kind: visit/date: soon/' \"$1\"; true"
    own = environment | {"XDG_STATE_HOME": str(tmp_path / "state"), "TERM": "xterm"}
    call = [DIALOGUE, "edit", "one", "--data", data, "--editor", editor]
    seen = look(call, own, keys=b"g\n", keys_after=b"[E/k/g] ")
    assert seen.status == 1
    assert "Edit on, keep it for later, or give up? [E/k/g] g" in seen.text
    assert "given up: nothing is changed; what you wrote is in" in " ".join(seen.text.split())
    assert data.read_text(encoding="utf-8") == TEXT


@pytest.mark.process
def test_the_second_one_at_a_record_is_told(environment: dict[str, str], tmp_path: Path) -> None:
    """Two windows with the same file would write over each other."""
    data = tmp_path / "meetings.yaml"
    data.write_text(TEXT, encoding="utf-8")
    own = environment | {"XDG_STATE_HOME": str(tmp_path / "state")}
    started = tmp_path / "started"
    slow = f"touch {started}; sleep 2; sed -i s/One/Uno/"
    first = subprocess.Popen(
        [DIALOGUE, "edit", "one", "--data", data, "--editor", slow], env=own, stderr=subprocess.PIPE
    )
    until = time.monotonic() + 20
    while not started.exists() and time.monotonic() < until:
        time.sleep(0.01)
    second = subprocess.run(
        [DIALOGUE, "edit", "one", "--data", data, "--editor", "true"], env=own, capture_output=True, text=True
    )
    assert second.returncode == 2
    assert "one is kept" in second.stderr or "is being edited by another dialogue edit" in second.stderr
    first.communicate()
    assert first.returncode == 0
    assert data.read_text(encoding="utf-8") == TEXT.replace("One", "Uno")


@given(st.integers(0, 10**9))
@settings(max_examples=150)
def test_all_beside_the_record_stays(seed: int) -> None:
    """A comment, a blank line or a neighbour would be changed by an edit of another record."""
    hand, random = Hand(seed), Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "d.yaml")
        path.write_bytes(hand.text.encode())
        meeting = random.choice(hand.data["meetings"])
        at = found(Desk(path), meeting["id"])
        assert at
        file, there = at
        assert there.put_back(there.text).new.replace("\n", there.newline or "\n") == file.text[there.start : there.end]
        lead = re.search(r"(?m)^-( +)", there.text)
        assert lead
        new = f"{there.text.rstrip()}\n{' ' * (1 + len(lead[1]))}url: https://x.org\n"
        edit = KeptEdit(path, str(path), "meetings", meeting["id"], there.text, 0.0)
        Placing(Desk(path), edit).put(new)
        after = path.read_bytes().decode()
        assert after.startswith(file.text[: there.start])
        assert after.endswith(file.text[there.end :])
        mine = next(one for one in loaded(after)["meetings"] if one["id"] == meeting["id"])
        assert mine == next(one for one in loaded(hand.text)["meetings"] if one["id"] == meeting["id"]) | {
            "url": "https://x.org"
        }


@given(st.text(alphabet="ab#! \n", max_size=60), st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=5))
def test_what_is_written_into_the_file_is_taken_out_again(text: str, places: list[tuple[int, int]]) -> None:
    """A message about an error would get into the dataset, or a line of the person would be taken out with it."""
    plain = without_marks(f"- {text}\n")
    problems = [Problem("", line, column, "date", "is\nwrong") for line, column in places]
    marked, _ = with_problems(plain, problems)
    assert without_marks(shown("x\ny", "f", marked, ["a\nb"], ["doc #"])) == plain


def test_the_editor_of_the_environment(edit: Edit, run: Callable[..., Run], tmp_path: Path) -> None:
    """A person's own editor would not be used, or one would be started on a terminal that cannot show it."""
    path = tmp_path / "meetings.yaml"
    path.write_text(TEXT, encoding="utf-8")
    own = {
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "VISUAL": "sed -i s/One/Visual/",
        "EDITOR": "sed -i s/One/Editor/",
    }
    assert run("edit", "one", "--data", path, env=own | {"TERM": "dumb"}).status == 0
    assert text_of(tmp_path) == TEXT.replace("One", "Editor")
    path.write_text(TEXT, encoding="utf-8")
    assert run("edit", "one", "--data", path, env=own | {"TERM": "xterm"}).status == 0
    assert text_of(tmp_path) == TEXT.replace("One", "Visual")
    none = run(
        "edit",
        "one",
        "--data",
        path,
        env={"XDG_STATE_HOME": str(tmp_path / "state"), "TERM": "dumb", "VISUAL": "", "EDITOR": ""},
    )
    assert (none.status, none.out) == (2, "")
    assert (
        none.err
        == "dialogue: no editor is set, and the terminal is dumb: set VISUAL or EDITOR, or name one with --editor\n"
    )
