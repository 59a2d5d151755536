"""Counted people and money, case by case, and the events they measure."""

from dataclasses import replace
from functools import cache

import pytest

from dateline import amounts, parse
from dateline.amounts.numbers import numbers
from dateline.config import Settings
from dateline.stage import Stage
from dateline.types import Block, Document, Event, Origin, Sourced, Span


@cache
def stages() -> tuple[Stage, Stage]:
    return parse.make(Settings()), amounts.make(Settings())


def read(text: str, events: dict[str, str] | None = None) -> Document:
    """The document with amounts; `events` gives the type of each trigger word."""
    block = Block(Span(0, len(text)), "body", 1.0, "the whole text")
    doc = stages()[0](Document("x", text, Origin("x"), blocks=(block,)))
    coded = tuple(event(text, word, kind) for word, kind in (events or {}).items())
    return stages()[1](replace(doc, events=coded))


def event(text: str, trigger: str, kind: str) -> Event:
    start = text.index(trigger)
    span = Span(start, start + len(trigger))

    def sourced(value):
        return Sourced(value, (span,), "events/1")

    return Event(
        id=trigger,
        type=sourced(kind),
        modes=(),
        contexts=(),
        cameo=None,
        status=sourced("actual"),
        historical=sourced(False),
        hearsay=sourced(False),
        trigger=span,
        sentence=span,
        actors=(),
        recipients=(),
        according_to=(),
        confidence=0.9,
    )


def told(text: str) -> str:
    """`words: kind value bound` of every amount, joined by `; `."""
    return "; ".join(
        f"{q.span.of(text)}: {q.kind} {q.value:g} {q.bound}" + (f" {q.unit}" if q.unit else "")
        for q in read(text).quantities
    )


CASES = [
    (
        "A car bomb exploded in the market, killing five people and wounding 12.",
        "five: dead 5 exact; 12: injured 12 exact",
    ),
    (
        "At least 22 soldiers were killed and 40 wounded when rebels attacked the base.",
        "At least 22: dead 22 at_least; 40: injured 40 exact",
    ),
    (
        "More than 40,000 people have left the city this month.",
        "More than 40,000: displaced 40000 at_least",
    ),
    (
        "Police arrested twenty-two protesters and detained three journalists.",
        "twenty-two: arrested 22 exact; three: arrested 3 exact",
    ),
    (
        "Dozens of people were injured and three are missing.",
        "Dozens: injured 24 about; three: missing 3 exact",
    ),
    (
        "Tens of thousands of demonstrators marched through the capital on Sunday.",
        "Tens of thousands: participants 20000 at_least",
    ),
    (
        "The blast left four dead and dozens injured.",
        "four: dead 4 exact; dozens: injured 24 about",
    ),
    ("The country pledged $1.5 million in aid.", "$1.5 million: money 1.5e+06 exact USD"),
    ("The union pledged 20 million euros.", "20 million euros: money 2e+07 exact EUR"),
    (
        "Two police officers died and six others were hurt.",
        "Two: dead 2 exact; six: injured 6 exact",
    ),
    ("The government deployed 3,000 troops to the border.", "3,000: troops 3000 exact"),
    ("About 500 soldiers were sent to the region.", "About 500: troops 500 about"),
    ("Gunmen abducted seven workers.", "seven: abducted 7 exact"),
    ("Up to 60 people are missing.", "Up to 60: missing 60 at_most"),
    ("The 28-year-old man was arrested.", ""),
    ("The man, 45, was arrested.", ""),
    ("Turnout was 60 percent.", ""),
    ("They met on 17 May 2018.", ""),
    ("The team won 3-2.", ""),
    ("The attack in 2015 killed 130.", "130: dead 130 exact"),
    ("Fewer than 100 people gathered.", "Fewer than 100: participants 100 at_most"),
    ("Nearly 200,000 refugees crossed the border.", "Nearly 200,000: displaced 200000 about"),
    ("The arrest of five activists angered residents.", "five: arrested 5 exact"),
    ("Half a dozen people were hurt.", "Half a dozen: injured 6 exact"),
    ("Hundreds of others fled their homes.", "Hundreds: displaced 200 at_least"),
    ("One person was killed.", "One: dead 1 exact"),
    ("One of the attackers escaped.", "One: people 1 exact"),
    ("Some 15,000 people took part in the rally.", "Some 15,000: participants 15000 about"),
    ("Three gunmen killed two guards.", "Three: people 3 exact; two: dead 2 exact"),
    ("Rescuers pulled 14 bodies from the rubble.", "14: dead 14 exact"),
    ("The toll was 12 dead and 30 wounded.", "12: dead 12 exact; 30: injured 30 exact"),
    ("He was the third man on the list.", ""),
    ("The town is 40 kilometres away.", ""),
    ("He lost by 300 votes.", ""),
    ("A guard was killed and a nurse wounded.", "A guard: dead 1 exact; a nurse: injured 1 exact"),
    ("Gunmen killed a family at a checkpoint.", ""),
    ("A crew of fishermen was detained.", ""),
    ("Several hundred people marched.", "Several hundred: participants 300 about"),
    ("At least 31 people were treated in hospital.", "At least 31: injured 31 at_least"),
    ("They found 50 pounds of explosives.", ""),
    ("Soldiers killed 40 cattle.", ""),
    ("The court fined him 5,000 pesos.", "5,000 pesos: money 5000 exact"),
    ("The court jailed nine activists.", "nine: arrested 9 exact"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_amounts_are_read_with_kind_value_and_bound(text: str, expected: str):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("words", "value", "bound"),
    [
        ("half a dozen", 6, "exact"),
        ("two dozen", 24, "exact"),
        ("dozens", 24, "about"),
        ("scores", 40, "about"),
        ("hundreds", 200, "at_least"),
        ("tens of thousands", 20_000, "at_least"),
        ("1.5 million", 1_500_000, "exact"),
        ("three hundred and twenty-one", 321, "exact"),
        ("two hundred thousand", 200_000, "exact"),
        ("3-4", 3, "at_least"),
        ("2 to 3 million", 2_000_000, "at_least"),
        ("between 20 and 30", 20, "at_least"),
        ("40 or so", 40, "about"),
        ("40 or more", 40, "at_least"),
        ("no more than 40", 40, "at_most"),
        ("30,000+", 30_000, "at_least"),
    ],
)
def test_number_words_have_a_value_and_a_bound(words: str, value: float, bound: str):
    (number,) = numbers(words + " people")
    assert (number.value, number.bound) == (value, bound)


@pytest.mark.parametrize(
    ("text", "events", "links"),
    [
        ("A bomb killed five people and wounded 12.", {"killed": "ASSAULT"}, [("killed", 5), ("killed", 12)]),
        ("Police arrested 20 people.", {"arrested": "COERCE"}, [("arrested", 20)]),
        ("Police arrested 20 people.", {"arrested": "CONSULT"}, []),
        ("Some 500 protesters marched.", {"marched": "PROTEST"}, [("marched", 500)]),
        ("Germany gave Kenya $3 million.", {"gave": "AID"}, [("gave", 3_000_000)]),
        ("The army deployed 300 troops.", {"deployed": "MOBILIZE"}, [("deployed", 300)]),
        (
            "Rebels shelled the town, killing 3, and later raided a camp, killing 9.",
            {"shelled": "ASSAULT", "raided": "ASSAULT"},
            [("shelled", 3), ("raided", 9)],
        ),
        ("Rebels shelled a town. Ten people were killed.", {"shelled": "ASSAULT"}, [("shelled", 10)]),
    ],
)  # fmt: skip
def test_an_amount_measures_a_fitting_event_of_its_clause(text, events, links):
    doc = read(text, events)
    assert [(s.event, s.quantity.value.value) for s in doc.event_sizes] == links
