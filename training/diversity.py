"""How varied the corpus is: near-duplicates, repeated n-grams, openings, lengths.

Run `python -m training.diversity [PATH …]`; with paths, items of these files are compared with
the whole corpus and only their near-duplicates are listed.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from training.corpus import Item, files, read

NEAR = 0.45
"""Jaccard of word 3-grams from which two items count as near-duplicates."""

WORD = re.compile(r"\w+(?:['’]\w+)?")


def grams(text: str, n: int) -> list[tuple[str, ...]]:
    """The word n-grams of a text, lower-cased, in order."""
    words = [w.lower() for w in WORD.findall(text)]
    return [tuple(words[i : i + n]) for i in range(len(words) - n + 1)]


def near_duplicates(items: list[Item]) -> list[tuple[float, Item, Item]]:
    """Pairs of items of different groups whose 3-grams overlap by NEAR or more, worst first."""
    sets = [frozenset(grams(item.text, 3)) for item in items]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    found = []
    for n, mine in enumerate(sets):
        shared: Counter[int] = Counter(k for gram in mine for k in holders[gram])
        for k, common in shared.items():
            alike = common / (len(mine) + len(sets[k]) - common)
            if alike >= NEAR and items[k].group != items[n].group:
                found.append((alike, items[k], items[n]))
        for gram in mine:
            holders[gram].append(n)
    return sorted(found, key=lambda row: -row[0])


def figures(items: list[Item]) -> dict[str, object]:
    """Distinct 2- and 4-gram shares, the commonest 4-grams and openings, and lengths."""
    twos = [g for item in items for g in grams(item.text, 2)]
    fours = [g for item in items for g in grams(item.text, 4)]
    openings = Counter(tuple(grams(item.text, 3)[:1]) for item in items)
    lengths = sorted(len(WORD.findall(item.text)) for item in items)
    return {
        "distinct_2": round(len(set(twos)) / max(1, len(twos)), 3),
        "distinct_4": round(len(set(fours)) / max(1, len(fours)), 3),
        "commonest_4": [(" ".join(g), n) for g, n in Counter(fours).most_common(12)],
        "commonest_openings": [(" ".join(g[0]), n) for g, n in openings.most_common(12) if g],
        "words_p10_p50_p90": [lengths[int(len(lengths) * q)] for q in (0.1, 0.5, 0.9)]
        if lengths
        else [],
    }


def main(paths: list[str]) -> int:
    """Print the figures and the near-duplicates; 1 if there are any."""
    mine = {Path(p).resolve() for p in paths}
    items: list[Item] = []
    chosen: set[str] = set()
    for path in files():
        some, _, _ = read(path)
        items += some
        if not mine or path.resolve() in mine:
            chosen |= {item.place for item in some}
    for name, value in figures([i for i in items if i.place in chosen]).items():
        print(f"{name}: {value}")
    pairs = [p for p in near_duplicates(items) if {p[1].place, p[2].place} & chosen]
    for alike, one, other in pairs[:40]:
        print(f"{alike:.2f} {one.place} | {one.text[:90]}\n     {other.place} | {other.text[:90]}")
    print(f"{len(pairs)} near-duplicate pairs in {len(items)} items")
    return 1 if pairs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
