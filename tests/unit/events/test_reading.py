"""The reading by the shipped model: what it adds to the rules, and what overrules it."""

import pytest

from dateline import actors, events, parse
from dateline.config import EventsSettings, Settings
from dateline.types import Block, Document, Origin, Span

HEADER = "lemma,particle,object,event,mode,context,actor,recipient,reciprocal,status,cameo,note\n"


@pytest.fixture(scope="module")
def parsed():
    before = (parse.make(Settings()), actors.make(Settings()))

    def parsing(text):
        block = Block(Span(0, len(text)), "body", 1.0, "a line")
        doc = Document("x", text, Origin("x"), blocks=(block,))
        for stage in before:
            doc = stage(doc)
        return doc

    return parsing


@pytest.fixture
def coding(parsed):
    """Settings of the event coder and a text -> its events as (type, trigger)."""

    def coded(text, **settings):
        doc = events.make(Settings(events=EventsSettings(**settings)))(parsed(text))
        return [(e.type.value, e.trigger.of(text)) for e in doc.events]

    return coded


@pytest.fixture
def lexicon(tmp_path):
    """Rows of a user's own verbs -> the folder that holds them."""

    def folder(*rows):
        (tmp_path / "verbs.csv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
        return (str(tmp_path),)

    return folder


def test_a_row_of_the_user_is_coded_whatever_the_model_thinks(coding, lexicon):
    text = "Thousands of students serenaded the interior minister of Chad on Monday."
    own = lexicon("serenade,,,PROTEST,demo,,subj,obj,,,,mine")
    assert ("PROTEST", "serenaded") in coding(text, lexicon=own)


def test_a_blocker_row_of_the_user_silences_the_model(coding, lexicon):
    text = "Police in Chad arrested four journalists on Monday."
    assert ("COERCE", "arrested") in coding(text)
    assert coding(text, lexicon=lexicon("arrest,,,NONE,,,,,,,,mine")) == []


def test_what_no_row_lists_is_read_by_the_model(coding):
    text = "Gunmen riddled a minibus of Ghanaian election officials with bullets on Sunday."
    assert coding(text, model="rules") == []
    assert "ASSAULT" in {kind for kind, _ in coding(text)}


def test_sport_and_figures_of_speech_stay_no_events(coding):
    for text in (
        "Liverpool crushed Everton 4-0 on Saturday to go top of the league.",
        "The minister said the war on red tape had only just begun.",
        "Shares in the bank were hammered after a profit warning.",
    ):
        assert coding(text) == [], text


def test_a_sure_reading_can_be_asked_for(coding):
    text = "Police in Chad arrested four journalists on Monday."
    assert coding(text, min_confidence=0.99) == []
