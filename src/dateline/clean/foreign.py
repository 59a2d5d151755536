"""Paragraphs of another story glued into a report: found by what they do not share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from dateline.clean.lines import FINAL
from dateline.clean.plain import Piece
from dateline.clean.words import Bag, bag_of, total
from dateline.types import Block, Span

MIN_PARAGRAPHS = 4
"""Shorter reports have too little of their own to compare a paragraph with."""

MIN_WORDS = 4
"""A paragraph with fewer different words says too little to be called foreign."""

MOST = 1 / 3
"""If more paragraphs than this look foreign, the report is a round-up: none is."""

MANY_LINES = 3
"""A paragraph of more separate lines is no paragraph but a list of sentences; single
sentences are not judged."""

# Weights of a logistic score, from five-fold runs over 200 stitched reports and, as
# paragraphs that are all own, 420 whole ones (see docs/tour/02-clean.md). HEADLINE is
# below its fitted value (6): there, own paragraphs never have a headline inside them.
NEAR, RELATIVE, MAIN_NAME, FIRST, HEADLINE, BIAS = -10.3, -2.7, -1.8, -6.0, 4.0, -0.75

NEW_NAMES = 2
"""Without a headline of its own, a foreign paragraph brings as many names of its own …"""

MIN_WEIGHT = 45.0
"""… and says as much: the summed weight of its words, about eight rare ones."""

_OPEN_END = re.compile(r"[.!…:;,—–-][\"'’”)\]]*\s*$|^\W*\w*\s*$")
_BACK = re.compile(
    r"[\"“'‘]?(?:He|She|They|It|His|Her|Their|Its|This|That|These|Those|Such|But|And|However"
    r"|Meanwhile|Still|Also|Both|Instead|Yet|Nor|Then|Later|Earlier)\b"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph under comparison: its pieces [first, last), words and bag.

    `judged` is False for a line of a list of sentences, which only serves to compare.
    """

    first: int
    last: int
    words: str
    bag: Bag
    judged: bool

    @property
    def keys(self) -> frozenset[str]:
        """Words and names together."""
        return self.bag.words | self.bag.names

    @property
    def has_headline(self) -> bool:
        """Whether its first line is a headline over the rest."""
        head, more, _ = self.words.partition("\n")
        return bool(more) and len(head) < 150 and not _OPEN_END.search(head)


def mark_foreign(text: str, pieces: Sequence[Piece], *, threshold: float) -> list[Block]:
    """The blocks in order, foreign paragraphs marked, each as one block."""
    blocks = [piece.block for piece in pieces]
    found = list(_paragraphs(text, pieces))
    if len(found) < MIN_PARAGRAPHS:
        return blocks
    scored = [
        (paragraph, score, reason)
        for paragraph, (score, reason) in zip(found, _scores(found), strict=True)
        if score >= threshold and len(paragraph.keys) >= MIN_WORDS
    ]
    if len(scored) > MOST * len(found):
        return blocks
    for paragraph, score, reason in reversed(scored):
        covered = blocks[paragraph.first : paragraph.last]
        span = Span(covered[0].span.start, covered[-1].span.end)
        blocks[paragraph.first : paragraph.last] = [
            replace(
                covered[0], span=span, kind="foreign", confidence=round(score, 3), reason=reason
            )
        ]
    return blocks


def _paragraphs(text: str, pieces: Sequence[Piece]) -> Iterator[Paragraph]:
    """The title and the body paragraphs of a report, in order."""
    sizes = Counter(piece.paragraph for piece in pieces)
    first = 0
    for at, piece in enumerate(pieces):
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        whole = (
            after is not None
            and after.paragraph == piece.paragraph
            and sizes[piece.paragraph] <= MANY_LINES
            and piece.block.kind == after.block.kind == "body"
        )
        if whole:
            continue
        if piece.block.kind in ("body", "title"):
            words = text[pieces[first].block.span.start : piece.block.span.end]
            judged = sizes[piece.paragraph] <= MANY_LINES
            yield Paragraph(first, at + 1, words, bag_of(words), judged)
        first = at + 1


def _scores(found: Sequence[Paragraph]) -> Iterator[tuple[float, str]]:
    """How foreign each paragraph looks, 0 to 1, with the reason in words."""
    spread = Counter(key for paragraph in found for key in paragraph.keys)
    names = Counter(name for paragraph in found for name in paragraph.bag.names)
    leading = {name for name, count in names.items() if count >= 3}
    shares = [_share(p.keys, {key for key in p.keys if spread[key] > 1}) for p in found]
    typical = median(shares)
    for at, paragraph in enumerate(found):
        new = sum(spread[name] == 1 for name in paragraph.bag.names)
        if _is_headline(paragraph, at) or not _may_be_foreign(paragraph, new):
            yield 0.0, ""
            continue
        near: set[str] = set()
        for other in (*found[max(0, at - 2) : at], *found[at + 1 : at + 3]):
            near |= other.keys
        logit = (
            BIAS
            + NEAR * _share(paragraph.keys, paragraph.keys & near)
            + RELATIVE * (shares[at] - typical)
            + MAIN_NAME * (not leading.isdisjoint(paragraph.bag.names))
            + FIRST * (at == 0)
            + HEADLINE * paragraph.has_headline
        )
        yield 1 / (1 + math.exp(-logit)), _reason(paragraph, shares[at], new)


def _may_be_foreign(paragraph: Paragraph, new: int) -> bool:
    """Whether there is enough to judge by, and no word that refers back."""
    if not paragraph.judged:
        return False
    if paragraph.has_headline:
        return True
    if new < NEW_NAMES or _BACK.match(paragraph.words):
        return False
    return total(paragraph.keys) >= MIN_WEIGHT


def _is_headline(paragraph: Paragraph, at: int) -> bool:
    """Whether a paragraph is the report's own headline: first, one line, left open."""
    return at == 0 and "\n" not in paragraph.words and not FINAL.search(paragraph.words)


def _share(keys: frozenset[str], common: frozenset[str] | set[str]) -> float:
    """The share of the weight of `keys` that lies in `common`, small for short texts."""
    return total(common) / (total(keys) + 5)


def _reason(paragraph: Paragraph, share: float, new: int) -> str:
    """Why a paragraph is foreign, in words: `share` of its words is found elsewhere."""
    words = "almost no word" if share < 0.15 else "few words"
    if not paragraph.bag.names:
        reason = f"names nobody and shares {words} with the rest of the report"
    elif new == len(paragraph.bag.names):
        reason = f"shares no name and {words} with the rest of the report"
    else:
        reason = f"shares few names and {words} with the rest of the report"
    return reason + ("; has a headline of its own" if paragraph.has_headline else "")
