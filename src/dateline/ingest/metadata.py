"""What a web page says of itself: title, publisher, address, language, date."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dateline.chronology import WRITTEN_DATE, day_of
from dateline.ingest.fields import iso, language_of
from dateline.ingest.page import Piece

_DATE_KEYS = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "publishdate",
    "publication_date", "publicationdate", "pubdate", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "dcterms.date", "article.published", "originalpublicationdate",
    "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
"""Names of `<meta>` that hold the day of publication, the surest first."""

_ARTICLE = re.compile(r"(?:article|posting|report)$", re.IGNORECASE)
_SITE = re.compile(r"\s+(?:[|·•»–—-]|::)\s+(?=[^|·•»–—]*$)")
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/_-]|$)")
_MAX_JSON_DEPTH = 6
_MAX_DATE_BLOCK = 140

# The bounds of what can be a date, fixed so that a page gives the same record for ever.
_FIRST_DAY, _LAST_DAY = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class About:
    """What a page says of itself, None where it does not."""

    title: str | None
    publisher: str | None
    url: str | None
    language: str | None
    published: str | None


def about(tree: Any, pieces: Sequence[Piece], *, guess: bool = True) -> About:
    """The page's own statements, the most deliberate first: JSON-LD, meta, markup.

    Without `guess` the date is left open where none of these states it.
    """
    metas = _metas(tree)
    article = _article(tree)
    names = (_clean(metas.get("og:site_name")), _name_of(article.get("publisher")))
    publisher = next((name for name in names if name and "://" not in name), None)
    url = _url(tree, metas)
    published = _published(tree, metas, article, url)
    return About(
        title=_title(tree, metas, article, pieces, publisher),
        publisher=publisher,
        url=url,
        language=_language(tree, metas),
        published=published or (_guessed(tree, url) if guess else None),
    )


def _metas(tree: Any) -> Mapping[str, str]:
    """The first content of each `<meta>` by its property, name or itemprop."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            if content and meta.get(key):
                found.setdefault(meta.get(key).strip().lower(), content)
    return found


def _article(tree: Any) -> Mapping[str, Any]:
    """The JSON-LD object of the report, an empty one if there is none."""
    things: list[Mapping[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            things.extend(_things(_json(script.text), 0))
    articles = [thing for thing in things if _ARTICLE.search(_type_of(thing))]
    dated = [thing for thing in things if "datePublished" in thing]
    return next(iter([*articles, *dated]), {})


def _json(text: str) -> Any:
    # Pages write raw line ends into strings: not strict. Broken JSON-LD says nothing.
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _things(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _MAX_JSON_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(value.get(key), depth + 1)


def _type_of(thing: Mapping[str, Any]) -> str:
    kind = thing.get("@type")
    if isinstance(kind, list):
        kind = kind[0] if kind else ""
    return kind if isinstance(kind, str) else ""


def _name_of(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _clean(value.get("name") if isinstance(value, dict) else value)


def _clean(value: Any) -> str | None:
    """A value as one line of text, None if it is no text."""
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(value).split()) or None


def _title(
    tree: Any,
    metas: Mapping[str, str],
    article: Mapping[str, Any],
    pieces: Sequence[Piece],
    publisher: str | None,
) -> str | None:
    head = next(tree.iter("title"), None)
    heading = next((piece.text for piece in pieces if piece.tag == "h1"), None)
    named = (
        metas.get("og:title") or article.get("headline") or heading or metas.get("twitter:title")
    )
    title = _clean(named)
    if title is None:
        title = _clean(head.text_content()) if head is not None else None
        publisher = publisher or (title and _SITE.split(title)[-1])
    return _without_site(title, publisher) if title else None


def _without_site(title: str, publisher: str | None) -> str:
    """The title without ` | Site` at its end."""
    parts = _SITE.split(title)
    if len(parts) > 1 and publisher and _key(parts[-1]) in _key(publisher):
        return title[: len(title) - len(parts[-1])].rstrip(" |·•»–—-:")
    return title


def _key(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))


def _url(tree: Any, metas: Mapping[str, str]) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical")
    for url in (*links, metas.get("og:url")):
        if url and url.strip().lower().startswith(("http://", "https://")):
            return str(url.strip())
    return None


def _language(tree: Any, metas: Mapping[str, str]) -> str | None:
    for value in (tree.get("lang"), metas.get("content-language"), metas.get("og:locale")):
        language = language_of(value)
        if language:
            return language
    return None


def _published(
    tree: Any, metas: Mapping[str, str], article: Mapping[str, Any], url: str | None
) -> str | None:
    """The day or moment of publication, ISO."""
    stated = [article.get("datePublished"), *(metas.get(key) for key in _DATE_KEYS)]
    times = (
        time.get("datetime")
        for time in tree.iter("time")
        if time.get("pubdate") is not None or "datePublished" in (time.get("itemprop") or "")
    )
    for value in (*stated, *times):
        day = _day(value) if isinstance(value, str) else None
        if day:
            return day
    found = _URL_DAY.search(url or "")
    return iso("-".join(found.groups())) if found else None


def _day(value: str) -> str | None:
    """The ISO moment or day of a date as pages write it."""
    value = value.strip()[:_MAX_DATE_BLOCK]
    moment = iso(value)
    if moment:
        return moment
    found = WRITTEN_DATE.search(value)
    day = day_of(found) if found else None
    if day is None:
        day_only = re.match(r"\d{4}-\d\d-\d\d(?=T)", value)
        return iso(day_only[0]) if day_only else None
    return day.isoformat()


def _guessed(tree: Any, url: str | None) -> str | None:
    """The day that htmldate finds in markup made for dates, without its wider search."""
    from htmldate import find_date

    day: str | None = find_date(
        tree, extensive_search=False, original_date=True, url=url,
        min_date=_FIRST_DAY, max_date=_LAST_DAY,
    )  # fmt: skip
    return day


def date_evidence(
    pieces: Sequence[Piece], starts: Sequence[int], day: str
) -> tuple[int, int] | None:
    """Where the page shows the day in words, outside running text; None if nowhere."""
    for piece, start in zip(pieces, starts, strict=True):
        if len(piece.text) > _MAX_DATE_BLOCK:
            continue
        for found in WRITTEN_DATE.finditer(piece.text):
            shown = day_of(found)
            if shown and shown.isoformat() == day[:10]:
                return start + found.start(), start + found.end()
    return None
