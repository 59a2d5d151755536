"""Places of one's own: `places.csv` in a folder of tables, one row a place.

A broken row is told with its file and line and stops nothing else. Rows without a number of
inhabitants count as towns of 100,000, so that they win over small namesakes elsewhere.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dateline.countries import countries
from dateline.places.compile import Row
from dateline.resources import Problem

FILE = "places.csv"
COLUMNS = (
    "name", "aliases", "kind", "country", "admin1", "lat", "lon", "population", "radius_km",
    "source",
)  # fmt: skip
"""Columns of places.csv: name, lat and lon are needed; `|` stands between aliases."""
KINDS = ("city", "admin1", "admin2", "region", "water")
INHABITANTS = 100_000


@dataclass(slots=True)
class Places:
    """What one file holds."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(folder: Path) -> Places:
    """The places of a folder; none if it has no `places.csv`."""
    found, path = Places(), folder / FILE
    if not path.is_file():
        return found
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        found.problems.append(Problem(str(path), f"cannot be read as UTF-8 text ({error})"))
        return found
    reader = csv.DictReader(text.splitlines())
    unknown = sorted(set(reader.fieldnames or ()) - set(COLUMNS))
    if unknown or "name" not in (reader.fieldnames or ()):
        why = f"unknown column {unknown[0]!r}" if unknown else "there is no column 'name'"
        found.problems.append(Problem(f"{path}:1", f"{why}; columns are {', '.join(COLUMNS)}"))
        return found
    for cells in reader:
        try:
            found.rows.append(place(cells))
        except ValueError as error:
            found.problems.append(Problem(f"{path}:{reader.line_num}", str(error)))
    return found


def place(cells: Mapping[str, str | None]) -> Row:
    """The row of some cells.

    Raises:
        ValueError: a cell is missing or says nothing that can be used.
    """
    told = {key: (value or "").strip() for key, value in cells.items() if key}
    if not told.get("name"):
        raise ValueError("the name is empty")
    kind = told.get("kind") or "city"
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is none of {', '.join(KINDS)}")
    country = told.get("country") or None
    if country and country not in {c.iso3 for c in countries()}:
        raise ValueError(f"country {country!r} is no ISO 3166 code of three letters")
    return Row(
        name=told["name"],
        kind=kind,
        country=country,
        admin1=told.get("admin1") or None,
        lat=_degrees(told.get("lat", ""), "lat", 90),
        lon=_degrees(told.get("lon", ""), "lon", 180),
        population=_count(told.get("population", ""), "population", INHABITANTS),
        radius=_count(told.get("radius_km", ""), "radius_km", 0),
        others=tuple(part.strip() for part in told.get("aliases", "").split("|") if part.strip()),
    )


def _degrees(text: str, column: str, most: float) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{column} {text!r} is no number of degrees") from None
    if not -most <= value <= most:
        raise ValueError(f"{column} {text} is outside -{most:g} to {most:g}")
    return value


def _count(text: str, column: str, default: int) -> int:
    if not text:
        return default
    try:
        value = int(float(text))
    except (ValueError, OverflowError):
        raise ValueError(f"{column} {text!r} is no number") from None
    if value < 0:
        raise ValueError(f"{column} {text} is below zero")
    return value
