"""Why an event was coded: the row or head that decided, the runner-up, and every score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dateline.events.detect import candidates, matches
from dateline.events.encoder import Coder
from dateline.events.features import MODES, STATUSES, TYPES, path
from dateline.events.heads import ACTOR, RECIPIENT
from dateline.events.lexicon import Lexicon, Row
from dateline.events.parties import Parties
from dateline.events.reading import Reading, Scored
from dateline.events.status import status_of
from dateline.syntax import Tree
from dateline.types import Document, Event, Span

KINDS = (*TYPES, "no event")
SHOWN = 3


@dataclass(frozen=True, slots=True)
class RoleScore:
    """How likely a phrase is actor and recipient of an event, and its way through the parse."""

    span: Span
    actor: float
    recipient: float
    path: str


@dataclass(frozen=True, slots=True)
class Why:
    """What decided an event. Scores are probabilities; empty where rules alone coded."""

    event: Event
    decided_by: str
    row: Row | None
    ruled: str | None
    types: tuple[tuple[str, float], ...]
    statuses: tuple[tuple[str, float], ...]
    status_words: Span
    modes: tuple[tuple[str, float], ...]
    roles: tuple[RoleScore, ...]


def why(doc: Document, event: Event, lexicon: Lexicon, model: Coder | None) -> Why:
    """What decided an event of a coded document; the coder's steps are run again."""
    tree = Tree(doc)
    parties = Parties(doc, tree)
    rows = matches(tree, parties, lexicon)
    ruled = candidates(tree, parties, rows)
    scored: dict[int, Scored] = {}
    if model is not None:
        scored = {s.token: s for s in Reading(tree, parties, rows, ruled).scores(model)}
    words = tree.at(event.trigger)
    token = max(
        words, key=lambda i: (i in scored, _best(scored.get(i)), i in rows, -i), default=words[0]
    )
    found = scored.get(token)
    coded = next((c.row.event for c in ruled if c.trigger == token), None)
    return Why(
        event=event,
        decided_by=f"model {model.name}" if model and found else "lexicon",
        row=rows.get(token),
        ruled=coded,
        types=_top(KINDS, found.type) if found else (),
        statuses=_top(STATUSES, found.status) if found else (),
        status_words=status_of(tree, token).span,
        modes=_top(MODES, found.mode) if found else (),
        roles=_roles(tree, found) if found else (),
    )


def _best(scored: Scored | None) -> float:
    return 0.0 if scored is None else float(1 - scored.type[-1])


def _top(names: tuple[str, ...], scores: np.ndarray) -> tuple[tuple[str, float], ...]:
    order = np.argsort(-scores)[:SHOWN]
    return tuple((names[n], round(float(scores[n]), 3)) for n in order)


def _roles(tree: Tree, scored: Scored) -> tuple[RoleScore, ...]:
    """The phrases that came into question, the likeliest parties first."""
    found = [
        RoleScore(
            tree.span(party, party),
            round(float(scored.roles[k, ACTOR]), 3),
            round(float(scored.roles[k, RECIPIENT]), 3),
            path(tree, scored.token, party)[0],
        )
        for k, party in enumerate(scored.parties)
    ]
    return tuple(sorted(found, key=lambda r: -max(r.actor, r.recipient)))
