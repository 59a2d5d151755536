"""Quotes: who says what, in quotation marks or in the report's own words.

Reads BLOCKS, TOKENS, SENTENCES, MENTIONS, ENTITIES; writes QUOTES. Quotation marks are
read in the characters of a block, never over its border; what is said in other words
comes from the clauses of cue verbs (data/quotes/cues.csv) by the parse.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.config import Settings
from dateline.quotes.attribute import Reading
from dateline.quotes.headline import headlines
from dateline.quotes.order import ordered
from dateline.stage import Layer
from dateline.types import Document


@dataclass(frozen=True, slots=True)
class QuotesStage:
    """Every attribution of a report with its cue, its speaker and who relays it."""

    name: str = "quotes/1"
    reads: frozenset[Layer] = frozenset(
        {Layer.BLOCKS, Layer.TOKENS, Layer.SENTENCES, Layer.MENTIONS, Layer.ENTITIES}
    )
    writes: frozenset[Layer] = frozenset({Layer.QUOTES})

    def __call__(self, doc: Document, /) -> Document:
        reading = Reading(doc)
        found = [*reading.found(), *headlines(reading)]
        return replace(doc, quotes=ordered(reading, found))


def make(settings: Settings) -> QuotesStage:
    """The quotes stage; no setting changes it."""
    del settings
    return QuotesStage()
