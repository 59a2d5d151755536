"""Words around toponyms, from `data/places/words.csv` and `abbreviations.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dateline.resources import shipped


class Abbreviation(NamedTuple):
    """A short form of a state; `bound` ones mean it only after "X, "."""

    name: str
    country: str
    bound: bool


@cache
def words(use: str) -> frozenset[str]:
    """The words of one use, for instance `direction` or `near_before`."""
    with shipped("places/words.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["word"] for row in csv.DictReader(lines) if row["use"] == use)


@cache
def abbreviations() -> Mapping[str, Abbreviation]:
    """States by short form as written ("Calif.", "KY")."""
    with shipped("places/abbreviations.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["surface"]: Abbreviation(
                row["name"], row["country"], row["after_comma_only"] == "yes"
            )
            for row in csv.DictReader(lines)
        }


@cache
def personal_names() -> frozenset[str]:
    """Given names and common surnames, which are seldom the place of that name."""
    found = set(words("surname"))
    for file, column in (("given_names", "name"), ("common_surnames", "surname")):
        with shipped(f"actors/{file}.csv").open(encoding="utf-8", newline="") as lines:
            found.update(row[column].casefold() for row in csv.DictReader(lines))
    return frozenset(found)
