from itertools import pairwise

import pytest

from hireguide.diagnoses.documents.changes import changes, kind_of
from hireguide.rules import VERDICTS
from tests.diagnoses.documents.results import companies, document_of, example, result_of

PAIN = {"field": "delivery_pain", "from": "medium", "to": "low", "nature": "judgement"}
OWNER = {"field": "delivery_owner", "from": False, "to": True, "nature": "lever"}
MANAGER = {"field": "management_structure", "from": False, "to": True, "nature": "lever"}
WISH = {"field": "lead_wish", "from": "stay_technical", "to": "step_back", "nature": "lever"}
GUIDED = {"field": "unguided_decisions", "from": False, "to": True, "nature": "judgement"}
HOURS = {"field": "ceo_hours_on_engineers", "from": 12, "to": 9, "nature": "lever"}
LEAD = {"field": "technology_lead", "from": "none", "to": "cto_and_vp"}


def flip(steps, *sets, capped=False, proven=True):
    return {"steps": steps, "sets": list(sets), "capped": capped, "proven": proven}


def told(flips, nearest=None, possible=()):
    """A result with these flips, as far as they go, and no misses but those given."""
    whole = {code: flip(None) for code in VERDICTS[1:]} | flips
    misses = {code: {"nearest": (nearest or {}).get(code)} for code in whole}
    return changes({"flips": whole, "against": misses, "possible": possible})


def only(flips, nearest=None):
    (change,) = told(flips, nearest).near
    return change


def clauses_of(ways):
    return [way.clause for way in ways.ways]


def kinds_of(ways):
    return [(each.kind, len(each.ways)) for each in ways]


@pytest.mark.parametrize(
    ("steps", "heading", "clause"),
    [
        ([OWNER], "In your hands:", "if somebody owned delivery"),
        (
            [PAIN],
            "If this looked different:",
            "if commitments slipped now and then (you said “Often”)",
        ),
        (
            [PAIN, OWNER],
            "Partly in your hands:",
            "if commitments slipped now and then (you said “Often”), and somebody owned delivery",
        ),
        (
            [HOURS, OWNER, MANAGER],
            "In your hands:",
            "if the CEO spent 9 hours a week managing individual engineers (you said “12 hours a week”), "
            "and somebody owned delivery, and engineers had a manager whose job is to lead them",
        ),
    ],
)
def test_a_set_of_steps_in_words(steps, heading, clause):
    (ways,) = only({"neither_yet": flip(len(steps), steps)}).ways
    assert (ways.heading, clauses_of(ways)) == (heading, [clause])


def test_what_can_be_acted_on_comes_first_and_three_ways_are_enough():
    change = only({"neither_yet": flip(1, [PAIN], [GUIDED], [OWNER], [MANAGER], [WISH])})
    assert kinds_of(change.ways) == [("levers", 3)]
    assert kinds_of(change.others) == [("judgements", 2)]
    assert (change.others_title, change.more) == ("The other two ways", "")
    assert change.distance == "One step away."


def test_ways_beyond_what_was_listed_are_said_to_be_there():
    change = only({"neither_yet": flip(2, *([OWNER, PAIN],) * 10, capped=True)})
    assert (kinds_of(change.ways), kinds_of(change.others)) == ([("mixed", 3)], [("mixed", 7)])
    assert change.others_title == "Seven other ways"
    assert change.more == "There are still more ways in as many steps."
    assert change.distance == "Two steps away."


def test_of_ways_with_many_steps_one_is_enough():
    change = only({"neither_yet": flip(3, [OWNER, PAIN, GUIDED], [MANAGER, PAIN, GUIDED], [HOURS, OWNER, MANAGER])})
    assert kinds_of(change.ways) == [("levers", 1)]
    assert kinds_of(change.others) == [("mixed", 2)]
    assert change.others_title == "The other two ways"


def test_a_way_brings_the_inputs_that_try_it_out():
    tried = {"delivery_owner": "yes", "delivery_pain": "low"}
    change = only({"neither_yet": flip(2, *([OWNER, PAIN],) * 4)})
    assert [[way.inputs for way in ways.ways] for ways in (*change.ways, *change.others)] == [[tried] * 3, [tried]]


def test_one_more_way_is_one_way():
    change = only({"neither_yet": flip(1, [OWNER], [MANAGER], [PAIN], [GUIDED])})
    assert (change.others_title, kinds_of(change.others)) == ("The other way", [("judgements", 1)])


def test_where_all_ways_are_shown_there_is_no_other():
    change = only({"neither_yet": flip(1, [OWNER], [PAIN])}, {"neither_yet": [LEAD]})
    assert (change.others, change.others_title, change.more) == ((), "", "")


@pytest.mark.parametrize(
    ("found", "caveat"),
    [
        (flip(1, [OWNER], proven=False), "there may be other ways."),
        (flip(2, [OWNER, PAIN], proven=False), "fewer steps are not ruled out."),
        (flip(2, [OWNER, PAIN]), ""),
    ],
)
def test_a_search_cut_short_is_said(found, caveat):
    said = only({"neither_yet": found}).caveat
    assert said.endswith(caveat)
    assert bool(said) is not found["proven"]


def test_the_nearest_verdict_comes_first():
    found = told({"fractional_cto_first": flip(3, [PAIN, OWNER, GUIDED]), "neither_yet": flip(1, [OWNER])})
    assert [change.code for change in found.near] == ["neither_yet", "fractional_cto_first"]


def test_facts_are_told_where_they_lead_somewhere_and_never_as_something_to_do():
    change = only({}, {"neither_yet": [LEAD]})
    assert change.distance == "Doing or seeing things differently would not give it."
    (ways,) = change.ways
    assert ways.heading == "If the facts were different:"
    assert clauses_of(ways) == [
        "if two people shared the lead, one for direction and one for the team (you said “Nobody”)"
    ]


def test_a_miss_that_would_be_another_company_is_left_out():
    found = told({}, {"neither_yet": [LEAD, OWNER, GUIDED]})
    assert found.near == ()
    assert "“Neither yet”" in found.far[0]


def test_a_miss_without_facts_says_no_more_than_the_steps_do():
    change = only({"neither_yet": flip(1, [OWNER])}, {"neither_yet": [OWNER]})
    assert [way.kind for way in change.ways] == ["levers"]


def test_a_miss_that_was_not_sought_to_the_end_is_said_where_the_steps_were():
    unsure = {"nearest": None, "nearest_proven": False}
    flips = {"neither_yet": flip(1, [OWNER]), "pairing": flip(None), "fractional_cto_first": flip(None)}
    against = {"neither_yet": unsure, "pairing": unsure, "fractional_cto_first": {"nearest": None}}
    found = changes({"flips": flips, "against": against, "possible": []})
    assert found.near[0].caveat == "We stopped looking before we had tried all other facts: some may give it too."
    assert found.far[1:] == (
        "We stopped looking before we had tried all other facts: some may give “Both seats as a pair”.",
    )


def test_verdicts_to_which_nothing_leads_share_a_sentence():
    found = told({"neither_yet": flip(None, proven=False)})
    assert found.near == ()
    assert found.far == (
        "Doing or seeing things differently would not give “Fractional CTO first” or “Both seats as a pair”.",
        "For “Neither yet” we found no change that would do, but stopped looking before we had tried everything: "
        "one is not ruled out.",
    )


def test_what_open_answers_could_still_give_is_said():
    found = told({}, {"neither_yet": [LEAD]}, possible=("neither_yet", "pairing"))
    assert found.near[0].distance == "Doing or seeing things differently would not give it, but open answers could."
    assert found.far == (
        "Doing or seeing things differently would not give “Both seats as a pair”, but open answers could.",
        "Doing or seeing things differently would not give “Fractional CTO first”.",
    )


def test_a_verdict_kept_without_its_flips_tells_none():
    result = result_of(example("ex_nobody_owns_delivery"))
    del result["flips"]
    assert changes(result) is None


@pytest.mark.parametrize("name", companies())
def test_every_other_verdict_is_told_once_and_in_order(name):
    answers, rulebook = companies()[name]
    result = result_of(answers, rulebook)
    found = changes(result)
    near = [change.code for change in found.near]
    assert set(near) == {code for code in result["flips"] if any(_leads(result, code))}
    steps = [result["flips"][code]["steps"] or 99 for code in near]
    assert all(one <= other for one, other in pairwise(steps))
    for change in found.near:
        kinds = [way.kind for way in change.ways]
        assert kinds == [kind for kind in ("levers", "mixed", "judgements", "facts") if kind in kinds]
        assert all(clause.startswith("if ") for each in change.ways for clause in clauses_of(each))


def _leads(result, code):
    yield bool(result["flips"][code]["sets"])
    miss = result["against"][code]["nearest"]
    yield bool(miss) and kind_of(miss) == "facts" and len(miss) <= 2


def test_nothing_is_told_before_anything_is_answered():
    document = document_of({})
    assert (document.changes, document.firmness, document.come_back, document.find_out) == (None, None, None, None)
