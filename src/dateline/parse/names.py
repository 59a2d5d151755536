"""Mending the parse inside names.

The parser is trained on split hyphens and often tears a name such as "Bashar al-Assad"
into pieces with heads of their own; the name recogniser finds it whole. Where it does,
the name becomes one flat phrase under its last word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.types import Token

NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})


def mended(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with every torn name joined under its last word."""
    fixed = list(tokens)
    for first, last in _torn(tokens):
        _join(fixed, first, last)
    return fixed


def _torn(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Stretches (first, last) of one name label whose words hang on several outside heads."""
    i = 0
    while i < len(tokens):
        j = i
        while (
            tokens[i].entity in NAMES
            and j + 1 < len(tokens)
            and tokens[j + 1].entity == tokens[i].entity
            and tokens[j + 1].sentence == tokens[i].sentence
        ):
            j += 1
        inside = range(i, j + 1)
        hyphened = any(tokens[k].text == "-" for k in inside)
        if hyphened and sum(tokens[k].head not in inside for k in inside) > 1:
            yield i, j
        i = j + 1


def _join(tokens: list[Token], first: int, last: int) -> None:
    """Hang the name on the outside head nearest the root; the rest under its last word."""
    inside = range(first, last + 1)
    tops = [k for k in inside if tokens[k].head not in inside or tokens[k].head == k]
    top = min(tops, key=lambda k: (_depth(tokens, k), -k))
    head, dep = tokens[top].head, tokens[top].dep
    outer_root = head == top
    for k in inside:
        if k != last:
            tokens[k] = tokens[k]._replace(head=last, dep="compound")
    tokens[last] = tokens[last]._replace(head=last if outer_root else head, dep=dep)


def _depth(tokens: Sequence[Token], i: int) -> int:
    """Steps from token `i` up to its root."""
    steps = 0
    while tokens[i].head != i:
        i = tokens[i].head
        steps += 1
    return steps
