"""Places of one's own: tables, and GeoNames dumps that are imported."""

from __future__ import annotations

import pickle
import zipfile
from pathlib import Path

import pytest

from dateline.cli.main import build, status
from dateline.config import KnowledgeSettings, Settings
from dateline.errors import Usage
from dateline.places import added, own
from dateline.places.compile import Row, write
from dateline.places.gazetteer import Gazetteer
from dateline.places.geonames import Dump

HEAD = ",".join(own.COLUMNS) + "\n"


def line(number: int, name: str, cls: str, code: str, *, other: str = "", lat: str = "13.5") -> str:
    """A line of a dump, in Sudan."""
    cells = [str(number), name, name, other, lat, "24.9", cls, code, "SD", "", "55", "", "", ""]
    return "\t".join([*cells, "4000", "", "800", "Africa/Khartoum", "2020-01-01"]) + "\n"


DUMP = (
    line(1, "Umm Sarafa", "P", "PPL", other="Um Sarafa,أم صرافة")
    + line(2, "Wadi Tarfa", "H", "WAD")
    + line(3, "Old Tarfa", "P", "PPLW")
    + line(4, "Tarfa Hotel", "S", "HTL")
    + line(5, "Tarfa Camp", "S", "CMPRF")
)


@pytest.fixture
def settings(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    return Settings(
        knowledge=KnowledgeSettings(
            cache=str(tmp_path / "cache"), data=str(tmp_path / "data"), tables=(str(folder),)
        )
    )


def table(settings: Settings, text: str):
    folder = Path(settings.knowledge.tables[0])
    (folder / own.FILE).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",,city,SDN,,1,1,,,me", "the name is empty"),
        ("Tarfa,,town,SDN,,1,1,,,me", "kind 'town' is none of"),
        ("Tarfa,,city,Sudan,,1,1,,,me", "country 'Sudan' is no ISO 3166 code"),
        ("Tarfa,,city,SDN,,north,1,,,me", "lat 'north' is no number of degrees"),
        ("Tarfa,,city,SDN,,1,181,,,me", "lon 181 is outside -180 to 180"),
        ("Tarfa,,city,SDN,,nan,1,,,me", "lat nan is outside"),
        ("Tarfa,,city,SDN,,1,1,many,,me", "population 'many' is no number"),
    ],
)
def test_a_broken_row_names_its_line_and_stops_nothing_else(settings, row, why):
    folder = table(settings, HEAD + row + "\nGood Town,,,SDN,,1,1,,,me\n")
    found = own.read(folder)
    assert [r.name for r in found.rows] == ["Good Town"]
    assert str(found.problems[0]).startswith(f"{folder / own.FILE}:2: {why}")


@pytest.mark.parametrize(
    ("text", "why"),
    [("town,lat,lon\nX,1,1\n", "unknown column 'town'"), ("lat,lon\n1,1\n", "there is no column")],
)
def test_a_table_with_other_columns_is_told(settings, text, why):
    assert why in own.read(table(settings, text)).problems[0].why


def test_a_table_in_another_encoding_is_told(settings):
    folder = table(settings, "")
    (folder / own.FILE).write_bytes("name\nMálaga\n".encode("latin-1"))
    assert "cannot be read as UTF-8" in own.read(folder).problems[0].why


def test_own_places_are_found_with_those_of_the_gazetteer(settings, table_file):
    table(settings, HEAD + "Homs,,city,USA,Texas,30,-97,,,me\n")
    (path, digest), *rest = added.gazetteers(settings)
    assert not rest
    both = Gazetteer(table_file, [path], digest)
    assert {c.country for c in both.lookup("Homs")} == {"SYR", "LBY", "USA"}
    assert pickle.loads(pickle.dumps(both)).lookup("Homs") == both.lookup("Homs")


def test_a_changed_table_is_another_gazetteer(settings):
    table(settings, HEAD + "Tarfa,,city,SDN,,1,1,,,me\n")
    first = added.gazetteers(settings)
    table(settings, HEAD + "Tarfa,,city,SDN,,2,2,,,me\n")
    assert added.gazetteers(settings) != first


def test_a_place_of_both_files_is_listed_once(tmp_path, table_file):
    again = tmp_path / "again.sqlite"
    write([Row("Homs", "city", "SYR", "Homs", 34.7, 36.7, 169577, 800_000)], again)
    found = [c for c in Gazetteer(table_file, [again]).lookup("Homs") if c.geonameid == 169577]
    assert [c.population for c in found] == [800_000]


def test_a_dump_gives_living_places_waters_and_camps(tmp_path):
    path = tmp_path / "SD.txt"
    path.write_text(DUMP, encoding="utf-8")
    rows = list(Dump(path, {"SD.55": "North Darfur"}).rows())
    assert [(r.name, r.kind) for r in rows] == [
        ("Umm Sarafa", "city"),
        ("Wadi Tarfa", "water"),
        ("Tarfa Camp", "region"),
    ]
    assert (rows[0].country, rows[0].admin1) == ("SDN", "North Darfur")
    assert "Um Sarafa" in rows[0].others


def test_broken_lines_of_a_dump_are_left_out_and_told(tmp_path):
    path = tmp_path / "SD.txt"
    path.write_text("nonsense\n" + line(1, "Tarfa", "P", "PPL", lat="north"), encoding="utf-8")
    dump = Dump(path)
    assert list(dump.rows()) == []
    assert [str(p).split(": ")[0] for p in dump.problems] == [f"{path}:1", f"{path}:2"]


def archive(path, names):
    with zipfile.ZipFile(path, "w") as made:
        for name in names:
            made.writestr(name, DUMP)
    return path


def test_a_zip_is_read_past_its_readme(tmp_path):
    path = archive(tmp_path / "SD.zip", ["readme.txt", "SD.txt"])
    assert len(list(Dump(path).rows())) == 3


def test_a_zip_of_something_else_is_refused(tmp_path):
    path = archive(tmp_path / "two.zip", ["a.txt", "b.txt"])
    with pytest.raises(Usage, match="holds 2 text files"):
        list(Dump(path).rows())


def test_a_binary_file_is_refused(tmp_path):
    path = tmp_path / "SD.txt"
    path.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(Usage, match="codec can't decode"):
        list(Dump(path).rows())


def test_an_import_is_kept_used_and_forgotten(settings, tmp_path, table_file):
    path = tmp_path / "SD.txt"
    path.write_text(DUMP, encoding="utf-8")
    assert added.keep(settings, "SD.txt", Dump(path).rows(), {"file": "SD.txt"}) == 3
    files = [file for file, _ in added.gazetteers(settings)]
    assert Gazetteer(table_file, files).lookup("Umm Sarafa")[0].country == "SDN"
    assert added.forget(settings, "SD.txt")
    assert not added.forget(settings, "SD.txt")
    assert added.gazetteers(settings) == []


def test_an_import_of_nothing_leaves_what_was_kept_before(settings):
    row = Row("Tarfa", "city", "SDN", None, 1, 1)
    added.keep(settings, "mine", [row], {})
    before = added.gazetteers(settings)
    with pytest.raises(Usage, match="no place"):
        added.keep(settings, "mine", [], {})
    assert added.gazetteers(settings) == before


@pytest.mark.parametrize(("text", "code"), [(DUMP, 0), ("nonsense\n" + DUMP, 1), ("nonsense\n", 2)])
def test_the_command_says_what_was_kept(tmp_path, monkeypatch, capsys, text, code):
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    (tmp_path / "SD.txt").write_text(text, encoding="utf-8")
    assert status(build(), ["kb", "import", "geonames", str(tmp_path / "SD.txt")]) == code
    said = capsys.readouterr()
    assert ("3 places of" in said.out) == (code < 2)
    assert ("SD.txt:1:" in said.err) == (code > 0)
    assert status(build(), ["kb", "forget", "SD.txt"]) == (0 if code < 2 else 1)


def test_check_counts_places_and_their_faults(settings, capsys):
    folder = table(settings, HEAD + "Tarfa,,city,SDN,,1,1,,,me\n,,city,,,1,1,,,me\n")
    assert status(build(), ["kb", "check", str(folder)]) == 1
    assert "1 places, 1 broken rows" in capsys.readouterr().out
