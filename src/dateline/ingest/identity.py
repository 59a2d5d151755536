"""A report given as fields becomes a document: the rules of JSONL, CSV and Parquet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dateline.config import Settings
from dateline.errors import SourceError, UnknownField
from dateline.ingest import fields
from dateline.ingest.decode import check_sane, check_size
from dateline.stage import Failure
from dateline.types import Document, Origin, Published, Warn


def document_of(
    row: Mapping[str, Any], *, uri: str, settings: Settings, fmt: str = "jsonl"
) -> Document | Failure:
    """The document of a row of input fields, or why there is none.

    `uri` is where the row stands (`reports.jsonl#7`); it is the id of a row without one.
    """
    known = fields.present(row)
    name = uri
    try:
        name = fields.identity(known, uri)
        doc = _document(known, uri=uri, settings=settings, fmt=fmt)
        warnings = (*doc.warnings, *fields.unknown(row))
        return replace(doc, id=name, asked=fields.asked(known, doc.text), warnings=warnings)
    except SourceError as error:
        return Failure(name, located(error, uri))


def located(error: SourceError, uri: str) -> SourceError:
    """The error with the place it happened at in front of its sentence."""
    return type(error)(f"{uri}: {error.message}", error.next_step)


def _document(row: Mapping[str, Any], *, uri: str, settings: Settings, fmt: str) -> Document:
    """The document without id and questions."""
    html, text = fields.words(row, "html"), fields.words(row, "text")
    if html is not None and text is not None:
        raise UnknownField("both `text` and `html`", "give one of them")
    if html is not None:
        from dateline.ingest.html import document_of_page

        check_sane(html)
        doc = document_of_page(html, uri=uri, settings=settings)
    elif text is not None:
        check_size(text, settings.ingest.max_chars)
        check_sane(text)
        doc = Document(uri, text, Origin(uri, fmt))
    else:
        raise UnknownField("neither `text` nor `html`", "give one of them")
    return _with_words(doc, row)


def _with_words(doc: Document, row: Mapping[str, Any]) -> Document:
    """The document with what the row says of it, which wins over what a page says."""
    given = {name: fields.words(row, name) for name in fields.WORDS}
    warnings = list(doc.warnings)
    language = fields.language_of(given["language"])
    if given["language"] and language is None:
        warnings.append(Warn("bad-language", f"{given['language']!r} is not a language tag"))
    day = fields.iso(given["published"]) if given["published"] else None
    if given["published"] and day is None:
        warnings.append(Warn("bad-date", f"{given['published']!r} is not an ISO date"))
    origin = replace(
        doc.origin,
        title=given["title"] or doc.origin.title,
        url=given["url"] or doc.origin.url,
        publisher=given["publisher"] or doc.origin.publisher,
        language=language or doc.origin.language,
    )
    published = Published(day, "given") if day else doc.published
    return replace(doc, origin=origin, published=published, warnings=tuple(warnings))
