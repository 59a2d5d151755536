"""The heads on the encoder: what a word states, who plays which part, what joins a pair.

Shapes: n triggers, m parties, w the encoder's width. Weights are an .npz file; the
computation is that of `training/nets.py`, which made them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.events.features import MODE_GROUPS

Floats = NDArray[np.float32]

ACTOR, RECIPIENT = 1, 2
"""Columns of the role scores; column 0 is no role."""


@dataclass(frozen=True, slots=True)
class TriggerScores:
    """Probabilities for n words.

    Type [n, 17] (the last: none), mode, context, status [n, 4], flags [n, 2].
    """

    type: Floats
    mode: Floats
    context: Floats
    status: Floats
    flags: Floats


class Heads:
    """The heads of one model."""

    def __init__(self, path: Path, card: Mapping[str, Any]) -> None:
        """Read the weights; `card` names the paths through the parse that have one."""
        with np.load(path, allow_pickle=False) as stored:
            self._w: dict[str, Floats] = {k: stored[k].astype(np.float32) for k in stored.files}
        self._paths = {name: n + 1 for n, name in enumerate(card["paths"])}
        self._lasts = {name: n + 1 for n, name in enumerate(card["lasts"])}
        self._joined = list(card["public_of"])

    def _linear(self, name: str, x: Floats) -> Floats:
        return x @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"]

    def kinds(self, words: Floats, rows: Sequence[Sequence[int]]) -> tuple[Floats, Floats]:
        """The trunk [n, hidden] of words with states [n, w] and features, and their types."""
        weight, bias = self._w["trunk.weight"], self._w["trunk.bias"]
        width = words.shape[1]
        mixed = words @ weight[:, :width].T + bias
        for n, ones in enumerate(rows):
            mixed[n] += weight[:, [width + k for k in ones]].sum(axis=1)
        trunk = np.maximum(mixed, 0.0)
        return trunk, _softmax(self._linear("kind", trunk))

    def triggers(self, trunk: Floats, types: Floats) -> TriggerScores:
        """All scores of the words with these trunks and types."""
        return TriggerScores(
            type=types,
            mode=_modes(self._linear("mode", trunk)),
            context=_sigmoid(self._linear("context", trunk)),
            status=_softmax(self._linear("status", trunk)),
            flags=_sigmoid(self._linear("flags", trunk)),
        )

    def roles(
        self, triggers: Floats, parties: Floats, paths: Sequence[Sequence[tuple[str, str]]]
    ) -> Floats:
        """Role probabilities, [n, m, 3], for triggers [n, w] and parties [m, w]."""
        full = [[self._paths.get(a, 0) for a, _ in row] for row in paths]
        last = [[self._lasts.get(b, 0) for _, b in row] for row in paths]
        mixed = self._linear("role_trigger", triggers)[:, None, :]
        mixed = mixed + self._linear("role_party", parties)[None, :, :]
        mixed = mixed + self._w["role_path.weight"][full] + self._w["role_last.weight"][last]
        return _softmax(self._linear("role", np.maximum(mixed, 0.0)))

    def pairs(self, sources: Floats, targets: Floats) -> tuple[Floats, Floats]:
        """Probabilities of our classes [n, 17] (the last: none) and the public ones [n, 15]."""
        hidden = np.maximum(self._linear("pair", np.concatenate([sources, targets], 1)), 0.0)
        own = self._linear("pair_own", hidden)
        public = np.full((len(own), max(self._joined) + 1), -1e4, dtype=np.float32)
        for n, m in enumerate(self._joined):
            public[:, m] = np.logaddexp(public[:, m], own[:, n])
        public = public + self._linear("pair_public", hidden)
        return _softmax(own), _softmax(public)


def _modes(logits: Floats) -> Floats:
    """Probabilities of the modes: those of one type and "no mode" (logit 0) sum to one."""
    none = np.zeros((len(logits), 1), dtype=np.float32)
    scores = [
        _softmax(np.concatenate([none, logits[:, first:last]], axis=1))[:, 1:]
        for first, last in MODE_GROUPS
    ]
    return np.concatenate(scores, axis=1)


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(x, -60, 60))), dtype=np.float32)


def _softmax(x: Floats) -> Floats:
    y = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(y / y.sum(axis=-1, keepdims=True), dtype=np.float32)
