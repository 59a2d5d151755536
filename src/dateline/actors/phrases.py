"""Noun phrases to actors: what a phrase says of country, sector and kind by itself."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.actors.draft import Draft
from dateline.actors.homes import LOCAL, Homes
from dateline.actors.knowledge import capital, common_surnames
from dateline.actors.names import (
    HONORIFICS,
    SUFFIXES,
    folded,
    given_gender,
    parts,
    told_gender,
)
from dateline.actors.own_tables import NO_STATE
from dateline.actors.rows import Agent, Known
from dateline.types import EntityKind

FORMER = frozenset({"former", "ex", "ousted", "deposed", "late", "then", "one-time", "outgoing"})
VAGUE = frozenset({"UAF", "UNK", "REB", None})
ORGANIZED = frozenset({"ORG", "FAC"})
ADVERBS = frozenset("even now not only just also still perhaps maybe especially notably".split())
"""Adverbs that stand before a phrase and are no part of the actor: "even people"."""

CHAMBERS = frozenset({"senate", "house"})
PANELS = frozenset({"committee", "subcommittee", "panel", "caucus"})
MEMBERS = frozenset({"member", "members"})
FAMILY = frozenset(
    """son daughter wife husband widow brother sister father mother nephew niece cousin family
    relatives relative uncle aunt son-in-law brother-in-law sons daughters""".split()
)
ARMED = frozenset({"REB", "PRE", "UAF", "PRM", "CRM", "OPP"})
MIDDLE_NAMES = 1
OWNED_ONLY = frozenset({"head", "heads"})
"""Nouns that stand for somebody only with the body named: the head of the bank."""

_PARTY_MARK = re.compile(r"\s*[,(]\s*[RDI]-[A-Z][a-z.]")
"""An American legislator's party and state after the name: "(R-Ky.)"."""


class Phrases(Homes):
    """Reads noun phrases of one document against the knowledge base."""

    def read(self, first: int, last: int) -> Draft | None:
        """The actor of the phrase from `first` to its head `last`, None if it is a thing."""
        first = self._trimmed(first, last)
        token = self.tree.tokens[last]
        name = self._name_at(last, first)
        if name and (token.entity != "PERSON" or last in self.long):
            draft = self._known(first, name, last)
            if draft:
                return draft
        if found := self.nationals(first, last):
            return found
        if (found := self.capital(first, last)) and not self.titled_before(first, last):
            return found
        if (
            self._name_word(last)
            and not self.report.place_like(last)
            and self._is_person(first, last)
        ):
            return self._person(first, last)
        if name:
            return self._known(first, name, last)
        agent = self.agent(first, last) if token.pos in {"NOUN", "PROPN"} else None
        if agent:
            return self._chamber(first, last) or self._common(first, last, agent)
        return self._other(first, last)

    def _name_word(self, i: int) -> bool:
        """Whether a token can be a surname; the parser calls some of them nouns."""
        token = self.tree.tokens[i]
        if token.pos != "PROPN" and not (token.pos == "NOUN" and token.entity == "PERSON"):
            return False
        kin = folded(token.text) in self.knowledge.agents and bool(self.tree.of(i, "poss"))
        return any(c.isupper() for c in token.text) and not kin

    def _chamber(self, first: int, last: int) -> Draft | None:
        """A committee of a chamber, American where the report is: "Senate Budget Committee"."""
        if folded(self.tree.tokens[last].text) not in PANELS:
            return None
        opening = next(
            (k for k in range(first, last) if self.tree.tokens[k].text.lower() in CHAMBERS), None
        )
        if opening is None or self.tree.tokens[last].pos != "PROPN":
            return None
        words = self.words(opening, last)
        country = self.country(first, opening) or ("USA" if self.report.american else None)
        return Draft(
            self.tree.span(first, last), last, f"org:{folded(words)}", "organization", words,
            country, "LEG",
        )  # fmt: skip

    def _is_person(self, first: int, last: int) -> bool:
        """Labelled a person, or a lone rare surname that the tables know: "Trump"."""
        token = self.tree.tokens[last]
        if token.entity == "PERSON":
            return True
        alone = first == last and token.entity in {"ORG", "GPE", ""}
        return alone and self._known_person(last, last) is not None

    def _trimmed(self, first: int, last: int) -> int:
        tokens = self.tree.tokens
        while first < last and (
            tokens[first].pos in {"DET", "PUNCT", "PRON", "SYM"}
            or (tokens[first].text.lower() in ADVERBS and tokens[first + 1].text != "-")
        ):
            first += 1
        return first

    def _name_at(self, last: int, first: int) -> tuple[int, int, tuple[Known, ...]] | None:
        if long := self.long.get(last):
            return long.first, long.last, long.rows
        return next((n for n in self.names(first, last) if n[1] == last), None)

    def _known(
        self, first: int, name: tuple[int, int, tuple[Known, ...]], last: int
    ) -> Draft | None:
        start, end, rows = name
        row = self.knowledge.on(rows, self.day) or (None if len(rows) > 1 else rows[0])
        if row is None:
            return None
        if row.kind == "person":
            return self._person(first, last)
        kind: EntityKind = "organization"
        if row.kind in {"country", "group", "population"}:
            kind = row.kind  # type: ignore[assignment]
        home = self.country(first, start - 1) if start > first else None
        if home and row.country not in {None, home, *NO_STATE} and kind != "country":
            words = self.words(first, end)  # "South Korea's Democratic Party" is another one
            return Draft(
                self.tree.span(first, end), last, f"org:{folded(words)}", kind, words, home,
                row.sector, row.other_sectors,
            )  # fmt: skip
        return Draft(
            self.tree.span(start, end), last, f"kb:{row.name}", kind, row.name,
            row.country or home,
            row.sector, row.other_sectors, None, "kb", wikidata=row.wikidata,
        )  # fmt: skip

    def _person(self, first: int, last: int) -> Draft | None:
        if first == last and folded(self.words(last, last)) in SUFFIXES:
            return None
        start, end = self._name_start(first, last), self._name_end(last)
        if (long := self.long.get(last)) and any(r.kind == "person" for r in long.rows):
            start, end, first = long.first, max(end, long.last), min(first, long.first)
        name = self.words(start, end)
        known = self._known_person(start, end)
        if known and start == last and self._other_gender(known, first, start - 1):
            known = None  # "Mrs Putin" is not the president
        draft = Draft(
            self.tree.span(first, end), last, f"person:{folded(name)}", "person", name,
            gender=given_gender(folded(self.words(start, start))) if start < last else None,
        )  # fmt: skip
        if known:
            draft = replace(
                draft, key=f"kb:{known.name}", name=known.name, country=known.country,
                sector=known.sector, role=known.role, basis="kb", wikidata=known.wikidata,
            )  # fmt: skip
        if start == last:
            alias = known and self.knowledge.named(name)
            draft = replace(draft, form="alias" if alias else "surname")
        if start > first:
            draft = self._titled(draft, first, start - 1)
        if not draft.country and _PARTY_MARK.match(self.tree.doc.text, draft.span.end):
            draft = replace(draft, country="USA", sector=draft.sector or "LEG")
        return draft

    def _other_gender(self, known: Known, first: int, last: int) -> bool:
        """Whether the title before a lone surname is of another gender than the person's name."""
        told = told_gender(self.words(first, last)) if last >= first else None
        # Where the name does not tell, most of those in office were men.
        return bool(told) and told != (given_gender(parts(known.name)[0]) or "m")

    def _name_end(self, last: int) -> int:
        """The last token of a name with its suffix: "Donald Trump, Jr."."""
        tokens = self.tree.tokens
        for end in (last + 1, last + 2):
            if end < len(tokens) and folded(tokens[end].text) in SUFFIXES:
                return end if end == last + 1 or tokens[last + 1].text == "," else last
        return last

    def _name_start(self, first: int, last: int) -> int:
        """Where the name itself begins: after titles, honorifics and adjectives."""
        start = last
        comma = "," if folded(self.words(last, last)) in SUFFIXES else ""
        while start > first:
            token = self.tree.tokens[start - 1]
            name_like = token.entity == "PERSON" or token.text in {"-", "’", "'", comma}
            if not name_like or folded(token.text) in HONORIFICS or token.tag == "POS":
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
        alone = start == last and not self.report.modifies(last) and self._stands_alone(last)
        if not rows and alone and surname not in common_surnames():
            rows = self.knowledge.surname(surname)
        return self.knowledge.on(rows, self.day) if rows else None

    def _stands_alone(self, i: int) -> bool:
        """Whether no other name stands right before or after a word: not "Pavel [Dobrinkov]"."""
        tokens = self.tree.tokens
        return i + 1 >= len(tokens) or tokens[i + 1].pos != "PROPN" or tokens[i].dep != "compound"

    def _titled(self, draft: Draft, first: int, last: int) -> Draft:
        """The person with what the words before the name say."""
        draft = replace(draft, gender=told_gender(self.words(first, last)) or draft.gender)
        while last >= first and folded(self.tree.tokens[last].text) in HONORIFICS:
            last -= 1
        agent = self.agent(first, last) if last >= first else None
        told = self._common(first, last, agent) if agent else None
        if not agent or not told:
            found = self.told_country(first, last)
            if draft.country or not found:
                return draft
            return replace(draft, country=found[0], country_at=found[1])
        if not told.country:
            owner = next((self.read(c, c) for c in self.tree.of(draft.head, "poss")), None)
            if owner:
                sector = owner.sector if agent[1].inherits else told.sector
                told = replace(told, country=owner.country, sector=sector, country_at=owner.span)
        return self.joined(draft, told, self.words(first, last))

    def joined(self, person: Draft, told: Draft, words: str) -> Draft:
        """The person with the country, sector and role that a description gives.

        What the text says wins over what the tables say of another day.
        """
        both = person.key.startswith("kb:")
        agrees = not person.country or not told.country or person.country == told.country
        if not agrees:
            return person
        return replace(
            person,
            country=told.country or person.country,
            sector=_stated(person, told) if both else told.sector,
            other_sectors=person.other_sectors or told.other_sectors,
            role=person.role or words,
            title=words,
            basis="both" if both else "text",
            gender=told_gender(words) or person.gender,
            country_at=told.country_at if told.country else person.country_at,
            sector_at=told.sector_at if told.sector else person.sector_at,
        )

    def _common(self, first: int, last: int, agent: tuple[int, Agent]) -> Draft | None:
        start, what = agent
        sector, others = what.sector, what.other_sectors
        country, country_at = self.told_country(first, last) or (None, None)
        sector_at = self.tree.span(start, last)
        owner = self._owner(first, start, last)
        noun = folded(self.tree.tokens[last].text)
        if (
            noun in OWNED_ONLY
            and start == last
            and not (owner or country or self.report.beside(last))
        ):
            return None
        if noun in MEMBERS and start == last:
            sector, others = None, ()
        if owner:
            if not country and owner.country:
                country, country_at = owner.country, owner.country_at or owner.span
            if self._as_owner(what, owner):
                sector, others = owner.sector, owner.other_sectors
                sector_at = owner.sector_at or owner.span
            elif noun in FAMILY and owner.key.startswith("kb:") and owner.sector in {"GOV", "ELI"}:
                sector, others = "ELI", ()
        if broken := self.breakaway(first, start):
            country, country_at = broken
            sector, others = ("PRE", ()) if sector in {"GOV", *VAGUE} else (sector, ("PRE",))
        if not country and (
            place := self.country_of_place(first, start, last, found_in=sector in LOCAL)
        ):
            country, country_at = place
        if any(folded(self.tree.tokens[k].text) in FORMER for k in range(first, start)):
            sector, others = "ELI", ()
        words = self.words(first, last)
        kind: EntityKind = what.kind if what.kind in _KINDS else "other"  # type: ignore[assignment]
        return Draft(
            self.tree.span(first, last), last, f"noun:{country}:{sector}:{folded(words)}", kind,
            words, country, sector, others, None, "text", country_at=country_at,
            sector_at=sector_at if sector else None,
        )  # fmt: skip

    def _as_owner(self, what: Agent, owner: Draft) -> bool:
        """Whether somebody has the sector of the one he or she belongs to."""
        if owner.sector is None:
            return what.sector == "SOC" and owner.country in {"IGO", "UNO", "EUR"}
        if what.inherits:
            return True
        if what.sector == "GOV" and owner.sector in ARMED:
            return owner.kind != "person"  # "the separatists' leader"
        return what.sector in VAGUE and owner.kind != "person"

    def _owner(self, first: int, start: int, last: int) -> Draft | None:
        """Who the actor belongs to: a name before the noun, a possessor, or "of X"."""
        for at, end, rows in self.names(first, last - 1):
            row = None if self.report.outside(at) else self.knowledge.on(rows, self.day)
            if row:
                # A body that is part of the title gives its country only: "FBI director".
                sector, others = (row.sector, row.other_sectors) if end < start else (None, ())
                return Draft(
                    self.tree.span(at, end), end, f"kb:{row.name}", "other", row.name,
                    row.country, sector, others,
                )  # fmt: skip
        inner = self.agent(first, start - 1) if start > first else None
        if inner:
            return self._common(first, start - 1, inner)
        for c in self.tree.of(last, "poss"):
            below = [k for k in self.tree.subtree(c) if k <= c]
            return self.read(below[0], c)
        for c in self.tree.of(last, "prep"):
            if self.tree.tokens[c].lemma.lower() in {"of", "for"}:
                for p in self.tree.of(c, "pobj"):
                    below = [k for k in self.tree.subtree(p) if k <= p]
                    return self.read(below[0], p)
        return None

    def _other(self, first: int, last: int) -> Draft | None:
        token = self.tree.tokens[last]
        if capital(self.words(self.report.run_start(first, last), last)):
            return None  # as a place it is no actor
        if token.entity in ORGANIZED and token.pos == "PROPN" and self._organized(last):
            return self._mislabelled(first, last) or self._organization(first, last)
        return None

    def _mislabelled(self, first: int, last: int) -> Draft | None:
        """A person whom the parser calls an organisation: "Peter Otieno"."""
        start = self.report.run_start(first, last)
        name = given_gender(folded(self.words(start, start)))
        article = start > 0 and self.tree.tokens[start - 1].pos == "DET"
        if not name or article or not 1 <= last - start <= MIDDLE_NAMES + 1:
            return None
        words = self.words(start, last)
        span = self.tree.span(start, last)
        return Draft(span, last, f"person:{folded(words)}", "person", words, gender=name)

    def _organized(self, i: int) -> bool:
        """Whether a name is more than a mislabelled place: long, an acronym, or a doer."""
        token = self.tree.tokens[i]
        if self.report.headline(i) and not self.report.repeated(i):
            return False
        if self.tree.of(i, "poss") and not token.text.isupper():
            return False
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


def _stated(person: Draft, told: Draft) -> str | None:
    """The sector of a person of the tables: a text's own word says more than "not in office"."""
    waiting = person.sector == "ELI" and person.role is None
    if waiting and told.sector not in {*VAGUE, "GOV", "OPP", "CVL"}:
        return told.sector
    return person.sector or told.sector
