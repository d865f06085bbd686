"""The people of a text: names with the offices beside them, and the party that an office says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dialogue_cli.curate.draft.lexicon import PARTICLES
from dialogue_cli.curate.draft.offices import party_of_office
from dialogue_cli.curate.draft.tagging import Tagged
from dialogue_cli.text import folded
from dialogue_cli.tuples import NamedTuple

Span = tuple[int, int]

_OBJECT = r"a?(?:N{1,2}(?=d|,d)|A(?=[dxNU-])|[doSCP]s?|U(?![NU])|-(?=[dASoN])|x(?=N{0,2}d))+"
_OBJECTS = rf"{_OBJECT}(?:(?:,&|,|&|/)(?:{_OBJECT}|N(?=[,&])))*"
_BEFORE = r"a?(?:[AodSC]s?|Os|-|U(?=[Oo]))*"
_CHAIN = (
    rf"(?:\([^()]{{1,4}}\))?(?:[fri]a?(?:{_OBJECTS}|O(?=[fr]|s))|fa?N(?:-?N){{0,2}}(?=,H*[NU]))*(?:\([^()]{{1,6}}\))?"
)
_OFFICE = rf"{_BEFORE}O(?:-?[OG]|d(?=[fi])|d(?=H?[NU]{{2}})|o&o)?{_CHAIN}"
_COUNTERPART = rf"{_BEFORE}K(?:i{_OBJECTS})?"
_OFFICES = rf"{_OFFICE}(?:(?:/|,?&|,){_OFFICE})*"
_OFFICE_OF_SEVERAL = rf"{_BEFORE}P{_CHAIN}"
_NAME = r"(?:[NU]|I(?=-?[INUp]))(?:p{1,2}[NUI]|-?[NUI]){0,8}"
_FULL_NAME = r"(?:[NU]|I(?=-?[INUp]))(?:p{1,2}[NUI]|-?[NUI]){1,8}"
_AND = r"(?:,&|,|&)"
_OF = r"(?:fa?(?:[d&]+fa?)*[SA](?![NU])|\((?:[SA]|C)\))?"
_TITLES = r"(?:a?H+)?"

_NO_NAME_AFTER = rf"(?>{_OFFICE})(?!H*[NUI])"

# An office and then the name: "Foreign Minister of Pakistan, Senator Ishaq Dar".
_OFFICE_FIRST = re.compile(
    rf"(?P<office>{_COUNTERPART}|{_OFFICES}|ao(?=H*[NU]))(?:,|-"
    rf"|:)?{_TITLES}(?P<title>O)?{_TITLES}(?P<name>{_NAME})(?P<of>{_OF})"
    rf"(?:,(?P<more>{_NO_NAME_AFTER})(?!,H*[NUI]))?"
)
# A name and then the office: "Olof Skoog, Deputy Secretary-General at the EEAS".
_OFFICES_ALONE = rf"{_NO_NAME_AFTER}(?:(?:/|,?&|,){_NO_NAME_AFTER})*"
_NAME_FIRST = re.compile(rf"{_TITLES}(?P<name>{_FULL_NAME})(?P<of>{_OF}),(?P<office>a?{_OFFICES_ALONE})")
_IN_BRACKETS = re.compile(rf"{_TITLES}(?P<name>{_FULL_NAME})\((?P<office>{_OFFICES})(?:,[^()]*)?\)")
_TITLED = re.compile(rf"(?P<titles>H+)(?P<name>{_NAME})(?P<of>{_OF})")
_IN_GROUP = re.compile(rf"(?P<name>{_FULL_NAME})\([^()]{{1,6}},S\)")
_WITH_PARTY = re.compile(rf"(?P<name>{_FULL_NAME})\((?P<of>[SA])\)")
# One office of several people: "Foreign Ministers Sergey Lavrov and Hakan Fidan".
_SHARED_FIRST = re.compile(
    rf"(?P<office>{_OFFICE_OF_SEVERAL})(?:,|:)?(?P<names>{_TITLES}{_NAME}{_OF}(?:{_AND}{_TITLES}{_NAME}{_OF})+)"
)
_SHARED_LAST = re.compile(
    rf"(?P<names>{_TITLES}{_FULL_NAME}(?:{_AND}{_TITLES}{_FULL_NAME})+),(?P<office>a?(?:w)?{_OFFICE_OF_SEVERAL})"
)
# "the foreign ministers of Kazakhstan, Murat Nurtleu, and Uzbekistan, Bakhtiyor Saidov".
_JOINT = rf"(?:,|-|\()?{_TITLES}"
_EACH = rf"{_JOINT}{_NAME}\)?"
_PARTY_BY_PARTY = re.compile(rf"(?P<office>{_BEFORE}P(?:[fr]{_OBJECTS})?)(?P<names>fa?S{_EACH}(?:{_AND}f?a?S{_EACH})+)")
_ONE_OF_LIST = re.compile(rf"{_TITLES}(?P<name>{_NAME})(?P<of>{_OF})")
_ONE_OF_PARTIES = re.compile(rf"(?P<of>S){_JOINT}(?P<name>{_NAME})")
# "his Uzbek counterpart" before the name is an office of its own.
_PATTERNS = (
    _PARTY_BY_PARTY,
    _SHARED_FIRST,
    _SHARED_LAST,
    _IN_BRACKETS,
    _NAME_FIRST,
    _OFFICE_FIRST,
    _WITH_PARTY,
    _IN_GROUP,
    _TITLED,
)
_LONGEST = 500
_NOT_HEADS = frozenset("former late then-president ex".split())


class Mention(NamedTuple):
    """A person as named in one place.

    `span` is all of it and `office` the office, from where to where in the text; `party` is what the words say.
    `is_former` is whether the office is one that the person no longer had.
    """

    name: str
    span: Span
    name_span: Span
    office: Span | None
    party: str | None
    is_former: bool = False
    role: str = ""


def mentions(text: Tagged, sentences: Sequence[Span]) -> list[Mention]:
    """The people of a text who are named with an office, a title or a party, in order."""
    found: list[Mention] = []
    for start, end in sentences:
        if not _shouts(text.text[start:end]):
            for part in _parts(text, start, end):
                found += _of_sentence(text, *part)
    return sorted([*found, *_again(text, sentences, found)], key=lambda one: one.name_span)


def _parts(text: Tagged, start: int, end: int) -> Iterator[Span]:
    """The words of a sentence, from which to which; a longer one, which no person wrote, in parts."""
    # Patterns would take long on it.
    first, last = text.within(start, end)
    for at in range(first, last, _LONGEST):
        yield at, min(last, at + _LONGEST)


def _again(text: Tagged, sentences: Sequence[Span], found: Sequence[Mention]) -> Iterator[Mention]:
    """The places that name people again, by the family name alone or by the office alone: "the Iranian minister"."""
    by_name: dict[str, set[str]] = {}
    for one in found:
        if " " in one.name:
            by_name.setdefault(last_name(one.name), set()).add(one.name)
            # The family name comes first in China, Korea and Viet Nam.
            by_name.setdefault(folded(one.name.split()[0]), set()).add(one.name)
    taken = {at for one in found for at in range(*one.name_span)}
    for word in text.words:
        if word.sign in "NU" and word.start not in taken:
            names = by_name.get(folded(text.text[word.start : word.end]), set())
            if len(names) == 1:
                span = (word.start, word.end)
                yield Mention(next(iter(names)), span, span, None, None)
    for first, last in (part for sentence in sentences for part in _parts(text, *sentence)):
        for match in _LISTED.finditer(text.signs, first, last):
            if _ATTENDED.match(text.text, text.words[match.end() - 1].end):
                for item in _ONE_OF_LIST.finditer(text.signs, match.start(), match.end()):
                    whole = text.span(*item.span("name"))
                    if len(item["name"]) > 1 and whole[0] not in taken:
                        yield Mention(_name(text.said(*item.span("name"))), whole, whole, None, None)
        for match in _DESCRIBED.finditer(text.signs, first, last):
            who = _described(text, match, found)
            if who and not any(a <= text.words[match.start()].start < b for a, b in (other.span for other in found)):
                yield who._replace(
                    span=text.span(*match.span()), name_span=text.span(*match.span()), office=None, role="", party=None
                )


_LISTED = re.compile(rf"(?:{_TITLES}{_FULL_NAME},)*{_TITLES}{_FULL_NAME},?&(?:{_OFFICE})?{_TITLES}{_FULL_NAME}")
_ATTENDED = re.compile(r"\s(?:also\s)?(?:attended|participated|took part|were present|were also present)\b")
_OTHER_SIDE = re.compile(
    r",?\s(?:and|while|with)\s(?:the|its|that of the)\s(?:[^\s,]+\s){0,3}(?:delegation|side|team)$"
)
_DESCRIBED = re.compile(r"a(?P<party>[SA]s?)(?P<office>[odA]*O)(?![HNUIG,\-OPfr(]|i?a?N)")


def _described(text: Tagged, match: re.Match[str], found: Sequence[Mention]) -> Mention | None:
    """The only person of the party and the office that a description names."""
    party = text.words[match.start("party")].means
    office = folded(text.said(*match.span("office")))
    fitting = {one.name: one for one in found if " " in one.name and one.party == party and office in folded(one.role)}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _shouts(sentence: str) -> bool:
    letters = [c for c in sentence if c.isalpha()]
    return len(letters) > 20 and sum(c.isupper() for c in letters) > 0.7 * len(letters)


def _of_sentence(text: Tagged, first: int, last: int) -> Iterator[Mention]:
    signs = text.signs
    taken = [False] * (last - first)
    for pattern in _PATTERNS:
        at = first
        while match := pattern.search(signs, at, last):
            start, end = match.span()
            overlapped = [i for i in range(start, end) if taken[i - first]]
            if overlapped:
                at = overlapped[-1] + 1 if overlapped[0] == start else start + 1
            elif pattern is not _NAME_FIRST or _may_begin(signs, first, start):
                yield from _people(text, match, pattern)
                taken[start - first : end - first] = [True] * (end - start)
                at = end
            else:
                at = start + 1


def _may_begin(signs: str, first: int, start: int) -> bool:
    """Whether a name that comes before its office begins where no office comes before it."""
    before = signs[max(first, start - 2) : start]
    return not before.endswith(("O", "O,", "H", "S", "A", "d", "N", "U", "I", "p", "N-", "U-"))


def _people(text: Tagged, match: re.Match[str], pattern: re.Pattern[str]) -> Iterator[Mention]:
    groups = match.groupdict()
    office = match.span("office") if groups.get("office") else None
    if groups.get("more") and party_of_office(text, *match.span("office")) is None:
        office = match.span("more")
    if pattern in (_SHARED_FIRST, _SHARED_LAST):
        names = list(_ONE_OF_LIST.finditer(text.signs, *match.span("names")))
        yield from _each_with_party(text, names, office, match.span())
    elif pattern is _PARTY_BY_PARTY:
        for one in _ONE_OF_PARTIES.finditer(text.signs, *match.span("names")):
            yield _mention(text, one, office, match.span())
    elif not _is_no_person(text, match):
        yield _mention(text, match, office, match.span())


def _each_with_party(
    text: Tagged, names: Sequence[re.Match[str]], office: Span | None, whole: Span
) -> Iterator[Mention]:
    """Several people of one office; one that names as many parties as people names them in their order."""
    parties = [word.means for word in text.words[slice(*office)] if word.sign in "SA"] if office else []
    for i, one in enumerate(names):
        mention = _mention(text, one, office, whole)
        if len(parties) > 1:
            mention = mention._replace(party=parties[i] if len(parties) == len(names) else None)
        yield mention


def _is_no_person(text: Tagged, match: re.Match[str]) -> bool:
    """Whether a name is part of that of a building, or an office none: King Abdulaziz Center, "the main Port"."""
    first, last = match.span("name")
    is_building = last - first == 1 and text.signs[last : last + 1] in tuple("dxNC")
    office = match.groupdict().get("office")
    start, end = match.span("office") if office else (0, 0)
    is_bare = (
        office is not None and not set("OPK") & set(office) and text.said(start, end).split()[-1].lower() != "deputy"
    )
    return is_building or is_bare


def _mention(text: Tagged, match: re.Match[str], office: Span | None, whole: Span) -> Mention:
    name = match.span("name")
    office = _of_this_side(text, office) if office else None
    of = match.span("of") if match.groupdict().get("of") else None
    party = _party_beside(text, of) or (party_of_office(text, *office) if office else None)
    said = text.span(*office) if office else None
    before = text.said(max(0, whole[0] - 1), whole[0]).lower() if whole[0] else ""
    role = _of_one(text, office, _without_article(text.text[slice(*said)])) if office and said else ""
    is_former = before in _NOT_HEADS or role.lower().startswith("former ")
    return Mention(_name(text.said(*name)), text.span(*whole), text.span(*name), said, party, is_former, role)


def _of_this_side(text: Tagged, office: Span) -> Span:
    """An office without the other side, of which the sentence goes on: "and the Brazilian delegation by …"."""
    first, last = office
    if other := _OTHER_SIDE.search(text.said(first, last)):
        start = text.words[first].start + other.start()
        last = first + sum(word.end <= start for word in text.words[first:last])
    return first, last


def _party_beside(text: Tagged, of: Span | None) -> str | None:
    if of is None or of[0] == of[1]:
        return None
    return next((word.means for word in text.words[of[0] : of[1]] if word.sign in "SA"), None)


def _of_one(text: Tagged, office: Span, role: str) -> str:
    """An office as one person has it: "Foreign Ministers" is "Foreign Minister" of each."""
    for word in text.words[slice(*office)]:
        if word.sign == "P":
            several = text.text[word.start : word.end]
            one = (
                several[:-3] + "y"
                if several.lower() == "secretaries"
                else re.sub(r"men$", "man", several).removesuffix("s")
            )
            return role.replace(several, one, 1)
    return role


def _without_article(office: str) -> str:
    bare = re.sub(r"^(?:the|a|an|its|their|our|his|her)\s", "", office, flags=re.IGNORECASE)
    # A title before the name, not a second office.
    return re.sub(r"(?<=.{8}),? Ambassador$", "", bare)


def _name(said: str) -> str:
    """A name with a family name in capitals as others write it: Hakan FIDAN is Hakan Fidan."""
    parts = said.split(" ")
    if len(parts) > 1 and any(_is_shouted(part) for part in parts) and not all(_is_shouted(part) for part in parts):
        parts = [_lowered(part) if _is_shouted(part) else part for part in parts]
        parts = [part.lower() if part.isupper() and part.lower() in PARTICLES else part for part in parts]
    return " ".join(parts)


def _is_shouted(part: str) -> bool:
    letters = [c for c in part if c.isalpha()]
    return len(letters) > 2 and part.isupper() and "." not in part


def _lowered(part: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda match: match[0][0] + match[0][1:].lower().replace("i\u0307", "i"), part)


@lru_cache(maxsize=1 << 14)
def last_name(name: str) -> str:
    """The last word of a name, folded, without what stands behind names."""
    words = [folded(word) for word in name.split() if len(word.rstrip(".")) > 1]
    return words[-1] if words else folded(name)
