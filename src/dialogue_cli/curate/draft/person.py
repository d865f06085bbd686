"""A person of a release, out of all the places that name one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dialogue_cli.curate.draft.people import Mention, last_name
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.text import folded

Span = tuple[int, int]


@dataclass
class Person:
    """A person of a release, with every place that names them, and the sentences in which they took part."""

    name: str
    named: list[Mention]
    role: str = ""
    role_span: Span = (0, 0)
    party: str = ""
    party_span: Span = (0, 0)
    capacity: str = ""
    capacity_span: Span = (0, 0)
    inferred: str = ""
    """How the party was inferred, where the document does not say it of the person."""
    on_behalf_of: str = ""
    behalf_span: Span = (0, 0)
    present: list[Span] = field(default_factory=list)
    """The sentences that say that the person took part."""

    def is_in(self, sentences: Sequence[Span]) -> bool:
        """Whether one of these sentences names the person."""
        return any(start <= one.name_span[0] < end for one in self.named for start, end in sentences)

    def fresh(self) -> Person:
        """The same person, of whom no meeting is known yet."""
        return replace(self, present=[], capacity="", capacity_span=(0, 0), on_behalf_of="", behalf_span=(0, 0))


def people_of(reading: Reading) -> list[Person]:
    """The people of a release, each once, in the order in which they are named in full."""
    found: list[Person] = []
    # Two writings of one name share a word.
    by_word: dict[str, list[int]] = {}
    for mention in sorted(reading.people, key=lambda one: (-len(one.name.split()), one.name_span)):
        parts = {folded(part) for part in mention.name.split()}
        alike = sorted({i for part in parts for i in by_word.get(part, ())})
        known = next((found[i] for i in alike if _are_one(found[i], mention)), None)
        if known:
            known.named.append(mention)
            continue
        for part in parts:
            by_word.setdefault(part, []).append(len(found))
        found.append(Person(mention.name, [mention]))
    for person in found:
        person.named.sort(key=lambda one: one.name_span)
        _describe(reading, person)
    body = reading.release.body
    # A name of one word in the headline alone may be anything.
    found = [one for one in found if " " in one.name or any(named.span[0] >= body for named in one.named)]
    _by_posting(reading, found)
    return sorted(found, key=lambda one: one.named[0].name_span)


def _by_posting(reading: Reading, people: Sequence[Person]) -> None:
    """Who receives the Ambassador of India to Oman in his office is of Oman, if no party is named for him."""
    for envoy in people:
        host = posting(reading, envoy)
        for person in people if host else ():
            if (
                host
                and not person.party
                and person.role
                and any(reading.sentence(one.span) == envoy.role_span for one in person.named)
            ):
                said = reading.text[person.named[0].span[1] : envoy.named[0].span[0]]
                if re.search(r"\b(?:received|met|meets|receives|welcomed|hosted)\b", said):
                    person.party, person.party_span = host[0], envoy.role_span
                    person.inferred = f"met an ambassador to {host[0]} as its host"


def posting(reading: Reading, person: Person) -> tuple[str, Span] | None:
    """The party to which an ambassador is sent."""
    if not re.search(r"\bambassador\b", person.role, re.IGNORECASE):
        return None
    for mention in person.named:
        if mention.office:
            first, last = reading.words.within(*mention.office)
            for i in range(first, last - 1):
                if reading.said(reading.words.words[i][:2]) in ("to", "in"):
                    found = next(
                        (word for word in reading.words.words[i + 1 : min(last, i + 3)] if word.sign == "S"), None
                    )
                    if found and found.means != person.party:
                        return found.means, (found.start, found.end)
    return None


def _are_one(person: Person, mention: Mention) -> bool:
    """Whether a name is another writing of a person's: the family name alone, or with the first name or its initial."""
    mine, other = person.name.split(), mention.name.split()
    if len(other) == 1:
        return folded(mention.name) in {folded(part) for part in mine}
    if {folded(part) for part in other} <= {folded(part) for part in mine}:
        # The same name in another order, or the family name of two words alone.
        return True
    if last_name(person.name) != last_name(mention.name):
        return False
    return folded(mine[0])[0] == folded(other[0])[0] and (
        folded(mine[0]) == folded(other[0]) or "." in mine[0] + other[0]
    )


def _describe(reading: Reading, person: Person) -> None:
    """Chooses the office and the party: as the body names the person in full, else as it stands elsewhere."""

    def rank(one: Mention) -> tuple[bool, bool, bool]:
        return " " not in one.name, one.span[0] < reading.release.body, not one.party

    for mention in sorted(person.named, key=rank):
        if mention.role and not person.role:
            person.role, person.role_span = mention.role, reading.sentence(mention.span)
        if mention.party and not person.party:
            person.party, person.party_span = mention.party, reading.sentence(mention.span)
