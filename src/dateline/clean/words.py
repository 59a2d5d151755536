"""Content words and names of a stretch of text, with how much each tells: no parse."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from dateline.resources import shipped

WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
"""A word: letters and digits, joined by apostrophe, hyphen, dot or ampersand."""

RAREST = 7.0
"""The weight of a word that is not among the common ones: once in 1,100 reports."""

NAME_WEIGHT = 1.3
"""Names say more of what a report is about than common words that are as rare."""

_SENTENCE_END = re.compile(r"[.!?:][\"'’”)\]]*\s*$|[\"“”‘(]\s*$|^\s*$|\n\s*$")


@dataclass(frozen=True, slots=True)
class Bag:
    """The content words (stems) and the names of a stretch, each a set."""

    words: frozenset[str]
    names: frozenset[str]


@cache
def common_words() -> Mapping[str, float]:
    """Stem -> weight, minus the logarithm of the share of news reports that use it."""
    shares: dict[str, float] = {}
    with shipped("clean/common_words.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            key = stem(row["word"])
            shares[key] = max(shares.get(key, 0.0), int(row["reports_per_1000"]) / 1000)
    return {key: -math.log(min(share, 1.0)) for key, share in shares.items()}


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list of `data/clean/words.csv`: english, byline or no-place."""
    with shipped("clean/words.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["word"] for row in csv.DictReader(lines) if row["list"] == name)


@cache
def stem(word: str) -> str:
    """A lower-case word without its commonest English endings, for comparison only."""
    word = word.replace("’", "'").removesuffix("'s").rstrip("'")
    for ending, instead in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 4 and not word.endswith("ss"):
            return word[: -len(ending)] + instead
    return word.removesuffix("e") if len(word) > 4 else word


def weight(key: str) -> float:
    """How much a stem tells: 0 for `the`, RAREST for a word outside the common ones."""
    return common_words().get(key, RAREST)


def total(keys: Iterable[str]) -> float:
    """The summed weight of stems, in a fixed order so that it is the same in every run."""
    return math.fsum(weight(key) for key in keys)


def bag_of(text: str) -> Bag:
    """The content words and names of a text.

    A name is a capitalised word inside a sentence, or at its start if it is no common
    word; all-capital lines have no names that we could tell.
    """
    common = common_words()
    shouted = text.isupper()
    words: set[str] = set()
    names: set[str] = set()
    for found in WORD.finditer(text):
        word = found[0]
        key = stem(word.lower())
        if len(key) < 2 or key.isdigit():
            continue
        if not word[0].isupper() or shouted:
            words.add(key)
        elif key not in common or not _starts_sentence(text, found.start()):
            (names if common.get(key, RAREST) > 1.0 else words).add(key)
        else:
            words.add(key)
    return Bag(frozenset(words - names), frozenset(names))


def _starts_sentence(text: str, at: int) -> bool:
    return bool(_SENTENCE_END.search(text[max(0, at - 6) : at]))
