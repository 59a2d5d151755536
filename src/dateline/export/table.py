"""The table: what a person wants to see first, one block a report, printed as it comes."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.export import wording
from dateline.record import AnyRecord, EventInfo, FailedRecord, Record

PIPE_WIDTH = 120
# Below this width eight columns are too narrow to read: the words get a line of their own.
WIDE = 150
_COLOURS = {"happened": "green", "planned": "cyan", "possible": "yellow", "denied": "red"}
# Header, smallest width, share of the room. When and Status never wrap in a word.
_SHORT = (
    ("When", 10, 0),
    ("Who", 14, 4),
    ("What", 12, 3),
    ("To whom", 14, 4),
    ("Where", 10, 2),
    ("Status", 8, 0),
)
_LONG = (*_SHORT, ("According to", 12, 2), ("Words", 30, 6))


class TableExporter:
    """Prints a heading and a table of events for each report, then a summary line.

    Colour is used only if `out` is a terminal; text of a report is never markup.
    """

    def __init__(self, *, width: int | None = None) -> None:
        """Keep the width in columns; by default the terminal's, or 120 in a pipe."""
        self.width = width

    def __call__(self, records: Iterable[AnyRecord], out: BinaryIO, /) -> None:
        """Write all records to `out`."""
        text = io.TextIOWrapper(out, encoding="utf-8", errors="backslashreplace", newline="\n")
        console = _console(text, self.width, terminal=out.isatty())
        reports = events = failed = 0
        for record in records:
            reports += 1
            if isinstance(record, FailedRecord):
                failed += 1
                _print(console, _failure(record))
            else:
                events += len(record.events)
                _print(console, _report(record, console.width))
        _print(console, _summary(reports, events, failed))
        text.detach()  # `out` stays open: it is the caller's


def _console(text: io.TextIOWrapper, width: int | None, *, terminal: bool) -> Console:
    default = shutil.get_terminal_size((PIPE_WIDTH, 40)).columns if terminal else PIPE_WIDTH
    return Console(
        file=text,
        width=width or default,
        force_terminal=terminal,
        force_jupyter=False,
        color_system="auto" if terminal else None,
        markup=False,
        emoji=False,
        highlight=False,
    )


def _print(console: Console, part: RenderableType) -> None:
    """Print without the blanks that fill lines up to the width, and at once."""
    with console.capture() as page:
        console.print(part)
    console.file.write("\n".join(line.rstrip(" ") for line in page.get().split("\n")))
    console.file.flush()


def _failure(record: FailedRecord) -> RenderableType:
    line = Text("✗ ", style="bold red")
    name, message = wording.clean(record.id), wording.clean(record.error.message)
    line.append(message if name in message else f"{name}: {message}", style="red")
    return Group(line, "")


def _summary(reports: int, events: int, failed: int) -> Text:
    words = f"{_count(reports, 'report')}, {_count(events, 'event')}, {failed} failed"
    return Text(words, style="bold red" if failed else "bold")


def _count(many: int, noun: str) -> str:
    return f"{many} {noun}" if many == 1 else f"{many} {noun}s"


def _report(record: Record, width: int) -> RenderableType:
    parts: list[RenderableType] = [_heading(record)]
    if record.warnings:
        words = "; ".join(wording.clean(w.message) for w in record.warnings)
        parts.append(Text(f"! {words}", style="yellow"))
    if not record.events:
        parts.append(Padding(Text("no events found", style="dim"), (1, 0, 0, 2)))
    elif width >= WIDE:
        parts.append(_long(record, width))
    else:
        parts.append(_short(record, width))
    aside = wording.set_aside(record)
    if aside:
        parts.append(Text(f"set aside: {aside}", style="dim"))
    return Group(*parts, "")


def _heading(record: Record) -> Text:
    line = Text(wording.heading(record), style="bold")
    rest = [wording.clean(record.publisher)] if record.publisher else []
    line.append(" · " + " · ".join([*rest, wording.published(record)]), style="not bold")
    return line


def _table(columns: Sequence[tuple[str, int, int]], width: int) -> Table:
    """An empty table whose columns have fixed widths, so that several line up."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    room = max(width - sum(least + 2 for _, least, _ in columns), 0)
    shares = sum(share for _, _, share in columns)
    for _, least, share in columns:
        table.add_column(width=least + room * share // shares, overflow="fold")
    return table


def _header(columns: Sequence[tuple[str, int, int]], width: int) -> RenderableType:
    table = _table(columns, width)
    table.add_row(*(Text(name, style="bold dim") for name, _, _ in columns))
    return Group(table, Text("─" * width, style="dim"))


def _short(record: Record, width: int) -> RenderableType:
    """Six columns an event, and its words with their source on the lines below."""
    parts: list[RenderableType] = [_header(_SHORT, width)]
    for event in record.events:
        row = _table(_SHORT, width)
        row.add_row(*_cells(record, event))
        parts += [row, Padding(_evidence(record, event, width * 2 - 24), (0, 2, 1, 2))]
    return Group(*parts)


def _long(record: Record, width: int) -> RenderableType:
    """Eight columns an event."""
    table = _table(_LONG, width)
    for event in record.events:
        source = Text(wording.according_to(record, event) or "the report", style="dim")
        table.add_row(*_cells(record, event), source, _words(record, event, 150))
        table.add_row()
    return Group(_header(_LONG, width), table)


def _cells(record: Record, event: EventInfo) -> list[Text]:
    return [
        Text(wording.when(record, event) or "–"),
        Text(wording.parties(record, event.actor) or "–"),
        Text.assemble((event.event, "bold"), f" {wording.what(event)}"),
        Text(wording.parties(record, event.recipient) or "–"),
        Text(wording.place(event.place) if event.place else "–"),
        _status(event),
    ]


def _status(event: EventInfo) -> Text:
    first, *rest = wording.status(event)
    text = Text(first, style=_COLOURS[first])
    text.append("".join(f"\n{word}" for word in rest), style="dim")
    return text


def _evidence(record: Record, event: EventInfo, width: int) -> Text:
    source = wording.according_to(record, event)
    line = Text(f"according to {source}: " if source else "", style="italic dim")
    line.append_text(_words(record, event, width))
    return line


def _words(record: Record, event: EventInfo, width: int) -> Text:
    """The evidence; asterisks mark the trigger, also where there is no colour."""
    cut = wording.excerpt(record, event, width=width)
    text = Text(style="dim").append("“" + cut.before, style="dim")
    text.append(f"*{cut.trigger}*", style="bold not dim")
    return text.append(cut.after + "”", style="dim")
