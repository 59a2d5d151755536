"""Softmax regression over choices: weights of signals, fitted with a ridge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

Case = tuple[Sequence[Mapping[str, float]], frozenset[int]]
"""The signals of each choice, and which of the choices are right (never none of them)."""


def fit(
    cases: Iterable[Case], ridge: float = 1.0, steps: int = 500, least: int = 1
) -> dict[str, float]:
    """Weights by signal, of those in at least so many cases: Adam on the ridged log-loss."""
    told = list(cases)
    seen = Counter(name for choices, _ in told for name in {n for s in choices for n in s})
    names = sorted(name for name, times in seen.items() if times >= least)
    place = {name: n for n, name in enumerate(names)}
    rows, cols, values, starts, good = [], [], [], [0], []
    for choices, right in told:
        for n, signals in enumerate(choices):
            good.append(n in right)
            for name, value in signals.items():
                if name not in place:
                    continue
                rows.append(starts[-1] + n)
                cols.append(place[name])
                values.append(value)
        starts.append(starts[-1] + len(choices))
    x = np.zeros((starts[-1], len(names)), dtype=np.float32)
    x[rows, cols] = values
    first_of = np.array(starts[:-1])
    group = np.repeat(np.arange(len(told)), np.diff(starts))
    want = np.array(good, dtype=np.float32)
    weights: np.ndarray = np.zeros(len(names), dtype=np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        p = _shares(x @ weights, group, first_of)
        q = p * want
        q /= np.maximum(np.add.reduceat(q, first_of), 1e-9)[group]
        slope = ridge * weights + (p - q) @ x
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}


def _shares(scores: np.ndarray, group: np.ndarray, first_of: np.ndarray) -> np.ndarray:
    top = np.maximum.reduceat(scores, first_of)
    raised = np.exp(scores - top[group])
    return np.asarray(raised / np.add.reduceat(raised, first_of)[group])
