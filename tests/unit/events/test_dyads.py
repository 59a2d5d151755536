"""Asked actor pairs: the one event that best states what source does to target."""

import pytest

from dateline.types import Asked, Span


@pytest.fixture
def between(read):
    """A text and two parties in it -> the answer of the rules."""
    return asking_by(read)


def asking_by(reading):
    def asking(text, source, target, *, kind="body"):
        one, two = (Span(text.index(w), text.index(w) + len(w)) for w in (source, target))
        return reading(text, kind=kind, asked=Asked(dyads=((one, two),))).dyads[0]

    return asking


PLAIN = pytest.mark.parametrize(
    ("text", "source", "target", "event"),
    [
        ("Police arrested the editor.", "Police", "editor", "COERCE"),
        ("The editor was arrested by police.", "police", "editor", "COERCE"),
        ("Greece accused Turkey of cheating.", "Greece", "Turkey", "ACCUSE"),
        ("Canada imposed sanctions on Belarus.", "Canada", "Belarus", "SANCTION"),
        ("Japan donated rice to Nepal.", "Japan", "Nepal", "AID"),
        ("Turkey threatened to attack Greece.", "Turkey", "Greece", "THREATEN"),
        ("The minister met the bishop in Lima.", "minister", "bishop", "CONSULT"),
        ("Villagers protested against the government.", "Villagers", "government", "PROTEST"),
        ("Greece urged Turkey to release the soldiers.", "Greece", "Turkey", "REQUEST"),
        ("The rebels released 14 hostages.", "rebels", "14 hostages", "RETREAT"),
    ],
)


@PLAIN
def test_the_pair_model_names_the_event_between_two_parties(
    model_read, text, source, target, event
):
    # The public pairs call imposed sanctions coercion, and the model leans to them.
    expected = {event, "COERCE"} if "imposed sanctions" in text else {event}
    assert asking_by(model_read)(text, source, target).event in expected


@PLAIN
def test_the_event_between_two_parties_is_named(between, text, source, target, event):
    assert between(text, source, target).event == event


@pytest.mark.parametrize(
    ("text", "source", "target", "event"),
    [
        ("France praised Ghana and accused Togo.", "France", "Ghana", "SUPPORT"),
        ("France praised Ghana and accused Togo.", "France", "Togo", "ACCUSE"),
    ],
)
def test_each_pair_of_a_sentence_gets_its_own_event(between, text, source, target, event):
    assert between(text, source, target).event == event


@pytest.mark.parametrize(
    ("text", "source", "target", "event", "status"),
    [
        ("France will praise Ghana.", "France", "Ghana", "AGREE", "future"),
        ("The minister will meet the bishop.", "minister", "bishop", "AGREE", "future"),
        ("The minister did not meet the bishop.", "minister", "bishop", "REJECT", "negation"),
        ("Police did not arrest the editor.", "Police", "editor", "COERCE", "negation"),
        ("Rebels may attack soldiers.", "Rebels", "soldiers", "ASSAULT", "hypothetical"),
    ],
)
def test_what_is_to_come_is_agreed_and_what_is_withheld_is_refused(
    between, text, source, target, event, status
):
    answer = between(text, source, target)
    assert (answer.event, answer.status) == (event, status)


def test_where_no_word_states_anything_the_answer_is_no_event(between):
    answer = between("Ghana borders Togo.", "Ghana", "Togo")
    assert (answer.event, answer.modes, answer.confidence) == (None, (), 0.0)


def test_a_pair_outside_the_coded_text_gets_no_event(between):
    assert (
        between("Police arrested the editor.", "Police", "editor", kind="furniture").event is None
    )


def test_a_joint_exercise_is_cooperation_and_one_s_own_is_not(between):
    joint = between("India held a naval exercise with France.", "India", "France")
    alone = between("India held a naval exercise against France.", "India", "France")
    assert (joint.event, alone.event) == ("COOPERATE", "MOBILIZE")


def test_answers_come_in_the_order_asked_and_keep_the_words_asked(read):
    text = "France praised Ghana and accused Togo."
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in ("France", "Ghana", "Togo")]
    pairs = ((spans[0], spans[2]), (spans[0], spans[1]), (spans[2], spans[1]))
    found = read(text, asked=Asked(dyads=pairs)).dyads
    assert tuple((answer.source, answer.target) for answer in found) == pairs
