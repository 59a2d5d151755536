"""When events happened: one of the report's dates, its day of publication, or none.

Every expression that can date something competes for every event. What speaks for one: that the
parse hangs it under the trigger or in its clause, the same sentence or paragraph, the day of the
story, the dates of other events, tense and status. Weights are data (`data/times/story.json`,
fitted by `training/circumstances.py`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.choice import flagged, summed, weights
from dateline.syntax import Tree
from dateline.times.calendar import anchor_of, days_of
from dateline.times.link import Hung, Links, told
from dateline.types import Block, Document, Event, EventTime, Sourced, TimeRef, When

FILE = "times/story.json"
DEEDS = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT", "AID"})
MOST = 20
"""Expressions that are asked about in a report that has more."""
LEAD = 2
"""First sentences of the body, where a report tells its day."""
GOVERNED = 0.9
"""Score of a date that the parse hangs under the trigger or in its clause: of 282 on the reports
we learn from 253 are right."""
OF_THE_DAY = 0.6
"""Score of a lead event that is only dated by the publication."""
PAST_HELPERS = {"had": "had", "has": "have", "have": "have", "'ve": "have", "’ve": "have"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A time an event may have, and the expression that says so (None: the publication)."""

    when: When
    at: Hung | None


@dataclass(frozen=True, slots=True)
class Question:
    """An event, its choices, and what speaks for each; the last signals are those of none.

    `kinds` are those of the event, for weights of their own.
    """

    event: Event
    choices: tuple[Choice, ...]
    signals: tuple[dict[str, float], ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """The times of other events about one event: the last before, and those of its sentence."""

    last: object
    last_in_block: object
    beside: frozenset[object]


class Story:
    """Chooses the times of the events of one report."""

    def __init__(self, doc: Document, tree: Tree, times: Sequence[TimeRef]) -> None:
        """Hang the expressions into the parse and link what it links by itself."""
        self.doc, self.tree = doc, tree
        self.anchor = anchor_of(doc.published.value)
        self.links = Links(doc, tree, times)
        body = [n for n, s in enumerate(doc.sentences) if doc.blocks[s.block].kind == "body"]
        self.lead = frozenset(body[:LEAD])
        self.ruled = {event.id: self.links.choose(event) for event in doc.events}
        self.values = {
            event.id: self._told(event, found)
            for event in doc.events
            if (found := self.ruled[event.id])
        }
        self.day = self._day(body)
        self.often = Counter(each.ref.value for each in self.links.hung)
        self.sentences = {event.id: self._sentence(event) for event in doc.events}

    def all(self, *, by: str) -> Iterator[EventTime]:
        """The time of each event that has one, in the order of events."""
        if not self.doc.events:
            return
        fitted = weights(FILE)
        for event in self.doc.events:
            ruled = self._governed(event)
            if ruled:
                yield EventTime(event.id, Sourced(ruled[0], (ruled[1].ref.span,), by, GOVERNED))
                continue
            question = self.question(event)
            keys = [_key(choice.when) for choice in question.choices]
            each = fitted.shares(question.signals, question.kinds)
            shares = summed([*keys, None], each)
            best = max(shares, key=lambda key: shares[key])
            if best is None or shares[best] < fitted.floor:
                if self._is_of_the_day(event, question):
                    day = question.choices[-1].when
                    yield EventTime(event.id, Sourced(day, (event.trigger,), by, OF_THE_DAY))
                continue
            some = [n for n, key in enumerate(keys) if key == best]
            choice = question.choices[max(some, key=lambda n: each[n])]
            evidence = event.trigger if choice.at is None else choice.at.ref.span
            score = round(shares[best], 3)
            yield EventTime(event.id, Sourced(choice.when, (evidence,), by, score))

    def _told(self, event: Event, each: Hung) -> When | None:
        return told(event, each.ref, self.anchor, each.ref.span.of(self.doc.text))

    def _governed(self, event: Event) -> tuple[When, Hung] | None:
        """The time of the expression that the trigger or its clause governs."""
        each = self.ruled[event.id]
        when = self.values.get(event.id)
        if each is None or when is None or self.links.rank(event, each) not in {0, 1}:
            return None
        return when, each

    def _is_of_the_day(self, event: Event, question: Question) -> bool:
        """Whether a lead event is taken to be of the day of publication: nothing names a day."""
        offered = bool(question.choices) and question.choices[-1].at is None
        free = self.day is None and self.ruled[event.id] is None
        return offered and free and self._position(event) == "lead"

    def question(self, event: Event) -> Question:
        """The choices for an event with their signals."""
        choices: list[Choice] = []
        for each in self._near(event):
            when = self._told(event, each)
            if when:
                choices.append(Choice(when, each))
        if self.anchor and event.status.value == "actual" and not event.historical.value:
            day = When(self.anchor.isoformat(), None, "day", "published")
            choices.append(Choice(day, None))
        form = self._form(event)
        kinds = (self._position(event), form, _group(event), _state(event))
        around = self._around(event)
        signals = [self._signals(event, choice, around) for choice in choices]
        return Question(event, tuple(choices), (*signals, self._none(event, form)), kinds)

    def _near(self, event: Event) -> list[Hung]:
        """The expressions asked about: all, or in a long report the nearest and the story's."""
        if len(self.links.hung) <= MOST:
            return self.links.hung
        here = self.sentences[event.id]

        def far(each: Hung) -> tuple[bool, int]:
            at = self.tree.tokens[each.token].sentence
            return at not in self.lead, abs(at - here)

        some = sorted(self.links.hung, key=far)[:MOST]
        return sorted(some, key=lambda each: each.token)

    def _sentence(self, event: Event) -> int:
        found = self.tree.at(event.trigger)
        return self.tree.tokens[found[0]].sentence if found else -1

    def _position(self, event: Event) -> str:
        here = self.sentences[event.id]
        if here < 0:
            return "nowhere"
        if self._block(here).kind == "title":
            return "title"
        return "lead" if here in self.lead else "later"

    def _block(self, sentence: int) -> Block:
        return self.doc.blocks[self.doc.sentences[sentence].block]

    def _day(self, body: Sequence[int]) -> str | None:
        """The day of the story: the first day told in the body that is not ahead."""
        place = {n: rank for rank, n in enumerate(body)}
        for each in self.links.hung:
            sentence = self.tree.tokens[each.token].sentence
            value = each.ref.value.partition("T")[0]
            days = days_of(value) if len(value) == 10 else None
            if sentence in place and days and (not self.anchor or days[0] <= self.anchor):
                return value
        return None

    def _form(self, event: Event) -> str:
        """The form of the trigger's verb: past, had, have, ahead, present or noun."""
        found = self.tree.at(event.trigger)
        if not found:
            return "none"
        i = next((k for k in found if self.tree.tokens[k].pos in {"VERB", "AUX"}), found[0])
        token = self.tree.tokens[i]
        if token.pos not in {"VERB", "AUX"}:
            return "noun"
        helpers = [self.tree.tokens[c].text.lower() for c in self.tree.of(i, "aux", "auxpass")]
        for word in helpers:
            if word in PAST_HELPERS:
                return PAST_HELPERS[word]
            if word in {"will", "would", "'ll", "to", "may", "could", "should", "must", "can"}:
                return "ahead"
        if token.tag == "VBD" or "was" in helpers or "were" in helpers:
            return "past"
        if token.tag == "VBG" and not helpers:
            return "ing"
        return "present" if token.tag in {"VBZ", "VBP"} or helpers else "bare"

    def _around(self, event: Event) -> Around:
        here = self.sentences[event.id]
        beside = frozenset(
            _key(when)
            for other in self.doc.events
            if other.id != event.id and self.sentences[other.id] == here
            for when in [self.values.get(other.id)]
            if when
        )
        last, second = self._before(event)
        return Around(last, second, beside)

    def _signals(self, event: Event, choice: Choice, around: Around) -> dict[str, float]:
        if choice.at is None:
            return self._published(event)
        here, each = self.sentences[event.id], choice.at
        there = self.tree.tokens[each.token].sentence
        value = _key(choice.when)
        same = here == there
        rank = self.links.rank(event, each) if same else None
        owner = self.doc.events[each.owner] if each.owner is not None else None
        direction = self._direction(choice.when)
        block = self._block(here) is self._block(there) if here >= 0 else False
        flags = {
            "ruled": self.ruled[event.id] is each,
            "same sentence": same,
            f"rank {rank}": same,
            "same, ruled other": same and self.ruled[event.id] not in {None, each},
            "ruled other": self.ruled[event.id] not in {None, each},
            "owned by other": owner is not None and owner is not event,
            "owned by words": owner is not None and owner is not event and _group(owner) != "deed",
            "of speech": self.links.of_speech(each),
            "block before": block and there < here,
            "block after": block and there > here,
            "before": there < here,
            "after": there > here,
            "next sentence": there == here + 1,
            "last sentence": there == here - 1,
            "last sentence, same block": block and there == here - 1,
            "title": self._block(there).kind == "title",
            "lead": there in self.lead,
            f"precision {choice.when.precision}": True,
            f"type {each.ref.type}": True,
            f"direction {direction}": True,
            f"{direction} {event.status.value}": True,
            f"{direction} historical": event.historical.value,
            "unresolved": choice.when.value is None,
            "story day": choice.when.value == self.day,
            "as last event": value == around.last,
            "as last event of block": value == around.last_in_block,
            "as beside": value in around.beside,
            "nothing beside": not around.beside,
            "only date": len(self.links.hung) == 1,
        }
        found = flagged(flags)
        found["back"] = math.log1p(abs(here - there))
        found["age"] = self._age(choice.when)
        found["often"] = math.log(self.often[each.ref.value])
        return found

    def _published(self, event: Event) -> dict[str, float]:
        """What speaks for the day of publication."""
        here = self.sentences[event.id]
        flags = {
            "published": True,
            "published, no day": self.day is None,
            "published, ruled": self.ruled[event.id] is not None,
            "published, date in sentence": any(
                self.tree.tokens[h.token].sentence == here for h in self.links.hung
            ),
        }
        return flagged(flags)

    def _none(self, event: Event, form: str) -> dict[str, float]:
        position, state, group = self._position(event), _state(event), _group(event)
        here = self.sentences[event.id]
        dated = any(self.tree.tokens[h.token].sentence == here for h in self.links.hung)
        flags = {
            "none": True,
            f"none, {event.type.value}": True,
            f"none, {event.status.value}": True,
            f"none, {state}": True,
            f"none, {state} {group}": True,
            f"none, {form}": True,
            f"none, {position}": True,
            f"none, {position} {state}": True,
            f"none, {form} {state}": True,
            "none, ruled": self.ruled[event.id] is not None,
            f"none, ruled {state}": self.ruled[event.id] is not None,
            "none, dated sentence": dated,
            "none, no day": self.day is None,
            f"none, no day {position}": self.day is None,
        }
        return flagged(flags)

    def _before(self, event: Event) -> tuple[object, object]:
        """The times that the parse gives the last event before: of the report, of its block."""
        last = second = None
        block = self._block(self.sentences[event.id]) if self.sentences[event.id] >= 0 else None
        for other in self.doc.events:
            if other.trigger.start >= event.trigger.start:
                break
            when = self.values.get(other.id)
            if when and when.value:
                last = _key(when)
                if block is self._block(self.sentences[other.id]):
                    second = last
        return last, second

    def _direction(self, when: When) -> str:
        days = days_of(when.value) if when.value else None
        if not days or not self.anchor:
            return "open"
        if days[0] > self.anchor:
            return "ahead"
        return "today" if days[1] >= self.anchor else "past"

    def _age(self, when: When) -> float:
        """How long ago, in logged weeks."""
        days = days_of(when.value) if when.value else None
        if not days or not self.anchor:
            return 0.0
        return math.log1p(max(0, (self.anchor - days[1]).days) / 7)


def _key(when: When) -> object:
    return when.value, when.end_value


def _group(event: Event) -> str:
    return "deed" if event.type.value in DEEDS else "words"


def _state(event: Event) -> str:
    return "historical" if event.historical.value else event.status.value
