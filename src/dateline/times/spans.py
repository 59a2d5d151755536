"""Rules for lengths of time, repetitions, and dates told by their distance from the anchor."""

from __future__ import annotations

import re

from dateline.chronology import WEEKDAYS
from dateline.times.rules import Read, Reading, Rule, Scope, rule
from dateline.times.words import (
    BIG_UNIT,
    BOUND,
    NUMBER,
    PLURAL,
    UNIT,
    UNITS,
    UNITS_S,
    VAGUE,
    WEEKDAY,
    count_of,
    duration,
    half_of,
    mod_of,
    unit_of,
)

_UNITS = tuple(UNITS) + tuple(f"{unit}s" for unit in UNITS) + ("centuries",)
_NO_AGE = r"(?![\s-]+olds?\b)"
_HALF = r"(?P<half>\s+and\s+a\s+half)?"


def _says(value: str) -> Read:
    """A reader for words that always say the same."""

    def read(_found: re.Match[str], _scope: Scope) -> Reading:
        return Reading("DATE", value)

    return read


def _ago(found: re.Match[str], scope: Scope) -> Reading | None:
    unit = unit_of(found["unit"])
    count = count_of(found["count"])
    mod = mod_of(found["bound"])
    ahead = found["way"] != "ago"
    if count is None:
        return Reading("DATE", "FUTURE_REF" if ahead else "PAST_REF", mod)
    if unit[0] == "T":
        return Reading("TIME", scope.calendar.unit("D", 0), mod)
    if unit == "Y" and count == 1 and not ahead and scope.quarter:
        return Reading("DATE", _year_before(scope.quarter), mod)
    steps = round(count) if ahead else -round(count)
    return Reading("DATE", scope.calendar.unit(unit, steps), mod)


def _year_before(quarter: str) -> str:
    """The same quarter one year before."""
    year = quarter[:4]
    return (f"{int(year) - 1:04d}" if year.isdigit() else year) + quarter[4:]


def _in_time(found: re.Match[str], scope: Scope) -> Reading | None:
    """`in three days`: a date where the verb looks ahead, else a length of time."""
    unit, count = unit_of(found["unit"]), count_of(found["count"])
    mod = mod_of(found["bound"])
    if unit[0] != "T" and count is not None and scope.tense(found) == "future":
        return Reading("DATE", scope.calendar.unit(unit, round(count)), mod)
    return Reading("DURATION", duration(count, unit), mod)


def _offset(found: re.Match[str], scope: Scope) -> Reading | None:
    """`two days later`: from the last date read; years and quarters from the anchor."""
    unit, count = unit_of(found["unit"]), count_of(found["count"])
    if count is None or unit[0] == "T":
        return Reading("DURATION", duration(count, unit), mod_of(found["bound"]))
    steps = -round(count) if found["way"] in {"earlier", "before"} else round(count)
    base = scope.calendar
    if unit == "Y" and steps == -1 and scope.quarter:
        return Reading("DATE", _year_before(scope.quarter))
    if unit in {"D", "W"}:
        if scope.last is None:
            return Reading("DATE", base.unit(unit, steps) if base.anchor is None else "XXXX-XX-XX")
        base = type(base)(scope.last)
    return Reading("DATE", base.unit(unit, steps), mod_of(found["bound"]))


def _beside(found: re.Match[str], scope: Scope) -> Reading | None:
    """`the next day`, `the same week`: beside the last date read."""
    base = type(scope.calendar)(scope.last)
    step = {"next": 1, "following": 1, "after": 1, "previous": -1, "before": -1}
    return Reading("DATE", base.unit("D", step.get(found["way"] or found["way2"], 0)))


def _this_unit(found: re.Match[str], scope: Scope) -> Reading | None:
    """`last week`, `later this year`, `the end of the month`."""
    unit = unit_of(found["unit"])
    which = found["which"].split()[-1]
    step = {"last": -1, "previous": -1, "prior": -1, "next": 1, "coming": 1, "following": 1}
    offset = step.get(which, 0)
    mod = mod_of(found["edge"])
    if which == "the" and unit == "Q" and scope.quarter:
        return Reading("DATE", scope.quarter, mod)
    if which in {"past", "latest"} and unit != "WE":
        return Reading("DURATION", duration(1, unit))
    if which == "the" and not found["edge"] and unit not in {"WE", "Y", "Q"}:
        return None
    if which in {"past", "the", "latest"} and unit == "WE":
        offset = 1 if scope.tense(found) == "future" else 0
        day = scope.calendar.anchor
        if offset == 0 and day is not None and day.isoweekday() < 6:
            offset = -1
        elif day is not None:
            offset = 0
    return Reading("DATE", scope.calendar.unit(unit, offset), mod)


def _year_end(_found: re.Match[str], scope: Scope) -> Reading | None:
    return Reading("DATE", scope.calendar.unit("Y", 0), "END")


def _year_ago(found: re.Match[str], scope: Scope) -> Reading | None:
    """`the year-earlier period`: the same stretch of the year before."""
    if scope.quarter and found["of"] in {None, "quarter"}:
        return Reading("DATE", _year_before(scope.quarter))
    unit = unit_of(found["of"]) if found["of"] else "Y"
    return Reading("DATE", scope.calendar.unit(unit, {"Y": -1, "Q": -4, "M": -12}.get(unit, -1)))


def _period(found: re.Match[str], _scope: Scope) -> Reading | None:
    unit = unit_of(found["unit"])
    if not found["count"]:
        if found["which"] in {"recent", "past"}:
            return Reading("DATE", "PAST_REF")
        return Reading("DATE", "FUTURE_REF")
    return Reading("DURATION", duration(count_of(found["count"]), unit), mod_of(found["bound"]))


def _length(found: re.Match[str], scope: Scope) -> Reading | None:
    unit, words = unit_of(found["unit"]), found["count"]
    if unit == "TS" and not found["unit"].endswith("s"):
        return None  # `a second`, `one second` are ordinals more often than lengths
    if unit == "Q" and words in {"a", "an", "one", "three"}:
        return None  # a quarter of something
    mod = mod_of(found["bound"])
    half = bool(found["half"])
    count = count_of(words)
    if count is None and mod is None and "couple" in words:
        mod = "APPROX"
    value = duration(count, unit, half=half)
    if words in {"a", "an"} and _is_rate(found, scope):
        return Reading("SET", value)
    return Reading("DURATION", value, mod)


def _is_rate(found: re.Match[str], scope: Scope) -> bool:
    """Whether `a year` says how often: it follows an amount or a count of times."""
    inside = scope.tree.at(scope.span(found))
    if not inside or inside[0] == 0 or found["bound"]:
        return False
    before = scope.tree.tokens[inside[0] - 1]
    return before.text.lower() in {"times", "once", "twice", "%"} or (
        before.pos in {"NOUN", "NUM", "SYM"}
        and before.sentence == scope.tree.tokens[inside[0]].sentence
    )


def _half_unit(found: re.Match[str], _scope: Scope) -> Reading | None:
    return Reading("DURATION", half_of(unit_of(found["unit"])))


def _many(found: re.Match[str], _scope: Scope) -> Reading | None:
    return Reading("DURATION", duration(None, unit_of(found["unit"])))


def _whole(found: re.Match[str], _scope: Scope) -> Reading | None:
    return Reading("DURATION", duration(1, unit_of(found["unit"])))


def _every(found: re.Match[str], _scope: Scope) -> Reading | None:
    if found["day"]:
        return Reading("SET", f"XXXX-WXX-{WEEKDAYS[found['day']]}")
    count = 2.0 if found["count"] == "other" else count_of(found["count"] or "one")
    return Reading("SET", duration(count, unit_of(found["unit"])))


def _often(found: re.Match[str], scope: Scope) -> Reading | None:
    if not all(scope.tree.tokens[i].pos == "ADV" for i in scope.tree.at(scope.span(found))):
        return None  # `the daily paper`, `an annual report` tell no time
    code = {"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W"}
    code |= {"monthly": "P1M", "quarterly": "P1Q"}
    return Reading("SET", code.get(found[0], "P1Y"))


_BOUND = rf"(?:(?P<bound>{BOUND})\s+)?"
_COUNT = rf"(?P<count>{NUMBER}|{VAGUE}|an?|one)"
_EDGED = (
    r"(?:(?P<edge>earlier|later|early|late|mid|the\s+(?:very\s+)?"
    r"(?:start|beginning|end|middle|close)\s+of)[\s-]+)?"
)

RULES: tuple[Rule, ...] = (
    rule(
        "ago",
        "ago now hence",
        rf"{_BOUND}{_COUNT}[\s-]+(?P<unit>{UNITS_S})(?P<half>\s+and\s+a\s+half)?[\s-]+"
        r"(?P<way>ago|from\s+now|from\s+today|hence)",
        _ago,
    ),
    rule(
        "years-ago",
        "ago",
        rf"(?:{PLURAL}|(?:not\s+)?(?:so\s+)?long|a\s+while)\s+ago",
        _says("PAST_REF"),
    ),
    rule(
        "in-time",
        _UNITS,
        rf"(?<=in ){_BOUND}(?P<count>{NUMBER}|an?)\s+(?P<unit>{UNITS_S})(?!['’])",
        _in_time,
    ),
    rule(
        "offset",
        "earlier later before after",
        rf"{_BOUND}(?P<count>{NUMBER}|{VAGUE}|an?)\s+(?P<unit>{UNITS_S})\s+(?P<way>earlier|later)",
        _offset,
    ),
    rule(
        "beside",
        "day",
        r"the\s+(?:(?P<way>next|following|previous|same)\s+day|day\s+(?P<way2>before|after)(?=\s*[,.;]))",
        _beside,
    ),
    rule(
        "this-unit",
        _UNITS,
        rf"{_EDGED}(?P<which>(?:the\s+)?(?:last|next|previous|prior|coming|following|current|past|latest)"
        rf"|this\s+(?:coming|past)|this|the)\s+(?:fiscal\s+)?(?P<unit>{BIG_UNIT})(?!['’]s\s+end)(?![\s-]+(?:ago|earlier|old|end)\b)",
        _this_unit,
    ),
    rule(
        "year-end",
        "year",
        r"(?:the\s+)?year(?:-|\s|['’]s\s+)end|the\s+end\s+of\s+the\s+year",
        _year_end,
    ),
    rule(
        "year-ago",
        "year",
        r"(?:the|a)\s+year[\s-](?:ago|earlier)(?:[\s-]+(?P<of>quarter|month|year)|\s+period)?",
        _year_ago,
    ),
    rule(
        "period",
        _UNITS,
        rf"(?:(?:the|these)\s+)?(?P<which>past|last|next|coming|previous|following|first|final|latest"
        rf"|recent|prior)\s+{_BOUND}(?:(?P<count>{NUMBER}|{VAGUE})[\s-]+)(?P<unit>{UNITS_S})",
        _period,
    ),
    rule(
        "recent",
        "recent past coming",
        rf"(?:the\s+)?(?P<which>recent|past|coming)\s+(?P<count>(?!))?(?P<bound>(?!))?(?P<unit>{PLURAL})",
        _period,
    ),
    rule(
        "length",
        _UNITS,
        rf"{_BOUND}{_COUNT}[\s-]+(?:full\s+|whole\s+|straight\s+|consecutive\s+)?(?P<unit>{UNITS_S})"
        rf"{_HALF}(?![\s-]+(?:ago|earlier)\b){_NO_AGE}",
        _length,
    ),
    rule(
        "half-unit", _UNITS, rf"(?:half\s+an?\s+|an?\s+half[\s-]|half-)(?P<unit>{UNIT})", _half_unit
    ),
    rule(
        "many",
        _UNITS,
        rf"(?:(?<=for )|(?<=in )|(?<=within )|(?<=over ))(?:many\s+)?(?P<unit>{PLURAL})",
        _many,
    ),
    rule("whole", _UNITS, rf"(?:all|the\s+(?:whole|entire))\s+(?P<unit>{BIG_UNIT})", _whole),
    rule(
        "every",
        ("every", "each", "per"),
        rf"(?:every|each|per)\s+(?:(?P<count>{NUMBER}|other|few)\s+)?(?:(?P<unit>{UNITS_S})|(?P<day>{WEEKDAY}))",
        _every,
    ),
    rule(
        "often",
        "hourly daily nightly weekly monthly quarterly yearly annually",
        r"hourly|daily|nightly|weekly|monthly|quarterly|yearly|annually",
        _often,
    ),
    rule(
        "present",
        "now currently presently nowadays present moment these current",
        r"(?:right\s+|just\s+)?now(?!\s+that)|currently|presently|nowadays|(?<=at )(?:the\s+)?present"
        r"|(?<=at )the\s+moment|these\s+days|(?<=at )this\s+(?:time|moment|point)",
        _says("PRESENT_REF"),
    ),
    rule(
        "past",
        "recently lately past",
        r"(?:most\s+|more\s+)?recently|lately|(?<=in )the\s+(?:recent\s+|distant\s+)?past",
        _says("PAST_REF"),
    ),
    rule(
        "future",
        "soon shortly future",
        r"(?<!as )soon(?!\s+(?:as|after))(?:er)?|(?<=in )the\s+(?:near\s+|foreseeable\s+)?future"
        r"|the\s+(?:near|foreseeable)\s+future",
        _says("FUTURE_REF"),
    ),
)
