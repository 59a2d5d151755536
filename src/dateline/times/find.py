"""Finding the temporal expressions of a block: leftmost, longest, none inside another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.chronology import parse_iso
from dateline.times import dates, spans
from dateline.times.rules import Reading, Rule, Scope
from dateline.types import Span, TimeRef

RULES: tuple[Rule, ...] = (*dates.RULES, *spans.RULES)
_WORD = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")
_GAP = re.compile(r"\s*,?\s*(?:(?:on|at|around|about)\s+)?")
_CLOCKS = frozenset({"clock", "noon"})
_DAYS = frozenset({"weekday", "near", "month-day", "day-month", "iso", "numeric"})


class Found(NamedTuple):
    """An expression of the text with the rule that read it."""

    span: Span
    reading: Reading
    rule: str


def find(scope: Scope, words: str) -> tuple[TimeRef, ...]:
    """The expressions of one block whose words begin at `scope.offset`."""
    low = lowered(words)
    found = _joined(list(_readings(scope, low)), low, scope.offset)
    return tuple(
        TimeRef(
            each.span,
            each.reading.type,
            each.reading.value,
            each.reading.mod,
            each.reading.end_value,
        )
        for each in found
    )


def lowered(words: str) -> str:
    """The words in lower case, every character still at its offset."""
    low = words.lower()
    if len(low) != len(words):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in words)
    return low.replace("\u00a0", " ")


def _readings(scope: Scope, low: str) -> Iterator[Found]:
    """Accepted matches in text order; a refused match leaves room for the next best."""
    taken = 0
    for match, rule in _matches(low):
        if match.start() < taken:
            continue
        reading = rule.read(match, scope)
        if reading is None:
            continue
        taken = match.end()
        if reading.type == "DATE":
            scope.last = parse_iso(reading.value) or scope.last
            if rule.name == "quarter" and "-Q" in reading.value:
                scope.quarter = reading.value
        yield Found(scope.span(match), reading, rule.name)


def _matches(low: str) -> list[tuple[re.Match[str], Rule]]:
    """All matches of all rules that can apply, leftmost and longest first."""
    words = set(_WORD.findall(low))
    if _DIGIT.search(low):
        words.add("0")
    found = [
        (match.start(), -match.end(), order, match)
        for order, rule in enumerate(RULES)
        if not rule.needs.isdisjoint(words)
        for match in rule.pattern.finditer(low)
    ]
    found.sort(key=lambda each: each[:3])
    return [(match, RULES[order]) for _, _, order, match in found]


def _joined(found: Sequence[Found], low: str, offset: int) -> list[Found]:
    """The expressions with `5 p.m.` and `on Sunday` beside it made one."""
    joined: list[Found] = []
    for each in found:
        before = joined[-1] if joined else None
        if before and _GAP.fullmatch(low[before.span.end - offset : each.span.start - offset]):
            if before.rule in _CLOCKS and each.rule in _DAYS:
                joined[-1] = _at(each, before, Span(before.span.start, each.span.end))
                continue
            if before.rule in _DAYS and each.rule in _CLOCKS:
                joined[-1] = _at(before, each, Span(before.span.start, each.span.end))
                continue
        joined.append(each)
    return joined


def _at(day: Found, clock: Found, span: Span) -> Found:
    """A day and a time of it as one expression."""
    moment = clock.reading.value.split("T", 1)[1]
    value = f"{day.reading.value.split('T', 1)[0]}T{moment}"
    return Found(span, Reading("TIME", value, day.reading.mod or clock.reading.mod), "joined")
