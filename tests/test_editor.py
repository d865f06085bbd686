"""What a curator sees in an editor that has yaml-language-server, on a dataset that `init` has made."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dialogue_cli import open_archive
from dialogue_cli.curate.offered import offered
from dialogue_cli.curate.starter import SCHEMA, starter
from dialogue_cli.dataset.json_schema import schema_text
from tests.conftest import BUNDLED
from tests.editor import Editor, language_server
from tests.test_dataset_schema import UNSAID, WRONG

STARTER = starter()["meetings.yaml"].decode()
HEAD = STARTER.splitlines()[0] + "\n"
MEETING = HEAD + "meetings:\n- id: m\n  title: M\n"


@pytest.fixture(scope="session")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor in a folder whose schema has the names of the bundled collection."""
    server = language_server(tmp_path_factory.mktemp("server"))
    folder = tmp_path_factory.mktemp("dataset")
    (folder / SCHEMA).write_text(schema_text(offered(open_archive(BUNDLED))), encoding="utf-8")
    opened = Editor(server, folder)
    yield opened
    opened.close()


def test_a_new_dataset_has_no_marks(editor: Editor) -> None:
    """A curator would begin with a file that the editor calls wrong."""
    assert f"# yaml-language-server: $schema={SCHEMA}\n" == HEAD
    assert editor.problems(STARTER) == []
    assert editor.problems(HEAD + BUNDLED.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_marked(editor: Editor, name: str) -> None:
    """A slip would be seen only when `check` is called."""
    # A file that is no mapping is told by the first mark alone.
    assert editor.problems(HEAD + WRONG[name][1])


def test_only_what_is_wrong_is_marked(editor: Editor) -> None:
    """A new name, a key without a value as yet, or a text that looks like a number would be marked."""
    more = (
        "  partners: [New Land, 7, NO, true]\n  mode:\n  topics:\n  date: 2025\n  place: ~\n  ordinal: 7\n  kind: 1.5\n"
    )
    assert editor.problems(MEETING + more) == []
    assert editor.problems(HEAD + UNSAID["a day that is in no calendar"][1]) == []


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("  date: in spring", "5: Not a date such as 2025, 2025-11, 2025-11-21"),
        ("  topics: trade", '5: Incorrect type. Expected "array".'),
        ("  note: [x]", '5: Incorrect type. Expected "string".'),
        ("  mode: online", "5: Value is not accepted. Valid values: "),
        ("  partner: [Chad]", "5: Property partner is not allowed."),
        ("  evidence: [{source: s, exact: x, supports: [dat]}]", "5: Not a field of a meeting, such as date"),
    ],
)
def test_marks_say_what_is_wrong(editor: Editor, more: str, message: str) -> None:
    """A mark would speak of schemas and patterns, which a curator need not know."""
    (found,) = editor.problems(MEETING + more)
    assert found.startswith(message)


@pytest.mark.parametrize(
    ("text", "some", "others"),
    [
        (HEAD + "|", {"meetings", "sources", "partners"}, {"title"}),
        (HEAD + "meetings:\n- |", {"id", "title", "evidence"}, {"sources"}),
        (MEETING + "  partners: [|]", {"Pakistan", "Central Asia"}, {"Kaja Kallas", "null", "true"}),
        (MEETING + "  partners:\n  - |", {"Pakistan", "Central Asia"}, {"Kaja Kallas", "null", "true"}),
        (MEETING + "  topics: [|]", {"migration", "connectivity"}, {"Pakistan"}),
        (MEETING + "  series: |", {"eu-pakistan-strategic-dialogue"}, {"null"}),
        (MEETING + "  mode: |", {"in-person", "video"}, {"null"}),
        (MEETING + "  place:\n    city: |", {"Brussels", "Samarkand"}, {"Belgium"}),
        (MEETING + "  participants:\n  - name: |", {"Kaja Kallas"}, {"Pakistan"}),
        (MEETING + "  evidence:\n  - source: |", {"eeas-2025-11-23"}, {"null"}),
        (
            MEETING + "  evidence:\n  - source: s\n    exact: x\n    supports: [|]",
            {"date", "topics.migration", "outcomes.1", "place.city"},
            {"id", "null"},
        ),
        (MEETING + "  title: |", set(), {"null", "true", "false"}),
    ],
)
def test_names_and_keys_are_offered(editor: Editor, text: str, some: set[str], others: set[str]) -> None:
    """A curator would type out, or misspell, what the dataset has; or would be offered what belongs elsewhere."""
    found = set(editor.offers(text))
    assert some <= found
    assert not others & found


def test_a_key_is_explained(editor: Editor) -> None:
    """A curator would have to look up what a key means."""
    assert "how the parties met: in-person, video" in editor.hover(MEETING + "  mo|de: video\n")
    # A name is not said to be one of those that are allowed.
    assert "llowed" not in editor.hover(MEETING + "  partners: [Pak|istan]\n")
