"""Clean: which parts of the text are the report, its language, title and own date.

Reads nothing but the text and, of an HTML page, its layout; writes BLOCKS, LANGUAGE,
TITLE, PUBLISHED and WARNINGS. Nothing is cut: what is not of the report is marked as
furniture or foreign, with the reason, and later stages leave it alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.clean.foreign import mark_foreign
from dateline.clean.language import (
    ENGLISH_SHARE,
    english_share,
    language_of,
    name_of,
    words_of,
)
from dateline.clean.page import pieces_of_page
from dateline.clean.plain import Piece, pieces_of
from dateline.clean.published import find_published
from dateline.config import Settings
from dateline.errors import Empty
from dateline.stage import Layer
from dateline.types import CODED_KINDS, Block, Document, Published, Span, Warn

LONG_BLOCK = 200
"""Characters from which a block's language is looked at apart from the report's."""


@dataclass(frozen=True, slots=True)
class CleanStage:
    """Blocks, language, title and publication date of a report."""

    settings: Settings
    name: str = "clean/1"
    reads: frozenset[Layer] = frozenset()
    writes: frozenset[Layer] = frozenset(
        {Layer.BLOCKS, Layer.LANGUAGE, Layer.TITLE, Layer.PUBLISHED, Layer.WARNINGS}
    )

    def __call__(self, doc: Document, /) -> Document:
        blocks = mark_blocks(doc, threshold=self.settings.clean.foreign_threshold)
        coded = [block for block in blocks if block.kind in CODED_KINDS]
        if not coded:
            reasons = ", ".join(sorted({block.reason for block in blocks})[:3]) or "no words"
            raise Empty(f"{doc.id}: nothing in the text belongs to a report ({reasons})")
        accepted = self.settings.clean.languages
        language = _language(doc, coded, accepted)
        if language in accepted:
            blocks = tuple(_foreign_tongue(doc.text, b, language, accepted) for b in blocks)
        published = _published(doc, blocks)
        return replace(
            doc,
            blocks=blocks,
            language=language,
            title=doc.title or doc.origin.title or _title(doc.text, blocks),
            published=published,
            warnings=(*doc.warnings, *_doubts(published), *_unserved(language, accepted)),
        )


def make(settings: Settings) -> CleanStage:
    """The clean stage for these settings."""
    return CleanStage(settings)


def mark_blocks(doc: Document, *, threshold: float) -> tuple[Block, ...]:
    """The blocks of a document, in order, over all of its text that is not blank."""
    title = doc.title or doc.origin.title
    if doc.layout:
        pieces = pieces_of_page(doc.text, doc.layout, title=title)
    else:
        pieces = pieces_of(doc.text, title=title)
    asked = [*doc.asked.predicates, *(span for pair in doc.asked.dyads for span in pair)]
    if asked:
        return _with_asked(pieces, asked)
    return tuple(mark_foreign(doc.text, pieces, threshold=threshold))


def _with_asked(pieces: Sequence[Piece], asked: Sequence[Span]) -> tuple[Block, ...]:
    """The blocks of a text whose words are asked about: those are coded in any case.

    A dateline with such words stays with its body, so that one sentence holds both.
    """
    reason = "holds words that the input asks about"
    made: list[Block] = []
    goes_on: int | None = None
    for piece in pieces:
        block = piece.block
        if piece.paragraph == goes_on and block.kind == "body":
            made[-1] = replace(made[-1], span=Span(made[-1].span.start, block.span.end))
            goes_on = None
            continue
        hit = any(span.overlaps(block.span) for span in asked)
        goes_on = piece.paragraph if hit and block.kind == "dateline" else None
        if hit and (block.kind not in CODED_KINDS or goes_on is not None):
            block = replace(block, kind="body", confidence=1.0, reason=reason)
        made.append(block)
    return tuple(made)


def _language(doc: Document, coded: Sequence[Block], accepted: Sequence[str]) -> str:
    """The report's language (ISO 639-1)."""
    body = [block for block in coded if block.kind == "body"] or coded
    found = language_of("\n".join(block.span.of(doc.text) for block in body), accepted)
    given = (doc.origin.language or "").replace("_", "-").split("-")[0].lower()
    # What the source says is believed unless the words clearly say otherwise.
    return found.code if found.sure or not given else given


def _unserved(language: str, accepted: Sequence[str]) -> Iterator[Warn]:
    """A warning where no model at hand serves the language: blocks stand, nothing is coded."""
    if language not in accepted:
        served = ", ".join(name_of(one) for one in accepted)
        tongue = name_of(language)
        yield Warn("language", f"the report is in {tongue}; the models serve {served}: not coded")


def _foreign_tongue(text: str, block: Block, language: str, accepted: Sequence[str]) -> Block:
    """The block, marked foreign if it is long and surely in another language."""
    words = block.span.of(text)
    if block.kind != "body" or len(words) < LONG_BLOCK:
        return block
    if language == "en" and english_share(words_of(words)) >= ENGLISH_SHARE / 2:
        return block
    found = language_of(words, accepted)
    if found.code in accepted or not found.sure:
        return block
    reason = f"written in {name_of(found.code)}, the report in {name_of(language)}"
    return replace(block, kind="foreign", confidence=0.9, reason=reason)


def _title(text: str, blocks: Sequence[Block]) -> str | None:
    for block in blocks:
        if block.kind == "title":
            return " ".join(block.span.of(text).lstrip("#").split()) or None
    return None


def _published(doc: Document, blocks: Sequence[Block]) -> Published:
    if doc.published.basis != "none":
        return doc.published
    return find_published(doc.text, blocks) or doc.published


def _doubts(published: Published) -> Iterator[Warn]:
    if published.value is None:
        message = (
            "the report has no publication date: words like 'on Thursday' stay unresolved;"
            " give one with --published"
        )
        yield Warn("no-date", message)
