"""Readers of tiny texts: parsed, with entities, events and answers."""

import re
from collections.abc import Callable

import pytest

from dateline import actors, events, parse
from dateline.config import EventsSettings, Settings
from dateline.types import Asked, Block, BlockKind, Document, Event, Origin, Predicate, Span


@pytest.fixture(scope="package")
def read() -> Callable[..., Document]:
    """A text -> the document with events by the rules alone; `asked` goes along."""
    return reader("rules")


@pytest.fixture(scope="package")
def model_read() -> Callable[..., Document]:
    """A text -> the document with events as they are coded by default."""
    return reader("default")


def reader(model: str) -> Callable[..., Document]:
    """A reader of texts with an event model."""
    before = (parse.make(Settings()), actors.make(Settings()))

    def reading(
        text: str,
        *,
        kind: BlockKind = "body",
        asked: Asked | None = None,
        min_confidence: float = 0.0,
    ) -> Document:
        block = Block(Span(0, len(text)), kind, 1.0, "a line")
        doc = Document("x", text, Origin("x"), asked=asked or Asked(), blocks=(block,))
        for stage in before:
            doc = stage(doc)
        chosen = EventsSettings(min_confidence=min_confidence, model=model)
        return events.make(Settings(events=chosen))(doc)

    return reading


@pytest.fixture(scope="package")
def code(read: Callable[..., Document]) -> Callable[[str], list[str]]:
    """A text -> its events, each as "TYPE mode/mode status: actor + actor > recipient"."""

    def coding(text: str) -> list[str]:
        return [line(event, text) for event in read(text).events]

    return coding


def line(event: Event, text: str) -> str:
    """An event in one line."""
    modes = "/".join(mode.value for mode in event.modes)
    actor = " + ".join(party.span.of(text) for party in event.actors)
    recipient = " + ".join(party.span.of(text) for party in event.recipients)
    words = f"{event.type.value} {modes} {event.status.value}: {actor} > {recipient}"
    return " ".join(words.split()).replace(" :", ":")


@pytest.fixture(scope="package")
def ask(read: Callable[..., Document]) -> Callable[..., Predicate]:
    """A text and the last of a word in it -> the answer about that predicate."""

    def asking(text: str, word: str, *, kind: BlockKind = "body") -> Predicate:
        start = [found.start() for found in re.finditer(rf"\b{word}\b", text)][-1]
        asked = Asked(predicates=(Span(start, start + len(word)),))
        return read(text, kind=kind, asked=asked).predicates[0]

    return asking


@pytest.fixture(scope="package")
def status(ask: Callable[..., Predicate]) -> Callable[..., str]:
    """A text and a word in it -> the status of that predicate."""
    return lambda text, word, **options: ask(text, word, **options).status


@pytest.fixture(scope="package")
def coded(model_read: Callable[..., Document]) -> Callable[[str], set[tuple[str, str]]]:
    """A text -> the (type, mode) pairs of its events; an event without mode gives ""."""

    def pairs(text: str) -> set[tuple[str, str]]:
        return {
            (event.type.value, mode)
            for event in model_read(text).events
            for mode in ([m.value for m in event.modes] or [""])
        }

    return pairs
