"""Which expression dates which event, and what is said where none does."""

from dataclasses import replace
from functools import cache

import pytest

from dateline import parse, times
from dateline.config import Settings
from dateline.stage import Stage
from dateline.types import Block, Document, Event, Origin, Published, Sourced, Span, When

FRIDAY = "2018-05-18"


@cache
def stages() -> tuple[Stage, Stage]:
    return parse.make(Settings()), times.make(Settings())


def event(text: str, trigger: str, *, number: int, status: str) -> Event:
    start = text.index(trigger)
    span = Span(start, start + len(trigger))

    def sourced(value):
        return Sourced(value, (span,), "events/1")

    return Event(
        id=f"v{number}",
        type=sourced("ASSAULT"),
        modes=(),
        contexts=(),
        cameo=None,
        status=sourced(status),
        historical=sourced(False),
        hearsay=sourced(False),
        trigger=span,
        sentence=span,
        actors=(),
        recipients=(),
        according_to=(),
        confidence=0.9,
    )


def dated(
    text: str, triggers: list[str], *, day: str | None = FRIDAY, status: str = "actual"
) -> dict[str, tuple[str, When]]:
    """For each dated trigger the words of evidence and the time."""
    block = Block(Span(0, len(text)), "body", 1.0, "the whole text")
    published = Published(day, "given") if day else Published()
    doc = stages()[0](Document("x", text, Origin("x"), published, blocks=(block,)))
    events = tuple(event(text, t, number=n, status=status) for n, t in enumerate(triggers))
    doc = stages()[1](replace(doc, events=events))
    trigger = dict(zip((e.id for e in events), triggers, strict=True))
    return {trigger[t.event]: (t.when.span.of(text), t.when.value) for t in doc.event_times}


@pytest.mark.parametrize(
    ("text", "trigger", "words", "value", "precision"),
    [
        ("Rebels attacked the town on Thursday.", "attacked", "Thursday", "2018-05-17", "day"),
        ("The ministers met last November.", "met", "last November", "2017-11", "month"),
        ("Rebels attacked the town in 2014.", "attacked", "2014", "2014", "year"),
        ("Rebels attacked the town last week.", "attacked", "last week", "2018-W19", "week"),
        ("The army attacked at 5 p.m. Sunday.", "attacked", "5 p.m. Sunday", "2018-05-13T17:00", "time"),
        ("The army attacked on Thursday night.", "attacked", "Thursday night", "2018-05-17", "day"),
        ("The two men held a meeting on Thursday.", "meeting", "Thursday", "2018-05-17", "day"),
        ("Thursday's attack angered many.", "attack", "Thursday", "2018-05-17", "day"),
        ("Rebels attacked the town last summer.", "attacked", "last summer", "2017-SU", "season"),
    ],
)  # fmt: skip
def test_an_event_takes_the_expression_of_its_clause(text, trigger, words, value, precision):
    (found_words, when) = dated(text, [trigger])[trigger]
    assert (found_words, when.value, when.precision) == (words, value, precision)
    assert when.basis == "text"


def test_each_of_two_clauses_keeps_its_own_date():
    text = "Rebels attacked the town on Monday and soldiers shelled the hills on Wednesday."
    found = dated(text, ["attacked", "shelled"])
    assert found["attacked"][1].value == "2018-05-14"
    assert found["shelled"][1].value == "2018-05-16"


def test_the_day_of_the_saying_is_not_the_day_of_the_deed():
    text = "It was calm. It was calm. The army said on Thursday that rebels had shelled the town."
    assert dated(text, ["shelled"]) == {}


def test_a_stretch_up_to_now_is_a_range_that_ends_with_the_report():
    text = "Thousands have fled the town in the past few days."
    words, when = dated(text, ["fled"])["fled"]
    assert words == "the past few days"
    assert (when.value, when.end_value, when.precision) == (None, FRIDAY, "range")


def test_a_counted_stretch_has_a_first_day_too():
    _, when = dated("Thousands have fled in the past two weeks.", ["fled"])["fled"]
    assert (when.value, when.end_value) == ("2018-05-04", FRIDAY)


def test_without_a_publication_date_the_words_stay_and_the_value_is_null():
    words, when = dated("Rebels attacked the town on Thursday.", ["attacked"], day=None)["attacked"]
    assert (words, when.value, when.precision) == ("Thursday", None, "unresolved")


def test_a_deed_done_is_never_dated_after_its_report():
    assert dated("Rebels attacked the town on May 25, 2018.", ["attacked"]) == {}


def test_a_plan_may_lie_ahead():
    text = "The ministers will meet on Monday."
    _, when = dated(text, ["meet"], status="future")["meet"]
    assert when.value == "2018-05-21"


def test_a_lead_event_without_a_date_is_of_the_day_of_publication():
    words, when = dated("Rebels attacked the town.", ["attacked"])["attacked"]
    assert (words, when.value, when.basis) == ("attacked", FRIDAY, "published")


def test_a_later_event_without_a_date_has_none():
    assert dated("It rained. It was cold. Rebels attacked the town.", ["attacked"]) == {}


def test_a_length_of_time_dates_nothing():
    text = "It rained. It was cold. Rebels shelled the town for three days."
    assert dated(text, ["shelled"]) == {}


@pytest.mark.parametrize(
    ("text", "triggers", "days"),
    [
        (
            "Rebels attacked the town on Tuesday. They also burned the school.",
            ["attacked", "burned"],
            ["2018-05-15", "2018-05-15"],
        ),
        (
            "The army shelled a town on Thursday, officials said on Friday. Five people were killed.",
            ["shelled", "killed"],
            ["2018-05-17", "2018-05-17"],
        ),
        (
            "Rebels attacked the town on Tuesday. In 2014 they had bombed it.",
            ["attacked", "bombed"],
            ["2018-05-15", "2014"],
        ),
    ],
)
def test_what_follows_has_the_day_of_the_story_unless_it_names_its_own(text, triggers, days):
    found = dated(text, triggers)
    assert [found[t][1].value for t in triggers] == days


@pytest.mark.parametrize(
    ("text", "status", "value"),
    [
        ("They are to attack on Tuesday.", "future", "2018-05-22"),
        ("They attacked over the weekend.", "actual", "2018-W19-WE"),
        ("The army will attack again in March.", "future", "2019-03"),
        ("They will attack on Tuesday.", "future", "2018-05-22"),
    ],
)
def test_a_bare_name_of_a_day_lies_on_the_side_that_the_status_says(text, status, value):
    assert dated(text, ["attack"], status=status)["attack"][1].value == value


def test_the_full_stop_after_a_weekday_is_no_part_of_it():
    assert dated("They attacked on Tuesday. It rained.", ["attacked"])["attacked"][0] == "Tuesday"
