"""The time of an event: what its clause governs, else a date near by, else the day itself.

A date hangs in the parse under some words; climbing from it, the first event trigger met
(or the first full verb, which a trigger shares as its clause) is the one it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.chronology import WEEKDAYS
from dateline.syntax import CLAUSE_DEPS, Tree
from dateline.times.calendar import anchor_of, days_of
from dateline.types import Document, Event, EventTime, Sourced, Span, TimeRef, When

LEAD_SENTENCES = 2
"""Body sentences at the top whose actual events are taken to be of the day of publication."""

_SPEECH = frozenset(
    ["say", "tell", "report", "announce", "add", "note", "state", "claim", "write", "confirm"]
)
_WEEKDAY = re.compile("|".join(name for name in WEEKDAYS if len(name) > 5), re.IGNORECASE)
_UP_TO_NOW = re.compile(r"\b(?:past|last|recent)\b", re.IGNORECASE)
_BACK = {"D": 1, "W": 7, "M": 30, "Y": 365}


@dataclass(frozen=True, slots=True)
class Hung:
    """A time expression with where it hangs: its head token, clause verb and trigger owner."""

    ref: TimeRef
    token: int
    clause: int
    owner: int | None


def event_times(
    doc: Document, tree: Tree, times: Sequence[TimeRef], *, by: str
) -> tuple[EventTime, ...]:
    """The time of each event that has one, in the order of the events."""
    if not doc.events:
        return ()
    anchor = anchor_of(doc.published.value)
    triggers = [tree.at(event.trigger) for event in doc.events]
    owner = {token: n for n, tokens in enumerate(triggers) for token in tokens}
    hung = list(_hung(tree, times, owner))
    found: dict[str, EventTime] = {}
    undated: list[Event] = []
    for n, event in enumerate(doc.events):
        if not triggers[n]:
            continue
        chosen = _choose(tree, triggers[n], n, hung)
        told = _told(event, chosen.ref, anchor, by=by) if chosen else None
        if told:
            found[event.id] = told
        elif not chosen:
            undated.append(event)
    if anchor:
        found.update(_of_the_day(doc, found, undated, anchor, by=by))
    return tuple(found[event.id] for event in doc.events if event.id in found)


def _of_the_day(
    doc: Document,
    dated: dict[str, EventTime],
    undated: Sequence[Event],
    anchor: date,
    *,
    by: str,
) -> Iterator[tuple[str, EventTime]]:
    """Lead events without words of their own, taken to be of the day of publication.

    Not where the lead gives some event a day: then the story is of that day, and what
    else the lead tells may be too.
    """
    leads = _leads(doc)
    said = {event.id for event in doc.events if _in(event.trigger, leads)} & dated.keys()
    if any(dated[name].when.value.precision in {"day", "time"} for name in said):
        return
    when = When(anchor.isoformat(), None, "day", "published")
    for event in undated:
        fresh = event.status.value == "actual" and not event.historical.value
        if fresh and _in(event.trigger, leads):
            yield event.id, EventTime(event.id, Sourced(when, (event.trigger,), by, 0.6))


def _leads(doc: Document) -> list[Span]:
    """The first sentences of the body, a dateline before them not counted."""
    body = [s.span for s in doc.sentences if doc.blocks[s.block].kind == "body"]
    return body[:LEAD_SENTENCES]


def _in(span: Span, places: Sequence[Span]) -> bool:
    return any(place.holds(span) for place in places)


def _hung(tree: Tree, times: Sequence[TimeRef], owner: dict[int, int]) -> Iterator[Hung]:
    """Each expression that can date an event, with the clause it stands in."""
    for ref in times:
        if not _dates(ref, tree.doc.text):
            continue
        inside = tree.at(ref.span)
        if not inside:
            continue
        top = tree.top(inside)
        at = inside[0] if top is None else top
        clause, mine = at, None
        weekday = bool(_WEEKDAY.search(ref.span.of(tree.doc.text)))
        for i in tree.up(at):
            if mine is None and i in owner:
                mine = owner[i]
            clause = i
            if tree.tokens[i].pos in {"VERB", "AUX"} and not (weekday and _participle(tree, i)):
                break
        yield Hung(ref, at, clause, mine)


def _participle(tree: Tree, i: int) -> bool:
    """Whether a verb only describes a noun: "men working on a dam".

    News puts the weekday after it and means the verb of the sentence.
    """
    return tree.tokens[i].dep == "acl" and tree.tokens[i].tag in {"VBG", "VBN"}


def _dates(ref: TimeRef, text: str) -> bool:
    """Whether an expression can tell when something happened."""
    if ref.value == "PRESENT_REF" or ref.type == "SET":
        return False
    if ref.type == "DURATION":
        return bool(_UP_TO_NOW.search(ref.span.of(text)))
    return True


def _choose(tree: Tree, trigger: list[int], n: int, hung: Sequence[Hung]) -> Hung | None:
    """The expression the event's clause governs, else the nearest free one of the sentence."""
    sentence = tree.tokens[trigger[0]].sentence
    near = [each for each in hung if tree.tokens[each.token].sentence == sentence]
    if not near:
        return None
    own = _clause(tree, trigger[0])
    ranked = [
        (rank, abs(each.token - trigger[0]), at)
        for at, each in enumerate(near)
        if (rank := _rank(tree, each, own, n)) is not None
    ]
    return near[min(ranked)[2]] if ranked else None


def _rank(tree: Tree, each: Hung, own: int, n: int) -> int | None:
    """0 under the trigger, 1 in its clause, 2 elsewhere in the sentence; None not its own."""
    if each.owner == n:
        return 0
    if each.clause == own:
        return 1
    if each.ref.value.endswith("_REF"):
        return None
    lemma = tree.tokens[each.clause].lemma.lower()
    if each.owner is not None and each.clause not in _coordinate(tree, own):
        return None
    if lemma in _SPEECH or _subordinate(tree, each.clause, own):
        return None  # the day of the saying is not the day of the deed
    return 2


def _subordinate(tree: Tree, clause: int, own: int) -> bool:
    """Whether the date stands in a clause aside from the event's: `who had fled in May`."""
    return tree.tokens[clause].dep in CLAUSE_DEPS and own not in _clauses_below(tree, clause)


def _clauses_below(tree: Tree, clause: int) -> set[int]:
    """The clause verb and everything under it."""
    return set(tree.subtree(clause))


def _coordinate(tree: Tree, own: int) -> set[int]:
    """The clause verb, what is coordinated with it, and the verb it is coordinated to."""
    joined = set(tree.conjuncts(own))
    if tree.tokens[own].dep == "conj":
        joined.add(tree.tokens[own].head)
    return joined


def _clause(tree: Tree, i: int) -> int:
    """The verb of the clause a token stands in, the root where there is none."""
    at = i
    for at in (i, *tree.up(i)):
        if tree.tokens[at].pos in {"VERB", "AUX"}:
            return at
    return at


def _told(event: Event, ref: TimeRef, anchor: date | None, *, by: str) -> EventTime | None:
    """The event with the time its words state, value None where they do not settle it.

    None if the words cannot be its time: nothing done lies ahead of its report.
    """
    when = _when(ref, anchor)
    days = days_of(when.value) if when.value else None
    if event.status.value == "actual" and anchor and days and days[0] > anchor:
        return None
    score = 0.9 if when.value else 0.5
    return EventTime(event.id, Sourced(when, (ref.span,), by, score))


def _when(ref: TimeRef, anchor: date | None) -> When:
    """The value of an expression as the time of an event."""
    if ref.type == "DURATION":
        return _range(ref.value, anchor)
    value = ref.value
    if "XX" in value or value.endswith("_REF"):
        return When(None, None, "unresolved", "text")
    if ref.end_value:
        return When(value, ref.end_value, "range", "text")
    day, _, clock = value.partition("T")
    if clock and clock[0].isdigit():
        return When(value, None, "time", "text")
    return When(day, None, _precision(day), "text")


def _range(length: str, anchor: date | None) -> When:
    """The stretch that ends at the anchor; its beginning only where the count is known."""
    if anchor is None:
        return When(None, None, "unresolved", "text")
    found = re.fullmatch(r"P(\d+)([DWMY])", length)
    hours = re.fullmatch(r"PT(\d+)H", length)
    back = int(found[1]) * _BACK[found[2]] if found else int(hours[1]) // 24 if hours else None
    if back is None or back >= anchor.toordinal():
        return When(None, anchor.isoformat(), "range", "text")
    first = date.fromordinal(anchor.toordinal() - back)
    return When(first.isoformat(), anchor.isoformat(), "range", "text")


def _precision(value: str) -> str:
    """How exact a resolved value is."""
    if len(value) <= 4:
        return {4: "year", 3: "decade"}.get(len(value), "century")
    rest = value[5:]
    if rest[0] == "W":
        return "week"
    if rest[0] in "QH":
        return "quarter" if rest[0] == "Q" else "half-year"
    if not rest[0].isdigit():
        return "season"
    return "month" if len(rest) == 2 else "day"
