"""Rules for dates on the calendar: days, weekdays, months, quarters, years, clock times."""

from __future__ import annotations

import re

from dateline.chronology import MONTHS, WEEKDAYS, safe_day
from dateline.times.rules import Reading, Rule, Scope, rule
from dateline.times.words import (
    DECADES,
    EDGE,
    MONTH,
    ORDINAL,
    ORDINALS,
    PART,
    PARTS,
    SEASONS,
    WEEKDAY,
    YEAR,
    either,
    mod_of,
)

_EDGE = rf"(?:(?P<edge>{EDGE})[\s-]+)?"
_WHICH = r"(?:(?P<which>last|next|this\s+coming|this\s+past|this|coming|past)\s+)?"
_NOT_COUNT = r"(?!\s*(?:%|percent|per\s+cent|million|billion|people)|[.,:]?\d)"
_SHORT = frozenset(w for w in (*MONTHS, *WEEKDAYS) if len(w) <= 4 and w not in {"june", "july"})
_LEAD = re.compile(r"\b(?:in|since|until|till|by|during|of|from|for|through|before|after)\s$")
_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})")


def _which(words: str | None) -> str:
    """`last`, `next`, `this` or nothing."""
    if not words:
        return ""
    if "past" in words or words == "last":
        return "last"
    return "next" if "coming" in words or words == "next" else "this"


def _is_name(found: re.Match[str], scope: Scope, group: str) -> bool:
    """Whether a month or weekday word is one: capital, and no verb where it could be."""
    words = scope.words(found, group)
    if not words[0].isupper():
        return False
    if words.lower() in {"may", "march", "mar", "sun", "sat", "wed"}:
        at = scope.tree.at(scope.span(found))
        tokens = [scope.tree.tokens[i] for i in at if scope.tree.tokens[i].text == words]
        return all(t.pos not in {"VERB", "AUX"} for t in tokens)
    return True


def _led(found: re.Match[str], scope: Scope) -> bool:
    """Whether a preposition of time stands before the match."""
    start = scope.offset + found.start()
    return bool(_LEAD.search(scope.text[max(0, start - 10) : start].lower()))


def _iso(found: re.Match[str], _scope: Scope) -> Reading | None:
    day = safe_day(int(found["y"]), int(found["m"]), int(found["d"]))
    if day is None:
        return None
    clock = found["clock"]
    return Reading("TIME" if clock else "DATE", day.isoformat() + (f"T{clock}" if clock else ""))


def _numeric(found: re.Match[str], _scope: Scope) -> Reading | None:
    """American order unless the first number cannot be a month."""
    parts = _NUMERIC.fullmatch(found[0])
    if parts is None:
        return None
    first, second, year = int(parts[1]), int(parts[2]), int(parts[3])
    if year < 100:
        year += 2000 if year < 50 else 1900
    dotted = "." in found[0]
    month, day = (second, first) if first > 12 or dotted else (first, second)
    when = safe_day(year, month, day)
    return Reading("DATE", when.isoformat()) if when else None


def _month_day(found: re.Match[str], scope: Scope) -> Reading | None:
    if not _is_name(found, scope, "month"):
        return None
    month, day = MONTHS[found["month"]], int(re.sub(r"\D", "", found["day"]))
    if found["year"]:
        when = safe_day(int(found["year"]), month, day)
        value = when.isoformat() if when else None
    else:
        value = scope.calendar.month_day(month, day, scope.tense(found))
    if value is None:
        return None
    last = found.groupdict().get("to")
    end = f"{value[:-2]}{int(last):02d}" if last and int(last) <= 31 else None
    return Reading("DATE", value, mod_of(found["edge"]), end)


def _month(found: re.Match[str], scope: Scope) -> Reading | None:
    if not _is_name(found, scope, "month"):
        return None
    bare = found["month"] in _SHORT and not found["year"] and not found["dot"]
    if bare and not (_led(found, scope) or found["which"] or found["edge"]):
        return None
    number = MONTHS[found["month"]]
    mod = mod_of(found["edge"])
    if found["year"]:
        return Reading("DATE", f"{found['year']}-{number:02d}", mod)
    which = _which(found["which"])
    tense = "none" if which else scope.tense(found)
    return Reading("DATE", scope.calendar.month(number, tense, which), mod)


def _weekday(found: re.Match[str], scope: Scope) -> Reading | None:
    word = found["day"]
    if not _is_name(found, scope, "day") or (word in _SHORT and not found["dot"]):
        return None
    which = _which(found["which"])
    tense = "none" if which else scope.tense(found)
    value = scope.calendar.weekday(WEEKDAYS[word], tense, which)
    return _with_part(value, found)


def _with_part(value: str, found: re.Match[str]) -> Reading:
    """A day with its part, and the modifier of words before it."""
    part = found["part"]
    mod = mod_of(found["edge"])
    return Reading("TIME", value + PARTS[part], mod) if part else Reading("DATE", value, mod)


def _weekdays(found: re.Match[str], _scope: Scope) -> Reading | None:
    return Reading("SET", f"XXXX-WXX-{WEEKDAYS[found['day']]}")


_NEAR = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def _near(found: re.Match[str], scope: Scope) -> Reading | None:
    offset = {"before": -2, "after": 2}.get(found["skip"] or "", _NEAR[found["day"]])
    value = scope.calendar.unit("D", offset)
    if found["day"] == "tonight":
        return Reading("TIME", value + "TNI", mod_of(found["edge"]))
    return _with_part(value, found)


def _part(found: re.Match[str], scope: Scope) -> Reading | None:
    back = found["which"] == "last"
    value = scope.calendar.unit("D", -1 if back else 0)
    return _with_part(value, found)


def _clock(found: re.Match[str], scope: Scope) -> Reading | None:
    """A time of day; the day is added where one stands beside it."""
    hour, minute = int(found["h"] or found["h24"]), found["min"] or found["min24"] or "00"
    half = found["half"]
    if half:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    if hour > 24 or int(minute) > 59:
        return None
    return Reading("TIME", f"{scope.calendar.unit('D', 0)}T{hour:02d}:{minute}")


def _noon(found: re.Match[str], scope: Scope) -> Reading | None:
    mod = mod_of(found["edge"])
    return Reading("TIME", scope.calendar.unit("D", 0) + PARTS[found["part"]], mod)


def _year(found: re.Match[str], scope: Scope) -> Reading | None:
    if not _is_year(found, scope):
        return None
    mod = mod_of(found["edge"])
    end = found["to"]
    if end:
        end = found["year"][: 4 - len(end)] + end
        if int(end) <= int(found["year"]):
            return None
    return Reading("DATE", found["year"], mod, end)


def _is_year(found: re.Match[str], scope: Scope) -> bool:
    """Whether four digits are a year: a sign of one beside them, or the parser's word."""
    if found["edge"] or found["fiscal"]:
        return True
    at = scope.span(found)
    before = scope.text[max(0, at.start - 12) : at.start].lower()
    if re.search(r"(?:no\.|flight|route|[#@/:.\-]|\d)\s?$", before):
        return False
    inside = scope.tree.at(at)
    if _LEAD.search(before):
        following = scope.tree.tokens[inside[-1] + 1] if _has_next(scope, inside) else None
        return following is None or following.tag != "NNS" or _dated(scope, inside)
    return _dated(scope, inside)


def _has_next(scope: Scope, inside: list[int]) -> bool:
    return bool(inside) and inside[-1] + 1 < len(scope.tree.tokens)


def _dated(scope: Scope, inside: list[int]) -> bool:
    return bool(inside) and scope.tree.tokens[inside[0]].entity == "DATE"


def _decade(found: re.Match[str], _scope: Scope) -> Reading | None:
    mod = mod_of(found["edge"])
    if found["full"]:
        return Reading("DATE", found["full"][:3], mod)
    tens = int(found["short"]) if found["short"] else DECADES[found["name"]]
    century = 19 if tens >= 20 else 20
    return Reading("DATE", f"{century}{tens // 10}", mod)


def _century(found: re.Match[str], _scope: Scope) -> Reading | None:
    word = found["nth"]
    number = ORDINALS.get(word) or int(re.sub(r"\D", "", word) or 0)
    return Reading("DATE", f"{number - 1:02d}", mod_of(found["edge"])) if number else None


def _season(found: re.Match[str], scope: Scope) -> Reading | None:
    code = SEASONS[found["season"]]
    mod = mod_of(found["edge"])
    if found["year"]:
        return Reading("DATE", f"{found['year']}-{code}", mod)
    which = _which(found["which"])
    led = which or _led(found, scope)
    if not led and (not found["the"] or found["season"] in {"fall", "spring"}):
        return None
    tense = "none" if which else scope.tense(found)
    return Reading("DATE", scope.calendar.season(code, tense, which), mod)


_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}


def _quarter(found: re.Match[str], scope: Scope) -> Reading | None:
    word = found["nth"]
    number = _QUARTERS.get(word) or int(re.sub(r"\D", "", word))
    kind = "H" if found["half"] == "half" else "Q"
    if kind == "H" and (number > 2 or not (found["the"] or found["of"])):
        return None
    mod = mod_of(found["edge"])
    year = found["year"] or _said_year(found["rel"], scope)
    if year:
        return Reading("DATE", f"{year}-{kind}{number}", mod)
    if kind == "H":
        return Reading("DATE", f"{scope.calendar.unit('Y', 0)}-H{number}", mod)
    return Reading("DATE", scope.calendar.quarter(number, scope.tense(found)), mod)


def _said_year(words: str | None, scope: Scope) -> str | None:
    """The year of `last year`, `this year`, `next year`."""
    if not words:
        return None
    offset = {"last": -1, "next": 1}.get(words.split()[0], 0)
    return scope.calendar.unit("Y", offset)


def _christmas(found: re.Match[str], scope: Scope) -> Reading | None:
    month, day = (12, 25) if found["feast"] == "christmas" else (1, 1)
    if found["eve"] == "eve":
        month, day = (12, 24) if month == 12 else (12, 31)
    value = scope.calendar.month_day(month, day, scope.tense(found))
    return Reading("DATE", value) if value else None


_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR_TAIL = rf"(?:(?:\s*,\s*|\s+)(?P<year>{YEAR}))?"
_OPT_WEEKDAY = rf"(?:{WEEKDAY}\.?,?\s+(?:the\s+)?)?"
_ZONE = r"(?:\s+(?:local\s+time|(?:eastern|pacific|central)\s+time|gmt|utc|est|edt|pst|cet)\b)?"
_MONTHS = tuple(MONTHS)

RULES: tuple[Rule, ...] = (
    rule(
        "iso",
        "0",
        r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[t\s]+(?P<clock>\d\d:\d\d(?::\d\d)?))?",
        _iso,
    ),
    rule("numeric", "0", r"\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})", _numeric),
    rule(
        "month-day",
        _MONTHS,
        rf"{_OPT_WEEKDAY}(?:(?P<edge>early|late|mid)\s+)?(?P<month>{MONTH})\.?\s+(?:the\s+)?{_DAY}"
        rf"(?!\d|-year)(?:\s*[-–]\s*(?P<to>\d{{1,2}})(?!\d|/))?{_NOT_COUNT}{_YEAR_TAIL}",
        _month_day,
    ),
    rule(
        "day-month",
        _MONTHS,
        rf"{_OPT_WEEKDAY}(?:(?P<edge>early|late|mid)\s+)?(?:the\s+)?{_DAY}\s+(?:of\s+)?"
        rf"(?P<month>{MONTH})\b{_YEAR_TAIL}",
        _month_day,
    ),
    rule(
        "month",
        _MONTHS,
        rf"{_EDGE}{_WHICH}(?P<month>{MONTH})(?P<dot>\.(?=\s))?"
        rf"(?:\s*,?\s*(?:of\s+)?(?P<year>{YEAR}))?",
        _month,
    ),
    rule(
        "weekday",
        tuple(WEEKDAYS),
        rf"{_EDGE}(?:(?<=early )on\s+|(?<=late )on\s+)?{_WHICH}(?P<day>{WEEKDAY})(?P<dot>(?<!day)\.(?=\s+[a-z0-9]))?(?:\s+(?P<part>{PART}))?",
        _weekday,
    ),
    rule(
        "weekdays",
        "mondays tuesdays wednesdays thursdays fridays saturdays sundays",
        rf"(?P<day>{WEEKDAY})s",
        _weekdays,
    ),
    rule(
        "near",
        _NEAR,
        rf"{_EDGE}(?:the\s+day\s+(?P<skip>before|after)\s+(?=yesterday|tomorrow))?"
        rf"(?P<day>today|tonight|yesterday|tomorrow)(?:\s+(?P<part>{PART}))?",
        _near,
    ),
    rule(
        "part",
        "morning afternoon evening night",
        rf"{_EDGE}(?P<which>this|last)\s+(?P<part>morning|afternoon|evening|night)",
        _part,
    ),
    rule(
        "noon",
        "noon midday midnight",
        r"(?:(?P<edge>around|about|shortly|just)\s+)?(?P<part>noon|midday|midnight)",
        _noon,
    ),
    rule(
        "clock",
        "0",
        r"(?:(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<min>[0-5]\d))?\s?(?P<half>a\.m\.|p\.m\.|am\b|pm\b)"
        rf"|(?P<h24>[01]?\d|2[0-4])[:.]?(?P<min24>[0-5]\d)(?=\s+(?:gmt|utc|local\s+time|hours)\b)"
        rf"){_ZONE}|(?P<never>(?!))",
        _clock,
    ),
    rule(
        "season",
        SEASONS,
        rf"{_EDGE}(?:{_WHICH}|(?P<the>the\s+))(?P<season>{either(SEASONS)})"
        rf"(?:\s+(?:of\s+)?(?P<year>{YEAR}))?",
        _season,
    ),
    rule(
        "quarter",
        "quarter quarters half",
        rf"{_EDGE}(?P<the>the\s+)?(?:fiscal\s+)?(?P<nth>first|second|third|fourth|final|1st|2nd|3rd|4th)"
        r"(?:\s+fiscal)?[\s-]+(?P<half>quarter|half)"
        rf"(?:\s+(?P<of>of\s+)?(?:fiscal\s+)?(?:(?P<year>{YEAR})|(?P<rel>(?:last|this|next|the)\s+year)))?",
        _quarter,
    ),
    rule(
        "year",
        "0",
        rf"{_EDGE}(?P<fiscal>(?:the\s+)?(?:fiscal|fy)\s*(?:year\s+)?)?(?P<year>{YEAR})"
        r"(?:[-–/](?P<to>\d{4}|\d\d)(?!\d))?(?![,.]\d|%|\s*(?:%|percent|million|billion))",
        _year,
    ),
    rule(
        "decade",
        ("0", *DECADES),
        rf"(?:the\s+)?(?:(?P<edge>early|late|mid)[\s-]+)?(?:the\s+)?"
        rf"(?:(?P<full>1[5-9]\d0|20\d0)['’]?s|['’](?P<short>\d0)s|(?<=the )(?P<name>{either(DECADES)}))",
        _decade,
    ),
    rule(
        "century",
        "century",
        rf"(?:the\s+)?(?:(?P<edge>early|late|mid)[\s-]+)?(?P<nth>{ORDINAL}|\d{{1,2}}(?:st|nd|rd|th))[\s-]+century",
        _century,
    ),
    rule(
        "feast",
        "christmas new",
        r"(?P<feast>christmas|new\s+year['’]s)(?:\s+(?P<eve>day|eve))",
        _christmas,
    ),
)
