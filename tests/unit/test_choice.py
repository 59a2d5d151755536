"""Choosing one of several by weighed signals."""

import math

import pytest

from dateline.choice import Weights, crossed, flagged, summed, weights


def test_shares_are_a_softmax_of_the_weighed_signals():
    shares = Weights({"near": 2.0, "none": 1.0}, 0.5).shares([{"near": 1.0}, {"none": 1.0}])
    assert sum(shares) == pytest.approx(1.0)
    assert shares[0] / shares[1] == pytest.approx(math.e)


def test_a_signal_without_a_weight_counts_nothing():
    shares = Weights({}, 0.5).shares([{"unheard of": 5.0}, {}])
    assert shares == [0.5, 0.5]


def test_huge_signals_do_not_overflow():
    assert Weights({"x": 1e4}, 0.5).shares([{"x": 1.0}, {}])[0] == pytest.approx(1.0)


def test_crossed_signals_keep_their_own_weight_beside_that_of_each_kind():
    assert crossed({"same": 1.0}, ["deed", "title"]) == {
        "same": 1.0,
        "same | deed": 1.0,
        "same | title": 1.0,
    }


def test_weights_of_a_kind_count_for_questions_of_that_kind():
    fitted = Weights({"near | deed": 2.0}, 0.5)
    assert fitted.shares([{"near": 1.0}, {}]) == [0.5, 0.5]
    assert fitted.shares([{"near": 1.0}, {}], ["deed"])[0] > 0.8


def test_only_flags_that_hold_are_signals():
    assert flagged({"yes": True, "no": False}) == {"yes": 1.0}


def test_choices_of_one_key_are_added_up():
    assert summed(["a", "b", "a", None], [0.1, 0.2, 0.3, 0.4]) == {
        "a": pytest.approx(0.4),
        "b": 0.2,
        None: 0.4,
    }


@pytest.mark.parametrize("file", ["places/scenes.json", "times/story.json"])
def test_shipped_weights_can_be_read_and_have_a_floor(file):
    found = weights(file)
    assert 0.3 <= found.floor <= 0.7
    assert len(found.of) > 100
