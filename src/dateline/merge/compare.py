"""Comparing two mentions of events: could they tell of one incident?"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.record import EventInfo, Record

WORD = re.compile(r"[A-Za-z]{4,}")
NEAR_KM = 3.0
"""Two resolved cities farther apart are two places: protests 5 km apart stay two."""
SHARED_WORDS = 0.2
"""Jaccard overlap of the sentences' words that joins mentions whose parties leave it open."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An event in its record, with what is compared."""

    record: Record
    event: EventInfo
    actors: frozenset[str]
    recipients: frozenset[str]
    words: frozenset[str]

    @property
    def id(self) -> str:
        """Record and event id, for lists of members."""
        return f"{self.record.id} {self.event.id}"


def mentions(records: Iterable[Record]) -> Iterator[Mention]:
    """Every event of the records, in order."""
    for record in records:
        for event in record.events:
            sentence = record.words(event.sentence)
            yield Mention(
                record,
                event,
                _parties(record, event.actor),
                _parties(record, event.recipient),
                frozenset(w.lower() for w in WORD.findall(sentence)),
            )


def _parties(record: Record, parties: Iterable[object]) -> frozenset[str]:
    """Country and sector, and the name, of each party: what two reports may share."""
    found: set[str] = set()
    for party in parties:
        entity = record.entity(getattr(party, "entity", None))
        if entity:
            found.add(entity.name.casefold())
            if entity.country:
                found.add(f"{entity.country}/{entity.sector}")
    return frozenset(found)


def same_incident(a: Mention, b: Mention) -> bool:
    """Whether nothing said of the two contradicts, and enough of it agrees."""
    if a.event.status == "negation" or b.event.status == "negation":
        return a.event.status == b.event.status and _agree(a, b) and a.words == b.words
    if (a.event.status == "actual") != (b.event.status == "actual"):
        return False
    if a.record.id == b.record.id and a.event.trigger != b.event.trigger:
        return _agree(a, b) and _day(a) is not None and _day(a) == _day(b)
    return _agree(a, b) and _overlap(a.words, b.words) >= SHARED_WORDS


def _agree(a: Mention, b: Mention) -> bool:
    if _apart(a.actors, b.actors) or _apart(a.recipients, b.recipients):
        return False
    if _apart(frozenset(a.event.mode), frozenset(b.event.mode)):
        return False  # boats seized and crews arrested on one day are two events
    if _day(a) and _day(b) and _day(a) != _day(b):
        return False
    return not _far(a.event, b.event)


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Both sides name somebody, and nobody in common."""
    return bool(a) and bool(b) and not a & b


def _day(mention: Mention) -> str | None:
    return mention.event.time.value if mention.event.time else None


def _far(a: EventInfo, b: EventInfo) -> bool:
    if not a.place or not b.place or a.place.lat is None or b.place.lat is None:
        return False
    exact = {"city", "near"}
    if a.place.resolution not in exact or b.place.resolution not in exact:
        return bool(a.place.country and b.place.country and a.place.country != b.place.country)
    return kilometres(a.place.lat, a.place.lon or 0.0, b.place.lat, b.place.lon or 0.0) > NEAR_KM


def kilometres(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Great-circle distance in km of two points in degrees (haversine, R = 6371 km)."""
    fa, fb = math.radians(lat_a), math.radians(lat_b)
    half = math.sin((fb - fa) / 2) ** 2
    half += math.cos(fa) * math.cos(fb) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0
