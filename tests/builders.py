"""Builders of valid records from a text: spans are given as words and looked up in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.ontology import plover
from dateline.record import (
    BlockInfo,
    CoderInfo,
    EntityInfo,
    ErrorInfo,
    EventInfo,
    EventTimeInfo,
    FailedRecord,
    Party,
    Piece,
    PlaceInfo,
    PublishedInfo,
    QuoteInfo,
    Record,
    SizeInfo,
    SpeakerInfo,
)

CODER = CoderInfo("0.1.0", {}, "sha256:0")


def piece(text: str, words: str, *, nth: int = 0) -> Piece:
    """The span of the `nth` occurrence of `words`, which must be in the text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Piece(start, start + len(words))


def record(text: str, **fields: Any) -> Record:
    """A record of `text`: by default each line is a body block and nothing is coded."""
    published = fields.pop("published", None)
    defaults: dict[str, Any] = {
        "schema": "dateline/1",
        "id": "r1",
        "url": None,
        "publisher": None,
        "title": None,
        "language": "en",
        "coder": CODER,
        "published": PublishedInfo(published, "given" if published else "none", None),
        "text": text,
        "blocks": list(blocks(text)),
    }
    empty = ("entities", "quotes", "events", "places", "times", "quantities", "warnings")
    return Record(**{**defaults, **{name: [] for name in empty}, **fields})


def blocks(text: str, kinds: Mapping[int, tuple[str, str]] | None = None) -> Iterator[BlockInfo]:
    """A block a line; `kinds` gives the kind and reason of lines that are no body."""
    start = 0
    for number, line in enumerate(text.split("\n")):
        kind, reason = (kinds or {}).get(number, ("body", "paragraph"))
        if line.strip():
            yield BlockInfo(start, start + len(line), kind, 0.9, reason)
        start += len(line) + 1


def failed(report_id: str = "bad.txt", message: str = "[DL302] there is no text") -> FailedRecord:
    """A report that could not be read."""
    return FailedRecord("dateline/1", report_id, ErrorInfo("empty", message))


def entity(text: str, name: str, **fields: Any) -> EntityInfo:
    """An entity called `name`; the mention is `words`, else the name, if in the text."""
    words = fields.pop("words", name)
    mentions = [piece(text, words)] if words in text else []
    defaults: dict[str, Any] = {
        "id": "e1",
        "kind": "person",
        "name": name,
        "country": None,
        "sector": None,
        "other_sectors": [],
        "wikidata": None,
        "role": None,
        "basis": "text",
        "mentions": mentions,
    }
    return EntityInfo(**{**defaults, **fields})


def party(text: str, words: str, entity_id: str | None = None, *, nth: int = 0) -> Party:
    """An actor or recipient by its words."""
    span = piece(text, words, nth=nth)
    return Party(span.start, span.end, entity_id)


def event(text: str, trigger: str, **fields: Any) -> EventInfo:
    """An event of `trigger`; `sentence` is words, by default the trigger's line."""
    word = piece(text, trigger, nth=fields.pop("nth", 0))
    sentence = fields.pop("sentence", None)
    kind = fields.pop("event", "CONSULT")
    modes = fields.pop("mode", [])
    defaults: dict[str, Any] = {
        "id": "v1",
        "event": kind,
        "mode": modes,
        "context": [],
        "cameo": None,
        "quad": plover().quad(kind),
        "score": plover().score(kind, modes),
        "status": "actual",
        "historical": False,
        "hearsay": False,
        "trigger": word,
        "sentence": piece(text, sentence) if sentence else _line(text, word),
        "place": None,
        "time": None,
        "confidence": 0.9,
    }
    empty = ("actor", "recipient", "size", "according_to")
    return EventInfo(**{**defaults, **{name: [] for name in empty}, **fields})


def _line(text: str, word: Piece) -> Piece:
    end = text.find("\n", word.end)
    return Piece(text.rfind("\n", 0, word.start) + 1, end if end >= 0 else len(text))


def place(text: str, words: str, **fields: Any) -> PlaceInfo:
    """A place of that name, unresolved unless fields say more."""
    span = piece(text, words, nth=fields.pop("nth", 0))
    empty = ("country", "admin1", "lat", "lon", "geonameid")
    defaults: dict[str, Any] = {"name": words, "resolution": "unresolved", "confidence": 0.8}
    return PlaceInfo(span.start, span.end, **{**defaults, **dict.fromkeys(empty), **fields})


def time(text: str, words: str, value: str | None, **fields: Any) -> EventTimeInfo:
    """The time of an event, a day of the text unless fields say otherwise."""
    span = piece(text, words, nth=fields.pop("nth", 0))
    defaults: dict[str, Any] = {"end_value": None, "precision": "day", "basis": "text"}
    return EventTimeInfo(span.start, span.end, value, **{**defaults, **fields})


def size(text: str, words: str, kind: str, value: float, *, bound: str = "exact") -> SizeInfo:
    """How many, by the words that say so."""
    span = piece(text, words)
    return SizeInfo(kind, value, bound, span.start, span.end)


def quote(text: str, content: str, speaker: str | None, **fields: Any) -> QuoteInfo:
    """A quotation and the words for who says it; `entity` and `anonymous` go to him."""
    said_by = speaker and piece(text, speaker)
    entity_id, anonymous = fields.pop("entity", None), fields.pop("anonymous", False)
    via: Sequence[str] = fields.pop("via", [])
    return QuoteInfo(
        id=fields.pop("id", "q1"),
        kind=fields.pop("kind", "direct"),
        content=[piece(text, content)],
        cue=None,
        speaker=SpeakerInfo(said_by.start, said_by.end, entity_id, anonymous) if said_by else None,
        via=list(via),
    )
