"""The report's own date of publication, where the text states it outside running prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.chronology import WRITTEN_DATE, day_of
from dateline.types import Block, Published, Span

FIRST, LAST = 6, 4
"""How many blocks at the start and the end of a report may carry its date."""

MAX_LINE = 140
_UPDATED = re.compile(r"\b(?:updated?|modified|revised|edited)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|posted|released|issued|first)\b", re.IGNORECASE)
_RIGHTS = re.compile(r"©|\(c\)|copyright|since|expires", re.IGNORECASE)


def find_published(text: str, blocks: Sequence[Block]) -> Published | None:
    """The day that a dateline, byline or date line states in full, None without one.

    A line that says "published" comes before one that says nothing, and that before
    one that says "updated"; among equals the first one counts.
    """
    ranked = sorted(_candidates(text, blocks), key=lambda found: found[0])
    return ranked[0][1] if ranked else None


def _candidates(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, Published]]:
    last = len(blocks) - LAST
    for index, block in enumerate(blocks):
        if FIRST <= index < last or block.kind in ("body", "title", "caption", "foreign"):
            continue
        line = block.span.of(text)
        if len(line) > MAX_LINE or _RIGHTS.search(line):
            continue
        for found in WRITTEN_DATE.finditer(line):
            day = day_of(found)
            if day:
                rank = _rank(line[: found.start()])
                if index >= FIRST and rank == 1:
                    continue  # a bare date near the end may be a heading or a footnote
                start = block.span.start + found.start()
                evidence = Span(start, start + len(found[0]))
                yield rank, Published(day.isoformat(), "text", evidence)


def _rank(before: str) -> int:
    """0 for a date labelled as that of publication, 1 for an unlabelled one, 2 updated."""
    updated = [found.start() for found in _UPDATED.finditer(before)]
    published = [found.start() for found in _PUBLISHED.finditer(before)]
    if updated and (not published or updated[-1] > published[-1]):
        return 2
    return 0 if published else 1
