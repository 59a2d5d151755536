"""JSONL: the record itself, one a line, failed ones too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from dateline.record import AnyRecord, encode


class JsonlExporter:
    """Writes each record as one line of JSON, flushed as it comes."""

    def __call__(self, records: Iterable[AnyRecord], out: BinaryIO, /) -> None:
        """Write all records to `out`."""
        for record in records:
            out.write(encode(record) + b"\n")
            out.flush()
