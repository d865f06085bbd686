"""Numbered meetings of a series: "the 7th Round of the EU-Pakistan Strategic Dialogue", "its sixteenth meeting"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogue_cli.curate.draft.dates import WEEKDAYS
from dialogue_cli.curate.draft.lexicon import ORDINALS
from dialogue_cli.dates.months import MONTHS, SHORT_MONTHS
from dialogue_cli.tuples import NamedTuple

_ROMAN = r"(?=[XVI])(?:X{0,3})(?:IX|IV|V?I{0,3})"
_ORDINAL = (
    rf"(?:\d{{1,3}}(?:st|nd|rd|th|ST|ND|RD|TH)|{'|'.join(sorted(ORDINALS, key=len, reverse=True))}"
    rf"|(?-i:{_ROMAN})(?:th|st|nd|rd)?)"
)
_MANNER = (
    r"(?:annual|regular|biannual|plenary|joint|formal|informal|high-level|ministerial|official|working|special"
    r"|extraordinary|edition of|official-level|bilateral|consecutive|in-person|virtual|substantive|such"
    r"|subsequent|EU|yearly)"
)
_NOUN = r"(?:rounds?|meetings?|sessions?|editions?|sittings?|plenary|iteration)"
_HEADS = (
    "Dialogues?|Summits?|Council|Committee|Commission|Consultations?|Forum|Conference|Talks|Group|Mechanism|Negotiations|Assembly|Board"
    "|Platform|Congress|Meeting|Session|Partnership|Ministerial|Roundtable|Round "
    "Table|Panel|Convention|Exchange|Seminar|Review|Discussions?|Trilogue|Trialogue|Sherpas?|Mechanism"
)
_JOIN = r"(?:of|and|on|for|the|in|with|to|de|at|between|among|&|–|—|-|/|,(?= (?:[A-Z]|and )))"
_PLAIN = (
    r"(?:political|bilateral|strategic|joint|intergovernmental|inter-governmental|high-level|annual|ministerial"
    r"|inter-ministerial|interministerial|economic|comprehensive|human"
    r"|rights|consular|security|trade|regular|foreign|ministry|policy|office|ministers?['’]?|ministries|affairs"
    r"|defen[cs]e|cooperation|technical|expert|inter-parliamentary|interparliamentary|parliamentary|intersessional"
    r"|working|migration|counter-terrorism|energy|investment|free|border|peace|climate|cyber|commercial|scientific"
    r"|trilateral|quadrilateral|multilateral|regional|senior|officials['’]?|level|special|structured|informal"
    r"|maritime|staff|military|legal|education|cultural|transport|water|health|agricultural|space|nuclear"
    r"|disarmament|arms|control|non-proliferation|business|science|technology|digital|governmental|government"
    r"|presidential|tripartite|mixed|task|dialogue|consultation)"
)
_WORD = rf"(?:[A-ZÀ-Þ0-9][\w’'‑–.+-]*(?:\([^()]{{1,12}}\))?|\([A-Z][^()]{{0,14}}\)|{_JOIN}|{_PLAIN})"
# What "on" may introduce and is no subject.
_DAY = (
    "(?:"
    + "|".join(
        (
            *MONTHS,
            *(f"{name}\\b" for name in SHORT_MONTHS),
            "Sept",
            *(name.title() for name in WEEKDAYS),
            r"\d",
            "this ",
            "the ",
        )
    )
    + ")"
)
# Behind the head: "on Migration and Mobility", "between the Ministries of Foreign Affairs of A and B", "(JCM)".
_ON = (
    rf"(?: on (?!{_DAY})(?:[A-Z][\w’'-]*|[a-z]+(?: [a-z]+)?)(?:(?:,? and|,|&| of"
    r"| the) (?:[A-Z][\w’'-]*))*(?: [A-Z][\w’'-]*)*)?"
)
_BETWEEN = (
    r"(?: (?:between|of|among) (?:the )?(?:(?:[A-ZÀ-Þ][\w’'.-]*|of|and|the|for|&|,(?= [A-Z])|Foreign"
    r"|ministr(?:y|ies)|foreign|affairs|governments?) ?){1,14}(?<=[\w.])(?<! and)(?<! of)(?<! the)(?<! for))?"
)
_TAIL = rf"(?: \([A-Z][^()]{{1,14}}\))?{_ON}"
_HEAD = rf"(?:(?:{_HEADS})|(?:{_HEADS.lower()}))(?![\w-])"
_AGAIN = rf"(?: \([A-Z][\w ./-]{{0,14}}\))?(?: [A-ZÀ-Þ][\w-]+){{0,3}}? (?:{_HEADS})(?![\w-])"
_OF = rf"(?:(?: of (?:the )?| for (?!{_DAY}))[A-ZÀ-Þ][\w’'-]+(?:(?: of| of the| and| for)? [A-ZÀ-Þ][\w’'-]+)*)?"
_SERIES = rf"(?:{_WORD} ){{0,14}}?{_HEAD}(?:{_AGAIN})*{_OF}{_TAIL}"
_NUMBERED = re.compile(
    rf"(?<![\w-])(?P<ordinal>(?i:{_ORDINAL}))(?:-ever)?,? (?:and (?:final"
    rf"|last) )?(?:{_MANNER} )*(?:(?P<noun>(?i:{_NOUN})) (?P<of>of|in|under|for|within|between) (?:the |its |their "
    rf"|our |annual |regular |an? )*(?P<series>{_SERIES})|(?P<named>{_SERIES})"
    rf"|(?P<bare>(?i:{_NOUN})))(?P<between>{_BETWEEN})"
)
# "Round 7 of the Dialogue", "(7th round)", "Dialogue, 7th round".
_BEHIND = re.compile(
    rf"(?P<series>{_SERIES})(?:,| –| -| \()? ?(?P<ordinal>\d{{1,3}}(?:st|nd|rd"
    rf"|th)) (?P<bare>(?i:{_NOUN}))(?P<between>)"
)
_NO_ROUND = re.compile(
    r"^\s?(?:anniversary|century|birthday|day|year|week|month|half|quarter|time|place|floor|term|phase|package"
    r"|country|countries|parties|party|world|generation|largest|biggest|most|grade|fleet|army|division|battalion"
    r"|corps|amendment|article|committee of the general assembly)\b",
    re.IGNORECASE,
)


class Round(NamedTuple):
    """A numbered meeting: its number, the series as the text names it, and where all of that stands."""

    ordinal: int
    series: str
    start: int
    end: int
    noun: str = ""


def rounds_in(text: str, start: int, end: int) -> Iterator[Round]:
    """The numbered meetings that a sentence names.

    >>> [(one.ordinal, one.series) for one in rounds_in("the 7th Round of the EU-Pakistan Strategic Dialogue", 0, 51)]
    [(7, 'EU-Pakistan Strategic Dialogue')]
    """
    taken: list[tuple[int, int]] = []
    for pattern in (_NUMBERED, _BEHIND):
        for match in pattern.finditer(text, start, end):
            number = ordinal_of(match["ordinal"])
            if number is None or any(match.start() < b and a < match.end() for a, b in taken):
                continue
            if _NO_ROUND.match(text[match.end("ordinal") : match.end("ordinal") + 40]):
                continue
            series = match.groupdict().get("series") or match.groupdict().get("named") or ""
            bare = match.groupdict().get("bare")
            if re.fullmatch(_NOUN, series):
                bare, series = series, ""
            if bare and not series and not _is_of_a_series(text, match.start(), number, bare.lower()):
                continue
            taken.append(match.span())
            stop = (
                match.end("between")
                if match["between"] and not _is_party_list(series)
                else match.end() - len(match["between"] or "")
            )
            yield Round(
                number,
                _trimmed(series),
                match.start(),
                stop,
                (match.groupdict().get("noun") or bare or "").lower(),
            )


def _is_of_a_series(text: str, start: int, number: int, noun: str) -> bool:
    """Whether a number without the name of a series counts its meetings: "its sixteenth meeting", "the fifth round"."""
    return text[max(0, start - 4) : start].lower() == "its " or (
        number > 1 and noun in ("round", "session", "edition", "sitting")
    )


def _is_party_list(series: str) -> bool:
    """Whether a series names two parties already: what stands behind it is another matter."""
    return bool(re.search(r"[A-Z]\w+\s?[-–]\s?[A-Z]", series))


def ordinal_of(written: str) -> int | None:
    """The number that a word, digits or Roman digits write; None where they write none.

    >>> [ordinal_of(one) for one in ("7th", "forty-third", "XIV", "inaugural", "7st")]
    [7, 43, 14, 1, None]
    """
    word = written.lower()
    if word in ORDINALS:
        return ORDINALS[word]
    if digits := re.match(r"\d+", written):
        number = int(digits[0])
        suffix = word[len(digits[0]) :]
        right = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return number if number and suffix == right else None
    return _roman(re.sub(r"(?:th|st|nd|rd)$", "", written))


def _roman(written: str) -> int | None:
    values = [{"X": 10, "V": 5, "I": 1}.get(sign, 0) for sign in written]
    if not values or 0 in values or written == "I":
        return None
    return sum(-value if value < max(values[i + 1 :], default=0) else value for i, value in enumerate(values))


def _trimmed(series: str) -> str:
    words = re.sub(
        r"^(?:(?:of|the|its|their|annual|regular|a|an|in|under|for|and|our|-|–)\s)+",
        "",
        series.strip(),
        flags=re.IGNORECASE,
    )
    return words.strip(" ,–-")
