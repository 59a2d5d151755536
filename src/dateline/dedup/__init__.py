"""Dedup: which reports are copies of one text, and which tell of one incident.

The gatherer behind `dateline group`: documents in, one line each out, in input order:
`{"id", "lineage", "copy_of", "story"}`. Ids derive from content, so the same reports
get the same ids in any order and any run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.clean import mark_blocks
from dateline.config import Settings
from dateline.dedup.lineages import lineages_of
from dateline.dedup.shingles import Vocabulary
from dateline.dedup.stories import Telling, stories_of, telling_of
from dateline.record import failed
from dateline.stage import Failure
from dateline.types import CODED_KINDS, Document


@dataclass(frozen=True, slots=True)
class Member:
    """A report as far as grouping needs it."""

    id: str
    published: str | None
    words: int
    digest: str
    telling: Telling


@dataclass(frozen=True, slots=True)
class GroupReports:
    """Groups reports into lineages and stories."""

    settings: Settings

    def __call__(self, items: Iterable[Document | Failure], /) -> Iterator[dict[str, Any]]:
        """One line a report, in input order; a report that failed says why."""
        vocabulary = Vocabulary()
        members: list[Member] = []
        places: list[int | Failure] = []
        for item in items:
            if isinstance(item, Failure):
                places.append(item)
                continue
            text = _own_text(item, self.settings)
            places.append(len(members))
            members.append(_member(item, text, vocabulary.add(text)))
        lineages = lineages_of(vocabulary.shingles, [member.digest for member in members])
        return iter(_lines(places, members, lineages))


def make(settings: Settings) -> GroupReports:
    """The gatherer for these settings."""
    return GroupReports(settings)


def _own_text(doc: Document, settings: Settings) -> str:
    """The words of the report without furniture; all of them if nothing else is left."""
    blocks = mark_blocks(doc, threshold=settings.clean.foreign_threshold)
    coded = [block.span.of(doc.text) for block in blocks if block.kind in CODED_KINDS]
    return "\n".join(coded) or doc.text


def _member(doc: Document, text: str, words: int) -> Member:
    digest = hashlib.sha256(" ".join(text.split()).casefold().encode("utf-8", "replace"))
    return Member(doc.id, doc.published.value, words, digest.hexdigest(), telling_of(text))


def _lines(
    places: Sequence[int | Failure], members: Sequence[Member], lineages: Sequence[Sequence[int]]
) -> Iterator[dict[str, Any]]:
    heads = [min(lineage, key=lambda at: _seniority(members[at])) for lineage in lineages]
    stories = stories_of(
        [members[head].telling for head in heads],
        days=[members[head].published for head in heads],
        digests=[members[head].digest for head in heads],
    )
    found: dict[int, Mapping[str, Any]] = {}
    for lineage, head, story in zip(lineages, heads, stories, strict=True):
        for at in lineage:
            found[at] = {
                "lineage": "l" + members[head].digest[:12],
                "copy_of": None if at == head else members[head].id,
                "story": "s" + members[heads[story]].digest[:12],
            }
    for place in places:
        if isinstance(place, Failure):
            why = failed(place.id, place.error).error
            yield {"id": place.id, "error": {"code": why.code, "message": why.message}}
        else:
            yield {"id": members[place].id, **found[place]}


def _seniority(member: Member) -> tuple[str, int, str, str]:
    """Earliest first, then longest; the digest and the id settle the rest."""
    return (member.published or "9999", -member.words, member.digest, member.id)
