"""Who made the difference between two verdicts, told from all four corners."""

import pytest

from hireguide.advising.documents.comparison import Corner, Corners, cause_of
from hireguide.rules import VERDICTS

VP, CTO, PAIR, NEITHER = VERDICTS


def corner(code):
    return Corner(None, "These cannot be true together.") if code is None else Corner({"verdict": code})


def cause(before, after, *, answers=None, rules=None, changed="both"):
    return cause_of(
        Corners(
            before=corner(before),
            after=corner(after),
            answers_alone=corner(answers),
            rules_alone=corner(rules),
            answers_changed=changed in ("both", "answers"),
            rules_changed=changed in ("both", "rules"),
        )
    )


@pytest.mark.parametrize(
    ("answers", "rules", "name"),
    [
        (PAIR, VP, "The answers did it"),
        (PAIR, NEITHER, "The answers did it"),
        (VP, PAIR, "The rules did it"),
        (CTO, PAIR, "The rules did it"),
        (PAIR, PAIR, "Either alone would have done it"),
        (VP, VP, "Only both together did it"),
        (CTO, NEITHER, "Only both together did it"),
        (PAIR, None, "The answers did it"),
        (None, PAIR, "The rules did it"),
        (VP, None, "Which of the two did it can’t be told"),
    ],
)
def test_what_gives_the_new_verdict_without_the_other_did_it(answers, rules, name):
    assert cause(VP, PAIR, answers=answers, rules=rules).name == name


@pytest.mark.parametrize(
    ("answers", "rules", "name"),
    [
        (VP, VP, "The verdict stays"),
        (PAIR, VP, "The verdict stays, though the answers alone would have changed it"),
        (VP, CTO, "The verdict stays, though the rules alone would have changed it"),
        (PAIR, CTO, "The verdict stays: each alone would have changed it, and together they cancel out"),
        (VP, None, "The verdict stays"),
    ],
)
def test_a_verdict_that_stays_may_have_gone_and_come_back(answers, rules, name):
    assert cause(VP, VP, answers=answers, rules=rules).name == name


@pytest.mark.parametrize(
    ("changed", "after", "name"),
    [
        ("answers", PAIR, "The answers did it"),
        ("answers", VP, "The verdict stays"),
        ("rules", PAIR, "The rules did it"),
        ("rules", VP, "The verdict stays"),
        ("neither", VP, "Nothing differs"),
    ],
)
def test_where_one_thing_changed_it_did_whatever_differs(changed, after, name):
    assert cause(VP, after, answers=VP, rules=VP, changed=changed).name == name


def test_how_it_is_known_is_told_with_both_corners():
    assert cause(VP, PAIR, answers=CTO, rules=VP).text == (
        "The new answers under the old rules give “Fractional CTO first”. "
        "The old answers under the new rules give “VP Engineering first”."
    )
    assert cause(VP, PAIR, answers=PAIR, rules=PAIR).text.endswith("and so do the old answers under the new rules.")
    assert "can’t be judged: These cannot be true together." in cause(VP, PAIR, answers=PAIR, rules=None).text
