"""The words of one document against the knowledge base: known names and agent nouns in them."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.actors.knowledge import Knowledge
from dateline.actors.long_names import long_names
from dateline.actors.names import folded
from dateline.actors.report import Report
from dateline.actors.rows import Agent, Known
from dateline.syntax import Tree

LONGEST_AGENT = 4


class Wording:
    """One document's words, looked up."""

    def __init__(self, tree: Tree, knowledge: Knowledge, day: str | None) -> None:
        """Keep the parse, the tables and the report's day."""
        self.tree = tree
        self.knowledge = knowledge
        self.day = day
        self.report = Report(tree, knowledge)
        self.long = long_names(tree, knowledge)

    def words(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, both included."""
        tokens = self.tree.tokens
        return self.tree.doc.text[tokens[first].start : tokens[last].end]

    def names(self, first: int, last: int) -> Iterator[tuple[int, int, tuple[Known, ...]]]:
        """Known names inside a phrase, longest first from the left: (first, last, rows)."""
        at = first
        while at <= last:
            for end in range(min(last, at + self.knowledge.longest - 1), at - 1, -1):
                rows = self.rows(at, end)
                if rows:
                    yield at, end, rows
                    at = end
                    break
            at += 1

    def rows(self, first: int, last: int) -> tuple[Known, ...]:
        if not self.tree.tokens[first].text[0].isupper():
            return ()
        words = self.words(first, last)
        return self.knowledge.named(words)

    def agent(self, first: int, last: int) -> tuple[int, Agent] | None:
        """The longest agent noun that ends the phrase: (its first token, what it is)."""
        for start in range(max(first, last - LONGEST_AGENT + 1), last + 1):
            agent = self.knowledge.agents.get(folded(self.words(start, last)))
            if agent:
                inner = self._inner(start, last) if first < start < last else None
                return inner or (start, agent)
        return None

    def _inner(self, start: int, last: int) -> tuple[int, Agent] | None:
        """The noun alone where a name ends inside the agent: not "Secret [Service members]"."""
        agent = self.knowledge.agents.get(folded(self.words(last, last)))
        if agent and agent.inherits and self.rows(start - 1, start):
            return last, agent
        return None
