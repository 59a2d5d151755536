"""`import dateline`: the doors of the README and what they open."""

from __future__ import annotations

import pickle

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import dateline
from dateline.errors import Empty, ModelMissing, Usage
from dateline.integrations import spacy as door
from dateline.record import FailedRecord

TEXT = "Kenyan police arrested two men in Nairobi on Monday. Opposition leaders criticised them."


@pytest.fixture(scope="module")
def coder(pipeline):
    return dateline.Coder(pipeline)


def test_load_gives_a_coder_that_has_opened_its_models():
    coder = dateline.load()
    assert isinstance(coder, dateline.Coder)
    assert coder.settings == dateline.Settings()
    assert "models" in vars(coder.pipeline)


def test_a_missing_model_is_told_at_load_and_not_by_each_report(tmp_path):
    path = tmp_path / "s.toml"
    path.write_text('[parse]\nmodel = "nope"\n', encoding="utf-8")
    with pytest.raises(ModelMissing):
        dateline.load(str(path))


def test_a_text_becomes_a_report_whose_events_know_their_actors(coder, checked):
    record = coder(TEXT, published="2024-03-05")
    event = record.events[0]
    assert event.actors[0].name == "Kenyan police"
    assert event.actors[0].country == "KEN"
    assert event.event == "COERCE"
    assert event.words in TEXT
    assert event.time.value == "2024-03-04"
    assert record.published.value == "2024-03-05"
    assert checked(dateline_line(record)) == record.to_dict()


def dateline_line(record):
    from dateline.record import encode

    return encode(record.record)


def test_a_report_brings_what_is_known_of_it(coder):
    report = dateline.Report(
        html=f"<html><body><h1>Arrests</h1><p>{TEXT}</p></body></html>",
        id="r7",
        publisher="The Courier",
        published="2024-03-05",
    )
    record = coder(report, published="1999-01-01")
    assert (record.id, record.publisher, record.published.value) == (
        "r7",
        "The Courier",
        "2024-03-05",
    )
    assert record.events


def test_a_text_that_cannot_be_coded_is_an_error(coder):
    with pytest.raises(Empty):
        coder("")


def test_pipe_keeps_the_order_and_failures_are_records(coder, checked):
    first, empty, wrong, last = coder.pipe([TEXT, "", 5, dateline.Report(text=TEXT, id="z")])
    assert (first.id, last.id) == ("report#1", "z")
    assert isinstance(empty, FailedRecord) and empty.error.code == "empty"
    assert isinstance(wrong, FailedRecord) and "dateline.Report(text=…)" in wrong.error.message
    assert first.to_dict()["events"] == last.to_dict()["events"]


def test_pipe_hands_out_reports_as_they_come(coder):
    def reports():
        yield TEXT
        pytest.fail("the second report was asked for before the first was handed out")

    assert next(coder.pipe(reports())).events


def test_events_and_entities_become_frames(coder):
    record = coder(TEXT)
    frame = record.to_polars("events")
    assert frame.height == len(record.events)
    assert frame["event"].to_list() == [event.event for event in record.events]
    assert record.to_polars("entities").height == len(record.entities)


def test_a_frame_without_rows_has_its_columns(coder):
    calm = coder("The weather was fine and the market square was full of tourists.")
    assert calm.to_polars().shape[0] == 0
    assert "event" in calm.to_polars().columns


def test_a_table_that_does_not_exist_is_named_with_those_that_do(coder):
    with pytest.raises(Usage, match="events"):
        coder(TEXT).to_polars("evnts")


def test_in_a_notebook_a_report_is_a_page_with_its_text_escaped(coder):
    page = coder(TEXT + " Officers <script>alert(1)</script> left.")._repr_html_()
    assert "arrested" in page
    assert "<script>alert" not in page


def test_a_coded_report_survives_pickling(coder):
    record = coder(TEXT)
    again = pickle.loads(pickle.dumps(record))
    assert again == record
    assert again.events[0].event == record.events[0].event


# spaCy


@pytest.fixture
def nlp(coder, monkeypatch):
    nlp = spacy.blank("en")
    component = nlp.add_pipe("dateline", config={"published": "2024-03-05"})
    component.coder = coder
    return nlp


def test_the_spacy_component_codes_each_doc(nlp):
    doc = nlp(TEXT)
    assert doc._.dateline.events[0].actors[0].country == "KEN"
    assert doc._.dateline.published.value == "2024-03-05"
    assert spacy.blank("en")(TEXT)._.dateline is None


def test_the_spacy_component_codes_a_stream_in_which_one_text_is_empty(nlp):
    first, empty, last = nlp.pipe([TEXT, "", TEXT])
    assert first._.dateline.events and last._.dateline.events
    assert isinstance(empty._.dateline, FailedRecord)


def test_a_coded_doc_survives_bytes_and_docbin(nlp):
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.dateline == doc._.dateline
    packed = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (unpacked,) = DocBin().from_bytes(packed).get_docs(nlp.vocab)
    assert unpacked._.dateline == doc._.dateline


def test_a_pipeline_with_the_component_survives_the_disk(nlp, coder, tmp_path):
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    component = again.get_pipe("dateline")
    assert isinstance(component, door.DatelineComponent)
    assert component.published == "2024-03-05"
    component.coder = coder
    assert again(TEXT)._.dateline == nlp(TEXT)._.dateline
