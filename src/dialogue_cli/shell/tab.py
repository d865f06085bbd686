"""What the Tab key offers at the end of a line, and the answer that the shell's script reads.

The answer is a line `KIND KEPT`, then a line for each value. KIND is `words`, `open` (no space after it: more
may follow), `list` (to be shown, not inserted) or `files` (the shell completes them itself). KEPT is how many
characters of the word before the cursor stay as they are.
"""

from __future__ import annotations

import inspect
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any, NamedTuple, get_args, get_origin

from dialogue_cli.commands import COMMANDS, OTHERS
from dialogue_cli.commands.app import HELP
from dialogue_cli.commands.options import expand
from dialogue_cli.shell import SCRIPTS
from dialogue_cli.shell.line import Word, read, written_for_bash
from dialogue_cli.text import fold, one_line

_FILES = ("PATH", "FILE", "FOLDER")
_REDIRECTIONS = ("<", ">")
# readline's reasons to ask (COMP_TYPE): to insert one after the other, or to list all; else to insert what is common.
_MENU, _LIST, _LIST_AND_INSERT = (37, 42), 63, (33, 64)
_MOST_DESCRIBED = 100
"""More than so many are listed in bash by name alone, several a line."""


class _Parameter(NamedTuple):
    """An option or argument as a signature declares it."""

    name: str
    options: tuple[str, ...]
    takes_value: bool
    repeats: bool
    about: str
    completer: Callable[[Any, list[str], str], list[tuple[str, str]]] | None
    value: str

    @property
    def is_file(self) -> bool:
        """Whether its value is the name of a file or a folder."""
        return self.completer is None and self.value.strip("[]….") in _FILES


class Answer(NamedTuple):
    """What is offered: values with a few words about each, and how many characters of the word stay before them."""

    kind: str = "words"
    kept: int = 0
    items: list[tuple[str, str]] = []  # noqa: RUF012 - never changed


def parameters(name: str) -> list[_Parameter]:
    """The options and arguments of a command, as its module declares them."""
    signature = inspect.signature(expand(import_module(f"dialogue_cli.commands.{name}").command))
    found = []
    for parameter in signature.parameters.values():
        kind, *notes = get_args(parameter.annotation) or (None,)
        if not notes:
            continue
        info = notes[0]
        # Within Annotated, Typer takes the first name where a default would stand.
        names = tuple(
            name for name in (info.default, *(info.param_decls or ())) if isinstance(name, str) and name.startswith("-")
        )
        repeats = any(get_origin(part) is list for part in (kind, *get_args(kind)))
        found.append(
            _Parameter(
                parameter.name,
                names,
                kind is not bool,
                repeats,
                info.help or "",
                info.autocompletion,
                info.metavar or "",
            )
        )
    return [*found, _Parameter("help", HELP, False, False, "Show this help.", None, "")]


def offers(words: Sequence[str], typed: str) -> Answer:
    """What can stand at the end of a line: `words` are the whole ones after the program, `typed` is what is begun."""
    if words and words[-1] in _REDIRECTIONS:
        return Answer("files")
    command = next((word for word in words if not word.startswith("-")), None)
    if command is None:
        if typed.startswith("-"):
            return Answer(items=fitting([("--help", "Show this help."), ("--version", "Print the version.")], typed))
        return Answer(items=fitting([*COMMANDS.items(), *OTHERS.items()], typed))
    if command not in COMMANDS and command not in OTHERS:
        return Answer()
    known = parameters(command)
    arguments = [parameter for parameter in known if not parameter.options]
    by_option = {option: parameter for parameter in known for option in parameter.options}
    values: dict[str, list[str]] = {}
    awaited: _Parameter | None = None
    is_over, placed = False, list[str]()
    for word in words[list(words).index(command) + 1 :]:
        if awaited:
            values.setdefault(awaited.name, []).append(word)
            awaited = None
        elif is_over or not word.startswith("-") or word == "-":
            placed.append(word)
        elif word == "--":
            is_over = True
        else:
            option, value, has_value = _option(word, by_option)
            if option and option.takes_value and not has_value:
                awaited = option
            elif option:
                values.setdefault(option.name, []).append(value)
    context = _Context({name: given[-1] for name, given in values.items()})
    if awaited:
        return _values(awaited, typed, 0, context)
    if typed.startswith("-") and not is_over:
        option, value, has_value = _option(typed, by_option)
        if option and option.takes_value and has_value:
            return _values(option, value, len(typed) - len(value), context)
        return Answer(items=_names(known, typed, values))
    if arguments:
        at = min(len(placed), len(arguments) - 1)
        if len(placed) < len(arguments) or arguments[at].repeats:
            return _values(arguments[at], typed, 0, context, placed if arguments[at].repeats else ())
        return Answer()
    return Answer(items=_names(known, typed, values)) if not typed else Answer()


class _Context:
    """What a completer is told: the values that stand in the line already."""

    def __init__(self, params: dict[str, Any]) -> None:
        self.params = params
        data = params.get("data")
        if data and "$" in data and not os.path.exists(data):  # noqa: PTH110 - a bare text, as typed
            self.params["data"] = os.path.expandvars(data)


def _option(word: str, by_option: dict[str, _Parameter]) -> tuple[_Parameter | None, str, bool]:
    """The option that a word such as `--sort=id`, `-qn5` or `-n` ends with, its value, and whether it has one."""
    if word.startswith("--"):
        name, has_value, value = word.partition("=")
        return by_option.get(name), value, bool(has_value)
    for i, letter in enumerate(word[1:], 2):
        option = by_option.get(f"-{letter}")
        if option is None:
            return None, "", False
        if option.takes_value:
            return option, word[i:], i < len(word)
    return by_option.get(f"-{word[-1:]}"), "", False


def _names(known: list[_Parameter], typed: str, given: dict[str, list[str]]) -> list[tuple[str, str]]:
    """The options that begin so; those that may be given once and are there already are left out."""
    free = [parameter for parameter in known if parameter.repeats or parameter.name not in given]
    pairs = [
        (name, parameter.about)
        for parameter in free
        for name in parameter.options
        if name.startswith("--") or typed == "-" or name == typed
    ]
    return [(name, about) for name, about in pairs if name.startswith(typed)]


def _values(parameter: _Parameter, typed: str, kept: int, context: Any, used: Sequence[str] = ()) -> Answer:
    if parameter.is_file:
        return Answer("files", kept)
    if parameter.completer is None:
        return Answer("words", kept)
    # A value that no single line can hold could not be typed either.
    pairs = [pair for pair in parameter.completer(context, [], "") if one_line(pair[0]) == pair[0]]
    is_list = getattr(parameter.completer, "is_list", False)
    if is_list:
        before, comma, rest = typed.rpartition(",")
        used, typed, kept = before.split(","), rest, kept + len(before) + len(comma)
    pairs = [pair for pair in pairs if pair[0] not in used]
    items = fitting(pairs, typed)
    field = getattr(parameter.completer, "field", None)
    if not items and typed and field and field != "id":
        items = _by_alias(field, typed, dict(pairs), context.params.get("data"))
    kind = "list" if _hides_typed(items, typed) else "open" if is_list else "words"
    return Answer(kind, kept, items)


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

    index = open_archive(data).index
    begin = fold(typed)
    entities = dict.fromkeys(entity for _, entity, _, text in index.all_forms(field) if fold(text).startswith(begin))
    return [(name, known[name]) for name in index.labels(field, entities) if name in known and begin]


def _hides_typed(items: list[tuple[str, str]], typed: str) -> bool:
    """Whether a shell that inserts what several values have in common would take away what is typed."""
    if len(items) < 2 or not typed:
        return False
    first, last = min(value for value, _ in items), max(value for value, _ in items)
    common = first[: next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]
    return not fold(common).startswith(fold(typed)) or len(common) < len(typed.rstrip())


# Answers


def answer(shell: str, arguments: Sequence[str]) -> str:
    """The text that the script of a shell reads."""
    width = int(arguments[0]) if arguments and arguments[0].isdigit() else 80
    if shell == "bash":
        reason, breaks, line = int(arguments[1]), arguments[2], arguments[3]
        *before, word = read(line, shell, is_line=True)
        return _for_bash(offers([one.value for one in before[1:]], word.value), word, width, reason, breaks)
    *whole, last = arguments[1:]
    word = read(last, shell)[-1]
    # fish has taken its own quotes off the words before.
    words = whole if shell == "fish" else [read(one, shell)[-1].value for one in whole]
    found = offers(words, word.value)
    if shell == "fish":
        start = word.value[: found.kept]
        lines = [f"{start}{value}\t{one_line(about)}" for value, about in found.items]
    else:
        values = [value for value, _ in found.items]
        lines = [f"{value}\t{shown}" for value, shown in zip(values, _shown(found.items, width), strict=True)]
    return "\n".join([f"{found.kind} {word.raw_length(found.kept)}", *lines])


def _for_bash(found: Answer, word: Word, width: int, reason: int, breaks: str) -> str:
    """bash puts values in the place of what follows the last break of the word, or its open quote."""
    head = f"{found.kind} {found.kept}"
    if found.kind == "files":
        return head
    if reason == _LIST:
        is_described = len(found.items) <= _MOST_DESCRIBED
        return "\n".join([head, *(_shown(found.items, width) if is_described else [value for value, _ in found.items])])
    if found.kind == "list" and reason not in _MENU:
        # The blank one keeps readline from inserting what the others have in common.
        return "\n".join([head, *([value for value, _ in found.items] + [" "] if reason in _LIST_AND_INSERT else [])])
    start = word.open_at if word.quote else max((end for end in word.bare if word.raw[end - 1] in breaks), default=0)
    cut = sum(end <= start for end in word.ends)
    lines = []
    for value, _ in found.items:
        whole = word.value[: found.kept] + value
        if cut <= found.kept or fold(whole[:cut]) == fold(word.value[:cut]):
            lines.append(written_for_bash(whole[cut:], word.quote, is_whole=len(found.items) == 1))
    return "\n".join([head, *lines])


def _shown(items: list[tuple[str, str]], width: int) -> list[str]:
    """A line for each value with what is said about it beside it, no wider than the screen."""
    if not any(about for _, about in items):
        return [value for value, _ in items]
    column = min(max(_cells(value) for value, _ in items), max(width // 2, 20))
    lines = []
    for value, about in items:
        line = f"{value}{' ' * max(column - _cells(value), 0)}  {one_line(about)}".rstrip()
        if about and _cells(line) > width - 1:
            while _cells(line) > width - 2:
                line = line[:-1]
            line = line.rstrip() + "…"
        lines.append(line)
    return lines


def _cells(text: str) -> int:
    """How many columns a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def complete(shell: str, arguments: Sequence[str]) -> None:
    """Writes the answer to standard output. Whatever is wrong, nothing is said: a prompt is no place for it."""
    if shell not in SCRIPTS:
        return
    try:
        text = answer(shell, arguments)
    except Exception:
        text = "words 0"
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()
