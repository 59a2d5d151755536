"""Parse: the one place that knows spaCy.

Reads BLOCKS, LANGUAGE; writes TOKENS, SENTENCES, MENTIONS. Only coded blocks are parsed, each
on its own, so no sentence crosses a block. A report is parsed as one batch and never
together with others: its parse depends on its own text alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from dateline.config import Settings
from dateline.parse.mentions import mentions
from dateline.parse.model import Model, load_model
from dateline.parse.tokens import ParsedBlock, collect
from dateline.stage import Layer
from dateline.types import CODED_KINDS, Block, Document

MAX_PIECE = 20_000
"""Characters parsed at once: spaCy's memory grows with the text, about 1 MB a 1,000."""

_BLANKS = {code: " " for code in range(0x3000 + 1) if chr(code).isspace()}


@dataclass(frozen=True)
class ParseStage:
    """Tokens, sentences and mentions of every coded block."""

    settings: Settings
    name: str = "parse/1"
    reads: frozenset[Layer] = frozenset({Layer.BLOCKS, Layer.LANGUAGE})
    writes: frozenset[Layer] = frozenset({Layer.TOKENS, Layer.SENTENCES, Layer.MENTIONS})

    @cached_property
    def model(self) -> Model:
        """The language model, loaded at first use."""
        return load_model(self.settings)

    @property
    def resources(self) -> Mapping[str, str]:
        """The model's name and version with the digest of its files."""
        return {self.model.name: self.model.digest}

    def __getstate__(self) -> dict[str, Any]:
        """Settings only: each process loads the model itself."""
        return {"settings": self.settings, "name": self.name}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, reads=ParseStage.reads, writes=ParseStage.writes)

    def __call__(self, doc: Document, /) -> Document:
        if doc.language not in {None, *self.settings.clean.languages}:
            return doc  # a parse of another language would be nonsense
        pieces = list(_pieces(doc))
        parsed = self.model.parse([words for words, _, _ in pieces])
        blocks = [
            ParsedBlock(tree, offset=offset, block=block)
            for tree, (_, offset, block) in zip(parsed, pieces, strict=True)
        ]
        tokens, sentences = collect(blocks)
        return replace(doc, tokens=tokens, sentences=sentences, mentions=mentions(blocks, tokens))


def make(settings: Settings) -> ParseStage:
    """The parse stage for these settings."""
    return ParseStage(settings)


def _pieces(doc: Document) -> Iterator[tuple[str, int, int]]:
    """What is parsed at once, as (words, offset in the text, block index)."""
    for index, block in enumerate(doc.blocks):
        if block.kind in CODED_KINDS:
            for start, end in _cut(doc.text, block):
                # Line ends and odd blanks become plain blanks: same length, better parse.
                yield doc.text[start:end].translate(_BLANKS), start, index


def _cut(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Stretches of a block of at most MAX_PIECE characters, cut at blanks if it can be."""
    start, stop = block.span.start, block.span.end
    while stop - start > MAX_PIECE:
        blank = text.rfind(" ", start + MAX_PIECE // 2, start + MAX_PIECE)
        cut = blank + 1 if blank > 0 else start + MAX_PIECE
        if text[start:cut].strip():
            yield start, cut
        start = cut
    if text[start:stop].strip():
        yield start, stop
