"""The answers of `dateline resolve place`."""

from __future__ import annotations

import pytest

from dateline.config import Settings
from dateline.places import resolve


@pytest.fixture
def ask(monkeypatch, gazetteer):
    monkeypatch.setattr(resolve, "of_settings", lambda settings: gazetteer)

    def answer(text, context=None, country=None):
        return resolve.resolve_place(text, context=context, country=country, settings=Settings())

    return answer


@pytest.mark.parametrize(
    ("question", "geonameid", "resolution"),
    [
        (("northern Homs",), 169577, "part_of"),
        (("near Berlin",), 2950159, "near"),
        (("Springfield, Ill.",), 4250542, "city"),
        (("Tripoli", "the war in Syria and Lebanon"), 266826, "city"),
        (("Tripoli", None, "LBY"), 2210247, "city"),
        (("Nowhere at All",), None, "unresolved"),
    ],
)
def test_a_phrase_is_resolved_in_its_context(ask, question, geonameid, resolution):
    answer = ask(*question)
    assert (answer["geonameid"], answer["resolution"]) == (geonameid, resolution)


def test_candidates_come_with_the_better_score_first(ask):
    scores = [c["score"] for c in ask("Homs")["candidates"]]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 2
