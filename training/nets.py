"""The networks: one encoder with heads for triggers, parties and actor pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from dateline.events.features import CONTEXTS, MODES, STATUSES, TYPES, WIDTH

OWN = (*TYPES, "NONE")
YIELD = ("CONCEDE", "RETREAT")
PUBLIC = (*(t for t in TYPES if t not in YIELD), "YIELD")
"""The classes of the public pairs, which join CONCEDE and RETREAT."""
TO_PUBLIC = [PUBLIC.index("YIELD" if t in YIELD else t) for t in TYPES]
GROUPS = [[n for n, m in enumerate(TO_PUBLIC) if m == k] for k in range(len(PUBLIC))]
"""Our types of each public class, by index."""
HIDDEN = 256
ROLE = 128
ROLES = ("none", "actor", "recipient")
LENGTH = 160
"""Word pieces of a text at most; news sentences beyond are cut."""


@dataclass(frozen=True, slots=True)
class Size:
    """An encoder to start from: folder, layers kept frozen below, learning rate."""

    folder: Path
    frozen: int
    rate: float


class Coder(nn.Module):
    """Encoder and heads; every head reads the last layer only."""

    def __init__(self, size: Size, paths: Sequence[str], lasts: Sequence[str]) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(size.folder)
        self.encoder.pooler = None
        for name, value in self.encoder.named_parameters():
            layer = name.split("layer.")[1].split(".")[0] if "layer." in name else "-1"
            value.requires_grad = int(layer) >= size.frozen
        width = self.encoder.config.hidden_size
        self.paths = {p: n + 1 for n, p in enumerate(paths)}
        self.lasts = {p: n + 1 for n, p in enumerate(lasts)}
        self.drop = nn.Dropout(0.1)
        self.trunk = nn.Linear(width + WIDTH, HIDDEN)
        self.kind = nn.Linear(HIDDEN, len(OWN))
        self.mode = nn.Linear(HIDDEN, len(MODES))
        self.context = nn.Linear(HIDDEN, len(CONTEXTS))
        self.status = nn.Linear(HIDDEN, len(STATUSES))
        self.flags = nn.Linear(HIDDEN, 2)
        self.role_trigger = nn.Linear(width, ROLE)
        self.role_party = nn.Linear(width, ROLE)
        self.role_path = nn.Embedding(len(paths) + 1, ROLE)
        self.role_last = nn.Embedding(len(lasts) + 1, ROLE)
        self.role = nn.Linear(ROLE, len(ROLES))
        self.pair = nn.Linear(2 * width, HIDDEN)
        self.pair_own = nn.Linear(HIDDEN, len(OWN))
        self.pair_public = nn.Linear(HIDDEN, len(PUBLIC))
        nn.init.zeros_(self.pair_public.weight)
        nn.init.zeros_(self.pair_public.bias)

    def states(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Hidden states, [texts, pieces, width]."""
        return self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)

    def triggers(self, words: Tensor, rows: Tensor) -> Tensor:
        """The trunk for trigger words [n, width] with their feature rows [n, WIDTH]."""
        return self.drop(torch.relu(self.trunk(torch.cat([words, rows], 1))))

    def roles(self, trigger: Tensor, party: Tensor, path: Tensor, last: Tensor) -> Tensor:
        """Role logits, [n, 3], for n pairs of trigger and party."""
        mixed = self.role_trigger(trigger) + self.role_party(party)
        return self.role(torch.relu(mixed + self.role_path(path) + self.role_last(last)))

    def pairs(self, source: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of our classes [n, 17] and of the public ones [n, 15] for marked pairs."""
        hidden = self.drop(torch.relu(self.pair(torch.cat([source, target], 1))))
        own = self.pair_own(hidden)
        joined = torch.stack([torch.logsumexp(own[:, group], 1) for group in GROUPS], 1)
        return own, joined + self.pair_public(hidden)


def tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of an encoder folder, cutting at LENGTH and without padding."""
    found = Tokenizer.from_file(str(folder / "tokenizer.json"))
    found.no_padding()
    found.enable_truncation(LENGTH)
    return found


def pad(rows: Sequence[Sequence[int]], fill: int) -> tuple[Tensor, Tensor]:
    """Ids and mask of texts of unlike length, [texts, longest]."""
    longest = max(map(len, rows))
    ids = torch.full((len(rows), longest), fill)
    mask = torch.zeros((len(rows), longest), dtype=torch.long)
    for n, row in enumerate(rows):
        ids[n, : len(row)] = torch.tensor(list(row))
        mask[n, : len(row)] = 1
    return ids, mask
