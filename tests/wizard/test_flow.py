"""Where the wizard leads, and what it says is left."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hireguide.rules import CATALOGUE, FIELDS, SECTIONS, applies, parse_rulebook
from hireguide.wizard import flow
from hireguide.wizard.flow import Known, Page, Step, Way
from tests.factories import evidence, rulebook_text, when
from tests.wizard.drafts import turned

# Five questions matter to it: people, engineers, slipping deliveries, decisions without guidance, the board's pressure.
SMALL = parse_rulebook(rulebook_text())
# Here two questions about whoever leads technology tell most, and who that is decides whether they apply.
LEADERS = parse_rulebook(
    rulebook_text(
        situations=[],
        bands={"execution": [4, 5], "strategy": [4, 5]},
        evidence=[
            evidence("nobody", "execution", 4, "technology_lead", "is", "none"),
            evidence("leaving", "execution", 5, "lead_wish", "is", "step_back"),
            evidence("full", "strategy", 5, "lead_overloaded", "is", True),
        ],
    )
)
SOMEBODY_LEADS = {"technology_lead": "cto_by_title"}
NOBODY_LEADS = {"technology_lead": "none"}

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


def plan(rulebook=SMALL, dont_know=(), **facts):
    return flow.plan_for(rulebook, Known(facts, dont_know))


ONWARD = Way()


def step_after(section, before, after, *, way=ONWARD, rulebook=SMALL):
    """The step from one set of answers to another."""
    plans = {"before": flow.plan_for(rulebook, before), "after": flow.plan_for(rulebook, after)}
    return flow.step_after(section, **plans, known=after, way=way)


SLIPS = {"delivery_pain": "high"}
SETTLED = {"employee_count": 40, "engineer_count": 20, "unguided_decisions": False, "board_pressure": "none"}


def test_at_the_beginning_every_question_may_still_apply_and_those_that_matter_are_left():
    assert len(flow.open_questions(Known())) == 36
    assert plan().left == {
        "company": ("employee_count", "engineer_count"),
        "delivery": ("delivery_pain",),
        "board": ("board_pressure",),
        "decisions": ("unguided_decisions",),
    }
    assert plan().count == 5


def test_the_first_section_stays_first_and_then_comes_the_most_telling_one():
    assert flow.next_place(plan()) == "company"
    after = plan(employee_count=40, engineer_count=20)
    assert flow.next_place(after) == after.asking.next_question.section


def test_who_comes_back_goes_on_with_the_section_left_unfinished():
    half = plan(employee_count=40, engineer_count=20)
    assert flow.resumed_place(half, ["company", "board"]) == "board"
    assert flow.resumed_place(half, ["company"]) == flow.next_place(half)
    assert flow.resumed_place(plan(), []) == "company"


def test_a_first_section_that_a_link_filled_in_is_passed_over():
    assert flow.next_place(plan(employee_count=40, engineer_count=20)) != "company"


def test_i_dont_know_is_an_answer_and_is_not_asked_again():
    unsure = plan(dont_know=("delivery_pain",))
    assert "delivery" not in unsure.left
    assert unsure.count == 4
    everything = plan(dont_know=tuple(FIELDS))
    assert not everything.asking.settled
    assert flow.next_place(everything) == flow.CHECK


def test_once_the_verdict_is_settled_nothing_is_left():
    settled = plan(**SETTLED, **SLIPS)
    assert settled.asking.settled
    assert (settled.left, settled.count) == ({}, 0)
    assert flow.next_place(settled) == flow.CHECK


def test_while_answers_clash_nothing_is_left_and_no_page_calls_a_question_spare():
    clash = {"delivery_pain": "high", "engineer_count": 0}
    assert plan(**clash).asking.impossible == "With no engineers there are no commitments to slip."
    assert flow.next_place(plan(**clash)) == flow.CHECK
    assert flow.page_of("board", SMALL, Known(clash)) == Page()


def test_a_page_asks_what_can_matter_given_the_answers_on_other_pages():
    page = flow.page_of("company", SMALL, Known())
    assert page == Page(("employee_count", "engineer_count"), ("stage", "engineers_next_year"))
    assert flow.page_of("founders", SMALL, Known()).needed == ()
    quiet = Known({"employee_count": 3})
    assert flow.page_of("delivery", SMALL, quiet).needed == ()
    assert flow.page_of("company", SMALL, quiet) == page


@given(known(), st.sampled_from(SECTIONS), st.data())
@settings(max_examples=30)
def test_a_page_does_not_change_with_its_own_answers(state, section, data):
    own = {field.name: data.draw(answer_of[field.name]) for field in CATALOGUE if field.section == section}
    facts = {**state.facts, **{name: value for name, value in own.items() if value is not None}}
    facts.pop("employee_count", None)
    before = {name: value for name, value in facts.items() if FIELDS[name].section != section}
    states = [Known(applying(answers)) for answers in (facts, before)]
    pages = [flow.page_of(section, SMALL, state) for state in states]
    assert pages[0] == pages[1]


TURNED = parse_rulebook(rulebook_text(**turned()))
COUNTS = {"employee_count": 40, "engineer_count": 20}


def test_a_question_that_i_dont_know_brings_up_is_asked_on_the_same_page_as_on_another():
    assert flow.page_of("delivery", TURNED, Known()).needed == ("delivery_pain",)
    unsure = Known(dont_know=("delivery_pain",))
    assert flow.page_of("delivery", TURNED, unsure).needed == ("delivery_pain", "incident_rate")
    assert flow.plan_for(TURNED, unsure).left["delivery"] == ("incident_rate",)
    burning = plan(TURNED, ("delivery_pain",), incident_rate="daily", **COUNTS)
    assert (burning.left, burning.asking.verdict.code) == ({}, "vp_engineering_first")


def test_once_nothing_that_can_be_answered_matters_nothing_is_left_though_the_verdict_is_open():
    """Without its own answers the page of the board would ask about what hangs on the pressure, which is not known."""
    decided = [("slips", "neither_yet", "delivery_pain", "high"), ("looked_at", "pairing", "diligence_ahead", True)]
    decided += [("pressed", "vp_engineering_first", "board_pressure", "high")]
    situations = [
        {"key": key, "verdict": code, "when": when(field, "is", value), "because": "B.", "sources": ["ours"]}
        for key, code, field, value in decided
    ]
    rulebook = parse_rulebook(rulebook_text(situations=situations, evidence=[]))
    state = Known(COUNTS | {"diligence_ahead": True}, ("delivery_pain", "board_pressure"))
    assert "board_asks_about" in flow.page_of("board", rulebook, state).needed
    unsure = flow.plan_for(rulebook, state)
    assert (unsure.asking.matter, unsure.asking.settled, unsure.left) == ((), False, {})


@pytest.mark.parametrize("way", [ONWARD, Way("check"), Way("verdict", ("delivery",))])
def test_what_i_dont_know_brings_up_on_its_own_page_is_asked_there_first(way):
    before, after = Known(COUNTS | SLIPS), Known(COUNTS, ("delivery_pain",))
    step = step_after("delivery", before, after, way=way, rulebook=TURNED)
    assert step.place == "delivery"
    known = Known(COUNTS | {"incident_rate": "rare"}, ("delivery_pain",))
    assert step_after("delivery", after, known, way=step.way, rulebook=TURNED).place == (way.return_to or flow.CHECK)


def test_a_section_half_answered_is_left_with_what_its_page_still_needs():
    # The people alone settle it; its own page needs the engineers all the same.
    few = plan(employee_count=10)
    assert few.left["company"] == ("engineer_count",)


def test_what_hangs_on_another_page_waits_for_that_page():
    counts = {"employee_count": 40, "engineer_count": 20}
    start = plan(LEADERS, **counts)
    assert start.asking.next_question.section == "lead_future"
    assert flow.next_place(start) == "lead"
    assert flow.next_place(plan(LEADERS, **counts, technology_lead="cto_by_title")) == "lead_future"
    assert flow.next_place(plan(LEADERS, dont_know=("technology_lead",), **counts)) == "lead_future"


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


@given(st.lists(st.sampled_from(SECTIONS), unique=True), st.sampled_from(SECTIONS), known())
def test_back_leads_to_a_section_seen_before_that_still_asks(path, section, state):
    before = flow.seen_before(section, path, state.facts)
    assert before is None or (before in path and before != section and flow.asked(before, state.facts))


def test_a_section_leads_to_the_most_telling_one_of_those_left():
    state = Known({"employee_count": 40, "engineer_count": 20})
    step = step_after("company", Known(), state)
    assert step == Step(flow.plan_for(SMALL, state).asking.next_question.section)


def test_the_answer_that_settles_it_leads_to_the_check_page():
    assert step_after("delivery", Known(SETTLED), Known(SETTLED | SLIPS)) == Step(flow.CHECK)


@pytest.mark.parametrize("target", flow.RETURNS)
def test_a_change_that_brings_nothing_up_leads_back_to_where_it_came_from(target):
    step = step_after("company", Known(), Known({"stage": "seed"}), way=Way(target))
    assert step == Step(target)


def test_what_a_change_brings_up_is_asked_before_returning():
    small, grown = Known({"employee_count": 2}), Known({"employee_count": 50, "engineer_count": 20})
    step = step_after("company", small, grown, way=Way("check"))
    assert step.way.return_to == "check"
    assert set(step.way.changed) == {"delivery", "board", "decisions"}
    assert step.place in step.way.changed
    told = Known({**grown.facts, "unguided_decisions": True})
    onward = step_after("decisions", grown, told, way=step.way)
    assert set(onward.way.changed) == {"delivery", "board"}
    done = Known({**told.facts, "delivery_pain": "none", "board_pressure": "none"})
    assert step_after("board", told, done, way=Way("check", ("board",))) == Step("check")


def test_what_was_open_before_a_change_is_not_asked_because_of_it():
    before, after = Known({"employee_count": 40}), Known({"employee_count": 50})
    assert step_after("company", before, after, way=Way("check")) == Step("check")


def test_mending_answers_that_clashed_leads_back():
    clash, mended = Known({"delivery_pain": "high", "engineer_count": 0}), Known({"engineer_count": 0})
    assert step_after("delivery", clash, mended, way=Way("verdict")) == Step("verdict")


def test_who_goes_on_for_a_fuller_plan_sees_the_later_sections_in_order_and_then_the_check_page():
    known, way, section, seen = Known(SETTLED | SLIPS), Way(fuller=True), "company", []
    while section != flow.CHECK:
        seen.append(section)
        step = step_after(section, known, known, way=way)
        section, way = step.place, step.way
    assert seen == list(SECTIONS)
    assert way == Way()


def test_a_change_on_the_fuller_way_that_unsettles_the_verdict_leads_to_what_is_left_again():
    settled, open_again = Known({"employee_count": 3, "engineer_count": 2}), Known(COUNTS)
    step = step_after("company", settled, open_again, way=Way(fuller=True))
    assert step == Step(flow.plan_for(SMALL, open_again).asking.next_question.section)


def test_back_from_the_first_section_leads_to_none():
    assert flow.seen_before("company", [], {}) is None
    assert flow.seen_before("company", ["company", "founders"], {}) is None


def test_back_follows_the_path_and_from_a_new_page_leads_to_the_last_one():
    assert flow.seen_before("lead", ["company", "founders", "lead"], {}) == "founders"
    assert flow.seen_before("team", ["company", "founders", "lead"], {}) == "lead"
    assert flow.seen_before(flow.CHECK, ["company", "founders"], {}) == "founders"
