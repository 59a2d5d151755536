"""Tables of a user: CSV and YAML; a broken row is told with its place and stops nothing else."""

import pytest

from dateline.actors.own_tables import ACTOR, files, read
from dateline.actors.rows import Agent, Known

HEAD = ",".join(ACTOR)
GOOD = "Wanja Aketo,,,KEN,GOV,,Minister of Kites,2014-03,2018,,"


@pytest.fixture
def table(tmp_path):
    """Writes a file of the folder; what the folder holds then."""

    def written(text, name="actors.csv"):
        whole = text if isinstance(text, bytes) else text.encode()
        (tmp_path / name).write_bytes(whole)
        return read(tmp_path, "user")

    return written


def names(tables):
    return [row.name for row in tables.rows]


# what is sound


def test_a_row_of_a_csv_becomes_somebody_known(table):
    row = (
        "Wanja Aketo,Aketo| W. Aketo |,person,KEN,GOV,LEG|JUD,Minister of Kites,"
        "2014-03-01,2018-12,Q12,my list"
    )
    tables = table(f"{HEAD}\n{row}\n")
    assert tables.problems == []
    assert tables.rows == [
        Known(
            "Wanja Aketo", "person", "KEN", "GOV", ("LEG", "JUD"), "Minister of Kites",
            "2014-03-01", "2018-12", ("Aketo", "W. Aketo"), "my list", "Q12", "user",
        )
    ]  # fmt: skip


def test_the_same_in_yaml_is_the_same_row(table, tmp_path):
    text = """
- name: Wanja Aketo
  aliases: [Aketo, W. Aketo]
  country: KEN
  sector: GOV
  other_sectors: [LEG, JUD]
  office: Minister of Kites
  valid_from: 2014-03-01
  valid_to: 2018
- {name: Kite Club}
"""
    (told, club) = table(text, "actors.yaml").rows
    (tmp_path / "actors.yaml").unlink()
    row = "Wanja Aketo,Aketo|W. Aketo,,KEN,GOV,LEG|JUD,Minister of Kites,2014-03-01,2018,,"
    assert table(f"{HEAD}\n{row}\nKite Club,,,,,,,,,,\n").rows == [told, club]


def test_all_columns_but_the_name_may_be_left_out(table):
    tables = table("name\nKite Club\n")
    assert tables.problems == []
    (row,) = tables.rows
    assert (row.kind, row.country, row.sector, row.role) == ("organization", None, None, None)
    assert (row.since, row.until, row.aliases, row.source) == ("", "", (), "user")


@pytest.mark.parametrize(
    ("cells", "kind"),
    [("Minister of Kites,", "person"), (",", "organization"), (",group", "group")],
)
def test_who_has_an_office_is_a_person_unless_told_otherwise(table, cells, kind):
    assert table(f"name,office,kind\nWanja Aketo,{cells}\n").rows[0].kind == kind


@pytest.mark.parametrize("code", ["UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC", "KOS", ""])
def test_countries_are_iso_codes_or_those_of_no_state(table, code):
    (row,) = table(f"name,country\nKite Club,{code}\n").rows
    assert row.country == (code or None)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2014", "2014"),
        ("2014-03-01", "2014"),
        ("2014", "2014-01-01"),
        ("2014-03", "2014-03-01"),
        ("2014-03-01", "2014-03-01"),
        ("", "2014"),
        ("2014", ""),
    ],
)
def test_a_term_that_may_be_one_day_or_open_is_sound(table, since, until):
    tables = table(f"name,valid_from,valid_to\nWanja Aketo,{since},{until}\n")
    assert tables.problems == []
    assert (tables.rows[0].since, tables.rows[0].until) == (since, until)


def test_agent_nouns_stand_under_their_folded_singular_and_plural(table):
    head = "noun,plural,kind,sector,other_sectors"
    tables = table(f"{head}\nKite  Flyer,kite flyers,,SOC,CVL\n", "agents.csv")
    flyer = Agent("person", "SOC", ("CVL",))
    assert tables.agents == {"kite flyer": flyer, "kite flyers": flyer}
    tables = table("- {noun: Kite Guard, kind: group, sector: COP}\n", "agents.yml")
    assert tables.agents["kite guard"] == Agent("group", "COP", ())


def test_actors_are_read_before_agents_and_other_files_not_at_all(table, tmp_path):
    for name in ("agents.csv", "actors.yml", "notes.csv", "actors.txt"):
        table("", name)
    assert [path.name for path in files(tmp_path)] == ["actors.yml", "agents.csv"]


def test_a_file_saved_by_a_spreadsheet_is_read(table):
    tables = table('﻿name,country\r\n"Aketo, Wanja",KEN\r\n\r\nKite Club,\r\n')
    assert (names(tables), tables.problems) == (["Aketo, Wanja", "Kite Club"], [])


# what is broken

BROKEN_CELLS = [
    ({"name": ""}, "`name`"),
    ({"name": " ".join(["word"] * 13)}, "`name`"),
    ({"kind": "ministry"}, "`kind` 'ministry'"),
    ({"country": "KE"}, "`country` 'KE'"),
    ({"country": "ken"}, "`country` 'ken'"),
    ({"country": "XQX"}, "`country` 'XQX'"),
    ({"sector": "GOVT"}, "sector 'GOVT'"),
    ({"other_sectors": "LEG|XXX"}, "sector 'XXX'"),
    ({"valid_from": "01.03.2014"}, "`valid_from` '01.03.2014'"),
    ({"valid_from": "2014-13"}, "`valid_from` '2014-13'"),
    ({"valid_to": "2014-3-1"}, "`valid_to` '2014-3-1'"),
    ({"valid_to": "now"}, "`valid_to` 'now'"),
    ({"valid_from": "2015", "valid_to": "2014"}, "the term ends (2014) before it begins (2015)"),
    ({"valid_from": "2014-03-02", "valid_to": "2014-03-01"}, "before it begins"),
    ({"valid_from": "2014-03", "valid_to": "2014-02-28"}, "before it begins"),
    ({"wikidata": "12"}, "`wikidata` '12'"),
    ({"wikidata": "Q0"}, "`wikidata` 'Q0'"),
]


@pytest.mark.parametrize(("cells", "why"), BROKEN_CELLS)
def test_a_row_with_a_broken_cell_is_told_by_line_and_left_out(table, tmp_path, cells, why):
    row = ",".join({"name": "Temba Osoro", **cells}.get(column, "") for column in ACTOR)
    tables = table(f"{HEAD}\n{GOOD}\n{row}\nKite Club,,,,,,,,,,\n")
    assert names(tables) == ["Wanja Aketo", "Kite Club"]
    (problem,) = tables.problems
    assert problem.place == f"{tmp_path / 'actors.csv'}:3"
    assert why in problem.why
    assert str(problem) == f"{problem.place}: {problem.why}"


@pytest.mark.parametrize(("cells", "why"), BROKEN_CELLS)
def test_in_yaml_it_is_told_by_its_number(table, tmp_path, cells, why):
    row = "".join(f"\n  {key}: '{cell}'" for key, cell in {"name": "Temba", **cells}.items())
    tables = table(f"- name: Wanja Aketo\n-{row}\n- name: Kite Club\n", "actors.yaml")
    assert names(tables) == ["Wanja Aketo", "Kite Club"]
    (problem,) = tables.problems
    assert problem.place == f"{tmp_path / 'actors.yaml'}#2"
    assert why in problem.why


def test_a_day_of_yaml_that_no_calendar_has_costs_no_more_than_the_file(table, tmp_path):
    # Without quotes YAML reads a date itself, and fails.
    table("noun\nkite flyer\n", "agents.csv")
    tables = table("- {name: Temba Osoro, valid_from: 2014-13-01}\n", "actors.yaml")
    assert "kite flyer" in tables.agents
    (problem,) = tables.problems
    assert problem.place.startswith(str(tmp_path / "actors.yaml"))


def test_more_cells_than_columns_are_told(table, tmp_path):
    tables = table("name,country\nWanja Aketo,KEN\nAketo, Wanja,KEN\nKite Club\n")
    assert names(tables) == ["Wanja Aketo", "Kite Club"]
    (problem,) = tables.problems
    assert problem.place == f"{tmp_path / 'actors.csv'}:3"
    assert "more cells" in problem.why


def test_an_unknown_column_is_told_with_those_there_are(table):
    tables = table("name,nation\nWanja Aketo,KEN\n")
    assert tables.rows == []
    (problem,) = tables.problems
    assert "'nation'" in problem.why
    assert "country" in problem.why


def test_an_unknown_key_of_one_yaml_row_costs_no_other(table, tmp_path):
    tables = table("- {name: Wanja Aketo, nation: KEN}\n- name: Kite Club\n", "actors.yaml")
    assert names(tables) == ["Kite Club"]
    assert [p.place for p in tables.problems] == [f"{tmp_path / 'actors.yaml'}#1"]


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        ("name: Wanja Aketo\n", "", "is not a list of rows"),
        ("just a text\n", "", "is not a list of rows"),
        ("", "", "is not a list of rows"),
        ("- [Wanja Aketo, KEN]\n- name: Kite Club\n", "#1", "is not a mapping"),
        ("- name: [Wanja\n", "", "is not YAML"),
        ("- !!python/object:os.system {}\n", "#1", "is not a name"),
    ],
)
def test_yaml_of_another_shape_is_told(table, tmp_path, text, place, why):
    (problem,) = table(text, "actors.yaml").problems
    assert problem.place == f"{tmp_path / 'actors.yaml'}{place}"
    assert why in problem.why
    assert "\n" not in problem.why


@pytest.mark.parametrize("name", ["actors.csv", "actors.yaml"])
def test_a_file_that_is_not_utf8_is_told_and_the_others_are_read(table, tmp_path, name):
    table("noun\nkite flyer\n", "agents.csv")
    tables = table("name\nJosé\n".encode("latin-1"), name)
    assert tables.rows == []
    assert "kite flyer" in tables.agents
    (problem,) = tables.problems
    assert problem.place == str(tmp_path / name)
    assert "cannot be read" in problem.why


def test_a_cell_too_long_for_the_format_is_told(table):
    tables = table("name\nWanja Aketo\n" + "x" * 200_000 + "\n")
    assert names(tables) == ["Wanja Aketo"]
    (problem,) = tables.problems
    assert "cannot be read" in problem.why


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (",flyers,person,SOC", "`noun` is empty"),
        ("flyer,,club,SOC", "`kind` 'club'"),
        ("flyer,,,KITES", "sector 'KITES'"),
    ],
)
def test_a_broken_agent_is_told_and_the_others_kept(table, tmp_path, cells, why):
    tables = table(f"noun,plural,kind,sector\n{cells}\nkite guard,,group,COP\n", "agents.csv")
    assert list(tables.agents) == ["kite guard"]
    (problem,) = tables.problems
    assert (problem.place, why in problem.why) == (f"{tmp_path / 'agents.csv'}:2", True)


def test_a_folder_without_tables_is_told(tmp_path):
    for folder in (tmp_path, tmp_path / "nowhere"):
        tables = read(folder, "user")
        assert (tables.rows, tables.agents) == ([], {})
        (problem,) = tables.problems
        assert problem.place == str(folder)
        assert "neither actors.csv nor agents.csv" in problem.why
