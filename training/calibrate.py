"""Confidence fitted on what the model did not learn from: corpus items of the part "dev".

`python -m training.calibrate FOLDER` reads the models of a folder, codes the dev items, fits the
weights of `trust.signals` and the confidence floors of precision targets, and writes both into
the model's card. An event is right when its type and status are and no party of it is wrong.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np

from dateline.config import Settings
from dateline.events import EventStage
from dateline.events.detect import Candidate
from dateline.events.trust import SIGNALS, calibrated
from dateline.syntax import Tree
from dateline.types import Span
from training import corpus
from training.prepare import Parser

TARGETS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
RIDGE = 1.0
FEWEST = 21
"""Events that must be left at a floor for its precision to count."""


def judged(folder: Path, items: list[corpus.Item]) -> Iterator[tuple[tuple[float, ...], bool]]:
    """The signals of each event that the model finds, and whether it is right."""
    settings = msgspec.structs.replace(
        Settings(), events=msgspec.structs.replace(Settings().events, model=str(folder))
    )
    stage, parser = EventStage(settings), Parser()
    for item in items:
        _, tree = parser(item.text, title=item.kind == "headline")
        for candidate in stage.read(tree):
            if not candidate.signals:
                continue  # an event of the rules alone has the rules' confidence
            yield candidate.signals, any(_right(tree, candidate, g) for g in item.events)


def _right(tree: Tree, candidate: Candidate, gold: corpus.Gold) -> bool:
    event = "AGREE" if _becomes_agree(candidate) else candidate.row.event
    trigger = tree.span(candidate.trigger, candidate.trigger)
    return (
        event == gold.type
        and candidate.status.status == gold.status
        and trigger.overlaps(Span(*gold.trigger))
        and all(_among(f.span, gold.actors) for f in candidate.actors)
        and all(_among(f.span, gold.recipients) for f in candidate.recipients)
    )


def _becomes_agree(candidate: Candidate) -> bool:
    from dateline.events.facts import BECOMES_AGREE

    return candidate.status.status == "future" and candidate.row.event in BECOMES_AGREE


def _among(span: Span, places: tuple[corpus.Place, ...]) -> bool:
    return any(span.overlaps(Span(*place)) for place in places)


def fit(inputs: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Logistic weights by Newton's method, with a ridge on all but the first."""
    weights = np.zeros(inputs.shape[1])
    ridge = np.diag([1e-6] + [RIDGE] * (inputs.shape[1] - 1))
    for _ in range(50):
        p = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (p - right) + ridge @ weights
        bend = (inputs * (p * (1 - p))[:, None]).T @ inputs + ridge
        weights -= np.linalg.solve(bend, slope)
    return weights


def expected_error(confidence: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equal-width bins."""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    total = 0.0
    for n in range(bins):
        some = place == n
        if some.any():
            total += some.mean() * abs(confidence[some].mean() - right[some].mean())
    return float(total)


def floors(confidence: np.ndarray, right: np.ndarray) -> dict[str, float]:
    """The lowest confidence from which on events reach each precision, where one does."""
    found = {}
    steps = np.unique(confidence)
    kept = np.array([(confidence >= c).sum() for c in steps])
    precision = np.array([right[confidence >= c].mean() for c in steps])
    for target in TARGETS:
        good = np.flatnonzero((precision >= target) & (kept >= FEWEST))
        if len(good):
            found[str(target)] = float(steps[good[0]])
    return found


def main(argv: list[str]) -> int:
    """Fit on dev, say the error on test, write the card."""
    folder = Path(argv[0])
    items = corpus.load()
    told = list(judged(folder, [i for i in items if i.part == "dev"]))
    inputs = np.array([s for s, _ in told])
    right = np.array([r for _, r in told], dtype=float)
    weights = fit(inputs, right)
    confidence = np.array([calibrated(weights.tolist(), s) for s, _ in told])
    path = folder / "events/model.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["calibration"] = [round(float(w), 4) for w in weights]
    card["floors"] = floors(confidence, right)
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    test = list(judged(folder, [i for i in items if i.part == "test"]))
    found = np.array([calibrated(weights.tolist(), s) for s, _ in test])
    truth = np.array([r for _, r in test], dtype=float)
    print(dict(zip(SIGNALS, card["calibration"], strict=True)), card["floors"])
    print(f"dev {len(told)} events, right {right.mean():.3f}")
    print(f"test {len(test)} events, right {truth.mean():.3f}")
    print(
        f"ECE dev {expected_error(confidence, right):.4f}, test {expected_error(found, truth):.4f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
