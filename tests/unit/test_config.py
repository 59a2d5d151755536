"""Settings: a file under the environment over the defaults, and every mistake named."""

import msgspec
import pytest

from dateline.config import DEFAULT_STAGES, EventsSettings, Settings, load, sources, with_events
from dateline.errors import BadValue, UnknownKey, Unreadable


@pytest.fixture
def file(tmp_path):
    def writing(text):
        path = tmp_path / "dateline.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return writing


def test_without_a_file_and_variables_the_defaults_hold():
    assert load(env={}) == Settings()
    assert load(env={}).pipeline.stages == DEFAULT_STAGES


def test_a_value_of_the_file_replaces_its_default_and_no_other(file):
    settings = load(file("[ingest]\nmax_chars = 5"), env={})
    assert settings.ingest.max_chars == 5
    assert settings.ingest.max_bytes == Settings().ingest.max_bytes


def test_the_environment_wins_over_the_file(file):
    path = file("[ingest]\nmax_chars = 5")
    assert load(path, env={"DATELINE_INGEST__MAX_CHARS": "7"}).ingest.max_chars == 7


@pytest.mark.parametrize(
    ("name", "word", "table", "key", "value"),
    [
        ("DATELINE_PARSE__MODEL", "my_model", "parse", "model", "my_model"),
        ("DATELINE_PARSE__VERIFY", "false", "parse", "verify", False),
        ("DATELINE_CLEAN__FOREIGN_THRESHOLD", "0.25", "clean", "foreign_threshold", 0.25),
        ("DATELINE_CLEAN__LANGUAGES", '["en", "fr"]', "clean", "languages", ("en", "fr")),
        ("DATELINE_PIPELINE__STAGES", '["clean"]', "pipeline", "stages", ("clean",)),
    ],
)
def test_a_variable_is_read_as_toml_else_as_a_string(name, word, table, key, value):
    assert getattr(getattr(load(env={name: word}), table), key) == value


@pytest.mark.parametrize("name", ["PATH", "DATELINE_CACHE", "DATELINE_MODEL", "PARSE__MODEL"])
def test_variables_of_other_shapes_are_left_alone(name):
    assert load(env={name: "x"}) == Settings()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[ingest]\nmax_char = 5", "max_char"),
        ("[ingset]\nmax_chars = 5", "ingset"),
        ("speed = 3", "speed"),
    ],
)
def test_an_unknown_key_is_refused_with_its_name_and_the_file(file, text, words):
    path = file(text)
    with pytest.raises(UnknownKey, match=words) as caught:
        load(path, env={})
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[ingest]\nmax_chars = "many"', "max_chars"),
        ("[parse]\nverify = 3", "verify"),
        ("[pipeline]\nstages = [1]", "stages"),
        ("[ingest\nmax_chars = 5", "TOML"),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(file, text, words):
    with pytest.raises(BadValue, match=words):
        load(file(text), env={})


def test_an_unknown_key_among_variables_is_refused():
    with pytest.raises(UnknownKey, match="colour"):
        load(env={"DATELINE_PARSE__COLOUR": "red"})


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Unreadable, match=r"none\.toml"):
        load(tmp_path / "none.toml", env={})


def test_each_setting_tells_where_it_came_from(file):
    path = file("[ingest]\nmax_chars = 5\nmax_bytes = 9")
    env = {"DATELINE_INGEST__MAX_CHARS": "7"}
    found = {key: (value, where) for key, value, where in sources(path, env=env)}
    assert found["ingest.max_chars"] == (7, "DATELINE_INGEST__MAX_CHARS")
    assert found["ingest.max_bytes"] == (9, str(path))
    assert found["parse.verify"] == (True, "default")


def test_every_setting_is_listed_once(file):
    keys = [key for key, _, _ in sources(None, env={})]
    tables = msgspec.to_builtins(Settings())
    assert keys == [f"{table}.{key}" for table, values in tables.items() for key in values]


def test_the_digest_changes_with_what_changes_the_output_and_not_with_the_cache():
    same = load(env={"DATELINE_KNOWLEDGE__CACHE": "elsewhere"})
    other = load(env={"DATELINE_CLEAN__FOREIGN_THRESHOLD": "0.9"})
    assert same.digest == Settings().digest != other.digest


def test_settings_cannot_be_changed_once_read():
    with pytest.raises(AttributeError):
        Settings().parse.model = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    "values",
    [
        {"model": "some/folder"},
        {"precision": 0.9},
        {"model": "rules", "min_confidence": 0.25, "lexicon": ("mine",)},
    ],
)
def test_values_of_events_are_replaced_and_nothing_else(file, values):
    before = load(file("[events]\nmin_confidence = 0.5\n[ingest]\nmax_chars = 5"), env={})
    after = with_events(before, values)
    assert after.events == EventsSettings(**{"min_confidence": 0.5, **values})
    assert msgspec.structs.replace(after, events=before.events) == before
    assert before.events.min_confidence == 0.5


def test_without_values_of_events_the_settings_stay_what_they_are():
    settings = Settings()
    assert with_events(settings, {}) is settings


def test_another_event_model_changes_the_digest():
    assert with_events(Settings(), {"model": "some/folder"}).digest != Settings().digest


def test_a_key_that_events_do_not_have_is_refused():
    with pytest.raises(TypeError, match="modle"):
        with_events(Settings(), {"modle": "rules"})
