"""Where records go: formats and files chosen and checked, then written as records come."""

from __future__ import annotations

import io
import re
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

from dateline.cli.say import silence

if TYPE_CHECKING:
    from dateline.record import AnyRecord

BINARY_FORMATS = frozenset({"parquet"})
SUFFIXES = {
    ".jsonl": "jsonl",
    ".plover.jsonl": "plover",
    ".html": "html",
    ".csv": "csv",
    ".parquet": "parquet",
    ".txt": "table",
}
IN_MEMORY = 32_000_000
"""Bytes of records kept for further files before they are put on disk."""

# All that moves a cursor or changes a terminal; tab and line ends stay.
_OBEYED = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|\xc2[\x80-\x9f]")


@dataclass(frozen=True, slots=True)
class Output:
    """A format and where it goes; no path means standard output."""

    fmt: str
    path: Path | None

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return str(self.path) if self.path else f"the {self.fmt} output"


def choose(
    fmt: str | None, out: Path | None, also: Sequence[Path], *, force: bool
) -> tuple[Output, ...]:
    """The outputs asked for, standard output or `--out` first.

    Raises:
        Usage: a file exists, a suffix says nothing, or binary would go to a terminal.
        UnknownPlugin: there is no such format.
    """
    from dateline import registry
    from dateline.errors import Usage

    if fmt:
        registry.load("exporters", fmt)
    for path in filter(None, (out, *also)):
        _check(path, force=force)
    paths = [path.resolve() for path in filter(None, (out, *also))]
    for path in paths:
        if paths.count(path) > 1:
            raise Usage(f"{path} is named twice", "give each output a file of its own")
    fmt = fmt or (_format(out) if out else "table" if sys.stdout.isatty() else "jsonl")
    if out is None and fmt in BINARY_FORMATS and sys.stdout.isatty():
        raise Usage(f"{fmt} is not for a terminal", "add --out FILE")
    return (Output(fmt, out), *(Output(_format(path), path) for path in also))


def check_apart(outputs: Iterable[Output], sources: Iterable[str]) -> None:
    """Refuse an output that the run would read: records are no reports.

    Raises:
        Usage: an output is one of the sources, or lies in a folder of them.
    """
    from dateline.errors import Usage

    read = [Path(source).resolve() for source in sources if source != "-"]
    for path in filter(None, (output.path for output in outputs)):
        for source in read:
            if path.resolve() == source:
                raise Usage(f"{path} is read and would be overwritten", "name another file")
            if source.is_dir() and path.resolve().is_relative_to(source):
                raise Usage(f"{path} lies in a folder that is read", "write to another folder")


def write(records: Iterable[AnyRecord], outputs: Sequence[Output]) -> list[tuple[str, int]]:
    """Write every output; returns which of them leave out how many failed reports."""
    from dateline import registry

    rest = iter(records)
    # The first record is made before files are opened: a run that cannot start leaves them alone.
    records = chain(list(islice(rest, 1)), rest)
    exporters = [registry.load("exporters", output.fmt)() for output in outputs]
    with ExitStack() as stack:
        streams = [_open(output, stack) for output in outputs]
        if len(outputs) == 1:
            exporters[0](records, streams[0])
        else:
            kept = stack.enter_context(SpooledTemporaryFile(IN_MEMORY))
            _first(exporters[0], _keep(records, cast("IO[bytes]", kept)), streams[0])
            for exporter, stream in zip(exporters[1:], streams[1:], strict=True):
                exporter(_again(cast("IO[bytes]", kept)), stream)
        for stream in streams:
            stream.flush()
    counts = [getattr(exporter, "failed", 0) for exporter in exporters]
    return [(output.name, many) for output, many in zip(outputs, counts, strict=True) if many]


def _check(path: Path, *, force: bool) -> None:
    from dateline.errors import Usage

    if path.is_dir():
        raise Usage(f"{path} is a folder", "name a file in it")
    if path.exists() and not force:
        raise Usage(f"{path} exists", "name another file, or add --force")


def _format(path: Path) -> str:
    from dateline.errors import Usage

    suffixes = ("".join(path.suffixes[-2:]).lower(), path.suffix.lower())
    known = next((suffix for suffix in suffixes if suffix in SUFFIXES), None)
    if known is None:
        hint = f"let its name end in {', '.join(SUFFIXES)}; for --out you may add --to FORMAT"
        raise Usage(f"{path} does not say its format", hint)
    return SUFFIXES[known]


def _first(exporter: Any, records: Iterator[AnyRecord], stream: BinaryIO) -> None:
    """Write the first output; the files wanted besides come about even if its reader leaves."""
    try:
        exporter(records, stream)
    except BrokenPipeError:
        deque(records, maxlen=0)
        silence()


def _keep(records: Iterable[AnyRecord], kept: IO[bytes]) -> Iterator[AnyRecord]:
    from dateline.record import encode

    for record in records:
        kept.write(encode(record) + b"\n")
        yield record


def _again(kept: IO[bytes]) -> Iterator[AnyRecord]:
    from dateline.record import decode

    kept.seek(0)
    return map(decode, kept)


def _open(output: Output, stack: ExitStack) -> BinaryIO:
    """The stream of an output.

    Raises:
        StoreError: the file cannot be written.
    """
    from dateline.errors import StoreError

    if output.path is None:
        # The table cleans what it prints itself, and its colours are commands we mean.
        guarded = output.fmt != "table" and sys.stdout.isatty()
        return cast("BinaryIO", _StandardOutput(sys.stdout.buffer, guarded=guarded))
    try:
        output.path.parent.mkdir(parents=True, exist_ok=True)
        return stack.enter_context(output.path.open("wb"))
    except OSError as error:
        hint = "name a file in a folder you may write"
        raise StoreError(f"cannot write {output.path}: {error.strerror}", hint) from error


class _StandardOutput(io.BufferedIOBase):
    """Standard output that no exporter closes; on a terminal, nothing in it is obeyed."""

    def __init__(self, stream: BinaryIO, *, guarded: bool) -> None:
        self._stream = stream
        self._guarded = guarded

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._stream.isatty()

    def write(self, chunk: Any, /) -> int:
        self._stream.write(_OBEYED.sub(b"?", bytes(chunk)) if self._guarded else chunk)
        return memoryview(chunk).nbytes

    def flush(self) -> None:
        self._stream.flush()
