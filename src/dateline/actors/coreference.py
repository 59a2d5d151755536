"""Who "he", "they", "the group" and "the two leaders" mean inside a report.

Everybody named so far, and every thing that could be meant as well, competes; "nobody" competes
too. The likeliest is taken only if its probability passes the floor of its sort of word. Weights
and floors are data (`data/actors/references.json`), fitted on our annotated reports.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.actors.descriptions import Description, descriptions
from dateline.actors.draft import Draft
from dateline.actors.names import folded, told_gender
from dateline.actors.prominence import PLURAL, Keys, Prominence
from dateline.actors.references import (
    FARTHEST,
    HE,
    IT,
    OBJECTS,
    PRONOUNS,
    REFLEXIVE,
    SHE,
    SUBJECTS,
    THEY,
    Asked,
    Referent,
    fits,
    salience,
    score,
)
from dateline.resources import shipped
from dateline.syntax import Tree
from dateline.types import Document, Span

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
SAYING = frozenset(
    """say tell add announce claim deny insist warn accuse vow pledge promise urge demand call
    declare report confirm admit acknowledge argue complain condemn blame threaten refuse reject
    agree decide want plan hope believe seek ask order arrest kill attack fire launch send deploy
    seize release meet sign vote""".split()
)
"""Verbs whose subject is somebody: of "it said" no thing is meant."""
WITH = frozenset({"with", "to", "by", "against", "for", "from"})
LEAD = math.log(4)
"""Whom a description means must be four times as likely as the next."""
SEVERAL_WITHIN = 6
"""Sentences back in which "the two" must have stood together."""

Oracle = Callable[[Span], Keys | None]
"""What a word truly means, for training; None leaves the answer to the weights."""


@dataclass(frozen=True, slots=True)
class Question:
    """A word asked about: whoever may be meant with what speaks for it."""

    span: Span
    sort: str
    choices: tuple[tuple[Keys, dict[str, float]], ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A definite common noun: its head, the actor that it was read as, its row of the table."""

    head: int
    span: Span
    key: str
    draft: Draft | None
    told: Description | None


@cache
def fitted() -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Weights by sort of word and signal, and the floor of each sort."""
    stored = json.loads(shipped("actors/references.json").read_text(encoding="utf-8"))
    return stored["weights"], stored["floors"]


def sort_of(word: str) -> str:
    """The sort of a pronoun, which has its own weights."""
    if word in HE | SHE:
        return "person"
    return "they" if word in THEY else "it" if word in IT else "description"


class Resolver(Prominence):
    """Resolves the references of one report."""

    def __init__(
        self,
        doc: Document,
        tree: Tree,
        groups: Mapping[str, list[Draft]],
        oracle: Oracle = lambda _: None,
    ) -> None:
        """Keep the parse and the actors found so far, by key."""
        super().__init__(doc, tree, groups)
        self.oracle = oracle
        self.questions: list[Question] = []
        self.answers: dict[Span, Keys] = {}

    def run(self) -> dict[Span, Keys]:
        """The actors' keys that each pronoun or description stands for."""
        found = self.answers
        known: dict[object, Referent] = {}
        for i, token in enumerate(self.tree.tokens):
            word = token.text.lower()
            question = None
            if word in PRONOUNS and token.tag in {"PRP", "PRP$"}:
                question = self._pronoun(i, word, list(known.values()))
            elif token.pos in {"NOUN", "NUM"} and self._definite(i):
                question = self._description(i, known)
            keys = self._answer(question) if question else ()
            if question and keys:
                found[question.span] = keys
                self._learn(word, keys)
                self.show(known, keys, i, pronoun=word in PRONOUNS)
            else:
                self.meet(known, i)
        return found

    def _answer(self, question: Question) -> Keys:
        self.questions.append(question)
        told = self.oracle(question.span)
        if told is not None:
            return told
        weights, floors = fitted()
        scores = [
            (score(weights[question.sort], signals), keys) for keys, signals in question.choices
        ]
        total = 1.0 + sum(math.exp(min(s, 50.0)) for s, _ in scores)  # 1: nobody
        best, keys = max(scores, key=lambda item: item[0], default=(-99.0, ()))
        others = [s for s, k in scores if not set(k) & set(keys)]
        if question.sort == "description" and best - max(others, default=-99.0) < LEAD:
            return ()
        return keys if math.exp(min(best, 50.0)) / total >= floors[question.sort] else ()

    def _learn(self, word: str, keys: Keys) -> None:
        if word in HE | SHE:
            self.genders.learn(keys[0], "m" if word in HE else "f")

    # pronouns

    def _pronoun(self, i: int, word: str, known: Sequence[Referent]) -> Question | None:
        if self._pleonastic(i, word):
            return None
        asked = self._asked(i, word)
        some = [one for one in known if self._near(asked, one) and fits(asked, one)]
        actors = [one for one in some if one.keys]
        if not actors:
            return None
        latest = max(one.last.head for one in actors)
        choices = tuple(
            (
                one.keys,
                salience(asked, one, alone=len(actors) == 1, latest=one.last.head == latest),
            )
            for one in some
        )
        return Question(self.tree.span(i, i), asked.sort, choices)

    def _asked(self, i: int, word: str) -> Asked:
        token = self.tree.tokens[i]
        wants = token.dep == "nsubj" and self.tree.tokens[token.head].lemma.lower() in SAYING
        return Asked(
            i, word, sort_of(word), self.shown(i), token.tag == "PRP$", wants,
            frozenset(self.tree.up(i)),
        )  # fmt: skip

    def _near(self, asked: Asked, one: Referent) -> bool:
        """Whether somebody was named near enough, and not as another part of one clause."""
        last, here = one.last, asked.shown
        if here.sentence - last.sentence > FARTHEST or (last.headline and not here.headline):
            return False
        if last.sentence != here.sentence or asked.word in REFLEXIVE:
            return True
        if asked.possessive:
            return last.head != self.tree.tokens[asked.head].head
        return last.clause != here.clause or last.dep == "poss"

    def _pleonastic(self, i: int, word: str) -> bool:
        """Whether "it" stands for nothing: "it is said that", "it rained"."""
        token = self.tree.tokens[i]
        if word != "it" or token.dep == "expl":
            return word == "it"
        if token.dep not in SUBJECTS:
            return False
        below = {self.tree.tokens[c].dep for c in self.tree.children[token.head]}
        if self.tree.tokens[token.head].lemma == "be":
            return bool(below & {"acomp", "ccomp"})
        return token.dep == "nsubjpass" and "ccomp" in below

    # descriptions

    def _definite(self, head: int) -> bool:
        """Whether a noun phrase speaks of somebody already known."""
        return any(
            self.tree.tokens[c].text.lower() in DEFINITE
            for c in self.tree.of(head, "det", "predet", "nummod", "preconj")
        )

    def _description(self, i: int, known: Mapping[object, Referent]) -> Question | None:
        """Whom a definite common noun repeats, if it is one of an actor."""
        token = self.tree.tokens[i]
        if token.dep == "poss" and token.tag in PLURAL:
            return None  # "the miners' union" speaks of the union
        own = [(key, d) for key, d in self.drafts.get(i, ()) if d.key.startswith("noun:")]
        if len(own) != len(self.drafts.get(i, ())) or self.tree.of(i, "relcl", "acl", "appos"):
            return None
        told = self._noun(i)
        if not own and (told is None or self.tree.of(i, "amod", "compound", "prep", "poss")):
            return None
        key, draft = own[0] if own else ("", None)
        phrase = Phrase(i, draft.span if draft else self.tree.span(i, i), key, draft, told)
        many = self._counted(i)
        if many and told and "p" in told.number:
            if keys := self._several(i, told, many, list(known.values())):
                return Question(phrase.span, "several", ((keys, {"bias": 1.0}),))
            return None
        return self._one(phrase, known)

    def _counted(self, head: int) -> int:
        """How many the phrase speaks of: two for "both leaders"; 0 untold."""
        below = self.tree.of(head, "det", "nummod", "predet", "preconj")
        words = {self.tree.tokens[c].text.lower() for c in below}
        return 2 if words & {"two", "both"} else 3 if "three" in words else 0

    def _noun(self, head: int) -> Description | None:
        """The row of a noun, of two words where the table has them: "foreign minister"."""
        token, table = self.tree.tokens[head], descriptions()
        before = folded(self.tree.tokens[head - 1].text) if head else ""
        for noun in (folded(token.text), folded(token.lemma)):
            if found := table.get(f"{before} {noun}") or table.get(noun):
                return found
        return None

    def _one(self, phrase: Phrase, known: Mapping[object, Referent]) -> Question | None:
        barred = {phrase.key, *self._beside(phrase.head)}
        some = [
            one
            for one in known.values()
            if len(one.keys) == 1 and one.keys[0] not in barred and self._may_be(phrase, one)
        ]
        if not some:
            return None
        latest = max(one.last.head for one in some)
        choices = tuple(
            (one.keys, self._likeness(phrase, one, alone=len(some) == 1, latest=latest))
            for one in some
        )
        return Question(phrase.span, "description", choices)

    def _may_be(self, phrase: Phrase, one: Referent) -> bool:
        """Whether country, gender, number, kind and words allow somebody to be meant."""
        token, draft = self.tree.tokens[phrase.head], phrase.draft
        if draft and draft.country and one.country and draft.country != one.country:
            return False
        gender = told_gender(draft.name if draft else token.text)
        if gender and one.gender not in {None, gender}:
            return False
        if token.tag in PLURAL and one.number == "s":
            return False
        if not one.named:
            return one.noun == token.lemma.lower()
        if phrase.told is None:
            return _told_by_name(token.lemma.lower(), one)
        return phrase.told.may_be(one.kind, one.sector, one.known_as)

    def _likeness(
        self, phrase: Phrase, one: Referent, *, alone: bool, latest: int
    ) -> dict[str, float]:
        """The signals of a description and one who may be meant."""
        i, draft, told = phrase.head, phrase.draft, phrase.told
        here, last = self.shown(i), one.last
        found = {
            "bias": 1.0,
            "distance": math.log1p(here.sentence - last.sentence),
            "often": math.log1p(len(one.shown)),
            f"kind {one.kind}": 1.0,
        }
        lemma = self.tree.tokens[i].lemma.lower()
        flags = {
            "same noun": one.noun == lemma,
            "in name": one.named and _told_by_name(lemma, one),
            "by table": told is not None and one.named,
            "country agrees": bool(draft and draft.country and draft.country == one.country),
            "country more": bool(draft and draft.country and not one.country),
            "sector agrees": bool(draft and draft.sector and draft.sector == one.sector),
            "sector apart": bool(
                draft and draft.sector and one.sector and draft.sector != one.sector
            ),
            "modified": bool(self.tree.of(i, "amod", "compound", "nummod")),
            "complement": bool(self.tree.of(i, "prep", "poss")),
            "owner": self.tree.tokens[i].dep == "poss",
            "plural": self.tree.tokens[i].tag in PLURAL,
            "subject": last.dep in SUBJECTS,
            "quoted apart": here.quoted != last.quoted,
            "same sentence": here.sentence == last.sentence,
            "headline only": last.headline,
            "alone": alone,
            "latest": last.head == latest,
            "actor noun": draft is not None,
        }
        found.update({name: 1.0 for name, holds in flags.items() if holds})
        return found

    def _beside(self, head: int) -> Iterator[str]:
        """Who stands in another part of the same clause: the president who met X is not X."""
        verb = self.verb(head)
        for k, found in self.drafts.items():
            if k != head and self.verb(k) == verb and self._argument(k):
                yield from (key for key, _ in found)

    def _argument(self, i: int) -> bool:
        token = self.tree.tokens[i]
        if token.dep in SUBJECTS | OBJECTS:
            return True
        return token.dep == "pobj" and self.tree.tokens[token.head].lemma.lower() in WITH

    def _several(self, head: int, told: Description, many: int, known: Sequence[Referent]) -> Keys:
        """The two (or three) that stand together in the latest sentence with just so many."""
        here = self.tree.tokens[head].sentence
        fitting = [one for one in known if len(one.keys) == 1 and self._one_of(told, one)]
        if len(fitting) == many and {one.kind for one in fitting} <= {"person", "country"}:
            return tuple(one.keys[0] for one in fitting)  # nobody else was named
        for sentence in range(here, max(-1, here - SEVERAL_WITHIN), -1):
            keys = [
                one.keys[0] for one in fitting if any(s.sentence == sentence for s in one.shown)
            ]
            if len(keys) > many:
                return ()
            if len(keys) == many:
                joined = any(set(one.keys) == set(keys) for one in known if len(one.keys) > 1)
                kinds = {self.groups[key][0].kind for key in keys}
                # Two bodies in one sentence need not be the two sides; two states mostly are.
                return tuple(keys) if joined or kinds in ({"person"}, {"country"}) else ()
        return ()

    def _one_of(self, told: Description, one: Referent) -> bool:
        """Whether somebody can be one of several: of "the leaders" a leader."""
        if one.kind not in told.kinds:
            return False
        single = descriptions().get(told.noun.removesuffix("s"))
        if one.kind != "person" or single is None:
            return one.kind != "person" or one.number == "s"
        return one.number == "s" and single.may_be("person", one.sector, one.known_as)


def _told_by_name(lemma: str, one: Referent) -> bool:
    """Whether a name, role or title holds a noun."""
    words = folded(one.known_as).replace("-", " ").split()
    return lemma in words or f"{lemma}s" in words
