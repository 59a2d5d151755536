"""The heads in numpy, on small random weights, held against sums done one by one."""

import numpy as np
import pytest

from dateline.events.features import CONTEXTS, MODE_GROUPS, MODES, STATUSES, TYPES, WIDTH
from dateline.events.heads import ACTOR, RECIPIENT, Heads

W, HIDDEN, ROLE = 8, 6, 5
OWN, ROLES = len(TYPES) + 1, 3
YIELD = {"CONCEDE", "RETREAT"}
PUBLIC = [*(t for t in TYPES if t not in YIELD), "YIELD"]
PATHS, LASTS = ["V<nsubj", "V<dobj"], ["nsubj", "dobj", "pobj:by"]
CARD = {
    "paths": PATHS,
    "lasts": LASTS,
    "public_of": [PUBLIC.index("YIELD" if t in YIELD else t) for t in TYPES],
}
# name -> (out, in) of each linear layer, as the networks of the training name them
LINEAR = {
    "trunk": (HIDDEN, W + WIDTH),
    "kind": (OWN, HIDDEN),
    "mode": (len(MODES), HIDDEN),
    "context": (len(CONTEXTS), HIDDEN),
    "status": (len(STATUSES), HIDDEN),
    "flags": (2, HIDDEN),
    "role_trigger": (ROLE, W),
    "role_party": (ROLE, W),
    "role": (ROLES, ROLE),
    "pair": (HIDDEN, 2 * W),
    "pair_own": (OWN, HIDDEN),
    "pair_public": (len(PUBLIC), HIDDEN),
}
EMBEDDING = {"role_path": (len(PATHS) + 1, ROLE), "role_last": (len(LASTS) + 1, ROLE)}


@pytest.fixture(scope="module")
def weights():
    rng = np.random.default_rng(7)
    found = {f"{name}.weight": rng.normal(size=shape) for name, shape in LINEAR.items()}
    found |= {f"{name}.bias": rng.normal(size=shape[0]) for name, shape in LINEAR.items()}
    found |= {f"{name}.weight": rng.normal(size=shape) for name, shape in EMBEDDING.items()}
    return {name: (value / 2).astype(np.float16) for name, value in found.items()}


@pytest.fixture
def built(tmp_path):
    """Weights -> the heads read from a file of them."""

    def building(named):
        np.savez(tmp_path / "heads.npz", **named)
        return Heads(tmp_path / "heads.npz", CARD)

    return building


@pytest.fixture
def heads(built, weights):
    return built(weights)


def states(n, seed=1):
    return np.random.default_rng(seed).normal(size=(n, W)).astype(np.float32)


def linear(weights, name, x):
    return weights[f"{name}.weight"].astype(float) @ x + weights[f"{name}.bias"].astype(float)


def softmax(x):
    return np.exp(x) / np.exp(x).sum()


def without(weights, *names):
    return {k: v * 0 if k.rpartition(".")[0] in names else v for k, v in weights.items()}


def test_each_trigger_has_a_score_for_every_name(heads):
    found = heads.triggers(*heads.kinds(states(3), [(0, 20), (), (WIDTH - 1,)]))
    assert found.type.shape == (3, len(TYPES) + 1)
    assert found.mode.shape == (3, len(MODES))
    assert found.context.shape == (3, len(CONTEXTS))
    assert found.status.shape == (3, len(STATUSES))
    assert found.flags.shape == (3, 2)


def test_types_and_statuses_share_one_whole_and_the_rest_are_shares_of_their_own(heads):
    found = heads.triggers(*heads.kinds(states(4), [()] * 4))
    np.testing.assert_allclose(found.type.sum(1), 1, rtol=1e-5)
    np.testing.assert_allclose(found.status.sum(1), 1, rtol=1e-5)
    for scores in (found.type, found.status, found.mode, found.context, found.flags):
        assert ((scores > 0) & (scores < 1)).all()
    assert not np.allclose(found.mode.sum(1), 1)
    for first, last in MODE_GROUPS:
        assert (found.mode[:, first:last].sum(1) < 1).all()  # the rest is "no mode"


@pytest.mark.parametrize("row", [(), (0,), (5, 17, 33), (WIDTH - 1,), tuple(range(WIDTH))])
def test_features_add_their_weights_as_ones_beside_the_words(heads, weights, row):
    (word,) = states(1)
    ones = np.isin(np.arange(WIDTH), row).astype(float)
    trunk = np.maximum(linear(weights, "trunk", np.concatenate([word, ones])), 0)
    found = heads.triggers(*heads.kinds(word[None], [row]))
    np.testing.assert_allclose(found.type[0], softmax(linear(weights, "kind", trunk)), rtol=1e-3)
    np.testing.assert_allclose(
        found.flags[0], 1 / (1 + np.exp(-linear(weights, "flags", trunk))), rtol=1e-3
    )


def test_a_feature_of_one_word_leaves_its_neighbours_alone(heads):
    words = states(3)
    plain = heads.kinds(words, [(), (), ()])[1]
    told = heads.kinds(words, [(), (0, 20), ()])[1]
    np.testing.assert_array_equal(told[[0, 2]], plain[[0, 2]])
    assert not np.allclose(told[1], plain[1])


def test_roles_are_shares_for_every_trigger_and_party(heads):
    paths = [[("V<nsubj", "nsubj")] * 4] * 2
    found = heads.roles(states(2), states(4, seed=2), paths)
    assert found.shape == (2, 4, ROLES)
    assert {ACTOR, RECIPIENT} == {1, 2}
    np.testing.assert_allclose(found.sum(-1), 1, rtol=1e-5)


@pytest.mark.parametrize(
    ("way", "full", "last"),
    [
        (("V<nsubj", "nsubj"), 1, 1),
        (("V<dobj", "dobj"), 2, 2),
        (("V<dobj", "pobj:by"), 2, 3),
        (("N<poss", "dobj"), 0, 2),
        (("V<nsubj", "poss"), 1, 0),
        (("nsubj", "V<nsubj"), 0, 0),
    ],
)
def test_a_role_reads_trigger_party_and_the_way_between_them(heads, weights, way, full, last):
    triggers, parties = states(2), states(3, seed=2)
    other = ("V<nsubj", "dobj")
    found = heads.roles(triggers, parties, [[other] * 3, [other, other, way]])
    mixed = linear(weights, "role_trigger", triggers[1])
    mixed = mixed + linear(weights, "role_party", parties[2])
    mixed = mixed + weights["role_path.weight"][full] + weights["role_last.weight"][last]
    expected = softmax(linear(weights, "role", np.maximum(mixed, 0)))
    np.testing.assert_allclose(found[1, 2], expected, rtol=1e-3)


def test_a_pair_has_shares_of_our_classes_and_of_the_public_ones(heads):
    own, public = heads.pairs(states(3), states(3, seed=2))
    assert (own.shape, public.shape) == ((3, len(TYPES) + 1), (3, len(TYPES) - 1))
    np.testing.assert_allclose(own.sum(1), 1, rtol=1e-5)
    np.testing.assert_allclose(public.sum(1), 1, rtol=1e-5)


def test_source_and_target_play_different_parts(heads):
    one, other = states(1), states(1, seed=2)
    assert not np.allclose(heads.pairs(one, other)[0], heads.pairs(other, one)[0])


def test_yield_joins_concede_and_retreat_and_the_rest_keep_their_odds(built, weights):
    # Where the public layer adds nothing, public shares are our shares without NONE.
    heads = built(without(weights, "pair_public"))
    own, public = heads.pairs(states(2), states(2, seed=2))
    events = own[:, :-1] / own[:, :-1].sum(1, keepdims=True)
    for n, name in enumerate(PUBLIC):
        members = sorted(YIELD) if name == "YIELD" else [name]
        expected = sum(events[:, TYPES.index(m)] for m in members)
        np.testing.assert_allclose(public[:, n], expected, rtol=1e-4, err_msg=name)


def test_the_public_layer_is_added_to_the_joined_scores(built, weights):
    plain = built(without(weights, "pair_public")).pairs(states(1), states(1, seed=2))[1][0]
    lifted = without(weights, "pair_public")
    lifted["pair_public.bias"] = np.array([2.0] + [0.0] * (len(PUBLIC) - 1), dtype=np.float16)
    own, found = built(lifted).pairs(states(1), states(1, seed=2))
    odds = (found[0][0] / found[0][1]) / (plain[0] / plain[1])
    assert odds == pytest.approx(np.exp(2), rel=1e-3)
    assert own.shape == (1, OWN)
