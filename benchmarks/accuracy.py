"""How right Dateline is on the shipped, annotated sample reports.

    .venv/bin/python benchmarks/accuracy.py [--wrong]

Figures: of events (a gold event is found when an event of its type has a trigger that overlaps
in the same sentence; with parties, when actors and recipients overlap as well), of blocks, of
quotes and of counts. The samples are few and known to the developers: the figures guard
against regressions and are no claim about news.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests/gold/examples.jsonl"
REPORTS = ROOT / "examples/reports"


@dataclass
class Score:
    """Right, predicted and gold counts of one kind."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Right among predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Right among gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Tally:
    """Scores by kind, and what was wrong in words."""

    scores: dict[str, Score] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def add(self, kind: str, *, right: int, predicted: int, gold: int) -> None:
        """Add counts to a kind."""
        score = self.scores.setdefault(kind, Score())
        score.right += right
        score.predicted += predicted
        score.gold += gold


def records() -> Iterator[Any]:
    """The records of the sample reports."""
    from dateline.config import Settings
    from dateline.ingest import manifest, read
    from dateline.pipeline import build

    settings = Settings()
    pipeline = build(settings)
    rows = manifest.load(ROOT / "examples/manifest.csv")
    items = read([str(REPORTS)], settings=settings, fmt=None, published=None, stdin=BytesIO())
    yield from (pipeline.code(item) for item in manifest.apply(items, rows))


def score() -> Tally:
    """All scores over the samples."""
    gold = {row["id"]: row for row in map(json.loads, GOLD.read_text("utf-8").splitlines())}
    tally = Tally()
    for record in records():
        row = gold[Path(record.id).name if "#" not in record.id else record.id]
        events(tally, record, row)
        blocks(tally, record, row)
        counts(tally, record, row)
        quotes(tally, record, row)
    return tally


def fold(text: str) -> str:
    """Words alone, in lower case, to compare phrases."""
    return " ".join(text.lower().replace("’", "'").split())


def events(tally: Tally, record: Any, row: dict[str, Any]) -> None:
    """Match gold events one to one by type, sentence and trigger."""
    left = list(record.events)
    hits = parties = status = 0
    for want in row["events"]:
        found = next((e for e in left if _same(record, e, want)), None)
        if found is None:
            tally.wrong.append(
                f"{record.id} MISSED {want['event']} «{want['trigger']}» {want['sentence']}"
            )
            continue
        left.remove(found)
        hits += 1
        both = _side(record, found.actor, want["actor"]) and _side(
            record, found.recipient, want["recipient"]
        )
        parties += both
        status += found.status == want["status"]
        if not both:
            names = [record.words(p) for p in (*found.actor, *found.recipient)]
            tally.wrong.append(
                f"{record.id} PARTIES {want['event']} «{want['trigger']}» want {want['actor']} -> {want['recipient']} got {names} {want['sentence']}"
            )
        if found.status != want["status"]:
            tally.wrong.append(
                f"{record.id} STATUS {want['event']} «{want['trigger']}» want {want['status']} got {found.status} {want['sentence']}"
            )
    for extra in left:
        tally.wrong.append(
            f"{record.id} EXTRA {extra.event} «{record.words(extra.trigger)}» {record.words(extra.sentence)}"
        )
    tally.add("events", right=hits, predicted=len(record.events), gold=len(row["events"]))
    tally.add(
        "events with parties", right=parties, predicted=len(record.events), gold=len(row["events"])
    )
    tally.add("status given event", right=status, predicted=hits, gold=hits)


def _same(record: Any, event: Any, want: dict[str, Any]) -> bool:
    sentence, trigger = fold(record.words(event.sentence)), fold(record.words(event.trigger))
    near = fold(want["sentence"]) in sentence or sentence in fold(want["sentence"])
    return (
        event.event == want["event"]
        and near
        and set(trigger.split()) & set(fold(want["trigger"]).split()) != set()
    )


def _side(record: Any, parties: list[Any], want: list[str]) -> bool:
    """Every wanted party overlaps one found, and none is found where none is wanted."""
    got = [fold(record.words(p)) for p in parties]
    return bool(got) == bool(want) and all(
        any(fold(w) in g or g in fold(w) for g in got) for w in want
    )


def blocks(tally: Tally, record: Any, row: dict[str, Any]) -> None:
    """Foreign blocks and furniture lines, by their words."""
    for kind in ("foreign", "furniture"):
        got = [fold(record.words(b)) for b in record.blocks if b.kind == kind]
        want = [fold(w) for w in row[kind]]
        if kind == "furniture" and record.id.endswith(".html"):
            got = [g for g in got if any(g in w or w in g for w in want)]  # pages have far more
        right = sum(any(w in g or g in w for g in got) for w in want)
        tally.add(kind, right=right, predicted=max(len(got), right), gold=len(want))


def counts(tally: Tally, record: Any, row: dict[str, Any]) -> None:
    """Kind and value of counted people and things."""
    got = [(q.kind, q.value) for q in record.quantities]
    want = [(c["kind"], float(c["value"])) for c in row["counts"]]
    right = sum(w in got for w in want)
    kinds = {kind for kind, _ in want}
    tally.add("counts", right=right, predicted=sum(g[0] in kinds for g in got), gold=len(want))
    tally.wrong += [f"{record.id} COUNT {w} not in {got}" for w in want if w not in got]


def quotes(tally: Tally, record: Any, row: dict[str, Any]) -> None:
    """Quotations by half of their words, with the speaker."""
    got = [(fold(" ".join(record.words(c) for c in q.content)), q) for q in record.quotes]
    right = 0
    for want in row["quotes"]:
        words = set(fold(want["content"]).split())
        hit = next(
            (
                q
                for text, q in got
                if len(words & set(text.split())) >= 0.5 * max(len(words), len(set(text.split())))
            ),
            None,
        )
        said = fold(record.words(hit.speaker)) if hit and hit.speaker else ""
        who = fold(want["speaker"] or "")
        right += bool(hit) and (not who or (bool(said) and (who in said or said in who)))
    tally.add("quotes with speaker", right=right, predicted=len(got), gold=len(row["quotes"]))


def main() -> None:
    """Print the table, and with --wrong what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true")
    chosen = parser.parse_args()
    tally = score()
    if chosen.wrong:
        print("\n".join(tally.wrong))
    print(f"{'':<22}{'precision':>10}{'recall':>10}{'F1':>10}{'gold':>7}")
    for kind, s in tally.scores.items():
        print(f"{kind:<22}{s.precision:>10.3f}{s.recall:>10.3f}{s.f1:>10.3f}{s.gold:>7}")


if __name__ == "__main__":
    main()
