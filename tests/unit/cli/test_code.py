"""`dateline code` from the outside: formats, files, failures, pipes, terminals."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.unit.cli.conftest import REPORT

from dateline.cli.main import status

DATELINE = [sys.executable, "-m", "dateline"]
STDERR = ("stderr",)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def jsonl(*rows):
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


# Formats


def test_in_a_pipe_the_default_is_jsonl(dateline, report, checked):
    done = dateline("code", report)
    record = checked(done.out)
    assert done.status == 0
    assert record["id"] == str(report)
    assert record["text"] == REPORT
    assert record["events"]


def test_on_a_terminal_the_default_is_a_table(terminal, report):
    done = terminal("code", report)
    assert done.status == 0
    assert "Who" in done.out.decode()
    assert "1 report, " in done.out.decode()


def test_text_from_standard_input_is_a_report(dateline, checked):
    assert checked(dateline("code", stdin=REPORT.encode()).out)["id"] == "-"


@pytest.mark.parametrize(
    ("fmt", "start"),
    [
        ("table", b"/"),  # the heading: without a title the id
        ("jsonl", b'{"schema":"dateline/1"'),
        ("html", b"<!doctype html>"),
        ("plover", b'{"id"'),
        ("csv", b"report_id,"),
        ("parquet", b"PAR1"),
    ],
)
def test_every_format_can_be_written_to_a_pipe(dateline, report, fmt, start):
    done = dateline("code", report, "--to", fmt)
    assert done.status == 0
    assert done.out[: len(start)].lower() == start.lower()


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.jsonl", b'{"schema"'),
        ("a.PLOVER.jsonl", b'{"id"'),
        ("a.html", b"<!"),
        ("a.csv", b"report_id"),
        ("a.parquet", b"PAR1"),
        ("deep/er/a.txt", b""),
    ],
)
def test_the_suffix_of_out_says_the_format(dateline, report, tmp_path, name, start):
    out = tmp_path / name
    done = dateline("code", report, "--out", out)
    assert (done.status, done.out) == (0, b"")
    assert out.read_bytes()[: len(start)] == start
    assert f"written to {out}" in done.err


def test_to_wins_over_the_suffix_of_out(dateline, report, tmp_path, checked):
    out = tmp_path / "records.log"
    assert dateline("code", report, "--to", "jsonl", "--out", out).status == 0
    checked(out.read_bytes())


def test_further_files_are_written_in_their_own_formats(dateline, report, tmp_path, checked):
    names = ("a.jsonl", "a.csv", "a.parquet", "a.html")
    also = [part for name in names for part in ("--also", tmp_path / name)]
    done = dateline("code", report, report, *also)
    assert done.status == 0
    assert (tmp_path / "a.jsonl").read_bytes() == done.out
    events = sum(len(checked(line)["events"]) for line in done.lines)
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as rows:
        assert len(list(csv.DictReader(rows))) == events
    assert pq.read_table(tmp_path / "a.parquet").num_rows == events
    assert (tmp_path / "a.html").read_text(encoding="utf-8").count("<article") == 2
    assert done.err.count("written to") == len(names)


# Files


def test_an_existing_file_is_kept_unless_forced(dateline, report, tmp_path, checked):
    out = tmp_path / "out.jsonl"
    out.write_text("mine", encoding="utf-8")
    refused = dateline("code", report, "--out", out)
    assert (refused.status, out.read_text(encoding="utf-8")) == (2, "mine")
    assert "--force" in refused.err
    assert dateline("code", report, "--out", out, "--force").status == 0
    checked(out.read_bytes())


def test_a_run_that_cannot_start_leaves_the_forced_file_alone(
    dateline, report, tmp_path, monkeypatch
):
    out = tmp_path / "out.jsonl"
    out.write_text("mine", encoding="utf-8")
    monkeypatch.setenv("DATELINE_PARSE__MODEL", "nope")
    assert dateline("code", report, "--out", out, "--force").status == 3
    assert out.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--out", "out.xyz"], "does not say its format"),
        (["--also", "out"], "does not say its format"),
        (["--out", "a.csv", "--also", "a.csv"], "named twice"),
        (["--out", "."], "is a folder"),
        (["--out", "report.txt", "--force"], "is read and would be overwritten"),
        (["--to", "tabel"], "did you mean 'table'?"),
        (["--from", "txet"], "did you mean 'text'?"),
        (["--published", "yesterday"], "is not an ISO date"),
        (["--published", "2024-02-30"], "is not an ISO date"),
        (["--manifest", "nope.csv"], "there is no manifest nope.csv"),
        (["--settings", "nope.toml"], "there is no settings file nope.toml"),
        (["--workers", "0"], "--workers"),
        (["--nope"], "No such option"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence_and_ends_with_2(
    dateline, report, monkeypatch, args, said
):
    monkeypatch.chdir(report.parent)
    done = dateline("code", "report.txt", *args)
    assert (done.status, done.out) == (2, b"")
    assert said in done.err
    assert report.read_text(encoding="utf-8") == REPORT


def test_output_into_the_folder_that_is_read_is_refused(dateline, report):
    done = dateline("code", report.parent, "--out", report.parent / "out.jsonl")
    assert done.status == 2
    assert "write to another folder" in done.err


def test_a_file_that_cannot_be_written_ends_with_4(dateline, report, tmp_path):
    done = dateline("code", report, "--out", report / "under-a-file.jsonl")
    assert done.status == 4
    assert "cannot write" in done.err


# What is known of reports beforehand


def test_the_date_of_the_command_line_serves_reports_without_one(dateline, checked):
    rows = jsonl({"text": REPORT}, {"text": REPORT, "published": "2019-01-01"})
    done = dateline("code", "--from", "jsonl", "--published", "2024-03-04", stdin=rows)
    days = [checked(line)["published"]["value"] for line in done.lines]
    assert days == ["2024-03-04", "2019-01-01"]


def test_a_manifest_gives_date_publisher_and_address(dateline, report, tmp_path, checked):
    manifest = tmp_path / "m.csv"
    manifest.write_text(
        "file,published,publisher,url\nreport.txt,2024-03-05,The Courier,http://x.example/1\n",
        encoding="utf-8",
    )
    record = checked(dateline("code", report, "--manifest", manifest).out)
    assert record["published"] == {"value": "2024-03-05", "basis": "given", "evidence": None}
    assert (record["publisher"], record["url"]) == ("The Courier", "http://x.example/1")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("name,published\nreport.txt,2024-01-01\n", "no column `file`"),
        ("file,published\na.txt,2024-01-01\nreport.txt,May 5\n", "m.csv:3"),
        ("file,published\n\udce9t\udce9.txt,2024-01-01\n", "no CSV in UTF-8"),
    ],
)
def test_a_wrong_manifest_is_refused_and_says_where(dateline, report, tmp_path, rows, said):
    manifest = tmp_path / "m.csv"
    manifest.write_bytes(rows.encode("utf-8", "surrogateescape"))
    done = dateline("code", report, "--manifest", manifest)
    assert (done.status, done.out) == (2, b"")
    assert said in done.err


def test_rows_of_a_manifest_that_name_no_report_are_told_of(dateline, report, tmp_path):
    manifest = tmp_path / "m.csv"
    manifest.write_text("file,published\nreprot.txt,2024-01-01\n", encoding="utf-8")
    done = dateline("code", report, "--manifest", manifest)
    assert done.status == 0
    assert "no report that was read is called reprot.txt" in done.err


# Reports that fail


def test_a_missing_file_costs_one_record_and_the_others_are_coded(dateline, report, checked):
    done = dateline("code", "nope.txt", report)
    failed, coded = map(checked, done.lines)
    assert done.status == 1
    assert failed["error"]["code"] == "unreadable"
    assert coded["events"]
    assert done.err.count("nope.txt") == 1
    assert "2 reports" in done.err and "1 failed" in done.err


def test_a_file_without_permission_costs_one_record(dateline, report, checked, monkeypatch):
    opened = Path.open

    def refuse(path, *args, **options):
        if path == report:
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)
    done = dateline("code", report)
    assert done.status == 1
    assert "permission denied" in checked(done.out)["error"]["message"]


WHOLE = gzip.compress(REPORT.encode() * 200, mtime=0)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("white.txt", b" \n\t\n", "empty"),
        ("binary.txt", bytes(range(256)) * 8, "not-text"),
        ("paper.txt", b"%PDF-1.7\n", "not-text"),
        ("cut.txt.gz", WHOLE[: len(WHOLE) // 2], "unreadable"),
        ("long.txt", b"x" * 10_000_000, "too-large"),
        ("head.html", b"<!doctype html><html><head><title>A</title></head></html>", "empty"),
        ("list.jsonl", b"[\n{}\n]\n", "broken-line"),
        ("bare.csv", b"a,b\n1,2\n", "unknown-field"),
    ],
)
def test_what_cannot_be_coded_becomes_a_record_that_says_why(
    dateline, tmp_path, checked, name, content, code
):
    path = tmp_path / name
    path.write_bytes(content)
    done = dateline("code", path)
    assert done.status == 1
    assert checked(done.out)["error"]["code"] == code
    assert "dateline: [DL3" in done.err


def test_an_empty_folder_is_told_of(dateline, tmp_path, checked):
    done = dateline("code", tmp_path)
    assert (done.status, checked(done.out)["error"]["code"]) == (1, "empty")


@pytest.mark.parametrize(
    ("name", "encode"),
    [
        ("utf16.txt", lambda text: text.encode("utf-16")),
        ("latin.txt", lambda text: text.encode("latin-1")),
        ("packed.txt.gz", lambda text: gzip.compress(text.encode())),
    ],
)
def test_other_encodings_give_the_same_text(dateline, tmp_path, checked, name, encode):
    text = REPORT + " Émile Zadourian, mayor of Orléans, criticised the arrests on Tuesday."
    path = tmp_path / name
    path.write_bytes(encode(text))
    done = dateline("code", path)
    assert (done.status, checked(done.out)["text"]) == (0, text)


def test_a_page_that_declares_the_wrong_encoding_is_read_rightly(dateline, tmp_path, checked):
    path = tmp_path / "page.html"
    path.write_bytes(
        f'<html><head><meta charset="utf-8"></head><body><p>{REPORT}</p>'
        "<p>The mayor of Orléans condemned the arrests.</p></body></html>".encode("latin-1")
    )
    done = dateline("code", path)
    assert done.status == 0
    assert "mayor of Orléans" in checked(done.out)["text"]


def test_a_line_broken_in_the_middle_of_jsonl_costs_only_itself(dateline, tmp_path, checked):
    path = tmp_path / "reports.jsonl"
    good = jsonl({"id": "a", "text": REPORT})
    path.write_bytes(good + b'{"text": "cut of\n' + good.replace(b'"a"', b'"c"'))
    done = dateline("code", path)
    records = [checked(line) for line in done.lines]
    assert done.status == 1
    assert [record["id"] for record in records] == ["a", f"{path}#2", "c"]
    assert [record.get("error", {}).get("code") for record in records] == [
        None,
        "broken-line",
        None,
    ]


def test_a_page_of_nothing_but_furniture_has_no_events(dateline, tmp_path, checked):
    path = tmp_path / "page.html"
    path.write_text(
        "<html><body><nav><a href='/'>Home</a> <a href='/w'>World</a></nav>"
        "<footer><p>All rights reserved. Sign up to our newsletter.</p></footer></body></html>",
        encoding="utf-8",
    )
    record = checked(dateline("code", path).out)
    assert not record.get("events")
    assert all(block["kind"] == "furniture" for block in record.get("blocks", []))


@pytest.mark.parametrize("fmt", ["csv", "parquet", "plover"])
def test_formats_of_events_only_tell_how_many_failed_reports_they_leave_out(
    dateline, report, tmp_path, fmt
):
    done = dateline("code", "nope.txt", report, "no.txt", "--to", fmt, "-o", tmp_path / "x", "-q")
    assert done.status == 1
    assert f"{tmp_path / 'x'} has events only: 2 failed reports left out" in done.err
    assert "no.txt" in done.err


def test_formats_with_failures_in_them_need_no_such_line(dateline, report):
    assert "left out" not in dateline("code", "nope.txt", report).err


def test_a_missing_model_stops_the_run_with_3_and_no_output(dateline, report, tmp_path):
    settings = tmp_path / "settings.toml"
    settings.write_text('[parse]\nmodel = "nope"\n', encoding="utf-8")
    done = dateline("code", report, "--settings", settings)
    assert (done.status, done.out) == (3, b"")
    assert "no language model nope" in done.err and "pip install" in done.err


# What a person sees


def test_a_good_run_ends_with_one_short_line(dateline, report, checked):
    done = dateline("code", report, report)
    events = sum(len(checked(line)["events"]) for line in done.lines)
    assert done.err == f"dateline: 2 reports, {events} events\n"
    assert dateline("code", report, "--quiet").err == ""


def test_progress_says_that_we_load_and_then_counts(
    terminal, report, tmp_path, pipeline, monkeypatch
):

    def slow(_):
        # As a real start, for the line is drawn some ten times a second.
        time.sleep(0.3)
        return pipeline

    monkeypatch.setattr("dateline.scale.local.build", slow)
    shown = terminal("code", report, "--to", "jsonl", "-o", tmp_path / "out.jsonl", on=STDERR).out
    assert b"loading language model and tables" in shown
    assert b"dateline: 1 report, " in shown


def test_beside_a_table_no_counts_are_drawn_and_failures_stand_once(terminal, report):
    shown = terminal("code", report, "nope.txt").out.decode()
    table = shown[shown.index("report.txt") :]
    assert table.count("no such file") == 1
    assert "\x1b[2K" not in table
    assert "dateline: " not in table


def test_parquet_is_not_written_to_a_terminal(terminal, report):
    done = terminal("code", report, "--to", "parquet")
    assert done.status == 2
    assert b"add --out FILE" in done.out


@pytest.mark.parametrize("verb", [["code"], ["group"], ["merge"], ["resolve", "actor"]])
def test_nothing_to_read_on_a_terminal_is_wrong_usage(terminal, verb):
    done = terminal(*verb)
    assert done.status == 2
    assert b"there is nothing to read" in done.out


HOSTILE = {
    "id": "x\x1b[2J",
    "title": "<script>alert(1)</script> [red]bold[/red] \x1b[31m\x9b31m",
    "url": "javascript:alert('\x1b]0;owned\x07')",
    "publisher": "<img src=x onerror=alert(2)>",
    "text": REPORT * 9 + " Officers <script>alert(3)</script> [bold]detained[/bold]"
    " Mr \x1b]0;owned\x07Lee on Friday.",
}
COMMANDS = re.compile(rb"\x1b(?!\[[\d;]*m|\[\?25[lh]|\[2K|\[1A)|\xc2\x9b|\x07")
"""What we do not send ourselves: all but colours, and the wiping of the progress line."""


@pytest.mark.parametrize("fmt", ["table", "html", "jsonl", "csv", "plover"])
def test_hostile_text_sends_no_command_to_the_terminal(terminal, tmp_path, fmt):
    path = tmp_path / "reports.jsonl"
    path.write_bytes(jsonl(HOSTILE, {"id": "y\x1b[2J", "text": ""}))
    shown = terminal("code", path, "--to", fmt).out
    assert b"arrested" in shown
    assert not COMMANDS.search(shown)


def test_hostile_markup_stays_text_in_the_table(dateline):
    shown = dateline("code", "--from", "jsonl", "--to", "table", stdin=jsonl(HOSTILE)).out
    assert b"<script>alert(1)</script> [red]bold[/red]" in shown
    assert b"\x1b" not in shown


def test_hostile_markup_stays_text_in_the_page(dateline):
    shown = dateline("code", "--from", "jsonl", "--to", "html", stdin=jsonl(HOSTILE)).out
    assert b"<script>alert" not in shown and b"<img" not in shown
    assert b"&lt;script&gt;alert(1)" in shown
    assert b'href="javascript' not in shown
    assert b"\x1b" not in shown


# Pipes, signals, processes


@pytest.mark.parametrize("fmt", ["jsonl", "csv", "html", "table"])
def test_a_reader_that_leaves_ends_the_run_quietly(app, shared_models, monkeypatch, report, fmt):
    reading, writing = os.pipe()
    os.close(reading)
    said = io.StringIO()
    with os.fdopen(writing, "w", encoding="utf-8") as out, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", said)
        assert status(app, ["code", str(report), "--to", fmt]) == 0
    assert said.getvalue() == ""


def test_files_are_written_although_the_reader_of_the_output_left(
    app, shared_models, monkeypatch, report, tmp_path, checked
):
    reading, writing = os.pipe()
    os.close(reading)
    also = tmp_path / "all.jsonl"
    with os.fdopen(writing, "w", encoding="utf-8") as out, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        assert status(app, ["code", str(report), str(report), "--also", str(also)]) == 0
    assert len([checked(line) for line in also.read_bytes().splitlines()]) == 2


def started(args):
    """A process whose three streams are pipes (typed loosely: they are never None)."""
    pipe = subprocess.PIPE
    run: Any = subprocess.Popen(args, stdin=pipe, stdout=pipe, stderr=pipe)
    return run


def test_head_gets_its_line_and_the_shell_a_good_status(report):
    args = [*DATELINE, "code", *[str(report)] * 3, "--to", "table"]
    with started(args) as run:
        run.stdout.readline()
        run.stdout.close()
        assert (run.stderr.read(), run.wait(timeout=30)) == (b"", 0)


def test_each_record_comes_at_once_and_ctrl_c_ends_with_130(checked):
    with started([*DATELINE, "code", "--from", "jsonl"]) as run:
        run.stdin.write(jsonl({"id": "first", "text": REPORT}))
        run.stdin.flush()
        assert checked(run.stdout.readline())["id"] == "first"
        run.send_signal(signal.SIGINT)
        assert run.wait(timeout=30) == 130
        said = run.stderr.read().decode()
    assert said.startswith("dateline: interrupted") and said.count("\n") == 1


def test_two_workers_write_the_same_bytes_in_the_same_order(dateline, tmp_path, checked):
    path = tmp_path / "reports.jsonl"
    path.write_bytes(
        jsonl(*({"id": f"r{n}", "text": REPORT.replace("two", str(n + 2))} for n in range(10)))
    )
    alone = dateline("code", path, "nope.txt")
    both = dateline("code", path, "nope.txt", "--workers", "2")
    assert (alone.status, both.status) == (1, 1)
    assert both.out == alone.out
    assert [checked(line)["id"] for line in both.lines] == [
        *(f"r{n}" for n in range(10)),
        "nope.txt",
    ]
