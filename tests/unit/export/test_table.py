import io

import pytest
from tests import builders as make

from dateline.export.table import TableExporter
from dateline.record import WarningInfo


def said(page):
    return " ".join(page.decode().split())


@pytest.mark.parametrize("width", [60, 100, 160])
def test_no_line_is_wider_than_asked_and_no_colour_leaves_in_a_pipe(coded, write, width):
    page = write(TableExporter(width=width), coded).decode()
    assert max(map(len, page.splitlines())) <= width
    assert "\x1b" not in page


def test_a_report_says_who_did_what_and_who_says_so(coded, write):
    page = said(write(TableExporter(width=400), coded))
    for words in (
        "Ministers meet in Port Amare · The Sund Courier · 2018-03-05 (as given)",
        "Ilse Brandow (NOR GOV); Tomas Reyl (KEN)",
        "meeting at a third place",
        "Port Amare, Sund, NOR",
        "at least 12 dead",
        "*attacked*",
        "two officials (anonymous)",
        "set aside: 1 furniture line, 1 foreign paragraph (“'You will not believe this kettle'” …)",
        "1 report, 2 events, 0 failed",
    ):
        assert words in page
    assert {"happened", "denied", "reported", "past"} <= set(page.split())


def test_in_100_columns_the_evidence_stands_below_its_event(coded, write):
    page = said(write(TableExporter(width=100), coded))
    assert "according to two officials (anonymous): “At least 12 people died when" in page


def test_markup_and_terminal_commands_in_a_text_are_only_text(write):
    text = "\x1b[2J[red]Troops[/red] left :smile: Duna"
    record = make.record(
        text, id="a\x1b]0;x\x07", title="\x1b[31m[bold]x", events=[make.event(text, "left")]
    )
    page = write(TableExporter(width=160), record).decode()
    assert "\x1b" not in page
    assert "[bold]x" in page
    assert "[red]Troops[/red] *left* :smile: Duna" in page


def test_a_failed_report_is_one_line_and_counted(coded, write):
    page = write(TableExporter(), coded, make.failed()).decode()
    assert "✗ bad.txt: [DL302] there is no text\n" in page
    assert page.endswith("2 reports, 2 events, 1 failed\n")


def test_no_date_and_warnings_are_said(write):
    record = make.record("Words.", warnings=[WarningInfo("no-date", "relative days stay open")])
    page = said(write(TableExporter(), record))
    assert "r1 · no date ! relative days stay open no events found" in page


def test_no_records_leave_a_summary(write):
    assert write(TableExporter()) == b"0 reports, 0 events, 0 failed\n"


def test_colour_is_used_on_a_terminal(coded, monkeypatch):
    class Terminal(io.BytesIO):
        def isatty(self):
            return True

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = Terminal()
    TableExporter(width=100)([coded], out)
    assert b"\x1b[" in out.getvalue()


def test_each_report_is_written_before_the_next_is_asked_for(coded):
    out = io.BytesIO()

    def stream():
        yield coded
        assert b"Port Amare" in out.getvalue()

    TableExporter()(stream(), out)
