"""The exact words of a document as a piece of evidence, however they are typed.

Case, quotation marks, dashes, accents, spaces and what does not show may differ from the document, and a word
or two may have a slip; a note says in what they differ. An ellipsis (… or ...) stands for the words between
two parts. Numbers, negations and names must be right: where the document has others, nothing is found, and the
nearest sentences are shown.

The entry goes below `evidence:` of a meeting; `supports` says what it proves. Where the words stand more than
once, the places are shown with their numbers, and the entry of the one that --nth chooses has a prefix or a
suffix that tells it from the others. On a terminal the passage is shown too.

SOURCE may also be a text file that no source names. WORDS are read from standard input with -.

Examples:

  dialogue quote eeas held in brussels on 21 november 2025

  dialogue quote eeas "ministers discussed ... tensions" --supports summary

  dialogue quote eeas both sides --nth 2
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from dialogue_cli.cli.flags import COMMON, Flag, formats
from dialogue_cli.cli.shape import chosen_format
from dialogue_cli.cli.writing import DRY_RUN
from dialogue_cli.errors import FOUND, NOTHING, QueryError, UnreadableError
from dialogue_cli.text import listing, one_line, plural, shortened, slug

if TYPE_CHECKING:
    from dialogue_cli.cli.session import Session
    from dialogue_cli.dataset.documents import Document
    from dialogue_cli.dataset.model import Meeting
    from dialogue_cli.dataset.quotable import Place

# Of very many places so many are listed.
_SHOWN = 50
FORMATS = ("table", "yaml", "json", "jsonl")
_SOURCE = Flag(
    "identifier", (), "The document, by id, file, title or part of it.", "SOURCE", required=True, offers="source"
)
_WORDS = Flag("words", (), "Words that stand in it; - reads them.", "WORDS…", repeats=True, required=True)
_SUPPORTS = Flag(
    "supports",
    ("--supports",),
    "What the words prove: date, topics.trade, …",
    "FIELD",
    repeats=True,
)
_NTH = Flag("nth", ("--nth",), "Of several places the Nth.", "N", kind=int, least=1)
_ALL = Flag("all", ("--all",), "Every place.", kind=bool)
_ADD = Flag("add", ("--add",), "Put the entry into the record of this meeting.", "ID", offers="id")
TAKES = (_SOURCE, _WORDS, _SUPPORTS, _NTH, _ALL, _ADD, formats(FORMATS), DRY_RUN, *COMMON)


def run(session: Session) -> int:
    """Answers one call; returns the exit status."""
    format_ = chosen_format(session.values["format"], FORMATS) or ("table" if session.is_drawn else "yaml")
    typed = _typed(session)
    documents = _documents(session, session.values["identifier"])
    if not documents:
        return NOTHING
    from dialogue_cli.dataset.quotable import places_of

    places = places_of(documents, typed, _supports(session))
    if not places:
        _tell_near_misses(session, documents, typed)
        return NOTHING
    chosen = _chosen(session, places, format_)
    _tell_differences(session, chosen)
    if session.values["add"] is not None:
        return _add(session, chosen)
    _write(session, chosen, format_)
    return FOUND


def _add(session: Session, places: Sequence[Place]) -> int:
    """Puts the entries into the record of a meeting. Returns the exit status."""
    from dialogue_cli.cli.meant import one_meant
    from dialogue_cli.cli.writing import desk_of, finish
    from dialogue_cli.curate.evidence import add_evidence

    meeting = one_meant(session, session.values["add"])
    known = {source.id for source in session.archive.sources()}
    if strange := [one.source for one in places if one.source not in known]:
        raise QueryError(f'no source of the dataset has the id "{strange[0]}"; describe the document first')
    _check_claims(session, meeting)
    desk = desk_of(session)
    entries = [one.entry.to_record() for one in places if one.entry not in meeting.evidence]
    if len(entries) < len(places):
        session.note(f"{meeting.id} has the words already")
    if not entries:
        return FOUND
    return finish(session, desk, add_evidence(desk, meeting.id, entries), f"added to {meeting.id}")


def _check_claims(session: Session, meeting: Meeting) -> None:
    """Raises QueryError for a claim that the meeting does not make."""
    from dialogue_cli.checks.claims import unknown_claim
    from dialogue_cli.dataset.evidence import claims

    known = claims(meeting)
    for claim in session.values["supports"] or ():
        if wrong := unknown_claim(claim, meeting, known):
            raise QueryError(f"{meeting.id}: {wrong}")


def _typed(session: Session) -> str:
    from dialogue_cli.dataset.words import words

    given = session.values["words"]
    if given == ["-"]:
        if sys.stdin is None or sys.stdin.isatty():
            raise QueryError("- reads the words from standard input: pbpaste | dialogue quote SOURCE -")
        text = sys.stdin.read()
    else:
        text = " ".join(given)
    if not words(text):
        raise QueryError(f'"{shortened(one_line(text))}" has no words to look for')
    return text


def _supports(session: Session) -> tuple[str, ...]:
    from dialogue_cli.dataset.evidence import CLAIMS
    from dialogue_cli.spelling import nearest

    claims = tuple(session.values["supports"] or ())
    for claim in claims:
        field = claim.partition(".")[0]
        if field not in CLAIMS:
            near = nearest(field, CLAIMS)
            hint = f'did you mean "{near}"?' if near else f"it is {listing(list(CLAIMS))}, or an item of one"
            raise QueryError(f'a meeting has no "{one_line(field)}" to support; {hint}')
    return claims


def _documents(session: Session, name: str) -> list[tuple[str, Document]]:
    """The documents that a name means and that are at hand, each with the id of its source; notes say what is not."""
    from dialogue_cli.commands.coverage import named

    path = Path(name)
    sources, notes = named(session, name)
    if not sources and path.is_file():
        return [_file(session, path)]
    for note in notes:
        session.note(note)
    found = [(source.id, document) for source in sources if (document := session.proofs.document(source))]
    for source in sources:
        state = session.proofs.state(source)
        if state == "not-utf-8":
            session.note(f'the document of "{source.id}" is not UTF-8 text; dialogue check says more')
        elif state in (None, "missing"):
            why = "no file is named for it" if state is None else f"{source.file} was not found"
            session.note(f'the document of "{source.id}" is not at hand: {why}')
    return found


def _file(session: Session, path: Path) -> tuple[str, Document]:
    """A text that no source of the dataset is."""
    from dialogue_cli.dataset.documents import Document

    try:
        document = Document.read(path)
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}") from None
    if document.fault:
        raise UnreadableError(f"{path} is not UTF-8 text: {document.fault}")
    for source in session.archive.sources():
        if source.sha256 == document.sha256:
            session.note(f"{path.name} is the document of {source.id}")
            return source.id, document
    identifier = slug(path.stem) or "new-source"
    session.note(f'no source of the dataset is {path.name}; the entry calls it "{identifier}"')
    return identifier, document


def _chosen(session: Session, places: list[Place], format_: str) -> list[Place]:
    """The places that are asked for. QueryError for one that is not there, or where it is not said which of several."""
    nth, is_all = session.values["nth"], session.values["all"]
    if nth and is_all:
        raise QueryError("--nth and --all do not go together")
    if nth:
        if nth > len(places):
            raise QueryError(f"the words stand in {plural(len(places), 'place')}; there is no place {nth}")
        return [places[nth - 1]]
    if len(places) > 1 and not is_all:
        _tell_apart(session, places, format_)
    return places


def _tell_differences(session: Session, places: Sequence[Place]) -> None:
    from dialogue_cli.dataset.quoting import differences

    clauses = ["; ".join(differences(one.finder.document, one.found)) for one in places]
    for said in filter(None, dict.fromkeys(clauses)):
        # Words of a document, and what is typed, may have anything.
        session.note(one_line(f"the document does not have the words as typed: {said}"))


def _tell_apart(session: Session, places: list[Place], format_: str) -> NoReturn:
    """Says where the words stand, for a choice to be made, and nothing that a program would take for an answer."""
    shown = places[:_SHOWN]
    if format_ == "table":
        from dialogue_cli.terminal.quote import write_places

        write_places([(one.source, one.finder, one.found) for one in shown], session.console)
    else:
        for i, one in enumerate(shown, 1):
            session.note(f"{i}: {one.source}, line {one.line}: {_in_words(one)}")
    if len(shown) < len(places):
        session.note(f"these are the first {len(shown)}; with more words there are fewer places")
    raise QueryError(f"the words stand in {len(places):,} places; choose one with --nth N, or --all of them")


def _in_words(place: Place, around: int = 50) -> str:
    text, found = place.finder.document.text, place.found
    before, after = text[max(0, found.start - around) : found.start], text[found.end : found.end + around]
    before = f"…{before.partition(' ')[2]}" if found.start > around else before
    after = f"{after.rpartition(' ')[0]}…" if found.end + around < len(text) else after
    return one_line(f"{before}[{text[found.start : found.end]}]{after}")


def _tell_near_misses(session: Session, documents: Sequence[tuple[str, Document]], typed: str) -> None:
    from dialogue_cli.dataset.finding import Finder
    from dialogue_cli.dataset.near_misses import near_misses
    from dialogue_cli.dataset.quoting import slip_in_words

    names = listing([identifier for identifier, _ in documents])
    session.note(one_line(f'"{shortened(typed)}" is not in {names}'))
    for other in _elsewhere(session, documents, typed):
        session.note(f"it is in {other}: dialogue quote {shlex.quote(other)} …")
    for identifier, document in documents:
        finder = Finder(document)
        for one in near_misses(finder, typed):
            where = f"{identifier}, line {document.layout.line(one.start)}"
            session.note(f'near it, {where}: "{one_line(document.text[one.start : one.end])}"')
            differs = [slip_in_words(slip) for slip in one.slips]
            if 0 < len(differs) <= 4:
                session.note(one_line(f"there, {'; '.join(differs)}"))


def _elsewhere(session: Session, documents: Sequence[tuple[str, Document]], typed: str) -> list[str]:
    """The other sources whose documents have the words, without a slip."""
    known = {identifier for identifier, _ in documents}
    others = [
        (source.id, document)
        for source in session.archive.sources()
        if source.id not in known and (document := session.proofs.document(source))
    ]
    from dialogue_cli.dataset.quotable import places_of

    return list(dict.fromkeys(one.source for one in places_of(others, typed) if not one.found.slips))


def _write(session: Session, places: list[Place], format_: str) -> None:
    from dialogue_cli.dataset.emitting import WIDTH, evidence_yaml

    if format_ == "table":
        from dialogue_cli.terminal.quote import write_passages

        # YAML breaks a line at the first space behind its width.
        width = min(max(session.console.width - 16, 20), WIDTH)
        drawn = [(one.source, one.finder, one.found, evidence_yaml([one.entry.to_record()], width)) for one in places]
        write_passages(drawn, session.console)
    elif format_ == "yaml":
        session.out("yaml").write(evidence_yaml([one.entry.to_record() for one in places]))
    else:
        from dialogue_cli.formats.json_text import write_as

        write_as(format_, map(_record, places), session.out(format_))


def _record(place: Place) -> dict[str, Any]:
    from dialogue_cli.dataset.quoting import differences

    text, (start, end) = place.finder.document.text, place.finder.around(place.found.start, place.found.end)
    return {
        "evidence": place.entry.to_record(),
        "line": place.line,
        "passage": text[start:end],
        "differences": differences(place.finder.document, place.found),
    }
