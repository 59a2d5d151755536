"""Which words are names of people and bodies, so that no place is read into them."""

from __future__ import annotations

from dateline.places.names import normal
from dateline.places.words import words
from dateline.types import Document, Span


def people(doc: Document) -> frozenset[str]:
    """Keys of the single names in longer names of people: "Woods" of "Ann Woods"."""
    return frozenset(
        key
        for mention in doc.mentions
        if mention.label == "PERSON"
        for names in [normal(mention.span.of(doc.text)).split()]
        if len(names) > 1
        for key in names
    )


def _is_name(span: Span, kind: str, doc: Document) -> bool:
    """Whether a mention is a body's or a person's name, or a house that stands for a state."""
    if kind != "country":
        return kind in {"person", "organization"}
    words_of = span.of(doc.text).removeprefix("the ").removeprefix("The ").split()
    return len(words_of) > 1 and words_of[-1] in words("house")


def barred(doc: Document) -> frozenset[int]:
    """Tokens inside mentions of known people and organisations."""
    spans = [
        span
        for entity in doc.entities
        if entity.basis != "text"
        for span in entity.mentions
        if _is_name(span, entity.kind, doc)
    ]
    if not spans:
        return frozenset()
    spans.sort()
    found, at = set(), 0
    for i, token in enumerate(doc.tokens):
        while at < len(spans) and spans[at].end <= token.start:
            at += 1
        if at < len(spans) and spans[at].start < token.end:
            found.add(i)
    return frozenset(found)
