"""Each type and each mode of PLOVER has a sentence that Dateline codes as such."""

import pytest

from dateline.ontology import plover

SENTENCES = [
    ("AGREE", "", "Kenya agreed on Monday to lend Somalia two patrol boats."),
    ("CONSULT", "", "The foreign ministers of Chile and Peru met in Lima on Tuesday."),
    ("CONSULT", "visit", "The Omani foreign minister visited Tehran on Sunday."),
    (
        "CONSULT",
        "third-party",
        "Qatar mediated talks between the Congolese government and the rebels in Doha.",
    ),
    (
        "CONSULT",
        "multilateral",
        "Leaders of 15 West African states met at a summit in Abuja on Sunday.",
    ),
    (
        "CONSULT",
        "phone",
        "The German chancellor spoke by telephone with the Turkish president on Friday.",
    ),
    ("SUPPORT", "", "The Bolivian president praised Mexico for its stand on the treaty."),
    ("CONCEDE", "", "The Georgian president pardoned 12 opposition activists on Friday."),
    ("COOPERATE", "", "India and Vietnam held joint naval exercises off Da Nang."),
    ("AID", "", "Norway gave Malawi 20 million dollars for food relief."),
    ("RETREAT", "withdraw", "Ethiopian troops withdrew from the Somali town of Hudur."),
    ("RETREAT", "release", "The Taliban released 14 prisoners on Saturday."),
    ("RETREAT", "disarm", "More than 300 rebels laid down their weapons in Mindanao."),
    (
        "RETREAT",
        "ceasefire",
        "The army and the rebels halted fire at midnight as a ceasefire took hold.",
    ),
    ("RETREAT", "access", "Sudan let UN inspectors enter the Kalma camp on Wednesday."),
    ("RETREAT", "resign", "Latvian defence minister Janis Ozolkalns resigned on Thursday."),
    ("REQUEST", "", "The opposition asked the court for an explanation."),
    ("REQUEST", "assist", "Haiti asked the United Nations for food aid."),
    ("REQUEST", "change", "Teachers called on the government to reform the pension law."),
    ("REQUEST", "yield", "The UN urged the rebels to release the hostages."),
    ("REQUEST", "meet", "Armenia called on Azerbaijan to return to talks."),
    ("ACCUSE", "disapprove", "France condemned the Malian junta on Tuesday."),
    ("ACCUSE", "investigate", "Prosecutors opened an investigation into the former minister."),
    ("ACCUSE", "allege", "Rwanda accused Congo of arming Hutu rebels."),
    ("REJECT", "", "Serbia rejected the proposal of the European Union."),
    ("REJECT", "assist", "Zimbabwe turned down an offer of aid from Britain."),
    ("REJECT", "change", "Parliament voted down the electoral reform demanded by the opposition."),
    ("REJECT", "yield", "The rebels refused to release the captured soldiers."),
    ("REJECT", "meet", "The Iranian foreign minister refused to meet the American envoy."),
    ("THREATEN", "", "Egypt warned Ethiopia of consequences if it filled the dam."),
    ("THREATEN", "restrict", "Washington threatened Ankara with sanctions over the missiles."),
    ("THREATEN", "arrest", "The junta threatened to arrest the leaders of the strike."),
    ("THREATEN", "relations", "Morocco threatened to break off relations with Spain."),
    ("THREATEN", "expel", "Russia threatened to expel British diplomats."),
    ("THREATEN", "territory", "Venezuela threatened to annex the disputed region of Guyana."),
    ("THREATEN", "violence", "The rebels threatened to attack the capital."),
    ("PROTEST", "demo", "Thousands of students demonstrated against the government in Dhaka."),
    ("PROTEST", "riot", "Youths rioted in Nairobi, burning cars and looting shops."),
    ("PROTEST", "strike", "Nurses went on strike in Harare over unpaid wages."),
    ("PROTEST", "hunger", "Forty prisoners began a hunger strike in Minsk."),
    ("PROTEST", "boycott", "Opposition parties boycotted the election in Benin."),
    ("PROTEST", "obstruct", "Farmers blocked the road to the airport with tractors."),
    ("PROTEST", "vandalize", "Protesters defaced the statue of the president with paint."),
    ("SANCTION", "", "The European Union imposed sanctions on Belarus."),
    ("SANCTION", "convict", "A court in Dakar convicted the opposition leader of libel."),
    ("SANCTION", "expel", "Poland expelled three Russian diplomats."),
    ("SANCTION", "withdraw", "Bahrain recalled its ambassador from Beirut."),
    ("SANCTION", "discontinue", "Denmark cut off aid to Tanzania."),
    ("MOBILIZE", "", "Greece put its forces on alert."),
    ("MOBILIZE", "troops", "Turkey sent troops to the border with Syria."),
    ("MOBILIZE", "weapons", "North Korea moved missile launchers to its east coast."),
    ("MOBILIZE", "police", "Hundreds of police were deployed around the parliament in Tbilisi."),
    ("MOBILIZE", "militia", "Militia fighters massed outside the oil port of Ras Lanuf."),
    ("COERCE", "", "Police searched the homes of opposition leaders in Harare."),
    ("COERCE", "seize", "Iranian guards seized a Greek tanker in the Gulf."),
    ("COERCE", "restrict", "The government of Burundi banned opposition rallies."),
    ("COERCE", "censor", "Tanzania shut down two newspapers critical of the president."),
    ("COERCE", "curfew", "The army imposed a curfew in Khartoum."),
    ("COERCE", "martial-law", "The president declared martial law in the southern provinces."),
    ("COERCE", "arrest", "Police arrested four journalists in Kampala."),
    ("COERCE", "deport", "Algeria deported 200 migrants to Niger."),
    ("COERCE", "withhold", "The junta withheld food aid from the villages of Kayah."),
    (
        "COERCE",
        "misinformation",
        "Russian state media spread false reports about the Ukrainian army.",
    ),
    ("COERCE", "cyber", "Hackers of the military intelligence attacked the Estonian ministry."),
    ("ASSAULT", "", "Government forces clashed with rebels near Goma."),
    ("ASSAULT", "abduct", "Gunmen kidnapped six aid workers in Burkina Faso."),
    ("ASSAULT", "beat", "Soldiers beat two reporters outside a polling station."),
    ("ASSAULT", "torture", "Guards tortured detainees in the prison of Evin."),
    ("ASSAULT", "sexual", "Militiamen raped women in a village in Ituri."),
    ("ASSAULT", "targeted", "Gunmen assassinated a provincial governor in Nangarhar."),
    ("ASSAULT", "destroy", "Insurgents burned down a school in Cabo Delgado."),
    ("ASSAULT", "primitive", "Attackers with machetes killed nine farmers in Plateau state."),
    ("ASSAULT", "firearms", "Gunmen shot dead two policemen in Karachi."),
    ("ASSAULT", "explosives", "A roadside bomb killed three soldiers in Mali."),
    ("ASSAULT", "suicide-attack", "A suicide bomber killed 11 people at a mosque in Peshawar."),
    ("ASSAULT", "aerial", "Saudi warplanes bombed a market in Saada."),
    ("ASSAULT", "drone", "A drone strike killed a militia commander in Baghdad."),
    ("ASSAULT", "heavy-weapons", "Artillery shelled a village in Donetsk."),
    ("ASSAULT", "crowd-control", "Police fired tear gas at protesters in Caracas."),
    ("ASSAULT", "unconventional", "Syrian forces used chlorine gas against rebels in Saraqib."),
]


@pytest.mark.parametrize(("event", "mode", "text"), SENTENCES)
def test_a_plain_sentence_of_a_type_and_mode_is_coded_as_such(coded, event, mode, text):
    found = coded(text)
    assert (event, mode) in found or (not mode and event in {e for e, _ in found}), found


def test_every_type_and_mode_of_the_ontology_has_a_sentence():
    wanted = {(t, m) for t, kind in plover().types.items() for m in kind.modes}
    assert wanted <= {(event, mode) for event, mode, _ in SENTENCES}
    assert set(plover().types) == {event for event, _, _ in SENTENCES}
