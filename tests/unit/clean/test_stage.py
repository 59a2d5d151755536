"""The clean stage: language, publication date, title, and refusing what is no report."""

from __future__ import annotations

import pytest

from dateline.clean import make
from dateline.clean.language import language_of
from dateline.config import CleanSettings, Settings
from dateline.errors import Empty
from dateline.stage import Stage
from dateline.types import Document, Origin, Published

FRENCH = (
    "Le président a reçu jeudi les ministres étrangers dans la capitale, où les pourparlers"
    " ont repris après deux semaines de combats, selon un porte-parole."
)
ENGLISH = (
    "The president met the foreign ministers in the capital, where the talks were taken up"
    " again after two weeks of fighting, a spokesman said."
)
STAGE = make(Settings())


def clean(text: str, *, language: str | None = None, published: str | None = None) -> Document:
    origin = Origin("r", language=language)
    known = Published(published, "given") if published else Published()
    return STAGE(Document(id="r", text=text, origin=origin, published=known))


def test_the_stage_keeps_the_protocol():
    assert isinstance(STAGE, Stage)
    assert STAGE.name == "clean/1"


@pytest.mark.parametrize("text", ["", "Share this story", "Home World Sport\n\n24 comments"])
def test_a_text_of_furniture_alone_is_refused(text):
    with pytest.raises(Empty, match="nothing in the text belongs to a report"):
        clean(text)


def test_a_report_in_another_language_keeps_its_blocks_and_says_that_it_is_not_coded():
    doc = clean(FRENCH)
    assert doc.language == "fr"
    assert doc.blocks
    messages = [warning.message for warning in doc.warnings if warning.code == "language"]
    assert messages == ["the report is in French; the models serve English: not coded"]


@pytest.mark.parametrize(
    "text",
    [
        "Wang Bo",
        "Mohamed al-Amin, Nuri al-Hadid, Ayad Salih, Haider al-Basri and Omar Jabr in Port Alma",
        "U.S. lifts travel ban",
        "Police arrest twelve suspects",
    ],
)
def test_names_and_headlines_are_never_refused(text):
    assert clean(text).language == "en"


@pytest.mark.parametrize(
    ("text", "given", "language"),
    [(ENGLISH, None, "en"), (ENGLISH, "en-GB", "en"), (ENGLISH, "fr", "en")],
)
def test_the_words_overrule_a_wrong_label(text, given, language):
    assert clean(text, language=given).language == language


def test_a_label_is_believed_where_the_words_do_not_tell():
    assert clean("Port Alma: Roe, Lopo, Reed", language="fi").language == "fi"


def test_languages_can_be_accepted():
    stage = make(Settings(clean=CleanSettings(languages=("fr", "en"))))
    doc = Document(id="r", text=FRENCH, origin=Origin("r"))
    assert stage(doc).language == "fr"


def test_a_long_block_in_another_language_is_foreign():
    text = "\n\n".join([ENGLISH, ENGLISH.replace("president", "king"), f"{FRENCH} {FRENCH}"])
    last = clean(text).blocks[-1]
    assert (last.kind, last.reason) == ("foreign", "written in French, the report in English")


@pytest.mark.parametrize("text", [FRENCH, ENGLISH])
def test_the_language_of_a_text_does_not_depend_on_what_came_before(text):
    assert language_of(text, ("en",)) == language_of(text, ("en",))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: 17 May 2018", "2018-05-17"),
        ("May 17, 2018 - 10:15 GMT", "2018-05-17"),
        ("Thursday, May 17, 2018", "2018-05-17"),
        ("By Ana Lopo | May 17, 2018", "2018-05-17"),
        ("Published May 16, 2018, updated May 17, 2018", "2018-05-16"),
        ("17 Smarch 2018", None),
        ("February 30, 2018", None),
    ],
)
def test_the_date_line_gives_the_day_of_publication(line, day):
    text = f"Ferry sinks off Port Alma\n\n{line}\n\nThe ferry went down in a storm, he said."
    published = clean(text).published
    assert published.value == day
    assert published.basis == ("text" if day else "none")
    assert published.evidence is None or published.evidence.of(text) in line


def test_the_dateline_gives_the_day_of_publication():
    text = "LAGOS, May 17, 2018 (Wire) — The ferry went down in a storm, the navy said."
    assert clean(text).published.value == "2018-05-17"


def test_running_prose_never_gives_the_day_of_publication():
    text = "The ferry was built on May 17, 1998, and sank in a storm on Monday, the navy said."
    doc = clean(text)
    assert doc.published == Published()
    assert [warning.code for warning in doc.warnings] == ["no-date"]


def test_a_given_date_is_left_as_it_is():
    doc = clean(f"May 17, 2018\n\n{ENGLISH}", published="2018-05-20")
    assert doc.published == Published("2018-05-20", "given")
    assert doc.warnings == ()


def test_the_title_is_the_headline_without_its_mark():
    assert clean(f"# Ferry  sinks\n\n{ENGLISH}").title == "Ferry sinks"
