"""Dates relative to the day of publication, as TIMEX3 values.

Without that day (`anchor` None) a value goes only as far as the words do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateline.chronology import parse_iso, safe_day

Tense = Literal["past", "present", "future", "none"]


PRINT = range(1500, 3000)
"""Years a report can be of; a publication date outside them is a slip, and no anchor."""


def anchor_of(published: str | None) -> date | None:
    """The day relative words are resolved from, None without a believable date."""
    day = parse_iso(published) if published else None
    return day if day and day.year in PRINT else None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar as seen from the anchor day."""

    anchor: date | None

    def unit(self, unit: str, offset: int) -> str:
        """The value of the day, week, month … that lies `offset` units off the anchor."""
        day = self.anchor
        if day is None:
            return _BLANK[unit]
        if unit in {"D", "W", "F", "WE"}:
            step = {"D": 1, "F": 14}.get(unit, 7)
            moved = _shift(day, step * offset)
            return moved.isoformat() if unit == "D" else week(moved) + "-WE" * (unit == "WE")
        if abs(offset) > _FAR.get(unit, 0):
            return "FUTURE_REF" if offset > 0 else "PAST_REF"
        if unit == "M":
            return month(day.year, day.month + offset)
        if unit == "Q":
            return quarter(day.year, (day.month - 1) // 3 + 1 + offset)
        years, digits = {"Y": (1, 4), "E": (10, 3)}.get(unit, (100, 2))
        return f"{day.year // years + offset:0{digits}d}"

    def weekday(self, number: int, tense: Tense, word: str = "") -> str:
        """The day a weekday name means, by `last/next/this` or else by the tense."""
        day = self.anchor
        if day is None:
            return f"XXXX-WXX-{number}"
        ahead = (number - day.isoweekday()) % 7
        back = (day.isoweekday() - number) % 7
        steps = {
            "last": -(back or 7),
            "next": ahead or 7,
            "this": number - day.isoweekday(),
        }.get(word, ahead if tense == "future" else -back)
        return _shift(day, steps).isoformat()

    def month(self, number: int, tense: Tense, word: str = "") -> str:
        """The month a bare month name means."""
        day = self.anchor
        if day is None:
            return f"XXXX-{number:02d}"
        year = day.year
        if word == "last":
            year -= number >= day.month
        elif word == "next":
            year += number <= day.month
        elif word != "this" and tense == "future":
            year += number < day.month
        elif word != "this":
            year -= number > day.month
        return month(year, number)

    def month_day(self, number: int, day_of_month: int, tense: Tense) -> str | None:
        """The day a date without a year means; None if no such day exists."""
        if safe_day(2000, number, day_of_month) is None:
            return None
        day = self.anchor
        if day is None:
            return f"XXXX-{number:02d}-{day_of_month:02d}"
        years = (day.year - 1, day.year, day.year + 1)
        days = [d for year in years if (d := safe_day(year, number, day_of_month))]
        if tense == "past":
            days = [d for d in days if d <= day] or days
        elif tense == "future":
            days = [d for d in days if d >= day] or days
        return min(days, key=lambda d: abs((d - day).days)).isoformat()

    def season(self, code: str, tense: Tense, word: str = "") -> str:
        """The season a bare season name means; a winter has the year it begins in."""
        day = self.anchor
        if day is None:
            return f"XXXX-{code}"
        begins = SEASON_BEGINS[code]
        year = day.year
        running = begins <= day.month < begins + 3
        if word == "next" or (not word and tense == "future"):
            year += begins <= day.month
        elif word == "last":
            year -= begins > day.month or running
        elif not word:
            year -= begins > day.month
        return f"{year:04d}-{code}"

    def quarter(self, number: int, tense: Tense) -> str:
        """The quarter a bare `third quarter` means: the last begun, or the next."""
        day = self.anchor
        if day is None:
            return f"XXXX-Q{number}"
        now = (day.month - 1) // 3 + 1
        year = day.year
        if tense == "future":
            year += number < now
        else:
            # A quarter is reported on when it is over; only the present one may be running.
            year -= number > now or (number == now and tense == "past")
        return quarter(year, number)


SEASON_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_FAR = {"M": 12_000, "Q": 4_000, "Y": 1_000, "E": 100, "C": 10}
"""Steps off the anchor beyond which a value would leave the years of four digits."""
_BLANK = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "F": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
    "E": "XXX",
    "C": "XX",
}


def _shift(day: date, days: int) -> date:
    """The day so many days off, held inside the calendar."""
    ordinal = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def week(day: date) -> str:
    """The ISO week of a day: `2018-W20`."""
    iso = day.isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}"


def month(year: int, number: int) -> str:
    """The month, where a number outside 1..12 runs into other years."""
    return f"{year + (number - 1) // 12:04d}-{(number - 1) % 12 + 1:02d}"


def quarter(year: int, number: int) -> str:
    """The quarter, where a number outside 1..4 runs into other years."""
    return f"{year + (number - 1) // 4:04d}-Q{(number - 1) % 4 + 1}"


def days_of(value: str) -> tuple[date, date] | None:
    """First and last day of a resolved day, week, month, quarter or year value."""
    if "X" in value or not value[:4].isdigit():
        return None
    year, rest = int(value[:4]), value[5:]
    if rest[:1] == "W" and rest[1:3].isdigit():
        first = _shift(date.fromisocalendar(year, 1, 1), 7 * (int(rest[1:3]) - 1))
        if rest.endswith("-WE"):
            return _shift(first, 5), _shift(first, 6)
        return first, _shift(first, 6)
    if rest[3:5].isdigit():
        day = safe_day(year, int(rest[:2]), int(rest[3:5]))
        return (day, day) if day else None
    return _months(year, *_months_of(rest))


def _months_of(rest: str) -> tuple[int, int]:
    """First month and count of months of what follows the year: `Q3` is (7, 3)."""
    if not rest:
        return 1, 12
    if rest[0] in "QH":
        count = 3 if rest[0] == "Q" else 6
        return int(rest[1]) * count - count + 1, count
    if rest[:2] in SEASON_BEGINS:
        return SEASON_BEGINS[rest[:2]], 3
    return int(rest[:2]), 1


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    after = year * 12 + first - 1 + count
    last = date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
    return date(year, first, 1), last
