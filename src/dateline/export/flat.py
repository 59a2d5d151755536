"""CSV and Parquet: one row an event, the same columns in the same order."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from dateline.export import wording
from dateline.record import SCHEMA, AnyRecord, EntityInfo, EventInfo, FailedRecord, Party, Record

TABLE = "dateline.flat/1"
"""The version of these columns, kept in the Parquet metadata."""

Cell = str | int | float | bool | None

_Members = Callable[[EventInfo], Sequence[Party]]


def _actor(event: EventInfo) -> Sequence[Party]:
    return event.actor


def _recipient(event: EventInfo) -> Sequence[Party]:
    return event.recipient


def _join(parts: Iterable[str | None]) -> str:
    """The parts in order, `|` between them, blank where unknown, so that columns align."""
    return "|".join((part or "").replace("|", "/") for part in parts)


def _entities(record: Record, members: Sequence[Party]) -> list[EntityInfo | None]:
    return [record.entity(member.entity) for member in members]


def _names(of: _Members) -> Callable[[Record, EventInfo], Cell]:
    def names(record: Record, event: EventInfo) -> Cell:
        members = of(event)
        found = _entities(record, members)
        return _join(e.name if e else record.words(m) for m, e in zip(members, found, strict=True))

    return names


def _of_entity(of: _Members, field: str) -> Callable[[Record, EventInfo], Cell]:
    def values(record: Record, event: EventInfo) -> Cell:
        found = _entities(record, of(event))
        return _join(getattr(e, field) if e else None for e in found)

    return values


def _of_record(field: str) -> Callable[[Record, EventInfo], Cell]:
    return lambda record, _: getattr(record, field)


def _of_event(field: str) -> Callable[[Record, EventInfo], Cell]:
    return lambda _, event: getattr(event, field)


def _of_place(field: str) -> Callable[[Record, EventInfo], Cell]:
    return lambda _, event: getattr(event.place, field) if event.place else None


def _of_time(field: str) -> Callable[[Record, EventInfo], Cell]:
    return lambda _, event: getattr(event.time, field) if event.time else None


def _sizes(_: Record, event: EventInfo) -> Cell:
    return _join(f"{s.kind}:{s.bound}:{s.value:.15g}" for s in event.size)


def _speakers(record: Record, event: EventInfo) -> Cell:
    quotes = [q for q in record.quotes if q.id in event.according_to]
    return _join(wording.speaker(record, q) for q in quotes)


_COLUMNS: tuple[tuple[str, str, Callable[[Record, EventInfo], Cell]], ...] = (
    ("report_id", "string", _of_record("id")),
    ("title", "string", _of_record("title")),
    ("publisher", "string", _of_record("publisher")),
    ("url", "string", _of_record("url")),
    ("published", "string", lambda record, _: record.published.value),
    ("event_id", "string", _of_event("id")),
    ("event", "string", _of_event("event")),
    ("mode", "string", lambda _, event: _join(event.mode)),
    ("context", "string", lambda _, event: _join(event.context)),
    ("cameo", "string", _of_event("cameo")),
    ("quad", "int8", _of_event("quad")),
    ("score", "float64", _of_event("score")),
    ("status", "string", _of_event("status")),
    ("historical", "bool_", _of_event("historical")),
    ("hearsay", "bool_", _of_event("hearsay")),
    ("actor", "string", _names(_actor)),
    ("actor_country", "string", _of_entity(_actor, "country")),
    ("actor_sector", "string", _of_entity(_actor, "sector")),
    ("actor_wikidata", "string", _of_entity(_actor, "wikidata")),
    ("recipient", "string", _names(_recipient)),
    ("recipient_country", "string", _of_entity(_recipient, "country")),
    ("recipient_sector", "string", _of_entity(_recipient, "sector")),
    ("recipient_wikidata", "string", _of_entity(_recipient, "wikidata")),
    ("place", "string", _of_place("name")),
    ("place_country", "string", _of_place("country")),
    ("place_admin1", "string", _of_place("admin1")),
    ("lat", "float64", _of_place("lat")),
    ("lon", "float64", _of_place("lon")),
    ("place_resolution", "string", _of_place("resolution")),
    ("geonameid", "int64", _of_place("geonameid")),
    ("date", "string", _of_time("value")),
    ("end_date", "string", _of_time("end_value")),
    ("date_precision", "string", _of_time("precision")),
    ("date_basis", "string", _of_time("basis")),
    ("sizes", "string", _sizes),
    ("according_to", "string", _speakers),
    ("confidence", "float64", _of_event("confidence")),
    ("trigger", "string", lambda record, event: record.words(event.trigger)),
    ("sentence", "string", lambda record, event: record.words(event.sentence)),
    ("trigger_start", "int64", lambda _, event: event.trigger.start),
    ("trigger_end", "int64", lambda _, event: event.trigger.end),
    ("sentence_start", "int64", lambda _, event: event.sentence.start),
    ("sentence_end", "int64", lambda _, event: event.sentence.end),
)

COLUMNS: tuple[str, ...] = tuple(name for name, _, _ in _COLUMNS)
"""The columns of both formats, in their order."""


def rows(record: Record) -> Iterator[tuple[Cell, ...]]:
    """The rows of a record, one an event, cells in the order of `COLUMNS`."""
    for event in record.events:
        yield tuple(value(record, event) for _, _, value in _COLUMNS)


# What a spreadsheet takes for the start of a formula, or skips before one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def guard(cell: Cell) -> Cell:
    """The cell, with an apostrophe before text that a spreadsheet would run; numbers as is."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


class CsvExporter:
    """Writes RFC 4180 rows in UTF-8 with a header; `failed` counts reports left out."""

    def __init__(self) -> None:
        """Start with no report left out."""
        self.failed = 0

    def __call__(self, records: Iterable[AnyRecord], out: BinaryIO, /) -> None:
        """Write the events of all records to `out`."""
        self.failed = 0
        text = io.TextIOWrapper(out, encoding="utf-8", errors="backslashreplace", newline="")
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        for record in records:
            if isinstance(record, FailedRecord):
                self.failed += 1
                continue
            writer.writerows([guard(cell) for cell in row] for row in rows(record))
            text.flush()
        text.detach()  # `out` stays open: it is the caller's


class ParquetExporter:
    """Writes row groups as records come; `failed` counts reports left out."""

    def __init__(self, *, group: int = 10_000) -> None:
        """Keep the number of rows of a row group."""
        self.group = group
        self.failed = 0

    def __call__(self, records: Iterable[AnyRecord], out: BinaryIO, /) -> None:
        """Write the events of all records to `out`."""
        from pyarrow.parquet import ParquetWriter

        self.failed = 0
        schema = parquet_schema()
        waiting: list[tuple[Cell, ...]] = []
        with ParquetWriter(_Sink(out), schema, compression="zstd") as writer:
            for record in records:
                if isinstance(record, FailedRecord):
                    self.failed += 1
                    continue
                waiting.extend(rows(record))
                if len(waiting) >= self.group:
                    writer.write_table(_table(waiting, schema))
                    waiting.clear()
            if waiting:
                writer.write_table(_table(waiting, schema))
        out.flush()


def parquet_schema() -> Any:
    """The Arrow schema: the columns, and the versions and credit in its metadata."""
    import pyarrow as pa

    fields = [pa.field(name, getattr(pa, kind)()) for name, kind, _ in _COLUMNS]
    notes = {
        "dateline.schema": SCHEMA,
        "dateline.table": TABLE,
        "dateline.credit": "Places: GeoNames (geonames.org), CC BY 4.0",
    }
    return pa.schema(fields, metadata=notes)


def _table(waiting: Sequence[tuple[Cell, ...]], schema: Any) -> Any:
    import pyarrow as pa

    columns = [
        pa.array(values, type=field.type)
        for values, field in zip(zip(*waiting, strict=True), schema, strict=True)
    ]
    return pa.table(columns, schema=schema)


class _Sink:
    """`out` for Arrow: tells its own position, as a pipe cannot, and never closes `out`."""

    closed = False

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._written = 0

    def write(self, chunk: Any) -> int:
        self._out.write(chunk)
        size = memoryview(chunk).nbytes
        self._written += size
        return size

    def tell(self) -> int:
        return self._written

    def flush(self) -> None:
        self._out.flush()

    def close(self) -> None:
        self.flush()
