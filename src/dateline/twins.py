"""A headline and its lead tell one event: the place or day of one serves the other."""

from __future__ import annotations

from dateline.types import Document, Event

LEADS = 3
"""Body sentences in which the event of the headline is looked for."""


def headline_twins(doc: Document) -> dict[str, str]:
    """The lead event of each headline event and the reverse, by id.

    Two events are twins if they share type, status and an actor, neither is of the past,
    and one stands in a title and the other in the first body sentences.
    """
    titles = [b.span for b in doc.blocks if b.kind == "title"]
    leads = [s.span for s in doc.sentences if doc.blocks[s.block].kind == "body"][:LEADS]
    heads = [e for e in doc.events if any(span.holds(e.sentence) for span in titles)]
    bodies = [e for e in doc.events if any(span.holds(e.sentence) for span in leads)]
    found: dict[str, str] = {}
    for head in heads:
        twin = next((body for body in bodies if _same(head, body)), None)
        if twin and twin.id not in found:
            found[head.id] = twin.id
            found[twin.id] = head.id
    return found


def _same(a: Event, b: Event) -> bool:
    if a.type.value != b.type.value or a.status.value != b.status.value:
        return False
    if a.historical.value or b.historical.value:
        return False
    shared = {p.value for p in a.actors} & {p.value for p in b.actors}
    return bool(shared - {None})
