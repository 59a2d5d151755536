"""`dateline code`: reports in, records out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dateline.cli import options

if TYPE_CHECKING:
    from dateline.cli.outputs import Output
    from dateline.cli.progress import Tally


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
    model: str | None = options.MODEL,
    min_confidence: float | None = options.MIN_CONFIDENCE,
    settings: Path | None = options.SETTINGS,
    workers: int = options.WORKERS,
    quiet: bool = options.QUIET,
) -> int:
    """Code reports: who did what to whom, where, when, according to whom."""
    from dateline import registry
    from dateline.cli import outputs
    from dateline.cli.manifest import opened
    from dateline.cli.progress import Tally, progress
    from dateline.cli.say import say
    from dateline.ingest import manifest as side_table
    from dateline.ingest import read

    chosen = options.settings_of(settings, model=model, min_confidence=min_confidence)
    sources = options.inputs(paths)
    wanted = outputs.choose(to, out, also, force=force)
    outputs.check_apart(wanted, sources)
    items = read(sources, settings=chosen, fmt=fmt, published=published, stdin=sys.stdin.buffer)
    rows = opened(manifest)
    items = side_table.apply(items, rows)
    tally = Tally()
    with progress(tally, quiet=quiet) as shown:
        records = registry.load("executors", "local")(chosen)(items, workers=workers)
        left_out = outputs.write(shown.watch(records), wanted)
    if rows.complaint:
        say(rows.complaint)
    _close(tally, wanted, left_out, quiet=quiet)
    return 1 if tally.failures else 0


def _close(
    tally: Tally, outputs: Sequence[Output], left_out: Sequence[tuple[str, int]], *, quiet: bool
) -> None:
    """Failures, where they are left out, what the run came to and where it was written."""
    from dateline.cli.say import count, say

    # A table on the terminal has shown the failures and the sums already.
    table = outputs[0].fmt == "table" and outputs[0].path is None and sys.stdout.isatty()
    if not (table and sys.stderr.isatty()):
        for failure in tally.failures:
            say(failure)
    for name, many in left_out:
        say(f"{name} has events only: {count(many, 'failed report')} left out")
    if quiet:
        return
    if not table:
        say(str(tally))
    for output in outputs:
        if output.path:
            say(f"{output.fmt} written to {output.path}")
