"""A table for a notebook (Jupyter and its kin), which asks an object for `_repr_html_`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dialogue_cli.text import one_line


def html_table(header: Sequence[object], rows: Iterable[Sequence[object]], about: str, *, texts: int) -> str:
    """A table in HTML and a line about it; the first columns are texts, the others numbers. All text is escaped.

    >>> html_table(["name", "count"], [["a<b", 1234]], "1 meeting", texts=1)[-87:]
    'a&lt;b</td><td style="text-align:right">1,234</td></tr></tbody></table><p>1 meeting</p>'
    """
    head = "".join(_cell("th", value, is_text=i < texts) for i, value in enumerate(header))
    lines = ("".join(_cell("td", value, is_text=i < texts) for i, value in enumerate(row)) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{_escaped(about)}</p>"


def _cell(tag: str, value: object, *, is_text: bool) -> str:
    shown = f"{value:,}" if isinstance(value, int) else "" if value is None else str(value)
    how = 'dir="auto" style="text-align:left"' if is_text else 'style="text-align:right"'
    return f"<{tag} {how}>{_escaped(shown)}</{tag}>"


def _escaped(text: str) -> str:
    from html import escape

    return escape(one_line(text))
