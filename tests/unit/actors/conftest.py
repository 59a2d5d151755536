"""Readers of tiny texts: parsed and with their entities."""

from collections.abc import Callable

import pytest

from dateline import actors, parse
from dateline.config import Settings
from dateline.types import Block, Document, Entity, Origin, Published, Span


@pytest.fixture(scope="package")
def read() -> Callable[..., Document]:
    """A text and its day -> the document with entities."""
    parser, stage = parse.make(Settings()), actors.make(Settings())

    def reading(text: str, day: str | None = None) -> Document:
        published = Published(day, "given") if day else Published()
        body = Block(Span(0, len(text)), "body", 1.0, "a line")
        return stage(parser(Document("x", text, Origin("x"), published, blocks=(body,))))

    return reading


@pytest.fixture(scope="package")
def who(read: Callable[..., Document]) -> Callable[..., Entity | None]:
    """A text, words in it and its day -> the entity of the shortest mention over the words."""

    def asking(text: str, phrase: str, day: str | None) -> Entity | None:
        start = text.index(phrase)
        words = Span(start, start + len(phrase))
        found = [
            (span.end - span.start, entity.id, entity)
            for entity in read(text, day).entities
            for span in entity.mentions
            if span.overlaps(words)
        ]
        return min(found, key=lambda row: row[:2])[2] if found else None

    return asking
