"""Texts as sets of word shingles: 64-bit numbers, the same in every run."""

from __future__ import annotations

import re
import zlib

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

SIZE = 4
"""Words in a shingle: long enough to be rare, short enough to survive edits."""

_WORD = re.compile(r"\w+")
_MIX = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93)


class Vocabulary:
    """Collects the shingle sets of texts, hashing each word once."""

    def __init__(self) -> None:
        """Start with no texts."""
        self.shingles: list[Hashes] = []
        self._hashes: dict[str, int] = {}

    def add(self, text: str) -> int:
        """The number of words of a text, whose sorted shingle set is kept."""
        known = self._hashes
        words = _WORD.findall(text.casefold())
        for word in words:
            if word not in known:
                raw = word.encode("utf-8", "replace")
                known[word] = zlib.crc32(raw) << 32 | zlib.adler32(raw)
        numbers = np.fromiter((known[word] for word in words), dtype=np.uint64, count=len(words))
        self.shingles.append(_shingles(numbers))
        return len(words)


def _shingles(words: Hashes) -> Hashes:
    """The sorted set of shingles of a row of word hashes, shape (n,)."""
    if len(words) == 0:
        return words
    size = min(SIZE, len(words))
    mixed = np.zeros(len(words) - size + 1, dtype=np.uint64)
    for at in range(size):
        part = words[at : len(words) - size + 1 + at] * np.uint64(_MIX[at])
        mixed = (mixed ^ (part ^ (part >> np.uint64(29)))) * np.uint64(_MIX[0])
    return np.unique(mixed ^ (mixed >> np.uint64(32)))
