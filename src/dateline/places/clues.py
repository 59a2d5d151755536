"""How the words of a sentence join a place to a trigger, as named clues for the choice of scene.

A tie (`link`) says that the parse leads straight from one to the other; clues are weaker:
"the ministry in X promised", "the edge of X", "in X, where …". What each is worth is fitted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.places.link import AT, Ties
from dateline.places.words import words
from dateline.types import Event

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "oprd"})
NAMING = frozenset({"compound", "nmod", "poss"})
STEPS = 5
"""Words between place and trigger beyond which their path is not told."""


def clues(ties: Ties, event: Event, n: int) -> Iterator[str]:
    """The clues that join place `n` of the event's sentence to its trigger."""
    trigger = ties.triggers[event.id]
    if trigger is None:
        return
    tree, tokens = ties.tree, ties.tree.tokens
    top = ties.tops[n]
    _, preposition = ties.path(n)
    word = "" if preposition is None else tokens[preposition].lemma.lower()
    kind = "at" if word in AT else word
    first = tree.doc.sentences[tokens[trigger].sentence].first
    if preposition is not None and preposition == first:
        yield "fronted"
    if tokens[top].text.lower() in words("part") | words("area"):
        yield f"part by {kind}"
    if tokens[top].dep in NAMING and tokens[tokens[top].head].dep in SUBJECTS | OBJECTS:
        yield f"names {tokens[tokens[top].head].dep}"
    chain, above = [trigger, *tree.up(trigger)], [top, *tree.up(top)]
    if any(_is_where(ties, i, top) for i in chain):
        yield "where"
    meet = next((i for i in chain if i in above), None)
    if meet is not None:
        way = Way(chain[: chain.index(meet)], above[: above.index(meet)][::-1], preposition, kind)
        yield from _on_the_way(ties, trigger, meet, way)


class Way(NamedTuple):
    """Tokens up from the trigger and down to the place, with the preposition among them."""

    up: list[int]
    down: list[int]
    preposition: int | None
    kind: str


def _on_the_way(ties: Ties, trigger: int, meet: int, way: Way) -> Iterator[str]:
    """The clues of the way through the parse from trigger to place."""
    tokens, kind = ties.tree.tokens, way.kind
    steps = [f"^{tokens[i].dep}" for i in way.up]
    steps += [_step(tokens[i].dep, i, way.preposition, kind) for i in way.down]
    if len(steps) <= STEPS:
        yield "path " + " ".join(steps)
    verb = _clause(ties, trigger)
    for i in way.down:
        for name, deps in (("subject", SUBJECTS), ("object", OBJECTS)):
            if tokens[i].head == verb and tokens[i].dep in deps:
                yield f"under {name} by {kind}"
    if not way.up and way.down:
        yield f"below by {kind}"
    if meet != trigger and tokens[meet].lemma.lower() in words("speech"):
        yield f"with speech by {kind}"
    for side, some in (("up", way.up), ("down", way.down)):
        crossed = sum(ties.is_clause(i) for i in some)
        yield f"{min(crossed, 2)} clauses {side} by {kind}"


def says_there(ties: Ties, event: Event) -> bool:
    """Whether the act is told to be "there"."""
    trigger = ties.triggers[event.id]
    if trigger is None:
        return False
    tokens = ties.tree.tokens
    return any(tokens[c].text.lower() == "there" for c in ties.tree.of(trigger, "advmod"))


def _step(dep: str, i: int, preposition: int | None, kind: str) -> str:
    return f"{dep}:{kind}" if i == preposition else dep


def _clause(ties: Ties, i: int) -> int:
    """The verb of the clause that token `i` stands in."""
    for at in (i, *ties.tree.up(i)):
        if ties.tree.tokens[at].pos in {"VERB", "AUX"}:
            return at
    return i


def _is_where(ties: Ties, i: int, top: int) -> bool:
    """Whether a clause tells what happened at the place: "in X, where …"."""
    tokens = ties.tree.tokens
    if tokens[i].dep != "relcl" or tokens[i].head != top:
        return False
    return any(tokens[c].text.lower() == "where" for c in ties.tree.of(i, "advmod"))
