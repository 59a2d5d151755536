"""PLOVER JSONL: one event a line under the field names of the PLOVER 2.0 codebook.

Names beyond the codebook (which allows them) are `cameo`, `confidence`, `hearsay`,
`displaced`, `participants` and the like, and `date_precision`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, BinaryIO

from dateline.chronology import parse_iso, safe_day
from dateline.countries import countries
from dateline.record import AnyRecord, EventInfo, FailedRecord, Party, PlaceInfo, Record, line_of

CODEBOOK = "PLOVER 2.0"
# The codebook has one `size`; our record says of what.
_SIZES = {"participants": "size"}
_PERIOD = re.compile(r"(\d{4})(?:-(?:(\d\d)|W(\d\d)(-WE)?|Q([1-4])|H([12])))?")


class PloverExporter:
    """Writes one JSON object an event; `failed` counts reports left out.

    `text` is quoted from the report, `publisher_text=False` leaves it out where the
    right to pass it on is missing (the offsets in `text_info` stay).
    """

    def __init__(self, *, publisher_text: bool = True) -> None:
        """Keep whether the sentence itself is written."""
        self.publisher_text = publisher_text
        self.failed = 0

    def __call__(self, records: Iterable[AnyRecord], out: BinaryIO, /) -> None:
        """Write the events of all records to `out`."""
        self.failed = 0
        for record in records:
            if isinstance(record, FailedRecord):
                self.failed += 1
                continue
            for event in record.events:
                fields = line(record, event)
                if not self.publisher_text:
                    fields["text"] = None
                out.write(line_of(fields) + b"\n")
            out.flush()


def line(record: Record, event: EventInfo) -> dict[str, Any]:
    """The PLOVER object of an event."""
    first, last = days(event)
    return {
        "id": f"{record.id}#{event.id}",
        "date": first,
        "enddate": last,
        "date_precision": event.time.precision if event.time else None,
        "actor": [_party(record, p) for p in event.actor],
        "recipient": [_party(record, p) for p in event.recipient],
        "event": event.event,
        "mode": [*event.mode, *_auxiliary(event)],
        "context": event.context,
        "cameo": event.cameo,
        "event_loc": _place(record, event.place) if event.place else None,
        "event_text": record.words(event.trigger),
        "quad_code": event.quad,
        "event_scale": event.score,
        **_sizes(event),
        "hearsay": event.hearsay,
        "confidence": event.confidence,
        "text": record.words(event.sentence),
        "text_info": {"start": event.sentence.start, "end": event.sentence.end},
        "cite_info": {
            "id": record.id,
            "url": record.url,
            "publisher": record.publisher,
            "title": record.title,
            "language": record.language,
            "date": record.published.value,
            "codebook": CODEBOOK,
        },
        "coder": f"dateline {record.coder.version}",
    }


def _auxiliary(event: EventInfo) -> list[str]:
    """The codebook's auxiliary modes: status (unless actual), and `historical`."""
    status = [] if event.status == "actual" else [event.status]
    return [*status, *(["historical"] if event.historical else [])]


def _party(record: Record, party: Party) -> dict[str, Any]:
    entity = record.entity(party.entity)
    return {
        "entity_text": record.words(party),
        "code": entity and entity.country,
        "sector": entity and entity.sector,
        "other_sector_codes": entity.other_sectors if entity else [],
        "identifier_id": entity and entity.wikidata,
        "identifier_text": entity and entity.name,
        "office": entity and entity.role,
        "religion": None,
        "ethnicity": None,
    }


def _sizes(event: EventInfo) -> dict[str, float]:
    """The first count of each kind; whole numbers stay whole."""
    counts: dict[str, float] = {}
    for size in event.size:
        many = int(size.value) if size.value == int(size.value) else size.value
        counts.setdefault(_SIZES.get(size.kind, size.kind), many)
    return counts


def _place(record: Record, place: PlaceInfo) -> dict[str, Any]:
    found = place.resolution != "unresolved"
    return {
        "extracted_place": record.words(place),
        "resolved_place": place.name if found else None,
        # an identifier, not a number: written as a string like every code
        "geonameid": None if place.geonameid is None else str(place.geonameid),
        "lat": place.lat,
        "lon": place.lon,
        "city": place.name if place.resolution == "city" else None,
        "district": place.name if place.resolution == "admin2" else None,
        "province": place.admin1,
        "country": _country_names().get(place.country or ""),
        "country_code": place.country,
        "feature_class": None,
        "feature_code": None,
        "resolution": place.resolution,
    }


@cache
def _country_names() -> Mapping[str, str]:
    return {country.iso3: country.name for country in countries()}


def days(event: EventInfo) -> tuple[str | None, str | None]:
    """The first and the last day of an event, the last None if it is one day.

    A month, week, quarter, half or year is written as its first and last day, since the
    codebook knows days only; what has no days ("in the spring") is None.
    """
    if event.time is None or event.time.value is None:
        return None, None
    first = _period(event.time.value)
    last = _period(event.time.end_value or event.time.value)
    if first is None:
        return None, None
    end = last[1] if last and last[1] > first[0] else None
    return first[0].isoformat(), end.isoformat() if end else None


def _period(value: str) -> tuple[date, date] | None:
    """The first and last day of an ISO or TIMEX3 value."""
    day = parse_iso(value)
    if day:
        return day, day
    found = _PERIOD.fullmatch(value)
    if found is None:
        return None
    year, month, week, weekend, quarter, half = found.groups()
    if week:
        return _week(int(year), int(week), weekend=bool(weekend))
    first, months = 1, 12
    if month:
        first, months = int(month), 1
    elif quarter:
        first, months = 3 * int(quarter) - 2, 3
    elif half:
        first, months = 6 * int(half) - 5, 6
    return _months(int(year), first, months)


def _months(year: int, first: int, months: int) -> tuple[date, date] | None:
    start = safe_day(year, first, 1)
    after = first + months
    end = safe_day(year + (after > 12), after - 12 if after > 12 else after, 1)
    return (start, end - timedelta(days=1)) if start and end else None


def _week(year: int, week: int, *, weekend: bool) -> tuple[date, date] | None:
    # 28 December lies in the last week of its ISO year
    if not 1 <= year <= 9998 or not 1 <= week <= date(year, 12, 28).isocalendar().week:
        return None
    monday = date.fromisocalendar(year, week, 1)
    return monday + timedelta(days=5 if weekend else 0), monday + timedelta(days=6)
