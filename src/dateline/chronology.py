"""Calendar words and ISO dates: what the cleaner and the time grammar share."""

from __future__ import annotations

import re
from datetime import date, datetime

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tue", "tues"),
            ("wednesday", "wed"),
            ("thursday", "thu", "thur", "thurs"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        ),
        start=1,
    )
    for name in names
}
"""ISO weekday numbers, Monday 1, by name and abbreviation in lower case."""

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
WRITTEN_DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{_MONTH})\.?,?\s+(?P<year2>\d{{4}})"
    r"|(?P<year3>\d{4})-(?P<month3>\d\d)-(?P<day3>\d\d))\b",
    re.IGNORECASE,
)
"""A full written date: `May 17, 2018`, `17 May 2018` or `2018-05-17`."""


def day_of(found: re.Match[str]) -> date | None:
    """The day of a `WRITTEN_DATE` match, None if there is no such day."""
    if found["month"]:
        year, month, day = found["year"], MONTHS[found["month"].lower()], found["day"]
    elif found["month2"]:
        year, month, day = found["year2"], MONTHS[found["month2"].lower()], found["day2"]
    else:
        year, month, day = found["year3"], int(found["month3"]), found["day3"]
    return safe_day(int(year), month, int(day))


def safe_day(year: int, month: int, day: int) -> date | None:
    """The date of three numbers, None if the calendar has no such day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    first_next = date(year + month // 12, month % 12 + 1, 1) if year < 9999 else date.max
    last = (first_next.toordinal() - date(year, month, 1).toordinal()) if year < 9999 else 31
    return date(year, month, day) if day <= last else None


def parse_iso(value: str) -> date | None:
    """The day of an ISO 8601 date or date-time, None if it is not one."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)(?:$|[T ])", value.strip())
    if not found:
        return None
    return safe_day(int(found[1]), int(found[2]), int(found[3]))


def is_moment(value: str) -> bool:
    """Whether the value is a full ISO date-time with a time of day."""
    if not re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
