import pytest
from tests import builders as make

from dateline.export import wording
from dateline.ontology import plover

TEXT = "Troops of Norvia left Duna on Sunday, Mara Lind told the Sund Courier."


def test_every_type_and_mode_of_the_ontology_has_words_and_no_other():
    words = wording._words()["event"]
    known = {name: {"any", *kind.modes} for name, kind in plover().types.items()}
    assert {name: set(phrases) for name, phrases in words.items()} == known


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ("happened",)),
        ({"status": "future"}, ("planned",)),
        ({"status": "hypothetical", "hearsay": True}, ("possible", "reported")),
        ({"status": "negation", "historical": True}, ("denied", "past")),
    ],
)
def test_a_status_is_said_in_plain_words(fields, words):
    assert wording.status(make.event(TEXT, "left", **fields)) == words


@pytest.mark.parametrize(
    ("dirty", "tidy"),
    [
        ("a\x1b[31mb\x1b[0m", "ab"),
        ("a\n\t b", "a b"),
        ("a\u202eb\x07\x9bc", "abc"),
        ("[bold]a[/bold]", "[bold]a[/bold]"),
    ],
)
def test_control_characters_are_stripped(dirty, tidy):
    assert wording.clean(dirty) == tidy


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (None, ""),
        (make.time(TEXT, "on Sunday", "2018-03-04"), "2018-03-04"),
        (make.time(TEXT, "on Sunday", "2018-W10", precision="week"), "2018-W10 (week)"),
        (make.time(TEXT, "on Sunday", None), "“on Sunday” (date not known)"),
        (make.time(TEXT, "left", "2018-03-05", basis="published"), "2018-03-05 (date of report)"),
        (
            make.time(TEXT, "on Sunday", "2018-03-01", end_value="2018-03-04", precision="range"),
            "2018-03-01 to 2018-03-04",
        ),
    ],
)
def test_the_time_says_what_is_known(time, words):
    assert wording.when(make.record(TEXT), make.event(TEXT, "left", time=time)) == words


def test_who_relays_a_quote_is_named():
    quotes = [
        make.quote(TEXT, "left Duna", "Mara Lind"),
        make.quote(TEXT, "left Duna", "the Sund Courier", id="q2"),
    ]
    inner = make.quote(TEXT, "left Duna", "Mara Lind", via=["q2"])
    record = make.record(TEXT, quotes=[inner, quotes[1]])
    event = make.event(TEXT, "left", according_to=["q1"])
    assert wording.according_to(record, event) == "Mara Lind, via the Sund Courier"


@pytest.mark.parametrize("width", [30, 45, 60, 500])
def test_an_excerpt_keeps_the_trigger_and_about_the_width(width):
    text = "one two three four five six seven met eight nine ten eleven twelve thirteen."
    cut = wording.excerpt(make.record(text), make.event(text, "met"), width=width)
    assert cut.trigger == "met"
    assert len(cut.before + cut.trigger + cut.after) <= max(width, 30) + 4
    for side in (cut.before, cut.after):
        assert side.replace("…", "").strip() in text
