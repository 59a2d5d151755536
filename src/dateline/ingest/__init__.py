"""From a path on the command line to documents: readers, formats, ids, given dates.

Reads files, folders and standard input; writes the text, origin, layout, questions
and publication date of each `Document`. What cannot be read becomes a `Failure`
that names its place, and the run goes on.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Protocol, cast, runtime_checkable

from dateline import registry
from dateline.config import Settings
from dateline.errors import Empty, SourceError, Usage
from dateline.ingest.fields import iso
from dateline.ingest.identity import document_of, located
from dateline.ingest.sources import HEAD, Place, find, format_of, opened, unreadable, whole
from dateline.stage import Failure, Reader, Source
from dateline.types import Document, Published

__all__ = ["StreamReader", "document_of", "read"]


@runtime_checkable
class StreamReader(Protocol):
    """A reader that needs no whole source: it yields reports as they come."""

    def stream(self, uri: str, lines: BinaryIO, /) -> Iterator[Document | Failure]:
        """The reports of a stream, in order."""


@dataclass(frozen=True, slots=True)
class _Readers:
    """The reader for each source: the one asked for, or that of its format."""

    settings: Settings
    asked: Reader | None

    def for_source(self, uri: str, head: bytes) -> Reader:
        return self.asked or make_reader(format_of(uri, head), self.settings)


def make_reader(name: str, settings: Settings) -> Reader:
    """The reader of a format.

    Raises:
        UnknownPlugin: nobody provides it.
    """
    make: Callable[[Settings], Reader] = registry.load("readers", name)
    return make(settings)


def read(
    paths: Sequence[str],
    *,
    settings: Settings,
    fmt: str | None,
    published: str | None,
    stdin: BinaryIO,
) -> Iterator[Document | Failure]:
    """The reports of all paths in the order given; `published` serves where one has no date.

    Raises:
        UnknownPlugin: there is no reader called `fmt`.
        Usage: `published` is not an ISO date.
    """
    given = iso(published) if published is not None else None
    if published is not None and given is None:
        raise Usage(f"--published {published!r} is not an ISO date", "write it as 2024-03-31")
    asked = make_reader(fmt, settings) if fmt else None
    items = _read(paths, _Readers(settings, asked), stdin)
    return (_dated(item, given) for item in items) if given else items


def _dated(item: Document | Failure, day: str) -> Document | Failure:
    if isinstance(item, Failure) or item.published.basis != "none":
        return item
    return replace(item, published=Published(day, "given"))


def _read(paths: Sequence[str], readers: _Readers, stdin: BinaryIO) -> Iterator[Document | Failure]:
    for place in find(paths):
        if isinstance(place, Failure):
            yield place
        else:
            yield from _guarded(place, readers, stdin)


def _guarded(place: Place, readers: _Readers, stdin: BinaryIO) -> Iterator[Document | Failure]:
    """The reports of a source; what breaks it off is told under its name."""
    try:
        yield from _reports(place, readers, stdin)
    except SourceError as error:
        yield Failure(place.uri, located(error, place.uri))
    except (OSError, EOFError, zlib.error) as error:
        yield Failure(place.uri, unreadable(place.uri, error))


def _reports(place: Place, readers: _Readers, stdin: BinaryIO) -> Iterator[Document | Failure]:
    with opened(place, stdin) as stream:
        head = stream.peek(HEAD)
        if not head:
            raise Empty("there is nothing in it")
        reader = readers.for_source(place.uri, head)
        if isinstance(reader, StreamReader):
            yield from reader.stream(place.uri, cast("BinaryIO", stream))
        else:
            data = whole(cast("BinaryIO", stream), readers.settings.ingest.max_bytes)
            yield from reader(Source(place.uri, data))
