"""A draft, claim by claim at the terminal, and what you accept of it into the dataset.

Each claim is shown with the sentence of the document that makes it and what stands around it. You accept it, edit it,
skip it until the next time, or reject it for good; there is no way to accept several at once. At the end of a record
you see it as it will stand in the dataset, and it goes in when you say so, with its document if that is new. If the
dataset has the meeting already, what you accept is added to that record, and shown as a diff first.

Every answer is kept at once: Ctrl-C, a closed terminal or a lost connection lose nothing. Without DRAFT, review goes on
with the one that was left. What was rejected is noted beside the dataset, in .dialogue-rejected.jsonl; --forget lists
it, and with a number takes one back.

Exit status: 0 something was written; 1 nothing was; 2 the draft, the call or the dataset is wrong.

Examples:

  dialogue review draft.yaml

  dialogue review

  dialogue draft eeas | dialogue review -
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_cli.cli.flags import COMMON, DATASET_GROUP, Flag
from dialogue_cli.cli.writing import check_dataset
from dialogue_cli.dataset.chosen import chosen_dataset
from dialogue_cli.errors import FOUND, NOTHING, QueryError
from dialogue_cli.text import one_line, plural

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session
    from dialogue_cli.curate.rejected import Rejection

_DRAFT = Flag("draft", (), "The draft; - for standard input, as out of dialogue draft.", "[FILE]")
_RESTART = Flag("restart", ("--restart",), "Forget the answers to this draft, and begin anew.", kind=bool)
_FORGET = Flag(
    "forget", ("--forget",), "List what was rejected; with a number or 'all', let it be proposed again.", kind=bool
)
_INTO = Flag("into", ("--into",), "Of a folder, the file that a new meeting goes into.", "FILE", DATASET_GROUP)
TAKES = (_DRAFT, _RESTART, _FORGET, _INTO, *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    if session.values["forget"]:
        return _forget(session, session.values["draft"])
    text = _piped() if session.values["draft"] == "-" else None
    _check_person(is_piped=text is not None)
    check_dataset(session)
    from dialogue_cli.curate.reviewing.kept import held

    draft = _chosen(session, text)
    if draft is None:
        return NOTHING
    kept = _kept(session, draft)
    with held(kept):
        return _review(session, draft, kept)


def _review(session: Session, path: Path, kept: Any) -> int:
    from dialogue_cli.cli.adding import known_names
    from dialogue_cli.cli.again import call
    from dialogue_cli.cli.interview.lines import Lines
    from dialogue_cli.cli.reviewing.review import Review
    from dialogue_cli.commands.add import offers
    from dialogue_cli.curate.reviewing.drafts import read_draft, read_text
    from dialogue_cli.curate.reviewing.papers import Papers
    from dialogue_cli.terminal.talk import Talk

    draft = read_draft(read_text(path), path.name)
    papers = Papers(session.archive, draft, path)
    into = session.values["into"]
    # Only from here on is there anything of the person.
    kept.save()
    review = Review(
        known_names(session),
        Lines(offers(session)),
        Talk(session.color),
        draft,
        papers,
        kept,
        Path(into) if into else None,
    )
    written = review.run()
    if not written:
        return NOTHING
    out = session.out("ids")
    out.writelines(f"{one}\n" for one in written)
    session.note(f"next: {call('check', COMMON, {'data': session.values['data']})}")
    return FOUND


def _check_person(*, is_piped: bool) -> None:
    """Raises QueryError where nobody can be asked: what nobody has seen, nobody has accepted."""
    if is_piped:
        try:
            terminal = os.open("/dev/tty", os.O_RDWR)
        except OSError:
            raise QueryError("dialogue review asks a person at a terminal, and there is none") from None
        os.dup2(terminal, 0)
        os.close(terminal)
        sys.stdin = os.fdopen(0, encoding=sys.stderr.encoding, errors="surrogateescape", closefd=False)
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty()):
        raise QueryError(
            "dialogue review asks a person at a terminal, claim by claim; standard input or standard error is none"
        )


def _piped() -> str:
    """The draft on standard input. QueryError where that is the terminal."""
    if sys.stdin is None or sys.stdin.isatty():
        raise QueryError("- takes a draft out of a pipe: dialogue draft SOURCE | dialogue review -")
    from dialogue_cli.curate.reviewing.drafts import MOST

    data = sys.stdin.buffer.read(MOST + 1)
    if len(data) > MOST:
        raise QueryError(f"more than {MOST >> 20} MB came out of the pipe; that is no draft")
    if not data.strip():
        raise QueryError("no draft came out of the pipe")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise QueryError("standard input is not UTF-8 text, and no draft") from None


def _chosen(session: Session, text: str | None) -> Path | None:
    """The file of the draft that is meant; None where there is none."""
    from dialogue_cli.curate.reviewing.kept import keep_draft, unfinished

    named = session.values["draft"]
    if text is not None:
        path = keep_draft(text)
        session.note(f"the draft is kept in {path}")
        return path
    if named:
        return Path(named)
    found = unfinished(Path(chosen_dataset(session.values["data"])))
    if not found:
        session.note("no review of this dataset was left; dialogue draft SOURCE -o draft.yaml makes a draft to review")
        return None
    if len(found) > 1:
        drafts = [f"  dialogue review {one.draft}" for one in found]
        raise QueryError(f"{plural(len(found), 'review')} were left; name the draft:", *drafts)
    return Path(found[0].draft)


def _kept(session: Session, draft: Path) -> Any:
    from dialogue_cli.curate.reviewing.kept import kept_of

    kept = kept_of(Path(session.archive.path), draft)
    if session.values["restart"]:
        kept.records, kept.typed, kept.is_done = [], {}, False
    return kept


def _forget(session: Session, which: str | None) -> int:
    """Lists what was rejected, or takes some of it back."""
    from dialogue_cli.curate.rejected import Rejected

    rejected = Rejected(Path(chosen_dataset(session.values["data"])))
    every = list(rejected)
    if which is None:
        out = session.out("tsv")
        out.writelines(f"{i}\t{_told(one)}\n" for i, one in enumerate(every, 1))
        session.note(f"{plural(len(every), 'claim')} rejected ({rejected.path.name})")
        return FOUND if every else NOTHING
    if which == "all":
        chosen = every
    elif which.isascii() and which.isdigit() and 1 <= int(which) <= len(every):
        chosen = [every[int(which) - 1]]
    else:
        raise QueryError(f'--forget takes a number of its list, or all, not "{one_line(which)}"')
    rejected.forget(chosen)
    for one in chosen:
        session.note(f"may be proposed again: {_told(one)}".replace("\t", "  "))
    return FOUND if chosen else NOTHING


def _told(one: Rejection) -> str:
    from dialogue_cli.cli.reviewing.wording import shown

    value = shown(one.field, one.value).line if one.value is not None else ""
    return "\t".join(map(one_line, (one.source, one.field, value, one.exact, one.on)))
