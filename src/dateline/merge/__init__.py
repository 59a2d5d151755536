"""Merge: events of many records -> incidents, with their disagreements kept.

First form: events of one type join when their sentences tell of the same parties, day and
place as far as both say, and their reports are copies or share actors and words. A later
session learns the comparison; the shape of the output stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from dateline.config import Settings
from dateline.errors import StoreError
from dateline.merge.compare import Mention, mentions, same_incident
from dateline.merge.reconcile import incident
from dateline.record import FailedRecord, Record, decode


@dataclass(frozen=True)
class Merger:
    """Records in, incidents out, in the order of their first member."""

    settings: Settings

    def read(self, paths: list[str], *, stdin: BinaryIO, broken: list[str]) -> Iterator[Record]:
        """Records of files or standard input; lines that are none go to `broken`."""
        for path in paths:
            for number, line in enumerate(_lines(path, stdin), start=1):
                try:
                    record = decode(line)
                except msgspec.DecodeError as error:
                    broken.append(f"{path}#{number}: not a record: {error}")
                    continue
                if isinstance(record, Record):
                    yield record

    def __call__(self, items: Iterable[Record], /) -> Iterator[dict[str, Any]]:
        groups: list[list[Mention]] = []
        by_type: dict[str, list[list[Mention]]] = {}
        records = sorted(
            (r for r in items if not isinstance(r, FailedRecord)), key=lambda r: (r.id, _digest(r))
        )
        for mention in mentions(records):
            near = by_type.setdefault(mention.event.event, [])
            home = next((g for g in near if any(same_incident(m, mention) for m in g)), None)
            if home is None:
                home = []
                near.append(home)
                groups.append(home)
            home.append(mention)
        for group in groups:
            yield incident(group)


def make(settings: Settings) -> Merger:
    """The merger for these settings."""
    return Merger(settings)


def _digest(record: Record) -> str:
    return hashlib.sha256(record.text.encode("utf-8", "surrogatepass")).hexdigest()


def _lines(path: str, stdin: BinaryIO) -> Iterator[bytes]:
    if path == "-":
        yield from (line for line in stdin if line.strip())
        return
    if not Path(path).is_file():
        raise StoreError(f"there are no records at {path}")
    with Path(path).open("rb") as lines:
        yield from (line for line in lines if line.strip())
