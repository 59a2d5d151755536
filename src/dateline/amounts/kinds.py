"""What a number counts: the noun it stands with and what is said to happen to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.syntax import Tree
from dateline.types import Span, Token

_VERBS = {
    "dead": "kill murder execute massacre slay behead slaughter assassinate hang lynch",
    "injured": "wound injure hurt maim hospitalise hospitalize",
    "arrested": "arrest detain jail imprison hold",
    "displaced": "displace evacuate uproot expel deport",
    "abducted": "abduct kidnap",
    "troops": "deploy mobilize mobilise dispatch station amass send",
}
_SELF_VERBS = {
    "dead": "die perish",
    "displaced": "flee",
    "participants": "march gather rally demonstrate protest assemble strike riot attend",
}
_STATES = {
    "dead": "dead killed deceased",
    "injured": "wounded injured hurt",
    "missing": "missing unaccounted",
    "arrested": "arrested detained jailed imprisoned",
    "displaced": "displaced evacuated homeless",
    "abducted": "abducted kidnapped",
}
_NOUNS = {
    "dead": "death fatality body corpse dead",
    "injured": "injury wounded injured",
    "missing": "missing",
    "arrested": "arrest detainee",
    "displaced": "refugee evacuee displaced",
    "participants": "protester protestor demonstrator marcher striker rioter",
    "abducted": "hostage abductee captive",
    "troops": "troop serviceman reservist",
}
_DEEDS = {
    "dead": "killing death murder execution massacre",
    "injured": "wounding",
    "arrested": "arrest detention",
    "displaced": "evacuation displacement exodus",
    "abducted": "abduction kidnapping",
    "troops": "deployment mobilization dispatch",
}
_PEOPLE = frozenset(
    "people person civilian man woman child boy girl soldier policeman officer militant rebel "
    "fighter insurgent gunman villager resident worker student activist migrant family passenger "
    "prisoner inmate journalist teacher doctor nurse farmer miner tourist peacekeeper marine "
    "guard victim supporter member employee citizen national pilgrim shopper commuter "
    "demonstrator protester aide official diplomat lawyer monk priest patient survivor other "
    "household inhabitant paramilitary trooper sailor troop crew staff voter follower "
    "relative trader clerk herder fisherman driver police constable gendarme commando recruit "
    "conscript reservist deserter mourner worshipper faithful patron customer neighbour neighbor "
    "bystander pensioner widow orphan baby infant teenager youth adult elder chief leader elder "
    "lawmaker deputy senator minister mayor councillor candidate campaigner unionist docker "
    "labourer laborer builder engineer technician pilot rescuer firefighter medic paramedic "
    "surgeon scientist researcher academic professor pupil schoolchild schoolgirl schoolboy "
    "hostage captive detainee prisoner convict refugee evacuee returnee settler immigrant "
    "expatriate foreigner local tribesman clansman nomad pastoralist peasant hunter jihadist "
    "terrorist bomber attacker assailant smuggler trafficker bandit kidnapper pirate gangster "
    "mercenary volunteer observer monitor inspector delegate envoy ambassador spy agent".split()
)
_SEVERAL = frozenset({"family", "household", "crew", "staff", "police", "people", "troop", "other"})
"""Singular nouns for more than one."""
_BEASTS = frozenset(
    "cattle cow goat sheep camel horse pig chicken bird animal elephant rhino dog fish livestock "
    "bill amendment idea plan deal proposal motion project job tree plant talk meeting election "
    "hearing inquiry briefing conference ceremony parade summit round day week month year".split()
)
"""What is killed, held or hurt and is not people."""
_LEAVERS = frozenset({"leave", "abandon"})


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: kind for kind, words in table.items() for word in words.split()}


FORCES = frozenset(
    "soldier marine peacekeeper trooper troop paramilitary personnel police policeman officer "
    "constable gendarme reservist fighter insurgent rebel guerrilla militant guerilla gunman "
    "commando conscript recruit serviceman guard militiaman mercenary".split()
)
"""Who can be sent, or withdrawn, to fight or to keep order."""
_BODILY = frozenset({"dead", "injured", "arrested", "abducted"})
VERBS, SELF_VERBS, STATES = _by_word(_VERBS), _by_word(_SELF_VERBS), _by_word(_STATES)
NOUNS, DEEDS = _by_word(_NOUNS), _by_word(_DEEDS)
_AFTER = re.compile(
    r"\s+(?:(?:other|others|more|people|persons|of\s+them)\s+)*(?:(?:were|was|are|is|have\s+been|had"
    r"\s+been|has\s+been)\s+)?(?:reported(?:ly)?\s+|feared\s+|still\s+|seriously\s+|badly\s+)?"
    r"(?P<state>[a-z]+)"
)


def kind_of(
    tree: Tree, span: Span, low_tail: str, known: frozenset[int] = frozenset()
) -> str | None:
    """What the number of `span` counts, None where it counts nothing we keep.

    `low_tail` is the lower-case text that follows the number in its block; `known` are the
    tokens of common nouns that the actors stage took for people.
    """
    tokens = tree.at(span)
    if not tokens:
        return None
    noun = counted(tree, tokens)
    if noun is None:
        return _bare(tree, tokens, span, low_tail)
    lemma = tree.tokens[noun].lemma.lower()
    kind = _of_deed(tree, noun) or _of_deed(tree, _top(tree, tokens))
    if not is_people(tree, noun, known):
        hurt = kind in _BODILY and lemma not in _BEASTS and tree.tokens[noun].tag == "NNS"
        return kind if hurt else None
    if kind == "troops" and lemma not in FORCES and lemma not in NOUNS:
        kind = None  # who is sent is not always a soldier
    return kind or NOUNS.get(lemma, "people")


def is_people(tree: Tree, i: int, known: frozenset[int]) -> bool:
    """Whether a common noun stands for people: by our list, or as a mention of some."""
    lemma = tree.tokens[i].lemma.lower()
    return i in known or lemma in _PEOPLE or lemma in NOUNS


def is_one(tree: Tree, i: int) -> bool:
    """Whether a singular noun stands for one person: "a guard", not "a family"."""
    lemma = tree.tokens[i].lemma.lower()
    several = any(tree.tokens[c].text == "of" for c in tree.of(i, "prep"))
    return lemma in _PEOPLE and lemma not in _SEVERAL and not several


def befallen(tree: Tree, i: int) -> str | None:
    """What a deed does to the body or freedom of the people of token `i`, if one does."""
    kind = _of_deed(tree, i)
    return kind if kind in _BODILY else None


def _top(tree: Tree, tokens: list[int]) -> int:
    """The token of the number that the sentence hangs it by: `dozens` of `dozens of men`."""
    top = tree.top(tokens)
    return tokens[-1] if top is None else top


def counted(tree: Tree, tokens: list[int]) -> int | None:
    """The noun the number counts: `five people`, `hundreds of people`."""
    inside = set(tokens)
    last = tokens[-1]
    for i in reversed(tokens):
        token = tree.tokens[i]
        if token.head not in inside and token.dep in {"nummod", "amod", "quantmod", "compound"}:
            head = token.head
            while tree.tokens[head].dep == "compound" and tree.tokens[head].head > head:
                head = tree.tokens[head].head
            return head if tree.tokens[head].pos in {"NOUN", "PROPN", "ADJ"} else None
        for of in tree.of(i, "prep"):
            if tree.tokens[of].lemma == "of" and of > last:
                for noun in tree.of(of, "pobj"):
                    return noun
    return None


def _bare(tree: Tree, tokens: list[int], span: Span, low_tail: str) -> str | None:
    """What a number with no noun counts: `wounding 12`, `12 were wounded`, `five dead`."""
    first = tree.tokens[tokens[0]]
    if tokens[-1] + 1 < len(tree.tokens):
        following = tree.tokens[tokens[-1] + 1]
        if following.sentence == first.sentence and _is_other_noun(following):
            return None
    if first.entity in {"DATE", "TIME", "PERCENT", "ORDINAL"} or first.dep == "appos":
        return None  # `May 12`, `Mr Ito, 45,`
    found = _AFTER.match(low_tail)
    if found and found["state"] in STATES:
        at = tree.at(Span(span.end + found.start("state"), span.end + found.end("state")))
        if at and not tree.of(at[0], "dobj"):
            return STATES[found["state"]]
    for i in tokens:
        kind = _of_deed(tree, i)
        if kind and kind != "troops":
            return kind
    return None


def _is_other_noun(token: Token) -> bool:
    """Whether the word after a number is something counted that we do not keep."""
    return (
        token.pos in {"NOUN", "PROPN", "SYM"}
        and token.lemma.lower() not in STATES
        and token.text.lower() not in STATES
    )


def _of_deed(tree: Tree, i: int) -> str | None:
    """What happens to the counted: said by their attribute, their verb or a deed noun."""
    for child in tree.of(i, "amod", "acl", "relcl"):
        token = tree.tokens[child]
        active = token.tag == "VBG" or any(tree.of(child, "dobj"))
        kind = STATES.get(token.text.lower()) or STATES.get(token.lemma.lower())
        if kind and not active:
            return kind
    for at in _first_of_list(tree, i):
        kind = _by_role(tree, at)
        if kind:
            return kind
    return None


def _first_of_list(tree: Tree, i: int) -> Iterator[int]:
    """The token and those it is coordinated to: in `five men and two boys`, `men`."""
    yield i
    while tree.tokens[i].dep in {"conj", "appos"} and tree.tokens[i].head != i:
        i = tree.tokens[i].head
        if tree.tokens[i].pos in {"VERB", "AUX"}:
            return
        yield i


def _by_role(tree: Tree, i: int) -> str | None:
    """The kind that the word above a noun gives it by its relation."""
    token = tree.tokens[i]
    head = tree.tokens[token.head]
    lemma, word = head.lemma.lower(), head.text.lower()
    if token.dep in {"dobj", "nsubjpass", "obj"} and lemma in VERBS:
        return VERBS[lemma]
    if token.dep in {"nsubj", "nsubjpass"}:
        return _as_subject(tree, i, token.head)
    if token.dep == "dobj" and lemma in {"leave", "find", "report"}:
        return _left(tree, token.head)
    if token.dep == "pobj" and word in {"of", "to"}:
        deed = tree.tokens[head.head]
        return DEEDS.get(deed.lemma.lower())
    if token.dep == "attr" or word == "dead":
        return STATES.get(word)
    return None


def _as_subject(tree: Tree, i: int, verb: int) -> str | None:
    """What a subject's own verb says of it: `died`, `marched`, `left the town`, `are missing`."""
    head = tree.tokens[verb]
    lemma, word = head.lemma.lower(), head.text.lower()
    if lemma in SELF_VERBS:
        return SELF_VERBS[lemma]
    if lemma == "treat" and tree.tokens[i].dep == "nsubjpass":
        return "injured"
    if lemma in _LEAVERS and tree.tokens[i].lemma.lower() in _PEOPLE:
        return "displaced" if tree.of(verb, "dobj") and _moves(tree, verb) else None
    if word in STATES and head.tag in {"VBN", "JJ", "VBG"} and not tree.of(verb, "dobj"):
        return STATES[word]
    if word in STATES and not tree.of(verb, "dobj"):
        return STATES[word]  # `12 wounded` read as a clause of its own
    if lemma == "take" and any(tree.tokens[c].text == "part" for c in tree.of(verb, "dobj")):
        return "participants"
    if lemma in {"be", "remain", "go", "lie"}:
        return _left(tree, verb)
    return None


def _moves(tree: Tree, verb: int) -> bool:
    """Whether what is left is a place or home, not a mark or a message."""
    for thing in tree.of(verb, "dobj"):
        token = tree.tokens[thing]
        below = [tree.tokens[i].entity for i in tree.subtree(thing)]
        if token.lemma.lower() in {"home", "house", "city", "town", "village", "area", "region"}:
            return True
        if token.lemma.lower() in {"country", "camp", "district"} or {"GPE", "LOC"} & set(below):
            return True
        if token.pos == "PROPN":
            return True
    return False


def _left(tree: Tree, verb: int) -> str | None:
    """The state a verb leaves its object or subject in: `left five dead`, `are missing`."""
    for child in tree.of(verb, "acomp", "oprd", "ccomp", "attr", "xcomp"):
        kind = STATES.get(tree.tokens[child].text.lower())
        if kind:
            return kind
    return None
