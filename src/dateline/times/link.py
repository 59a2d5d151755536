"""How the parse ties dates to events.

A date hangs in the parse under some words; climbing from it, the first event trigger met
(or the first full verb, which a trigger shares as its clause) is the one it belongs to. Which
date an event gets is chosen from these ties and the rest of the report in `story`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.chronology import MONTHS, WEEKDAYS, parse_iso
from dateline.syntax import CLAUSE_DEPS, Tree
from dateline.times.calendar import days_of, week
from dateline.types import Document, Event, TimeRef, When

_SPEECH = frozenset(
    ["say", "tell", "report", "announce", "add", "note", "state", "claim", "write", "confirm"]
)
_WEEKDAY = re.compile("|".join(name for name in WEEKDAYS if len(name) > 5), re.IGNORECASE)
_MONTH_NAME = re.compile("|".join(name for name in MONTHS if len(name) > 2), re.IGNORECASE)
_YEAR = re.compile(r"\b\d{4}\b|\b(?:last|next|this)\b", re.IGNORECASE)
_UP_TO_NOW = re.compile(r"\b(?:past|last|recent)\b", re.IGNORECASE)
_BACK = {"D": 1, "W": 7, "M": 30, "Y": 365}


@dataclass(frozen=True, slots=True)
class Hung:
    """A time expression with where it hangs: its head token, clause verb and trigger owner."""

    ref: TimeRef
    token: int
    clause: int
    owner: int | None


class Links:
    """The time expressions of one document as the parse hangs them."""

    def __init__(self, doc: Document, tree: Tree, times: Sequence[TimeRef]) -> None:
        """Find the tokens of each trigger, and where each expression hangs."""
        self.tree = tree
        self.triggers = {e.id: tree.at(e.trigger) for e in doc.events}
        self.numbers = {e.id: n for n, e in enumerate(doc.events)}
        owner = {token: self.numbers[e] for e, tokens in self.triggers.items() for token in tokens}
        self.hung = list(_hung(tree, times, owner))

    def choose(self, event: Event) -> Hung | None:
        """The expression the event's clause governs, else the nearest free one of the sentence."""
        trigger = self.triggers[event.id]
        if not trigger:
            return None
        return _choose(self.tree, trigger, self.numbers[event.id], self.hung)

    def rank(self, event: Event, each: Hung) -> int | None:
        """0 under the trigger, 1 in its clause, 2 elsewhere in the sentence; None not its own."""
        own = _clause(self.tree, self.triggers[event.id][0])
        return _rank(self.tree, each, own, self.numbers[event.id])

    def of_speech(self, each: Hung) -> bool:
        """Whether an expression dates somebody's saying."""
        return self.tree.tokens[each.clause].lemma.lower() in _SPEECH


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


def told(event: Event, ref: TimeRef, anchor: date | None, words: str = "") -> When | None:
    """The time its words would give an event, value None where they do not settle it.

    `words` are those of the expression: a bare weekday, weekend or month that lies on the wrong
    side of the report's day for what was done, or is to be done, is the next on the right side.
    None if the words cannot be its time: nothing done lies ahead of its report.
    """
    when = _when(ref, anchor)
    days = days_of(when.value) if when.value else None
    if not anchor or not days or not when.value:
        return when
    done = event.status.value == "actual"
    weekend = when.value.endswith("-WE")
    if done and (days[0] > anchor or (weekend and days[1] >= anchor)):
        when = _turned(when, words, -1)
        days = days_of(when.value) if when.value else None
    elif event.status.value == "future" and days[1] < anchor:
        when = _turned(when, words, 1)
    if done and days and days[0] > anchor:
        return None
    return when


def _turned(when: When, words: str, way: int) -> When:
    """The weekday, weekend or month of the same name a week or a year further, or the same."""
    value = when.value or ""
    if _YEAR.search(words) or when.end_value:
        return when
    if value.endswith("-WE"):
        days = days_of(value)
        day = date.fromordinal(days[0].toordinal() + 7 * way) if days else None
        return replace(when, value=f"{week(day)}-WE") if day else when
    if _WEEKDAY.search(words) and len(value) >= 10 and (day := parse_iso(value[:10])):
        moved = date.fromordinal(day.toordinal() + 7 * way).isoformat()
        return replace(when, value=moved + value[10:])
    if re.fullmatch(r"\d{4}-\d\d", value) and _MONTH_NAME.search(words):
        return replace(when, value=f"{int(value[:4]) + way:04d}{value[4:]}")
    return when


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
