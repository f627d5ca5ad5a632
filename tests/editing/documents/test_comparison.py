import json

import pytest

from hireguide.editing.documents.comparison import Moved, differences
from hireguide.rules import parse_rulebook
from tests.factories import evidence, rulebook_text, small_rulebook


def told(**parts):
    """What differs between the small rulebook and the same with `parts` of it replaced."""
    return differences(parse_rulebook(rulebook_text()), parse_rulebook(rulebook_text(**parts)))


def with_rules(*rules):
    return told(evidence=list(rules))


def members(change):
    return {member.label: (member.old, member.new) for member in change.members}


@pytest.fixture
def rules():
    return small_rulebook()["evidence"]


def test_the_same_content_differs_in_nothing():
    assert not told()


def test_a_rulebooks_own_name_is_told():
    assert told(name="Another").name == ("A small rulebook", "Another")
    assert told(name="Another")


def test_a_changed_rule_tells_each_member_that_says_something_else(rules):
    rules[0] |= {"points": 1, "when": {"all": [{"field": "delivery_pain", "op": "is", "value": "high"}]}}
    [kind] = with_rules(*rules).kinds
    assert (kind.part, kind.title, kind.summary) == ("evidence", "Evidence", "1 changed")
    [change] = kind.changed
    assert change.key == "slips"
    assert members(change) == {
        "Points": (("5 points",), ("1 point",)),
        "Condition": (("slipping commitments: often, or nearly always",), ("slipping commitments: nearly always",)),
    }


def test_a_rule_that_came_or_went_is_told_whole(rules):
    [kind] = with_rules(*rules[1:], evidence("new_one", "strategy", -2, "engineer_count", "between", [5, 30])).kinds
    assert kind.summary == "1 added, 1 removed"
    assert members(kind.added[0])["Condition"] == ((), ("engineering team size: from 5 to 30 engineers",))
    assert members(kind.added[0])["Points"] == ((), ("-2 points",))
    assert members(kind.removed[0])["Gap"] == (("Execution gap",), ())


def test_a_rule_that_stands_elsewhere_is_told_with_its_places_and_the_others_are_not(rules):
    [kind] = with_rules(*rules[1:], rules[0]).kinds
    assert kind.summary == "1 moved"
    assert kind.moved == (Moved("slips", 1, 4),)


def test_a_condition_of_several_parts_has_a_line_for_each_thing_that_must_hold(rules):
    high, none = ({"field": "board_pressure", "op": "is", "value": value} for value in ("high", "none"))
    everything = {"all": [rules[0]["when"]["all"][0], rules[1]["when"]["all"][0]], "any": [high, none]}
    [kind] = with_rules({**rules[0], "when": everything}, *rules[1:]).kinds
    [member] = kind.changed[0].members
    assert len(member.new) == 3
    assert [line.startswith("and ") for line in member.new] == [False, True, True]
    assert member.new[2].startswith("and one of: ")
    assert "; or " in member.new[2]


def test_bands_cells_verdicts_and_plans_are_named_in_words():
    whole = small_rulebook()
    whole["bands"]["execution"] = [3, 8]
    whole["grid"]["none"]["some"]["verdict"] = "pairing"
    whole["verdicts"]["pairing"]["second"] = "fractional_cto"
    whole["plans"]["vp_engineering"]["30"] = []
    kinds = {
        kind.part: kind for kind in told(**{key: whole[key] for key in ("bands", "grid", "verdicts", "plans")}).kinds
    }
    names = {part: kind.changed[0].name for part, kind in kinds.items()}
    assert names == {
        "bands": "Execution gap",
        "grid": "Execution: no gap; strategy: some gap",
        "verdicts": "Both seats as a pair",
        "plans": "VP Engineering",
    }
    assert members(kinds["bands"].changed[0]) == {"“Some” from": (("4 points",), ("3 points",))}
    assert members(kinds["grid"].changed[0])["Verdict"] == (("Fractional CTO first",), ("Both seats as a pair",))
    assert members(kinds["verdicts"].changed[0])["Second seat"] == (("Nothing",), ("Fractional CTO",))
    assert members(kinds["plans"].changed[0])["By day 30"] == (("Listen.",), ("Nothing",))


def test_costs_examples_and_expectations_are_told_in_founders_words():
    whole = small_rulebook()
    whole["costs"][0]["low"] = 150_000
    whole["examples"][0]["also"] = ["pairing"]
    whole["examples"][0]["profile"]["unguided_decisions"] = True
    whole["expectations"] = [
        {"key": "more_pain", "field": "delivery_pain", "from": "low", "to": "high", "gap": "execution"}
        | {"never": "lowers", "because": "More pain never helps."}
    ]
    kinds = {
        kind.part: kind for kind in told(**{key: whole[key] for key in ("costs", "examples", "expectations")}).kinds
    }
    assert members(kinds["costs"].changed[0]) == {"From": (("$200,000",), ("$150,000",))}
    changed = members(kinds["examples"].changed[0])
    assert changed["Verdicts that would do too"] == (("Nothing",), ("Both seats as a pair",))
    assert any(line.endswith(": Yes") for line in changed["Profile"][1])
    added = members(kinds["expectations"].added[0])
    assert added["From"] == ((), ("Now and then",))
    assert added["Field"] == ((), ("Slipping commitments",))


def test_every_part_of_the_real_rulebook_can_be_told(rulebook_text):
    real, small = parse_rulebook(rulebook_text), parse_rulebook(json.dumps(small_rulebook()))
    both_ways = differences(small, real), differences(real, small)
    counts = [sum(len(kind.added) + len(kind.changed) for kind in each.kinds) for each in both_ways]
    assert counts[0] > 150 > counts[1] > 0
