"""The sentence encoder: an ONNX file and its tokenizer, run without torch."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.config import Settings
from dateline.errors import ModelChanged, ModelMissing
from dateline.events.heads import Heads
from dateline.resources import cache_folder, shipped

Floats = NDArray[np.float32]

BUILD = "install Dateline again, or build the model anew: make accurate-model, make train"


@dataclass(frozen=True, slots=True)
class Encoded:
    """The hidden states of one text, [pieces, width], and where each piece stands in it."""

    states: Floats
    offsets: tuple[tuple[int, int], ...]

    def at(self, starts: Sequence[int]) -> list[int]:
        """The piece that holds each character offset, -1 where the text was cut before it."""
        return pieces_at(self.offsets, starts)


def pieces_at(offsets: Sequence[tuple[int, int]], starts: Sequence[int]) -> list[int]:
    """The index of the (start, end) that holds each offset, -1 where none does."""
    ends = [end for _, end in offsets]
    # Special pieces have the offsets (0, 0); they hold nothing.
    ends = list(accumulate(ends, max))
    found = []
    for start in starts:
        n = bisect_right(ends, start)
        inside = n < len(offsets) and offsets[n][0] <= start < offsets[n][1]
        found.append(n if inside else -1)
    return found


class Coder:
    """The event model of a folder: encoder, tokenizer, heads, and what it was told to say."""

    def __init__(self, folder: Path, card: Mapping[str, Any]) -> None:
        """Open the model; files are checked before (`open_model`)."""
        import onnxruntime as ort
        from tokenizers import Tokenizer

        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        self._session = ort.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(card["length"])
        self.name = str(card["name"])
        self.calibration = tuple(map(float, card["calibration"]))
        """Weights of `trust.signals`, fitted on what the model was not trained on."""
        self.floors = {float(k): float(v) for k, v in card["floors"].items()}
        """The confidence from which on events reach a precision, by that precision."""
        self.heads = Heads(folder / "heads.npz", card)

    def __call__(self, texts: Sequence[str]) -> list[Encoded]:
        """The hidden states of each text, in order.

        Each text runs alone: with eight-bit sums a neighbour would change its last digits, and
        on a CPU batches only fill up the shorter texts.
        """
        return [self._one(coded) for coded in self._tokenizer.encode_batch(list(texts))]

    def _one(self, coded: Any) -> Encoded:
        ids = np.array([coded.ids], dtype=np.int64)
        (states,) = self._session.run(None, {"ids": ids, "mask": np.ones_like(ids)})
        return Encoded(states[0], tuple(coded.offsets))


class Folders(NamedTuple):
    """Where the model of sentences and that of asked pairs lie."""

    events: Path
    pairs: Path


def model_folders(settings: Settings) -> Folders | None:
    """Where the settings' models lie; None for "rules".

    "default" are the shipped ones; "accurate" reads asked pairs with the large model that
    `make accurate-model` builds into the cache; anything else is a folder with both in it.
    """
    asked = settings.events.model
    if asked == "rules":
        return None
    if asked == "default":
        return Folders(shipped("models/events"), shipped("models/pairs"))
    if asked == "accurate":
        large = cache_folder(settings) / "models" / "accurate"
        return Folders(shipped("models/events"), large / "pairs")
    return Folders(Path(asked) / "events", Path(asked) / "pairs")


class Card(NamedTuple):
    """A model's card: what it says, and the digest that stands for the whole model."""

    facts: Mapping[str, Any]
    digest: str


def card_of(folder: Path) -> Card:
    """The card of a folder's model; its files are not looked at.

    Raises:
        ModelMissing: the folder holds no model.
    """
    path = folder / "model.json"
    if not path.is_file():
        raise ModelMissing(f"{folder} holds no event model", BUILD)
    content = path.read_bytes()
    return Card(json.loads(content), hashlib.sha256(content).hexdigest())


@cache
def open_model(folder: Path) -> Coder:
    """The model of a folder, opened once a process.

    Raises:
        ModelMissing: the folder holds no model.
        ModelChanged: a file is not the one its card names.
    """
    card = card_of(folder)
    for name, digest in card.facts["files"].items():
        path = folder / name
        if not path.is_file():
            raise ModelMissing(f"{path} is missing", BUILD)
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise ModelChanged(f"{path} is not the file its card names", BUILD)
    return Coder(folder, card.facts)
