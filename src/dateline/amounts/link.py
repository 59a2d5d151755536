"""Which event an amount measures: the one in whose clause it stands, else the nearest."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.syntax import Tree
from dateline.types import Document, Event, EventSize, Quantity, Sourced

MEASURES: dict[str, frozenset[str]] = {
    "dead": frozenset({"ASSAULT"}),
    "injured": frozenset({"ASSAULT"}),
    "missing": frozenset({"ASSAULT"}),
    "arrested": frozenset({"COERCE"}),
    "abducted": frozenset({"ASSAULT", "COERCE"}),
    "displaced": frozenset({"SANCTION", "ASSAULT", "COERCE"}),
    "participants": frozenset({"PROTEST"}),
    "troops": frozenset({"MOBILIZE"}),
    "money": frozenset({"AID"}),
}
"""The event types whose size a kind of amount can be; `people` measures none."""


def event_sizes(
    doc: Document, tree: Tree, quantities: Sequence[Quantity], *, by: str
) -> tuple[EventSize, ...]:
    """The amounts that measure an event, in the order of the amounts."""
    if not doc.events:
        return ()
    triggers = [tree.at(event.trigger) for event in doc.events]
    found: list[EventSize] = []
    for quantity in quantities:
        event = _measured(doc, tree, quantity, triggers)
        if event:
            size = Sourced(quantity, (quantity.span,), by, 0.8)
            found.append(EventSize(event.id, size))
    return tuple(found)


def _measured(
    doc: Document, tree: Tree, quantity: Quantity, triggers: Sequence[list[int]]
) -> Event | None:
    fitting = MEASURES.get(quantity.kind, frozenset())
    inside = tree.at(quantity.span)
    if not fitting or not inside:
        return None
    at = inside[-1]
    above = {token: rank for rank, token in enumerate(tree.up(at))}
    sentence = tree.tokens[at].sentence
    ranked = []
    for n, event in enumerate(doc.events):
        tokens = triggers[n]
        if event.type.value not in fitting or not tokens:
            continue
        if tree.tokens[tokens[0]].sentence != sentence:
            continue
        rank = min((above[t] for t in tokens if t in above), default=len(tree.tokens))
        ranked.append((rank, abs(tokens[0] - at), n))
    return doc.events[min(ranked)[2]] if ranked else None
