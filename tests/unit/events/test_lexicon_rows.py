"""What rows of the lexicon let through and hold back, in kinds of news that misled them."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "The government's claim to the estate was old.",
        "She declined to give a figure.",
        "The minister undertook a study of the market.",
        "Republicans attacked the law.",
        "The company filed an appeal.",
        "The director directed a film.",
        "The suspect cooperated.",
        "The president thanked his family.",
        "Microsoft released a patch.",
        "The hospital released the patient from hospital.",
        "Boeing pushed back the launch.",
        "Boeing negotiated a lease with Russia.",
        "Fans stormed the field.",
        "The captain pulled out with an injury.",
        "The coach resigned as coach.",
        "Investors applauded the performance.",
        "The players were injured in a match.",
        "The thieves fled in a car.",
        "The company charged the army for fuel and service.",
    ],
)
def test_sport_business_courts_and_figures_of_speech_state_no_event(code, text):
    assert code(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guards tackled a protester.", "ASSAULT beat actual: Guards > protester"),
        (
            "Officers dragged a demonstrator away.",
            "COERCE restrict actual: Officers > demonstrator",
        ),
        ("Agents carried the activist away.", "COERCE restrict actual: Agents > activist"),
        ("Police escorted the protester out.", "COERCE restrict actual: Police > protester"),
        ("Police captured a fugitive.", "COERCE arrest actual: Police > fugitive"),
        ("The court kept the rebels in jail.", "COERCE arrest actual: court > rebels"),
        ("The protester rushed the stage.", "PROTEST obstruct actual: protester >"),
        (
            "Protesters disrupted a rally of the party.",
            "PROTEST obstruct actual: Protesters > party",
        ),
        ("Students heckled the minister.", "PROTEST actual: Students > minister"),
        ("Protesters burst through the cordon.", "PROTEST riot actual: Protesters >"),
        ("The students' occupation of the campus ended.", "PROTEST obstruct actual: students >"),
        ("Congress imposed a deadline.", "THREATEN actual: Congress >"),
        ("Hackers attacked a website.", "COERCE cyber actual: Hackers >"),
        ("Obama directed the Pentagon to rest.", "REQUEST actual: Obama > Pentagon"),
        ("The two companies collaborated.", "COOPERATE actual: two companies >"),
    ],
)
def test_scenes_of_protest_and_custody_are_coded(code, text, expected):
    assert code(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Trump attacked Clinton for lying.",
        "Trump attacked Clinton in a speech on Monday.",
        "Clinton jabbed at Trump.",
        "Clinton hit back at Trump.",
    ],
)
def test_attacks_in_words_are_accusations(code, text):
    assert [event.split()[:2] for event in code(text)] == [["ACCUSE", "disapprove"]]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Obama had a desire to meet Castro.", "meet", "hypothetical"),
        ("Obama made a proposal to meet Castro.", "meet", "hypothetical"),
        ("Aides prevented Obama from arresting rebels.", "arresting", "negation"),
        ("Congress acted to punish Iran.", "punish", "actual"),
        ("Lawmakers voted to sanction Iran.", "sanction", "actual"),
    ],
)
def test_words_above_an_event_decide_whether_it_happened(status, text, word, expected):
    assert status(text, word) == expected
