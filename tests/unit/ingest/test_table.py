"""Tables: a report a row."""

from __future__ import annotations

import datetime
import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.config import Settings
from dateline.errors import BrokenLine, Empty, UnknownField, Unreadable
from dateline.ingest.table import CsvReader, ParquetReader
from dateline.stage import Failure, Source
from dateline.types import Published, Span


def csv(text, name="t.csv"):
    return list(CsvReader(Settings())(Source(name, text.encode())))


def parquet(columns, **options):
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return list(ParquetReader(Settings())(Source("t.parquet", out.getvalue())))


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("column", ["text", "Body", " content "])
def test_the_delimiter_and_the_text_column_are_found(mark, column):
    (doc,) = csv(f'id{mark}{column}\n1{mark}"One, two; three"\n')
    assert (doc.id, doc.text) == ("1", "One, two; three")


def test_ids_name_the_line_a_row_starts_at():
    items = csv('text\n"one\ntwo"\n\nthree\n')
    assert [(doc.id, doc.text) for doc in items] == [("t.csv#2", "one\ntwo"), ("t.csv#5", "three")]


def test_other_columns_are_fields_and_unknown_ones_are_told_of():
    (doc,) = csv('text,published,predicates,length\nThey met.,2024-03-04,"[[5,8]]",9\n')
    assert doc.published == Published("2024-03-04", "given")
    assert doc.asked.predicates == (Span(5, 8),)
    assert "length" in doc.warnings[0].message


def test_a_html_column_is_read_as_pages():
    (doc,) = csv("html\n<p>Words here.</p>\n")
    assert (doc.text, doc.origin.format) == ("Words here.", "html")


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("a,b,c", BrokenLine),
        ('"a" b,c', BrokenLine),
        ("7,  ", Empty),
        ("7", Empty),
    ],
)
def test_a_bad_row_does_not_stop_the_others(row, kind):
    first, bad, last = csv(f"id,text\n1,one\n{row}\n2,two\n")
    assert (first.text, last.text) == ("one", "two")
    assert isinstance(bad.error, kind)
    assert "t.csv#3" in bad.error.message


def test_an_open_quotation_mark_does_not_swallow_rows_in_silence():
    first, bad = csv('text\none\n"two\nthree\n')
    assert first.text == "one"
    assert isinstance(bad.error, BrokenLine)
    assert bad.id == "t.csv#3"


def test_a_very_long_cell_is_no_error():
    (doc,) = csv("text\n" + "word " * 100_000 + "\n")
    assert len(doc.text) == 500_000


def test_parquet_rows_are_reports_over_all_row_groups():
    items = parquet(
        {"body": ["one", None, "three"], "published": [datetime.date(2024, 3, 4), None, None]},
        row_group_size=1,
    )
    assert items[0].text == "one"
    assert items[0].published == Published("2024-03-04", "given")
    assert isinstance(items[1], Failure)
    assert "t.parquet#2" in items[1].error.message
    assert items[2].id == "t.parquet#3"


def test_parquet_asks_with_nested_columns():
    pair = [{"source": [0, 4], "target": [9, 13]}]
    (doc,) = parquet({"text": ["They met them."], "dyads": [pair]})
    assert doc.asked.dyads == ((Span(0, 4), Span(9, 13)),)


def test_parquet_without_a_text_column_is_refused():
    (item,) = parquet({"words": ["a"]})
    assert isinstance(item.error, UnknownField)


def test_parquet_without_rows_is_empty():
    (item,) = parquet({"text": pa.array([], pa.string())})
    assert isinstance(item.error, Empty)


def test_parquet_that_is_cut_off_is_unreadable():
    out = io.BytesIO()
    pq.write_table(pa.table({"text": ["one"] * 100}), out)
    (item,) = ParquetReader(Settings())(Source("t.parquet", out.getvalue()[:-20]))
    assert isinstance(item, Failure)
    assert isinstance(item.error, Unreadable)
