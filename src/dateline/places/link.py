"""What the words of a sentence say of where its events happened: ties of places to triggers.

A tie is how directly the parse leads from a place to a trigger; which place an event gets is
chosen from ties and the rest of the report in `scene`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.countries import by_capital
from dateline.places.toponyms import Toponym
from dateline.places.words import words
from dateline.syntax import CLAUSE_DEPS, Tree
from dateline.types import Document, Event, Place, Span

AT = frozenset(
    "in at near outside around inside across throughout within off along over above into beside".split()
)
"""Prepositions that say where something happens."""

VERBAL = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"})
"""Events of words: what they speak of happens elsewhere, so only their own place counts."""

MOVED = frozenset({"AID", "MOBILIZE", "AGREE", "CONSULT"})
"""Events whose place may be where somebody or something is sent."""

SPOKEN = VERBAL - {"AGREE"}
"""Events of which the words below tell what is spoken of: "accused it of killings in X"."""

_NAMING = frozenset({"compound", "nmod"})

PHYSICAL = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})
"""Events that a report of one place may be taken to place there."""

STRUCK = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})

DIRECT, STRUCK_PLACE, INNER, SHARED, FRONTED, CONJOINED = 0.9, 0.8, 0.75, 0.74, 0.6, 0.5
"""Ties, ordered by how directly the words lead from the place to the trigger."""


class Ties:
    """Ties of the places of one document to its events."""

    __slots__ = ("doc", "inside", "places", "toponyms", "tops", "tree", "triggers")

    def __init__(
        self, doc: Document, tree: Tree, toponyms: Sequence[Toponym], places: Sequence[Place]
    ) -> None:
        """Find the top token of each place and of each trigger once."""
        self.doc = doc
        self.tree = tree
        self.toponyms = toponyms
        self.places = places
        self.inside = frozenset(i for t in toponyms for i in range(t.first, t.last + 1))
        self.tops = [self._top(t) for t in toponyms]
        self.triggers = {e.id: tree.top(tree.at(e.trigger)) for e in doc.events}

    def _top(self, toponym: Toponym) -> int:
        """The top token of a place's whole phrase: "village" in "the village of X"."""
        tokens = self.tree.tokens
        top = self.tree.top(list(range(toponym.first, toponym.last + 1))) or toponym.first
        while True:
            head = tokens[top].head
            over = tokens[head].head
            within = tokens[over].text.lower() in words("area") or over in self.inside
            if tokens[top].dep == "pobj" and tokens[head].text == "of" and within:
                top = over
            elif tokens[top].dep in _NAMING and tokens[head].text.lower() in words("province"):
                top = head
            else:
                return top

    def of(self, event: Event) -> dict[int, float]:
        """The tie of each place of the event's sentence that has one, by index of the place."""
        trigger = self.triggers[event.id]
        if trigger is None:
            return {}
        others = frozenset(t for t in self.triggers.values() if t is not None) - {trigger}
        tied = {n: self.tie(event, trigger, n, others) for n in self.of_sentence(event.sentence)}
        found = {n: score for n, score in tied.items() if score}
        if not found and (same := self._of_clause(event, trigger)):
            found[same[0]] = same[1]
        return found

    def _of_clause(self, event: Event, trigger: int) -> tuple[int, float] | None:
        """The sentence's only place said by "in" or "at", if it stands in the trigger's clause.

        The parse often hangs such a place on the wrong noun, seldom in the wrong clause.
        """
        if event.type.value not in PHYSICAL:
            return None
        small = [
            n
            for n in self.of_sentence(event.sentence)
            if self.places[n].resolution != "country" and self.kind(n) != "dateline"
        ]
        if len(small) != 1 or self.is_party(event, self.toponyms[small[0]].span):
            return None
        path, preposition = self.path(small[0])
        if preposition is None or self._leads_away(path):
            return None
        if not self._says_where(event, trigger, preposition, small[0]):
            return None
        head = self._clause(trigger)
        named = self.tree.tokens[trigger].pos != "VERB" and head in self.triggers.values()
        same = not named and self._clause(preposition) == head
        return (small[0], CONJOINED) if same else None

    def _clause(self, i: int) -> int:
        """The head of the clause whose subject does what token `i` tells."""
        for at in (i, *self.tree.up(i)):
            if self.is_clause(at) and self.tree.of(at, "nsubj", "nsubjpass"):
                return at
            i = at
        return i

    def vetoed(self, event: Event, n: int) -> bool:
        """Whether the words say that place `n` is not where the event of its sentence happened.

        It is where a source or a speaker in the capital sits, or what is spoken of happens there.
        """
        trigger = self.triggers[event.id]
        path, preposition = self.path(n)
        if trigger is None or preposition is None:
            return False
        above = path[path.index(preposition) + 1 :]
        chain = [trigger, *self.tree.up(trigger)]
        meet = next((i for i in above if i in chain), None)
        if meet is None:
            return False
        between = above[: above.index(meet)]
        if self._leads_away(between):
            return True
        if meet == trigger and event.type.value in SPOKEN:
            below = [i for i in between if i > trigger and not self._is_subject(i)]
            if below or self._in_content(event, trigger, preposition):
                return not self._signs(event, trigger)
        first = self.tree.doc.sentences[self.tree.tokens[trigger].sentence].first
        told = any(self.tree.tokens[i].dep == "ccomp" for i in chain[: chain.index(meet)])
        return told and preposition - first <= 1 and self._is_seat(meet, self.places[n].name)

    def _is_subject(self, i: int) -> bool:
        return self.tree.tokens[i].dep in {"nsubj", "nsubjpass"}

    def of_sentence(self, sentence: Span) -> Iterator[int]:
        for n, toponym in enumerate(self.toponyms):
            if sentence.holds(toponym.span):
                yield n

    def tie(self, event: Event, trigger: int, n: int, others: frozenset[int]) -> float:
        """How surely place `n` is where the event happened, 0 if the words do not say so."""
        path, preposition = self.path(n)
        if preposition is None:
            return self._struck(event, trigger, n)
        if not self._says_where(event, trigger, preposition, n):
            return 0.0
        above = path[path.index(preposition) + 1 :]
        if trigger in above:
            return self._below(event, trigger, above[: above.index(trigger)], preposition, others)
        return self._beside(event, trigger, n, (preposition, *above), others)

    def path(self, n: int) -> tuple[list[int], int | None]:
        """Tokens from the place up to the root, and the preposition right above it."""
        top = self.tops[n]
        path = [top, *self.tree.up(top)]
        for i in path:
            if self.tree.tokens[i].dep == "prep" or self.tree.tokens[i].pos == "ADP":
                return path, i
            if self.tree.tokens[i].dep not in {"pobj", "conj", "appos", "compound", "nmod"}:
                return path, None
        return path, None

    def _says_where(self, event: Event, trigger: int, preposition: int, n: int) -> bool:
        """Whether a preposition makes its object the place of this event."""
        tokens, kind = self.tree.tokens, event.type.value
        word, head = tokens[preposition].lemma.lower(), tokens[preposition].head
        country = self.places[n].resolution == "country"
        if word in AT:
            return True
        if word == "on" and self._is_surface(n):
            return True
        if word == "to":
            verb = tokens[trigger].lemma.lower()
            tied = head == trigger or trigger in self.tree.up(head)
            own = country and self.is_party(event, self.places[n].span)
            sent = kind in MOVED and verb in words("send") and not own
            return tied and (verb in words("travel") or sent)
        if word in {"of", "on"} and head == trigger:
            return kind in STRUCK and not country
        return word == "from" and tokens[head].lemma in {"speak", "talk", "report"}

    def _is_surface(self, n: int) -> bool:
        """Whether things are "on" the place: an island, a river, a front; "on Homs" blames it."""
        top = self.tree.tokens[self.tops[n]].text.lower()
        return self.places[n].resolution in {"water", "region"} or top in {"island", "islands"}

    def _signs(self, event: Event, trigger: int) -> bool:
        """Whether the words are an act at a table: "signed", "talks", "reached a deal"."""
        if event.type.value not in {"AGREE", "SUPPORT"}:
            return False
        lemmas = {
            self.tree.tokens[i].lemma.lower() for i in (trigger, *self.tree.of(trigger, "dobj"))
        }
        return bool(lemmas & (words("signing") | words("paper")))

    def _leads_away(self, between: Sequence[int]) -> bool:
        """Whether the words between tell where a speaker or source is, not the event."""
        tokens = self.tree.tokens
        sources = {"accord", "according"}
        return any(
            (tokens[i].dep == "appos" and tokens[i].head not in self.inside)
            or (tokens[i].dep == "prep" and tokens[i].lemma.lower() in sources)
            for i in between
        )

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
        if self._leads_away(between):
            return 0.0
        if len(between) == 1 and self._goes_on(between[0]):
            return CONJOINED
        if any(i in others for i in between):
            return 0.0
        clauses = [i for i in between if self.is_clause(i)]
        if clauses:
            own = self.tree.of(clauses[-1], "nsubj", "nsubjpass")
            shared = len(clauses) == 1 and tokens[clauses[0]].dep == "advcl" and not own
            return SHARED if shared and clauses[0] == between[-1] else 0.0
        if not self._spoken_of(event, trigger):
            return INNER
        papers = words("signing") | words("paper")
        told = all(tokens[i].lemma.lower() in papers or tokens[i].pos == "ADP" for i in between)
        return SHARED if told and self._signs(event, trigger) else 0.0

    def _spoken_of(self, event: Event, trigger: int) -> bool:
        """Whether what hangs below is spoken of: "discussed the clashes in Syria"."""
        return event.type.value in VERBAL or self.tree.tokens[trigger].lemma == "discuss"

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
            self._spoken_of(event, trigger)
            and before > trigger
            and self.tree.tokens[before].pos in {"NOUN", "PROPN", "VERB"}
            and self.tree.tokens[before].lemma.lower() not in words("paper")
            and not self._signs(event, trigger)
        )

    def is_clause(self, i: int) -> bool:
        """Whether a token heads a clause of its own."""
        token = self.tree.tokens[i]
        return token.dep in CLAUSE_DEPS or (token.dep == "conj" and token.pos == "VERB")

    def _beside(
        self, event: Event, trigger: int, n: int, path: Sequence[int], others: frozenset[int]
    ) -> float:
        """The score of a place that hangs above the trigger or beside it.

        `path` leads from the preposition to the root.
        """
        if len(path) < 2:
            return 0.0
        preposition, holder = path[:2]
        if len(path) > 2 and self._is_aside(holder, trigger):
            holder = path[2]  # "Speaking from X, she …": the place is the main verb's
        line, crossed = [], False
        for i in (trigger, *self.tree.up(trigger)):
            if i == holder:
                break
            line.append(i)
            crossed = crossed or self.is_clause(i)
        else:
            return 0.0
        verbal = event.type.value in VERBAL and not self._signs(event, trigger)
        if not crossed:
            # "held talks in Sochi": the trigger is an argument of the verb that has the place.
            return SHARED if holder not in others and not verbal else 0.0
        first = self.tree.doc.sentences[self.tree.tokens[trigger].sentence].first
        fronted = preposition - first <= 1
        if all(self._goes_on(i) for i in line if self.is_clause(i)):
            return FRONTED if fronted else 0.0 if verbal else CONJOINED
        if self.tree.tokens[line[-1]].dep != "ccomp" or not fronted:
            return 0.0
        return 0.0 if self._is_seat(holder, self.places[n].name) else FRONTED

    def _is_aside(self, i: int, trigger: int) -> bool:
        """Whether a verb without subject opens the sentence: "Speaking from X, …"."""
        aside = self.tree.tokens[i].dep == "advcl" and i < trigger
        return aside and not self.tree.of(i, "nsubj", "nsubjpass")

    def _is_seat(self, verb: int, name: str) -> bool:
        """Whether a capital is where the speaker sits, not where it happened.

        Police and witnesses speak of their own town, ministries of anywhere.
        """
        speakers = [self.tree.tokens[i].lemma.lower() for i in self.tree.of(verb, "nsubj")]
        return name in by_capital() and not words("local_speaker").intersection(speakers)

    def _struck(self, event: Event, trigger: int, n: int) -> float:
        """The score of a place without preposition: "shelled Homs", "the Homs attack"."""
        token = self.tree.tokens[self.tops[n]]
        country = self.places[n].resolution == "country"
        if token.head != trigger:
            visited = token.dep == "dobj" and self.tree.tokens[token.head].lemma == "visit"
            if visited and self.tree.tokens[trigger].head == token.head and self._goes_on(trigger):
                return CONJOINED
            return self._of_subject(event, trigger, n)
        if token.dep == "dobj" and self.tree.tokens[trigger].lemma == "visit":
            return STRUCK_PLACE
        if country or self.is_party(event, self.toponyms[n].span, subjects_only=True):
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

    def is_party(self, event: Event, span: Span, *, subjects_only: bool = False) -> bool:
        """Whether the words are those of an actor (or recipient) of the event."""
        parties = event.actors if subjects_only else (*event.actors, *event.recipients)
        return any(said.overlaps(span) for party in parties for said in party.evidence)

    def block(self, n: int) -> int:
        """The block that place `n` stands in."""
        return self.doc.sentences[self.tree.tokens[self.toponyms[n].first].sentence].block

    def kind(self, n: int) -> str:
        """The kind of that block."""
        return self.doc.blocks[self.block(n)].kind

    def block_of(self, span: Span) -> int:
        """The block of some words, -1 where no token is."""
        found = self.tree.at(span)
        return self.doc.sentences[self.tree.tokens[found[0]].sentence].block if found else -1
