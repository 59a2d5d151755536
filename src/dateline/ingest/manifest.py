"""A side table of what is known of reports: publication date, publisher, address."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from dateline.chronology import parse_iso
from dateline.errors import Unreadable, Usage
from dateline.stage import Failure
from dateline.types import Document, Published

COLUMNS = frozenset({"file", "published", "publisher", "url"})


def load(path: Path) -> Mapping[str, Mapping[str, str]]:
    """The rows of a manifest by file name.

    Raises:
        Unreadable: there is no such file.
        Usage: it has no `file` column, or a date is not ISO; names the line.
    """
    if not path.is_file():
        raise Unreadable(f"there is no manifest {path}")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        if "file" not in (reader.fieldnames or ()):
            raise Usage(f"{path} has no column `file`", "give file,published,publisher,url")
        rows = {}
        for number, row in enumerate(_strictly(reader, path), start=2):
            day = (row.get("published") or "").strip()
            if day and parse_iso(day) is None:
                raise Usage(f"{path}:{number}: {day!r} is not an ISO date", "write 2024-03-31")
            rows[row["file"]] = {k: (row.get(k) or "").strip() for k in COLUMNS}
    return rows


def _strictly(reader: csv.DictReader[str], path: Path) -> Iterator[dict[str, str]]:
    """The rows of a reader; an open quotation mark or a stray cell is told with its line.

    Raises:
        Usage: the table is broken; names the line.
    """
    try:
        for row in reader:
            if None in row:
                raise Usage(
                    f"{path}:{reader.line_num}: more cells than columns", "quote the commas"
                )
            yield row
    except csv.Error as error:
        raise Usage(f"{path}:{reader.line_num}: {error}", "close the quotation mark") from error


def apply(
    items: Iterable[Document | Failure], rows: Mapping[str, Mapping[str, str]]
) -> Iterator[Document | Failure]:
    """The documents with what the manifest knows and they do not."""
    for item in items:
        row = next((rows[name] for name in _names(item) if rows.get(name)), None)
        yield _filled(item, row) if row and isinstance(item, Document) else item


def _names(item: Document | Failure) -> Iterator[str]:
    """What a row may call a report: its id, its file, or the file that holds it."""
    yield item.id
    yield Path(item.id).name
    if isinstance(item, Document):
        yield Path(item.origin.uri.partition("#")[0]).name


def _filled(doc: Document, row: Mapping[str, str]) -> Document:
    origin = replace(
        doc.origin,
        publisher=doc.origin.publisher or row["publisher"] or None,
        url=doc.origin.url or row["url"] or None,
    )
    published = doc.published
    if published.basis == "none" and row["published"]:
        published = Published(row["published"], "given")
    return replace(doc, origin=origin, published=published)
