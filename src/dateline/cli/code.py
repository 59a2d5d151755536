"""`dateline code`: reports in, records out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer

from dateline.cli import options

if TYPE_CHECKING:
    from dateline.record import AnyRecord

BINARY_FORMATS = frozenset({"parquet"})
SUFFIXES = {
    ".jsonl": "jsonl",
    ".html": "html",
    ".csv": "csv",
    ".parquet": "parquet",
    ".txt": "table",
}


@dataclass(slots=True)
class Tally:
    """How many reports, events and failures a run had."""

    reports: int = 0
    events: int = 0
    failures: list[str] = field(default_factory=list)

    def count(self, record: AnyRecord) -> None:
        """Add one record."""
        from dateline.record import FailedRecord

        self.reports += 1
        if isinstance(record, FailedRecord):
            self.failures.append(f"{record.id}: {record.error.message}")
        else:
            self.events += len(record.events)


def command(
    paths: list[str] = options.PATHS,
    fmt: str | None = options.FROM,
    to: str | None = typer.Option(
        None,
        "--to",
        help="Output: table (default on a terminal), jsonl (in a pipe), html, plover, csv, parquet.",
    ),
    out: Path | None = typer.Option(
        None, "--out", "-o", help="Write here, not to standard output."
    ),
    also: list[Path] = typer.Option(
        [], "--also", help="A further file; its suffix says the format. May be repeated."
    ),
    force: bool = typer.Option(False, "--force", help="Overwrite files that exist."),
    published: str | None = options.PUBLISHED,
    manifest: Path | None = typer.Option(
        None, "--manifest", help="A CSV with file, published, publisher, url of the reports."
    ),
    settings: Path | None = options.SETTINGS,
    workers: int = options.WORKERS,
    quiet: bool = options.QUIET,
) -> int:
    """Code reports: who did what to whom, where, when, according to whom."""
    from dateline import registry
    from dateline.ingest import manifest as side_table
    from dateline.ingest import read

    chosen = options.settings_of(settings)
    sources = options.inputs(paths)
    outputs = _outputs(to, out, also, force=force)
    items = read(sources, settings=chosen, fmt=fmt, published=published, stdin=sys.stdin.buffer)
    if manifest:
        items = side_table.apply(items, side_table.load(manifest))
    records = registry.load("executors", "local")(chosen)(items, workers=workers)
    tally = Tally()
    with ExitStack() as stack:
        watched = _watch(records, tally, stack, quiet=quiet)
        _write(watched, outputs, stack)
    _close(tally, outputs, quiet=quiet)
    return 1 if tally.failures else 0


@dataclass(frozen=True, slots=True)
class Output:
    """A format and where it goes; no path means standard output."""

    fmt: str
    path: Path | None


def _outputs(to: str | None, out: Path | None, also: list[Path], *, force: bool) -> list[Output]:
    """The outputs asked for.

    Raises:
        Usage: a file exists, a suffix says nothing, or binary would go to a terminal.
        UnknownPlugin: there is no such format.
    """
    from dateline import registry
    from dateline.errors import Usage

    fmt = to or (_format(out) if out else "table" if sys.stdout.isatty() else "jsonl")
    outputs = [Output(fmt, out), *(Output(_format(path), path) for path in also)]
    for output in outputs:
        registry.load("exporters", output.fmt)
        if output.path and output.path.exists() and not force:
            raise Usage(f"{output.path} exists", "name another file, or add --force")
    if out is None and fmt in BINARY_FORMATS and sys.stdout.isatty():
        raise Usage(f"{fmt} is not for a terminal", "add --out FILE")
    return outputs


def _format(path: Path) -> str:
    from dateline.errors import Usage

    if path.name.endswith(".plover.jsonl"):
        return "plover"
    if path.suffix not in SUFFIXES:
        raise Usage(f"{path} does not say its format", f"use one of {', '.join(SUFFIXES)}, or --to")
    return SUFFIXES[path.suffix]


def _watch(
    records: Iterable[AnyRecord], tally: Tally, stack: ExitStack, *, quiet: bool
) -> Iterator[AnyRecord]:
    """The records, counted as they pass; on a terminal with a progress line."""
    from rich.console import Console
    from rich.status import Status

    console = Console(stderr=True)
    # A progress line and a table in one terminal would overwrite each other.
    shown = console.is_terminal and not quiet and not sys.stdout.isatty()
    status = stack.enter_context(Status("loading …", console=console)) if shown else None
    for record in records:
        tally.count(record)
        if status:
            failed = f", {len(tally.failures)} failed" if tally.failures else ""
            status.update(f"{tally.reports} reports, {tally.events} events{failed}")
        yield record


def _write(records: Iterable[AnyRecord], outputs: list[Output], stack: ExitStack) -> None:
    """Write the records in every format asked for; the first streams."""
    from dateline import registry

    streams = [_open(output, stack) for output in outputs]
    first, *others = [registry.load("exporters", output.fmt)() for output in outputs]
    kept: list[AnyRecord] = []
    passing = records if not others else _keep(records, kept)
    first(passing, streams[0])
    streams[0].flush()
    for exporter, stream in zip(others, streams[1:], strict=True):
        exporter(kept, stream)


def _keep(records: Iterable[AnyRecord], kept: list[AnyRecord]) -> Iterator[AnyRecord]:
    for record in records:
        kept.append(record)
        yield record


def _open(output: Output, stack: ExitStack) -> BinaryIO:
    if output.path is None:
        return sys.stdout.buffer
    output.path.parent.mkdir(parents=True, exist_ok=True)
    return stack.enter_context(output.path.open("wb"))


def _close(tally: Tally, outputs: list[Output], *, quiet: bool) -> None:
    """Failures and a closing line on stderr."""
    for failure in tally.failures:
        sys.stderr.write(f"dateline: {failure}\n")
    if quiet:
        return
    for output in outputs:
        if output.path:
            sys.stderr.write(f"{output.fmt} written to {output.path}\n")
