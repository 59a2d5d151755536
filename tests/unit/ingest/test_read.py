"""From paths to documents: order, ids, formats, and every input that cannot be read."""

from __future__ import annotations

import gzip
import io
import os
import threading
from pathlib import Path

import pytest

from dateline import errors, registry
from dateline.config import IngestSettings, Settings
from dateline.ingest import read
from dateline.ingest.html import HtmlReader
from dateline.ingest.jsonl import JsonlReader
from dateline.ingest.table import CsvReader, ParquetReader
from dateline.ingest.text import TextReader
from dateline.stage import Failure
from dateline.types import Document, Published

READERS = {
    "text": TextReader,
    "html": HtmlReader,
    "jsonl": JsonlReader,
    "csv": CsvReader,
    "parquet": ParquetReader,
}
WORDS = "The envoy of Norland met the council on Monday.\n"


@pytest.fixture(autouse=True)
def built_in_readers(monkeypatch):
    """The readers of pyproject.toml, whether or not the package is installed."""
    real = registry.load
    monkeypatch.setattr(registry, "load", lambda kind, name: READERS.get(name) or real(kind, name))


def run(*paths, fmt=None, published=None, stdin=b"", settings=None):
    names = [str(path) for path in paths]
    chosen = settings or Settings()
    return list(read(names, settings=chosen, fmt=fmt, published=published, stdin=io.BytesIO(stdin)))


def file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def only_failure(items, kind):
    (item,) = items
    assert isinstance(item, Failure), item
    assert type(item.error) is kind
    assert item.id in item.error.message
    return item


def test_files_and_folders_come_in_the_order_given_folders_sorted_and_hidden_left_out(tmp_path):
    for name in ("d/b.txt", "d/a/z.txt", "d/c.txt", "d/.secret/x.txt", "d/.hidden", "last.txt"):
        file(tmp_path, name, WORDS.encode())
    items = run(tmp_path / "last.txt", tmp_path / "d")
    assert [Path(doc.id).relative_to(tmp_path).as_posix() for doc in items] == [
        "last.txt",
        "d/a/z.txt",
        "d/b.txt",
        "d/c.txt",
    ]


def test_a_link_back_to_its_own_folder_does_not_loop(tmp_path):
    file(tmp_path, "d/a.txt", WORDS.encode())
    (tmp_path / "d/again").symlink_to(tmp_path / "d")
    assert len(run(tmp_path / "d")) == 1


def test_a_folder_without_files_is_told_of(tmp_path):
    only_failure(run(tmp_path), errors.Empty)


@pytest.mark.parametrize(
    ("name", "data", "fmt"),
    [
        ("a.txt", b"Plain words.", "text"),
        ("a", b"Plain words.", "text"),
        ("a.txt", b"  <!DOCTYPE html><p>Words here.</p>", "html"),
        ("a", b"<!-- x --><html><body>Words here.</body></html>", "html"),
        ("a.htm", b"<p>Words here.</p>", "html"),
        ("a.ndjson", b'{"text": "Words."}', "jsonl"),
        ("a", b'{"text": "Words."}', "jsonl"),
        ("a.csv", b"id,text\n1,Words.", "csv"),
        ("a.tsv", b"id\ttext\n1\tWords.", "csv"),
        ("a.txt.gz", gzip.compress(b"Plain words."), "text"),
        ("a.jsonl", gzip.compress(b'{"text": "Words."}'), "jsonl"),
        ("a.html.gz", gzip.compress(b"<p>Words here.</p>"), "html"),
    ],
)
def test_the_format_is_told_by_name_and_content(tmp_path, name, data, fmt):
    (doc,) = run(file(tmp_path, name, data))
    assert isinstance(doc, Document), doc
    assert doc.origin.format == fmt


def test_documents_of_standard_input_are_named_after_it():
    assert run("-", stdin=WORDS.encode())[0].id == "-"
    ids = [
        doc.id for doc in run("-", stdin=b'{"text":"a b"}\n\n{"text":"c","id":"x"}\n{"text":"d"}')
    ]
    assert ids == ["-#1", "x", "-#4"]


def test_lines_on_standard_input_are_read_as_they_come():
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb", buffering=0) as out, os.fdopen(reading, "rb") as stdin:
        items = read(["-"], settings=Settings(), fmt=None, published=None, stdin=stdin)
        # A reader that waits for the end would block for ever: then the timer ends the test.
        rescue = threading.Timer(10, out.close)
        rescue.start()
        for text in ("first", "second", "third"):
            out.write(b'{"text": "%s"}\n' % text.encode())
            doc = next(items)
            assert isinstance(doc, Document)
            assert doc.text == text
        assert not out.closed
        rescue.cancel()


def test_an_unknown_format_is_wrong_usage():
    with pytest.raises(errors.UnknownPlugin) as told:
        run("-", fmt="jsonll")
    assert told.value.exit_status == 2


def test_a_given_date_serves_where_the_report_has_none(tmp_path):
    lines = b'{"text":"a","published":"2020-01-02"}\n{"text":"b"}'
    first, second = run(file(tmp_path, "a.jsonl", lines), published="2024-03-31")
    assert first.published == Published("2020-01-02", "given")
    assert second.published == Published("2024-03-31", "given")


@pytest.mark.parametrize("day", ["31.3.2024", "2024-02-30", "2024-03-31Tnoon", ""])
def test_a_given_date_that_is_none_is_wrong_usage(day):
    with pytest.raises(errors.Usage):
        run("-", published=day)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("empty.txt", b"", errors.Empty),
        ("empty.jsonl", b"", errors.Empty),
        ("empty.parquet", b"", errors.Empty),
        ("blank.txt", b" \r\n\t\n", errors.Empty),
        ("blank.jsonl", b"\n\n", errors.Empty),
        ("header.csv", b"id,text\n", errors.Empty),
        ("binary.bin", bytes(range(256)) * 8, errors.NotText),
        ("noise.txt", bytes(range(1, 256)) * 8, errors.NotText),
        ("a.pdf", b"%PDF-1.7 words", errors.NotText),
        ("a.docx", b"PK\x03\x04 words", errors.NotText),
        ("head.html", b"<html><head><title>T</title></head></html>", errors.Empty),
        ("bare.html", b"<!-- nothing -->", errors.Empty),
        ("cut.txt.gz", gzip.compress(os.urandom(4000))[:-900], errors.Unreadable),
        ("cut.jsonl.gz", gzip.compress(b'{"text":"a"}')[:-9], errors.Unreadable),
        ("false.gz", b"not packed at all", errors.Unreadable),
        ("cut.parquet", b"PAR1 and then nothing", errors.Unreadable),
        ("a.csv", b"id,words\n1,x\n", errors.UnknownField),
    ],
)
def test_a_bad_source_becomes_a_failure_with_its_path(tmp_path, name, data, kind):
    only_failure(run(file(tmp_path, name, data)), kind)


def test_the_lines_before_a_cut_in_a_gzip_are_kept(tmp_path):
    packed = gzip.compress(b"".join(b'{"text":"%d"}\n' % n for n in range(50_000)))
    *docs, last = run(file(tmp_path, "cut.jsonl.gz", packed[: len(packed) // 2]))
    assert len(docs) > 1000
    only_failure([last], errors.Unreadable)


def test_a_missing_file_does_not_stop_the_others(tmp_path):
    good = file(tmp_path, "good.txt", WORDS.encode())
    missing, doc = run(tmp_path / "none.txt", good)
    only_failure([missing], errors.Unreadable)
    assert doc.text == WORDS


def test_a_file_we_may_not_open_becomes_a_failure(tmp_path, monkeypatch):
    path = file(tmp_path, "shut.txt", WORDS.encode())

    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    failure = only_failure(run(path), errors.Unreadable)
    assert "permission denied" in failure.error.message


def test_a_folder_we_may_not_list_becomes_a_failure(tmp_path, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    items = run(tmp_path)
    assert isinstance(items[0], Failure)


def test_a_file_name_that_is_not_unicode_still_gives_an_id_that_can_be_printed(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(path).write_bytes(WORDS.encode())
    (doc,) = run(path)
    assert doc.id.encode("utf-8").endswith(b"caf\\udce9.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.csv"])
def test_a_source_over_the_limit_of_bytes_is_refused(tmp_path, name):
    small = Settings(ingest=IngestSettings(max_bytes=100))
    only_failure(run(file(tmp_path, name, b"x" * 101), settings=small), errors.TooLarge)


def test_a_jsonl_source_may_be_longer_than_the_limit_of_a_report(tmp_path):
    small = Settings(ingest=IngestSettings(max_bytes=40))
    lines = b'{"text":"a"}\n' * 20 + b'{"text":"%s"}\n' % (b"b" * 200) + b'{"text":"c"}\n'
    items = run(file(tmp_path, "a.jsonl", lines), settings=small)
    assert [type(item) for item in items] == [Document] * 20 + [Failure, Document]
    assert items[20].id.endswith("#21")
    assert items[21].id.endswith("#22")


def test_a_line_of_ten_megabytes_is_refused_and_not_a_crash(tmp_path):
    path = file(tmp_path, "long.txt", b"word " * 2_000_000)
    only_failure(run(path), errors.TooLarge)
    roomy = Settings(ingest=IngestSettings(max_chars=20_000_000))
    assert len(run(path, settings=roomy)[0].text) == 10_000_000
