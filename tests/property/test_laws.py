"""The laws of the house: what holds for every report, whatever it holds."""

from __future__ import annotations

import dataclasses

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import strategies

from dateline.pipeline import check_order
from dateline.record import Record, decode, encode
from dateline.scale.local import LocalExecutor
from dateline.stage import Failure, Layer
from dateline.types import CODED_KINDS, Span

SLOW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def spans_in(value):
    """Every Span anywhere inside a value of the types module."""
    if isinstance(value, Span):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from spans_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_in(item)


def pieces_in(value):
    """Every (start, end) anywhere inside a record."""
    if isinstance(value, dict):
        if "start" in value:
            yield value["start"], value["end"]
        for item in value.values():
            yield from pieces_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from pieces_in(item)


@SLOW
@given(doc=strategies.documents)
def test_every_span_of_every_layer_lies_inside_the_text(pipeline, doc):
    for stage in pipeline.stages:
        try:
            doc = stage(doc)
        except Exception as error:  # a report of nothing but noise may be refused, with a code
            assert getattr(error, "code", "").startswith("DL3"), error
            return
        assert all(span.end <= len(doc.text) for span in spans_in(doc))


@SLOW
@given(doc=strategies.documents)
def test_blocks_are_disjoint_in_order_and_cover_all_that_is_not_white(pipeline, doc):
    record = pipeline.code(doc)
    if not isinstance(record, Record):
        assert record.error.code in {"empty", "language", "not-text"}
        return
    last = 0
    for block in record.blocks:
        assert not record.text[last : block.start].strip()
        assert block.start >= last
        assert record.words(block) == record.words(block).strip() != ""
        last = block.end
    assert not record.text[last:].strip()


@SLOW
@given(doc=strategies.documents)
def test_a_record_survives_the_round_trip_through_json(pipeline, doc):
    record = pipeline.code(doc)
    assert decode(encode(record)) == record
    assert all(
        0 <= start < end <= len(doc.text) for start, end in pieces_in(msgspec.to_builtins(record))
    )


@SLOW
@given(doc=strategies.documents)
def test_a_second_run_prints_the_same_bytes(pipeline, doc):
    assert encode(pipeline.code(doc)) == encode(pipeline.code(doc))


@SLOW
@given(docs=st.lists(strategies.documents, min_size=2, max_size=3))
def test_piping_reports_equals_coding_each_alone(pipeline, docs):
    alone = [encode(pipeline.code(doc)) for doc in docs]
    piped = LocalExecutor(pipeline.settings, pipeline)(docs, workers=1)
    assert [encode(record) for record in piped] == alone


@SLOW
@given(doc=strategies.documents)
def test_a_stage_touches_only_the_layers_it_declares(pipeline, doc):
    for stage in pipeline.stages:
        try:
            after = stage(doc)
        except Exception as error:
            assert getattr(error, "code", "").startswith("DL3"), error
            return
        assert after.text is doc.text
        for layer in set(Layer) - stage.writes:
            assert getattr(after, layer) is getattr(doc, layer), (stage.name, layer)
        doc = after


@SLOW
@given(doc=strategies.documents)
def test_nothing_outside_coded_blocks_is_coded(pipeline, doc):
    record = pipeline.code(doc)
    if isinstance(record, Record):
        coded = [b for b in record.blocks if b.kind in CODED_KINDS]
        for event in record.events:
            assert any(b.start <= event.trigger.start and event.trigger.end <= b.end for b in coded)


@SLOW
@given(doc=strategies.documents)
def test_every_id_that_a_record_names_is_in_it(pipeline, doc):
    record = pipeline.code(doc)
    if not isinstance(record, Record):
        return
    entities = {e.id for e in record.entities}
    quotes = {q.id for q in record.quotes}
    for event in record.events:
        for party in (*event.actor, *event.recipient):
            assert party.entity is None or party.entity in entities
        assert set(event.according_to) <= quotes
    for quote in record.quotes:
        assert set(quote.via) <= quotes
        assert quote.speaker is None or quote.speaker.entity in {None, *entities}


@given(strategies.sourced)
def test_a_value_without_evidence_cannot_be_built(value):
    try:
        dataclasses.replace(value, evidence=())
    except ValueError as error:
        assert "no evidence" in str(error)
    else:
        raise AssertionError("a value without evidence was built")


def test_the_stages_stand_in_an_order_that_gives_each_what_it_reads(pipeline):
    check_order(pipeline.stages)


def test_a_failure_in_the_stream_becomes_a_record_and_the_others_are_coded(pipeline):
    from dateline.errors import Unreadable

    lost = Failure("lost.txt", Unreadable("there is no file lost.txt"))
    record = pipeline.code(lost)
    assert record.error.code == "unreadable"
    assert "lost.txt" in record.error.message
