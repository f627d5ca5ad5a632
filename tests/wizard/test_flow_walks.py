"""Whole ways through the wizard, of random companies under random rulebooks."""

import json
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks.wizard_share import walk
from hireguide.rules import FIELDS, SECTIONS, applies, judge, parse_rulebook, sample_profiles
from hireguide.wizard import flow
from hireguide.wizard.flow import Known
from tests.rules.strategies import documents

FEW = settings(max_examples=40)


@st.composite
def rulebooks_with_a_company(draw):
    """A random rulebook, and a complete profile that it doesn't refuse."""
    rulebook = parse_rulebook(json.dumps(draw(documents())))
    try:
        [company] = sample_profiles(rulebook, 1, seed=draw(st.integers(0, 1000)))
    except ValueError:
        assume(False)
    return rulebook, company


@FEW
@given(rulebooks_with_a_company())
def test_asking_only_what_matters_gives_the_verdict_of_the_whole_form(case):
    rulebook, company = case
    done = walk(rulebook, company)
    assert done.plan.asking.settled
    assert done.plan.asking.verdict.code == judge(rulebook, company).code
    assert set(done.asked) <= company.keys()


@FEW
@given(rulebooks_with_a_company())
def test_what_is_left_never_rises_and_no_section_comes_twice(case):
    rulebook, company = case
    done = walk(rulebook, company)
    assert list(done.left) == sorted(done.left, reverse=True)
    assert len(set(done.path)) == len(done.path)
    assert not done.path or done.path[0] == SECTIONS[0] or SECTIONS[0] not in flow.plan_for(rulebook, Known()).left


@FEW
@given(rulebooks_with_a_company(), st.sets(st.sampled_from(list(FIELDS))))
def test_with_i_dont_know_too_no_question_comes_twice_and_only_that_can_bring_more_up(case, unsure):
    rulebook, company = case
    done = walk(rulebook, company, unsure)
    assert len(set(done.asked)) == len(done.asked)
    assert sum(after > before for before, after in pairwise(done.left)) <= len(done.known.dont_know)
    assert done.left[-1] == 0


@FEW
@given(rulebooks_with_a_company(), st.sets(st.sampled_from(list(FIELDS))))
def test_where_something_is_not_known_the_verdict_is_that_of_the_whole_form_too(case, unsure):
    rulebook, company = case
    answers = {name: value for name, value in company.items() if name not in unsure}
    whole, short = judge(rulebook, answers), walk(rulebook, company, unsure).plan.asking.verdict
    assert (short.code, short.basis, short.possible) == (whole.code, whole.basis, whole.possible)


@FEW
@given(rulebooks_with_a_company(), st.sets(st.sampled_from(list(FIELDS))))
def test_what_a_link_filled_in_is_not_asked_again(case, filled):
    rulebook, company = case
    facts = {name: value for name, value in company.items() if name in filled}
    known = Known({name: value for name, value in facts.items() if applies(FIELDS[name], facts) is not False})
    done = walk(rulebook, company, known=known)
    assert not set(done.asked) & filled
    assert done.plan.asking.verdict.code == judge(rulebook, company).code
