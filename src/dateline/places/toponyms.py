"""Toponyms, and windows of words that may be one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from dateline.places.gazetteer import Candidate
from dateline.types import Span


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place: tokens [first, last], the name to look up, its context.

    `part` is "part_of" ("northern Homs"), "near" or ""; `within` the index of the toponym
    that follows in "X, Y"; `area` is set for "Homs province", which is not the city.
    """

    span: Span
    first: int
    last: int
    name: str
    candidates: tuple[Candidate, ...]
    part: str = ""
    within: int | None = None
    area: bool = False


class Window(NamedTuple):
    """Tokens [first, last] that are a name of the gazetteer."""

    first: int
    last: int
    name: str
    key: str
    candidates: tuple[Candidate, ...]
