"""A teacher's words on sentences: the scores of all heads, which a student learns from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from dateline.events.features import MODE_GROUPS, MODES, TYPES
from training.inputs import Reader, one_hot, role_ids
from training.nets import Coder, pad
from training.prepare import Example

F = nn.functional
TYPE_OF_GROUP = [TYPES.index(MODES[first].split("/")[0]) for first, _ in MODE_GROUPS]
LEAST = 0.05
"""Of words that hardly state an event only the type "none" is learned."""


@dataclass(frozen=True, slots=True)
class Told:
    """The scores of one sentence, for its n triggers and m parties.

    Types [n, 17], modes [n, modes] (of a type, the rest up to 1 is "no mode"), contexts
    [n, contexts], status [n, 4], flags [n, 2], roles [n, m, 3], all probabilities.
    """

    kind: np.ndarray
    mode: np.ndarray
    context: np.ndarray
    status: np.ndarray
    flags: np.ndarray
    role: np.ndarray


@dataclass(frozen=True, slots=True)
class Heard:
    """The logits of a batch: of its triggers, and of the roles of some trigger and party."""

    kind: Tensor
    mode: Tensor
    context: Tensor
    status: Tensor
    flags: Tensor
    role: Tensor


def seen(example: Example, at: Sequence[int]) -> tuple[list[int], list[int]]:
    """The triggers and parties of a sentence that were not cut off, by index."""
    return (
        [m for m, token in enumerate(example.triggers) if at[token] >= 0],
        [p for p, token in enumerate(example.parties) if at[token] >= 0],
    )


def heard(model: Coder, states: Tensor, some: Sequence[tuple[int, Example, list[int]]]) -> Heard:
    """Logits of sentences given as (row of `states`, example, pieces of its words)."""
    where: list[tuple[int, int]] = []
    features: list[tuple[int, ...]] = []
    role: list[tuple[int, ...]] = []
    for k, example, at in some:
        triggers, parties = seen(example, at)
        for m in triggers:
            where.append((k, at[example.triggers[m]]))
            features.append(example.rows[m])
            role += [(k, where[-1][1], *role_ids(model, example, at, m, p)) for p in parties]
    index = torch.tensor(where, dtype=torch.long).reshape(-1, 2)
    trunk = model.triggers(states[index[:, 0], index[:, 1]], one_hot(features))
    r = torch.tensor(role, dtype=torch.long).reshape(-1, 5)
    roles = model.roles(states[r[:, 0], r[:, 1]], states[r[:, 0], r[:, 2]], r[:, 3], r[:, 4])
    return Heard(
        model.kind(trunk), model.mode(trunk), model.context(trunk),
        model.status(trunk), model.flags(trunk), roles,
    )  # fmt: skip


def groups(mode: Tensor) -> list[Tensor]:
    """Log-probabilities of the modes of each type that has some, "no mode" first."""
    none = torch.zeros_like(mode[:, :1])
    return [F.log_softmax(torch.cat([none, mode[:, a:b]], 1), 1) for a, b in MODE_GROUPS]


@torch.no_grad()
def scores(model: Coder, reader: Reader, examples: Sequence[Example]) -> list[Told]:
    """What a model says of sentences."""
    model.eval()
    coded = [reader.sentence(e) for e in examples]
    found: dict[int, Told] = {}
    for n, example in enumerate(examples):
        ids, mask = pad([coded[n][0]], reader.fill)
        said = heard(model, model.states(ids, mask), [(0, example, coded[n][1])])
        triggers, parties = seen(example, coded[n][1])
        found[n] = Told(
            said.kind.softmax(1).numpy(),
            torch.cat([g[:, 1:] for g in groups(said.mode)], 1).exp().numpy(),
            said.context.sigmoid().numpy(),
            said.status.softmax(1).numpy(),
            said.flags.sigmoid().numpy(),
            said.role.softmax(1).reshape(len(triggers), len(parties), 3).numpy(),
        )
    return [found[n] for n in range(len(examples))]


def _kept(share: Tensor) -> Tensor:
    return torch.where(share < LEAST, torch.zeros_like(share), share)


def loss(said: Heard, told: Sequence[Told]) -> Tensor:
    """How far a student is from its teacher, summed over the sentences.

    Beyond the type each head counts as much as the teacher holds the word for an event.
    """

    def whole(name: str) -> Tensor:
        return torch.tensor(np.concatenate([getattr(t, name) for t in told]))

    kind = whole("kind")
    event = _kept(1.0 - kind[:, -1])
    total = -(kind * F.log_softmax(said.kind, 1)).sum()
    mode = whole("mode")
    for (a, b), logs, n in zip(MODE_GROUPS, groups(said.mode), TYPE_OF_GROUP, strict=True):
        want = torch.cat([1.0 - mode[:, a:b].sum(1, keepdim=True), mode[:, a:b]], 1)
        total = total - (_kept(kind[:, n]) * (want * logs).sum(1)).sum()
    bce = F.binary_cross_entropy_with_logits
    context = bce(said.context, whole("context"), reduction="none").sum(1)
    flags = bce(said.flags, whole("flags"), reduction="none").sum(1)
    status = -(whole("status") * F.log_softmax(said.status, 1)).sum(1)
    total = total + (event * (0.3 * context / 4 + flags + status)).sum()
    role = torch.tensor(np.concatenate([t.role.reshape(-1, 3) for t in told]))
    many = torch.tensor([t.role.shape[1] for t in told for _ in range(len(t.kind))])
    weight = event.repeat_interleave(many)
    return total - 0.5 * (weight * (role * F.log_softmax(said.role, 1)).sum(1)).sum()
