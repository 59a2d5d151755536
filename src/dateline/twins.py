"""A headline and its lead tell one event: the place or day of one serves the other."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.types import Document, Event

LEADS = 3
"""Body sentences in which the event of the headline is looked for."""


def headline_twins(doc: Document) -> dict[str, str]:
    """The lead event of each headline event and the reverse, by id.

    Two events are twins if they share type, status and a party, neither is of the past,
    and one stands in a title and the other in the first body sentences; or if each is the
    only one of its type there, and nothing says that their parties differ.
    """
    titles = [b.span for b in doc.blocks if b.kind == "title"]
    leads = [s.span for s in doc.sentences if doc.blocks[s.block].kind == "body"][:LEADS]
    heads = [e for e in doc.events if any(span.holds(e.sentence) for span in titles)]
    bodies = [e for e in doc.events if any(span.holds(e.sentence) for span in leads)]
    found: dict[str, str] = {}
    for head in heads:
        twin = next((body for body in bodies if _same(head, body)), None)
        twin = twin or _only(head, heads, bodies)
        if twin and twin.id not in found:
            found[head.id] = twin.id
            found[twin.id] = head.id
    return found


def _same(a: Event, b: Event) -> bool:
    if not _alike(a, b):
        return False
    actors = {p.value for p in a.actors} & {p.value for p in b.actors}
    recipients = {p.value for p in a.recipients} & {p.value for p in b.recipients}
    return bool((actors | recipients) - {None})


def _alike(a: Event, b: Event) -> bool:
    same = a.type.value == b.type.value and a.status.value == b.status.value
    return same and not a.historical.value and not b.historical.value


def _only(head: Event, heads: Sequence[Event], bodies: Sequence[Event]) -> Event | None:
    """The one event of the lead like a headline's only one, if their known parties agree."""
    some = [body for body in bodies if _alike(head, body)]
    if len(some) != 1 or sum(_alike(head, other) for other in heads) != 1:
        return None
    body = some[0]
    for ours, theirs in ((head.actors, body.actors), (head.recipients, body.recipients)):
        known = {p.value for p in ours} - {None}, {p.value for p in theirs} - {None}
        if known[0] and known[1] and not known[0] & known[1]:
            return None
    return body
