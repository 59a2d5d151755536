"""Names as keys, and the compiled table."""

from __future__ import annotations

import pickle

import pytest

from dateline.config import KnowledgeSettings, Settings
from dateline.places import make
from dateline.places.names import normal, without_article
from dateline.places.sources import is_name


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ḩimş", "hims"),
        ("Ra’s al-‘Ayn", "ras al ayn"),
        ("St. Louis", "saint louis"),
        ("Łódź", "lodz"),
        ("Stratford-upon-Avon", "stratford upon avon"),
        ("W.Va.", "wva"),
    ],
)
def test_one_key_stands_for_all_spellings(name, key):
    assert normal(name) == key


def test_an_arabic_article_comes_off_only_before_a_name():
    assert without_article("al raqqa") == "raqqa"
    assert without_article("alabama") is None


@pytest.mark.parametrize(
    ("name", "kept"), [("Emesa", True), ("QHS", False), ("mdynt hms", False), ("حمص", True)]
)
def test_airport_codes_and_machine_transliterations_are_no_names(name, kept):
    assert is_name(name) is kept


def test_a_name_finds_its_places_the_most_populous_first(gazetteer):
    assert [c.population for c in gazetteer.lookup("Tripoli")] == [1_150_000, 230_000]


@pytest.mark.parametrize("name", ["al-Raqqah", "Raqqah", "Ar Raqqah"])
def test_a_place_is_found_with_any_article_and_without(gazetteer, name):
    assert gazetteer.lookup(name)[0].geonameid == 172955


@pytest.mark.parametrize("name", ["", "...", "Nowhere at All"])
def test_an_unknown_name_finds_nothing(gazetteer, name):
    assert gazetteer.lookup(name) == ()


def test_a_gazetteer_travels_to_another_process_by_its_path(gazetteer):
    assert pickle.loads(pickle.dumps(gazetteer)).lookup("Berlin") == gazetteer.lookup("Berlin")


def test_the_digest_does_not_depend_on_where_the_file_lies():
    one, other = (Settings(knowledge=KnowledgeSettings(cache=path)) for path in ("/a", "/b"))
    assert make(one).resources == make(other).resources
    assert pickle.loads(pickle.dumps(make(one))) == make(one)
