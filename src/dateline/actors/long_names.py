"""Known names of several words wherever they stand, whatever the parser made of them.

"Doctors Without Borders" is no phrase about doctors, and the head of "Syrian Observatory for
Human Rights" is not its last word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dateline.actors.knowledge import Knowledge
from dateline.actors.rows import Known
from dateline.syntax import Tree

FEWEST_OF_STATE = 3
"""Words of a country's name from which on it is read as one: "Republic of Congo"."""


@dataclass(frozen=True, slots=True)
class LongName:
    """A name from token `first` to token `last`, under the syntactic head `head`."""

    first: int
    last: int
    head: int
    rows: tuple[Known, ...]


def long_names(tree: Tree, knowledge: Knowledge) -> Mapping[int, LongName]:
    """The known names of at least two words, by the index of their head."""
    return {name.head: name for name in _found(tree, knowledge)}


def _found(tree: Tree, knowledge: Knowledge) -> Iterator[LongName]:
    tokens, at = tree.tokens, 0
    while at < len(tokens):
        found = _at(tree, knowledge, at) if tokens[at].text[0].isupper() else None
        if found:
            yield found
        at = found.last + 1 if found else at + 1


def _at(tree: Tree, knowledge: Knowledge, first: int) -> LongName | None:
    """The longest name that begins at a token."""
    tokens = tree.tokens
    ends = range(first + 1, min(len(tokens), first + knowledge.longest + 2))
    sentence = tokens[first].sentence
    for last in reversed(ends):
        if tokens[last].sentence != sentence or not _may_end(tokens[last].text):
            continue
        words = tree.doc.text[tokens[first].start : tokens[last].end]
        rows = tuple(r for r in knowledge.named(words) if _reads(r, last - first + 1))
        head = tree.top(list(range(first, last + 1)))
        if rows and head is not None:
            return LongName(first, last, head, rows)
    return None


def _may_end(word: str) -> bool:
    return word[0].isupper() or word[-1].isdigit()


def _reads(row: Known, words: int) -> bool:
    return row.kind != "country" or words >= FEWEST_OF_STATE
