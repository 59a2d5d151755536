"""What one phrase shows of an actor."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.types import EntityKind, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """An actor as one phrase shows it, before phrases of one actor are joined.

    `form` is how a person is named: "full", by a "surname" alone, or by a short name that
    the tables hold to be nobody else's ("alias"). `country_at` and `sector_at` are the words of
    the report that tell country and sector, None where only the tables do.
    """

    span: Span
    head: int
    key: str
    kind: EntityKind
    name: str
    country: str | None = None
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    role: str | None = None
    basis: str = "text"
    title: str | None = None
    gender: str | None = None
    form: str = "full"
    wikidata: str | None = None
    country_at: Span | None = None
    sector_at: Span | None = None
