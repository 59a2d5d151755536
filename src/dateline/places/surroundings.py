"""The words around a name: what stands before and after it, and what happens to it."""

from __future__ import annotations

from dateline.places.words import words
from dateline.types import Document, Sentence


class Surroundings:
    """Questions about the words around tokens [i, j] of a sentence."""

    __slots__ = ("barred", "doc", "tokens")

    def __init__(self, doc: Document, barred: frozenset[int]) -> None:
        """Of a parsed document; `barred` are tokens of people and bodies."""
        self.doc = doc
        self.tokens = doc.tokens
        self.barred = barred

    def _is_object(self, i: int, j: int, sentence: Sentence) -> bool:
        """Whether the name alone stands after a preposition of place: "Families in Adigrat"."""
        alone = not self._runs_on(i, j, sentence)
        object_ = self.tokens[j].dep == "pobj"
        dated = self._next(j, sentence)[:1].isdigit()
        return alone and object_ and not dated and self._in_context(i, sentence)

    def _is_used(self, j: int) -> bool:
        """Whether the words use a name as a place's: "X's markets", "X gangs", "out of X"."""
        token = self.tokens[j]
        head = self.tokens[token.head]
        if token.dep == "poss":
            return head.pos == "NOUN"
        if token.dep in {"compound", "nmod"}:
            return head.pos == "NOUN" and head.text[0].islower()
        if token.dep != "pobj" or head.text not in words("weak_before"):
            return False
        return head.text != "of" or self.tokens[head.head].text[0].islower()

    def _next(self, j: int, sentence: Sentence) -> str:
        """The word after token `j`, in lower case."""
        return self.tokens[j + 1].text.lower() if j + 1 < sentence.last else ""

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
            if self.tokens[k - 1].text.lower() == "out":
                return True
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

    def _continues(self, j: int, sentence: Sentence) -> bool:
        """Whether a longer capitalised name goes on after token `j`."""
        after = self.tokens[j + 1] if j + 1 < sentence.last else None
        return bool(after and (after.text[0].isupper() or after.text == "-"))

    def _is_proper(self, k: int) -> bool:
        token = self.tokens[k]
        return token.text[0].isupper() and token.pos == "PROPN" and k not in self.barred
