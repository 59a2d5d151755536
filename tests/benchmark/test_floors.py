"""Accuracy floors on the shipped, annotated samples.

Lowering a floor takes a sentence in CHANGELOG.md under *Output* that says what was given up.
The digest makes sure that a floor is met on the annotations it was pinned on.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

import pytest
from benchmarks import circumstances
from training import corpus, evaluate

ROOT = Path(__file__).parents[2]
GOLD_DIGEST = "6a8b4ca4a76a2f57f9505c5d9cf440345b53c24d25c95c2d2fe2193c815adefd"
FLOORS = {
    # kind: (precision, recall), pinned a little below the figures in BENCHMARKS.md
    "events": (0.80, 0.77),
    "events with parties": (0.51, 0.44),
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


CORPUS_ITEMS = 1253
CORPUS_FLOORS = {
    # figure of `training.evaluate` on the part "test", pinned a little below BENCHMARKS.md
    "type_macro_f1": 0.69,
    "mode_macro_f1": 0.56,
    "status_macro_f1": 0.90,
}
MOST_FALSE = 0.12
"""Of corpus sentences without an event, the share that may get one."""


@pytest.fixture(scope="module")
def figures():
    items = [item for item in corpus.load() if item.part == "test"]
    return evaluate.measure(evaluate.coded(items, "default"))


def test_the_test_part_of_the_corpus_is_the_one_that_was_measured(figures):
    assert figures["items"] == CORPUS_ITEMS


@pytest.mark.parametrize("name", CORPUS_FLOORS)
def test_figures_on_the_corpus_stay_above_their_floor(figures, name):
    assert figures[name] >= CORPUS_FLOORS[name]


def test_few_sentences_without_an_event_get_one(figures):
    assert figures["false_on_empty"] <= MOST_FALSE


CIRCUMSTANCE_FLOORS = {
    # figure of `benchmarks.circumstances` on the part "test", a little below BENCHMARKS.md
    "place": 0.53,
    "place told": 0.21,
    "date": 0.70,
    "date told": 0.80,
    "size": 0.33,
    "size given": 0.70,
}


@pytest.fixture(scope="module")
def told():
    return circumstances.measure("test")


@pytest.mark.parametrize("name", CIRCUMSTANCE_FLOORS)
def test_where_when_and_how_many_stay_above_their_floor(told, name):
    assert told[name] >= CIRCUMSTANCE_FLOORS[name]


def test_no_act_that_happened_is_dated_after_its_report(told):
    assert told["late"] == 0
