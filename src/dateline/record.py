"""The record: what Dateline promises to print, one JSON object a report.

These structs are the published schema (`dateline schema`); everything downstream
reads them and nothing else. A change of meaning is a new `SCHEMA`.
"""

from __future__ import annotations

import re
from typing import Any, Final, Literal

import msgspec

from dateline.errors import DatelineError
from dateline.types import Basis, BlockKind, EntityKind, QuoteKind, Status

SCHEMA: Final = "dateline/1"
VERSION = "0.1.0"


class Piece(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A half-open stretch of the record's `text`, in Unicode code points."""

    start: int
    end: int


class CoderInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What made the record: same input and same coder give the same bytes."""

    version: str
    models: dict[str, str]
    config: str


class PublishedInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The publication date and how it is known."""

    value: str | None
    basis: Basis
    evidence: Piece | None


class BlockInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A block of the text; all blocks together cover all that is not white space."""

    start: int
    end: int
    kind: BlockKind
    confidence: float
    reason: str


class EntityInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An actor of the report."""

    id: str
    kind: EntityKind
    name: str
    country: str | None
    sector: str | None
    other_sectors: list[str]
    wikidata: str | None
    role: str | None
    basis: Literal["kb", "text", "both"]
    mentions: list[Piece]
    country_at: Piece | None = None
    """The words that tell the country; null where only the tables do."""
    sector_at: Piece | None = None
    """The words that tell the sector; null where only the tables do."""


class SpeakerInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who says a quote."""

    start: int
    end: int
    entity: str | None
    anonymous: bool


class QuoteInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An attribution; `via` lists who relays it, outermost last."""

    id: str
    kind: QuoteKind
    content: list[Piece]
    cue: Piece | None
    speaker: SpeakerInfo | None
    via: list[str]


class Party(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An actor or recipient of an event: the words and the entity they stand for."""

    start: int
    end: int
    entity: str | None


class PlaceInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A toponym; `lat` null means recognised, not resolved."""

    start: int
    end: int
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    resolution: str
    confidence: float


class EventTimeInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The time of an event; `value` null means the words do not settle it."""

    start: int
    end: int
    value: str | None
    end_value: str | None
    precision: str
    basis: Literal["text", "published"]


class TimeInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A temporal expression with TIMEX3 type, value and modifier."""

    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str | None


class SizeInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many an event killed, hurt, held, moved or brought together."""

    kind: str
    value: float
    bound: Literal["exact", "at_least", "at_most", "about"]
    start: int
    end: int


class QuantityInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A counted or measured amount in the text."""

    start: int
    end: int
    kind: str
    value: float
    bound: Literal["exact", "at_least", "at_most", "about"]
    unit: str | None


class EventInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A PLOVER event with the words that prove it."""

    id: str
    event: str
    mode: list[str]
    context: list[str]
    cameo: str | None
    quad: int
    score: float
    status: Status
    historical: bool
    hearsay: bool
    trigger: Piece
    sentence: Piece
    actor: list[Party]
    recipient: list[Party]
    place: PlaceInfo | None
    time: EventTimeInfo | None
    size: list[SizeInfo]
    according_to: list[str]
    confidence: float


class DyadInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer to an asked actor pair."""

    source: Piece
    target: Piece
    event: str | None
    mode: list[str]
    status: Status
    confidence: float


class PredicateInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer to an asked predicate."""

    start: int
    end: int
    status: Status
    historical: bool


class WarningInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something a reader of the record should know."""

    code: str
    message: str


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One coded report."""

    schema: Literal["dateline/1"]
    id: str
    url: str | None
    publisher: str | None
    title: str | None
    language: str | None
    coder: CoderInfo
    published: PublishedInfo
    text: str
    blocks: list[BlockInfo]
    entities: list[EntityInfo]
    quotes: list[QuoteInfo]
    events: list[EventInfo]
    places: list[PlaceInfo]
    times: list[TimeInfo]
    quantities: list[QuantityInfo]
    warnings: list[WarningInfo]
    dyads: list[DyadInfo] | msgspec.UnsetType = msgspec.UNSET
    predicates: list[PredicateInfo] | msgspec.UnsetType = msgspec.UNSET

    def words(self, piece: Any) -> str:
        """The words of anything with `start` and `end`."""
        return self.text[piece.start : piece.end]

    def entity(self, entity_id: str | None) -> EntityInfo | None:
        """The entity of an id, or None."""
        return next((e for e in self.entities if e.id == entity_id), None)


class ErrorInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a report has no record: the code of `errors.py` in words, and a sentence."""

    code: str
    message: str


class FailedRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A report that could not be read or coded; the run went on."""

    schema: Literal["dateline/1"]
    id: str
    error: ErrorInfo


AnyRecord = Record | FailedRecord

_ENCODER = msgspec.json.Encoder()


# Characters that JSON lets stand in a string but that many line readers take for a line end.
_LINE_ENDS = {
    "\u0085".encode(): b"\\u0085",
    "\u2028".encode(): b"\\u2028",
    "\u2029".encode(): b"\\u2029",
}


def line_of(value: object) -> bytes:
    """Anything msgspec can encode as one line of JSON, safe for every line reader."""
    line = _ENCODER.encode(value)
    for raw, escaped in _LINE_ENDS.items():
        line = line.replace(raw, escaped)
    return line


def encode(record: AnyRecord) -> bytes:
    """The record as one line of JSON, without the line end."""
    return line_of(record)


def decode(line: bytes | str) -> AnyRecord:
    """The record of one JSON line.

    Raises:
        msgspec.DecodeError: the line is not JSON (ValidationError: not a record).
    """
    return msgspec.json.decode(line, type=FailedRecord) if _failed(line) else _decode(line)


def _decode(line: bytes | str) -> Record:
    return msgspec.json.decode(line, type=Record)


def _failed(line: bytes | str) -> bool:
    shape = msgspec.json.decode(line)
    return isinstance(shape, dict) and "error" in shape


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a line of output."""
    (coded, failed), parts = msgspec.json.schema_components(
        (Record, FailedRecord), ref_template="#/$defs/{name}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://dateline.readthedocs.io/schema/{SCHEMA}",
        "title": f"A record of {SCHEMA}",
        "anyOf": [coded, failed],
        "$defs": parts,
    }


def failed(report_id: str, error: DatelineError) -> FailedRecord:
    """The record of a report that could not be read or coded.

    The code is the error's class name in the field's usual form: `too-large`.
    """
    word = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type(error).__name__).lower()
    return FailedRecord(SCHEMA, report_id, ErrorInfo(word, str(error)))
