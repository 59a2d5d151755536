"""From a coded document to its record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from dateline.record import (
    SCHEMA,
    VERSION,
    BlockInfo,
    CoderInfo,
    DyadInfo,
    EntityInfo,
    EventInfo,
    EventTimeInfo,
    Party,
    Piece,
    PlaceInfo,
    PredicateInfo,
    PublishedInfo,
    QuantityInfo,
    QuoteInfo,
    Record,
    SizeInfo,
    SpeakerInfo,
    TimeInfo,
    WarningInfo,
)
from dateline.types import Document, Event, Quote, Sourced, Span


def assemble(doc: Document, *, models: Mapping[str, str], config: str, ontology: Any) -> Record:
    """The record of a coded document.

    `ontology` answers `quad(event)` and `score(event, modes)`.
    """
    return Record(
        schema=SCHEMA,
        id=doc.id,
        url=doc.origin.url,
        publisher=doc.origin.publisher,
        title=doc.title,
        language=doc.language,
        coder=CoderInfo(VERSION, dict(sorted(models.items())), config),
        published=PublishedInfo(
            doc.published.value, doc.published.basis, _piece(doc.published.evidence)
        ),
        text=doc.text,
        blocks=[
            BlockInfo(b.span.start, b.span.end, b.kind, round(b.confidence, 4), b.reason)
            for b in doc.blocks
        ],
        entities=[_entity(e) for e in doc.entities],
        quotes=[_quote(q) for q in doc.quotes],
        events=_events(doc, ontology),
        places=[_place(p) for p in doc.places],
        times=[TimeInfo(t.span.start, t.span.end, t.type, t.value, t.mod) for t in doc.times],
        quantities=[
            QuantityInfo(q.span.start, q.span.end, q.kind, q.value, q.bound, q.unit)
            for q in doc.quantities
        ],
        warnings=[WarningInfo(w.code, w.message) for w in doc.warnings],
        dyads=_dyads(doc) if doc.asked.dyads else msgspec.UNSET,
        predicates=_predicates(doc) if doc.asked.predicates else msgspec.UNSET,
    )


def _piece(span: Span | None) -> Piece | None:
    return Piece(span.start, span.end) if span else None


def _pieces(spans: tuple[Span, ...]) -> list[Piece]:
    return [Piece(s.start, s.end) for s in spans]


def _entity(entity: Any) -> EntityInfo:
    return EntityInfo(
        entity.id,
        entity.kind,
        entity.name,
        entity.country,
        entity.sector,
        list(entity.other_sectors),
        entity.wikidata,
        entity.role,
        entity.basis,
        _pieces(entity.mentions),
        _piece(entity.country_at),
        _piece(entity.sector_at),
    )


def _quote(quote: Quote) -> QuoteInfo:
    speaker = quote.speaker
    said_by = (
        SpeakerInfo(speaker.span.start, speaker.span.end, speaker.entity, speaker.anonymous)
        if speaker
        else None
    )
    return QuoteInfo(
        quote.id,
        quote.kind,
        _pieces(quote.content),
        _piece(quote.cue),
        said_by,
        list(quote.via),
    )


def _place(place: Any) -> PlaceInfo:
    return PlaceInfo(
        place.span.start,
        place.span.end,
        place.name,
        place.country,
        place.admin1,
        place.lat,
        place.lon,
        place.geonameid,
        place.resolution,
        round(place.confidence, 4),
    )


def _party(party: Sourced[str | None]) -> Party:
    return Party(party.span.start, party.span.end, party.value)


def _events(doc: Document, ontology: Any) -> list[EventInfo]:
    where = {link.event: link.place for link in doc.event_places}
    when = {link.event: link.when for link in doc.event_times}
    sizes: dict[str, list[SizeInfo]] = {}
    for link in doc.event_sizes:
        many = link.quantity.value
        sizes.setdefault(link.event, []).append(
            SizeInfo(many.kind, many.value, many.bound, many.span.start, many.span.end)
        )
    return [
        _event(event, ontology, where=where, when=when, size=sizes.get(event.id, []))
        for event in doc.events
    ]


def _event(
    event: Event,
    ontology: Any,
    *,
    where: Mapping[str, Any],
    when: Mapping[str, Any],
    size: list[SizeInfo],
) -> EventInfo:
    modes = [m.value for m in event.modes]
    place = where.get(event.id)
    time = when.get(event.id)
    return EventInfo(
        id=event.id,
        event=event.type.value,
        mode=modes,
        context=[c.value for c in event.contexts],
        cameo=event.cameo.value if event.cameo else None,
        quad=ontology.quad(event.type.value),
        score=ontology.score(event.type.value, modes),
        status=event.status.value,
        historical=event.historical.value,
        hearsay=event.hearsay.value,
        trigger=Piece(event.trigger.start, event.trigger.end),
        sentence=Piece(event.sentence.start, event.sentence.end),
        actor=[_party(p) for p in event.actors],
        recipient=[_party(p) for p in event.recipients],
        place=_place(place.value) if place else None,
        time=_event_time(time) if time else None,
        size=size,
        according_to=list(event.according_to),
        confidence=round(event.confidence, 4),
    )


def _event_time(time: Sourced[Any]) -> EventTimeInfo:
    when = time.value
    return EventTimeInfo(
        time.span.start, time.span.end, when.value, when.end_value, when.precision, when.basis
    )


def _dyads(doc: Document) -> list[DyadInfo]:
    return [
        DyadInfo(
            Piece(d.source.start, d.source.end),
            Piece(d.target.start, d.target.end),
            d.event,
            list(d.modes),
            d.status,
            round(d.confidence, 4),
        )
        for d in doc.dyads
    ]


def _predicates(doc: Document) -> list[PredicateInfo]:
    return [PredicateInfo(p.span.start, p.span.end, p.status, p.historical) for p in doc.predicates]
