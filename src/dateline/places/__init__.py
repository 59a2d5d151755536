"""Places: which words are toponyms, which places they mean, and where events happened.

Reads BLOCKS, TOKENS, SENTENCES, MENTIONS, EVENTS, ENTITIES; writes PLACES, EVENT_PLACES.
Names are looked up in a gazetteer compiled once from open tables; the places of a report
are resolved together; an event's place is one that the report supports, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.config import Settings
from dateline.places.gazetteer import Gazetteer, digest, of_settings, opened
from dateline.places.rank import Ranker, Resolved
from dateline.places.recognise import Recogniser
from dateline.places.scene import Scenes
from dateline.places.toponyms import Toponym
from dateline.stage import Layer
from dateline.syntax import Tree
from dateline.twins import headline_twins
from dateline.types import Document, EventPlace, Place

FROM_TWIN = 0.8
"""What is left of a score when headline and lead share a place."""
UNSURE = 0.25
"""Below this confidence a toponym stays unresolved: a guess among four is no answer."""


@dataclass(frozen=True, slots=True)
class PlaceStage:
    """Toponyms with coordinates, and the place of each event that states one."""

    settings: Settings
    table: Path | None = None
    name: str = "places/1"
    reads: frozenset[Layer] = frozenset(
        {
            Layer.BLOCKS,
            Layer.TOKENS,
            Layer.SENTENCES,
            Layer.MENTIONS,
            Layer.EVENTS,
            Layer.ENTITIES,
        }
    )
    writes: frozenset[Layer] = frozenset({Layer.PLACES, Layer.EVENT_PLACES})

    @property
    def gazetteer(self) -> Gazetteer:
        """The open gazetteer of this process, compiled at first use if need be."""
        return opened(self.table) if self.table else of_settings(self.settings)

    @property
    def resources(self) -> Mapping[str, str]:
        """The digest of what the gazetteer is compiled from, wherever the file lies."""
        return {"gazetteer": f"sha256:{self.gazetteer.digest or digest()}"}

    def __call__(self, doc: Document, /) -> Document:
        scenes = self.scenes(doc)
        links = scenes.all(by=self.name) if doc.events else ()
        return replace(doc, places=tuple(scenes.places), event_places=shared(doc, links))

    def scenes(self, doc: Document) -> Scenes:
        """The places of a document, ready to be asked where its events happened."""
        toponyms = Recogniser(doc, self.gazetteer).all()
        resolved = Ranker(toponyms).resolve()
        places = tuple(place_of(t, r) for t, r in zip(toponyms, resolved, strict=True))
        return Scenes(doc, Tree(doc), toponyms, places)


def make(settings: Settings) -> PlaceStage:
    """The place stage for these settings."""
    return PlaceStage(settings)


def shared(doc: Document, links: Iterable[EventPlace]) -> tuple[EventPlace, ...]:
    """The links, and for a headline or lead event without one the place of its twin."""
    own = {link.event: link.place for link in links}
    found = dict(own)
    for event, twin in headline_twins(doc).items():
        if event not in own and twin in own:
            found[event] = replace(own[twin], score=own[twin].score * FROM_TWIN)
    return tuple(EventPlace(e.id, found[e.id]) for e in doc.events if e.id in found)


def place_of(toponym: Toponym, resolved: Resolved) -> Place:
    """The place of a toponym, with lat None where it stays unresolved."""
    found = resolved.place
    if found is None or found.lat is None or resolved.confidence < UNSURE:
        return Place(
            span=toponym.span,
            name=toponym.name,
            country=resolved.country,
            admin1=None,
            lat=None,
            lon=None,
            geonameid=None,
            resolution="unresolved",
            confidence=round(resolved.confidence, 3),
        )
    return Place(
        span=toponym.span,
        name=found.name,
        country=found.country,
        admin1=found.admin1,
        lat=found.lat,
        lon=found.lon,
        geonameid=found.geonameid,
        resolution=toponym.part or found.kind,
        confidence=round(resolved.confidence, 3),
    )
