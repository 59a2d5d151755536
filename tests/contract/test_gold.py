"""The annotations of the sample reports: every text occurs, every word is PLOVER's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.ontology import plover

ROOT = Path(__file__).parents[2]
GOLD_LINES = (ROOT / "tests/gold/examples.jsonl").read_text(encoding="utf-8").splitlines()
GOLD = [json.loads(line) for line in GOLD_LINES]


@pytest.mark.parametrize("row", GOLD, ids=lambda row: row["id"])
def test_annotations_use_the_words_of_the_ontology(row):
    for event in row["events"]:
        plover().check(event["event"], event["mode"], [])
        assert event["status"] in {"actual", "future", "hypothetical", "negation"}


@pytest.mark.parametrize(
    "row", [r for r in GOLD if r["id"].endswith(".txt")], ids=lambda row: row["id"]
)
def test_annotated_words_stand_in_the_report(row):
    text = (ROOT / "examples/reports" / row["id"]).read_text(encoding="utf-8")
    for event in row["events"]:
        for words in (event["sentence"], event["trigger"], *event["actor"], *event["recipient"]):
            assert words in text, words
    for words in (*row["foreign"], *row["furniture"]):
        assert words in text, words


def test_every_event_type_is_annotated_somewhere():
    assert {e["event"] for row in GOLD for e in row["events"]} == set(plover().types)
