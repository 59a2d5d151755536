"""Sentences and pairs of parties from unlabelled news, for the teachers to judge.

`python -m training.unlabelled OUT FILE…`: FILEs are JSONL with `text` (training halves of the
kits only). From each sentence with two known parties one or two ordered pairs are drawn.
"""

from __future__ import annotations

import json
import pickle
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dateline.types import Document
from training import corpus
from training.prepare import Example, Pair, Parser, examples

MOST = 4000
"""Pairs kept, drawn with a fixed seed."""
SENTENCES = 6000
"""Sentences kept, of as many paragraphs as it takes."""
LONGEST_TEXT = 20_000
"""Characters of a paragraph that are read."""
SHORTEST, LONGEST = 40, 360
"""Characters of a sentence that is taken."""


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
        if not chosen or not SHORTEST <= len(sentence.span.of(doc.text)) <= LONGEST:
            continue
        first = min(chosen, key=lambda ab: (ab[0].start, rng.random()))
        base, text = sentence.span.start, sentence.span.of(doc.text)
        for a, b in sorted({first, rng.choice(chosen)}):
            yield Pair(
                text,
                (a.start - base, a.end - base),
                (b.start - base, b.end - base),
                None,
                "news",
                "train",
                "",
            )


def drawn(paths: list[Path], seed: int = 11) -> list[Pair]:
    """MOST pairs from the texts of files, in random order."""
    rng = random.Random(seed)
    parser = Parser()
    every = list(texts(paths))
    rng.shuffle(every)
    found: list[Pair] = []
    for text in every:
        for paragraph in text.split("\n\n"):
            if len(paragraph) > SHORTEST:
                found += pairs(parser(paragraph[:LONGEST_TEXT])[0], rng)
        if len(found) > 2 * MOST:
            break
    rng.shuffle(found)
    return found[:MOST]


def sentences(paths: list[Path], seed: int = 12) -> list[Example]:
    """SENTENCES sentences that may state something, from the texts of files, in random order."""
    rng = random.Random(seed)
    parser = Parser()
    every = [p for text in texts(paths) for p in text.split("\n\n") if len(p) > SHORTEST]
    rng.shuffle(every)
    found: list[Example] = []
    for paragraph in every:
        item = corpus.Item("", "", "sentence", paragraph[:LONGEST_TEXT], (), (), None, "")
        found += [
            replace(example, part="train", source="news")
            for example in examples(parser, item)
            if example.parties and example.triggers and len(example.text) >= SHORTEST
        ]
        if len(found) > SENTENCES:
            break
    return found[:SENTENCES]


def main(argv: list[str]) -> int:
    """Write OUT with the pairs."""
    found = drawn([Path(p) for p in argv[1:]])
    Path(argv[0]).write_bytes(pickle.dumps(found))
    print(f"{len(found)} pairs")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
