"""Events that a construction states, not a word: blame in a name given, a demand in "should".

"called the raid an act of piracy" is criticism; "said Ankara must open the border" is a
demand. No single word of them is an event, so they are no rows of the lexicon.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from dateline.events.lexicon import Row
from dateline.events.parties import Parties, subjects
from dateline.resources import shipped
from dateline.syntax import Tree

NAMING = frozenset({"call", "brand", "label", "describe", "characterise", "characterize", "deem"})
SAYING = frozenset(
    """say insist argue tell add stress declare state write maintain demand reiterate warn
    tweet assert""".split()
)
OBLIGING = frozenset({"should", "must", "ought"})
ASKED_MODES = {
    "CONSULT": "meet", "AID": "assist", "COOPERATE": "assist", "SUPPORT": "assist",
    "RETREAT": "yield", "CONCEDE": "yield",
}  # fmt: skip
REACH = 9
"""Tokens after a naming verb in which its name for the thing is looked for."""


@cache
def blame_words() -> frozenset[str]:
    """Nouns and adjectives that condemn what they are said of."""
    with shipped("lexicon/blame.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["word"] for row in csv.DictReader(lines))


def framed(tree: Tree, parties: Parties, rows: Mapping[int, Row]) -> dict[int, Row]:
    """Rows by trigger for the constructions of a document, over those of the lexicon."""
    found: dict[int, Row] = {}
    for i, token in enumerate(tree.tokens):
        if token.pos != "VERB":
            continue
        row = rows.get(i)
        if row is None and token.lemma.lower() in NAMING and _blames(tree, i):
            found[i] = _row("ACCUSE", ("disapprove",), ("subj",), ("obj",), "111")
        elif token.dep == "ccomp" and _obliges(tree, parties, i):
            mode = ASKED_MODES.get(row.event, "change") if row else "change"
            found[i] = _row("REQUEST", (mode,), ("sayer",), ("subj",), "100")
    return found


def _blames(tree: Tree, i: int) -> bool:
    """Whether the name a verb gives condemns: within reach and under the verb."""
    below = range(i + 1, min(len(tree.tokens), i + 1 + REACH))
    return any(
        tree.tokens[k].lemma.lower() in blame_words()
        and tree.tokens[k].sentence == tree.tokens[i].sentence
        and i in tree.up(k)
        for k in below
    )


def _obliges(tree: Tree, parties: Parties, i: int) -> bool:
    """Whether somebody says that another party should or must do this."""
    if tree.tokens[tree.tokens[i].head].lemma.lower() not in SAYING:
        return False
    if not any(tree.tokens[c].text.lower() in OBLIGING for c in tree.of(i, "aux")):
        return False
    told = [parties.entity(s) for s in tree.of(i, "nsubj")]
    sayers = [parties.entity(s) for s in subjects(tree, tree.tokens[i].head)]
    names = {entity[0] for entity in sayers if entity}
    return bool(names) and any(entity and entity[0] not in names for entity in told)


def _row(
    event: str,
    modes: tuple[str, ...],
    actor: tuple[str, ...],
    recipient: tuple[str, ...],
    cameo: str,
) -> Row:
    return Row(
        lemma="", pos="VERB", particles=frozenset(), objects=frozenset(), event=event,
        modes=modes, contexts=(), actor=actor, recipient=recipient, reciprocal=False,
        cameo=cameo, needs_recipient="sayer" in actor, needs_partner=False,
        where="frames.py",
    )  # fmt: skip
