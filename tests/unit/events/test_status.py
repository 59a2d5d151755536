"""Did it happen? Sentence by sentence, the status of one predicate."""

import pytest


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Gunmen attacked the village.", "attacked"),
        ("The minister has resigned.", "resigned"),
        ("Police are searching the house.", "searching"),
        ("The bridge was destroyed on Monday.", "destroyed"),
        ("The rebels had left the town.", "left"),
        ("The election took place on Sunday.", "election"),
    ],
)
def test_a_plain_verb_or_noun_is_actual(status, text, word):
    assert status(text, word) == "actual"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The minister will resign.", "resign"),
        ("The troops shall return in May.", "return"),
        ("The two leaders will meet in Paris.", "meet"),
        ("They'll sign the treaty on Friday.", "sign"),
        ("The minister is going to resign.", "resign"),
        ("The president is to visit Ghana.", "visit"),
        ("The court is due to rule on Friday.", "rule"),
        ("The army is about to enter the town.", "enter"),
    ],
)
def test_will_and_its_kin_put_it_in_the_future(status, text, word):
    assert status(text, word) == "future"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The minister may resign.", "resign"),
        ("The minister might resign.", "resign"),
        ("Rebels could attack the town.", "attack"),
        ("The treaty would end the war.", "end"),
        ("The army should leave the town.", "leave"),
        ("The rebels can reach the city.", "reach"),
        ("The government must act.", "act"),
    ],
)
def test_a_modal_leaves_it_open(status, text, word):
    assert status(text, word) == "hypothetical"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The minister did not resign.", "resign"),
        ("The troops never left.", "left"),
        ("The rebels haven't signed the accord.", "signed"),
        ("No soldiers were killed.", "killed"),
        ("Nobody was arrested.", "arrested"),
        ("Neither side signed the accord.", "signed"),
        ("The minister won't resign.", "resign"),
        ("None of the hostages were harmed.", "harmed"),
        ("There was no attack on the village.", "attack"),
        ("The troops left without firing.", "firing"),
        ("The police made no arrests.", "arrests"),
    ],
)
def test_negation_denies_it(status, text, word):
    assert status(text, word) == "negation"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Shops will close if rebels attack the town.", "attack"),
        ("The talks end unless rebels release the hostages.", "release"),
        ("The judge asked whether police had beaten the man.", "beaten"),
        ("If the army attacked, villagers fled.", "attacked"),
    ],
)
def test_a_condition_leaves_it_open(status, text, word):
    assert status(text, word) == "hypothetical"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The minister plans to resign.", "resign"),
        ("The government intends to close the camp.", "close"),
        ("The rebels agreed to release the hostages.", "release"),
        ("The king promised to visit the island.", "visit"),
        ("The union vowed to strike.", "strike"),
        ("The council decided to close the port.", "close"),
        ("Ghana has a plan to build a dam.", "build"),
        ("The army is preparing to withdraw.", "withdraw"),
        ("The minister traveled to Ankara to meet the king.", "meet"),
    ],
)
def test_what_is_planned_or_promised_is_to_come(status, text, word):
    assert status(text, word) == "future"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The general threatened to attack the town.", "attack"),
        ("Villagers urged the army to leave.", "leave"),
        ("The minister asked the rebels to disarm.", "disarm"),
        ("Rebels tried to enter the town.", "enter"),
        ("The court allowed the editor to travel.", "travel"),
        ("The mayor is unlikely to resign.", "resign"),
        ("The judge ordered the bank to pay.", "pay"),
    ],
)
def test_what_is_tried_asked_or_threatened_is_open(status, text, word):
    assert status(text, word) == "hypothetical"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The minister refused to resign.", "resign"),
        ("The rebels failed to take the town.", "take"),
        ("The editor declined to comment.", "comment"),
        ("The club ceased to exist.", "exist"),
        ("The mayor neglected to pay.", "pay"),
    ],
)
def test_what_is_refused_or_failed_did_not_happen(status, text, word):
    assert status(text, word) == "negation"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Police managed to free the hostages.", "free"),
        ("The rain began to fall.", "fall"),
        ("The army continued to shell the town.", "shell"),
        ("The strike forced the minister to resign.", "resign"),
        ("The nurses helped to rescue the miners.", "rescue"),
    ],
)
def test_what_is_managed_or_begun_happened(status, text, word):
    assert status(text, word) == "actual"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The mayor said police arrested two men.", "arrested"),
        ("The army confirmed that rebels attacked the base.", "attacked"),
        ("Villagers know that soldiers burned the barn.", "burned"),
    ],
)
def test_what_is_said_or_known_stays_actual(status, text, word):
    assert status(text, word) == "actual"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The army denied that soldiers burned the barn.", "burned"),
        ("The mayor denied taking bribes.", "taking"),
        ("The ministry rejected reports that troops crossed the border.", "crossed"),
        ("The police prevented an attack on the school.", "attack"),
        ("The mayor stopped paying the fishermen.", "paying"),
    ],
)
def test_what_is_denied_or_prevented_did_not_happen(status, text, word):
    assert status(text, word) == "negation"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The bishop hopes that the rebels leave.", "leave"),
        ("Nurses suspect that the mayor took bribes.", "took"),
        ("The union suggested that the factory close.", "close"),
    ],
)
def test_what_is_feared_or_hoped_is_open(status, text, word):
    assert status(text, word) == "hypothetical"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The troops will stay until rebels disarm.", "disarm"),
        ("The port must open before winter begins.", "begins"),
    ],
)
def test_what_must_come_first_is_to_come(status, text, word):
    assert status(text, word) == "future"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Soldiers searched the house before they left.", "left"),
        ("Villagers fled after rebels burned the barn.", "burned"),
        ("The army waited until the rebels left.", "left"),
    ],
)
def test_a_past_order_of_events_stays_actual(status, text, word):
    assert status(text, word) == "actual"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The planned visit pleased the town.", "visit"),
        ("The upcoming election divides the town.", "election"),
        ("The king is preparing for the imminent attack.", "attack"),
        ("The scheduled talks open in Geneva.", "talks"),
    ],
)
def test_a_planned_or_upcoming_event_is_to_come(status, text, word):
    assert status(text, word) == "future"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A possible attack worries the town.", "attack"),
        ("The proposed sale angered the union.", "sale"),
        ("The threatened strike worries shopkeepers.", "strike"),
        ("The attempted escape surprised the guards.", "escape"),
    ],
)
def test_a_possible_or_attempted_event_is_open(status, text, word):
    assert status(text, word) == "hypothetical"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The cancelled visit angered the town.", "visit"),
        ("The foiled attack shocked the town.", "attack"),
        ("The king cancelled his visit to Ghana.", "visit"),
    ],
)
def test_a_cancelled_or_foiled_event_did_not_happen(status, text, word):
    assert status(text, word) == "negation"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The alleged attack shocked the town.", "attack"),
        ("The recent flood destroyed the bridge.", "flood"),
        ("The deadly attack shocked the town.", "attack"),
    ],
)
def test_an_alleged_or_recent_event_counts_as_told(status, text, word):
    assert status(text, word) == "actual"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The troops will withdraw and disarm.", "disarm"),
        ("The king will visit Ghana and meet the president.", "meet"),
    ],
)
def test_coordinated_verbs_share_the_auxiliary(status, text, word):
    assert status(text, word) == "future"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The rebels, who attacked the town, will leave.", "attacked"),
        ("The king will meet the miners who survived the flood.", "survived"),
        ("The minister resigned and will leave the country.", "resigned"),
    ],
)
def test_a_clause_of_its_own_keeps_its_status(status, text, word):
    assert status(text, word) == "actual"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The ministry warned that the dam could burst.", "burst"),
        ("Doctors are calling for the mayor to resign.", "resign"),
        ("The treaty is expected to be signed if talks succeed.", "succeed"),
        ("It is unclear whether the army took the town.", "took"),
        ("Aid groups called for a ceasefire.", "ceasefire"),
    ],
)
def test_longer_sentences_leave_it_open(status, text, word):
    assert status(text, word) == "hypothetical"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The treaty is expected to be signed on Friday.", "signed"),
        ("The trial is scheduled to open in March.", "open"),
        ("Officials expect the river to flood the town.", "flood"),
        ("The troops are set to leave on Monday.", "leave"),
    ],
)
def test_longer_sentences_put_it_in_the_future(status, text, word):
    assert status(text, word) == "future"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The king ruled out a visit to Ghana.", "visit"),
    ],
)
def test_longer_sentences_deny_it(status, text, word):
    assert status(text, word) == "negation"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The mayor, who will retire in May, opened the bridge.", "opened"),
        ("The judge said he would resign after gunmen burned his car.", "burned"),
        ("Rebels who refused to surrender killed the guard.", "killed"),
        ("Although no one was hurt, the fire destroyed the mill.", "destroyed"),
        ("The king could not hide that soldiers burned the barn.", "burned"),
    ],
)
def test_longer_sentences_state_it_as_a_fact(status, text, word):
    assert status(text, word) == "actual"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("King to visit Ghana", "visit", "future"),
        ("Rebels attack army base", "attack", "actual"),
        ("Tanker seized off Oman", "seized", "actual"),
        ("Ghana to send troops to Mali", "send", "future"),
    ],
)
def test_a_headline_writes_to_for_will_and_the_present_for_the_past(status, text, word, expected):
    assert status(text, word, kind="title") == expected


def test_a_predicate_outside_the_coded_text_counts_as_actual(status):
    assert status("Share this attack", "attack", kind="furniture") == "actual"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Rebels had attacked the town two years ago.", "attacked", True),
        ("The minister formerly led the army.", "led", True),
        ("Rebels had attacked the town in 1994.", "attacked", True),
        ("Rebels attacked the town last year.", "attacked", True),
        ("Rebels attacked the town on Monday.", "attacked", False),
        ("Rebels have attacked the town.", "attacked", False),
    ],
)
def test_words_for_times_long_gone_make_it_historical(ask, text, word, expected):
    assert ask(text, word).historical is expected
