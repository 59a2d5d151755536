"""Joining: phrases of one actor become one entity with all its mentions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from dateline.actors.draft import Draft
from dateline.actors.names import folded, told_gender
from dateline.actors.people import Genders, surnames
from dateline.actors.phrases import Phrases
from dateline.countries import countries
from dateline.syntax import Tree
from dateline.types import Document, Entity, Mention, Span

MALE_FEMALE = frozenset({"he", "him", "she", "her"})
ARTICLES = frozenset({"the", "a", "an", "some", "several", "many", "other", "more", "two", "three"})


def entities(
    doc: Document, tree: Tree, phrases: Phrases, drafts: list[Draft]
) -> tuple[Entity, ...]:
    """The entities of a report, numbered by first mention."""
    drafts = _described(tree, phrases, drafts)
    drafts = [_same_country(draft) for draft in drafts]
    drafts = surnames(tree, phrases, drafts)
    drafts = _definite(tree, drafts)
    groups: dict[str, list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(_key(draft), []).append(draft)
    spans = {key: [d.span for d in group] for key, group in groups.items()}
    _pronouns(doc, tree, groups, spans)
    ordered = sorted(groups, key=lambda key: (min(spans[key]), key))
    return tuple(
        _entity(f"e{n}", groups[key], spans[key]) for n, key in enumerate(ordered, start=1)
    )


def _entity(name: str, group: list[Draft], spans: Iterable[Span]) -> Entity:
    best = max(
        group,
        key=lambda d: (
            d.country is not None, d.sector is not None, d.title is not None, len(d.name)
        ),
    )  # fmt: skip
    kb = any(d.basis in {"kb", "both"} for d in group)
    text = any(d.basis in {"text", "both"} for d in group)
    return Entity(
        id=name,
        kind=best.kind,
        name=" ".join(best.name.split()),
        country=best.country,
        sector=best.sector,
        other_sectors=best.other_sectors,
        wikidata=None,
        role=next((d.role for d in group if d.role), None),
        basis="both" if kb and text and best.basis == "both" else "kb" if kb else "text",
        mentions=tuple(sorted(set(spans))),
    )


def _key(draft: Draft) -> str:
    if not draft.key.startswith("noun:"):
        return draft.key
    words = [w for w in folded(draft.name).split() if w not in ARTICLES and not w[0].isdigit()]
    return f"noun:{draft.country}:{draft.sector}:{' '.join(words)}"


@cache
def _names_by_iso3() -> Mapping[str, str]:
    # A code may have several rows (dependencies): the first names the state itself.
    return {c.iso3: c.name for c in reversed(countries())}


def _same_country(draft: Draft) -> Draft:
    """One key for a country, by name or adjective."""
    name = _names_by_iso3().get(draft.country or "")
    if draft.kind == "country" and name:
        return replace(draft, key=f"country:{draft.country}", name=name, basis="kb")
    return draft


def _described(tree: Tree, phrases: Phrases, drafts: list[Draft]) -> list[Draft]:
    """Persons with what an apposition says of them: "X, the army chief", "the army chief, X"."""
    by_head = {draft.head: n for n, draft in enumerate(drafts)}
    found = list(drafts)
    for head, n in by_head.items():
        for c in tree.of(head, "appos"):
            m = by_head.get(c)
            if m is None:
                continue
            person, told = (n, m) if found[n].key.startswith(("person:", "kb:")) else (m, n)
            if found[person].kind != "person" or found[told].kind != "person":
                continue
            # Lists are often parsed as appositions: a second name or a plural tells of others.
            plural = tree.tokens[found[told].head].tag in {"NNS", "NNPS"}
            if plural or not found[told].key.startswith("noun:"):
                continue
            words = found[told].span.of(tree.doc.text)
            joined = phrases.joined(found[person], found[told], words)
            found[person] = joined
            found[told] = replace(joined, span=found[told].span, head=found[told].head)
    return found


def _definite(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """Descriptions joined: "the Russian president" is the one person of the report with that country and role."""
    people: dict[str, Draft] = {}
    for draft in drafts:
        if draft.kind == "person" and not draft.key.startswith("noun:") and draft.country:
            people.setdefault(draft.key, draft)
    return [_description(tree, draft, list(people.values())) for draft in drafts]


def _description(tree: Tree, draft: Draft, people: list[Draft]) -> Draft:
    if draft.kind != "person" or not draft.key.startswith("noun:") or not draft.country:
        return draft
    noun = folded(tree.tokens[draft.head].lemma)
    matching = [
        p
        for p in people
        if p.country == draft.country and noun in folded(f"{p.role or ''} {p.title or ''}").split()
    ]
    if len(matching) != 1:
        return draft
    return replace(matching[0], span=draft.span, head=draft.head)


def _pronouns(
    doc: Document,
    tree: Tree,
    groups: Mapping[str, list[Draft]],
    spans: dict[str, list[Span]],
) -> None:
    """He and she: the only person named so far in the sentence, else in the one before."""
    people = sorted(
        (d.span.start, tree.tokens[d.head].sentence, key)
        for key, group in groups.items()
        for d in group
        if d.kind == "person" and not d.key.startswith("noun:")
    )
    genders = Genders(groups)
    for mention in doc.mentions:
        word = tree.tokens[mention.head].text.lower()
        if mention.kind == "pronoun" and word in MALE_FEMALE:
            gender = told_gender(word)
            fitting = [row for row in people if genders.fits(row[2], gender)]
            key = _antecedent(mention, tree, fitting)
            if key:
                genders.learn(key, gender)
                spans[key].append(mention.span)


def _antecedent(mention: Mention, tree: Tree, people: list[tuple[int, int, str]]) -> str | None:
    here = tree.tokens[mention.head].sentence
    block = tree.doc.sentences[here].block
    for sentence in (here, here - 1):
        if sentence < 0 or tree.doc.sentences[sentence].block < block - 1:
            return None
        near = {key for at, s, key in people if s == sentence and at < mention.span.start}
        if near:
            return next(iter(near)) if len(near) == 1 else None
    return None
