"""One record in your editor, checked before it goes into the dataset.

ID is that of a meeting, or a part of it; of a source or a series the id, of a name in a vocabulary the name. The
record is opened alone in a file of its own, as it stands in the dataset, with VISUAL or EDITOR. When the editor is
closed it is checked: what is wrong is written into the file as comments, and you can edit on, keep the file for later,
or give up.

Nothing else in the dataset is changed. If somebody changes the record meanwhile, both changes are brought together, or
shown side by side. What you have typed stays in the file until it is in the dataset; --recover goes on with it.

Examples:

  dialogue edit eu-pakistan-strategic-dialogue-7

  dialogue edit summit-1 --with-sources

  dialogue edit --recover
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from dialogue_cli.cli.flags import COMMON, Flag
from dialogue_cli.cli.writing import desk_of
from dialogue_cli.errors import FOUND, NOTHING, QueryError
from dialogue_cli.text import one_line, plural

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session
    from dialogue_cli.curate.kept_edits import KeptEdit

_ID = Flag("identifier", (), "The record.", "[ID]", offers="id")
_EDITOR = Flag("editor", ("--editor",), "The editor; default: VISUAL, EDITOR.", "COMMAND")
_SOURCES = Flag("with_sources", ("--with-sources",), "Show the documents below it, as comments.", kind=bool)
_RECOVER = Flag("recover", ("--recover",), "Go on with what an earlier call has kept.", kind=bool)
_DISCARD = Flag("discard", ("--discard",), "Throw away what was kept.", kind=bool)
TAKES = (_ID, _EDITOR, _SOURCES, _RECOVER, _DISCARD, *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    from dialogue_cli.curate.editor import chosen_editor

    name, values = session.values["identifier"], session.values
    # What is said must be read at once.
    session.output.is_paged = False
    if values["discard"] or values["recover"]:
        edit = _kept(session, name)
        if edit is None:
            return NOTHING
        if values["discard"]:
            edit.discard()
            session.note(f"what was kept of {one_line(edit.name)} is thrown away")
            return FOUND
        return _edit(session, edit, chosen_editor(values["editor"]), is_recovered=True)
    if name is None:
        raise QueryError("name the record to edit: dialogue edit ID; --recover goes on with one that was kept")
    return _edit(session, _begun(session, name), chosen_editor(values["editor"]))


def _kept(session: Session, name: str | None) -> KeptEdit | None:
    """The edit that was kept; where there are several and none is named, they are listed."""
    from dialogue_cli.curate.editing import age
    from dialogue_cli.curate.kept_edits import kept

    found = [one for one in kept(desk_of(session).dataset) if name in (None, one.name)]
    if len(found) == 1:
        return found[0]
    now = datetime.datetime.now(datetime.UTC)
    out = session.out("tsv")
    out.writelines(f"{one_line(one.name)}\t{age(one.began, now)}\t{one.file}\n" for one in found)
    if found:
        raise QueryError(f"{plural(len(found), 'edit')} are kept; name one of them")
    session.note("nothing is kept" if name is None else f"nothing is kept of {one_line(name)}")
    return None


def _begun(session: Session, name: str) -> KeptEdit:
    """A new edit of the record that a name means."""
    from dialogue_cli.curate.editing import found, none_found
    from dialogue_cli.curate.kept_edits import begin, kept

    desk = desk_of(session)
    at = found(desk, name)
    if at is None:
        name = _meant(session, name)
        at = found(desk, name)
    if at is None:
        raise none_found(name)
    if any(one.name == name and one.section == at[1].section for one in kept(desk.dataset)):
        again = f"dialogue edit {one_line(name)}"
        raise QueryError(f"an earlier edit of {one_line(name)} is kept: {again} --recover, or --discard to drop it")
    return begin(desk.dataset, at[1].section, name, at[1].text)


def _meant(session: Session, name: str) -> str:
    from dialogue_cli.cli.meant import one_meant
    from dialogue_cli.dataset.problems import DatasetError

    try:
        return one_meant(session, name).id
    except DatasetError:
        # Only what is written exactly so can be found in a dataset that cannot be read.
        return name


def _edit(session: Session, edit: KeptEdit, editor: str, *, is_recovered: bool = False) -> int:
    """Edits until the record is in the dataset, or is given up. Returns the exit status."""
    from dialogue_cli.cli.editing import Rounds
    from dialogue_cli.curate.kept_edits import held

    with held(edit):
        rounds = Rounds(session, edit, editor)
        if not is_recovered:
            rounds.show(edit.base)
        while True:
            status = rounds.once()
            if status is not None:
                return status
