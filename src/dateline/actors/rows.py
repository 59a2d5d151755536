"""Rows of the knowledge base: somebody known, and a common noun that names actors."""

from __future__ import annotations

from dataclasses import dataclass

LAYERS = ("user", "imported", "dateline", "package")
"""Where a row comes from; where layers disagree about a name, the earlier one is believed."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody the tables know, with the term of the role (ISO dates, "" open)."""

    name: str
    kind: str
    country: str | None
    sector: str | None
    other_sectors: tuple[str, ...] = ()
    role: str | None = None
    since: str = ""
    until: str = ""
    aliases: tuple[str, ...] = ()
    source: str = "dateline"
    wikidata: str | None = None
    layer: str = "dateline"

    def covers(self, day: str | None) -> bool:
        """Whether the role held on an ISO day; years and months count whole."""
        if day is None:
            return not self.until
        return (not self.since or self.since <= day) and (
            not self.until or day[: len(self.until)] <= self.until
        )


@dataclass(frozen=True, slots=True)
class Agent:
    """A common noun or title that names an actor by what it is."""

    kind: str
    sector: str | None
    other_sectors: tuple[str, ...]
    inherits: bool = False
