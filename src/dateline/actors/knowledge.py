"""The knowledge base of actors: names with dated roles, agent nouns, titles.

Compiled from a user's tables, what was imported, our tables (`data/actors/`) and the offices
of the World Factbook package into one read-only SQLite file, once; opening it takes
milliseconds, and a name is looked up on disk, so that size costs no memory.
"""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from dateline.actors import compiled, own_tables, shipped_tables, towns
from dateline.actors.factbook import PACKAGE
from dateline.actors.imported import folders as imported
from dateline.actors.names import folded, looked_up, plain
from dateline.actors.rows import LAYERS, Agent, Known
from dateline.config import Settings
from dateline.countries import by_adjective, by_capital, countries
from dateline.errors import BadValue, KnowledgeMissing
from dateline.resources import built, cache_folder, digest_of, shipped

T = TypeVar("T")
FORM = "actors/6"
"""Raise with every change of what is compiled, so that old files are not taken for new."""
ACRONYM = 6
"""A name of at most so many letters, all capitals, matches only in capitals: "US" is not "us"."""
MOST = 200
"""Rows of one name that are looked at; a name that more people bear means nobody."""


class Knowledge:
    """Look-ups over the compiled tables; each process opens the file for itself."""

    def __init__(self, path: Path, digest: str) -> None:
        """Open a compiled file, which nobody writes to while it is open.

        Raises:
            KnowledgeMissing: the file is damaged.
        """
        self.path, self.digest = path, digest
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            self.longest, self.agents = compiled.opened(self._db)
        except (sqlite3.DatabaseError, msgspec.DecodeError) as error:
            raise _damaged(path, error) from error
        self._names: Callable[[str], tuple[tuple[str, Known], ...]] = lru_cache(maxsize=50_000)(
            lambda key: tuple(self._asked(compiled.by_name, key))
        )
        self._towns: Callable[[str], str | None] = lru_cache(maxsize=20_000)(
            lambda key: next(iter(self._asked(compiled.town, key)), None)
        )
        self._surnames: Callable[[str], tuple[Known, ...]] = lru_cache(maxsize=20_000)(
            lambda key: tuple(self._asked(compiled.by_surname, key))
        )

    def _asked(
        self, find: Callable[[sqlite3.Connection, str, int], Iterable[T]], key: str
    ) -> list[T]:
        try:
            return list(find(self._db, key, MOST))
        except (sqlite3.DatabaseError, msgspec.DecodeError) as error:
            raise _damaged(self.path, error) from error

    def town(self, words: str) -> str | None:
        """ISO3 of the country of a town or province, where its name leaves no doubt."""
        return self._towns(towns.key(words))

    @property
    def rows(self) -> Iterable[Known]:
        """Every row."""
        return compiled.all_rows(self._db)

    def named(self, words: str) -> tuple[Known, ...]:
        """The rows of a name, acronyms only where the case agrees.

        Of the layers that know the name only the first speaks.
        """
        pairs = self._names(looked_up(words))
        return _first_layer(r for name, r in pairs if not _acronym(name) or _alike(name, words))

    def surname(self, word: str) -> tuple[Known, ...]:
        """Persons whose name ends in a word, an Arabic article aside."""
        return _first_layer(self._surnames(plain(word)))

    def on(self, rows: Iterable[Known], day: str | None) -> Known | None:
        """The one row that holds on a day; None if none or several persons do.

        A person whose terms all miss the day becomes a former or future official (ELI).
        """
        found = list(rows)
        people = {row.name for row in found}
        holding = [row for row in found if row.covers(day)]
        if len({row.name for row in holding}) == 1:
            return None if _namesakes(holding) else holding[0]
        if len(people) == 1 and found and not holding and not _namesakes(found):
            first = found[0]
            if first.kind != "person" or day is None:
                return _vague(found)
            # A package knows incumbents only: of the time before the term it says nothing.
            told = first.layer != "package" or day > first.since
            sector = "ELI" if told else None
            return _bare(first, sector)
        return None


def _damaged(path: Path, error: Exception) -> KnowledgeMissing:
    hint = f"delete {path} and run `dateline kb build`"
    return KnowledgeMissing(f"{path} is damaged: {error}", hint)


def _first_layer(rows: Iterable[Known]) -> tuple[Known, ...]:
    found = tuple(rows)
    layers = {row.layer for row in found}
    if len(layers) < 2:
        return found
    first = next(layer for layer in LAYERS if layer in layers)
    return tuple(row for row in found if row.layer == first)


def _namesakes(rows: Iterable[Known]) -> bool:
    """Whether rows of one name are of several people: of two states, or two Wikidata items."""
    people = [row for row in rows if row.kind == "person"]
    states = {row.country for row in people} - {None, *own_tables.NO_STATE}
    return len(states) > 1 or len({row.wikidata for row in people} - {None}) > 1


def _bare(row: Known, sector: str | None) -> Known:
    """A person without a role on the day."""
    return Known(
        row.name, "person", row.country, sector,
        source=row.source, wikidata=row.wikidata, layer=row.layer,
    )  # fmt: skip


def _vague(rows: list[Known]) -> Known:
    """What all rows of one name agree on."""
    first = rows[0]
    sectors = {row.sector for row in rows}
    sector = first.sector if len(sectors) == 1 else None
    return Known(
        first.name, first.kind, first.country, sector,
        source=first.source, wikidata=first.wikidata, layer=first.layer,
    )  # fmt: skip


def _alike(acronym: str, words: str) -> bool:
    return acronym.replace(".", "") == words.replace(".", "")


def _acronym(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return len(letters) <= ACRONYM and all(c.isupper() for c in letters)


def build(settings: Settings) -> Mapping[str, str]:
    """Compile the knowledge base if it is not there; its digest by name."""
    return {"actors": f"sha256:{_file(settings)[1]}"}


def of_settings(settings: Settings) -> Knowledge:
    """The knowledge base, compiled first where it is missing, opened once in a process.

    Raises:
        KnowledgeMissing: its folder cannot be written, or the file is damaged.
    """
    path, digest = _file(settings)
    return _opened(path, f"sha256:{digest}")


@cache
def _opened(path: Path, digest: str) -> Knowledge:
    return Knowledge(path, digest)


def _file(settings: Settings) -> tuple[Path, str]:
    own = [Path(folder) for folder in settings.knowledge.tables]
    if missing := [str(folder) for folder in own if not folder.is_dir()]:
        raise BadValue(
            f"knowledge.tables names {missing[0]}, which is no folder",
            "mend the path in the settings",
        )
    others = imported(settings)
    total = hashlib.sha256(_of_shipped().encode())
    for path in [p for folder in own for p in own_tables.files(folder)]:
        total.update(path.read_bytes())
    for folder in others:
        total.update((folder / "about.json").read_bytes())
    digest = total.hexdigest()

    def make(path: Path) -> None:
        rows: list[Known] = []
        agents: dict[str, Agent] = {}
        for folders, layer in ((own, "user"), (others, "imported")):
            for tables in (own_tables.read(folder, layer) for folder in folders):
                rows += tables.rows
                agents = {**tables.agents, **agents}
        compiled.write(
            path,
            [*rows, *shipped_tables.rows()],
            {**shipped_tables.agents(), **agents},
            towns.towns(),
        )

    return built(cache_folder(settings), "actors.sqlite", digest, make), digest


@cache
def _of_shipped() -> str:
    return digest_of((PACKAGE, *towns.PACKAGES), shipped_tables.files(), form=FORM)


def nationality(word: str) -> str | None:
    """ISO3 of a nationality adjective or noun."""
    return by_adjective().get(word)


def capital(word: str) -> str | None:
    """ISO3 of a capital."""
    return by_capital().get(word)


def state(word: str) -> str | None:
    """ISO3 of the federation whose state or province has that name: "Vermont"."""
    return _states().get(word)


def breakaway(word: str) -> str | None:
    """ISO3 of the sovereign of an entity that broke away: "Abkhaz" -> GEO."""
    return _breakaways().get(word)


@cache
def _breakaways() -> Mapping[str, str]:
    with shipped("actors/breakaways.csv").open(encoding="utf-8", newline="") as lines:
        return {row["name"]: row["country"] for row in csv.DictReader(lines)}


@cache
def several_nationals() -> frozenset[str]:
    """Nouns that stand for several nationals of a country: "Danes", "Burkinabe"."""
    return frozenset(n for c in countries() for n in (c.nationals[1:] or c.nationals))


@cache
def _states() -> Mapping[str, str]:
    with shipped("actors/states.csv").open(encoding="utf-8", newline="") as lines:
        return {row["name"]: row["country"] for row in csv.DictReader(lines)}


@cache
def common_surnames() -> frozenset[str]:
    """Surnames that too many people have to mean one without a first name."""
    return frozenset(folded(row["surname"]) for row in shipped_tables.table("common_surnames"))
