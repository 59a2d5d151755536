"""Pairs of parties from unlabelled news, for the teacher to judge.

`python -m training.unlabelled OUT FILE…`: FILEs are JSONL with `text` (training halves of the
kits only). From each sentence with two known parties one or two ordered pairs are drawn.
"""

from __future__ import annotations

import json
import pickle
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from dateline.types import Document
from training.prepare import Pair, Parser

MOST = 6000
"""Pairs kept, drawn with a fixed seed."""


def texts(paths: list[Path]) -> Iterator[str]:
    """The texts of JSONL files."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def pairs(doc: Document, rng: random.Random) -> Iterator[Pair]:
    """One or two ordered pairs of each sentence with at least two parties."""
    spans = sorted({span for entity in doc.entities for span in entity.mentions})
    for sentence in doc.sentences:
        here = [s for s in spans if sentence.span.holds(s)]
        chosen = [(a, b) for a in here for b in here if a.end <= b.start or b.end <= a.start]
        if not chosen or not 40 <= len(sentence.span.of(doc.text)) <= 360:
            continue
        first = min(chosen, key=lambda ab: (ab[0].start, rng.random()))
        base, text = sentence.span.start, sentence.span.of(doc.text)
        for a, b in {first, rng.choice(chosen)}:
            yield Pair(
                text,
                (a.start - base, a.end - base),
                (b.start - base, b.end - base),
                None,
                "news",
                "train",
                "",
            )


def main(argv: list[str]) -> int:
    """Write OUT with MOST pairs."""
    rng = random.Random(11)
    parser = Parser()
    every = list(texts([Path(p) for p in argv[1:]]))
    rng.shuffle(every)
    found: list[Pair] = []
    for text in every:
        for paragraph in text.split("\n\n"):
            if len(paragraph) > 60:
                found += pairs(parser(paragraph[:20_000])[0], rng)
        if len(found) > 3 * MOST:
            break
    rng.shuffle(found)
    Path(argv[0]).write_bytes(pickle.dumps(found[:MOST]))
    print(f"{len(found)} pairs found, {min(MOST, len(found))} kept")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
