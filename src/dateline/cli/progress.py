"""What a run has come to, counted as records pass, and the line that shows it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.cli.say import count

if TYPE_CHECKING:
    from rich.status import Status

    from dateline.record import AnyRecord

LOADING = "loading language model and tables …"


@dataclass(slots=True)
class Tally:
    """How many reports, events and failures a run had."""

    reports: int = 0
    events: int = 0
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        failed = f", {len(self.failures)} failed" if self.failures else ""
        return f"{count(self.reports, 'report')}, {count(self.events, 'event')}{failed}"

    def add(self, record: AnyRecord) -> None:
        """Count one record."""
        from dateline.record import FailedRecord

        self.reports += 1
        if isinstance(record, FailedRecord):
            # Most messages name their place already.
            where = "" if record.id in record.error.message else f"{record.id}: "
            self.failures.append(where + record.error.message)
        else:
            self.events += len(record.events)


@dataclass(slots=True)
class Progress:
    """The progress line of a run; there is none unless a person watches standard error."""

    tally: Tally
    status: Status | None
    stops_at_output: bool

    def watch(self, records: Iterable[AnyRecord]) -> Iterator[AnyRecord]:
        """The records, counted as they pass."""
        for record in records:
            self.tally.add(record)
            self._show()
            yield record
        self._show()

    def _show(self) -> None:
        if self.status and self.stops_at_output:
            self.status.stop()
        elif self.status:
            self.status.update(str(self.tally))


@contextmanager
def progress(tally: Tally, *, quiet: bool) -> Iterator[Progress]:
    """A progress line while the block runs, wiped at its end.

    It says that we load; then it counts, unless output goes to the same terminal:
    a line that is redrawn and a table would overwrite each other.
    """
    if quiet or not sys.stderr.isatty():
        yield Progress(tally, None, stops_at_output=False)
        return
    from rich.console import Console
    from rich.status import Status

    with Status(LOADING, console=Console(stderr=True)) as status:
        yield Progress(tally, status, stops_at_output=sys.stdout.isatty())
