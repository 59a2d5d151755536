"""A small Wikidata dump of invented people and bodies, in the Wikibase JSON data model.

Only the classes have their true numbers (Q83307 is "minister"), since the importer knows them.
"""

import json

NORLAND, SUDLAND, OLDLAND = "Q900001", "Q900002", "Q900003"
KITES, MINISTER, PRESIDENT, ASSEMBLY, JUDGE, ORDER = (
    "Q900010", "Q900011", "Q900012", "Q900013", "Q900014", "Q900015",
)  # fmt: skip
LOOP, POOL, NOWHERE = "Q900016", "Q900017", "Q999999"
DAY, MONTH, YEAR = 11, 10, 9


def of(item):
    """The value of a claim that points at an item."""
    number = int(item.removeprefix("Q"))
    value = {"entity-type": "item", "numeric-id": number, "id": item}
    return {"snaktype": "value", "datavalue": {"value": value, "type": "wikibase-entityid"}}


def when(day, precision=DAY):
    """A time value; parts that the precision leaves open are 00, as Wikibase writes them."""
    sign, digits = ("-", day[1:]) if day.startswith("-") else ("+", day)
    parts = [*digits.split("-"), "00", "00"][:3]
    value = {"time": f"{sign}{'-'.join(parts)}T00:00:00Z", "precision": precision, "timezone": 0}
    return {"snaktype": "value", "datavalue": {"value": value, "type": "time"}}


def text(words):
    return {"snaktype": "value", "datavalue": {"value": words, "type": "string"}}


UNKNOWN = {"snaktype": "somevalue"}
NONE = {"snaktype": "novalue"}


def claim(snak, rank="normal", **qualifiers):
    told = {"mainsnak": snak, "rank": rank, "type": "statement"}
    return {**told, "qualifiers": {k: [v] for k, v in qualifiers.items()}} if qualifiers else told


def entity(item, label=None, aliases=(), language="en", **claims):
    """An item; what is empty is written as a list, as dumps do."""
    labels = {language: {"language": language, "value": label}} if label else []
    others = {language: [{"language": language, "value": a} for a in aliases]} if aliases else []
    named = {
        name: [c if "mainsnak" in c else claim(c) for c in several]
        for name, several in claims.items()
    }
    return {
        "type": "item", "id": item, "labels": labels, "aliases": others,
        "descriptions": [], "claims": named or [], "sitelinks": [],
    }  # fmt: skip


def human(item, label, *offices, home=NORLAND, **more):
    return entity(item, label, P31=[of("Q5")], P39=offices, P27=[of(home)], **more)


ENTITIES = [
    # People stand before the offices and countries that say what they are.
    human(
        "Q900101", "Ada Lindqua",
        claim(of(KITES), P580=when("2010-03-01"), P582=when("2014-05-31")),
        claim(of(PRESIDENT), P580=when("2014-06", MONTH)),
        aliases=("Ada B. Lindqua", "Lindqua|Ada"),
    ),
    human(
        "Q900102", "Bo Marsk",
        claim(of(ASSEMBLY), P580=when("1999", YEAR), P582=when("2003-07", MONTH)),
    ),
    human(
        "Q900103", "Cai Nodren",
        claim(of(PRESIDENT), rank="deprecated", P580=when("2001-01-01")),
        claim(of(JUDGE), rank="preferred", P580=UNKNOWN, P582=NONE),
    ),
    human("Q900104", "Dag Whoever", UNKNOWN, NONE),
    human("Q900105", "Eva Deutlich", of(ASSEMBLY), language="de", aliases=("Eva D.",)),
    human("Q900106", "Fin Idle"),
    human("Q900107", "Gro Ostrel", of(NOWHERE), home=SUDLAND),
    human("Q900108", "Hob Ancient", claim(of(JUDGE), P580=when("-0044-03-15"))),
    human("Q900109", "Ida Ordo", of(ORDER), home=OLDLAND),
    human("Q900110", "Jon Looper", of(LOOP), home=SUDLAND),
    human("Q900111", "Kai Twolands", of(MINISTER), home=SUDLAND),
    entity("Q900112"),
    {"type": "item", "id": "Q900113"},
    {"type": "property", "id": "P39", "labels": {"en": {"language": "en", "value": "office"}}},
    # Offices, and the classes above them.
    entity(KITES, "Minister of Kites of Norland", P279=[of(MINISTER)], P1001=[of(NORLAND)]),
    entity(MINISTER, "minister of Norland", P279=[of("Q83307")], P17=[of(NORLAND)]),
    entity(PRESIDENT, "President of Norland", P279=[of("Q30461")], P17=[of(NORLAND)]),
    entity(ASSEMBLY, "member of the Assembly", P279=[of("Q486839")], P1001=[of(NORLAND)]),
    entity(JUDGE, "judge of Norland", P31=[of("Q16533")], P17=[of(NORLAND)]),
    entity(ORDER, "Grand Kite of the Order", P31=[of("Q900900")]),
    entity(LOOP, "looper", P279=[of(POOL)]),
    entity(POOL, "pooler", P279=[of(LOOP)]),
    # Bodies.
    entity(
        "Q900201", "Norland Kite Party", ("Kite Party", "NKP"),
        P31=[of("Q900202")], P17=[of(NORLAND)], P571=[when("1950", YEAR)],
    ),
    entity("Q900202", "kite party", P279=[of("Q7278")]),
    entity(
        "Q900203", "Kite Front", P31=[of("Q17149090")], P17=[of(SUDLAND)],
        P571=[when("1998-02", MONTH)], P576=[when("2011-12-31")],
    ),
    entity("Q900204", "Ministry of Kites", P31=[of("Q192350")], P1001=[of(NORLAND)]),
    entity("Q900205", "The Norland Kite", P31=[of("Q11032")], P17=[of(NORLAND)]),
    entity("Q900206", "League of Kites", P31=[of("Q484652")], P17=[of(NORLAND)]),
    entity("Q900207", "Kite Hill", P31=[of("Q54050")], P17=[of(NORLAND)]),
    # Countries; the code of one is nobody's.
    entity(NORLAND, "Norland", P298=[text("KEN")]),
    entity(SUDLAND, "Sudland", P298=[text("UGA")]),
    entity(OLDLAND, "Oldland", P298=[text("XQX")]),
]  # fmt: skip
"""In the order of the dump."""


def lines(entities=ENTITIES):
    """The lines of a dump: brackets, one entity a line, commas between."""
    told = [json.dumps(one) for one in entities]
    return ["[", *(f"{line}," for line in told[:-1]), told[-1], "]"]


def dump(entities=ENTITIES):
    return ("\n".join(lines(entities)) + "\n").encode()
