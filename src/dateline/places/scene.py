"""Where events happened: one of the report's places, or none that the text supports.

Every place of the report competes for every event, and "nowhere told" competes too. What speaks
for a place: the tie of the parse, the same sentence or paragraph, the scene of other events, how
often and how early it is named, and whether it is a party. Weights differ by kind of event and
are data (`data/places/scenes.json`, fitted by `training/circumstances.py`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.choice import flagged, summed, weights
from dateline.countries import by_capital
from dateline.places.clues import clues, says_there
from dateline.places.link import AT, Ties
from dateline.places.toponyms import Toponym
from dateline.syntax import Tree
from dateline.types import Document, Event, EventPlace, Place, Sourced

FILE = "places/scenes.json"
DEEDS = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT", "AID"})
MEETINGS = frozenset({"CONSULT", "COOPERATE"})
SMALL = frozenset({"city", "part_of", "near", "admin2"})
SURE = 0.6
"""Ties from here on decide: of 71 on the reports we learn from one is of another place."""
MOST = 20
"""Places that are asked about, the nearest, in a report that names more."""
WIDE = frozenset({"admin1", "region", "water"})
"""Places that must at least stand in the sentence: inferred ones are more often wrong."""
LEAD = 2
"""First sentences of the body, where a report tells its scene."""

Key = tuple[str, str | None]
"""A place by name and country: its mentions are one candidate."""


@dataclass(frozen=True, slots=True)
class Question:
    """An event, the places it may have happened at, and what speaks for each; the last is none.

    `kinds` are those of the event, for weights of their own.
    """

    event: Event
    keys: tuple[Key | None, ...]
    signals: tuple[dict[str, float], ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around one event, asked once for all places that it may have happened at."""

    sentence: int
    block: int
    lands: tuple[frozenset[str], frozenset[str]]
    small: int
    last: Key | None
    last_in_block: Key | None
    next_in_block: Key | None
    nearest: Key | None
    nearest_small: Key | None
    nearest_at: Key | None
    nearest_at_in_block: Key | None
    there: bool
    only_small: bool


class Scenes:
    """Chooses the places of the events of one report."""

    def __init__(
        self, doc: Document, tree: Tree, toponyms: Sequence[Toponym], places: Sequence[Place]
    ) -> None:
        """Tie places to events, and gather the mentions of each place."""
        self.doc, self.tree, self.places = doc, tree, places
        self.ties = Ties(doc, tree, toponyms, places)
        self.tied = {event.id: self.ties.of(event) for event in doc.events}
        self.mentions: defaultdict[Key, list[int]] = defaultdict(list)
        for n, place in enumerate(places):
            self.mentions[place.name, place.country].append(n)
        body = [n for n, s in enumerate(doc.sentences) if doc.blocks[s.block].kind == "body"]
        self.lead = frozenset(body[:LEAD])
        self.sentence = [tree.tokens[t.first].sentence for t in toponyms]
        self.prepositions = [self._preposition(n) for n in range(len(places))]
        self.scene = self._scenes()
        self.country_of = {e.id: e.country for e in doc.entities}
        self.first, self.first_at = self._first(), self._first_at()

    def all(self, *, by: str) -> Iterator[EventPlace]:
        """The place of each event that has one, in the order of events."""
        if not self.mentions:
            return
        fitted = weights(FILE)
        for event in self.doc.events:
            n = self._surely(event)
            if n is not None:
                score = self.tied[event.id][n]
                yield EventPlace(
                    event.id, Sourced(self.places[n], (self.places[n].span,), by, score)
                )
                continue
            question = self.question(event)
            shares = summed(question.keys, fitted.shares(question.signals, question.kinds))
            best = max(shares, key=lambda key: shares[key])
            if best is None or shares[best] < fitted.floor:
                continue
            n = self.mention(event, best)
            if n not in self.tied[event.id] and not self._may_infer(event, n):
                continue
            place = self.places[n]
            yield EventPlace(event.id, Sourced(place, (place.span,), by, round(shares[best], 3)))

    def _may_infer(self, event: Event, n: int) -> bool:
        """Whether a place may be taken that no tie joins: no country, nothing wide from afar."""
        kind = self.places[n].resolution
        if kind in WIDE:
            here = self.sentence[n] == self._at(event)
            return here and not self.ties.is_party(event, self.places[n].span)
        return kind != "country"

    def _surely(self, event: Event) -> int | None:
        """The place that the parse ties so closely that nothing else need be asked."""
        tied = {n: tie for n, tie in self.tied[event.id].items() if tie >= SURE}
        small = [n for n in tied if self.places[n].resolution != "country"]
        trigger = self.ties.triggers[event.id] or 0
        return max(
            small or tied, key=lambda n: (tied[n], -abs(self.ties.tops[n] - trigger)), default=None
        )

    def mention(self, event: Event, key: Key) -> int:
        """The mention that shows the place: tied, in the sentence, else the nearest before."""
        here, tied = self._at(event), self.tied[event.id]
        return max(
            self.mentions[key],
            key=lambda n: (
                tied.get(n, 0.0),
                self.sentence[n] == here,
                self.sentence[n] < here,
                -abs(self.sentence[n] - here),
            ),
        )

    def question(self, event: Event) -> Question:
        """The choices for an event with their signals."""
        group = _group(event)
        kinds = [group, "actual" if event.status.value == "actual" else "not actual"]
        if self._kind(self._at(event)) == "title":
            kinds.append("title")
        here = self._at(event)
        barred = {n for n in self._here(here) if self.ties.vetoed(event, n)}
        keys = [k for k, ns in self.mentions.items() if set(ns) - barred]
        if len(keys) > MOST:
            keys = sorted(
                keys, key=lambda k: min(abs(self.sentence[n] - here) for n in self.mentions[k])
            )[:MOST]
        around = self._around(event, here)
        signals = [self._signals(event, key, around) for key in keys]
        return Question(event, (*keys, None), (*signals, self._none(event)), tuple(kinds))

    def _here(self, sentence: int) -> list[int]:
        return [n for n, at in enumerate(self.sentence) if at == sentence]

    def _at(self, event: Event) -> int:
        found = self.tree.at(event.trigger)
        return self.tree.tokens[found[0]].sentence if found else -1

    def _preposition(self, n: int) -> str:
        _, i = self.ties.path(n)
        word = "" if i is None else self.tree.tokens[i].lemma.lower()
        return "at" if word in AT else word if word in {"to", "from", "of", "on", ""} else "other"

    def _scenes(self) -> dict[str, Key]:
        """The place best tied to each event by the parse alone."""
        found = {}
        for event in self.doc.events:
            tied = self.tied[event.id]
            if tied:
                n = max(tied, key=lambda n: (self.places[n].resolution != "country", tied[n]))
                found[event.id] = (self.places[n].name, self.places[n].country)
        return found

    def _none(self, event: Event) -> dict[str, float]:
        """What speaks for no place at all."""
        tied = self.tied[event.id]
        here = self._at(event)
        small = [n for n, p in enumerate(self.places) if p.resolution in SMALL]
        flags = {
            "none": True,
            f"none, {event.type.value}": True,
            f"none, {event.status.value}": True,
            f"none, {_group(event)} {event.status.value}": True,
            "none, historical": event.historical.value,
            f"none, historical {_group(event)}": event.historical.value,
            "none, tied": bool(tied),
            f"none, tied {_group(event)}": bool(tied),
            "none, place in sentence": here in self.sentence,
            "none, title": self._kind(here) == "title",
            f"none, {min(len({self.places[n].name for n in small}), 4)} small": True,
            f"none, {_group(event)} without small": not small,
            "none, quoted": any(
                s.start <= event.trigger.start < s.end for q in self.doc.quotes for s in q.content
            ),
            "none, noun": self._is_noun(event),
        }
        return flagged(flags)

    def _is_noun(self, event: Event) -> bool:
        found = self.tree.at(event.trigger)
        return bool(found) and self.tree.tokens[found[0]].pos in {"NOUN", "PROPN"}

    def _kind(self, sentence: int) -> str:
        if sentence < 0:
            return ""
        return self.doc.blocks[self.doc.sentences[sentence].block].kind

    def _around(self, event: Event, here: int) -> Around:
        block = self.doc.sentences[here].block if here >= 0 else -1
        kinds = {k: self.places[ns[0]].resolution for k, ns in self.mentions.items()}
        within = {self._key(n) for n in self._here(here)}
        return Around(
            here,
            block,
            self._lands(event),
            sum(kind in SMALL for kind in kinds.values()),
            self._last(event),
            self._last(event, block),
            self._next(event, block),
            self._nearest(here),
            self._nearest(here, small=True),
            self._nearest_at(here),
            self._nearest_at(here, block),
            says_there(self.ties, event),
            sum(kinds[k] in SMALL for k in within) == 1,
        )

    def _signals(self, event: Event, key: Key, around: Around) -> dict[str, float]:
        """What speaks for and against one place."""
        some, here, block = self.mentions[key], around.sentence, around.block
        tied = self.tied[event.id]
        best = max((tied.get(n, 0.0) for n in some), default=0.0)
        same = [n for n in some if self.sentence[n] == here]
        earlier = [n for n in some if self.sentence[n] < here]
        later = [n for n in some if self.sentence[n] > here]
        near = [n for n in earlier if self.ties.block(n) == block]
        back = here - max((self.sentence[n] for n in earlier), default=here)
        place = self.places[some[0]]
        kind = place.resolution
        size = "country" if kind == "country" else "small" if kind in SMALL else "wide"
        party = [n for n in same if self.ties.is_party(event, self.places[n].span)]
        others = [k for k in self.mentions if k != key and k[1] == key[1]]
        flags = {
            f"tie {best}": best > 0,
            f"tie {size}": best > 0,
            "tied elsewhere": best == 0 and bool(tied),
            f"size {size}": True,
            f"kind {kind}": True,
            "country of others": size == "country" and bool(others),
            "capital": key[0] in by_capital(),
            "country": bool(place.country),
            "party": bool(party),
            "same": bool(same),
            f"same {size}": bool(same),
            "same only small": bool(same) and size == "small" and around.only_small,
            **{f"same by {self.prepositions[n]}": True for n in same},
            **{f"same by {self.prepositions[n]} {size}": True for n in same},
            "block before": bool(near) and not same,
            f"block before {size}": bool(near) and not same,
            "block before at": any(self.prepositions[n] == "at" for n in near) and not same,
            "only later": bool(later) and not earlier and not same,
            "next sentence": any(self.sentence[n] == here + 1 for n in later) and not same,
            "lead": any(self.sentence[n] in self.lead for n in some),
            f"lead at {size}": any(
                self.sentence[n] in self.lead and self.prepositions[n] == "at" for n in some
            ),
            f"title {size}": any(self.ties.kind(n) == "title" for n in some),
            f"dateline {size}": any(self.ties.kind(n) == "dateline" for n in some),
            "alone": len(self.mentions) == 1,
            "only small": size == "small" and around.small == 1,
            "at": any(self.prepositions[n] == "at" for n in some),
            "nearest earlier": bool(earlier) and around.nearest == key,
        }
        found = flagged(flags)
        found.update({f"clue {name}": 1.0 for n in same for name in clues(self.ties, event, n)})
        found.update(self._of_others(event, key, around, size))
        found["often"] = math.log(len(some))
        found["share"] = len(some) / max(1, len(self.places))
        found["back"] = math.log1p(back) if earlier and not same else 0.0
        found["confidence"] = place.confidence
        return found

    def _of_others(self, event: Event, key: Key, around: Around, size: str) -> dict[str, float]:
        """What other events, the order of places and the parties say of one place."""
        lands, small = around.lands, around.small
        scenes = [e for e, k in self.scene.items() if k == key and e != event.id]
        flags = {
            "scene": bool(scenes),
            f"scene {size}": bool(scenes),
            "last scene": around.last == key,
            "last scene in block": around.last_in_block == key,
            "next scene in block": around.next_in_block == key,
            "first scene": self.first == key,
            "nearest small": size == "small" and around.nearest_small == key,
            "nearest at": around.nearest_at == key,
            "nearest at in block": around.nearest_at_in_block == key,
            f"nearest at {size}": around.nearest_at == key,
            "first at": self.first_at == key,
            f"first at {size}": self.first_at == key,
            "of recipient": bool(lands[1]) and key[1] in lands[1],
            f"of recipient {size}": bool(lands[1]) and key[1] in lands[1],
            "not of recipient": bool(lands[1]) and bool(key[1]) and key[1] not in lands[1],
            "of actor": bool(lands[0]) and key[1] in lands[0],
            f"of actor {size}": bool(lands[0]) and key[1] in lands[0],
            "not of actor": bool(lands[0]) and bool(key[1]) and key[1] not in lands[0],
            "there": around.there and around.nearest_small == key,
            "of both": bool(lands[0]) and lands[0] == lands[1] == {key[1]},
            f"{size} of {min(small, 4)} small": True,
        }
        return flagged(flags) | {"scenes": math.log1p(len(scenes))}

    def _lands(self, event: Event) -> tuple[frozenset[str], frozenset[str]]:
        """The countries of actors and of recipients."""
        sides = (event.actors, event.recipients)
        told = [[self.country_of.get(p.value or "") for p in side] for side in sides]
        return frozenset(c for c in told[0] if c), frozenset(c for c in told[1] if c)

    def _nearest_at(self, here: int, block: int | None = None) -> Key | None:
        """The last small place before that something is said to be at."""
        some = [
            n
            for n, place in enumerate(self.places)
            if self.sentence[n] <= here
            and self.prepositions[n] == "at"
            and place.resolution != "country"
            and (block is None or self.ties.block(n) == block)
        ]
        return self._key(max(some)) if some else None

    def _first_at(self) -> Key | None:
        """The first small place of the body that something is said to be at."""
        for n, place in enumerate(self.places):
            at = self.prepositions[n] == "at" and place.resolution != "country"
            if at and self.ties.kind(n) == "body":
                return self._key(n)
        return None

    def _key(self, n: int) -> Key:
        return self.places[n].name, self.places[n].country

    def _last(self, event: Event, block: int | None = None) -> Key | None:
        """The scene of the last event before, of one block if given."""
        found = None
        for other in self.doc.events:
            if other.trigger.start >= event.trigger.start:
                break
            inside = block is None or self.ties.block_of(other.trigger) == block
            if other.id in self.scene and inside:
                found = self.scene[other.id]
        return found

    def _next(self, event: Event, block: int) -> Key | None:
        """The scene of the next event of the block."""
        for other in self.doc.events:
            if other.trigger.start > event.trigger.start and other.id in self.scene:
                same = self.ties.block_of(other.trigger) == block
                return self.scene[other.id] if same else None
        return None

    def _first(self) -> Key | None:
        return next((self.scene[e.id] for e in self.doc.events if e.id in self.scene), None)

    def _nearest(self, here: int, *, small: bool = False) -> Key | None:
        """The place named last before a sentence."""
        some = [
            n
            for n in range(len(self.places))
            if self.sentence[n] < here and (not small or self.places[n].resolution in SMALL)
        ]
        if not some:
            return None
        n = max(some)
        return self.places[n].name, self.places[n].country


def _group(event: Event) -> str:
    kind = event.type.value
    return "deed" if kind in DEEDS else "meeting" if kind in MEETINGS else "words"
