"""The way of a report: order checked first, crashes cost one record, layers are guarded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pytest

from dateline.config import PipelineSettings, Settings
from dateline.errors import Empty, LayerTouched, StageCrashed, StageOrder, UnknownPlugin
from dateline.pipeline import ORDER, Pipeline, build
from dateline.record import FailedRecord, Record
from dateline.stage import Failure, Layer
from dateline.types import Document, Origin, Warn


@dataclass(frozen=True)
class Step:
    """A stage made for a test."""

    name: str = "step/1"
    reads: frozenset[Layer] = frozenset()
    writes: frozenset[Layer] = frozenset()
    does: Callable[[Document], Document] = lambda doc: doc

    def __call__(self, doc: Document, /) -> Document:
        return self.does(doc)


@dataclass(frozen=True)
class Learned(Step):
    """A stage with a model."""

    resources: Mapping[str, str] = field(default_factory=dict)


def report(text="Rain fell."):
    return Document("r1", text, Origin("x"))


def through(*stages):
    return Pipeline(stages, Settings())


def fails(error):
    def does(doc):
        if "bad" in doc.text:
            raise error
        return doc

    return does


def test_a_stage_that_reads_what_nobody_wrote_is_refused_before_the_first_document():
    seen: list[Document] = []
    early = Step("early/1", does=lambda doc: seen.append(doc) or doc)  # type: ignore[func-returns-value]
    with pytest.raises(StageOrder, match=r"late/1 reads events, quotes"):
        through(early, Step("late/1", reads=frozenset({Layer.QUOTES, Layer.EVENTS})))
    assert seen == []


def test_what_an_earlier_stage_writes_or_the_reader_gave_may_be_read():
    events, given = frozenset({Layer.EVENTS}), frozenset({Layer.TITLE, Layer.PUBLISHED})
    assert through(Step(reads=given, writes=events), Step(reads=events)).stages


def test_a_stage_may_not_read_what_only_a_later_one_writes():
    events = frozenset({Layer.EVENTS})
    with pytest.raises(StageOrder):
        through(Step("a/1", reads=events), Step("b/1", writes=events))


@pytest.mark.parametrize("name", ORDER[1:])
def test_each_stage_of_ours_needs_the_ones_before_it(name):
    with pytest.raises(StageOrder, match=name):
        build(Settings(pipeline=PipelineSettings(stages=(name,))))


def test_an_unknown_stage_is_refused():
    with pytest.raises(UnknownPlugin, match="cleen"):
        build(Settings(pipeline=PipelineSettings(stages=("cleen",))))


def test_a_crashing_stage_costs_one_record_and_the_run_goes_on():
    pipeline = through(Step("shaky/1", does=fails(ZeroDivisionError("oops"))))
    found = [pipeline.code(report(text)) for text in ("good", "bad", "good")]
    assert [type(record) for record in found] == [Record, FailedRecord, Record]
    assert found[1].error.code == "stage-crashed"
    assert "shaky/1" in found[1].error.message and "oops" in found[1].error.message


def test_a_crash_keeps_what_caused_it():
    cause = ZeroDivisionError("oops")
    with pytest.raises(StageCrashed) as caught:
        through(Step(does=fails(cause))).run(report("bad"))
    assert caught.value.__cause__ is cause


def test_an_error_of_ours_keeps_its_own_code():
    pipeline = through(Step(does=fails(Empty("there is no text"))))
    assert pipeline.code(report("bad")).error.code == "empty"


def test_stop_signals_are_not_swallowed():
    with pytest.raises(KeyboardInterrupt):
        through(Step(does=fails(KeyboardInterrupt()))).code(report("bad"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"events": (1,)}, "events"),
        ({"quotes": (1,), "times": (1,)}, "quotes, times"),
        ({"text": "Snow fell."}, "the text"),
    ],
)
def test_a_stage_that_touches_anothers_layer_is_refused(change, words):
    rogue = Step("rogue/1", writes=frozenset({Layer.PLACES}), does=lambda d: replace(d, **change))
    with pytest.raises(LayerTouched, match=rf"rogue/1 changed {words}"):
        through(rogue).run(report())


def test_a_touched_layer_costs_one_record_too():
    rogue = Step(does=lambda doc: replace(doc, language="en"))
    assert through(rogue).code(report()).error.code == "layer-touched"


def test_a_stage_may_change_what_it_declares():
    warned = (Warn("w", "careful"),)
    honest = Step(writes=frozenset({Layer.WARNINGS}), does=lambda d: replace(d, warnings=warned))
    assert through(honest).run(report()).warnings == warned


def test_the_trace_names_the_stages_in_order():
    assert through(Step("a/1"), Step("b/2")).run(report()).trace == ("a/1", "b/2")


def test_a_failure_of_the_reader_becomes_a_record_and_meets_no_stage():
    failure = Failure("r9", Empty("there is no text"))
    found = through(Step(does=fails(AssertionError()))).code(failure)
    assert (found.id, found.error.code) == ("r9", "empty")


def test_models_of_all_stages_stand_in_the_record():
    one, two = Learned(resources={"b": "sha256:2"}), Learned(resources={"a": "sha256:1"})
    record = through(one, Step(), two).code(report())
    assert list(record.coder.models.items()) == [("a", "sha256:1"), ("b", "sha256:2")]
    assert record.coder.config == Settings().digest


def test_the_default_way_is_built_in_order(pipeline):
    assert tuple(stage.name.partition("/")[0] for stage in pipeline.stages) == ORDER
