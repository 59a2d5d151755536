"""Mentions: names, noun phrases and pronouns that may stand for somebody."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dateline.parse.tokens import ParsedBlock, renumbering
from dateline.types import Mention, MentionKind, Span, Token

PERSONAL = frozenset({"he", "she", "they", "him", "her", "them", "we", "us", "i", "me", "who"})


def mentions(blocks: Sequence[ParsedBlock], tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """All mentions in text order, longer first where two begin together."""
    found: dict[tuple[int, int, str], Mention] = {}
    base = 0
    for block in blocks:
        kept = renumbering(block.parse, base)
        for first, last, root, kind, label in _phrases(block):
            if first in kept and last in kept and root in kept:
                span = Span(tokens[kept[first]].start, tokens[kept[last]].end)
                key = (span.start, -span.end, kind)
                found[key] = Mention(span, kept[root], kind, label)
        base += len(kept)
    mentions = [found[key] for key in sorted(found)]
    return tuple(_whole(mentions, tokens))


def _whole(mentions: list[Mention], tokens: Sequence[Token]) -> Iterator[Mention]:
    """The mentions with the pieces of torn names replaced by the whole phrase.

    A name that was mended hangs under its last word; the parser's noun phrases were cut
    before that, so pieces of it stand among them.
    """
    torn = {(m.span, m.head) for m in mentions if m.kind == "name" and "-" in _words(m, tokens)}
    ends = {span.end: (span, head) for span, head in torn}
    done: set[int] = set()
    for mention in mentions:
        home = next((s for s, _ in torn if s.overlaps(mention.span)), None)
        beyond = home is not None and mention.span.end > home.end
        if mention.kind != "nominal" or home is None or beyond:
            yield mention  # "pro-Russian separatists" goes on after the hyphened word
            continue
        span, _ = ends[home.end]
        if home.end in done:
            continue
        done.add(home.end)
        last = _last(tokens, home.end)
        first = _left_edge(tokens, last)
        start = min(tokens[first].start, span.start)
        yield Mention(Span(start, home.end), last, "nominal", tokens[last].entity)


def _words(mention: Mention, tokens: Sequence[Token]) -> list[str]:
    start, end = mention.span.start, mention.span.end
    low = bisect_left(tokens, start, key=lambda t: t.start)
    words = []
    while low < len(tokens) and tokens[low].end <= end:
        words.append(tokens[low].text)
        low += 1
    return words


def _last(tokens: Sequence[Token], end: int) -> int:
    """Index of the token that ends at an offset."""
    return bisect_left(tokens, end, key=lambda t: t.end)


def _left_edge(tokens: Sequence[Token], head: int) -> int:
    """The first token of the words before a head that hang on it."""
    first = head
    while first > 0 and _hangs(tokens, first - 1, head):
        first -= 1
    return first


def _hangs(tokens: Sequence[Token], i: int, head: int) -> bool:
    """Whether token `i` stands under `head` with nothing but premodifiers between."""
    while tokens[i].head != i and i < head:
        if tokens[i].dep not in PREMODIFIERS:
            return False
        i = tokens[i].head
    return i == head


PREMODIFIERS = frozenset(
    {"amod", "compound", "det", "poss", "nmod", "nummod", "case", "punct", "quantmod", "advmod"}
)


def _phrases(block: ParsedBlock) -> Iterator[tuple[int, int, int, MentionKind, str]]:
    """(first token, last token, root, kind, label) of each phrase of a block."""
    for entity in block.parse.ents:
        hyphened = any(token.text == "-" for token in entity)
        head = entity.end - 1 if hyphened else entity.root.i
        yield entity.start, entity.end - 1, head, "name", entity.label_
    for chunk in block.parse.noun_chunks:
        root = chunk.root
        if root.pos_ == "PRON":
            if root.lower_ in PERSONAL:
                yield chunk.start, chunk.end - 1, root.i, "pronoun", ""
        else:
            yield chunk.start, chunk.end - 1, root.i, "nominal", root.ent_type_
