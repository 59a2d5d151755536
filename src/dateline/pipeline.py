"""The way of a report: stages in order, each checked; failures kept with their reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dateline import registry
from dateline.assemble import assemble
from dateline.config import DEFAULT_STAGES, Settings
from dateline.errors import (
    DatelineError,
    LayerTouched,
    SourceError,
    StageCrashed,
    StageError,
    StageOrder,
)
from dateline.ontology import plover
from dateline.record import AnyRecord, failed
from dateline.stage import Failure, Layer, Resourceful, Stage
from dateline.types import Document

ORDER = DEFAULT_STAGES
"""The stages of a report's way, in order; tour pages and golden files follow it."""

GIVEN = frozenset({Layer.PUBLISHED, Layer.TITLE, Layer.WARNINGS})
"""Layers that a reader may have filled before the first stage."""

_LAYERS = tuple(Layer)


def check_order(stages: Sequence[Stage]) -> None:
    """Refuse an order in which a stage reads what nobody wrote before it.

    Raises:
        StageOrder: names the stage and the layers it misses.
    """
    written = set(GIVEN)
    for stage in stages:
        missing = sorted(stage.reads - written)
        if missing:
            raise StageOrder(f"stage {stage.name} reads {', '.join(missing)}, which is not written")
        written |= stage.writes


@dataclass(frozen=True)
class Pipeline:
    """Stages in order; refuses a wrong order before the first document."""

    stages: tuple[Stage, ...]
    settings: Settings

    def __post_init__(self) -> None:
        check_order(self.stages)

    @cached_property
    def models(self) -> Mapping[str, str]:
        """Every model and table the stages use, with its digest."""
        return {
            name: digest
            for stage in self.stages
            if isinstance(stage, Resourceful)
            for name, digest in stage.resources.items()
        }

    def run(self, doc: Document) -> Document:
        """The document after all stages, with their names in its trace.

        Raises:
            SourceError: a stage found that the text cannot be coded.
            StageCrashed: a stage raised something else.
            LayerTouched: a stage changed a layer it does not declare.
        """
        for stage in self.stages:
            doc = self._step(stage, doc)
        return doc

    def code(self, item: Document | Failure) -> AnyRecord:
        """The record of a document, or the record of why there is none."""
        if isinstance(item, Failure):
            return failed(item.id, item.error)
        try:
            doc = self.run(item)
        except (SourceError, StageError) as error:
            # A missing model or table is no fault of this report: that ends the run.
            return failed(item.id, error)
        return assemble(doc, models=self.models, config=self.settings.digest, ontology=plover())

    def _step(self, stage: Stage, doc: Document) -> Document:
        try:
            after = stage(doc)
        except DatelineError:
            raise
        except Exception as error:
            # The one broad catch: whatever a stage trips over costs one report, not the run.
            raise StageCrashed(f"{stage.name} failed on {doc.id}: {error!r}") from error
        touched = [
            layer
            for layer in _LAYERS
            if layer not in stage.writes and getattr(after, layer) is not getattr(doc, layer)
        ]
        if touched or after.text is not doc.text:
            raise LayerTouched(f"{stage.name} changed {', '.join(touched) or 'the text'}")
        return replace(after, trace=(*doc.trace, stage.name))


def build(settings: Settings) -> Pipeline:
    """The pipeline of the settings, its stages found by entry point.

    Raises:
        UnknownPlugin: a stage is named that nobody provides.
        StageOrder: a stage reads a layer that no earlier stage writes.
    """
    stages = [registry.load("stages", name)(settings) for name in settings.pipeline.stages]
    return Pipeline(tuple(stages), settings)
