"""Confidence: log odds in, a share out, and more of what speaks for an event never less."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.events.trust import SIGNALS, calibrated, logit, signals

shares = st.floats(0, 1)
numbers = st.floats(-6, 6)
vectors = st.lists(numbers, min_size=len(SIGNALS), max_size=len(SIGNALS))


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.5, 0.0), (0.75, math.log(3)), (0.25, -math.log(3)), (0.0, -10.0), (1.0, 10.0)],
)
def test_log_odds_are_nought_at_a_half_and_kept_within_six(share, expected):
    assert logit(share) == pytest.approx(expected)


@given(shares, shares)
def test_log_odds_rise_with_the_share_and_never_leave_their_bounds(one, other):
    low, high = sorted((one, other))
    assert -10 <= logit(low) <= logit(high) <= 10


@given(st.floats(0.003, 0.997))
def test_log_odds_turn_back_into_their_share(share):
    assert calibrated([1.0], [logit(share)]) == pytest.approx(share, abs=1e-6)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            {"scores": (0.5, 0.75, 1.0), "sides": (True, False), "nominal": True, "agreed": False},
            {"type": 0, "status": math.log(3), "parties": 10, "actor": 1, "nominal": 1},
        ),
        (
            {"scores": (0.0, 0.5, 0.25), "sides": (False, True), "nominal": False, "agreed": True},
            {"type": -10, "parties": -math.log(3), "recipient": 1, "agreed": 1},
        ),
    ],
)
def test_signals_stand_in_their_order_with_a_one_before_them(told, expected):
    found = dict(zip(SIGNALS, signals(**told), strict=True))
    assert found == pytest.approx({**dict.fromkeys(SIGNALS, 0.0), "one": 1.0, **expected})


@pytest.mark.parametrize(
    ("weights", "inputs", "share"),
    [
        ([0.0, 0.0], [1.0, 3.0], 0.5),
        ([1.0, 0.0], [math.log(9), 3.0], 0.9),
        ([0.5, -1.0], [2.0, 1.0], 0.5),
        ([1.0, 2.0], [1.0, -1.0], 1 / (1 + math.e)),
    ],
)
def test_the_share_is_logistic_in_the_weighted_sum(weights, inputs, share):
    assert calibrated(weights, inputs) == pytest.approx(share)


@given(vectors, vectors)
def test_the_share_lies_between_nought_and_one(weights, inputs):
    assert 0 <= calibrated(weights, inputs) <= 1


@given(vectors, vectors, st.integers(0, len(SIGNALS) - 1), st.floats(0, 6))
def test_more_of_a_signal_moves_the_share_the_way_of_its_weight(weights, inputs, n, more):
    raised = [x + more * (k == n) for k, x in enumerate(inputs)]
    before, after = calibrated(weights, inputs), calibrated(weights, raised)
    assert (after >= before - 1e-12) if weights[n] >= 0 else (after <= before + 1e-12)


@pytest.mark.parametrize("length", [0, len(SIGNALS) - 1, len(SIGNALS) + 1])
def test_weights_of_another_model_form_are_refused(length):
    with pytest.raises(ValueError, match="zip"):
        calibrated([1.0] * length, [1.0] * len(SIGNALS))
