"""Signs in the words around a name that it is one of a place."""

from __future__ import annotations

from dateline.places.words import words
from dateline.types import Document, Sentence


def is_called(doc: Document, i: int, j: int, sentence: Sentence) -> bool:
    """Whether "village of" comes before, or ", a small town" after."""
    if i - 2 > sentence.first and doc.tokens[i - 1].text == "of":
        noun = doc.tokens[i - 2]
        if noun.text in words("settled") and noun.text.islower():
            return True
    if j + 3 >= sentence.last or doc.tokens[j + 1].text != ",":
        return False
    if doc.tokens[j + 2].text not in {"a", "an"}:
        return False
    return any(
        doc.tokens[k].text in words("settled") and doc.tokens[k].dep == "appos"
        for k in range(j + 3, min(j + 6, sentence.last))
    )


def opens_dateline(doc: Document, i: int, j: int, sentence: Sentence) -> bool:
    """Whether the words open a block as "HOMS (Reuters) —" or "HOMS, Syria —" do."""
    if i != sentence.first or j + 1 >= sentence.last:
        return False
    block = doc.blocks[sentence.block]
    if block.span.start != sentence.span.start:
        return False
    after = doc.tokens[j + 1].text
    upper = all(
        doc.tokens[k].text.isupper() for k in range(i, j + 1) if doc.tokens[k].text.isalpha()
    )
    return block.kind == "dateline" or (
        upper and after in {",", "(", "—", "–", "--", ":", "-", "|"}
    )
