"""Which events an amount measures, and what a count of people means as part of an event.

Words may leave open what becomes of those counted ("shot dead four miners"): then the event
whose party they are tells it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.amounts.kinds import FORCES
from dateline.syntax import Tree
from dateline.types import Document, Event, EventSize, Quantity, Sourced

MEASURES: dict[str, frozenset[str]] = {
    "dead": frozenset({"ASSAULT"}),
    "injured": frozenset({"ASSAULT"}),
    "missing": frozenset({"ASSAULT"}),
    "arrested": frozenset({"COERCE"}),
    "abducted": frozenset({"ASSAULT", "COERCE"}),
    "displaced": frozenset({"SANCTION", "ASSAULT", "COERCE"}),
    "participants": frozenset({"PROTEST"}),
    "troops": frozenset({"MOBILIZE", "RETREAT", "AID", "COOPERATE"}),
    "money": frozenset({"AID", "AGREE", "SANCTION", "SUPPORT", "COERCE", "REQUEST"}),
}
"""The event types whose size a kind of amount can be; `people` measures none."""

DEADLY = frozenset(
    """kill murder execute massacre slay behead slaughter assassinate hang lynch death killing
    execution dead fatal deadly lethal slaying beheading assassination""".split()
)
HURTFUL = frozenset("wound injure hurt maim wounding injury".split())
SEIZING = frozenset(
    """arrest detain hold jail imprison take seize capture round apprehend custody detention
    intern""".split()
)
TAKING = frozenset("abduct kidnap abduction kidnapping snatch".split())
GIVEN = ("dobj", "nsubjpass", "obj", "attr", "oprd")
"""Relations of what a verb acts on."""
NEXT = 2
"""Sentences back in which the attack of a bare toll is looked for."""

LEAD = 4
"""First sentences of the body, which tell one act whatever their paragraphs."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity with the token of what it counts, None for money and bare numbers."""

    quantity: Quantity
    noun: int | None


class Measurer:
    """Ties the amounts of one document to its events."""

    def __init__(self, doc: Document, tree: Tree) -> None:
        """Find the tokens of each trigger once."""
        self.doc = doc
        self.tree = tree
        self.triggers = {e.id: tree.at(e.trigger) for e in doc.events}
        body = [n for n, s in enumerate(doc.sentences) if doc.blocks[s.block].kind == "body"]
        self.lead = frozenset(body[:LEAD])

    def kind(self, amount: Amount) -> str:
        """The kind of an amount: its own, or for people what their event makes of them."""
        if amount.quantity.kind != "people" or amount.noun is None:
            return amount.quantity.kind
        for event in self._of_sentence(amount):
            told = self._made(event, amount.noun)
            if told:
                return told
        return "people"

    def sizes(self, amounts: Sequence[Amount], *, by: str) -> Iterator[EventSize]:
        """The sizes that amounts give to events, in the order of the amounts."""
        for amount in amounts:
            for event in self._measured(amount):
                size = Sourced(amount.quantity, (amount.quantity.span,), by, 0.8)
                yield EventSize(event.id, size)

    def _of_sentence(self, amount: Amount, back: int = 0) -> list[Event]:
        """Events of the amount's sentence, or of one so far before in paragraph or lead."""
        at = self._at(amount)
        here = self.tree.tokens[at].sentence - back
        if here < 0:
            return []
        blocks = {self.doc.sentences[n].block for n in (here, here + back)}
        if len(blocks) > 1 and (here + back not in self.lead or here not in self.lead):
            return []
        return [
            e
            for e in self.doc.events
            if self.triggers[e.id] and self.tree.tokens[self.triggers[e.id][0]].sentence == here
        ]

    def _at(self, amount: Amount) -> int:
        inside = self.tree.at(amount.quantity.span)
        return amount.noun if amount.noun is not None else inside[-1]

    # what an event makes of people

    def _made(self, event: Event, noun: int) -> str | None:
        """The kind of those counted, as a party of this event."""
        kind = event.type.value
        words = self._words(event)
        if kind == "PROTEST":
            met = self._acts(event, noun) or self._suffers(event, noun)
            return "participants" if met else None
        lemma = self.tree.tokens[noun].lemma.lower()
        force = lemma in FORCES or (lemma == "man" and bool(self.tree.of(noun, "poss")))
        if kind in MEASURES["troops"] and force:
            moved = self._suffers(event, noun) or self._acts(event, noun)
            return "troops" if moved else None
        if not self._suffers(event, noun):
            return None
        if kind == "ASSAULT":
            for some, name in ((DEADLY, "dead"), (HURTFUL, "injured"), (TAKING, "abducted")):
                if words & some:
                    return name
        if kind == "COERCE" and words & SEIZING:
            return "arrested"
        return None

    def _words(self, event: Event) -> set[str]:
        """Lemmas of the trigger and of what completes it: "shot dead", "burned to death"."""
        tokens, found = self.tree.tokens, set(self.triggers[event.id])
        for i in self.triggers[event.id]:
            found.update(self.tree.of(i, "acomp", "oprd", "advmod", "prt"))
            for to in self.tree.of(i, "prep"):
                found.update(self.tree.of(to, "pobj") if tokens[to].text == "to" else ())
        return {tokens[i].lemma.lower() for i in found} | {mode.value for mode in event.modes}

    def _acts(self, event: Event, noun: int) -> bool:
        top = self._first(noun)
        token = self.tree.tokens[top]
        does = token.dep == "nsubj" and token.head in self.triggers[event.id]
        return does or self._is_party(noun, event.actors)

    def _suffers(self, event: Event, noun: int) -> bool:
        """Whether the counted are a recipient or what the verb acts on."""
        if self._is_party(noun, event.recipients):
            return True
        top = self._first(noun)
        token = self.tree.tokens[top]
        over = token.head
        if token.dep == "pobj" and self.tree.tokens[over].text.lower() == "of":
            over, given = self.tree.tokens[over].head, True
        else:
            given = token.dep in GIVEN
        mine = self.triggers[event.id]
        if given and over in mine:
            return True
        described = any(i in mine for i in self.tree.of(top, "acl"))  # "people taken in"
        return described or self._is_short_passive(top, over, mine)

    def _is_short_passive(self, top: int, over: int, trigger: Sequence[int]) -> bool:
        """Whether a headline leaves out "are": "Six reporters held over film"."""
        token = self.tree.tokens[over]
        short = over in trigger and over in self.tree.headline and token.tag in {"VBD", "VBN"}
        return short and self.tree.tokens[top].dep == "nsubj" and not self.tree.of(over, "dobj")

    def _first(self, i: int) -> int:
        """The head of a list or count: in `two of the men`, `two`."""
        tokens = self.tree.tokens
        while True:
            over = tokens[i].head
            count = tokens[over].head
            if tokens[i].dep == "conj" and over != i:
                i = over
            elif (
                tokens[i].dep == "pobj" and tokens[over].text == "of" and tokens[count].pos == "NUM"
            ):
                i = count
            else:
                return i

    def _is_party(self, noun: int, parties: Sequence[Sourced[str | None]]) -> bool:
        span = self.tree.span(noun, noun)
        return any(said.overlaps(span) for party in parties for said in party.evidence)

    # which events an amount measures

    def _measured(self, amount: Amount) -> list[Event]:
        kind = amount.quantity.kind
        fitting = MEASURES.get(kind, frozenset())
        if not fitting:
            return []
        here = [e for e in self._of_sentence(amount) if e.type.value in fitting]
        if kind in {"money", "troops"}:
            here = [e for e in here if self._holds(e, amount)]
        first = self._nearest(here, amount)
        if first is None:
            return self._before(amount, fitting)
        found = [first]
        if kind in {"dead", "injured", "troops"}:
            found += [e for e in here if e is not first and self._same_act(first, e)]
        if kind in {"dead", "injured"} and not first.actors:
            found += self._before(amount, fitting)
        return found

    def _before(self, amount: Amount, fitting: frozenset[str]) -> list[Event]:
        """The one event of the sentence before that a toll can be of."""
        if amount.quantity.kind not in {"dead", "injured", "missing"}:
            return []
        for back in range(1, NEXT + 1):
            some = [
                e
                for e in self._of_sentence(amount, back)
                if e.type.value in fitting and e.status.value == "actual"
            ]
            if some:
                return some if len(some) == 1 else []
        return []

    def _nearest(self, some: Sequence[Event], amount: Amount) -> Event | None:
        at = self._at(amount)
        above = {token: rank for rank, token in enumerate([at, *self.tree.up(at)])}
        ranked = []
        for n, event in enumerate(some):
            tokens = self.triggers[event.id]
            rank = min((above[t] for t in tokens if t in above), default=len(self.tree.tokens))
            ranked.append((rank, abs(tokens[0] - at), n))
        return some[min(ranked)[2]] if ranked else None

    def _holds(self, event: Event, amount: Amount) -> bool:
        """Whether a sum or troop stands below the trigger, no other event between."""
        if amount.noun is not None and (
            self._acts(event, amount.noun) or self._suffers(event, amount.noun)
        ):
            return True
        others = {t for e in self.doc.events if e is not event for t in self.triggers[e.id]}
        for i in self.tree.up(self._at(amount)):
            if i in self.triggers[event.id]:
                return True
            if i in others:
                return False
        return False

    def _same_act(self, first: Event, other: Event) -> bool:
        """Whether two events of a sentence tell one act: "attacked …, killing 17"."""
        if first.status.value != other.status.value:
            return False
        low, high = self.triggers[first.id], set(self.triggers[other.id])
        deps = {"advcl", "xcomp", "prep", "pcomp", "acl"}
        if self._words(first) & (DEADLY | HURTFUL):
            deps.add("conj")  # "attacked a bus and killed ten"
        for at in low:
            for i in (at, *self.tree.up(at)):
                if i in high:
                    return True
                token = self.tree.tokens[i]
                own = self.tree.of(i, "nsubj", "nsubjpass")
                if token.dep not in deps or own:
                    break
        # "the attack killed 17": the act is the subject of the toll.
        for at in low:
            for s in self.tree.of(at, "nsubj"):
                if high & set(self.tree.subtree(s)):
                    return True
        return False


def with_kind(amount: Amount, kind: str) -> Amount:
    """The amount counted as another kind."""
    if kind == amount.quantity.kind:
        return amount
    return replace(amount, quantity=replace(amount.quantity, kind=kind))
