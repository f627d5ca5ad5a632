"""Who is judged otherwise by another rulebook, and because of what: beside trying each thing for each company."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hireguide.rules import (
    Difference,
    ProfileError,
    changes,
    judge,
    outcomes,
    parse_profile,
    parse_rulebook,
    sample_profiles,
)
from hireguide.rules.batch import judge_of
from hireguide.rules.compiled import compile_afresh
from hireguide.rules.conditions import accepts
from hireguide.rules.space import Space
from hireguide.rules.variants import ORDER, variants
from tests.rules import strategies
from tests.rules.books import GRID, book, document, evidence, situation
from tests.rules.test_judging import judgements
from tests.rules.test_shipped_rulebook import TEXT

OLD = document(
    evidence=[evidence("slips", "execution", 4, "delivery_pain is high")],
    situations=[
        situation("early", "neither_yet", "stage is seed"),
        situation("odd", "impossible", "stage is enterprise"),
    ],
)


def parsed(written):
    return parse_rulebook(json.dumps(written))


def one_by_one(one, other, companies):
    """The same by judging each company by each rulebook that differs in one thing."""
    before, after = outcome_by(one), outcome_by(other)
    alone = {name: outcome_by(rulebook) for name, rulebook in variants(one, other)}
    without = {name: outcome_by(rulebook) for name, rulebook in variants(other, one)}
    for facts in companies:
        concerning = [name for name in alone if may_matter(name, facts, one, other)]
        start, end = (before(facts), after(facts)) if concerning else ("", "")
        did = [name for name in concerning if start != end and alone[name](facts) == end]
        needed = did or [name for name in concerning if start != end and without[name](facts) != end]
        yield Difference(start, end, tuple(needed or concerning)) if start != end else None


def outcome_by(rulebook):
    judging = judge_of(Space(compile_afresh(rulebook)))
    return lambda facts: judging(facts).verdict


def may_matter(name, facts, *rulebooks):
    rules = [rule for each in rulebooks for rule in (*each.evidence, *each.situations)]
    boxes = [box for rule in rules if rule.key == name != ORDER for box in rule.when.boxes()]
    return not boxes or any(
        all(each.field not in facts or accepts(each, facts[each.field]) for each in box) for box in boxes
    )


@st.composite
def edits(draw):
    """Two rulebooks, the second with some things of the first and some of its own; and companies."""
    written, facts = draw(judgements())
    drawn = draw(strategies.documents(fields=3, rules=5))
    new = {part: draw(st.sampled_from([written, drawn]))[part] for part in ("evidence", "situations", "bands", "grid")}
    if draw(st.booleans()):
        new["situations"] = new["situations"][::-1]
    if draw(st.booleans()):
        new["evidence"] = [{**rule, "points": max(rule["points"] - 1, -5) or 1} for rule in new["evidence"]]
    others = draw(
        st.lists(strategies.answers({**written, "evidence": written["evidence"] + drawn["evidence"]}), max_size=3)
    )
    return parsed(written), parsed({**written, **new}), [facts, *others]


@settings(max_examples=40)
@given(edits())
def test_causes_are_those_of_trying_each_thing_for_each_company(edit):
    assert list(changes(*edit)) == list(one_by_one(*edit))


def overhauled():
    """The shipped rulebook with sixty things changed."""
    written = json.loads(TEXT)
    for place, rule in enumerate(written["evidence"]):
        rule["points"] = max(rule["points"] - 1 - place % 2, -5) or 1
    for place, rule in enumerate(written["situations"]):
        rule["verdict"] = "pairing" if place % 3 == 2 else rule["verdict"]
    written["situations"][4:6] = written["situations"][5:3:-1]
    written["grid"]["some"]["some"]["verdict"] = "neither_yet"
    written["bands"]["execution"][0] += 1
    return parsed(written)


@pytest.mark.bare
@pytest.mark.parametrize("kept", [0.5, 1])
def test_causes_under_the_shipped_rulebook_are_those_of_trying_each_thing(kept):
    rulebook, chance = parse_rulebook(TEXT), random.Random(kept)  # noqa: S311 - samples
    companies = [
        parse_profile({name: value for name, value in facts.items() if chance.random() < kept}).facts
        for facts in sample_profiles(rulebook, 10, seed=9)
    ]
    told = list(changes(rulebook, overhauled(), companies))
    assert told == list(one_by_one(rulebook, overhauled(), companies))
    assert sum(1 for one in told if one) >= 3


def who(new, *companies):
    return list(changes(parsed(OLD), parsed(new), companies))


@pytest.mark.parametrize(
    ("new", "facts", "change"),
    [
        ({"evidence": []}, {"delivery_pain": "high"}, ("vp_engineering_first", "neither_yet", "slips")),
        (
            {"bands": {"execution": [5, 8], "strategy": [2, 4]}},
            {"delivery_pain": "high"},
            (*("vp_engineering_first", "neither_yet"), "bands.execution"),
        ),
        (
            {"situations": OLD["situations"][1:]},
            {"stage": "seed", "delivery_pain": "high"},
            ("neither_yet", "vp_engineering_first", "early"),
        ),
        ({"situations": OLD["situations"][:1]}, {"stage": "enterprise"}, ("impossible", "neither_yet", "odd")),
        (
            {"situations": [situation("new", "pairing", "urgency is now"), *OLD["situations"]]},
            {"urgency": "now", "stage": "seed"},
            ("neither_yet", "pairing", "new"),
        ),
        (
            {"situations": [*OLD["situations"], situation("last", "pairing", "urgency is now")]},
            {"urgency": "now", "stage": "pre_seed"},
            ("neither_yet", "pairing", "last"),
        ),
    ],
)
def test_the_rule_that_did_it_is_named(new, facts, change):
    assert who({**OLD, **new}, facts) == [Difference(change[0], change[1], (change[2],))]


def test_a_company_that_stays_is_none_and_a_cell_and_an_order_are_named_too():
    grid = {**OLD["grid"], "none": {**OLD["grid"]["none"], "none": {"verdict": "pairing", "because": "Now."}}}
    assert who({**OLD, "grid": grid}, {"delivery_pain": "low"}, {"delivery_pain": "high"}) == [
        Difference("neither_yet", "pairing", ("grid.none.none",)),
        None,
    ]
    pair = [situation("one", "pairing", "urgency is now"), situation("two", "neither_yet", "stage is seed")]
    before, after = parsed(document(situations=pair)), parsed(document(situations=pair[::-1]))
    facts = {"urgency": "now", "stage": "seed"}
    assert list(changes(before, after, [facts])) == [Difference("pairing", "neither_yet", ("situations",))]


def test_where_no_one_thing_did_it_all_that_were_needed_are_named():
    new = {
        **OLD,
        "evidence": [
            evidence("slips", "execution", 2, "delivery_pain is high"),
            evidence("more", "execution", 2, "urgency is now"),
        ],
    }
    old = {**OLD, "evidence": []}
    facts = {"delivery_pain": "high", "urgency": "now"}
    [change] = changes(parsed(old), parsed(new), [facts])
    assert change == Difference("neither_yet", judge(parsed(new), facts).code, ("slips", "more"))


@pytest.mark.parametrize("points", [2, 4])
def test_what_had_no_part_in_a_change_is_not_named(points):
    new = [
        evidence("slips", "execution", points, "delivery_pain is high"),
        evidence("more", "execution", points, "urgency is now"),
        evidence("else", "strategy", 1, "lead_departed is true"),
    ]
    [change] = changes(
        parsed(document()), parsed(document(evidence=new)), [{"delivery_pain": "high", "urgency": "now"}]
    )
    assert change == Difference("neither_yet", "vp_engineering_first", ("slips", "more"))


@settings(max_examples=40)
@given(judgements(), st.data())
def test_who_changes_is_who_gets_another_outcome_from_the_other(judgement, data):
    written, facts = judgement
    drawn = data.draw(strategies.documents(fields=3, rules=4))
    books = parsed(written), parsed({**written, "situations": drawn["situations"], "bands": drawn["bands"]})
    start, end = (next(outcomes(book, [facts])) for book in books)
    [change] = changes(*books, [facts])
    assert (change and (change.start, change.end)) == (None if start == end else (start, end))


def test_an_order_is_told_though_a_rule_is_called_as_it_is():
    pair = [situation("one", "pairing", "urgency is now"), situation("situations", "neither_yet", "stage is seed")]
    before, after = parsed(document(situations=pair)), parsed(document(situations=pair[::-1]))
    facts = {"urgency": "now", "stage": "seed"}
    assert list(changes(before, after, [facts])) == [Difference("pairing", "neither_yet", ("situations",))]


def test_an_order_is_told_though_a_rule_that_is_called_as_it_is_cannot_hold():
    pair = [situation("one", "pairing", "urgency is now"), situation("two", "neither_yet", "stage is seed")]
    last = situation("situations", "neither_yet", "stage is enterprise")
    before, after = parsed(document(situations=[*pair, last])), parsed(document(situations=[*pair[::-1], last]))
    facts = {"urgency": "now", "stage": "seed"}
    assert list(changes(before, after, [facts])) == [Difference("pairing", "neither_yet", ("situations",))]


def test_companies_are_taken_a_thousand_at_a_time_and_told_in_order():
    pains = ["high", "low", "high", *["none"] * 1_500, "high"]
    companies = ({"delivery_pain": pain} for pain in pains)
    told = changes(parsed(OLD), parsed({**OLD, "evidence": []}), companies)
    change = Difference("vp_engineering_first", "neither_yet", ("slips",))
    assert [next(told) for _ in range(3)] == [change, None, change]
    assert sum(1 for _ in companies) == len(pains) - 1_000
    assert sum(1 for _ in told) == 997


def test_in_every_thousand_each_company_is_told_of():
    companies = [{"delivery_pain": "high" if place % 7 else "low"} for place in range(2_100)]
    told = list(changes(parsed(OLD), parsed({**OLD, "evidence": []}), companies))
    assert [place for place, one in enumerate(told) if one is None] == list(range(0, 2_100, 7))


def test_evidence_and_a_situation_may_ask_the_same():
    both = {"situations": [situation("early", "pairing", "delivery_pain is high")]}
    companies = [{"delivery_pain": pain} for pain in ("high", "low", "high")]
    change = Difference("vp_engineering_first", "pairing", ("early",))
    alone = {**OLD, "situations": []}
    assert list(changes(parsed(alone), parsed({**alone, **both}), companies)) == [change, None, change]


def test_nobody_and_two_rulebooks_that_judge_alike_change_nobody():
    assert list(changes(parsed(OLD), parsed({**OLD, "evidence": []}), [])) == []
    assert list(changes(parsed(OLD), parsed({**OLD, "name": "Another"}), [{"stage": "seed"}] * 2)) == [None, None]


def test_more_engineers_than_employees_are_refused():
    with pytest.raises(ProfileError, match="engineer"):
        list(changes(book(), parsed(OLD), [{"engineer_count": 9, "employee_count": 3, "stage": "seed"}]))


def test_a_company_that_there_cannot_be_is_refused_by_both():
    grid = {**OLD["grid"], "none": {**OLD["grid"]["none"], "none": {"verdict": "pairing", "because": "Now."}}}
    nobody = {"employee_count": 0, "management_structure": True}
    told = who({**OLD, "grid": grid}, {"delivery_pain": "low"}, {**nobody, "stage": "enterprise"}, nobody)
    assert told == [Difference("neither_yet", "pairing", ("grid.none.none",)), None, None]


def test_an_open_question_has_one_answer_at_a_time():
    """Without an answer delivery is in the middle, as it were with both at once; with either it is not."""
    owned = evidence("owned", "execution", -4, "delivery_owner is true")
    parts = {"bands": ((-2, 2), (2, 4)), "grid": {**GRID, "some": {**GRID["some"], "none": "pairing"}}}
    old = document(**parts, evidence=[owned, evidence("unowned", "execution", 4, "delivery_owner is false")])
    new = document(**parts, evidence=[owned, evidence("unowned", "execution", 1, "delivery_owner is false")])
    change = Difference("vp_engineering_first", "pairing", ("unowned",))
    assert list(changes(parsed(old), parsed(new), [{"stage": "seed"}])) == [change]


def test_what_holds_of_nobody_did_nothing():
    grid = {**OLD["grid"], "none": {**OLD["grid"]["none"], "none": {"verdict": "pairing", "because": "Now."}}}
    told = who({**OLD, "grid": grid, "evidence": []}, {"delivery_pain": "low"})
    assert told == [Difference("neither_yet", "pairing", ("grid.none.none",))]
