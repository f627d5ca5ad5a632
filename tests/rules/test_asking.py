import pytest

from hireguide.rules import FIELDS, ProfileError, ask, judge, questions_that_matter
from hireguide.rules.space import DEPENDENTS
from tests.rules.books import book, evidence, situation

BOOK = book(
    evidence=[
        evidence("slips", "execution", 4, "delivery_pain is high"),
        evidence("adrift", "strategy", 4, "unguided_decisions is true"),
    ],
    situations=[
        situation("small", "neither_yet", "engineer_count at_most 4"),
        situation("nobody", "impossible", "engineer_count is 0", "delivery_pain is high"),
    ],
)
GROWN = {"engineer_count": 20, "employee_count": 40}


def test_what_is_left_is_what_matters_and_the_next_question_is_of_it():
    asking = ask(BOOK, GROWN)
    assert asking.matter == questions_that_matter(BOOK, GROWN) == ("delivery_pain", "unguided_decisions")
    assert asking.next_question.field in asking.matter
    assert asking.verdict == judge(BOOK, GROWN)
    assert not asking.settled


def test_what_somebody_does_not_know_is_not_asked_again():
    asking = ask(BOOK, GROWN, ["delivery_pain"])
    assert asking.matter == ("unguided_decisions",)
    assert asking.next_question.field == "unguided_decisions"
    unsure = ask(BOOK, GROWN, list(FIELDS))
    assert (unsure.matter, unsure.next_question, unsure.settled) == ((), None, False)


# Deliveries decide whatever the rest says; while they are not known, the grid does.
TURNED = book(
    evidence=[
        evidence("adrift", "strategy", 2, "unguided_decisions is true"),
        evidence("stuck", "execution", 2, "unguided_decisions is true"),
    ],
    situations=[
        situation("slipping", "pairing", "delivery_pain is high"),
        situation("steady", "neither_yet", "delivery_pain is_not high"),
    ],
)


def test_where_something_is_not_known_what_can_change_the_verdict_that_is_named_is_asked_too():
    assert ask(TURNED, GROWN).matter == ("delivery_pain",)
    assert ask(TURNED, GROWN, ["delivery_pain"]).matter == ("unguided_decisions",)
    named = [judge(TURNED, {**GROWN, "unguided_decisions": answer}) for answer in (False, True)]
    assert [one.code for one in named] == ["neither_yet", "pairing"]
    assert [set(one.possible) for one in named] == [{"neither_yet", "pairing"}] * 2


def test_what_is_not_known_brings_up_as_much_while_it_counts_as_open():
    assert ask(TURNED, GROWN, unsure_of=["delivery_pain"]).matter == ("delivery_pain", "unguided_decisions")


# Whether there are engineers at all decides; questions about them are asked of no other company.
STAFFED = book(
    situations=[
        situation("nobody", "neither_yet", "engineer_count is 0"),
        situation("few", "pairing", "engineer_count between [1, 19]"),
        situation("many", "vp_engineering_first", "engineer_count at_least 20"),
    ],
)


def test_what_tells_by_being_answered_that_an_unknown_applies_is_asked_until_one_answer_has():
    people = {"employee_count": 40}
    assert ask(STAFFED, people).matter == ("engineer_count",)
    about_engineers = ask(STAFFED, people, ["engineer_count"]).matter
    assert about_engineers == DEPENDENTS["engineer_count"]
    assert ask(STAFFED, people, ["engineer_count", about_engineers[0]]).matter == about_engineers[1:]
    told = ask(STAFFED, people | {"management_structure": True}, ["engineer_count"])
    assert (told.matter, told.verdict.possible) == ((), ("vp_engineering_first", "pairing"))
    led = {"engineer_count": 20, "employee_count": 40}
    assert ask(BOOK, led, ["technology_lead", "delivery_pain"]).matter == ("unguided_decisions",)


def test_the_next_question_is_of_what_is_left_where_that_only_names_or_tells():
    naming = ask(TURNED, GROWN, ["delivery_pain"])
    assert naming.next_question.field == naming.matter[0] == "unguided_decisions"
    telling = ask(STAFFED, {"employee_count": 40}, ["engineer_count"])
    assert telling.next_question.field in telling.matter == DEPENDENTS["engineer_count"]


def test_that_there_are_engineers_is_told_only_to_rules_that_ask_of_them_or_of_people():
    pain = book(situations=[situation("slipping", "pairing", "delivery_pain is high")])
    unknown = ["engineer_count", "delivery_pain"]
    assert ask(pain, {"employee_count": 40}, unknown).matter == ()
    people = book(situations=[situation("nobody", "pairing", "employee_count is 0")])
    assert ask(people, {}, ["engineer_count", "employee_count"]).matter == DEPENDENTS["engineer_count"]


def test_what_is_not_known_and_cannot_matter_brings_nothing_up():
    assert ask(TURNED, GROWN, ["ceo_is_technical"]).matter == ("delivery_pain",)
    assert ask(TURNED, GROWN, unsure_of=["ceo_is_technical"]).matter == ("delivery_pain",)


def test_once_settled_nothing_is_left_to_ask_though_an_answer_may_still_clash():
    asking = ask(BOOK, {"engineer_count": 2})
    assert asking.settled
    assert (asking.matter, asking.next_question) == ((), None)


def test_answers_that_cannot_be_true_together_leave_nothing_but_their_sentence():
    asking = ask(BOOK, {"engineer_count": 0, "delivery_pain": "high"})
    assert (asking.verdict, asking.impossible) == (None, "Because of nobody.")
    assert (asking.matter, asking.next_question, asking.settled) == ((), None, False)


def test_more_engineers_than_people_are_an_error():
    with pytest.raises(ProfileError):
        ask(BOOK, {"engineer_count": 9, "employee_count": 3})


def test_the_order_of_answers_and_asking_twice_change_nothing():
    assert ask(BOOK, dict(reversed(GROWN.items())), ("stage",)) == ask(BOOK, GROWN, {"stage"})
