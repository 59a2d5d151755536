"""Which blocks of a page are the report: the extractor's choice, mapped to our blocks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from dateline.ingest.page import Piece

_WORD = re.compile(r"\w+")
_ASIDE = re.compile(
    r"(?:^|/)(?:nav|footer|aside|header|form|button|menu|figcaption|figure|dialog)\b"
)
_FURNITURE = re.compile(
    r"/(?:nav|footer|aside|form|button|menu|dialog|figcaption|figure)\b|[#.-](?:\w*?_)?(?:newsletter"
    r"|promo|related|recirc\w*|teasers?|sign-?up|subscri\w+|share|sharing|social|comments?|cookies?"
    r"|consent|disclosures?|disclaimer|breadcrumbs?|tags?|sidebar|rail|advert\w*|sponsor\w*|paywall"
    r"|popup|modal|outbrain|taboola|author-?bio|most-?read|trending|latest|more-?on|read-?more"
    r"|recommended|pagination|copyright)(?![a-z])",
    re.IGNORECASE,
)
"""Elements and class words of what stands beside a report."""

_HEADINGS = frozenset({"h1", "h2"})
_PROSE = re.compile(r"[.!?…][\"'”’)\]]*$")
_SHINGLE = 3

SHARE = 0.8
"""Share of a block's word triples in the extracted text from which it counts as kept."""

USUAL = 0.25
"""Share of the kept characters from which a path is where the report stands."""

MOSTLY_LINK = 0.6
"""Share of link text from which a block that is no sentence leads elsewhere."""

MOST_DROPPED = 0.3
"""If more of the kept text stands in asides, the names mean something else here."""

ALIKE = 0.4
"""Share of common words from which a heading says what the page's title says."""

REACH = 2_000
"""Blocks up to which a page goes to the extractor: 25,000 took it 90 seconds."""

MIN_PROSE = 40
"""Characters from which a closed sentence is taken for running text."""


def main_flags(tree: Any, pieces: Sequence[Piece], title: str | None = None) -> list[bool]:
    """For each block whether it belongs to the report's text, its headline included.

    The extractor (trafilatura) sees the whole page and decides which paragraphs it
    keeps; we find these again among the blocks, then mend the edges.
    """
    flags = _body_flags(tree, pieces)
    _keep_headline(pieces, flags, title)
    return flags


def within_reach(tree: Any, pieces: Sequence[Piece]) -> bool:
    """Whether the page is small enough for extractors whose time grows with its square."""
    return len(pieces) <= REACH and tree.xpath("count(//*)") <= 10 * REACH


def _body_flags(tree: Any, pieces: Sequence[Piece]) -> list[bool]:
    if not within_reach(tree, pieces):
        return _by_shape(pieces)
    words = [tuple(_WORD.findall(piece.text.lower())) for piece in pieces]
    kept = _extracted(tree)
    if not kept:
        return _by_shape(pieces)
    flags = _align(words, kept)
    if not any(flags):
        return _by_shape(pieces)
    _fill_gaps(pieces, flags)
    _follow_paths(pieces, flags)
    _drop_links(pieces, flags)
    _drop_asides(pieces, flags)
    return flags


def _extracted(tree: Any) -> list[tuple[str, ...]]:
    """The words of each paragraph that trafilatura keeps."""
    from trafilatura import bare_extraction

    result = bare_extraction(tree, fast=True, include_comments=False, include_tables=False)
    text = (result.text if result is not None else None) or ""
    lines = (tuple(_WORD.findall(line.lower())) for line in text.split("\n"))
    return [line for line in lines if line]


def _align(words: Sequence[tuple[str, ...]], kept: Sequence[tuple[str, ...]]) -> list[bool]:
    """Blocks that an extracted paragraph equals, or that the extracted text covers."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, block in enumerate(words):
        places[block].append(index)
    matched = [places.get(line, []) for line in kept]
    anchors = [(n, found[0]) for n, found in enumerate(matched) if len(found) == 1]
    flags = [False] * len(words)
    for n, found in enumerate(matched):
        if found:
            flags[found[0] if len(found) == 1 else _nearest(found, n, anchors)] = True
    known = [index for index, flag in enumerate(flags) if flag]
    triples = {triple for line in kept for triple in _triples(line)}
    for index, block in enumerate(words):
        # Covered blocks count near the matched ones only: teasers repeat a report's words.
        near = not known or known[0] - 8 <= index <= known[-1] + 8
        if not flags[index] and near and len(block) >= _SHINGLE:
            mine = _triples(block)
            flags[index] = sum(triple in triples for triple in mine) >= SHARE * len(mine)
    return flags


def _nearest(found: Sequence[int], line: int, anchors: Sequence[tuple[int, int]]) -> int:
    """Of several equal blocks the first one after the paragraph before it."""
    at = bisect_left(anchors, (line, -1))
    before = anchors[at - 1][1] if at else (anchors[at][1] if at < len(anchors) else 0)
    after = [index for index in found if index > before]
    return min(after) if after and at else min(found, key=lambda index: abs(index - before))


def _triples(block: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(block[n : n + _SHINGLE]) for n in range(max(1, len(block) - _SHINGLE + 1))]


def _fill_gaps(pieces: Sequence[Piece], flags: list[bool]) -> None:
    """Keep prose between two kept blocks that stands in the same element as they do."""
    kept = [index for index, flag in enumerate(flags) if flag]
    for before, after in pairwise(kept):
        parent = _parent(pieces[before].path)
        for index in range(before + 1, after):
            piece = pieces[index]
            same = _parent(piece.path) == parent == _parent(pieces[after].path)
            if same and piece.tag in ("p", "div", "blockquote") and piece.links < 0.5:
                flags[index] = is_prose(piece.text)


def _follow_paths(pieces: Sequence[Piece], flags: list[bool]) -> None:
    """Keep prose whose element, ancestors and classes are those of most kept text.

    The extractor sometimes takes one part of a report that an advertisement cuts in two.
    """
    # Some systems number their paragraphs: the id of the block itself says nothing.
    paths = [_without_own_id(piece.path) for piece in pieces]
    weight: dict[str, int] = defaultdict(int)
    for path, piece, flag in zip(paths, pieces, flags, strict=True):
        weight[path] += len(piece.text) if flag else 0
    total = sum(weight.values())
    usual = {path for path, size in weight.items() if size >= USUAL * total}
    for index, piece in enumerate(pieces):
        if not flags[index] and paths[index] in usual and piece.links < 0.5:
            flags[index] = piece.tag == "p" and is_prose(piece.text)


def _drop_links(pieces: Sequence[Piece], flags: list[bool]) -> None:
    """Drop kept blocks that are little but a link: they lead to other reports."""
    for index, piece in enumerate(pieces):
        if flags[index] and piece.links > MOSTLY_LINK and not is_prose(piece.text):
            flags[index] = False


def _drop_asides(pieces: Sequence[Piece], flags: list[bool]) -> None:
    """Drop kept blocks in an element that calls itself something else than the report.

    Only elements below the last one that all usual text shares are asked: a page's
    outer classes say what it may contain, not what it is.
    """
    kept = [piece for piece, flag in zip(pieces, flags, strict=True) if flag]
    prose = [piece for piece in kept if piece.tag == "p"] or kept
    shared = _shared([piece.path.split("/") for piece in prose])
    aside = [
        bool(flag and _FURNITURE.search("/" + "/".join(_below(piece.path, shared))))
        for piece, flag in zip(pieces, flags, strict=True)
    ]
    dropped = sum(len(p.text) for p, drop in zip(pieces, aside, strict=True) if drop)
    if dropped <= MOST_DROPPED * sum(len(piece.text) for piece in kept):
        flags[:] = [flag and not drop for flag, drop in zip(flags, aside, strict=True)]


def _shared(paths: Sequence[Sequence[str]]) -> list[str]:
    """The start that at least half of the paths have in common, as far down as it goes."""
    shared: list[str] = []
    left = list(paths)
    while left:
        at = len(shared)
        counts: dict[str, int] = defaultdict(int)
        for path in left:
            if len(path) > at + 1:
                counts[path[at]] += 1
        best = max(counts, key=lambda name: counts[name], default="")
        if not best or counts[best] < len(paths) / 2:
            return shared
        shared.append(best)
        left = [path for path in left if len(path) > at and path[at] == best]
    return shared


def _below(path: str, shared: Sequence[str]) -> Sequence[str]:
    """The elements of a path below those it shares with the usual text."""
    parts = path.split("/")
    at = 0
    while at < min(len(shared), len(parts)) and parts[at] == shared[at]:
        at += 1
    return parts[at:]


def _keep_headline(pieces: Sequence[Piece], flags: list[bool], title: str | None) -> None:
    """Keep the heading at the head of the text that says the title, else the last h1 there.

    Another h1 there is the name of the site or an announcement.
    """
    kept = (n for n, flag in enumerate(flags) if flag and pieces[n].tag not in _HEADINGS)
    end = next((n for n in kept if is_prose(pieces[n].text)), len(pieces))
    heads = [n for n in range(end) if pieces[n].tag in _HEADINGS]
    named = set(_WORD.findall((title or "").lower()))
    alike = {n: _alike(named, set(_WORD.findall(pieces[n].text.lower()))) for n in heads}
    best = max(reversed(heads), key=lambda n: (alike[n], pieces[n].tag == "h1"), default=None)
    if best is None or (alike[best] < ALIKE and pieces[best].tag != "h1"):
        return
    for n in heads:
        flags[n] = n == best or (flags[n] and pieces[n].tag != "h1" and n > best)


def _alike(some: set[str], other: set[str]) -> float:
    """The share of words two headlines have in common, rounded down to be sure or not."""
    share = len(some & other) / max(1, len(some | other))
    return share if share >= ALIKE else 0.0


def _without_own_id(path: str) -> str:
    above, slash, own = path.rpartition("/")
    name, mark, rest = own.partition("#")
    return f"{above}{slash}{name}.{rest.partition('.')[2]}" if mark else path


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def is_prose(text: str) -> bool:
    """Whether a block reads as running text: long enough, and a closed sentence."""
    return len(text) >= MIN_PROSE and bool(_PROSE.search(text[-8:]))


def _by_shape(pieces: Sequence[Piece]) -> list[bool]:
    """The choice without the extractor: blocks of prose outside the page's furniture.

    A page too short for the extractor may hold no full sentence: then all that is
    outside the furniture counts.
    """
    outside = [not _ASIDE.search(piece.path) and piece.links < 0.5 for piece in pieces]
    prose = [free and is_prose(piece.text) for free, piece in zip(outside, pieces, strict=True)]
    return prose if any(prose) else outside
