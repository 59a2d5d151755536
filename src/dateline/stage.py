"""The parts a run is made of: stages, readers, gatherers, exporters, executors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, BinaryIO, Protocol, runtime_checkable

from dateline.errors import DatelineError
from dateline.record import AnyRecord
from dateline.types import Document


class Layer(StrEnum):
    """The fields of a `Document` that stages read and write, by name."""

    PUBLISHED = "published"
    TITLE = "title"
    LANGUAGE = "language"
    BLOCKS = "blocks"
    TOKENS = "tokens"
    SENTENCES = "sentences"
    MENTIONS = "mentions"
    ENTITIES = "entities"
    QUOTES = "quotes"
    EVENTS = "events"
    DYADS = "dyads"
    PREDICATES = "predicates"
    PLACES = "places"
    EVENT_PLACES = "event_places"
    TIMES = "times"
    EVENT_TIMES = "event_times"
    QUANTITIES = "quantities"
    EVENT_SIZES = "event_sizes"
    WARNINGS = "warnings"


@runtime_checkable
class Stage(Protocol):
    """A pure function from document to document that declares what it touches."""

    @property
    def name(self) -> str:
        """Name and version, stamped on every value it writes: `times/1`."""

    @property
    def reads(self) -> frozenset[Layer]:
        """Layers that must have been written before."""

    @property
    def writes(self) -> frozenset[Layer]:
        """The only layers this stage may change."""

    def __call__(self, doc: Document, /) -> Document:
        """The document with this stage's layers filled."""


@runtime_checkable
class Resourceful(Protocol):
    """A stage whose output depends on models or tables outside the code."""

    @property
    def resources(self) -> Mapping[str, str]:
        """Name of each model or table -> its digest, `sha256:…`."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be read or coded: its id and why."""

    id: str
    error: DatelineError


@dataclass(frozen=True, slots=True)
class Source:
    """An input as found: a path or `-`, with its bytes unpacked."""

    uri: str
    data: bytes


class Reader(Protocol):
    """Bytes of one source in, its reports (or why they cannot be read) out, in order."""

    def __call__(self, source: Source, /) -> Iterator[Document | Failure]:
        """The reports of one source."""


class Exporter(Protocol):
    """Records in, bytes out; writes as records come unless the format forbids it."""

    def __call__(self, records: Iterable[AnyRecord], out: BinaryIO, /) -> None:
        """Write all records to `out`."""


class Gatherer(Protocol):
    """A step over a corpus rather than over one report."""

    def __call__(self, items: Iterable[Any], /) -> Iterator[Any]:
        """The gathered lines, in an order that depends on the input alone."""


class Executor(Protocol):
    """A way to map a coder over reports: in this process, in several, on a cluster."""

    def __call__(
        self, items: Iterable[Document | Failure], /, *, workers: int
    ) -> Iterator[AnyRecord]:
        """One record for each item, in order."""
