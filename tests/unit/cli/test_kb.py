"""`dateline kb`: importing, looking at, checking and forgetting knowledge of actors.

All people and bodies in the imported files are invented.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from tests.unit.actors import wikidata_dump

from dateline.actors.imported import Keeper, folders
from dateline.actors.importers import petrarch
from dateline.actors.own_tables import Tables
from dateline.actors.rows import Known
from dateline.cli.main import status
from dateline.config import KnowledgeSettings, Settings

ACTORS = """WANJA_AKETO_
+W._AKETO_
	[KENGOV 140301-181231]
	[KENELI >190101]
KITE_GUARD_ [UGAREB]
"""
AGENTS = "KITE_FLYER {KITE_FLYERS} [~SOC]\n"
COUNTRIES = """<CountryCode>LVA</CountryCode>
<Leaders>
<presidents>
RUTA_ZELMANE [20140301 - 20181231]
INTA_ZELMANE [>20190101]
</presidents>
</Leaders>
"""
TABLE = "name,country,sector,office\nTemba Osoro,UGA,LEG,Member of Parliament\n"
OTHER_PROCESS = "import sys; from dateline.cli.main import run; sys.exit(run())"


def placed(folder):
    """The files to import, in a folder."""
    (folder / "kites.actors").write_text(ACTORS, encoding="utf-8")
    (folder / "kites.agents").write_text(AGENTS, encoding="utf-8")
    (folder / "countries.txt").write_text(COUNTRIES, encoding="utf-8")
    (folder / "tables").mkdir()
    (folder / "tables" / "actors.csv").write_text(TABLE, encoding="utf-8")
    (folder / "dump.json.gz").write_bytes(gzip.compress(wikidata_dump.dump()))
    return folder


FORMS = [
    ("petrarch", "kites.actors", 3, 0),
    ("petrarch", "kites.agents", 0, 2),
    ("countryinfo", "countries.txt", 2, 0),
    ("tables", "tables", 1, 0),
    ("wikidata", "dump.json.gz", 14, 0),
]
"""Form, file, rows of actors and nouns of agents that come out of it."""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A folder of files, with the data and cache of Dateline in it, both empty."""
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    return placed(tmp_path)


def imports(home):
    return sorted(path.name for path in (home / "data" / "imports").glob("*"))


def names(home, name):
    lines = (home / "data" / "imports" / name / "actors.csv").read_text(encoding="utf-8")
    return [line.split(",")[0] for line in lines.splitlines()[1:]]


# importing


@pytest.mark.parametrize(("form", "file", "actors", "agents"), FORMS)
def test_an_import_says_what_it_kept_and_where(dateline, home, form, file, actors, agents):
    done = dateline("kb", "import", form, home / file)
    assert (done.status, done.err) == (0, "")
    kept = home / "data" / "imports" / file
    first = f"{file}: {actors} rows of actors and {agents} agent nouns kept in {kept}"
    assert done.lines[0].decode() == first
    about = json.loads((kept / "about.json").read_text(encoding="utf-8"))
    assert (about["format"], about["file"]) == (form, file)
    assert (about["actors"], about["agents"]) == (actors, agents)
    checked = dateline("kb", "check")
    assert checked.status == 0
    assert f"{actors} actors, {agents} agent nouns, 0 broken rows" in checked.out.decode()


def test_wikidata_labels_are_taken_in_the_languages_asked_for(dateline, home):
    done = dateline(
        "kb", "import", "wikidata", home / "dump.json.gz", "--languages", "en, de", "--name", "w"
    )
    assert done.status == 0
    assert "Eva Deutlich" in names(home, "w")


def test_broken_lines_are_told_by_line_and_the_others_are_kept(dateline, home):
    path = home / "kites.actors"
    path.write_text(f"TEMBA_OSORO_ [QQQ]\n{ACTORS}", encoding="utf-8")
    done = dateline("kb", "import", "petrarch", path)
    assert done.status == 1
    assert f"{path}:1: nothing is known of the code 'QQQ' · the row is left out" in done.err
    assert "1 broken rows left out" in done.lines[0].decode()
    assert names(home, "kites.actors") == ["Wanja Aketo", "Wanja Aketo", "Kite Guard"]


def test_of_many_broken_lines_the_first_are_told_and_the_others_counted(dateline, home):
    path = home / "kites.actors"
    path.write_text("TEMBA_OSORO_ [QQQ]\n" * 1030, encoding="utf-8")
    done = dateline("kb", "import", "petrarch", path)
    assert done.status == 2  # nothing of it can be used, so nothing is kept
    assert done.err.count("nothing is known") == 20
    assert "and 1,010 more" in done.err


def test_a_second_import_of_a_name_replaces_the_first(dateline, home):
    dateline("kb", "import", "petrarch", home / "kites.actors", "--name", "mine")
    dateline("kb", "import", "tables", home / "tables", "--name", "mine")
    assert imports(home) == ["mine"]
    assert names(home, "mine") == ["Temba Osoro"]


def test_imports_of_different_names_stand_side_by_side(dateline, home):
    for form, file, *_ in FORMS:
        dateline("kb", "import", form, home / file)
    assert imports(home) == sorted(file for _, file, *_ in FORMS)


def interrupted() -> Iterator[Known]:
    yield Known("Ruta Zelmane", "person", "LVA", "GOV")
    raise KeyboardInterrupt


def test_an_interrupted_import_leaves_the_one_before(dateline, home, monkeypatch):
    dateline("kb", "import", "petrarch", home / "kites.actors")
    before = names(home, "kites.actors")
    monkeypatch.setattr(petrarch, "read", lambda path: Tables(rows=interrupted()))
    done = dateline("kb", "import", "petrarch", home / "kites.actors")
    assert done.status == 130
    assert imports(home) == ["kites.actors"]
    assert names(home, "kites.actors") == before


def test_an_import_that_fails_half_way_leaves_nothing_of_itself(tmp_path):
    settings = Settings(knowledge=KnowledgeSettings(data=str(tmp_path)))

    def rows():
        yield Known("Ruta Zelmane", "person", "LVA", "GOV")
        raise ValueError("the source broke off")

    with pytest.raises(ValueError, match="broke off"):
        Keeper(settings, "mine").keep(rows(), {}, {})
    assert folders(settings) == []
    assert list((tmp_path / "imports").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "kept"), [("my list", "my-list"), ("../../away", "away"), ("..", "petrarch")]
)
def test_a_name_never_leads_out_of_the_folder_of_imports(dateline, home, name, kept):
    assert dateline("kb", "import", "petrarch", home / "kites.actors", "--name", name).status == 0
    assert imports(home) == [kept]


@pytest.mark.parametrize(
    ("form", "file"),
    [
        ("petrarch", "nope.txt"),
        ("petrarch", "tables"),
        ("tables", "kites.actors"),
        ("countryinfo", "nope.txt"),
        ("wikidata", "nope.json.gz"),
        ("wikidata", "tables"),
    ],
)
def test_a_file_that_is_not_there_ends_with_2(dateline, home, form, file):
    done = dateline("kb", "import", form, home / file)
    assert done.status == 2
    assert str(home / file) in done.err
    assert imports(home) == []


def test_a_data_folder_that_cannot_be_written_ends_with_3(dateline, home, monkeypatch):
    monkeypatch.setenv("DATELINE_DATA", str(home / "kites.actors"))
    done = dateline("kb", "import", "petrarch", home / "kites.actors")
    assert done.status == 3
    assert "set knowledge.data" in done.err


# checking and forgetting


def test_check_tells_the_broken_rows_of_the_folders_named(dateline, home):
    path = home / "tables" / "actors.csv"
    path.write_text(f"{TABLE}Bo Marsk,XQX,GOV,Judge\n", encoding="utf-8")
    done = dateline("kb", "check", home / "tables")
    assert done.status == 1
    assert f"{path}:3: `country` 'XQX'" in done.err
    assert done.lines == [f"{home / 'tables'}: 1 actors, 0 agent nouns, 1 broken rows".encode()]


def test_check_without_folders_looks_at_those_of_the_settings_and_all_imports(dateline, home):
    dateline("kb", "import", "petrarch", home / "kites.agents")
    settings = home / "s.toml"
    tables = [str(home / "tables"), str(home / "nowhere")]
    settings.write_text(f"[knowledge]\ntables = {json.dumps(tables)}\n", encoding="utf-8")
    done = dateline("kb", "check", "--settings", settings)
    assert done.status == 1
    assert f"{home / 'nowhere'}: holds neither actors.csv nor agents.csv" in done.err
    assert [line.split(b":")[0].decode() for line in done.lines] == [
        *tables,
        str(home / "data" / "imports" / "kites.agents"),
    ]


def test_forget_deletes_an_import_and_names_those_there_are(dateline, home):
    dateline("kb", "import", "petrarch", home / "kites.actors")
    dateline("kb", "import", "tables", home / "tables")
    assert dateline("kb", "forget", "kites.actors").status == 0
    assert imports(home) == ["tables"]
    again = dateline("kb", "forget", "kites.actors")
    assert again.status == 1
    assert "there is no import 'kites.actors' (there are: tables)" in again.err


# looking at what is known; compiling takes seconds, so all of these share one knowledge base


@pytest.fixture(scope="module")
def filled(app, tmp_path_factory):
    """A folder with every import, compiled at first use."""
    home = placed(tmp_path_factory.mktemp("kb"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_DATA", str(home / "data"))
        for form, file, *_ in FORMS:
            assert status(app, ["kb", "import", form, str(home / file)]) == 0
    return home


@pytest.fixture
def known(filled, monkeypatch):
    monkeypatch.setenv("DATELINE_DATA", str(filled / "data"))
    monkeypatch.setenv("DATELINE_CACHE", str(filled / "cache"))
    return filled


def arrow(done):
    (line,) = [line for line in done.out.decode().splitlines() if line.startswith("→")]
    return line


@pytest.mark.parametrize(
    ("name", "day", "meant"),
    [
        ("Wanja Aketo", "2016-05-18", "Wanja Aketo: KEN GOV"),
        ("W. Aketo", "2020-05-18", "Wanja Aketo: KEN ELI"),
        ("Aketo", "2016-05-18", "Wanja Aketo: KEN GOV"),
        ("Zelmane", "2016-05-18", "Ruta Zelmane: LVA GOV, President of Latvia"),
        ("Zelmane", "2020-05-18", "Inta Zelmane: LVA GOV, President of Latvia"),
        ("Temba Osoro", "2016-05-18", "Temba Osoro: UGA LEG, Member of Parliament"),
        ("Ada Lindqua", "2012-05-18", "Ada Lindqua: KEN GOV, Minister of Kites of Norland"),
        ("Ada Lindqua", "2016-05-18", "Ada Lindqua: KEN GOV, President of Norland"),
        ("NKP", "2016-05-18", "Norland Kite Party: KEN PTY"),
    ],
)
def test_show_says_who_is_meant_on_a_day(dateline, known, name, day, meant):
    done = dateline("kb", "show", name, "--date", day)
    assert (done.status, done.err) == (0, "")
    assert arrow(done) == f"→ {day}: {meant}"


def test_show_prints_every_row_with_its_layer_and_source(dateline, known):
    done = dateline("kb", "show", "Ada Lindqua")
    assert done.lines[0].decode() == (
        "Ada Lindqua: KEN GOV, Minister of Kites of Norland, 2010-03-01 to 2014-05-31 "
        "(imported: wikidata Q900101)"
    )
    assert len(done.lines) == 3
    assert "(dateline: dateline)" in dateline("kb", "show", "Barack Obama").out.decode()


def test_show_tells_agent_nouns_and_shared_names(dateline, known):
    noun = dateline("kb", "show", "Kite Flyers")
    assert (noun.status, noun.lines) == (0, [b"common noun: person, SOC"])
    assert arrow(dateline("kb", "show", "Zelmane", "--date", "2010-01-01")).endswith(
        "open: several people, or none"
    )


def test_show_of_an_unknown_name_ends_with_1(dateline, known):
    done = dateline("kb", "show", "Zzyqqva Nobody")
    assert (done.status, done.out) == (1, b"")
    assert "nobody of the name 'Zzyqqva Nobody' is known" in done.err


@pytest.mark.parametrize("day", ["last May", "2018-13-01", "2018-02-30", "17.05.2018"])
def test_a_date_that_is_none_ends_with_2(dateline, known, day):
    done = dateline("kb", "show", "Wanja Aketo", "--date", day)
    assert (done.status, done.out) == (2, b"")
    assert "is not an ISO date" in done.err


def test_another_process_sees_an_import(known):
    question = json.dumps({"text": "Wanja Aketo", "date": "2016-05-18"}).encode()
    done = subprocess.run(
        [sys.executable, "-c", OTHER_PROCESS, "resolve", "actor"],
        input=question, capture_output=True, env=dict(os.environ), check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["name"], found["country"], found["sector"]) == ("Wanja Aketo", "KEN", "GOV")


def test_a_table_of_the_user_overrules_ours_and_imports(dateline, known):
    own = known / "own"
    own.mkdir()
    rows = "Wanja Aketo,LVA,SOC,Chair of the Kite Club\nAngela Merkel,UGA,EDU,Teacher\n"
    (own / "actors.csv").write_text(f"name,country,sector,office\n{rows}", encoding="utf-8")
    settings = known / "s.toml"
    settings.write_text(f"[knowledge]\ntables = [{json.dumps(str(own))}]\n", encoding="utf-8")
    asked = [
        {"text": name, "context": f"{name} left the hall.", "date": "2016-05-18"}
        for name in ("Wanja Aketo", "Angela Merkel", "Temba Osoro", "Barack Obama")
    ]
    questions = b"".join(json.dumps(one).encode() + b"\n" for one in asked)
    done = dateline("resolve", "actor", "--settings", settings, stdin=questions)
    assert done.status == 0, done.err
    answers = [json.loads(line) for line in done.lines]
    assert [(a["name"], a["country"], a["sector"]) for a in answers] == [
        ("Wanja Aketo", "LVA", "SOC"),
        ("Angela Merkel", "UGA", "EDU"),
        ("Temba Osoro", "UGA", "LEG"),
        ("Barack Obama", "USA", "GOV"),
    ]


def test_a_forgotten_import_is_no_longer_known(dateline, known):
    dateline("kb", "import", "petrarch", known / "kites.actors", "--name", "passing")
    for name in ("passing", "kites.actors"):
        assert dateline("kb", "forget", name).status == 0
    try:
        assert dateline("kb", "show", "Kite Guard").status == 1
        assert dateline("kb", "show", "Temba Osoro").status == 0
    finally:
        dateline("kb", "import", "petrarch", known / "kites.actors")
    assert dateline("kb", "show", "Kite Guard").status == 0
