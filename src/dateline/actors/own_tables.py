"""Tables of others: a user's folder, or what `dateline kb import` made of a file.

A folder holds `actors.csv` (or .yaml) and `agents.csv` (or .yaml), each with the columns of
ACTOR and AGENT; all but the name may be left out. A broken row is told with its file and line
and stops nothing else.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.actors.names import folded
from dateline.actors.rows import Agent, Known
from dateline.actors.shipped_tables import alternatives
from dateline.chronology import safe_day
from dateline.countries import countries
from dateline.ontology import plover
from dateline.resources import Problem

ACTOR = (
    "name", "aliases", "kind", "country", "sector", "other_sectors", "office", "valid_from",
    "valid_to", "wikidata", "source",
)  # fmt: skip
"""Columns of actors.csv: `|` between aliases and between other sectors, dates ISO."""
AGENT = ("noun", "plural", "kind", "sector", "other_sectors", "source")
"""Columns of agents.csv."""
KINDS = ("person", "organization", "group", "country", "population", "other")
NO_STATE = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
"""Country codes of actors that belong to no state."""
SUFFIXES = (".csv", ".yaml", ".yml")

_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_WIKIDATA = re.compile(r"Q[1-9]\d*")
LONGEST_NAME = 12
"""Words of a name at most; longer ones are sentences in the wrong column."""


@dataclass(slots=True)
class Tables:
    """What one folder holds."""

    rows: list[Known] = field(default_factory=list)
    agents: dict[str, Agent] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def files(folder: Path) -> list[Path]:
    """The table files of a folder, `actors` before `agents`."""
    return [
        path
        for stem in ("actors", "agents")
        for suffix in SUFFIXES
        if (path := folder / f"{stem}{suffix}").is_file()
    ]


def read(folder: Path, layer: str) -> Tables:
    """The tables of a folder, as far as they are sound."""
    tables = Tables()
    found = files(folder)
    if not found:
        tables.problems.append(Problem(str(folder), "holds neither actors.csv nor agents.csv"))
    for path in found:
        for place, row in _lines(path, tables.problems):
            try:
                if path.stem == "actors":
                    tables.rows.append(actor(row, layer))
                else:
                    tables.agents.update(agent(row))
            except ValueError as error:
                tables.problems.append(Problem(place, str(error)))
    return tables


def actor(row: Mapping[str, Any], layer: str) -> Known:
    """A checked row of actors.csv.

    Raises:
        ValueError: a cell cannot be used; the message says which and why.
    """
    cells = _cells(row, ACTOR)
    if not cells["name"] or len(cells["name"].split()) > LONGEST_NAME:
        raise ValueError(f"`name` {cells['name']!r} is not a name")
    kind = cells["kind"] or ("person" if cells["office"] else "organization")
    if kind not in KINDS:
        raise ValueError(f"`kind` {kind!r} is none of {', '.join(KINDS)}")
    for column in ("valid_from", "valid_to"):
        if cells[column] and not is_day(cells[column]):
            raise ValueError(f"`{column}` {cells[column]!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    since, until = cells["valid_from"], cells["valid_to"]
    shared = min(len(since), len(until))
    if shared and since[:shared] > until[:shared]:
        raise ValueError(f"the term ends ({until}) before it begins ({since})")
    if cells["wikidata"] and not _WIKIDATA.fullmatch(cells["wikidata"]):
        raise ValueError(f"`wikidata` {cells['wikidata']!r} is not a Q number")
    return Known(
        cells["name"], kind, _country(cells["country"]), _sector(cells["sector"]),
        tuple(s for part in alternatives(cells["other_sectors"]) if (s := _sector(part))),
        cells["office"] or None, since, until, alternatives(cells["aliases"]),
        cells["source"] or layer, cells["wikidata"] or None, layer,
    )  # fmt: skip


def is_day(cell: str) -> bool:
    """Whether a cell is a year, month or day of the calendar."""
    if not _DAY.fullmatch(cell):
        return False
    parts = [int(part) for part in cell.split("-")]
    return safe_day(*[*parts, 1, 1][:3]) is not None


def agent(row: Mapping[str, Any]) -> dict[str, Agent]:
    """A checked row of agents.csv, by folded noun and plural.

    Raises:
        ValueError: a cell cannot be used; the message says which and why.
    """
    cells = _cells(row, AGENT)
    if not cells["noun"]:
        raise ValueError("`noun` is empty")
    kind = cells["kind"] or "person"
    if kind not in KINDS:
        raise ValueError(f"`kind` {kind!r} is none of {', '.join(KINDS)}")
    others = tuple(s for p in alternatives(cells["other_sectors"]) if (s := _sector(p)))
    found = Agent(kind, _sector(cells["sector"]), others)
    return {folded(noun): found for noun in (cells["noun"], cells["plural"]) if noun}


def _cells(row: Mapping[str, Any], columns: tuple[str, ...]) -> dict[str, str]:
    unknown = [str(key) for key in row if key not in columns]
    if unknown:
        have = ", ".join(columns)
        raise ValueError(f"there is no column {unknown[0]!r} (the columns are {have})")
    cells = {}
    for column in columns:
        value = row.get(column)
        if isinstance(value, dict):
            raise ValueError(f"`{column}` holds a mapping, not words")  # noqa: TRY004, as the others
        parts = (
            value if isinstance(value, list) else ["" if value in {None, "null", "~"} else value]
        )
        cells[column] = "|".join(str(part).strip() for part in parts)
    return cells


def _country(code: str) -> str | None:
    if code and code not in NO_STATE and code not in {c.iso3 for c in countries()}:
        raise ValueError(f"`country` {code!r} is no ISO 3166-1 alpha-3 code, nor a code of PLOVER")
    return code or None


def _sector(code: str) -> str | None:
    if code and code not in plover().sectors:
        raise ValueError(f"sector {code!r} is none of PLOVER ({', '.join(plover().sectors)})")
    return code or None


def _lines(path: Path, problems: list[Problem]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Rows with their place; what cannot be read at all becomes a problem."""
    try:
        if path.suffix == ".csv":
            yield from _csv(path, problems)
        else:
            yield from _yaml(path, problems)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.append(Problem(str(path), f"cannot be read: {error}"))


def _csv(path: Path, problems: list[Problem]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        for row in rows:
            place = f"{path}:{rows.line_num}"
            if None in row:
                problems.append(Problem(place, "has more cells than the header"))
            else:
                yield place, {key: value for key, value in row.items() if value is not None}


def _yaml(path: Path, problems: list[Problem]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    import yaml  # type: ignore[import-untyped]

    try:
        # Every cell as it is written: "No" is a name, and 2014-13-01 is told as a broken date.
        rows = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError as error:
        problems.append(Problem(str(path), f"is not YAML: {error}".replace("\n", " ")))
        return
    if not isinstance(rows, list):
        problems.append(Problem(str(path), "is not a list of rows"))
        return
    for number, row in enumerate(rows, start=1):
        place = f"{path}#{number}"
        if isinstance(row, dict):
            yield place, row
        else:
            problems.append(Problem(place, "is not a mapping of columns to values"))
