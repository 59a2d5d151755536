"""Sentence by sentence: which events, with type, modes, status, actors and recipients.

An event reads "TYPE mode/mode status: actor + actor > recipient".
"""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkey offered to help Greece.", ["AGREE actual: Turkey > Greece"]),
        ("The two rival factions agreed to share power.", ["AGREE actual: two rival factions >"]),
        (
            "The Kenyan president met the rebel leader in Nairobi.",
            ["CONSULT actual: Kenyan president + rebel leader >"],
        ),
        (
            "The Kenyan president telephoned the rebel leader.",
            ["CONSULT phone actual: Kenyan president + rebel leader >"],
        ),
        (
            "The French minister praised the Kenyan government.",
            ["SUPPORT actual: French minister > Kenyan government"],
        ),
        ("Ghana recognised the new government.", ["SUPPORT actual: Ghana > new government"]),
        ("France and Kenya signed a treaty.", ["SUPPORT actual: France + Kenya >"]),
        ("The minister apologised to the villagers.", ["CONCEDE actual: minister > villagers"]),
        ("The king pardoned 12 prisoners.", ["CONCEDE actual: king > 12 prisoners"]),
        ("The government lifted the curfew.", ["CONCEDE actual: government >"]),
        ("India and France held a joint naval exercise.", ["COOPERATE actual: India + France >"]),
        ("Peru extradited a drug trafficker to Spain.", ["COOPERATE actual: Peru > Spain"]),
        ("Japan donated rice to Nepal.", ["AID actual: Japan > Nepal"]),
        ("Norway gave the refugees food.", ["AID actual: Norway > refugees"]),
        ("Fishermen rescued 30 migrants.", ["AID actual: Fishermen > 30 migrants"]),
        ("The rebels released 14 hostages.", ["RETREAT release actual: rebels > 14 hostages"]),
        (
            "Ethiopian troops withdrew from the town.",
            ["RETREAT withdraw actual: Ethiopian troops >"],
        ),
        ("The fighters laid down their arms.", ["RETREAT disarm actual: fighters >"]),
        ("The interior minister resigned.", ["RETREAT resign actual: interior minister >"]),
        ("Villagers urged the army to leave.", ["REQUEST actual: Villagers > army"]),
        ("The union demanded higher pay.", ["REQUEST actual: union >"]),
        ("The minister asked the rebels for talks.", ["REQUEST meet actual: minister > rebels"]),
        ("Greece accused Turkey of cheating.", ["ACCUSE allege actual: Greece > Turkey"]),
        (
            "The bishop criticised the government.",
            ["ACCUSE disapprove actual: bishop > government"],
        ),
        (
            "Prosecutors charged the mayor with fraud.",
            ["ACCUSE allege actual: Prosecutors > mayor"],
        ),
        (
            "Prosecutors are investigating the bank.",
            ["ACCUSE investigate actual: Prosecutors > bank"],
        ),
        ("The rebels rejected the offer.", ["REJECT actual: rebels >"]),
        ("Hungary vetoed the resolution.", ["REJECT actual: Hungary >"]),
        (
            "The government called off talks with the rebels.",
            ["REJECT meet actual: government > rebels"],
        ),
        ("Turkey threatened to attack Greece.", ["THREATEN violence actual: Turkey > Greece"]),
        ("The general threatened the journalists.", ["THREATEN actual: general > journalists"]),
        (
            "Farmers protested against the government.",
            ["PROTEST demo actual: Farmers > government"],
        ),
        ("Teachers went on strike.", ["PROTEST strike actual: Teachers >"]),
        ("Youths looted shops.", ["PROTEST riot actual: Youths >"]),
        (
            "Poland expelled two Russian diplomats.",
            ["SANCTION expel actual: Poland > two Russian diplomats"],
        ),
        (
            "The court convicted the former mayor.",
            ["SANCTION convict actual: court > former mayor"],
        ),
        ("Kenya cut aid to Somalia.", ["SANCTION discontinue actual: Kenya > Somalia"]),
        ("Canada imposed sanctions on Belarus.", ["SANCTION discontinue actual: Canada > Belarus"]),
        ("Ethiopia deployed troops on the border.", ["MOBILIZE troops actual: Ethiopia >"]),
        ("North Korea tested a missile.", ["MOBILIZE weapons actual: North Korea >"]),
        ("Police arrested 14 protesters.", ["COERCE arrest actual: Police > 14 protesters"]),
        ("The army imposed a curfew.", ["COERCE curfew actual: army >"]),
        ("The regime censored the newspaper.", ["COERCE censor actual: regime > newspaper"]),
        ("Algeria deported 200 migrants.", ["COERCE deport actual: Algeria > 200 migrants"]),
        ("The junta declared martial law.", ["COERCE martial-law actual: junta >"]),
        ("Gunmen killed five soldiers.", ["ASSAULT actual: Gunmen > five soldiers"]),
        ("Rebels kidnapped a priest.", ["ASSAULT abduct actual: Rebels > priest"]),
        ("Police beat the demonstrators.", ["ASSAULT beat actual: Police > demonstrators"]),
        ("Soldiers tortured the prisoners.", ["ASSAULT torture actual: Soldiers > prisoners"]),
    ],
)
def test_each_of_the_sixteen_types_is_found_in_plain_words(code, text, expected):
    assert code(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Fourteen protesters were arrested by police.",
            ["COERCE arrest actual: police > Fourteen protesters"],
        ),
        ("Two Kenyan soldiers were killed on Monday.", ["ASSAULT actual: > Two Kenyan soldiers"]),
        ("The journalist was beaten by soldiers.", ["ASSAULT beat actual: soldiers > journalist"]),
        (
            "Three Russian diplomats were expelled by Poland.",
            ["SANCTION expel actual: Poland > Three Russian diplomats"],
        ),
        (
            "The hostages were released by the rebels.",
            ["RETREAT release actual: rebels > hostages"],
        ),
        (
            "The editor, arrested by police, was freed.",
            ["COERCE arrest actual: police > editor", "RETREAT release actual: > editor"],
        ),
        (
            "Sanctions were imposed on Belarus by Canada.",
            ["SANCTION discontinue actual: Canada > Belarus"],
        ),
    ],
)
def test_the_doer_of_a_passive_stands_in_its_by_phrase(code, text, expected):
    assert code(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Russian offensive against the rebels began on Monday.",
            ["ASSAULT actual: Russian > rebels"],
        ),
        (
            "Talks between India and Pakistan ended on Monday.",
            ["CONSULT actual: India + Pakistan >"],
        ),
        (
            "The president's visit to Ghana lasted two days.",
            ["CONSULT visit actual: president > Ghana"],
        ),
    ],
)
def test_a_noun_states_an_event_with_its_parties(code, text, expected):
    assert code(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army launched an offensive against the rebels.", ["ASSAULT actual: army > rebels"]),
        ("The minister held talks with the rebels.", ["CONSULT actual: minister + rebels >"]),
        ("The bishop paid a visit to the prisoners.", ["CONSULT visit actual: bishop > prisoners"]),
        ("Soldiers carried out an attack on the village.", ["ASSAULT actual: Soldiers >"]),
        ("Sweden gave aid to Ukraine.", ["AID actual: Sweden > Ukraine"]),
        ("Soldiers opened fire on protesters.", ["ASSAULT firearms actual: Soldiers > protesters"]),
    ],
)
def test_a_light_verb_lends_its_subject_to_the_noun(code, text, expected):
    assert code(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister ordered the rebels to disarm.", ["REQUEST yield actual: minister > rebels"]),
        ("Greece urged Turkey to release the soldiers.", ["REQUEST yield actual: Greece > Turkey"]),
        ("Iran refused to meet the inspectors.", ["REJECT meet actual: Iran > inspectors"]),
        (
            "Egypt accused the rebels of killing a judge.",
            ["ACCUSE allege actual: Egypt > rebels", "ASSAULT actual: rebels > judge"],
        ),
        (
            "Rebels attacked the town, killing five soldiers.",
            ["ASSAULT actual: Rebels > five soldiers"],
        ),
        ("Police managed to free the hostages.", ["RETREAT release actual: Police > hostages"]),
    ],
)
def test_what_is_asked_refused_or_promised_is_no_event_beside_it(code, text, expected):
    assert code(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Police arrested the man who attacked the judge.",
            ["COERCE arrest actual: Police > man", "ASSAULT actual: man > judge"],
        ),
        (
            "Police raided the house and arrested two men.",
            ["COERCE seize actual: Police >", "COERCE arrest actual: Police > two men"],
        ),
        (
            "Gunmen killed two soldiers and a teacher.",
            ["ASSAULT actual: Gunmen > two soldiers + teacher"],
        ),
        (
            "France and Germany criticised Hungary.",
            ["ACCUSE disapprove actual: France + Germany > Hungary"],
        ),
        (
            "The soldiers whom the rebels captured were freed.",
            ["ASSAULT abduct actual: rebels > soldiers", "RETREAT release actual: > soldiers"],
        ),
    ],
)
def test_relative_clauses_and_coordination_share_parties(code, text, expected):
    assert code(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police clashed with protesters.", ["ASSAULT actual: Police + protesters >"]),
        ("The ministers of France and Kenya met in Paris.", ["CONSULT actual: ministers >"]),
        ("Rebels and soldiers exchanged fire.", ["ASSAULT firearms actual: Rebels + soldiers >"]),
        ("Clashes broke out between police and students.", ["ASSAULT actual: police + students >"]),
        ("Sudan and Ethiopia resumed talks.", ["CONSULT actual: Sudan + Ethiopia >"]),
    ],
)
def test_both_sides_of_a_mutual_event_are_actors(code, text, expected):
    assert code(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The striker attacked down the left wing.",
        "Shares attacked new highs on Monday.",
        "The storm killed five people.",
        "The company met its sales target.",
        "Arsenal beat Chelsea on Saturday.",
        "The club fired its coach.",
        "The minister met the deadline.",
        "The flood destroyed the bridge.",
        "Oil prices fell on Monday.",
        "The film shot to fame.",
        "The senator attacked the problem.",
        "The team defended its title.",
        "The mayor said the weather was fine.",
        "The bill would protect farmers.",
        "The minister announced a new bridge.",
        "The team attacked the goal.",
        "The actor was arrested by cardiac pain.",
        "The two lines meet at the station.",
        "The prices were hit by the drought.",
        "The minister read the report.",
    ],
)
def test_sport_business_nature_and_figures_of_speech_state_no_event(code, text):
    assert code(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France will send food to Kenya.", ["AGREE future: France > Kenya"]),
        ("The two presidents will meet in Geneva.", ["AGREE future: two presidents >"]),
        ("Police did not arrest the editor.", ["COERCE arrest negation: Police > editor"]),
        ("Rebels might attack the town.", ["ASSAULT hypothetical: Rebels >"]),
        ("The rebels will release the hostages.", ["RETREAT release future: rebels > hostages"]),
        (
            "If soldiers attack the rebels, the truce will end.",
            ["ASSAULT hypothetical: soldiers > rebels"],
        ),
        (
            "The minister denied that police had beaten the man.",
            ["ASSAULT beat negation: police > man"],
        ),
    ],
)
def test_the_status_decides_what_a_coming_or_refused_event_is(code, text, expected):
    assert code(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Greece criticised Turkey's plan.", ["ACCUSE disapprove actual: Greece > Turkey"]),
        ("Iran's missiles struck a base of the Iraqi army.", ["ASSAULT actual: Iran > Iraqi army"]),
        ("Sudan rejected Ethiopia's demand.", ["REJECT actual: Sudan > Ethiopia"]),
    ],
)
def test_a_thing_stands_for_its_owner(code, text, expected):
    assert code(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen seized two teachers.", ["ASSAULT abduct actual: Gunmen > two teachers"]),
        ("China held a naval exercise.", ["MOBILIZE troops actual: China >"]),
    ],
)
def test_who_does_it_can_decide_the_type(code, text, expected):
    assert code(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Police in the Kenyan capital fired tear gas at hundreds of students on Tuesday after they blocked the main road.",
            ["ASSAULT crowd-control actual: Police > students", "PROTEST obstruct actual: they >"],
        ),
        (
            "The Peruvian foreign minister will meet his Ecuadorean counterpart on Monday.",
            ["AGREE future: Peruvian foreign minister + Ecuadorean counterpart >"],
        ),
        (
            "Hungary's parliament ratified the trade agreement with Serbia on Thursday.",
            ["SUPPORT actual: Hungary's parliament > Serbia"],
        ),
        (
            "Nepal's prime minister resigned after losing a confidence vote.",
            ["RETREAT resign actual: Nepal's prime minister >"],
        ),
        (
            "The government of Chad suspended the newspaper for three months.",
            ["COERCE censor actual: government > newspaper"],
        ),
        (
            "Sudan summoned the Egyptian ambassador over the incident.",
            ["ACCUSE disapprove actual: Sudan > Egyptian ambassador"],
        ),
        (
            "Truck drivers blocked highways across Brazil for a third day.",
            ["PROTEST obstruct actual: Truck drivers >"],
        ),
        ("Ecuador granted asylum to the exiled editor.", ["AID actual: Ecuador > exiled editor"]),
        (
            "Pakistan closed its border crossing with Afghanistan.",
            ["COERCE restrict actual: Pakistan > Afghanistan"],
        ),
        (
            "A court in Cairo sentenced 12 activists to ten years in prison.",
            ["SANCTION convict actual: court > 12 activists"],
        ),
        (
            "Japan and South Korea agreed to resume talks on trade.",
            ["AGREE actual: Japan + South Korea >"],
        ),
        (
            "Mali's junta ordered the UN mission to leave.",
            ["REQUEST actual: Mali's junta > UN mission"],
        ),
        (
            "Masked men set fire to the police station.",
            ["ASSAULT destroy/primitive actual: Masked men > police station"],
        ),
        (
            "Sri Lanka's president declared a state of emergency.",
            ["COERCE martial-law actual: Sri Lanka's president >"],
        ),
        ("The mediator urged both sides to show restraint.", ["REQUEST actual: mediator > sides"]),
        ("The company cut 200 jobs in Leeds.", []),
        ("The two sides fought for the ball.", []),
        ("Critics attacked the film.", []),
        ("She fought back tears at the funeral.", []),
        ("The government will fight inflation.", []),
        ("Protesters threw stones at police.", ["PROTEST riot actual: Protesters > police"]),
        ("North Macedonia opened an embassy in Rabat.", ["SUPPORT actual: North Macedonia >"]),
        ("Kazakhstan bought wheat from Russia.", ["COOPERATE actual: Kazakhstan > Russia"]),
        (
            "Villagers were forced from their homes by soldiers.",
            ["COERCE deport actual: soldiers > Villagers"],
        ),
        ("The king refused to sign the bill.", ["REJECT actual: king >"]),
    ],
)
def test_longer_sentences_of_news_are_coded(code, text, expected):
    assert code(text) == expected


def test_a_deal_struck_in_business_is_an_accord_of_both_sides(code):
    assert code("The bank struck a deal with its lenders.") == ["SUPPORT actual: bank + lenders >"]


def test_every_field_points_at_words_of_its_sentence(read):
    doc = read("Police arrested 14 protesters. Rebels kidnapped a priest in March.")
    assert len(doc.events) == 2
    for event in doc.events:
        sourced = (event.type, event.status, *event.modes, *event.actors, *event.recipients)
        assert all(event.sentence.holds(span) for value in sourced for span in value.evidence)


def test_an_allegation_is_hearsay_and_a_plain_statement_is_not(read):
    doc = read("Soldiers allegedly burned a village. Gunmen killed five soldiers.")
    assert [event.hearsay.value for event in doc.events] == [True, False]


def test_the_confidence_floor_keeps_weak_events_out(read):
    assert read("Gunmen killed five soldiers.", min_confidence=0.99).events == ()
