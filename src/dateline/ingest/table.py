"""Tables: a report a row, in CSV, TSV or Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.config import Settings
from dateline.errors import BrokenLine, Empty, SourceError, UnknownField, Unreadable
from dateline.ingest.decode import decode
from dateline.ingest.identity import document_of, located
from dateline.stage import Failure, Source
from dateline.types import Document, Warn

TEXT_COLUMNS = ("text", "body", "content")
"""Names under which the column with the report's text is looked for, best first."""

DELIMITERS = (",", "\t", ";", "|")
BATCH = 256
"""Rows of a Parquet row group that are in memory as Python objects at once."""

_MAX_FIELD = 2**31 - 1


@dataclass(frozen=True, slots=True)
class CsvReader:
    """Reads delimited text with a header row, comma, tab, semicolon or bar."""

    settings: Settings

    def __call__(self, source: Source, /) -> Iterator[Document | Failure]:
        """The reports of the table, in order."""
        try:
            decoded = decode(source.data)
            rows = _rows(decoded.text, source.uri)
            header = next(rows, None)
            if header is None:
                raise Empty("there is no header row")
            names = _names(header[1])
        except SourceError as error:
            yield Failure(source.uri, located(error, source.uri))
            return
        doubt = (Warn("encoding", decoded.doubt),) if decoded.doubt else ()
        seen = False
        for number, cells in rows:
            seen = True
            item = self._document(names, cells, f"{source.uri}#{number}")
            if doubt and isinstance(item, Document):
                item = replace(item, warnings=(*item.warnings, *doubt))
            yield item
        if not seen:
            yield Failure(source.uri, Empty(f"{source.uri}: no row under the header"))

    def _document(
        self, names: Sequence[str], cells: Sequence[str] | str, place: str
    ) -> Document | Failure:
        if isinstance(cells, str):
            return Failure(place, BrokenLine(f"{place}: {cells}"))
        if len(cells) > len(names):
            many = f"{len(cells)} cells under {len(names)} columns"
            return Failure(place, BrokenLine(f"{place}: {many}"))
        row: dict[str, Any] = {
            name: cell for name, cell in zip(names, cells, strict=False) if cell.strip()
        }
        if "text" not in row and "html" not in row:
            row["text"] = ""
        for name in ("dyads", "predicates"):
            if name in row:
                row[name] = _json(row[name])
        return document_of(row, uri=place, settings=self.settings, fmt="csv")


@dataclass(frozen=True, slots=True)
class ParquetReader:
    """Reads a Parquet table with a text column, a batch of rows at a time."""

    settings: Settings

    def __call__(self, source: Source, /) -> Iterator[Document | Failure]:
        """The reports of the table, in order."""
        import pyarrow as pa

        number = 0
        try:
            for row in _parquet_rows(source.data):
                number += 1
                place = f"{source.uri}#{number}"
                yield document_of(row, uri=place, settings=self.settings, fmt="parquet")
        except SourceError as error:
            yield Failure(source.uri, located(error, source.uri))
        except (pa.ArrowException, OSError, ValueError) as error:
            why = str(error).partition("\n")[0]
            yield Failure(source.uri, Unreadable(f"{source.uri}: damaged Parquet: {why}"))
        else:
            if not number:
                yield Failure(source.uri, Empty(f"{source.uri}: there is no row in it"))


def _parquet_rows(data: bytes) -> Iterator[Mapping[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.ParquetFile(pa.BufferReader(data))
    names = _names(table.schema_arrow.names)
    for batch in table.iter_batches(batch_size=BATCH):
        yield from batch.rename_columns(names).to_pylist()


def _names(header: Sequence[str] | str) -> list[str]:
    """The field names of a header, the text column under the name `text`.

    Raises:
        UnknownField: no column can be the text.
    """
    names = [name.strip().lower() for name in header]
    text = next((name for name in TEXT_COLUMNS if name in names), None)
    if text is None and "html" not in names:
        have = ", ".join(names[:8])
        raise UnknownField(f"no column text, body, content or html (there are: {have})")
    return ["text" if name == text else name for name in names]


def _rows(text: str, uri: str) -> Iterator[tuple[int, list[str] | str]]:
    """The rows with the line they start at; for a broken one the reason."""
    csv.field_size_limit(_MAX_FIELD)
    delimiter = _delimiter(text, uri)
    # Strict: an open quotation mark would else swallow the rest of the table in silence.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        start = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield start, str(error)
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield start, row


def _delimiter(text: str, uri: str) -> str:
    """The delimiter that makes most of the header: one column must be the text."""
    if uri.removesuffix(".gz").lower().endswith(".tsv"):
        return "\t"
    header = text.lstrip().partition("\n")[0]
    counts = {mark: _text_columns(header, mark) for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: counts[mark])


def _text_columns(header: str, mark: str) -> int:
    """How many columns a delimiter makes, 0 unless one of them can be the text."""
    names = [name.strip().strip('"').lower() for name in header.split(mark)]
    return len(names) if {*TEXT_COLUMNS, "html"} & set(names) else 0


def _json(cell: str) -> Any:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell  # the field rules say what is wrong with it
