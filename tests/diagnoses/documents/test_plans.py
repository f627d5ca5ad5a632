from tests.diagnoses.documents.results import document_of, example, real_rulebook


def plans_of(name, **more):
    return document_of(example(name) | more).plans


def test_the_first_hires_plan_is_the_editions():
    (plan,) = plans_of("ex_nobody_owns_delivery").main
    assert (plan.seat, plan.name, plan.filled) == ("vp_engineering", "VP Engineering", "")
    assert dict(plan.steps) == real_rulebook().plans["vp_engineering"]


def test_a_pair_has_both_plans_the_first_seat_first():
    assert [plan.seat for plan in plans_of("ex_title_inflation").main] == ["fractional_cto", "vp_engineering"]


def test_of_a_pair_that_is_half_there_the_missing_half_comes_first():
    first, second = plans_of("ex_part_time_cto_alone").main
    assert (first.seat, first.filled) == ("vp_engineering", "")
    assert (second.seat, second.filled) == ("fractional_cto", "A part-time CTO already works with you")
    first, second = plans_of("ex_vp_without_direction").main
    assert first.seat == "fractional_cto"
    assert second.filled == "Somebody already does the work of a VP Engineering"


def test_neither_yet_has_no_plan_and_no_second_seat():
    plans = plans_of("ex_two_engineers")
    assert (plans.main, plans.instead, plans.second) == ((), (), None)


def test_a_seat_that_is_advised_instead_has_its_plan_too():
    assert [plan.phrase for plan in plans_of("ex_empty_seat").instead] == ["an interim CTO"]
    large = plans_of("ex_title_inflation", engineer_count=40, stage="series_b")
    assert "full_time_cto" in [plan.seat for plan in large.instead]


def test_the_second_seat_is_told_with_its_trigger():
    second = plans_of("ex_nobody_owns_delivery").second
    assert (second.heading, second.filled) == ("Then: a fractional CTO", "")
    assert second.when == real_rulebook().verdicts["vp_engineering_first"].second_when


def test_a_pair_that_is_half_there_says_which_half_is_missing():
    vp_there = plans_of("ex_vp_without_direction").second
    assert vp_there.filled == "Somebody already does the work of a VP Engineering. What is missing is a fractional CTO."
    assert vp_there.when == ""
    cto_there = plans_of("ex_part_time_cto_alone").second
    assert cto_there.filled == "A part-time CTO already works with you. What is missing is a VP Engineering."
    assert cto_there.when == real_rulebook().verdicts["pairing"].second_when
    assert document_of(example("ex_title_inflation")).plans.second.heading == "Who comes when"
