"""Fitting weights of choices."""

from training.softmax import fit

CASES = [
    ([{"good": 1.0}, {"bad": 1.0}], frozenset({0})),
    ([{"bad": 1.0}, {"good": 1.0, "rare": 1.0}], frozenset({1})),
    ([{"good": 1.0}, {}], frozenset({0})),
]


def test_what_marks_right_choices_gets_the_higher_weight():
    weights = fit(CASES, ridge=0.1)
    assert weights["good"] > 0 > weights["bad"]


def test_a_stronger_ridge_gives_smaller_weights():
    assert abs(fit(CASES, ridge=10.0)["good"]) < abs(fit(CASES, ridge=0.1)["good"])


def test_a_name_in_too_few_cases_has_no_weight():
    assert "rare" not in fit(CASES, least=2)
    assert "rare" in fit(CASES, least=1)


def test_one_of_several_right_choices_is_enough():
    case = ([{"left": 1.0}, {"right": 1.0}, {"wrong": 1.0}], frozenset({0, 1}))
    weights = fit([case], ridge=0.1)
    assert min(weights["left"], weights["right"]) > weights["wrong"]
