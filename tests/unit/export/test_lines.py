import json

import pytest
from tests import builders as make

from dateline.export.jsonl import JsonlExporter
from dateline.export.plover import PloverExporter, days
from dateline.record import decode


def lines(page):
    return [json.loads(line) for line in page.splitlines()]


def test_jsonl_reads_back_as_the_same_records_failed_ones_too(coded, write):
    page = write(JsonlExporter(), coded, make.failed())
    assert [decode(line) for line in page.splitlines()] == [coded, make.failed()]


def test_no_records_make_no_lines(write):
    assert write(JsonlExporter()) == write(PloverExporter()) == b""


def test_plover_has_a_line_an_event_under_the_names_of_the_codebook(coded, write):
    exporter = PloverExporter()
    meeting, attack = lines(write(exporter, coded, make.failed()))
    assert exporter.failed == 1
    assert (meeting["id"], meeting["date"], meeting["enddate"]) == (
        "norvia.txt#v1",
        "2018-03-04",
        None,
    )
    assert meeting["cameo"] == "040"  # a code is a string: its leading zero stays
    assert meeting["actor"][0]["identifier_id"] == "Q1"
    assert [a["code"] for a in meeting["actor"]] == ["NOR", "KEN"]
    assert meeting["event_loc"]["geonameid"] == "42"
    assert (meeting["event_loc"]["city"], meeting["event_loc"]["country_code"]) == (
        "Port Amare",
        "NOR",
    )
    assert meeting["cite_info"]["publisher"] == "The Sund Courier"
    assert attack["mode"] == ["firearms", "negation", "historical"]
    assert (attack["dead"], attack["date"], attack["enddate"]) == (12, "2018-02-01", "2018-02-28")
    assert attack["recipient"][0]["code"] is None
    assert coded.text[slice(*attack["text_info"].values())] == attack["text"]


def test_the_text_of_a_publisher_can_be_left_out(coded, write):
    page = write(PloverExporter(publisher_text=False), coded)
    assert [line["text"] for line in lines(page)] == [None, None]


@pytest.mark.parametrize(
    ("value", "end", "expected"),
    [
        ("2018-03-04", None, ("2018-03-04", None)),
        ("2018-03-04T10:30", None, ("2018-03-04", None)),
        ("2018-03-01", "2018-03-04", ("2018-03-01", "2018-03-04")),
        ("2018-12", None, ("2018-12-01", "2018-12-31")),
        ("2016", None, ("2016-01-01", "2016-12-31")),
        ("2018-W10", None, ("2018-03-05", "2018-03-11")),
        ("2018-W10-WE", None, ("2018-03-10", "2018-03-11")),
        ("2018-Q1", None, ("2018-01-01", "2018-03-31")),
        ("2018-H2", None, ("2018-07-01", "2018-12-31")),
        ("2018-W60", None, (None, None)),
        ("2018-SP", None, (None, None)),
        ("XXXX-WXX-4", None, (None, None)),
    ],
)
def test_a_period_becomes_its_first_and_last_day(value, end, expected):
    time = make.time("It fell.", "fell", value, end_value=end)
    assert days(make.event("It fell.", "fell", event="ASSAULT", time=time)) == expected
