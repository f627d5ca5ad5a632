import pytest

from hireguide.editing.services.examples import ExampleIsThereError, add_example, propose_example
from hireguide.rulebooks.selectors import draft_rulebook
from hireguide.rulebooks.services import DraftIsClosedError, give_up_draft
from hireguide.rules import RulebookError
from tests.factories import NOW, make_diagnosis, make_edition, make_profile, make_rulebook_draft, make_user, when

pytestmark = pytest.mark.django_db

COMPANY = {"company_name": "Acme", "stage": "seed", "employee_count": 347, "engineer_count": 83}
ITEM = {"verdict": "pairing", "also": [], "note": "From life."}


def diagnosis(**answers):
    return make_diagnosis(profile=make_profile(**answers or COMPANY))


@pytest.fixture
def draft(db):
    return make_rulebook_draft(base=make_edition(), examples=[])


def test_a_diagnosis_is_proposed_without_its_name_and_in_round_numbers(draft):
    proposal = propose_example(draft, diagnosis())
    assert proposal.facts == {"stage": "seed", "employee_count": 300, "engineer_count": 80}
    assert proposal.is_rounded
    assert proposal.note == "From life: a kept diagnosis, judged under edition 1. Its numbers are made round."
    assert (proposal.given, proposal.now, proposal.is_plain) == ("vp_engineering_first", "vp_engineering_first", True)


def test_small_numbers_stay_and_the_note_says_nothing_of_rounding(draft):
    proposal = propose_example(draft, diagnosis(engineer_count=7))
    assert (proposal.facts, proposal.is_rounded) == ({"engineer_count": 7}, False)
    assert "round" not in proposal.note


def test_a_draft_that_says_otherwise_leaves_something_to_choose():
    kept = diagnosis(delivery_pain="high", engineer_count=20)
    draft = make_rulebook_draft(base=kept.edition, bands={"execution": [20, 30], "strategy": [4, 8]}, examples=[])
    proposal = propose_example(draft, kept)
    assert (proposal.given, proposal.now, proposal.is_plain) == ("vp_engineering_first", "neither_yet", False)


def test_a_draft_that_refuses_the_answers_says_why():
    kept = diagnosis(engineer_count=20)
    refusing = {"key": "no_such", "verdict": "impossible", "because": "No.", "sources": ["ours"]}
    refusing["when"] = when("engineer_count", "at_least", 10)
    draft = make_rulebook_draft(base=kept.edition, situations=[refusing], examples=[])
    proposal = propose_example(draft, kept)
    assert (proposal.now, proposal.refused, proposal.is_plain) == ("", "No.", False)


def test_numbers_stay_exact_where_rounding_would_move_what_open_answers_leave():
    """As engineers are people, 15 of them leave open whether there are at most 18, and 20 do not."""
    kept = diagnosis(engineer_count=17)
    small = {"key": "small", "verdict": "pairing", "because": "Small.", "sources": ["ours"]}
    small["when"] = when("employee_count", "at_most", 18)
    draft = make_rulebook_draft(base=kept.edition, situations=[small], evidence=[], examples=[])
    assert propose_example(draft, kept).facts == {"engineer_count": 17}


def test_an_example_is_stored_with_a_key_that_nothing_else_has(draft):
    ada = make_user()
    first = add_example(draft, ITEM, {"stage": "seed"}, by=ada, at=NOW)
    second = add_example(draft, ITEM | {"also": ["neither_yet"]}, {"stage": "series_a"}, by=ada, at=NOW)
    assert (first.key, second.key) == ("life_1", "life_2")
    stored = draft_rulebook(draft).examples
    assert [(example.key, example.verdict, example.also) for example in stored] == [
        ("life_1", "pairing", ()),
        ("life_2", "pairing", ("neither_yet",)),
    ]
    assert stored[0].profile.facts == {"stage": "seed"}
    assert first.history.get().history_user == ada


def test_a_key_that_anything_in_the_draft_has_is_not_taken():
    rule = {"key": "life_1", "kind": "warning", "when": when("stage", "is", "seed"), "text": "T", "sources": []}
    draft = make_rulebook_draft(advice=[rule], examples=[])
    assert add_example(draft, ITEM, {}, by=None, at=NOW).key == "life_2"


def test_the_same_answers_twice_are_told(draft):
    first = add_example(draft, ITEM, {"stage": "seed"}, by=None, at=NOW)
    with pytest.raises(ExampleIsThereError, match="life_1") as told:
        add_example(draft, ITEM, {"stage": "seed"}, by=None, at=NOW)
    assert told.value.example == first


def test_what_the_rulebook_cannot_hold_is_not_stored(draft):
    with pytest.raises(RulebookError):
        add_example(draft, ITEM | {"also": ["impossible"]}, {}, by=None, at=NOW)
    assert draft_rulebook(draft).examples == ()


def test_a_closed_draft_takes_none(draft):
    give_up_draft(draft, by=None, at=NOW)
    with pytest.raises(DraftIsClosedError):
        add_example(draft, ITEM, {}, by=None, at=NOW)
