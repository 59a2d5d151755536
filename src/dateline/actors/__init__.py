"""Actors: who the words stand for, with country, sector and role on the day.

Reads TOKENS, SENTENCES, MENTIONS, PUBLISHED; writes ENTITIES. A noun phrase is read by its
own words (nationality, title, agent noun) and against the knowledge base at the report's
date; phrases of one actor are joined. Things are no actors and give no entity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from dateline.actors.draft import Draft
from dateline.actors.join import entities, grouped
from dateline.actors.knowledge import Knowledge, nationality, of_settings
from dateline.actors.phrases import Phrases
from dateline.config import Settings
from dateline.stage import Layer
from dateline.syntax import Tree
from dateline.types import Document, Mention

NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})


@dataclass(frozen=True)
class ActorStage:
    """Entities of a report."""

    settings: Settings
    name: str = "actors/1"
    reads: frozenset[Layer] = frozenset(
        {Layer.TOKENS, Layer.SENTENCES, Layer.MENTIONS, Layer.PUBLISHED}
    )
    writes: frozenset[Layer] = frozenset({Layer.ENTITIES})

    @cached_property
    def knowledge(self) -> Knowledge:
        """The knowledge base, opened (or compiled) at first use."""
        return of_settings(self.settings)

    @property
    def resources(self) -> Mapping[str, str]:
        """The digest of the knowledge base."""
        return {"actors": self.knowledge.digest}

    def __getstate__(self) -> dict[str, Any]:
        """Settings only: each process opens the tables itself."""
        return {"settings": self.settings}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def __call__(self, doc: Document, /) -> Document:
        tree = Tree(doc)
        return replace(doc, entities=entities(doc, tree, self.groups(doc, tree)))

    def groups(self, doc: Document, tree: Tree) -> dict[str, list[Draft]]:
        """What names or describes each actor, by a key; references are not yet resolved."""
        day = doc.published.value[:10] if doc.published.value else None
        phrases = Phrases(tree, self.knowledge, day)
        return grouped(tree, phrases, list(_drafts(doc, tree, phrases)))


def make(settings: Settings) -> ActorStage:
    """The actor stage for these settings."""
    return ActorStage(settings)


def _drafts(doc: Document, tree: Tree, phrases: Phrases) -> Iterator[Draft]:
    """What every noun phrase and name says, in text order."""
    covered: set[int] = set()
    names = [m for m in doc.mentions if m.kind == "name" and m.label in NAMED]
    inside: dict[int, list[Mention]] = {}
    chunks = [m for m in doc.mentions if m.kind == "nominal"]
    for mention in names:
        inside.setdefault(mention.head, []).append(mention)
    for chunk in chunks:
        tokens = [i for i in tree.at(chunk.span) if i <= chunk.head]
        if not tokens or chunk.head in covered:
            continue
        draft = phrases.read(tokens[0], chunk.head)
        if draft:
            yield draft
            covered.update(tree.at(draft.span))
        covered.update(tokens)
        yield from _within(tree, phrases, tokens, draft)
    for mention in names:
        if mention.head not in covered and mention.label != "NORP":
            tokens = [i for i in tree.at(mention.span) if i <= mention.head]
            found = phrases.read(tokens[0], mention.head)
            covered.update(tokens)
            if found:
                covered.update(tree.at(found.span))
                yield found
    for head, name in phrases.long.items():
        if head not in covered and (found := phrases.read(name.first, head)):
            yield found


def _within(
    tree: Tree, phrases: Phrases, tokens: list[int], draft: Draft | None
) -> Iterator[Draft]:
    """Actors named inside a phrase beside its head: "Putin's spokesman", "Iran talks"."""
    head, found = tokens[-1], list[Draft]()
    # From the right, so that a title or first name is seen to be part of what follows.
    for i in reversed(tokens[:-1]):
        token = tree.tokens[i]
        inside = any(d.span.start <= token.start < d.span.end for d in found)
        if inside or (draft and draft.span.start <= token.start and token.dep != "poss"):
            continue
        if token.dep == "poss" or (token.pos == "PROPN" and not _first_part(phrases, i, head)):
            start = _start(tree, i, tokens[0])
            if inner := phrases.read(start, i):
                found.append(inner)
        elif token.pos == "ADJ" and not draft and nationality(token.text):
            found.append(_country(tree, i))
    yield from reversed(found)


def _first_part(phrases: Phrases, i: int, head: int) -> bool:
    """Whether a name only begins a longer one: "Donald", "Trump" of "Trump Tower"."""
    tokens = phrases.tree.tokens
    if phrases.report.headline(i):
        return False
    label = tokens[i].entity
    longer = tokens[i + 1].pos == "PROPN" and label in {"PERSON", "ORG", "FAC"}
    return i < head and longer and tokens[i + 1].entity == label


def _start(tree: Tree, i: int, floor: int) -> int:
    """The first token of a possessor or name that ends at `i`."""
    below = [k for k in tree.subtree(i) if floor <= k <= i]
    start = below[0]
    label = tree.tokens[i].entity
    while start > floor and label and tree.tokens[start - 1].entity == label:
        start -= 1
    return start


def _country(tree: Tree, i: int) -> Draft:
    """The country of a nationality adjective before a thing: "Russian offensive"."""
    iso3 = nationality(tree.tokens[i].text)
    name = tree.tokens[i].text
    return Draft(tree.span(i, i), i, f"country:{iso3}", "country", name, iso3, None)
