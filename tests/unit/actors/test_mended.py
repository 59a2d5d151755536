"""Mends: names kept whole and joined, countries inherited, no actors out of mere things."""

from calendar import monthrange
from datetime import date

import pytest

from dateline.actors.knowledge import of_settings
from dateline.actors.names import given_gender, parts, plain, same_person, told_gender
from dateline.actors.shipped_tables import table
from dateline.config import Settings

DAY = "2016-05-18"
EDITION = date(2026, 1, 31)
"""The day that the tables speak of at the latest."""
NAMESAKES = {
    "David Johnston": "governor general of Canada, and defence minister of Australia",
    "Mohamed Abdelaziz": "president of the Sahrawi republic, and foreign minister of Libya",
}
"""Two people of one name who were in office at once."""


def first(cell):
    return date.fromisoformat(cell + {4: "-01-01", 7: "-01", 10: ""}[len(cell)])


def last(cell):
    if len(cell) == 7:
        year, month = map(int, cell.split("-"))
        return date(year, month, monthrange(year, month)[1])
    return date.fromisoformat(cell + {4: "-12-31", 10: ""}[len(cell)])


def inside(row):
    """A day in the middle of the term; on that of a hand-over two people hold an office."""
    since = first(row["valid_from"])
    until = last(row["valid_to"]) if row["valid_to"] else max(since, EDITION)
    return (since + (until - since) / 2).isoformat()


def test_every_leader_is_found_by_name_and_alias_on_a_day_of_the_term():
    knowledge = of_settings(Settings())
    for row in table("leaders"):
        if row["name"] in NAMESAKES:
            continue
        for name in filter(None, (row["name"], *row["aliases"].split("|"))):
            found = knowledge.on(knowledge.named(name), inside(row))
            assert found, (name, row)
            assert (found.name, found.country) == (row["name"], row["country"]), row


def test_two_people_of_one_name_in_office_in_two_countries_are_nobody():
    knowledge = of_settings(Settings())
    assert knowledge.on(knowledge.named("David Johnston"), "2014-05-06") is None


def test_no_row_of_the_package_has_a_name_that_is_ours():
    rows = list(of_settings(Settings()).rows)
    ours = {
        plain(name)
        for row in rows
        if row.kind == "person" and row.layer == "dateline"
        for name in (row.name, *row.aliases)
    }
    theirs = [row for row in rows if row.layer == "package"]
    assert ours and theirs
    assert not [r for r in theirs if ours & {plain(n) for n in (r.name, *r.aliases)}]


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Donald Trump's proposal failed.", "Donald", "Donald Trump"),
        ("President Barack Obama's offer failed.", "President", "Barack Obama"),
        ("He met former Maryland Gov. Ama O'Hara on Monday.", "O'Hara", "Ama O'Hara"),
        (
            "Xi Jinping arrived in Ankara. Mr. Xi met the mayor.",
            "Mr. Xi",
            "Xi Jinping",
        ),
        ("Ren Daiyu arrived in Ankara. Mr. Ren met the mayor.", "Mr. Ren", "Ren Daiyu"),
        ("Mona Fahmy, a dentist, was freed. Critics of Fahmy left.", "Fahmy left", "Mona Fahmy"),
        (
            "Jacob Otieno met the mayor. Later Jacob B. Otieno left.",
            "Jacob Otieno",
            "Jacob B. Otieno",
        ),
    ],
)
def test_the_parts_of_a_name_are_the_one_person(who, text, phrase, name):
    assert who(text, phrase, DAY).name == name


def test_a_junior_is_neither_his_father_nor_a_namesake_of_the_tables(read):
    doc = read("A letter to Donald Trump, Jr. came. Donald Trump left.", DAY)
    names = {entity.name: entity.country for entity in doc.entities}
    assert names == {"Donald Trump, Jr.": None, "Donald Trump": "USA"}


@pytest.mark.parametrize(
    "text", ["The Hammond protest ended on Monday.", "The Otieno trial ended on Monday."]
)
def test_a_surname_that_only_tells_which_thing_is_meant_is_nobody(read, text):
    assert [e for e in read(text, DAY).entities if e.kind == "person"] == []


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Mary Otieno met Peter Lysenko. She left the hall.", "She", "Mary Otieno"),
        ("Mary Otieno met Peter Lysenko. He left the hall.", "He", "Peter Lysenko"),
        ("Mr. Otieno met Mrs. Lysenko. She left the hall.", "She", "Lysenko"),
    ],
)
def test_he_and_she_leave_out_people_of_the_other_gender(who, text, pronoun, name):
    assert who(text, pronoun, DAY).name == name


def test_she_is_nobody_where_the_only_person_is_a_man(who):
    assert who("Peter Lysenko left. She stayed.", "She", DAY) is None


@pytest.mark.parametrize(
    ("text", "phrase", "country", "sector"),
    [
        ("White House officials left the hall.", "officials", "USA", "GOV"),
        ("FBI Director Ama Lysenko left the hall.", "Lysenko", "USA", "COP"),
        ("Vermont Senator Ama Lysenko left the hall.", "Lysenko", "USA", "LEG"),
        ("Bavaria's governor left the hall.", "governor", "DEU", "GOV"),
        ("Sen. Ama Lysenko (R-Ky.) left the hall.", "Lysenko", "USA", "LEG"),
        ("Rep. Ama Lysenko left the hall.", "Lysenko", None, "LEG"),
        ("Secret Service members left the hall.", "members", "USA", "COP"),
        (
            "The Senate Fisheries Committee met. U.S. senators left.",
            "Committee",
            "USA",
            "LEG",
        ),
        (
            "The Senate Fisheries Committee met. Kenyan senators left.",
            "Committee",
            None,
            "LEG",
        ),
    ],
)
def test_a_state_or_body_named_before_gives_the_country(who, text, phrase, country, sector):
    found = who(text, phrase, DAY)
    assert (found.country, found.sector) == (country, sector)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("He left the jail on Monday.", "jail"),
        ("The prison burned.", "prison"),
        ("This threatens national security.", "security"),
        ("He shook his head.", "head"),
    ],
)
def test_things_and_parts_of_the_body_are_no_actors(who, text, phrase):
    assert who(text, phrase, DAY) is None


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Even people in the town left.", "people", "people"),
        ("Ama Lysenko left; now director Peter Otieno stays.", "Peter", "Peter Otieno"),
    ],
)
def test_adverbs_are_no_part_of_an_actor(who, text, phrase, name):
    assert who(text, phrase, DAY).name == name


def test_a_headline_in_title_case_is_not_one_organisation(read):
    doc = read("Trump Addresses Harbour Attack Threat", DAY)
    assert [entity.name for entity in doc.entities] in (["Donald Trump"], [])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Jacob Lew", "Jacob J. Lew", True),
        ("Pete Otieno", "Peter Otieno", True),
        ("Jo Otieno", "John Otieno", False),
        ("Ama Otieno", "Paul Otieno", False),
        ("Otieno", "Paul Otieno", False),
        ("Paul A. Otieno", "Paul B. Otieno", False),
    ],
)
def test_middle_names_and_short_forms_do_not_part_a_person(one, other, same):
    assert same_person(parts(one), parts(other)) is same


@pytest.mark.parametrize(
    ("name", "gender"), [("mary", "f"), ("peter", "m"), ("robin", None), ("kim", None)]
)
def test_a_first_name_shows_a_gender_only_where_it_is_sure(name, gender):
    assert given_gender(name) == gender


@pytest.mark.parametrize(
    ("words", "gender"), [("Mr.", "m"), ("spokeswoman", "f"), ("Senator", None), (None, None)]
)
def test_a_title_shows_a_gender(words, gender):
    assert told_gender(words) == gender


@pytest.mark.parametrize(
    "text",
    [
        "Voters like Ama Lysenko, Peter Otieno and Mona Fahmy.",
        "The lawmakers, Ama Lysenko, Peter Otieno and Mona Fahmy, left the hall.",
    ],
)
def test_names_in_a_row_stay_people_of_their_own(read, text):
    names = {entity.name for entity in read(text, DAY).entities}
    assert {"Ama Lysenko", "Peter Otieno", "Mona Fahmy"} <= names
