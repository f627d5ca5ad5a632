import json
from itertools import combinations, product
from math import prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hireguide.rules import FIELDS, judge, parse_rulebook, rulings
from hireguide.rules import flips as module
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.flips import flips, nearest
from hireguide.rules.space import space_of
from tests.rules import naive_steps
from tests.rules.books import book, evidence, situation
from tests.rules.strategies import answers, documents

ENDLESS = 10**12


@st.composite
def judgements(draw):
    document = draw(documents(fields=4, rules=6))
    facts = draw(answers(document))
    asked = naive_steps.asked(document).intersection(facts)
    assume(prod(len(naive_steps.runs(document, FIELDS[name])) for name in asked) <= 150)
    return document, facts


def space(document):
    return space_of(compile_rulebook(parse_rulebook(json.dumps(document))))


def space_of_book(rulebook):
    return space_of(compile_rulebook(rulebook))


def as_sets(flip):
    return [tuple((change.field, change.to) for change in changes) for changes in flip.sets]


@settings(max_examples=30, deadline=None)
@given(judgements(), st.sampled_from([1, 3, 20_000]))
def test_flips_are_all_the_smallest_sets_of_steps(judgement, rows):
    document, facts = judgement
    verdict = naive_steps.verdict(document, facts)
    assume(verdict)
    expected = naive_steps.flips(document, facts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_MOST_ROWS", rows)
        found = flips(space(document), facts, verdict, allowance=ENDLESS)
    assert all(flip.proven for flip in found.values())
    assert {code: (flip.steps, as_sets(flip), flip.capped) for code, flip in found.items()} == {
        code: (steps, sets[:10], len(sets) > 10) for code, (steps, sets) in expected.items()
    }


@settings(max_examples=20, deadline=None)
@given(judgements(), st.sampled_from([1, 20_000]))
def test_the_nearest_miss_is_the_first_smallest_set_when_facts_move_too(judgement, rows):
    document, facts = judgement
    verdict = naive_steps.verdict(document, facts)
    assume(verdict)
    assume(not {"engineer_count", "employee_count"} <= set(facts))
    expected = naive_steps.flips(document, facts, facts_move=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_MOST_ROWS", rows)
        found = nearest(space(document), facts, verdict, allowance=ENDLESS)
    assert all(flip.proven for flip in found.values())
    assert {code: (flip.steps, as_sets(flip)) for code, flip in found.items()} == {
        code: (steps, sets[:1]) for code, (steps, sets) in expected.items()
    }


@settings(max_examples=20, deadline=None)
@given(judgements(), st.integers(1, 60_000))
def test_a_search_cut_short_never_calls_proven_what_is_not_so(judgement, allowance):
    document, facts = judgement
    verdict = naive_steps.verdict(document, facts)
    assume(verdict)
    expected = naive_steps.flips(document, facts)
    for code, flip in flips(space(document), facts, verdict, allowance=allowance).items():
        if flip.proven:
            assert (flip.steps, as_sets(flip)) == (expected[code][0], expected[code][1][:10])


def test_counts_that_move_with_other_answers_are_as_near_as_the_law_lets_them():
    rulebook = book(
        situations=[
            situation("big", "pairing", "stage is seed", "employee_count at_least 10", "engineer_count at_least 15")
        ]
    )
    facts = {"stage": "pre_seed", "employee_count": 5, "engineer_count": 5}
    (changes,) = as_sets(nearest(space_of_book(rulebook), facts, "neither_yet")["pairing"])
    assert changes == (("stage", "seed"), ("employee_count", 15), ("engineer_count", 15))


def test_points_that_every_open_answer_brings_are_there_after_each_step():
    moving = book(
        evidence=[
            evidence("calm", "strategy", 4, "delivery_pain at_most low"),
            evidence("loud", "strategy", 4, "delivery_pain at_least medium"),
            evidence("unowned", "execution", 4, "delivery_owner is false"),
        ],
    )
    facts = {"delivery_owner": True}
    assert judge(moving, facts).code == "fractional_cto_first"
    found = flips(space_of_book(moving), facts, "fractional_cto_first")
    assert as_sets(found["pairing"]) == [(("delivery_owner", False),)]
    assert found["vp_engineering_first"].steps is None


COUNTS = book(
    evidence=[
        evidence("grown", "execution", 4, "engineer_count at_least 15"),
        evidence("crowded", "strategy", 4, "employee_count at_most 9"),
        evidence("between", "strategy", -1, "employee_count between [20, 30]"),
        evidence("slips", "execution", 2, "delivery_pain is high"),
    ],
    situations=[situation("nobody", "impossible", "engineer_count is 0", "delivery_pain is high")],
)
ENGINEERS, PEOPLE = ((0, 0), (1, 14), (15, 10_000)), ((0, 0), (1, 9), (10, 19), (20, 30), (31, 100_000))


@pytest.mark.parametrize("rows", [1, 20_000])
@pytest.mark.parametrize(("engineers", "people"), [(5, 5), (5, 12), (14, 14), (15, 15), (20, 100), (0, 0), (3, 40)])
@pytest.mark.parametrize("pain", ["high", "none"])
def test_counts_move_together_so_far_as_the_law_lets_them(monkeypatch, engineers, people, pain, rows):
    monkeypatch.setattr(module, "_MOST_ROWS", rows)
    facts = {"employee_count": people, "engineer_count": engineers, "delivery_pain": pain}
    if engineers == 0 and pain == "high":
        return
    verdict = judge(COUNTS, facts).code
    for code, flip in nearest(space_of_book(COUNTS), facts, verdict).items():
        steps = fewest_steps(facts, code)
        assert (flip.steps, flip.proven) == (steps, True)
        for changes in flip.sets:
            after = facts | {change.field: change.to for change in changes}
            assert judge(COUNTS, after).code == code
            assert cost(facts, after) == steps


def fewest_steps(facts, code):
    costs = []
    for engineers, people, pain in product((0, 1, 5, 14, 15, 20), (0, 5, 9, 10, 14, 15, 19, 20, 30, 31, 99), PAIN):
        after = {"employee_count": people, "engineer_count": engineers, "delivery_pain": pain}
        for name in ("employee_count", "engineer_count"):  # within an interval nothing moves
            if place(name, after[name]) == place(name, facts[name]):
                after[name] = facts[name]
        allowed = after["engineer_count"] <= after["employee_count"] and (after["engineer_count"] or pain != "high")
        if allowed and judge(COUNTS, after).code == code:
            costs.append(cost(facts, after))
    return min(costs, default=None)


PAIN = FIELDS["delivery_pain"].choices


def place(name, value):
    spans = PEOPLE[1:] if name == "employee_count" else ENGINEERS
    return next((number for number, (low, high) in enumerate(spans) if low <= value <= high), 0)


def cost(facts, after):
    counts = sum(
        abs(place(name, after[name]) - place(name, facts[name])) for name in ("employee_count", "engineer_count")
    )
    return counts + pain_steps(facts["delivery_pain"], after["delivery_pain"])


def pain_steps(start, to):
    return abs(PAIN.index(start) - PAIN.index(to))


# Whatever the open answers, a vendor to choose means a pairing, though the known answers say otherwise; and nobody
# can have a long view.
OPEN = book(
    evidence=[evidence("owned", "execution", 4, "delivery_owner is true")],
    situations=[
        situation(
            "no", "impossible", "long_view_owner is true", any_of=("ai_strategy_question is true", "urgency is now")
        ),
        situation("nor", "impossible", "long_view_owner is true", "ai_strategy_question is false"),
        situation("sold", "pairing", "vendor_or_offshore_choice is true", "diligence_ahead is true"),
        situation("kept", "pairing", "vendor_or_offshore_choice is true", "diligence_ahead is false"),
        situation("choosing", "fractional_cto_first", "vendor_or_offshore_choice is true"),
    ],
)
FACTS = {"vendor_or_offshore_choice": False, "long_view_owner": False, "delivery_owner": False}


def test_a_changed_profile_gets_a_verdict_that_its_open_answers_leave_possible():
    found = flips(space_of_book(OPEN), FACTS, "neither_yet")
    assert found["pairing"].as_dict() == {
        "steps": 1,
        "sets": [[{"field": "vendor_or_offshore_choice", "from": False, "to": True, "nature": "lever"}]],
        "capped": False,
        "proven": True,
    }
    assert found["fractional_cto_first"].as_dict() == {"steps": None, "sets": [], "capped": False, "proven": True}
    assert as_sets(found["vp_engineering_first"]) == [(("delivery_owner", True),)]


@pytest.mark.parametrize("cut", [{"allowance": 1}, {"nodes": 0}])
def test_what_could_not_be_searched_is_not_proven(monkeypatch, cut):
    monkeypatch.setattr(rulings, "_MOST_NODES", cut.get("nodes", 60))
    found = flips(space_of_book(OPEN), FACTS, "neither_yet", allowance=cut.get("allowance", ENDLESS))
    assert not found["pairing"].proven


def test_nothing_leads_on_from_answers_that_no_company_has():
    facts = FACTS | {"employee_count": 0, "ceo_hours_on_engineers": 3}
    assert all(flip.steps is None for flip in flips(space_of_book(OPEN), facts, "neither_yet").values())


@pytest.mark.parametrize("rows", [1, 20_000])
def test_more_than_ten_sets_are_capped_and_the_first_ten_are_told_in_catalogue_order(monkeypatch, rows):
    monkeypatch.setattr(module, "_MOST_ROWS", rows)
    levers = [field for field in FIELDS.values() if field.nature != "fact" and field.kind == "yes_no"][:6]
    many = book(evidence=[evidence(field.name, "execution", 1, f"{field.name} is true") for field in levers])
    flip = flips(space_of_book(many), {field.name: False for field in levers}, "neither_yet")["vp_engineering_first"]
    assert (flip.steps, flip.capped, flip.proven) == (4, True, True)
    names = [[change.field for change in changes] for changes in flip.sets]
    assert names == [[field.name for field in chosen] for chosen in list(combinations(levers, 4))[:10]]


def test_an_open_number_of_engineers_keeps_within_the_people_that_there_would_be():
    unsettled = book(
        evidence=[
            evidence("few", "strategy", 4, "employee_count at_most 3"),
            evidence("many", "execution", 1, "engineer_count at_least 5"),
            evidence(
                *("asked", "execution", 4, "ai_strategy_question is true"),
                any_of=("delivery_owner is true", "delivery_owner is false"),
            ),
        ]
    )
    facts = {"employee_count": 9, "ai_strategy_question": False}
    found = nearest(space_of_book(unsettled), facts, "neither_yet")
    assert all(flip.proven for flip in found.values())
    assert {code: as_sets(flip) for code, flip in found.items()} == {
        "vp_engineering_first": [(("ai_strategy_question", True),)],
        "fractional_cto_first": [(("employee_count", 3),)],
        "pairing": [(("employee_count", 3), ("ai_strategy_question", True))],
    }


@pytest.mark.parametrize("rows", [1, 20_000])
def test_a_choice_takes_one_step_to_any_other(monkeypatch, rows):
    monkeypatch.setattr(module, "_MOST_ROWS", rows)
    wishes = book(
        evidence=[
            evidence("people", "execution", 4, "lead_wish is manage_people"),
            evidence("away", "strategy", 4, "lead_wish is step_back"),
        ]
    )
    found = flips(space_of_book(wishes), {"technology_lead": "strategic_cto", "lead_wish": "keep_both"}, "neither_yet")
    assert {code: as_sets(flip) for code, flip in found.items()} == {
        "vp_engineering_first": [(("lead_wish", "manage_people"),)],
        "fractional_cto_first": [(("lead_wish", "step_back"),)],
        "pairing": [],
    }


def test_where_a_fact_decides_no_lever_leads_anywhere():
    tiny = book(
        evidence=[evidence("owned", "execution", 4, "delivery_owner is true")],
        situations=[
            situation("tiny", "neither_yet", "engineer_count at_most 2"),
            situation("owned_too", "pairing", "delivery_owner is true"),
        ],
    )
    facts = {"engineer_count": 1, "delivery_owner": False}
    assert all(flip.steps is None for flip in flips(space_of_book(tiny), facts, "neither_yet").values())
    missed = nearest(space_of_book(tiny), facts, "neither_yet")["pairing"]
    assert as_sets(missed) == [(("engineer_count", 3), ("delivery_owner", True))]


def test_moves_that_cannot_be_true_together_lead_nowhere_whatever_is_open():
    apart = book(
        evidence=[
            evidence("either", "strategy", 1, any_of=("diligence_ahead is true", "diligence_ahead is false")),
            evidence("crowd", "strategy", 1, "employee_count at_least 50"),
            evidence("owned", "execution", 1, "delivery_owner is true"),
        ],
        situations=[situation("no", "impossible", "delivery_owner is true", "vendor_or_offshore_choice is true")],
    )
    facts = {"engineer_count": 5, "delivery_owner": False, "vendor_or_offshore_choice": False}
    found = flips(space_of_book(apart), facts, "neither_yet")
    assert {(flip.steps, flip.proven) for flip in found.values()} == {(None, True)}
