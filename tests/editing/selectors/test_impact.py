import json
from datetime import timedelta

import pytest

from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.services import keep_what_if
from hireguide.editing.selectors.impact import impact_of
from hireguide.rules import judge, parse_rulebook
from tests.factories import NOW, evidence, make_diagnosis, make_profile, rulebook_text, small_rulebook

pytestmark = pytest.mark.django_db


# Slipping deliveries weigh nearly nothing.
WEAK = [evidence("slips", "execution", 1, "delivery_pain", "at_least", "medium"), *small_rulebook()["evidence"][1:]]


def book(**parts):
    return parse_rulebook(rulebook_text(**parts))


@pytest.fixture
def before():
    return book()


@pytest.fixture
def after():
    return book(evidence=WEAK)


def test_where_only_words_differ_nothing_is_judged(before, django_assert_num_queries):
    verdicts = small_rulebook()["verdicts"]
    verdicts["pairing"]["title"] = "Two people"
    with django_assert_num_queries(0):
        impact = impact_of(before, book(verdicts=verdicts))
    assert (impact.same, impact.parts, impact.comparison, impact.looked_at) == (False, (), None, 0)
    assert impact_of(before, book()).same


def test_without_diagnoses_there_are_shares_and_witnesses(before, after):
    impact = impact_of(before, after)
    assert (impact.parts, impact.looked_at, impact.diagnoses) == (("slips",), 0, ())
    assert impact.comparison.exact
    assert len(impact.comparison.witnesses) == 5
    for one in impact.comparison.witnesses:
        assert (judge(before, one.facts).code, judge(after, one.facts).code) == (one.start, one.end)


def test_the_diagnoses_that_change_are_told_newest_first_with_what_did_it(before, after):
    slipping = make_profile(delivery_pain="high", engineer_count=5, unguided_decisions=False, employee_count=9)
    first = make_diagnosis(profile=slipping)
    make_diagnosis(profile=make_profile(delivery_pain="low"))
    last = make_diagnosis(profile=slipping, now=NOW + timedelta(hours=1))
    impact = impact_of(before, after)
    assert impact.looked_at == 3
    assert [(one.number, one.made_at) for one in impact.diagnoses] == [
        (last.pk, last.made_at),
        (first.pk, first.made_at),
    ]
    assert {(one.start, one.end, one.rules) for one in impact.diagnoses} == {
        ("vp_engineering_first", "neither_yet", ("slips",))
    }
    assert [one.number for one in impact_of(before, after, newest=2).diagnoses] == [last.pk]


def test_what_ifs_are_no_companies(before, after):
    diagnosis = make_diagnosis()
    what_if = keep_what_if(
        of=diagnosis, own_result=diagnosis.result, profile=make_profile(delivery_pain="high"), dont_know=(), now=NOW
    )
    assert Diagnosis.objects.count() == 2
    impact = impact_of(before, after)
    assert impact.looked_at == 1
    assert what_if.public_id not in {one.public_id for one in impact.diagnoses}


def test_examples_that_break_and_those_that_are_mended_are_told():
    said = {"key": "few", "profile": {"delivery_pain": "high", "engineer_count": 5}, "also": [], "note": ""}
    few = [said | {"verdict": "vp_engineering_first"}]
    before, after = book(examples=few), book(examples=few, evidence=WEAK)
    impact = impact_of(before, after)
    message = "few must get vp_engineering_first, but gets neither_yet"
    assert [(one.key, one.message) for one in impact.broken] == [("few", message)]
    assert impact.mended == ()
    back = impact_of(after, before)
    assert (back.broken, back.mended) == ((), ("few",))
    assert impact_of(after, after).broken == ()


def test_an_example_alone_can_break(before):
    examples = small_rulebook()["examples"]
    wrong = json.loads(json.dumps(examples).replace("vp_engineering_first", "pairing"))
    impact = impact_of(before, book(examples=wrong))
    assert [one.key for one in impact.broken] == ["slipping"]
    assert impact.parts == ()
    assert impact_of(book(examples=wrong), before).mended == ("slipping",)
