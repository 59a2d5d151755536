"""The language of a text: common English words first, a statistical model where they fail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.clean.words import word_list

COMMON = (
    *("en", "fr", "de", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "pl", "cs", "sk", "ro"),
    *("hu", "tr", "ru", "uk", "bg", "sr", "hr", "el", "ar", "fa", "he", "ur", "hi", "bn", "zh"),
    *("ja", "ko", "id", "ms", "vi", "th", "sw"),
)
"""Languages told apart (ISO 639-1): those that most news is written in."""

NAMES = {
    "en": "English", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian",
    "pt": "Portuguese", "nl": "Dutch", "sv": "Swedish", "da": "Danish", "no": "Norwegian",
    "fi": "Finnish", "pl": "Polish", "cs": "Czech", "sk": "Slovak", "ro": "Romanian",
    "hu": "Hungarian", "tr": "Turkish", "ru": "Russian", "uk": "Ukrainian", "bg": "Bulgarian",
    "sr": "Serbian", "hr": "Croatian", "el": "Greek", "ar": "Arabic", "fa": "Persian",
    "he": "Hebrew", "ur": "Urdu", "hi": "Hindi", "bn": "Bengali", "zh": "Chinese",
    "ja": "Japanese", "ko": "Korean", "id": "Indonesian", "ms": "Malay", "vi": "Vietnamese",
    "th": "Thai", "sw": "Swahili",
}  # fmt: skip

_AKIN = ({"id", "ms"}, {"da", "no"}, {"cs", "sk"}, {"hr", "sr"})
"""Pairs so alike that the model divides its certainty between them."""

MIN_LETTERS = 60
"""A shorter text in Latin letters is taken to be in the first configured language."""

SAMPLE = 1_500
"""Characters looked at: more do not change the answer."""

ENGLISH_SHARE = 0.2
"""Share of English function words from which a text is English; prose has 0.35 to 0.5."""

SURE, UNLIKELY = 0.8, 0.05
"""A text is refused if one other language has the first and ours together the second."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A text's language and whether we are sure enough of it to refuse the text."""

    code: str
    sure: bool


def language_of(text: str, accepted: Sequence[str]) -> Verdict:
    """The language of a text, in doubt the first of those accepted."""
    sample = _middle(text)
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    if "en" in accepted and english_share(words) >= ENGLISH_SHARE:
        return Verdict("en", sure=True)
    latin = sum(len(word) for word in words if word[0] < "\u0250")
    if letters < MIN_LETTERS and latin >= 0.5 * letters:
        return Verdict(accepted[0], sure=False)
    ranked: list[tuple[str, float]] = _identifier(tuple(accepted)).rank(sample)
    ours = sum(share for code, share in ranked if code in accepted)
    code, share = ranked[0]
    if code in accepted:
        return Verdict(code, sure=share >= SURE)
    share += sum(more for other, more in ranked[1:] if {code, other} in _AKIN)
    if share >= SURE and ours <= UNLIKELY and not (latin and _mostly_names(sample)):
        return Verdict(code, sure=True)
    return Verdict(accepted[0], sure=False)


def _mostly_names(sample: str) -> bool:
    """Whether most words are capitalised: lists of names belong to no language."""
    words: list[str] = _WORD.findall(sample)
    return sum(word[0].isupper() for word in words) > 0.5 * len(words)


def english_share(words: Sequence[str]) -> float:
    """The share of English function words; 0 for fewer than four words or kinds of them."""
    english = word_list("english")
    hits = [word for word in words if word in english]
    return len(hits) / len(words) if len(words) >= 4 and len(set(hits)) >= 2 else 0.0


def words_of(text: str) -> list[str]:
    """The words of the part of a text that decides on its language, in lower case."""
    return _WORD.findall(_middle(text).lower())


def name_of(code: str) -> str:
    """The English name of a language, the code itself where we have none."""
    return NAMES.get(code, code)


def _middle(text: str) -> str:
    """A sample that a foreign headline or a name list at the start cannot decide."""
    if len(text) <= SAMPLE:
        return text
    start = (len(text) - SAMPLE) // 3
    return text[start : start + SAMPLE]


@cache
def _identifier(accepted: tuple[str, ...]) -> Any:
    """The model: half a second to unpack, so only once, and only if a text calls for it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([c for c in identifier.labels if c in {*COMMON, *accepted}])
    return identifier
