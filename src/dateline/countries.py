"""Countries: names, adjectives, nationals and capitals, from `data/actors/countries.csv`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Country:
    """A country as news names it; `iso3` is its code in records."""

    iso3: str
    iso2: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    nationals: tuple[str, ...]
    capital: str
    capital_aliases: tuple[str, ...]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@cache
def countries() -> tuple[Country, ...]:
    """All countries of the table, in its order."""
    path = resources.files("dateline") / "data" / "actors" / "countries.csv"
    return tuple(_rows(csv.DictReader(path.read_text(encoding="utf-8").splitlines())))


def _rows(reader: csv.DictReader[str]) -> Iterator[Country]:
    for row in reader:
        yield Country(
            iso3=row["iso3"],
            iso2=row["iso2"],
            name=row["name"],
            aliases=_split(row["aliases"]),
            adjectives=_split(row["adjectives"]),
            nationals=_split(row["nationals"]),
            capital=row["capital"],
            capital_aliases=_split(row["capital_aliases"]),
        )


@cache
def by_name() -> Mapping[str, str]:
    """ISO3 by country name or alias, case kept ("US" is not "us")."""
    return {n: c.iso3 for c in countries() for n in (c.name, *c.aliases)}


@cache
def by_adjective() -> Mapping[str, str]:
    """ISO3 by nationality adjective or noun of nationals ("Syrian", "Danes")."""
    return {n: c.iso3 for c in countries() for n in (*c.adjectives, *c.nationals)}


@cache
def by_capital() -> Mapping[str, str]:
    """ISO3 by name of the capital."""
    return {n: c.iso3 for c in countries() for n in (c.capital, *c.capital_aliases) if n}
