"""Calendar words and ISO dates."""

from datetime import date

import pytest

from dateline.chronology import (
    MONTHS,
    WEEKDAYS,
    WRITTEN_DATE,
    day_of,
    is_moment,
    parse_iso,
    safe_day,
)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("May 17, 2018", date(2018, 5, 17)),
        ("May 17 2018", date(2018, 5, 17)),
        ("may 17th, 2018", date(2018, 5, 17)),
        ("17 May 2018", date(2018, 5, 17)),
        ("17th of May, 2018", date(2018, 5, 17)),
        ("1st Sept. 2018", date(2018, 9, 1)),
        ("Sep. 3, 2018", date(2018, 9, 3)),
        ("2018-05-17", date(2018, 5, 17)),
        ("29 February 2020", date(2020, 2, 29)),
    ],
)
def test_a_full_written_date_is_its_day(words, day):
    found = WRITTEN_DATE.search(f"It rained ({words}).")
    assert found and day_of(found) == day


@pytest.mark.parametrize("words", ["May 2018", "17 May", "Mayor 17, 2018", "12018-05-17", "May 17"])
def test_less_than_a_full_date_is_no_match(words):
    assert WRITTEN_DATE.search(words) is None


@pytest.mark.parametrize(
    "words", ["31 April 2018", "February 29, 2019", "2018-13-01", "0 May 2018"]
)
def test_a_day_that_the_calendar_does_not_have_is_none(words):
    found = WRITTEN_DATE.search(words)
    assert found and day_of(found) is None


@pytest.mark.parametrize(
    ("numbers", "day"),
    [
        ((2000, 2, 29), date(2000, 2, 29)),
        ((1900, 2, 29), None),
        ((2018, 12, 31), date(2018, 12, 31)),
        ((9999, 12, 31), date(9999, 12, 31)),
        ((2018, 0, 1), None),
        ((2018, 1, 0), None),
        ((0, 1, 1), None),
        ((2018, 6, 31), None),
    ],
)
def test_three_numbers_are_a_day_or_none(numbers, day):
    assert safe_day(*numbers) == day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2018-05-17", date(2018, 5, 17)),
        (" 2018-05-17 ", date(2018, 5, 17)),
        ("2018-05-17T10:00:00Z", date(2018, 5, 17)),
        ("2018-05-17 10:00", date(2018, 5, 17)),
        ("2018-05-32", None),
        ("2018-05", None),
        ("2018-05-171", None),
        ("17-05-2018", None),
        ("", None),
    ],
)
def test_an_iso_date_or_moment_gives_its_day(value, day):
    assert parse_iso(value) == day


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        ("2018-05-17T10:00", True),
        ("2018-05-17 10:00:30+02:00", True),
        ("2018-05-17T10:00:00Z", True),
        ("2018-05-17T25:00", False),
        ("2018-05-17", False),
        ("2018-05-17T", False),
    ],
)
def test_a_moment_is_a_day_with_a_time_of_day(value, is_one):
    assert is_moment(value) is is_one


def test_months_and_weekdays_count_from_one_by_name_and_abbreviation():
    assert (MONTHS["january"], MONTHS["sept"], MONTHS["dec"]) == (1, 9, 12)
    assert set(MONTHS.values()) == set(range(1, 13))
    assert (WEEKDAYS["monday"], WEEKDAYS["thur"], WEEKDAYS["sunday"]) == (1, 4, 7)
    assert set(WEEKDAYS.values()) == set(range(1, 8))
