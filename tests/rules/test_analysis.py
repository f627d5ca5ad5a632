import json
from functools import partial

import pytest
from hypothesis import given, settings

from hireguide.rules import (
    FIELDS,
    VERDICTS,
    ImpossibleProfile,
    analyse,
    foresee,
    judge,
    parse_rulebook,
    questions_that_matter,
)
from hireguide.rules import analysis as analysing
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.space import space_of
from tests.rules.books import advice, book, evidence, situation
from tests.rules.test_judging import judged, judgements

SMALL = book(
    evidence=[
        evidence("slips", "execution", 3, "delivery_pain at_least medium"),
        evidence("unowned", "execution", 2, "delivery_owner is false"),
        evidence("lost", "strategy", 4, "unguided_decisions is true"),
        evidence("many", "execution", 2, "engineer_count at_least 15"),
    ],
    situations=[situation("tiny", "neither_yet", "engineer_count at_most 2")],
    advice=[advice("wait", "verdict is neither_yet")],
)
FACTS = {
    "engineer_count": 10,
    "delivery_pain": "high",
    "delivery_owner": False,
    "unguided_decisions": False,
}


def test_an_analysis_has_the_keys_of_the_command_line_in_order():
    told = analyse(SMALL, FACTS).as_dict()
    assert list(told) == [
        *("verdict", "title", "basis", "gaps", "decided_by", "reasons", "against", "possible", "settled"),
        *("next_question", "firmness", "flips", "sufficient", "triggers", "advice"),
    ]
    assert json.loads(json.dumps(told)) == told


def test_an_analysis_says_what_would_change_the_verdict():
    told = analyse(SMALL, FACTS).as_dict()
    assert told["verdict"] == "vp_engineering_first"
    assert told["firmness"] == {"steps": 1, "label": "on_the_edge"}
    assert told["flips"]["pairing"] == {
        "steps": 1,
        "sets": [[{"field": "unguided_decisions", "from": False, "to": True, "nature": "judgement"}]],
        "capped": False,
        "proven": True,
    }
    assert told["flips"]["neither_yet"]["sets"] == [
        [{"field": "delivery_owner", "from": False, "to": True, "nature": "lever"}]
    ]
    assert told["against"]["neither_yet"]["nearest"] == [{"field": "engineer_count", "from": 10, "to": 2}]
    assert told["against"]["pairing"]["situations"] == []
    assert told["sufficient"] == ["engineer_count", "delivery_pain", "delivery_owner", "unguided_decisions"]
    assert told["triggers"] == []
    assert told["next_question"] is None


def test_no_steps_lead_to_a_verdict_that_nothing_gives():
    told = analyse(book(), {"delivery_owner": True}).as_dict()
    assert told["flips"]["pairing"] == {"steps": None, "sets": [], "capped": False, "proven": True}
    assert told["against"]["pairing"]["nearest"] is None
    assert told["firmness"] == {"steps": None, "label": "firm"}
    assert told["sufficient"] == []


def test_a_miss_that_is_not_proven_says_so_and_only_that_does(monkeypatch):
    proven = analyse(SMALL, FACTS).as_dict()
    assert all("nearest_proven" not in against for against in proven["against"].values())
    monkeypatch.setattr(analysing, "nearest", partial(analysing.nearest, allowance=0))
    cut_short = analyse(SMALL, FACTS).as_dict()
    assert cut_short["against"]["pairing"] == proven["against"]["pairing"] | {"nearest": None, "nearest_proven": False}
    assert cut_short["flips"] == proven["flips"]


@pytest.mark.parametrize("part", ["sufficient", "triggers"])
def test_an_analysis_is_proven_only_where_each_of_its_parts_is(monkeypatch, part):
    assert "proven" not in analyse(SMALL, FACTS).as_dict()
    told, _ = getattr(analysing, part)(space_of(compile_rulebook(SMALL)), FACTS, "vp_engineering_first")
    monkeypatch.setattr(analysing, part, lambda *_: (told, False))
    told = analyse(SMALL, FACTS).as_dict()
    assert told["proven"] is False
    assert told.get("triggers_proven", True) is ("triggers" not in part)


def test_an_analysis_of_what_is_still_open_is_proven_though_no_answers_suffice_yet():
    told = analyse(SMALL, {"engineer_count": 10}).as_dict()
    assert (told["settled"], told["sufficient"]) == (False, None)
    assert "proven" not in told


def test_what_this_person_does_not_know_is_not_asked_again():
    asked = analyse(SMALL, {"engineer_count": 10}).next_question
    assert asked.as_dict() == {"field": asked.field, "section": FIELDS[asked.field].section, "exact": True}
    other = analyse(SMALL, {"engineer_count": 10}, dont_know=[asked.field]).next_question
    assert other.field != asked.field


def test_only_questions_that_rules_ask_matter():
    assert questions_that_matter(SMALL, {"engineer_count": 10, "employee_count": 20}) == (
        *("delivery_pain", "delivery_owner", "unguided_decisions"),
    )
    assert questions_that_matter(SMALL, {"engineer_count": 2, "employee_count": 20}) == ()


def test_a_count_matters_where_the_law_can_break_and_only_there():
    assert questions_that_matter(book(), {}) == ("employee_count", "engineer_count")
    assert questions_that_matter(book(), {"engineer_count": 0}) == ()
    assert questions_that_matter(book(), {"engineer_count": 1}) == ("employee_count",)
    assert questions_that_matter(book(), {"employee_count": 9_999}) == ("engineer_count",)
    assert questions_that_matter(book(), {"employee_count": 10_000}) == ()


def test_an_impossible_profile_has_no_analysis():
    refusing = book(situations=[situation("no", "impossible", "delivery_owner is true")])
    with pytest.raises(ImpossibleProfile):
        analyse(refusing, {"delivery_owner": True})


@settings(max_examples=25, deadline=None)
@given(judgements())
def test_each_flip_gives_its_verdict(judgement):
    document, facts = judgement
    if judged(document, facts) is None:
        return
    rulebook = parse_rulebook(json.dumps(document))
    analysis = analyse(rulebook, facts)
    assert set(analysis.flips) == {*VERDICTS} - {analysis.verdict.code}
    for code, flip in analysis.flips.items():
        for changes in flip.sets:
            moved = {**facts, **{change.field: change.to for change in changes}}
            kept = {
                n: v
                for n, v in moved.items()
                if not FIELDS[n].asked_if
                or FIELDS[n].asked_if.field not in moved
                or FIELDS[n].asked_if.holds(moved[FIELDS[n].asked_if.field])
            }
            assert judge(rulebook, kept).code == code


@pytest.mark.parametrize("facts", [FACTS, {"engineer_count": 10}, {**FACTS, "lead_departed": False}, {}])
def test_what_is_foreseen_is_what_the_whole_analysis_says_of_the_verdict_and_of_what_time_brings(facts):
    whole, told = analyse(SMALL, facts).as_dict(), foresee(SMALL, facts)
    assert told == judge(SMALL, facts).as_dict() | {"triggers": whole["triggers"]}


def test_what_is_foreseen_says_where_it_is_not_proven(monkeypatch):
    monkeypatch.setattr(analysing, "triggers", lambda *_: ((), False))
    assert foresee(SMALL, FACTS)["proven"] is False
