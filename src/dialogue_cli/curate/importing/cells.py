"""Names and lists in a cell: split, without labels, titles and ids, merged with other spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dialogue_cli.curate.importing.mapping import Listed, Rows, Strip, looked_up
from dialogue_cli.names.iso import all_codes, country_names
from dialogue_cli.text import squeeze

_OPENING, _CLOSING = "([{", ")]}"
_LONGEST = 1 << 16
"""Characters of a list; what is longer is a text."""
# A list of Python or JSON that was written into a cell: quoted texts between commas.
_QUOTED = re.compile(r"\s*(?:'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"|(None|null))\s*(?:,|$)")
_ESCAPED = re.compile(r"\\(.)")
# `[Q1234]`, `(ID 12)`, `#77`, `1234 - Name`, `Name|1234`: an id holds a digit.
_IDS = re.compile(
    r"\s*[\[({<](?:id|no|nr|ref)?[.:# ]*[A-Za-z]{0,4}[-_]?\d[\w-]*[\])}>]\s*"
    r"|\s*(?:;#|#|\||@)\s*[A-Za-z]{0,4}\d[\w-]*\s*$|^\s*[A-Za-z]{0,4}\d{2,}[\w]*\s*(?:[-–:|]|;#)\s*",
    re.IGNORECASE,
)


def names_in(
    cell: str | list[str], listed: Listed, rows: Rows, *, are_parties: bool = False
) -> Iterator[tuple[str, str]]:
    """The names in a cell with the title before each, those of countries never split where it is a list of parties."""
    given = cell if isinstance(cell, list) else _as_list(cell)
    seen: set[str] = set()
    for text in [str(cell)] if given is None else given:
        plain = without_labels(text, listed.strip)
        parts = [plain] if given is not None else _split(plain, listed, are_parties=are_parties)
        for part in parts:
            name, title = stripped(part, listed.strip)
            merged = looked_up(listed.merge, name)
            name = name if merged is None else merged
            if not rows.is_nothing(name) and name not in seen:
                seen.add(name)
                yield name, title


def _as_list(cell: str) -> list[str] | None:
    """The texts of a list that stands in a cell as text (`['a', 'b']`); None where it is no such list."""
    text = cell.strip()
    if len(text) > _LONGEST or text[:1] + text[-1:] not in ("[]", "()", "{}") or len(text) < 2:
        return None
    inside, found, at = text[1:-1].strip(), [], 0
    if not inside:
        return []
    while at < len(inside):
        match = _QUOTED.match(inside, at)
        if match is None:
            return None
        quoted = match[1] if match[1] is not None else match[2]
        if quoted is not None:
            found.append(_ESCAPED.sub(lambda one: {"n": "\n", "t": "\t"}.get(one[1], one[1]), quoted))
        at = match.end()
    return found


def without_labels(text: str, strip: Strip) -> str:
    """A text without a label before it: `Attendees: A, B` with the label `Attendees`, or any one with `*`."""
    plain = text.strip()
    for label in strip.labels:
        name = re.escape(label.rstrip(": "))
        pattern = r"[^\W\d][^:,;\n]{0,40}:\s+" if label == "*" else rf"{name}(?!\w)\s*:?\s*"
        if found := re.match(pattern, plain, re.IGNORECASE):
            return plain[found.end() :]
    return plain


def stripped(text: str, strip: Strip) -> tuple[str, str]:
    """A name without what stands around it, and the title that stood before it."""
    name = squeeze(text)
    for before in strip.before:
        name = name[len(before) :].lstrip() if name.casefold().startswith(before.casefold()) else name
    for after in strip.after:
        name = name[: -len(after)].rstrip() if after and name.casefold().endswith(after.casefold()) else name
    if strip.ids:
        name = squeeze(_IDS.sub(" ", name)).strip(" ,;")
    titles = []
    while title := next((one for one in strip.titles if _begins(name, one)), None):
        name = name[len(title) :].lstrip(". ")
        titles.append(title)
    return name.strip(), " ".join(titles)


def _begins(name: str, title: str) -> bool:
    rest = name[len(title) :]
    return name[: len(title)].casefold() == title.casefold() and rest[:1] in (" ", ".") and bool(rest.strip(" ."))


def in_brackets(name: str) -> tuple[str, str]:
    """A name, and what stands in brackets behind it: `Jane Roe (France)`."""
    found = re.fullmatch(r"(.*\S)\s*\(([^()]+)\)", name)
    return (found[1], found[2].strip()) if found else (name, "")


def _split(text: str, listed: Listed, *, are_parties: bool) -> list[str]:
    """The parts of a text between separators, none of which stands in brackets or in a name that is never split."""
    if not listed.split:
        return [text]
    kept = dict(_never(text, listed.never, are_parties=are_parties))
    separators = _separators(listed.split)
    last = {sign: text.rfind(sign) for sign in _CLOSING}
    parts, start, at, depth = [], 0, 0, 0
    while at < len(text):
        if depth == 0 and at in kept:
            at = kept[at]
            continue
        c = text[at]
        if c in _OPENING:
            # A bracket that is not closed is a slip and holds nothing together.
            depth += last[_CLOSING[_OPENING.index(c)]] > at
        elif c in _CLOSING:
            depth = max(depth - 1, 0)
        elif depth == 0 and (found := separators.match(text, at)) and found.end() > at:
            parts.append(text[start:at])
            start = at = found.end()
            continue
        at += 1
    return [*parts, text[start:]]


@cache
def _separators(split: tuple[str, ...]) -> re.Pattern[str]:
    """A word separates where it stands by itself, a sign anywhere."""
    words = [r"\s+".join(["", *map(re.escape, one.split()), ""]) for one in split if one.strip().isalnum()]
    signs = [re.escape(one) for one in split if not one.strip().isalnum()]
    return re.compile("|".join([*words, *sorted(signs, key=len, reverse=True)]), re.IGNORECASE)


def _never(text: str, names: tuple[str, ...], *, are_parties: bool) -> list[tuple[int, int]]:
    """Where names stand that hold a separator and are not split."""
    pattern = _whole_names(names, are_parties)
    return [found.span() for found in pattern.finditer(text)] if pattern else []


@cache
def _whole_names(names: tuple[str, ...], are_parties: bool) -> re.Pattern[str] | None:
    every = {*names, *(_countries_in_parts() if are_parties else ())}
    longest = sorted(every, key=len, reverse=True)
    return (
        re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest), re.IGNORECASE) if every else None
    )


def _countries_in_parts() -> list[str]:
    """The names of countries that hold a separator: `Korea, Republic of`, `Bosnia and Herzegovina`."""
    names = (name for code in all_codes() for name in country_names(code))
    return [name for name in names if re.search(r"[,;/&]|\band\b", name)]
