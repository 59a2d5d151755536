"""Joining: phrases of one actor become one entity with all its mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from dateline.actors.coreference import Resolver
from dateline.actors.draft import Draft
from dateline.actors.names import folded
from dateline.actors.people import surnames
from dateline.actors.phrases import Phrases
from dateline.countries import countries
from dateline.syntax import Tree
from dateline.types import Document, Entity, Span

ARTICLES = frozenset({"the", "a", "an", "some", "several", "many", "other", "more", "two", "three"})


def grouped(tree: Tree, phrases: Phrases, drafts: list[Draft]) -> dict[str, list[Draft]]:
    """The phrases of each actor that has a name or a noun of its own, by key."""
    drafts = _described(tree, phrases, drafts)
    drafts = [_same_country(draft) for draft in drafts]
    drafts = surnames(tree, phrases, drafts)
    groups: dict[str, list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(_key(draft), []).append(draft)
    return groups


def entities(doc: Document, tree: Tree, groups: dict[str, list[Draft]]) -> tuple[Entity, ...]:
    """The entities of a report with all that refers to them, numbered by first mention."""
    groups, spans = _referred(groups, Resolver(doc, tree, groups).run())
    ordered = sorted(groups, key=lambda key: (min(spans[key]), key))
    return tuple(
        _entity(f"e{n}", groups[key], spans[key]) for n, key in enumerate(ordered, start=1)
    )


def _referred(
    groups: dict[str, list[Draft]], means: Mapping[Span, tuple[str, ...]]
) -> tuple[dict[str, list[Draft]], dict[str, list[Span]]]:
    """The groups without the phrases that mean somebody else, and the mentions of each."""
    kept = {
        key: [d for d in group if d.span not in means or not d.key.startswith("noun:")]
        for key, group in groups.items()
    }
    kept = {key: group for key, group in kept.items() if group}
    spans = {key: [d.span for d in group] for key, group in kept.items()}
    for span, keys in means.items():
        for key in _final(keys, groups, kept, means):
            spans[key].append(span)
    return kept, spans


def _final(
    keys: Iterable[str],
    groups: Mapping[str, list[Draft]],
    kept: Mapping[str, list[Draft]],
    means: Mapping[Span, tuple[str, ...]],
) -> Iterator[str]:
    """Keys that stand, those of phrases that mean somebody else followed to the end."""
    for key in keys:
        if key in kept:
            yield key
        else:
            first = min(d.span for d in groups[key])  # what it means was named before it
            rest = {span: keys for span, keys in means.items() if span != first}
            yield from _final(means.get(first, ()), groups, kept, rest)


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
        wikidata=next((d.wikidata for d in group if d.wikidata), None),
        role=next((d.role for d in group if d.role), None),
        basis="both" if kb and text and best.basis == "both" else "kb" if kb else "text",
        mentions=tuple(sorted(set(spans))),
        country_at=next(
            (d.country_at for d in group if d.country == best.country and d.country_at), None
        ),
        sector_at=next(
            (d.sector_at for d in group if d.sector == best.sector and d.sector_at), None
        ),
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
