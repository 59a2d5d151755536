"""Files of others: PETRARCH, CountryInfo, Wikidata. All names and facts in them are invented."""

import bz2
import gzip
from contextlib import closing

import pytest
from tests.unit.actors import wikidata_dump

from dateline.actors.importers import countryinfo, petrarch
from dateline.actors.importers.codes import decoded
from dateline.actors.importers.wikidata import Dump
from dateline.actors.rows import Agent
from dateline.errors import Unreadable


@pytest.fixture
def file(tmp_path):
    """Writes a file and gives its path."""

    def written(content, name="file.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


def told(problem):
    """The line of a problem, and why."""
    place, line = problem.place.rsplit(":", 1)
    assert place.endswith(("file.txt", ".json", ".json.gz", ".json.bz2"))
    return int(line), problem.why


# codes


@pytest.mark.parametrize(
    ("code", "country", "sector", "others"),
    [
        ("KEN", "KEN", None, ()),
        ("KENGOV", "KEN", "GOV", ()),
        ("KENGOVMIL", "KEN", "MIL", ("GOV",)),
        ("KENOPPPTY", "KEN", "OPP", ("PTY",)),
        ("GOV", None, "GOV", ()),
        ("~COP", None, "COP", ()),
        ("IGOUNO", "UNO", None, ()),
        ("NGO", "NGO", None, ()),
        # Names that CAMEO and PLOVER use differently: MED was the media, HLH medicine.
        ("KENMED", "KEN", "JRN", ()),
        ("KENHLH", "KEN", "MED", ()),
        ("KENINS", "KEN", "REB", ()),
        ("KENMUS", "KEN", "REL", ()),
        # Countries by former codes.
        ("PALGOV", "PSE", "GOV", ()),
        ("ROM", "ROU", None, ()),
        ("ZARMIL", "COD", "MIL", ()),
        # Unknown parts are left out, and no sector twice.
        ("KENXQXGOV", "KEN", "GOV", ()),
        ("KENGOVGOV", "KEN", "GOV", ()),
    ],
)
def test_a_code_is_taken_apart(code, country, sector, others):
    assert decoded(code) == (country, sector, others)


@pytest.mark.parametrize("code", ["XQX", "QQQWWW", "~ZZZ", "X"])
def test_a_code_of_which_nothing_is_known_is_an_error(code):
    with pytest.raises(ValueError, match="nothing is known"):
        decoded(code)


# PETRARCH


def test_an_entry_gives_a_row_a_code_with_all_its_names(file):
    text = """
WANJA_AKETO_ ; the elder
+W._AKETO_
+AKETO_(OF_THE_KITES)
	[KENGOV 140301-181231]   # in office
	[KENELI >20190101]

KITE_GUARD_ [KENREB]
"""
    tables = petrarch.read(file(text))
    assert tables.problems == []
    in_office, after, guard = tables.rows
    assert (in_office.name, in_office.aliases) == ("Wanja Aketo", ("W. Aketo", "Aketo"))
    assert (in_office.kind, in_office.country, in_office.sector) == ("person", "KEN", "GOV")
    assert (in_office.since, in_office.until) == ("2014-03-01", "2018-12-31")
    assert (after.aliases, after.sector) == (in_office.aliases, "ELI")
    assert (after.since, after.until) == ("2019-01-01", "")
    assert (guard.name, guard.kind, guard.sector) == ("Kite Guard", "group", "REB")
    assert {(r.source, r.layer) for r in tables.rows} == {("petrarch", "imported")}


@pytest.mark.parametrize(
    ("dates", "since", "until"),
    [
        ("", "", ""),
        (" <20140301", "", "2014-03-01"),
        (" >20140301", "2014-03-01", ""),
        (" > 20140301", "2014-03-01", ""),
        (" 20140301-20150301", "2014-03-01", "2015-03-01"),
        (" 20140301 - 20150301", "2014-03-01", "2015-03-01"),
        # Two digits of a year: this century below 30.
        (" >290101", "2029-01-01", ""),
        (" >300101", "1930-01-01", ""),
        (" 991231-000102", "1999-12-31", "2000-01-02"),
        # A day or month left open, or written as 00.
        (" >010100", "2001-01", ""),
        (" >20010000", "2001", ""),
        (" >20011301", "2001", ""),
        (" >20010532", "2001-05", ""),
    ],
)
def test_codes_have_dates_of_several_forms(file, dates, since, until):
    tables = petrarch.read(file(f"WANJA_AKETO_\n\t[KENGOV{dates}]\n"))
    assert tables.problems == []
    (row,) = tables.rows
    assert (row.since, row.until) == (since, until)


def test_several_codes_may_stand_beside_the_name_or_on_one_line(file):
    text = "WANJA_AKETO_ [KENGOV <20140301]\n\t[KENELI >20140301] [KENOPP >20150301]\n"
    tables = petrarch.read(file(text))
    assert [row.sector for row in tables.rows] == ["GOV", "ELI", "OPP"]
    assert tables.problems == []


def test_all_terms_of_a_person_are_those_of_a_person(file):
    text = "WANJA_AKETO_\n\t[KENOPP <20140301]\n\t[KENGOV 20140302-20180101]\n\t[KENLEG]\n"
    assert {row.kind for row in petrarch.read(file(text)).rows} == {"person"}


def test_a_short_name_of_one_word_stays_in_capitals_and_a_hyphen_begins_a_word(file):
    rows = petrarch.read(file("UN_ [IGOUNO]\nBEN_AL-OSORO_ [UGA]\nOTO [UGA]\nUNION [UGA]\n")).rows
    assert [row.name for row in rows] == ["UN", "Ben Al-Osoro", "OTO", "Union"]


def test_comments_of_a_line_a_block_and_an_end_are_left_out(file):
    text = """# WANJA_AKETO_ [KENGOV]
<!-- a block
TEMBA_OSORO_ [UGAGOV]
its end -->
RUTA_ZELMANE_ [LVAGOV] # [LVAMIL]
INTA_ZELMANE_ ; [LVAMIL]
\t[LVAJUD] <!-- no block begins here
<!-- a block of one line -->

KITE_CLUB_ [LVASOC]
"""
    tables = petrarch.read(file(text))
    assert [(r.name, r.sector) for r in tables.rows] == [
        ("Ruta Zelmane", "GOV"),
        ("Inta Zelmane", "JUD"),
        ("Kite Club", "SOC"),
    ]
    assert tables.problems == []


BROKEN_ENTRIES = [
    ("TEMBA_OSORO_\n", "has no code"),
    ("TEMBA_OSORO_ []\n", "is not CODE"),
    ("TEMBA_OSORO_ [---]\n", "is not CODE"),
    ("TEMBA_OSORO_ [QQQ]\n", "nothing is known of the code 'QQQ'"),
    ("TEMBA_OSORO_ [UGAGOV soon]\n", "[UGAGOV soon] is not CODE"),
    ("TEMBA_OSORO_ [UGAGOV >2014]\n", "[UGAGOV >2014] is not CODE"),
    ("TEMBA_OSORO_ [UGAGOV 20140101]\n", "is not CODE"),
    ("TEMBA_OSORO_ [UGAGOV\n", "a bracket is not closed"),
    ("[UGAGOV]\n", "has no name"),
]


@pytest.mark.parametrize(("entry", "why"), BROKEN_ENTRIES)
def test_a_broken_entry_is_told_by_line_and_the_others_are_kept(file, entry, why):
    tables = petrarch.read(file(f"WANJA_AKETO_ [KENGOV]\n{entry}KITE_CLUB_ [LVASOC]\n"))
    assert [row.name for row in tables.rows] == ["Wanja Aketo", "Kite Club"]
    (problem,) = tables.problems
    assert told(problem)[0] == 2
    assert why in problem.why


def test_of_an_entry_only_the_broken_codes_are_left_out(file):
    tables = petrarch.read(file("WANJA_AKETO_\n\t[QQQ]\n\t[KENGOV >20140301]\n\t[KENGOV x]\n"))
    assert [(r.sector, r.since) for r in tables.rows] == [("GOV", "2014-03-01")]
    assert [told(p)[0] for p in tables.problems] == [1, 1]


def test_a_code_whose_bracket_does_not_close_is_told(file):
    tables = petrarch.read(file("WANJA_AKETO_ [KENELI]\n\t[KENGOV >20140301\n"))
    assert len(tables.rows) == 1
    assert len(tables.problems) == 1


@pytest.mark.parametrize("line", ["+AKETO_", "\t[KENGOV]"])
def test_a_synonym_or_code_before_any_name_is_told(file, line):
    tables = petrarch.read(file(f"{line}\nWANJA_AKETO_ [KENGOV]\n"))
    assert [row.name for row in tables.rows] == ["Wanja Aketo"]
    (problem,) = tables.problems
    assert told(problem)[0] == 1
    assert "before any name" in problem.why


def test_bytes_that_are_not_utf8_cost_only_their_letter(file):
    tables = petrarch.read(file(b"JOS\xc9_AKETO_ [KENGOV]\nKITE_CLUB_ [LVASOC]\n"))
    assert [row.name for row in tables.rows] == ["Jos� Aketo", "Kite Club"]


@pytest.mark.parametrize(
    ("line", "nouns"),
    [
        ("KITE_FLYER_ [~SOC]", {"kite flyer", "kite flyers"}),
        ("KITE_FLYER {KITE_FOLK} [~SOC]", {"kite flyer", "kite folk"}),
        ("KITE_FLYER_ {KITE_FOLK_} [~SOC] # more", {"kite flyer", "kite folk"}),
        ("KITE_FOLK {} [~SOC]", {"kite folk"}),
        ("KITES [~SOC]", {"kites"}),
        ("LADY [~SOC]", {"lady", "ladies"}),
        ("BOY [~SOC]", {"boy", "boys"}),
        ("COACH [~SOC]", {"coach", "coaches"}),
        ("KITE!WORKER!_ {} [~SOC]", {"kitehand", "kitehands"}),
        ("!WORKER!_OF_KITES {} [~SOC]", {"hand of kites", "hands of kites"}),
        ("!WORKER!_OR_!CHIEF! {} [~SOC]", {"hand or boss", "hands or boss"}),
    ],
)
def test_agents_have_plurals_and_words_filled_in(file, line, nouns):
    sets = "!WORKER! = HAND, HANDS,\n!CHIEF! = BOSS\n"
    tables = petrarch.read(file(f"{sets}{line}\n"))
    assert tables.problems == []
    assert tables.rows == []
    assert set(tables.agents) == nouns
    assert set(tables.agents.values()) == {Agent("person", "SOC", ())}


@pytest.mark.parametrize("word", ["MAN", "MEN", "WOMAN", "WOMEN", "PERSON"])
def test_a_set_of_persons_is_filled_in(file, word):
    text = "!PERSON! = MAN, MEN, WOMAN, WOMEN, PERSON\nFISHER!PERSON!_ [~AGR]\n"
    assert petrarch.read(file(text)).agents[f"fisher{word.lower()}"].sector == "AGR"


def test_agents_that_are_bodies_are_groups_and_roles_may_be_several(file):
    agents = petrarch.read(file("KITE_POLICE {} [~COP]\nGUARD [~GOVMIL]\n")).agents
    assert agents["kite police"] == Agent("group", "COP", ())
    assert agents["guard"] == Agent("person", "MIL", ("GOV",))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("BOSS [~ZZZ]", "nothing is known of the code '~ZZZ'"),
        ("BOSS [~]", "nothing is known of the code '~'"),
        ("[~GOV]", "an agent is NOUN {PLURAL} [~CODE]"),
        ("BOSS [~GOV", "a bracket is not closed"),
    ],
)
def test_a_broken_agent_is_told_by_line_and_the_others_are_kept(file, line, why):
    tables = petrarch.read(file(f"FLYER [~SOC]\n{line}\nGUARD [~MIL]\n"))
    assert set(tables.agents) == {"flyer", "flyers", "guard", "guards"}
    (problem,) = tables.problems
    assert told(problem) == (2, why)


def test_an_agent_with_a_set_that_is_not_there_is_told(file):
    tables = petrarch.read(file("FISHER!PERSON!_ [~AGR]\n"))
    assert tables.agents == {}
    assert len(tables.problems) == 1


# CountryInfo

TWO_COUNTRIES = """<!-- invented -->
<Country>
<CountryCode>KEN</CountryCode>
<CountryName>NORLAND</CountryName>
<Capital>
KITE_TOWN
</Capital>
<Leaders>
<presidents>
WANJA_AKETO [20140301 - 20181231]
{TEMBA_OSORO [>20190101]
</presidents>
<Prime Ministers>
RUTA_ZELMANE_ [<20130101]
</Prime Ministers>
<queens>
INTA [19010101-19500101] [19510101-19520101]
</queens>
</Leaders>
<Government>
# members
BO_MARSK [KENGOV 20140301 - 20150301]  # Minister of Kites
CAI_NODREN [KENMIL >20150302]
</Government>
<MajorCities>
KITE_HILL
</MajorCities>
</Country>
<Comment>
NOBODY [20140301 - 20181231]
</Comment>
<Country>
<CountryCode>ROM</CountryCode>
<Leaders>
<Presidents>
JON_LOOPER [20140301 - 20181231]
</Presidents>
</Leaders>
</Country>
"""


def test_leaders_and_governments_of_two_countries_are_read(file):
    tables = countryinfo.read(file(TWO_COUNTRIES))
    assert tables.problems == []
    assert [(r.name, r.country, r.sector, r.role, r.since, r.until) for r in tables.rows] == [
        ("Wanja Aketo", "KEN", "GOV", "President of Kenya", "2014-03-01", "2018-12-31"),
        ("Temba Osoro", "KEN", "GOV", "President of Kenya", "2019-01-01", ""),
        ("Ruta Zelmane", "KEN", "GOV", "Prime Minister of Kenya", "", "2013-01-01"),
        ("Inta", "KEN", "GOV", "Queen of Kenya", "1901-01-01", "1950-01-01"),
        ("Inta", "KEN", "GOV", "Queen of Kenya", "1951-01-01", "1952-01-01"),
        ("Bo Marsk", "KEN", "GOV", "Minister of Kites", "2014-03-01", "2015-03-01"),
        ("Cai Nodren", "KEN", "MIL", None, "2015-03-02", ""),
        ("Jon Looper", "ROU", "GOV", "President of Romania", "2014-03-01", "2018-12-31"),
    ]
    assert {(r.kind, r.source, r.layer) for r in tables.rows} == {
        ("person", "countryinfo", "imported")
    }


@pytest.mark.parametrize(
    ("old", "new", "lines", "why"),
    [
        ("WANJA_AKETO [20140301 - 20181231]", "WANJA_AKETO", [10], "is not a name with a term"),
        ("WANJA_AKETO [20140301", "WANJA_AKETO [2014", [10], "is not a name with a term"),
        ("[KENMIL >", "[QQQ >", [23], "nothing is known of the code 'QQQ'"),
        ("<CountryCode>ROM", "<CountryCode>XQX", [33], "the country 'XQX' has no code"),
    ],
)
def test_a_broken_line_is_told_and_the_others_are_kept(file, old, new, lines, why):
    assert old in TWO_COUNTRIES
    tables = countryinfo.read(file(TWO_COUNTRIES.replace(old, new)))
    assert [told(p) for p in tables.problems] == [(line, why) for line in lines]
    assert len(tables.rows) == 7


def test_a_block_without_a_code_is_not_taken_for_the_country_before(file):
    text = TWO_COUNTRIES.replace("<CountryCode>ROM</CountryCode>\n", "")
    assert "Jon Looper" not in {row.name for row in countryinfo.read(file(text)).rows}


# Wikidata


@pytest.fixture
def noted(tmp_path):
    """Rows and problems of a dump."""

    def read(path, languages=("en",)):
        with closing(Dump(tmp_path / "scratch.sqlite", languages)) as dump:
            dump.note(path)
            found = list(dump.rows()), dump.problems, dump.seen
        (tmp_path / "scratch.sqlite").unlink()
        return found

    return read


def summary(row):
    return (row.wikidata, row.country, row.sector, row.role, row.since, row.until)


PEOPLE: list[tuple] = [
    ("Q900101", "KEN", "GOV", "Minister of Kites of Norland", "2010-03-01", "2014-05-31"),
    ("Q900101", "KEN", "GOV", "President of Norland", "2014-06", ""),
    ("Q900102", "KEN", "LEG", "member of the Assembly", "1999", "2003-07"),
    ("Q900103", "KEN", "JUD", "judge of Norland", "", ""),
    ("Q900107", "UGA", None, None, "", ""),
    ("Q900108", "KEN", "JUD", "judge of Norland", "", ""),
    ("Q900109", None, None, "Grand Kite of the Order", "", ""),
    ("Q900110", "UGA", None, "looper", "", ""),
    ("Q900111", "KEN", "GOV", "minister of Norland", "", ""),
]
"""Without the deprecated office, the unknown ones and him who has no English name."""
BODIES: list[tuple] = [
    ("Q900201", "KEN", "PTY", None, "1950", ""),
    ("Q900203", "UGA", "UAF", None, "1998-02", "2011-12-31"),
    ("Q900204", "KEN", "GOV", None, "", ""),
    ("Q900205", "KEN", "JRN", None, "", ""),
    ("Q900206", "IGO", None, None, "", ""),
]

PACKED = {
    "dump.json": lambda content: content,
    "dump.json.gz": gzip.compress,
    "dump.json.bz2": bz2.compress,
}


@pytest.mark.parametrize("name", PACKED)
def test_people_with_offices_and_bodies_that_act_are_read_from_a_dump(file, noted, name):
    rows, problems, seen = noted(file(PACKED[name](wikidata_dump.dump()), name))
    assert problems == []
    assert [summary(row) for row in rows if row.kind == "person"] == PEOPLE
    assert [summary(row) for row in rows if row.kind != "person"] == BODIES
    assert seen.lines == len(wikidata_dump.ENTITIES) + 2
    assert {row.layer for row in rows} == {"imported"}
    assert all(row.source == f"wikidata {row.wikidata}" for row in rows)


def test_names_and_aliases_of_a_dump_are_kept(file, noted):
    rows, _, _ = noted(file(wikidata_dump.dump(), "dump.json"))
    names = {row.wikidata: (row.name, row.aliases) for row in rows}
    assert names["Q900101"] == ("Ada Lindqua", ("Ada B. Lindqua", "Lindqua Ada"))
    assert names["Q900201"] == ("Norland Kite Party", ("Kite Party", "NKP"))
    kinds = {row.wikidata: row.kind for row in rows}
    assert (kinds["Q900201"], kinds["Q900203"]) == ("organization", "group")


def test_further_languages_give_names_to_those_without_an_english_one(file, noted):
    path = file(wikidata_dump.dump(), "dump.json")
    rows, _, _ = noted(path, ("en", "de"))
    more = [row for row in rows if row.wikidata == "Q900105"]
    assert [(r.name, r.aliases, r.sector) for r in more] == [("Eva Deutlich", ("Eva D.",), "LEG")]
    assert len(rows) == len(PEOPLE) + len(BODIES) + 1


def test_the_order_of_a_dump_does_not_matter(file, noted):
    path = file(wikidata_dump.dump(wikidata_dump.ENTITIES[::-1]), "dump.json")
    rows, problems, _ = noted(path)
    assert problems == []
    assert sorted(map(repr, map(summary, rows))) == sorted(map(repr, PEOPLE + BODIES))


@pytest.mark.parametrize(
    "broken",
    ['{"id": "Q1", "type"', "no entity", '["Q1"]', '{"id": 5}', '{"id": "Q1", "labels": 5}', "\0"],
)
def test_a_broken_line_of_a_dump_is_told_and_the_others_are_kept(file, noted, broken):
    lines = wikidata_dump.lines()
    text = "\n".join([*lines[:3], f"{broken},", *lines[3:]])
    rows, problems, _ = noted(file(text, "dump.json"))
    assert len(rows) == len(PEOPLE) + len(BODIES)
    (problem,) = problems
    line, why = told(problem)
    assert line == 4
    assert "is no Wikidata item" in why


def test_a_line_that_is_not_utf8_is_told_and_the_others_are_kept(file, noted):
    lines = wikidata_dump.dump().splitlines(keepends=True)
    lines[1] = lines[1].replace(b"Ada Lindqua", b"Ad\xe9 Lindqua")
    rows, problems, _ = noted(file(b"".join(lines), "dump.json"))
    assert [told(p)[0] for p in problems] == [2]
    assert len(rows) == len(PEOPLE) + len(BODIES) - 2


@pytest.mark.parametrize("name", ["dump.json.gz", "dump.json.bz2"])
def test_what_stands_before_the_place_where_a_dump_breaks_off_is_kept(file, noted, name):
    # So many that bz2 packs them in several blocks, of which the last is cut.
    idle = [wikidata_dump.human(f"Q91{n:05}", f"Idle {n}") for n in range(5000)]
    packed = PACKED[name](wikidata_dump.dump(wikidata_dump.ENTITIES + idle))
    rows, problems, seen = noted(file(packed[: int(len(packed) * 0.9)], name))
    (problem,) = problems
    line, why = told(problem)
    assert "breaks off" in why
    assert line == seen.lines
    assert {row.wikidata for row in rows} == {wikidata for wikidata, *_ in PEOPLE + BODIES}


@pytest.mark.parametrize("name", ["dump.json.gz", "dump.json.bz2"])
def test_a_file_that_is_not_packed_as_it_says_is_told(file, noted, name):
    rows, problems, _ = noted(file(wikidata_dump.dump(), name))
    assert rows == []
    assert "breaks off" in problems[0].why


@pytest.mark.parametrize("name", ["nope.json", "nope.json.gz", "nope.json.bz2"])
def test_a_dump_that_is_not_there_cannot_be_opened(tmp_path, noted, name):
    with pytest.raises(Unreadable, match=name):
        noted(tmp_path / name)
    (tmp_path / "scratch.sqlite").unlink()
