"""Writing a gazetteer file: rows of places in, one small read-only SQLite file out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dateline.places.names import normal, without_article

ARABIC = frozenset(
    "SYR IRQ LBN PSE YEM LBY SDN EGY JOR SAU KWT BHR QAT ARE OMN DZA TUN MAR MRT SOM DJI".split()
)
"""Countries whose names are written with and without the article: al-Raqqa, Raqqa."""

PRIMARY, ALTERNATE, STRIPPED = 0, 1, 2
"""How exact a name is: the place's own, another name of it, one without its article."""

FORM = "gazetteer/4"
"""Raise with every change of what is compiled, so that old files are not taken for new."""

_TABLES = """
CREATE TABLE place (id INTEGER PRIMARY KEY, geonameid INTEGER, kind TEXT, name TEXT,
  country TEXT, admin1 TEXT, lat REAL, lon REAL, population INTEGER, radius INTEGER) WITHOUT ROWID;
CREATE TABLE name (key TEXT, place INTEGER, rank INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TEMP TABLE raw (key TEXT, place INTEGER, rank INTEGER);
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A place for the gazetteer; population counts people, radius is in kilometres."""

    name: str
    kind: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    population: int = 0
    radius: int = 0
    others: tuple[str, ...] = ()


def write(rows: Iterable[Row], path: Path) -> None:
    """Write a gazetteer of `rows` to `path`; names are keyed, sorted and packed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES + "BEGIN;")
        for number, row in enumerate(rows, start=1):
            db.execute(
                "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)",
                (
                    number,
                    row.geonameid,
                    row.kind,
                    row.name,
                    row.country,
                    row.admin1,
                    None if row.lat is None else round(row.lat, 4),
                    None if row.lon is None else round(row.lon, 4),
                    row.population,
                    row.radius,
                ),
            )
            db.executemany("INSERT INTO raw VALUES (?,?,?)", _keys(row, number))
        db.execute(
            "INSERT INTO name SELECT key, place, MIN(rank) FROM raw "
            "GROUP BY key, place ORDER BY key, place"
        )
        db.execute("COMMIT")


def _keys(row: Row, number: int) -> Iterator[tuple[str, int, int]]:
    own = normal(row.name)
    keys = {own: PRIMARY}
    for other in row.others:
        keys.setdefault(normal(other), ALTERNATE)
    if row.country in ARABIC:
        for key in tuple(keys):
            bare = without_article(key)
            if bare:
                keys.setdefault(bare, STRIPPED)
    return ((key, number, rank) for key, rank in keys.items() if key)
