"""Single questions: who does a phrase mean?"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from dateline import registry
from dateline.actors.knowledge import capital, of_settings
from dateline.config import Settings
from dateline.stage import Stage
from dateline.types import Block, Document, Entity, Origin, Published, Span

MOST_CANDIDATES = 10
NOTHING: dict[str, Any] = {
    "name": None,
    "country": None,
    "sector": None,
    "other_sectors": [],
    "wikidata": None,
    "basis": None,
    "candidates": [],
}


@lru_cache(maxsize=2)
def _stages(settings: Settings) -> tuple[Stage, ...]:
    return tuple(registry.load("stages", name)(settings) for name in ("parse", "actors"))


def resolve_actor(
    text: str,
    *,
    context: str | None = None,
    date: str | None = None,
    country: str | None = None,
    settings: Settings,
) -> dict[str, Any]:
    """Name, country, sectors and candidates of an actor phrase; nothing found is null.

    `context` is a text in which the phrase stands; `country` (ISO3) serves where the
    phrase itself names none.
    """
    if not text.strip():
        return dict(NOTHING)
    inside = context if context and text in context else text
    start = inside.index(text)
    doc = _read(inside, date, settings)
    found = _best(doc, Span(start, start + len(text)))
    if not found and (iso3 := capital(text.strip())):
        return {**NOTHING, "name": text.strip(), "country": iso3, "sector": "GOV", "basis": "kb"}
    if not found and inside is not text:
        doc = _read(text, date, settings)
        found = _best(doc, Span(0, len(text)))
    answer = _answer(found, country)
    if answer["country"] is None and answer["sector"] is None:
        answer["candidates"] = _others(text, date, settings) or answer["candidates"]
    return answer


def _others(text: str, day: str | None, settings: Settings) -> list[dict[str, Any]]:
    """Everybody of that name, where the name alone leaves open who is meant."""
    knowledge = of_settings(settings)
    rows = knowledge.named(text) or knowledge.surname(text.rsplit(maxsplit=1)[-1])
    found = []
    for name in dict.fromkeys(row.name for row in rows):
        mine = [row for row in rows if row.name == name]
        row = knowledge.on(mine, day) or mine[0]
        found.append({"name": name, "country": row.country, "sector": row.sector})
    return found[:MOST_CANDIDATES]


def _read(text: str, date: str | None, settings: Settings) -> Document:
    whole = Block(Span(0, len(text)), "body", 1.0, "a question")
    day = Published(date, "given") if date else Published()
    doc = Document("question", text, Origin("question"), published=day, blocks=(whole,))
    for stage in _stages(settings):
        doc = stage(doc)
    return doc


def _best(doc: Document, phrase: Span) -> list[Entity]:
    """Entities with a mention in the phrase, the one that covers most of it first."""
    scored = []
    for entity in doc.entities:
        shared = max(
            (min(m.end, phrase.end) - max(m.start, phrase.start) for m in entity.mentions),
            default=0,
        )
        if shared > 0:
            scored.append((-shared, entity.id, entity))
    return [entity for _, _, entity in sorted(scored, key=lambda item: item[:2])]


def _answer(found: list[Entity], country: str | None) -> dict[str, Any]:
    if not found:
        return dict(NOTHING)
    best, *others = found
    if best.country is None and country:
        best = replace(best, country=country)
    return {
        "name": best.name,
        "country": best.country,
        "sector": best.sector,
        "other_sectors": list(best.other_sectors),
        "wikidata": best.wikidata,
        "basis": best.basis,
        "candidates": [
            {"name": e.name, "country": e.country, "sector": e.sector} for e in (best, *others)
        ],
    }
