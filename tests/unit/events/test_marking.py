"""Two parties marked in a text: "@" around the source, "#" around the target."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.events.marking import REACH, marked

TEXT = "The army of Chad met rebels."


def place(text, words):
    start = text.index(words)
    return start, start + len(words)


@st.composite
def pairs(draw):
    """A text without marks and two places in it, apart, adjacent, nested or crossing."""
    text = draw(st.text(alphabet="ab ", min_size=1, max_size=60))
    ends = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    return text, tuple(draw(ends)), tuple(draw(ends))


def unmarked(text):
    return "".join(text.replace("@", "").replace("#", "").split())


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("army", "rebels", "The @ army @ of Chad met # rebels #."),
        ("rebels", "army", "The # army # of Chad met @ rebels @."),
        ("The army of Chad", "Chad", "@ The army of # Chad # @ met rebels."),
        ("Chad", "The army of Chad", "# The army of @ Chad @ # met rebels."),
        ("The army", "The army of Chad", "# @ The army @ of Chad # met rebels."),
        ("The army of Chad", "army", "@ The # army # of Chad @ met rebels."),
        ("The", " army", "@ The @#  army # of Chad met rebels."),
        (" army", "The", "# The #@  army @ of Chad met rebels."),
        ("The army of", "of Chad", "@ The army # of @ Chad # met rebels."),
    ],
)
def test_both_parties_stand_between_their_marks(source, target, expected):
    found, s, t = marked(TEXT, place(TEXT, source), place(TEXT, target))
    assert found == expected
    assert (s, t) == (expected.index("@"), expected.index("#"))


@given(pairs())
def test_the_offsets_point_at_the_opening_marks(case):
    text, source, target = case
    found, s, t = marked(text, source, target)
    assert (found[s : s + 2], found[t : t + 2]) == ("@ ", "# ")
    assert (s, t) == (found.index("@"), found.index("#"))


@given(pairs())
def test_nothing_but_the_marks_is_added_to_a_short_text(case):
    text, source, target = case
    found, _, _ = marked(text, source, target)
    assert (found.count("@"), found.count("#")) == (2, 2)
    assert len(found) == len(text) + 8
    assert unmarked(found) == unmarked(text)


@given(pairs())
def test_between_its_marks_stands_the_party(case):
    text, source, target = case
    found, s, t = marked(text, source, target)
    assert unmarked(found[s : found.rindex("@")]) == unmarked(text[slice(*source)])
    assert unmarked(found[t : found.rindex("#")]) == unmarked(text[slice(*target)])


@pytest.mark.parametrize("swapped", [False, True])
def test_far_text_is_cut_at_a_blank_before_and_within_reach_behind(swapped):
    text = "before " * 200 + "Kenya met Ghana " + "after " * 200
    one, other = place(text, "Kenya"), place(text, "Ghana")
    source, target = (other, one) if swapped else (one, other)
    found, s, t = marked(text, source, target)
    before, after = found[: min(s, t)], found[max(s, t) + len("@ Ghana @") :]
    assert before == "before " * 51  # of 360 characters the last whole words
    assert ("after " * 200).startswith(after.removeprefix(" "))
    assert len(after) == REACH == 360
    assert (found[s], found[t]) == ("@", "#")


def test_text_between_far_parties_is_kept_whole():
    between = " walked on and on" * 100
    text = f"Kenya{between} to Ghana"
    found, s, t = marked(text, place(text, "Kenya"), place(text, "Ghana"))
    assert found == f"@ Kenya @{between} to # Ghana #"
    assert (s, t) == (0, found.index("#"))


def test_without_a_blank_within_reach_no_word_is_cut_off():
    text = "x" * (REACH + 50) + "Kenya met Ghana"
    found, s, _ = marked(text, place(text, "Kenya"), place(text, "Ghana"))
    assert found.startswith("x" * (REACH + 50) + "@ Kenya @")
    assert s == REACH + 50
