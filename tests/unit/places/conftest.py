"""A gazetteer of a dozen places, and a stage that reads reports with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.config import Settings
from dateline.parse import make as make_parse
from dateline.places import PlaceStage
from dateline.places.compile import Row, write
from dateline.places.gazetteer import Gazetteer
from dateline.types import Block, Document, Event, Origin, Sourced, Span

ROWS = (
    Row("Syria", "country", "SYR", lat=35, lon=38, geonameid=163843, population=17_000_000),
    Row("Lebanon", "country", "LBN", lat=33.8, lon=35.8, geonameid=272103, population=6_800_000),
    Row("Libya", "country", "LBY", lat=28, lon=17, geonameid=2215636, population=6_600_000),
    Row("Germany", "country", "DEU", lat=51.5, lon=10.5, geonameid=2921044, population=80_000_000),
    Row("Illinois", "admin1", "USA", "Illinois", 40.1, -89.2, 4896861, 12_000_000),
    Row("Homs", "admin1", "SYR", "Homs", 34.5, 38.1, 169575, 1_060_000),
    Row("Homs", "city", "SYR", "Homs", 34.72, 36.73, 169577, 775_000, others=("Hims",)),
    Row("Al Khums", "city", "LBY", "Murqub", 32.65, 14.26, 2219905, 201_000, others=("Homs",)),
    Row("Hama", "city", "SYR", "Hama", 35.13, 36.76, 170017, 460_000),
    Row("Ar Raqqah", "city", "SYR", "Raqqa", 35.95, 39.01, 172955, 530_000),
    Row("Berlin", "city", "DEU", "Berlin", 52.52, 13.41, 2950159, 3_600_000),
    Row("Tripoli", "city", "LBY", "Tripoli", 32.89, 13.19, 2210247, 1_150_000),
    Row("Tripoli", "city", "LBN", "North Lebanon", 34.43, 35.84, 266826, 230_000),
    Row("Springfield", "city", "USA", "Illinois", 39.8, -89.64, 4250542, 114_000),
    Row("Springfield", "city", "USA", "Massachusetts", 42.1, -72.59, 4951788, 155_000),
    Row("March", "city", "GBR", "England", 52.55, 0.09, 2643097, 22_000),
    Row(
        "United States",
        "country",
        "USA",
        lat=38,
        lon=-97,
        geonameid=6252001,
        population=327_000_000,
    ),
    Row("France", "country", "FRA", lat=46, lon=2, geonameid=3017382, population=67_000_000),
    Row("Nice", "city", "FRA", "Provence", 43.7, 7.27, 2990440, 342_000),
    Row("Washington", "admin1", "USA", "Washington", 47.5, -120.5, 5815135, 6_500_000),
    Row("Washington", "city", "USA", "District of Columbia", 38.9, -77.04, 4140963, 690_000),
    Row("White House", "city", "USA", "Tennessee", 36.47, -86.65, 4668001, 11_000),
    Row("Ivanka pri Dunaji", "city", "SVK", None, 48.18, 17.25, 3060045, 7_000, others=("Ivanka",)),
    Row("Red Sea", "water", lat=20, lon=38.5, radius=900),
)


@pytest.fixture(scope="session")
def table(tmp_path_factory):
    path = tmp_path_factory.mktemp("places") / "tiny.sqlite"
    write(ROWS, path)
    return path


@pytest.fixture(scope="session")
def table_file(table):
    """The same file by the name of what it is, where `table` means something else."""
    return table


@pytest.fixture(scope="session")
def gazetteer(table):
    return Gazetteer(table)


@pytest.fixture(scope="session")
def read(table):
    """Text and events, as (type, trigger), to the document with its places."""
    parse, stage = make_parse(Settings()), PlaceStage(Settings(), table=table)

    def place(text, *events, kind="body"):
        blocks = (Block(Span(0, len(text)), kind, 1.0, "test"),)
        doc = parse(Document("r1", text, Origin("r1"), blocks=blocks))
        return stage(replace(doc, events=tuple(_events(doc, events))))

    return place


def _events(doc, wanted):
    for n, (kind, word) in enumerate(wanted, start=1):
        start = doc.text.index(word)
        trigger = Span(start, start + len(word))
        sentence = next(s.span for s in doc.sentences if s.span.holds(trigger))

        def said(value, trigger=trigger):
            return Sourced(value, (trigger,), "events/1")

        yield Event(
            id=f"v{n}",
            type=said(kind),
            modes=(),
            contexts=(),
            cameo=None,
            status=said("actual"),
            historical=said(False),
            hearsay=said(False),
            trigger=trigger,
            sentence=sentence,
            actors=(),
            recipients=(),
            according_to=(),
            confidence=0.9,
        )
