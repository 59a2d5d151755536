"""What the learned heads are told beside the words: what the lexicon and the parse say.

The same functions make the features for training and at run time, so that both see one thing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.events.detect import Candidate
from dateline.events.lexicon import NO_EVENT, Row
from dateline.events.parties import passive
from dateline.events.status import historical, status_of
from dateline.ontology import plover
from dateline.syntax import Tree
from dateline.types import Sentence, Status

TYPES = tuple(plover().types)
"""The event types in the order of the heads."""
STATUSES: tuple[Status, ...] = ("actual", "future", "hypothetical", "negation")
MODES = tuple(f"{t}/{m}" for t, kind in plover().types.items() for m in kind.modes)
MODE_GROUPS = tuple(
    (first, last)
    for t in TYPES
    if (first := sum(m.split("/")[0] in TYPES[: TYPES.index(t)] for m in MODES))
    < (last := first + len(plover().types[t].modes))
)
"""Where the modes of each type that has some stand in MODES: first, one past the last."""
CONTEXTS = tuple(sorted(plover().contexts))

TRIGGER_POS = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "ADV"})
PARTY_POS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
INSIDE = frozenset({"compound", "nummod", "det", "quantmod"})
PEOPLES = frozenset({"NORP", "GPE", "ORG", "PERSON"})
LONGEST = 6
"""Steps through the parse after which a path only counts as long."""

WIDTH = (len(TYPES) + 2) + len(TYPES) + len(STATUSES) + 2 + len(MODES)
"""Length of a trigger's feature row: lexicon row, what the rules coded, status, flags, modes."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The words of one sentence that may state events, and those that may be parties.

    `rows` holds for each trigger the WIDTH features as the indices that are one.
    """

    sentence: Sentence
    triggers: tuple[int, ...]
    rows: tuple[tuple[int, ...], ...]
    parties: tuple[int, ...]


def scene(
    tree: Tree, sentence: Sentence, lexicon: Mapping[int, Row], coded: Sequence[Candidate]
) -> Scene:
    """The scene of a sentence, given the lexicon's matches and what the rules made of them."""
    inside = range(sentence.first, sentence.last)
    triggers = tuple(i for i in inside if may_trigger(tree, i))
    by_trigger = {c.trigger: c for c in coded}
    return Scene(
        sentence=sentence,
        triggers=triggers,
        rows=tuple(_row(tree, i, lexicon.get(i), by_trigger.get(i)) for i in triggers),
        parties=tuple(i for i in inside if may_act(tree, i)),
    )


def may_trigger(tree: Tree, i: int) -> bool:
    """Whether a word can state an event: a content word, or a form of "be" with no verb."""
    token = tree.tokens[i]
    if not token.text[0].isalpha() or len(token.text) < 2:
        return False
    if token.pos == "AUX":
        return token.dep not in {"aux", "auxpass"}
    return token.pos in TRIGGER_POS


def may_act(tree: Tree, i: int) -> bool:
    """Whether a word can head the name of a party."""
    token = tree.tokens[i]
    if token.pos == "ADJ":
        return token.entity in PEOPLES
    if token.pos not in PARTY_POS:
        return False
    return token.dep not in INSIDE or token.entity in {"NORP", "GPE"}


def _row(tree: Tree, i: int, row: Row | None, coded: Candidate | None) -> tuple[int, ...]:
    ones = []
    kinds = len(TYPES)
    if row is not None:
        ones.append(kinds if row.event == NO_EVENT else TYPES.index(row.event))
        if row.specific:
            ones.append(kinds + 1)
    at = kinds + 2
    if coded is not None:
        ones.append(at + TYPES.index(coded.row.event))
    at += kinds
    ones.append(at + STATUSES.index(status_of(tree, i).status))
    at += len(STATUSES)
    if historical(tree, i) is not None:
        ones.append(at)
    if coded is not None and coded.claimed:
        ones.append(at + 1)
    return (*ones, *(at + 2 + MODES.index(m) for m in _modes(row, coded)))


def _modes(row: Row | None, coded: Candidate | None) -> list[str]:
    """The modes that the lexicon or the rules name, with their type."""
    named = {f"{c.row.event}/{m}" for c in (coded,) if c is not None for m in c.modes}
    named |= {f"{row.event}/{m}" for m in row.modes} if row is not None else set()
    return sorted(named & set(MODES))


def path(tree: Tree, trigger: int, party: int) -> tuple[str, str]:
    """The way through the parse from a trigger to a party, and its last step alone.

    "V<nsubj" is the subject of a verb, "P<nsubj" of a passive one; ">" goes up, "<" down;
    prepositions carry their word.
    """
    above = [trigger, *tree.up(trigger)]
    below = [party]
    for k in tree.up(party):
        if below[-1] in above:
            break
        below.append(k)
    last = _step(tree, party)
    if below[-1] not in above:
        return "apart", last
    ups = above[: above.index(below[-1])]
    steps = [f">{tree.tokens[k].dep}" for k in ups]
    steps += [f"<{_step(tree, k)}" for k in reversed(below[:-1])]
    kind = "N" if tree.tokens[trigger].pos in {"NOUN", "PROPN"} else "V"
    if kind == "V" and passive(tree, trigger):
        kind = "P"
    if len(steps) > LONGEST:
        return f"{kind}long", last
    return kind + "".join(steps), last


def _step(tree: Tree, k: int) -> str:
    token = tree.tokens[k]
    if token.dep in {"prep", "agent", "dative"}:
        return f"{token.dep}:{token.lemma.lower()}"
    if token.dep == "pobj":
        return f"pobj:{tree.tokens[token.head].lemma.lower()}"
    return token.dep
