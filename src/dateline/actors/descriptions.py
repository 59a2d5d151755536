"""What a definite description can stand for: "the group", "the Russian president".

Rows of `data/actors/descriptions.csv`: a noun, whether it is one (`s`), several (`p`) or a body
that is both (`c`), the kinds and sectors it may stand for, and the words one of which the name,
role or description of the one meant must hold ("=": the noun itself).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.actors.names import folded
from dateline.actors.shipped_tables import alternatives
from dateline.resources import shipped


@dataclass(frozen=True, slots=True)
class Description:
    """One noun, and who it can stand for."""

    noun: str
    number: str
    kinds: frozenset[str]
    sectors: frozenset[str]
    words: tuple[str, ...]

    def may_be(self, kind: str, sector: str | None, known_as: str) -> bool:
        """Whether it can stand for an actor of this kind and sector, known by these words."""
        if kind not in self.kinds:
            return False
        told = f" {folded(known_as)} "
        if _holds(told, self.noun) or _holds(told, self.noun.rstrip("s")):
            return True
        if self.words:
            return any(_holds(told, word) for word in self.words) and self.words != ("=",)
        return not self.sectors or (sector or "") in self.sectors


def _holds(told: str, word: str) -> bool:
    return f" {word} " in told or f" {word}s " in told


@cache
def descriptions() -> Mapping[str, Description]:
    """The rows by noun."""
    with shipped("actors/descriptions.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["noun"]: Description(
                row["noun"],
                row["number"],
                frozenset(alternatives(row["kinds"])),
                frozenset(part.strip() for part in row["sectors"].split("|"))
                if row["sectors"]
                else frozenset(),
                alternatives(row["words"]),
            )
            for row in csv.DictReader(lines)
        }
