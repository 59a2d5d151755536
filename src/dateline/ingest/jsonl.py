"""JSONL: a report a line, read as lines come."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from dateline.config import Settings
from dateline.errors import BrokenLine, Empty, SourceError, TooLarge
from dateline.ingest.decode import decode
from dateline.ingest.identity import document_of, located
from dateline.stage import Failure, Source
from dateline.types import Document, Warn

_CHUNK = 1 << 20
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


@dataclass(frozen=True, slots=True)
class JsonlReader:
    """Reads a JSON object a line; a line that cannot be read does not stop the others."""

    settings: Settings

    def __call__(self, source: Source, /) -> Iterator[Document | Failure]:
        """The reports of the source, in order."""
        return self.stream(source.uri, io.BytesIO(source.data))

    def stream(self, uri: str, lines: BinaryIO, /) -> Iterator[Document | Failure]:
        """The reports of a stream, each as soon as its line is there."""
        seen = False
        for number, line in _lines(lines, self.settings.ingest.max_bytes):
            seen = True
            place = f"{uri}#{number}"
            try:
                yield self._document(line, place)
            except SourceError as error:
                yield Failure(place, located(error, place))
            if number == 1 and line.strip() in (b"{", b"["):
                return
        if not seen:
            yield Failure(uri, Empty(f"{uri}: there is no line in it"))

    def _document(self, line: bytes, place: str) -> Document | Failure:
        limit = self.settings.ingest.max_bytes
        if len(line) > limit:
            raise TooLarge(
                f"a line of more than {limit:,} bytes, which is ingest.max_bytes",
                "split the source into reports, or raise ingest.max_bytes",
            )
        decoded = decode(line)
        item = document_of(_row(decoded.text), uri=place, settings=self.settings)
        if decoded.doubt and isinstance(item, Document):
            return replace(item, warnings=(*item.warnings, Warn("encoding", decoded.doubt)))
        return item


def _row(line: str) -> dict[str, Any]:
    """The object of a line.

    Raises:
        BrokenLine: the line is not a JSON object.
    """
    if line.strip() in ("{", "["):
        raise BrokenLine("JSON over several lines", "put each report on one line of its own")
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise BrokenLine(f"not JSON: {error.msg} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise BrokenLine(f"not JSON we can read: {type(error).__name__}") from error
    if not isinstance(row, dict):
        raise BrokenLine("not a JSON object", 'write {"text": …} on each line')
    return row


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank with their numbers; of one too long only the start."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if number == 1 and line.startswith(_WIDE):
            stream = io.BytesIO(decode(line + stream.read(limit)).text.encode())
            line = stream.readline(limit + 1)
        if len(line) > limit and not line.endswith(b"\n"):
            _skip_line(stream)
        if line.strip():
            yield number, line


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
        pass
