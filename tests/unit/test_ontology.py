"""PLOVER as data: sixteen types, their quads and scores, and the CAMEO crosswalk."""

import pytest

from dateline.errors import OntologyError
from dateline.ontology import plover

QUADS = {
    1: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    2: {"COOPERATE", "AID", "RETREAT"},
    3: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    4: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}


def test_the_sixteen_types_stand_in_their_quads():
    found = {quad: {t.name for t in plover().types.values() if t.quad == quad} for quad in QUADS}
    assert found == QUADS
    assert sum(map(len, found.values())) == len(plover().types) == 16


def test_cooperation_scores_above_zero_and_conflict_never_does():
    for kind in plover().types.values():
        scores = (kind.score, *kind.modes.values())
        assert all(s > 0 for s in scores) if kind.quad < 3 else all(s <= 0.5 for s in scores)


@pytest.mark.parametrize(
    ("event", "modes", "score"),
    [
        ("CONSULT", [], 2.5),
        ("CONSULT", ["visit"], 4.0),
        ("CONSULT", ["third-party"], 1.0),
        ("CONSULT", ["phone", "visit"], 4.0),
        ("ASSAULT", ["beat", "aerial"], -9.5),
        ("PROTEST", ["riot", "demo"], -7.0),
        ("ACCUSE", [], -3.0),
        ("AGREE", ["visit"], 2.5),
    ],
)
def test_the_most_telling_mode_gives_the_score_else_the_type(event, modes, score):
    assert plover().score(event, modes) == score


@pytest.mark.parametrize(
    ("event", "modes", "contexts", "words"),
    [
        ("SCOLD", [], [], "SCOLD"),
        ("COERCE", ["visit"], [], "no mode 'visit'"),
        ("CONSULT", [], ["cookery"], "cookery"),
    ],
)
def test_a_combination_that_the_ontology_does_not_have_is_refused(event, modes, contexts, words):
    with pytest.raises(OntologyError, match=words):
        plover().check(event, modes, contexts)


def test_a_legal_combination_passes():
    plover().check("COERCE", ["arrest", "curfew"], ["legal", "human_rights"])


def test_an_unknown_type_has_no_quad():
    with pytest.raises(OntologyError, match="'MEET'"):
        plover().quad("MEET")


@pytest.mark.parametrize(
    ("root", "event"),
    [("03", "AGREE"), ("083", "CONCEDE"), ("084", "RETREAT"), ("11", "ACCUSE"), ("20", "ASSAULT")],
)
def test_cameo_roots_lead_to_their_types(root, event):
    assert plover().cameo_roots[root] == event


def test_the_crosswalk_reaches_every_type_and_leaves_plain_statements_out():
    assert set(plover().cameo_roots.values()) == set(plover().types)
    assert "01" not in plover().cameo_roots


def test_types_that_need_a_recipient_say_so():
    needing = {kind.name for kind in plover().types.values() if kind.recipient_needed}
    assert needing == {"COOPERATE", "AID", "SANCTION"}


def test_sectors_and_contexts_are_those_of_the_codebook():
    assert (len(plover().sectors), len(plover().contexts)) == (25, 37)
    assert all(kind.covers for kind in plover().types.values())


def root(code):
    """The type of a code by its longest prefix among the roots."""
    known = plover().cameo_roots
    prefixes = [code[:n] for n in range(len(code), 1, -1)]
    return next((known[p] for p in prefixes if p in known), None)


@pytest.mark.parametrize("event", sorted(plover().types))
def test_the_cameo_code_of_a_type_and_of_each_mode_leads_back_to_the_type(event):
    for modes in ([], *([mode] for mode in plover().types[event].modes)):
        code = plover().cameo(event, modes)
        assert code.isdigit() and len(code) in {3, 4}
        assert root(code) == event, (modes, code)


def test_the_codes_name_only_types_and_modes_that_there_are():
    pairs = {f"{t}/{m}" for t, kind in plover().types.items() for m in kind.modes}
    assert set(plover().types) <= set(plover().cameo_of) <= set(plover().types) | pairs


@pytest.mark.parametrize(
    ("event", "modes", "code"),
    [
        ("RETREAT", ["resign"], "087"),
        ("SANCTION", ["convict"], "160"),
        ("COERCE", ["withhold"], "170"),
        ("COERCE", ["misinformation"], "170"),
        ("AID", [], "070"),
        ("COERCE", ["arrest"], "173"),
        ("COERCE", ["misinformation", "arrest"], "173"),
        ("COERCE", ["curfew", "arrest"], "1723"),
        ("ASSAULT", ["torture"], "1822"),
        ("AGREE", ["visit"], "030"),
    ],
)
def test_the_first_mode_with_a_cameo_code_gives_it_else_the_type(event, modes, code):
    assert plover().cameo(event, modes) == code


def test_an_unknown_type_has_no_cameo_code():
    with pytest.raises(KeyError):
        plover().cameo("MEET", [])
