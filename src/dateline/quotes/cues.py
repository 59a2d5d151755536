"""Cues: the words that say somebody says, thinks, asks, denies or documents something."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Cue(NamedTuple):
    """A lemma that introduces what somebody says.

    `takes` holds the forms of content it can have: c a clause, x an infinitive, d an
    object, q quoted words.
    """

    lemma: str
    kind: str
    strength: float
    takes: str


@cache
def cues() -> dict[str, Cue]:
    """The cues of data/quotes/cues.csv by lemma; "according to" is found by its shape."""
    return {
        row["lemma"]: Cue(row["lemma"], row["kind"], float(row["strength"]), row["takes"])
        for row in _rows("cues.csv")
    }


@cache
def anonymous_nouns() -> frozenset[str]:
    """Lemmas of nouns that speak without a name: source, official, witness."""
    return frozenset(row["lemma"] for row in _rows("anonymous.csv"))


def _rows(name: str) -> list[dict[str, str]]:
    table = files("dateline").joinpath("data", "quotes", name).read_text(encoding="utf-8")
    return list(csv.DictReader(table.splitlines()))
