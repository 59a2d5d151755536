import csv
import io
import os

import pyarrow.parquet as pq
import pytest
from tests import builders as make

from dateline.export.flat import COLUMNS, CsvExporter, ParquetExporter, guard, parquet_schema


def read(page):
    return list(csv.DictReader(io.StringIO(page.decode(), newline="")))


def test_csv_has_a_row_an_event_in_documented_columns(coded, write):
    meeting, attack = read(write(CsvExporter(), coded))
    assert tuple(meeting) == COLUMNS
    assert meeting["actor"] == "Ilse Brandow|Tomas Reyl"
    assert meeting["actor_country"] == "NOR|KEN"
    assert meeting["actor_sector"] == "GOV|"  # aligned with the names
    assert (meeting["lat"], meeting["score"], meeting["cameo"]) == ("-1.5", "1.0", "040")
    assert (attack["sizes"], attack["according_to"]) == (
        "dead:at_least:12",
        "two officials (anonymous)",
    )
    start, end = int(attack["trigger_start"]), int(attack["trigger_end"])
    assert coded.text[start:end] == attack["trigger"] == "attacked"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(write, start):
    text = f"{start}1+1 left Duna"
    record = make.record(text, id=text, events=[make.event(text, "left", sentence=text)])
    (row,) = read(write(CsvExporter(), record))
    assert row["report_id"] == row["sentence"] == "'" + text


@pytest.mark.parametrize("number", [-3.5, -1, True, None])
def test_numbers_are_no_formulas(number):
    assert guard(number) is number


def test_a_bar_in_a_name_does_not_make_two(write):
    text = "A|B left"
    record = make.record(text, events=[make.event(text, "left", actor=[make.party(text, "A|B")])])
    assert read(write(CsvExporter(), record))[0]["actor"] == "A/B"


def test_quotes_and_line_ends_survive(write):
    text = 'He said "go,\nnow" and left'
    record = make.record(text, events=[make.event(text, "left", sentence=text)])
    assert read(write(CsvExporter(), record))[0]["sentence"] == text


@pytest.mark.parametrize("exporter", [CsvExporter(), ParquetExporter()])
def test_failed_reports_are_left_out_and_counted(coded, write, exporter):
    write(exporter, coded, make.failed(), make.failed())
    assert exporter.failed == 2
    write(exporter, coded)
    assert exporter.failed == 0


def test_no_records_make_a_header(write):
    assert write(CsvExporter()).decode() == ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize("many", [0, 3])
def test_parquet_has_the_same_schema_for_any_number_of_events(coded, write, many):
    table = pq.read_table(io.BytesIO(write(ParquetExporter(), *[coded] * many)))
    assert table.schema.equals(parquet_schema(), check_metadata=False)
    assert table.num_rows == 2 * many
    assert table.schema.metadata[b"dateline.schema"] == b"dateline/1"


def test_parquet_and_csv_say_the_same(coded, write):
    table = pq.read_table(io.BytesIO(write(ParquetExporter(), coded)))
    rows = [
        {name: "" if cell is None else str(cell) for name, cell in row.items()}
        for row in table.to_pylist()
    ]
    assert rows == read(write(CsvExporter(), coded))


def test_parquet_is_written_in_row_groups_as_records_come(coded, write):
    page = write(ParquetExporter(group=4), *[coded] * 5)
    groups = pq.ParquetFile(io.BytesIO(page)).metadata
    assert [groups.row_group(i).num_rows for i in range(groups.num_row_groups)] == [4, 4, 2]


def test_parquet_can_go_into_a_pipe(coded):
    ends = os.pipe()
    with os.fdopen(ends[0], "rb") as receiver:
        with os.fdopen(ends[1], "wb") as sender:
            ParquetExporter()([coded], sender)
        assert pq.read_table(io.BytesIO(receiver.read())).num_rows == 2
