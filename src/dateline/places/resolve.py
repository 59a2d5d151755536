"""`dateline resolve place`: one phrase, in its context if there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dateline.config import Settings
from dateline.countries import by_name
from dateline.places import UNSURE
from dateline.places.gazetteer import Candidate, Gazetteer, of_settings
from dateline.places.rank import Ranker
from dateline.places.toponyms import Toponym
from dateline.places.words import abbreviations, words
from dateline.types import Span

_NAME = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w'’.-]*(?: (?:of|the|al|el|de|la)(?= [A-Z])| [A-Z][\w'’.-]*)*")
_SMALL = frozenset({"the", "in", "at", "from", "of"})
_FIELDS = ("name", "country", "admin1", "lat", "lon", "geonameid")


def resolve_place(
    text: str, *, context: str | None, country: str | None, settings: Settings
) -> dict[str, Any]:
    """The place a phrase means, with candidates; fields are null if nothing is found."""
    gazetteer = of_settings(settings)
    phrase, part = _bare(text, gazetteer)
    parts = [words for words in re.split(r"\s*,\s*", phrase) if words]
    toponyms = list(_toponyms(parts, gazetteer))
    toponyms += [t for t in _named(context or "", gazetteer) if t.name not in parts]
    found = Ranker(toponyms, country=country).resolve()[0] if toponyms else None
    place = found.place if found and found.confidence >= UNSURE else None
    answer: dict[str, Any] = {f: getattr(place, f) if place else None for f in _FIELDS}
    answer["resolution"] = (part or place.kind) if place else "unresolved"
    answer["confidence"] = round(found.confidence, 3) if found else 0.0
    answer["candidates"] = [
        {field: getattr(c, field) for field in _FIELDS} | {"kind": c.kind, "score": round(s, 2)}
        for c, s in (found.ranked if found else ())
    ]
    return answer


def _bare(text: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """The name in a phrase without direction words, and what they make of it.

    A word that belongs to a known name stays: "North Kivu", "The Hague".
    """
    tokens, part = text.split(), ""
    while len(tokens) > 1 and not gazetteer.lookup(" ".join(tokens).partition(",")[0]):
        word = tokens[0].lower()
        if word in words("near_before"):
            part = "near"
        elif word in words("direction"):
            part = part or "part_of"
        elif word not in _SMALL:
            break
        tokens.pop(0)
    return " ".join(tokens), part


def _toponyms(parts: list[str], gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Toponyms of "X, Y, Z": each lies within the next."""
    for n, name in enumerate(parts):
        within = n + 1 if n + 1 < len(parts) else None
        yield Toponym(Span(n, n + 1), n, n, name, _candidates(name, gazetteer), within=within)


def _candidates(name: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    short = abbreviations().get(name)
    if short is None:
        return gazetteer.lookup(name)
    return tuple(
        c
        for c in gazetteer.lookup(short.name)
        if c.kind == "admin1" and c.country == short.country and c.admin1 == short.name
    )


def _named(context: str, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Countries and larger places that a context names, in capitals' order."""
    for found in _NAME.finditer(context):
        name = found[0].rstrip(".,")
        if name.lower() in words("not_place"):
            continue
        candidates = gazetteer.lookup(name)
        if name in by_name() or (candidates and candidates[0].population > 10_000):
            yield Toponym(Span(found.start(), found.end()), 0, 0, name, candidates)
