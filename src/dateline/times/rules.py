"""What a rule of the grammar is: a pattern, the words it needs, and how to read a match."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from dateline.syntax import Tree
from dateline.times.calendar import Calendar, Tense
from dateline.times.tense import tense_of
from dateline.types import Span

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


class Reading(NamedTuple):
    """What a match says: TIMEX3 type and value, modifier, end of a range."""

    type: TimeType
    value: str
    mod: str | None = None
    end_value: str | None = None


@dataclass(slots=True)
class Scope:
    """What a rule may look at beside its match: calendar, parse, original words.

    `last` is the last full date read before the match in the report, `quarter` the
    last quarter: "a year earlier" said of a quarter means that quarter a year before.
    """

    calendar: Calendar
    tree: Tree
    text: str
    offset: int
    last: date | None = None
    quarter: str | None = None

    def tense(self, found: re.Match[str]) -> Tense:
        """The tense of the verb that governs the match."""
        return tense_of(self.tree, self.span(found))

    def span(self, found: re.Match[str]) -> Span:
        """The match as a span of the report's text."""
        return Span(self.offset + found.start(), self.offset + found.end())

    def words(self, found: re.Match[str], group: str | int = 0) -> str:
        """The words of a group as the report has them, capitals kept."""
        return self.text[self.offset + found.start(group) : self.offset + found.end(group)]


Read = Callable[[re.Match[str], Scope], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over lower-case words, run only where one of `needs` occurs."""

    name: str
    needs: frozenset[str]
    pattern: re.Pattern[str]
    read: Read


def rule(name: str, needs: str | Iterable[str], pattern: str, read: Read) -> Rule:
    """A rule with its pattern compiled between word edges."""
    words = frozenset(needs.split()) if isinstance(needs, str) else frozenset(needs)
    return Rule(name, words, re.compile(rf"(?<![\w$€£])(?:{pattern})(?![\w])"), read)
