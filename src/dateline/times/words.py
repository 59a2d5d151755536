"""The words of the time grammar as regex fragments, and what numbers among them say.

All fragments are for lower-case text. Written from the TIMEX3 guidelines (TimeML 1.2.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.chronology import MONTHS, WEEKDAYS

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
CARDINALS: dict[str, int] = {
    **{word: n for n, word in enumerate(_ONES + _TEENS, start=1)},
    **{word: n * 10 for n, word in enumerate(_TENS, start=2)},
    "hundred": 100,
    "dozen": 12,
    "a": 1,
    "an": 1,
}
ORDINALS: dict[str, int] = {
    word: n
    for n, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty-first",
        ],
        start=1,
    )
}
DECADES: dict[str, int] = {
    word: n * 10
    for n, word in enumerate(
        [
            "twenties",
            "thirties",
            "forties",
            "fifties",
            "sixties",
            "seventies",
            "eighties",
            "nineties",
        ],
        start=2,
    )
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
SEASON_ORDER = ("SP", "SU", "FA", "WI")
PARTS = {
    "morning": "TMO",
    "dawn": "TMO",
    "daybreak": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "dusk": "TEV",
    "night": "TNI",
    "midday": "T12:00",
    "noon": "T12:00",
    "midnight": "T00:00",
}
UNITS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "fortnight": "F",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "C",
    "centurie": "C",
    "weekend": "WE",
}
"""Unit codes of ISO durations; T marks clock units, F counts two weeks."""


def either(words: Iterable[str]) -> str:
    """A regex group of literal words, longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


MONTH = either(MONTHS)
WEEKDAY = either(WEEKDAYS)
PART = either(PARTS)
ORDINAL = either(ORDINALS)
TENS_ONES = rf"{either(_TENS)}(?:[\s-]{either(_ONES)})?"
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,2}}|\d{{1,6}}(?:\.\d{{1,3}})?|{TENS_ONES}|{either(_ONES + _TEENS)}"
    r"|(?:a|one)\s+(?:hundred|dozen)|(?:half\s+)?a\s+dozen)"
)
VAGUE = r"(?:several|(?:a\s+)?few|(?:a\s+)?couple(?:\s+of)?|many|some|dozens\s+of|a\s+number\s+of)"
UNIT = r"(?:second|minute|hour|day|night|week|fortnight|month|quarter|year|decade|century|weekend)"
UNITS_S = r"(?:(?:second|minute|hour|day|night|weekend|week|fortnight|month|quarter|year|decade)s?|centur(?:y|ies))"
PLURAL = (
    r"(?:seconds|minutes|hours|days|nights|weekends|weeks|months|quarters|years|decades|centuries)"
)
BIG_UNIT = r"(?:day|week|month|quarter|year|decade|century|weekend)"
YEAR = r"(?:1[5-9]|20)\d\d"
EDGE = (
    r"(?:early|late|mid|the\s+(?:very\s+)?(?:start|beginning|end|middle|close|turn)\s+of"
    r"|(?:beginning|end|start|middle)\s+of)"
)
BOUND = (
    r"(?:about|around|approximately|roughly|some|nearly|almost|more\s+than|(?<=for\s)over"
    r"|at\s+least|less\s+than|fewer\s+than|under|up\s+to|as\s+much\s+as|no\s+more\s+than"
    r"|no\s+less\s+than|(?:just|well)\s+over|just\s+under|at\s+most)"
)

_EDGES = {
    "early": "START",
    "start": "START",
    "beginning": "START",
    "turn": "START",
    "earlier": "START",
    "mid": "MID",
    "middle": "MID",
    "late": "END",
    "end": "END",
    "close": "END",
    "later": "END",
}
_BOUNDS = {
    "about": "APPROX",
    "around": "APPROX",
    "approximately": "APPROX",
    "roughly": "APPROX",
    "some": "APPROX",
    "nearly": "LESS_THAN",
    "almost": "LESS_THAN",
    "under": "LESS_THAN",
    "less": "LESS_THAN",
    "fewer": "LESS_THAN",
    "over": "MORE_THAN",
    "more": "MORE_THAN",
    "least": "EQUAL_OR_MORE",
    "most": "EQUAL_OR_LESS",
    "up": "EQUAL_OR_LESS",
    "much": "EQUAL_OR_LESS",
}


def mod_of(words: str | None) -> str | None:
    """The TIMEX3 modifier that prefix words state, None without one."""
    if not words:
        return None
    if words.startswith("no "):
        return "EQUAL_OR_LESS" if "more" in words else "EQUAL_OR_MORE"
    for word in re.findall(r"[a-z]+", words):
        found = _EDGES.get(word) or _BOUNDS.get(word)
        if found:
            return found
    return None


def count_of(words: str | None) -> float | None:
    """The number words state, None where they are vague (`several`)."""
    words = (words or "").strip()
    if words[:1].isdigit():
        return float(words.replace(",", ""))
    if words.startswith("half"):
        return 6.0
    if "couple" in words:
        return 2.0
    parts = re.findall(r"[a-z]+", words)
    if not parts or any(part not in CARDINALS for part in parts):
        return None
    numbers = [float(CARDINALS[part]) for part in parts]
    many = len(parts) == 2 and parts[1] in {"hundred", "dozen"}
    return numbers[0] * numbers[1] if many else sum(numbers)


def unit_of(word: str) -> str:
    """The unit code of a unit word in singular or plural."""
    return UNITS[word.removesuffix("s")]


def duration(count: float | None, unit: str, *, half: bool = False) -> str:
    """The ISO duration of a count of units, with X for a count nobody states."""
    if unit == "F":
        return duration(None if count is None else count * 2, "W")
    clock, code = ("T", unit[1]) if unit[0] == "T" else ("", unit)
    if half and count is not None:
        rest = {"Y": "6M", "TH": "30M", "TM": "30S"}.get(unit)
        if rest:
            return f"P{clock}{count:g}{code}{rest}"
        count += 0.5
    return f"P{clock}{'X' if count is None else f'{count:g}'}{code}"


def half_of(unit: str) -> str:
    """The ISO duration of half a unit: half an hour is PT30M."""
    known = {"Y": "P6M", "TH": "PT30M", "TM": "PT30S", "D": "PT12H", "E": "P5Y", "C": "P50Y"}
    return known.get(unit) or duration(0.5, unit)
