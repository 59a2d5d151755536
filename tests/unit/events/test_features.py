"""What the learned heads are told of a word: candidates, feature rows, ways through the parse."""

import pytest

from dateline.events import features
from dateline.events.detect import candidates, matches
from dateline.events.lexicon import NO_EVENT, load
from dateline.events.parties import Parties
from dateline.ontology import plover
from dateline.syntax import Tree

TEXTS = (
    "Police arrested the editor.",
    "The two former rebels may not be released by Kenya, the minister said.",
    "In 1994 the army had attacked the town; farmers will protest on Monday.",
    "The Ghanaian army is in Togo.",
    "It rained. Rebels left.",
)


@pytest.fixture(scope="module")
def parsed(read):
    """A text -> its tree."""
    return lambda text: Tree(read(text))


@pytest.fixture(scope="module")
def scenes(parsed):
    """A text -> its tree and its scenes, as the reading makes them."""

    def making(text):
        tree = parsed(text)
        parties = Parties(tree.doc, tree)
        rows = matches(tree, parties, load())
        coded = candidates(tree, parties, rows)
        return tree, [features.scene(tree, s, rows, coded) for s in tree.doc.sentences]

    return making


def words(tree, chosen):
    return [tree.tokens[i].text for i in range(len(tree.tokens)) if chosen(tree, i)]


def named(row):
    """A feature row in words."""
    types = [f"{part}:{t}" for part in ("row", "coded") for t in features.TYPES]
    types[16:16] = ["row:NONE", "row:specific"]
    names = [*types, *features.STATUSES, "historical", "claimed", *features.MODES]
    return {names[k] for k in row}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police arrested the editor.", ["Police", "arrested", "editor"]),
        (
            "The editor was arrested by police in Lima.",
            ["editor", "arrested", "police", "Lima"],
        ),
        ("The Ghanaian army is in Togo.", ["Ghanaian", "army", "is", "Togo"]),
        ("Police said that 14 had not been paid.", ["Police", "said", "paid"]),
        ("The 3-day siege of X ended.", ["day", "siege", "ended"]),
        ("They're in Goma.", ["Goma"]),
    ],
)
def test_content_words_may_state_an_event_and_auxiliaries_numbers_and_letters_not(
    parsed, text, expected
):
    assert words(parsed(text), features.may_trigger) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police arrested the editor.", ["Police", "editor"]),
        ("It rained. Rebels left.", ["It", "Rebels"]),
        ("The Ghanaian army is in Togo.", ["Ghanaian", "army", "Togo"]),
        ("Angry farmers blocked the main road.", ["farmers", "road"]),
        ("Rebels killed three soldiers and 12 fled.", ["Rebels", "soldiers", "12"]),
        ("The 3-day siege of Goma ended.", ["siege", "Goma"]),
    ],
)
def test_heads_of_noun_phrases_and_names_of_peoples_may_be_parties(parsed, text, expected):
    assert words(parsed(text), features.may_act) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "party", "expected"),
    [
        ("Police arrested the editor.", "arrested", "Police", ("V<nsubj", "nsubj")),
        ("Police arrested the editor.", "arrested", "editor", ("V<dobj", "dobj")),
        ("Police arrested the editor.", "editor", "editor", ("N", "dobj")),
        (
            "The editor was arrested by police.",
            "arrested",
            "editor",
            ("P<nsubjpass", "nsubjpass"),
        ),
        (
            "The editor was arrested by police.",
            "arrested",
            "police",
            ("P<agent:by<pobj:by", "pobj:by"),
        ),
        (
            "The minister's attack on the bank of Kenya angered farmers.",
            "attack",
            "minister",
            ("N<poss", "poss"),
        ),
        (
            "The minister's attack on the bank of Kenya angered farmers.",
            "attack",
            "bank",
            ("N<prep:on<pobj:on", "pobj:on"),
        ),
        (
            "The minister's attack on the bank of Kenya angered farmers.",
            "attack",
            "farmers",
            ("N>nsubj<dobj", "dobj"),
        ),
        ("Rebels killed a soldier and fled.", "fled", "Rebels", ("V>conj<nsubj", "nsubj")),
        ("The Ghanaian army is in Togo.", "Togo", "army", ("N>pobj>prep<nsubj", "nsubj")),
        ("It rained. Rebels left.", "rained", "Rebels", ("apart", "nsubj")),
    ],
)
def test_the_way_to_a_party_goes_up_to_what_both_hang_on_and_down_again(
    parsed, text, trigger, party, expected
):
    tree = parsed(text)
    at = {token.text: i for i, token in enumerate(tree.tokens)}
    assert features.path(tree, at[trigger], at[party]) == expected


def test_a_way_of_more_steps_than_count_is_only_long(parsed):
    tree = parsed("The bank of the king of the island of the sea of Kenya fell to rebels.")
    at = {token.text: i for i, token in enumerate(tree.tokens)}
    near, far = (features.path(tree, at["fell"], at[w])[0] for w in ("king", "Kenya"))
    assert near.count("<") + near.count(">") <= features.LONGEST
    assert (near, far) == ("V<nsubj<prep:of<pobj:of", "Vlong")


@pytest.mark.parametrize("text", TEXTS)
def test_a_scene_holds_the_triggers_and_parties_of_its_own_sentence_only(scenes, text):
    tree, found = scenes(text)
    for one in found:
        inside = range(one.sentence.first, one.sentence.last)
        assert set(one.triggers) == {i for i in inside if features.may_trigger(tree, i)}
        assert set(one.parties) == {i for i in inside if features.may_act(tree, i)}
        assert len(one.rows) == len(one.triggers)


@pytest.mark.parametrize("text", TEXTS)
def test_every_feature_row_rises_below_the_width_and_has_one_status(scenes, text):
    _, found = scenes(text)
    assert sum(len(one.rows) for one in found) > 0
    for row in (row for one in found for row in one.rows):
        assert list(row) == sorted(set(row))
        assert 0 <= row[0] <= row[-1] < features.WIDTH
        assert len(named(row) & set(features.STATUSES)) == 1


def test_no_row_of_the_lexicon_reaches_into_the_features_of_another_part(parsed):
    tree = parsed("Police arrested the editor.")
    lexicon = [row for rows in load().rows.values() for row in rows]
    assert {row.event for row in lexicon} > set(features.TYPES)
    for row in lexicon:
        ones = named(features._row(tree, 1, row, None))
        wanted = {f"row:{row.event}", "actual"} | ({"row:specific"} if row.specific else set())
        wanted |= {f"{row.event}/{m}" for m in row.modes}
        assert ones == wanted, row.where


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "Police arrested the editor.",
            "arrested",
            {"row:COERCE", "coded:COERCE", "actual", "COERCE/arrest"},
        ),
        ("Police arrested the editor.", "editor", {"actual"}),
        (
            "Police will arrest the editor.",
            "arrest",
            {"row:COERCE", "coded:COERCE", "future", "COERCE/arrest"},
        ),
        (
            "Police did not arrest the editor.",
            "arrest",
            {"row:COERCE", "coded:COERCE", "negation", "COERCE/arrest"},
        ),
        (
            "Police arrested the editor ten years ago.",
            "arrested",
            {"row:COERCE", "coded:COERCE", "actual", "historical", "COERCE/arrest"},
        ),
        (
            "Greece accused Turkey of arresting the editor.",
            "arresting",
            {"row:COERCE", "coded:COERCE", "actual", "claimed", "COERCE/arrest"},
        ),
    ],
)
def test_a_row_says_what_the_lexicon_the_rules_and_the_parse_saw(scenes, text, word, expected):
    tree, (one, *_) = scenes(text)
    rows = {tree.tokens[i].text: row for i, row in zip(one.triggers, one.rows, strict=True)}
    assert named(rows[word]) == expected


def test_types_modes_and_contexts_stand_in_the_order_that_trained_heads_rely_on():
    kinds = plover().types
    assert tuple(kinds) == features.TYPES
    assert tuple(f"{t}/{m}" for t in kinds for m in kinds[t].modes) == features.MODES
    assert list(features.CONTEXTS) == sorted(plover().contexts)
    assert NO_EVENT not in features.TYPES
    parts = (*features.TYPES, *features.TYPES, *features.STATUSES, *features.MODES)
    assert len(parts) + 4 == features.WIDTH


def test_the_groups_of_modes_are_those_of_the_types_that_have_some():
    names = [features.MODES[first:last] for first, last in features.MODE_GROUPS]
    kinds = [{name.split("/")[0] for name in group} for group in names]
    assert all(len(kind) == 1 for kind in kinds)
    assert sum(names, ()) == features.MODES
