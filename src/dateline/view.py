"""A coded report as Python users meet it: events with their actors at hand, and doors out."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import msgspec

from dateline.assemble import assemble
from dateline.errors import Usage
from dateline.export.html import HtmlExporter
from dateline.ontology import plover
from dateline.pipeline import Pipeline
from dateline.record import (
    AnyRecord,
    BlockInfo,
    EntityInfo,
    EventInfo,
    FailedRecord,
    Party,
    PlaceInfo,
    QuantityInfo,
    QuoteInfo,
    Record,
    TimeInfo,
)
from dateline.types import Document

_COLUMNS = {
    "entities": EntityInfo.__struct_fields__,
    "quotes": QuoteInfo.__struct_fields__,
    "events": EventInfo.__struct_fields__,
    "places": PlaceInfo.__struct_fields__,
    "times": TimeInfo.__struct_fields__,
    "quantities": QuantityInfo.__struct_fields__,
    "blocks": BlockInfo.__struct_fields__,
}
TABLES = tuple(_COLUMNS)


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """An event with its parties resolved to entities; other fields as in the record."""

    record: Record
    info: EventInfo

    @property
    def actors(self) -> tuple[EntityInfo, ...]:
        """The entities that began the event."""
        return self._entities(self.info.actor)

    @property
    def recipients(self) -> tuple[EntityInfo, ...]:
        """The entities it is directed at."""
        return self._entities(self.info.recipient)

    @property
    def words(self) -> str:
        """The sentence that states the event."""
        return self.record.words(self.info.sentence)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.info, name)

    def _entities(self, parties: list[Party]) -> tuple[EntityInfo, ...]:
        found = (self.record.entity(party.entity) for party in parties)
        return tuple(entity for entity in found if entity)


@dataclass(frozen=True, slots=True)
class CodedReport:
    """One coded report: the record, its events, and doors to dicts, Polars and HTML."""

    record: Record

    @classmethod
    def of(cls, doc: Document, *, pipeline: Pipeline) -> CodedReport:
        """The coded report of a document that has been through all stages."""
        settings = pipeline.settings.digest
        return cls(assemble(doc, models=pipeline.models, config=settings, ontology=plover()))

    @classmethod
    def wrap(cls, record: AnyRecord) -> CodedReport | FailedRecord:
        """The coded report of a record; a failed record stays what it is."""
        return record if isinstance(record, FailedRecord) else cls(record)

    @property
    def events(self) -> tuple[CodedEvent, ...]:
        """The events, in text order."""
        return tuple(CodedEvent(self.record, event) for event in self.record.events)

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dicts and lists, as `dateline code` prints it."""
        plain: dict[str, Any] = msgspec.to_builtins(self.record)
        return plain

    def to_polars(self, table: str = "events") -> Any:
        """A Polars frame of one table of the record, a row an item.

        Raises:
            Usage: there is no such table.
            ImportError: Polars is not installed (`pip install dateline[polars]`).
        """
        if table not in TABLES:
            raise Usage(f"there is no table {table!r}", f"take one of {', '.join(TABLES)}")
        import polars

        rows = self.to_dict()[table]
        # Without rows Polars would make a frame without columns, which joins no other frame.
        columns = None if rows else dict.fromkeys(_COLUMNS[table], polars.Null)
        return polars.DataFrame(rows, schema=columns, infer_schema_length=None)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.record, name)

    def _repr_html_(self) -> str:
        page = BytesIO()
        HtmlExporter()([self.record], page)
        return page.getvalue().decode("utf-8")
