"""One person under several names: full name, surname, first name, "Mr Surname"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dateline.actors.draft import Draft
from dateline.actors.knowledge import capital, nationality, state
from dateline.actors.names import (
    SUFFIXES,
    folded,
    given_gender,
    parts,
    same_person,
    told_gender,
)
from dateline.actors.phrases import Phrases
from dateline.syntax import Tree

OFTEN, TIMES_MORE = 3, 3
"""Of two people with one surname it means the one named in full so often, and so much more."""

ACRONYM, LONGEST_PERSON = 5, 3


def surnames(tree: Tree, phrases: Phrases, drafts: list[Draft]) -> list[Draft]:
    """The drafts with every lone surname given to the one full name of the report.

    Where the report gives none, the tables' person stays only if the surname is rare:
    "Putin" is himself, "Johnson" is anybody.
    """
    drafts = _unified(drafts)
    index = People(drafts)
    found = [index.resolved(draft) for draft in drafts]
    kept = [d for d in found if not (_only_named(d) and phrases.report.modifies(d.head))]
    return [*kept, *_missed(tree, phrases, index, drafts)]


def _only_named(draft: Draft) -> bool:
    """Whether nothing is known of a person but a surname: "the Hammond protest"."""
    return draft.key.startswith("person:") and len(parts(draft.name)) == 1


def named(draft: Draft) -> bool:
    """Whether a draft is a person by name, not by description."""
    return draft.kind == "person" and not draft.key.startswith("noun:")


class People:
    """The people whom a report names in full, by surname and by first name."""

    def __init__(self, drafts: list[Draft]) -> None:
        """Index the full names."""
        self.by_last: dict[str, dict[str, list[Draft]]] = {}
        self.by_first: dict[str, dict[str, list[Draft]]] = {}
        for draft in drafts:
            words = parts(draft.name)
            # A body may be a mislabelled person: "Woods" is open between it and another Woods.
            body = draft.key.startswith("org:") and len(words) <= LONGEST_PERSON
            if len(words) > 1 and draft.form == "full" and (body or named(draft)):
                for last in {words[-1], _bare(words[-1]), words[-1].partition("-")[0]}:
                    self.by_last.setdefault(last, {}).setdefault(draft.key, []).append(draft)
            if len(words) > 1 and draft.form == "full" and named(draft):
                self.by_first.setdefault(words[0], {}).setdefault(draft.key, []).append(draft)

    def resolved(self, draft: Draft) -> Draft:
        """The draft, as the person of the report whom its lone name means."""
        words = parts(draft.name)
        lone = named(draft) and draft.form == "surname"
        if draft.key.startswith("org:") and len(words) == 1:
            lone = not (draft.name.isupper() and len(draft.name) <= ACRONYM)
        if not lone:
            return draft
        # Only a name from the text is looked up by its first word: "Pete", "Mr Xi".
        known = self.meant(words[-1], draft) or (
            self._one(self.by_first.get(words[0], {}), draft)
            if words[0] not in self.by_last and not draft.key.startswith("org:")
            else None
        )
        if not known:
            return draft
        return replace(known, span=draft.span, head=draft.head, form="surname")

    def meant(self, surname: str, draft: Draft) -> Draft | None:
        """The one person whom a surname means where the draft stands."""
        return self._one(self.by_last.get(surname, {}), draft)

    def _one(self, candidates: Mapping[str, list[Draft]], draft: Draft) -> Draft | None:
        fitting = {
            key: group
            for key, group in candidates.items()
            if not draft.gender or all(d.gender in {None, draft.gender} for d in group)
        }
        if len(fitting) > 1:
            before = {k: g for k, g in fitting.items() if g[0].span.start < draft.span.start}
            fitting = before or fitting
        ranked = sorted(fitting.values(), key=lambda g: (-len(g), g[0].span.start))
        if not ranked:
            return None
        first = len(ranked[0])
        if len(ranked) > 1 and (first < OFTEN or first < TIMES_MORE * len(ranked[1])):
            return None
        best = max(ranked[0], key=lambda d: (d.country is not None, d.sector is not None))
        return best if named(best) else None


def _bare(surname: str) -> str:
    """The surname without its article: "al-Assad" is also met as "Assad"."""
    article, _, rest = surname.partition("-")
    return rest if article in {"al", "el", "ad", "ar", "as", "ash", "at", "az"} else surname


def _unified(drafts: list[Draft]) -> list[Draft]:
    """Full names of one person under one key: "Jacob Lew", "Jacob J. Lew"."""
    people: dict[str, Draft] = {}
    for draft in drafts:
        if named(draft) and draft.form == "full" and len(parts(draft.name)) > 1:
            people.setdefault(draft.key, draft)
    # A name of the tables comes first, then the longest: the others are its short forms.
    ordered = sorted(people.values(), key=lambda d: (not d.key.startswith("kb:"), -len(d.name)))
    kept: list[Draft] = []
    merged: dict[str, Draft] = {}
    for draft in ordered:
        same = [k for k in kept if _same(k, draft)]
        if len(same) == 1:
            merged[draft.key] = same[0]
        else:
            kept.append(draft)
    return [_under(draft, merged.get(draft.key)) for draft in drafts]


def _under(draft: Draft, person: Draft | None) -> Draft:
    if person is None:
        return draft
    if person.key.startswith("kb:"):
        return replace(person, span=draft.span, head=draft.head)
    return replace(draft, key=person.key, name=person.name)


def _same(one: Draft, other: Draft) -> bool:
    if other.key.startswith("kb:") or _suffixed(one) != _suffixed(other):
        return False
    genders = {one.gender, other.gender} - {None}
    return len(genders) < 2 and same_person(parts(one.name), parts(other.name))


def _suffixed(draft: Draft) -> bool:
    return folded(draft.name).split()[-1] in SUFFIXES


def _missed(tree: Tree, phrases: Phrases, index: People, drafts: list[Draft]) -> Iterator[Draft]:
    """Lone surnames that no phrase was read for: unlabelled, or called a place."""
    covered = {i for draft in drafts for i in tree.at(draft.span)}
    for i, token in enumerate(tree.tokens):
        if token.pos not in {"PROPN", "NOUN"} or i in covered:
            continue
        if folded(token.text) not in index.by_last or (token.pos == "NOUN" and _opens(tree, i)):
            continue  # a noun may be a mistaken name, but not where capitals mean nothing
        if not token.text[0].isupper() or _elsewhere(tree, phrases, i):
            continue
        blank = Draft(tree.span(i, i), i, "", "person", token.text)
        if known := index.meant(folded(token.text), blank):
            yield replace(known, span=blank.span, head=i, form="surname")


def _opens(tree: Tree, i: int) -> bool:
    return i == tree.doc.sentences[tree.tokens[i].sentence].first or i in tree.headline


def _elsewhere(tree: Tree, phrases: Phrases, i: int) -> bool:
    """Whether a surname is a place here, part of a longer name, or tells of a thing."""
    token = tree.tokens[i]
    beside = [tree.tokens[k] for k in (i - 1, i + 1) if 0 <= k < len(tree.tokens)]
    place = nationality(token.text) or capital(token.text) or state(token.text)
    return bool(
        phrases.report.modifies(i)
        or any(other.pos == "PROPN" for other in beside)
        or place
        or (token.dep == "pobj" and token.entity in {"GPE", "LOC", "FAC"})
        or any(row.kind != "person" for row in phrases.knowledge.named(token.text))
    )


class Genders:
    """The gender of each person of a report, as far as the report or the name tells."""

    def __init__(self, groups: Mapping[str, list[Draft]]) -> None:
        """Look at every person's names and titles."""
        self._known = {
            key: gender
            for key, group in groups.items()
            if named(group[0]) and (gender := _gender(group))
        }

    def fits(self, key: str, gender: str | None) -> bool:
        """Whether a pronoun of that gender can stand for the person."""
        return self._known.get(key) in {None, gender}

    def of(self, key: str) -> str | None:
        """What is known of a person's gender."""
        return self._known.get(key)

    def learn(self, key: str, gender: str | None) -> None:
        """Keep what an earlier pronoun showed."""
        if gender:
            self._known.setdefault(key, gender)


def _gender(group: list[Draft]) -> str | None:
    told = {d.gender or told_gender(d.title) for d in group} - {None}
    if not told:
        told = {given_gender(parts(d.name)[0]) for d in group if len(parts(d.name)) > 1} - {None}
    return told.pop() if len(told) == 1 else None
