"""Figures of where, when and how many, on tests/data/circumstances.jsonl and the corpus reports.

`python -m benchmarks.circumstances [--part dev|test|all] [--errors]`. Each row is an event that the
corpus marks, with the place, the date and the counts that a careful reader gave it. Rows count
where our coder found an event at the same words, of whatever type. A place is right if country
and name agree, or if both sides say none; a date if the days agree (see `same_date`);
a count if kind, value and bound do. Reports fall into "dev" and "test" (half each) by hash.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.coreference import document, gold, part_of, reports
from dateline.coder import load
from dateline.config import Settings
from dateline.places.names import normal
from dateline.times.calendar import days_of
from dateline.types import Document, Event, Place, Published, Span, When

HALF = 0.5
FILE = Path(__file__).parent.parent / "tests/data/circumstances.jsonl"


class Coded:
    """One coded report: its events with what belongs to them."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.places = {p.event: p.place.value for p in doc.event_places}
        self.times = {t.event: t.when.value for t in doc.event_times}
        self.sizes: defaultdict[str, list[tuple[str, float, str]]] = defaultdict(list)
        for size in doc.event_sizes:
            value = size.quantity.value
            self.sizes[size.event].append((value.kind, value.value, value.bound))

    def at(self, span: Span) -> Event | None:
        """The event whose trigger is at these words."""
        return at(self.doc, span)

    def place_right(self, event: Event, want: dict[str, Any] | None) -> bool:
        """Whether the place agrees."""
        found = self.places.get(event.id)
        if found is None or want is None:
            return found is None and want is None
        return same_place(found, self.doc.text, want)

    def date_right(self, event: Event, want: dict[str, Any] | None) -> bool:
        """Whether the date agrees, as exact as the gold."""
        found = self.times.get(event.id)
        value = found.value if found else None
        if found is None or value is None or want is None:
            return value is None and want is None
        return same_date(found, want)


def at(doc: Document, span: Span) -> Event | None:
    """The event whose trigger is at these words."""
    return next((e for e in doc.events if e.trigger.overlaps(span)), None)


GENERIC = frozenset(
    """the of and county province region district state camp city town village island islands valley
    river lake bay port square governorate oblast division department municipality area""".split()
)
SAME_CODE = {"XKX": "KOS"}


def same_place(found: Place, text: str, want: dict[str, Any] | None) -> bool:
    """Whether a place is that of a gold row: its country, and a name or the same words.

    Generic words do not count: "Zamzam" is "Zamzam camp".
    """
    if want is None:
        return False
    names = {_bare(want["name"]), _bare(want["text"] or "")} - {""}
    said = {_bare(found.name), _bare(found.span.of(text))} - {""}
    code = None if want["country"] in {None, "none"} else want["country"]
    same = bool(found.country == SAME_CODE.get(code or "", code))
    return same and bool(names & said)


def _bare(name: str) -> str:
    return " ".join(word for word in normal(name).split() if word not in GENERIC)


def same_date(found: When, want: dict[str, Any]) -> bool:
    """Whether days agree: ours within the gold's, or half of all days of both in common."""
    ours, gold = _days(found.value, found.end_value), _days(want["value"], want["end"])
    if ours is None or gold is None:
        return bool(found.value == want["value"])
    if gold[0] <= ours[0] and ours[1] <= gold[1]:
        return True
    both = min(ours[1], gold[1]) - max(ours[0], gold[0]) + 1
    either = max(ours[1], gold[1]) - min(ours[0], gold[0]) + 1
    return bool(both / either >= HALF)


def _days(value: str | None, end: str | None) -> tuple[int, int] | None:
    first = days_of(value.partition("T")[0]) if value else None
    last = days_of(end.partition("T")[0]) if end else first
    if not first or not last:
        return None
    return first[0].toordinal(), last[1].toordinal()


def judged(coded: Coded, starts: list[int], row: dict[str, Any]) -> dict[str, bool] | None:
    """What is right of a row; None where we found no event."""
    start = starts[row["para"]]
    event = coded.at(Span(start + row["start"], start + row["end"]))
    if event is None:
        return None
    return {
        "place": coded.place_right(event, row["place"]),
        "date": coded.date_right(event, row["date"]),
        "late": _late(coded, event, row["published"]),
    }


def _late(coded: Coded, event: Event, published: str) -> bool:
    """Whether an act that happened would begin after its report."""
    found = coded.times.get(event.id)
    ours = _days(found.value, found.end_value) if found else None
    day = _days(published[:10], None)
    return bool(event.status.value == "actual" and ours and day and ours[0] > day[0])


def sizes(coded: Coded, starts: list[int], row: dict[str, Any]) -> tuple[int, int, int]:
    """Counts of a row, ours of its event, and how many of these are right in all three.

    Counts of other things than those that the program keeps ("other") are left out.
    """
    start = starts[row["para"]]
    event = coded.at(Span(start + row["start"], start + row["end"]))
    if event is None:
        return 0, 0, 0
    gold = {
        (want["kind"], float(want["value"]), want["bound"])
        for want in row["sizes"]
        if want["kind"] != "other"
    }
    ours = set(coded.sizes[event.id])
    return len(gold), len(ours), len(gold & ours)


def measure(part: str, *, show: bool = False) -> dict[str, float | int]:
    """The figures of a part."""
    pipeline = load(Settings()).pipeline
    stages = [s for s in pipeline.stages if s.name.split("/")[0] not in {"ingest", "clean"}]
    told, right = Counter[str](), Counter[str]()
    rows = gold(FILE)
    for slug, paragraphs in reports().items():
        if slug not in rows or (part != "all" and part_of(slug) != part):
            continue
        doc, starts = document(slug, paragraphs)
        doc = replace(doc, published=Published(rows[slug][0]["published"], "given"))
        for stage in stages:
            doc = stage(doc)
        coded = Coded(doc)
        for row in rows[slug]:
            told["events"] += 1
            found = judged(coded, starts, row)
            for name in ("place", "date"):
                told[name] += found is not None
                right[name] += bool(found and found[name])
                told[f"{name} told"] += found is not None and row[name] is not None
                right[f"{name} told"] += bool(found and row[name] is not None and found[name])
                if show and found and not found[name]:
                    print(slug, row["trigger"], name, row[name], _ours(coded, starts, row, name))
            right["late"] += bool(found and found["late"])
            wanted, given, good = sizes(coded, starts, row)
            told["size"] += wanted
            told["size given"] += given
            right["size"] += good
            right["size given"] += good
    shares = {n: round(right[n] / max(1, told[n]), 4) for n in told if n != "events"}
    return {"events": told["events"], "found": told["place"], **shares, "late": right["late"]}


def _ours(coded: Coded, starts: list[int], row: dict[str, Any], name: str) -> object:
    start = starts[row["para"]]
    event = coded.at(Span(start + row["start"], start + row["end"]))
    return (coded.places if name == "place" else coded.times).get(event.id) if event else None


def main(argv: list[str]) -> int:
    """Print the figures."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--part", default="test", choices=("dev", "test", "all"))
    args.add_argument("--errors", action="store_true", help="print the faults of dev")
    chosen = args.parse_args(argv)
    figures = measure(chosen.part, show=chosen.errors and chosen.part == "dev")
    for name, value in figures.items():
        print(f"{name}: {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
