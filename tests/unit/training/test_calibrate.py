"""Confidence is fitted: known weights come back, errors are measured, floors hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training.calibrate import TARGETS, expected_error, fit, floors


def drawn(weights, *, n=20_000, seed=3):
    """Inputs with a leading one, and whether each is right, as a logistic with `weights` says."""
    rng = np.random.default_rng(seed)
    inputs = np.column_stack([np.ones(n), rng.normal(size=(n, len(weights) - 1))])
    right = rng.random(n) < 1 / (1 + np.exp(-inputs @ np.array(weights)))
    return inputs, right.astype(float)


@pytest.mark.parametrize(
    "weights", [[0.0, 0.0], [1.0, -0.5], [-2.0, 1.5, 0.0, 0.75], [0.5, 0.25, -1.0]]
)
def test_weights_of_a_known_logistic_come_back(weights):
    found = fit(*drawn(weights))
    np.testing.assert_allclose(found, weights, atol=0.08)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.8])
def test_with_nothing_but_a_one_the_share_of_right_ones_is_fitted(share):
    right = np.arange(1000) < 1000 * share
    (bias,) = fit(np.ones((1000, 1)), right.astype(float))
    assert 1 / (1 + np.exp(-bias)) == pytest.approx(share, abs=1e-4)


def test_fitted_confidence_is_right_on_the_average():
    inputs, right = drawn([0.3, 1.0, -1.0], n=2000)
    share = 1 / (1 + np.exp(-inputs @ fit(inputs, right)))
    assert share.mean() == pytest.approx(right.mean(), abs=1e-4)


def test_few_examples_keep_the_weights_small():
    # The input tells right from wrong without fail: without the ridge its weight has no bound.
    inputs = np.array([[1.0, -1.0], [1.0, 1.0]] * 5)
    _, weight = fit(inputs, (inputs[:, 1] > 0).astype(float))
    assert 0 < weight < 3


@pytest.mark.parametrize(
    ("confidence", "right", "error"),
    [
        ([1.0] * 4, [1, 1, 1, 1], 0.0),
        ([1.0] * 4, [1, 1, 0, 0], 0.5),
        ([0.0] * 4, [1, 1, 1, 1], 1.0),
        ([0.75] * 4, [1, 1, 1, 0], 0.0),
        ([0.25] * 2 + [0.95] * 2, [0, 0, 1, 1], 0.15),
        ([0.31, 0.39], [1, 0], 0.15),
    ],
)
def test_the_error_is_how_far_confidence_stands_from_the_share_of_right_ones(
    confidence, right, error
):
    found = expected_error(np.array(confidence), np.array(right, dtype=float))
    assert found == pytest.approx(error)


def test_a_bin_is_as_wide_as_its_share_of_the_whole():
    confidence, right = np.array([0.1, 0.9]), np.array([1.0, 0.0])
    assert expected_error(confidence, right, bins=10) == pytest.approx(0.9)
    assert expected_error(confidence, right, bins=1) == pytest.approx(0.0)


def test_the_error_of_perfect_calibration_is_small_and_of_overconfidence_is_not():
    rng = np.random.default_rng(5)
    confidence = rng.random(20_000)
    right = (rng.random(20_000) < confidence).astype(float)
    assert expected_error(confidence, right) < 0.02
    assert expected_error(confidence, right * (rng.random(20_000) < 0.5)) > 0.2


@settings(deadline=None)
@given(st.integers(0, 10_000), st.floats(-2, 2), st.integers(21, 300))
def test_from_a_floor_on_events_are_as_often_right_as_its_target(seed, shift, n):
    rng = np.random.default_rng(seed)
    confidence = rng.permutation(10_000)[:n] / 10_000  # no ties, and no more than four digits
    right = (rng.random(n) < confidence + shift / 4).astype(float)
    found = floors(confidence, right)
    for target, floor in found.items():
        kept = right[confidence >= floor]
        assert kept.mean() >= float(target)
        assert len(kept) >= 21


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(21, 300))
def test_no_lower_confidence_reaches_the_target_of_a_floor(seed, n):
    rng = np.random.default_rng(seed)
    confidence = rng.permutation(10_000)[:n] / 10_000
    right = (rng.random(n) < confidence).astype(float)
    found = floors(confidence, right)
    for target in TARGETS:
        floor = found.get(str(target), 2.0)
        for lower in confidence[confidence < floor]:
            kept = right[confidence >= lower]
            assert len(kept) <= 20 or kept.mean() < target


def test_higher_targets_have_higher_floors():
    inputs, right = drawn([0.0, 2.0], n=2000)
    found = floors(1 / (1 + np.exp(-inputs @ np.array([0.0, 2.0]))), right)
    targets = sorted(found, key=float)
    assert {"0.6", "0.8"} <= set(targets)
    assert [found[t] for t in targets] == sorted(found.values())


@pytest.mark.parametrize(
    ("right", "reached"),
    [
        ([1.0] * 100, [str(t) for t in TARGETS]),
        ([0.0] * 100, []),
        ([1.0] * 20, []),
        ([1.0] * 21, [str(t) for t in TARGETS]),
        ([1.0, 0.0] * 50, ["0.5"]),
        ([], []),
    ],
)
def test_a_target_that_is_not_reached_by_enough_events_has_no_floor(right, reached):
    confidence = np.linspace(0.9, 0.1, len(right))
    assert list(floors(confidence, np.array(right))) == reached


def test_a_floor_counts_all_events_of_its_own_confidence():
    confidence = np.full(100, 0.8)
    right = (np.arange(100) < 25).astype(float)
    for target, floor in floors(confidence, right).items():
        assert right[confidence >= floor].mean() >= float(target)
