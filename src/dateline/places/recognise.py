"""Which words are toponyms: the recogniser's, and names we know in a place's position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from dateline.countries import by_name
from dateline.places.bars import barred, people
from dateline.places.gazetteer import Candidate, Gazetteer
from dateline.places.names import normal
from dateline.places.signs import is_called, opens_dateline
from dateline.places.words import abbreviations, words
from dateline.types import Document, Sentence, Span

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_INNER = frozenset(
    "of the de del della di da do dos du des la las le les el al an ar as ash al- upon on sur "
    "und and ben bin es ez ed ad -".split()
) | {"-", "–", "'", "’", "'s", "’s", "."}
_ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "an", "ad"})
_NEVER = frozenset({"NORP", "DATE", "TIME", "MONEY", "CARDINAL", "LANGUAGE", "QUANTITY"})
NOTABLE = 1_000
"""People of a town that is known without the recogniser's word."""
LARGE = 50_000
"""People of a city that news may speak of like a person: "shelled Homs"."""
NOWHERE = -9
MOST_WORDS = 7
"""Tokens a toponym may have, hyphens and articles counted: "Stratford-upon-Avon" has five."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place: tokens [first, last], the name to look up, its context.

    `part` is "part_of" ("northern Homs"), "near" or ""; `within` the index of the toponym
    that follows in "X, Y"; `area` is set for "Homs province", which is not the city.
    """

    span: Span
    first: int
    last: int
    name: str
    candidates: tuple[Candidate, ...]
    part: str = ""
    within: int | None = None
    area: bool = False


class Window(NamedTuple):
    """Tokens [first, last] that are a name of the gazetteer."""

    first: int
    last: int
    name: str
    key: str
    candidates: tuple[Candidate, ...]


class Recogniser:
    """Finds the toponyms of one document."""

    __slots__ = (
        *("barred", "doc", "gazetteer", "people", "previous", "starts", "sure", "tokens", "told"),
        "windows",
    )

    def __init__(self, doc: Document, gazetteer: Gazetteer) -> None:
        """Note which tokens are people or organisations."""
        self.doc = doc
        self.tokens = doc.tokens
        self.gazetteer = gazetteer
        self.barred = barred(doc)
        self.people = people(doc)
        self.sure: frozenset[str] = frozenset()
        self.told: frozenset[str] = frozenset()
        self.previous = NOWHERE
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
        return self._told(i, sentence) or self._labelled(i, sentence)

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

    def _ends(self, i: int, sentence: Sentence) -> list[int]:
        """Last tokens of the windows that begin at `i`, longest first."""
        ends = []
        for j in range(i, min(i + MOST_WORDS, sentence.last)):
            text = self.tokens[j].text
            if j in self.barred:
                break
            if text[0].isupper():
                ends.append(j)
            elif text.lower() not in _INNER and j > i:
                break
        return ends[::-1]

    def _known(self, window: Window, sentence: Sentence) -> bool:
        """Whether a name of the gazetteer is used as a place here."""
        i, j, name, key, candidates = window
        labels = {self.tokens[k].entity for k in range(i, j + 1)}
        country = name in by_name()
        if len(key) <= 3 and not country:
            return labels <= {"GPE"} and len(name) > 2 and not name.isupper()
        if self._excluded(window, country=country, sentence=sentence):
            return False
        if labels & {"GPE", "LOC"}:
            return True
        if labels & _NEVER:
            return self._is_province(window, sentence)
        if self._followed_by_container(j, candidates, sentence):
            return True
        if not (country or candidates[0].population >= NOTABLE or candidates[0].kind != "city"):
            return False
        if self._runs_on(i, j, sentence):
            return self._modifies(i, j, key, sentence)
        person = "PERSON" in labels
        if country and (not person or key in self.sure or self._listed(i)):
            return True
        if not person and (self._listed(i) or key in self.sure):
            return True
        return self._placed(window, sentence)

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
        )

    def _next(self, j: int, sentence: Sentence) -> str:
        """The word after token `j`, in lower case."""
        return self.tokens[j + 1].text.lower() if j + 1 < sentence.last else ""

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

    def _listed(self, i: int) -> bool:
        """Whether the words continue a list of places: "in Homs, Hama and X"."""
        between = self.tokens[self.previous + 1 : i] if 0 <= i - self.previous - 2 <= 1 else ()
        return bool(between) and all(token.text in {",", "and", "or", "&"} for token in between)

    def _runs_on(self, i: int, j: int, sentence: Sentence) -> bool:
        """Whether a capitalised neighbour makes the words part of a longer name."""
        before = self.tokens[i - 1] if i > sentence.first else None
        after = self.tokens[j + 1] if j + 1 < sentence.last else None
        if after and (after.text[0].isupper() or after.text == "-") and after.pos != "VERB":
            return True
        if before is None or not before.text[0].isupper():
            return bool(before and before.text in {"-", "&"})
        return before.pos == "PROPN" and before.text.lower() not in words("direction")

    def _in_context(self, i: int, sentence: Sentence) -> bool:
        """Whether a preposition of place (and perhaps "the", "northern") comes before."""
        k = i - 1
        while k >= sentence.first and self.tokens[k].text.lower() in words("direction") | {"the"}:
            k -= 1
        if k < sentence.first:
            return False
        word = self.tokens[k].text.lower()
        if word == "to":
            return self.tokens[self.tokens[k].head].lemma.lower() in words("travel")
        if word == "of" and k > sentence.first:
            return self.tokens[k - 1].text.lower() in words("area") | words("direction")
        return word in words("strong_before") or (k == i - 1 and word in words("area"))

    def _reached(self, i: int, j: int, sentence: Sentence) -> bool:
        """Whether something happens to the place: "shelled Homs", "siege of Homs"."""
        token = self.tokens[j]
        head = self.tokens[token.head]
        if token.dep in {"dobj", "nsubjpass"} and head.lemma.lower() in words("reached_verb"):
            return True
        if token.dep == "compound" and head.lemma.lower() in words("struck_noun") | {"attack"}:
            return True
        if i < sentence.first + 2 or self.tokens[i - 1].text != "of":
            return False
        return self.tokens[i - 2].text.lower() in words("struck_noun")

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

    def _told(self, i: int, sentence: Sentence) -> Toponym | None:
        """An unknown name that the words call a place: "the village of X", "X, a town".

        Once a report has said so, the name is one wherever it stands.
        """
        for j in self._ends(i, sentence):
            if self._continues(j, sentence):
                continue
            if not is_called(self.doc, i, j, sentence):
                if not self.told:
                    continue
                if (
                    normal(self.doc.text[self.tokens[i].start : self.tokens[j].end])
                    not in self.told
                ):
                    continue
            name = self.doc.text[self.tokens[i].start : self.tokens[j].end]
            if len(name) > 2 and name not in by_name():
                return self._made(Window(i, j, name, "", ()))
        return None

    def _continues(self, j: int, sentence: Sentence) -> bool:
        """Whether a longer capitalised name goes on after token `j`."""
        after = self.tokens[j + 1] if j + 1 < sentence.last else None
        return bool(after and (after.text[0].isupper() or after.text == "-"))

    def _labelled(self, i: int, sentence: Sentence) -> Toponym | None:
        """What the recogniser takes for a place though the gazetteer does not know it."""
        label = self.tokens[i].entity
        if label not in {"GPE", "LOC"} or self.tokens[i].text.lower() == "the":
            return None
        before = self.tokens[i - 1] if i > sentence.first else None
        if before and before.entity == label and before.text[0].isupper() and before.text != "The":
            return None
        j = i
        while j + 1 < sentence.last and self.tokens[j + 1].entity == label:
            j += 1
        while j > i and not self.tokens[j].text[0].isalnum():
            j -= 1
        name = self.doc.text[self.tokens[i].start : self.tokens[j].end]
        if i == j and (name.lower() in words("not_place") or len(name) < 3):
            return None
        if i == j and not self._in_context(i, sentence) and not self._listed(i):
            return None  # most such names turn out to be people
        if label == "GPE" and self._next(j, sentence) in words("street"):
            return None
        return self._made(Window(i, j, name, "", ()))

    def _made(self, window: Window) -> Toponym:
        i, j, name, _, candidates = window
        span = Span(self.tokens[i].start, self.tokens[j].end)
        after = self.tokens[j + 1].text.lower() if j + 1 < len(self.tokens) else ""
        area = after in words("province")
        return Toponym(span, i, j, name, candidates, self._part(i, j), area=area)

    def _part(self, i: int, j: int) -> str:
        before = self.tokens[i - 1].text.lower() if i else ""
        after = self.tokens[j + 1].text.lower() if j + 1 < len(self.tokens) else ""
        if before in words("direction") or after in {
            "suburbs",
            "suburb",
            "countryside",
            "outskirts",
        }:
            return "part_of"
        return "near" if before in words("near_before") else ""

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
