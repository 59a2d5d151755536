"""What the report as a whole tells of a word: its places, its headlines, its country."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from dateline.actors.knowledge import Knowledge, nationality
from dateline.syntax import Tree

HELPED = frozenset(
    """backed supported sponsored funded financed aligned allied linked trained armed inspired
    friendly brokered mediated held controlled occupied bound""".split()
)
"""What follows the name of a state that the actor itself is not of: "Iran-backed"."""
HEADLINE_WORD, HEADLINE_WORDS = 4, 3
STATIVE = frozenset(
    """be have see lie remain become experience wake witness sit stand grow feel look seem
    suffer enjoy boast record get""".split()
)
"""Verbs whose subject a city can be as a place; with any other it acts as a government."""


class Report:
    """One parsed report, asked about its own use of words."""

    def __init__(self, tree: Tree, knowledge: Knowledge) -> None:
        """Keep the parse and the tables."""
        self.tree = tree
        self.knowledge = knowledge

    @cached_property
    def _places(self) -> frozenset[str]:
        """Words that the report itself uses as places: labelled so, or after "in"."""
        tokens = self.tree.tokens
        return frozenset(
            t.text
            for t in tokens
            if t.entity in {"GPE", "LOC"}
            or (t.dep == "pobj" and tokens[t.head].text.lower() in {"in", "near", "outside"})
        )

    def place_like(self, i: int) -> bool:
        """Whether a lone "person" is a place by the report's own use: "to Sochi"."""
        tokens = self.tree.tokens
        alone = tokens[i - 1].entity != "PERSON" if i else True
        return alone and tokens[i].text in self._places

    def headline(self, i: int) -> bool:
        """Whether a token stands in a line in title case, where capitals mean nothing."""
        return self._title_case[self.tree.tokens[i].sentence]

    @cached_property
    def _title_case(self) -> list[bool]:
        """By sentence: all its longer words are capitalised, and it is a line of its own."""
        doc = self.tree.doc
        lines = Counter(sentence.block for sentence in doc.sentences)
        first = doc.sentences[0].block if doc.sentences else 0
        found = []
        for sentence in doc.sentences:
            words = sentence.span.of(doc.text).split()
            long = [w for w in words if len(w) >= HEADLINE_WORD and w[0].isalpha()]
            opens = sentence.block == first and lines[first] < len(doc.sentences)
            alone = lines[sentence.block] == 1 and (opens or words[-1][-1] not in '.!?"”')
            capitals = all(w[0].isupper() for w in long)
            found.append(alone and capitals and len(long) >= HEADLINE_WORDS)
        return found

    def repeated(self, i: int) -> bool:
        """Whether the name that ends at `i` stands elsewhere in the report, too."""
        tokens = self.tree.tokens
        start = i
        while start > 0 and tokens[start - 1].entity and tokens[start - 1].pos == "PROPN":
            start -= 1
        text = self.tree.doc.text
        return text.count(text[tokens[start].start : tokens[i].end]) > 1

    @cached_property
    def american(self) -> bool:
        """Whether the report names the United States at least as often as any other state."""
        counts = Counter(iso3 for t in self.tree.tokens if (iso3 := self._state(t.text)))
        return counts["USA"] > 0 and counts["USA"] == max(counts.values())

    def _state(self, word: str) -> str | None:
        if not word[0].isupper():
            return None
        rows = (row for row in self.knowledge.named(word) if row.kind == "country")
        return nationality(word) or next((row.country for row in rows), None)

    def modifies(self, i: int) -> bool:
        """Whether a name only tells which thing is meant: "the Hammond protest"."""
        token = self.tree.tokens[i]
        return token.dep in {"compound", "nmod"} and self.tree.tokens[token.head].pos == "NOUN"

    def beside(self, i: int) -> bool:
        """Whether a description stands beside a name: "Ama Mensah, the head"."""
        token = self.tree.tokens[i]
        beside = [i, *self.tree.of(i, "appos"), *([token.head] if token.dep == "appos" else [])]
        return any(self.tree.tokens[k].entity == "PERSON" for k in beside[1:])

    def supporter(self, at: int) -> bool:
        """Whether a name is what somebody is for or against: "pro-Assad forces"."""
        before = self.tree.tokens[max(0, at - 2)].text.lower() if at >= 2 else ""
        return before in {"pro", "anti"} and self.tree.tokens[at - 1].text == "-"

    def outside(self, at: int) -> bool:
        """Whether a name only says who helps, leads to or is opposed: "Iran-backed militia"."""
        tokens = self.tree.tokens
        after = tokens[at + 2].text.lower() if at + 2 < len(tokens) else ""
        return self.supporter(at) or (after in HELPED and tokens[at + 1].text == "-")

    def run_start(self, first: int, last: int) -> int:
        """Where the run of proper nouns that ends at `last` begins: "Addis Ababa"."""
        start = last
        while start > first and self.tree.tokens[start - 1].pos == "PROPN":
            start -= 1
        return start

    def acts(self, i: int) -> bool:
        """Whether a capital is the subject of a deed: "Moscow and Kyiv agreed"."""
        token = self.tree.tokens[i]
        while token.dep == "conj":
            i = token.head
            token = self.tree.tokens[i]
        verb = self.tree.tokens[token.head]
        return token.dep == "nsubj" and verb.pos == "VERB" and verb.lemma.lower() not in STATIVE
