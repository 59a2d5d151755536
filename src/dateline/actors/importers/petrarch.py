"""PETRARCH dictionaries: actors with dated codes, and agents with plurals.

An actor file has a head (`NAME_ [CODE]`), synonyms (`+ALIAS_`) and indented codes with dates
(`[CODE <date]`, `[CODE >date]`, `[CODE date-date]`); an agent file has `NOUN {PLURAL} [~CODE]`
and sets of words to fill in (`!PERSON! = MAN, MEN`). Format: PETRARCH dictionaries' README.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dateline.actors.importers.codes import decoded
from dateline.actors.names import folded
from dateline.actors.own_tables import Tables
from dateline.actors.rows import Agent, Known
from dateline.chronology import safe_day
from dateline.resources import Problem

CENTURY = 30
"""Two-digit years below it are of this century (TABARI manual: dates YYMMDD)."""
_CODE = re.compile(r"\[([^\]]*)\]")
_PLURAL = re.compile(r"\{([^}]*)\}")
_SET = re.compile(r"!([A-Z_]+)!")
_TERM = re.compile(
    r"(?P<code>~?[A-Z]{3,})\s*(?:(?P<side>[<>])\s*(?P<one>\d{6,8})"
    r"|(?P<from>\d{6,8})\s*-\s*(?P<to>\d{6,8}))?"
)
SHORT = 3
"""Names of so many letters stay in capitals, as they must be met: "UN", "ETA"."""
COLLECTIVE = ("POLICE", "FORCE", "ARMY", "MINISTRY", "PARTY", "COMPANY", "AGENCY", "COURT", "BANK")
_MONTHS, _DAYS = 12, 31


@dataclass(slots=True)
class _Entry:
    """One actor while its lines are read."""

    place: str
    names: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)


def read(path: Path) -> Tables:
    """The rows and agents of a dictionary; lines that cannot be used are told and left out."""
    tables = Tables()
    entry: _Entry | None = None
    sets: dict[str, list[str]] = {}
    for place, line in _lines(path):
        body = line.strip()
        if body.count("[") != body.count("]"):
            tables.problems.append(Problem(place, "a bracket is not closed"))
            continue
        if body.startswith("!") and "=" in body:
            name, _, words = body.partition("=")
            sets[name.strip(" !")] = [w.strip() for w in words.split(",") if w.strip()]
        elif "[~" in body:
            _agent(tables, place, body, sets)
        elif line[0] in " \t" and body.startswith("["):
            if entry is None:
                tables.problems.append(Problem(place, "a code stands before any name"))
            else:
                entry.terms += _CODE.findall(body)
        elif body.startswith("+"):
            if entry is None:
                tables.problems.append(Problem(place, "a synonym stands before any name"))
            else:
                entry.names.append(body[1:].partition("[")[0])
        else:
            _close(tables, entry)
            name = body.partition("[")[0].strip()
            entry = _Entry(place, [name] if name else [], _CODE.findall(body))
    _close(tables, entry)
    return tables


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Lines with their place, without comments and blank lines."""
    inside = False
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            inside = inside or line.lstrip().startswith("<!--")
            text = line.partition("#")[0].partition(";")[0].rstrip()
            if text.strip() and not inside:
                yield f"{path}:{number}", text
            inside = inside and "-->" not in line


def _close(tables: Tables, entry: _Entry | None) -> None:
    """The rows of an entry that is complete, one a term."""
    if entry is None:
        return
    names = [n for n in map(written, entry.names) if n]
    if not names or not entry.terms:
        why = "has no code" if names else "has no name"
        tables.problems.append(Problem(entry.place, f"the entry {why}"))
        return
    rows = []
    for term in entry.terms:
        try:
            rows.append(_row(names, term))
        except ValueError as error:
            tables.problems.append(Problem(entry.place, str(error)))
    person = any(row.kind == "person" for row in rows)
    tables.rows += [replace(row, kind="person") if person else row for row in rows]


def _row(names: list[str], term: str) -> Known:
    found = _TERM.fullmatch(term.strip())
    if found is None:
        raise ValueError(f"the code [{term}] is not CODE, CODE <date, CODE >date or CODE date-date")
    country, sector, others = decoded(found["code"])
    since = until = ""
    if found["side"] == ">":
        since = day(found["one"])
    elif found["side"] == "<":
        until = day(found["one"])
    elif found["from"]:
        since, until = day(found["from"]), day(found["to"])
    # Offices are what people hold: nobody writes the dates of a body's becoming a ministry.
    dated = bool(since or until)
    kind = "person" if dated and sector in {"GOV", "ELI", None} else _kind(sector)
    return Known(
        names[0], kind, country, sector, others, None, since, until,
        tuple(names[1:]), "petrarch", layer="imported",
    )  # fmt: skip


def _kind(sector: str | None) -> str:
    return "group" if sector in {"REB", "UAF", "PRM", "CRM"} else "organization"


def _agent(tables: Tables, place: str, body: str, sets: Mapping[str, list[str]]) -> None:
    code, plural = _CODE.search(body), _PLURAL.search(body)
    noun = body.partition("[")[0].partition("{")[0].strip()
    if code is None or not noun:
        tables.problems.append(Problem(place, "an agent is NOUN {PLURAL} [~CODE]"))
        return
    try:
        _, sector, others = decoded(code[1].split()[0])
    except (ValueError, IndexError) as error:
        tables.problems.append(Problem(place, str(error)))
        return
    unknown = [name for name in _SET.findall(noun) if name not in sets]
    if unknown:
        tables.problems.append(Problem(place, f"the set !{unknown[0]}! is not given before"))
        return
    kind = "group" if noun.rstrip("_").endswith(COLLECTIVE) else "person"
    for word in _filled(noun, sets):
        single = _common(word)
        many = _plural(single) if plural is None else _common(plural[1])
        for form in (single, many):
            if form:
                tables.agents.setdefault(form, Agent(kind, sector, others))


def _filled(noun: str, sets: Mapping[str, list[str]]) -> list[str]:
    """The nouns of a pattern: FISHER!PERSON! is fisherman, fishermen and so on."""
    found = _SET.search(noun)
    if found is None:
        return [noun]
    words = sets.get(found[1], [])
    return [f for w in words for f in _filled(noun.replace(found[0], w, 1), sets)]


def _plural(noun: str) -> str:
    if noun.endswith("s"):
        return ""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("ch", "sh", "x", "z")) else "s")


def _common(name: str) -> str:
    return folded(name.replace("_", " "))


def written(name: str) -> str:
    """HAFEZ_AL-ASSAD_ as news writes it; what brackets add is left out."""
    words = re.sub(r"\([^)]*\)?", "", name).replace("_", " ").split()
    if len(words) == 1 and len(words[0]) <= SHORT:
        return words[0]
    return " ".join("-".join(part.capitalize() for part in w.split("-")) for w in words)


def day(digits: str) -> str:
    """ISO day of YYMMDD or YYYYMMDD; days that no month has become the month."""
    if len(digits) == len("YYMMDD"):
        digits = ("20" if int(digits[:2]) < CENTURY else "19") + digits
    year, month, date = digits[:4], int(digits[4:6] or 0), int(digits[6:8] or 0)
    if not 1 <= month <= _MONTHS:
        return year
    whole = safe_day(int(year), month, date) if 1 <= date <= _DAYS else None
    return f"{year}-{month:02}-{date:02}" if whole else f"{year}-{month:02}"
