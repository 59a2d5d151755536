"""Weights of pronouns and descriptions: `python -m training.references`.

Softmax regression with a ridge over those who may be meant and "nobody", fitted on the dev half
of tests/data/coreference.jsonl (with true answers before each question); floors are set by
cross-validation over its reports so that PRECISION of the answers given are right.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks import coreference as measured

from dateline import registry
from dateline.actors import ActorStage
from dateline.actors.coreference import LEAD, Question, Resolver
from dateline.actors.prominence import Keys
from dateline.config import Settings
from dateline.syntax import Tree
from dateline.types import Document, Span

OUT = Path("src/dateline/data/actors/references.json")
SORTS = ("person", "they", "it", "description", "several")
PRECISION = {"person": 0.87, "they": 0.84, "it": 0.79, "description": 0.73, "several": 0.5}
"""Share of right answers wanted by sort; the gold misses some links that a reader would make,
most among descriptions, so that theirs is set lower."""
FOLDS = 6
RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question of a report with the choices that are right, none for nobody."""

    report: int
    question: Question
    right: frozenset[int]


def lessons() -> list[Lesson]:
    """All questions of the dev reports."""
    settings = Settings()
    stages = [registry.load("stages", name)(settings) for name in ("parse", "actors")]
    links, found = measured.gold(), list[Lesson]()
    for n, (slug, paragraphs) in enumerate(measured.reports().items()):
        if measured.part_of(slug) == "dev" and slug in links:
            doc, starts = measured.document(slug, paragraphs)
            asked = _asked(stages[0](doc), starts, links[slug], stages[1])
            found += [Lesson(n, question, right) for question, right in asked]
    return found


def _asked(
    doc: Document, starts: list[int], rows: list[dict[str, Any]], stage: ActorStage
) -> list[tuple[Question, frozenset[int]]]:
    """The questions of a report, each answered truly for the next ones."""
    truth: dict[Span, list[Span]] = {}
    actors: defaultdict[str, set[Span]] = defaultdict(set)
    places = {measured.place(doc, starts, row): row for row in rows}
    for span, row in places.items():
        for words in row["means"]:
            actors[words] |= {span, *measured.heads(words, doc.text)}
    for span, row in places.items():
        truth[span] = [s for w in row["means"] for s in actors[w] if not s.overlaps(span)]

    def meant(span: Span) -> list[Span]:
        return next((v for k, v in truth.items() if k.overlaps(span)), [])

    def oracle(span: Span) -> Keys:
        question = next(q for q in resolver.questions if q.span == span)
        right = [question.choices[n][0] for n in _right(resolver, question, meant(span))]
        return max(right, key=len, default=())

    tree = Tree(doc)
    resolver = Resolver(doc, tree, stage.groups(doc, tree), oracle)
    resolver.run()
    return [(q, frozenset(_right(resolver, q, meant(q.span)))) for q in resolver.questions]


def _right(resolver: Resolver, question: Question, spans: Sequence[Span]) -> list[int]:
    """The choices all of whose actors were mentioned at one of the spans."""
    right = []
    for n, (keys, _) in enumerate(question.choices):
        hit = [
            any(
                d.span.overlaps(s) and d.span != question.span
                for d in resolver.groups[k]
                for s in spans
            )
            or any(m.overlaps(s) for m, ks in resolver.answers.items() if k in ks for s in spans)
            for k in keys
        ]
        if keys and all(hit):
            right.append(n)
    return right


def fit(some: Sequence[Lesson], names: list[str]) -> np.ndarray:
    """Weights by gradient descent on the ridged log-loss."""
    place = {name: n for n, name in enumerate(names)}
    data = []
    for lesson in some:
        x = np.zeros((len(lesson.question.choices) + 1, len(names)))
        for n, (_, signals) in enumerate(lesson.question.choices):
            for name, value in signals.items():
                x[n, place[name]] = value
        want = np.zeros(len(x))
        want[sorted(lesson.right) or [len(x) - 1]] = 1.0
        data.append((x, want))
    weights, first, second = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, 501):
        slope = RIDGE * weights
        for x, want in data:
            p = np.exp((s := x @ weights) - s.max())
            p /= p.sum()
            good = p * want
            slope += (p - good / good.sum()) @ x
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def answers(some: Sequence[Lesson], weights: dict[str, float]) -> list[tuple[float, bool]]:
    """The probability of each best choice, and whether it is right."""
    found = []
    for lesson in some:
        scores = [
            sum(weights.get(k, 0.0) * v for k, v in signals.items())
            for _, signals in lesson.question.choices
        ]
        best = int(np.argmax(scores))
        others = [s for n, s in enumerate(scores) if n != best]
        if lesson.question.sort == "description" and scores[best] - max(others, default=-99) < LEAD:
            continue
        keys = lesson.question.choices[best][0]
        p = float(np.exp(scores[best]) / (1 + np.exp(scores).sum()))
        if keys:
            found.append((p, best in lesson.right))
    return found


def floor(found: list[tuple[float, bool]], precision: float) -> float:
    """The lowest probability from which on so many answers are right."""
    found = sorted(found, reverse=True)
    best, right = 0.99, 0
    for n, (p, good) in enumerate(found, start=1):
        right += good
        if right / n >= precision:
            best = p
    return round(best, 3)


def main() -> int:
    """Fit, set the floors, write the file."""
    every = lessons()
    weights: dict[str, dict[str, float]] = {}
    floors: dict[str, float] = {}
    for sort in SORTS:
        mine = [x for x in every if x.question.sort == sort]
        names = sorted({k for x in mine for _, s in x.question.choices for k in s})
        held: list[tuple[float, bool]] = []
        for fold in range(FOLDS):
            told = fit([x for x in mine if x.report % FOLDS != fold], names)
            held += answers(
                [x for x in mine if x.report % FOLDS == fold], dict(zip(names, told, strict=True))
            )
        told = fit(mine, names)
        weights[sort] = {k: round(float(w), 3) for k, w in zip(names, told, strict=True)}
        floors[sort] = floor(held, PRECISION[sort])
        kept = [good for p, good in held if p >= floors[sort]]
        wanted = sum(bool(x.right) for x in mine)
        print(
            f"{sort}: {len(mine)} questions, {wanted} with an answer, floor {floors[sort]}, "
            f"held out {sum(kept)} right of {len(kept)}"
        )
    OUT.write_text(json.dumps({"weights": weights, "floors": floors}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
