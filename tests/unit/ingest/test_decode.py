"""Bytes to text, with right, wrong and missing declarations."""

from __future__ import annotations

import codecs

import pytest

from dateline.config import Settings
from dateline.errors import Empty, NotText
from dateline.ingest.decode import declared_charset, decode
from dateline.ingest.html import HtmlReader
from dateline.ingest.text import TextReader
from dateline.stage import Failure, Source
from dateline.types import Document


def only_doc(items) -> Document:
    (doc,) = items
    assert isinstance(doc, Document), doc
    return doc


CAFE = "Café – “naïve” in Zürich"


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        (CAFE.encode(), None),
        (codecs.BOM_UTF8 + CAFE.encode(), None),
        (CAFE.encode("utf-16"), None),
        (codecs.BOM_UTF16_BE + CAFE.encode("utf-16-be"), None),
        (CAFE.encode("utf-32"), None),
        ((CAFE * 3).encode("utf-16-le"), None),
        (CAFE.encode("cp1252"), None),
        (CAFE.encode("cp1252"), "utf-8"),
        (CAFE.encode("cp1252"), "iso8859-1"),
        (CAFE.encode(), "iso8859-1"),
        (CAFE.encode(), "utf-16"),
    ],
)
def test_text_is_read_whatever_is_declared(data, declared):
    assert decode(data, declared=declared).text.removesuffix(CAFE * 2) == CAFE


def test_a_right_declaration_of_another_script_is_believed():
    text = "Встреча состоялась в среду"
    assert decode(text.encode("cp1251"), declared="cp1251").text == text


def test_utf8_with_few_broken_bytes_stays_utf8_and_says_so():
    decoded = decode(("é" * 40).encode() + b"\xff end")
    assert decoded.text == "é" * 40 + "\ufffd end"
    assert decoded.doubt == "UTF-8 with 1 broken characters"


def test_a_guessed_encoding_becomes_a_warning():
    doc = only_doc(TextReader(Settings())(Source("x", CAFE.encode("cp1252"))))
    assert [warning.code for warning in doc.warnings] == ["encoding"]


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="utf-8">', "utf-8"),
        (b"<meta http-equiv=x content='text/html; charset=ISO-8859-1'>", "iso8859-1"),
        (b'<?xml version="1.0" encoding="windows-1251"?>', "cp1251"),
        (b"<meta charset=base64>", None),
        (b"<meta charset=no-such-thing>", None),
        (b"<p>charset=utf-8</p>", None),
    ],
)
def test_the_declared_charset_is_that_of_the_head(head, charset):
    assert declared_charset(head) == charset


def test_a_latin1_page_that_claims_utf8_is_read_as_what_it_is():
    page = '<html><head><meta charset="utf-8"></head><body><p>Café in Zürich.</p></body></html>'
    doc = only_doc(HtmlReader(Settings())(Source("x", page.encode("latin-1"))))
    assert doc.text == "Café in Zürich."


@pytest.mark.parametrize(
    "data",
    [
        b"words\x00words",
        codecs.BOM_UTF16_LE + b"a\x00b",
        codecs.BOM_UTF16_LE + b"\x00\xd8a\x00",
        b"\x01\x02\x03 words",
    ],
)
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(NotText):
        decode(data)


def test_line_ends_and_spaces_stay_as_given():
    data = b"  One.\r\n\r\nTwo.\rThree.\n "
    doc = only_doc(TextReader(Settings())(Source("x", data)))
    assert doc.text == data.decode()


def test_offsets_count_code_points():
    doc = only_doc(TextReader(Settings())(Source("x", "👍 ok".encode("utf-16"))))
    assert len(doc.text) == 4


def test_a_mark_alone_is_empty():
    (item,) = TextReader(Settings())(Source("x", codecs.BOM_UTF8))
    assert isinstance(item, Failure)
    assert isinstance(item.error, Empty)
