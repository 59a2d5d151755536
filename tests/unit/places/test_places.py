"""Which words are toponyms, which places they mean, and where events happened."""

from __future__ import annotations

import pytest


def named(doc):
    return [(p.span.of(doc.text), p.country, p.resolution) for p in doc.places]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Fighting went on in Homs.", [("Homs", "SYR", "city")]),
        ("They live in northern Homs.", [("Homs", "SYR", "part_of")]),
        ("He was seen near Berlin.", [("Berlin", "DEU", "near")]),
        ("A ship sank in the Red Sea.", [("Red Sea", None, "water")]),
        ("Fighting went on in Homs province.", [("Homs", "SYR", "admin1")]),
        ("It rained in March.", []),
        ("The United States sent aid.", [("United States", "USA", "country")]),
        ("It rained in Nice, France.", [("Nice", "FRA", "city"), ("France", "FRA", "country")]),
        ("White House officials left.", []),
        ("Donald Marsh, Ivanka Marsh and Ivanka smiled.", []),
        (
            "Men from the village of Kafr Batun left. Kafr Batun was empty.",
            [("Kafr Batun", None, "unresolved"), ("Kafr Batun", None, "unresolved")],
        ),
        (
            "He lives in Springfield, Ill.",
            [("Springfield", "USA", "city"), ("Ill.", "USA", "admin1")],
        ),
    ],
)
def test_toponyms_are_found_with_what_they_mean(read, text, places):
    assert named(read(text)) == places


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Fighting went on in Tripoli, Lebanon.", "LBN"),
        ("Syria and Lebanon sent aid. Fighting went on in Tripoli.", "LBN"),
        ("Libya sent aid. Fighting went on in Tripoli.", "LBY"),
    ],
)
def test_the_report_decides_between_places_of_one_name(read, text, country):
    doc = read(text)
    assert next(p.country for p in doc.places if p.span.of(text) == "Tripoli") == country


@pytest.mark.parametrize(
    ("text", "resolution"),
    [
        ("Washington and Berlin agreed. Germany and Syria sent aid to Lebanon.", "city"),
        ("He lives in Washington. Farms across Washington flooded.", "admin1"),
    ],
)
def test_among_countries_washington_is_the_capital(read, text, resolution):
    found = {p.resolution for p in read(text).places if p.name == "Washington"}
    assert found == {resolution}


def test_one_name_means_one_place_in_a_report(read):
    doc = read("He went to Homs in Syria. The mayor of Homs met him in Homs.")
    assert {p.geonameid for p in doc.places if p.name == "Homs"} == {169577}


def test_an_unknown_place_stays_listed_without_coordinates(read):
    doc = read("Troops entered the village of Kafr Batun in Syria.")
    assert all((p.lat is None) == (p.resolution == "unresolved") for p in doc.places)


@pytest.mark.parametrize(
    ("text", "event", "place"),
    [
        ("Speaking from Berlin, she condemned the fighting in Homs.", "ACCUSE condemned", "Berlin"),
        ("Speaking from Berlin, she condemned the fighting in Homs.", "ASSAULT fighting", "Homs"),
        ("Gunmen killed ten people in Homs.", "ASSAULT killed", "Homs"),
        ("The army shelled Homs on Monday.", "ASSAULT shelled", "Homs"),
        ("Gunmen attacked a bus and killed ten people in Homs.", "ASSAULT attacked", "Homs"),
        ("In Homs, officials said gunmen had killed ten people.", "ASSAULT killed", "Homs"),
        ("Germany and Syria signed an agreement in Berlin.", "AGREE signed", "Berlin"),
        ("Gunmen killed ten people in the village of Kafr Batun.", "ASSAULT killed", "Kafr Batun"),
        ("Gunmen killed ten people in Syria in a raid in Homs.", "ASSAULT killed", "Homs"),
        ("In Berlin, ministers said gunmen had killed ten people.", "ASSAULT killed", None),
        ("In Berlin, police said gunmen had killed ten people.", "ASSAULT killed", "Berlin"),
        ("In Homs, the mayor met farmers and demanded calm.", "REQUEST demanded", "Homs"),
        ("The mayor called on Germany to help.", "REQUEST called", None),
        ("Gunmen killed ten people, according to a group in Homs.", "ASSAULT killed", None),
        ("Germany accused Syria of killing civilians in Homs.", "ACCUSE accused", None),
    ],
)
def test_an_event_happened_where_its_own_words_say(read, text, event, place):
    doc = read(text, tuple(event.split()))
    found = [e.place.value.span.of(text) for e in doc.event_places]
    assert found == ([place] if place else [])


def test_a_lone_place_of_the_paragraph_serves_with_a_low_score(read):
    doc = read("A bomb went off in Homs. Ten people were killed.", ("ASSAULT", "killed"))
    (found,) = doc.event_places
    assert found.place.value.name == "Homs"
    assert found.place.score < 0.9


def test_a_document_without_tokens_has_no_places(read):
    doc = read("On Monday it rained all day.")
    assert (doc.places, doc.event_places) == ((), ())


@pytest.mark.parametrize(
    ("text", "event", "place"),
    [
        ("The worst case was in Homs, where three men beat a guard.", "ASSAULT beat", "Homs"),
        ("The army shelled a market on the edge of Homs on Monday.", "ASSAULT shelled", "Homs"),
        ("Police in Homs arrested nine students.", "COERCE arrested", "Homs"),
    ],
)
def test_words_around_a_place_join_it_to_a_deed(read, text, event, place):
    doc = read(text, tuple(event.split()))
    assert [e.place.value.span.of(text) for e in doc.event_places] == [place]


def test_a_stray_namesake_abroad_is_not_taken_where_one_country_is_the_scene(read):
    text = "Fighting spread from Homs to Hama in Syria, and shells fell on March."
    found = {p.span.of(text): p for p in read(text).places}
    assert found["Homs"].country == "SYR"
    assert "March" not in found or found["March"].country != "GBR"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Herders fought in the Karkyra valley in Syria.", ["Karkyra valley", "Syria"]),
        ("A boat sank on Lake Tarfa on Monday.", ["Lake Tarfa"]),
        ("Families in Tawargha fled.", ["Tawargha"]),
        ("He played in Humans 2.", []),
    ],
)
def test_unknown_places_are_known_by_the_words_around_them(read, text, names):
    assert [p.span.of(text) for p in read(text).places] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Syrian Empire fell.", []),
        ("United Syria won the vote in Homs.", ["Homs"]),
        ("German tourists left Lebanon.", ["Lebanon"]),
    ],
)
def test_a_nation_in_a_longer_name_is_no_place(read, text, names):
    assert [p.span.of(text) for p in read(text).places] == names


def test_the_name_of_a_country_means_the_country(read):
    found = read("Talks opened in Lebanon and in Springfield on Monday.").places
    assert found[0].resolution == "country"
