"""What the networks are given: texts as word pieces, features and paths as numbers."""

from __future__ import annotations

import random
from collections.abc import Sequence

import torch
from torch import Tensor

from dateline.events.features import WIDTH
from dateline.events.marking import marked
from training.nets import Coder, Size, tokenizer
from training.prepare import Example, Pair


class Reader:
    """Texts to ids and word positions for one encoder."""

    def __init__(self, size: Size) -> None:
        self.tokens = tokenizer(size.folder)
        found = (self.tokens.token_to_id(name) for name in ("[PAD]", "<pad>"))
        self.fill = next(int(n) for n in found if n is not None)

    def sentence(self, example: Example) -> tuple[list[int], list[int]]:
        """Ids, and the first word piece of each token (-1 where cut off)."""
        coded = self.tokens.encode(example.text)
        return coded.ids, at_offsets(coded.offsets, [start for start, _ in example.tokens])

    def pair(self, pair: Pair) -> tuple[list[int], list[int]]:
        """Ids, and the pieces of the two opening marks."""
        text, source, target = marked(pair.text, pair.source, pair.target)
        coded = self.tokens.encode(text)
        return coded.ids, [max(0, k) for k in at_offsets(coded.offsets, [source, target])]


def at_offsets(offsets: Sequence[tuple[int, int]], starts: Sequence[int]) -> list[int]:
    """The piece that holds each character offset, -1 where none does."""
    ends = [end for _, end in offsets]
    found = []
    for start in starts:
        n = next((k for k, (a, b) in enumerate(offsets) if a <= start < b), -1)
        found.append(n)
    return found if ends else [-1] * len(starts)


def batches(lengths: Sequence[int], size: int, rng: random.Random) -> list[list[int]]:
    """Indices in batches of alike length, in random order."""
    order = sorted(range(len(lengths)), key=lambda n: (lengths[n] // 6, rng.random()))
    cut = [order[n : n + size] for n in range(0, len(order), size)]
    rng.shuffle(cut)
    return cut


def role_ids(model: Coder, example: Example, at: list[int], m: int, p: int) -> tuple[int, int, int]:
    """The piece of a party, and the ids of its path from trigger `m` and of the last step."""
    full, last = example.paths[m][p]
    return at[example.parties[p]], model.paths.get(full, 0), model.lasts.get(last, 0)


def one_hot(features: Sequence[Sequence[int]]) -> Tensor:
    """Feature rows as [n, WIDTH] of 0 and 1."""
    rows = torch.zeros(len(features), WIDTH)
    for n, ones in enumerate(features):
        rows[n, list(ones)] = 1.0
    return rows
