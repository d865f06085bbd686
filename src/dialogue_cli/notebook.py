"""A table for a notebook (Jupyter and its kin), which asks an object for `_repr_html_`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dialogue_cli.text import one_line


def html_table(header: Sequence[object], rows: Iterable[Sequence[object]], about: str = "") -> str:
    """A table in HTML, numbers to the right, and below it a line about it. All text is escaped.

    >>> html_table(["name", "count"], [["a<b", 1]])[-67:]
    '<td dir="auto">a&lt;b</td><td>1</td></tr></tbody></table>'
    """
    head = "".join(_cell("th", value) for value in header)
    body = "".join(f"<tr>{''.join(_cell('td', value) for value in row)}</tr>" for row in rows)
    below = f"<p>{_escaped(about)}</p>" if about else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{below}"


def _cell(tag: str, value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f'<{tag} style="text-align:right">{value:,}</{tag}>'
    return f'<{tag} dir="auto" style="text-align:left">{_escaped(value)}</{tag}>'


def _escaped(value: object) -> str:
    from html import escape

    return escape(one_line("" if value is None else str(value)))
