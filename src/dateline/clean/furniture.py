"""Which lines of plain text are furniture: page tools, prompts, credits, notices."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.resources import shipped

MAX_LINE = 240
"""Furniture is short; a longer line is never compared."""

_SEAM = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=\w)(?=[|/·•])|(?<=[|/·•])(?=\w)|[\s,|/·•:()\[\]]+")
_VERBS = re.compile(
    r"\b(?:said|says|told|was|were|has|had|will|would|killed|died|fell|rose|met|announced"
    r"|arrested|signed|called|voted|agreed|attacked|accused)\b"
)


@dataclass(frozen=True, slots=True)
class Table:
    """The shipped patterns (each for a whole line) with reasons, and the menu words."""

    quick: re.Pattern[str]
    rules: Sequence[tuple[re.Pattern[str], str]]
    menu: Mapping[str, str]


@cache
def table() -> Table:
    """The table of `data/clean/furniture.csv`."""
    patterns: list[tuple[str, str]] = []
    menu: dict[str, str] = {}
    with shipped("clean/furniture.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["kind"] == "menu":
                menu[row["pattern"]] = row["reason"]
            else:
                patterns.append((row["pattern"], row["reason"]))
    quick = re.compile("|".join(f"(?:{pattern})" for pattern, _ in patterns), re.IGNORECASE)
    rules = [(re.compile(pattern, re.IGNORECASE), reason) for pattern, reason in patterns]
    return Table(quick, rules, menu)


def reason_for(line: str) -> str | None:
    """Why a whole line or short block is furniture, None if it may be of the report.

    Conservative: a line that reads as a sentence, with a verb of news and a full stop,
    is never furniture.
    """
    if len(line) > MAX_LINE or is_sentence(line):
        return None
    line = " ".join(line.split())
    if table().quick.fullmatch(line):
        return next(reason for rule, reason in table().rules if rule.fullmatch(line))
    return _menu_reason(line)


def is_sentence(line: str) -> bool:
    """Whether a line reads as a sentence of a report: closed, with a verb of news."""
    return line.rstrip("\"'”’)").endswith((".", "?", "!")) and bool(_VERBS.search(line))


def _menu_reason(line: str) -> str | None:
    """The reason for a line made of menu words alone, glued together or not."""
    if line.endswith((".", "?", '"', "”")):
        return None
    parts = [part for part in _SEAM.split(line) if part and not part.isdigit()]
    menu = table().menu
    if parts and all(part.lower() in menu for part in parts):
        return menu[parts[0].lower()]
    return None
