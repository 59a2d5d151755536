"""Words that stand for nobody: things, places, dates, small words like acronyms."""

import pytest


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The peace deal was signed in Geneva.", "peace deal"),
        ("The storm destroyed the bridge.", "storm"),
        ("Shares fell in London.", "Shares"),
        ("The talks in Sochi ended on Monday.", "Sochi"),
        ("The attack damaged the bridge.", "attack"),
        ("Oil prices rose on Monday.", "Oil prices"),
        ("Troops entered Homs on Monday.", "Homs"),
        ("The missile hit the airport.", "missile"),
        ("The conference opened on Monday.", "Monday"),
        ("The report was published in March.", "March"),
        ("A political process began.", "political process"),
        ("A striker scored twice on Monday.", "striker"),
        ("The man who left us was old.", "us was"),
        ("The man who left was old.", "who"),
        ("The judge told them it is over.", "is over"),
    ],
)
def test_a_thing_a_place_or_a_small_word_is_no_actor(who, text, phrase):
    assert who(text, phrase, "2018-05-18") is None
