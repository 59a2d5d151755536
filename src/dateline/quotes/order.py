"""From found attributions to `Quote`s: order, ids, kind, and who relays whom."""

from __future__ import annotations

from bisect import bisect_left

from dateline.quotes.attribute import Found, Reading
from dateline.types import Quote, QuoteKind, Span


def ordered(reading: Reading, found: list[Found]) -> tuple[Quote, ...]:
    """The attributions in text order as quotes q1, q2 …, each with its relays."""
    kept: dict[tuple[Span, ...], Found] = {}
    for f in sorted(found, key=_place):
        if f.spans:
            kept.setdefault(tuple(f.spans), f)
    items = list(kept.values())
    outer = _relays(items)
    quotes: list[Quote] = []
    for n, f in enumerate(items):
        via, above = [], outer[n]
        while above is not None:
            via.append(f"q{above + 1}")
            above = outer[above]
        kind = _kind(reading, f)
        quotes.append(Quote(f"q{n + 1}", kind, tuple(f.spans), f.cue, f.speaker, tuple(via)))
    return tuple(quotes)


def _place(f: Found) -> tuple[int, int, int]:
    """Text order; of two that begin together the longer first."""
    start = f.spans[0].start if f.spans else 0
    return start, -(f.spans[-1].end if f.spans else 0), f.cue.start if f.cue else 0


def _relays(items: list[Found]) -> list[int | None]:
    """For each attribution the narrowest one whose content holds its cue, if any."""
    spans = sorted((s.start, -s.end, n) for n, f in enumerate(items) for s in f.spans)
    marks = sorted((f.cue.start, f.cue.end, n) for n, f in enumerate(items) if f.cue)
    outer: list[int | None] = [None] * len(items)
    opened: list[tuple[int, int]] = []
    at = 0
    for start, end, n in marks:
        while at < len(spans) and spans[at][0] <= start:
            opened.append((-spans[at][1], spans[at][2]))
            at += 1
        # Spans that ended before this cue hold no later cue either.
        opened = [o for o in opened if o[0] > start]
        holders = [o for o in opened if o[0] >= end and o[1] != n]
        outer[n] = min(holders)[1] if holders else None
    return [_safe(outer, n) for n in range(len(outer))]


def _safe(outer: list[int | None], n: int) -> int | None:
    """The relay of `n`, or None if following relays would come back to `n`."""
    seen, above = {n}, outer[n]
    while above is not None:
        if above in seen:
            outer[n] = None
            return None
        seen.add(above)
        above = outer[above]
    return outer[n]


def _kind(reading: Reading, f: Found) -> QuoteKind:
    """Direct if all words stand in quotation marks, mixed if some do, else indirect."""
    inside = [reading.inside(s.start) for s in f.spans]
    around = reading.inside(f.cue.start) if f.cue else None
    if around is not None:
        return "indirect"
    whole = [q is not None and s.end <= q.end for q, s in zip(inside, f.spans, strict=True)]
    if all(whole):
        return "direct"
    return "mixed" if any(_touches(reading, s) for s in f.spans) else "indirect"


def _touches(reading: Reading, span: Span) -> bool:
    """Whether a quotation begins or goes on inside the span."""
    if reading.inside(span.start) is not None:
        return True
    at = bisect_left(reading.starts, span.start)
    return at < len(reading.starts) and reading.starts[at] < span.end
