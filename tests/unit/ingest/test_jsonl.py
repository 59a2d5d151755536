"""JSONL fields: what they may hold, and what is said when they hold something else."""

from __future__ import annotations

import json

import pytest

from dateline.config import Settings
from dateline.errors import BrokenLine, Empty, NotText, UnknownField
from dateline.ingest import document_of
from dateline.ingest.jsonl import JsonlReader
from dateline.stage import Failure, Source
from dateline.types import Document, Origin, Published, Span

TEXT = "Norland accused Sudland."


def run(data):
    data = data if isinstance(data, bytes) else data.encode()
    return list(JsonlReader(Settings())(Source("r.jsonl", data)))


def row(**fields):
    return document_of(fields, uri="r.jsonl#7", settings=Settings())


def test_all_fields_of_the_contract_arrive():
    doc = row(
        id="n1",
        text=TEXT,
        title="Row over border",
        url="https://example.org/1",
        publisher="The Norland Gazette",
        published="2024-03-31T10:00:00Z",
        language="en-GB",
        dyads=[{"source": [0, 7], "target": [16, 23]}],
        predicates=[[8, 15]],
    )
    assert doc.id == "n1"
    assert doc.origin == Origin(
        "r.jsonl#7",
        "jsonl",
        url="https://example.org/1",
        publisher="The Norland Gazette",
        title="Row over border",
        language="en",
    )
    assert doc.published == Published("2024-03-31T10:00:00Z", "given")
    assert doc.asked.dyads == ((Span(0, 7), Span(16, 23)),)
    assert doc.asked.predicates == (Span(8, 15),)
    assert doc.warnings == ()


def test_null_counts_as_absent():
    doc = row(text=TEXT, html=None, id=None, published=None, dyads=None, whatever=None)
    assert doc.id == "r.jsonl#7"
    assert doc.published == Published()


def test_an_id_may_be_a_number():
    assert row(text=TEXT, id=12).id == "12"


def test_html_in_a_row_is_read_as_a_page_and_the_row_knows_better():
    page = "<html lang=de><title>Page</title><body><h1>Page</h1><p>Words of the report.</p>"
    doc = row(html=page, title="Row", language="en")
    assert (doc.origin.title, doc.origin.language, doc.origin.format) == ("Row", "en", "html")
    assert doc.text == "Page\n\nWords of the report."


def test_unknown_fields_are_left_out_and_told_of():
    doc = row(text=TEXT, publised="2024-01-01", score=3)
    assert [warning.code for warning in doc.warnings] == ["unknown-field"]
    assert "publised (did you mean published?), score" in doc.warnings[0].message


@pytest.mark.parametrize("day", ["yesterday", "31/03/2024", "2024-13-01", "2024-03-31Tlunch"])
def test_a_date_that_is_not_iso_is_left_out_and_told_of(day):
    doc = row(text=TEXT, published=day)
    assert doc.published == Published()
    assert [warning.code for warning in doc.warnings] == ["bad-date"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"body": TEXT},
        {"text": TEXT, "html": "<p>x</p>"},
        {"text": 5},
        {"text": TEXT, "id": ["a"]},
        {"text": TEXT, "id": True},
        {"text": TEXT, "published": 20240331},
        {"text": TEXT, "dyads": "0-7"},
        {"text": TEXT, "dyads": [[0, 7]]},
        {"text": TEXT, "dyads": [{"source": [0, 7]}]},
        {"text": TEXT, "dyads": [{"source": [0, 7], "target": [16, 99]}]},
        {"text": TEXT, "dyads": [{"source": [7, 7], "target": [16, 23]}]},
        {"text": TEXT, "dyads": [{"source": [-1, 7], "target": [16, 23]}]},
        {"text": TEXT, "dyads": [{"source": [0.0, 7], "target": [16, 23]}]},
        {"text": TEXT, "predicates": [[5, 2]]},
        {"text": TEXT, "predicates": [[True, 2]]},
        {"text": TEXT, "predicates": [3]},
    ],
)
def test_wrong_fields_are_refused_with_their_place(fields):
    item = row(**fields)
    assert isinstance(item, Failure), item
    assert isinstance(item.error, UnknownField)
    assert "r.jsonl#7" in item.error.message


def test_a_refused_report_keeps_its_own_id():
    assert row(id="mine", text=TEXT, predicates=[[5, 2]]).id == "mine"


@pytest.mark.parametrize("text", ["", " \n"])
def test_a_report_without_words_is_empty(text):
    assert isinstance(row(text=text).error, Empty)


@pytest.mark.parametrize("field", ["text", "html", "title", "id"])
def test_half_a_surrogate_pair_is_no_text(field):
    line = json.dumps({"text": TEXT} | {field: "a \ud800 b"})
    if field == "html":
        line = json.dumps({"html": "<p>a \ud800 b</p>"})
    (item,) = run(line)
    assert isinstance(item.error, NotText)
    item.id.encode()
    str(item.error).encode()


def test_a_broken_line_does_not_stop_the_others():
    first, broken, last = run('{"text":"a"}\n{"text": "b"\n{"text":"c"}\n')
    assert (first.text, last.text) == ("a", "c")
    assert broken.id == "r.jsonl#2"
    assert isinstance(broken.error, BrokenLine)
    assert "r.jsonl#2" in broken.error.message


@pytest.mark.parametrize("line", ["[1]", '"words"', "7", "null", "{,}", "[" * 100_000, "words"])
def test_a_line_that_is_no_object_is_broken(line):
    (item,) = run(line)
    assert isinstance(item.error, BrokenLine)


def test_json_over_several_lines_is_told_of_once():
    (item,) = run('{\n "text": "a"\n}\n')
    assert "several lines" in item.error.message


def test_a_mark_and_windows_line_ends_do_no_harm():
    items = run(b'\xef\xbb\xbf{"text":"a\\r\\nb"}\r\n\r\n{"text":"c"}\r\n')
    assert [(doc.id, doc.text) for doc in items] == [("r.jsonl#1", "a\r\nb"), ("r.jsonl#3", "c")]


def test_utf16_lines_are_read():
    assert [doc.text for doc in run('{"text":"é"}\n{"text":"b"}'.encode("utf-16"))] == ["é", "b"]


def test_a_line_in_latin1_is_read_and_told_of():
    (doc,) = run('{"text":"café"}'.encode("latin-1"))
    assert isinstance(doc, Document)
    assert (doc.text, doc.warnings[0].code) == ("café", "encoding")
