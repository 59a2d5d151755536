"""Plain text: one file, one report, exactly as given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.config import Settings
from dateline.errors import SourceError
from dateline.ingest.decode import check_size, decode
from dateline.ingest.identity import located
from dateline.stage import Failure, Source
from dateline.types import Document, Origin, Warn


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads a source as one report in plain text."""

    settings: Settings

    def __call__(self, source: Source, /) -> Iterator[Document | Failure]:
        """The one report of the source; line ends stay as they are."""
        try:
            decoded = decode(source.data)
            check_size(decoded.text, self.settings.ingest.max_chars)
        except SourceError as error:
            yield Failure(source.uri, located(error, source.uri))
            return
        warnings = (Warn("encoding", decoded.doubt),) if decoded.doubt else ()
        origin = Origin(source.uri, "text")
        yield Document(source.uri, decoded.text, origin, warnings=warnings)
