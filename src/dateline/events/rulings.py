"""Rulings on hard cases, applied to what the model reads (ONTOLOGY: rulings; PLOVER codebook).

The model sees one word at a time; these rules see how the events of a sentence hang together.
Each is a plain condition on the parse. `tests/unit/events/rulings.csv` holds the cases.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dateline.events.detect import EXERCISES, Candidate, captors, complement
from dateline.events.parties import Parties, agents, subjects
from dateline.events.slots import SPEECH_TYPES
from dateline.events.status import Finding, status_of
from dateline.resources import shipped
from dateline.syntax import CLAUSE_DEPS, Tree

ENDING = frozenset({"stop", "halt", "end", "cease", "suspend", "avoid", "refrain"})
"""Verbs whose gerund names what should be no more: "to stop shelling"."""
ANNOUNCING = frozenset({"announce", "declare", "pledge", "promise"})
TERMS = frozenset({"year", "month", "prison", "jail", "life", "imprisonment"})
"""Words of a prison sentence."""
FOILING = frozenset({"foil", "thwart", "avert", "prevent", "defuse"})
LEADING = frozenset({"lead", "allow", "pave", "enable", "facilitate"})
PAYING = frozenset({"pay", "compensate", "reimburse"})
FIGURES = frozenset({"war", "battle", "fight", "crusade"})
"""Nouns that are as often figures: "the war on red tape"."""
ADVANCING = frozenset({"advance", "move", "march", "push"})
PLOTTING = frozenset({"plot", "conspire", "scheme"})
RELIEF = frozenset(
    {"earthquake", "flood", "disaster", "relief", "cyclone", "hurricane", "wildfire"}
)
HELPING = frozenset({"help", "relief", "victim", "survivor", "rescue", "assist", "aid", "evacuate"})
COURTS = frozenset({"court", "judge", "tribunal", "jury"})


@dataclass(frozen=True, slots=True)
class ModeWord:
    """A word that says how an event was done.

    `becomes` names another type for it; a `sure` word wins over what the model thinks.
    """

    mode: str
    becomes: str
    sure: bool


@cache
def mode_words() -> Mapping[str, Mapping[str, ModeWord]]:
    """Words that tell a mode, by event type and lemma (`data/lexicon/modes.csv`)."""
    found: dict[str, dict[str, ModeWord]] = defaultdict(dict)
    with shipped("lexicon/modes.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["event"]][row["word"]] = ModeWord(
                row["mode"], row["becomes"], row["sure"] == "yes"
            )
    return found


def ruled(tree: Tree, parties: Parties, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of a document after the rulings, in text order."""
    kept = [c for c in found if not (_part_of_another(tree, found, c) or _no_act(tree, parties, c))]
    return [r for c in kept for r in _recast(tree, parties, c)]


def _no_act(tree: Tree, parties: Parties, c: Candidate) -> bool:
    """Whether a noun of violence tells no act of its own: avenged deaths, a war on red tape."""
    token = tree.tokens[c.trigger]
    if c.row.event != "ASSAULT" or token.pos != "NOUN":
        return False
    if token.dep == "dobj" and tree.tokens[token.head].lemma.lower() == "avenge":
        return True
    if token.lemma.lower() not in FIGURES or c.actors or c.recipients:
        return False
    against = [p for k in tree.of(c.trigger, "prep") for p in tree.of(k, "pobj")]
    things = [p for p in against if tree.tokens[p].pos == "NOUN" and not parties.entity(p)]
    on = {tree.tokens[k].lemma.lower() for k in tree.of(c.trigger, "prep")}
    return bool(things) and len(things) == len(against) and bool(on & {"on", "against", "for"})


def _part_of_another(tree: Tree, found: Sequence[Candidate], c: Candidate) -> bool:
    """Whether an event only tells what another one asks for, threatens, promises or ends."""
    sentence = tree.tokens[c.trigger].sentence
    return any(
        _holds(tree, other, c)
        for other in found
        if other is not c and tree.tokens[other.trigger].sentence == sentence
    )


def _holds(tree: Tree, other: Candidate, c: Candidate) -> bool:
    """Whether event `c` is part of event `other`."""
    token = tree.tokens[c.trigger]
    kinds = (other.row.event, c.row.event)
    if kinds == ("CONCEDE", "PROTEST"):
        # "ended a hunger strike", "called off the strike": one concession
        return token.dep == "dobj" and other.trigger in tree.up(c.trigger)
    if kinds == ("ASSAULT", "MOBILIZE"):
        # "advanced on the town and shelled it": one attack
        return other.trigger in tree.of(c.trigger, "conj") and token.lemma.lower() in ADVANCING
    if kinds == ("ASSAULT", "COERCE"):
        # "kidnapped X and are holding him for ransom"
        held = {tree.tokens[k].lemma.lower() for k in clause(tree, c.trigger)}
        return c.trigger in tree.conjuncts(other.trigger) and "ransom" in held
    if kinds == ("PROTEST", "REQUEST"):
        return token.dep in {"advcl", "acl", "xcomp"} and token.head in other.words
    return other.row.event in SPEECH_TYPES and _asked(tree, other.trigger, c)


def _asked(tree: Tree, speech: int, c: Candidate) -> bool:
    """Whether an event stands in what a speech act asks, refuses, threatens or promises."""
    token = tree.tokens[c.trigger]
    if token.pos not in {"VERB", "AUX"} or c.trigger not in complement(tree, speech):
        return False
    if c.status.status in {"future", "hypothetical"}:
        return True
    return token.tag == "VBG" and tree.tokens[token.head].lemma.lower() in ENDING


def _recast(tree: Tree, parties: Parties, c: Candidate) -> Iterator[Candidate]:
    """A candidate as the rulings see it; a prison sentence is two."""
    row = captors(parties, c.row, c.actors, c.recipients)
    if row is not c.row:
        c = replace(c, row=row, modes=row.modes)
    for ruling in (
        _by_words,
        _exercise,
        _announced,
        _payment,
        _absent,
        _relief,
        _plotted,
        _barred,
        _foiled,
        _ended,
        _led_to,
        _met,
    ):
        c = ruling(tree, c)
    yield c
    if c.row.event == "SANCTION" and "convict" in c.modes and _jails(tree, c.trigger):
        yield _as(c, "COERCE", ("arrest",))


def _as(c: Candidate, event: str, modes: tuple[str, ...]) -> Candidate:
    """A candidate under another type."""
    return replace(
        c, row=replace(c.row, event=event, modes=(), contexts=(), cameo=None), modes=modes
    )


def clause(tree: Tree, i: int) -> list[int]:
    """Words of the clause that token `i` governs, other clauses left out."""
    found, todo = [], [i]
    while todo:
        k = todo.pop()
        found.append(k)
        todo += [c for c in tree.children[k] if tree.tokens[c].dep not in CLAUSE_DEPS | {"conj"}]
    return found


def _by_words(tree: Tree, c: Candidate) -> Candidate:
    """The mode that a word of the clause tells, where none is known or the word is sure."""
    known = mode_words().get(c.row.event, {})
    below = clause(tree, c.trigger)
    if c.row.event == "THREATEN":
        below += complement(tree, c.trigger)
    told = [known[w] for k in below if (w := tree.tokens[k].lemma.lower()) in known]
    told.sort(key=lambda t: not t.sure)
    other = next((t for t in told if t.becomes), None)
    if other is not None:
        return _as(c, other.becomes, (other.mode,))
    if told and (told[0].sure or not c.modes):
        return replace(c, modes=(told[0].mode,))
    return c


def _barred(tree: Tree, c: Candidate) -> Candidate:
    """A group kept from entering a country is refused."""
    if c.row.event not in {"COERCE", "SANCTION"}:
        return c
    if tree.tokens[c.trigger].lemma.lower() not in {"bar", "deny", "refuse"}:
        return c
    below = {tree.tokens[k].lemma.lower() for k in tree.subtree(c.trigger)}
    return _as(c, "REJECT", ()) if below & {"enter", "entry"} else c


def _foiled(tree: Tree, c: Candidate) -> Candidate:
    """What somebody foiled did not happen, and who foiled it did not do it."""
    i = c.trigger
    if c.row.event != "ASSAULT":
        return c
    if tree.tokens[i].lemma.lower() not in FOILING:
        if tree.tokens[i].dep not in {"dobj", "nsubjpass"}:
            return c
        i = tree.tokens[i].head
    if tree.tokens[i].lemma.lower() not in FOILING:
        return c
    foilers = {k for s in [*subjects(tree, i), *agents(tree, i)] for k in tree.subtree(s)}
    return replace(
        c,
        status=Finding("negation", tree.span(i, i)),
        actors=tuple(f for f in c.actors if f.head not in foilers),
    )


def _exercise(tree: Tree, c: Candidate) -> Candidate:
    """A joint exercise is COOPERATE, one country's own MOBILIZE."""
    words = {tree.tokens[k].lemma.lower() for k in clause(tree, c.trigger)}
    if c.row.event not in {"COOPERATE", "MOBILIZE"} or not words & EXERCISES:
        return c
    joint = len(c.actors) + len(c.recipients) > 1 or "joint" in words
    if joint == (c.row.event == "COOPERATE") or not c.actors:
        return c
    return _as(c, "COOPERATE" if joint else "MOBILIZE", ())


def _announced(tree: Tree, c: Candidate) -> Candidate:
    """A retreat only announced is a concession, and that was made."""
    token = tree.tokens[c.trigger]
    above = tree.tokens[token.head]
    if c.row.event != "RETREAT" or c.status.status != "future" or token.dep != "ccomp":
        return c
    if above.lemma.lower() not in ANNOUNCING or above.pos != "VERB":
        return c
    status = Finding("actual", tree.span(token.head, token.head))
    return replace(_as(c, "CONCEDE", ()), trigger=token.head, words=(token.head,), status=status)


def _payment(tree: Tree, c: Candidate) -> Candidate:
    """A payment that a court orders is a conviction."""
    if c.row.event not in {"REQUEST", "ACCUSE"} or not c.actors:
        return c
    ordered = any(
        tree.tokens[k].lemma.lower() in PAYING for k in tree.of(c.trigger, "xcomp", "ccomp")
    )
    heads = {tree.tokens[f.head].lemma.lower() for f in c.actors}
    return _as(c, "SANCTION", ("convict",)) if ordered and heads & COURTS else c


def _absent(tree: Tree, c: Candidate) -> Candidate:
    """An arrest ordered in absentia is a threat of one."""
    if c.row.event != "COERCE" or "arrest" not in c.modes:
        return c
    below = {tree.tokens[k].lemma.lower() for k in tree.subtree(c.trigger)}
    return _as(c, "THREATEN", ("arrest",)) if "absentia" in below else c


def _relief(tree: Tree, c: Candidate) -> Candidate:
    """Soldiers sent to help after a disaster are aid."""
    if c.row.event != "MOBILIZE":
        return c
    below = {tree.tokens[k].lemma.lower() for k in tree.subtree(c.trigger)}
    return _as(c, "AID", ()) if below & RELIEF and below & HELPING else c


def _plotted(tree: Tree, c: Candidate) -> Candidate:
    """What was plotted has not happened; how it was to be done its verb tells."""
    if c.row.event != "ASSAULT" or tree.tokens[c.trigger].lemma.lower() not in PLOTTING:
        return c
    known = mode_words().get("ASSAULT", {})
    words = [tree.tokens[k].lemma.lower() for k in complement(tree, c.trigger)]
    modes = tuple(dict.fromkeys(known[w].mode for w in words if w in known))
    status = Finding("hypothetical", tree.span(c.trigger, c.trigger))
    return replace(c, status=status, modes=modes or c.modes)


def _ended(tree: Tree, c: Candidate) -> Candidate:
    """Who asks for an end of violence asks somebody to yield."""
    if c.row.event != "REQUEST" or "yield" in c.modes:
        return c
    for k in tree.of(c.trigger, "xcomp"):
        if tree.tokens[k].lemma.lower() in ENDING and tree.of(k, "xcomp"):
            return replace(c, modes=("yield",))
    return c


def _led_to(tree: Tree, c: Candidate) -> Candidate:
    """What a step may lead to has not happened: "a process leading to the withdrawal"."""
    found = status_of(tree, c.trigger)
    if c.status.status != "actual" or found.status != "hypothetical":
        return c
    words = {tree.tokens[k].lemma.lower() for k in tree.at(found.span)}
    return replace(c, status=found) if words & LEADING else c


def _met(_tree: Tree, c: Candidate) -> Candidate:
    """All who met are actors; nobody is actor and recipient of one event."""
    recipients = tuple(
        f for f in c.recipients if not any(f.span.overlaps(a.span) for a in c.actors)
    )
    one_way = {"visit", "phone", "third-party"}.intersection(c.modes)
    if c.row.event == "CONSULT" and c.row.reciprocal and c.actors and not one_way:
        return replace(c, actors=(*c.actors, *recipients), recipients=())
    return replace(c, recipients=recipients)


def _jails(tree: Tree, trigger: int) -> bool:
    """Whether a conviction's own words speak of prison."""
    lemma = tree.tokens[trigger].lemma.lower()
    below = {tree.tokens[k].lemma.lower() for k in tree.subtree(trigger)}
    return lemma in {"jail", "imprison"} or (lemma == "sentence" and bool(below & TERMS))
