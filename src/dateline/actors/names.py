"""Personal names: gender by first name, suffixes, and names that are one person's."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from dateline.resources import shipped

SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "v", "2nd", "3rd"})
HONORIFICS = frozenset(
    {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "lady"}
)
WORDS_OF_GENDER: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("mr", "sir", "king", "prince", "sheikh", "he", "him"), "m"),
        **dict.fromkeys(("mrs", "ms", "miss", "lady", "queen", "princess", "she", "her"), "f"),
        **dict.fromkeys(("spokesman", "chairman", "congressman", "businessman"), "m"),
        **dict.fromkeys(("spokeswoman", "chairwoman", "congresswoman", "businesswoman"), "f"),
        **dict.fromkeys(("actor", "policeman", "father", "son", "husband", "brother"), "m"),
        **dict.fromkeys(("actress", "policewoman", "mother", "daughter", "wife", "sister"), "f"),
    }
)
SHORTEST_NICKNAME = 3
_DASH = re.compile(r" ?[-‐‑–] ?")


def folded(name: str) -> str:
    """A name as it is looked up: case, apostrophes and blanks made alike."""
    return " ".join(name.replace("’", "'").casefold().split())


def plain(name: str) -> str:
    """A name as tables of different makers agree on: folded, accents taken off."""
    letters = unicodedata.normalize("NFKD", folded(name))
    return "".join(c for c in letters if not unicodedata.combining(c))


def looked_up(name: str) -> str:
    """A name as the knowledge base is asked: without accents, dots and kinds of dash.

    "Al-Assad" and "al Assad" are one, and so are "U.N." and "UN".
    """
    return " ".join(_DASH.sub(" ", plain(name)).replace(".", "").split())


def parts(name: str) -> list[str]:
    """The words of a personal name, folded, without "Jr." and its like."""
    words = _DASH.sub("-", folded(name)).replace(",", " ").split()
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return words


def same_person(one: list[str], other: list[str]) -> bool:
    """Whether two full names differ only in middle names or a short form: "Pete", "Peter"."""
    if min(len(one), len(other)) < 2 or one[-1] != other[-1]:
        return False
    short, long = sorted((one[0], other[0]), key=len)
    if short == long:
        return one[1:-1] == other[1:-1] or not (one[1:-1] and other[1:-1])
    return len(short) >= SHORTEST_NICKNAME and long.startswith(short)


def given_gender(name: str) -> str | None:
    """The gender ("m", "f") that a first name shows, None if it may be either."""
    return _given().get(name)


def told_gender(words: str | None) -> str | None:
    """The gender that a title or description shows: "Mrs", "spokesman"."""
    found = {WORDS_OF_GENDER.get(word.strip(".,")) for word in folded(words or "").split()}
    found.discard(None)
    return found.pop() if len(found) == 1 else None


@cache
def _given() -> Mapping[str, str]:
    with shipped("actors/given_names.csv").open(encoding="utf-8", newline="") as lines:
        return {folded(row["name"]): row["gender"] for row in csv.DictReader(lines)}
