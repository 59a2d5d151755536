"""Marks over a text: overlapping spans as properly nested HTML elements."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Characters HTML forbids; offsets are used up before they are replaced.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text with a class, a title, and the id and note of its anchor.

    `rank` orders marks over the same stretch, the lowest outermost; `note` is the label
    of a link to `#to` that follows the last character.
    """

    start: int
    end: int
    kind: str
    title: str = ""
    rank: int = 0
    anchor: str = ""
    note: str = ""
    to: str = ""


def escape(text: str) -> str:
    """The text as HTML, with forbidden characters shown as a replacement mark."""
    return html.escape(_FORBIDDEN.sub("\ufffd", text), quote=True)


def paint(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """The HTML of `text[start:end]` with the marks that touch it.

    Where two marks cross, the one that begins later is closed and opened again, so
    elements nest; an anchor's id is written once, with the first piece.
    """
    inside = sorted(
        (m for m in marks if m.start < end and start < m.end and m.start < m.end),
        key=lambda m: (m.start, -m.end, m.rank),
    )
    return "".join(_pieces(text, start, end, inside))


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[str]:
    cuts = {start, end}
    cuts.update(c for m in marks for c in (m.start, m.end) if start < c < end)
    edges = sorted(cuts)
    waiting = list(reversed(marks))
    open_now: list[Mark] = []
    seen: set[int] = set()
    for left, right in pairwise(edges):
        live = [m for m in open_now if m.end > left]
        while waiting and waiting[-1].start <= left:
            live.append(waiting.pop())
        yield from _close(open_now, live, at=left)
        kept = _shared(open_now, live)
        for mark in live[kept:]:
            yield _tag(mark, first=id(mark) not in seen)
            seen.add(id(mark))
        yield escape(text[left:right])
        open_now = live
    yield from _close(open_now, [], at=end)


def _shared(before: Sequence[Mark], after: Sequence[Mark]) -> int:
    """How many outer elements stay open."""
    count = 0
    for one, other in zip(before, after, strict=False):
        if one is not other:
            break
        count += 1
    return count


def _close(before: Sequence[Mark], after: Sequence[Mark], *, at: int) -> Iterator[str]:
    """End tags of the elements that do not stay open, then the notes of marks that end."""
    yield "</mark>" * (len(before) - _shared(before, after))
    for mark in before:
        if mark.note and mark.end == at:
            yield f'<a class="note" href="#{escape(mark.to)}">{escape(mark.note)}</a>'


def _tag(mark: Mark, *, first: bool) -> str:
    anchor = f' id="{escape(mark.anchor)}"' if mark.anchor and first else ""
    title = f' title="{escape(mark.title)}"' if mark.title else ""
    return f'<mark class="{escape(mark.kind)}"{anchor}{title}>'
