"""CAMEO actor codes, as PETRARCH and CountryInfo files write them, in PLOVER's terms.

A code is a row of three-letter parts: a country or general actor, then roles, then groups,
for instance SYRGOV, IGOUNO or USAGOVMIL (CAMEO codebook 1.1b3, chapters 3 and 4).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dateline.actors.own_tables import NO_STATE
from dateline.countries import countries
from dateline.ontology import plover

FORMER_CODES: Mapping[str, str] = MappingProxyType(
    {
        "PAL": "PSE", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "KSV": "KOS", "XKX": "KOS",
        "BUR": "MMR", "SCG": "SRB", "YUG": "SRB", "SUN": "RUS", "DDR": "DEU", "CSK": "CZE",
    }
)  # fmt: skip
"""Codes no longer in ISO 3166-1 (or never), and those we write."""

SECTORS: Mapping[str, str] = MappingProxyType(
    {
        "MED": "JRN", "HLH": "MED", "INS": "REB", "SEP": "PRE", "RAD": "UAF", "ENV": "SOC",
        "HRI": "SOC", "DEV": "SOC", "SET": "CVL", "PPL": "CVL", "MOD": "PTY", "UIS": "UNK",
        "STU": "EDU", "JEW": "REL", "MOS": "REL", "CHR": "REL", "BUD": "REL", "HIN": "REL",
        "SIK": "REL", "MUS": "REL",
    }
)  # fmt: skip
"""CAMEO roles and religions by PLOVER sector, where the names differ (MED was the media)."""

FIRST = frozenset({"REB", "OPP", "UAF", "PRM", "SPY", "JUD", "MIL", "COP", "LEG"})
"""Sectors that say more than GOV or another first role: GOVMIL is the military first."""


def decoded(code: str) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Country, sector and further sectors of a code ("~GOV": any country's).

    Raises:
        ValueError: no part of the code is known.
    """
    letters = code.lstrip("~")
    parts = [letters[n : n + 3] for n in range(0, len(letters), 3)]
    states = {c.iso3 for c in countries()}
    country: str | None = None
    sectors: list[str] = []
    for n, part in enumerate(parts):
        name = FORMER_CODES.get(part, part)
        if (country is None and n == 0 and (name in states or name in NO_STATE)) or (
            n > 0 and country in {"IGO", "NGO"} and name in {"UNO", "EUR"}
        ):
            country = name
        elif (sector := SECTORS.get(part, part)) in plover().sectors and sector not in sectors:
            sectors.append(sector)
    if country is None and not sectors:
        raise ValueError(f"nothing is known of the code {code!r}")
    telling = [s for s in sectors if s in FIRST]
    first = next(iter(telling or sectors), None)
    return country, first, tuple(s for s in sectors if s != first)
