"""Names as keys: one spelling for all the ways a toponym is written."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h"}
    | dict.fromkeys("'’‘ʼʻʿʾ`´′ʹʺ.\"“”", "")
    | dict.fromkeys("-‐‑–—_/,()", " ")
)
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ARTICLE = re.compile(r"^(?:al|el|ar|as|ad|an|ash|at|az|ed|es|et|er|en|adh|ath)[ -](?=\w{3})")


def normal(name: str) -> str:
    """The key of a name: folded, lower case, no apostrophes or stops, hyphens as blanks."""
    key = name.casefold()
    if not key.isascii():
        key = unicodedata.normalize("NFKD", key)
        key = "".join(c for c in key if not unicodedata.combining(c))
    words = key.translate(_LETTERS).split()
    # "St. Louis", "Port St Lucie", "Ft. Worth": only before another word.
    for i, word in enumerate(words[:-1]):
        if word in _SHORT:
            words[i] = _SHORT[word]
    return " ".join(words)


def without_article(key: str) -> str | None:
    """The key without its Arabic article, None if it has none."""
    found = _ARTICLE.match(key)
    return key[found.end() :] if found else None
