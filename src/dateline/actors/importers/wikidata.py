"""A Wikidata JSON dump in one pass: people with offices and dates, and bodies that act.

What an item is depends on classes that may come later in the dump, so everything that may count
is noted in a scratch file on disk (memory stays small) and sorted out at the end: people who
hold or held an office (P39 with P580 and P582), parties, armed groups, state bodies,
international and non-governmental organisations, media. Format: the Wikibase JSON data model.
"""

from __future__ import annotations

import bz2
import gzip
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, cast

import msgspec

from dateline.actors.rows import Known
from dateline.countries import countries
from dateline.errors import Unreadable
from dateline.resources import Problem

HUMAN = "Q5"
OFFICES: Mapping[str, str] = MappingProxyType(
    {
        "Q48352": "GOV", "Q2285706": "GOV", "Q30461": "GOV", "Q14212": "GOV", "Q83307": "GOV",
        "Q121998": "GOV", "Q132050": "GOV", "Q30185": "GOV", "Q486839": "LEG", "Q16533": "JUD",
        "Q189290": "MIL",
    }
)  # fmt: skip
"""Classes of office by sector: head of state, of government, president, prime minister, minister,
ambassador, governor, mayor, member of parliament, judge, military officer."""

BODIES: Mapping[str, tuple[str, str | None, str | None]] = MappingProxyType(
    {
        "Q7278": ("organization", "PTY", None), "Q17149090": ("group", "UAF", None),
        "Q192350": ("organization", "GOV", None), "Q327333": ("organization", "GOV", None),
        "Q35749": ("organization", "LEG", None), "Q41487": ("organization", "JUD", None),
        "Q176799": ("organization", "MIL", None), "Q772547": ("organization", "MIL", None),
        "Q35535": ("organization", "COP", None), "Q47913": ("organization", "SPY", None),
        "Q484652": ("organization", None, "IGO"), "Q245065": ("organization", None, "IGO"),
        "Q79913": ("organization", None, "NGO"), "Q11032": ("organization", "JRN", None),
        "Q15265344": ("organization", "JRN", None), "Q192283": ("organization", "JRN", None),
        "Q178790": ("organization", "LAB", None), "Q1530022": ("organization", "REL", None),
    }
)  # fmt: skip
"""Classes of body by kind, sector and, for those of no state, country code: political party,
armed organisation, ministry, government agency, parliament, court, military unit, armed forces,
police, intelligence agency, international and intergovernmental organisation, NGO, newspaper,
broadcaster, news agency, trade union, religious organisation."""

DAY, MONTH = 11, 10
"""Precisions of a Wikibase time value."""
OFTEN = 100_000
DEEPEST = 12
"""Steps up the tree of classes at most; it has loops."""

_SCHEMA = """
CREATE TABLE above (item TEXT, class TEXT);
CREATE TABLE label (item TEXT PRIMARY KEY, name TEXT, aliases TEXT) WITHOUT ROWID;
CREATE TABLE home (item TEXT PRIMARY KEY, country TEXT) WITHOUT ROWID;
CREATE TABLE iso (item TEXT PRIMARY KEY, code TEXT) WITHOUT ROWID;
CREATE TABLE term (person TEXT, office TEXT, since TEXT, until TEXT);
CREATE TABLE body (item TEXT, since TEXT, until TEXT);
CREATE TABLE kind (item TEXT, class TEXT);
"""


@dataclass(slots=True)
class Seen:
    """How far a reader is: lines read, items noted."""

    lines: int = 0
    noted: int = 0


class Dump:
    """One dump, noted in a scratch file and then given out as rows."""

    def __init__(self, scratch: Path, languages: Sequence[str] = ("en",)) -> None:
        """Begin a scratch file at a path; labels and aliases are taken in these languages."""
        self.languages = tuple(languages)
        self.problems: list[Problem] = []
        self.seen = Seen()
        self._above: dict[str, list[str]] = {}
        self._db = sqlite3.connect(scratch)
        self._db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)

    def close(self) -> None:
        """Let go of the scratch file."""
        self._db.close()

    def note(self, path: Path, tell: Callable[[Seen], None] = lambda _: None) -> None:
        """Read a dump (.json, .json.gz, .json.bz2), telling now and then how far it is.

        Raises:
            Unreadable: the file cannot be opened.
        """
        with _opened(path) as lines:
            try:
                for line in lines:
                    self.seen.lines += 1
                    self._line(line, f"{path}:{self.seen.lines}")
                    if self.seen.lines % OFTEN == 0:
                        tell(self.seen)
            except (EOFError, zlib.error, OSError) as error:
                place = f"{path}:{self.seen.lines}"
                why = f"the file breaks off ({error}); what came before is kept"
                self.problems.append(Problem(place, why))
        self._db.execute("CREATE INDEX above_item ON above (item)")
        self._db.execute("CREATE INDEX kind_item ON kind (item)")
        self._db.commit()

    def _line(self, line: bytes, place: str) -> None:
        text = line.strip().rstrip(b",")
        if text in {b"", b"[", b"]"}:
            return
        try:
            item = _decoder.decode(text)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            self.problems.append(Problem(place, f"is no Wikidata item: {error}"))
            return
        if item.type == "item" and item.id:
            self._item(item)

    def _item(self, item: Item) -> None:
        add = self._db.execute
        kinds = list(item.items("P31"))
        above = list(item.items("P279"))
        for value in above:
            add("INSERT INTO above VALUES (?, ?)", (item.id, value))
        if code := next(item.strings("P298"), None):
            add("INSERT OR IGNORE INTO iso VALUES (?, ?)", (item.id, code))
        person = HUMAN in kinds
        terms = list(item.terms()) if person else []
        named = self._named(item)
        if not named or (person and not terms):
            return
        self.seen.noted += 1
        add(
            "INSERT OR IGNORE INTO label VALUES (?, ?, ?)", (item.id, named[0], "|".join(named[1:]))
        )
        homes = ("P27",) if person else ("P1001", "P17")
        if home := next((v for p in homes for v in item.items(p)), None):
            add("INSERT OR IGNORE INTO home VALUES (?, ?)", (item.id, home))
        for office, since, until in terms:
            add("INSERT INTO term VALUES (?, ?, ?, ?)", (item.id, office, since, until))
        if not person and kinds:
            begun, ended = (next(item.days(p), "") for p in ("P571", "P576"))
            add("INSERT INTO body VALUES (?, ?, ?)", (item.id, begun, ended))
            self._db.executemany("INSERT INTO kind VALUES (?, ?)", [(item.id, k) for k in kinds])

    def _named(self, item: Item) -> list[str]:
        """The label and further names, first that of the first language that has one."""
        found: dict[str, None] = {}
        labels = item.labels if isinstance(item.labels, dict) else {}
        aliases = item.aliases if isinstance(item.aliases, dict) else {}
        for language in self.languages:
            if label := labels.get(language):
                found.setdefault(label.value, None)
        for language in self.languages:
            for alias in aliases.get(language, ()):
                found.setdefault(alias.value, None)
        return [name.replace("|", " ") for name in found]

    def rows(self) -> Iterator[Known]:
        """People, one row a term, then bodies."""
        yield from self._people()
        yield from self._bodies()

    def _people(self) -> Iterator[Known]:
        query = (
            "SELECT t.person, p.name, p.aliases, t.office, o.name, t.since, t.until FROM term t "
            "JOIN label p ON p.item = t.person LEFT JOIN label o ON o.item = t.office "
            "ORDER BY t.rowid"
        )
        for person, name, aliases, office, role, since, until in self._db.execute(query):
            sector = self._first(self._classes(office), OFFICES)
            country = self._country(office) or self._country(person)
            yield Known(
                name, "person", country, sector, (), role, since, until, _several(aliases),
                f"wikidata {person}", person, "imported",
            )  # fmt: skip

    def _bodies(self) -> Iterator[Known]:
        query = (
            "SELECT b.item, l.name, l.aliases, b.since, b.until FROM body b "
            "JOIN label l ON l.item = b.item ORDER BY b.rowid"
        )
        for item, name, aliases, since, until in self._db.execute(query).fetchall():
            classes = [
                k
                for (kind,) in self._db.execute("SELECT class FROM kind WHERE item = ?", (item,))
                for k in self._classes(kind)
            ]
            found = self._first(classes, BODIES)
            if found:
                kind, sector, general = found
                yield Known(
                    name, kind, general or self._country(item), sector, (), None, since, until,
                    _several(aliases), f"wikidata {item}", item, "imported",
                )  # fmt: skip

    def _classes(self, item: str) -> list[str]:
        """An item and all classes above it, the nearest first."""
        if item not in self._above:
            self._above[item] = self._climbed(item)
        return self._above[item]

    def _climbed(self, item: str) -> list[str]:
        found, edge = [item], [item]
        for _ in range(DEEPEST):
            above = [
                parent
                for child in edge
                for (parent,) in self._db.execute(
                    "SELECT class FROM above WHERE item = ?", (child,)
                )
            ]
            edge = [parent for parent in dict.fromkeys(above) if parent not in found]
            found += edge
            if not edge:
                break
        kinds = self._db.execute("SELECT class FROM kind WHERE item = ?", (item,))
        return [*found, *(k for (k,) in kinds if k not in found)]

    @staticmethod
    def _first(classes: Sequence[str], table: Mapping[str, Any]) -> Any:
        return next((table[c] for c in classes if c in table), None)

    def _country(self, item: str) -> str | None:
        query = "SELECT i.code FROM home h JOIN iso i ON i.item = h.country WHERE h.item = ?"
        code = self._db.execute(query, (item,)).fetchone()
        return code[0] if code and code[0] in self._states else None

    @cached_property
    def _states(self) -> frozenset[str]:
        return frozenset(c.iso3 for c in countries())


def _several(aliases: str) -> tuple[str, ...]:
    return tuple(a for a in aliases.split("|") if a)


class Named(msgspec.Struct):
    """A label or alias."""

    value: str


class Item(msgspec.Struct):
    """What we read of an item; everything else of the line is skipped."""

    id: str = ""
    type: str = "item"
    labels: dict[str, Named] | list[Any] = msgspec.field(default_factory=dict)
    aliases: dict[str, list[Named]] | list[Any] = msgspec.field(default_factory=dict)
    claims: dict[str, list[dict[str, Any]]] | list[Any] = msgspec.field(default_factory=dict)

    def _snaks(self, name: str) -> Iterator[tuple[Any, dict[str, Any]]]:
        """(value, claim) of the claims of a property that are not deprecated."""
        claims = self.claims if isinstance(self.claims, dict) else {}  # empty, it is a list
        for claim in claims.get(name, ()):
            if claim.get("rank") != "deprecated":
                value = _value(claim.get("mainsnak"))
                if value is not None:
                    yield value, claim

    def items(self, name: str) -> Iterator[str]:
        """The items that a property points at."""
        for value, _ in self._snaks(name):
            if isinstance(value, dict) and isinstance(value.get("id"), str):
                yield value["id"]

    def strings(self, name: str) -> Iterator[str]:
        """The strings of a property."""
        for value, _ in self._snaks(name):
            if isinstance(value, str):
                yield value

    def days(self, name: str) -> Iterator[str]:
        """The dates of a property."""
        for value, _ in self._snaks(name):
            if day := _day(value):
                yield day

    def terms(self) -> Iterator[tuple[str, str, str]]:
        """(office, since, until) of every office held."""
        for value, claim in self._snaks("P39"):
            if isinstance(value, dict) and isinstance(value.get("id"), str):
                since, until = (_qualifier(claim, p) for p in ("P580", "P582"))
                yield value["id"], since, until


def _value(snak: object) -> Any:
    if not isinstance(snak, dict) or snak.get("snaktype", "value") != "value":
        return None
    held = snak.get("datavalue")
    return held.get("value") if isinstance(held, dict) else None


def _qualifier(claim: Mapping[str, Any], name: str) -> str:
    held = claim.get("qualifiers")
    snaks = held.get(name, ()) if isinstance(held, dict) else ()
    return next((day for snak in snaks if (day := _day(_value(snak)))), "")


def _day(value: object) -> str:
    """ISO day, month or year of a time value, as exact as it says it is; "" before our era."""
    if not isinstance(value, dict) or not str(value.get("time", "")).startswith("+"):
        return ""
    day, precision = str(value["time"])[1:11], value.get("precision", DAY)
    if precision >= DAY:
        return day
    return day[:7] if precision == MONTH else day[:4]


_decoder = msgspec.json.Decoder(Item)


def _opened(path: Path) -> IO[bytes]:
    try:
        if path.suffix == ".gz":
            opened: Any = gzip.open(path)  # noqa: SIM115, the caller closes it
        elif path.suffix == ".bz2":
            opened = bz2.open(path)  # noqa: SIM115
        else:
            opened = path.open("rb")
    except OSError as error:
        raise Unreadable(f"cannot open {path}: {error.strerror}") from error
    return cast(IO[bytes], opened)
