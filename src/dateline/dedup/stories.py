"""Stories: lineages that tell of one incident, in whatever words."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.chronology import parse_iso
from dateline.clean.words import bag_of, stem, weight

COSINE = 0.3
"""The cosine to a story's average from which a report belongs to it; see
docs/tour/11-gather.md for the run that chose it."""

MAX_DAYS = 7
"""Days between a report and the nearest of a story's reports, where both are dated."""

NAME = 2.0
"""How much more a name counts than a word that is as rare."""

INDEXED = 30
"""A report looks for stories through as many of its heaviest terms."""

_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")

Telling = Mapping[str, float]
"""What a report speaks of: term -> weight, before the corpus is known."""


@dataclass(slots=True)
class Story:
    """A story on its way: the summed unit vectors and the days of its reports."""

    total: dict[str, float] = field(default_factory=dict)
    square: float = 0.0
    days: list[int] = field(default_factory=list)

    def add(self, vector: Telling, day: int | None) -> None:
        """Take in one report."""
        for term, value in vector.items():
            before = self.total.get(term, 0.0)
            self.total[term] = before + value
            self.square += (before + value) ** 2 - before**2
        if day is not None:
            self.days.append(day)

    def cosine(self, vector: Telling) -> float:
        """How close a unit vector lies to the story's average."""
        dot = math.fsum(value * self.total.get(term, 0.0) for term, value in vector.items())
        return dot / math.sqrt(self.square)

    def fits(self, day: int | None) -> bool:
        """Whether a day lies near one of the story's, or one of them is unknown."""
        if day is None or not self.days:
            return True
        return any(abs(day - known) <= MAX_DAYS for known in self.days)


def telling_of(text: str) -> Telling:
    """The terms of a report with the weights its own words give them."""
    bag = bag_of(text)
    counts = Counter(stem(word) for word in _WORD.findall(text.lower()))
    terms = {key: weight(key) * (1 + math.log(counts[key] or 1)) for key in sorted(bag.words)}
    for name in sorted(bag.names):
        terms[name] = weight(name) * NAME * (1 + math.log(counts[name] or 1))
    return {term: value for term, value in terms.items() if value > 1.0}


def stories_of(
    tellings: Sequence[Telling], *, days: Sequence[str | None], digests: Sequence[str]
) -> list[int]:
    """For each report the index of the report that its story is named after.

    Reports join one by one, by day and digest, the nearest story so far or begin one.
    """
    found = [parse_iso(day) if day else None for day in days]
    ordinals = [day.toordinal() if day else None for day in found]
    order = sorted(range(len(tellings)), key=lambda at: (days[at] or "9999", digests[at], at))
    vectors = _vectors(tellings)
    stories: list[Story] = []
    named: list[int] = []
    index: dict[str, list[int]] = defaultdict(list)
    chosen = [0] * len(tellings)
    for at in order:
        vector, day = vectors[at], ordinals[at]
        terms = sorted(vector, key=lambda term: (-vector[term], term))[:INDEXED]
        number = _nearest(vector, day, stories, _near(index, terms))
        if number is None:
            number = len(stories)
            stories.append(Story())
            named.append(at)
        stories[number].add(vector, day)
        for term in terms:
            if number not in index[term][-1:]:
                index[term].append(number)
        chosen[at] = named[number]
    return chosen


def _vectors(tellings: Sequence[Telling]) -> list[Telling]:
    """Unit vectors: weights times how rare a term is among these reports."""
    spread = Counter(term for telling in tellings for term in telling)
    n = len(tellings)
    rare = {term: math.log((n + 2) / (count + 1)) for term, count in spread.items()}
    made: list[Telling] = []
    for telling in tellings:
        # With few reports the corpus says nothing of rarity; the word list then rules.
        vector = {term: value * (1.0 + rare[term]) for term, value in telling.items()}
        length = math.sqrt(math.fsum(value * value for value in vector.values())) or 1.0
        made.append({term: value / length for term, value in vector.items()})
    return made


def _near(index: Mapping[str, Sequence[int]], terms: Sequence[str]) -> list[int]:
    """The stories that share most of the terms, at most 50."""
    hits: Counter[int] = Counter()
    for term in terms:
        hits.update(set(index.get(term, ())[-200:]))
    ranked = sorted(hits.items(), key=lambda pair: (-pair[1], pair[0]))
    return [number for number, _ in ranked[:50]]


def _nearest(
    vector: Telling, day: int | None, stories: Sequence[Story], near: Sequence[int]
) -> int | None:
    best, choice = COSINE, None
    for number in near:
        if stories[number].fits(day):
            cosine = stories[number].cosine(vector)
            if cosine >= best:
                best, choice = cosine, number
    return choice
