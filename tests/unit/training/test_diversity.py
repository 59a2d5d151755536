"""How varied the corpus is: what counts as said twice, and the figures of a few lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training import diversity
from training.corpus import Item
from training.diversity import NEAR, figures, grams, near_duplicates

LONG = "Rebels shot a guard at the gate of the port on Monday"


def item(text, group):
    return Item(text, group, "sentence", text, (), (), None, "some.txt:1")


def alike(one, other):
    mine, its = (set(grams(t, 3)) for t in (one, other))
    return len(mine & its) / max(1, len(mine | its))


@pytest.mark.parametrize(
    ("text", "n", "expected"),
    [
        ("Rebels shot a guard.", 3, ["rebels shot a", "shot a guard"]),
        ("The king's men, the King’s men", 2, ["the king's", "king's men", "men the", "the king’s", "king’s men"]),
        ("Too short", 3, []),
        ("", 1, []),
        ("14 men!", 1, ["14", "men"]),
    ],
)  # fmt: skip
def test_grams_are_runs_of_words_in_lower_case(text, n, expected):
    assert [" ".join(gram) for gram in grams(text, n)] == expected


@pytest.mark.parametrize(
    ("other", "near"),
    [
        (LONG, True),
        (f"{LONG.upper()}!", True),
        (LONG.replace("Monday", "Tuesday"), True),
        (LONG.replace("guard", "nurse"), True),
        (LONG.replace("guard", "nurse").replace("port", "mine"), False),
        ("On Monday the port guard shot rebels at a gate", False),
        ("", False),
    ],
)
def test_items_of_two_groups_that_share_most_of_their_words_are_near_duplicates(other, near):
    assert (alike(LONG, other) >= NEAR) is near
    found = near_duplicates([item(LONG, "one"), item("Snow fell in Lima.", "x"), item(other, "y")])
    assert [(a.text, b.text) for _, a, b in found] == ([(LONG, other)] if near else [])


def test_items_of_one_group_may_be_alike():
    assert near_duplicates([item(LONG, "one"), item(LONG, "one")]) == []
    assert len(near_duplicates([item(LONG, "one"), item(LONG, "two")])) == 1


def test_texts_too_short_for_a_gram_are_like_nothing():
    assert near_duplicates([item("It rained.", "one"), item("It rained.", "two")]) == []


def test_the_worst_pairs_come_first():
    texts = (LONG, LONG.replace("guard", "nurse"), LONG.replace("Monday", "Sunday"), LONG)
    found = near_duplicates([item(text, str(n)) for n, text in enumerate(texts)])
    scores = [score for score, _, _ in found]
    assert scores == sorted(scores, reverse=True)
    assert (found[0][0], found[0][1].text, found[0][2].text) == (1.0, LONG, LONG)


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=9).map(" ".join), max_size=6))
def test_near_duplicates_are_those_that_comparing_all_with_all_finds(texts):
    items = [item(text, str(n)) for n, text in enumerate(texts)]
    found = {(a.group, b.group): score for score, a, b in near_duplicates(items)}
    expected = {
        (items[k].group, items[n].group): alike(texts[k], texts[n])
        for n in range(len(items))
        for k in range(n)
        if alike(texts[k], texts[n]) >= NEAR
    }
    assert found == pytest.approx(expected)


def test_figures_count_what_is_said_again():
    texts = ["The army left the town.", "The army left the port.", "Snow fell."]
    found = figures([item(text, text) for text in texts])
    # 9 word pairs, 3 of them said twice; 4 runs of four, 1 of them said twice
    assert found["distinct_2"] == round(6 / 9, 3)
    assert found["distinct_4"] == round(3 / 4, 3)
    fours = ["the army left the", "army left the town", "army left the port"]
    assert found["commonest_4"] == list(zip(fours, [2, 1, 1], strict=True))
    assert found["commonest_openings"] == [("the army left", 2)]
    assert found["words_p10_p50_p90"] == [2, 5, 5]


def test_a_corpus_that_repeats_nothing_is_wholly_distinct():
    found = figures([item(LONG, "one"), item("Snow fell over Lima last night", "two")])
    assert (found["distinct_2"], found["distinct_4"]) == (1.0, 1.0)
    assert found["commonest_openings"] == [("rebels shot a", 1), ("snow fell over", 1)]


def test_nothing_at_all_has_figures_too():
    assert figures([]) == {
        "distinct_2": 0.0,
        "distinct_4": 0.0,
        "commonest_4": [],
        "commonest_openings": [],
        "words_p10_p50_p90": [],
    }


def test_only_the_near_duplicates_of_the_files_asked_for_are_listed(tmp_path, capsys, monkeypatch):
    texts = {"a": LONG, "b": f"{LONG} night", "c": "Snow fell over the town of Lima on Sunday"}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")
    monkeypatch.setattr(diversity, "files", lambda: sorted(tmp_path.glob("*.txt")))
    assert diversity.main([str(tmp_path / "c.txt")]) == 0
    assert "0 near-duplicate pairs in 3 items" in capsys.readouterr().out
    assert diversity.main([str(tmp_path / "b.txt")]) == 1
    printed = capsys.readouterr().out
    assert "a.txt:1" in printed and "b.txt:1" in printed
    assert "1 near-duplicate pairs in 3 items" in printed
