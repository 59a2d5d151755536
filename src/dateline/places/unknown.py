"""Toponyms that no table knows: what the words call a place, or use like one."""

from __future__ import annotations

from dateline.countries import by_adjective, by_name
from dateline.places.bars import people
from dateline.places.names import normal
from dateline.places.signs import is_called
from dateline.places.surroundings import Surroundings
from dateline.places.toponyms import Toponym, Window
from dateline.places.words import personal_names, words
from dateline.types import Document, Sentence, Span

_MAYBE = frozenset({"", "GPE", "LOC", "NORP", "PERSON", "FAC"})
_INNER = frozenset(
    "of the de del della di da do dos du des la las le les el al an ar as ash al- upon on sur "
    "und and ben bin es ez ed ad -".split()
) | {"-", "–", "'", "’", "'s", "’s", "."}
NOWHERE = -9
MOST_WORDS = 7
"""Tokens a toponym may have, hyphens and articles counted: "Stratford-upon-Avon" has five."""


class Unknown(Surroundings):
    """Finds names of places by the words around them alone; keeps what it was told."""

    __slots__ = ("people", "previous", "told")

    def __init__(self, doc: Document, barred: frozenset[int]) -> None:
        """Of a parsed document."""
        super().__init__(doc, barred)
        self.people = people(doc)
        self.told: frozenset[str] = frozenset()
        self.previous = NOWHERE

    def _told(self, i: int, sentence: Sentence) -> Toponym | None:
        """An unknown name that the words call a place: "the village of X", "X, a town".

        Once a report has said so, the name is one wherever it stands.
        """
        for j in self._ends(i, sentence):
            if self._continues(j, sentence) or self.tokens[j].entity in {"DATE", "TIME"}:
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
            if self.tokens[j + 1].text in {"on", "in", "at"}:
                break
            j += 1
        while j > i and not self.tokens[j].text[0].isalnum():
            j -= 1
        name = self.doc.text[self.tokens[i].start : self.tokens[j].end]
        if i == j and (name.lower() in words("not_place") or len(name) < 3):
            return None
        if self._is_of_a_nation(name):
            return None
        if i == j and not self._in_context(i, sentence) and not self._listed(i):
            return None  # most such names turn out to be people
        if label == "GPE" and self._next(j, sentence) in words("street"):
            return None
        return self._made(Window(i, j, name, "", ()))

    def _is_of_a_nation(self, name: str) -> bool:
        """Whether a name is no place but a nation's: "Sri Lankan", "United Russia", "Miss Russia"."""
        parts = name.split()
        if name in by_name():
            return False
        national = name in by_adjective() or parts[0] in by_adjective()
        return national or parts[0] == "United" or parts[-1] in by_name()

    def _landform(self, i: int, sentence: Sentence) -> Toponym | None:
        """An unknown name with the word for what it is: "Chu valley", "Lake Edward"."""
        if self.tokens[i].pos != "PROPN" or self.tokens[i].text.isupper():
            return None
        before = self.tokens[i - 1] if i > sentence.first else None
        if before and before.text[0].isupper() and before.pos == "PROPN":
            return None
        if self.tokens[i].text.lower() in words("landform_first"):
            j = i
            while j + 1 < sentence.last and self._is_proper(j + 1) and j - i < 2:
                j += 1
            return self._unknown(i, j) if j > i else None
        j = i
        while j + 1 < sentence.last and self._is_proper(j + 1) and j - i < 3:
            j += 1
        last = j if j > i and self.tokens[j].text.lower() in words("landform") else j + 1
        if last < sentence.last and self.tokens[last].text.lower() in words("landform"):
            return self._unknown(i, last)
        return None

    def _unknown(self, i: int, j: int) -> Toponym:
        name = self.doc.text[self.tokens[i].start : self.tokens[j].end]
        return self._made(Window(i, j, name, "", ()))

    def _after_preposition(self, i: int, sentence: Sentence) -> Toponym | None:
        """An unknown single name right after "in", "near" or "outside", nobody's in the report."""
        token = self.tokens[i]
        if i == sentence.first or token.pos != "PROPN" or token.dep != "pobj":
            return None
        before = self.tokens[i - 1].text
        if before not in words("only_places") or not token.text.isalpha() or len(token.text) < 4:
            return None
        if token.text.isupper() or token.tag == "NNPS" or token.entity not in _MAYBE:
            return None
        if self._next(i, sentence)[:1].isdigit():
            return None
        if self._continues(i, sentence) or not self._is_free(Window(i, i, token.text, "", ())):
            return None
        if normal(token.text) in self.people | words("not_place") | words("landform"):
            return None
        return self._unknown(i, i)

    def _is_free(self, window: Window) -> bool:
        key = window.key or normal(window.name)
        return not set(key.split()) & (self.people | personal_names())

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

    def _listed(self, i: int) -> bool:
        """Whether the words continue a list of places: "in Homs, Hama and X"."""
        between = self.tokens[self.previous + 1 : i] if 0 <= i - self.previous - 2 <= 1 else ()
        return bool(between) and all(token.text in {",", "and", "or", "&"} for token in between)
