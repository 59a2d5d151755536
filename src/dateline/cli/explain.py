"""`dateline explain`: why an event was coded, and every span behind it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dateline.cli import options

if TYPE_CHECKING:
    from dateline.config import Settings
    from dateline.events.why import Why
    from dateline.explain import Explained
    from dateline.record import Record
    from dateline.types import Span

SHOWN = 6
"""Phrases listed beside the chosen parties; others were out of the question."""


def command(
    records: str = typer.Argument(..., metavar="RECORDS|-", help="JSONL of `dateline code`."),
    event: str = typer.Argument(..., help="The event's id in its record, for instance v2."),
    record: str | None = typer.Option(None, "--record", help="The record's id, or its line."),
    model: str | None = options.MODEL,
    settings: Path | None = options.SETTINGS,
) -> int:
    """Tell what decided an event: trigger, row or head, runner-up, scores and spans."""
    from dateline.explain import explain
    from dateline.export.wording import clean

    chosen = options.settings_of(settings, model=model)
    found = explain(_record(records, record), event, chosen)
    for line in _lines(found, chosen):
        sys.stdout.write(clean(line) + "\n")
    return 0


def _record(path: str, wanted: str | None) -> Record:
    """The record asked for; the only one where none is named.

    Raises:
        Usage: there is none of that name, or several and none is named.
    """
    from dateline.errors import Usage

    ids = []
    for number, record in _records(path):
        ids.append(record.id)
        if wanted in {record.id, str(number)}:
            return record
        only = record
    if wanted is None and len(ids) == 1:
        return only
    what = f"no record {wanted}" if wanted else f"{len(ids)} records"
    raise Usage(f"{path} holds {what}", "name one with --record ID, or by its line")


def _records(path: str) -> Iterator[tuple[int, Record]]:
    """The coded records of a file with their line numbers.

    Raises:
        Usage: the file is not there, or a line is not a record.
    """
    from dateline.errors import Usage
    from dateline.record import FailedRecord, decode

    if path == "-":
        lines = sys.stdin.buffer.read().splitlines()
    else:
        lines = options.existing(Path(path), "file of records").read_bytes().splitlines()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = decode(line)
        except ValueError as error:
            raise Usage(f"{path}:{number} is not a record: {error}") from error
        if not isinstance(record, FailedRecord):
            yield number, record


def _lines(found: Explained, settings: Settings) -> Iterator[str]:
    why, text = found.why, found.text
    event = why.event
    modes = "".join(f" [{m.value}]" for m in event.modes)
    yield f"{event.type.value}{modes} · {event.status.value} · confidence {event.confidence:.2f}"
    yield f"  sentence    {_quoted(event.sentence, text)}"
    yield f"  trigger     {_quoted(event.trigger, text)}"
    yield f"  decided by  {why.decided_by}" + ("" if found.same else " (the record says otherwise)")
    if settings.events.min_confidence:
        yield f"  floor       confidence {settings.events.min_confidence}"
    yield from _scores(why)
    yield f"  status from {_quoted(why.status_words, text)}"
    for name, side in (("actor", event.actors), ("recipient", event.recipients)):
        for party in side:
            yield f"  {name:11} {_quoted(party.evidence[0], text)} {party.value or 'entity open'}"
    for role in why.roles[:SHOWN]:
        yield (
            f"  considered  {_quoted(role.span, text)} actor {role.actor:.2f}, "
            f"recipient {role.recipient:.2f}, path {role.path}"
        )
    for name, value in (("historical", event.historical), ("hearsay", event.hearsay)):
        if value.value:
            yield f"  {name:11} {_quoted(value.evidence[0], text)}"


def _scores(why: Why) -> Iterator[str]:
    if why.row is not None:
        row = f"{why.row.lemma} → {why.row.event}"
        yield f"  lexicon     {row} ({why.row.where}); rules coded {why.ruled or 'nothing'}"
    else:
        yield "  lexicon     no row for this word"
    for name, scores in (("types", why.types), ("statuses", why.statuses), ("modes", why.modes)):
        if scores:
            yield f"  {name:11} " + ", ".join(f"{what} {score:.2f}" for what, score in scores)


def _quoted(span: Span, text: str) -> str:
    words = " ".join(span.of(text).split())
    return f"“{words}” {span.start}–{span.end}"
