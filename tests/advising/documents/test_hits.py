from hireguide.advising.documents.hits import hits, share
from hireguide.advising.selectors.follow_ups import Told
from hireguide.rules import parse_rulebook
from tests.factories import rulebook_text

CELL = {"cell": ["large", "none"], "situation": None}


def told(verdict="vp_engineering_first", hired="vp_engineering", worked="yes", rules=("slips",), decided=CELL):
    return Told(verdict, hired, worked, rules, decided)


def line(lines, name):
    return next(line for line in lines if line.name == name)


def test_all_four_verdicts_stand_there_however_little_was_told():
    counted = hits([], None)
    assert [line.verdict for line in counted.verdicts] == [
        *("vp_engineering_first", "fractional_cto_first", "pairing", "neither_yet")
    ]
    assert (counted.count, counted.decided, counted.rules) == (0, (), ())


def test_followed_is_hiring_what_the_verdict_says():
    did = [
        *[("vp_engineering_first", hired) for hired in ("vp_engineering", "both")],
        *[("fractional_cto_first", hired) for hired in ("fractional_cto", "both")],
        *[("pairing", hired) for hired in ("both",)],
        *[("neither_yet", hired) for hired in ("nobody", "other")],
    ]
    codes = ("vp_engineering_first", "fractional_cto_first", "pairing", "neither_yet")
    hired = ("vp_engineering", "fractional_cto", "both", "other", "nobody")
    for verdict in codes:
        for whom in hired:
            (found,) = [one for one in hits([told(verdict, whom)], None).verdicts if one.verdict == verdict]
            assert bool(found.followed.all) == ((verdict, whom) in did), (verdict, whom)


def test_worked_is_counted_of_those_for_whom_it_is_not_too_early():
    every = [told(worked=code) for code in ("yes", "yes", "partly", "no", "early")]
    followed = hits(every, None).verdicts[0].followed
    assert followed.words == "2 of 4; 1 in part; too early for 1"
    assert hits([told(worked="early")], None).verdicts[0].followed.words == "too early for 1"


def test_a_share_of_fewer_than_ten_is_no_percentage():
    assert share(8, 9) == "8 of 9"
    assert share(8, 10) == "8 of 10 (80%)"
    assert share(199, 200) == "199 of 200 (over 99%)"


def test_rules_are_named_by_their_sentence_and_those_that_count_most_come_first():
    rulebook = parse_rulebook(rulebook_text())
    gone = told(rules=("slips", "long_gone"), decided={"cell": None, "situation": "too_small"})
    counted = hits([told(), gone, told(hired="nobody", worked="no", decided={})], rulebook)
    assert [(line.name, line.all) for line in counted.rules] == [
        ("The sentence of slips.", 3),
        ("A rule of an earlier edition (long gone)", 1),
    ]
    assert {line.name for line in counted.decided} == {
        "The grid: a large execution gap, no strategy gap",
        "Three people need no executive.",
        "Nothing yet: open answers were weighed",
    }
    assert line(counted.rules, "The sentence of slips.").share_followed == "2 of 3"
