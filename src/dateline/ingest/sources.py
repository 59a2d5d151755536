"""Where reports are found: files, folders and standard input, unpacked, format known."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from dateline.errors import Empty, TooLarge, Unreadable
from dateline.ingest.decode import BOMS
from dateline.stage import Failure

STDIN = "-"
GZIP = b"\x1f\x8b"
HEAD = 2048
"""First bytes that are looked at to tell the format."""

SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
}
PLAIN = frozenset({".txt", ".text", ".md"})

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_JSON = re.compile(r'\s*\{\s*(?:"|\}|$)')


@dataclass(frozen=True, slots=True)
class Place:
    """A source as named: its path, or None for standard input."""

    path: Path | None

    @property
    def uri(self) -> str:
        """The name to print; a file name that is not UTF-8 has its bytes written out."""
        name = STDIN if self.path is None else str(self.path)
        return name.encode("utf-8", "backslashreplace").decode("utf-8")


class _Live(io.RawIOBase):
    """A stream that hands on what is there, without waiting for a full buffer."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._read: Any = getattr(stream, "read1", stream.read)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data: bytes = self._read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def find(paths: Sequence[str]) -> Iterator[Place | Failure]:
    """The sources in the order given, each folder's files by name, hidden ones left out."""
    for name in paths:
        if name == STDIN:
            yield Place(None)
        elif Path(name).is_dir():
            yield from _folder(Path(name))
        else:
            yield Place(Path(name))


def _folder(folder: Path) -> Iterator[Place | Failure]:
    found = False
    for item in _inside(folder):
        found = True
        yield item
    if not found:
        uri = Place(folder).uri
        yield Failure(uri, Empty(f"{uri}: there is no file in this folder"))


def _inside(folder: Path) -> Iterator[Place | Failure]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        uri = Place(folder).uri
        yield Failure(uri, unreadable(uri, error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            # A link to a folder may lead back up: it is not followed.
            if not entry.is_symlink():
                yield from _inside(entry)
        elif entry.is_file() or entry.is_symlink():
            yield Place(entry)


@contextmanager
def opened(place: Place, stdin: BinaryIO) -> Iterator[io.BufferedReader]:
    """The bytes of a source, unpacked, as a stream that can be peeked into.

    Raises:
        OSError: the file cannot be opened.
    """
    with ExitStack() as stack:
        stream: Any
        if place.path is None:
            stream = io.BufferedReader(_Live(stdin))
        else:
            stream = stack.enter_context(place.path.open("rb"))
        if stream.peek(2)[:2] == GZIP or place.uri.lower().endswith(".gz"):
            unpacked = stack.enter_context(gzip.GzipFile(fileobj=stream))
            stream = io.BufferedReader(unpacked)
        yield stream


def format_of(uri: str, head: bytes) -> str:
    """The reader for a source by its first bytes and its name; text if nothing tells."""
    suffix = Path(uri.lower().removesuffix(".gz")).suffix
    if head.startswith(b"PAR1"):
        return "parquet"
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    start = _glimpse(head)
    if _HTML.match(start):
        return "html"
    return "jsonl" if suffix not in PLAIN and _JSON.match(start) else "text"


def whole(stream: BinaryIO, limit: int) -> bytes:
    """All bytes of a stream.

    Raises:
        TooLarge: there are more than the limit.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(
            f"more than {limit:,} bytes, which is ingest.max_bytes",
            "split the source into reports, or raise ingest.max_bytes",
        )
    return data


def unreadable(uri: str, error: BaseException) -> Unreadable:
    """The error of a source that cannot be opened or unpacked."""
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return Unreadable(f"{uri}: {reason[0].lower()}{reason[1:]}")


def _glimpse(head: bytes) -> str:
    head = head[:HEAD]
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore")
    return head.decode("latin-1")
