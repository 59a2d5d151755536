"""Amounts: how many were killed, held, moved or came, and how much money changed hands.

Reads BLOCKS, TOKENS, SENTENCES, EVENTS; writes QUANTITIES, EVENT_SIZES. Only numbers
that count people or money are kept; the words before them say how exact they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.amounts.kinds import kind_of
from dateline.amounts.link import event_sizes
from dateline.amounts.numbers import Number, numbers
from dateline.config import Settings
from dateline.stage import Layer
from dateline.syntax import Tree
from dateline.types import CODED_KINDS, Document, Quantity, Span


@dataclass(frozen=True, slots=True)
class AmountsStage:
    """Counted people and money of the coded blocks, each with the event it measures."""

    name: str = "amounts/1"
    reads: frozenset[Layer] = frozenset({Layer.BLOCKS, Layer.TOKENS, Layer.SENTENCES, Layer.EVENTS})
    writes: frozenset[Layer] = frozenset({Layer.QUANTITIES, Layer.EVENT_SIZES})

    def __call__(self, doc: Document, /) -> Document:
        tree = Tree(doc)
        found = tuple(quantities(doc, tree))
        sizes = event_sizes(doc, tree, found, by=self.name)
        return replace(doc, quantities=found, event_sizes=sizes)


def make(settings: Settings) -> AmountsStage:
    """The amounts stage; no setting changes it."""
    del settings
    return AmountsStage()


def quantities(doc: Document, tree: Tree) -> Iterator[Quantity]:
    """The amounts of all coded blocks, in text order."""
    for block in doc.blocks:
        if block.kind in CODED_KINDS:
            words = block.span.of(doc.text)
            low = _lowered(words)
            for number in numbers(low):
                quantity = _quantity(tree, number, low, block.span.start)
                if quantity:
                    yield quantity


def _quantity(tree: Tree, number: Number, low: str, offset: int) -> Quantity | None:
    span = Span(offset + number.start, offset + number.end)
    if number.currency:
        return Quantity(span, "money", number.value, number.bound, number.currency)
    core = Span(offset + number.core, offset + number.end)
    kind = kind_of(tree, core, low[number.end : number.end + 80])
    return Quantity(span, kind, number.value, number.bound) if kind else None


def _lowered(words: str) -> str:
    """The words in lower case, every character still at its offset."""
    low = words.lower()
    if len(low) != len(words):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in words)
    return low
