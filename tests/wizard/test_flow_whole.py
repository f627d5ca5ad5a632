"""The whole form, for those who answer beside others: every section in its own order, whatever it may do."""

import pytest

from hireguide.rules import FIELDS, SECTIONS, applies, parse_rulebook, sample_profiles
from hireguide.wizard import flow
from hireguide.wizard.flow import Known
from tests.factories import rulebook_text

RULEBOOK = parse_rulebook(rulebook_text())
SETTLED = {"employee_count": 3, "engineer_count": 2}


def whole_walk(company):
    """Answer every page as asked, not knowing what the company lacks; each page with what was left on it."""
    known, path, left = Known(), [], []
    while True:
        plan = flow.plan_for(RULEBOOK, known, whole=True)
        left.append(plan.count)
        if (place := flow.next_place(plan)) == flow.CHECK:
            return known, path, left
        needed = flow.page_of(place, RULEBOOK, known, whole=True).needed
        facts = {**known.facts, **{name: company[name] for name in needed if name in company}}
        facts = {name: value for name, value in facts.items() if applies(FIELDS[name], facts) is not False}
        new = [name for name in needed if name not in facts and applies(FIELDS[name], facts) is not False]
        known = Known(facts, (*known.dont_know, *new))
        path.append(place)


@pytest.mark.parametrize("company", sample_profiles(RULEBOOK, 8, seed=4), ids=range(8))
def test_every_section_is_asked_in_order_and_what_is_left_falls_to_nothing(company):
    known, path, left = whole_walk(company)
    if flow.plan_for(RULEBOOK, known, whole=True).asking.verdict is None:
        return
    assert path == [section for section in SECTIONS if section in path]
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0
    assert not flow.open_questions(known)


def test_a_settled_verdict_ends_nothing_and_no_question_is_spare():
    known = Known(SETTLED)
    assert flow.plan_for(RULEBOOK, known).left == {}
    plan = flow.plan_for(RULEBOOK, known, whole=True)
    assert plan.names() == flow.open_questions(known)
    for section in SECTIONS:
        page = flow.page_of(section, RULEBOOK, known, whole=True)
        assert (page.needed, page.spare) == (flow.asked(section, known.facts), ())


def test_what_an_answer_rules_out_is_not_asked():
    known = Known({"technology_lead": "none", "engineer_count": 0})
    names = flow.plan_for(RULEBOOK, known, whole=True).names()
    assert not {"lead_wish", "lead_overloaded", "management_structure"} & {*names}


def test_answers_that_clash_lead_to_the_check_page():
    plan = flow.plan_for(RULEBOOK, Known({"delivery_pain": "high", "engineer_count": 0}), whole=True)
    assert plan.asking.impossible == "With no engineers there are no commitments to slip."
    assert flow.next_place(plan) == flow.CHECK


def test_a_section_that_passed_leads_to_the_next_with_something_open():
    before, known = Known(SETTLED), Known({**SETTLED, "product_market_fit": True, "ceo_is_technical": True})
    plans = [flow.plan_for(RULEBOOK, told, whole=True) for told in (before, known)]
    step = flow.step_after("founders", before=plans[0], after=plans[1], known=known, way=flow.Way())
    assert step == flow.Step("company")
