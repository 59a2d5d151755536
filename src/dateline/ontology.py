"""The ontology: PLOVER types, modes, contexts and scores, and CAMEO codes, from data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from dateline.errors import OntologyError


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER event type: quad class, conflict-cooperation score, modes with theirs."""

    name: str
    quad: int
    score: float
    recipient_needed: bool
    covers: str
    modes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ontology:
    """Event types by name, contexts, sectors, and the CAMEO root of each type."""

    name: str
    source: str
    types: Mapping[str, EventType]
    contexts: frozenset[str]
    sectors: frozenset[str]
    cameo_roots: Mapping[str, str]
    cameo_of: Mapping[str, str]

    def cameo(self, event: str, modes: Sequence[str]) -> str:
        """The CAMEO code of the first mode that has one, else of the type."""
        codes = (self.cameo_of.get(f"{event}/{mode}") for mode in modes)
        return next((code for code in codes if code), self.cameo_of[event])

    def quad(self, event: str) -> int:
        """The quad class, 1 verbal cooperation to 4 material conflict."""
        return self.type(event).quad

    def score(self, event: str, modes: Sequence[str]) -> float:
        """The score of the most telling mode (farthest from 0), else of the type."""
        kind = self.type(event)
        scores = [kind.modes[m] for m in modes if m in kind.modes]
        return max(scores, key=abs) if scores else kind.score

    def type(self, event: str) -> EventType:
        """The type of a name.

        Raises:
            OntologyError: there is no such type.
        """
        if event not in self.types:
            raise OntologyError(f"there is no event type {event!r}")
        return self.types[event]

    def check(self, event: str, modes: Sequence[str], contexts: Sequence[str]) -> None:
        """Refuse a combination the ontology does not have.

        Raises:
            OntologyError: the type, a mode of it, or a context does not exist.
        """
        known = self.type(event).modes
        for mode in modes:
            if mode not in known:
                raise OntologyError(f"{event} has no mode {mode!r} (it has {', '.join(known)})")
        for context in contexts:
            if context not in self.contexts:
                raise OntologyError(f"there is no context {context!r}")


@cache
def plover() -> Ontology:
    """PLOVER 2.0 with the CAMEO crosswalk, as `data/plover.toml` states it."""
    words = (resources.files("dateline") / "data" / "plover.toml").read_text(encoding="utf-8")
    return _build(tomllib.loads(words))


def _build(tree: Mapping[str, Any]) -> Ontology:
    types = {
        name: EventType(
            name=name,
            quad=row["quad"],
            score=float(row["score"]),
            recipient_needed=row["recipient_needed"],
            covers=row["covers"],
            modes={m: float(s) for m, s in row.get("modes", {}).items()},
        )
        for name, row in tree["event"].items()
    }
    return Ontology(
        name=tree["name"],
        source=tree["source"],
        types=types,
        contexts=frozenset(tree["contexts"]),
        sectors=frozenset(tree["sectors"]),
        cameo_roots=dict(tree["cameo"]),
        cameo_of=dict(tree["cameo_of"]),
    )
