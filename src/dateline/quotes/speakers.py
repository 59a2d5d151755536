"""Speakers: the subject of a cue with its whole phrase, the entity it names, if any."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator

from dateline.quotes.clauses import taken_up
from dateline.quotes.cues import anonymous_nouns
from dateline.quotes.marks import Quoted
from dateline.syntax import Tree
from dateline.types import Document, Mention, Span, Speaker

Quoting = Callable[[int], Quoted | None]
_BY = frozenset({"by", "in", "after", "before", "without"})
"""Before a participle they leave its subject to the main verb: "in saying so, he …"."""
_CARRY = frozenset({"conj", "xcomp", "advcl", "dep", "ccomp", "parataxis"})


class Speakers:
    """Finds who says the words of a cue in one document."""

    __slots__ = ("_names", "_starts", "doc", "quoting", "tree")

    def __init__(self, doc: Document, tree: Tree, quoting: Quoting) -> None:
        """Index the mentions of the document's entities.

        `quoting` returns the statement in quotation marks that holds an offset, if any.
        """
        self.doc = doc
        self.quoting = quoting
        self.tree = tree
        self._names = sorted((span, e.id) for e in doc.entities for span in e.mentions)
        self._starts = [span.start for span, _ in self._names]

    def of(self, at: int) -> Speaker | None:
        """The speaker of the cue verb at token `at`, None if the sentence names none."""
        head = self.head(at)
        return None if head is None else self.phrase(head, cue=at)

    def phrase(self, head: int, *, cue: int) -> Speaker | None:
        """The speaker whose phrase has its head at token `head`."""
        tokens = self.tree.tokens
        own = self._without_cue(head, cue)
        below = [i for i in own if (i < cue) == (head < cue) and i != cue]
        first, last = below[0], below[-1]
        while last > head and tokens[last].dep == "punct" and tokens[last].text not in ')”"':
            last -= 1
        while first < head and tokens[first].dep in {"punct", "cc"}:
            first += 1
        span = self.tree.span(first, last)
        words = tokens[first : last + 1]
        named = any(t.pos == "PROPN" and t.entity in {"PERSON", ""} for t in words)
        entity = self._entity(span, tokens[head].start)
        plain = tokens[head].lemma.lower() in anonymous_nouns()
        return Speaker(span, entity, anonymous=plain and not named)

    def _without_cue(self, head: int, cue: int) -> list[int]:
        """The phrase of `head` without the clause that holds the cue: "a shirt *that read*".

        "Who" stays: it is the word by which the person is the subject.
        """
        below = self.tree.subtree(head)
        if cue not in below:
            return below
        branch = cue
        while self.tree.tokens[branch].head != head:
            branch = self.tree.tokens[branch].head
        who = [i for i in self.tree.of(branch, "nsubj") if self.tree.tokens[i].lemma == "who"]
        without = set(self.tree.subtree(branch)).difference(who)
        return [i for i in below if i not in without]

    def inverted(self, at: int, mentions: list[Mention]) -> Speaker | None:
        """The name or noun phrase right after a cue whose subject the parse missed."""
        tokens = self.tree.tokens
        for mention in mentions:
            if mention.head > at and mention.span.start - tokens[at].end <= 2:
                return self.phrase(mention.head, cue=at)
        return None

    def head(self, at: int) -> int | None:
        """The head of the subject, through coordination, infinitives and participles."""
        tokens, cue = self.tree.tokens, at
        for _ in range(6):
            agent = self._agent(at)
            if agent is not None:
                return agent
            passive = self.tree.of(at, "nsubjpass")
            subjects = [i for i in self.tree.of(at, "nsubj") if not self._spoken(i, cue)]
            if subjects:
                return self._antecedent(at, subjects[-1])
            if passive and tokens[at].lemma not in {"expect", "say", "report", "call"}:
                return passive[-1]
            if passive or tokens[at].head == at:
                return None
            if tokens[at].dep in {"acl", "relcl"} and not self._infinitive(at):
                return tokens[at].head
            above = self._above(at)
            if above is None:
                return None
            at = above
        return None

    def _above(self, at: int) -> int | None:
        """The verb whose subject also says the words of cue `at`, if it has none itself."""
        outer = taken_up(self.tree, at)
        if outer is not None:
            return outer
        token = self.tree.tokens[at]
        head = self.tree.tokens[token.head]
        # A chance to say: whoever gets it, not the chance.
        chance = token.dep == "acl" and head.dep == "dobj"
        if chance or (token.dep == "pcomp" and head.lemma in _BY):
            return head.head
        return token.head if token.dep in _CARRY else None

    def _infinitive(self, at: int) -> bool:
        return any(self.tree.tokens[i].tag == "TO" for i in self.tree.of(at, "aux"))

    def _spoken(self, subject: int, cue: int) -> bool:
        """Whether the subject stands in a quotation that does not hold the cue."""
        here = self.quoting(self.tree.tokens[subject].start)
        return here is not None and here != self.quoting(self.tree.tokens[cue].start)

    def _agent(self, at: int) -> int | None:
        for by in self.tree.of(at, "agent"):
            for source in self.tree.of(by, "pobj"):
                return source
        return None

    def _antecedent(self, at: int, subject: int) -> int:
        """The noun a relative pronoun stands for, else the subject itself."""
        token = self.tree.tokens[at]
        if token.dep == "relcl" and self.tree.tokens[subject].tag in {"WP", "WDT"}:
            return token.head
        return subject

    def _entity(self, span: Span, head: int) -> str | None:
        """The entity whose mention holds the head, else the first that overlaps."""
        found = list(self._overlapping(span))
        for name, entity in found:
            if name.start <= head < name.end:
                return entity
        return found[0][1] if found else None

    def _overlapping(self, span: Span) -> Iterator[tuple[Span, str]]:
        at = bisect_right(self._starts, span.start) - 1
        for name, entity in self._names[max(at, 0) :]:
            if name.start >= span.end:
                return
            if name.overlaps(span):
                yield name, entity
