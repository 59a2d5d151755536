"""Times: when things happened, as TIMEX3 values and as the time of each event.

Reads BLOCKS, TOKENS, SENTENCES, EVENTS; writes TIMES, EVENT_TIMES. Relative words are
resolved from the day of publication; without one a value goes only as far as its words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.config import Settings
from dateline.stage import Layer
from dateline.syntax import Tree
from dateline.times.calendar import Calendar, anchor_of
from dateline.times.find import find
from dateline.times.rules import Scope
from dateline.times.story import Story
from dateline.twins import headline_twins
from dateline.types import CODED_KINDS, Document, EventTime, Sourced, TimeRef, When

FROM_TWIN = 0.8
"""What is left of a score when headline and lead share a time."""


@dataclass(frozen=True, slots=True)
class TimesStage:
    """Temporal expressions of the coded blocks, and the time of every event that has one."""

    name: str = "times/1"
    reads: frozenset[Layer] = frozenset({Layer.BLOCKS, Layer.TOKENS, Layer.SENTENCES, Layer.EVENTS})
    writes: frozenset[Layer] = frozenset({Layer.TIMES, Layer.EVENT_TIMES})

    def __call__(self, doc: Document, /) -> Document:
        tree = Tree(doc)
        found = times(doc, tree)
        linked = tuple(Story(doc, tree, found).all(by=self.name)) if doc.events else ()
        return replace(doc, times=found, event_times=shared(doc, linked))


def make(settings: Settings) -> TimesStage:
    """The times stage; no setting changes it."""
    del settings
    return TimesStage()


def shared(doc: Document, links: tuple[EventTime, ...]) -> tuple[EventTime, ...]:
    """The links, and for a headline or lead event without one the time its twin is told."""
    own = {link.event: link.when for link in links}
    found = dict(own)
    for event, twin in headline_twins(doc).items():
        told = own.get(twin)
        if told and told.value.basis == "text" and _weak(own.get(event)):
            found[event] = replace(told, score=told.score * FROM_TWIN)
    return tuple(EventTime(e.id, found[e.id]) for e in doc.events if e.id in found)


def _weak(when: Sourced[When] | None) -> bool:
    """Whether an event has no time of its own words."""
    return when is None or when.value.basis == "published"


def times(doc: Document, tree: Tree) -> tuple[TimeRef, ...]:
    """The temporal expressions of all coded blocks, in text order."""
    anchor = anchor_of(doc.published.value)
    scope = Scope(Calendar(anchor), tree, doc.text, 0)
    found: list[TimeRef] = []
    for block in doc.blocks:
        if block.kind in CODED_KINDS:
            scope.offset = block.span.start
            found.extend(find(scope, block.span.of(doc.text)))
    return tuple(found)
