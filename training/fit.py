"""Fitting: batches of sentences and of marked pairs through one model, seeds fixed."""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from dateline.events.features import CONTEXTS, MODE_GROUPS, MODES, STATUSES, TYPES
from training import told
from training.inputs import Reader, batches, one_hot, role_ids
from training.nets import OWN, PUBLIC, YIELD, Coder, Size, pad
from training.prepare import Example, Label, Pair

F = nn.functional


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how: epochs over the sentences and over the pairs, batch, seed."""

    epochs: float = 4
    pair_epochs: float = 4
    batch: int = 16
    seed: int = 7
    heads_rate: float = 1e-3
    public_weight: float = 1.0
    soft_weight: float = 1.0
    status_weight: float = 0.5


def vocabulary(examples: Sequence[Example], least: int = 3) -> tuple[list[str], list[str]]:
    """Paths and last steps seen often enough to have a weight of their own."""
    full: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for example in examples:
        for n in example.labels:
            for a, b in example.paths[n] if n >= 0 else ():
                full[a] += 1
                last[b] += 1
    return [p for p, c in sorted(full.items()) if c >= least], [
        p for p, c in sorted(last.items()) if c >= least
    ]


class Fitter:
    """One model in training."""

    def __init__(
        self,
        size: Size,
        plan: Plan,
        examples: Sequence[Example],
        pairs: Sequence[Pair],
        *,
        soft: dict[int, np.ndarray] | None = None,
        heard: dict[int, told.Told] | None = None,
        start: Coder | None = None,
    ) -> None:
        torch.manual_seed(plan.seed)
        self.rng = random.Random(plan.seed)
        self.plan, self.examples, self.pairs = plan, list(examples), list(pairs)
        self.soft, self.heard = soft or {}, heard or {}
        paths, lasts = vocabulary(self.examples)
        self.model = start or Coder(size, paths, lasts)
        self.reader = Reader(size)
        self.coded = [self.reader.sentence(e) for e in self.examples]
        self.marked = [self.reader.pair(p) for p in self.pairs]
        enc = [p for p in self.model.encoder.parameters() if p.requires_grad]
        heads = [p for n, p in self.model.named_parameters() if not n.startswith("encoder.")]
        self.optimizer = torch.optim.AdamW(
            [{"params": enc, "lr": size.rate}, {"params": heads, "lr": plan.heads_rate}],
            weight_decay=0.01,
            fused=True,
        )

    def run(self, *, log: bool = True) -> Coder:
        """The fitted model."""
        jobs = self._jobs()
        warm = max(1, len(jobs) // 12)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer,
            lambda n: min((n + 1) / warm, max(0.02, (len(jobs) - n) / max(1, len(jobs) - warm))),
        )
        self.model.train()
        begun, total = time.time(), defaultdict[str, float](float)
        for n, (kind, batch) in enumerate(jobs):
            loss = self.sentences(batch) if kind == "s" else self.pair_batch(batch)
            self.optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            schedule.step()
            total[kind] += float(loss.detach())
            total["n" + kind] += 1
            if log and (n + 1) % 100 == 0:
                spent = time.time() - begun
                said = {k: round(total[k] / max(1, total["n" + k]), 3) for k in "sp"}
                print(
                    f"{n + 1}/{len(jobs)} {said} {spent:.0f} s, {spent / (n + 1) * (len(jobs) - n - 1):.0f} s left",
                    flush=True,
                )
                total.clear()
        self.model.eval()
        return self.model

    def _jobs(self) -> list[tuple[str, list[int]]]:
        """The batches of all epochs, sentences ("s") and pairs ("p") spread evenly."""
        jobs: list[tuple[float, str, list[int]]] = []
        for name, coded, epochs in (
            ("s", self.coded, self.plan.epochs),
            ("p", self.marked, self.plan.pair_epochs),
        ):
            mine: list[list[int]] = []
            for epoch in range(int(np.ceil(epochs))):
                some = batches([len(c[0]) for c in coded], self.plan.batch, self.rng)
                mine += some[: int(len(some) * min(1.0, epochs - epoch))]
            jobs += [((n + self.rng.random()) / len(mine), name, b) for n, b in enumerate(mine)]
        return [(name, batch) for _, name, batch in sorted(jobs, key=lambda job: job[0])]

    def pair_batch(self, batch: list[int]) -> Tensor:
        """The loss of a batch of marked pairs."""
        ids, mask = pad([self.marked[n][0] for n in batch], self.reader.fill)
        states = self.model.states(ids, mask)
        at = torch.tensor([self.marked[n][1] for n in batch])
        rows = torch.arange(len(batch))
        own, public = self.model.pairs(states[rows, at[:, 0]], states[rows, at[:, 1]])
        loss = states.new_zeros(())
        for k, n in enumerate(batch):
            pair = self.pairs[n]
            if n in self.soft:
                want = torch.tensor(self.soft[n], dtype=torch.float32)
                loss = loss + self.plan.soft_weight * (
                    -(want[: len(OWN)] * F.log_softmax(own[k], 0)).sum()
                    - (want[len(OWN) :] * F.log_softmax(public[k], 0)).sum()
                )
            if pair.event is None:
                continue
            if pair.corpus == "corpus":
                loss = loss + F.cross_entropy(own[k], torch.tensor(OWN.index(pair.event)))
            else:
                label = torch.tensor(PUBLIC.index(pair.event))
                loss = loss + self.plan.public_weight * F.cross_entropy(
                    public[k], label, label_smoothing=0.05
                )
        return loss / len(batch)

    def sentences(self, batch: list[int]) -> Tensor:
        """The loss of a batch of sentences: triggers, their properties, their parties."""
        ids, mask = pad([self.coded[n][0] for n in batch], self.reader.fill)
        states = self.model.states(ids, mask)
        where: list[tuple[int, int]] = []
        features: list[tuple[int, ...]] = []
        labels: list[Label | None] = []
        role: list[tuple[int, int, int, int, int, int]] = []
        weak: list[tuple[int, int]] = []
        known: list[tuple[int, int, tuple[int, ...], str]] = []
        for k, n in enumerate(batch):
            example, at = self.examples[n], self.coded[n][1]
            if example.source == "plv":
                weak.append((k, n))
            if example.source == "status":
                known += [
                    (k, at[example.triggers[m]], example.rows[m], label.status)
                    for m, label in example.labels.items()
                    if at[example.triggers[m]] >= 0
                ]
            if example.source != "corpus":
                continue
            for m, token in enumerate(example.triggers):
                if m in example.masked or at[token] < 0:
                    continue
                where.append((k, at[token]))
                features.append(example.rows[m])
                labels.append(example.labels.get(m))
                if (label := example.labels.get(m)) is not None:
                    role += [r for _, r in self._roles(example, at, k, m, label)]
        loss = states.sum() * 0.0
        if soft := [n for n in range(len(batch)) if batch[n] in self.heard]:
            some = [(k, self.examples[batch[k]], self.coded[batch[k]][1]) for k in soft]
            said = told.heard(self.model, states, some)
            loss = loss + told.loss(said, [self.heard[batch[k]] for k in soft]) / len(batch)
        if known:
            loss = loss + self._status(states, known) / len(batch)
        if weak:
            loss = loss + self._weak(states, weak) / len(batch)
        if not where:
            return loss
        rows = one_hot(features)
        if self.rng.random() < 0.15:
            rows = torch.zeros_like(rows)  # the words alone must do at times
        index = torch.tensor(where)
        trunk = self.model.triggers(states[index[:, 0], index[:, 1]], rows)
        want = torch.zeros(len(where), len(OWN))
        want[:, -1] = 1.0
        positive = {n: label for n, label in enumerate(labels) if label is not None}
        for n, label in positive.items():
            want[n, -1] = 0.0
            for kind in label.types:
                want[n, TYPES.index(kind)] += 1.0 / len(label.types)
        scores = F.log_softmax(self.model.kind(trunk), 1)
        loss = loss - (want * scores).sum() / len(batch)
        if positive:
            loss = loss + self._properties(trunk[list(positive)], list(positive.values())) / len(
                batch
            )
        if role:
            loss = loss + 0.5 * self._role_loss(states, role) / len(batch)
        return loss

    def _status(self, states: Tensor, known: list[tuple[int, int, tuple[int, ...], str]]) -> Tensor:
        """The loss of predicates of which only the status is known."""
        index = torch.tensor([(k, piece) for k, piece, _, _ in known])
        rows = one_hot([row for _, _, row, _ in known])
        trunk = self.model.triggers(states[index[:, 0], index[:, 1]], rows)
        want = torch.tensor([STATUSES.index(status) for _, _, _, status in known])
        return (
            F.cross_entropy(self.model.status(trunk), want, reduction="sum")
            * self.plan.status_weight
        )

    def _weak(self, states: Tensor, weak: list[tuple[int, int]]) -> Tensor:
        """The role loss of public pairs: the trigger is the word that best states their type."""
        role: list[tuple[int, int, int, int, int, int]] = []
        for k, n in weak:
            example, at = self.examples[n], self.coded[n][1]
            label = example.labels[-1]
            kinds = YIELD if label.types == ["YIELD"] else tuple(label.types)
            seen = [m for m, token in enumerate(example.triggers) if at[token] >= 0]
            if not seen:
                continue
            with torch.no_grad():
                words = states[k, [at[example.triggers[m]] for m in seen]]
                scores = self.model.kind(
                    self.model.triggers(words, one_hot([example.rows[m] for m in seen]))
                ).softmax(1)
                best = scores[:, [TYPES.index(t) for t in kinds]].sum(1)
            if float(best.max()) < 0.2:
                continue
            known = {*label.actors, *label.recipients}
            some = self._roles(example, at, k, seen[int(best.argmax())], label)
            role += [r for p, r in some if p in known]
        if not role:
            return states.sum() * 0.0
        return 0.5 * self.plan.public_weight * self._role_loss(states, role)

    def _role_loss(self, states: Tensor, role: list[tuple[int, int, int, int, int, int]]) -> Tensor:
        r = torch.tensor(role)
        logits = self.model.roles(
            states[r[:, 0], r[:, 1]], states[r[:, 0], r[:, 2]], r[:, 3], r[:, 4]
        )
        return F.cross_entropy(logits, r[:, 5], reduction="sum")

    def _roles(
        self, example: Example, at: list[int], k: int, m: int, label: Label
    ) -> Iterator[tuple[int, tuple[int, int, int, int, int, int]]]:
        """Each party of a sentence with what the role head is given and should say."""
        trigger = at[example.triggers[m]]
        for p, token in enumerate(example.parties):
            if at[token] >= 0:
                kind = 1 if p in label.actors else 2 if p in label.recipients else 0
                yield p, (k, trigger, *role_ids(self.model, example, at, m, p), kind)

    def _properties(self, trunk: Tensor, labels: list[Label]) -> Tensor:
        modes, contexts = (
            torch.zeros(len(labels), len(MODES)),
            torch.zeros(len(labels), len(CONTEXTS)),
        )
        may = torch.zeros(len(labels), len(MODES))
        for n, label in enumerate(labels):
            for m in label.modes:
                modes[n, MODES.index(m)] = 1.0
            for k, name in enumerate(MODES):
                may[n, k] = float(name.split("/")[0] in label.types)
            for c in label.contexts:
                contexts[n, CONTEXTS.index(c)] = 1.0
        status = torch.tensor([STATUSES.index(label.status) for label in labels])
        flags = torch.tensor([[float(label.historical), float(label.hearsay)] for label in labels])
        bce = F.binary_cross_entropy_with_logits
        return (
            mode_loss(self.model.mode(trunk), modes, may)
            + 0.3 * bce(self.model.context(trunk), contexts, reduction="sum") / 4
            + F.cross_entropy(self.model.status(trunk), status, reduction="sum")
            + bce(self.model.flags(trunk), flags, reduction="sum")
        )


def mode_loss(logits: Tensor, wanted: Tensor, may: Tensor) -> Tensor:
    """Cross-entropy over the modes of each type that an event has, "no mode" among them.

    `wanted` [n, modes] holds 1 for each mode; `may` [n, modes] 1 for the modes of its types.
    """
    total = logits.sum() * 0.0
    for first, last in MODE_GROUPS:
        asked = may[:, first] > 0
        if asked.any():
            some, want = logits[asked, first:last], wanted[asked, first:last]
            scores = F.log_softmax(torch.cat([torch.zeros_like(some[:, :1]), some], 1), 1)
            share = want / want.sum(1, keepdim=True).clamp(min=1.0)
            none = 1.0 - share.sum(1, keepdim=True)
            total = total - (torch.cat([none, share], 1) * scores).sum()
    return total


@torch.no_grad()
def pair_scores(model: Coder, reader: Reader, pairs: Sequence[Pair], batch: int = 32) -> np.ndarray:
    """Probabilities, [pairs, 17 + 15], of our classes and the public ones."""
    model.eval()
    coded = [reader.pair(p) for p in pairs]
    order = sorted(range(len(pairs)), key=lambda n: len(coded[n][0]))
    out = np.zeros((len(pairs), len(OWN) + len(PUBLIC)), dtype=np.float32)
    for start in range(0, len(order), batch):
        some = order[start : start + batch]
        ids, mask = pad([coded[n][0] for n in some], reader.fill)
        states = model.states(ids, mask)
        at = torch.tensor([coded[n][1] for n in some])
        rows = torch.arange(len(some))
        own, public = model.pairs(states[rows, at[:, 0]], states[rows, at[:, 1]])
        out[some] = torch.cat([own.softmax(1), public.softmax(1)], 1).numpy()
    return out
