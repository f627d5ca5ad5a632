from hireguide.rules import Claim, Voice, merge
from hireguide.rules.combining import combine, told_apart
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.space import space_of
from tests.rules.books import book, evidence, situation
from tests.rules.naive_voices import outcome

# Whatever the open answer, offshore engineers mean a pairing, though what is known does not say so.
HIDDEN = book(
    evidence=[
        evidence("slips", "execution", 4, "delivery_pain is high"),
        evidence("untrusted", "execution", 4, "codebase_health is untrusted"),
    ],
    situations=[
        situation("sold", "pairing", "vendor_or_offshore_choice is true", "diligence_ahead is true"),
        situation("kept", "pairing", "vendor_or_offshore_choice is true", "diligence_ahead is false"),
    ],
)
LEAD = book(
    evidence=[
        evidence("stays", "strategy", 4, "lead_wish is stay_technical"),
        evidence("led", "execution", 4, 'technology_lead one_of ["none", "agency"]'),
        evidence("managed", "execution", 2, "management_structure is true"),
    ]
)


def combined(rules, *facts, **parts):
    voices = [Voice(str(number), each) for number, each in enumerate(facts)]
    merged = merge(voices, {})
    return merged, combine(space_of(compile_rulebook(rules)), merged.facts, merged.disputed, **parts)


def check(rules, *facts):
    """Each combination gets what `judge` says of it."""
    merged, found = combined(rules, *facts)
    table = found.table
    for row in range(table.size):
        answers = {}
        for (name, claims), stride in zip(found.digits.items(), table.strides, strict=True):
            answers[name] = claims[row // stride % len(claims)].values[0]
        inert = {name: claims[0].values[0] for name, claims in merged.disputed.items() if name not in answers}
        told = [code for code, column in table.columns.items() if column >> row & 1]
        assert told == [outcome(rules, _asked({**merged.facts, **inert, **answers}))]
    assert found.proven
    return found


def _asked(facts):
    from hireguide.rules import parse_profile
    from hireguide.rules.faults import ProfileError

    try:
        return parse_profile(facts).facts
    except ProfileError:
        return facts


def test_combinations_are_judged_with_open_answers_left_open():
    either = {"vendor_or_offshore_choice": True, "delivery_pain": "high", "codebase_health": "sound"}
    found = check(HIDDEN, either, {**either, "delivery_pain": "none", "codebase_health": "untrusted"})
    assert found.table.reached() == ["pairing"]


def test_a_question_on_which_others_hang_brings_them_up_or_sets_them_aside():
    found = check(
        LEAD,
        {"technology_lead": "cto_by_title", "lead_wish": "stay_technical"},
        {"technology_lead": "vp_engineering", "lead_wish": "step_back"},
        {"technology_lead": "agency"},
    )
    assert list(found.digits) == ["lead_wish", "technology_lead"]


def test_what_somebody_says_of_engineers_counts_only_if_there_are_any():
    check(
        LEAD,
        {"engineer_count": 0, "technology_lead": "none"},
        {"engineer_count": 5, "management_structure": True, "technology_lead": "agency"},
        {"engineer_count": 5, "management_structure": False},
    )


def test_more_engineers_than_people_are_impossible_with_every_combination():
    found = check(HIDDEN, {"engineer_count": 20, "employee_count": 10}, {"engineer_count": 5, "employee_count": 40})
    assert found.table.columns["impossible"].bit_count() == 1


def test_nobody_can_be_right_where_what_is_agreed_cannot_be():
    found = check(
        HIDDEN, {"engineer_count": 20, "delivery_pain": "high"}, {"employee_count": 10, "delivery_pain": "low"}
    )
    assert found.table.reached() == ["impossible"]


def test_where_nobody_works_nothing_is_asked_of_engineers():
    rules = book(evidence=[evidence("loose", "execution", 4, "management_structure is false")])
    check(rules, {"employee_count": 0, "delivery_pain": "high"}, {"delivery_pain": "low"})


def test_counts_that_no_rule_tells_apart_are_one_claim_where_the_law_holds_either_way():
    space = space_of(compile_rulebook(LEAD))
    claims = (Claim("engineer_count", (5,), ("0",)), Claim("engineer_count", (8,), ("1",)))
    assert len(told_apart(space, {"employee_count": 10}, {"engineer_count": claims}, "engineer_count")) == 1
    assert len(told_apart(space, {"employee_count": 7}, {"engineer_count": claims}, "engineer_count")) == 2
    assert len(told_apart(space, {}, {"engineer_count": claims}, "engineer_count")) == 2


def test_a_search_that_runs_out_says_that_it_is_not_proven(monkeypatch):
    monkeypatch.setattr("hireguide.rules.combining._ALLOWANCE", 0)
    _, found = combined(HIDDEN, {"delivery_pain": "high"}, {"delivery_pain": "none"})
    assert not found.proven


def test_too_many_combinations_hold_to_what_most_say():
    one = {"delivery_pain": "high", "codebase_health": "sound"}
    _, found = combined(HIDDEN, one, {"delivery_pain": "none", "codebase_health": "untrusted"}, one, most=2)
    assert found.table.size == 2
    assert [claim.voices for claim in found.held.values()] == [("0", "2")]


def test_an_open_question_has_one_answer_at_a_time():
    """Without an answer delivery is in the middle, with either it is not."""
    rules = book(
        bands=((-2, 2), (2, 4)),
        evidence=[
            evidence("owned", "execution", -4, "delivery_owner is true"),
            evidence("unowned", "execution", 4, "delivery_owner is false"),
            evidence("calm", "strategy", 2, "board_pressure is none"),
            evidence("pressed", "strategy", 3, "board_pressure is high"),
        ],
    )
    found = check(rules, {"board_pressure": "none"}, {"board_pressure": "high"})
    assert found.table.reached() == ["vp_engineering_first"]


def test_one_completion_speaks_for_every_combination_that_it_fits(monkeypatch):
    monkeypatch.setattr("hireguide.rules.combining._ALLOWANCE", 100_000)
    disputed = ("product_market_fit", "ceo_is_technical", "part_time_cto", "lead_departed", "promotable_insider")
    rules = book(
        evidence=[
            *(evidence(name, "execution", place + 1, f"{name} is true") for place, name in enumerate(disputed)),
            evidence("slips", "strategy", 4, "delivery_pain is high"),
        ]
    )
    found = check(rules, dict.fromkeys(disputed, True), dict.fromkeys(disputed, False))
    assert found.table.size == 32


def test_an_answer_that_is_refused_leaves_what_the_others_bring():
    rules = book(
        evidence=[evidence("led", "execution", 2, "lead_departed is false")],
        situations=[
            situation("gone", "pairing", any_of=("ceo_hours_on_engineers is 1", "lead_departed is true")),
            situation("never", "impossible", "lead_departed is false"),
        ],
    )
    found = check(rules, {"ceo_hours_on_engineers": 5, "regretted_exits": 15}, {"regretted_exits": 5})
    assert found.table.reached() == ["pairing"]
