"""What a pronoun or description is asked with: who could be meant, and what speaks for each.

The signals are those of the literature on salience and centring (Lappin and Leass 1994; Grosz,
Joshi and Weinstein 1995): distance, grammatical role, prominence, agreement, parallelism. Their
weights are fitted (`training/references.py`) on annotated reports of our corpus.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "dative", "agent"})
HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})
PRONOUNS = HE | SHE | THEY | IT
FARTHEST = 4
"""Sentences between words of one actor that still make a chain."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One mention: where it stands and in which part."""

    head: int
    sentence: int
    paragraph: int
    dep: str
    clause: int
    quoted: bool
    pronoun: bool
    first: bool
    headline: bool


@dataclass(slots=True)
class Referent:
    """Somebody (or, without keys, some thing) that may be meant again."""

    keys: tuple[str, ...]
    kind: str
    number: str
    gender: str | None = None
    named: bool = False
    country: str | None = None
    sector: str | None = None
    known_as: str = ""
    noun: str = ""
    shown: list[Shown] = field(default_factory=list)

    @property
    def last(self) -> Shown:
        """The latest mention."""
        return self.shown[-1]


@dataclass(frozen=True, slots=True)
class Asked:
    """The word whose meaning is asked."""

    head: int
    word: str
    sort: str
    shown: Shown
    possessive: bool
    wants_somebody: bool
    ups: frozenset[int]


def salience(asked: Asked, one: Referent, *, alone: bool, latest: bool) -> dict[str, float]:
    """The signals of a pronoun and one who may be meant."""
    here, last = asked.shown, one.last
    distance = here.sentence - last.sentence
    found = {
        "bias": 1.0,
        f"distance {min(distance, 3)}": 1.0,
        "paragraphs": float(min(3, here.paragraph - last.paragraph)),
        "often": math.log1p(len(one.shown)),
        f"kind {one.kind or 'thing'}": 1.0,
        f"number {one.number}": 1.0,
    }
    flags = {
        "subject": last.dep in SUBJECTS,
        "object": last.dep in OBJECTS,
        "owner": last.dep == "poss",
        "first": last.first,
        "named": one.named,
        "parallel": last.dep in SUBJECTS and here.dep in SUBJECTS,
        "own clause": distance == 0 and last.dep in SUBJECTS and last.clause in asked.ups,
        "chain": last.pronoun,
        "chain near": last.pronoun and distance <= 1,
        "gender told": one.gender is not None,
        "several": len(one.keys) > 1,
        "quoted": here.quoted,
        "quoted apart": here.quoted != last.quoted,
        "wants somebody": asked.wants_somebody and bool(one.keys),
        "alone": alone,
        "latest": latest,
        "possessive": asked.possessive,
        "possessive subject": asked.possessive and distance == 0 and last.dep in SUBJECTS,
        "headline": last.headline,
        "thing near": not one.keys and distance == 0,
    }
    found.update({name: 1.0 for name, holds in flags.items() if holds})
    return found


def fits(asked: Asked, one: Referent) -> bool:
    """Whether number, gender and kind allow a pronoun to mean somebody."""
    word = asked.word
    if word in HE | SHE:
        gender = "m" if word in HE else "f"
        return one.number == "s" and one.kind == "person" and one.gender in {None, gender}
    if not one.keys and asked.wants_somebody:
        return False
    if word in THEY:
        return one.number in {"p", "c"} or len(one.keys) > 1
    return one.number in {"c", "s"} and one.kind not in {"person", "population"}


def score(weights: Mapping[str, float], signals: Mapping[str, float]) -> float:
    """The weighted sum of signals."""
    return sum(weights.get(name, 0.0) * value for name, value in signals.items())
