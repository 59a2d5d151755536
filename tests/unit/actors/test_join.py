"""Phrases of one actor become one entity, and of two do not."""

DAY = "2018-05-18"


def test_a_surname_that_two_people_of_the_report_share_is_neither_of_them(who):
    text = "Senator Bola Johnson met Ugandan minister Paul Johnson. Johnson left."
    alone = who(text, "Johnson left", DAY)
    assert (alone.name, alone.country, alone.sector) == ("Johnson", None, None)


def test_all_names_of_a_country_are_one_entity(read):
    doc = read("The United States sent aid. The US gave grain. American farmers gave rice.", DAY)
    assert sum(entity.kind == "country" and entity.country == "USA" for entity in doc.entities) == 1


def test_entities_are_numbered_by_first_mention_and_mentions_hold_the_words(read):
    doc = read("Police in Ghana met Kenyan soldiers. The soldiers left. Police stayed.", DAY)
    firsts = [min(entity.mentions) for entity in doc.entities]
    assert [entity.id for entity in doc.entities] == [f"e{n + 1}" for n in range(len(firsts))]
    assert firsts == sorted(firsts)


def test_without_a_date_no_role_is_claimed_for_somebody_out_of_office(who):
    assert who("Barack Obama visited Berlin.", "Barack Obama", None).role is None
    assert who("Barack Obama visited Berlin.", "Barack Obama", "2010-06-01").role is not None
