"""Grouping: copies of one text share a lineage, reports of one incident a story."""

from __future__ import annotations

import random

import pytest

from dateline.config import Settings
from dateline.dedup import make
from dateline.dedup.lineages import lineages_of
from dateline.dedup.shingles import Vocabulary
from dateline.errors import NotText
from dateline.stage import Failure
from dateline.types import Document, Origin, Published

FERRY = (
    "The ferry Lady Quill sank in a storm off Port Alma on Monday with sixty people on board,"
    " the navy said. Fishermen pulled forty survivors out of the water before dawn. Governor Ada"
    " Roe ordered the harbour closed and promised that the owners of the Lady Quill would answer"
    " for overloading her. Divers of the navy are looking for the others, though hope is fading."
)
FERRY_RETOLD = (
    "Hope faded on Tuesday for twenty passengers of the Lady Quill, the overloaded ferry that"
    " went down near Port Alma. Governor Roe closed the harbour while navy divers searched the"
    " wreck of the ferry; fishermen had rescued forty survivors from the storm."
)
STRIKE = (
    "Teachers across the Velden highlands walked out of their schools on Wednesday over unpaid"
    " wages, the union said. Education minister Tom Reed called the strike illegal and asked the"
    " courts in Grauburg to end it, but classrooms stayed empty in nine districts and pupils"
    " joined the teachers in the squares. The union of teachers wants three months of wages."
)


def report(name: str, text: str, day: str | None = None) -> Document:
    published = Published(day, "given") if day else Published()
    return Document(id=name, text=text, origin=Origin(name), published=published)


def grouped(*items: Document | Failure) -> dict[str, dict[str, str]]:
    return {line["id"]: line for line in make(Settings())(items)}


REPORTS = [
    report("a", FERRY, "2020-03-02"),
    report("b", "LAGOS (Wire) — " + FERRY + "\n\nShare this story", "2020-03-03"),
    report("c", FERRY.rsplit(". ", 1)[0], "2020-03-03"),
    report("d", FERRY_RETOLD, "2020-03-04"),
    report("e", STRIKE, "2020-03-04"),
]


def test_copies_share_a_lineage_and_name_the_earliest():
    lines = grouped(*REPORTS)
    assert lines["a"]["lineage"] == lines["b"]["lineage"] == lines["c"]["lineage"]
    assert [lines[name]["copy_of"] for name in "abcde"] == [None, "a", "a", None, None]


def test_a_retelling_shares_the_story_but_not_the_lineage():
    lines = grouped(*REPORTS)
    assert lines["a"]["story"] == lines["c"]["story"] == lines["d"]["story"]
    assert lines["d"]["lineage"] != lines["a"]["lineage"]
    assert lines["e"]["story"] != lines["a"]["story"]


@pytest.mark.parametrize("seed", range(5))
def test_the_outcome_does_not_depend_on_the_order_of_input(seed):
    mixed = random.Random(seed).sample(REPORTS, len(REPORTS))
    assert [line["id"] for line in make(Settings())(mixed)] == [doc.id for doc in mixed]
    assert grouped(*mixed) == grouped(*REPORTS)


def test_reports_of_days_far_apart_are_different_stories():
    lines = grouped(report("a", FERRY, "2020-03-02"), report("d", FERRY_RETOLD, "2020-06-01"))
    assert lines["a"]["story"] != lines["d"]["story"]


def test_a_failure_keeps_its_place_with_its_reason():
    lines = list(make(Settings())([REPORTS[0], Failure("x", NotText("x is a picture"))]))
    assert lines[1]["id"] == "x"
    assert lines[1]["error"]["code"] == "not-text"
    assert "x is a picture" in lines[1]["error"]["message"]


def test_no_reports_make_no_lines():
    assert list(make(Settings())([])) == []


def test_a_sentence_that_two_reports_quote_does_not_join_them():
    quote = "We will not leave the harbour until the last man is found, she said."
    lines = grouped(report("a", FERRY + " " + quote), report("e", STRIKE + " " + quote))
    assert lines["a"]["lineage"] != lines["e"]["lineage"]


def test_many_copies_and_one_empty_text_are_grouped_whole():
    vocabulary = Vocabulary()
    for number in range(80):
        vocabulary.add(f"{FERRY} Bulletin number {number} of the day.")
    vocabulary.add("")
    digests = [f"{number:03}" for number in range(81)]
    assert [len(group) for group in lineages_of(vocabulary.shingles, digests)] == [80, 1]
