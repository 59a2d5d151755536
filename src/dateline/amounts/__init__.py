"""Amounts: how many were killed, held, moved or came, and how much money changed hands.

Reads BLOCKS, TOKENS, SENTENCES, ENTITIES, EVENTS; writes QUANTITIES, EVENT_SIZES. Only numbers
that count people or money are kept; the words before them say how exact they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.amounts.kinds import befallen, counted, is_one, kind_of
from dateline.amounts.link import Amount, Measurer, with_kind
from dateline.amounts.numbers import Number, numbers
from dateline.config import Settings
from dateline.stage import Layer
from dateline.syntax import Tree
from dateline.twins import headline_twins
from dateline.types import CODED_KINDS, Document, EventSize, Quantity, Span

FROM_TWIN = 0.8
"""What is left of a score when headline and lead share a size."""


@dataclass(frozen=True, slots=True)
class AmountsStage:
    """Counted people and money of the coded blocks, each with the event it measures."""

    name: str = "amounts/2"
    reads: frozenset[Layer] = frozenset(
        {Layer.BLOCKS, Layer.TOKENS, Layer.SENTENCES, Layer.ENTITIES, Layer.EVENTS}
    )
    writes: frozenset[Layer] = frozenset({Layer.QUANTITIES, Layer.EVENT_SIZES})

    def __call__(self, doc: Document, /) -> Document:
        tree = Tree(doc)
        found = list(amounts(doc, tree))
        sizes: tuple[EventSize, ...] = ()
        if doc.events and found:
            measurer = Measurer(doc, tree)
            found = [with_kind(amount, measurer.kind(amount)) for amount in found]
            sizes = shared(doc, tuple(measurer.sizes(found, by=self.name)))
        return replace(doc, quantities=tuple(a.quantity for a in found), event_sizes=sizes)


def make(settings: Settings) -> AmountsStage:
    """The amounts stage; no setting changes it."""
    del settings
    return AmountsStage()


def shared(doc: Document, sizes: tuple[EventSize, ...]) -> tuple[EventSize, ...]:
    """The sizes, and for a headline or lead event without one those of its twin."""
    own: defaultdict[str, list[EventSize]] = defaultdict(list)
    for size in sizes:
        own[size.event].append(size)
    lent = [
        EventSize(event, replace(size.quantity, score=size.quantity.score * FROM_TWIN))
        for event, twin in headline_twins(doc).items()
        if event not in own
        for size in own.get(twin, ())
    ]
    return (*sizes, *lent)


def amounts(doc: Document, tree: Tree) -> Iterator[Amount]:
    """The amounts of all coded blocks, in text order."""
    known = _people(doc, tree)
    for block in doc.blocks:
        if block.kind in CODED_KINDS:
            words = block.span.of(doc.text)
            low = _lowered(words)
            for number in numbers(low):
                amount = _amount(tree, number, low, block.span.start, known)
                if amount:
                    yield amount
            yield from _single(tree, block.span)


def _single(tree: Tree, block: Span) -> Iterator[Amount]:
    """One person whom something befalls: "a guard was killed"."""
    for i in tree.at(block):
        token = tree.tokens[i]
        if token.tag != "NN" or not is_one(tree, i):
            continue
        article = [c for c in tree.of(i, "det") if tree.tokens[c].text.lower() in {"a", "an"}]
        kind = befallen(tree, i) if article else None
        if kind:
            span = tree.span(article[0], i)
            yield Amount(Quantity(span, kind, 1.0, "exact"), i)


def _people(doc: Document, tree: Tree) -> frozenset[int]:
    """Tokens of common nouns by which the actors stage found people."""
    some = (e for e in doc.entities if e.kind in {"person", "group", "population"})
    inside = (i for e in some for span in e.mentions for i in tree.at(span))
    return frozenset(i for i in inside if tree.tokens[i].pos == "NOUN")


def _amount(
    tree: Tree, number: Number, low: str, offset: int, known: frozenset[int]
) -> Amount | None:
    span = Span(offset + number.start, offset + number.end)
    if number.currency is not None:
        unit = number.currency or None
        return Amount(Quantity(span, "money", number.value, number.bound, unit), None)
    core = Span(offset + number.core, offset + number.end)
    kind = kind_of(tree, core, low[number.end : number.end + 80], known)
    if kind is None:
        return None
    noun = counted(tree, tree.at(core))
    return Amount(Quantity(span, kind, number.value, number.bound), noun)


def _lowered(words: str) -> str:
    """The words in lower case, every character still at its offset."""
    low = words.lower()
    if len(low) != len(words):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in words)
    return low
