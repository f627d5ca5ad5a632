"""Where the wizard leads, and what it says is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hireguide.rules import CATALOGUE, FIELDS, SECTIONS, applies
from hireguide.wizard import flow
from hireguide.wizard.flow import Known, Step

SOMEBODY_LEADS = {"technology_lead": "cto_by_title"}
NOBODY_LEADS = {"technology_lead": "none"}
ALL_UNKNOWN = Known({}, tuple(FIELDS))

answer_of = {
    field.name: st.none()
    | (st.integers(field.low, field.high) if field.kind == "integer" else st.sampled_from(list(field.values)))
    for field in CATALOGUE
}
names = st.sampled_from(list(FIELDS))


def applying(facts):
    """Answers without those set aside: what a checked draft holds."""
    return {name: value for name, value in facts.items() if applies(FIELDS[name], facts) is not False}


@st.composite
def known(draw):
    facts, dont_know = {}, []
    for name in draw(st.lists(names, unique=True)):
        value = draw(answer_of[name])
        if value is None:
            dont_know.append(name)
        else:
            facts[name] = value
    return Known(applying(facts), tuple(name for name in dont_know if applies(FIELDS[name], facts) is not False))


def everything_but(*left_open, facts=None):
    facts = facts or {}
    return Known(facts, tuple(name for name in FIELDS if name not in left_open and name not in facts))


def test_at_the_beginning_every_question_may_still_apply():
    assert len(flow.open_questions(Known())) == 36
    assert flow.first_open(Known()) == "company"


def test_i_dont_know_is_an_answer():
    assert flow.open_questions(ALL_UNKNOWN) == ()
    assert flow.first_open(ALL_UNKNOWN) == flow.CHECK


def test_a_question_ruled_out_is_neither_asked_nor_left():
    assert "lead_wish" in flow.asked("lead_future", {})
    assert flow.asked("lead_future", NOBODY_LEADS) == ("promotable_insider", "previous_leader_failed")
    assert len(flow.open_questions(Known(NOBODY_LEADS))) == 33


def test_a_question_ruled_out_on_its_own_page_stays_on_it():
    assert "board_asks_about" in flow.asked("board", {"board_pressure": "none"})
    assert "board_asks_about" not in flow.open_questions(Known({"board_pressure": "none"}))


def test_every_condition_of_a_question_stands_before_it():
    order = list(FIELDS)
    for field in CATALOGUE:
        if field.asked_if:
            assert order.index(field.asked_if.field) < order.index(field.name)


@given(known(), names, st.data())
def test_what_is_left_never_rises_while_answers_are_only_added(before, name, data):
    if name in before.facts or name in before.dont_know or applies(FIELDS[name], before.facts) is False:
        return
    value = data.draw(answer_of[name])
    if value is None:
        after = Known(before.facts, (*before.dont_know, name))
    else:
        facts = {**before.facts, name: value}
        after = Known(applying(facts), tuple(n for n in before.dont_know if applies(FIELDS[n], facts) is not False))
    assert len(flow.open_questions(after)) < len(flow.open_questions(before))
    assert flow.brought_up(before, after) == ()


@given(known(), known())
def test_what_a_change_adds_to_what_is_left_is_what_it_says_that_it_brings_up(before, after):
    gone_over = [name for name in flow.open_questions(after) if name not in flow.open_questions(before)]
    unanswered = [name for name in gone_over if name not in before.facts and name not in before.dont_know]
    assert list(flow.brought_up(before, after)) == unanswered


@given(known(), st.sampled_from(SECTIONS), st.lists(st.sampled_from(SECTIONS), unique=True))
def test_the_next_page_is_open_or_the_check_page(state, section, path):
    place = flow.next_open(section, state, path)
    assert place != section
    if place == flow.CHECK:
        assert set(flow.open_sections(state)) <= {section}
    else:
        assert set(flow.asked(place, state.facts)) & set(flow.open_questions(state))


@given(st.lists(st.sampled_from(SECTIONS), unique=True), st.sampled_from(SECTIONS), known())
def test_back_leads_to_a_section_seen_before_that_still_asks(path, section, state):
    before = flow.seen_before(section, path, state.facts)
    assert before is None or (before in path and before != section and flow.asked(before, state.facts))


@given(st.data())
def test_following_the_flow_asks_every_question_that_applies_and_ends(data):
    facts, dont_know, path, section = {}, [], [], "company"
    while section != flow.CHECK:
        assert section not in path
        for name in flow.asked(section, facts):
            if applies(FIELDS[name], facts) is False:
                continue
            value = data.draw(answer_of[name])
            if value is None:
                dont_know.append(name)
            else:
                facts[name] = value
        path.append(section)
        section = flow.next_open(section, Known(facts, dont_know), path)
    assert flow.open_questions(Known(facts, dont_know)) == ()


def test_a_section_leads_to_the_one_after_it():
    state = Known({"stage": "seed"})
    assert flow.step_after("founders", before=state, after=state, path=["company", "founders"]) == Step("lead")


def test_what_was_never_seen_comes_before_what_was_left_open():
    state = everything_but("stage", "urgency", "product_market_fit")
    assert flow.next_open("lead", state, ["company", "lead"]) == "hiring"
    assert flow.next_open("hiring", state, ["company", "lead", "hiring"]) == "founders"
    assert flow.next_open("founders", everything_but("stage"), ["company", "lead", "hiring", "founders"]) == "company"


def test_the_last_open_section_leads_to_the_check_page():
    assert flow.next_open("hiring", ALL_UNKNOWN, SECTIONS) == flow.CHECK


@pytest.mark.parametrize("target", flow.RETURNS)
def test_a_change_that_brings_nothing_up_leads_back_to_where_it_came_from(target):
    step = flow.step_after("company", before=Known(), after=Known({"stage": "seed"}), path=[], return_to=target)
    assert step == Step(target)


def test_what_a_change_brings_up_is_asked_before_returning():
    before, after = (
        everything_but(facts=NOBODY_LEADS),
        everything_but("lead_wish", "lead_overloaded", facts=SOMEBODY_LEADS),
    )
    before = Known(before.facts, [n for n in before.dont_know if n not in {"lead_wish", "lead_overloaded"}])
    step = flow.step_after("lead", before=before, after=after, path=SECTIONS, return_to="check")
    assert step == Step("lead_future", brought_up=2, return_to="check")


def test_the_verdict_can_be_asked_for_at_any_section():
    step = flow.step_after("company", before=Known(), after=Known(), path=[], return_to="check", to_verdict=True)
    assert step == Step("verdict")


def test_back_from_the_first_section_leads_to_none():
    assert flow.seen_before("company", [], {}) is None
    assert flow.seen_before("company", ["company", "founders"], {}) is None


def test_back_follows_the_path_and_from_a_new_page_leads_to_the_last_one():
    assert flow.seen_before("lead", ["company", "founders", "lead"], {}) == "founders"
    assert flow.seen_before("team", ["company", "founders", "lead"], {}) == "lead"
    assert flow.seen_before(flow.CHECK, ["company", "founders"], {}) == "founders"
