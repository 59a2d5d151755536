"""A report with every kind of field, for the tests of all formats."""

import io

import pytest
from tests import builders as make

TEXT = """Ministers meet in Port Amare

Share · Print

Ilse Brandow met Tomas Reyl in Port Amare on Sunday and said "guns will leave Duna soon".

'You will not believe this kettle': seven gadgets for the kitchen of tomorrow.

At least 12 people died when gunmen attacked Old Hask last month, two officials said."""

KINDS = {
    0: ("title", "first line"),
    2: ("furniture", "share buttons"),
    6: ("foreign", "another subject"),
}


def _meeting():
    return make.event(
        TEXT,
        "met",
        mode=["third-party"],
        cameo="040",
        context=["diplomatic"],
        actor=[
            make.party(TEXT, "Ilse Brandow", "e1"),
            make.party(TEXT, "Tomas Reyl", "e2"),
        ],
        place=make.place(
            TEXT,
            "Port Amare",
            nth=1,
            country="NOR",
            admin1="Sund",
            lat=-1.5,
            lon=10.25,
            geonameid=42,
            resolution="city",
        ),
        time=make.time(TEXT, "on Sunday", "2018-03-04"),
    )


def _attack():
    return make.event(
        TEXT,
        "attacked",
        id="v2",
        event="ASSAULT",
        mode=["firearms"],
        status="negation",
        historical=True,
        hearsay=True,
        actor=[make.party(TEXT, "gunmen")],
        recipient=[make.party(TEXT, "Old Hask")],
        size=[make.size(TEXT, "At least 12", "dead", 12, bound="at_least")],
        time=make.time(TEXT, "last month", "2018-02", precision="month"),
        according_to=["q2"],
    )


@pytest.fixture
def coded():
    return make.record(
        TEXT,
        id="norvia.txt",
        title="Ministers meet in Port Amare",
        publisher="The Sund Courier",
        published="2018-03-05",
        url="https://example.org/a?b=1&c=2",
        blocks=list(make.blocks(TEXT, KINDS)),
        entities=[
            make.entity(TEXT, "Ilse Brandow", country="NOR", sector="GOV", wikidata="Q1"),
            make.entity(TEXT, "Tomas Reyl", id="e2", country="KEN"),
        ],
        quotes=[
            make.quote(TEXT, "guns will leave Duna soon", "Ilse Brandow", entity="e1"),
            make.quote(TEXT, "gunmen attacked", "two officials", id="q2", anonymous=True),
        ],
        events=[_meeting(), _attack()],
        places=[make.place(TEXT, "Duna")],
    )


@pytest.fixture
def write():
    """The bytes an exporter writes for the records."""

    def run(exporter, *records):
        out = io.BytesIO()
        exporter(iter(records), out)
        return out.getvalue()  # raises if the exporter closed what is not its own

    return run
