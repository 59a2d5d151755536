"""Phrase by phrase: who the words stand for, with kind, country and sector on the day."""

import pytest

DAY = "2018-05-18"


def matches(entity, expected):
    """Whether kind, country and sector are those expected; `...` leaves one open."""
    if entity is None or expected is None:
        return entity is expected
    found = (entity.kind, entity.country, entity.sector)
    return all(want in {..., got} for got, want in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (
            "Russian President Vladimir Putin arrived in Ankara.",
            "Vladimir Putin",
            ("person", "RUS", "GOV"),
        ),
        (
            "Syrian leader Bashar al-Assad left the hall.",
            "Bashar al-Assad",
            ("person", "SYR", "GOV"),
        ),
        (
            "German Chancellor Angela Merkel opened the fair.",
            "Angela Merkel",
            ("person", "DEU", "GOV"),
        ),
        ("President Emmanuel Macron left Paris.", "Emmanuel Macron", ("person", "FRA", "GOV")),
        (
            "Kenyan President Asha Wanjiru visited the port.",
            "Asha Wanjiru",
            ("person", "KEN", "GOV"),
        ),
        (
            "Nigerian Senator Bola Adewumi visited the camp.",
            "Bola Adewumi",
            ("person", "NGA", "LEG"),
        ),
        (
            "Ukrainian General Petro Lysenko inspected the bridge.",
            "Petro Lysenko",
            ("person", "UKR", "MIL"),
        ),
        ("Judge Marta Kowalska adjourned the trial.", "Marta Kowalska", ("person", None, "JUD")),
        (
            "Polish Foreign Minister Jan Kowalski arrived in Riga.",
            "Jan Kowalski",
            ("person", "POL", "GOV"),
        ),
        (
            "Indian police chief Ravi Menon visited the village.",
            "Ravi Menon",
            ("person", "IND", "COP"),
        ),
        (
            "Brazilian Archbishop Paulo Teixeira blessed the ship.",
            "Paulo Teixeira",
            ("person", "BRA", "REL"),
        ),
        (
            "Venezuelan opposition leader Luisa Prado left the country.",
            "Luisa Prado",
            ("person", "VEN", "OPP"),
        ),
        ("Rebel commander Idris Kamara entered the town.", "Idris Kamara", ("person", None, "REB")),
        ("Egyptian journalist Mona Fahmy was released.", "Mona Fahmy", ("person", "EGY", "JRN")),
        ("Kenyan activist Peter Otieno was arrested.", "Peter Otieno", ("person", "KEN", "SOC")),
    ],
)
def test_a_title_before_a_name_gives_country_and_sector(who, text, phrase, expected):
    assert matches(who(text, phrase, DAY), expected)


@pytest.mark.parametrize(
    ("text", "day", "phrase", "expected"),
    [
        ("Barack Obama visited Berlin.", "2010-06-01", "Barack Obama", ("person", "USA", "GOV")),
        ("Barack Obama visited Berlin.", "2019-06-01", "Barack Obama", ("person", "USA", "ELI")),
        (
            "Former Kenyan President Asha Wanjiru visited the port.",
            DAY,
            "Asha Wanjiru",
            ("person", "KEN", "ELI"),
        ),
        (
            "The former Peruvian minister Rosa Quispe was arrested.",
            DAY,
            "Rosa Quispe",
            ("person", "PER", "ELI"),
        ),
        (
            "A former army general was arrested.",
            DAY,
            "former army general",
            ("person", None, "ELI"),
        ),
        (
            "The ousted president left the country.",
            DAY,
            "ousted president",
            ("person", None, "ELI"),
        ),
    ],
)
def test_a_role_holds_on_its_days_only_and_former_means_eli(who, text, day, phrase, expected):
    assert matches(who(text, phrase, day), expected)


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (
            "Asha Wanjiru, the Kenyan foreign minister, arrived on Monday.",
            "Asha Wanjiru",
            ("person", "KEN", "GOV"),
        ),
        (
            "Peter Otieno, a Kenyan lawmaker, left the hall.",
            "Peter Otieno",
            ("person", "KEN", "LEG"),
        ),
        ("Idris Kamara, the army chief, left the hall.", "Idris Kamara", ("person", None, "MIL")),
        (
            "The Kenyan foreign minister, Asha Wanjiru, arrived on Monday.",
            "Asha Wanjiru",
            ("person", "KEN", "GOV"),
        ),
        (
            "The opposition leader, Peter Otieno, was arrested.",
            "Peter Otieno",
            ("person", None, "OPP"),
        ),
        (
            "Mona Fahmy, a spokeswoman for the United Nations, left the hall.",
            "Mona Fahmy",
            ("person", "UNO", ...),
        ),
        (
            "Ravi Menon, head of the Indian army, left the hall.",
            "Ravi Menon",
            ("person", "IND", "MIL"),
        ),
    ],
)
def test_what_stands_beside_a_name_describes_the_person(who, text, phrase, expected):
    assert matches(who(text, phrase, DAY), expected)


@pytest.mark.parametrize(
    ("text", "day", "phrase", "expected"),
    [
        (
            "Mr Putin's spokesman Dmitry Orlov arrived in Sochi.",
            DAY,
            "Dmitry Orlov",
            ("person", "RUS", "GOV"),
        ),
        ("A spokesman for the Syrian army arrived.", DAY, "spokesman", ("person", "SYR", "MIL")),
        (
            "A Taliban spokesman arrived.",
            "2010-05-18",
            "Taliban spokesman",
            ("person", "AFG", "REB"),
        ),
        (
            "A spokeswoman for Human Rights Watch arrived.",
            DAY,
            "spokeswoman",
            ("person", "NGO", "SOC"),
        ),
        ("A Turkish police spokesman arrived.", DAY, "police spokesman", ("person", "TUR", "COP")),
        ("Russia's foreign minister arrived.", DAY, "foreign minister", ("person", "RUS", "GOV")),
        ("The president of Ghana arrived.", DAY, "president", ("person", "GHA", "GOV")),
        ("A Kremlin aide arrived.", DAY, "Kremlin aide", ("person", "RUS", "GOV")),
        ("A Kenyan army spokesman arrived.", DAY, "spokesman", ("person", "KEN", "MIL")),
        ("Aides of the Kenyan president arrived.", DAY, "Aides", ("person", "KEN", "GOV")),
    ],
)
def test_who_speaks_or_works_for_somebody_takes_their_country_and_sector(
    who, text, day, phrase, expected
):
    assert matches(who(text, phrase, day), expected)


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Turkish troops entered the town.", "Turkish troops", ("group", "TUR", "MIL")),
        (
            "The Syrian government signed the accord.",
            "Syrian government",
            ("organization", "SYR", "GOV"),
        ),
        (
            "The French foreign ministry published a statement.",
            "foreign ministry",
            ("organization", "FRA", "GOV"),
        ),
        ("Israeli police closed the gate.", "Israeli police", ("group", "ISR", "COP")),
        ("The Indian navy sent a ship.", "Indian navy", ("organization", "IND", "MIL")),
        ("Iran's parliament rejected the bill.", "parliament", ("organization", "IRN", "LEG")),
        ("An Egyptian court freed the editor.", "Egyptian court", ("organization", "EGY", "JUD")),
        ("Colombian farmers blocked the road.", "Colombian farmers", (..., "COL", "AGR")),
        (
            "Russian state television showed the ship.",
            "Russian state television",
            ("organization", "RUS", "JRN"),
        ),
        ("South Korean workers left the factory.", "South Korean workers", (..., "KOR", "LAB")),
        ("The Saudi-led coalition bombed the port.", "coalition", (..., "SAU", "MIL")),
        ("A Swedish company built the bridge.", "Swedish company", ("organization", "SWE", "BUS")),
    ],
)
def test_a_nationality_or_possessor_gives_an_agent_noun_its_country(who, text, phrase, expected):
    assert matches(who(text, phrase, DAY), expected)


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Police closed the road.", "Police", ("group", None, "COP")),
        ("Gunmen entered the mosque.", "Gunmen", (..., None, "UAF")),
        ("Protesters filled the square.", "Protesters", (..., None, "CVL")),
        ("Riot police closed the road.", "Riot police", ("group", None, "COP")),
        ("The rebels left the town.", "rebels", (..., None, "REB")),
        ("Doctors left the hospital.", "Doctors", (..., None, "MED")),
        ("A drug cartel controls the port.", "drug cartel", ("organization", None, "CRM")),
        ("Aid workers left the camp.", "Aid workers", (..., None, "SOC")),
        ("Refugees left the camp.", "Refugees", ("population", None, "REF")),
        ("The opposition left the hall.", "opposition", ("organization", None, "OPP")),
        ("Civilian rebels left the town.", "Civilian rebels", (..., None, "REB")),
        ("Anti-government protesters filled the square.", "protesters", (..., None, "OPP")),
        ("Students filled the square.", "Students", (..., None, "EDU")),
        ("The supreme court freed the editor.", "supreme court", ("organization", None, "JUD")),
    ],
)
def test_an_agent_noun_alone_has_a_sector_and_no_country(who, text, phrase, expected):
    assert matches(who(text, phrase, DAY), expected)


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Some 30,000 people fled the city.", "people", ("population", None, "CVL")),
        ("Two Kenyan soldiers were killed.", "soldiers", (..., "KEN", "MIL")),
        ("Five French tourists were rescued.", "tourists", (..., "FRA", "CVL")),
        ("Hundreds of Syrians crossed the border.", "Syrians", ("population", "SYR", "CVL")),
        ("Dozens of Danes were evacuated.", "Danes", ("population", "DNK", "CVL")),
    ],
)
def test_counted_people_are_a_group_of_that_country_and_sector(who, text, phrase, expected):
    assert matches(who(text, phrase, DAY), expected)


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Iran sent a ship.", "Iran", ("country", "IRN", None)),
        ("Moscow rejected the offer.", "Moscow", ("organization", "RUS", "GOV")),
        ("Moscow and Kyiv agreed to talks.", "Kyiv", ("organization", "UKR", "GOV")),
        ("The ship arrived in Moscow.", "Moscow", None),
        ("Moscow experienced heavy snow.", "Moscow", None),
        ("The Kremlin rejected the offer.", "Kremlin", ("organization", "RUS", "GOV")),
        ("The White House rejected the offer.", "White House", ("organization", "USA", "GOV")),
        ("The offer was rejected by the US.", "US", ("country", "USA", None)),
        ("The United States signed the accord.", "United States", ("country", "USA", None)),
    ],
)
def test_a_capital_is_a_government_where_it_acts_and_no_actor_where_it_is_a_place(
    who, text, phrase, expected
):
    assert matches(who(text, phrase, DAY), expected)


@pytest.mark.parametrize(
    ("text", "day", "phrase", "expected"),
    [
        ("The Taliban entered the town.", "2010-05-18", "Taliban", ("group", "AFG", "REB")),
        ("The Taliban closed the school.", "2022-05-18", "Taliban", ("group", "AFG", "GOV")),
        ("Hezbollah sent fighters.", DAY, "Hezbollah", ("group", "LBN", "REB")),
        ("Hamas left the talks.", DAY, "Hamas", ("group", "PSE", "REB")),
        ("The United Nations sent aid.", DAY, "United Nations", ("organization", "UNO", None)),
        ("The UN sent aid.", DAY, "UN", ("organization", "UNO", None)),
        ("NATO sent ships.", DAY, "NATO", ("organization", "IGO", "MIL")),
        ("The European Union sent aid.", DAY, "European Union", ("organization", "EUR", None)),
        (
            "Amnesty International published a report.",
            DAY,
            "Amnesty International",
            ("organization", "NGO", "SOC"),
        ),
        ("The WHO sent doctors.", DAY, "WHO", ("organization", "UNO", "MED")),
        ("The Pentagon sent advisers.", DAY, "Pentagon", ("organization", "USA", "MIL")),
        ("Reuters published the list.", DAY, "Reuters", ("organization", "GBR", "JRN")),
        (
            "The Federal Reserve raised rates.",
            DAY,
            "Federal Reserve",
            ("organization", "USA", "GOV"),
        ),
    ],
)
def test_a_known_body_has_the_role_of_the_day(who, text, day, phrase, expected):
    assert matches(who(text, phrase, day), expected)


@pytest.mark.parametrize(
    ("text", "day", "phrase", "expected"),
    [
        (
            "Kenyan President Asha Wanjiru arrived. Wanjiru met the mayor.",
            DAY,
            "Wanjiru met",
            ("person", "KEN", "GOV"),
        ),
        (
            "Kenyan President Asha Wanjiru arrived. Mrs Wanjiru met the mayor.",
            DAY,
            "Mrs Wanjiru",
            ("person", "KEN", "GOV"),
        ),
        (
            "Senator Bola Johnson arrived. Johnson met the mayor.",
            DAY,
            "Johnson met",
            ("person", None, "LEG"),
        ),
        ("Putin arrived in Ankara on Monday.", DAY, "Putin", ("person", "RUS", "GOV")),
        ("Trump arrived in Ankara on Monday.", DAY, "Trump", ("person", "USA", "GOV")),
        ("Johnson arrived in Ankara on Monday.", "2020-05-18", "Johnson", ("person", None, None)),
        (
            "Syrian President Bashar al-Assad arrived. Assad met the mayor.",
            DAY,
            "Assad met",
            ("person", "SYR", "GOV"),
        ),
        ("The bishop arrived in Ankara on Monday.", DAY, "bishop", ("person", None, "REL")),
        (
            "Kenyan President Asha Wanjiru arrived on Monday. The Kenyan president met the mayor.",
            DAY,
            "The Kenyan president",
            ("person", "KEN", "GOV"),
        ),
        (
            "Kenyan President Asha Wanjiru arrived. She met the mayor.",
            DAY,
            "She",
            ("person", "KEN", "GOV"),
        ),
    ],
)
def test_a_surname_or_description_is_the_person_of_the_report(who, text, day, phrase, expected):
    assert matches(who(text, phrase, day), expected)


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Officials in the ministry of defence left the hall.", "Officials", (..., None, "GOV")),
        ("The head of the Kenyan electoral commission resigned.", "head", ("person", "KEN", "GOV")),
        ("Members of the Iraqi parliament left the hall.", "Members", (..., "IRQ", "LEG")),
        ("A group of Ethiopian migrants crossed the border.", "migrants", (..., "ETH", "REF")),
        ("Security forces in Myanmar closed the road.", "Security forces", ("group", None, "COP")),
        (
            "Human rights groups met the minister.",
            "Human rights groups",
            ("organization", None, "SOC"),
        ),
        ("The Egyptian president's adviser arrived.", "adviser", ("person", "EGY", "GOV")),
        (
            "The Nigerian state oil company published its results.",
            "oil company",
            ("organization", "NGA", "BUS"),
        ),
        ("The Kenya Teachers Union called a strike.", "Union", ("organization", "KEN", "LAB")),
        ("Turkey's ruling party won the vote.", "ruling party", ("organization", "TUR", "PTY")),
        ("Kurdish fighters left the town.", "fighters", (..., None, "REB")),
        ("The president left. The minister stayed.", "president", ("person", None, "GOV")),
        ("The Hague tribunal freed the general.", "tribunal", ("organization", None, "JUD")),
        ("Georgia beat Peru.", "Georgia", ("country", "GEO", None)),
        ("The Archbishop of Lima blessed the ship.", "Archbishop", ("person", "PER", "REL")),
        ("New York police closed the bridge.", "police", ("group", "USA", "COP")),
        ("The African Union sent observers.", "African Union", ("organization", "IGO", None)),
        (
            "Mr Tariq Nasser, 45, a Jordanian engineer, was arrested.",
            "Tariq Nasser",
            ("person", "JOR", "LAB"),
        ),
    ],
)
def test_longer_phrases_are_read_by_their_head(who, text, phrase, expected):
    assert matches(who(text, phrase, DAY), expected)
