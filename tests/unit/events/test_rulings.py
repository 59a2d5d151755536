"""The rulings on hard cases, each in sentences: `rulings.csv` beside this file."""

import csv
from pathlib import Path

import pytest

from dateline.ontology import plover

with (Path(__file__).parent / "rulings.csv").open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['ruling']} {n}" for n, r in enumerate(ROWS)])
def test_a_hard_case_is_coded_as_ruled(model_read, row):
    events = model_read(row["sentence"]).events
    found = [(e.type.value, [m.value for m in e.modes], e.status.value) for e in events]
    forbidden = set(row["never"].split())
    assert not forbidden & {kind for kind, _, _ in found}, found
    if not row["event"]:
        return
    assert any(
        kind == row["event"]
        and (not row["mode"] or row["mode"] in modes)
        and (not row["status"] or status == row["status"])
        for kind, modes, status in found
    ), found


def test_rows_speak_of_the_ontology():
    for row in ROWS:
        if row["event"]:
            plover().check(row["event"], [row["mode"]] if row["mode"] else [], [])
        assert row["event"] or row["never"], row["sentence"]
