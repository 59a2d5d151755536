"""Plain words for the fields of a record, shared by the table and the page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from dateline.record import (
    BlockInfo,
    EventInfo,
    Party,
    PlaceInfo,
    QuoteInfo,
    Record,
    SizeInfo,
)

# Whole terminal commands, other C0, DEL and C1 controls, and the marks that reorder text.
_CONTROLS = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-~]|[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_WHITE = re.compile(r"\s+")

# Values that say by their form how precise they are; `2018-W20` needs the word "week".
_PLAIN = frozenset({"day", "month", "year", "time", "range"})


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence cut around its trigger; `…` stands where words were left out."""

    before: str
    trigger: str
    after: str


@cache
def _words() -> Mapping[str, Any]:
    path = resources.files("dateline.export") / "words.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def clean(text: str) -> str:
    """The text on one line, safe to print: white space folded, control characters gone."""
    return _CONTROLS.sub("", _WHITE.sub(" ", text)).strip()


def status(event: EventInfo) -> tuple[str, ...]:
    """The status in a word, then `reported` and `past` where they hold."""
    word: str = _words()["status"][event.status]
    return (
        word,
        *(["reported"] if event.hearsay else []),
        *(["past"] if event.historical else []),
    )


def what(event: EventInfo) -> str:
    """The event type in words, its modes if they say more, and its sizes."""
    phrases = _words()["event"].get(event.event, {"any": event.event.lower()})
    modes = [phrases.get(m, m) for m in event.mode]
    counts = [size(s) for s in event.size]
    return ", ".join([*(modes or [phrases["any"]]), *counts])


def size(size: SizeInfo) -> str:
    """A size in words: `at least 12 injured`."""
    many = f"{size.value:,.0f}" if size.value == int(size.value) else f"{size.value:,}"
    noun = _words()["size"].get(size.kind, size.kind)
    return f"{_words()['bound'][size.bound]}{many} {noun}"


def code(event: EventInfo) -> str:
    """The codes of an event: `CONSULT visit · CAMEO 042 · +4`."""
    parts = [" ".join([event.event, *event.mode])]
    if event.cameo:
        parts.append(f"CAMEO {event.cameo}")
    return " · ".join([*parts, f"{event.score:+g}"])


def party(record: Record, party: Party) -> str:
    """A party: `Vladimir Putin (RUS GOV)`, or its words in quotation marks if unresolved."""
    entity = record.entity(party.entity)
    if entity is None:
        return f"“{clean(record.words(party))}”"
    codes = " ".join(c for c in (entity.country, entity.sector) if c)
    return clean(entity.name) + (f" ({codes})" if codes else "")


def parties(record: Record, members: Sequence[Party]) -> str:
    """The parties, joined by semicolons; names may hold commas."""
    return "; ".join(party(record, member) for member in members)


def place(place: PlaceInfo) -> str:
    """A place: `Sochi, Krasnodar Krai, RUS`; `(not resolved)` where no point was found."""
    parts = dict.fromkeys(clean(p) for p in (place.name, place.admin1, place.country) if p)
    name = ", ".join(parts)
    return name if place.lat is not None or place.country else f"{name} (not resolved)"


def when(record: Record, event: EventInfo) -> str:
    """The time of an event: value or range, or the words that do not settle it."""
    time = event.time
    if time is None:
        return ""
    if time.value is None:
        return f"“{clean(record.words(time))}” (date not known)"
    value = f"{time.value} to {time.end_value}" if time.end_value else time.value
    if time.basis == "published":
        return f"{value} (date of report)"
    return value if time.precision in _PLAIN else f"{value} ({time.precision})"


def published(record: Record) -> str:
    """The publication date and how it is known; `no date` said clearly."""
    if record.published.value is None:
        return "no date"
    basis = _words()["basis"].get(record.published.basis, record.published.basis)
    return f"{record.published.value} ({basis})"


def heading(record: Record) -> str:
    """The title, else the id."""
    return clean(record.title or "") or clean(record.id)


def according_to(record: Record, event: EventInfo) -> str:
    """Whom an event is according to, each with who relays it; `` for the report itself."""
    quotes = {q.id: q for q in record.quotes}
    known = [quotes[q] for q in event.according_to if q in quotes]
    return "; ".join(dict.fromkeys(_chain(record, quote, quotes) for quote in known))


def speaker(record: Record, quote: QuoteInfo) -> str:
    """Who says a quote, by name, by words, or `unnamed`."""
    said_by = quote.speaker
    if said_by is None:
        return "unnamed"
    entity = record.entity(said_by.entity)
    words = clean(entity.name if entity else record.words(said_by))
    return f"{words} (anonymous)" if said_by.anonymous else words


def _chain(record: Record, quote: QuoteInfo, quotes: Mapping[str, QuoteInfo]) -> str:
    relays = [speaker(record, quotes[q]) for q in quote.via if q in quotes]
    return ", via ".join([speaker(record, quote), *relays])


def set_aside(record: Record) -> str:
    """What was not coded: `1 furniture line, 1 foreign paragraph ('I hear …')`, or ``."""
    parts = []
    for kind, noun in (("furniture", "line"), ("foreign", "paragraph")):
        blocks = [b for b in record.blocks if b.kind == kind]
        if blocks:
            plural = "s" if len(blocks) > 1 else ""
            parts.append(f"{len(blocks)} {kind} {noun}{plural}{_opening(record, blocks, kind)}")
    return ", ".join(parts)


def _opening(record: Record, blocks: Sequence[BlockInfo], kind: str) -> str:
    if kind == "furniture":
        return ""
    words = clean(record.words(blocks[0])).split(" ")
    return f" (“{' '.join(words[:6]).rstrip(',:;.')}” …)"


def excerpt(record: Record, event: EventInfo, *, width: int) -> Excerpt:
    """The evidence of an event: its sentence, cut to about `width` around the trigger."""
    trigger = clean(record.words(event.trigger))
    first = min(event.sentence.start, event.trigger.start)
    last = max(event.sentence.end, event.trigger.end)
    before = _WHITE.sub(" ", record.text[first : event.trigger.start]).lstrip()
    after = _WHITE.sub(" ", record.text[event.trigger.end : last]).rstrip()
    before, after = _CONTROLS.sub("", before), _CONTROLS.sub("", after)
    room = max(width - len(trigger), 20)
    if len(before) + len(after) <= room:
        return Excerpt(before, trigger, after)
    # the words after a trigger tell more (its object), so they get the larger share
    left = max(room * 2 // 5, room - len(after))
    right = max(room - left, room - len(before))
    return Excerpt(_tail(before, left), trigger, _head(after, right))


def _tail(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    cut = text.find(" ", len(text) - width)
    return "…" + text[cut:] if cut >= 0 else "…"


def _head(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    cut = text.rfind(" ", 0, width + 1)
    return text[:cut] + " …" if cut >= 0 else "…"
