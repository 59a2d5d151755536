"""Who and whom: the words in the slots of a trigger, and the entities they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dateline.events.lexicon import FRACTIONS, TIMES
from dateline.syntax import Tree
from dateline.types import Document, Span

OBJECT_CONTROL = frozenset(
    """urge ask order call press force compel persuade convince tell command invite allow
    authorize authorise permit help enable encourage warn accuse suspect blame condemn
    charge convict criticize criticise denounce get lead prompt push request advise
    implore beg instruct direct oblige require arrest detain sentence jail fine""".split()
)
"""Verbs whose object is the subject of the infinitive or gerund below them."""

OCCUR = frozenset(
    """break erupt begin start continue resume take end flare intensify occur happen kick hold
    rage conclude open fail collapse stall carry launch mount impose sign""".split()
)
"""Verbs that only say that their subject takes place; its parties may hang on them."""

OWNER_PREPS = frozenset({"of", "by", "from", "against", "in", "between", "among", "with", "for"})


PEOPLE_PRONOUNS = frozenset({"they", "them", "he", "him", "she", "her", "we", "us", "i", "me"})
"""Pronouns that always stand for people; "it" may be a storm."""


@dataclass(frozen=True, slots=True)
class Found:
    """A party: the token of its head, its words, and the entity if one is known."""

    head: int
    span: Span
    entity: str | None


class Parties:
    """Finds the parties of triggers in one document."""

    def __init__(self, doc: Document, tree: Tree) -> None:
        """Index the entities' mentions by token."""
        self.doc = doc
        self.tree = tree

    @cached_property
    def _by_token(self) -> dict[int, tuple[str, Span]]:
        """Token index -> (entity id, span) of the shortest mention that holds it."""
        return {i: found[0] for i, found in self._all_by_token.items()}

    @cached_property
    def _all_by_token(self) -> dict[int, list[tuple[str, Span]]]:
        """The same with every entity of that mention: "they" may be two."""
        spans = sorted(
            ((span, entity.id) for entity in self.doc.entities for span in entity.mentions),
            key=lambda pair: (pair[0].start - pair[0].end, pair[0].start, pair[1]),
        )
        index: dict[int, list[tuple[str, Span]]] = {}
        for span, entity in spans:
            for i in self.tree.at(span):
                held = index.get(i)
                if held and held[0][1] == span:
                    held.append((entity, span))
                else:
                    index[i] = [(entity, span)]
        return index

    @cached_property
    def people(self) -> frozenset[int]:
        """Tokens of common nouns that head a mention of people."""
        kinds = {e.id: e.kind for e in self.doc.entities}
        return frozenset(
            i
            for i, (entity, _) in self._by_token.items()
            if kinds[entity] in {"person", "group", "population"}
            and self.tree.tokens[i].pos in {"NOUN", "NUM"}
        )

    def sectors(self, found: Iterable[Found]) -> set[str | None]:
        """The sectors of the parties."""
        known = {e.id: e.sector for e in self.doc.entities}
        return {known.get(f.entity or "") for f in found}

    def entity(self, i: int) -> tuple[str, Span] | None:
        """The entity whose mention holds token `i`, with the mention."""
        return self._by_token.get(i)

    def named(self, i: int) -> list[Found]:
        """The parties a noun phrase headed by `i` stands for, coordinated ones included."""
        found: list[Found] = []
        for k in self.tree.conjuncts(i):
            known = self.entity(k) or self._below(k) or self._itself(k)
            if known and all(f.span != known[1] for f in found):
                found += self._members(k, known)
            elif known is None and self._unnamed(k):
                found.append(Found(k, self.tree.span(k, k), None))
        return found

    def standing(self, i: int) -> list[Found]:
        """The party that the phrase headed by `i` names, or the one its thing belongs to.

        A phrase nobody knows is kept by its words, the entity open.
        """
        known = self.entity(i) or self._below(i) or self._itself(i)
        if known:
            return self._members(i, known)
        if self.tree.tokens[i].pos == "NOUN" and (owners := self.owner(i)):
            return owners
        return [Found(i, self.phrase(i), None)]

    def _members(self, i: int, known: tuple[str, Span]) -> list[Found]:
        """A party, or each of several that one word stands for: "the two leaders"."""
        every = self._all_by_token.get(i, ())
        several = [entity for entity, span in every if span == known[1]] or [known[0]]
        return [Found(i, known[1], entity) for entity in several]

    def _itself(self, i: int) -> tuple[str, Span] | None:
        """The body that "it" repeats: "the ministry said it had freed …"."""
        token = self.tree.tokens[i]
        if token.text.lower() != "it" or token.dep not in {"nsubj", "nsubjpass"}:
            return None
        clause = token.head
        if self.tree.tokens[clause].dep == "conj":
            clause = self.tree.tokens[clause].head
        if self.tree.tokens[clause].dep != "ccomp":
            return None
        for s in subjects(self.tree, self.tree.tokens[clause].head):
            known = self.entity(s)
            if known and self._bodies.get(known[0]):
                return known[0], self.tree.span(i, i)
        return None

    @cached_property
    def _bodies(self) -> dict[str, bool]:
        """Whether an entity is a body that "it" can stand for."""
        bodies = {"organization", "country", "group"}
        return {e.id: e.kind in bodies for e in self.doc.entities}

    def _unnamed(self, i: int) -> bool:
        """Whether a word stands for people nobody names: "they", "wounded 41"."""
        token = self.tree.tokens[i]
        if token.pos == "PRON":
            return token.text.lower() in PEOPLE_PRONOUNS
        return (
            token.pos == "NUM" and token.entity in {"CARDINAL", ""} and not self.tree.of(i, "prep")
        )

    def _below(self, i: int) -> tuple[str, Span] | None:
        """The members of a group named after a count: "hundreds of teachers"."""
        token = self.tree.tokens[i]
        if token.pos not in {"NUM", "PRON", "DET"} and token.lemma.lower() not in FRACTIONS:
            return None
        for c in self.tree.of(i, "prep"):
            for p in self.tree.of(c, "pobj"):
                if self.tree.tokens[c].lemma.lower() == "of" and self.entity(p):
                    return self.entity(p)
        return None

    def owner(self, i: int) -> list[Found]:
        """The parties a thing belongs to: "Iran's nuclear programme" -> Iran."""
        for c in self.tree.of(i, "poss", "amod", "compound", "nmod"):
            if found := self.named(c):
                return found
        for c in self.tree.of(i, "prep"):
            if self.tree.tokens[c].lemma.lower() in OWNER_PREPS:
                for p in self.tree.of(c, "pobj"):
                    if found := self.named(p) or self._possessor(p):
                        return found
        return []

    def _possessor(self, i: int) -> list[Found]:
        return [f for c in self.tree.of(i, "poss", "amod") for f in self.named(c)]

    def phrase(self, i: int) -> Span:
        """The words of a name: its head with the names and titles before it."""
        first = i
        while first > 0 and self._before(first - 1, i):
            first -= 1
        return self.tree.span(first, i)

    def _before(self, k: int, head: int) -> bool:
        token = self.tree.tokens[k]
        return token.head == head and token.dep in {"compound", "nmod", "amod"}


def passive(tree: Tree, i: int) -> bool:
    """Whether a verb stands in the passive, or as a reduced one ("troops sent by")."""
    if tree.of(i, "nsubjpass", "auxpass", "agent", "csubjpass"):
        return True
    token = tree.tokens[i]
    if token.dep == "acl" and token.tag == "VBN":
        return True
    above = tree.tokens[token.head]
    if (
        token.dep == "conj"
        and token.tag == "VBN"
        and tree.of(i, "nsubj")
        and not tree.of(i, "dobj")
    ):
        return bool(tree.of(token.head, "auxpass")) and above.pos == "VERB"
    # Headlines tell what was done in the present: "Tanker seized off Oman" is a passive.
    bare = token.tag in {"VBD", "VBN"} and not tree.of(i, "dobj", "aux", "prt", "ccomp", "xcomp")
    return bare and i in tree.headline and bool(tree.of(i, "nsubj"))


def subjects(tree: Tree, i: int, depth: int = 0) -> list[int]:
    """Heads of the grammatical subject of verb `i`, inherited where it is not said."""
    own = tree.of(i, "nsubj", "nsubjpass")
    own = [_antecedent(tree, i, s) for s in own]
    if own or depth > 4:
        return own
    token = tree.tokens[i]
    head = token.head
    if head == i:
        return []
    if token.dep == "conj":
        return subjects(tree, head, depth + 1)
    if token.dep in {"acl", "relcl"} and tree.tokens[head].pos in {"NOUN", "PROPN", "PRON"}:
        if token.dep == "acl" and any(tree.tokens[c].text == "to" for c in tree.of(i, "aux")):
            return _holder(tree, head, depth)
        return [head]
    if token.dep in {"xcomp", "advcl", "ccomp", "dep", "pcomp", "prep"}:
        return _controller(tree, i, depth)
    return []


SEQUELS = frozenset({"after", "before", "by", "without", "while", "since", "besides"})
"""Prepositions before a gerund whose doer is that of the sentence."""


def _verb_above(tree: Tree, i: int) -> int:
    """The nearest verb above a token, the root if there is none."""
    return next((k for k in tree.up(i) if tree.tokens[k].pos == "VERB"), tree.tokens[i].head)


def _holder(tree: Tree, noun: int, depth: int) -> list[int]:
    """Whose plan it is: "his decision to send", "Iran vowed its readiness to talk"."""
    own = tree.of(noun, "poss")
    if own:
        return own
    above = next((k for k in tree.up(noun) if tree.tokens[k].pos == "VERB"), None)
    return subjects(tree, above, depth + 1) if above is not None else []


def _controller(tree: Tree, i: int, depth: int) -> list[int]:
    """The understood subject of an infinitive, gerund or participle."""
    head = tree.tokens[i].head
    if tree.tokens[i].dep == "pcomp":
        preposition, head = tree.tokens[head].lemma.lower(), tree.tokens[head].head
        while preposition in SEQUELS and tree.tokens[head].dep == "acl":
            head = _verb_above(tree, head)  # "seized men working there after killing a guard"
        above = tree.tokens[tree.tokens[head].head]
        if tree.tokens[head].pos in {"NOUN", "PROPN"} and above.lemma.lower() in OBJECT_CONTROL:
            return [head]  # "accused the minister of ordering" with "of" hung on the minister
    if tree.tokens[head].pos == "ADJ":
        return subjects(tree, tree.tokens[head].head, depth + 1)  # "are due to meet"
    if tree.tokens[head].pos not in {"VERB", "AUX"}:
        return []
    if tree.tokens[i].dep == "ccomp" and tree.tokens[i].tag not in {"VB", "VBG"}:
        return []
    lemma = tree.tokens[head].lemma.lower()
    if tree.tokens[i].dep in {"xcomp", "ccomp", "pcomp"} and lemma in OBJECT_CONTROL:
        told = tree.of(head, "dobj", "nsubjpass", "dative")
        told += [
            p
            for c in tree.of(head, "prep")
            for p in tree.of(c, "pobj")
            if tree.tokens[c].lemma.lower() in {"on", "upon", "to"}
        ]
        if told:
            return told[:1]
    if passive(tree, head) and tree.tokens[i].dep == "advcl":
        # "Five were killed, wounding others": the doer is the agent, not the victim.
        return agents(tree, head)
    return subjects(tree, head, depth + 1)


def _antecedent(tree: Tree, verb: int, subject: int) -> int:
    """What a relative pronoun stands for: the noun the clause hangs on."""
    token = tree.tokens[subject]
    if tree.tokens[verb].dep == "relcl" and token.lemma.lower() in {"who", "which", "that"}:
        return tree.tokens[verb].head
    return subject


def agents(tree: Tree, i: int) -> list[int]:
    """Heads of the by-phrase of a passive verb."""
    by = tree.of(i, "agent")
    by += [c for c in tree.of(i, "prep") if tree.tokens[c].lemma.lower() == "by"]
    return [p for c in by for p in tree.of(c, "pobj") if tree.tokens[p].entity not in TIMES]


def patients(tree: Tree, i: int) -> list[int]:
    """Heads of what the verb acts on, active or passive."""
    if passive(tree, i):
        told = tree.of(i, "nsubjpass") or tree.of(i, "nsubj")
        if told:
            return [_antecedent(tree, i, s) for s in told]
        if tree.tokens[i].dep in {"acl", "relcl"}:
            return [tree.tokens[i].head]
        if tree.tokens[i].dep == "conj":
            return subjects(tree, tree.tokens[i].head)
        return []
    direct = tree.of(i, "dobj")
    relative = tree.tokens[i].dep == "relcl" and not direct and tree.of(i, "nsubj")
    if relative and tree.tokens[i].head not in subjects(tree, i):
        return [tree.tokens[i].head]
    if not direct and tree.tokens[i].dep == "conj" and not tree.of(i, "ccomp", "xcomp", "prep"):
        # "arrested and beat protesters": the shared object hangs on one of the verbs.
        return tree.of(tree.tokens[i].head, "dobj")
    return [_raised(tree, d) for d in direct]


def _raised(tree: Tree, i: int) -> int:
    token = tree.tokens[i]
    if token.lemma.lower() in {"who", "whom", "which", "that"}:
        return tree.tokens[token.head].head
    return i


def prepositional(tree: Tree, i: int, prep: str) -> list[int]:
    """Heads of the objects of a preposition of token `i`, or of its direct object."""
    holders = [i, *tree.of(i, "dobj", "nsubjpass", "attr"), *tree.of(i, "prt")]
    verb = tree.tokens[tree.tokens[i].head]
    if tree.tokens[i].dep in {"nsubj", "nsubjpass"} and verb.lemma.lower() in OCCUR:
        holders.append(tree.tokens[i].head)  # "fighting broke out between …"
    found: list[int] = []
    for holder in holders:
        for c in tree.of(holder, "prep", "agent", "dative", "prt"):
            if tree.tokens[c].lemma.lower() == prep:
                found += tree.of(c, "pobj")
            for c2 in tree.of(c, "prep"):
                if tree.tokens[c2].lemma.lower() == prep:
                    found += tree.of(c2, "pobj")
    return found
