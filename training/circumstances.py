"""Weights of where and when events happened: `python -m training.circumstances`.

Fitted on tests/data/circumstances_train.jsonl and the dev half of circumstances.jsonl, with the
events as the program finds them; the floor of each is set by cross-validation over reports.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks import circumstances as measured
from benchmarks.coreference import document, gold, part_of, reports

from dateline.choice import Signals, Weights, crossed, summed
from dateline.coder import load
from dateline.config import Settings
from dateline.syntax import Tree
from dateline.times.story import Story
from dateline.types import Document, Event, Published, Span
from training.softmax import fit

DATA = Path("src/dateline/data")
TRAIN = measured.FILE.with_name("circumstances_train.jsonl")
FOLDS = 8
RIDGE = {"places": 8.0, "times": 5.0}
LEAST = 4
"""Cases a signal must be seen in to have a weight."""
PRECISION = {"places": 0.7, "times": 0.8}
"""Share of right answers among those given that a floor must reach in cross-validation."""
FLOORS = [n / 100 for n in range(30, 75, 5)]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question of a report: the key of each choice (None: none), and which are right.

    `told` says whether the gold has an answer, be it among the choices or not.
    """

    report: str
    keys: tuple[object, ...]
    signals: tuple[Signals, ...]
    right: frozenset[int]
    told: bool


def documents() -> Iterator[tuple[str, Document, list[int], list[dict[str, Any]]]]:
    """The reports to learn from as coded so far, with their gold rows."""
    dev = {slug: rows for slug, rows in gold(measured.FILE).items() if part_of(slug) == "dev"}
    told = {**gold(TRAIN), **dev}
    stages = [
        s
        for s in load(Settings()).pipeline.stages
        if s.name.split("/")[0] not in {"ingest", "clean"}
    ]
    for slug, paragraphs in reports().items():
        if slug in told:
            doc, starts = document(slug, paragraphs)
            doc = replace(doc, published=Published(told[slug][0]["published"], "given"))
            for stage in stages:
                doc = stage(doc)
            yield slug, doc, starts, told[slug]


def lessons() -> dict[str, list[Lesson]]:
    """The questions of where and of when."""
    found: dict[str, list[Lesson]] = {"places": [], "times": []}
    stage = next(s for s in load(Settings()).pipeline.stages if s.name.startswith("places"))
    for slug, doc, starts, rows in documents():
        scenes = stage.scenes(doc)  # type: ignore[attr-defined]
        story = Story(doc, Tree(doc), doc.times)
        for row in rows:
            start = starts[row["para"]]
            event = measured.at(doc, Span(start + row["start"], start + row["end"]))
            if event is None:
                continue
            found["places"].append(_where(slug, doc, scenes, event, row["place"]))
            found["times"].append(_when(slug, story, event, row["date"]))
    return found


def _where(slug: str, doc: Document, scenes: Any, event: Event, want: Any) -> Lesson:
    asked = scenes.question(event)
    right = set()
    for n, key in enumerate(asked.keys[:-1]):
        some = [scenes.places[m] for m in scenes.mentions[key]]
        if any(measured.same_place(place, doc.text, want) for place in some):
            right.add(n)
    return Lesson(
        slug, asked.keys, _crossed(asked), _or_none(right, len(asked.keys)), want is not None
    )


def _when(slug: str, story: Story, event: Event, want: Any) -> Lesson:
    asked = story.question(event)
    keys = [(c.when.value, c.when.end_value) for c in asked.choices]
    right = {
        n
        for n, choice in enumerate(asked.choices)
        if want is not None and measured.same_date(choice.when, want)
    }
    right_or = _or_none(right, len(keys) + 1)
    return Lesson(slug, (*keys, None), _crossed(asked), right_or, want is not None)


def _crossed(asked: Any) -> tuple[dict[str, float], ...]:
    """The signals as their weights are named; "none" has no other for kinds."""
    *some, none = asked.signals
    return (*(crossed(signals, asked.kinds) for signals in some), none)


def _or_none(right: set[int], choices: int) -> frozenset[int]:
    return frozenset(right or {choices - 1})


def _plain(weights: Weights, choices: Sequence[Signals]) -> list[float]:
    """Shares of choices whose signals are crossed already."""
    scores = [sum(weights.of.get(k, 0.0) * v for k, v in signals.items()) for signals in choices]
    raised = np.exp(np.array(scores) - max(scores))
    return [float(share) for share in raised / raised.sum()]


def judged(some: list[Lesson], weights: Weights) -> list[tuple[float, bool, bool]]:
    """For each question: probability of the best answer, whether it is right, whether none is."""
    found = []
    for lesson in some:
        shares = summed(lesson.keys, _plain(weights, lesson.signals))
        none = shares.pop(None, 0.0)
        best = max(shares, key=lambda key: shares[key], default=None)
        right = {lesson.keys[n] for n in lesson.right}
        p = shares[best] if best is not None else 0.0
        found.append((p if p > none else 0.0, best in right, not lesson.told))
    return found


def figures(found: list[tuple[float, bool, bool]], floor: float) -> dict[str, float]:
    """Share of right questions, and precision and recall of the answers given."""
    given = [good for p, good, _ in found if p >= floor and p > 0]
    silent = [none for p, _, none in found if p < floor or p == 0]
    wanted = sum(not none for _, _, none in found)
    return {
        "accuracy": (sum(given) + sum(silent)) / len(found),
        "precision": sum(given) / max(1, len(given)),
        "recall": sum(given) / max(1, wanted),
    }


def main() -> int:
    """Fit, set the floors, write the files."""
    for name, some in lessons().items():
        slugs = sorted({lesson.report for lesson in some})
        fold = {slug: n % FOLDS for n, slug in enumerate(slugs)}
        held: list[tuple[float, bool, bool]] = []
        for k in range(FOLDS):
            told = [(x.signals, x.right) for x in some if fold[x.report] != k]
            weights = Weights(fit(told, RIDGE[name], least=LEAST), 0.0)
            held += judged([x for x in some if fold[x.report] == k], weights)
        fine = [f for f in FLOORS if figures(held, f)["precision"] >= PRECISION[name]]
        floor = max(fine or FLOORS[-1:], key=lambda f: figures(held, f)["accuracy"])
        print(name, len(some), "questions; floor", floor)
        for each in FLOORS:
            print("  ", each, {k: round(v, 3) for k, v in figures(held, each).items()})
        final = fit([(x.signals, x.right) for x in some], RIDGE[name], least=LEAST)
        kept = {k: w for k, w in final.items() if abs(w) >= 0.005}
        file = DATA / {"places": "places/scenes.json", "times": "times/story.json"}[name]
        file.write_text(json.dumps({"weights": kept, "floor": floor}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
