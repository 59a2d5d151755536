"""Lineages: reports that are copies of one text, trimmed, re-headed or updated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.dedup.shingles import Hashes

CONTAINMENT = 0.4
"""The share of the shorter text's shingles from which two texts are of one lineage.

Chosen on 468 edited copies of 200 reports; see docs/tour/11-gather.md.
"""

SHORT, JACCARD = 25, 0.4
"""A text of fewer shingles is compared by the share of all of them, not of its own:
else one sentence that two reports quote would make them one."""

EVERY_PAIR = 24
"""In how many texts a shingle may stand for all their pairs to be compared; for a
commoner one each text is compared with its neighbours in the list only."""

SAMPLE = 4
"""One shingle in as many stands in the index of texts that have more than 64."""


class Sets:
    """Disjoint sets of numbers below `size`."""

    def __init__(self, size: int) -> None:
        """Start with each number in a set of its own."""
        self._above = list(range(size))

    def root(self, at: int) -> int:
        """The least number of the set that `at` is in."""
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at

    def join(self, one: int, other: int) -> None:
        """Put two sets together."""
        low, high = sorted((self.root(one), self.root(other)))
        self._above[high] = low

    def groups(self) -> list[list[int]]:
        """The sets, each in order, by their least number."""
        found: dict[int, list[int]] = {}
        for at in range(len(self._above)):
            found.setdefault(self.root(at), []).append(at)
        return list(found.values())


def lineages_of(shingles: Sequence[Hashes], digests: Sequence[str]) -> list[list[int]]:
    """The lineages as lists of indices; every text is in exactly one.

    Pairs are looked at in the order of the texts' digests, so that the outcome does not
    depend on the order of input.
    """
    order = sorted(range(len(digests)), key=lambda at: (digests[at], at))
    sets = Sets(len(order))
    for one, other in _candidates([shingles[at] for at in order]):
        apart = sets.root(one) != sets.root(other)
        if apart and _is_copy(shingles[order[one]], shingles[order[other]]):
            sets.join(one, other)
    return [sorted(order[at] for at in group) for group in sets.groups()]


def _is_copy(one: Hashes, other: Hashes) -> bool:
    if not len(one) or not len(other):
        return len(one) == len(other)
    shared = len(np.intersect1d(one, other, assume_unique=True))
    less = min(len(one), len(other))
    if less < SHORT:
        return shared >= JACCARD * (len(one) + len(other) - shared)
    return shared >= CONTAINMENT * less


def _candidates(shingles: Sequence[Hashes]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that share a sampled shingle, each pair once, in order."""
    sampled = [row if len(row) <= 64 else row[row % np.uint64(SAMPLE) == 0] for row in shingles]
    rows = _grouped(sampled)
    if not rows:
        yield from _empty_pairs(shingles)
        return
    pairs = np.unique(np.concatenate(rows))
    for pair in pairs.tolist():
        yield pair // len(shingles), pair % len(shingles)
    yield from _empty_pairs(shingles)


def _empty_pairs(shingles: Sequence[Hashes]) -> Iterator[tuple[int, int]]:
    empty = [at for at, row in enumerate(shingles) if not len(row)]
    return pairwise(empty)


def _grouped(sampled: Sequence[Hashes]) -> list[NDArray[np.int64]]:
    """Pairs as first * n + second, by shingle, from an index sorted once."""
    n = len(sampled)
    if not n:
        return []
    keys = np.concatenate(sampled)
    owners = np.repeat(np.arange(n), [len(row) for row in sampled])
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    found: list[NDArray[np.int64]] = []
    run = np.cumsum(np.concatenate([[0], keys[1:] != keys[:-1]])) if len(keys) else keys
    sizes = np.bincount(run.astype(np.int64))[run.astype(np.int64)] if len(keys) else run
    for gap in range(1, EVERY_PAIR):
        same = run[gap:] == run[:-gap]
        # Beyond the nearest neighbour only within the rarer shingles.
        near = same if gap <= 2 else same & (sizes[gap:] <= EVERY_PAIR)
        if not near.any():
            break
        found.append(owners[:-gap][near] * n + owners[gap:][near])
    return found
