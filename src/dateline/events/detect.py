"""Detection: triggers by the lexicon, their parties by the parse, one event an occurrence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.events.frames import framed
from dateline.events.lexicon import NO_EVENT, Lexicon, Row
from dateline.events.parties import Found, Parties
from dateline.events.slots import SPEECH_TYPES, Slots, minus
from dateline.events.status import Finding, historical, status_of
from dateline.syntax import Tree

WITHOUT_DOER = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT"})
"""Types that count without a known doer when a known party suffers them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger with its row, its parties and its status, before it becomes an event."""

    trigger: int
    words: tuple[int, ...]
    row: Row
    actors: tuple[Found, ...]
    recipients: tuple[Found, ...]
    modes: tuple[str, ...]
    status: Finding
    past: Finding | None
    claimed: bool
    contexts: tuple[str, ...] = ()
    signals: tuple[float, ...] = ()
    confidence: float | None = None

    @property
    def weight(self) -> tuple[int, int, int]:
        """How well founded: parties, specificity, and a verb before a noun."""
        both = bool(self.actors) + bool(self.recipients)
        return both, self.row.specific, self.row.pos == "VERB"


SPREADING = frozenset({"spread", "publish", "circulate", "air", "broadcast", "post", "share"})
FALSE = frozenset({"false", "fake", "fabricate", "fabricated", "doctored", "misleading", "bogus"})
FALSEHOOD = Row(
    lemma="spread",
    pos="VERB",
    particles=frozenset(),
    objects=frozenset({"falsehood"}),
    event="COERCE",
    modes=("misinformation",),
    contexts=("misinformation",),
    actor=("subj",),
    recipient=("about", "against", "in"),
    reciprocal=False,
    cameo="170",
    needs_recipient=False,
    needs_partner=False,
    where="detect.py",
)
"""As the lexicon's row for spreading disinformation, the lie told by an adjective."""
REVENGE = frozenset({"avenge", "retaliate", "revenge", "vengeance", "retaliation"})


def matches(tree: Tree, parties: Parties, lexicon: Lexicon) -> dict[int, Row]:
    """The lexicon's row for each token that has one, blame and demands by frame included."""
    people = parties.people
    rows = {i: row for i in range(len(tree.tokens)) if (row := lexicon.match(tree, i, people))}
    for i, row in rows.items():
        if row.event == "AGREE" and not row.own and _revenge(tree, i):
            rows[i] = replace(row, event="THREATEN", modes=("violence",), contexts=(), cameo=None)
    rows |= {i: FALSEHOOD for i in range(len(tree.tokens)) if i not in rows and _lies(tree, i)}
    return {**rows, **framed(tree, parties, rows)}


def _lies(tree: Tree, i: int) -> bool:
    """Whether something false is spread: "spread false reports about the army"."""
    if tree.tokens[i].lemma.lower() not in SPREADING:
        return False
    told = [a for k in tree.of(i, "dobj", "nsubjpass") for a in tree.of(k, "amod", "compound")]
    return any(tree.tokens[a].lemma.lower() in FALSE for a in told)


def _revenge(tree: Tree, i: int) -> bool:
    """Whether what is promised is revenge: "vowed to avenge the death of"."""
    return any(tree.tokens[k].lemma.lower() in REVENGE for k in tree.of(i, "xcomp", "dobj"))


def candidates(tree: Tree, parties: Parties, rows: dict[int, Row]) -> list[Candidate]:
    """The events of a document as candidates, in text order, without repetitions."""
    consumed = _consumed(tree, rows)
    found = [
        candidate
        for i, row in sorted(rows.items())
        if row.event != NO_EVENT and i not in consumed
        for candidate in _candidate(tree, parties, rows, i)
    ]
    return without_repetitions(tree, found)


def _consumed(tree: Tree, rows: dict[int, Row]) -> set[int]:
    """Triggers that another trigger already tells of: its object, its complement."""
    eaten: set[int] = set()
    for i, row in rows.items():
        if row.event == NO_EVENT:
            eaten |= {k for k in _objects(tree, i) if row.objects}
            continue
        if row.objects:
            # A noun with a sense of its own ("hunger strike") is more exact than the verb.
            eaten |= {k for k in _objects(tree, i) if not _exact(rows.get(k))}
        if row.event in SPEECH_TYPES:
            eaten |= {k for k in complement(tree, i) if k in rows and not _said(tree, k, rows[k])}
        if row.event == "PROTEST":
            # What a protest demands is not a second event (ONTOLOGY, rulings).
            eaten |= {k for k in tree.of(i, "advcl", "acl", "xcomp") if _asks(rows.get(k))}
    return eaten


def _said(tree: Tree, k: int, row: Row) -> bool:
    """Whether a noun names somebody's own speech act: "rejected a demand by …"."""
    return row.pos == "NOUN" and row.event in {"REQUEST", "ACCUSE"} and bool(tree.of(k, "prep"))


def _asks(row: Row | None) -> bool:
    return row is not None and row.event == "REQUEST"


def _exact(row: Row | None) -> bool:
    return row is not None and bool(row.particles) and row.event != NO_EVENT


def _objects(tree: Tree, i: int) -> list[int]:
    direct = tree.of(i, "dobj", "nsubjpass", "attr", "oprd")
    direct += [p for c in tree.of(i, "prep") for p in tree.of(c, "pobj")]
    if tree.tokens[i].dep in {"acl", "relcl"}:
        direct.append(tree.tokens[i].head)
    return [k for d in direct for k in tree.conjuncts(d)]


def complement(tree: Tree, i: int) -> list[int]:
    """Tokens of what is asked for, threatened or promised by trigger `i`."""
    below = tree.of(i, "xcomp", "ccomp", "dobj", "acl", "nsubjpass")
    for c in tree.of(i, "prep", "prt"):
        below += tree.of(c, "pobj", "pcomp")
    return [k for b in below for k in tree.subtree(b) if not _breaks(tree, b, k)]


def _breaks(tree: Tree, top: int, k: int) -> bool:
    """Whether a clause of its own lies between `k` and the top of the complement."""
    while k != top:
        if tree.tokens[k].dep in {"relcl", "parataxis", "nsubj", "appos"}:
            return True
        if tree.tokens[k].dep == "advcl" and tree.of(k, "mark"):
            return True  # "agreed to reopen … after fishermen were freed"
        k = tree.tokens[k].head
    return False


def _candidate(tree: Tree, parties: Parties, rows: dict[int, Row], i: int) -> Iterator[Candidate]:
    row = rows[i]
    who = Slots(tree, parties, i, row)
    if who.blocked(rows):
        return
    actors, recipients = who.fill(rows)
    if not _enough(row, actors, recipients, lent=who.lends):
        return
    if row.needs_partner and not (recipients or _several(tree, actors)):
        return
    words = _words(tree, i, row)
    row = captors(parties, row, actors, recipients)
    if len(actors) > 1 and _exercise(tree, words, row):
        # A joint exercise is COOPERATE, one country's own is MOBILIZE (ONTOLOGY, rulings).
        row = replace(row, event="COOPERATE", modes=(), cameo="062", reciprocal=True)
    yield Candidate(
        trigger=i,
        words=words,
        row=row,
        actors=actors,
        recipients=recipients,
        modes=row.modes or _modes(tree, rows, i),
        status=status_of(tree, i),
        past=historical(tree, i),
        claimed=_claimed(tree, rows, i),
    )


ARMED = frozenset({"REB", "UAF", "CRM", "PRM"})


def captors(
    parties: Parties, row: Row, actors: tuple[Found, ...], recipients: tuple[Found, ...]
) -> Row:
    """An arrest by gunmen is an abduction: ASSAULT, where the state's would be COERCE."""
    held = {"arrest", "seize"}.intersection(row.modes) or row.lemma == "seize"
    both = bool(actors and recipients)
    if row.event == "COERCE" and held and both and parties.sectors(actors) <= ARMED:
        return replace(row, event="ASSAULT", modes=("abduct",), cameo="181")
    return row


EXERCISES = frozenset({"exercise", "drill", "manoeuvre", "maneuver", "game", "wargame"})


def _exercise(tree: Tree, words: tuple[int, ...], row: Row) -> bool:
    return row.event == "MOBILIZE" and any(tree.tokens[k].lemma.lower() in EXERCISES for k in words)


def _several(tree: Tree, actors: tuple[Found, ...]) -> bool:
    """Whether the actors are more than one: named apart, or a plural ("the two leaders")."""
    return len(actors) > 1 or any(tree.tokens[f.head].tag in {"NNS", "NNPS"} for f in actors)


def _enough(
    row: Row, actors: tuple[Found, ...], recipients: tuple[Found, ...], *, lent: bool
) -> bool:
    """Whether the parties found make an event worth stating."""
    if row.needs_recipient and not recipients:
        return False
    if row.reciprocal and row.pos == "NOUN":
        return len(actors) > 1 or bool(actors and recipients)
    if actors:
        return (
            row.pos == "VERB" or lent or bool(recipients) or bool(row.specific) or len(actors) > 1
        )
    return bool(recipients) and row.event in WITHOUT_DOER


def _words(tree: Tree, i: int, row: Row) -> tuple[int, ...]:
    """The tokens of the trigger: the word, its particle, and the object that makes the sense."""
    words = [i]
    if row.pos == "VERB":
        words += tree.of(i, "prt")
        if row.objects:
            words += [k for k in _objects(tree, i) if tree.tokens[k].lemma.lower() in row.objects][
                :1
            ]
    return tuple(sorted(words))


COMPLEMENT_MODES = {
    "REQUEST": {
        "CONSULT": "meet",
        "AID": "assist",
        "COOPERATE": "assist",
        "SUPPORT": "assist",
        "RETREAT": "yield",
        "CONCEDE": "yield",
    },
    "REJECT": {
        "CONSULT": "meet",
        "AID": "assist",
        "COOPERATE": "assist",
        "SUPPORT": "assist",
        "RETREAT": "yield",
        "CONCEDE": "yield",
    },
    "THREATEN": {
        "ASSAULT": "violence",
        "MOBILIZE": "violence",
        "COERCE": "restrict",
        "SANCTION": "relations",
    },
}
"""The mode of a speech act from the type of what is asked, refused or threatened."""


def _modes(tree: Tree, rows: dict[int, Row], i: int) -> tuple[str, ...]:
    known = COMPLEMENT_MODES.get(rows[i].event, {})
    for k in complement(tree, i) if known else ():
        mode = known.get(rows[k].event) if k in rows else None
        if mode:
            return (mode,)
    return ()


def _claimed(tree: Tree, rows: dict[int, Row], i: int) -> bool:
    """Whether the event is only what somebody is accused of or said to have done."""
    for c in tree.of(i, "advmod", "amod"):
        if tree.tokens[c].lemma.lower() in {"reportedly", "allegedly", "alleged", "reported"}:
            return True
    while tree.tokens[i].dep == "conj":
        i = tree.tokens[i].head
    if tree.tokens[i].dep not in {"pcomp", "pobj", "xcomp", "ccomp", "dobj"}:
        return False
    return any(head in rows and rows[head].event == "ACCUSE" and head < i for head in tree.up(i))


def without_repetitions(tree: Tree, found: list[Candidate]) -> list[Candidate]:
    """One candidate for each occurrence: "attacked the town, killing five" is one assault."""
    kept: list[Candidate] = []
    for candidate in found:
        twin = next((k for k in kept if _same(tree, k, candidate)), None)
        if twin is None:
            kept.append(candidate)
            continue
        better, other = (candidate, twin) if candidate.weight > twin.weight else (twin, candidate)
        modes = (*better.modes, *(m for m in other.modes if m not in better.modes))
        merged = replace(
            better,
            modes=modes,
            actors=better.actors or other.actors,
            recipients=better.recipients or minus(other.recipients, better.actors),
        )
        kept[kept.index(twin)] = merged
    return kept


def _same(tree: Tree, a: Candidate, b: Candidate) -> bool:
    """Same type, sentence and status, no party that contradicts, and linked in the parse."""
    first, second = tree.tokens[a.trigger], tree.tokens[b.trigger]
    if a.row.event != b.row.event or first.sentence != second.sentence:
        return False
    if a.status.status != b.status.status:
        return False
    if _coordinated(tree, a.trigger, b.trigger) and a.row.event != "ASSAULT":
        return False  # "raided the house and arrested two men": two deeds
    one, two = _anchor(tree, a), _anchor(tree, b)
    if one != two and one not in tree.up(two) and two not in tree.up(one):
        return False
    return _agree(a.actors, b.actors) and (
        a.row.event == "ASSAULT" or _agree(a.recipients, b.recipients)
    )


def _coordinated(tree: Tree, a: int, b: int) -> bool:
    first, second = sorted((a, b))
    return tree.tokens[second].dep == "conj" and first in tree.up(second)


def _anchor(tree: Tree, candidate: Candidate) -> int:
    """The verb that states the event: the light verb above a nominal trigger."""
    i = candidate.trigger
    if candidate.row.pos == "NOUN" and tree.tokens[i].dep in {"dobj", "pobj", "conj"}:
        return next((k for k in tree.up(i) if tree.tokens[k].pos == "VERB"), i)
    return i


def _agree(a: tuple[Found, ...], b: tuple[Found, ...]) -> bool:
    if not a or not b:
        return True
    return bool({f.entity or f.span for f in a} & {f.entity or f.span for f in b})
