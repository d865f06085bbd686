"""Web pages: as saved by a browser, or as a single file with everything in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dialogue_cli.curate.extract.charset import decoded
from dialogue_cli.curate.extract.extracted import Extracted, TooMuchError, tidy

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_HIDDEN = frozenset(
    "script style template head title meta link base canvas audio video embed select datalist"
    " rt rp noembed noframes".split()
)
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section
    summary svg table tbody td text textarea tfoot th thead tr ul iframe noscript object option button""".split()
)
_SHADOW = re.compile(r"<template(?=\s[^<>]*\bshadowroot(?:mode)?\s*=)", re.IGNORECASE)
_MARKUP = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(/?)([a-zA-Z][a-zA-Z0-9-]*)", re.DOTALL)
_RAW = {name: re.compile(rf"</{name}\b|\Z", re.IGNORECASE) for name in ("script", "style")}
# Elements that stay open until they are closed; what pictures (SVG) are made of is nested for nothing.
_NESTED = frozenset(
    """a abbr address article aside b big blockquote button caption center cite code details dialog dir div dl em
    fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup i iframe ins kbd label legend main
    mark menu nav noscript object ol picture pre q s samp search section select small span strike strong sub summary
    sup table template tt u ul var""".split()
)
# The parser takes quadratic time on what is nested so deep that no page is.
_DEEPEST = 4_000
# As it does on the attributes of one tag.
_CROWDED = re.compile(r"""(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+){1000}+""")
_MOST_FRAMES = 3


def text_of(data: bytes, stated: str | None = None) -> Extracted:
    """The text of a page, and what its metadata says. `stated` is the encoding that came with it."""
    from dialogue_cli.curate.extract.metadata import proposals

    markup = decoded(data, stated)
    parser = parsed(markup)
    text = tidy(lines(parser.root))
    return Extracted(text, "html", "text/html", proposals=tuple(proposals(parser, markup)))


def parsed(markup: str) -> Any:
    """The page as a tree. TooMuchError for one that is nested deeper than any page, or has such a tag."""
    from selectolax.lexbor import LexborHTMLParser

    if _depth(markup) > _DEEPEST:
        raise TooMuchError(f"is nested more than {_DEEPEST:,} deep, which no page is")
    return LexborHTMLParser(_SHADOW.sub("<div", markup).replace("\0", ""))


def _depth(markup: str) -> int:
    """How deep elements are nested at most, roughly. What stands in scripts and comments is no markup.

    TooMuchError for a tag of more attributes than any has.
    """
    depth = deepest = drawn = at = 0
    while match := _MARKUP.search(markup, at):
        at = match.end()
        name, is_end = (match[2] or "").lower(), bool(match[1])
        if name in ("svg", "math"):
            drawn = max(0, drawn - 1) if is_end else drawn + 1
        elif name and _CROWDED.match(markup, at):
            raise TooMuchError("has a tag of more than 1,000 attributes, which no page has")
        elif name in _RAW and not is_end and not drawn:
            found = _RAW[name].search(markup, at)
            at = found.end() if found else at
        elif name in _NESTED:
            depth = max(0, depth - 1) if is_end else depth + 1
            deepest = max(deepest, depth)
    return deepest


def lines(root: LexborNode | None, frames: int = 0) -> Iterator[str]:
    """The lines of a page, with blank ones between blocks. Goes through the tree without recursion."""
    line: list[str] = []
    node, depth, pre = root, 0, 0
    while node is not None:
        tag, is_down = node.tag or "", False
        if tag == "-text":
            line += _words(node.text_content or "", is_pre=pre > 0, flush=line)
            yield from _broken(line)
        elif tag == "br":
            yield "".join(line)
            line.clear()
        elif tag not in _HIDDEN:
            if tag in _BLOCKS:
                yield from _block(line)
            if tag == "pre":
                pre += 1
            if tag == "iframe" and frames < _MOST_FRAMES and (inner := (node.attributes or {}).get("srcdoc")):
                yield from lines(parsed(inner).root, frames + 1)
            is_down = node.child is not None and tag != "iframe"
        if is_down:
            node, depth = node.child, depth + 1
            continue
        while node is not None:
            if (node.tag or "") in _BLOCKS:
                yield from _block(line)
            if node.tag == "pre":
                pre = max(0, pre - 1)
            if depth == 0:
                node = None
            elif node.next is not None:
                node = node.next
                break
            else:
                node, depth = node.parent, depth - 1
    yield from _block(line)


def _block(line: list[str]) -> Iterator[str]:
    if line:
        text = "".join(line)
        line.clear()
        if text.strip():
            yield text
            yield ""


def _words(text: str, *, is_pre: bool, flush: list[str]) -> list[str]:
    return [text] if is_pre else [re.sub(r"\s+", " ", text)]


def _broken(line: list[str]) -> Iterator[str]:
    """The lines of preformatted text, but for the last, which may go on."""
    if line and "\n" in line[-1]:
        *whole, rest = "".join(line).split("\n")
        line[:] = [rest]
        yield from whole
