"""Quotation marks: where quoted words begin and end, in the characters of one block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MARK = re.compile("[\"“”„‟«»‘’']")
_CLOSERS = {"“": "”“", "‟": "”", "„": "“”", "«": "»", '"': '"”', "‘": "’", "'": "'"}
_SINGLE = frozenset("‘'")
_AFTER_CLOSER = re.compile(r"[\s.,;:!?)\]—–-]|$")
MAX_SINGLE = 600
"""Characters between single marks: longer ones are a stray apostrophe, not speech."""


class Quoted(NamedTuple):
    """Quoted words with their marks, as [start, end) in the text; closed or run to the end."""

    start: int
    end: int
    closed: bool


def quoted(text: str, start: int, end: int) -> Iterator[Quoted]:
    """The outermost quotations between `start` and `end`, in order; linear in their length.

    A mark that never closes runs to the end of the block (a speech that goes on in the
    next paragraph); an apostrophe is no mark, and single marks must close.
    """
    marks = [m.start() for m in _MARK.finditer(text, start, end)]
    at = 0
    while at < len(marks):
        opener = marks[at]
        if not _opens(text, opener, start, end):
            at += 1
            continue
        close = _close(text, marks, at, end)
        if close is not None:
            yield Quoted(opener, marks[close] + 1, True)
            at = close + 1
        elif text[opener] in _SINGLE:
            at += 1
        else:
            yield Quoted(opener, end, False)
            return


def _opens(text: str, at: int, start: int, end: int) -> bool:
    """Whether the mark at `at` can begin a quotation."""
    mark = text[at]
    if mark not in _CLOSERS or at + 1 >= end or text[at + 1].isspace():
        return False
    before = text[at - 1] if at > start else " "
    if mark in _SINGLE:
        return not before.isalnum() and text[at + 1].isalpha()
    # 5" is a length, not a quotation.
    return not (mark == '"' and before.isdigit())


def _close(text: str, marks: list[int], at: int, end: int) -> int | None:
    """The index in `marks` that closes the mark with index `at`, None if none does."""
    opener = marks[at]
    closers = _CLOSERS[text[opener]]
    single = text[opener] in _SINGLE
    for i in range(at + 1, len(marks)):
        here = marks[i]
        if single and here - opener > MAX_SINGLE:
            return None
        if text[here] not in closers:
            continue
        # A second opening mark closes only if it stands where a closing one would: a typo.
        glued = not text[here - 1].isspace()
        if text[here] == "“" and text[opener] == "“" and not glued:
            continue
        if single and not (glued and (here + 1 >= end or _AFTER_CLOSER.match(text, here + 1))):
            continue
        return i
    return None
