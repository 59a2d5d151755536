"""Numbers in running text: digits and words, ranges, bounds, currencies.

Vague plurals have a value by convention: `dozens` is about 24 and `scores` about 40;
`several` and `a few` are about three; `hundreds`, `thousands` and `millions` are at least two of
their kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Bound = Literal["exact", "at_least", "at_most", "about"]

_SMALL = {
    word: n
    for n, word in enumerate(
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        ).split(),
        start=1,
    )
} | {
    word: n * 10
    for n, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SHORT_SCALES = {"bn": 1e9, "mn": 1e6, "m": 1e6, "k": 1_000, "b": 1e9}
_GROUPS = {"dozen": 12, "score": 20}
_VAGUE: dict[str, tuple[float, Bound]] = {
    "dozens": (24, "about"),
    "scores": (40, "about"),
    "hundreds": (200, "at_least"),
    "thousands": (2_000, "at_least"),
    "tens of thousands": (20_000, "at_least"),
    "hundreds of thousands": (200_000, "at_least"),
    "millions": (2_000_000, "at_least"),
    "tens of millions": (20_000_000, "at_least"),
    "billions": (2e9, "at_least"),
    "several dozen": (36, "about"),
    "several hundred": (300, "about"),
    "several thousand": (3_000, "about"),
    "a few dozen": (36, "about"),
    "a few hundred": (300, "about"),
    "a few thousand": (3_000, "about"),
}
_SYMBOLS = {
    "us$": "USD",
    "a$": "AUD",
    "c$": "CAD",
    "hk$": "HKD",
    "nt$": "TWD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₽": "RUB",
    "₹": "INR",
}
_CURRENCIES = {
    "u.s. dollars": "USD",
    "us dollars": "USD",
    "dollars": "USD",
    "dollar": "USD",
    "euros": "EUR",
    "euro": "EUR",
    "pounds sterling": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "rubles": "RUB",
    "roubles": "RUB",
    "shekels": "ILS",
    "rand": "ZAR",
    "naira": "NGN",
    "cedis": "GHS",
    "birr": "ETB",
    "baht": "THB",
    "ringgit": "MYR",
    "rupiah": "IDR",
    "taka": "BDT",
    "dong": "VND",
    "kyat": "MMK",
    "hryvnias": "UAH",
    "hryvnia": "UAH",
    "zlotys": "PLN",
    "forints": "HUF",
    "lari": "GEL",
    "drams": "AMD",
    "tenge": "KZT",
    "pula": "BWP",
    "kwacha": "",
    "pa'anga": "TOP",
    "reais": "BRL",
    "soles": "PEN",
    "bolivars": "VES",
    "quetzals": "GTQ",
    "lempiras": "HNL",
    "afghanis": "AFN",
    "cfa francs": "",
    "pounds": "",
    "rupees": "",
    "pesos": "",
    "francs": "",
    "dinars": "",
    "dirhams": "",
    "riyals": "",
    "rials": "",
    "shillings": "",
    "kroner": "",
    "kronor": "",
    "lira": "",
}
"""Names of money; those that several currencies share have no code (nor have pounds of weight)."""

_BOUNDS: dict[str, Bound] = {
    "at least": "at_least",
    "more than": "at_least",
    "no fewer than": "at_least",
    "no less than": "at_least",
    "not less than": "at_least",
    "well over": "at_least",
    "just over": "at_least",
    "over": "at_least",
    "above": "at_least",
    "upwards of": "at_least",
    "a minimum of": "at_least",
    "up to": "at_most",
    "as many as": "at_most",
    "as much as": "at_most",
    "fewer than": "at_most",
    "less than": "at_most",
    "no more than": "at_most",
    "at most": "at_most",
    "under": "at_most",
    "a maximum of": "at_most",
    "about": "about",
    "around": "about",
    "nearly": "about",
    "almost": "about",
    "some": "about",
    "roughly": "about",
    "approximately": "about",
    "an estimated": "about",
    "estimated": "about",
    "close to": "about",
}


def _either(words: Iterable[str]) -> str:
    escaped = (re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))
    return "(?:" + "|".join(escaped) + ")"


_WORDS = _either({**_SMALL, **_SCALES})
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:\.\d{1,6})?"
_SCALE = _either({**_SCALES, **_SHORT_SCALES})
_ONE = (
    rf"(?:{_DIGITS}(?:[\s-]?{_SCALE}(?![\w]))?|half\s+a\s+(?:dozen|million|billion)"
    rf"|(?:a|{_either(_SMALL)})\s+(?:dozen|score)\b"
    rf"|(?:a\s+(?=hundred|thousand|million|billion))?{_WORDS}(?:[\s-]+(?:and\s+)?{_WORDS})*)"
)
NUMBER = re.compile(
    rf"(?<![\w.,:/#-])(?:(?P<bound>{_either(_BOUNDS)})\s+)?(?:(?P<between>between)\s+)?"
    rf"(?:(?P<symbol>us\$|a\$|c\$|hk\$|nt\$|[$€£¥₽₹])\s?)?"
    rf"(?:(?P<vague>{_either(_VAGUE)})|(?P<low>{_ONE})"
    rf"(?:(?:\s?[-–]\s?|\s+(?:to|and|or)\s+)[$€£¥₽₹]?(?P<high>{_ONE}))?)(?P<plus>\+)?"
    rf"(?![\w%]|[.,:/]\d|\s+(?:percent|per\s+cent|percentage)|-(?:year|month|week|day|hour|minute))"
    rf"(?:\s+(?P<money>{_either(_CURRENCIES)})\b(?!\s+of\b))?(?:\s+(?P<tail>or\s+(?:more|so)))?"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as the words give it: where, how much, how exact, in which currency.

    `core` is the offset where the digits or number words begin, after bound and symbol.
    """

    start: int
    end: int
    core: int
    value: float
    bound: Bound
    currency: str | None
    """ISO 4217, "" where the name does not tell it; None for what is no money."""


def numbers(low: str) -> Iterator[Number]:
    """The numbers of lower-case text, in order; a range gives its lower end, `at_least`."""
    at = 0
    while found := NUMBER.search(low, at):
        at = found.end()
        if _joins_two(found):
            at = found.end("low")  # `five soldiers and two …`: not a range
        number = _number(found, at)
        if number:
            yield number


def _joins_two(found: re.Match[str]) -> bool:
    """Whether `and` between two numbers lists them rather than spans a range."""
    return bool(
        found["high"]
        and not found["between"]
        and re.search(r"\sand\s", found.string[found.end("low") : found.start("high")])
    )


def _number(found: re.Match[str], end: int) -> Number | None:
    words = " ".join((found["bound"] or "").split())
    bound: Bound = _BOUNDS.get(words, "exact")
    if found["vague"]:
        value, default = _VAGUE[" ".join(found["vague"].split())]
        bound = default
    else:
        value = value_of(found["low"])
        whole = end == found.end()
        if whole and found["high"]:
            if value_of(found["high"]) <= value:
                return None  # a score, a telephone number, 2018-05
            bound = "at_least"
            value *= _shared_scale(found["low"], found["high"])
        if whole and (found["plus"] or found["tail"] == "or more"):
            bound = "at_least"
        elif whole and found["tail"]:
            bound = "about"
    named = " ".join((found["money"] or "").split())
    currency = _SYMBOLS.get(found["symbol"] or "") or _CURRENCIES.get(named)
    core = found.start("vague") if found["vague"] else found.start("low")
    return Number(found.start(), end, core, float(value), bound, currency)


def _shared_scale(low: str, high: str) -> float:
    """The scale of the upper end where the lower has none: `2-3 million`."""
    scales = {**_SCALES, **_SHORT_SCALES}
    last = re.findall(r"[a-z]+", high)
    if last and last[-1] in scales and not re.search(r"[a-z]", low):
        return scales[last[-1]]
    return 1


def value_of(words: str) -> float:
    """The value of a number in digits, words or both."""
    if words.startswith("half"):
        return {"dozen": 6, "million": 5e5, "billion": 5e8}[words.rsplit(maxsplit=1)[-1]]
    total, current = 0.0, 0.0
    for part in re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", words):
        if part[0].isdigit():
            current = float(part.replace(",", ""))
        elif part in _SMALL:
            current += _SMALL[part]
        elif part == "a":
            current = 1
        elif part == "hundred":
            current = (current or 1) * 100
        elif part in _GROUPS:
            current = (current or 1) * _GROUPS[part]
        elif part != "and":
            scale = _SCALES.get(part) or _SHORT_SCALES[part]
            total += (current or 1) * scale
            current = 0
    return total + current
