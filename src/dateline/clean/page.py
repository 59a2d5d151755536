"""The blocks of an HTML page: what its markup says of each visible region."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from dateline.clean.plain import Piece, classify_shape, pieces_of, with_dateline
from dateline.resources import shipped
from dateline.types import Block, Region, Span

LINKED = 0.6
"""The share of linked characters from which a region is a list of links."""

ABOVE, BELOW = 8, 3
"""How many regions before and after the main text may hold its byline and its date."""

MIN_PROSE = 80
"""Characters from which a `<p>` counts as prose where no main text was found."""


def pieces_of_page(text: str, layout: Sequence[Region], *, title: str | None) -> list[Piece]:
    """The blocks of a page in order, before anything is found foreign."""
    regions = [trimmed for region in layout if (trimmed := _trimmed(text, region))]
    if not any(region.main for region in regions):
        regions = [replace(region, main=_is_prose(region)) for region in regions]
    main = [at for at, region in enumerate(regions) if region.main]
    near = range(main[0] - ABOVE, main[-1] + BELOW + 1) if main else range(0)
    chosen = _headline(text, regions, main=main, known=_plain(title or ""))
    made = [
        _block(text, region, headline=at == chosen, near=at in near)
        for at, region in enumerate(regions)
    ]
    blocks = list(_gaps(text, made))
    return [
        Piece(part, number)
        for number, block in enumerate(blocks)
        for part in with_dateline(text, block)
    ]


def _trimmed(text: str, region: Region) -> Region | None:
    words = region.span.of(text)
    start = region.span.start + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return replace(region, span=Span(start, end)) if start < end else None


def _is_prose(region: Region) -> bool:
    long = region.span.end - region.span.start >= MIN_PROSE
    return region.tag == "p" and long and region.links < LINKED and not _place(region)


def _headline(
    text: str, regions: Sequence[Region], *, main: Sequence[int], known: str
) -> int | None:
    """Which region is the headline: the page's title, else the `<h1>` nearest the main text.

    `main` lists the regions of the main text, `known` is the title by the metadata.
    """
    heads = [at for at, region in enumerate(regions) if region.tag == "h1"]
    same = [at for at, region in enumerate(regions) if _plain(region.span.of(text)) == known]
    first = main[0] if main else 0
    above = [at for at in same or heads if at <= first]
    inside = [at for at in same or heads if regions[at].main]
    return next(iter([*inside, *reversed(above), *same, *heads]), None)


def _block(text: str, region: Region, *, headline: bool, near: bool) -> Block:
    """The block of a region; `near` says whether it stands by the main text."""
    words = region.span.of(text)
    if headline:
        return Block(region.span, "title", 0.9, f"the headline of the page ({region.tag})")
    if not (region.main or near) and (outside := _place(region)):
        return Block(region.span, "furniture", 0.9, outside)
    kind, confidence, reason = classify_shape(words)
    if region.tag == "figcaption" and (region.main or near):
        return Block(region.span, "caption", 0.9, "a caption (figcaption)")
    if region.main:
        if kind == "body" and region.links > 0.9 and not words.endswith((".", "?", "!", '"', "”")):
            return Block(region.span, "furniture", 0.8, "nothing but a link in the main text")
        return Block(region.span, kind, confidence, reason)
    if near and kind in ("byline", "dateline"):
        return Block(region.span, kind, confidence, reason)
    shape = reason if kind == "furniture" else f"outside the main text ({region.tag})"
    return Block(region.span, "furniture", max(confidence, 0.85), _place(region) or shape)


def _gaps(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, and blocks for words that no region covers."""
    at = 0
    for block in blocks:
        yield from _between(text, at, block.span.start)
        yield block
        at = block.span.end
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Block]:
    for piece in pieces_of(text[start:end]):
        span = Span(piece.block.span.start + start, piece.block.span.end + start)
        yield Block(span, "furniture", 0.6, "outside every element of the page")


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _place(region: Region) -> str | None:
    """The reason that the elements around a region give for leaving it out."""
    for element in reversed([*region.path.split("/"), region.tag]):
        if reason := _element_reason(element):
            return reason
    return "a list of links" if region.links >= LINKED else None


@lru_cache(maxsize=4096)
def _element_reason(element: str) -> str | None:
    """The reason that one element, with its classes and id, gives for leaving it out."""
    for pattern, reason in _elements():
        if pattern.search(element):
            return f"{reason} ({element})"
    return None


@cache
def _elements() -> tuple[tuple[re.Pattern[str], str], ...]:
    with shipped("clean/elements.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            (re.compile(row["pattern"], re.IGNORECASE), row["reason"])
            for row in csv.DictReader(lines)
        )
