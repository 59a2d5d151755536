"""From a candidate to an event: every field with the words that prove it."""

from __future__ import annotations

import csv
from functools import cache

from dateline.events.detect import Candidate
from dateline.events.parties import Found
from dateline.events.trust import confidence
from dateline.ontology import plover
from dateline.resources import shipped
from dateline.syntax import Tree
from dateline.types import Document, Event, Quote, Sourced, Span, Status

BECOMES_AGREE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
"""A future one of these is AGREE (PLOVER codebook; ONTOLOGY, rulings)."""


NEAR = 4
"""Tokens between verb and object that still read as one trigger: "held a rare meeting"."""


APART = frozenset({"relcl", "advcl", "ccomp", "parataxis", "conj", "acl"})
"""Clauses whose words are not the trigger's."""


@cache
def context_words() -> dict[str, str]:
    """Context by lemma, from `data/lexicon/contexts.csv`."""
    with shipped("lexicon/contexts.csv").open(encoding="utf-8", newline="") as lines:
        return {row["word"]: row["context"] for row in csv.DictReader(lines)}


class EventMaker:
    """Builds the events of one document."""

    def __init__(self, doc: Document, tree: Tree, *, by: str) -> None:
        """Keep what events point into; `by` stamps every value."""
        self.doc = doc
        self.tree = tree
        self.by = by
        self._known = frozenset(e.id for e in doc.entities if e.country or e.sector)

    def event(self, candidate: Candidate) -> Event:
        """The event of a candidate."""
        trigger = self._trigger(candidate)
        words = self._evidence(candidate, trigger)
        status = candidate.status.status
        kind, modes = candidate.row.event, candidate.modes
        if status == "future" and kind in BECOMES_AGREE:
            kind, modes = "AGREE", ()
        quotes = self._quotes(trigger)
        return Event(
            id="v0",
            type=Sourced(kind, words, self.by),
            modes=tuple(Sourced(mode, words, self.by) for mode in modes),
            contexts=self._contexts(candidate, words),
            cameo=self._cameo(candidate, kind, words),
            status=self._status(candidate, trigger),
            historical=self._flag(candidate.past is not None, candidate.past, trigger),
            hearsay=self._hearsay(candidate, quotes, trigger),
            trigger=trigger,
            sentence=self.doc.sentences[self.tree.tokens[candidate.trigger].sentence].span,
            actors=self._parties(candidate.actors),
            recipients=self._parties(candidate.recipients),
            according_to=tuple(q.id for q in quotes),
            confidence=confidence(candidate, self._known)
            if candidate.confidence is None
            else candidate.confidence,
        )

    def _trigger(self, candidate: Candidate) -> Span:
        """The word that states the event, with what makes its sense where that is near."""
        first, last = min(candidate.words), max(candidate.words)
        if last - first <= NEAR:
            return self.tree.span(first, last)
        return self.tree.span(candidate.trigger, candidate.trigger)

    def _evidence(self, candidate: Candidate, trigger: Span) -> tuple[Span, ...]:
        spans = [self.tree.span(i, i) for i in candidate.words]
        return (trigger, *(s for s in spans if not trigger.holds(s)))

    def _status(self, candidate: Candidate, trigger: Span) -> Sourced[Status]:
        finding = candidate.status
        evidence = (finding.span,) if finding.span == trigger else (finding.span, trigger)
        return Sourced(finding.status, evidence, self.by)

    def _flag(self, value: bool, finding: object, trigger: Span) -> Sourced[bool]:  # noqa: FBT001
        span = getattr(finding, "span", trigger)
        return Sourced(value, (span,), self.by)

    def _parties(self, found: tuple[Found, ...]) -> tuple[Sourced[str | None], ...]:
        return tuple(Sourced(f.entity, (f.span,), self.by) for f in found)

    def _cameo(self, candidate: Candidate, kind: str, words: tuple[Span, ...]) -> Sourced[str]:
        if kind != candidate.row.event:
            return Sourced("030", words, self.by)  # 030: express intent to cooperate
        code = candidate.row.cameo if candidate.modes == candidate.row.modes else None
        return Sourced(code or plover().cameo(kind, candidate.modes), words, self.by)

    def _contexts(self, candidate: Candidate, words: tuple[Span, ...]) -> tuple[Sourced[str], ...]:
        found = dict.fromkeys((*candidate.row.contexts, *candidate.contexts), words)
        for i in self._clause(candidate.trigger):
            context = context_words().get(self.tree.tokens[i].lemma.lower())
            if context and context not in found:
                found[context] = (self.tree.span(i, i),)
        return tuple(Sourced(context, spans, self.by) for context, spans in found.items())

    def _clause(self, trigger: int) -> list[int]:
        """Common words of the trigger's own clause: names and other clauses say nothing of it."""
        verb = next((k for k in (trigger, *self.tree.up(trigger)) if self._is_verb(k)), trigger)
        found, todo = [], [verb]
        while todo:
            k = todo.pop()
            found.append(k)
            todo += [c for c in self.tree.children[k] if self.tree.tokens[c].dep not in APART]
        return sorted(k for k in found if not self.tree.tokens[k].entity)

    def _is_verb(self, i: int) -> bool:
        return self.tree.tokens[i].pos in {"VERB", "AUX"}

    def _quotes(self, trigger: Span) -> list[Quote]:
        """The attributions in whose content the trigger stands, innermost first."""
        holding = [
            (content.end - content.start, n, quote)
            for n, quote in enumerate(self.doc.quotes)
            for content in quote.content
            if content.holds(trigger) and not (quote.cue and quote.cue.overlaps(trigger))
        ]
        return [quote for _, _, quote in sorted(holding, key=lambda item: item[:2])]

    def _hearsay(self, candidate: Candidate, quotes: list[Quote], trigger: Span) -> Sourced[bool]:
        """Only reported: by nobody named, through somebody else, or as an accusation."""
        if candidate.claimed or self._reportedly(candidate.trigger):
            return Sourced(True, (trigger,), self.by)
        for quote in quotes:
            if quote.via or (quote.speaker and quote.speaker.anonymous):
                span = quote.cue or (quote.speaker.span if quote.speaker else quote.content[0])
                return Sourced(True, (span,), self.by)
        return Sourced(False, (trigger,), self.by)

    def _reportedly(self, i: int) -> bool:
        return any(
            self.tree.tokens[c].lemma.lower() in {"reportedly", "allegedly", "supposedly"}
            for c in self.tree.of(i, "advmod")
        )
