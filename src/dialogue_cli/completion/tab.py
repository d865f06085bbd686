"""What the Tab key offers at the end of a line, and the answer that the shell's script reads.

The answer is a line `KIND KEPT`, then a line for each value. KIND is `words`, `open` (no space after it: more
may follow), `list` (to be shown, not inserted) or `files` (the shell completes them itself). KEPT is how many
characters of the word before the cursor stay as they are.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

from dialogue_cli.cli.command import Program
from dialogue_cli.cli.flags import HELP, NAMES, VERSION, Flag
from dialogue_cli.completion import SCRIPTS
from dialogue_cli.completion.line import read
from dialogue_cli.completion.shells import Answer, for_bash, for_fish, for_zsh
from dialogue_cli.completion.values import LISTS, values_of
from dialogue_cli.query.query import NAMED
from dialogue_cli.text import fold, one_line
from dialogue_cli.tuples import NamedTuple

_REDIRECTIONS = ("<", ">")


def offers(program: Program, words: Sequence[str], typed: str) -> Answer:
    """What can stand at the end of a line: `words` are the whole ones after the program, `typed` is what is begun."""
    if words and words[-1] in _REDIRECTIONS:
        return Answer("files")
    command = next((word for word in words if not word.startswith("-")), None)
    if command is None:
        if typed.startswith("-"):
            return Answer(items=fitting([(flag.names[-1], flag.text) for flag in (HELP, VERSION)], typed))
        commands = fitting(program.about.items(), typed)
        return Answer(items=commands) if commands or not typed else _Line(program, None).values(NAMES, typed, 0)
    is_named = command in program.names
    arguments = program.load(command).arguments if is_named else (NAMES,)
    known = (program.load(command) if is_named else program.wordless()).options
    by_option = {option: flag for flag in known for option in flag.names}
    values: dict[str, list[str]] = {}
    awaited: Flag | None = None
    is_over, placed = False, list[str]()
    for word in words[list(words).index(command) + is_named :]:
        if awaited:
            values.setdefault(awaited.field, []).append(word)
            awaited = None
        elif is_over or not word.startswith("-") or word == "-":
            placed.append(word)
        elif word == "--":
            is_over = True
        else:
            option, value, has_value = _option(word, by_option)
            if option and option.value and not has_value:
                awaited = option
            elif option:
                values.setdefault(option.field, []).append(value)
    line = _Line(program, _expanded(values.get("data", [None])[-1]))
    if awaited:
        return line.values(awaited, typed, 0)
    if typed.startswith("-") and not is_over:
        option, value, has_value = _option(typed, by_option)
        if option and option.value and has_value:
            return line.values(option, value, len(typed) - len(value))
        return Answer(items=_names(known, typed, values))
    if not typed and arguments and arguments[-1].offers == "named" and len(placed) == len(arguments) - 1:
        # Names are only offered where one is begun: before that, options help more.
        return Answer(items=_names(known, typed, values))
    if arguments:
        at = min(len(placed), len(arguments) - 1)
        if len(placed) < len(arguments) or arguments[at].repeats:
            return line.values(arguments[at], typed, 0, placed if arguments[at].repeats else ())
        return Answer()
    return Answer(items=_names(known, typed, values)) if not typed else Answer()


def _option(word: str, by_option: dict[str, Flag]) -> tuple[Flag | None, str, bool]:
    """The option that a word such as `--sort=id`, `-qn5` or `-n` ends with, its value, and whether it has one."""
    if word.startswith("--"):
        name, has_value, value = word.partition("=")
        return by_option.get(name), value, bool(has_value)
    for i, letter in enumerate(word[1:], 2):
        option = by_option.get(f"-{letter}")
        if option is None:
            return None, "", False
        if option.value:
            return option, word[i:], i < len(word)
    return by_option.get(f"-{word[-1:]}"), "", False


def _names(known: Sequence[Flag], typed: str, given: dict[str, list[str]]) -> list[tuple[str, str]]:
    """The options that begin so; those that may be given once and are there already are left out."""
    free = [flag for flag in known if flag.repeats or flag.field not in given]
    pairs = [
        (name, flag.text)
        for flag in free
        for name in flag.names
        if name.startswith("--") or typed == "-" or name == typed
    ]
    return [(name, about) for name, about in pairs if name.startswith(typed)]


class _Line(NamedTuple):
    """What the values of an option hang on: the program, and the dataset that the line names."""

    program: Program
    data: str | None

    def values(self, flag: Flag, typed: str, kept: int, used: Sequence[str] = ()) -> Answer:
        """What can stand as the value of a flag, of which `kept` characters of the word are no part."""
        if flag.is_file:
            return Answer("files", kept)
        if not flag.offers:
            return Answer("words", kept)
        # A value that no single line can hold could not be typed either.
        pairs = [pair for pair in values_of(flag, self.data, self.program) if one_line(pair[0]) == pair[0]]
        is_list = flag.offers in LISTS
        if is_list:
            before, comma, rest = typed.rpartition(",")
            used, typed, kept = before.split(","), rest, kept + len(before) + len(comma)
        pairs = [pair for pair in pairs if pair[0] not in used]
        items = fitting(pairs, typed)
        if not items and typed and flag.offers in NAMED:
            items = _by_alias(flag.offers, typed, dict(pairs), self.data)
        kind = "list" if hides_typed(items, typed) else "open" if is_list else "words"
        return Answer(kind, kept, items)


def _expanded(data: str | None) -> str | None:
    """The path of a dataset as the shell will read it."""
    if data and "$" in data and not os.path.exists(data):  # noqa: PTH110 - a bare text, as typed
        return os.path.expandvars(data)
    return data


def fitting(pairs: Iterable[tuple[str, str]], typed: str) -> list[tuple[str, str]]:
    """Those that begin with what is typed, case and diacritics aside; if none does, those of which a word does."""
    pairs = list(pairs)
    if not typed:
        return pairs
    plain = typed.casefold()
    exact = [pair for pair in pairs if pair[0].casefold().startswith(plain)]
    begin = fold(typed) + (" " if typed[-1].isspace() else "")
    # `a:` is not `a`; `cote` may be `Côte`.
    if not begin.strip() or (exact and not plain.replace(" ", "").isalnum()):
        return exact
    folded = [(f" {fold(value)} ", value, about) for value, about in pairs]
    first = [(value, about) for key, value, about in folded if key.startswith(f" {begin}")]
    return first or [(value, about) for key, value, about in folded if f" {begin}" in key]


def _by_alias(field: str, typed: str, known: dict[str, str], data: str | None) -> list[tuple[str, str]]:
    """The names of which an alias begins so: `Kazakh`, `KAZ`."""
    from dialogue_cli.archive import open_archive

    begin = fold(typed)
    if not begin:
        return []
    labels = (label for text, label in open_archive(data).spellings(field) if fold(text).startswith(begin))
    return [(name, known[name]) for name in dict.fromkeys(labels) if name in known]


def hides_typed(items: list[tuple[str, str]], typed: str) -> bool:
    """Whether a shell that inserts what several values have in common would take away what is typed."""
    if len(items) < 2 or not typed:
        return False
    first, last = min(value for value, _ in items), max(value for value, _ in items)
    common = first[: next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]
    return not fold(common).startswith(fold(typed)) or len(common) < len(typed.rstrip())


# The answer


def answer(program: Program, shell: str, arguments: Sequence[str]) -> str:
    """The text that the script of a shell reads."""
    width = int(arguments[0]) if arguments and arguments[0].isdigit() else 80
    if shell == "bash":
        reason, breaks, line = int(arguments[1]), arguments[2], arguments[3]
        *before, word = read(line, shell, is_line=True)
        return for_bash(offers(program, [one.value for one in before[1:]], word.value), word, width, reason, breaks)
    *whole, last = arguments[1:]
    word = read(last, shell)[-1]
    # fish has taken its own quotes off the words before.
    words = whole if shell == "fish" else [read(one, shell)[-1].value for one in whole]
    found = offers(program, words, word.value)
    return for_fish(found, word) if shell == "fish" else for_zsh(found, word, width)


def complete(program: Program, shell: str, arguments: Sequence[str]) -> None:
    """Writes the answer to standard output. Whatever is wrong, nothing is said: a prompt is no place for it."""
    if shell not in SCRIPTS:
        return
    try:
        text = answer(program, shell, arguments)
    except Exception:
        text = "words 0"
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()
