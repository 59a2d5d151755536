"""Which words are toponyms: the recogniser's, and names we know in a place's position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.countries import by_adjective, by_name
from dateline.places.bars import barred
from dateline.places.gazetteer import Candidate, Gazetteer
from dateline.places.names import normal
from dateline.places.signs import opens_dateline
from dateline.places.toponyms import Toponym, Window
from dateline.places.unknown import NOWHERE, Unknown
from dateline.places.words import abbreviations, words
from dateline.types import Document, Sentence

_ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "an", "ad"})
_LEADING = frozenset({"at", "in", "by", "to", "from", "a", ",", "and"})
_NEVER = frozenset({"NORP", "DATE", "TIME", "MONEY", "CARDINAL", "LANGUAGE", "QUANTITY"})
SMALL_LABELS = frozenset({"", "NORP", "FAC"})
"""What the parser may call a hamlet that we know, after a preposition of place."""
NOTABLE = 1_000
"""People of a town that is known without the recogniser's word."""
LARGE = 50_000
FAMOUS = 100_000
"""People of a city that news may speak of like a person: "shelled Homs"."""


class Recogniser(Unknown):
    """Finds the toponyms of one document."""

    __slots__ = ("gazetteer", "starts", "sure", "windows")

    def __init__(self, doc: Document, gazetteer: Gazetteer) -> None:
        """Note which tokens are people or organisations."""
        super().__init__(doc, barred(doc))
        self.gazetteer = gazetteer
        self.sure: frozenset[str] = frozenset()
        self.starts = [
            i for i in range(len(self.tokens)) if self._may_start(i) and i not in self.barred
        ]
        self.windows: dict[int, list[Window]] = {}

    def all(self) -> tuple[Toponym, ...]:
        """All toponyms in text order; none overlaps another.

        A second reading knows the names of the first: "Homs police" is no organisation
        of unknown seat once the report has said "in Homs".
        """
        first = list(self._read())
        self.sure = frozenset(normal(t.name) for t in first if t.candidates)
        self.told = frozenset(normal(t.name) for t in first if not t.candidates)
        self.previous = NOWHERE
        return tuple(self._joined(list(self._read())))

    def _read(self) -> Iterator[Toponym]:
        for i in self.starts:
            if i > self.previous:
                sentence = self.doc.sentences[self.tokens[i].sentence]
                toponym = self._at(i, sentence)
                if toponym:
                    self.previous = toponym.last
                    yield toponym

    def _may_start(self, i: int) -> bool:
        text = self.tokens[i].text
        if text[0].isupper():
            return True
        joined = text in _ARTICLES and i + 1 < len(self.tokens) and self.tokens[i + 1].text == "-"
        return joined or text.startswith(("al-", "el-"))

    def _at(self, i: int, sentence: Sentence) -> Toponym | None:
        """The longest toponym that begins at token `i`."""
        short = self._abbreviated(i, sentence)
        if short:
            return short
        for window in self._from(i, sentence):
            if self._known(window, sentence):
                return self._made(window)
        told = self._told(i, sentence) or self._labelled(i, sentence)
        return told or self._landform(i, sentence) or self._after_preposition(i, sentence)

    def _from(self, i: int, sentence: Sentence) -> list[Window]:
        """The known names that begin at token `i`, longest first; looked up once."""
        found = self.windows.get(i)
        if found is None:
            found = [self._window(i, j) for j in self._ends(i, sentence)]
            found = self.windows[i] = [window for window in found if window.candidates]
        return found

    def _window(self, i: int, j: int) -> Window:
        name = self.doc.text[self.tokens[i].start : self.tokens[j].end]
        key = normal(name)
        return Window(i, j, name, key, self.gazetteer.keyed(key))

    def _known(self, window: Window, sentence: Sentence) -> bool:
        """Whether a name of the gazetteer is used as a place here."""
        i, j, name, key, candidates = window
        labels = {self.tokens[k].entity for k in range(i, j + 1)}
        country = name in by_name() or f"{name}." in by_name()  # "in the U.S."
        if len(key) <= 3 and not country:
            return self._is_short(window, labels, sentence)
        if self._excluded(window, country=country, sentence=sentence):
            return False
        if labels & {"GPE", "LOC"}:
            return True
        if labels & _NEVER:
            return self._is_province(window, sentence) or (
                candidates[0].population >= NOTABLE
                and labels <= {"NORP", "DATE", ""}
                and self._is_object(window.first, window.last, sentence)
            )
        if self._followed_by_container(j, candidates, sentence):
            return True
        if not (country or candidates[0].population >= NOTABLE or candidates[0].kind != "city"):
            return labels <= SMALL_LABELS and self._is_object(i, j, sentence)
        if self._runs_on(i, j, sentence):
            return self._modifies(i, j, key, sentence) or self._seats(window, sentence)
        person = "PERSON" in labels
        if country and (not person or key in self.sure or self._listed(i)):
            return True
        if not person and (self._listed(i) or key in self.sure):
            return True
        return self._placed(window, sentence)

    def _is_short(self, window: Window, labels: set[str], sentence: Sentence) -> bool:
        """Whether a name of three letters is one: "at Gao"."""
        if len(window.name) < 3 or window.name.isupper():
            return False
        large = window.candidates[0].population >= LARGE
        return labels <= {"GPE"} or (large and self._in_context(window.first, sentence))

    def _is_province(self, window: Window, sentence: Sentence) -> bool:
        """Whether "province" after a name outweighs that it looks like a people's."""
        area = any(c.kind in {"admin1", "admin2"} for c in window.candidates)
        return area and self._next(window.last, sentence) in words("province")

    def _excluded(self, window: Window, *, country: bool, sentence: Sentence) -> bool:
        """Whether the words are an ordinary word, a street, or "The City"."""
        i, j = window.first, window.last
        if i == j and self.tokens[i].text.lower() in words("not_place"):
            known = self._followed_by_container(j, window.candidates, sentence)
            sure = self.tokens[i].entity == "GPE" and window.candidates[0].population >= LARGE
            alone = sure and not self._runs_on(i, j, sentence)
            return not known and not (alone and self._in_context(i, sentence))
        if country:
            return False
        if window.name in by_adjective():
            # "Canadian" is a town in Texas too, but hardly ever meant
            return not self._followed_by_container(j, window.candidates, sentence)
        if i == j and self._is_relative(window, sentence):
            return True
        if i < j and self.tokens[j].text in words("house"):
            return not self._followed_by_container(j, window.candidates, sentence)
        the = i < j and window.key.startswith("the ") and window.candidates[0].population < LARGE
        return the or self._next(j, sentence) in words("street")

    def _is_relative(self, window: Window, sentence: Sentence) -> bool:
        """Whether a small place's name stands beside a person: "Smith and Woods were"."""
        if window.candidates[0].population >= LARGE or self._in_context(window.first, sentence):
            return False
        token = self.tokens[window.first]
        beside = token.dep in {"conj", "appos"} and self.tokens[token.head].entity == "PERSON"
        named = window.key in self.people and window.key not in self.sure
        if self._followed_by_container(window.last, window.candidates, sentence):
            return False
        return beside or (named and token.dep in {"conj", "nsubj", "nsubjpass"})

    def _placed(self, window: Window, sentence: Sentence) -> bool:
        """Whether the words around say that the name is one of a place."""
        i, j = window.first, window.last
        return (
            opens_dateline(self.doc, i, j, sentence)
            or self._in_context(i, sentence)
            or (window.candidates[0].population >= LARGE and self._reached(i, j, sentence))
            or self._modifies(i, j, window.key, sentence)
            or (self._is_famous(window) and self._is_used(window.last))
        )

    def _is_famous(self, window: Window) -> bool:
        """Whether a name is a large place's and nobody's of the report, nor a usual surname."""
        if window.name.isupper():
            return False
        return window.candidates[0].population >= FAMOUS and self._is_free(window)

    def _seats(self, window: Window, sentence: Sentence) -> bool:
        """Whether a longer name that it opens is that of a body seated there: "X Crown Court"."""
        before = window.first - 1
        if before >= sentence.first and self.tokens[before].text not in _LEADING:
            return False
        if window.candidates[0].population < LARGE or not self._is_free(window):
            return False
        k = window.last
        while k + 1 < sentence.last and self.tokens[k + 1].text[0].isupper():
            k += 1
        return k > window.last and self.tokens[k].text.lower() in words("institution")

    def _modifies(self, i: int, j: int, key: str, sentence: Sentence) -> bool:
        """Whether the words tell the seat of a body: "Homs police", "Ohio Board of …"."""
        before = self.tokens[i - 1] if i > sentence.first else None
        if before and before.text[0].isupper() and before.pos == "PROPN":
            return False
        after = self._next(j, sentence)
        capital = j + 1 < sentence.last and self.tokens[j + 1].text[0].isupper()
        if after in words("institution"):
            return True
        inside = self.tokens[i].entity
        return capital and key in self.sure and inside == "ORG"

    def _followed_by_container(
        self, j: int, candidates: tuple[Candidate, ...], sentence: Sentence
    ) -> bool:
        """Whether ", Y" follows and a candidate lies in the country or state Y."""
        if j + 2 >= sentence.last or self.tokens[j + 1].text != ",":
            return False
        short = abbreviations().get(self.tokens[j + 2].text)
        if short:
            return any(c.admin1 == short.name and c.country == short.country for c in candidates)
        for window in self._from(j + 2, sentence):
            containers = [c for c in window.candidates if c.kind in {"country", "admin1"}]
            if any(holds(y, x) for y in containers for x in candidates):
                return True
        return False

    def _abbreviated(self, i: int, sentence: Sentence) -> Toponym | None:
        """A state by its short form, where it can be one."""
        text = self.tokens[i].text
        j = i
        short = abbreviations().get(text)
        if short is None and i + 1 < sentence.last and self.tokens[i + 1].text == ".":
            short, j = abbreviations().get(text + "."), i + 1
        if short is None:
            return None
        after_comma = i > sentence.first + 1 and self.tokens[i - 1].text == ","
        after_name = after_comma and self.tokens[i - 2].text[0].isupper()
        if short.bound and not after_name:
            return None
        candidates = tuple(
            c
            for c in self.gazetteer.lookup(short.name)
            if c.kind == "admin1" and c.country == short.country and c.admin1 == short.name
        )
        return self._made(Window(i, j, short.name, "", candidates)) if candidates else None

    def _joined(self, found: list[Toponym]) -> Iterator[Toponym]:
        """The toponyms, each with the index of the one that follows it as "X, Y"."""
        for n, toponym in enumerate(found):
            after = found[n + 1] if n + 1 < len(found) else None
            if (
                after
                and after.first == toponym.last + 2
                and self.tokens[toponym.last + 1].text == ","
            ):
                yield replace(toponym, within=n + 1)
            else:
                yield toponym


def holds(outer: Candidate, inner: Candidate) -> bool:
    """Whether a country or first-level subdivision contains another place."""
    if outer.country != inner.country or outer.country is None:
        return False
    if outer.kind == "country":
        return inner.kind != "country"
    return outer.kind == "admin1" and inner.kind != "admin1" and outer.admin1 == inner.admin1
