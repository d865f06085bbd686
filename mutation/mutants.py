"""Mutants of the source: what mutmut changes, one change each, and what each is known by."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import CodeType
from typing import NamedTuple

import libcst as cst
import libcst.matchers as m
from mutmut.mutation import file_mutation as mutmut

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "dialogue_cli"
TARGETS = {
    "dates": ("dates/*.py",),
    "names": ("names/*.py",),
    "query": ("query/*.py",),
    "checks": ("checks/*.py",),
    "splice": tuple(f"curate/{name}.py" for name in ("splice", "tree", "spacing", "layout", "manner", "places")),
}
# Of these every mutant inside of functions is judged; of the others, and outside of functions, a sample.
WHOLE = ("dates", "splice")

# The first argument is a type, which says nothing when the program runs.
mutmut.NEVER_MUTATE_FUNCTION_CALLS.add("cast")


_STRICT = re.compile(r",? ?strict=\w+|, (?=\))")


class Mutant(NamedTuple):
    """One change: of `old` into `new`, in the lines from `first` to `last` of a file below src/dialogue_cli.

    `function` is the outermost function that holds it, as Python names it, and empty where the change is outside of the
    bodies of functions: such a mutant exists only in a process that has not yet imported the file.
    """

    target: str
    path: str
    function: str
    first: int
    last: int
    old: str
    new: str
    code: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What a mutant is known by when the lines above it have changed."""
        return self.path, self.function, self.old, self.new


class _Visitor(mutmut.MutationVisitor):
    """mutmut's, which leaves functions with a decorator out: it calls copies of them, and we put in their code.

    Left out here are types and decorators.
    """

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef):
            return node.name.value in mutmut.NEVER_MUTATE_FUNCTION_NAMES
        if isinstance(node, cst.Assign) and m.matches(node.value, m.Subscript(m.Name("Literal"))):
            return True
        return isinstance(node, cst.Decorator) or super()._skip_node_and_children(node)


def mutants(target: str, most_inside: float, most_outside: float, seed: int) -> Iterator[Mutant]:
    """The mutants of a target: at most so many inside of functions, and so many outside of them."""
    changes = [
        (path, module, mutation, function)
        for pattern in TARGETS[target]
        for path in sorted(SOURCE.glob(pattern))
        for module, mutation, function in _changes(path)
    ]
    inside = [change for change in changes if change[3]]
    outside = [change for change in changes if not change[3]]
    for some, most in ((inside, most_inside), (outside, most_outside)):
        for path, module, mutation, function in _sample(some, most, seed):
            text = mutmut.deep_replace(module, mutation.original_node, mutation.mutated_node).code
            mutant = _mutant(target, path, function, text)
            # What an author is sure of, and states.
            if _STRICT.sub("", mutant.old) != _STRICT.sub("", mutant.new):
                yield mutant


def _sample(changes: list[tuple], most: float, seed: int) -> list[tuple]:
    if len(changes) <= most:
        return changes
    kept = sorted(random.Random(seed).sample(range(len(changes)), int(most)))
    return [changes[i] for i in kept]


def _changes(path: Path) -> Iterator[tuple[cst.Module, mutmut.Mutation, str]]:
    """What mutmut would change in a file, each with the function whose body holds it."""
    code = path.read_text(encoding="utf-8")
    wrapper = cst.MetadataWrapper(cst.parse_module(code))
    visitor = _Visitor(mutmut.mutation_operators, mutmut.get_ignored_lines(str(path), code, wrapper, None))
    module = wrapper.visit(visitor)
    holders = {id(part): name for name, body in _functions(module.body) for part in mutmut._walk(body)}
    for mutation in visitor.mutations:
        yield module, mutation, holders.get(id(mutation.original_node), "")


def _functions(body: Iterable[cst.CSTNode], prefix: str = "") -> Iterator[tuple[str, cst.CSTNode]]:
    for part in body:
        if isinstance(part, cst.FunctionDef):
            yield prefix + part.name.value, part.body
        elif isinstance(part, cst.ClassDef) and isinstance(part.body, cst.IndentedBlock):
            yield from _functions(part.body.body, f"{prefix}{part.name.value}.")


def _mutant(target: str, path: Path, function: str, code: str) -> Mutant:
    old, new = path.read_text(encoding="utf-8").split("\n"), code.split("\n")
    first = 0
    while old[first] == new[first]:
        first += 1
    behind = 0
    while old[-1 - behind] == new[-1 - behind] and len(old) - behind > first + 1 and len(new) - behind > first + 1:
        behind += 1
    was, became = (_one_line(lines[first : len(lines) - behind]) for lines in (old, new))
    name = path.relative_to(SOURCE).as_posix()
    return Mutant(target, name, function, first + 1, len(old) - behind, was, became, code)


def _one_line(lines: list[str]) -> str:
    return " ".join(line.strip() for line in lines if line.strip())


@cache
def codes(text: str, path: str) -> dict[tuple[str, int], CodeType]:
    """The code of each function of a module, by its name and its first line."""
    found: dict[tuple[str, int], CodeType] = {}
    waiting = [compile(text, path, "exec")]
    while waiting:
        inner = [one for one in waiting.pop().co_consts if isinstance(one, CodeType)]
        waiting += inner
        found |= {(one.co_qualname, one.co_firstlineno): one for one in inner}
    return found


def explained(path: Path) -> dict[tuple[str, str, str, str], str]:
    """Why survivors change nothing that is promised, by their keys.

    A paragraph for each: the file and the function, `- ` what stands there, `+ ` what survived, and the reason.
    """
    found = {}
    for paragraph in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in paragraph.strip("\n").split("\n") if not line.startswith("#")]
        if len(lines) < 4:
            continue
        file, _, function = lines[0].partition(" ")
        changes = [(line[2:], lines[i + 1][2:]) for i, line in enumerate(lines) if line.startswith("- ")]
        reason = " ".join(line.strip() for line in lines[1:] if not line.startswith(("- ", "+ ")))
        found |= {(file, function, old, new): reason for old, new in changes}
    return found
