"""`dateline explain`: why an event was coded."""

from __future__ import annotations

import pytest
from tests.unit.cli.conftest import REPORT

from dateline.record import decode


@pytest.fixture
def records(dateline, tmp_path):
    """A file with two records of the sample sentence."""
    one = tmp_path / "one.txt"
    one.write_text(REPORT, encoding="utf-8")
    two = tmp_path / "two.txt"
    two.write_text("Chad freed eight rebels on Friday.", encoding="utf-8")
    done = dateline("code", one, two, "--to", "jsonl")
    path = tmp_path / "records.jsonl"
    path.write_bytes(done.out)
    return path


def test_it_tells_trigger_row_and_parties_with_their_spans(dateline, records):
    record = decode(records.read_bytes().splitlines()[0])
    event = record.events[0]
    done = dateline("explain", records, event.id, "--record", record.id)
    said = done.out.decode()
    assert done.status == 0
    assert said.startswith("COERCE [arrest] · actual")
    assert f"“arrested” {event.trigger.start}–{event.trigger.end}" in said
    assert "arrest → COERCE (verbs.csv:" in said
    assert "“Police” 0–6" in said
    assert "“two men” 16–23" in said


def test_a_record_can_be_named_by_its_line(dateline, records):
    done = dateline("explain", records, "v1", "--record", "2")
    assert done.status == 0
    assert b"RETREAT" in done.out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("v1",), "2 records"),
        (("v1", "--record", "nobody"), "no record nobody"),
        (("v9", "--record", "1"), "has no event v9"),
    ],
)
def test_what_is_not_there_is_named(dateline, records, args, said):
    done = dateline("explain", records, *args)
    assert done.status == 2
    assert said in done.err


def test_a_line_that_is_no_record_is_named_with_its_place(dateline, tmp_path):
    path = tmp_path / "broken.jsonl"
    path.write_text('{"id": 3}\n', encoding="utf-8")
    done = dateline("explain", path, "v1")
    assert done.status == 2
    assert "broken.jsonl:1 is not a record" in done.err


def test_an_event_of_another_text_is_not_explained_as_if_it_were_ours(dateline, records):
    line = records.read_bytes().splitlines()[1]
    records.write_bytes(line.replace(b"freed", b"count") + b"\n")
    done = dateline("explain", records, "v1")
    assert done.status == 2
    assert "finds no event at" in done.err
