"""Unlabelled news: pairs that lie in their texts, drawn alike each time."""

import json

import pytest
from training.unlabelled import drawn

NEWS = (
    "Kenya's foreign minister met her Ugandan counterpart in Kampala on Monday.\n\n"
    "Police in Chad arrested two Sudanese smugglers near the border. Rain fell.\n\n"
    "The weather in the hills was mild and the harvest of apples was good this year."
)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    path = tmp_path_factory.mktemp("news") / "train.jsonl"
    path.write_text(json.dumps({"text": NEWS}) + "\n", encoding="utf-8")
    return [path]


@pytest.fixture(scope="module")
def some(files):
    return drawn(files)


def test_pairs_are_of_two_parties_that_stand_apart(some):
    assert some
    for pair in some:
        source, target = pair.text[slice(*pair.source)], pair.text[slice(*pair.target)]
        assert source and target and pair.event is None
        assert pair.source[1] <= pair.target[0] or pair.target[1] <= pair.source[0]


def test_two_draws_are_alike(files, some):
    assert drawn(files) == some
