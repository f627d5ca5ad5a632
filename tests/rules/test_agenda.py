from fractions import Fraction

from hireguide.rules import Voice, agenda, disagree
from tests.rules.books import book, evidence, situation

BOOK = book(
    evidence=[
        evidence("slips", "execution", 4, "delivery_pain at_least medium"),
        evidence("adrift", "strategy", 4, "unguided_decisions is true"),
        evidence("pressed", "strategy", 1, "board_pressure is high"),
        evidence("crowded", "execution", 1, "diligence_ahead is true"),
    ],
    situations=[situation("never", "impossible", "delivery_pain is high", "unguided_decisions is true")],
)


def voices(*facts):
    return [Voice(str(number), each) for number, each in enumerate(facts)]


def told(*facts, settled=None):
    return agenda(BOOK, disagree(BOOK, voices(*facts), settled or {}))


def test_open_disputed_and_decisive_answers_are_told_apart():
    found = told(
        {"unguided_decisions": True, "urgency": "now", "delivery_pain": "none"},
        {"unguided_decisions": False, "urgency": "exploring", "delivery_pain": "none"},
    )
    assert [topic.field for topic in found.decisive] == ["unguided_decisions"]
    assert [topic.field for topic in found.disputed] == ["urgency"]
    assert found.open == ()


def test_the_open_question_that_tells_most_comes_first():
    found = told({"diligence_ahead": True, "board_pressure": "none"}, {"diligence_ahead": False})
    assert set(found.open) == {"delivery_pain", "unguided_decisions"}


def test_nothing_open_is_worth_asking_once_the_verdict_is_settled():
    found = told({"unguided_decisions": True, "delivery_pain": "medium"})
    assert found.open == ()


def test_answers_that_cannot_be_true_together_leave_every_open_question():
    found = told({"unguided_decisions": True, "delivery_pain": "high"})
    assert len(found.open) == 34


def test_first_comes_what_decides_with_most_answers_to_the_others():
    found = told(
        {"unguided_decisions": True, "diligence_ahead": True, "delivery_pain": "medium", "board_pressure": "high"},
        {"unguided_decisions": False, "diligence_ahead": False, "delivery_pain": "none", "board_pressure": "none"},
    )
    shares = [topic.sways for topic in found.decisive]
    assert shares == sorted(shares, reverse=True)


# Where decisions are unguided nothing else matters; else delivery decides.
FORKED = book(
    evidence=[evidence("slips", "execution", 4, "delivery_pain is high")],
    situations=[situation("adrift", "pairing", "unguided_decisions is true")],
)


def test_what_tells_more_is_asked_before_what_the_catalogue_has_first():
    found = agenda(FORKED, disagree(FORKED, voices({"urgency": "now"}), {}))
    assert found.open == ("unguided_decisions", "delivery_pain")


def test_what_decides_with_more_answers_to_the_others_comes_before_what_the_catalogue_has_first():
    told = disagree(
        FORKED,
        voices(
            {"delivery_pain": "high", "unguided_decisions": True},
            {"delivery_pain": "none", "unguided_decisions": False},
        ),
        {},
    )
    assert [topic.field for topic in told.topics[:2]] == ["delivery_pain", "unguided_decisions"]
    assert [(topic.field, topic.sways) for topic in agenda(FORKED, told).decisive] == [
        ("unguided_decisions", 1),
        ("delivery_pain", Fraction(1, 2)),
    ]


def test_an_answer_that_could_only_be_refused_is_not_worth_asking_for():
    refusing = book(
        situations=[situation("never", "impossible", "delivery_pain is high", "unguided_decisions is true")]
    )
    assert agenda(refusing, disagree(refusing, voices({"delivery_pain": "high"}), {})).open == ()


def test_what_decides_between_two_verdicts_is_worth_asking():
    rules = book(evidence=[evidence("slips", "execution", 4, "delivery_pain is high")])
    assert agenda(rules, disagree(rules, voices({"urgency": "now"}), {})).open == ("delivery_pain",)
