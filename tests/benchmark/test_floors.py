"""Accuracy floors on the shipped, annotated samples.

Lowering a floor takes a sentence in CHANGELOG.md under *Output* that says what was given up.
The digest makes sure that a floor is met on the annotations it was pinned on.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOLD_DIGEST = "6a8b4ca4a76a2f57f9505c5d9cf440345b53c24d25c95c2d2fe2193c815adefd"
FLOORS = {
    # kind: (precision, recall), pinned a little below the figures in BENCHMARKS.md
    "events": (0.82, 0.60),
    "events with parties": (0.59, 0.44),
    "status given event": (0.97, 0.97),
    "foreign": (1.0, 1.0),
    "furniture": (0.98, 0.88),
    "counts": (0.82, 0.44),
    "quotes with speaker": (0.52, 0.68),
}


@pytest.fixture(scope="module")
def scores():
    spec = importlib.util.spec_from_file_location("accuracy", ROOT / "benchmarks/accuracy.py")
    accuracy = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["accuracy"] = accuracy
    spec.loader.exec_module(accuracy)
    return accuracy.score().scores


@pytest.mark.parametrize("kind", FLOORS)
def test_figures_on_the_samples_stay_above_their_floor(scores, kind):
    precision, recall = FLOORS[kind]
    assert scores[kind].precision >= precision
    assert scores[kind].recall >= recall


def test_the_floors_are_of_these_annotations():
    gold = (ROOT / "tests/gold/examples.jsonl").read_bytes()
    assert hashlib.sha256(gold).hexdigest() == GOLD_DIGEST
