"""Who and what a report has spoken of so far, and how: the ground for resolving references."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from dateline.actors.draft import Draft
from dateline.actors.names import told_gender
from dateline.actors.people import Genders
from dateline.actors.references import FARTHEST, Referent, Shown
from dateline.syntax import Tree
from dateline.types import Document

PLURAL = frozenset({"NNS", "NNPS"})
Keys = tuple[str, ...]


class Prominence:
    """Keeps the referents of one report, token by token."""

    def __init__(self, doc: Document, tree: Tree, groups: Mapping[str, list[Draft]]) -> None:
        """Keep the parse and the actors found so far, by key."""
        self.doc, self.tree, self.groups = doc, tree, groups
        self.genders = Genders(groups)

    @cached_property
    def drafts(self) -> dict[int, list[tuple[str, Draft]]]:
        """(key, draft) by head."""
        found: dict[int, list[tuple[str, Draft]]] = {}
        for key, group in self.groups.items():
            for draft in group:
                found.setdefault(draft.head, []).append((key, draft))
        return found

    @cached_property
    def things(self) -> frozenset[int]:
        """Heads of phrases that name no actor."""
        return frozenset(m.head for m in self.doc.mentions if m.kind != "pronoun")

    def meet(self, known: dict[object, Referent], i: int) -> None:
        """Take note of the actor or thing that token `i` heads, and of a coordination."""
        here = self.drafts.get(i, ())
        for key, _ in here:
            self.show(known, (key,), i)
        if not here and i in self.things and self.tree.tokens[i].pos in {"NOUN", "PROPN"}:
            number = "p" if self.tree.tokens[i].tag in PLURAL else "s"
            known[i] = Referent((), "", number, shown=[self.shown(i)])
        first = i
        while self.tree.tokens[first].dep == "conj":
            first = self.tree.tokens[first].head
        if first != i and here:
            joined = [k for k in self.tree.conjuncts(first) if k <= i and k in self.drafts]
            keys = tuple(dict.fromkeys(key for k in joined for key, _ in self.drafts[k]))
            if len(keys) > 1:
                known.pop(("several", first), None)
                self.show(known, keys, first, name=("several", first))

    def show(
        self,
        known: dict[object, Referent],
        keys: Keys,
        i: int,
        *,
        pronoun: bool = False,
        name: object = None,
    ) -> None:
        """Note that some actors were mentioned at token `i`."""
        name = name or (keys[0] if len(keys) == 1 else keys)
        if name not in known:
            known[name] = self.referent(keys, i)
        one = known[name]
        if len(keys) == 1:
            one.gender = self.genders.of(keys[0]) or one.gender
        one.shown.append(replace(self.shown(i), pronoun=pronoun))

    def referent(self, keys: Keys, i: int) -> Referent:
        group = self.groups[keys[0]]
        if len(keys) > 1:
            return Referent(keys, group[0].kind, "p")
        draft = next((d for d in group if d.head == i), group[0])
        names = [w for d in group for w in (d.name, d.role, d.title) if w]
        gender = self.genders.of(keys[0]) or next(
            (g for d in group if (g := told_gender(d.title or d.name))), None
        )
        named = not draft.key.startswith("noun:")
        return Referent(
            keys, draft.kind, self.number(draft), gender, named,
            next((d.country for d in group if d.country), None),
            next((d.sector for d in group if d.sector), None),
            " ".join(dict.fromkeys(names)),
            "" if named else self.tree.tokens[draft.head].lemma.lower(),
        )  # fmt: skip

    def number(self, draft: Draft) -> str:
        plural = self.tree.tokens[draft.head].tag in PLURAL
        if draft.kind == "person":
            return "p" if plural else "s"
        if draft.kind == "population":
            return "p"
        if draft.kind == "country":
            return "s"
        return "p" if plural and draft.key.startswith("noun:") else "c"

    def shown(self, i: int) -> Shown:
        token = self.tree.tokens[i]
        sentence = self.doc.sentences[token.sentence]
        return Shown(
            i, token.sentence, sentence.block, token.dep, self.verb(i), self.quoted[i],
            False, i - sentence.first <= FARTHEST, i in self.tree.headline,
        )  # fmt: skip

    def verb(self, i: int) -> int:
        """The nearest verb above a word."""
        return next((k for k in self.tree.up(i) if self.tree.tokens[k].pos in {"VERB", "AUX"}), i)

    @cached_property
    def quoted(self) -> list[bool]:
        """Whether each token stands between quotation marks, by paragraph."""
        found: list[bool] = []
        inside, block = False, -1
        for token in self.tree.tokens:
            now = self.doc.sentences[token.sentence].block
            if now != block:
                inside, block = False, now
            mark = token.text in {'"', "''", "``", "“", "”"}
            if mark:
                inside = token.text in {"“", "``"} or (token.text == '"' and not inside)
            found.append(inside and not mark)
        return found
