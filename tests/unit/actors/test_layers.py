"""The layers of the knowledge base: whose row is believed, and how the file is compiled."""

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from dateline.actors import compiled
from dateline.actors import knowledge as base
from dateline.actors.imported import Keeper
from dateline.actors.knowledge import MOST, Knowledge, build, of_settings
from dateline.actors.own_tables import ACTOR, AGENT
from dateline.actors.rows import LAYERS, Agent, Known
from dateline.config import KnowledgeSettings, Settings
from dateline.errors import KnowledgeMissing

DAY = "2016-05-18"
OURS = "Angela Merkel"
PACKAGED = "Farzian Zainal"
"""Whom only the Factbook package knows; its name there begins with the title."""


@dataclass(frozen=True)
class Shelf:
    """A knowledge base with a row in each layer, and the settings that lead to it."""

    settings: Settings
    knowledge: Knowledge


def written(path: Path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns)
        writer.writeheader()
        writer.writerows(rows)


def settings_in(folder: Path, **changed) -> Settings:
    places = {
        "cache": str(folder / "cache"),
        "data": str(folder / "data"),
        "tables": (str(folder / "own"),),
    }
    return Settings(knowledge=KnowledgeSettings(**{**places, **changed}))


def person(name, office, country="KEN", **cells):
    return {"name": name, "office": office, "country": country, "sector": "GOV", **cells}


USERS = [
    person("Wanja Aketo", "Minister of Kites"),
    person(OURS, "Minister of Kites", aliases="Merkel"),
    # Two people of one surname and alias, of whom one follows the other.
    person("Ruta Zelmane", "Minister of Kites", "LVA", aliases="Zelly", valid_to="2010"),
    person("Inta Zelmane", "Minister of Bells", "LVA", aliases="Zelly", valid_from="2009"),
    # More bearers of one name than are looked at.
    *(person(f"Person{n} Vuorikko", "Mayor", "FIN", aliases="Vuo") for n in range(MOST + 1)),
]
IMPORTED = [
    Known("Wanja Aketo", "person", "UGA", "LEG", role="Member of Parliament", layer="imported"),
    Known("Temba Osoro", "person", "UGA", "LEG", role="Member of Parliament", layer="imported"),
    Known("Vladimir Putin", "person", "UGA", "LEG", role="Judge", layer="imported"),
    Known(f"Administrator {PACKAGED}", "person", "UGA", "LEG", role="Judge", layer="imported"),
]
NOUNS = {"kite flyer": Agent("person", "SOC", ()), "farmer": Agent("person", "EDU", ())}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory) -> Shelf:
    folder = tmp_path_factory.mktemp("shelf")
    settings = settings_in(folder)
    (folder / "own").mkdir()
    written(folder / "own" / "actors.csv", ACTOR, USERS)
    nouns = [{"noun": "farmer", "kind": "person", "sector": "BUS"}]
    written(folder / "own" / "agents.csv", AGENT, nouns)
    Keeper(settings, "elsewhere").keep(IMPORTED, NOUNS, {"format": "a test"})
    return Shelf(settings, of_settings(settings))


@pytest.mark.parametrize(
    ("name", "layer", "country", "role"),
    [
        ("Wanja Aketo", "user", "KEN", "Minister of Kites"),
        (OURS, "user", "KEN", "Minister of Kites"),
        ("Merkel", "user", "KEN", "Minister of Kites"),
        ("Temba Osoro", "imported", "UGA", "Member of Parliament"),
        ("Vladimir Putin", "imported", "UGA", "Judge"),
        (f"Administrator {PACKAGED}", "imported", "UGA", "Judge"),
        ("Barack Obama", "dateline", "USA", "President of the United States"),
    ],
)
def test_the_user_is_believed_before_an_import_and_that_before_our_tables(
    shelf, name, layer, country, role
):
    found = shelf.knowledge.on(shelf.knowledge.named(name), DAY)
    assert (found.layer, found.country, found.role) == (layer, country, role)


@pytest.mark.parametrize(
    ("surname", "layer"), [("Aketo", "user"), ("Osoro", "imported"), ("Obama", "dateline")]
)
def test_a_surname_is_asked_in_the_same_order(shelf, surname, layer):
    assert {row.layer for row in shelf.knowledge.surname(surname)} == {layer}


def test_without_other_layers_the_package_speaks_for_those_we_have_not():
    named = of_settings(Settings()).named(f"Administrator {PACKAGED}")
    assert {(row.layer, row.country) for row in named} == {("package", "AUS")}


def test_the_rows_stand_in_the_order_of_the_layers(shelf):
    order = [LAYERS.index(row.layer) for row in shelf.knowledge.rows]
    assert order == sorted(order)
    assert set(order) == set(range(len(LAYERS)))


@pytest.mark.parametrize(
    ("noun", "sector"), [("farmer", "BUS"), ("kite flyer", "SOC"), ("soldier", "MIL")]
)
def test_agent_nouns_of_the_user_and_of_imports_win_over_ours(shelf, noun, sector):
    assert shelf.knowledge.agents[noun].sector == sector


@pytest.mark.parametrize(
    ("day", "name"),
    [("2005-01-01", "Ruta Zelmane"), ("2010-06-01", None), ("2016-05-18", "Inta Zelmane")],
)
@pytest.mark.parametrize("asked", ["named", "surname"])
def test_a_shared_name_is_that_of_the_one_in_office_or_nobodys(shelf, day, name, asked):
    words = "Zelly" if asked == "named" else "Zelmane"
    found = shelf.knowledge.on(getattr(shelf.knowledge, asked)(words), day)
    assert (found and found.name) == name


def test_a_name_that_more_people_bear_than_are_looked_at_is_nobodys(shelf):
    assert shelf.knowledge.named("Vuo") == ()
    assert shelf.knowledge.surname("Vuorikko") == ()
    assert shelf.knowledge.named("Person7 Vuorikko")


def test_a_broken_row_of_the_user_stops_nothing_else(shelf, tmp_path):
    rows = [person("Wanja Aketo", "Minister of Kites"), person("Temba Osoro", "Judge", "XQX")]
    (tmp_path / "own").mkdir()
    written(tmp_path / "own" / "actors.csv", ACTOR, rows)
    found = of_settings(settings_in(tmp_path))
    assert found.named("Wanja Aketo")
    assert not found.named("Temba Osoro")


# compiling


def forget_open_files():
    base._opened.cache_clear()


def test_a_second_opening_compiles_nothing(shelf, monkeypatch):
    def never(*args):
        raise AssertionError("compiled again")

    monkeypatch.setattr(compiled, "write", never)
    forget_open_files()
    again = of_settings(shelf.settings)
    assert again is not shelf.knowledge
    assert again.digest == shelf.knowledge.digest == build(shelf.settings)["actors"]
    assert again.named("Wanja Aketo") == shelf.knowledge.named("Wanja Aketo")


def test_one_process_opens_the_file_once(shelf):
    forget_open_files()
    assert of_settings(shelf.settings) is of_settings(shelf.settings)


def test_compiling_leaves_one_file_named_after_the_digest(shelf):
    (path,) = Path(shelf.settings.knowledge.cache).iterdir()
    digest = shelf.knowledge.digest.removeprefix("sha256:")
    assert path.name == f"actors-{digest[:16]}.sqlite"


def test_a_changed_table_or_import_gives_another_digest(tmp_path, monkeypatch):
    monkeypatch.setattr(compiled, "write", lambda path, *_: path.touch())
    monkeypatch.setattr(base.shipped_tables, "rows", list)
    monkeypatch.setattr(base.towns, "towns", dict)
    settings = settings_in(tmp_path)
    (tmp_path / "own").mkdir()
    digests = [build(settings)["actors"]]
    for office in ("Minister of Kites", "Minister of Bells"):
        written(tmp_path / "own" / "actors.csv", ACTOR, [person("Wanja Aketo", office)])
        digests.append(build(settings)["actors"])
    Keeper(settings, "elsewhere").keep(IMPORTED, NOUNS, {"format": "a test"})
    digests.append(build(settings)["actors"])
    assert len(set(digests)) == len(digests)
    assert build(settings)["actors"] == digests[-1]


@pytest.mark.parametrize(
    "spoilt",
    [lambda whole: b"", lambda whole: b"no table at all" * 500, lambda whole: whole[:4096]],
    ids=["empty", "something else", "cut off"],
)
def test_a_damaged_file_says_which_and_what_to_do(shelf, tmp_path, spoilt):
    (path,) = Path(shelf.settings.knowledge.cache).iterdir()
    damaged = tmp_path / path.name
    damaged.write_bytes(spoilt(path.read_bytes()))
    places = shelf.settings.knowledge
    settings = settings_in(tmp_path, cache=str(tmp_path), data=places.data, tables=places.tables)
    with pytest.raises(KnowledgeMissing) as caught:
        of_settings(settings)
    assert str(damaged) in str(caught.value)
    assert f"delete {damaged} and run `dateline kb build`" in caught.value.next_step
    damaged.unlink()
    shutil.copy(path, damaged)
    assert of_settings(settings).named("Wanja Aketo")


def test_a_folder_that_cannot_be_written_says_which_setting_to_change(tmp_path):
    (tmp_path / "file").touch()
    (tmp_path / "own").mkdir()
    with pytest.raises(KnowledgeMissing) as caught:
        of_settings(settings_in(tmp_path, cache=str(tmp_path / "file" / "cache")))
    assert "set knowledge.cache" in caught.value.next_step


# towns


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Goma", "COD"),
        ("goma", "COD"),
        ("Homs", "SYR"),
        ("Mosul", "IRQ"),
        ("Kandahar", "AFG"),
        ("Oaxaca", "MEX"),
        ("Khyber Pakhtunkhwa", "PAK"),
        ("Port-au-Prince", "HTI"),
        # Shared, but nearly all who live in a place of that name live in one country.
        ("Birmingham", "GBR"),
        ("Santiago", "CHL"),
    ],
)
def test_a_town_or_province_gives_its_country_where_its_name_leaves_no_doubt(name, iso3):
    assert of_settings(Settings()).town(name) == iso3


@pytest.mark.parametrize(
    "name",
    """Hyderabad Punjab Valencia Córdoba Mérida Georgetown Guadalajara
    Georgia Luxembourg Chad Zzyqqva""".split(),
)
def test_a_town_of_several_countries_or_with_a_countrys_name_gives_none(name):
    assert of_settings(Settings()).town(name) is None
