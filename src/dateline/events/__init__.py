"""Events: who did what to whom, in PLOVER terms, with status and attribution.

Reads BLOCKS, TOKENS, SENTENCES, MENTIONS, ENTITIES, QUOTES; writes EVENTS, DYADS, PREDICATES.
A predicate lexicon over dependency patterns says what the rules see; a small model reads the
words with that (`reading`), rulings on hard cases put its reading right (`rulings`), and the
parse gives the words of every field. `events.model = "rules"` leaves the model out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dateline.config import Settings
from dateline.errors import BadValue
from dateline.events.detect import Candidate, candidates, matches
from dateline.events.dyads import answer_dyads
from dateline.events.encoder import Coder, card_of, model_folders, open_model
from dateline.events.facts import EventMaker
from dateline.events.features import STATUSES
from dateline.events.lexicon import Lexicon, load
from dateline.events.parties import Parties
from dateline.events.reading import Reading, Scored
from dateline.events.status import historical, status_of
from dateline.resources import digest_of, shipped
from dateline.stage import Layer
from dateline.syntax import Tree
from dateline.types import Document, Event, Predicate, Span

KNOWN = 0.5
"""From this probability of a PLOVER event on, a predicate's status is the model's."""

FILES = ("verbs.csv", "nouns.csv", "status.csv", "contexts.csv", "blame.csv", "modes.csv")


@dataclass(frozen=True, slots=True)
class EventStage:
    """Events of every sentence; answers to asked actor pairs and predicates."""

    settings: Settings
    name: str = "events/1"
    reads: frozenset[Layer] = frozenset(
        {Layer.TOKENS, Layer.SENTENCES, Layer.MENTIONS, Layer.ENTITIES, Layer.QUOTES}
    )
    writes: frozenset[Layer] = frozenset({Layer.EVENTS, Layer.DYADS, Layer.PREDICATES})

    @property
    def lexicon(self) -> Lexicon:
        """The shipped lexicon with the settings' further folders."""
        return load(self.settings.events.lexicon)

    @property
    def resources(self) -> Mapping[str, str]:
        """The digest of the lexicon's files."""
        files = [shipped(f"lexicon/{name}") for name in FILES]
        found = {"lexicon": "sha256:" + digest_of((), files, form="lexicon/1")}
        for folder in model_folders(self.settings) or ():
            card = card_of(folder)
            found[str(card.facts["name"])] = f"sha256:{card.digest}"
        return found

    def __call__(self, doc: Document, /) -> Document:
        tree = Tree(doc)
        asked = frozenset(i for span in doc.asked.predicates for i in tree.at(span)[:8])
        found, scores = self._read(tree, asked)
        maker = EventMaker(doc, tree, by=self.name)
        floor = self.floor
        drafts = [maker.event(candidate) for candidate in found]
        return replace(
            doc,
            events=_numbered(event for event in drafts if event.confidence >= floor),
            dyads=answer_dyads(doc, tree, self.lexicon, self.pair_model)
            if doc.asked.dyads
            else doc.dyads,
            predicates=_predicates(doc, tree, scores) if doc.asked.predicates else doc.predicates,
        )

    @property
    def model(self) -> Coder | None:
        """The event model of the settings; None where they ask for the rules alone."""
        folders = model_folders(self.settings)
        return open_model(folders.events) if folders else None

    @property
    def pair_model(self) -> Coder | None:
        """The model that answers asked pairs; None where the settings ask for the rules alone."""
        folders = model_folders(self.settings)
        return open_model(folders.pairs) if folders else None

    @property
    def floor(self) -> float:
        """The confidence below which events are left out.

        Raises:
            BadValue: a precision is asked for that the model does not reach, or without a model.
        """
        asked, least = self.settings.events.precision, self.settings.events.min_confidence
        if not asked:
            return least
        known = self.model.floors if self.model else {}
        reached = [floor for target, floor in sorted(known.items()) if target >= asked]
        if not reached:
            best = max(known, default=None)
            hint = f"ask for at most {best}" if best else "take a model that was calibrated"
            raise BadValue(f"events.precision: {asked} is not reached", hint)
        return max(least, reached[0])

    def read(self, tree: Tree) -> list[Candidate]:
        """The events of a parsed document, before they become records."""
        return self._read(tree, frozenset())[0]

    def _read(self, tree: Tree, asked: frozenset[int]) -> tuple[list[Candidate], dict[int, Scored]]:
        """Events, and the scores of words by token; `asked` words are scored in any case."""
        parties = Parties(tree.doc, tree)
        rows = matches(tree, parties, self.lexicon)
        ruled = candidates(tree, parties, rows)
        model = self.model
        if model is None or not tree.tokens:
            return ruled, {}
        reading = Reading(tree, parties, rows, ruled)
        scores = reading.scores(model, asked)
        return reading.candidates(scores, model.calibration), {s.token: s for s in scores}


def make(settings: Settings) -> EventStage:
    """The event stage for these settings."""
    return EventStage(settings)


def _numbered(events: object) -> tuple[Event, ...]:
    ordered = sorted(events, key=lambda e: (e.trigger.start, e.type.value))  # type: ignore[call-overload]
    return tuple(replace(event, id=f"v{n}") for n, event in enumerate(ordered, start=1))


def _predicates(doc: Document, tree: Tree, scores: Mapping[int, Scored]) -> tuple[Predicate, ...]:
    """The status of each asked predicate; one outside the coded text counts as actual."""
    return tuple(_predicate(tree, span, scores) for span in doc.asked.predicates)


def _predicate(tree: Tree, span: Span, scores: Mapping[int, Scored]) -> Predicate:
    head = tree.top(tree.at(span)) if tree.tokens else None
    if head is None:
        return Predicate(span, "actual", historical=False)
    past = historical(tree, head) is not None
    scored = scores.get(head)
    # The model learned the status of PLOVER's events; of other happenings the rules know more.
    if scored is None or 1 - scored.type[-1] < KNOWN:
        return Predicate(span, status_of(tree, head).status, historical=past)
    return Predicate(span, STATUSES[int(scored.status.argmax())], historical=past)


__all__ = ["Candidate", "EventStage", "make"]
