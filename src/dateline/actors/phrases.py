"""Noun phrases to actors: what a phrase says of country, sector and kind by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from dateline.actors.knowledge import (
    Agent,
    Knowledge,
    Known,
    capital,
    common_surnames,
    folded,
    nationality,
)
from dateline.syntax import Tree
from dateline.types import EntityKind, Span

LONGEST_AGENT = 4
STATIVE = frozenset(
    """be have see lie remain become experience wake witness sit stand grow feel look seem
    suffer enjoy boast record get""".split()
)
"""Verbs whose subject a city can be as a place; with any other it acts as a government."""

HONORIFICS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lady"})
FORMER = frozenset({"former", "ex", "ousted", "deposed", "late", "then", "one-time", "outgoing"})
VAGUE = frozenset({"UAF", "UNK", "REB", None})
ORGANIZED = frozenset({"ORG", "FAC"})


@dataclass(frozen=True, slots=True)
class Draft:
    """An actor as one phrase shows it, before phrases of one actor are joined."""

    span: Span
    head: int
    key: str
    kind: EntityKind
    name: str
    country: str | None = None
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    role: str | None = None
    basis: str = "text"
    title: str | None = None


class Phrases:
    """Reads noun phrases of one document against the knowledge base."""

    def __init__(self, tree: Tree, knowledge: Knowledge, day: str | None) -> None:
        """Keep the parse, the tables and the report's day."""
        self.tree = tree
        self.knowledge = knowledge
        self.day = day

    def words(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, both included."""
        tokens = self.tree.tokens
        return self.tree.doc.text[tokens[first].start : tokens[last].end]

    def names(self, first: int, last: int) -> Iterator[tuple[int, int, tuple[Known, ...]]]:
        """Known names inside a phrase, longest first from the left: (first, last, rows)."""
        at = first
        while at <= last:
            for end in range(min(last, at + self.knowledge.longest - 1), at - 1, -1):
                rows = self._rows(at, end)
                if rows:
                    yield at, end, rows
                    at = end
                    break
            at += 1

    def _rows(self, first: int, last: int) -> tuple[Known, ...]:
        if not self.tree.tokens[first].text[0].isupper():
            return ()
        words = self.words(first, last)
        return self.knowledge.named(words)

    def agent(self, first: int, last: int) -> tuple[int, Agent] | None:
        """The longest agent noun that ends the phrase: (its first token, what it is)."""
        for start in range(max(first, last - LONGEST_AGENT + 1), last + 1):
            agent = self.knowledge.agents.get(folded(self.words(start, last)))
            if agent:
                return start, agent
        return None

    def read(self, first: int, last: int) -> Draft | None:
        """The actor of the phrase from `first` to its head `last`, None if it is a thing."""
        first = self._trimmed(first, last)
        token = self.tree.tokens[last]
        name = self._name_at(last, first)
        if name and token.entity != "PERSON":
            draft = self._known(first, name, last)
            if draft:
                return draft
        if token.pos == "PROPN" and not self._place_like(last) and self._is_person(first, last):
            return self._person(first, last)
        if name:
            return self._known(first, name, last)
        agent = self.agent(first, last) if token.pos in {"NOUN", "PROPN"} else None
        if agent:
            return self._common(first, last, agent)
        return self._other(first, last)

    def _is_person(self, first: int, last: int) -> bool:
        """Labelled a person, or a lone rare surname that the tables know: "Trump"."""
        token = self.tree.tokens[last]
        if token.entity == "PERSON":
            return True
        alone = first == last and token.entity in {"ORG", "GPE", ""}
        return alone and self._known_person(last, last) is not None

    @cached_property
    def _places(self) -> frozenset[str]:
        """Words that the report itself uses as places: labelled so, or after "in"."""
        tokens = self.tree.tokens
        return frozenset(
            t.text
            for t in tokens
            if t.entity in {"GPE", "LOC"}
            or (t.dep == "pobj" and tokens[t.head].text.lower() in {"in", "near", "outside"})
        )

    def _place_like(self, i: int) -> bool:
        """Whether a lone "person" is a place by the report's own use: "to Sochi"."""
        tokens = self.tree.tokens
        alone = tokens[i - 1].entity != "PERSON" if i else True
        return alone and tokens[i].text in self._places

    def _trimmed(self, first: int, last: int) -> int:
        while first < last and self.tree.tokens[first].pos in {"DET", "PUNCT", "PRON", "SYM"}:
            first += 1
        return first

    def _name_at(self, last: int, first: int) -> tuple[int, int, tuple[Known, ...]] | None:
        return next((n for n in self.names(first, last) if n[1] == last), None)

    def _known(
        self, first: int, name: tuple[int, int, tuple[Known, ...]], last: int
    ) -> Draft | None:
        start, _, rows = name
        row = self.knowledge.on(rows, self.day) or (None if len(rows) > 1 else rows[0])
        if row is None:
            return None
        if row.kind == "person":
            return self._person(first, last)
        kind: EntityKind = "country" if row.kind == "country" else "organization"
        if row.kind == "group":
            kind = "group"
        return Draft(
            self.tree.span(start, last), last, f"kb:{row.name}", kind, row.name, row.country,
            row.sector, row.other_sectors, None, "kb",
        )  # fmt: skip

    def _person(self, first: int, last: int) -> Draft:
        start = self._name_start(first, last)
        name = self.words(start, last)
        known = self._known_person(start, last)
        draft = Draft(self.tree.span(first, last), last, f"person:{folded(name)}", "person", name)
        if known:
            draft = replace(
                draft, key=f"kb:{known.name}", name=known.name, country=known.country,
                sector=known.sector, role=known.role, basis="kb",
            )  # fmt: skip
        return self._titled(draft, first, start - 1) if start > first else draft

    def _name_start(self, first: int, last: int) -> int:
        """Where the name itself begins: after titles, honorifics and adjectives."""
        start = last
        while start > first:
            token = self.tree.tokens[start - 1]
            name_like = token.entity == "PERSON" or token.text in {"-", "’", "'"}
            if not name_like or folded(token.text) in HONORIFICS:
                break
            if self._is_title(start - 1):
                break
            start -= 1
        return start

    def _is_title(self, i: int) -> bool:
        return folded(self.tree.tokens[i].text) in self.knowledge.agents

    def _known_person(self, start: int, last: int) -> Known | None:
        rows = tuple(r for r in self.knowledge.named(self.words(start, last)) if r.kind == "person")
        surname = folded(self.tree.tokens[last].text)
        if not rows and start == last and surname not in common_surnames():
            rows = self.knowledge.surnames.get(surname, ())
        return self.knowledge.on(rows, self.day) if rows else None

    def _titled(self, draft: Draft, first: int, last: int) -> Draft:
        """The person with what the words before the name say."""
        while last > first and folded(self.tree.tokens[last].text) in HONORIFICS:
            last -= 1
        agent = self.agent(first, last)
        if not agent:
            country = self.country(first, last)
            return replace(draft, country=draft.country or country)
        told = self._common(first, last, agent)
        if not told.country:
            owner = next((self.read(c, c) for c in self.tree.of(draft.head, "poss")), None)
            if owner:
                sector = owner.sector if agent[1].inherits else told.sector
                told = replace(told, country=owner.country, sector=sector)
        return self.joined(draft, told, self.words(first, last))

    def joined(self, person: Draft, told: Draft, words: str) -> Draft:
        """The person with the country, sector and role that a description gives.

        What the text says wins over what the tables say of another day.
        """
        both = person.basis == "kb"
        agrees = not person.country or not told.country or person.country == told.country
        if not agrees:
            return person
        return replace(
            person,
            country=told.country or person.country,
            sector=person.sector if both and person.sector else told.sector,
            other_sectors=person.other_sectors or told.other_sectors,
            role=person.role or words,
            title=words,
            basis="both" if both else "text",
        )

    def _common(self, first: int, last: int, agent: tuple[int, Agent]) -> Draft:
        start, what = agent
        sector, others = what.sector, what.other_sectors
        country = self.country(first, last)
        owner = self._owner(first, start, last)
        if owner:
            country = country or owner.country
            if (what.inherits and owner.sector) or (
                sector in VAGUE and owner.sector and owner.kind != "person"
            ):
                sector, others = owner.sector, owner.other_sectors
        if any(folded(self.tree.tokens[k].text) in FORMER for k in range(first, start)):
            sector, others = "ELI", ()
        words = self.words(first, last)
        kind: EntityKind = what.kind if what.kind in _KINDS else "other"  # type: ignore[assignment]
        return Draft(
            self.tree.span(first, last), last, f"noun:{country}:{sector}:{folded(words)}", kind,
            words, country, sector, others, None, "text",
        )  # fmt: skip

    def _owner(self, first: int, start: int, last: int) -> Draft | None:
        """Who the actor belongs to: a name before the noun, a possessor, or "of X"."""
        for at, end, rows in self.names(first, max(first, start - 1)):
            if end < start and not self._supporter(at):
                row = self.knowledge.on(rows, self.day)
                if row:
                    return Draft(
                        self.tree.span(at, end), end, f"kb:{row.name}", "other", row.name,
                        row.country, row.sector, row.other_sectors,
                    )  # fmt: skip
        inner = self.agent(first, start - 1) if start > first else None
        if inner:
            return self._common(first, start - 1, inner)
        for c in self.tree.of(last, "poss"):
            return self.read(c, c)
        for c in self.tree.of(last, "prep"):
            if self.tree.tokens[c].lemma.lower() in {"of", "for"}:
                for p in self.tree.of(c, "pobj"):
                    below = [k for k in self.tree.subtree(p) if k <= p]
                    return self.read(below[0], p)
        return None

    def _supporter(self, at: int) -> bool:
        """Whether a name is what somebody is for or against: "pro-Assad forces"."""
        before = self.tree.tokens[max(0, at - 2)].text.lower() if at >= 2 else ""
        return before in {"pro", "anti"} and self.tree.tokens[at - 1].text == "-"

    def country(self, first: int, last: int) -> str | None:
        """ISO3 by nationality adjective, country name or possessor in a phrase."""
        for at in range(first, last + 1):
            for end in (min(at + 1, last), at):
                found = nationality(self.words(at, end))
                if found:
                    return found
        for _, _, rows in self.names(first, last):
            if rows[0].kind == "country":
                return rows[0].country
        return None

    def _other(self, first: int, last: int) -> Draft | None:
        token = self.tree.tokens[last]
        found = nationality(token.text)
        if found and token.pos in {"NOUN", "PROPN"} and token.tag in {"NNS", "NNPS"}:
            words = self.words(first, last)
            return Draft(
                self.tree.span(first, last), last, f"nationals:{found}", "population", words,
                found, "CVL",
            )  # fmt: skip
        iso3 = capital(self.words(self._city_start(first, last), last))
        if iso3:
            if not self._acts(last):
                return None
            return Draft(
                self.tree.span(first, last), last, f"gov:{iso3}", "organization", token.text,
                iso3, "GOV",
            )  # fmt: skip
        if token.entity in ORGANIZED and token.pos == "PROPN" and self._organized(last):
            return self._organization(first, last)
        return None

    def _city_start(self, first: int, last: int) -> int:
        """Where the run of proper nouns that ends at `last` begins: "Addis Ababa"."""
        start = last
        while start > first and self.tree.tokens[start - 1].pos == "PROPN":
            start -= 1
        return start

    def _acts(self, i: int) -> bool:
        """Whether a capital is the subject of a deed: "Moscow and Kyiv agreed"."""
        token = self.tree.tokens[i]
        while token.dep == "conj":
            i = token.head
            token = self.tree.tokens[i]
        verb = self.tree.tokens[token.head]
        return token.dep == "nsubj" and verb.pos == "VERB" and verb.lemma.lower() not in STATIVE

    def _organized(self, i: int) -> bool:
        """Whether a name is more than a mislabelled place: long, an acronym, or a doer."""
        token = self.tree.tokens[i]
        long = i > 0 and self.tree.tokens[i - 1].entity == token.entity
        return long or token.text.isupper() or token.dep in {"nsubj", "agent", "poss"}

    def _organization(self, first: int, last: int) -> Draft:
        """A named organisation the tables do not know: what its own words say."""
        start = last
        while start > first and self.tree.tokens[start - 1].entity in ORGANIZED:
            start -= 1
        words = self.words(start, last)
        sector = next(
            (a.sector for k in range(last, start - 1, -1)
             if (a := self.knowledge.agents.get(folded(self.tree.tokens[k].text)))),
            None,
        )  # fmt: skip
        return Draft(
            self.tree.span(start, last), last, f"org:{folded(words)}", "organization", words,
            self.country(first, last), sector,
        )  # fmt: skip


_KINDS = frozenset({"person", "organization", "group", "population"})
