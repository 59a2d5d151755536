"""Events as the model reads them: triggers by its scores, parties by its roles.

The rules' findings are features of the model; where it has no opinion of its own on a field
(the words of a status, the parties of a trigger it gave none) the rules' stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dateline.events.detect import Candidate, without_repetitions
from dateline.events.encoder import Coder, Encoded, Floats
from dateline.events.features import CONTEXTS, MODES, STATUSES, TYPES, Scene, path, scene
from dateline.events.heads import ACTOR, RECIPIENT, TriggerScores
from dateline.events.lexicon import TIMES, Row
from dateline.events.parties import Found, Parties
from dateline.events.rulings import ruled
from dateline.events.slots import minus
from dateline.events.status import Finding, historical, status_of
from dateline.events.trust import calibrated, signals
from dateline.syntax import Tree
from dateline.types import Sentence, Status

EVENT = 0.75
"""From this probability of any event on, a word states one."""
AGREED = 0.3
"""The same where the rules code the same type there."""
LEANS = 0.25
"""From this probability on the rules' type wins over a likelier one."""
LEANS_EXACT = 0.1
"""The same for a row that names the object as well: "shut down two newspapers"."""
SURE = 0.65
"""The least probability of a party's role."""
SECOND = 0.45
"""A type beside the likeliest counts from here on ("sentenced": convicted and jailed)."""
PLACES = frozenset({"GPE", "LOC", "FAC"})
WHERE = frozenset(
    """in at near across around throughout inside outside within along off over above
    under through via""".split()
)
"""Prepositions after which a place is no party of the event."""
MOTION = frozenset({"fly", "travel", "go", "head", "return", "come", "drive", "sail"})
UNLIKELY = 0.1
"""Below this nothing more is asked of a word."""
MODE = 0.3
CONTEXT = 0.6
FLAG = 0.5


@dataclass(frozen=True, slots=True)
class Scored:
    """One trigger word with what the model says of it."""

    token: int
    type: Floats
    mode: Floats
    context: Floats
    status: Floats
    flags: Floats
    roles: Floats  # [parties of the sentence, 3]
    parties: tuple[int, ...]


class Reading:
    """One document as the model reads it."""

    def __init__(
        self, tree: Tree, parties: Parties, rows: Mapping[int, Row], coded: Sequence[Candidate]
    ) -> None:
        """Keep what the rules found; `coded` are their candidates."""
        self.tree = tree
        self.parties = parties
        self.rows = dict(rows)
        self.coded = {c.trigger: c for c in coded}

    def scores(self, model: Coder, asked: frozenset[int] = frozenset()) -> list[Scored]:
        """Every word that may state an event, scored, in text order; `asked` words always."""
        coded = list(self.coded.values())
        scenes = [scene(self.tree, s, self.rows, coded) for s in self.tree.doc.sentences]
        scenes = [s for s in scenes if s.triggers]
        encoded = model([s.sentence.span.of(self.tree.doc.text) for s in scenes])
        return [
            scored
            for one, states in zip(scenes, encoded, strict=True)
            for scored in self._sentence(model, one, states, asked)
        ]

    def _sentence(
        self, model: Coder, scene: Scene, encoded: Encoded, asked: frozenset[int]
    ) -> list[Scored]:
        triggers, where = self._placed(scene.sentence, scene.triggers, encoded)
        if not triggers:
            return []
        rows = [scene.rows[scene.triggers.index(i)] for i in triggers]
        words = encoded.states[where]
        trunk, types = model.heads.kinds(words, rows)
        likely = [n for n, i in enumerate(triggers) if 1 - types[n][-1] >= UNLIKELY or i in asked]
        if not likely:
            return []
        heads: TriggerScores = model.heads.triggers(trunk[likely], types[likely])
        people, at = self._placed(scene.sentence, scene.parties, encoded)
        roles = np.zeros((len(likely), len(people), 3), dtype=np.float32)
        if people:
            paths = [[path(self.tree, triggers[n], p) for p in people] for n in likely]
            roles = model.heads.roles(words[likely], encoded.states[at], paths)
        return [
            Scored(
                token=triggers[n],
                type=heads.type[k],
                mode=heads.mode[k],
                context=heads.context[k],
                status=heads.status[k],
                flags=heads.flags[k],
                roles=roles[k],
                parties=tuple(people),
            )
            for k, n in enumerate(likely)
        ]

    def _placed(
        self, sentence: Sentence, tokens: Sequence[int], encoded: Encoded
    ) -> tuple[list[int], list[int]]:
        """The tokens that the encoder saw, and the word piece of each."""
        base = sentence.span.start
        pieces = encoded.at([self.tree.tokens[i].start - base for i in tokens])
        seen = [(i, p) for i, p in zip(tokens, pieces, strict=True) if p >= 0]
        return [i for i, _ in seen], [p for _, p in seen]

    def candidates(self, scores: Sequence[Scored], weights: Sequence[float]) -> list[Candidate]:
        """The events among the scored words, one an occurrence; `weights` make confidence."""
        read = [
            self._candidate(scored, kind)
            for scored in scores
            if not self._own(scored.token)
            for kind in _kinds(scored.type, self._ruled(scored.token), self._leans(scored.token))
        ]
        told = {c.trigger for c in read}
        plain = [c for i, c in self.coded.items() if i not in told and _plain(c)]
        own = [c for i, c in self.coded.items() if self._own(i)]
        found = [*ruled(self.tree, self.parties, [*read, *plain]), *own]
        found.sort(key=lambda c: c.trigger)
        return [
            replace(c, confidence=calibrated(weights, c.signals)) if c.signals else c
            for c in without_repetitions(self.tree, found)
        ]

    def _ruled(self, i: int) -> str | None:
        """The type that the rules code at a word."""
        return self.coded[i].row.event if i in self.coded else None

    def _leans(self, i: int) -> float:
        """How likely the rules' type must be to win: little where its object fits too."""
        return LEANS_EXACT if i in self.coded and self.coded[i].row.objects else LEANS

    def _elsewhere(self, party: int) -> bool:
        """Whether a phrase tells where or when: "in Iraq", "near Paris", "on Dec. 2"."""
        token = self.tree.tokens[party]
        if token.entity in TIMES:
            return True
        if token.dep != "pobj" or token.entity not in PLACES:
            return False
        preposition = self.tree.tokens[token.head]
        goes = self.tree.tokens[preposition.head].lemma.lower() in MOTION
        return preposition.lemma.lower() in WHERE or (goes and preposition.lemma.lower() == "to")

    def _of_another(self, trigger: int, party: int) -> bool:
        """Whether a phrase belongs to a verb coordinated after one that has an object itself."""
        way = list(self.tree.up(party))
        if trigger not in way or not self.tree.of(trigger, "dobj", "nsubjpass", "xcomp", "ccomp"):
            return False
        between = way[: way.index(trigger)]
        return any(
            self.tree.tokens[k].dep == "conj" and self.tree.tokens[k].pos == "VERB" for k in between
        )

    def _own(self, i: int) -> bool:
        """Whether a row of the user's lexicon rules over a word."""
        row = self.rows.get(i)
        return row is not None and row.own

    def _candidate(self, scored: Scored, kind: int) -> Candidate:
        i, event = scored.token, TYPES[kind]
        known, rule = self.rows.get(i), self.coded.get(i)
        same = known is not None and known.event == event
        agreed = rule is not None and rule.row.event == event
        actors, recipients, surest = self._sides(scored)
        if rule is not None and agreed:
            actors = actors or rule.actors
            recipients = recipients or minus(rule.recipients, actors)
            if self._names_sides(rule) and (self._between(i) or not (actors and recipients)):
                actors, recipients = rule.actors, minus(rule.recipients, rule.actors)
        status = self._status(scored)
        nominal = self.tree.tokens[i].pos in {"NOUN", "PROPN"}
        return Candidate(
            trigger=i,
            words=rule.words if rule is not None and agreed else (i,),
            row=known if known is not None and same else _row(self.tree, i, event),
            actors=actors,
            recipients=recipients,
            modes=self._modes(scored, event) or (rule.modes if rule and agreed else ()),
            status=status,
            past=self._past(scored),
            claimed=bool(scored.flags[1] >= FLAG),
            contexts=tuple(CONTEXTS[n] for n in np.flatnonzero(scored.context >= CONTEXT)),
            signals=signals(
                scores=(
                    _sure(scored.type, kind, agreed=agreed),
                    float(scored.status.max()),
                    surest,
                ),
                sides=(bool(actors), bool(recipients)),
                nominal=nominal,
                agreed=agreed,
            ),
        )

    def _names_sides(self, rule: Candidate) -> bool:
        """Whether the rules found all sides of a meeting, and more than one."""
        return rule.row.event == "CONSULT" and rule.row.reciprocal and len(rule.actors) > 1

    def _between(self, i: int) -> bool:
        """Whether the words name the sides: "talks between X and Y"."""
        return any(self.tree.tokens[k].lemma == "between" for k in self.tree.of(i, "prep"))

    def _past(self, scored: Scored) -> Finding | None:
        """The words that set an event in an earlier time, if the model says it is one."""
        rule = historical(self.tree, scored.token)
        if scored.flags[0] < FLAG:
            return None
        return rule or Finding("actual", self.tree.span(scored.token, scored.token))

    def _modes(self, scored: Scored, event: str) -> tuple[str, ...]:
        """The modes of the type that the model finds likely, the likeliest first."""
        mine = [n for n, name in enumerate(MODES) if name.startswith(f"{event}/")]
        chosen = sorted((n for n in mine if scored.mode[n] >= MODE), key=lambda n: -scored.mode[n])
        return tuple(MODES[n].partition("/")[2] for n in chosen)

    def _status(self, scored: Scored) -> Finding:
        """The model's status, with the rules' words where they see the same."""
        name: Status = STATUSES[int(scored.status.argmax())]
        rule = status_of(self.tree, scored.token)
        return (
            rule
            if rule.status == name
            else Finding(name, self.tree.span(scored.token, scored.token))
        )

    def _sides(self, scored: Scored) -> tuple[tuple[Found, ...], tuple[Found, ...], float]:
        """Actors and recipients by the role head, and the probability of the least sure."""
        sides: dict[int, list[Found]] = {ACTOR: [], RECIPIENT: []}
        least = 1.0
        for k, party in enumerate(scored.parties):
            role = int(scored.roles[k].argmax())
            if float(scored.roles[k, role]) < SURE or self._elsewhere(party):
                continue
            if self._of_another(scored.token, party):
                continue
            if role in sides:
                sides[role] += self.parties.standing(party)
                least = min(least, float(scored.roles[k, role]))
        actors = _distinct(sides[ACTOR])
        return actors, minus(_distinct(sides[RECIPIENT]), actors), least


def _kinds(scores: Floats, ruled: str | None, leans: float = LEANS) -> list[int]:
    """The types a word states: the likeliest, and a second that is nearly as likely.

    Where the rules coded the likeliest too (`ruled`) less is asked of the model; and where they
    coded another that is not unlikely, it is theirs.
    """
    best = int(scores[:-1].argmax())
    if ruled is not None and scores[TYPES.index(ruled)] >= leans:
        return [TYPES.index(ruled)] if 1 - scores[-1] >= AGREED else []
    if 1 - scores[-1] < EVENT:
        return []
    return [best, *(n for n in range(len(TYPES)) if n != best and scores[n] >= SECOND)]


def _sure(scores: Floats, kind: int, *, agreed: bool) -> float:
    """How likely a type is; where the rules say it too, as likely as any event is."""
    if agreed and scores[kind] < scores[:-1].max():
        return float(1 - scores[-1])
    return float(scores[kind])


def _plain(c: Candidate) -> bool:
    """Whether the rules found a meeting or fight whose several sides the words name."""
    return c.row.reciprocal and not c.row.own and len(c.actors) > 1


def _distinct(found: Sequence[Found]) -> tuple[Found, ...]:
    """Each entity once, each unknown span once, in text order."""
    kept: dict[object, Found] = {}
    for party in sorted(found, key=lambda f: f.span):
        kept.setdefault(party.entity or party.span, party)
    return tuple(kept.values())


def _row(tree: Tree, i: int, event: str) -> Row:
    """A row for a trigger that the lexicon does not list under this type."""
    token = tree.tokens[i]
    return Row(
        lemma=token.lemma.lower(),
        pos="NOUN" if token.pos in {"NOUN", "PROPN"} else "VERB",
        particles=frozenset(),
        objects=frozenset(),
        event=event,
        modes=(),
        contexts=(),
        actor=(),
        recipient=(),
        reciprocal=False,
        cameo=None,
        needs_recipient=False,
        needs_partner=False,
        where="model",
    )
