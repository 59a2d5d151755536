"""Where actors belong: country by nationality, place, capital or breakaway entity."""

from __future__ import annotations

from dateline.actors.draft import Draft
from dateline.actors.knowledge import breakaway as known_breakaway
from dateline.actors.knowledge import capital as known_capital
from dateline.actors.knowledge import nationality, several_nationals, state
from dateline.actors.names import HONORIFICS, folded
from dateline.actors.wording import Wording
from dateline.types import Span

Told = tuple[str, Span]
"""A country (ISO3) and the words that tell it."""

PLURALS = frozenset({"NNS", "NNPS"})
LOCAL = frozenset({"CVL", "UAF", "REB", "CRM", "LAB", "EDU", "PRM"})
"""Sectors of people who belong where they are met."""


class Homes(Wording):
    """Countries of the actors of one document, as its words tell them."""

    def breakaway(self, first: int, start: int) -> Told | None:
        """The sovereign's country where an entity that broke away is named before a noun."""
        for at in range(first, start):
            for end in (min(at + 1, start - 1), at):
                if found := known_breakaway(self.words(at, end)):
                    return found, self.tree.span(at, end)
        return None

    def country_of_place(self, first: int, start: int, last: int, *, found_in: bool) -> Told | None:
        """The country of a town or province before or after: "residents of Goma".

        `found_in` says whether "in Goma" tells as much: gunmen are of the place they are in,
        an embassy or an opposition is not.
        """
        tokens = self.tree.tokens
        if start > first and tokens[start - 1].pos == "PROPN":
            run = self.report.run_start(first, start - 1)
            if found := self.knowledge.town(self.words(run, start - 1)):
                return found, self.tree.span(run, start - 1)
        for c in self.tree.of(last, "prep"):
            if tokens[c].lemma.lower() in {"of", "from", *(["in"] if found_in else [])}:
                for p in self.tree.of(c, "pobj"):
                    run = self.report.run_start(c + 1, p)
                    if tokens[p].pos == "PROPN" and (found := self._state_of(self.words(run, p))):
                        return found, self.tree.span(run, p)
        return None

    def _state_of(self, words: str) -> str | None:
        """ISO3 of a country, state, capital, town or province of that name."""
        rows = [row for row in self.knowledge.named(words) if row.kind == "country"]
        if rows:
            return rows[0].country
        return state(words) or known_capital(words) or self.knowledge.town(words)

    def country(self, first: int, last: int) -> str | None:
        """ISO3 by nationality adjective, country name or possessor in a phrase."""
        told = self.told_country(first, last)
        return told[0] if told else None

    def told_country(self, first: int, last: int) -> Told | None:
        """The same with the words that tell it."""
        for at in range(first, last + 1):
            if self.report.outside(at):
                continue
            for end in (min(at + 2, last), min(at + 1, last), at):
                words = self.words(at, end)
                found = nationality(words) or state(words)
                if found:
                    return found, self.tree.span(at, end)
        for at, end, rows in self.names(first, last):
            iso3 = rows[0].country
            if rows[0].kind == "country" and iso3 and not self.report.outside(at):
                return iso3, self.tree.span(at, end)
        return None

    def nationals(self, first: int, last: int) -> Draft | None:
        """A people named by its nationality: "Danes", "the Burkinabe", "Kosovo Serbs"."""
        token = self.tree.tokens[last]
        found = nationality(token.text)
        several = token.tag in PLURALS or token.text in several_nationals()
        if not found or token.pos not in {"NOUN", "PROPN"} or not several:
            return None
        before = self.tree.tokens[last - 1] if last > first else None
        if before and before.entity == "PERSON" and token.entity == "PERSON":
            return None
        words = self.words(first, last)
        found = (self.country(first, last - 1) if last > first else None) or found
        return Draft(
            self.tree.span(first, last), last, f"nationals:{found}", "population", words,
            found, "CVL", country_at=self.tree.span(last, last),
            sector_at=self.tree.span(last, last),
        )  # fmt: skip

    def capital(self, first: int, last: int) -> Draft | None:
        """A capital that does what governments do: "Moscow said"."""
        start = self.report.run_start(first, last)
        iso3 = known_capital(self.words(start, last))
        if not iso3 or not self.report.acts(last):
            return None
        words = self.words(start, last)
        return Draft(
            self.tree.span(start, last), last, f"gov:{iso3}", "organization", words, iso3, "GOV",
        )  # fmt: skip

    def titled_before(self, first: int, last: int) -> bool:
        """Whether words before a capital's name make it a person's: "Mr London"."""
        start = self.report.run_start(first, last)
        return start > first and folded(self.words(start - 1, start - 1)) in HONORIFICS
