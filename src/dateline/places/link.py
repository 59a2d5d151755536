"""Where events happened: the place that the parse ties to an event's trigger.

The scores below are first settings, ordered by how directly the words tie a place to an
event; they are not fitted to a corpus yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.countries import by_capital
from dateline.places.recognise import Toponym
from dateline.places.words import words
from dateline.syntax import CLAUSE_DEPS, Tree
from dateline.types import Document, Event, EventPlace, Place, Sourced, Span

AT = frozenset(
    "in at near outside on around inside across throughout within off along over above".split()
)
"""Prepositions that say where something happens."""

VERBAL = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"})
"""Events of words: what they speak of happens elsewhere, so only their own place counts."""

PHYSICAL = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})
"""Events that a report of one place may be taken to place there."""

STRUCK = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})

DIRECT, STRUCK_PLACE, INNER, SHARED = 0.9, 0.8, 0.75, 0.75
FRONTED, CONJOINED, PARAGRAPH = 0.6, 0.5, 0.35


class Linker:
    """Ties the places of one document to its events."""

    __slots__ = ("doc", "places", "toponyms", "tops", "tree", "triggers")

    def __init__(
        self, doc: Document, tree: Tree, toponyms: Sequence[Toponym], places: Sequence[Place]
    ) -> None:
        """Find the top token of each place and of each trigger once."""
        self.doc = doc
        self.tree = tree
        self.toponyms = toponyms
        self.places = places
        self.tops = [tree.top(list(range(t.first, t.last + 1))) or t.first for t in toponyms]
        self.triggers = {e.id: tree.top(tree.at(e.trigger)) for e in doc.events}

    def all(self, *, by: str) -> Iterator[EventPlace]:
        """The place of each event that has one, in the order of events."""
        others = frozenset(t for t in self.triggers.values() if t is not None)
        for event in self.doc.events:
            trigger = self.triggers[event.id]
            found = None if trigger is None else self._best(event, trigger, others - {trigger})
            if found:
                n, score = found
                place = self.places[n]
                yield EventPlace(event.id, Sourced(place, (place.span,), by, score))

    def _best(self, event: Event, trigger: int, others: frozenset[int]) -> tuple[int, float] | None:
        """The best tied place with its score; nearest first among equals."""
        tied = []
        for n in self._of_sentence(event.sentence):
            score = self._tie(event, trigger, n, others)
            if score:
                gap = abs(self.tops[n] - trigger)
                tied.append((-score, self.places[n].resolution == "country", gap, n))
        if tied:
            best = min(tied)
            return best[3], -best[0]
        return self._of_paragraph(event)

    def _of_sentence(self, sentence: Span) -> Iterator[int]:
        for n, toponym in enumerate(self.toponyms):
            if sentence.holds(toponym.span):
                yield n

    def _tie(self, event: Event, trigger: int, n: int, others: frozenset[int]) -> float:
        """How surely place `n` is where the event happened, 0 if the words do not say so."""
        path, preposition = self._path(n)
        tokens = self.tree.tokens
        if preposition is None:
            return self._struck(event, trigger, n)
        word = tokens[preposition].lemma.lower()
        if not self._says_where(event, trigger, word, tokens[preposition].head, n):
            return 0.0
        above = path[path.index(preposition) + 1 :]
        if trigger in above:
            return self._below(event, trigger, above[: above.index(trigger)], preposition, others)
        return self._beside(event, trigger, above, preposition, others)

    def _path(self, n: int) -> tuple[list[int], int | None]:
        """Tokens from the place up to the root, and the preposition right above it."""
        top = self.tops[n]
        path = [top, *self.tree.up(top)]
        for i in path:
            if self.tree.tokens[i].dep == "prep" or self.tree.tokens[i].pos == "ADP":
                return path, i
            if self.tree.tokens[i].dep not in {"pobj", "conj", "appos", "compound", "nmod"}:
                return path, None
        return path, None

    def _says_where(self, event: Event, trigger: int, word: str, head: int, n: int) -> bool:
        """Whether a preposition makes its object the place of this event."""
        if word in AT:
            return True
        kind = self.tree.tokens[trigger].lemma.lower()
        if word == "to":
            return kind in words("travel") and (head == trigger or trigger in self.tree.up(head))
        if word == "of" and head == trigger:
            return event.type.value in STRUCK and self.places[n].resolution != "country"
        return word == "from" and self.tree.tokens[head].lemma in {"speak", "talk", "report"}

    def _below(
        self,
        event: Event,
        trigger: int,
        between: Sequence[int],
        preposition: int,
        others: frozenset[int],
    ) -> float:
        """The score of a place below the trigger, by what stands between the two."""
        tokens = self.tree.tokens
        if not between:
            return 0.0 if self._in_content(event, trigger, preposition) else DIRECT
        if len(between) == 1 and self._goes_on(between[0]):
            return CONJOINED
        if any(i in others for i in between):
            return 0.0
        clauses = [i for i in between if self._is_clause(i)]
        if clauses:
            own = self.tree.of(clauses[-1], "nsubj", "nsubjpass")
            shared = len(clauses) == 1 and tokens[clauses[0]].dep == "advcl" and not own
            return SHARED if shared and clauses[0] == between[-1] else 0.0
        return 0.0 if event.type.value in VERBAL else INNER

    def _goes_on(self, i: int) -> bool:
        """Whether a coordinated verb has the same doer: "attacked a bus and killed ten"."""
        token = self.tree.tokens[i]
        same = not self.tree.of(i, "nsubj", "nsubjpass")
        return token.dep == "conj" and token.pos == "VERB" and same

    def _in_content(self, event: Event, trigger: int, preposition: int) -> bool:
        """Whether the place belongs to what is said: "condemned the fighting in Homs".

        The parse ties such a place to the verb as often as to the noun before it.
        """
        before = preposition - 1
        return (
            event.type.value in VERBAL
            and before > trigger
            and self.tree.tokens[before].pos in {"NOUN", "PROPN", "VERB"}
            and self.tree.tokens[before].lemma.lower() not in words("paper")
        )

    def _is_clause(self, i: int) -> bool:
        token = self.tree.tokens[i]
        return token.dep in CLAUSE_DEPS or (token.dep == "conj" and token.pos == "VERB")

    def _beside(
        self,
        event: Event,
        trigger: int,
        above: Sequence[int],
        preposition: int,
        others: frozenset[int],
    ) -> float:
        """The score of a place that hangs above the trigger or beside it."""
        if not above:
            return 0.0
        holder = above[0]
        line, crossed = [], False
        for i in (trigger, *self.tree.up(trigger)):
            if i == holder:
                break
            line.append(i)
            crossed = crossed or self._is_clause(i)
        else:
            return 0.0
        if not crossed:
            # "held talks in Sochi": the trigger is an argument of the verb that has the place.
            return SHARED if holder not in others and event.type.value not in VERBAL else 0.0
        first = self.tree.doc.sentences[self.tree.tokens[trigger].sentence].first
        embedded = self.tree.tokens[line[-1]].dep == "ccomp"
        return FRONTED if embedded and preposition == first else 0.0

    def _struck(self, event: Event, trigger: int, n: int) -> float:
        """The score of a place without preposition: "shelled Homs", "the Homs attack"."""
        token = self.tree.tokens[self.tops[n]]
        country = self.places[n].resolution == "country"
        if token.head != trigger:
            return self._of_subject(event, trigger, n)
        if token.dep == "dobj" and self.tree.tokens[trigger].lemma == "visit":
            return STRUCK_PLACE
        if country or self._is_party(event, self.toponyms[n].span, subjects_only=True):
            return 0.0
        if token.dep in {"dobj", "nsubjpass"} and event.type.value in STRUCK:
            return STRUCK_PLACE
        physical = event.type.value in PHYSICAL | {"CONSULT"}
        return INNER if token.dep in {"compound", "nmod", "poss"} and physical else 0.0

    def _of_subject(self, event: Event, trigger: int, n: int) -> float:
        """The score of a place that names the deed: "the Homs attack killed six"."""
        token = self.tree.tokens[self.tops[n]]
        head = self.tree.tokens[token.head]
        deed = head.lemma.lower() in words("deed") and head.head == trigger
        named = token.dep in {"compound", "nmod", "poss"} and head.dep in {"nsubj", "nsubjpass"}
        city = self.places[n].resolution != "country"
        return INNER if deed and named and city and event.type.value in PHYSICAL else 0.0

    def _is_party(self, event: Event, span: Span, *, subjects_only: bool = False) -> bool:
        """Whether the words are those of an actor (or recipient) of the event."""
        parties = event.actors if subjects_only else (*event.actors, *event.recipients)
        return any(said.overlaps(span) for party in parties for said in party.evidence)

    def _of_paragraph(self, event: Event) -> tuple[int, float] | None:
        """The only place of the paragraph, else the dateline's, for what surely happened."""
        if event.type.value not in PHYSICAL or event.status.value != "actual":
            return None
        if event.historical.value:
            return None
        small = [
            n
            for n in range(len(self.toponyms))
            if self.places[n].resolution not in {"country", "region", "water"}
            and not self._is_party(event, self.toponyms[n].span)
        ]
        if any(self._in_sentence(event, n) for n in small):
            return None
        block = self._block_of(event.trigger)
        near = [n for n in small if self._block(n) == block and self._path(n)[1] is not None]
        names = {self.places[n].name for n in near}
        if len(names) == 1:
            return near[0], PARAGRAPH
        return self._of_dateline(event, small) if not names else None

    def _of_dateline(self, event: Event, small: Sequence[int]) -> tuple[int, float] | None:
        """The place of the dateline, for fighting and protest told right after it.

        Not a capital: reporters sit there whatever they report on.
        """
        block = self._block_of(event.trigger)
        for n in small:
            told = self._kind(n) == "dateline" and block == self._block(n) + 1
            if told and event.type.value in {"ASSAULT", "PROTEST"}:
                name = self.toponyms[n].span.of(self.doc.text).title()
                return None if name in by_capital() else (n, PARAGRAPH)
        return None

    def _in_sentence(self, event: Event, n: int) -> bool:
        return event.sentence.holds(self.toponyms[n].span)

    def _block(self, n: int) -> int:
        return self.doc.sentences[self.tree.tokens[self.toponyms[n].first].sentence].block

    def _kind(self, n: int) -> str:
        return self.doc.blocks[self._block(n)].kind

    def _block_of(self, span: Span) -> int:
        found = self.tree.at(span)
        return self.doc.sentences[self.tree.tokens[found[0]].sentence].block if found else -1
