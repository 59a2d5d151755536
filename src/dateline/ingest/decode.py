"""Bytes to text: byte order marks, declared and actual encodings, and what is no text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dateline.errors import Empty, NotText, TooLarge

BOMS = (
    # UTF-32 first: its little-endian mark starts with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"{\\rtf", "an RTF document"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"BZh91AY", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3", "an SQLite database"),
)
"""First bytes of common formats that are not text, to say what a file is instead."""

MAX_CONTROL_SHARE = 1 / 200
"""Random bytes have 1 control character in 10; stray form feeds and escapes are far rarer."""

_HEAD = 4096
_LOW = bytes([*range(0x01, 0x09), *range(0x0E, 0x20), 0x7F])
_HIGH = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
_META = re.compile(
    rb"""<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding=["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
# What the web calls Latin-1 or ASCII is windows-1252 (WHATWG Encoding Standard).
_LATIN = frozenset({"iso8859-1", "ascii", "cp1252", "iso8859-15"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read as, and a sentence if that is a guess."""

    text: str
    encoding: str
    doubt: str | None = None


def declared_charset(data: bytes) -> str | None:
    """The encoding an HTML or XML head declares, as Python names it."""
    found = _META.search(data, 0, _HEAD)
    return _known((found[1] or found[2]).decode("ascii")) if found else None


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """The text of the bytes; a byte order mark is not part of it.

    UTF-8 is tried before what is declared: bytes that are valid UTF-8 and not ASCII
    are hardly ever anything else, while declarations are often wrong.

    Raises:
        NotText: no encoding makes sense of the bytes.
    """
    kind = next((kind for magic, kind in MAGIC if data.startswith(magic)), None)
    if kind:
        raise NotText(f"this is {kind}, not text")
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return Decoded(_strictly(data[len(mark) :], encoding), encoding)
    bare = _utf16_without_mark(data)
    if bare:
        return Decoded(_strictly(data, bare), bare, f"no byte order mark; read as {bare}")
    if b"\x00" in data:
        raise NotText("there are NUL bytes in it")
    decoded = _guess(data, declared)
    check_sane(decoded.text)
    return decoded


def check_sane(text: str) -> None:
    """Nothing, if the characters are those of a text.

    Raises:
        NotText: NUL or lone surrogates in it, or too many control characters.
    """
    if "\x00" in text:
        raise NotText("there are NUL characters in it")
    # Counted in bytes: ten times as fast as over characters, and every page comes by here.
    data = _utf8(text)
    controls = len(data) - len(data.translate(None, _LOW)) + len(_HIGH.findall(data))
    if controls > len(text) * MAX_CONTROL_SHARE:
        raise NotText("too many control characters for a text")


def _utf8(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotText("there is half a surrogate pair in it, which is no character") from error


def check_size(text: str, limit: int) -> None:
    """Nothing, if there is text and not too much of it.

    Raises:
        Empty: white space at most.
        TooLarge: more characters than the limit.
    """
    if not text or text.isspace():
        raise Empty("there is no text in it")
    if len(text) > limit:
        raise TooLarge(f"{len(text):,} characters, and ingest.max_chars is {limit:,}")


def _guess(data: bytes, declared: str | None) -> Decoded:
    """The text of bytes without a mark."""
    utf8 = _attempt(data, "utf-8")
    if utf8 is not None and not (declared == "iso2022_jp" and b"\x1b" in data):
        return Decoded(utf8, "utf-8")
    # UTF-16 in a declaration that could be read as ASCII is wrong by that alone.
    if declared and declared != "utf-8" and not declared.startswith("utf-16"):
        text = _attempt(data, "cp1252" if declared in _LATIN else declared)
        if text is not None:
            return Decoded(text, declared)
    mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    whole = sum(1 for char in mended if char > "\x7f") - broken
    if whole >= 4 * broken:
        return Decoded(mended, "utf-8", f"UTF-8 with {broken} broken characters")
    text = _attempt(data, "cp1252")
    if text is None:
        # The five bytes windows-1252 leaves open count as control characters.
        text = data.decode("latin-1")
    return Decoded(text, "cp1252", "not UTF-8; read as windows-1252")


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _strictly(data: bytes, encoding: str) -> str:
    text = _attempt(data, encoding)
    if text is None:
        raise NotText(f"damaged {encoding.upper()}")
    check_sane(text)
    return text


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 by its zero bytes: in Western text every other one is zero."""
    head = data[:_HEAD]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _known(label: str) -> str | None:
    try:
        codec = codecs.lookup(label)
    except LookupError:
        return None
    # `charset=rot13` or `base64` would be codecs too, but not of bytes to text.
    return codec.name if getattr(codec, "_is_text_encoding", True) else None
