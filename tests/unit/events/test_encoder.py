"""The event model's folder, its files held against its card, and pieces found by offset."""

import hashlib
import json
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.config import KnowledgeSettings, Settings, with_events
from dateline.errors import ModelChanged, ModelMissing
from dateline.events import encoder
from dateline.events.encoder import Encoded, card_of, model_folders, open_model, pieces_at
from dateline.resources import shipped

FILES = ("encoder.onnx", "heads.npz", "tokenizer.json")
# As a tokenizer gives them: a start mark without words, pieces with and without gaps, an end mark.
PIECES = ((0, 0), (0, 3), (3, 5), (6, 9), (9, 10), (12, 15), (0, 0))


@st.composite
def tokenized(draw):
    """Pieces in text order, between marks that hold no characters."""
    steps = draw(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 4)), max_size=12))
    pieces, at = [(0, 0)], 0
    for gap, length in steps:
        pieces.append((at + gap, at + gap + length))
        at += gap + length
    return (*pieces, (0, 0))


def holding(pieces, start):
    return next((n for n, (low, high) in enumerate(pieces) if low <= start < high), -1)


@pytest.fixture
def folder(tmp_path):
    """A folder of files that its card names rightly."""
    for name in FILES:
        (tmp_path / name).write_bytes(f"bytes of {name}".encode())
    digests = {f: hashlib.sha256((tmp_path / f).read_bytes()).hexdigest() for f in FILES}
    card = {"name": "tiny", "files": digests}
    (tmp_path / "model.json").write_text(json.dumps(card), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        ([0, 3, 6, 9, 12], [1, 2, 3, 4, 5]),
        ([2, 4, 8], [1, 2, 3]),
        ([6, 6, 7], [3, 3, 3]),
        ([12, 0], [5, 1]),
        ([5, 6], [-1, 3]),
        ([10, 15, 99], [-1, -1, -1]),
        ([99, 0], [-1, 1]),
        ([], []),
    ],
)
def test_an_offset_leads_to_the_piece_that_holds_it(starts, expected):
    assert pieces_at(PIECES, starts) == expected
    assert Encoded(None, PIECES).at(starts) == expected


@given(tokenized(), st.lists(st.integers(0, 60)).map(sorted))
def test_offsets_in_order_lead_to_the_pieces_that_a_plain_search_finds(pieces, starts):
    assert pieces_at(pieces, starts) == [holding(pieces, start) for start in starts]


def test_the_mark_of_a_target_that_begins_with_its_source_is_found():
    # "# @ Chad @ army #": asked for the source's mark first, then for the target's.
    pieces = ((0, 0), (0, 1), (2, 3), (4, 8), (9, 10), (11, 15), (16, 17), (0, 0))
    assert pieces_at(pieces, [2, 0]) == [2, 1]


@given(tokenized())
def test_every_piece_is_found_by_its_own_start(pieces):
    inner = range(1, len(pieces) - 1)
    assert pieces_at(pieces, [pieces[n][0] for n in inner]) == list(inner)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("rules", None),
        ("default", (shipped("models/events"), shipped("models/pairs"))),
        ("accurate", (shipped("models/events"), Path("kept/models/accurate/pairs"))),
        ("some/folder", (Path("some/folder/events"), Path("some/folder/pairs"))),
        ("/abs/olute", (Path("/abs/olute/events"), Path("/abs/olute/pairs"))),
    ],
)
def test_the_setting_names_the_folders_of_the_models(asked, expected):
    settings = Settings(knowledge=KnowledgeSettings(cache="kept"))
    assert model_folders(with_events(settings, {"model": asked})) == expected


def test_a_folder_without_a_card_holds_no_model(tmp_path):
    with pytest.raises(ModelMissing, match="holds no event model") as caught:
        open_model(tmp_path)
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_of_a_model_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(ModelMissing, match=f"{name} is missing"):
        open_model(folder)


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_in_a_file_of_a_model_is_refused(folder, name):
    content = bytearray((folder / name).read_bytes())
    content[3] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(ModelChanged, match=f"{name} is not the file its card names"):
        open_model(folder)


class Opened:
    """Stands in for a coder: keeps what it was made of, and what was made."""

    made: ClassVar[list[tuple[Path, str]]] = []

    def __init__(self, folder, card):
        self.made.append((folder, card["name"]))


def test_a_model_whose_files_are_as_its_card_says_is_opened_once(folder, monkeypatch):
    monkeypatch.setattr(encoder, "Coder", Opened)
    monkeypatch.setattr(Opened, "made", [])
    one, other = open_model(folder), open_model(folder)
    assert isinstance(one, Opened) and one is other
    assert (
        card_of(folder).digest == hashlib.sha256((folder / "model.json").read_bytes()).hexdigest()
    )
    assert Opened.made == [(folder, "tiny")]


def test_a_model_that_was_refused_opens_once_it_is_whole(folder, monkeypatch):
    monkeypatch.setattr(encoder, "Coder", Opened)
    kept = (folder / "heads.npz").read_bytes()
    (folder / "heads.npz").unlink()
    with pytest.raises(ModelMissing):
        open_model(folder)
    (folder / "heads.npz").write_bytes(kept)
    assert isinstance(open_model(folder), Opened)
