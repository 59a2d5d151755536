"""CountryInfo files (openeventdata): leaders and members of government with dates.

Blocks in tags, one country each; inside `<Leaders>` the sub-tags name the office, inside
`<Government>` a code stands before the dates and the office after "#". Dates are
`[YYYYMMDD - YYYYMMDD]`, `[>date]` (since then, in office when the file was last updated) and
`[<date]` (until then). Cities, regions and birth dates are not actors and left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dateline.actors.importers.codes import FORMER_CODES, decoded
from dateline.actors.importers.petrarch import day, written
from dateline.actors.own_tables import Tables
from dateline.actors.rows import Known
from dateline.countries import countries
from dateline.resources import Problem

_TAG = re.compile(r"<(/?)([^<>]+)>(?:([^<]*)</\2>)?")
_TERM = re.compile(
    r"\[(?P<code>[A-Z]{3,})?\s*(?:(?P<side>[<>])\s*(?P<one>\d{8})"
    r"|(?P<from>\d{8})\s*-\s*(?P<to>\d{8}))\s*\]"
)
_NAME = re.compile(r"\s*\{?([A-Z0-9][A-Z0-9'’._-]*)")
HEADS = {"kings": "King", "queens": "Queen"}


def read(path: Path) -> Tables:
    """The rows of a file; lines that cannot be used are told and left out."""
    tables = Tables()
    states = {c.iso3: c.name for c in countries()}
    country, section, office = "", "", ""
    for place, line in _lines(path):
        tag = _TAG.match(line.strip())
        if tag:
            closing, name, value = tag.groups()
            if name == "Country":
                country = section = office = ""
            elif name == "CountryCode" and value:
                country = FORMER_CODES.get(value.strip(), value.strip())
                if country not in states:
                    tables.problems.append(Problem(place, f"the country {value!r} has no code"))
            elif name in {"Leaders", "Government"}:
                section, office = ("" if closing else name), ""
            elif section == "Leaders":
                office = "" if closing else name
            continue
        if section and country in states:
            _line(tables, place, line, country, _office(office, states[country]))
    return tables


def _line(tables: Tables, place: str, line: str, country: str, office: str) -> None:
    body, _, told = line.partition("#")
    name = _NAME.match(body)
    terms = list(_TERM.finditer(body))
    if name is None or not terms:
        tables.problems.append(Problem(place, "is not a name with a term"))
        return
    for term in terms:
        sector: str | None = "GOV"
        others: tuple[str, ...] = ()
        home: str | None = country
        if term["code"]:
            try:
                home, sector, others = decoded(term["code"])
            except ValueError as error:
                tables.problems.append(Problem(place, str(error)))
                continue
        since = term["from"] or (term["one"] if term["side"] == ">" else "")
        until = term["to"] or (term["one"] if term["side"] == "<" else "")
        tables.rows.append(
            Known(
                written(name[1]), "person", home or country, sector, others,
                (told.strip() or office or None) if sector not in {"ELI", "OPP"} else None, since and day(since), until and day(until), (),
                "countryinfo", layer="imported",
            )
        )  # fmt: skip


def _office(tag: str, country: str) -> str:
    """The office of a tag: Presidents is "President of Afghanistan"."""
    if not tag:
        return ""
    name = HEADS.get(tag.lower(), tag[:1].upper() + tag[1:])
    single = re.sub(r"^(\w+?)s\b", r"\1", name) if name.split()[0].endswith("s") else name
    return f"{single.replace('inisters', 'inister')} of {country}"


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Lines with their place, without the comment blocks."""
    inside = False
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            inside = inside or line.lstrip().startswith(("<!--", "<Comment>"))
            if line.strip() and not inside and not line.lstrip().startswith("#"):
                yield f"{path}:{number}", line.rstrip()
            inside = inside and not ("-->" in line or "</Comment>" in line)
