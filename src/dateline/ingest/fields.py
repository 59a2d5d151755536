"""The fields of a report given as a row: which there are, and what they may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from dateline.chronology import is_moment, parse_iso
from dateline.errors import NotText, UnknownField
from dateline.types import Asked, Span, Warn

WORDS = ("title", "url", "publisher", "published", "language")
KNOWN = ("id", "text", "html", *WORDS, "dyads", "predicates")
"""The input fields (CONTRACT, "In")."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_.@].*)?")
_SHOWN = 8


def iso(value: str) -> str | None:
    """The ISO date or date-time that a value is, None if it is not one."""
    value = value.strip()
    if parse_iso(value) is None:
        return None
    if len(value) == len("2018-05-17"):
        return value
    return value.replace(" ", "T", 1) if is_moment(value) else None


def language_of(value: str | None) -> str | None:
    """The primary subtag of a language tag (`en-GB` is `en`), None if it is no tag."""
    found = _LANGUAGE.fullmatch((value or "").strip())
    return found[1].lower() if found else None


def present(row: Mapping[str, Any]) -> dict[str, Any]:
    """The known fields of a row that have a value."""
    return {name: row[name] for name in KNOWN if row.get(name) is not None}


def unknown(row: Mapping[str, Any]) -> Iterator[Warn]:
    """A warning that names the fields we do not know, if there are any."""
    names = [str(name) for name in row if name not in KNOWN]
    if not names:
        return
    near = [(name, get_close_matches(name.lower(), KNOWN, n=1, cutoff=0.75)) for name in names]
    meant = [f"{name} (did you mean {match[0]}?)" if match else name for name, match in near]
    more = f" and {len(meant) - _SHOWN} more" if len(meant) > _SHOWN else ""
    message = f"left out, unknown: {', '.join(meant[:_SHOWN])}{more}"
    yield Warn("unknown-field", _SURROGATE.sub("\ufffd", message))


def words(row: Mapping[str, Any], name: str) -> str | None:
    """The text of a field, None where it has none.

    Raises:
        UnknownField: the value is not text.
        NotText: there is half a surrogate pair in it (of `text` and `html` the caller asks).
    """
    value = row.get(name)
    if isinstance(value, date):
        value = value.isoformat()
    if value is None:
        return None
    if not isinstance(value, str):
        raise UnknownField(f"`{name}` is {_kind(value)}, not text")
    if name in ("text", "html"):
        return value
    if _SURROGATE.search(value):
        raise NotText(f"there is half a surrogate pair in `{name}`")
    return value.strip() or None


def identity(row: Mapping[str, Any], default: str) -> str:
    """The id of a row: its `id`, text or a number, else the default.

    Raises:
        UnknownField: the id is neither text nor a number.
    """
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return words(row, "id") or default


def asked(row: Mapping[str, Any], text: str) -> Asked:
    """The actor pairs and predicates that a row asks to have answered.

    Raises:
        UnknownField: not the shape of the contract, or a span outside the text.
    """
    pairs = [
        (
            _span(_part(pair, "source", f"dyads[{n}]"), f"dyads[{n}].source", text),
            _span(_part(pair, "target", f"dyads[{n}]"), f"dyads[{n}].target", text),
        )
        for n, pair in enumerate(_items(row, "dyads"))
    ]
    spans = [
        _span(item, f"predicates[{n}]", text) for n, item in enumerate(_items(row, "predicates"))
    ]
    return Asked(tuple(pairs), tuple(spans))


def _items(row: Mapping[str, Any], name: str) -> list[Any]:
    value = row.get(name)
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise UnknownField(f"`{name}` is {_kind(value)}, not a list")
    return list(value)


def _part(pair: Any, name: str, where: str) -> Any:
    if not isinstance(pair, Mapping) or set(pair) != {"source", "target"}:
        raise UnknownField(f"`{where}` is not of the form {{source: [s, e], target: [s, e]}}")
    return pair[name]


def _span(value: Any, where: str, text: str) -> Span:
    """The span of `[start, end]` or of an object with these two."""
    if isinstance(value, Mapping) and set(value) == {"start", "end"}:
        value = [value["start"], value["end"]]
    numbers = isinstance(value, list | tuple) and len(value) == 2
    if not numbers or not all(type(number) is int for number in value):
        raise UnknownField(f"`{where}` is not a span [start, end]")
    start, end = value
    if not 0 <= start < end <= len(text):
        raise UnknownField(
            f"`{where}` is [{start}, {end}], which is no span of a text of {len(text)} characters"
        )
    return Span(start, end)


def _kind(value: Any) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", dict: "an object"}
    return kinds.get(type(value), "a list" if isinstance(value, list | tuple) else "no text")
