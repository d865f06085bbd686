"""What a page says of itself in its head: title, day of publication, publisher, language, address."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from typing import Any

from dialogue_cli.curate.extract.extracted import Proposal
from dialogue_cli.text import squeeze

_META = (
    ("title", ("og:title", "dc.title", "dcterms.title", "twitter:title", "citation_title")),
    (
        "published",
        (
            "article:published_time",
            "dc.date",
            "dc.date.issued",
            "dcterms.date",
            "dcterms.issued",
            "date",
            "pubdate",
            "publishdate",
            "publish-date",
            "datepublished",
            "parsely-pub-date",
            "sailthru.date",
            "citation_publication_date",
        ),
    ),
    ("publisher", ("og:site_name", "dc.publisher", "dcterms.publisher", "application-name", "article:publisher")),
    ("language", ("dc.language", "dcterms.language", "content-language", "og:locale")),
    ("url", ("og:url",)),
)
_SAVED = re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n]+?)\s*(?:-->|\n)", re.S)
_MARKED = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")
_LONGEST = 400
_DEEPEST = 40


def proposals(parser: Any, markup: str) -> Iterator[Proposal]:
    """What a page states, what states it best first."""
    found = [*_of_json(parser), *_of_meta(parser), *_of_page(parser), *_of_saving(markup)]
    for name, value, where in found:
        value = squeeze(value)
        if name == "published":
            value = day(value)
        elif name == "language":
            value = _language(value)
        elif name == "url" and not re.match(r"https?://\S+$", value):
            continue
        if value and len(value) <= _LONGEST:
            yield Proposal(name, value, where)


def day(written: str) -> str:
    """The day of a time as metadata writes it (`2025-11-23T17:05+01:00`); empty where there is none."""
    match = re.match(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)", written.strip())
    try:
        return str(datetime.date(*map(int, match.groups()))) if match else ""
    except ValueError:
        return ""


def _language(written: str) -> str:
    match = re.match(r"[A-Za-z]{2,3}(?=$|[-_])", written.strip())
    return match[0].lower() if match else ""


def _of_meta(parser: Any) -> Iterator[tuple[str, str, str]]:
    stated: dict[str, str] = {}
    for node in parser.css("meta"):
        attributes = node.attributes
        name = (
            attributes.get("property")
            or attributes.get("name")
            or attributes.get("itemprop")
            or attributes.get("http-equiv")
        )
        if name and attributes.get("content"):
            stated.setdefault(name.strip().lower(), attributes["content"])
    for field, names in _META:
        for name in names:
            if name in stated:
                yield field, stated[name], name


def _of_page(parser: Any) -> Iterator[tuple[str, str, str]]:
    title = parser.css_first("title")
    heading = parser.css("h1")
    if len(heading) == 1 and heading[0].text().strip():
        yield "title", heading[0].text(), "its heading"
    if title and title.text().strip():
        yield "title", title.text(), "<title>"
    root = parser.css_first("html")
    if root and root.attributes.get("lang"):
        yield "language", root.attributes["lang"], "<html lang>"
    link = parser.css_first('link[rel="canonical"]')
    if link and link.attributes.get("href"):
        yield "url", link.attributes["href"], "its canonical address"
    times = parser.css("time[datetime]")
    if len(times) == 1 and _is_of_publication(times[0]):
        yield "published", times[0].attributes["datetime"] or "", "<time>"


def _is_of_publication(time: Any) -> bool:
    """Whether a time on a page says when it was published: it stands alone, not in a sentence about a meeting."""
    if time.attributes.get("itemprop") == "datePublished" or "pubdate" in time.attributes:
        return True
    beside = squeeze((time.parent.text() if time.parent else "").replace(time.text(), "", 1))
    return re.fullmatch(r"(?:(?:published|posted|released|date)(?: on)?:?)?", beside, re.IGNORECASE) is not None


def _of_saving(markup: str) -> Iterator[tuple[str, str, str]]:
    head = markup[:8192]
    if match := _SAVED.search(head):
        yield "url", match[1], "SingleFile"
        saved = re.search(r"([A-Z][a-z]{2}) (\d{1,2}) (\d{4})", match[2])
        if saved:
            from dialogue_cli.dates.months import SHORT_MONTHS

            if saved[1] in SHORT_MONTHS:
                yield "accessed", f"{saved[3]}-{SHORT_MONTHS.index(saved[1]) + 1:02d}-{int(saved[2]):02d}", "SingleFile"
    if match := _MARKED.search(head):
        yield "url", match[1], "the browser that saved it"


def _of_json(parser: Any) -> Iterator[tuple[str, str, str]]:
    """What JSON-LD says of the article (schema.org)."""
    for node in parser.css('script[type="application/ld+json"]'):
        try:
            value = json.loads(node.text() or "")
        except (ValueError, RecursionError):
            continue
        for one in _articles(value):
            for key, field in (("headline", "title"), ("datePublished", "published"), ("inLanguage", "language")):
                if isinstance(one.get(key), str):
                    yield field, one[key], f"JSON-LD {key}"
            publisher = one.get("publisher")
            publisher = publisher.get("name") if isinstance(publisher, dict) else publisher
            if isinstance(publisher, str):
                yield "publisher", publisher, "JSON-LD publisher"


def _articles(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value[:200]:
            yield from _articles(one, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(
            isinstance(kind, str) and re.search(r"Article|Posting|Report|WebPage|Statement", kind) for kind in kinds
        ):
            yield value
        yield from _articles(value.get("@graph", []), depth + 1)
        yield from _articles(value.get("mainEntity", []), depth + 1)
