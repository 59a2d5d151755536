"""The parts of a report by their shape: title, byline, dateline, caption."""

from __future__ import annotations

import re

from dateline.chronology import MONTHS, WEEKDAYS, WRITTEN_DATE
from dateline.clean.lines import FINAL
from dateline.clean.words import word_list

MAX_TITLE = 150
MAX_BYLINE = 140

_BY = re.compile(
    r"(?:(?:story|text|words|report|analysis|article)\s+by|by)[:\s]+(?=\w)", re.IGNORECASE
)
_CREDIT = re.compile(
    r"[(\[—–-]*\s*(?:(?:additional|further|with|extra|writing|written|reporting|editing|edited"
    r"|reported|compiled|translated|translation|contributed|contribution)\s+)+"
    r"(?:and\s+(?:reporting|writing|editing)\s+)?(?:by|from)\b.{2,400}",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:[—–]|--)\s*[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,3}(?:,\s+[A-Z][\w .'’-]{2,40})?"
)
_DESK = re.compile(
    r"[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){1,3}"
    r"(?:\s+in\s+[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,2}"
    r"|\s*[,|]\s*(?:(?:staff|special|senior|chief|political|foreign|diplomatic)\s+)*"
    r"(?:writer|reporter|correspondent|editor|contributor|associated press|reuters|afp))",
)
_CAPTION = re.compile(
    r"(?:file\s+(?:photo|picture|image|pic)\s*[:–—-]|(?:photo|image|picture|pictured|caption"
    r"|above|below|video|map|graphic|pictured (?:above|here|left|right))\s*:|file\s*[-–—]+\s"
    r"|\((?:photo|image|picture)\s*:)\s*\S",
    re.IGNORECASE,
)

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_DAY = (
    rf"(?:(?:{_WEEKDAY})\.?,?\s+)?(?:(?:{_MONTH})\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}\s+(?:{_MONTH})\.?(?:,?\s+\d{{4}})?)|(?:{_WEEKDAY})\b\.?"
)
_SHOUTED = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3}"
_TITLED = r"[A-ZÀ-Þ][\w.'’-]+(?:[ /][A-ZÀ-Þ][\w.'’-]+){0,3}"
_REGION = r"(?:,\s*[A-ZÀ-Þ][\w.'’ -]{1,25}?)"
_AGENCY = r"\(\s*(?![RDI]-)[A-Z][\w.&'’/ -]{1,30}\)"
_DASH = r"\s*(?:[—–]|--|-(?=\s))\s*"
_SENTENCE = r"(?=[\"'“‘(\[]?[A-ZÀ-Þ0-9$£€])"
DATELINE = re.compile(
    rf"(?:{_SHOUTED}{_REGION}{{0,2}}(?:,\s*(?i:{_DAY}))?(?:,?\s*{_AGENCY})?{_DASH}{_SENTENCE}"
    rf"|{_TITLED}{_REGION}{{0,2}}(?:,\s*(?i:{_DAY}))?,?\s*{_AGENCY}{_DASH}{_SENTENCE}"
    rf"|{_TITLED}{_REGION}{{0,2}},\s*(?i:{_DAY}){_DASH}{_SENTENCE}"
    rf"|{_AGENCY}{_DASH}{_SENTENCE}"
    rf"|{_SHOUTED}{_REGION}?(?:,\s*(?i:{_DAY}))?,?\s*{_AGENCY}\s*[:.]?\s*{_SENTENCE})"
)
"""The dateline at the start of a body: place, perhaps day and agency, then a dash.

A dash after a name is also how an apposition starts, so what follows must look like
the start of a sentence.
"""
_DATELINE_ALONE = re.compile(
    rf"(?:{_SHOUTED}|{_TITLED}){_REGION}{{0,2}}"
    rf"(?:,\s*(?i:{_DAY})(?:,?\s*{_AGENCY})?|,?\s*{_AGENCY})[\s:—–-]*"
)

_DATE_LABEL = re.compile(
    r"\b(?:first|last|originally|re-?published|published|posted|updated?|modified|created|issued"
    r"|released?|dated?|time|at|on|as of|by|am|pm|a\.m|p\.m|edition|gmt|utc|[ecmpw][ds]?t|ist|bst"
    r"|ce?s?t|eat|wat|sast|hrs?|local)\b",
    re.IGNORECASE,
)
_POSTED_BY = re.compile(r"\bby\s+[\w.'’-]+(?:\s+[\w.'’-]+){0,3}\s*$", re.IGNORECASE)
"""Who put a dated line on the page: "Posted on August 22, 2024 by newsdesk"."""
_WEEKDAYS = re.compile(rf"\b(?:{_WEEKDAY})\b\.?", re.IGNORECASE)
_CLOCK = re.compile(
    r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?|[T+]\d\d(?::?\d\d)*|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE
)


def is_byline(block: str) -> bool:
    """Whether a block names who wrote, reported or edited the report."""
    if len(block) > 4 * MAX_BYLINE:
        return False
    words = " ".join(block.split())
    if _CREDIT.fullmatch(words):
        return True
    if len(words) > MAX_BYLINE:
        return False
    by = _BY.match(words)
    if by:
        return _names_alone(words[by.end() :])
    return bool(_SIGNED.fullmatch(words) or _DESK.fullmatch(words))


def _names_alone(words: str) -> bool:
    """Whether the words are names, dates and the small words between them."""
    small_words = word_list("byline")
    parts = re.findall(r"[^\W_]+", words)
    small = [part for part in parts if part.islower() and part not in small_words]
    first = parts[0] if parts else ""
    return first[:1].isupper() and first.lower() not in small_words and not small


def is_caption(block: str) -> bool:
    """Whether a block starts as the caption of a picture does."""
    return len(block) < 600 and bool(_CAPTION.match(block))


def dateline_length(block: str) -> int:
    """The length of the dateline that a body block starts with, 0 if it has none."""
    found = DATELINE.match(block)
    if not found or found.end() > 100:
        return 0
    place = re.split(r"[\s,(:]", found[0].lstrip("("), maxsplit=1)[0].lower()
    return 0 if place in word_list("no-place") else len(found[0].rstrip())


def is_dateline(block: str) -> bool:
    """Whether a short block is nothing but place and day, or a date with its label."""
    if len(block) > 110:
        return False
    words = " ".join(block.split())
    return is_date_line(words) or bool(_DATELINE_ALONE.fullmatch(words))


def is_date_line(words: str) -> bool:
    """Whether a line holds a full written date and hardly anything else."""
    if not WRITTEN_DATE.search(words):
        return False
    rest = _POSTED_BY.sub(" ", WRITTEN_DATE.sub(" ", words))
    for known in (_CLOCK, _WEEKDAYS, _DATE_LABEL):
        rest = known.sub(" ", rest)
    return sum(map(str.isalnum, rest)) <= 3


def is_title(block: str, *, blank_after: bool) -> bool:
    """Whether the first block of a report is its headline.

    A closed sentence is one only when a blank line follows and most of its longer
    words are capitalised.
    """
    if len(block) > MAX_TITLE or block.count("\n") > 2:
        return False
    if not FINAL.search(block) or block.endswith(("?", "…")):
        return True
    longer = [word for word in re.findall(r"[^\W\d_]{4,}", block) if word]
    return blank_after and len(longer) >= 3 and _capitals(longer) >= 0.7 * len(longer)


def _capitals(words: list[str]) -> int:
    return sum(word[0].isupper() for word in words)
