"""How sure we are of an event, by how it was found.

Two logistic models. That of events read by a model stands in the model's card: `signals` are
its inputs, and `training/calibrate.py` fits it on corpus items kept from the training; right
means type and status right and no party wrong. That of the rules alone stands here. Its weights
were fitted on 742 events (2026-11-24): 170 of the annotated
sample reports and 572 of training sentences that hold one event; an event of the right type
with other parties counted half. The samples are known to the developers, so BIAS stands 0.8
below the fitted value: in ten real reports read by hand two in five events were right or half
right where the fit promised three in four.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from dateline.events.detect import Candidate
from dateline.events.parties import Found

BIAS = -0.4
ACTOR, ACTOR_KNOWN, ACTOR_VAGUE = 0.47, 0.50, -0.22
RECIPIENT, RECIPIENT_KNOWN = 0.28, 0.23
NOMINAL, CLAIMED = -0.48, -0.44
SEVERAL = 0.15
STATUS = {"actual": 0.0, "hypothetical": -1.07, "negation": -0.90, "future": -0.80}


SIGNALS = ("one", "type", "status", "parties", "actor", "recipient", "nominal", "agreed")
"""The inputs of a model's confidence, in order."""


def signals(
    *, scores: tuple[float, float, float], sides: tuple[bool, bool], nominal: bool, agreed: bool
) -> tuple[float, ...]:
    """The inputs for an event.

    `scores` are the probabilities of its type, of its status and of its least sure party;
    `sides` whether it has an actor and a recipient; `agreed` whether the rules coded its type.
    """
    return (1.0, *map(logit, scores), *map(float, sides), float(nominal), float(agreed))


def logit(share: float) -> float:
    """The log odds of a share, kept within ±10."""
    return max(-10.0, min(10.0, math.log(max(share, 1e-9) / max(1.0 - share, 1e-9))))


def calibrated(weights: Sequence[float], inputs: Sequence[float]) -> float:
    """The share (0..1) of events with these signals that are right."""
    total = sum(w * x for w, x in zip(weights, inputs, strict=True))
    return 1.0 / (1.0 + math.exp(-total))


def confidence(candidate: Candidate, known: frozenset[str]) -> float:
    """The share (0..1) of events like this one that are right.

    `known` are the ids of entities with a country or sector.
    """
    actors, recipients = candidate.actors, candidate.recipients
    total = BIAS + STATUS[candidate.status.status]
    total += ACTOR * bool(actors) + ACTOR_KNOWN * _any(actors, known) + SEVERAL * (len(actors) > 1)
    total += ACTOR_VAGUE * any(f.entity is None for f in actors)
    total += RECIPIENT * bool(recipients) + RECIPIENT_KNOWN * _any(recipients, known)
    total += NOMINAL * (candidate.row.pos == "NOUN") + CLAIMED * candidate.claimed
    return 1.0 / (1.0 + math.exp(-total))


def _any(found: Sequence[Found], known: frozenset[str]) -> bool:
    return any(f.entity in known for f in found)
