"""Lines and paragraphs of plain text: where they are, and whether they were hard-wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.types import Span

FINAL = re.compile(r"[.!?…][\"'’”)\]»]*$")
"""The end of a finished sentence."""

_MIN_WIDTH, _MAX_WIDTH = 40, 100
_OPEN = re.compile(
    r"(?:[,;:(–—-]|\b(?:a|an|the|of|in|on|at|to|for|from|by|with|and|or|but|that|which|who|is"
    r"|are|was|were|be|has|have|had|his|her|its|their|as|not|said))$",
    re.IGNORECASE,
)


def paragraphs(text: str) -> Iterator[tuple[Span, ...]]:
    """The paragraphs of a text, each as the trimmed spans of its lines.

    Blank lines part paragraphs; so does an indented line among lines that are not.
    """
    lines: list[Span] = []
    indents: list[int] = []
    at = 0
    for line in [*text.splitlines(keepends=True), ""]:
        words = line.strip()
        if words:
            start = at + line.index(words[0])
            lines.append(Span(start, start + len(words)))
            indents.append(start - at)
        elif lines:
            yield from _by_indent(lines, indents)
            lines, indents = [], []
        at += len(line)


def _by_indent(lines: list[Span], indents: list[int]) -> Iterator[tuple[Span, ...]]:
    flush = min(indents)
    starts = [n for n, indent in enumerate(indents) if n == 0 or indent >= flush + 2]
    if len(starts) > len(lines) * 0.7 or indents.count(flush) < len(lines) / 3:
        starts = [0]  # an even indent, or a quotation: not the mark of a paragraph
    for first, after in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield tuple(lines[first:after])


def typical_width(text: str, groups: Sequence[Sequence[Span]]) -> int:
    """The width at which the text's longer paragraphs are wrapped, 0 if they are not."""
    widths = [_width(lines) for lines in groups if len(lines) >= 3 and _is_wrapped(text, lines)]
    return max(widths, default=0)


def join(text: str, lines: Sequence[Span], *, width: int) -> Iterator[Span]:
    """The lines of a paragraph, put together again where they were wrapped.

    `width` is the typical width of the text's other paragraphs, 0 if unknown.
    """
    if len(lines) > 1 and _is_wrapped(text, lines, width=width):
        yield Span(lines[0].start, lines[-1].end)
        return
    start = lines[0].start
    for line, after in pairwise(lines):
        if not _runs_on(line.of(text), after.of(text)):
            yield Span(start, line.end)
            start = after.start
    yield Span(start, lines[-1].end)


def _width(lines: Sequence[Span]) -> int:
    return max(line.end - line.start for line in lines)


def _is_wrapped(text: str, lines: Sequence[Span], *, width: int = 0) -> bool:
    """Whether each line ends where the next word would have passed the width.

    That is what hard wrapping means; lines that are sentences of their own fail it.
    Two lines alone prove little, so they need the text's width or to run on.
    """
    longest = _width(lines)
    if not _MIN_WIDTH <= longest <= _MAX_WIDTH:
        return False
    pairs = list(pairwise(lines))
    limit = max(longest, width if width <= longest + 12 else 0)
    full = sum(_is_full(text, line, after, limit) for line, after in pairs)
    finished = sum(bool(FINAL.search(line.of(text))) for line, _ in pairs)
    if len(pairs) >= 2:
        return full >= 0.8 * len(pairs) and finished <= 0.5 * len(pairs)
    line, after = pairs[0]
    return full == 1 and (abs(limit - width) <= 12 or _runs_on(line.of(text), after.of(text)))


def _is_full(text: str, line: Span, after: Span, limit: int) -> bool:
    word = after.of(text).split(maxsplit=1)[0]
    # Two characters of grace: justified and ragged text miss the width by a little.
    return line.end - line.start + 1 + len(word) > limit - 2


def _runs_on(line: str, after: str) -> bool:
    """Whether a line goes on in the next: it is open, or the next starts in mid-sentence."""
    if FINAL.search(line):
        return False
    return after[0].islower() or bool(len(line) >= _MIN_WIDTH and _OPEN.search(line))
