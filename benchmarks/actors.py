"""Figures of actor phrases: country, sector and both, on tests/data/actors.jsonl.

`python benchmarks/actors.py [--part dev|test] [--errors]`. The phrases were written without
sight of the tables. Rows fall into "dev" (two fifths, whose errors may be read) and "test"
(only counted) by hash of their id. An answer that `alt_country` or `alt_sector` names is right
in the second, lenient figure.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dateline.ask import resolve_actor
from dateline.config import Settings

FILE = Path(__file__).parent.parent / "tests/data/actors.jsonl"
DEV = 40
"""Rows of a hundred whose errors may be read."""
FIELDS = ("country", "sector")


def part_of(row: dict[str, Any]) -> str:
    """ "dev" or "test", by hash of the id."""
    return "dev" if int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 100 < DEV else "test"


def rows(part: str) -> list[dict[str, Any]]:
    """The rows of a part, or of "all"."""
    found = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return [row for row in found if part in {"all", part_of(row)}]


def answered(found: Iterable[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each row with the answer to it."""
    settings = Settings()
    return [
        (
            row,
            resolve_actor(row["text"], context=row["context"], date=row["date"], settings=settings),
        )
        for row in found
    ]


def right(row: dict[str, Any], answer: dict[str, Any], field: str, *, lenient: bool) -> bool:
    """Whether a field of the answer is that of the gold."""
    others = row.get(f"alt_{field}", []) if lenient else []
    return (answer[field] or "") in {row[field], *others}


def figures(
    pairs: Sequence[tuple[dict[str, Any], dict[str, Any]]], *, lenient: bool
) -> dict[str, float]:
    """The shares that are right."""
    hits: Counter[str] = Counter()
    for row, answer in pairs:
        good = {f: right(row, answer, f, lenient=lenient) for f in FIELDS}
        hits.update({**good, "both": all(good.values())})
    return {name: round(hits[name] / max(1, len(pairs)), 4) for name in (*FIELDS, "both")}


def main(argv: list[str]) -> int:
    """Print the figures, by group too."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--part", default="test", choices=("dev", "test", "all"))
    args.add_argument("--errors", action="store_true", help="print the wrong answers of dev")
    chosen = args.parse_args(argv)
    pairs = answered(rows(chosen.part))
    print(f"{chosen.part}: {len(pairs)} phrases, strict {figures(pairs, lenient=False)}")
    print(f"lenient {figures(pairs, lenient=True)}")
    for group in sorted({row["group"] for row, _ in pairs}):
        some = [(r, a) for r, a in pairs if r["group"] == group]
        print(f"  {group} ({len(some)}): {figures(some, lenient=True)}")
    if chosen.errors and chosen.part == "dev":
        for row, answer in pairs:
            if not all(right(row, answer, f, lenient=True) for f in FIELDS):
                got = (answer["name"], answer["country"], answer["sector"], answer["basis"])
                print(
                    row["group"],
                    "|",
                    row["text"],
                    "|",
                    row["country"],
                    row["sector"],
                    row["date"],
                    "| got",
                    *got,
                )
                print("      ", row["context"])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
