"""Choosing one of several by weighed signals, with "none of them" always among the choices.

Softmax over sums of weights; weights are data, fitted on annotated reports (`training/`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeVar

from dateline.resources import shipped

K = TypeVar("K")

BY = " | "
"""Between a signal and the kind of event that a weight is for."""

Signals = Mapping[str, float]
"""What speaks for a choice: value by name of the signal; names without a weight count nothing."""


@dataclass(frozen=True)
class Weights:
    """Weights by signal, and the probability below which nothing is chosen.

    A signal has a weight of its own, and others ("same sentence | deed") that hold for events
    of some kind only; the kinds of a question are told beside its signals.
    """

    of: Mapping[str, float]
    floor: float

    @cached_property
    def _tables(self) -> dict[tuple[str, ...], dict[str, float]]:
        return {}

    @cached_property
    def _by_kind(self) -> dict[str, dict[str, float]]:
        found: dict[str, dict[str, float]] = {}
        for name, weight in self.of.items():
            signal, _, kind = name.partition(BY)
            found.setdefault(kind, {})[signal] = weight
        return found

    def _table(self, kinds: tuple[str, ...]) -> dict[str, float]:
        """The weights of a question of these kinds, summed by signal; kept once made."""
        found = self._tables.get(kinds)
        if found is None:
            found = {}
            for kind in ("", *kinds):
                for signal, weight in self._by_kind.get(kind, {}).items():
                    found[signal] = found.get(signal, 0.0) + weight
            self._tables[kinds] = found
        return found

    def shares(self, choices: Sequence[Signals], kinds: Sequence[str] = ()) -> list[float]:
        """The probability of each choice; the signals of "none" are one of them."""
        table = self._table(tuple(kinds))
        scores = [sum(table.get(k, 0.0) * v for k, v in each.items()) for each in choices]
        top = max(scores, default=0.0)
        raised = [math.exp(s - top) for s in scores]
        total = sum(raised)
        return [r / total for r in raised]


@cache
def weights(file: str) -> Weights:
    """The fitted weights of a shipped file, for instance `places/scenes.json`."""
    stored = json.loads(shipped(file).read_text(encoding="utf-8"))
    return Weights(stored["weights"], stored["floor"])


def flagged(flags: Mapping[str, bool]) -> dict[str, float]:
    """The signals that hold, each as 1."""
    return {name: 1.0 for name, holds in flags.items() if holds}


def crossed(signals: Signals, kinds: Sequence[str]) -> dict[str, float]:
    """The signals, and each again for every kind, as weights are named; for fitting."""
    found = dict(signals)
    for kind in kinds:
        found.update({f"{name}{BY}{kind}": value for name, value in signals.items()})
    return found


def summed(keys: Iterable[K], shares: Iterable[float]) -> dict[K, float]:
    """The probability of each key, of which several choices may be instances."""
    total: dict[K, float] = {}
    for key, share in zip(keys, shares, strict=True):
        total[key] = total.get(key, 0.0) + share
    return total
