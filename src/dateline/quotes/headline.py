"""Headlines that name the speaker before a colon: "Minister: no talks this year"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.quotes.attribute import Found, Reading
from dateline.types import Span

_COLON = re.compile(r"\s*([^:\n]{2,60})(:)\s+(\S.{10,})", re.DOTALL)


def headlines(reading: Reading) -> Iterator[Found]:
    """An attribution for each title whose first words, before a colon, name somebody."""
    doc = reading.doc
    for n, block in enumerate(doc.blocks):
        if block.kind != "title":
            continue
        match = _COLON.fullmatch(doc.text, block.span.start, block.span.end)
        if match is None:
            continue
        head = _namer(reading, Span(*match.span(1)))
        if head is None:
            continue
        speaker = reading.speakers.phrase(head, cue=len(doc.tokens))
        words = match.group(3).rstrip()
        content = Span(match.start(3), match.start(3) + len(words))
        if speaker is not None and speaker.span.end <= match.start(2):
            yield Found(n, Span(*match.span(2)), speaker, [content])


def _namer(reading: Reading, span: Span) -> int | None:
    """The head token of a name of a person or body that ends right before the colon."""
    known = {m.end for entity in reading.doc.entities for m in entity.mentions}
    for mention in reading.doc.mentions:
        if mention.span.start >= span.end:
            return None
        named = mention.label in {"PERSON", "ORG", "NORP"} or mention.span.end in known
        if named and mention.span.end == span.end and span.holds(mention.span):
            return mention.head
    return None
