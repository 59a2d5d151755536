"""The slots of a trigger, filled by the parse: who did it, to whom."""

from __future__ import annotations

from collections.abc import Callable

from dateline.events import parties as parse
from dateline.events.lexicon import NO_EVENT, Row
from dateline.events.parties import Found, Parties
from dateline.syntax import Tree

LIGHT = frozenset(
    """hold make give take have conduct carry launch stage begin start open continue
    resume pay mount sign reach strike issue impose lift declare announce order offer
    provide send deliver file face suffer do join attend organize organise lead wage
    undertake""".split()
)
"""Verbs that lend their subject to a nominal event they govern: "launched an offensive"."""


PARTS = frozenset({"round", "series", "set", "wave", "number", "day", "week", "part", "campaign"})
"""Nouns of which an event may be a part: "a series of attacks"."""

SPEECH_TYPES = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE"})
"""Types whose complement tells what is asked, threatened, refused or promised: no own event."""

ANYBODY = ("obj", "to", "with", "for", "against", "on", "from", "into", "in")
"""Where the verb below a speech act has its counterpart, if the lexicon does not say."""

HUMAN_SLOTS = frozenset({"obj", "against", "on", "to", "with", "of", "into", "by", "subj"})


class Slots:
    """The slots of one trigger, filled by the parse."""

    def __init__(self, tree: Tree, parties: Parties, i: int, row: Row) -> None:
        self.tree, self.parties, self.i, self.row = tree, parties, i, row
        self.lends = False

    def blocked(self, rows: dict[int, Row]) -> bool:
        """Whether the subject is a thing that cannot act: "shares", "the storm"."""
        if self.row.pos != "VERB" or "subj" not in self.row.actor:
            return False
        heads = self._doers()
        if not heads:
            return False
        return not any(self._can_act(h, rows) for h in heads)

    def _can_act(self, head: int, rows: dict[int, Row]) -> bool:
        """Whether a subject is a party, a deed of one, a thing of one, or an unknown name."""
        deed = head in rows and rows[head].event != NO_EVENT
        if self.parties.named(head) or deed:
            return True
        return self._owned(head) or bool(self._stranger(head, "subj"))

    def _owned(self, head: int) -> bool:
        """Whether a thing belongs to a party that acts through it: "Iran's missiles"."""
        return bool(self.tree.of(head, "poss", "amod", "compound") and self.parties.owner(head))

    def _doers(self) -> list[int]:
        if self.row.pos == "NOUN":
            return []
        if parse.passive(self.tree, self.i):
            return parse.agents(self.tree, self.i)
        return parse.subjects(self.tree, self.i)

    def fill(self, rows: dict[int, Row]) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
        """Actors and recipients; the partner of a reciprocal event is an actor too."""
        actors = self.actor_of_noun(rows) if self.row.pos == "NOUN" else self._doer(rows)
        recipients = self._first(self.row.recipient, rows) or self._told_of(rows)
        recipients = minus(recipients, actors)
        if self.row.reciprocal and "visit" not in self.row.modes:
            return (*actors, *recipients), ()
        return actors, recipients

    def _told_of(self, rows: dict[int, Row]) -> tuple[Found, ...]:
        """Whom a promise, threat, demand or refusal is about: "agreed to lend to Indonesia"."""
        if self.row.event not in SPEECH_TYPES:
            return ()
        for k in self.tree.of(self.i, "xcomp", "ccomp"):
            if self.tree.tokens[k].pos == "VERB":
                below = Slots(self.tree, self.parties, k, rows.get(k, self.row))
                names = below.row.recipient if k in rows else ANYBODY
                if found := below._first(names, rows):
                    return found
        return ()

    def _first(self, names: tuple[str, ...], rows: dict[int, Row]) -> tuple[Found, ...]:
        for name in names:
            found: list[Found] = []
            for head in self._heads(name):
                found += self._named(head, rows, name)
            if found:
                return _distinct(found)
        return ()

    def _heads(self, name: str) -> list[int]:
        """Heads of the words in a slot; a name that is no slot is a preposition."""
        tree, i = self.tree, self.i
        slots: dict[str, Callable[[], list[int]]] = {
            "subj": self._doers,
            "sayer": lambda: parse.subjects(tree, tree.tokens[i].head),
            "obj": lambda: parse.patients(tree, i),
            "iobj": lambda: tree.of(i, "dative", "iobj") + parse.prepositional(tree, i, "to"),
            "xcomp": lambda: parse.patients(tree, i),
            "poss": lambda: tree.of(i, "poss"),
            "amod": lambda: tree.of(i, "amod", "compound", "nmod"),
        }
        found = slots.get(name)
        return found() if found else parse.prepositional(tree, i, name)

    def _named(self, head: int, rows: dict[int, Row], name: str) -> list[Found]:
        found = self.parties.named(head)
        if found:
            return found
        if name in {"subj", "poss"} and self.row.pos == "VERB" and head in rows:
            # "The attack killed five": the doer is whoever made the attack.
            return list(Slots(self.tree, self.parties, head, rows[head]).actor_of_noun(rows))
        if name in {"amod", "between"}:
            return []
        return self.parties.owner(head) or self._stranger(head, name)

    def _stranger(self, head: int, name: str) -> list[Found]:
        """A name nobody knows in a slot for people: the words are kept, the entity is open."""
        token = self.tree.tokens[head]
        known_kind = token.entity in {"", "PERSON", "ORG", "NORP"}
        if token.pos != "PROPN" or name not in HUMAN_SLOTS or not known_kind:
            return []
        if "visit" in self.row.modes:
            return []  # what is visited is as often a place
        return [Found(head, self.parties.phrase(head), None)]

    def _doer(self, rows: dict[int, Row]) -> tuple[Found, ...]:
        return self._first(self.row.actor or ("subj",), rows)

    def actor_of_noun(self, rows: dict[int, Row]) -> tuple[Found, ...]:
        """Who a nominal event is of; where it does not say, who did it by a light verb."""
        if self.row.pos != "NOUN":
            return ()
        return self._first(self.row.actor, rows) or self._lent()

    def _lent(self) -> tuple[Found, ...]:
        """The subject of a light verb that governs a nominal event."""
        token = self.tree.tokens[self.i]
        if token.dep not in {"dobj", "pobj", "conj"}:
            return ()
        for head in self.tree.up(self.i):
            above = self.tree.tokens[head]
            if above.pos == "VERB":
                if above.lemma.lower() not in LIGHT:
                    return ()
                lent = [
                    f
                    for s in (
                        parse.agents(self.tree, head)
                        if parse.passive(self.tree, head)
                        else parse.subjects(self.tree, head)
                    )
                    for f in self.parties.named(s)
                ]
                self.lends = bool(lent)
                return _distinct(lent)
            # "a first round of talks" is lent a subject, "an accord on patrols" is not.
            if above.pos != "NOUN" and above.lemma.lower() != "of":
                return ()
            if above.pos == "NOUN" and above.lemma.lower() not in PARTS:
                return ()
        return ()


def _distinct(found: list[Found]) -> tuple[Found, ...]:
    """Each entity once, each unknown span once, in text order."""
    seen: set[object] = set()
    kept = []
    for party in sorted(found, key=lambda f: f.span):
        key = party.entity or party.span
        if key not in seen:
            seen.add(key)
            kept.append(party)
    return tuple(kept)


def minus(found: tuple[Found, ...], others: tuple[Found, ...]) -> tuple[Found, ...]:
    """The parties of one side that do not stand on the other."""
    taken = {o.entity or o.span for o in others}
    return tuple(f for f in found if (f.entity or f.span) not in taken)
