"""The blocks of a plain text: paragraphs put together, each with its part and a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.clean import furniture, lines, parts
from dateline.types import Block, BlockKind, Span

LONE_WORDS = 6
"""A text of one block with as many words is a report, however it looks."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block on its way, with the paragraph it came from."""

    block: Block
    paragraph: int


def pieces_of(text: str, *, title: str | None = None) -> list[Piece]:
    """The blocks of a plain text in order, before anything is found foreign."""
    spans = list(_cut(text))
    if len(spans) == 1 and len(text.split()) >= LONE_WORDS:
        return list(_with_dateline(text, _body(spans[0][0]), 0))
    made = [(_classify(text, span), paragraph) for span, paragraph in spans]
    made = _with_title(text, made, title)
    return [piece for block, paragraph in made for piece in _with_dateline(text, block, paragraph)]


def classify_shape(words: str) -> tuple[BlockKind, float, str]:
    """Kind, confidence and reason of a block by its own words alone; body in doubt."""
    reason = furniture.reason_for(words)
    if parts.is_dateline(words):
        return "dateline", 0.85, "a place or a day, and nothing else"
    if reason:
        return "furniture", 0.9, reason
    if parts.is_byline(words):
        return "byline", 0.9, "names who wrote or reported it"
    if parts.is_caption(words):
        return "caption", 0.8, "starts as a caption does"
    return "body", 0.9, "running text"


def with_dateline(text: str, block: Block) -> Iterator[Block]:
    """A body block without its dateline, which becomes a block before it."""
    length = parts.dateline_length(block.span.of(text)) if block.kind == "body" else 0
    if not length:
        yield block
        return
    start = block.span.start
    rest = start + length
    rest += len(text[rest : block.span.end]) - len(text[rest : block.span.end].lstrip())
    reason = "place, day or agency before the first sentence"
    yield Block(Span(start, start + length), "dateline", 0.9, reason)
    yield replace(block, span=Span(rest, block.span.end))


def _cut(text: str) -> Iterator[tuple[Span, int]]:
    """The spans of blocks, each with the number of its paragraph."""
    groups = list(lines.paragraphs(text))
    width = lines.typical_width(text, groups)
    for paragraph, group in enumerate(groups):
        whole = list(lines.join(text, group, width=width))
        if len(group) == 1 or len(whole) == 1:
            yield from ((span, paragraph) for span in whole)
            continue
        for run in _without_furniture(text, group):
            yield from ((span, paragraph) for span in lines.join(text, run, width=width))


def _without_furniture(text: str, group: Sequence[Span]) -> Iterator[list[Span]]:
    """The runs of lines between furniture lines, and each furniture line alone."""
    run: list[Span] = []
    for line in group:
        if furniture.reason_for(line.of(text)):
            if run:
                yield run
            yield [line]
            run = []
        else:
            run.append(line)
    if run:
        yield run


def _classify(text: str, span: Span) -> Block:
    kind, confidence, reason = classify_shape(span.of(text))
    return Block(span, kind, confidence, reason)


def _body(span: Span) -> Block:
    return Block(span, "body", 0.95, "the only paragraph")


def _with_title(
    text: str, made: list[tuple[Block, int]], title: str | None
) -> list[tuple[Block, int]]:
    """The blocks with the headline marked: the first block that is no furniture."""
    known = " ".join((title or "").split()).casefold()
    for index, (block, paragraph) in enumerate(made):
        words = block.span.of(text)
        if known and " ".join(words.split()).casefold() == known:
            found = replace(block, kind="title", confidence=0.98, reason="the title as given")
            return [*made[:index], (found, paragraph), *made[index + 1 :]]
        if block.kind == "body":
            if index + 1 < len(made) and _heads(text, made, index):
                found = replace(block, kind="title", confidence=0.9, reason="a headline by shape")
                return [*made[:index], (found, paragraph), *made[index + 1 :]]
            return made
    return made


def _heads(text: str, made: list[tuple[Block, int]], index: int) -> bool:
    """Whether the block at `index` is the headline of the body after it."""
    block, paragraph = made[index]
    words = block.span.of(text)
    if words.startswith("#"):
        return True
    if parts.dateline_length(words) or not any(
        after.kind == "body" for after, _ in made[index + 1 :]
    ):
        return False
    apart = made[index + 1][1] != paragraph
    if parts.is_title(words, blank_after=apart):
        return True
    # Collections close headlines with a full stop; a lead as short as that is rare.
    after = [len(b.span.of(text)) for b, _ in made[index + 1 :] if b.kind == "body"]
    closed = len(words) <= SHORT and words.count(". ") == 0 and "\n" not in words
    return apart and closed and len(after) >= FOLLOWED and after[0] >= LONGER * len(words)


SHORT, LONGER, FOLLOWED = 100, 1.5, 3
"""A closed headline: at most so long, the next paragraph so much longer, so many after it."""


def _with_dateline(text: str, block: Block, paragraph: int) -> Iterator[Piece]:
    for part in with_dateline(text, block):
        yield Piece(part, paragraph)
