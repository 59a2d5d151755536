"""Why a record says what it says: an event of a record explained by coding its text again."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.config import Settings
from dateline.errors import Usage
from dateline.events import EventStage
from dateline.events.why import Why, why
from dateline.pipeline import build
from dateline.record import Record
from dateline.types import Block, Document, Origin, Published, Span


@dataclass(frozen=True, slots=True)
class Explained:
    """The reasons for an event, the text they point into, and whether it was coded again."""

    text: str
    why: Why
    same: bool


def explain(record: Record, event_id: str, settings: Settings) -> Explained:
    """The reasons for event `event_id` of a record.

    The record's blocks and date are kept; its text goes through the later stages again.
    `same` is false where today's coder gives the event another type.

    Raises:
        Usage: the record has no such event, or today's coder finds none at its words.
    """
    told = next((e for e in record.events if e.id == event_id), None)
    if told is None:
        known = ", ".join(e.id for e in record.events) or "none"
        raise Usage(f"record {record.id} has no event {event_id}", f"its events: {known}")
    doc = document_of(record)
    stages = [s for s in build(settings).stages if s.name.split("/")[0] != "clean"]
    for stage in stages:
        doc = stage(doc)
    trigger = Span(told.trigger.start, told.trigger.end)
    here = [e for e in doc.events if e.trigger.overlaps(trigger)]
    here.sort(key=lambda e: e.type.value != told.event)
    if not here:
        raise Usage(
            f"this coder finds no event at {trigger.of(record.text)!r}",
            "the record comes from another version or other settings: code the report again",
        )
    events = next(s for s in stages if isinstance(s, EventStage))
    reasons = why(doc, here[0], events.lexicon, events.model)
    return Explained(record.text, reasons, here[0].type.value == told.event)


def document_of(record: Record) -> Document:
    """The document of a record before its coding: text, blocks, date."""
    evidence = record.published.evidence
    return Document(
        record.id,
        record.text,
        Origin(record.id, publisher=record.publisher, title=record.title, url=record.url),
        published=Published(
            record.published.value,
            record.published.basis,
            Span(evidence.start, evidence.end) if evidence else None,
        ),
        title=record.title,
        language=record.language,
        blocks=tuple(
            Block(Span(b.start, b.end), b.kind, b.confidence, b.reason) for b in record.blocks
        ),
    )
