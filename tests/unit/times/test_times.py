"""The time grammar, case by case: text, day of publication, expressions and values."""

from functools import cache

import pytest

from dateline import parse, times
from dateline.config import Settings
from dateline.stage import Stage
from dateline.types import Block, Document, Origin, Published, Span

FRIDAY = "2018-05-18"


@cache
def stages() -> tuple[Stage, Stage]:
    return parse.make(Settings()), times.make(Settings())


def read(text: str, day: str | None) -> Document:
    published = Published(day, "given") if day else Published()
    block = Block(Span(0, len(text)), "body", 1.0, "the whole text")
    doc = Document("x", text, Origin("x"), published, blocks=(block,))
    for stage in stages():
        doc = stage(doc)
    return doc


def found(text: str, day: str | None) -> str:
    """`words=value/mod` of every expression, joined by `; `."""
    doc = read(text, day)
    return "; ".join(
        f"{t.span.of(text)}={t.value}" + (f"/{t.mod}" if t.mod else "") for t in doc.times
    )


ANCHORED = [
    ("The leaders met on Thursday.", "Thursday=2018-05-17"),
    ("The leaders met on Friday.", "Friday=2018-05-18"),
    ("The leaders met on Saturday.", "Saturday=2018-05-12"),
    ("The leaders will meet on Monday.", "Monday=2018-05-21"),
    ("The leaders will meet on Thursday.", "Thursday=2018-05-24"),
    ("They met last Tuesday.", "last Tuesday=2018-05-15"),
    ("They will meet next Tuesday.", "next Tuesday=2018-05-22"),
    ("They meet this Tuesday.", "this Tuesday=2018-05-15"),
    ("Troops attacked the town late Thursday.", "late Thursday=2018-05-17/END"),
    ("Troops attacked the town early on Wednesday.", "early on Wednesday=2018-05-16/START"),
    ("Troops attacked on Thursday morning.", "Thursday morning=2018-05-17TMO"),
    ("Troops attacked on Wednesday night.", "Wednesday night=2018-05-16TNI"),
    ("The visit took place last November.", "last November=2017-11"),
    ("The visit took place in November.", "November=2017-11"),
    ("The visit took place in March.", "March=2018-03"),
    ("The vote will be held in November.", "November=2018-11"),
    ("The vote will be held in March.", "March=2019-03"),
    ("The vote will be held next March.", "next March=2019-03"),
    ("The army left in late April.", "late April=2018-04/END"),
    ("The army left in mid-April.", "mid-April=2018-04/MID"),
    ("The army left in early 2017.", "early 2017=2017/START"),
    ("The army left in 2014.", "2014=2014"),
    ("The army left at the end of 2016.", "the end of 2016=2016/END"),
    ("The war began in March 2011.", "March 2011=2011-03"),
    ("The war began on 15 March 2011.", "15 March 2011=2011-03-15"),
    ("The war began on March 15, 2011.", "March 15, 2011=2011-03-15"),
    ("The war began on Tuesday, March 15, 2011.", "Tuesday, March 15, 2011=2011-03-15"),
    ("The war began on the 15th of March.", "the 15th of March=2018-03-15"),
    ("The war began on March 15th.", "March 15th=2018-03-15"),
    ("The vote will be held on June 24.", "June 24=2018-06-24"),
    ("The vote was held on June 24.", "June 24=2017-06-24"),
    ("The vote was held on December 24.", "December 24=2017-12-24"),
    ("The report is dated 2018-05-02.", "2018-05-02=2018-05-02"),
    ("The report is dated 05/02/2018.", "05/02/2018=2018-05-02"),
    ("The report is dated 02.05.2018.", "02.05.2018=2018-05-02"),
    ("He was born in the 1950s.", "the 1950s=195"),
    ("The early 1990s were hard.", "The early 1990s=199/START"),
    ("The '80s were hard.", "The '80s=198"),
    ("The nineties were hard.", "The nineties=199"),
    ("The 19th century saw wars.", "The 19th century=18"),
    ("The late 20th century saw wars.", "The late 20th century=19/END"),
    ("They met today.", "today=2018-05-18"),
    ("They met yesterday.", "yesterday=2018-05-17"),
    ("They meet tomorrow.", "tomorrow=2018-05-19"),
    ("They met yesterday morning.", "yesterday morning=2018-05-17TMO"),
    ("They meet tonight.", "tonight=2018-05-18TNI"),
    ("They met last night.", "last night=2018-05-17TNI"),
    ("They met this morning.", "this morning=2018-05-18TMO"),
    ("They met early this morning.", "early this morning=2018-05-18TMO/START"),
    ("They met the day before yesterday.", "the day before yesterday=2018-05-16"),
    ("They met two weeks ago.", "two weeks ago=2018-W18"),
    ("They met three days ago.", "three days ago=2018-05-15"),
    ("They met about five years ago.", "about five years ago=2013/APPROX"),
    ("They met six months ago.", "six months ago=2017-11"),
    ("They met years ago.", "years ago=PAST_REF"),
    ("They will meet in three days.", "three days=2018-05-21"),
    ("The law takes effect two years from now.", "two years from now=2020"),
    ("They met last week.", "last week=2018-W19"),
    ("They met last year.", "last year=2017"),
    ("They will meet next month.", "next month=2018-06"),
    ("They met earlier this month.", "earlier this month=2018-05/START"),
    ("They will meet later this year.", "later this year=2018/END"),
    ("They met late last year.", "late last year=2017/END"),
    ("They fought over the past few days.", "the past few days=PXD"),
    ("They fought for the past two weeks.", "the past two weeks=P2W"),
    ("They fought in the past year.", "the past year=P1Y"),
    ("They fought in recent years.", "recent years=PAST_REF"),
    ("They will fight in the coming weeks.", "the coming weeks=FUTURE_REF"),
    ("They waited 24 hours.", "24 hours=PT24H"),
    ("They waited for three days.", "three days=P3D"),
    ("They waited for more than two years.", "more than two years=P2Y/MORE_THAN"),
    ("They waited for at least ten minutes.", "at least ten minutes=PT10M/EQUAL_OR_MORE"),
    ("They waited for nearly 40 years.", "nearly 40 years=P40Y/LESS_THAN"),
    ("They waited for a year and a half.", "a year and a half=P1Y6M"),
    ("They waited half an hour.", "half an hour=PT30M"),
    ("They waited for several months.", "several months=PXM"),
    ("They waited a couple of days.", "a couple of days=P2D"),
    ("They waited for decades.", "decades=PXE"),
    ("It was a 10-day siege.", "10-day=P10D"),
    ("It was a two-year sentence.", "two-year=P2Y"),
    ("They march every week.", "every week=P1W"),
    ("They march every Friday.", "every Friday=XXXX-WXX-5"),
    ("They march twice a month.", "a month=P1M"),
    ("They meet annually.", "annually=P1Y"),
    ("They pay each year.", "each year=P1Y"),
    ("They meet daily.", "daily=P1D"),
    ("The talks began at 5 p.m. Sunday.", "5 p.m. Sunday=2018-05-13T17:00"),
    ("The talks began on Sunday at 5 p.m.", "Sunday at 5 p.m.=2018-05-13T17:00"),
    ("The talks began at 17:30 GMT.", "17:30 GMT=2018-05-18T17:30"),
    ("The talks began at 9:15 a.m.", "9:15 a.m.=2018-05-18T09:15"),
    ("The talks began at noon on Thursday.", "noon on Thursday=2018-05-17T12:00"),
    ("The talks are now over.", "now=PRESENT_REF"),
    ("The talks are currently suspended.", "currently=PRESENT_REF"),
    ("The talks recently failed.", "recently=PAST_REF"),
    ("The talks will start soon.", "soon=FUTURE_REF"),
    ("They will agree in the near future.", "the near future=FUTURE_REF"),
    ("They had agreed in the past.", "the past=PAST_REF"),
    ("They met last summer.", "last summer=2017-SU"),
    ("They met in the summer of 2016.", "the summer of 2016=2016-SU"),
    ("They met in winter.", "winter=2017-WI"),
    ("Profit fell in the third quarter.", "the third quarter=2017-Q3"),
    ("Profit fell in the first quarter of 2018.", "the first quarter of 2018=2018-Q1"),
    ("Profit fell in the first half of 2017.", "the first half of 2017=2017-H1"),
    ("They met at the weekend.", "the weekend=2018-W19-WE"),
    ("They met last weekend.", "last weekend=2018-W19-WE"),
    ("The season ended at the end of the year.", "the end of the year=2018/END"),
    ("The crisis of the last decade ended.", "the last decade=200"),
    ("They left on New Year's Eve.", "New Year's Eve=2017-12-31"),
    ("The war of 1914-18 was long.", "1914-18=1914"),
    ("He is a 28-year-old soldier.", ""),
    ("They may march on Sunday.", "Sunday=2018-05-20"),
    ("They sat in the sun.", ""),
    ("It cost 2,018 dollars.", ""),
    ("It rose 2018 percent.", ""),
    ("The second man fled.", ""),
    ("He fled a second time.", ""),
    ("As soon as they came, he left.", ""),
    ("The law takes effect by Monday.", "Monday=2018-05-21"),
    ("He was held since Wednesday.", "Wednesday=2018-05-16"),
    ("They met on May 2 and May 9.", "May 2=2018-05-02; May 9=2018-05-09"),
]

UNANCHORED = [
    ("They met on Thursday.", "Thursday=XXXX-WXX-4"),
    ("They met last Thursday.", "last Thursday=XXXX-WXX-4"),
    ("They met on Thursday morning.", "Thursday morning=XXXX-WXX-4TMO"),
    ("They met last November.", "last November=XXXX-11"),
    ("They met in November.", "November=XXXX-11"),
    ("They met on May 17.", "May 17=XXXX-05-17"),
    ("They met on 17 May.", "17 May=XXXX-05-17"),
    ("They met on May 17, 2018.", "May 17, 2018=2018-05-17"),
    ("They met today.", "today=XXXX-XX-XX"),
    ("They met tonight.", "tonight=XXXX-XX-XXTNI"),
    ("They met last week.", "last week=XXXX-WXX"),
    ("They met last year.", "last year=XXXX"),
    ("They met last month.", "last month=XXXX-XX"),
    ("They met two years ago.", "two years ago=XXXX"),
    ("They met recently.", "recently=PAST_REF"),
    ("They will meet soon.", "soon=FUTURE_REF"),
    ("They meet now.", "now=PRESENT_REF"),
    ("They fought for three days.", "three days=P3D"),
    ("They fought in 1999.", "1999=1999"),
    ("They met last summer.", "last summer=XXXX-SU"),
    ("Profit fell in the third quarter.", "the third quarter=XXXX-Q3"),
    ("They met at 5 p.m. on Sunday.", "5 p.m. on Sunday=XXXX-WXX-7T17:00"),
    ("They met at the weekend.", "the weekend=XXXX-WXX-WE"),
]


@pytest.mark.parametrize(("text", "expected"), ANCHORED)
def test_words_are_resolved_from_the_day_of_publication(text: str, expected: str):
    assert found(text, FRIDAY) == expected


@pytest.mark.parametrize(("text", "expected"), UNANCHORED)
def test_without_a_date_a_value_goes_only_as_far_as_the_words(text: str, expected: str):
    assert found(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They waited for three days.", "DURATION"),
        ("They meet every week.", "SET"),
        ("They met on Thursday.", "DATE"),
        ("They met at 5 p.m. on Thursday.", "TIME"),
        ("They met on Thursday morning.", "TIME"),
        ("They meet on Mondays.", "SET"),
        ("It costs $2 a year.", "SET"),
    ],
)
def test_the_type_of_an_expression_follows_the_words(text: str, expected: str):
    assert [t.type for t in read(text, FRIDAY).times] == [expected]


def test_a_range_of_days_keeps_its_last_day():
    (ref,) = read("The talks were held on May 14-16.", FRIDAY).times
    assert (ref.value, ref.end_value) == ("2018-05-14", "2018-05-16")


def test_furniture_holds_no_expressions():
    text = "Subscribe today"
    block = Block(Span(0, len(text)), "furniture", 1.0, "a call to subscribe")
    assert times.make(Settings())(Document("x", text, Origin("x"), blocks=(block,))).times == ()
