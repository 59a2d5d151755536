"""Walking the parse: children, subtrees and spans over `Document.tokens`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from dateline.types import Document, Span

CLAUSE_DEPS = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "csubj"})


class Tree:
    """The dependency trees of a document, by token index."""

    __slots__ = ("__dict__", "doc", "tokens")

    def __init__(self, doc: Document) -> None:
        """Wrap the tokens of a parsed document."""
        self.doc = doc
        self.tokens = doc.tokens

    @cached_property
    def children(self) -> list[list[int]]:
        """Indices of the direct children of each token, in text order."""
        below: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head != i:
                below[token.head].append(i)
        return below

    def of(self, i: int, *deps: str) -> list[int]:
        """Children of token `i` whose relation is one of `deps`."""
        return [c for c in self.children[i] if self.tokens[c].dep in deps]

    def subtree(self, i: int) -> list[int]:
        """Token `i` and all below it, in text order."""
        found, todo = [], [i]
        while todo:
            at = todo.pop()
            found.append(at)
            todo.extend(self.children[at])
        return sorted(found)

    def up(self, i: int) -> Iterator[int]:
        """The heads above token `i`, nearest first."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield i

    def span(self, first: int, last: int) -> Span:
        """The span from token `first` to token `last`, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def at(self, span: Span) -> list[int]:
        """Indices of the tokens that lie inside or overlap a span."""
        import bisect

        starts = self.starts
        first = bisect.bisect_right(starts, span.start) - 1
        first = max(first, 0)
        found = []
        for i in range(first, len(self.tokens)):
            if self.tokens[i].start >= span.end:
                break
            if self.tokens[i].end > span.start:
                found.append(i)
        return found

    @cached_property
    def headline(self) -> frozenset[int]:
        """Tokens of title blocks."""
        titles = {n for n, block in enumerate(self.doc.blocks) if block.kind == "title"}
        return frozenset(
            i
            for sentence in self.doc.sentences
            if sentence.block in titles
            for i in range(sentence.first, sentence.last)
        )

    @cached_property
    def starts(self) -> list[int]:
        """The start offset of each token, for bisection."""
        return [token.start for token in self.tokens]

    def top(self, indices: list[int]) -> int | None:
        """The index among `indices` whose head lies outside them, None if empty."""
        inside = set(indices)
        for i in indices:
            if self.tokens[i].head == i or self.tokens[i].head not in inside:
                return i
        return None

    def conjuncts(self, i: int) -> list[int]:
        """Token `i` and everything coordinated with it, in text order."""
        found, todo = [], [i]
        while todo:
            at = todo.pop()
            found.append(at)
            todo.extend(self.of(at, "conj"))
        return sorted(found)
